// On paper: the plan in the view that is open, as the filters leave it, in full; then the source, if wished.
function preparePaper() {
  const parts = [
    element('h1', {}, byId('title').textContent),
    element('p', {}, byId('subtitle').textContent),
    filtering() ? element('p', {}, say('printed_filters', { filters: filterWords() })) : '',
    element('h2', {}, say(state.view)),
    paperOf(state.view),
    state.printSource ? element('h2', { class: 'source-title' }, say('source')) : '',
    state.printSource ? element('p', { class: 'paper-legend' }, ...KLASSES.map(legendOf)) : '',
  ];
  byId('paper').replaceChildren(...parts.filter(Boolean));
  document.documentElement.classList.toggle('print-source', state.printSource);
  if (state.printSource) chunks.forEach(paint);
}

function legendOf(klass) {
  return element('span', { class: 'k k-' + klass }, pick(KLASS_WORDS[klass]));
}

function clearPaper() {
  byId('paper').replaceChildren();
}

function paperOf(view) {
  if (view === 'panorama') return element('div', { class: 'panorama' }, ...panoramaParts().slice(1));
  if (view === 'tree') return element('div', { class: 'paper-tree' }, ...openNodes(true).map(treeRow));
  const { columns, rows, row } = current;
  const head = element('tr', {}, ...columns.map(({ key, words }) => element('th', { scope: 'col', class: 'c-' + key }, say(words))));
  const body = rows().map((each) => {
    const cells = [...row(each).children].map((cell) => element('td', { class: cell.className }, ...cell.childNodes));
    return element('tr', {}, ...cells);
  });
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...body));
}

function filterWords() {
  const chosen = ['by-document', 'by-unit', 'by-deadline', 'by-finding'].map(byId).filter((select) => select.value)
    .map((select) => select.selectedOptions[0].textContent);
  const klasses = [...state.klasses].map((klass) => pick(KLASS_WORDS[klass]));
  return [...klasses, ...chosen, state.query ? `“${state.query}”` : ''].filter(Boolean).join('；');
}
