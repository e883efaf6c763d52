"""Copies: paragraphs that the page prints again, whole or in part, exactly or with the differences of recognition.

`repair` gives the blocks in the order of the page; what leaves are stretches of later blocks paired with the first
occurrence, never across a block border on either side. Clauses are the anchors: a dictionary of them finds the
candidates, and an alignment that runs outwards from the shared clause decides, so that the work stays linear.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Copy(NamedTuple):
    """``copy_start:copy_end`` of block ``copy`` repeats ``first_start:first_end`` of the earlier block ``first``."""

    first: int
    first_start: int
    first_end: int
    copy: int
    copy_start: int
    copy_end: int


_CLAUSE = re.compile(r"[^，。；：？！、“”‘’（）《》…\s]{7,}")
_KEPT = 3  # occurrences of a clause that are remembered
_SHORTEST = 24  # a shorter paragraph is a copy only next to one
_EXCERPT = 40  # a shorter stretch from the middle of a paragraph is a quotation, not a copy
_EDGE = 6
_TERMINAL = "。！？；!?;"
# Lines whose wording is common property: labels, brackets of units, numbered headings without a sentence.
_LABEL = re.compile(r"[\u4e00-\u9fff]{1,8}[：:][^。；]*$|[（(〔][^）)〕]*[）)〕]$")
_PHRASE = re.compile(r"[^，。；：]*$")


def find_copies(texts: Sequence[str], eligible: Sequence[bool]) -> list[Copy]:
    """All copies, by place of the copy; ``eligible`` leaves out furniture and table rows."""
    index: dict[str, list[tuple[int, int]]] = {}
    edges: dict[str, int] = {}
    found: list[Copy] = []
    short: list[Copy] = []
    for b, text in enumerate(texts):
        if not eligible[b]:
            continue
        anchors = [(match[0], match.start()) for match in _CLAUSE.finditer(text)]
        copies = _copies_in(texts, b, anchors, index, short)
        copies += _gaps(texts, b, copies, edges)
        for anchor, at in anchors:
            if not any(copy.copy_start <= at < copy.copy_end for copy in copies):
                known = index.setdefault(anchor, [])
                if len(known) < _KEPT:
                    known.append((b, at))
        found += copies
        edges.setdefault(text[:_EDGE], b)
        edges.setdefault(text[-_EDGE:], b)
    found += _completing(short, found)
    return _with_neighbours(texts, eligible, _resolved(texts, found))


def _copies_in(
    texts: Sequence[str],
    b: int,
    anchors: Sequence[tuple[str, int]],
    index: dict[str, list[tuple[int, int]]],
    short: list[Copy],
) -> list[Copy]:
    """The copies in one block; stretches too short to count by themselves go to ``short``."""
    copies: list[Copy] = []
    covered = 0
    tried: set[tuple[int, int]] = set()
    for anchor, at in anchors:
        if at < covered:
            continue
        for a, first_at in index.get(anchor, ()):
            if (a, at - first_at) in tried:
                continue
            tried.add((a, at - first_at))
            copy = _aligned(texts[a], first_at, texts[b], at, a, b, covered)
            if copy is None:
                continue
            if copy.copy_end - copy.copy_start >= _SHORTEST:
                copies.append(copy)
                covered = copy.copy_end
                break
            short.append(copy)
    return copies


def _aligned(a: str, at_a: int, b: str, at_b: int, first: int, copy: int, covered: int) -> Copy | None:
    """The copy that the clause shared at ``at_a`` and ``at_b`` belongs to, or None."""
    right_a, right_b, faults_right = _extend(a, at_a, b, at_b)
    back_a, back_b, faults_left = _extend(a[:at_a][::-1], 0, b[covered:at_b][::-1], 0)
    left_a, left_b = at_a - back_a, at_b - back_b
    start_a, start_b = left_a == 0, left_b == covered
    end_a, end_b = right_a == len(a), right_b == len(b)
    if not ((start_a or start_b) and (end_a or end_b)):
        return None
    length = right_b - left_b
    # All of one paragraph in the middle of another: a phrase quoted or a heading taken up, unless it is long.
    inside = (start_a and end_a and not (start_b or end_b)) or (start_b and end_b and not (start_a or end_a))
    if inside and (length < _EXCERPT or not (_parted(a, left_a, right_a) and _parted(b, left_b, right_b))):
        return None
    whole = start_a and start_b and end_a and end_b
    if whole and (_LABEL.match(b) or (_PHRASE.match(b) and (a != b or len(b) < _SHORTEST))):
        return None
    if not _is_fault_of_recognition([*faults_left, *faults_right], length):
        return None
    return Copy(first, left_a, right_a, copy, left_b, right_b)


def _gaps(texts: Sequence[str], b: int, copies: Sequence[Copy], edges: dict[str, int]) -> list[Copy]:
    """What a block has before or after its copies where another block of the page ends or begins just so."""
    found = []
    text = texts[b]
    if copies and copies[0].first_start == 0 and copies[0].copy_start >= _EDGE:
        at = copies[0].copy_start
        a = edges.get(text[at - _EDGE : at])
        if a is not None and texts[a].endswith(text[max(0, at - len(texts[a])) : at]):
            length = min(at, len(texts[a]))
            found.append(Copy(a, len(texts[a]) - length, len(texts[a]), b, at - length, at))
    if copies and copies[-1].first_end == len(texts[copies[-1].first]) and copies[-1].copy_end <= len(text) - _EDGE:
        at = copies[-1].copy_end
        a = edges.get(text[at : at + _EDGE])
        if a is not None and texts[a].startswith(text[at : at + len(texts[a])]):
            length = min(len(text) - at, len(texts[a]))
            found.append(Copy(a, 0, length, b, at, at + length))
    return found


def _completing(short: Sequence[Copy], found: Sequence[Copy]) -> list[Copy]:
    """Short stretches that go on where a found copy ends, in the first occurrence or in the copy."""
    ends = {(copy.first, copy.first_end) for copy in found} | {(copy.copy, copy.copy_end) for copy in found}
    starts = {(copy.first, copy.first_start) for copy in found} | {(copy.copy, copy.copy_start) for copy in found}
    taken: dict[int, list[tuple[int, int]]] = {}
    for copy in found:
        taken.setdefault(copy.copy, []).append((copy.copy_start, copy.copy_end))
    added = []
    for copy in short:
        if any(s < copy.copy_end and copy.copy_start < e for s, e in taken.get(copy.copy, ())):
            continue
        after = (copy.first, copy.first_start) in ends or (copy.copy, copy.copy_start) in ends
        before = (copy.first, copy.first_end) in starts or (copy.copy, copy.copy_end) in starts
        if (after and copy.copy_start + copy.first_start > 0) or before:
            added.append(copy)
            taken.setdefault(copy.copy, []).append((copy.copy_start, copy.copy_end))
    return added


def _resolved(texts: Sequence[str], found: Sequence[Copy]) -> list[Copy]:
    """Copies of copies led back to the first occurrence, cut where that one is broken."""
    done: dict[int, list[Copy]] = {}
    for copy in sorted(found, key=lambda copy: (copy.copy, copy.copy_start)):
        parts = []
        at_first, at_copy = copy.first_start, copy.copy_start
        for other in done.get(copy.first, ()):
            if other.copy_end <= at_first or other.copy_start >= copy.first_end:
                continue
            if other.copy_start > at_first:
                middle = _carried(texts, copy, other.copy_start)
                parts.append(Copy(copy.first, at_first, other.copy_start, copy.copy, at_copy, middle))
                at_first, at_copy = other.copy_start, middle
            stop = min(other.copy_end, copy.first_end)
            end = copy.copy_end if stop == copy.first_end else _carried(texts, copy, stop)
            begin = other.first_start if at_first == other.copy_start else _carried_back(texts, other, at_first)
            until = other.first_end if stop == other.copy_end else _carried_back(texts, other, stop)
            parts.append(Copy(other.first, begin, until, copy.copy, at_copy, end))
            at_first, at_copy = stop, end
        if at_first < copy.first_end:
            parts.append(Copy(copy.first, at_first, copy.first_end, copy.copy, at_copy, copy.copy_end))
        done.setdefault(copy.copy, []).extend(part for part in parts if part.copy_end - part.copy_start > 3)
    return [copy for copies in done.values() for copy in copies]


def _carried(texts: Sequence[str], copy: Copy, at: int) -> int:
    """The place in the copy that answers to the place ``at`` of the first occurrence."""
    return _answering(texts[copy.first], at, texts[copy.copy], copy.copy_start + at - copy.first_start, copy.copy_end)


def _carried_back(texts: Sequence[str], copy: Copy, at: int) -> int:
    return _answering(texts[copy.copy], at, texts[copy.first], copy.first_start + at - copy.copy_start, copy.first_end)


def _answering(a: str, at: int, b: str, guess: int, limit: int) -> int:
    for shift in (0, *(sign * k for k in range(1, 13) for sign in (1, -1))):
        k = guess + shift
        if 0 <= k <= limit and a[max(0, at - 4) : at] == b[max(0, k - 4) : k] and a[at : at + 4] == b[k : k + 4]:
            return k
    return max(0, min(guess, limit))


def _parted(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends where sentences do."""
    return (start == 0 or text[start - 1] in _TERMINAL + "”") and (end == len(text) or text[end - 1] in _TERMINAL + "”")


class _Fault(NamedTuple):
    """A difference: what the first occurrence has and what the copy has in its place."""

    before: str
    after: str


_SYNC = 4
_REACH = 8


def _extend(a: str, i: int, b: str, j: int) -> tuple[int, int, list[_Fault]]:
    """Follow two texts from a shared place as long as they agree but for small differences."""
    faults: list[_Fault] = []
    matched = 0
    good = (i, j, 0)
    while i < len(a) and j < len(b):
        run = _common(a, i, b, j)
        if run:
            i, j, matched = i + run, j + run, matched + run
            good = (i, j, len(faults))
            continue
        if len(faults) * 8 > matched + 16:
            break
        step = _resync(a, i, b, j)
        if step is None:
            break
        faults.append(_Fault(a[i : i + step[0]], b[j : j + step[1]]))
        i, j = i + step[0], j + step[1]
        if i >= len(a) or j >= len(b):
            good = (i, j, len(faults))
    # A last character or mark that was misread belongs to the copy as well.
    i, j, kept = good
    if 0 < max(len(a) - i, len(b) - j) <= 2:
        faults = [*faults[:kept], _Fault(a[i:], b[j:])]
        return len(a), len(b), faults
    return i, j, faults[:kept]


def _common(a: str, i: int, b: str, j: int) -> int:
    """Length of the common prefix of ``a[i:]`` and ``b[j:]``, by doubling slices."""
    limit = min(len(a) - i, len(b) - j)
    done, step = 0, 16
    while done < limit:
        step = min(step, limit - done)
        if a[i + done : i + done + step] == b[j + done : j + done + step]:
            done += step
            step *= 2
        elif step == 1:
            break
        else:
            step = max(1, step // 4)
    return done


def _resync(a: str, i: int, b: str, j: int) -> tuple[int, int] | None:
    """The smallest pair of skips after which both texts agree again for some characters."""
    for reach in range(1, _REACH + 1):
        for skip in [(reach, reach), *((k, reach) for k in range(reach)), *((reach, k) for k in range(reach))]:
            next_a = a[i + skip[0] : i + skip[0] + _SYNC]
            if next_a and next_a == b[j + skip[1] : j + skip[1] + _SYNC]:
                # shorter than wanted only where both texts end
                if len(next_a) == _SYNC or (i + skip[0] + len(next_a) == len(a) and j + skip[1] + len(next_a) == len(b)):
                    return skip
    return None


_HAN = re.compile("[\u4e00-\u9fff]")


def _is_fault_of_recognition(faults: Sequence[_Fault], length: int) -> bool:
    """Whether differences are those of recognition: few, single, never the same twice, hardly ever in figures.

    Two items of a list that follow one pattern differ in names and figures instead.
    """
    weight = 0.0
    changed: list[tuple[str, str]] = []
    for fault in faults:
        han = len(_HAN.findall(fault.before)) + len(_HAN.findall(fault.after))
        digits = any(char.isdigit() for char in fault.before + fault.after)
        weight += 3.0 if digits else max(0.3, han * 0.6)
        if han and fault.before and fault.after:
            changed.append((fault.before, fault.after))
        if digits and length < 60:
            return False
    if len(changed) != len(set(changed)):
        return False
    return weight <= 1.0 + 0.05 * length


def _with_neighbours(texts: Sequence[str], eligible: Sequence[bool], found: list[Copy]) -> list[Copy]:
    """Add short and generic paragraphs (headings, labels) that stand beside a copy as they stood beside the first."""
    order = [i for i in range(len(texts)) if eligible[i]]
    place = {block: k for k, block in enumerate(order)}
    copied = {copy.copy for copy in found}
    added: list[Copy] = []
    queue = list(found)
    while queue:
        copy = queue.pop()
        edges = []
        if copy.copy_start == 0 and copy.first_start == 0:
            edges.append(-1)
        if copy.copy_end == len(texts[copy.copy]) and copy.first_end == len(texts[copy.first]):
            edges.append(1)
        for edge in edges:
            k, m = place[copy.first] + edge, place[copy.copy] + edge
            if not (0 <= k < len(order) and 0 <= m < len(order)) or k >= m:
                continue
            first, later = order[k], order[m]
            if later in copied or first in copied or first == copy.copy or not _same(texts[first], texts[later]):
                continue
            copied.add(later)
            new = Copy(first, 0, len(texts[first]), later, 0, len(texts[later]))
            added.append(new)
            queue.append(new)
    return sorted([*found, *added], key=lambda copy: (copy.copy, copy.copy_start))


def _same(a: str, b: str) -> bool:
    """Whether two short paragraphs are one but for a fault."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 4 or min(len(a), len(b)) < 6:
        return False
    end_a, end_b, faults = _extend(a, 0, b, 0)
    return end_a == len(a) and end_b == len(b) and _is_fault_of_recognition(faults, len(a)) and len(faults) <= 2


def overlaps(copies: Sequence[Copy]) -> bool:
    """Whether two copies claim one stretch (they must not)."""
    return any(a.copy == b.copy and a.copy_end > b.copy_start for a, b in pairwise(copies))
