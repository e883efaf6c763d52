"""LS013 missing-attachment: a reference to an attachment that the document does not list."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.language.numerals import parse_number
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.passages import plain_text, span_of

_LIST = re.compile(r"^[ \u3000]*附件[:：]\s*(?=\d{1,2}[.．、]|[^\n]{2})", re.MULTILINE)
_ENTRY = re.compile(r"(?:附件[:：]\s*|^[ \u3000]*)(\d{1,2})[.．、](?!\d)[^\n]+", re.MULTILINE)
_OWN = re.compile(
    r"^[ \u3000]*附件[ \u3000]*(\d{1,2}|[一二三四五六七八九十]{1,2})[ \u3000]*(?:[:：]|$)", re.MULTILINE
)
_REFERENCE = re.compile(
    r"(?:见|按照?|依据|根据|填写|填报|参照)(?:本\w{2}的?)?附件[ ]?(\d{1,2}|[一二三四五六七八九十]{1,2})(?!\d)"
)
_ENTRY_LINES = 12


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Only documents that number their attachments are looked at."""
    for reading in plan.readings:
        yield from _in_document(reading)


def _in_document(reading: Reading) -> Iterator[Diagnostic]:
    text = plain_text(reading)
    if "附件" not in text:
        return
    listed = {_number(match[1]) for match in _OWN.finditer(text)}
    for head in _LIST.finditer(text):
        at = head.start()
        for _ in range(_ENTRY_LINES):
            entry = _ENTRY.match(text, at)
            end = text.find("\n", at)
            if entry is None or end < 0:
                break
            listed.add(_number(entry[1]))
            at = end + 1
    if not listed:
        return
    for match in _REFERENCE.finditer(text):
        number = _number(match[1])
        if number not in listed:
            span = span_of(reading, match.start(1) - 2, match.end(1))
            yield diagnose("LS013", span, number=number, listed="、".join(map(str, sorted(listed))))


def _number(printed: str) -> int:
    return int(parse_number(printed) or 0)
