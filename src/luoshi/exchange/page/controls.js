// Filters, search, tabs, language, theme, keys: what the user can turn.
const VIEWS = {
  table: tableView, tree: treeView, panorama: panoramaView, figures: figuresView, terms: termsView, findings: findingsView,
};
const THEMES = ['auto', 'light', 'dark'];
const KEYS = [
  ['/', 'key_search'], ['n  N', 'key_hits'], ['j  k', 'key_items'], ['Enter', 'key_open'], ['← →', 'key_fold'],
  ['1–6', 'key_tabs'], ['m', 'key_marks'], ['s', 'key_panes'], ['e', 'key_language'], ['d', 'key_theme'],
  ['Esc', 'key_escape'], ['?', 'key_help'],
];
let current = null;
let markAt = null;

function narrow() {
  return window.matchMedia('(max-width: 859px)').matches;
}

// All words of the interface, again.
function drawWords() {
  document.documentElement.lang = chinese() ? 'zh-Hans' : 'en';
  for (const node of document.querySelectorAll('[data-say]')) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', say(node.dataset.label));
  byId('query').placeholder = say('search_hint');
  byId('language').textContent = say('other_language');
  byId('language').lang = chinese() ? 'en' : 'zh-Hans';
  const [first] = documents;
  const many = { title: first ? first.title : '', count: documents.length, more: documents.length - 1 };
  document.title = !first ? say('brand') : documents.length === 1 ? first.title : say('title_of_many', many);
  byId('title').textContent = document.title;
  const count = documents.length === 1 ? say('one_document') : say('documents_count', { count: documents.length });
  const length = documents.reduce((sum, doc) => sum + doc.raw.length, 0);
  byId('subtitle').textContent = [count, say('characters', { count: sayNumber(length) }), say('made_by', { version: data.luoshi })].join(' · ');
  byId('theme').textContent = say('theme_' + state.theme);
  documents.forEach((doc) => { doc.head.querySelector('p').textContent = documentFacts(doc); });
  drawSelects();
  drawClasses();
  drawNumbers();
  drawMarks();
  drawTabs();
  drawKeys();
}

function drawSelects() {
  const option = (value, text) => element('option', { value }, text);
  const fill = (id, options) => { byId(id).replaceChildren(...options); };
  fill('by-document', [option('', say('all_documents')), ...documents.map((doc) => option(doc.id, shortened(doc.title, 40)))]);
  byId('by-document').parentNode.hidden = documents.length < 2;
  const order = units.filter((unit) => unit.entries.length).sort((a, b) => b.entries.length - a.entries.length || a.number - b.number);
  const nobody = entries.filter((entry) => !entry.owners.length).length;
  fill('by-unit', [
    option('', say('all_units')),
    ...(nobody ? [option('nobody', `${say('nobody_filter')} (${nobody})`)] : []),
    ...order.map((unit) => option(unit.number, `${unit.name} (${unit.entries.length})`)),
  ]);
  fill('by-deadline', ['all_deadlines', 'dated', 'recurring', 'undated'].map((key) => option(key === 'all_deadlines' ? '' : key, say(key))));
  const codes = new Map();
  for (const finding of findings) codes.set(finding.raw.code, (codes.get(finding.raw.code) || 0) + 1);
  fill('by-finding', [
    option('', say('all_findings')), option('any', say('any_finding')), option('doubtful', say('doubtful')),
    ...[...codes].sort().map(([code, count]) => option(code, `${code} ${codeName(code)} (${count})`)),
  ]);
  drawFilterValues();
}

function codeName(code) {
  const known = data.codes[code];
  const words = known && known.headline ? pick(known.headline) : '';
  return shortened(words.replace(/\{\w+\}/g, '…'), 24);
}

function drawFilterValues() {
  byId('by-document').value = state.document;
  byId('by-unit').value = state.unit;
  byId('by-deadline').value = state.deadline;
  byId('by-finding').value = state.finding;
  byId('clear').hidden = !filtering();
  if (!state.query) byId('query').value = '';
  for (const select of document.querySelectorAll('.filters select')) select.classList.toggle('on', select.value !== '');
  drawHits();
}

function drawHits() {
  const none = state.query && !hits.length;
  byId('hits').textContent = none ? say('no_hits') : state.query ? say('hits', { at: state.hit + 1 || '–', all: sayNumber(hits.length) }) : '';
  byId('next-hit').hidden = byId('previous-hit').hidden = !hits.length;
}

// The legend, which is the filter by class, too.
function drawClasses() {
  const counts = {};
  for (const doc of documents) for (const clause of doc.clauses) counts[clause.klass] = (counts[clause.klass] || 0) + 1;
  byId('classes').replaceChildren(...KLASSES.filter((klass) => counts[klass]).map((klass) =>
    element('button', {
      type: 'button', class: 'class k-' + klass, 'aria-pressed': String(state.klasses.has(klass)), 'data-klass': klass,
      click: () => toggleClass(klass),
    }, element('span', { class: 'swatch k k-' + klass, 'aria-hidden': 'true' }, '文'),
    pick(KLASS_WORDS[klass]), element('small', {}, sayNumber(counts[klass])))));
}

function toggleClass(klass) {
  const klasses = new Set(state.klasses);
  if (!klasses.delete(klass)) klasses.add(klass);
  change({ klasses });
}

function drawNumbers() {
  const count = (holds) => entries.filter(holds).length;
  const numbers = [
    ['tasks', entries.length, null],
    ['targets', figures.filter((figure) => figure.raw.kind === 'target').length, { view: 'figures' }],
    ['units', units.filter((unit) => unit.entries.length).length, { view: 'panorama' }],
    ['nobody', count((entry) => !entry.owners.length), { unit: 'nobody', view: 'table' }],
    ['undated', count((entry) => !entry.raw.deadline), { deadline: 'undated', view: 'table' }],
    ['findings', findings.length, { view: 'findings' }],
  ];
  byId('numbers').replaceChildren(...numbers.map(([key, number, target]) =>
    button('', () => change(target || { ...NO_FILTERS, klasses: new Set(), view: 'table' }), { class: 'stat ' + key + (number ? '' : ' none'), 'data-number': key })));
  numbers.forEach(([key, number], i) => byId('numbers').children[i].append(
    element('b', {}, sayNumber(number)), ' ', element('span', {}, say('number_' + key))));
}

// Every kind of mark in the text with its count; a click goes to the next one.
function drawMarks() {
  const kinds = [
    ['seams', (doc) => doc.joins.filter((join) => join[2]).map((join) => join[0] - 1)],
    ['doubtful_seams', (doc) => doc.joins.filter((join) => !join[2]).map((join) => join[0] - 1)],
    ['repeats', (doc) => doc.copies.map((copy) => copy[2])],
    ['truncations', (doc) => doc.cuts.map((cut) => (cut.edge === 'start' ? cut.start : cut.end - 1))],
    ['damages', (doc) => doc.damages.map((damage) => damage.start)],
  ];
  const made = [];
  allMarks.length = 0;
  for (const [kind, placesOf] of kinds) {
    const places = documents.flatMap((doc) => placesOf(doc).map((start) => ({ doc, start, end: start + 1 })));
    if (!places.length) continue;
    allMarks.push(...places);
    const words = say('next_mark', { name: say(kind), count: places.length });
    made.push(element('button', { type: 'button', class: 'mark ' + kind, 'aria-label': words, title: words, click: () => goToNext(places) },
      say(kind), element('small', {}, sayNumber(places.length))));
  }
  allMarks.sort((a, b) => a.doc.number - b.doc.number || a.start - b.start);
  byId('marks').replaceChildren(...made);
}
const allMarks = [];

function goToNext(places) {
  if (!places.length) return;
  const after = (place) => !markAt || place.doc.number > markAt.doc.number || (place.doc === markAt.doc && place.start > markAt.start);
  markAt = places.find(after) || places[0];
  goTo(markAt, true);
}

function drawTabs() {
  byId('tabs').replaceChildren(...Object.keys(VIEWS).map((view) => {
    const on = state.view === view;
    return button(say(view), () => change({ view }), {
      role: 'tab', id: 'tab-' + view, 'aria-selected': String(on), 'aria-controls': 'view', tabindex: on ? 0 : -1,
    });
  }));
  const tab = byId('tab-' + state.view);
  byId('tabs').scrollLeft = tab.offsetLeft + tab.offsetWidth / 2 - byId('tabs').clientWidth / 2;
  byId('view').setAttribute('aria-labelledby', 'tab-' + state.view);
}

function drawView() {
  current = VIEWS[state.view]();
  byId('view').replaceChildren(current.node);
  current.refresh();
}

function drawKeys() {
  const rows = KEYS.flatMap(([keys, words]) => [
    element('dt', {}, ...keys.split('  ').map((key) => element('kbd', {}, key))), element('dd', {}, say(words)),
  ]);
  const check = (key, words) => {
    const box = element('input', { type: 'checkbox' });
    box.checked = state[key];
    box.addEventListener('change', () => change({ [key]: box.checked }));
    return element('label', { class: 'check' }, box, say(words));
  };
  byId('keys').replaceChildren(
    element('h2', { id: 'keys-title' }, say('keys_title')), element('dl', {}, ...rows), check('keys', 'keys_on'),
    check('printSource', 'print_source'), button(say('close'), () => byId('keys').close(), { class: 'done' }));
}

const NO_FILTERS = { query: '', document: '', unit: '', deadline: '', finding: '' };

function clearFilters() {
  change({ ...NO_FILTERS, klasses: new Set(), focus: '' });
}

function goToHit(by) {
  if (!hits.length) return;
  const next = state.hit < 0 ? (by > 0 ? 0 : hits.length - 1) : (state.hit + by + hits.length) % hits.length;
  change({ hit: next });
  goTo(hits[next], false);
}

function pressKey(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || byId('keys').open) return;
  const typing = target.matches('input[type="search"], select');
  if (key === 'Escape') {
    if (state.chosen || state.finding_shown) closeDetail(); else clearFilters();
    if (typing) target.blur();
    return;
  }
  if (typing || !state.keys) return;
  const views = Object.keys(VIEWS);
  const acts = {
    '/': () => byId('query').focus(), n: () => goToHit(1), N: () => goToHit(-1), j: () => current.step(1), k: () => current.step(-1),
    m: () => goToNext(allMarks), s: switchPane, e: switchLanguage, d: switchTheme, '?': openKeys,
  };
  if (/^[1-6]$/.test(key)) change({ view: views[Number(key) - 1] });
  else if (Object.prototype.hasOwnProperty.call(acts, key)) acts[key]();
  else if (key === 'Enter' && state.chosen && target.closest('body, #plan') && !target.closest('button, a, [role="button"]')) goTo(state.chosen, true);
  else return;
  event.preventDefault();
}

function switchPane() {
  const inSource = byId('source').contains(document.activeElement) || (narrow() && state.pane === 'source');
  change({ pane: inSource ? 'plan' : 'source' });
  (inSource ? current.node : byId('source')).focus({ preventScroll: true });
}

function switchLanguage() {
  change({ lang: chinese() ? 'en' : 'zh' });
}

function switchTheme() {
  change({ theme: THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length] });
}

function openKeys() {
  byId('keys').showModal();
}
