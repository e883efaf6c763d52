"""Headings → levels: a stack of the styles that are open, relative to what the document uses.

The first style is level 1 and what opens below it is one deeper; a style that is open already closes all that was
opened after it. `sections` calls this.
"""

from collections.abc import Sequence

from luoshi.compiler.headings import Candidate
from luoshi.compiler.lines import RANK

_CLEARING = ("article-title", "attachment")
_CAPTIONS = ("table", "box")
_IN_CAPTIONS = ("zero", "name", "group")


def give_levels(
    candidates: Sequence[Candidate], inside: frozenset[int], *, several: bool = False
) -> list[int]:
    """The level of every candidate; ``inside`` are the lines that belong to a table.

    On a page of ``several`` articles the first title may be lost: its subheads stand below it all the same.
    """
    levels = []
    stack: list[str] = ["article-title"] if several else []
    plains = 0
    for position, candidate in enumerate(candidates):
        key = _key(candidate, inside)
        plains += key == "plain"
        if candidate.style in _CLEARING:
            stack.clear()
            plains = 0
        elif key in stack:
            del stack[stack.index(key) :]
        else:
            if not stack and key in RANK:
                stack.extend(_lost(candidates, position))
            _close(stack, key, nested=_is_nested(candidates, position, plains))
        stack.append(key)
        levels.append(len(stack))
    return levels


def _is_nested(candidates: Sequence[Candidate], position: int, plains: int) -> bool:
    """Whether a number stands below the subhead before it: it begins anew there, or a small one follows at once."""
    here = candidates[position]
    if here.value == 1 and plains > 1:
        return True
    before = candidates[position - 1] if position else None
    at_once = before is not None and before.style == "plain" and here.line == before.line + 1
    return at_once and RANK.get(here.style, 0) > RANK["hanp"]


def _lost(candidates: Sequence[Candidate], position: int) -> list[str]:
    """An excerpt that begins with （三） before 四、 has lost the heading above."""
    first = candidates[position]
    if first.value == 1 or first.style not in ("hanp", "ara", "arap", "section"):
        return []
    rank = RANK[first.style]
    above = {later.style for later in candidates[position + 1 :] if RANK.get(later.style, rank) < rank}
    return sorted(above, key=lambda style: RANK[style])


def _key(candidate: Candidate, inside: frozenset[int]) -> str:
    if candidate.style == "mark":
        return f"mark{candidate.value}"
    if candidate.style in RANK and candidate.line in inside:
        return "in-" + candidate.style
    return candidate.style


def _close(stack: list[str], key: str, *, nested: bool) -> None:
    """Take off the stack what a style that is not open cannot stand under."""
    if key in _CAPTIONS:
        _cut(stack, _CAPTIONS + _IN_CAPTIONS)
        return
    if key.startswith("in-") and stack and stack[-1] == "plain":
        # the numbered groups of a table stand beside its caption
        stack.pop()
    if key in _IN_CAPTIONS or key.startswith("in-"):
        return
    _cut(stack, _IN_CAPTIONS)
    _cut(stack, ("table",))
    if key.startswith("mark"):
        while stack and stack[-1].startswith("mark") and stack[-1] > key:
            stack.pop()
    elif key in RANK:
        if not nested:
            # numbers that go on across subheads do not stand below them
            _cut(stack, ("plain",))
        while stack and RANK.get(stack[-1], 0) > RANK[key]:
            stack.pop()


def _cut(stack: list[str], keys: Sequence[str]) -> None:
    for i, key in enumerate(stack):
        if key in keys:
            del stack[i:]
            return
