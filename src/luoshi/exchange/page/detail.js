// What is chosen, with everything that was read of it and why; and the one way of choosing.

// `from` names where the user chose, so that the other side follows.
function choose(what, from) {
  change({ chosen: what, finding_shown: null });
  // In a narrow window only one side is in sight: the details open over it and lead to the other.
  if (narrow() ? from === 'source' : from !== 'source') goTo(what, false);
  if (from !== 'plan' && current && !what.isClause) {
    if (!['table', 'tree', 'panorama'].includes(state.view)) change({ view: 'table' });
    if (current.reveal) current.reveal(what);
  }
  rememberChosen();
}

function showFinding(finding) {
  change({ chosen: null, finding_shown: finding });
  if (finding.doc && finding.end > finding.start) goTo(finding, true);
}

function drawDetail() {
  const node = byId('detail');
  const finding = state.finding_shown;
  node.hidden = !state.chosen && !finding;
  if (node.hidden) { node.replaceChildren(); return; }
  const parts = finding ? findingParts(finding) : state.chosen.isClause ? clauseParts(state.chosen) : entryParts(state.chosen);
  const close = button('×', closeDetail, { class: 'close', 'aria-label': say('close') });
  node.replaceChildren(close, ...parts.filter(Boolean));
  node.scrollTop = 0;
}

// The panel takes room from the list: what is chosen stays in sight.
function keepInSight() {
  if (!current.list) return;
  current.list.refresh();
  if (current.reveal && state.chosen && !state.chosen.isClause) current.list.see();
}

function closeDetail() {
  change({ chosen: null, finding_shown: null });
}

function quotation(place, pieces) {
  const said = (pieces || [place]).map((each) => quoteOf(each).replace(/\s+/g, ' ')).join(' ⋯ ');
  return element('blockquote', { lang: 'zh-Hans' }, said);
}

function waysOut(place) {
  return element('p', { class: 'ways' },
    button(say('to_source') + ' · ' + placeName(place), () => goTo(place, true), { class: 'to-source' }),
    button(say('to_plan'), () => change({ pane: 'plan' }), { class: 'to-plan' }));
}

function facts(rows) {
  const kept = rows.filter(([, value]) => value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && !value.length));
  return element('dl', {}, ...kept.map(([words, value]) => element('div', {},
    element('dt', {}, say(words)), element('dd', {}, ...(Array.isArray(value) ? value : [value])))));
}

function entryParts(entry) {
  const { raw } = entry;
  const flags = flagsOf(entry);
  return [
    element('p', { class: 'kind' }, klassTag(entry.klass), ...flags),
    quotation(entry, entry.pieces),
    facts([
      ['units', entry.owners.length ? entry.owners.map(ownerLine) : flag(say('nobody'), 'unknown')],
      ['deadline', raw.deadline ? element('span', { title: raw.deadline }, sayDeadline(raw.deadline)) : flag(say('undated'), 'unknown')],
      ['targets', entry.figures.map(figureLine)],
      ['modality', pick(MODALITY_WORDS[raw.modality])],
      ['asserted_by', raw.asserted_by],
      ['trigger', raw.trigger ? quoteOf(placed(entry.doc, raw.trigger)) : ''],
      ['goal', entry.goals.map((goal) => element('div', { lang: 'zh-Hans' }, pathOf(goal)))],
      ['section', raw.section],
      ['occurrences', (raw.occurrences || []).length > 1 ? raw.occurrences.map((span) => {
        const place = placed(entry.doc, span);
        return button(placeName(place), () => goTo(place, true), { class: 'link' });
      }) : ''],
      ['same', entry.same.map((other) => button(placeName(other) + '：' + shortened(quoteOf(other), 24), () => choose(other, 'detail'), { class: 'link' }))],
      ['findings', entry.findings.map(findingLink)],
      ['rule', [raw.rule, raw.inherit_rule ? say('inferred_owner', { rule: raw.inherit_rule }) : ''].filter(Boolean).join(' · ')],
      ['offsets', offsets(entry)],
      ['id', element('code', {}, raw.id)],
    ]),
    waysOut(entry),
  ];
}

function ownerLine(owner) {
  const also = owner.unit.name !== owner.name ? '（' + owner.unit.name + '）' : '';
  return element('div', {}, button(owner.name + also, () => change({ unit: String(owner.unit.number) }), { class: 'link', lang: 'zh-Hans' }),
    ' ', element('small', {}, pick(ROLE_WORDS[owner.role])));
}

function figureLine(figure) {
  const { raw } = figure;
  const around = [raw.base, raw.comparison, raw.period ? sayDeadline(raw.period) : ''].filter(Boolean).join(' · ');
  return element('div', { lang: 'zh-Hans' }, (raw.indicator ? raw.indicator + '　' : ''), element('b', {}, sayQuantity(raw)),
    around ? element('small', {}, ' ' + around) : '');
}

function pathOf(goal) {
  const titles = [];
  for (let at = goal; at; at = at.parent) titles.unshift(at.title);
  return titles.map((title) => shortened(title, 26)).join(' › ');
}

function offsets(place) {
  return `${pointAt(place.doc, place.start)}–${pointAt(place.doc, place.end)}`;
}

function clauseParts(clause) {
  const over = (list) => list.filter((each) => each.start < clause.end && each.end > clause.start);
  const inDoc = (list) => over(list.filter((each) => each.doc === clause.doc));
  return [
    element('p', { class: 'kind' }, klassTag(clause.klass)),
    quotation(clause),
    facts([
      ['figures', inDoc(figures).map(figureLine)],
      ['terms', inDoc(terms).map((term) => element('div', { lang: 'zh-Hans' }, term.raw.text || term.raw.name))],
      ['findings', over(clause.doc.findings).map(findingLink)],
      ['rule', clause.rule],
      ['offsets', offsets(clause)],
    ]),
    waysOut(clause),
  ];
}

function findingParts(finding) {
  const { raw } = finding;
  const code = data.codes[raw.code] || {};
  return [
    element('p', { class: 'kind' }, severityMark(raw.severity), element('code', {}, raw.code), ' ', element('small', {}, raw.name)),
    element('p', { class: 'headline' }, findingHeadline(raw)),
    finding.end > finding.start ? quotation(finding) : null,
    facts([
      ['also', finding.labels.map((label) => button(
        placeName(label) + (chinese() ? '：' + label.message : '') + ' ' + shortened(quoteOf(label), 24), () => goTo(label, true), { class: 'link' }))],
      ['message', chinese() ? (raw.notes || []).map((note) => element('div', {}, note)) : ''],
      ['what_to_do', chinese() && raw.help ? raw.help : pick(code.help)],
      ['why', pick(code.matters)],
      ['item', finding.entries.map((entry) => button(shortened(quoteOf(entry), 30), () => choose(entry, 'finding'), { class: 'link', lang: 'zh-Hans' }))],
      ['place', raw.path && !finding.doc ? raw.path : ''],
    ]),
    finding.doc ? waysOut(finding) : null,
  ];
}

// In English the headline is the catalogue's; details stay in the Chinese message.
function findingHeadline(raw) {
  const code = data.codes[raw.code];
  return !chinese() && code && code.headline ? code.headline[1] : raw.message;
}

function findingLink(finding) {
  return button(finding.raw.code + ' ' + findingHeadline(finding.raw), () => showFinding(finding), { class: 'link' });
}

function severityMark(severity) {
  return element('span', { class: 'severity ' + severity }, say(severity));
}

function flagsOf(entry) {
  const { raw } = entry;
  const copies = (raw.occurrences || []).length;
  return [
    raw.inherit_rule ? flag(say('inferred'), 'doubt') : null,
    entry.pieces.length > 1 ? flag(say('broken'), 'doubt') : null,
    raw.conditional ? flag(say('conditional')) : null,
    copies > 1 ? flag(say('copies', { count: copies })) : null,
    entry.findings.length ? flag(say('findings_count', { count: entry.findings.length }), 'found') : null,
  ].filter(Boolean);
}
