"""An edited task table (XLSX) → what was edited, and the reviews that say so.

`read_task_table` is called by the command line and writes nothing: the edits are shown first. A cell counts as
edited where it differs from what it showed when the table was written; where the reading itself has changed since,
the cell is named and not taken. No row that is missing is taken for a rejection, no new row for a task.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from luoshi.compiler.reviewing import review_of
from luoshi.diagnostics import Lang, diagnose
from luoshi.exchange.edited_table import CellEdit, CellFault, EditedTable
from luoshi.exchange.plan_words import code_of
from luoshi.exchange.task_rows import FigureRow, TaskRow, figure_rows, task_rows
from luoshi.exchange.task_table_cells import Sheet, TableCell, TableRow, read_sheets
from luoshi.exchange.task_table_columns import (
    COLUMNS,
    VERDICTS,
    Shown,
    shown_text,
    target_cells,
    task_cells,
)
from luoshi.exchange.task_table_values import Changes, figure_changes, task_changes
from luoshi.exchange.transcript import UnreadableError
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.plan import Plan
from luoshi.model.review import Review, Standing, Verdict

_JUDGING = ("status", "remark")
_NUMBERS = {"value", "low", "high"}
# Columns that only show something: an edit there is named, since it changes nothing.
_SHOWING = ("target", "printed", "quote", "comparison", "task", "owners")
_MOST_IN_NOTE = 20


class _Subject(NamedTuple):
    """A reading that a row may be about, and what its row shows today."""

    row: TaskRow | FigureRow
    shown: dict[str, str]

    @property
    def id(self) -> str:
        return self.row.commitment.id if isinstance(self.row, TaskRow) else self.row.quantity.id


class _Findings(NamedTuple):
    """What has been gathered so far."""

    edits: list[CellEdit]
    reviews: list[Review]
    faults: list[CellFault]
    added: list[str]
    seen: dict[str, str]


def read_task_table(
    data: bytes, plan: Plan, *, name: str, by: str, at: str, standings: Iterable[Standing] = ()
) -> Outcome[EditedTable | None]:
    """Compare the table in ``data`` with ``plan`` (as it stands, reviews applied).

    ``name`` is the file, ``by`` and ``at`` who reviews and when; None where the file is no workbook.
    """
    try:
        read = read_sheets(data)
    except UnreadableError as error:
        details: dict[str, Any] = error.details
        return Outcome(value=None, diagnostics=(diagnose(error.code, path=name, **details),))
    held = {standing.subject: standing for standing in standings}
    found = _Findings([], [], list(read.faults), [], {})
    missing: list[str] = []
    for sheet in read.sheets:
        subjects = _subjects(plan, sheet, held)
        by_quote = _by_quote(subjects)
        for row in sheet.rows:
            subject = (
                None
                if _is_rejected(row, sheet, held, found)
                else _subject_of(row, sheet, subjects, by_quote, found)
            )
            if subject is not None:
                before = read.shown.get(subject.id, subject.shown)
                _read_row(row, sheet, subject, before, found, by=by, at=at, file=name)
        absent = [
            each for each in subjects if each not in found.seen and (not read.shown or each in read.shown)
        ]
        if absent:
            listed = "、".join(absent[:_MOST_IN_NOTE]) + ("…" if len(absent) > _MOST_IN_NOTE else "")
            said = f"表中没有这 {len(absent)} 项，未作处理（删行不等于否决）"
            found.faults.append(CellFault("note", sheet.name, "", listed, said))
            missing += absent
    table = EditedTable(
        edits=tuple(found.edits),
        reviews=tuple(found.reviews),
        faults=tuple(found.faults),
        added=tuple(found.added),
        missing=tuple(missing),
    )
    return Outcome(value=table, diagnostics=tuple(_diagnostic(fault, name) for fault in table.faults))


def _subjects(plan: Plan, sheet: Sheet, held: Mapping[str, Standing]) -> dict[str, _Subject]:
    """The readings that a sheet is about, with what their cells show today in the sheet's language."""
    lang: Lang = sheet.lang
    if sheet.kind == "tasks":
        rows = [
            _Subject(row, _texts(task_cells(row, lang, held.get(row.commitment.id))))
            for row in task_rows(plan, lang)
        ]
    else:
        rows = [
            _Subject(row, _texts(target_cells(row, lang, held.get(row.quantity.id))))
            for row in figure_rows(plan, lang)
        ]
    return {subject.id: subject for subject in rows}


def _texts(cells: Mapping[str, Shown]) -> dict[str, str]:
    return {key: shown_text(value) for key, value in cells.items()}


def _by_quote(subjects: Mapping[str, _Subject]) -> dict[str, _Subject | None]:
    """Readings by their clause; None where several have the same."""
    found: dict[str, _Subject | None] = {}
    for subject in subjects.values():
        quote = subject.shown["quote"]
        found[quote] = None if quote in found else subject
    return found


def _is_rejected(row: TableRow, sheet: Sheet, held: Mapping[str, Standing], found: _Findings) -> bool:
    """Whether the row is about a reading that a review has taken out of the plan, so that nothing is left to edit."""
    cell = row.cells.get("id")
    standing = held.get(cell.text) if cell else None
    if cell is None or standing is None or standing.review.verdict != "reject":
        return False
    status = row.cells.get("status")
    if status is None or code_of(status.text, VERDICTS) != "reject":
        said = "这一项已被否决，这一行没有采用；要恢复请用 luoshi review 采纳它"
        _fault(found, sheet, cell, said, "note")
    return True


def _subject_of(
    row: TableRow,
    sheet: Sheet,
    subjects: Mapping[str, _Subject],
    by_quote: Mapping[str, _Subject | None],
    found: _Findings,
) -> _Subject | None:
    """The reading that a row is about: by its id, else, where the id is missing, by its source text."""
    first = f"A{row.number}"
    cell = row.cells.get("id", TableCell(first, ""))
    quote = row.cells.get("quote", TableCell(first, ""))
    subject = subjects.get(cell.text)
    if subject is None and cell.text:
        said = "计划里没有这个编号；原文可能已经改过，请重新导出任务表"
        found.faults.append(CellFault("error", sheet.name, cell.name, cell.text, said))
        return None
    if subject is None:
        subject = by_quote.get(quote.text) if quote.text else None
        if subject is None:
            twice = quote.text in by_quote
            said = (
                "有几项的原文相同，没有编号无法对应"
                if twice
                else "没有编号，也找不到相同的原文：新增的行不会成为任务"
            )
            words = quote.text or row.cells.get("task", quote).text
            found.faults.append(CellFault("error" if twice else "note", sheet.name, cell.name, words, said))
            found.added.append(f"{sheet.name}!{cell.name}")
            return None
    if subject.id in found.seen:
        said = f"与 {found.seen[subject.id]} 重复，只读第一次出现的行"
        found.faults.append(CellFault("error", sheet.name, cell.name, subject.id, said))
        return None
    found.seen[subject.id] = f"{sheet.name}!{cell.name}"
    return subject


def _read_row(
    row: TableRow,
    sheet: Sheet,
    subject: _Subject,
    before: Mapping[str, str],
    found: _Findings,
    *,
    by: str,
    at: str,
    file: str,
) -> None:
    edited = _edited_cells(row, sheet, subject, before, found)
    changes = _changes(subject, edited)
    for key, expected in changes.faults.items():
        _fault(found, sheet, edited[key], expected)
    verdict = _verdict(edited.get("status"), changes, sheet, found)
    taken = [key for key in edited if key not in changes.faults]
    if verdict is None:
        if "remark" in edited:
            _fault(found, sheet, edited["remark"], "只有备注没有结论：请在“状态”选“采纳”或“否决”，或改正读数")
        return
    if verdict == "reject" and changes.values:
        for key in taken:
            if key not in _JUDGING:
                _fault(found, sheet, edited[key], "这一行已否决，其他改动没有采用", "note")
        changes, taken = Changes({}, {}), [key for key in taken if key in _JUDGING]
    remark = row.cells.get("remark")
    review = review_of(
        subject.row.reading,
        subject.row.commitment if isinstance(subject.row, TaskRow) else subject.row.quantity,
        verdict,
        by=by,
        at=at,
        changes=tuple(changes.values.items()),
        reason=remark.text if remark and not remark.fault else "",
    )
    if verdict == "change" and not review.corrections:
        return  # the same value in other words (2026年6月底 for 2026年6月)
    found.reviews.append(replace(review, place=f"{file} {sheet.name}!{edited[taken[0]].name}"))
    heads = {column.key: column.head.zh for column in COLUMNS[sheet.kind]}
    for key in taken:
        found.edits.append(
            CellEdit(
                sheet=sheet.name,
                cell=edited[key].name,
                subject=subject.id,
                column=heads[key],
                old=before.get(key, subject.shown[key]),
                new=edited[key].text,
                quote=subject.shown["quote"],
            )
        )


def _edited_cells(
    row: TableRow, sheet: Sheet, subject: _Subject, before: Mapping[str, str], found: _Findings
) -> dict[str, TableCell]:
    """The cells that differ from what they showed and may be taken; the others that differ become faults."""
    edited: dict[str, TableCell] = {}
    for column in COLUMNS[sheet.kind]:
        key, cell = column.key, row.cells.get(column.key)
        if cell is None:
            continue
        now = subject.shown.get(key, "")
        old = before.get(key, now)
        if not column.editable:
            if key in _SHOWING and cell.text != now and _is_as_written(subject, before):
                _fault(found, sheet, cell, "这一列不能改，改动没有采用", "note")
        elif cell.fault:
            _fault(found, sheet, cell, cell.fault)
        elif (
            _same(key, cell.text, old)
            or _same(key, cell.text, now)
            or (not _same(key, old, now) and _says_what_stands(subject, key, cell))
        ):
            continue
        elif not _same(key, old, now) and key not in _JUDGING:
            said = f"导出后读数已经变了：当时是“{old}”，现在是“{now}”；请重新导出后再改"
            _fault(found, sheet, cell, said)
        else:
            edited[key] = cell
    return edited


def _says_what_stands(subject: _Subject, key: str, cell: TableCell) -> bool:
    """Whether a cell says in other words what the reading says today: the edit was taken before."""
    changes = _changes(subject, {key: cell})
    row = subject.row
    reviewed = row.commitment if isinstance(row, TaskRow) else row.quantity
    review = review_of(row.reading, reviewed, "change", by="", at="", changes=tuple(changes.values.items()))
    return bool(changes.values) and not changes.faults and not review.corrections


def _is_as_written(subject: _Subject, before: Mapping[str, str]) -> bool:
    """Whether the reading is what it was when the table was written."""
    return all(_same(key, subject.shown.get(key, ""), value) for key, value in before.items())


def _changes(subject: _Subject, edited: Mapping[str, TableCell]) -> Changes:
    if isinstance(subject.row, TaskRow):
        return task_changes(subject.row.commitment, edited)
    return figure_changes(subject.row.quantity, edited)


def _verdict(status: TableCell | None, changes: Changes, sheet: Sheet, found: _Findings) -> Verdict | None:
    """What the row as a whole says: an edit of a field is a change, unless the row is rejected."""
    code = code_of(status.text, VERDICTS) if status else None
    if status and code is None:
        _fault(found, sheet, status, f"只能填 {'、'.join(words.zh for words in VERDICTS.values())}")
    elif status and code == "none":
        _fault(found, sheet, status, "已有的审核结论不能在表中撤回")
    elif status and code == "change" and not changes.values:
        _fault(found, sheet, status, "写了“更正”，但没有改动任何一格", "note")
    if code == "reject":
        return "reject"
    if changes.values:
        return "change"
    return "accept" if code == "accept" else None


def _same(key: str, left: str, right: str) -> bool:
    if left == right:
        return True
    if key in _NUMBERS:
        try:
            return Decimal(left) == Decimal(right)
        except InvalidOperation:
            return False
    return False


def _fault(found: _Findings, sheet: Sheet, cell: TableCell, expected: str, severity: str = "error") -> None:
    found.faults.append(
        CellFault("note" if severity == "note" else "error", sheet.name, cell.name, cell.text, expected)
    )


def _diagnostic(fault: CellFault, path: str) -> Diagnostic:
    code = "LS831" if fault.severity == "error" else "LS832"
    place = "!".join(part for part in (fault.sheet, fault.cell) if part)
    value = fault.value if len(fault.value) <= 40 else fault.value[:40] + "…"
    shown = "".join((place, f"“{value}”" if value else ""))
    return diagnose(code, path=path, cell=shown, expected=fault.expected)
