// The plan as a tree: goals, the items below them, and the targets of these. Only what answers to the filters is there;
// the branches above it are kept.
const folded = new Map();

function treeView() {
  const list = makeListing({
    role: 'tree', label: say('tree'), class: 'tree', render: treeRow, onChoose: openNode, onOpen: clickNode, onKey: treeKey,
  });
  const view = {
    node: list.node,
    list,
    refresh() {
      list.show(openNodes());
      sayCount(matching.length, entries.length);
      if (state.chosen) list.choose(list.rows().find((node) => node.entry === state.chosen));
    },
    reveal(entry) {
      for (let goal = entry.goal; goal; goal = goal.parent) folded.set(goal.id, false);
      if (!entry.goal) folded.set('none-' + entry.doc.number, false);
      view.refresh();
    },
    step: list.step,
  };
  return view;

  function openNode(node) {
    if (node.entry) choose(node.entry, 'plan');
    else if (node.figure) goTo(node.figure, true);
    else if (node.places && node.places[0]) goTo(node.places[0], true);
  }

  function clickNode(node, event) {
    const onTwist = event.target && event.target.classList && event.target.classList.contains('twist');
    if (onTwist) fold(node, node.open);
    else openNode(node);
  }

  function fold(node, shut) {
    folded.set(node.id, shut);
    list.show(openNodes());
    list.choose(list.rows().find((each) => each.id === node.id));
  }

  function treeKey(key, node, at) {
    if (key === 'ArrowRight' && node.inner) {
      if (!node.open) fold(node, false); else list.moveTo(at + 1, true);
      return true;
    }
    if (key === 'ArrowLeft') {
      if (node.inner && node.open) { fold(node, true); return true; }
      const above = list.rows().slice(0, at).reverse().find((each) => each.level < node.level);
      if (above) list.moveTo(list.rows().indexOf(above), true);
      return true;
    }
    return false;
  }
}

function isOpen(id, level) {
  if (folded.has(id)) return !folded.get(id);
  return filtering() || level < 2 || entries.length < 150;
}

// All nodes in sight, from the top; with `whole` also those that are folded (for print).
function openNodes(whole) {
  const nodes = [];
  const wanted = new Set(matching);
  const figuresWanted = !filteringItems() && !state.klasses.size;
  const counts = new Map();

  const counted = (goal) => {
    if (!counts.has(goal)) {
      let count = goal.entries.reduce((sum, entry) => sum + (wanted.has(entry) && isAt(entry, goal) ? 1 : 0), 0);
      for (const child of goal.children) count += counted(child);
      counts.set(goal, count);
    }
    return counts.get(goal);
  };

  const addItems = (list, level) => {
    for (const entry of list) {
      nodes.push({ id: entry.doc.number + entry.id, level, entry });
      for (const figure of entry.figures) if (figure.raw.kind === 'target') nodes.push({ id: figure.raw.id, level: level + 1, figure });
    }
  };

  const addGoal = (goal, level) => {
    const loose = figuresWanted ? goal.figures.filter(answersPlace) : [];
    if (!counted(goal) && !(loose.length || (!filtering() && goal.places.length))) return;
    const own = goal.entries.filter((entry) => wanted.has(entry) && isAt(entry, goal));
    const inner = own.length + loose.length + goal.children.length > 0;
    const open = inner && (whole || isOpen(goal.id, level));
    nodes.push({ id: goal.id, level, title: goal.title, count: counted(goal), open, inner, places: goal.places });
    if (!open) return;
    for (const child of goal.children) addGoal(child, level + 1);
    addItems(own, level + 1);
    for (const figure of loose) nodes.push({ id: figure.raw.id, level: level + 1, figure });
  };

  for (const goal of goals.values()) if (!goal.parent) addGoal(goal, 0);
  for (const doc of documents) {
    const own = doc.entries.filter((entry) => !entry.goals.length && wanted.has(entry));
    if (!own.length) continue;
    const id = 'none-' + doc.number;
    const open = whole || isOpen(id, 0);
    const title = documents.length > 1 ? `${say('no_goal')} · ${shortened(doc.title, 24)}` : say('no_goal');
    nodes.push({ id, level: 0, title, count: own.length, open, inner: true, unknown: true });
    if (open) addItems(own, 1);
  }
  return nodes;
}

// In the tree an item stands once: below its own goal, or below the first that it names.
function isAt(entry, goal) {
  return (entry.goal || entry.goals[0]) === goal;
}

function treeRow(node) {
  const row = element('div', {
    role: 'treeitem', 'aria-level': node.level + 1, 'aria-expanded': node.inner ? String(Boolean(node.open)) : null,
    class: node.entry ? 'leaf' : node.figure ? 'target' : 'goal' + (node.unknown ? ' none' : ''),
  });
  row.style.setProperty('--level', Math.min(node.level, 8));
  if (node.entry) {
    const { entry } = node;
    row.append(klassTag(entry.klass), element('span', { class: 'said', lang: 'zh-Hans' }, entry.pieces.map(quoteOf).join('⋯').replace(/\s+/g, ' ')));
    const first = entry.owners[0];
    row.append(element('span', { class: 'who', lang: 'zh-Hans' }, first ? first.name : flag(say('nobody'), 'unknown')));
    row.append(element('span', { class: 'when' }, entry.raw.deadline ? sayDeadline(entry.raw.deadline) : ''));
  } else if (node.figure) {
    row.append(element('span', { class: 'sign-target', 'aria-hidden': 'true' }, '◎'), figureLine(node.figure));
  } else {
    row.append(
      element('span', { class: 'twist', 'aria-hidden': 'true' }, node.inner ? (node.open ? '▾' : '▸') : '·'),
      element('span', { class: 'said', lang: 'zh-Hans' }, node.title),
      element('span', { class: 'how-many' }, say('tasks_count', { count: node.count })));
  }
  return row;
}
