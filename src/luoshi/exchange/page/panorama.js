// The plan at one glance, drawn as SVG: goals → items → units. What answers to the filters is drawn; where the items
// are too many to be read they are bundled by goal, and a goal can be opened to see its own.
const MOST_ITEMS = 60;
const MOST_GOALS = 22;
const MOST_UNITS = 26;
const COLUMN = { goal: [0, 206], task: [272, 298], unit: [646, 194] };
const WIDTH = 840;
const TOP = 34;
const GAP = 8;
const CLOSING = '”’」』》）)】〉，、。；：！？,.;:!?%…';
const LEADING_ROLES = new Set(['lead', 'responsible']);

function panoramaView() {
  const node = element('div', { class: 'panorama', tabindex: 0, role: 'region', 'aria-label': say('panorama') });
  const view = {
    node,
    refresh() {
      sayCount(matching.filter(isInFocus).length, entries.length);
      node.replaceChildren(...panoramaParts());
      markPanorama(node);
    },
    reveal() { markPanorama(node); },
    step(by) {
      const shown = matching.filter(isInFocus);
      if (!shown.length) return;
      const next = shown.indexOf(state.chosen) + by;
      choose(shown[Math.min(shown.length - 1, Math.max(0, next))], 'plan');
    },
  };
  return view;
}

function panoramaParts() {
  const picture = layOut(panoramaOf(matching.filter(isInFocus)));
  const trail = trailNode();
  const notes = element('p', { class: 'legend' },
    element('span', { class: 'line lead' }), say('legend_lead') + '　',
    element('span', { class: 'line other' }), say('legend_other') + '　',
    element('span', {}, say(picture.bundled ? 'legend_bundle' : 'legend_unknown')));
  if (!picture.boxes.length) return [trail, element('p', { class: 'nothing' }, say('nothing_here'))];
  return [trail, notes, draw(picture)];
}

// The goal whose inside is shown; a single root is opened at once, for it says nothing by itself.
function focusGoal() {
  const chosen = goals.get(state.focus);
  if (chosen) return chosen;
  const roots = [...goals.values()].filter((goal) => !goal.parent && holdsAny(goal));
  return roots.length === 1 && roots[0].children.length ? roots[0] : null;
}

function holdsAny(goal) {
  return goal.entries.length > 0 || goal.children.some(holdsAny);
}

function isInFocus(entry) {
  return !state.focus || entry.goals.some((goal) => reaches(goal, state.focus));
}

function trailNode() {
  const focus = focusGoal();
  const steps = [];
  for (let goal = focus; goal; goal = goal.parent) steps.unshift(goal);
  const node = element('nav', { class: 'trail', 'aria-label': say('path') });
  if (state.focus) node.append(button(say('whole'), () => change({ focus: '' }), { class: 'link' }));
  steps.forEach((goal, i) => {
    node.append(state.focus || i ? ' › ' : '');
    node.append(i === steps.length - 1 ? element('b', { lang: 'zh-Hans' }, shortened(goal.title, 30))
      : button(shortened(goal.title, 30), () => change({ focus: goal.id }), { class: 'link', lang: 'zh-Hans' }));
  });
  return node;
}

// The goals that are drawn, in the order of the tree: those below the focus, the largest opened while there is room.
function goalsOnShow(focus) {
  const size = new Map();
  const sizeOf = (goal) => {
    if (!size.has(goal)) size.set(goal, goal.children.reduce((sum, child) => sum + sizeOf(child), goal.entries.length));
    return size.get(goal);
  };
  const open = (goal) => [...(goal.entries.length ? [goal] : []), ...goal.children.filter(sizeOf)];
  const opened = new Set(focus ? [focus] : []);
  let shown = focus ? open(focus) : [...goals.values()].filter((goal) => !goal.parent && sizeOf(goal));
  for (;;) {
    const fits = shown.filter((goal) => !opened.has(goal) && goal.children.some(sizeOf) && shown.length + open(goal).length <= MOST_GOALS);
    if (!fits.length) return shown;
    const largest = fits.reduce((best, goal) => (sizeOf(goal) > sizeOf(best) ? goal : best));
    opened.add(largest);
    shown = shown.flatMap((goal) => (goal === largest ? open(goal) : [goal]));
  }
}

// The boxes' goals to which an entry belongs; null for one that stands under none of them.
function goalsInView(entry, shown) {
  const found = new Set();
  for (const goal of entry.goals) {
    let at = goal;
    while (at && !shown.has(at)) at = at.parent;
    if (at) found.add(at);
  }
  return found.size ? [...found] : [null];
}

// Entries → boxes of three columns and the links between them.
function panoramaOf(list) {
  const focus = focusGoal();
  const order = goalsOnShow(focus);
  const shown = new Set(order.slice(0, MOST_GOALS));
  const bundled = list.length > MOST_ITEMS && shown.size > 1;
  const drawn = bundled ? list : list.slice(0, MOST_ITEMS * 2);
  const big = biggest(drawn.flatMap((entry) => entry.owners.map((owner) => owner.unit)), MOST_UNITS);
  const boxes = { goal: new Map(), task: new Map(), unit: new Map() };
  const links = new Map();

  for (const entry of drawn) {
    const [first, ...others] = goalsInView(entry, shown).map((goal) => boxFor(boxes.goal, goal, () => newGoalBox(goal)));
    const key = bundled ? first : entry;
    const task = boxFor(boxes.task, key, () => ({ column: 'task', entry: bundled ? null : entry, goal: bundled ? first.goal : null, list: [] }));
    task.list.push(entry);
    for (const goal of [first, ...others]) { goal.count++; join(links, goal, task, true); }
    if (!entry.owners.length) join(links, task, boxFor(boxes.unit, null, newUnitBox), true);
    for (const { unit, role } of entry.owners) {
      const box = big.has(unit) ? boxFor(boxes.unit, unit, () => newUnitBox(unit))
        : boxFor(boxes.unit, 'others', () => ({ column: 'unit', text: say('other_units', { count: big.left }) }));
      join(links, task, box, LEADING_ROLES.has(role));
    }
  }
  for (const task of boxes.task.values()) task.text = task.entry ? task.entry.pieces.map(quoteOf).join('') : bundleWords(task.list);
  for (const unit of boxes.unit.values()) unit.count = unit.links.reduce((sum, link) => sum + link.count, 0);
  const rank = (box) => (box.goal ? order.indexOf(box.goal) : order.length);
  const goalBoxes = [...boxes.goal.values()].sort((a, b) => rank(a) - rank(b));
  return {
    goals: goalBoxes, tasks: [...boxes.task.values()], units: [...boxes.unit.values()], links: [...links.values()], bundled,
    left: list.length - drawn.length,
  };
}

function boxFor(boxes, key, make) {
  if (!boxes.has(key)) boxes.set(key, { count: 0, links: [], number: boxes.size, ...make() });
  return boxes.get(key);
}

function newGoalBox(goal) {
  if (!goal) return { column: 'goal', text: say('no_goal'), unknown: true };
  return { column: 'goal', text: goal.title, goal };
}

function newUnitBox(unit) {
  if (!unit) return { column: 'unit', text: say('nobody'), unknown: true, unit: 'nobody' };
  return { column: 'unit', text: unit.name, unit: String(unit.number) };
}

function join(links, from, to, lead) {
  const key = `${from.column}${from.number}-${to.number}-${lead}`;
  if (links.has(key)) { links.get(key).count++; return; }
  const link = { from, to, lead, count: 1 };
  from.links.push(link);
  to.links.push(link);
  links.set(key, link);
}

// A bundle says how many items it holds, of which classes, and how many have no date or unit.
function bundleWords(list) {
  const of = (key, holds) => {
    const count = list.filter(holds).length;
    return count ? ` · ${say(key)} ${count}` : '';
  };
  const targets = list.filter((entry) => entry.klass === 'target').length;
  return say('tasks_count', { count: list.length }) + (targets ? ` · ${pick(KLASS_WORDS.target)} ${targets}` : '')
    + of('undated', (entry) => !entry.raw.deadline) + of('nobody_filter', (entry) => !entry.owners.length);
}

// The most frequent of a list as a set; `left` says how many others there are.
function biggest(list, most) {
  const counts = new Map();
  for (const each of list) counts.set(each, (counts.get(each) || 0) + 1);
  const order = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const kept = new Set(order.slice(0, most));
  kept.left = order.length - kept.size;
  return kept;
}

// Boxes get their places: items in order of their goals, goals beside their items, units where their links pull them.
// The shorter columns are spread over the height of the longest.
function layOut(found) {
  const { tasks, goals: goalBoxes, units: unitBoxes } = found;
  const boxes = [...goalBoxes, ...tasks, ...unitBoxes];
  boxes.forEach((box) => measureBox(box));
  const rank = new Map(goalBoxes.map((box, i) => [box, i]));
  const home = (task) => rank.get(task.links[0].from);
  tasks.sort((a, b) => home(a) - home(b) || a.number - b.number);
  const height = Math.max(...[goalBoxes, tasks, unitBoxes].map(heightOf), 0);
  spread(tasks, height);
  // A goal without a bundle of its own has its place after the goals with one.
  goalBoxes.forEach((box, i) => { box.wish = middleOf(box.links.map((link) => link.to)) + i / 1000; });
  settle(goalBoxes, height);
  unitBoxes.forEach((box) => { box.wish = middleOf(box.links.map((link) => link.from)); });
  settle(unitBoxes, height);
  return { ...found, boxes, height: TOP + height + GAP };
}

const LINES = { goal: [2, 12], task: [2, 22], unit: [2, 11] };

function measureBox(box) {
  box.lines = wrapped(box.text.trim(), LINES[box.column][1], LINES[box.column][0]);
  [box.x, box.width] = COLUMN[box.column];
  box.height = box.lines.length * 16 + 10;
}

function heightOf(boxes) {
  return boxes.reduce((sum, box) => sum + box.height + GAP, 0);
}

function middleOf(boxes) {
  return boxes.reduce((sum, box) => sum + box.y + box.height / 2, 0) / Math.max(1, boxes.length);
}

function spread(boxes, height) {
  const extra = (height - heightOf(boxes)) / Math.max(1, boxes.length);
  let y = TOP + extra / 2;
  for (const box of boxes) {
    box.y = y;
    y += box.height + GAP + extra;
  }
}

// As near as possible to where each wishes to be, without one over another, within the height.
function settle(boxes, height) {
  boxes.sort((a, b) => a.wish - b.wish);
  let y = TOP;
  for (const box of boxes) {
    box.y = Math.max(y, box.wish - box.height / 2);
    y = box.y + box.height + GAP;
  }
  let bottom = TOP + height;
  for (const box of boxes.slice().reverse()) {
    box.y = Math.min(box.y, bottom - box.height - GAP);
    bottom = box.y;
  }
}

// Lines of at most so many characters, two Latin ones for one Chinese; no line begins with a closing mark.
function wrapped(text, perLine, mostLines) {
  const lines = [''];
  let room = perLine;
  for (const character of text) {
    const width = character < '\u0300' ? 0.55 : 1;
    if (room < width && !CLOSING.includes(character)) {
      if (lines.length === mostLines) { lines[lines.length - 1] = lines[lines.length - 1].slice(0, -1) + '…'; return lines; }
      lines.push('');
      room = perLine;
    }
    lines[lines.length - 1] += character;
    room -= width;
  }
  return lines;
}

function draw(picture) {
  const most = Math.max(1, ...picture.links.map((link) => link.count));
  const strength = (link) => (most === 1 ? 1.4 : 1.2 + 9 * Math.sqrt((link.count - 1) / most));
  const paths = picture.links.map((link) => {
    const x1 = link.from.x + link.from.width;
    const [y1, x2, y2] = [link.from.y + link.from.height / 2, link.to.x, link.to.y + link.to.height / 2];
    const middle = (x1 + x2) / 2;
    const kind = 'link-line ' + (link.lead ? 'lead' : 'other') + (link.to.unknown ? ' unknown' : '');
    link.node = drawn('path', { class: kind, d: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`, 'stroke-width': strength(link).toFixed(1) });
    return link.node;
  });
  const heads = ['goal', 'task', 'unit'].map((column) =>
    drawn('text', { class: 'column', x: COLUMN[column][0], y: 18 }, say('column_' + column + 's')));
  return drawn('svg', {
    viewBox: `0 0 ${WIDTH} ${Math.ceil(picture.height)}`, role: 'group', 'aria-label': say('panorama'), class: 'picture',
  }, drawn('g', { 'aria-hidden': 'true' }, ...paths), ...heads, ...picture.boxes.map(boxNode));
}

function boxNode(box) {
  const act = actionOf(box);
  const label = box.column === 'task' ? box.text : `${box.text}（${say('tasks_count', { count: box.count })}）`;
  const node = drawn('g', {
    class: `box ${box.column}${box.unknown ? ' unknown' : ''}${act ? ' live' : ''}`, transform: `translate(${box.x} ${box.y.toFixed(1)})`,
    role: act ? 'button' : null, tabindex: act ? 0 : null, 'aria-label': act ? (box.entry ? box.text : label) : null,
    'data-item': box.entry ? box.entry.number : null, lang: 'zh-Hans',
  },
  drawn('title', {}, box.entry ? box.text : label),
  drawn('rect', { width: box.width, height: box.height.toFixed(1), rx: box.column === 'unit' ? 12 : 4 }),
  ...box.lines.map((line, i) => drawn('text', { x: 9, y: 18 + i * 16 }, line)));
  if (box.column !== 'task') {
    node.append(drawn('text', { class: 'size', x: box.width - 8, y: 18, 'text-anchor': 'end' }, String(box.count)));
  }
  if (!act) return node;
  node.addEventListener('click', act);
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  const lit = (on) => box.links.forEach((link) => link.node.classList.toggle('lit', on));
  node.addEventListener('mouseenter', () => lit(true));
  node.addEventListener('mouseleave', () => lit(false));
  node.addEventListener('focus', () => lit(true));
  node.addEventListener('blur', () => lit(false));
  return node;
}

function actionOf(box) {
  if (box.entry) return () => choose(box.entry, 'plan');
  if (box.unit) return () => change({ unit: state.unit === box.unit ? '' : box.unit });
  if (box.goal && box.goal !== focusGoal()) return () => change({ focus: box.goal.id });
  return null;
}

function markPanorama(node) {
  for (const box of node.querySelectorAll('.box.chosen')) box.classList.remove('chosen');
  if (!state.chosen) return;
  const box = node.querySelector(`[data-item="${state.chosen.number}"]`);
  if (!box) return;
  box.classList.add('chosen');
  box.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
