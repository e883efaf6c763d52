// The source pane. Every block of text stands in the page as plain text, so that the browser can find and measure it;
// the colours are painted on when a chunk of blocks comes near the window.
const CHUNK_LENGTH = 1600;
// A finding about more than this has its sign only: a line above whole paragraphs would say nothing.
const LONGEST_MARK = 200;
const chunks = [];
const nearChunks = new Set();
const watcher = new IntersectionObserver(noticeChunks, { root: byId('source'), rootMargin: '800px 0px' });

function buildSource() {
  const parts = documents.map((doc) => {
    const head = element('header', { class: 'doc-head' },
      element('h3', {}, doc.path),
      element('p', {}, documentFacts(doc)));
    const node = element('article', { class: 'doc', lang: 'zh-Hans' }, head);
    doc.head = head;
    doc.chunks = [];
    for (let from = 0; from < doc.blocks.length;) {
      let to = from + 1;
      while (to < doc.blocks.length && doc.blocks[to].end - doc.blocks[from].start < CHUNK_LENGTH) to++;
      const chunk = { doc, from, to, start: doc.blocks[from].start, end: doc.blocks[to - 1].end, painted: false };
      chunk.node = element('div', { class: 'chunk' });
      chunk.node.style.setProperty('--chunk', Math.ceil((chunk.end - chunk.start) / 26 + (to - from) * 0.6) * 30 + 'px');
      for (let i = from; i < to; i++) chunk.node.append(blockNode(doc, doc.blocks[i], i));
      chunks.push(chunk);
      doc.chunks.push(chunk);
      node.append(chunk.node);
      watcher.observe(chunk.node);
      chunk.node.chunk = chunk;
      from = to;
    }
    return node;
  });
  byId('source').replaceChildren(...parts);
}

function documentFacts(doc) {
  const facts = [doc.raw.issuer, doc.raw.published, say('characters', { count: sayNumber(doc.raw.length) })];
  return facts.filter(Boolean).join(' · ');
}

function blockNode(doc, block, number) {
  const blank = block.end === block.start;
  const heading = blank ? null : headingOf(doc, block);
  const kind = 'b' + (blank ? ' blank' : '') + (heading ? ' h' + Math.min(heading.level, 4) : '')
    + (block.goesOn ? ' goes-on' : '');
  const node = element('p', { class: kind, 'data-n': block.goesOn ? '' : block.line },
    doc.text.slice(block.start, block.end));
  node.block = number;
  return node;
}

// The heading (or the title, level 0) that fills a block.
function headingOf(doc, block) {
  const fills = (place) => place.start >= block.start && place.end <= block.end
    && (place.end - place.start) * 1.4 + 6 > doc.text.slice(block.start, block.end).trim().length;
  const i = lowest(doc.headings.length, (k) => doc.headings[k].start >= block.start);
  if (i < doc.headings.length && fills(doc.headings[i])) return doc.headings[i];
  const title = doc.raw.title_span && placed(doc, doc.raw.title_span);
  return title && fills(title) ? { level: 0 } : null;
}

function noticeChunks(changes) {
  for (const { target, isIntersecting } of changes) {
    if (isIntersecting) { nearChunks.add(target.chunk); paint(target.chunk); } else nearChunks.delete(target.chunk);
  }
}

function repaintSource() {
  for (const chunk of chunks) chunk.painted = false;
  nearChunks.forEach(paint);
}

function paint(chunk) {
  if (chunk.painted) return;
  chunk.painted = true;
  const stripes = stripesOf(chunk.doc);
  for (let i = chunk.from; i < chunk.to; i++) {
    const block = chunk.doc.blocks[i];
    if (block.end > block.start) paintBlock(chunk.doc, block, chunk.node.children[i - chunk.from], stripes);
  }
}

// All that can be seen in a document's text as stretches with a kind, by block.
function stripesOf(doc) {
  if (doc.stripes) return doc.stripes;
  const all = doc.blocks.map(() => []);
  const add = (start, end, kind, about) => {
    for (let i = blockNumber(doc, start); i < all.length && doc.blocks[i].start < Math.max(end, start + 1); i++) {
      all[i].push({ start, end, kind, about });
    }
  };
  for (const clause of doc.clauses) add(clause.start, clause.end, 'clause', clause);
  for (const entry of doc.entries) entry.pieces.forEach((piece) => add(piece.start, piece.end, 'entry', entry));
  for (const [, , start, end] of doc.copies) add(start, end, 'copy');
  for (const damage of doc.damages) add(damage.start, damage.end, 'damage', damage);
  for (const cut of doc.cuts) add(cut.start, cut.end, 'cut', cut);
  for (const raw of doc.raw.quantities || []) stripe(add, doc, raw.span, raw.kind === 'target' ? 'amount' : 'figure');
  for (const raw of doc.raw.deadlines || []) stripe(add, doc, raw.span, raw.normalised ? 'date' : 'date-open');
  for (const raw of doc.raw.owner_lists || []) stripe(add, doc, raw.span, 'owners');
  for (const finding of doc.findings) {
    const long = finding.end - finding.start > LONGEST_MARK;
    if (finding.end > finding.start && !long) add(finding.start, finding.end, 'finding', finding);
  }
  doc.buttons = signsOf(doc);
  doc.stripes = all;
  return all;
}

function stripe(add, doc, span, kind) {
  const place = placed(doc, span);
  add(place.start, place.end, kind);
}

// Signs that stand between characters: seams, copies, cut edges and findings, by block.
function signsOf(doc) {
  const signs = new Map();
  const add = (at, sign) => {
    const i = blockNumber(doc, Math.min(at, doc.text.length - 1));
    if (!signs.has(i)) signs.set(i, []);
    signs.get(i).push({ at, ...sign });
  };
  for (const [left, right, certain] of doc.joins) {
    const doubt = certain ? '' : ' doubt';
    add(Math.max(0, left - 1), { place: left, kind: 'seam' + doubt, to: right, words: certain ? 'joined_to' : 'seam_doubtful', line: lineAt(doc, right) });
    add(right, { place: right, kind: 'seam' + doubt, to: left - 1, words: certain ? 'joined_from' : 'seam_doubtful', line: lineAt(doc, left - 1) });
  }
  for (const [first, , start] of doc.copies) {
    add(start, { place: start, kind: 'repeat', to: first, words: 'copy_of', line: lineAt(doc, first) });
  }
  for (const cut of doc.cuts) {
    const at = cut.edge === 'start' ? cut.start : Math.max(cut.start, cut.end - 1);
    add(at, { place: cut.edge === 'start' ? cut.start : cut.end, kind: 'torn', words: 'cut_' + cut.edge });
  }
  for (const damage of doc.damages) {
    add(damage.start, { place: damage.start, kind: 'damaged', words: damage.suggestion ? 'damage_as' : 'damage', suggestion: damage.suggestion });
  }
  for (const finding of doc.findings) {
    if (finding.end > finding.start) add(finding.start, { place: finding.start, kind: 'found ' + finding.raw.severity, finding });
  }
  for (const list of signs.values()) list.sort((a, b) => a.place - b.place);
  return signs;
}

function paintBlock(doc, block, node, stripes) {
  const here = [...stripes[node.block], ...hitStripes(doc, block)];
  const signs = doc.buttons.get(node.block) || [];
  const edges = [];
  for (const each of here) {
    if (each.end <= block.start || each.start >= block.end) continue;
    edges.push([Math.max(each.start, block.start), 1, each], [Math.min(each.end, block.end), 0, each]);
  }
  for (const sign of signs) edges.push([Math.min(block.end, Math.max(block.start, sign.place)), 2, sign]);
  edges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const active = new Set();
  const parts = [];
  let at = block.start;
  for (const [place, what, about] of edges) {
    if (place > at) { parts.push(piece(doc, at, place, active)); at = place; }
    if (what === 0) active.delete(about);
    else if (what === 1) active.add(about);
    else parts.push(signNode(doc, about));
  }
  if (block.end > at) parts.push(piece(doc, at, block.end, active));
  node.replaceChildren(...parts);
}

function hitStripes(doc, block) {
  if (!hits.length) return [];
  const found = [];
  const before = (hit) => hit.doc.number < doc.number || (hit.doc === doc && hit.end <= block.start);
  for (let i = lowest(hits.length, (k) => !before(hits[k])); i < hits.length; i++) {
    if (hits[i].doc !== doc || hits[i].start >= block.end) break;
    found.push({ start: hits[i].start, end: hits[i].end, kind: i === state.hit ? 'hit now' : 'hit' });
  }
  return found;
}

function piece(doc, start, end, active) {
  const text = doc.text.slice(start, end);
  if (!active.size) return document.createTextNode(text);
  let kind = 's';
  let clause = null;
  const owners = [];
  for (const { kind: what, about } of active) {
    if (what === 'entry') owners.push(about);
    else if (what === 'clause') {
      clause = about;
      kind += ' k k-' + about.klass + (about.start === start ? ' first' : '');
    } else if (what === 'finding') kind += ' f-' + about.raw.severity;
    else kind += ' ' + what;
  }
  if (owners.length) kind += ' item';
  const klass = clause ? clause.klass : '';
  if (filtering() && isFaded(klass, owners)) kind += ' off';
  if (isChosen(doc, clause, owners)) kind += ' chosen';
  return element('span', {
    class: kind, title: klass ? pick(KLASS_WORDS[klass]) : null, 'data-k': klass ? pick(KLASS_WORDS[klass]) : null,
    'data-clause': clause ? doc.number + '-' + clause.start : null,
    'data-items': owners.length ? owners.map((entry) => entry.number).join(' ') : null,
  }, text);
}

function isChosen(doc, clause, owners) {
  const { chosen } = state;
  if (!chosen) return false;
  return chosen.isClause ? clause !== null && chosen.doc === doc && chosen.start === clause.start : owners.includes(chosen);
}

function isFaded(klass, owners) {
  if (state.klasses.size && !state.klasses.has(klass)) return true;
  return filteringItems() && !owners.some(answers);
}

function signNode(doc, sign) {
  if (sign.finding) {
    const { raw } = sign.finding;
    return button('', () => showFinding(sign.finding), {
      class: 'sign ' + sign.kind, 'aria-label': raw.code + ' ' + findingHeadline(raw), title: raw.code + ' ' + findingHeadline(raw),
    });
  }
  const words = say(sign.words, sign);
  const target = sign.to === undefined ? sign.place : sign.to;
  return button('', () => goTo({ doc, start: target, end: target + 1 }, true), {
    class: 'sign ' + sign.kind, 'data-words': words, 'aria-label': words,
  });
}

// Scroll to a place and paint what is there. Chunks on the way change their height once they are laid out, so the
// aim is taken again until it holds.
function goTo(place, flash) {
  if (narrow()) change({ pane: 'source' });
  for (const node of byId('source').querySelectorAll('.flash')) node.classList.remove('flash');
  const { doc } = place;
  const number = blockNumber(doc, place.start);
  const chunk = doc.chunks.find((each) => number < each.to);
  paint(chunk);
  const block = chunk.node.children[number - chunk.from];
  let tries = 0;
  const aim = () => {
    const target = nodeAt(doc, block, place.start) || block;
    const box = target.getBoundingClientRect();
    const frame = byId('source').getBoundingClientRect();
    const off = box.top - frame.top - frame.height * (narrow() ? 0.12 : 0.33);
    if (Math.abs(off) > 2) byId('source').scrollTop += off;
    if (tries++ < 4) requestAnimationFrame(aim);
    else if (flash) flashAt(target);
  };
  aim();
}

function flashAt(node) {
  node.classList.remove('flash');
  void node.offsetWidth;
  node.classList.add('flash');
}

// The painted piece of a block in which a place lies.
function nodeAt(doc, block, place) {
  let at = doc.blocks[block.block].start;
  for (const node of block.childNodes) {
    const length = node.textContent.length;
    if (place < at + length && node.nodeType === Node.ELEMENT_NODE && length) return node;
    at += length;
  }
  return null;
}

function markChosen() {
  for (const node of byId('source').querySelectorAll('.chosen')) node.classList.remove('chosen');
  const { chosen } = state;
  if (!chosen) return;
  const wanted = chosen.isClause
    ? `[data-clause="${chosen.doc.number}-${chosen.start}"]` : `[data-items~="${chosen.number}"]`;
  for (const node of byId('source').querySelectorAll(wanted)) node.classList.add('chosen');
}

function clickSource(event) {
  const node = event.target.closest('.s');
  if (!node || String(window.getSelection())) return;
  const owners = (node.dataset.items || '').split(' ').filter(Boolean).map((number) => entries[number]);
  if (owners.length) {
    owners.sort((a, b) => (a.end - a.start) - (b.end - b.start));
    const next = owners.indexOf(state.chosen) + 1;
    choose(owners[next % owners.length], 'source');
  } else {
    const block = node.closest('.b');
    const doc = block.closest('.chunk').chunk.doc;
    let at = doc.blocks[block.block].start;
    for (let before = node.previousSibling; before; before = before.previousSibling) at += before.textContent.length;
    const clause = clauseAt(doc, at);
    if (clause) choose({ ...clause, doc, isClause: true }, 'source');
  }
}
