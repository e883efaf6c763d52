"""Members of a coined number in the clauses around it: lists before the term, rows of clauses with its word.

`members` calls these after definitions, glossaries and repeated counts have found nothing.
"""

import re

from luoshi.compiler.coined import Coined, Part
from luoshi.compiler.enumeration import (
    NOTHING,
    OPEN_QUOTES,
    REACH,
    Members,
    Stretch,
    closed,
    last_items,
    pieces,
    segments,
    shows,
    split_last,
    split_list,
    without_lead,
    without_summary,
)

_TRAIL = re.compile(
    "(?:等(?:方面|领域|环节|内容)?|[，,—。]|这|即|共|组成的?|构成的?|合称|统称|简称|形成|成|为|的|并称)*+$"
)
_DOING = re.compile(
    "(?:要|应|须|切实|努力|真正|认真)*(?:做到|实现|坚持|落实|推动|推进|确保|突出|聚焦|实行|开展|抓好)"
)


def by_list_before(text: str, start: int, coined: Coined, totals: frozenset[int]) -> Members:
    """重点打造A、B、C“三个区”."""
    end = start
    while end and text[end - 1] in OPEN_QUOTES:
        end -= 1
    if end and text[end - 1] in "、和与及或":
        # The term is one more item of that list.
        return NOTHING
    floor = max(0, end - REACH)
    floor = max(floor, 1 + max(text.rfind(mark, floor, end) for mark in "。！？；;\n"))
    trail = _TRAIL.search(text, floor, end)
    till = trail.start() if trail else end
    for total in sorted(totals):
        members = last_items(text, floor, till, total, coined.parts[-1].noun if coined.parts else "")
        if members:
            return closed(members, coined)
    return NOTHING


def by_clauses_after(text: str, end: int, coined: Coined, totals: frozenset[int]) -> Members:
    """落实“三个一律”，对…一律…，对…一律…，对…一律…: a row of segments with the counted word."""
    if not coined.parts or not totals:
        return NOTHING
    stop = text.find("\n", end, end + REACH)
    row = segments(text, end + 1, stop if stop >= 0 else min(len(text), end + REACH))
    for first in range(min(3, len(row))):
        found = _run(text, row[first:], coined.parts)
        run = _shaped(text, tuple(_without_doing(text, item) for item in found), coined.parts)
        if len(run) in totals and _fit(text, run, coined.parts):
            return closed(run, coined)
        if run:
            break
    return NOTHING


def by_clauses_before(text: str, start: int, coined: Coined, totals: frozenset[int]) -> Members:
    """治污水、保供水、防洪水、活死水，做到“四水同治”: the list stands a few clauses before."""
    if not totals or not coined.parts or any(part.number is None for part in coined.parts):
        return NOTHING
    floor = max(0, start - REACH)
    floor = max(text.rfind("\n", floor, start) + 1, floor)
    row = segments(text, floor, start)
    for skip in range(1, min(5, len(row))):
        found = _run(text, row[: len(row) - skip][::-1], coined.parts)
        run = _shaped(text, without_lead(text, found[::-1]), coined.parts)
        if len(run) in totals and _fit(text, run, coined.parts):
            return closed(run, coined)
        if run:
            break
    if any(len(part.noun) == 1 for part in coined.parts):
        return NOTHING
    # Without the counted word only a list of exactly that length in the clause before will do.
    sentence = max(floor, 1 + max(text.rfind(mark, floor, start) for mark in "。！？"))
    for clause in pieces(text, sentence, start, "，,；;：:")[:-1][-2:][::-1]:
        items = split_list(text, *clause)
        for reading in (items, split_last(text, items)):
            if len(reading) in totals and len(reading) > 2:
                return closed(without_lead(text, without_summary(text, reading)), coined)
    return NOTHING


def _run(text: str, row: list[Stretch], parts: tuple[Part, ...]) -> tuple[Stretch, ...]:
    run: list[Stretch] = []
    for segment in row:
        if not shows(text, segment, parts):
            break
        run.append(segment)
    return tuple(run)


def _shaped(text: str, run: tuple[Stretch, ...], parts: tuple[Part, ...]) -> tuple[Stretch, ...]:
    """The run without what its clause puts before the first item and behind the last one."""
    if len(run) < 3:
        return run
    (first, first_end), *inner, (last, last_end) = run
    lengths = {end - start for start, end in inner}
    if len(lengths) == 1 and len(inner) > 1:
        length = lengths.pop()
        return ((max(first, first_end - length), first_end), *inner, (last, min(last_end, last + length)))
    noun = parts[-1].noun
    if noun and all(text.endswith(noun, start, end) for start, end in run[:-1]):
        return (*run[:-1], (last, text.index(noun, last) + len(noun)))
    return run


def _fit(text: str, run: tuple[Stretch, ...], parts: tuple[Part, ...]) -> bool:
    """Whether a row really counts the parts: each word in its number, short words in items of one make."""
    shown = [sum(part.noun in text[start:end] for start, end in run) for part in parts]
    common = all(number == len(run) for number in shown)
    if not common and any(number < (part.number or 0) for number, part in zip(shown, parts, strict=True)):
        return False
    lengths = [end - start for start, end in run]
    return min(len(part.noun) for part in parts) > 1 or max(lengths) - min(lengths) <= 3


def _without_doing(text: str, item: Stretch) -> Stretch:
    match = _DOING.match(text, *item)
    return (match.end(), item[1]) if match and match.end() < item[1] else item
