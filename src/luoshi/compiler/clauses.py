"""Reading text → clauses: split at clause marks, tabs and paragraph ends, but not inside a number.

The reading text has only Chinese marks by now (normalise has seen to it); an ASCII comma that is left stands in
a number.
"""

import re
from collections.abc import Iterator

from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import Clause

# Marks end a clause; quotes and dashes that cling to a clause's edges are no part of it, nor is white space.
_CLAUSE = re.compile(r"(?:[^，；。？！,;?!\n\t]|(?<=\d),(?=\d{3}))+")
_EDGE = " \u3000”’」』"
# No clause is as long as this; a page without marks is cut here, at a mark or a space of a lower order where there
# is one, so that whatever looks about in its clause costs no more than the clause.
_LONGEST = 800
_LOWER_MARKS = "、： \u3000"


def split_clauses(flow: Flow) -> tuple[Clause, ...]:
    """All clauses of the reading text in order."""
    text = flow.text
    ends = [paragraph.end for paragraph in flow.paragraphs]
    found: list[Clause] = []
    paragraph = 0
    for start, end in _within_reason(text):
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in " \u3000":
            end -= 1
        if start == end:
            continue
        while ends[paragraph] <= start:
            paragraph += 1
        found.append(Clause(start, end, paragraph))
    return tuple(found)


def _within_reason(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between clause marks, none of them longer than `_LONGEST`."""
    for match in _CLAUSE.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST:
            last = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in _LOWER_MARKS)
            cut = last + 1 if last >= 0 else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end
