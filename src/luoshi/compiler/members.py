"""What a coined number counts: the members, wherever the text enumerates them.

The reading text, the places where a term stands and its coined parts go in; spans of members, the parts with
their own members and whether the count closes come out. `terms` calls `find_members` for every coined number.
Searches run from the plainest to the boldest and look at a bounded stretch of text each: here a definition
(即…, ：…) and a glossary of the parts (“一轴”即…), in `recounts` counts repeated in running text and in
headings, in `neighbours` lists and clauses around the term.
"""

import re
from collections.abc import Mapping, Sequence

from luoshi.compiler.coined import Coined, Part
from luoshi.compiler.enumeration import (
    CLOSE_QUOTES,
    NOTHING,
    OPEN_QUOTES,
    REACH,
    STOP,
    Members,
    PartMembers,
    Stretch,
    assign,
    carries,
    closed,
    counts_itself,
    pieces,
    shows,
    split_last,
    split_list,
    trim,
    value_of,
    without_predicate,
    without_summary,
)
from luoshi.compiler.neighbours import by_clauses_after, by_clauses_before, by_list_before
from luoshi.compiler.recounts import NumberedHeading, by_headings, by_ordinals, by_repeated_counts

# Between the term and its definition: the rest of its noun phrase (发展格局), a bracket, a mark.
_TAIL = (
    f"[{CLOSE_QUOTES}]?(?:（[^（）\n]{{0,24}}）|《[^《》\n]{{0,24}}》)?[^，。；：:;,“”\n、（）()]{{0,14}}?"
)
_IS = (
    "(?<![立随亦旋])即(?![时日可将刻报办到便使])(?:为|是)?|就是(?!要)|也就是|是指|(?:系|主要|具体"
    "|分别)?指(?:的是)?(?![标数导挥定引南示令派])"
    "|(?:主要|具体)?包括|具体(?:是|为)|分别(?:是|为)|分为|涵盖"
)
_DEFINED = re.compile(f"{_TAIL}(?:[，,：:（(—]|——)?\\s*(?:{_IS})[：:]?")
_COLON = re.compile(f"{_TAIL}(?:[：:]|——)")
_BRACKET = re.compile(f"[{CLOSE_QUOTES}]?[^，。；：:;,“”\n、（）()]{{0,8}}?[（(]")
_DO = re.compile(
    f"{_TAIL}[，,](?:切实|认真|真正|努力|着力)?"
    "(?:做到|实现|坚持|突出|抓好|落实|聚焦|围绕|确保|实行|推行|推动)"
)
_MEANT = re.compile(f"[{CLOSE_QUOTES}]?[，,]?(?:{_IS}|为(?![核主重])|是|：|:)[：:]?")
_NEXT_LABEL = re.compile(f"[。；;\n]|[，,](?:所称|而|则)?[{OPEN_QUOTES}]")
_ENTRY_STOP = re.compile("[。；;\n]")
_AND_SO_ON = re.compile("等(?:$|[\u4e00-\u9fff]{0,8}$)")
_COMMA = re.compile("[，,]")
_COUNT_FIRST = re.compile("\\d{1,4}|[一二三四五六七八九十两双]{1,3}|[NnXx多若]")
_COUNT_OFF = re.compile("^(?:\\d+|[NnXx]|[一二三四五六七八九十两双多若]+)[个大项张类种条级座]?")


def find_members(
    text: str,
    places: tuple[Stretch, ...],
    coined: Coined,
    headings: tuple[NumberedHeading, ...],
    quoted: Mapping[str, Sequence[Stretch]],
) -> Members:
    """The members of the term that stands at ``places``, the first occurrence first.

    ``quoted`` says where each quoted name stands, the labels of a glossary among them.
    """
    if coined.distributive:
        return NOTHING
    totals = coined.totals()
    unclosed = _by_labels(text, coined, quoted)
    if unclosed.closes:
        return unclosed
    if coined.digits:
        for _, end in places:
            found = by_repeated_counts(text, end, coined, headings)
            if found.closes:
                return found
    for _, end in places:
        for found in (_by_glossary(text, end, coined), _by_definition(text, end, coined, totals)):
            if found.closes:
                return found
            unclosed = unclosed if unclosed.spans or unclosed.parts else found
    for start, end in places:
        for found in (
            by_repeated_counts(text, end, coined, headings),
            by_list_before(text, start, coined, totals),
            by_ordinals(text, end, coined, totals),
            by_clauses_after(text, end, coined, totals),
            by_clauses_before(text, start, coined, totals),
            by_headings(text, end, coined, totals, headings),
        ):
            if found.closes:
                return found
            unclosed = unclosed if unclosed.spans or unclosed.parts else found
    return unclosed


def find_listed(text: str, end: int, count: int) -> Members:
    """Members of a name that is followed by its count: “加减乘除”四篇文章：…."""
    return _by_definition(text, end, Coined((Part(count, "", ""),)), frozenset({count}))


def _by_definition(text: str, end: int, coined: Coined, totals: frozenset[int]) -> Members:
    """“四不放过”，即…；“四进三回”机制：…；“四个一”（…）."""
    match = _DEFINED.match(text, end)
    if match:
        found = _read_list(text, match.end(), coined, totals)
        if found.closes or len(found.spans) > 1:
            return found
    for pattern in (_COLON, _BRACKET, _DO):
        match = pattern.match(text, end)
        if not match:
            continue
        found = _read_list(text, match.end(), coined, totals)
        # A list after 做到… without a mark of definition must show the counted word.
        sure = pattern is not _DO or all(carries(text, item, coined.parts) for item in found.spans)
        # A list behind a colon whose items all show the counted word is meant as the definition, closed or not.
        meant = pattern is _COLON and all(shows(text, item, coined.parts) for item in found.spans)
        if found.closes and sure or (found.closes is False and meant):
            return found
    return NOTHING


def _read_list(text: str, start: int, coined: Coined, totals: frozenset[int]) -> Members:
    """The list from ``start`` on: clauses are added while they go on alike, until the count closes."""
    limit = min(len(text), start + REACH)
    stop = STOP.search(text, start, limit)
    end = stop.start() if stop else limit
    closing = text.find("）", start, end)
    if closing >= 0 and text.rfind("（", start, closing) < 0:
        end = closing
    repeated = _repeats_counts(text, start, end, coined)
    if repeated.closes:
        return repeated
    by_semicolon = tuple(trim(text, *piece) for piece in pieces(text, start, end, "；;"))
    if len(by_semicolon) in totals and len(by_semicolon) > 1:
        return closed(by_semicolon, coined)
    items: tuple[Stretch, ...] = ()
    for at, till in pieces(text, start, end, "，,；;"):
        added = split_list(text, at, till)
        if items and not _goes_on(text, items, added, coined):
            break
        # A和B closes here, unless the next clause clearly counts on.
        counts_on = all(shows(text, item, coined.parts) for item in added)
        if not counts_on and len(split_last(text, items)) in totals:
            break
        items += added
        if len(items) in totals:
            return closed(without_summary(text, items), coined)
        if totals and len(items) > max(totals):
            break
    if len(split_last(text, items)) in totals:
        return closed(without_summary(text, split_last(text, items)), coined)
    if len(items) < 2:
        return NOTHING
    parted = split_last(text, items)
    if all(shows(text, item, coined.parts) for item in parted[-2:]):
        items = parted
    # A list that ends in 等 does not claim to be complete.
    partial = _AND_SO_ON.search(text, *items[-1]) is not None
    items = without_summary(text, items)
    return Members(items, False if totals and not partial else None, assign(items, coined))


def _goes_on(text: str, items: tuple[Stretch, ...], added: tuple[Stretch, ...], coined: Coined) -> bool:
    """Whether the items of the next clause belong to the list: by the counted word or their likeness."""
    if not added or not items:
        return bool(added)
    if all(carries(text, item, coined.parts) for item in added):
        return True
    short_nouns = any(len(part.noun) == 1 for part in coined.parts)
    if short_nouns and any(carries(text, item, coined.parts) for item in items):
        return False
    lengths = [end - start for start, end in items]
    return all(min(lengths) - 2 <= end - start <= max(lengths) + 2 for start, end in added)


def _repeats_counts(text: str, start: int, end: int, coined: Coined) -> Members:
    """即1个城市数字底座、3级治理中心、N个场景: each item repeats one count of the term."""
    parts = coined.parts
    if len(parts) < 2:
        return NOTHING
    items = tuple(item for piece in pieces(text, start, end, "，,；;") for item in split_list(text, *piece))
    if len(items) < len(parts):
        return NOTHING
    items = items[: len(parts)]
    named: list[PartMembers] = []
    for item, part in zip(items, parts, strict=True):
        wording = text[item[0] : item[1]]
        match = _COUNT_FIRST.match(wording)
        if not match:
            return NOTHING
        count = None if match.group()[0] in "NnXx多若" else value_of(match.group())
        if count != part.number:
            return NOTHING
        named.append(PartMembers(_COUNT_OFF.sub("", wording).strip("“”"), count, (item,)))
    return Members(items, True, tuple(named))


def _by_glossary(text: str, end: int, coined: Coined) -> Members:
    """“一江”即…，“三库”即…；一轴即…，四区即…；“1”为…，“3”为…."""
    parts = coined.parts
    if len(parts) < 2:
        return NOTHING
    at, limit = end, min(len(text), end + 2 * REACH)
    bounds: list[Stretch] = []
    for part in parts:
        match = _label(part).search(text, at, limit)
        if not match:
            return NOTHING
        bounds.append(match.span())
        at = match.end()
    spans: list[Stretch] = []
    named: list[PartMembers] = []
    closes = True
    for i, part in enumerate(parts):
        start = bounds[i][1]
        till = bounds[i + 1][0] if i + 1 < len(parts) else min(len(text), start + REACH)
        members, good = _glossary_entry(text, start, till, part)
        closes = closes and good
        spans.extend(members)
        named.append(PartMembers(part.noun or part.label, part.number, members))
    return Members(tuple(spans), closes, tuple(named)) if spans else NOTHING


def _by_labels(text: str, coined: Coined, quoted: Mapping[str, Sequence[Stretch]]) -> Members:
    """所称“双枢纽”，是指…；所称“多支点”，是指…: parts that are quoted by themselves, anywhere."""
    if len(coined.parts) < 2 or not all(part.noun and part.label in quoted for part in coined.parts):
        return NOTHING
    named: list[PartMembers] = []
    closes = True
    for part in coined.parts:
        members: tuple[Stretch, ...] = ()
        for _, end in quoted[part.label][:8]:
            match = _MEANT.match(text, end)
            if match:
                stop = _NEXT_LABEL.search(text, match.end(), match.end() + REACH)
                till = stop.start() if stop else min(len(text), match.end() + REACH)
                members, good = _glossary_entry(text, match.end(), till, part)
                closes = closes and good
                break
        named.append(PartMembers(part.noun, part.number, members))
    spans = tuple(span for entry in named for span in entry.members)
    return (
        Members(spans, closes and all(entry.members for entry in named), tuple(named)) if spans else NOTHING
    )


def _label(part: Part) -> re.Pattern[str]:
    """How a glossary takes up one part of the term: 四区即, “3”为, “一江”是指."""
    label = re.escape(part.label)
    opened = label if part.noun else f"[{OPEN_QUOTES}]{label}"
    return re.compile(f"{opened}[{CLOSE_QUOTES}]?(?:{_IS}|为(?![核主重])|是|：|:)[：:]?")


def _glossary_entry(text: str, start: int, till: int, part: Part) -> tuple[tuple[Stretch, ...], bool]:
    """The members of one part: a plain list of the right length, else the entry as it stands."""
    stop = _ENTRY_STOP.search(text, start, till)
    end = stop.start() if stop else till
    while end > start and text[end - 1] in "，,、和与 " + OPEN_QUOTES:
        end -= 1
    comma = _COMMA.search(text, start, end)
    cut = comma.start() if comma else end
    for upto in (end, cut):
        items = split_list(text, start, upto)
        # 东部、中部、西部三个片区: an entry that counts itself stays whole, unless it counts the very word.
        if counts_itself(text, items) and len(items) == part.number:
            plain = len(part.noun) > 1 and text[start:upto].endswith(part.noun)
            return without_summary(text, items) if plain else (trim(text, start, upto),), True
        for reading in (items, split_last(text, items)):
            if len(reading) == part.number:
                return without_predicate(text, reading, part.noun), True
    entry = trim(text, start, cut)
    if entry[0] >= entry[1]:
        return (), False
    items = split_list(text, start, cut)
    if part.number is None and len(items) > 1:
        at, till = items[-1]
        more = text.find("等", at + 2, till)
        return split_last(text, (*items[:-1], (at, more if more > 0 else till))), True
    if part.number is None or len(items) == 1 or not part.noun:
        return (entry,), True
    return items, False
