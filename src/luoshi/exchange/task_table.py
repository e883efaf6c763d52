"""Plan → XLSX 任务分解表: tasks, targets, terms, systems, units and findings, to be handed on as it is.

`write_task_table` is called by the command line. The bytes depend on its arguments alone. No text of a document
can become a formula: cells that begin with = + - @ are written as text, with an apostrophe before them, in a
format that marks them as text. A sheet that no one sees keeps what the editable cells showed, so that
`task_table_reader` tells an edit from a reading that has changed since.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from luoshi.diagnostics import Lang, Words
from luoshi.diagnostics.width import cell_width
from luoshi.exchange.plan_words import BOUNDS, KLASSES, MODALITIES, QUANTITY_KINDS, TRUTHS
from luoshi.exchange.task_rows import figure_rows, task_rows, title_of
from luoshi.exchange.task_table_columns import (
    COLUMNS,
    FORMAT_VERSION,
    SHEETS,
    SHOWN_SHEET,
    VERDICTS,
    Column,
    SheetKind,
    Shown,
    cell_text,
    guarded,
    is_formula_like,
    shown_text,
    target_cells,
    task_cells,
)
from luoshi.exchange.task_table_overviews import finding_cells, system_cells, term_cells, unit_cells
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.review import Standing

Row = dict[str, Shown]

_TITLE = Words("任务分解表", "Table of tasks")
_LEGENDS: Mapping[SheetKind, Words] = {
    "tasks": Words(
        "{source}；共 {count} 项。斜体的单位由上下文推出，原句没有写明；“（未指明）”“（未定）”表示原文没有写。",
        "{source}; {count} rows. Units in italics follow from the context; ‘(not named)’ and ‘(none)’: not in the text.",
    ),
    "targets": Words("{source}；共 {count} 项量化目标。", "{source}; {count} targets."),
    "terms": Words("{source}；共 {count} 条提法。", "{source}; {count} terms."),
    "systems": Words("{source}；共 {count} 个体系。", "{source}; {count} systems."),
    "units": Words(
        "{source}；共 {count} 个单位，数字为任务项数。", "{source}; {count} units with numbers of tasks."
    ),
    "findings": Words("{source}；共 {count} 条诊断。", "{source}; {count} findings."),
}
_HINTS: Mapping[str, Words] = {
    "status": Words(
        "选“采纳”或“否决”；改了别的格，读回时就是“更正”。",
        "Choose accept or reject; an edit elsewhere in the row is a change.",
    ),
    "deadline": Words(
        "写作 2026年、2026年6月、2026年6月30日、每月、立即、长期、30天内；没有就写（未定）。",
        "Write 2026, 2026-06, 2026-06-30, monthly, immediate, ongoing, P30D or (none).",
    ),
}
_CHOICES: Mapping[str, tuple[Words, ...]] = {
    "modality": tuple(MODALITIES.values()),
    "klass": tuple(KLASSES.values()),
    "conditional": tuple(TRUTHS.values()),
    "bound": tuple(BOUNDS.values()),
    "kind": tuple(QUANTITY_KINDS.values()),
    "status": tuple(VERDICTS.values()),
}
_OWNER_COLUMNS = ("lead", "responsible", "cooperate", "oversight")
_CENTRED = {"number", "modality", "klass", "conditional", "status", "closes", "severity", "code"}
_HEAD_ROW = 2
# Excel keeps 15 digits of a number; a longer one stays text.
_LONGEST_NUMBER = 15
_A4 = 9
# In points; the margins of a cell in characters.
_LINE, _HIGHEST, _MARGIN = 13.5, 400, 1.5


class _Formats:
    """The formats of cells, made as they are needed."""

    def __init__(self, book: Workbook, lang: Lang) -> None:
        self.book = book
        self.font = "宋体" if lang == "zh" else "Arial"
        self.made: dict[tuple[str, ...], Format] = {}

    def of(self, *traits: str) -> Format:
        if traits not in self.made:
            style: dict[str, object] = {
                "font_name": self.font, "font_size": 10, "text_wrap": True, "valign": "vcenter", "border": 1,
                "border_color": "#7F7F7F",
            }  # fmt: skip
            for trait in traits:
                style.update(_TRAITS.get(trait) or {"num_format": trait})
            self.made[traits] = self.book.add_format(style)
        return self.made[traits]


_TRAITS: Mapping[str, Mapping[str, object]] = {
    "title": {"font_name": "黑体", "font_size": 16, "align": "center", "border": 0},
    "legend": {"font_size": 9, "border": 0, "font_color": "#404040"},
    "head": {"font_name": "黑体", "align": "center", "bg_color": "#E7ECF3"},
    "text": {"num_format": "@"},
    "guarded": {"num_format": "@", "quote_prefix": True},
    "centred": {"align": "center"},
    "editable": {"bg_color": "#FFFDF2"},
    "inherited": {"italic": True},
}


def write_task_table(
    plan: Plan,
    diagnostics: Iterable[Diagnostic],
    *,
    created: date,
    lang: Lang = "zh",
    standings: Iterable[Standing] = (),
) -> bytes:
    """The workbook; ``created`` is the date that its properties bear, ``standings`` the reviews that now hold."""
    held = {standing.subject: standing for standing in standings}
    tasks, figures = task_rows(plan, lang), figure_rows(plan, lang)
    inherited: set[str] = {
        row.commitment.id for row in tasks if row.commitment.inherit_rule and row.commitment.owners
    }
    sheets: Mapping[SheetKind, list[Row]] = {
        "tasks": [task_cells(row, lang, held.get(row.commitment.id)) for row in tasks],
        "targets": [target_cells(row, lang, held.get(row.quantity.id)) for row in figures],
        "terms": term_cells(plan, lang),
        "systems": system_cells(plan, lang),
        "units": unit_cells(plan),
        "findings": finding_cells(plan, diagnostics, lang),
    }
    buffer = BytesIO()
    book = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    source = _source(plan, lang)
    title = f"{source}{_TITLE.zh}" if lang == "zh" else f"{_TITLE.en}: {source}"
    book.set_properties({"title": title, "created": datetime.combine(created, time())})
    formats = _Formats(book, lang)
    for kind, rows in sheets.items():
        sheet = book.add_worksheet(SHEETS[kind].in_language(lang))
        head = title if kind == "tasks" else f"{SHEETS[kind].in_language(lang)} · {title}"
        legend = _LEGENDS[kind].in_language(lang).replace("{count}", str(len(rows)))
        _write_heads(sheet, kind, head, legend.replace("{source}", source), lang, formats)
        _write_rows(sheet, kind, rows, formats, inherited)
        _set_up_sheet(sheet, kind, len(rows), lang)
    _write_shown(book.add_worksheet(SHOWN_SHEET), sheets)
    book.close()
    return buffer.getvalue()


def _write_heads(
    sheet: Worksheet, kind: SheetKind, title: str, legend: str, lang: Lang, formats: _Formats
) -> None:
    columns = COLUMNS[kind]
    for row, (words, trait, height) in enumerate(((title, "title", 30), (legend, "legend", 26))):
        sheet.merge_range(row, 0, row, _last_printed(kind), "", formats.of(trait))
        sheet.write_string(row, 0, guarded(cell_text(words)), formats.of(trait))
        sheet.set_row(row, height)
    sheet.set_row(_HEAD_ROW, 30)
    for i, column in enumerate(columns):
        sheet.set_column(i, i, column.width)
        sheet.write_string(_HEAD_ROW, i, column.head.in_language(lang), formats.of("head"))


def _write_rows(
    sheet: Worksheet, kind: SheetKind, rows: Sequence[Row], formats: _Formats, inherited: set[str]
) -> None:
    columns = COLUMNS[kind]
    for number, row in enumerate(rows, 1):
        sheet.set_row(_HEAD_ROW + number, _height(row, columns))
        italic = row.get("id") in inherited
        for i, column in enumerate(columns):
            shown = number if column.key == "number" else row[column.key]
            traits = ["editable"] if column.editable else []
            traits += ["centred"] if column.key in _CENTRED else []
            traits += ["inherited"] if italic and column.key in _OWNER_COLUMNS else []
            _write_cell(sheet, _HEAD_ROW + number, i, shown, traits, formats)


def _set_up_sheet(sheet: Worksheet, kind: SheetKind, count: int, lang: Lang) -> None:
    columns = COLUMNS[kind]
    last = _HEAD_ROW + max(count, 1)
    sheet.autofilter(_HEAD_ROW, 0, last, len(columns) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    for i, column in enumerate(columns):
        _help_editor(sheet, column, i, last, lang)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(columns) - 1)}{last + 1}"})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.print_area(0, 0, last, _last_printed(kind))
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页&R&A" if lang == "zh" else "&CPage &P of &N&R&A")


def _last_printed(kind: SheetKind) -> int:
    """What stands behind the file serves review and the way back, and is not printed."""
    keys = [column.key for column in COLUMNS[kind]]
    return keys.index("document") if "document" in keys else len(keys) - 1


def _height(row: Row, columns: Sequence[Column]) -> float:
    """The height that the longest cell needs: not every program finds it out when it opens the file."""
    lines = 1
    for column in columns:
        text = row.get(column.key)
        if isinstance(text, str) and text:
            room = max(column.width - _MARGIN, 2)
            lines = max(lines, sum(ceil(cell_width(part) / room) for part in text.split("\n")))
    return min(lines * _LINE + 4, _HIGHEST)


def _write_cell(
    sheet: Worksheet, row: int, column: int, shown: Shown, traits: list[str], formats: _Formats
) -> None:
    if isinstance(shown, str):
        trait = "guarded" if is_formula_like(shown) else "text"
        if shown:
            sheet.write_string(row, column, guarded(shown), formats.of(trait, *traits))
        else:
            sheet.write_blank(row, column, None, formats.of(trait, *traits))
        return
    digits = shown_text(shown)
    decimals = len(digits.partition(".")[2])
    if len(digits.replace(".", "").replace("-", "").lstrip("0")) > _LONGEST_NUMBER:
        sheet.write_string(row, column, guarded(digits), formats.of("guarded", *traits))
    else:
        pattern = "0." + "0" * decimals if decimals else "0"
        sheet.write_number(row, column, float(shown), formats.of(pattern, *traits))


def _help_editor(sheet: Worksheet, column: Column, i: int, last: int, lang: Lang) -> None:
    """A list to choose from, or a hint, for the cells of a column."""
    options: dict[str, object] = {}
    if column.editable and column.key in _CHOICES:
        words = [each.in_language(lang) for each in _CHOICES[column.key]]
        options = {"validate": "list", "source": words, "error_type": "warning"}
    elif column.key in _HINTS:
        options = {"validate": "any"}
    if not options:
        return
    if column.key in _HINTS:
        options |= {
            "input_title": column.head.in_language(lang),
            "input_message": _HINTS[column.key].in_language(lang),
        }
    sheet.data_validation(_HEAD_ROW + 1, i, last, i, options)


def _write_shown(sheet: Worksheet, sheets: Mapping[SheetKind, list[Row]]) -> None:
    """What the editable cells show, one row of JSON for each task and figure."""
    sheet.write_string(0, 0, SHOWN_SHEET)
    sheet.write_string(0, 1, FORMAT_VERSION)
    line = 1
    for kind in ("tasks", "targets"):
        editable = [column.key for column in COLUMNS[kind] if column.editable]
        for row in sheets[kind]:
            shown = {key: shown_text(row[key]) for key in editable}
            sheet.write_string(line, 0, str(row["id"]))
            sheet.write_string(line, 1, json.dumps(shown, ensure_ascii=False, separators=(",", ":")))
            line += 1
    sheet.very_hidden()


def _source(plan: Plan, lang: Lang) -> str:
    """The documents that the table comes from."""
    titles = [title_of(reading) for reading in plan.readings]
    if len(titles) < 2:
        return "".join(titles)
    first, more = titles[0], len(titles) - 1
    return f"{first}等{len(titles)}份文件" if lang == "zh" else f"{first} and {more} more"
