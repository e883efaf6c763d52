// The words of the interface: [Chinese, English]. Text of documents never passes through here.
const WORDS = {
  brand: ['落实', 'Luoshi'],
  skip: ['跳到计划', 'Skip to the plan'],
  switch_language: ['Switch to English', '切换到中文'],
  other_language: ['English', '中文'],
  theme_auto: ['外观：自动', 'Theme: auto'],
  theme_light: ['外观：浅色', 'Theme: light'],
  theme_dark: ['外观：深色', 'Theme: dark'],
  print: ['打印', 'Print'],
  keyboard: ['键盘', 'Keys'],
  filters: ['查找与筛选', 'Search and filters'],
  search: ['查找', 'Search'],
  search_hint: ['查找原文、事项、单位', 'Search text, items, units'],
  previous_hit: ['上一处', 'Previous hit'],
  next_hit: ['下一处', 'Next hit'],
  hits: ['{at}/{all}', '{at}/{all}'],
  no_hits: ['原文中没有', 'not in the text'],
  document: ['文件', 'Document'],
  unit: ['单位', 'Unit'],
  deadline: ['时限', 'Deadline'],
  finding: ['诊断', 'Finding'],
  all_documents: ['全部文件', 'All documents'],
  all_units: ['全部单位', 'All units'],
  all_deadlines: ['不限', 'Any'],
  all_findings: ['不限', 'Any'],
  any_finding: ['有诊断的', 'With a finding'],
  doubtful: ['读法存疑的', 'Doubtful reading'],
  dated: ['有时限', 'Dated'],
  undated: ['未定时限', 'No deadline'],
  recurring: ['定期、长期', 'Recurring, ongoing'],
  nobody: ['未指明', 'not named'],
  nobody_filter: ['未指明责任单位', 'No unit named'],
  more: ['筛选', 'Filters'],
  clear: ['清除筛选', 'Clear filters'],
  classes: ['句子类别', 'Clause classes'],
  panes: ['显示哪一栏', 'Pane'],
  source: ['原文', 'Source'],
  plan: ['计划', 'Plan'],
  show_names: ['标出类别名称', 'Name the classes'],
  divider: ['调整两栏宽度', 'Resize the panes'],
  views: ['计划的各种看法', 'Views of the plan'],
  table: ['任务表', 'Table'],
  tree: ['计划树', 'Tree'],
  panorama: ['全景图', 'Panorama'],
  figures: ['指标', 'Figures'],
  terms: ['提法与体系', 'Terms & systems'],
  findings: ['诊断', 'Findings'],
  shown_all: ['共 {all} 项', '{all} items'],
  shown_some: ['共 {all} 项，筛选后 {some} 项', '{some} of {all} items'],
  number_tasks: ['事项', 'items'],
  number_targets: ['目标值', 'target values'],
  number_units: ['单位', 'units'],
  number_nobody: ['未指明责任', 'no unit named'],
  number_undated: ['未定时限', 'no deadline'],
  number_findings: ['诊断', 'findings'],
  characters: ['{count} 字', '{count} characters'],
  title_of_many: ['{title}等{count}份文件', '{title} and {more} more'],
  documents_count: ['{count} 份文件', '{count} documents'],
  one_document: ['1 份文件', '1 document'],
  made_by: ['由落实 {version} 编译，不联网', 'compiled by Luoshi {version}, offline'],
  item: ['事项', 'Item'],
  units: ['责任单位', 'Units'],
  targets: ['目标值', 'Target'],
  marks: ['标记', 'Marks'],
  indicator: ['指标', 'Indicator'],
  value: ['数值', 'Value'],
  base: ['对照', 'Base'],
  period: ['期间', 'Period'],
  kind: ['类型', 'Kind'],
  kind_target: ['目标', 'target'],
  kind_fact: ['事实', 'fact'],
  name: ['名称', 'Name'],
  content: ['内容', 'Content'],
  place: ['位置', 'Place'],
  term: ['提法', 'term'],
  system: ['体系', 'system'],
  count_ok: ['数目相符', 'count closes'],
  count_bad: ['数目不符', 'count differs'],
  members: ['列举', 'Members'],
  severity: ['级别', 'Level'],
  error: ['错误', 'error'],
  warning: ['警告', 'warning'],
  note: ['提示', 'note'],
  message: ['内容', 'Message'],
  code: ['代码', 'Code'],
  quote: ['原文', 'Quote'],
  line: ['第 {line} 行', 'line {line}'],
  inferred: ['推断', 'inferred'],
  inferred_owner: ['责任单位系推断（{rule}）', 'unit inferred ({rule})'],
  conditional: ['有条件', 'conditional'],
  copies: ['重复 {count} 处', '{count} copies'],
  findings_count: ['诊断 {count}', '{count} findings'],
  broken: ['跨断栏', 'across a break'],
  joined_to: ['下接第 {line} 行', 'goes on at line {line}'],
  joined_from: ['上承第 {line} 行', 'comes from line {line}'],
  seam_doubtful: ['接缝存疑', 'doubtful seam'],
  copy_of: ['重复，初见第 {line} 行', 'copy of line {line}'],
  cut_start: ['缺头', 'head missing'],
  cut_end: ['缺尾', 'tail missing'],
  damage: ['疑似识别错误', 'suspected damage'],
  damage_as: ['疑似识别错误，或为“{suggestion}”', 'suspected damage, perhaps “{suggestion}”'],
  unresolved: ['未能换算成日期', 'not resolved to a date'],
  seams: ['断句拼接', 'joined seams'],
  doubtful_seams: ['接缝存疑', 'doubtful seams'],
  repeats: ['重复段落', 'repeated blocks'],
  truncations: ['残缺段落', 'truncated blocks'],
  damages: ['疑似识别错误', 'suspected damage'],
  next_mark: ['{name}：{count} 处，转到下一处', '{name}: {count}, go to the next'],
  detail: ['读数详情', 'Details'],
  close: ['关闭', 'Close'],
  to_source: ['看原文', 'Show in the source'],
  to_plan: ['看计划', 'Show in the plan'],
  class: ['类别', 'Class'],
  modality: ['力度', 'Strength'],
  asserted_by: ['由谁提出', 'Stated by'],
  goal: ['目标', 'Goal'],
  section: ['所在标题', 'Heading'],
  trigger: ['触发条件', 'Trigger'],
  occurrences: ['出现处', 'Occurrences'],
  same: ['同一事项另见', 'Same item elsewhere'],
  rule: ['依据的规则', 'Rule'],
  id: ['编号', 'Id'],
  offsets: ['字符位置', 'Offsets'],
  why: ['为什么要紧', 'Why it matters'],
  what_to_do: ['怎么办', 'What to do'],
  also: ['此处另有', 'Also here'],
  nothing_here: ['没有符合条件的内容。', 'Nothing matches.'],
  no_goal: ['未归入目标', 'Under no goal'],
  other_units: ['其余 {count} 个单位', '{count} other units'],
  tasks_count: ['{count} 项', '{count} items'],
  whole: ['全部目标', 'All goals'],
  path: ['所在层级', 'Level'],
  column_goals: ['目标', 'Goals'],
  column_tasks: ['事项', 'Items'],
  column_units: ['责任单位', 'Units'],
  legend_lead: ['牵头、负责', 'lead, responsible'],
  legend_other: ['配合、指导、监督等', 'co-operating, guiding, supervising …'],
  legend_bundle: ['事项较多，已按目标归并；点目标展开', 'Items are bundled by goal; open a goal to see them'],
  legend_unknown: ['虚框：原文没有指明', 'dashed box: the text names nobody'],
  keys_title: ['键盘操作', 'Keyboard'],
  keys_on: ['启用单键快捷键', 'Single-key shortcuts on'],
  print_source: ['打印时附原文', 'Print the source, too'],
  key_search: ['查找', 'search'],
  key_hits: ['下一处、上一处查找结果', 'next, previous hit'],
  key_items: ['下一项、上一项', 'next, previous item'],
  key_open: ['在原文中显示所选项', 'show the chosen item in the source'],
  key_fold: ['计划树：折叠、展开', 'tree: fold, unfold'],
  key_tabs: ['切换任务表、计划树、全景图、指标、提法与体系、诊断', 'table, tree, panorama, figures, terms, findings'],
  key_marks: ['下一处接缝、重复、残缺或存疑', 'next seam, copy, cut or doubt'],
  key_panes: ['在原文和计划之间切换', 'between source and plan'],
  key_language: ['中文、英文', 'Chinese, English'],
  key_theme: ['外观', 'theme'],
  key_escape: ['关闭详情；再按清除筛选', 'close details; again: clear filters'],
  key_help: ['本说明', 'this help'],
  sort: ['按{name}排序', 'Sort by {name}'],
  printed_filters: ['筛选：{filters}', 'Filters: {filters}'],
  by: ['{date}', 'by {date}'],
};

const KLASS_WORDS = {
  task: ['任务', 'task'], target: ['目标', 'target'], means: ['手段', 'means'], principle: ['原则', 'principle'],
  slogan: ['口号', 'slogan'], fact: ['事实', 'fact'], past: ['既往', 'past'], scope: ['范围', 'scope'],
  heading: ['标题', 'heading'], list: ['名单', 'list'], other: ['其他', 'other'],
};
const ROLE_WORDS = {
  lead: ['牵头', 'lead'], cooperate: ['配合', 'co-operates'], responsible: ['负责', 'responsible'],
  guide: ['指导', 'guides'], supervise: ['监督', 'supervises'], accept: ['验收', 'accepts'],
};
const MODALITY_WORDS = {
  must: ['必须', 'must'], will: ['将', 'will'], strive: ['力争', 'strive'], explore: ['探索', 'explore'],
  encourage: ['鼓励', 'encourage'], support: ['支持', 'support'], forbid: ['禁止', 'forbid'],
};
const BOUND_WORDS = {
  '>=': ['不低于', '≥'], '<=': ['不超过', '≤'], '>': ['超过', '>'], '<': ['低于', '<'], '~': ['约', '≈'], '=': ['', ''],
};
const FREQUENCY_WORDS = {
  daily: '每日', weekly: '每周', biweekly: '每两周', 'ten-daily': '每旬', monthly: '每月', bimonthly: '每两月',
  quarterly: '每季度', semiannual: '每半年', annual: '每年',
};
const DURATION_UNITS = [
  ['Y', '年'], ['M', '个月'], ['W', '周'], ['WD', '个工作日'], ['D', '天'], ['TH', '小时'], ['TM', '分钟'],
];

function chinese() {
  return state.lang === 'zh';
}

function pick(pair) {
  return pair ? pair[chinese() ? 0 : 1] : '';
}

function say(key, values) {
  return pick(WORDS[key]).replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? values[name] : whole));
}

function sayNumber(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

// A deadline of the closed vocabulary as people write it.
function sayDeadline(normalised) {
  if (!normalised) return '';
  const [kind, rest] = normalised.split(':');
  if (!chinese()) return rest || kind;
  if (kind === 'immediate') return '立即';
  if (kind === 'ongoing') return '长期';
  if (kind === 'recurring') return FREQUENCY_WORDS[rest] || rest;
  if (kind === 'relative') return sayDuration(rest);
  const numbers = kind.split('-');
  if (!numbers.every((number) => /^\d+$/.test(number))) return normalised;
  return numbers.map((number, i) => Number(number) + '年月日'[i]).join('');
}

function sayDuration(duration) {
  const match = /^(-?)P(.*)$/.exec(duration);
  if (!match) return duration;
  let words = '';
  let time = '';
  for (const [whole, number, unit] of match[2].matchAll(/(\d+)(WD|[A-Z])|T/g)) {
    if (whole === 'T') { time = 'T'; continue; }
    const known = DURATION_UNITS.find(([name]) => name === time + unit);
    words += number + (known ? known[1] : unit);
  }
  return match[1] ? '提前' + words : words + '内';
}

function sayQuantity(quantity) {
  const unit = quantity.unit || '';
  if (quantity.low !== undefined || quantity.high !== undefined) {
    return (quantity.low || '') + '–' + (quantity.high || '') + unit;
  }
  const bound = pick(BOUND_WORDS[quantity.bound]);
  return bound + (/[a-z]$/i.test(bound) ? ' ' : '') + (quantity.value || '') + unit;
}
