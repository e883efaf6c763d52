// The views that are tables: items, figures, terms and systems, findings. Each makes {node, refresh, reveal, step}.
const ITEM_COLUMNS = [
  { key: 'item', words: 'item', sort: 'place' },
  { key: 'units', words: 'units', sort: 'unit' },
  { key: 'due', words: 'deadline', sort: 'deadline' },
  { key: 'figure', words: 'targets', sort: 'figure' },
  { key: 'marks', words: 'marks', sort: 'finding' },
];

function tableView() {
  return listingView({
    label: say('table'), columns: ITEM_COLUMNS, kind: 'items', row: itemRow,
    rows: () => [...matching, ...clauseRows()], all: () => entries.length,
    open: (row) => choose(row, 'plan'), reveal: true,
  });
}

function figuresView() {
  const columns = ['indicator', 'value', 'base', 'period', 'kind', 'place'].map((key) => ({ key, words: key }));
  return listingView({
    label: say('figures'), columns, kind: 'figures', row: figureRow, all: () => figures.length,
    rows: () => figures.filter(answersPlace), open: openPlace,
  });
}

function termsView() {
  const columns = ['kind', 'name', 'content', 'place'].map((key) => ({ key, words: key }));
  return listingView({
    label: say('terms'), columns, kind: 'terms', row: termRow, all: () => terms.length,
    rows: () => terms.filter(answersPlace), open: openPlace,
  });
}

function findingsView() {
  const columns = ['severity', 'message', 'quote', 'place'].map((key) => ({ key, words: key }));
  return listingView({
    label: say('findings'), columns, kind: 'findings', row: findingRow, all: () => findings.length,
    rows: () => findings.filter(answersFindingRow), open: showFinding,
  });
}

function listingView({ label, columns, kind, row, rows, all, open, reveal }) {
  const make = () => makeListing({
    role: 'grid', label, class: kind, header: headerRow(columns), render: row, onChoose: open, onOpen: open,
  });
  const list = make();
  return {
    node: list.node,
    list,
    rows,
    row,
    columns,
    refresh() {
      list.node.firstChild.replaceChildren(headerRow(columns));
      const found = rows();
      list.show(found);
      sayCount(found.length, all());
      if (reveal && state.chosen) list.choose(state.chosen);
    },
    reveal: reveal ? (entry) => list.choose(entry) : null,
    step: list.step,
  };
}

function sayCount(some, all) {
  const numbers = { some: sayNumber(some), all: sayNumber(all) };
  byId('count').textContent = some === all ? say('shown_all', numbers) : say('shown_some', numbers);
}

function answersPlace(row) {
  if (state.document && row.doc.id !== state.document) return false;
  if (filteringItems() && !(row.entry && answers(row.entry))) return false;
  if (state.klasses.size) {
    const clause = clauseAt(row.doc, row.start);
    if (!clause || !state.klasses.has(clause.klass)) return false;
  }
  if (!state.query) return true;
  const { raw } = row;
  return [quoteOf(row), raw.indicator, raw.name, raw.text].join('\n').toLowerCase().includes(state.query);
}

function answersFindingRow(finding) {
  if (state.document && (!finding.doc || finding.doc.id !== state.document)) return false;
  if (state.finding && !['any', 'doubtful'].includes(state.finding) && finding.raw.code !== state.finding) return false;
  if ((state.unit || state.deadline) && !finding.entries.some(answers)) return false;
  if (state.klasses.size && !finding.entries.some((entry) => state.klasses.has(entry.klass))) return false;
  const said = finding.doc ? quoteOf(finding) : '';
  return !state.query || (said + '\n' + finding.raw.message + '\n' + finding.raw.code).toLowerCase().includes(state.query);
}

function openPlace(row) {
  if (row.entry) choose(row.entry, 'plan');
  goTo(row, true);
}

function itemRow(entry) {
  if (entry.isClause) {
    return gridRow('loose', [
      ['item', element('span', { class: 'said', lang: 'zh-Hans' }, quoteOf(entry)), element('span', { class: 'under' }, klassTag(entry.klass), ' ', placeName(entry))],
      ['units'], ['due'], ['figure'], ['marks'],
    ]);
  }
  const said = entry.pieces.map((each) => quoteOf(each).replace(/\s+/g, ' ')).join('⋯');
  const { raw } = entry;
  const figure = entry.figures[0];
  const more = entry.figures.length > 1 ? ` +${entry.figures.length - 1}` : '';
  return gridRow('', [
    ['item',
      element('span', { class: 'said', lang: 'zh-Hans' }, said),
      element('span', { class: 'under' }, klassTag(entry.klass), element('span', { class: 'modality' }, pick(MODALITY_WORDS[raw.modality])),
        element('span', { class: 'where' }, placeName(entry)))],
    ['units', entry.owners.length ? element('span', { lang: 'zh-Hans' }, ...unitWords(entry)) : flag(say('nobody'), 'unknown')],
    ['due', raw.deadline ? sayDeadline(raw.deadline) : flag(say('undated'), 'unknown')],
    ['figure', figure ? element('span', { lang: 'zh-Hans', title: figure.raw.indicator }, sayQuantity(figure.raw) + more) : ''],
    ['marks', ...flagsOf(entry)],
  ]);
}

// The first unit in full, the others below.
function unitWords(entry) {
  const [first, ...others] = entry.owners;
  const rest = others.map((owner) => owner.name).join('、');
  return [
    element('b', {}, first.name), ' ', element('small', {}, pick(ROLE_WORDS[first.role])),
    rest ? element('span', { class: 'others' }, rest) : '',
  ];
}

function figureRow(figure) {
  const { raw } = figure;
  return gridRow(raw.kind === 'fact' ? 'loose' : '', [
    ['indicator', element('span', { class: 'said', lang: 'zh-Hans' }, raw.indicator || '—')],
    ['value', element('b', { lang: 'zh-Hans' }, sayQuantity(raw))],
    ['base', element('span', { lang: 'zh-Hans' }, [raw.base, raw.comparison].filter(Boolean).join(' · '))],
    ['period', raw.period ? sayDeadline(raw.period) : ''],
    ['kind', say('kind_' + raw.kind)],
    ['place', ...placeParts(figure)],
  ]);
}

function termRow(term) {
  const { raw } = term;
  const listed = (members) => (members || []).map((member) => member.text).join('、');
  const content = term.kind === 'term' ? listed(raw.members)
    : (raw.parameters || []).map((each) => `${each.name} ${each.value}` + (each.members ? `（${listed(each.members)}）` : '')).join('；');
  const closes = raw.count_ok === undefined ? null : flag(say(raw.count_ok ? 'count_ok' : 'count_bad'), raw.count_ok ? '' : 'found');
  return gridRow('', [
    ['kind', say(term.kind)],
    ['name', element('span', { class: 'said', lang: 'zh-Hans' }, raw.text || raw.name)],
    ['content', closes, ' ', element('span', { lang: 'zh-Hans' }, content)],
    ['place', ...placeParts(term)],
  ]);
}

function findingRow(finding) {
  const { raw } = finding;
  return gridRow('', [
    ['severity', severityMark(raw.severity), element('code', {}, raw.code)],
    ['message', findingHeadline(raw)],
    ['quote', finding.doc ? element('span', { class: 'said', lang: 'zh-Hans' }, shortened(quoteOf(finding), 80)) : ''],
    ['place', ...(finding.doc ? placeParts(finding) : [raw.path || ''])],
  ]);
}
