// Everything is joined and begins to listen.
function onChange(keys) {
  const root = document.documentElement;
  if (keys.has('theme')) root.dataset.theme = state.theme;
  if (keys.has('theme') || keys.has('lang')) drawWords();
  if (keys.has('names')) root.classList.toggle('names', state.names);
  if (keys.has('pane')) drawPanes();
  const filtered = FILTER_KEYS.some((key) => keys.has(key));
  if (filtered) { drawFilterValues(); drawClassStates(); }
  if (keys.has('hit')) drawHits();
  if (filtered || keys.has('hit') || keys.has('lang')) repaintSource();
  if (keys.has('view')) drawTabs();
  if (keys.has('view') || keys.has('lang')) drawView();
  else if (filtered || keys.has('focus')) current.refresh();
  if (keys.has('chosen')) {
    markChosen();
    if (current.node.classList.contains('panorama')) markPanorama(current.node);
  }
  if (keys.has('chosen') || keys.has('finding_shown') || keys.has('lang')) { drawDetail(); keepInSight(); }
  if (keys.has('document') && state.document) goTo({ doc: documentById.get(state.document), start: 0, end: 1 }, false);
}

function drawClassStates() {
  for (const node of byId('classes').children) node.setAttribute('aria-pressed', String(state.klasses.has(node.dataset.klass)));
}

function drawPanes() {
  byId('panes').dataset.pane = state.pane;
  byId('show-source').setAttribute('aria-pressed', String(state.pane === 'source'));
  byId('show-plan').setAttribute('aria-pressed', String(state.pane === 'plan'));
  if (current && current.list) current.list.refresh();
}

function listenToControls() {
  byId('filters').addEventListener('submit', (event) => { event.preventDefault(); goToHit(1); });
  // While an input method composes, what stands in the field is not yet what is sought.
  const seek = (event) => { if (!event.isComposing) change({ query: byId('query').value.trim().toLowerCase() }); };
  byId('query').addEventListener('input', seek);
  byId('query').addEventListener('compositionend', () => seek({ isComposing: false }));
  byId('query').addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    goToHit(event.shiftKey ? -1 : 1);
  });
  byId('next-hit').addEventListener('click', () => goToHit(1));
  byId('previous-hit').addEventListener('click', () => goToHit(-1));
  for (const [id, key] of [['by-document', 'document'], ['by-unit', 'unit'], ['by-deadline', 'deadline'], ['by-finding', 'finding']]) {
    byId(id).addEventListener('change', () => change({ [key]: byId(id).value }));
  }
  byId('more').addEventListener('click', () => {
    const open = byId('filters').classList.toggle('open');
    byId('more').setAttribute('aria-expanded', String(open));
  });
  byId('clear').addEventListener('click', clearFilters);
  byId('show-names').addEventListener('change', () => change({ names: byId('show-names').checked }));
  byId('language').addEventListener('click', switchLanguage);
  byId('theme').addEventListener('click', switchTheme);
  byId('print').addEventListener('click', () => window.print());
  byId('help').addEventListener('click', openKeys);
  byId('show-source').addEventListener('click', () => change({ pane: 'source' }));
  byId('show-plan').addEventListener('click', () => change({ pane: 'plan' }));
  byId('source').addEventListener('click', clickSource);
  byId('tabs').addEventListener('keydown', turnTabs);
  document.addEventListener('keydown', pressKey);
  window.addEventListener('beforeprint', preparePaper);
  window.addEventListener('afterprint', clearPaper);
  window.addEventListener('resize', () => { if (current.list) current.list.refresh(); });
  listenToDivider();
}

function turnTabs(event) {
  const views = Object.keys(VIEWS);
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  change({ view: views[(views.indexOf(state.view) + by + views.length) % views.length] });
  byId('tab-' + state.view).focus();
  event.preventDefault();
}

function listenToDivider() {
  const divider = byId('divider');
  const set = (share) => {
    const kept = Math.round(Math.min(75, Math.max(20, share)));
    byId('panes').style.setProperty('--share', kept + '%');
    divider.setAttribute('aria-valuenow', kept);
    if (current && current.list) current.list.refresh();
  };
  set(44);
  divider.addEventListener('pointerdown', (event) => divider.setPointerCapture(event.pointerId));
  divider.addEventListener('pointermove', (event) => {
    if (divider.hasPointerCapture(event.pointerId)) set((event.clientX / window.innerWidth) * 100);
  });
  divider.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (by) { set(Number(divider.getAttribute('aria-valuenow')) + by); event.preventDefault(); }
  });
}

// The chosen item is kept in the address, so that a link can point to it.
function rememberChosen() {
  const id = state.chosen && !state.chosen.isClause ? state.chosen.id : '';
  try { history.replaceState(null, '', '#' + encodeURIComponent(id)); } catch { /* not every place of a file allows it */ }
}

function openRemembered() {
  let id = '';
  try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const entry = entryById.get(id);
  if (entry) choose(entry, 'address');
}

buildSource();
listenToControls();
document.documentElement.dataset.theme = state.theme;
drawWords();
drawPanes();
listen(onChange);
drawView();
drawDetail();
openRemembered();
window.addEventListener('hashchange', openRemembered);
document.documentElement.dataset.ready = 'yes';
