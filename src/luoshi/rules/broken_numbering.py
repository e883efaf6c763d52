"""LS011 broken-numbering: headings whose numbers skip or repeat."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.language.numerals import parse_number
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.structure import Heading
from luoshi.rules.passages import plain_text

_CN = "[一二三四五六七八九十百]{1,4}"
_NUMBER = re.compile(
    rf"\s*(?:(?P<part>第(?P<a>{_CN})[编章节条])|(?P<b>{_CN})、|[（(](?P<c>{_CN})[）)]|(?P<d>\d{{1,2}})[.．、](?!\d)"
    r"|[（(](?P<e>\d{1,2})[）)])"
)
_EXCERPT = re.compile("节选|节录|摘录|摘编|选登|略")
# The style of a number, as it must be printed to be found again.
_PRINTED = {"a": "第{}", "b": "{}、", "c": "[（(]{}[）)]", "d": "(?<![0-9.]){}[.．、]", "e": "[（(]{}[）)]"}
_DIGITS = "零一二三四五六七八九"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Headings of one style below one heading count on by one; excerpts and broken pages are left alone."""
    for reading in plan.readings:
        if not reading.truncated and not _EXCERPT.search(reading.document.text[:200]):
            yield from _in_document(reading)


def _in_document(reading: Reading) -> Iterator[Diagnostic]:
    text = plain_text(reading)
    last: dict[tuple[int, str], tuple[int, Heading]] = {}
    copies = [pair.copy for pair in reading.duplicates]
    for heading in reading.headings:
        match = _NUMBER.match(text, heading.span.start, heading.span.end)
        in_copy = any(copy.start <= heading.span.start < copy.end for copy in copies)
        if _EXCERPT.search(heading.text):
            return
        if match is None or in_copy:
            continue
        style = next(name for name in "abcde" if match[name])
        number = int(parse_number(match[style]) or 0)
        for key in [key for key in last if key[0] > heading.level]:
            del last[key]
        kind = style + (match["part"] or "")[-1:]
        before = last.get((heading.level, kind))
        if before is not None:
            yield from _compare(reading, text, style, before, (number, heading))
        last[heading.level, kind] = (number, heading)


def _compare(
    reading: Reading, text: str, style: str, before: tuple[int, Heading], here: tuple[int, Heading]
) -> Iterator[Diagnostic]:
    (last, earlier), (number, heading) = before, here
    label = (Label(span=earlier.span, message="上一个标题"),)
    # A second 一 begins a new count below a heading that was not seen.
    if number == last and number > 1:
        yield diagnose("LS011", heading.span, labels=label, fault=f"序号 {number} 重复")
    elif number > last + 1 and number - last < 6:
        missing = list(range(last + 1, number))
        between = text[earlier.span.end : heading.span.start]
        # The number may stand there without having been read as a heading.
        if not any(re.search(_PRINTED[style].format(_as_printed(n, style)), between) for n in missing):
            which = "、".join(str(n) for n in missing)
            yield diagnose(
                "LS011", heading.span, labels=label, fault=f"序号从 {last} 跳到 {number}，缺 {which}"
            )


def _as_printed(number: int, style: str) -> str:
    if style in "de":
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
