"""LS831–LS849: tables that come back edited, and plans in the formats of others."""

from luoshi.diagnostics.code import Code, Words

_NOTHING_IN_SILENCE = Words(
    "落实自身的设计原则：不悄悄改、不悄悄丢。",
    "Luoshi's own principle: nothing is changed or dropped in silence.",
)
_STRATML = Words(
    "ISO 17469-1（StratML 第1部分）和第2部分公开的 XML Schema。",
    "The public XML Schemas of ISO 17469-1 (StratML Part 1) and of Part 2.",
)

EXCHANGE_CODES: tuple[Code, ...] = (
    Code(
        code="LS831",
        name="faulty-cell",
        severity="error",
        headline=Words("单元格 {cell} 没有采用：{expected}", "a cell of the edited table was not taken"),
        finds=Words(
            "改过的任务分解表里，内容读不懂、编号对不上、与别处矛盾或导出后读数已变的单元格。",
            "A cell of an edited table of tasks that cannot be understood, belongs to nothing, or contradicts another.",
        ),
        matters=Words(
            "这一格的改动不会写入复核记录；同一表中其他改动不受影响。",
            "Its edit does not enter the log of reviews; the other edits of the table are not affected.",
        ),
        limits=Words(
            "以导出时各格的内容为准；隐藏的工作表被删去时，以现在的读数为准。",
            "Compared with what the cells showed when written; without the hidden sheet, with today's readings.",
        ),
        source=_NOTHING_IN_SILENCE,
        help=Words("请按说明改正这一格，再读一次。", "Correct the cell and read the table again."),
    ),
    Code(
        code="LS832",
        name="table-note",
        severity="note",
        headline=Words("任务分解表 {cell}：{expected}", "something about the edited table"),
        finds=Words(
            "新增的行、删去的行、不认识的列、合并的单元格、改了也不起作用的列。",
            "Rows that were added or deleted, unknown columns, merged cells, edits of columns that only show something.",
        ),
        matters=Words(
            "改表的人可能以为这些改动会生效。", "Whoever edited the table may believe that it has an effect."
        ),
        limits=Words(
            "删行不等于否决；要否决请在“状态”中选。", "A deleted row is no rejection; choose that as status."
        ),
        source=_NOTHING_IN_SILENCE,
    ),
    Code(
        code="LS833",
        name="stratml-loss",
        severity="note",
        headline=Words(
            "StratML 装不下{what}（{count} 处）：{kept}", "StratML cannot hold something of the plan"
        ),
        finds=Words(
            "导出为 StratML 时没有对应元素的内容：上下界、多级目标、力度、条件、提法、体系、原文位置等。",
            "What has no element in StratML: bounds, levels of goals, strength, conditions, terms, systems, places.",
        ),
        matters=Words(
            "从 StratML 读回的计划没有这些内容，或者只剩文字。",
            "A plan read back from StratML lacks it, or holds it as words only.",
        ),
        limits=Words("每类只报一条，举出前几处。", "One finding for each kind, with the first places."),
        source=_STRATML,
        help=Words(
            "完整的计划请用 JSON 或工作区交换。", "Exchange the whole plan as JSON or as a workspace."
        ),
    ),
    Code(
        code="LS834",
        name="stratml-structure",
        severity="warning",
        headline=Words("StratML 文件第 {line} 行：{fault}", "the file departs from StratML's structure"),
        finds=Words(
            "标准里没有的元素、次序或个数不对的元素、缺少的必备元素、格式不对的日期和数字、重复的标识。",
            "Unknown elements, wrong order or number, missing elements, malformed dates and numbers, equal identifiers.",
        ),
        matters=Words(
            "别的程序可能拒收；读懂的部分照常读入。",
            "Other programs may refuse the file; what is understood is read.",
        ),
        limits=Words(
            "只查元素、次序、个数、取值；不代替完整的 XML Schema 校验。",
            "Elements, order, number and values; no full XML Schema validation.",
        ),
        source=_STRATML,
    ),
)
