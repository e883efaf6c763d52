// The data block → documents, entries (one for each commitment), units, goals and findings.
const data = JSON.parse(document.getElementById('plan-data').textContent);
const KLASSES = data.klasses;
// A finding about more than this is about a document, not about the items in it.
const LONGEST_FINDING = 600;
// A block of text longer than this is cut, so that no stretch of the page is painted in one go.
const LONGEST_BLOCK = 3000;

const documents = data.documents.map(readDocument);
const documentById = new Map(documents.map((doc) => [doc.id, doc]));
const units = data.units.map((unit, i) => ({ number: i, name: unit.name, aliases: unit.aliases, entries: [] }));
const goals = new Map();
const entries = [];
const entryById = new Map();
const findings = data.findings.map(readFinding);
const figures = [];
const figureById = new Map();
const terms = [];

gatherGoals();
documents.forEach(gatherEntries);
gatherEdges();
documents.forEach(gatherFigures);
gatherGoalFigures();
findings.forEach(attachFinding);

// Offsets count code points; strings here count UTF-16 units. Most texts have no character that needs two.
function readDocument(raw, number) {
  const doc = {
    number, raw, id: raw.id, text: raw.text, path: raw.path || raw.id, title: raw.title || raw.path || raw.id,
    places: null, entries: [], byPlace: [], findings: [],
  };
  doc.title = doc.title.replace(/\s+/g, ' ').trim();
  if (raw.text.length !== raw.length) {
    doc.places = new Uint32Array(raw.length + 1);
    let at = 0;
    let point = 0;
    for (const character of raw.text) { doc.places[point++] = at; at += character.length; }
    doc.places[point] = at;
  }
  doc.lower = raw.text.toLowerCase();
  if (doc.lower.length !== raw.text.length) doc.lower = raw.text;
  doc.clauses = readClauses(doc, raw.clauses, raw.clause_rules);
  doc.copies = (raw.duplicates || []).map((each) => each.map((point) => unitAt(doc, point)));
  doc.joins = (raw.joins || []).map(([left, right, certain]) => [unitAt(doc, left), unitAt(doc, right), certain]);
  doc.cuts = (raw.truncated || []).map((each) => ({ ...placed(doc, each.span), edge: each.edge }));
  doc.damages = (raw.damages || []).map((each) => ({ ...placed(doc, each.span), suggestion: each.suggestion }));
  doc.headings = (raw.headings || []).map((each) => ({ ...placed(doc, each.span), level: each.level }));
  doc.blocks = cutIntoBlocks(doc);
  return doc;
}

function unitAt(doc, point) {
  return doc.places ? doc.places[point] : point;
}

function pointAt(doc, unit) {
  return doc.places ? lowest(doc.places.length, (i) => doc.places[i] >= unit) : unit;
}

function placed(doc, span) {
  return { doc, start: unitAt(doc, span[0]), end: unitAt(doc, span[1]) };
}

function readClauses(doc, rows, rules) {
  const clauses = [];
  for (let i = 0; i < rows.length; i += 4) {
    clauses.push({
      start: unitAt(doc, rows[i]), end: unitAt(doc, rows[i] + rows[i + 1]), klass: KLASSES[rows[i + 2]],
      rule: rules[rows[i + 3]],
    });
  }
  return clauses;
}

// Lines of the text, over-long ones cut where a clause begins.
function cutIntoBlocks(doc) {
  const blocks = [];
  const text = doc.text;
  let line = 1;
  for (let start = 0; start <= text.length; line++) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const stop = end > start && text[end - 1] === '\r' ? end - 1 : end;
    let from = start;
    while (stop - from > LONGEST_BLOCK) {
      const i = lowest(doc.clauses.length, (k) => doc.clauses[k].start > from + LONGEST_BLOCK / 2);
      const cut = i < doc.clauses.length ? Math.min(doc.clauses[i].start, from + LONGEST_BLOCK) : from + LONGEST_BLOCK;
      blocks.push({ start: from, end: cut, line, goesOn: from > start });
      from = cut;
    }
    blocks.push({ start: from, end: stop, line, goesOn: from > start });
    start = end + 1;
  }
  return blocks;
}

// The least index in [0, length] from which `holds` is true.
function lowest(length, holds) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle; else low = middle + 1;
  }
  return low;
}

function blockNumber(doc, place) {
  return Math.max(0, lowest(doc.blocks.length, (i) => doc.blocks[i].start > place) - 1);
}

function lineAt(doc, place) {
  return doc.blocks[blockNumber(doc, place)].line;
}

function clauseAt(doc, place) {
  const i = lowest(doc.clauses.length, (k) => doc.clauses[k].start > place) - 1;
  return i >= 0 && doc.clauses[i].end > place ? doc.clauses[i] : null;
}

function quoteOf(place) {
  return place.doc.text.slice(place.start, place.end);
}

function gatherGoals() {
  for (const goal of data.goals) {
    goals.set(goal.id, {
      id: goal.id, title: goal.title, parent: null, children: [], entries: [], figures: [], rule: goal.rule,
      places: (goal.spans || []).map(([id, start, end]) => placed(documentById.get(id), [start, end])),
    });
  }
  for (const goal of data.goals) {
    const parent = goals.get(goal.parent);
    if (!parent || reaches(parent, goal.id)) continue;
    goals.get(goal.id).parent = parent;
    parent.children.push(goals.get(goal.id));
  }
}

// Whether `id` is the goal or above it: a circle of parents would have no root.
function reaches(goal, id) {
  for (let at = goal; at; at = at.parent) if (at.id === id) return true;
  return false;
}

function gatherEntries(doc) {
  for (const raw of doc.raw.commitments || []) {
    const place = placed(doc, raw.span);
    const clause = clauseAt(doc, place.start);
    const goal = goals.get(raw.goal) || null;
    const entry = {
      number: entries.length, doc, raw, id: raw.id, start: place.start, end: place.end,
      pieces: (raw.pieces || [raw.span]).map((span) => placed(doc, span)),
      klass: clause ? clause.klass : 'other', goal, goals: goal ? [goal] : [], owners: [], findings: [], figures: [],
      same: [], words: null,
    };
    (raw.owners || []).forEach((owner, i) => {
      const unit = units[raw.units[i]] || unitNamed(owner.name);
      entry.owners.push({ name: owner.name, role: owner.role, unit });
      if (unit.entries[unit.entries.length - 1] !== entry) unit.entries.push(entry);
    });
    if (goal) goal.entries.push(entry);
    entries.push(entry);
    doc.entries.push(entry);
    if (!entryById.has(raw.id)) entryById.set(raw.id, entry);
  }
  doc.byPlace = doc.entries.slice().sort((a, b) => a.start - b.start);
}

function unitNamed(name) {
  let unit = units.find((each) => each.name === name);
  if (!unit) {
    unit = { number: units.length, name, aliases: [], entries: [] };
    units.push(unit);
  }
  return unit;
}

function gatherEdges() {
  for (const [kind, source, target] of data.edges) {
    const entry = entryById.get(source);
    if (kind === 'serves' && entry && goals.has(target) && !entry.goals.includes(goals.get(target))) {
      entry.goals.push(goals.get(target));
      goals.get(target).entries.push(entry);
    } else if (kind === 'same_as' && entry && entryById.has(target)) {
      entry.same.push(entryById.get(target));
      entryById.get(target).same.push(entry);
    }
  }
}

function gatherFigures(doc) {
  for (const raw of doc.raw.quantities || []) {
    const figure = { ...placed(doc, raw.span), raw, entry: null };
    figures.push(figure);
    figureById.set(raw.id, figure);
  }
  for (const entry of doc.entries) {
    for (const id of entry.raw.quantities || []) {
      const figure = figureById.get(id);
      if (!figure) continue;
      entry.figures.push(figure);
      figure.entry = figure.entry || entry;
    }
  }
  for (const raw of doc.raw.terms || []) terms.push({ ...placed(doc, raw.span), raw, kind: 'term' });
  for (const raw of doc.raw.systems || []) terms.push({ ...placed(doc, raw.span), raw, kind: 'system' });
  terms.sort((a, b) => a.doc.number - b.doc.number || a.start - b.start);
}

// Targets that hang on no item belong to the section in which they stand.
function gatherGoalFigures() {
  for (const [kind, source, target] of data.edges) {
    const goal = goals.get(source);
    if (kind === 'targets' && goal && figureById.has(target)) goal.figures.push(figureById.get(target));
  }
}

function readFinding(raw, number) {
  const doc = documentById.get(raw.document) || null;
  const place = doc && raw.span ? placed(doc, raw.span) : { doc, start: 0, end: 0 };
  const labels = (raw.labels || []).filter((label) => documentById.has(label.document));
  return {
    ...place, number, raw, entries: [],
    labels: labels.map((label) => ({ ...placed(documentById.get(label.document), label.span), message: label.message })),
  };
}

function attachFinding(finding) {
  if (!finding.doc) return;
  finding.doc.findings.push(finding);
  if (finding.end - finding.start > LONGEST_FINDING) return;
  const list = finding.doc.byPlace;
  let i = lowest(list.length, (k) => list[k].start >= finding.start - LONGEST_FINDING);
  for (; i < list.length && list[i].start < Math.max(finding.end, finding.start + 1); i++) {
    if (!list[i].pieces.some((piece) => piece.start < finding.end && piece.end > finding.start)) continue;
    list[i].findings.push(finding);
    finding.entries.push(list[i]);
  }
}

// Why a reading deserves a second look, as keys of WORDS.
function doubtsOf(entry) {
  const doubts = [];
  if (entry.raw.inherit_rule) doubts.push('inferred');
  if (entry.pieces.length > 1) doubts.push('broken');
  return doubts;
}
