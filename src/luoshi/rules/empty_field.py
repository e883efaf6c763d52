"""LS306 empty-field: a cell or label for the responsible unit or the deadline that was left empty."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.passages import span_of
from luoshi.rules.tables import TOTAL, headers_of, rows_of

_FIELD = re.compile(
    "(?:责任|牵头|承办|主办|实施|落实)(?:单位|部门|主体|处室)|(?:完成|整改|办结|完成时|推进)?(?:时限|时间|期限)$"
)
_LABEL = re.compile(
    r"^[ \u3000]*((?:责任|牵头|承办)(?:单位|部门)|(?:完成|整改|办结)时限)[：:][ \u3000]*\n(?=[ \u3000]*(?:[^\n：:]{2,8}[：:]|[（(]?[一二三四五六七八九十\d]+[）)、.．]|\n|\Z))",
    re.MULTILINE,
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Tables with tabs whose header names the column, and label lines."""
    for reading in plan.readings:
        text = reading.document.text
        for match in _LABEL.finditer(text):
            yield diagnose(
                "LS306", span_of(reading, *match.span(1)), field=match[1], row=_item(text, match.start())
            )
        if "\t" in text:
            yield from _in_tables(reading)


def _in_tables(reading: Reading) -> Iterator[Diagnostic]:
    text = reading.document.text
    headers = list(headers_of(text))
    places = [at for at, _ in headers]
    for row in rows_of(text):
        header = bisect_right(places, row[0].start) - 1
        if header < 0 or TOTAL.fullmatch(row[0].text) or sum(bool(cell.text) for cell in row) < 3:
            continue
        for j, name in enumerate(headers[header][1]):
            if _FIELD.search(name) and (j >= len(row) or not row[j].text):
                named = next(cell for cell in row[1:] if cell.text)
                first_line = text.find("\n", named.start)
                end = min(named.start + len(named.text), first_line if first_line >= 0 else len(text))
                yield diagnose("LS306", span_of(reading, named.start, end), field=name, row=named.text)


def _item(text: str, at: int) -> str:
    """The last heading-like line above, by which a reader finds the item."""
    for line in reversed(text[max(0, at - 600) : at].splitlines()):
        if re.match(r"[ \u3000]*[（(]?[一二三四五六七八九十\d]+[）)、.．]", line):
            return line.strip()[:20]
    return "此项"
