"""Reading text → clauses: split at clause marks, tabs and paragraph ends, but not inside a number.

The reading text has only Chinese marks by now (normalise has seen to it); an ASCII comma that is left stands in
a number.
"""

import re

from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import Clause

# Marks end a clause; quotes and dashes that cling to a clause's edges are no part of it, nor is white space.
_CLAUSE = re.compile(r"(?:[^，；。？！,;?!\n\t]|(?<=\d),(?=\d{3}))+")
_EDGE = " \u3000”’」』"


def split_clauses(flow: Flow) -> tuple[Clause, ...]:
    """All clauses of the reading text in order."""
    text = flow.text
    ends = [paragraph.end for paragraph in flow.paragraphs]
    found: list[Clause] = []
    paragraph = 0
    for match in _CLAUSE.finditer(text):
        start, end = match.span()
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
