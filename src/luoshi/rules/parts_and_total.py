"""LS109 parts-and-total: parts that do not add up to their total, in a sentence (其中) or a table (合计)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from luoshi.diagnostics import diagnose
from luoshi.model.commitment import Quantity
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.likeness import base_unit
from luoshi.rules.passages import plain_text, span_of
from luoshi.rules.tables import TOTAL, Cell, rows_of

_PARTS = re.compile(r"其中[:：，,]?")
_STOP = re.compile(r"[。；;\n]")
_COMMA = re.compile("[，,]")
_NOT_ADDITIVE = re.compile("分别|各|均|平均|每|占|比例|最高|最低|最大|以上|不含|另有|另外")
_NO_SUM = re.compile("%|百分点|倍|比|成|次|年|月|日|天|小时|分钟|度|℃|分|米/|/")
_REST = re.compile(r"(?:其余|剩余|余下)[^，,。；;]{0,4}$")
_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
_NONE = re.compile(r"[—\-–/]*|不安排|无")
_SHORT = 12
# No sentence lists more parts than that.
_LISTED = 16


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Sentences and tables; in an excerpt a total may be larger than what is shown."""
    for reading in plan.readings:
        text = plain_text(reading)
        yield from _in_sentences(reading, text)
        if "\t" in text:
            yield from _in_tables(reading, text)


def _in_sentences(reading: Reading, text: str) -> Iterator[Diagnostic]:
    quantities = sorted(reading.quantities, key=lambda each: each.span.start)
    at = 0
    for match in _PARTS.finditer(text):
        while at < len(quantities) and quantities[at].span.start < match.start():
            at += 1
        stop = _STOP.search(text, match.end())
        end = stop.start() if stop else len(text)
        following = _parts(text, quantities[at : at + _LISTED], match.end(), end)
        if not following:
            continue
        unit = base_unit(following[0].unit)[1]
        total = _total(text, quantities[max(0, at - 4) : at], match.start(), unit)
        if total is None or _NO_SUM.search(unit):
            continue
        whole, parts = _amount(total), [part for part in following if base_unit(part.unit)[1] == unit]
        summed = sum(map(_amount, parts), Decimal(0))
        rest = _REST.search(text[max(0, parts[-1].span.start - 8) : parts[-1].span.start])
        if summed > whole or (rest and summed != whole):
            labels = tuple(Label(span=part.span, message="部分") for part in parts)
            yield diagnose(
                "LS109", total.span, labels=labels, total=_said(whole, unit), summed=_said(summed, unit)
            )


def _parts(text: str, following: Sequence[Quantity], start: int, end: int) -> list[Quantity]:
    """Figures behind 其中: those of its clause, then those of short clauses that go on enumerating."""
    parts: list[Quantity] = []
    clause = start
    while clause < end:
        comma = _COMMA.search(text, clause, end)
        stop = comma.start() if comma else end
        if _NOT_ADDITIVE.search(text, clause, stop) or (clause > start and stop - clause > _SHORT):
            break
        here = [each for each in following if clause <= each.span.start < stop]
        if not here or any(each.value is None or each.bound != "=" for each in here):
            break
        parts += here
        clause = stop + 1
    return parts


def _total(text: str, before: Sequence[Quantity], end: int, unit: str) -> Quantity | None:
    """The last figure before 其中 in its sentence, if it is of the kind of the parts."""
    for quantity in reversed(before):
        between = text[quantity.span.end : end]
        if len(between) > 40 or "。" in between or quantity.value is None:
            return None
        if base_unit(quantity.unit)[1] == unit:
            # 420个…60个，其中: which of the two is the total?
            rivals = [each for each in before if each is not quantity and base_unit(each.unit)[1] == unit]
            near = [each for each in rivals if "。" not in text[each.span.end : end]]
            return quantity if not near and quantity.bound in ("=", "<=", ">=") else None
    return None


def _amount(quantity: Quantity) -> Decimal:
    return (quantity.value or Decimal(0)) * base_unit(quantity.unit)[0]


def _said(amount: Decimal, unit: str) -> str:
    return f"{amount.normalize():f}{unit}"


def _in_tables(reading: Reading, text: str) -> Iterator[Diagnostic]:
    excerpt = "节选" in text or "节录" in text
    rows: list[list[Cell]] = []
    subtotals = False
    for cells in rows_of(text):
        if not TOTAL.fullmatch(cells[0].text):
            rows.append(cells)
            continue
        subtotals = subtotals or cells[0].text.startswith("小")
        if cells[0].text.startswith("小") or not subtotals:
            columns = _columns(rows)
            totals = [cell for cell in cells[1:] if _NUMBER.fullmatch(cell.text)]
            for cell, column in zip(totals, columns, strict=False) if len(totals) == len(columns) else ():
                total = _value(cell.text)
                if total is not None and total != column and not (excerpt and total > column):
                    span = span_of(reading, cell.start, cell.start + len(cell.text))
                    yield diagnose("LS109", span, total=f"{total:f}", summed=f"{column:f}")
        rows = []


def _columns(rows: Sequence[Sequence[Cell]]) -> list[Decimal]:
    """The sums of the columns that hold numbers alone, the serial number left out."""
    if len(rows) < 2:
        return []
    width = max(map(len, rows))
    sums: list[Decimal] = []
    for j in range(1, width):
        cells = [row[j].text if j < len(row) else "" for row in rows]
        values = [_value(cell) for cell in cells]
        if all(value is not None for value in values) and any(map(str.strip, cells)):
            if any(_NUMBER.fullmatch(cell) for cell in cells):
                sums.append(sum((value for value in values if value is not None), Decimal(0)))
    return sums


def _value(cell: str) -> Decimal | None:
    if _NUMBER.fullmatch(cell):
        return Decimal(cell.replace(",", "").replace("，", ""))
    return Decimal(0) if _NONE.fullmatch(cell) else None
