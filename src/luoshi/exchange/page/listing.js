// A list of any length: only the rows in sight are in the page. Rows have one height, read from the style.
// `makeListing` returns {node, show(rows), choose(row), refresh()}; the list is one stop for the tab key, arrows move.
const ROWS_BEYOND = 8;

function makeListing(options) {
  const { role, label, header, render, onChoose, onOpen, onKey } = options;
  const tree = role === 'tree';
  const scroller = element('div', {
    class: 'rows ' + (options.class || ''), role, tabindex: 0, 'aria-label': label,
  });
  const body = element('div', { class: 'rows-body', role: tree ? 'presentation' : 'rowgroup' });
  let rows = [];
  let cursor = -1;
  let height = 0;
  if (header) scroller.append(element('div', { class: 'rows-head', role: 'rowgroup' }, header));
  scroller.append(body);

  function measure() {
    height = parseFloat(getComputedStyle(scroller).getPropertyValue('--row')) || 60;
  }

  function refresh() {
    measure();
    body.style.height = rows.length * height + 'px';
    scroller.classList.toggle('empty', rows.length === 0);
    if (!tree) scroller.setAttribute('aria-rowcount', rows.length + (header ? 1 : 0));
    draw(true);
  }

  function draw(always) {
    const headHeight = header ? scroller.firstChild.offsetHeight : 0;
    const first = Math.max(0, Math.floor(scroller.scrollTop / height) - ROWS_BEYOND);
    const room = Math.max(scroller.clientHeight - headHeight, height);
    const last = Math.min(rows.length, Math.ceil((scroller.scrollTop + room) / height) + ROWS_BEYOND);
    if (!always && body.dataset.from === String(first) && body.dataset.to === String(last)) return;
    body.dataset.from = first;
    body.dataset.to = last;
    const made = [];
    for (let i = first; i < last; i++) made.push(drawRow(i));
    body.replaceChildren(...made);
    const active = cursor >= first && cursor < last;
    if (active) scroller.setAttribute('aria-activedescendant', rowId(cursor));
    else scroller.removeAttribute('aria-activedescendant');
  }

  function rowId(i) {
    return 'row-' + state.view + '-' + i;
  }

  function drawRow(i) {
    const node = render(rows[i], i);
    node.id = rowId(i);
    node.classList.add('row');
    node.style.top = i * height + 'px';
    node.dataset.row = i;
    if (!tree) node.setAttribute('aria-rowindex', i + (header ? 2 : 1));
    node.setAttribute('aria-selected', String(i === cursor));
    return node;
  }

  function bringIntoSight(i) {
    const headHeight = header ? scroller.firstChild.offsetHeight : 0;
    const top = i * height;
    const room = scroller.clientHeight - headHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = Math.max(0, top - height);
    else if (top + height > scroller.scrollTop + room) scroller.scrollTop = top + 2 * height - room;
  }

  function moveTo(i, tell) {
    if (!rows.length) return;
    cursor = Math.min(rows.length - 1, Math.max(0, i));
    bringIntoSight(cursor);
    draw(true);
    if (tell) onChoose(rows[cursor]);
  }

  scroller.addEventListener('scroll', () => draw(false), { passive: true });
  body.addEventListener('click', (event) => {
    const node = event.target.closest('.row');
    if (!node) return;
    cursor = Number(node.dataset.row);
    draw(true);
    onOpen(rows[cursor], event);
  });
  scroller.addEventListener('keydown', (event) => {
    if (event.target !== scroller || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(scroller.clientHeight / height) - 1);
    const moves = { ArrowDown: cursor + 1, ArrowUp: cursor - 1, PageDown: cursor + page, PageUp: cursor - page, Home: 0,
      End: rows.length - 1 };
    if (event.key in moves) moveTo(moves[event.key], true);
    else if (event.key === 'Enter' && cursor >= 0) onOpen(rows[cursor], event);
    else if (!onKey || cursor < 0 || !onKey(event.key, rows[cursor], cursor)) return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    node: scroller,
    rows: () => rows,
    refresh,
    step: (by) => moveTo(cursor + by, true),
    moveTo,
    see() { if (cursor >= 0) moveTo(cursor, false); },
    show(list) {
      const kept = cursor >= 0 ? rows[cursor] : null;
      rows = list;
      cursor = kept ? rows.indexOf(kept) : -1;
      refresh();
    },
    choose(row) {
      const i = rows.indexOf(row);
      if (i < 0) { cursor = -1; draw(true); } else moveTo(i, false);
    },
  };
}

// The header row of a grid; a column with a sort key can be clicked.
function headerRow(columns) {
  const cells = columns.map(({ key, words, sort }) => {
    const cell = element('div', { role: 'columnheader', class: 'c-' + key }, sort ? null : say(words));
    if (sort) {
      const on = state.sort === sort;
      cell.setAttribute('aria-sort', on ? (state.descending ? 'descending' : 'ascending') : 'none');
      cell.append(button(say(words), () => change({ sort, descending: on && !state.descending }), {
        'aria-label': say('sort', { name: say(words) }), class: 'sort', 'data-sort': sort,
      }));
    }
    return cell;
  });
  return element('div', { class: 'head', role: 'row', 'aria-rowindex': 1 }, ...cells);
}

function gridRow(kind, cells) {
  return element('div', { class: kind, role: 'row' }, ...cells.map(([name, ...children]) =>
    element('div', { role: 'gridcell', class: 'c-' + name }, ...children)));
}
