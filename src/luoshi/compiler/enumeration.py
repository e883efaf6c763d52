"""Lists in running text: where the items of A、B和C stand.

A stretch of the reading text goes in, the stretches of the items come out: without numbering, quotation
marks, the verb that opens the clause and the count that closes the list. `members`, `neighbours`, `recounts`
and `systems` call these.
"""

import re
from typing import NamedTuple

from luoshi.compiler.coined import Coined, Part
from luoshi.language.verbs import VERBS

Stretch = tuple[int, int]

OPEN_QUOTES = '“‘「『"'
CLOSE_QUOTES = '”’」』"'
# No search looks further than this from its term; some take a multiple of it.
REACH = 420
STOP = re.compile("[。！？\n]")

# What may stand before the first item of a list: the verb of the clause, a preposition.
_LEAD = re.compile(
    "(?:要|应|须|必须|将|需)?(?:.*(?:打造|构建|担起|聚焦|围绕|突出|做好|抓好|抓实|办好|搞好|唱好|管好|实施|落实|形成|紧扣|推进"
    "|推动|加强|完善|健全|建立|培育|壮大|建成|创建"
    "|争创|做强|做优|做大|强化|深化|提升|统筹|布局|包括|实现|坚持|锚定|瞄准|紧盯|盯住|明确|提出|确定|赋予"
    "|称为|开展|补齐|梳理|编制|制定|出台|解决"
    "|攻坚|破解|针对|(?:加快|着力|全力|奋力|高标准|高质量|高水平|统筹|协同|一体)建设|(?:加快|着力|大力"
    "|重点)发展|建设(?=“))"
    "(?:好|了|出|起|的|全市|全县|全区|一批)?)?(?:[以对把将在由按从为即是与和及])?"
)
_OPENING_VERB = re.compile("|".join(sorted((verb for verb in VERBS if len(verb) == 2), reverse=True)))
_LAST_AND = re.compile("(?<=..)(?:以及|[和与及])(?=..)")
_SUMMARY = re.compile(
    "(?<=.)(\\d{1,2}|[二三四五六七八九十两]{1,2})(?:个|大|项|类|张|条|种|级|座|支|方面|家|片|件)[^\\d、]{0,14}$"
)
_NUMBERING = re.compile(
    "(?:[①-⑳]|[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\\d]{1,2}[）)]|\\d{1,2}[.．、](?!\\d)"
    "|第[一二三四五六七八九十][，、是])\\s*"
)
_NUMBER = {"两": 2, "双": 2, **{character: i + 1 for i, character in enumerate("一二三四五六七八九十")}}


class PartMembers(NamedTuple):
    """One part of a coined number with the members that the text gives it."""

    name: str
    number: int | None
    members: tuple[Stretch, ...]


class Members(NamedTuple):
    """The outcome of a search; ``closes`` is None where nothing was enumerated."""

    spans: tuple[Stretch, ...]
    closes: bool | None
    parts: tuple[PartMembers, ...] = ()


NOTHING = Members((), None)


def value_of(numeral: str) -> int:
    """A small numeral of figures or characters; 0 where it is none."""
    if numeral.isdigit():
        return int(numeral)
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return _NUMBER.get(tens, 1) * 10 + _NUMBER.get(ones, 0)
    return _NUMBER.get(numeral, 0)


def pieces(text: str, start: int, end: int, marks: str) -> tuple[Stretch, ...]:
    """The stretches between ``marks``, empty ones left out."""
    found, at = [], start
    for i in range(start, end):
        if text[i] in marks:
            found.append((at, i))
            at = i + 1
    found.append((at, end))
    return tuple(piece for piece in found if text[piece[0] : piece[1]].strip())


def segments(text: str, start: int, end: int) -> list[Stretch]:
    """The trimmed stretches between marks of any kind."""
    trimmed = [trim(text, *piece) for piece in pieces(text, start, end, "，,、；;。：:！？")]
    return [piece for piece in trimmed if piece[0] < piece[1]]


def split_list(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """The items between enumeration marks, quotations and brackets kept whole."""
    items: list[Stretch] = []
    depth = 0
    at = start
    for i in range(start, end):
        character = text[i]
        if character in "“‘「『（(《":
            depth += 1
        elif character in "”’」』）)》":
            depth = max(0, depth - 1)
        elif character == "、" and depth == 0:
            items.append((at, i))
            at = i + 1
    items.append((at, end))
    trimmed = [trim(text, *item) for item in items]
    return tuple(item for item in trimmed if item[0] < item[1])


def trim(text: str, start: int, end: int) -> Stretch:
    """Without white space, numbering and one pair of quotation marks around the whole."""
    while start < end and text[start] in " \u3000\n\t—*":
        start += 1
    while start < end and text[end - 1] in " \u3000\n\t—*":
        end -= 1
    number = _NUMBERING.match(text, start, end)
    if number and number.end() < end:
        start = number.end()
    if end - start > 2 and text[start] in OPEN_QUOTES and text[end - 1] in CLOSE_QUOTES:
        inside = text[start + 1 : end - 1]
        if not any(mark in inside for mark in OPEN_QUOTES + CLOSE_QUOTES):
            return start + 1, end - 1
    return start, end


def split_last(text: str, items: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """A、B和C: the last item divides at its 和."""
    if not items:
        return items
    start, end = items[-1]
    match = _LAST_AND.search(text[start:end])
    if not match:
        return items
    return (*items[:-1], trim(text, start, start + match.start()), trim(text, start + match.end(), end))


def without_summary(text: str, items: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """A、B、C三座骨干水库: the closing count goes where it counts the items themselves."""
    if len(items) < 2:
        return items
    start, end = items[-1]
    if text[end - 1] == "等" and end - start > 2:
        end -= 1
    match = _SUMMARY.search(text[start:end])
    if match and value_of(match.group(1)) == len(items):
        end = start + match.start()
    if text[end - 1] == "等" and end - start > 2:
        end -= 1
    return (*items[:-1], (start, end))


def counts_itself(text: str, items: tuple[Stretch, ...]) -> bool:
    """Whether the last item closes with the number of the items (A、B、C三座骨干水库)."""
    match = _SUMMARY.search(text[items[-1][0] : items[-1][1]]) if len(items) > 1 else None
    return match is not None and value_of(match.group(1)) == len(items)


def without_lead(text: str, items: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The items, the first one without the verb that opens the clause."""
    if not items:
        return items
    start, end = items[0]
    match = _LEAD.match(text[start:end])
    cut = match.end() if match else 0
    if cut == 0 and len(items) > 1:
        # A first item longer than its fellows has swallowed a verb: 升级装备、食品.
        verb = _OPENING_VERB.match(text[start:end])
        longest = max(till - at for at, till in items[1:])
        cut = verb.end() if verb and end - start > longest >= end - start - verb.end() - 2 else 0
    if start + cut > end - 2:
        return items
    return (trim(text, start + cut, end), *items[1:])


def carries(text: str, item: Stretch, parts: tuple[Part, ...]) -> bool:
    """Whether an item shows the counted word of a part (数据进表 for 四进), loosely for longer words."""
    wording = text[item[0] : item[1]]
    nouns = [part.noun for part in parts if part.noun]
    return any(noun in wording or (len(noun) > 2 and noun[0] in wording) for noun in nouns)


def shows(text: str, item: Stretch, parts: tuple[Part, ...]) -> bool:
    """Strictly: the counted word itself stands in the item."""
    wording = text[item[0] : item[1]]
    return any(part.noun and part.noun in wording for part in parts)


def without_predicate(text: str, items: tuple[Stretch, ...], noun: str) -> tuple[Stretch, ...]:
    """向县域、乡镇、社区延伸 under 三延伸: the counted word is the predicate of the whole list."""
    if len(items) < 2 or not noun or any(noun in text[start:end] for start, end in items[:-1]):
        return items
    start, end = items[-1]
    match = re.search(f"(?<=..)(?:[双均都同全齐])?[\u4e00-\u9fff]?{re.escape(noun)}", text[start:end])
    if not match:
        return items
    first_start, first_end = items[0]
    toward = re.search("(?<=..)[向往对在为](?=..)", text[first_start:first_end])
    rest = (*items[1:-1], (start, start + match.start()))
    return (
        ((first_start + toward.end(), first_end), *rest) if toward else without_lead(text, (items[0], *rest))
    )


def alike(text: str, left: tuple[Stretch, ...], right: tuple[Stretch, ...], noun: str) -> bool:
    """Items of one list end in the counted word (…区, …区), end alike or are of one length."""
    if not left or not right:
        return False
    if noun and all(text.endswith(noun, start, end) for start, end in (*left, *right)):
        return True
    if len(right) < 2:
        return False
    ends = {text[end - 1] for _, end in right}
    if len(ends) == 1 and text[left[-1][1] - 1] in ends:
        return True
    lengths = {end - start for start, end in right}
    return len(lengths) == 1 and left[-1][1] - left[-1][0] in lengths


def last_items(text: str, floor: int, end: int, count: int, noun: str = "") -> tuple[Stretch, ...]:
    """The ``count`` items of the list that ends at ``end``; empty where no such list stands there."""
    if count < 2 or end - floor < 3:
        return ()
    clauses = pieces(text, floor, end, "，,：:")
    if not clauses:
        return ()
    items = split_list(text, *clauses[-1])
    if len(items) != count and not (2 < len(items) < count):
        items = split_last(text, items)
    taken = 1
    # OCR writes a comma for the enumeration mark: earlier clauses belong to the list if the items are alike.
    while len(items) < count and taken < len(clauses):
        taken += 1
        earlier = split_list(text, *clauses[-taken])
        if not alike(text, earlier[-1:], items, noun):
            return ()
        items = earlier + items
    if len(items) != count:
        return ()
    return without_lead(text, items)


def assign(members: tuple[Stretch, ...], coined: Coined) -> tuple[PartMembers, ...]:
    """Members to parts: all to a single part, in order where the counts add up."""
    parts = coined.parts
    if len(parts) == 1:
        return (PartMembers(parts[0].noun, parts[0].number, members),)
    counts = [part.number for part in parts]
    fits = None not in counts and sum(count or 0 for count in counts) == len(members)
    found, at = [], 0
    for part in parts:
        till = at + (part.number or 0) if fits else at
        found.append(PartMembers(part.noun or part.label, part.number, members[at:till]))
        at = till
    return tuple(found)


def closed(members: tuple[Stretch, ...], coined: Coined) -> Members:
    """A list that closes the count."""
    return Members(members, True, assign(members, coined))
