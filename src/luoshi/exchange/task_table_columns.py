"""The sheets and columns of the task table, what a cell of a task or figure shows, and how columns are known again.

`task_table` writes these columns; `task_table_reader` finds them in whatever order and under whatever name they
come back, and compares each cell with what would be shown today.
"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from luoshi.diagnostics import Lang, Words
from luoshi.exchange.plan_words import (
    BOUNDS,
    KLASSES,
    MODALITIES,
    QUANTITY_KINDS,
    ROLES,
    TRUTHS,
    UNNAMED,
    deadline_words,
    quantity_words,
)
from luoshi.exchange.task_rows import FigureRow, TaskRow, file_of
from luoshi.model.commitment import Owner, Role
from luoshi.model.review import Standing, Verdict

SheetKind = Literal["tasks", "targets", "terms", "systems", "units", "findings"]

SHEETS: Mapping[SheetKind, Words] = {
    "tasks": Words("任务", "Tasks"),
    "targets": Words("目标", "Targets"),
    "terms": Words("提法", "Terms"),
    "systems": Words("体系", "Systems"),
    "units": Words("单位", "Units"),
    "findings": Words("诊断", "Findings"),
}
# The sheet that no one sees: what each editable cell showed when the table was written.
SHOWN_SHEET = "luoshi"
FORMAT_VERSION = "1"

VERDICTS: Mapping[Verdict | Literal["none"], Words] = {
    "none": Words("待核", "open"),
    "accept": Words("采纳", "accept"),
    "reject": Words("否决", "reject"),
    "change": Words("更正", "change"),
}


class Column(NamedTuple):
    """A column: its name in the program, its heading, its width in characters, whether people may edit it.

    ``others`` are names under which other people's tables have it.
    """

    key: str
    head: Words
    width: float
    editable: bool = False
    others: tuple[str, ...] = ()


# Up to the file the columns are printed; what follows serves review and the way back.
TASK_COLUMNS: tuple[Column, ...] = (
    Column("number", Words("序号", "No."), 5, others=("编号序号", "项次")),
    Column("task", Words("任务/事项", "Task"), 30, True, ("任务", "事项", "工作任务", "任务名称", "主要任务", "任务内容", "工作内容", "重点任务", "事项名称")),
    Column("target", Words("目标值", "Target"), 16, others=("目标", "工作目标", "量化指标", "指标")),
    Column("lead", Words("牵头单位", "Lead unit"), 12, True, ("牵头部门", "牵头责任单位", "主办单位", "主责单位", "牵头")),
    Column("responsible", Words("责任单位", "Responsible unit"), 12, True, ("责任部门", "承办单位", "责任主体", "实施单位", "落实单位")),
    Column("cooperate", Words("配合单位", "Co-operating unit"), 12, True, ("配合部门", "协办单位", "协同单位", "参与单位", "参加单位")),
    Column("oversight", Words("督导/验收", "Supervision, acceptance"), 10, True, ("督导单位", "督办单位", "监督单位", "指导单位", "验收单位")),
    Column("printed", Words("完成时限（原文）", "Deadline as printed"), 9, others=("时限原文",)),
    Column("deadline", Words("完成时限", "Deadline"), 9, True, ("完成时间", "时限", "完成期限", "办结时限", "时间节点", "完成时限（规范）")),
    Column("modality", Words("力度", "Strength"), 6, True),
    Column("section", Words("章节路径", "Section"), 16, others=("章节",)),
    Column("quote", Words("原文", "Source text"), 34, others=("原文内容", "文件原文")),
    Column("place", Words("位置", "Place"), 8),
    Column("document", Words("文件", "File"), 10, others=("来源", "来源文件", "文件名称")),
    Column("klass", Words("类别", "Class"), 6, True),
    Column("conditional", Words("有条件", "Conditional"), 7, True),
    Column("status", Words("状态", "Status"), 7, True, ("审核结论", "复核结论")),
    Column("remark", Words("备注", "Remarks"), 20, True, ("审核意见", "复核意见", "理由")),
    Column("id", Words("编号", "Id"), 16, others=("任务编号", "ID")),
)  # fmt: skip
TARGET_COLUMNS: tuple[Column, ...] = (
    Column("number", Words("序号", "No."), 5),
    Column("indicator", Words("指标", "Indicator"), 24, True, ("指标名称",)),
    Column("bound", Words("要求", "Requirement"), 8, True),
    Column("value", Words("数值", "Value"), 10, True, ("目标值",)),
    Column("low", Words("下限", "Lower end"), 8, True),
    Column("high", Words("上限", "Upper end"), 8, True),
    Column("unit", Words("计量单位", "Unit"), 8, True, ("单位",)),
    Column("base", Words("对照", "Base"), 10, True, ("基期",)),
    Column("period", Words("期间", "Period"), 9, True, ("年度", "完成时限")),
    Column("comparison", Words("比较用语", "Comparison"), 8),
    Column("task", Words("所属任务", "Task"), 26),
    Column("owners", Words("责任单位", "Responsible unit"), 16),
    Column("section", Words("章节路径", "Section"), 16),
    Column("quote", Words("原文", "Source text"), 30),
    Column("place", Words("位置", "Place"), 8),
    Column("document", Words("文件", "File"), 10),
    Column("kind", Words("指标类别", "Kind"), 8, True, ("类别",)),
    Column("status", Words("状态", "Status"), 7, True, ("审核结论", "复核结论")),
    Column("remark", Words("备注", "Remarks"), 20, True, ("审核意见", "复核意见", "理由")),
    Column("id", Words("编号", "Id"), 16, others=("指标编号", "ID")),
)
TERM_COLUMNS: tuple[Column, ...] = (
    Column("number", Words("序号", "No."), 5),
    Column("term", Words("提法", "Term"), 24),
    Column("members", Words("列举", "Members"), 60),
    Column("count", Words("项数", "Count"), 6),
    Column("closes", Words("数目相符", "Closes"), 9),
    Column("place", Words("位置", "Place"), 10),
    Column("document", Words("文件", "File"), 16),
)
SYSTEM_COLUMNS: tuple[Column, ...] = (
    Column("number", Words("序号", "No."), 5),
    Column("system", Words("体系", "System"), 32),
    Column("kind", Words("类型", "Kind"), 10),
    Column("parameters", Words("参数", "Parameters"), 60),
    Column("place", Words("位置", "Place"), 10),
    Column("document", Words("文件", "File"), 16),
)
UNIT_COLUMNS: tuple[Column, ...] = (
    Column("number", Words("序号", "No."), 5),
    Column("unit", Words("单位", "Unit"), 30),
    Column("aliases", Words("其他名称", "Other names"), 34),
    *(Column(role, words, 8) for role, words in ROLES.items()),
    Column("total", Words("合计", "Total"), 8),
    Column("dated", Words("其中有时限", "With deadline"), 10),
)
FINDING_COLUMNS: tuple[Column, ...] = (
    Column("number", Words("序号", "No."), 5),
    Column("severity", Words("级别", "Severity"), 7),
    Column("code", Words("代码", "Code"), 8),
    Column("message", Words("内容", "Finding"), 40),
    Column("quote", Words("原文", "Source text"), 36),
    Column("notes", Words("说明", "Notes"), 26),
    Column("help", Words("建议", "Help"), 26),
    Column("place", Words("位置", "Place"), 10),
    Column("document", Words("文件", "File"), 16),
)
COLUMNS: Mapping[SheetKind, tuple[Column, ...]] = {
    "tasks": TASK_COLUMNS,
    "targets": TARGET_COLUMNS,
    "terms": TERM_COLUMNS,
    "systems": SYSTEM_COLUMNS,
    "units": UNIT_COLUMNS,
    "findings": FINDING_COLUMNS,
}

OVERSIGHT: tuple[Role, ...] = ("guide", "supervise", "accept")
Shown = str | Decimal | int

# A cell that begins so is taken for a formula by one program or another, also where only the text survives (CSV).
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# What XML cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GUARD = "'"
_LONGEST_CELL = 32_000


def cell_text(text: str) -> str:
    """Text as a cell can hold it; what does not fit is marked as cut."""
    clean = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if len(clean) <= _LONGEST_CELL else clean[: _LONGEST_CELL - 1] + "…"


def is_formula_like(text: str) -> bool:
    """Whether a program may take the text for a formula."""
    return bool(_FORMULA.match(text))


def guarded(text: str) -> str:
    """The text with an apostrophe before it where it looks like a formula.

    >>> guarded("=1+1"), guarded("市水务局"), unguarded(guarded("@甲"))
    ("'=1+1", '市水务局', '@甲')
    """
    return _GUARD + text if is_formula_like(text) else text


def unguarded(text: str) -> str:
    """The text without the apostrophe of `guarded`."""
    return text[1:] if text.startswith(_GUARD) and is_formula_like(text[1:]) else text


def plain_head(text: str) -> str:
    """A heading as it is compared: width, case, spaces and marks folded.

    >>> plain_head(" 完成时限\\n(原文) ")
    '完成时限原文'
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def column_named(head: str, kind: SheetKind) -> Column | None:
    """The column that a heading names."""
    plain = plain_head(head)
    if not plain:
        return None
    for column in COLUMNS[kind]:
        if plain in (plain_head(column.head.zh), plain_head(column.head.en)):
            return column
    for column in COLUMNS[kind]:
        if plain in map(plain_head, column.others):
            return column
    return None


def task_cells(row: TaskRow, lang: Lang, standing: Standing | None) -> dict[str, Shown]:
    """What the row of a commitment shows, by column; the number is the writer's."""
    commitment = row.commitment
    by_role: dict[str, str] = {}
    for role in ("lead", "responsible", "cooperate"):
        by_role[role] = "、".join(owner.name for owner in commitment.owners if owner.role == role)
    if not commitment.owners:
        by_role["responsible"] = UNNAMED.in_language(lang)
    return {
        "task": cell_text(row.task),
        "target": cell_text("；".join(quantity_words(each, lang) for each in row.figures)),
        **{role: cell_text(names) for role, names in by_role.items()},
        "oversight": cell_text(_oversight(commitment.owners, lang)),
        "printed": cell_text(row.printed),
        "deadline": deadline_words(commitment.deadline, lang),
        "modality": MODALITIES[commitment.modality].in_language(lang),
        "section": cell_text(" › ".join(row.path)),
        "quote": cell_text(row.quote),
        "place": row.place,
        "document": cell_text(file_of(row.reading)),
        "klass": KLASSES[row.klass].in_language(lang),
        "conditional": TRUTHS["true" if commitment.conditional else "false"].in_language(lang),
        **_standing_cells(standing, lang),
        "id": commitment.id,
    }


def target_cells(row: FigureRow, lang: Lang, standing: Standing | None) -> dict[str, Shown]:
    """What the row of a quantity shows, by column."""
    quantity = row.quantity
    return {
        "indicator": cell_text(quantity.indicator or ""),
        "bound": BOUNDS[quantity.bound].in_language(lang),
        "value": "" if quantity.value is None else quantity.value,
        "low": "" if quantity.low is None else quantity.low,
        "high": "" if quantity.high is None else quantity.high,
        "unit": cell_text(quantity.unit),
        "base": cell_text(quantity.base or ""),
        "period": cell_text(quantity.period or ""),
        "comparison": cell_text(quantity.comparison or ""),
        "task": cell_text(row.task.action + row.task.object) if row.task else "",
        "owners": cell_text(owner_words(row.task.owners, lang)) if row.task else "",
        "section": cell_text(" › ".join(row.path)),
        "quote": cell_text(row.quote),
        "place": row.place,
        "document": cell_text(file_of(row.reading)),
        "kind": QUANTITY_KINDS[quantity.kind].in_language(lang),
        **_standing_cells(standing, lang),
        "id": quantity.id,
    }


def owner_words(owners: tuple[Owner, ...], lang: Lang) -> str:
    """Units with their parts on one line."""
    if not owners:
        return UNNAMED.in_language(lang)
    return "、".join(f"{owner.name}（{ROLES[owner.role].in_language(lang)}）" for owner in owners)


def shown_text(shown: Shown) -> str:
    """A cell's value as text, the way in which two values are compared."""
    return format(shown, "f") if isinstance(shown, Decimal) else str(shown).strip()


def _oversight(owners: tuple[Owner, ...], lang: Lang) -> str:
    listed = tuple(owner for owner in owners if owner.role in OVERSIGHT)
    return owner_words(listed, lang) if listed else ""


def _standing_cells(standing: Standing | None, lang: Lang) -> dict[str, Shown]:
    verdict = standing.review.verdict if standing else "none"
    return {
        "status": VERDICTS[verdict].in_language(lang),
        "remark": cell_text(standing.review.reason) if standing else "",
    }
