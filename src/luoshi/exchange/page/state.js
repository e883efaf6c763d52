// What the user has chosen, and which entries answer to it. `change` is the only way in; views listen.
const state = {
  lang: data.lang, theme: 'auto', view: 'table', query: '', document: '', unit: '', deadline: '', finding: '',
  klasses: new Set(), chosen: null, finding_shown: null, focus: '', hit: -1, names: false, keys: true, printSource: true,
  sort: 'place', descending: false, pane: 'plan',
};
const listeners = [];
let matching = entries;
let hits = [];
let otherRows = null;

function listen(listener) {
  listeners.push(listener);
}

// `keys` of what changed tell the listeners whether they have to do anything.
function change(changes) {
  const keys = new Set(Object.keys(changes).filter((key) => state[key] !== changes[key]));
  if (!keys.size) return;
  Object.assign(state, changes);
  if (keys.has('query') || keys.has('document')) { hits = findHits(); state.hit = -1; }
  if (FILTER_KEYS.some((key) => keys.has(key))) matching = findMatching();
  for (const listener of listeners) listener(keys);
}

const FILTER_KEYS = ['query', 'document', 'unit', 'deadline', 'finding', 'klasses', 'sort', 'descending'];

function filtering() {
  return Boolean(state.query || state.document || state.unit || state.deadline || state.finding || state.klasses.size);
}

// Whether a filter is on that only items can answer to.
function filteringItems() {
  return Boolean(state.unit || state.deadline || state.finding);
}

function findMatching() {
  const wanted = state.klasses.size ? entries.filter((entry) => state.klasses.has(entry.klass)) : entries;
  return sorted(wanted.filter(answers));
}

function answers(entry) {
  if (state.document && entry.doc.id !== state.document) return false;
  if (state.unit === 'nobody' && entry.owners.length) return false;
  if (state.unit && state.unit !== 'nobody' && !entry.owners.some((owner) => String(owner.unit.number) === state.unit)) {
    return false;
  }
  return answersDeadline(entry) && answersFinding(entry) && (!state.query || wordsOf(entry).includes(state.query));
}

function answersDeadline(entry) {
  const due = entry.raw.deadline || '';
  const repeats = due.startsWith('recurring') || due === 'ongoing';
  if (state.deadline === 'undated') return !due;
  if (state.deadline === 'recurring') return repeats;
  return state.deadline !== 'dated' || (due !== '' && !repeats);
}

function answersFinding(entry) {
  if (!state.finding) return true;
  if (state.finding === 'any') return entry.findings.length > 0;
  if (state.finding === 'doubtful') return doubtsOf(entry).length > 0;
  return entry.findings.some((finding) => finding.raw.code === state.finding);
}

// Everything that the search looks at in an entry, in lower case.
function wordsOf(entry) {
  if (entry.words === null) {
    const names = entry.owners.map((owner) => owner.name + ' ' + owner.unit.name).join(' ');
    const said = entry.pieces.map(quoteOf).join('');
    entry.words = [said, names, entry.id].join('\n').toLowerCase();
  }
  return entry.words;
}

// Clauses of the chosen classes in which no item was found: kept, so shown when asked for.
function clauseRows() {
  if (!state.klasses.size || filteringItems()) return [];
  if (otherRows === null) otherRows = documents.flatMap(looseClauses);
  return otherRows.filter(
    (row) => state.klasses.has(row.klass) && (!state.document || row.doc.id === state.document)
      && (!state.query || quoteOf(row).toLowerCase().includes(state.query)),
  );
}

function looseClauses(doc) {
  const taken = new Set();
  for (const entry of doc.entries) {
    for (const piece of entry.pieces) {
      let i = Math.max(0, lowest(doc.clauses.length, (k) => doc.clauses[k].start > piece.start) - 1);
      for (; i < doc.clauses.length && doc.clauses[i].start < piece.end; i++) taken.add(doc.clauses[i]);
    }
  }
  return doc.clauses.filter((clause) => !taken.has(clause)).map((clause) => ({ ...clause, doc, isClause: true }));
}

const SORT_KEYS = {
  unit: (entry) => (entry.owners.length ? entry.owners[0].unit.name : '\uffff'),
  deadline: (entry) => (/^\d/.test(entry.raw.deadline || '') ? entry.raw.deadline : '\uffff' + (entry.raw.deadline || '\uffff')),
  figure: (entry) => (entry.figures.length ? '0' : '1'),
  finding: (entry) => String(9999 - entry.findings.length),
};

function sorted(list) {
  const key = SORT_KEYS[state.sort];
  if (!key) return state.descending ? list.slice().reverse() : list;
  const way = state.descending ? -1 : 1;
  const compare = (a, b) => (a < b ? -way : a > b ? way : 0);
  return list.map((entry) => [key(entry), entry]).sort((a, b) => compare(a[0], b[0]) || a[1].number - b[1].number)
    .map((pair) => pair[1]);
}

function findHits() {
  const found = [];
  if (!state.query) return found;
  for (const doc of documents) {
    if (state.document && doc.id !== state.document) continue;
    let at = doc.lower.indexOf(state.query);
    for (; at >= 0 && found.length < 9999; at = doc.lower.indexOf(state.query, at + state.query.length)) {
      found.push({ doc, start: at, end: at + state.query.length });
    }
  }
  return found;
}
