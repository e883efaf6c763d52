"""Members of a coined number that the text counts again: 三大集群…四个新赛道, 一是…二是…, numbered headings.

`members` calls these after definitions and glossaries have found nothing; `numbered_headings` is one pass
over the text that `terms` makes once.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from luoshi.compiler.coined import Coined
from luoshi.compiler.enumeration import (
    CLOSE_QUOTES,
    NOTHING,
    REACH,
    STOP,
    Members,
    PartMembers,
    Stretch,
    closed,
    last_items,
    shows,
    split_last,
    split_list,
    trim,
    value_of,
)

_COUNTED = re.compile(
    "(\\d{1,3}|[一二三四五六七八九十两]{1,3})(大|个|项|条|张|类|级|座|家|种|片|组|套|核|极"
    "|方面)([\u4e00-\u9fff“”]{2,18})"
)
_SUFFIX = re.compile(f"[{CLOSE_QUOTES}]?([\u4e00-\u9fff]{{2,16}})")
_MARK = re.compile("[，,；;。：:！？\n]")
_THAT_IS = re.compile("[，,：:（(]?(?:即|包括|分别[是为]|指|为|是|：|:)[：:]?|（")
_UNQUOTE = str.maketrans("", "", "“”")
_LIST_MARK = re.compile("[，,、；;。：:！？\n]")
_ORDINAL = re.compile("(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,2})是(?!否)")
_EACH = re.compile("一([个张条项本把手头类种份册端块方]面?)(?:是|为|叫)")
_HEADING = re.compile(
    "(?m)^(?:#+ *|\\*\\*)?(?:(第[一二三四五六七八九十百]+[章节条]|专栏\\d+)|([一二三四五六七八九十]{1,3}、)"
    "|([（(][一二三四五六七八九十]{1,3}[）)])|(\\d{1,2}[.．、](?!\\d))|([（(]\\d{1,2}[）)])|([①-⑳]))"
    "[ \u3000]*([^。：:；;，,\n]{2,40})"
)


class NumberedHeading(NamedTuple):
    """A numbered line: its style (the deeper the greater) and where its wording stands."""

    style: int
    start: int
    end: int


def numbered_headings(text: str) -> tuple[NumberedHeading, ...]:
    """Numbered lines and run-in headings in order: one pass over the text."""
    found = []
    for match in _HEADING.finditer(text):
        style = next(i for i in range(1, 7) if match.group(i))
        found.append(NumberedHeading(style, *trim(text, match.start(7), match.end(7))))
    return tuple(found)


def by_repeated_counts(text: str, end: int, coined: Coined, headings: tuple[NumberedHeading, ...]) -> Members:
    """“3+4+N”…打造A、B、C三大集群，培育…四个新赛道; “33618”: the figures divide as the text counts."""
    counts = [part.number for part in coined.parts if part.number is not None]
    if coined.digits is None and (len(counts) < 2 or any(part.noun for part in coined.parts)):
        return NOTHING
    suffix = _SUFFIX.match(text, end)
    head = suffix.group(1)[-2:] if suffix else ""
    for till, wanted in ((_two_sentences(text, end), ""), (min(len(text), end + 8 * REACH), head)):
        tokens = [match for match in _COUNTED.finditer(text, end, till) if wanted in match.group(3)]
        chosen = _divide(tokens, counts, coined.digits)
        if chosen:
            return _members_of_tokens(text, end, chosen, headings)
    return NOTHING


def _two_sentences(text: str, start: int) -> int:
    limit = min(len(text), start + 2 * REACH)
    first = STOP.search(text, start, limit)
    second = STOP.search(text, first.end(), limit) if first else None
    return second.end() if second else limit


def _divide(tokens: list[re.Match[str]], counts: list[int], digits: str | None) -> list[re.Match[str]]:
    """The tokens that spell the term, in order: by equal counts, or by figures that make up the row."""
    chosen: list[re.Match[str]] = []
    rest = digits or ""
    for token in tokens:
        value = value_of(token.group(1))
        if digits is None:
            if len(chosen) < len(counts) and value == counts[len(chosen)]:
                chosen.append(token)
        elif value and rest:
            # 5311 may count 10 and 100 as 1: the figures of a slogan drop their noughts.
            spelled = next((s for s in (str(value), str(value).rstrip("0")) if rest.startswith(s)), "")
            chosen.extend([token] if spelled else [])
            rest = rest[len(spelled) :]
    done = not rest if digits is not None else len(chosen) == len(counts)
    return chosen if done and len(chosen) > 1 else []


def _members_of_tokens(
    text: str, floor: int, tokens: list[re.Match[str]], headings: tuple[NumberedHeading, ...]
) -> Members:
    named: list[PartMembers] = []
    for i, token in enumerate(tokens):
        count = value_of(token.group(1))
        start = tokens[i - 1].end() if i else floor
        for mark in _MARK.finditer(text, start, token.start()):
            start = mark.end()
        members = last_items(text, start, token.start(), count)
        if not members:
            members = _list_after(text, token.end(), count)
        if not members:
            till = tokens[i + 1].start() if i + 1 < len(tokens) else min(len(text), token.end() + 8 * REACH)
            members = _items_below(text, token, count, till, headings)
        named.append(PartMembers(token.group(3).translate(_UNQUOTE), count, members))
    spans = tuple(span for part in named for span in part.members)
    if not spans:
        # Nothing is listed: the counted phrases themselves are what the term counts.
        phrases = tuple(_phrase(text, token) for token in tokens)
        return Members(phrases, True, tuple(named))
    return Members(spans, True, tuple(named))


def _phrase(text: str, token: re.Match[str]) -> Stretch:
    """3个五百亿级园区: a counted phrase up to the next mark."""
    return trim(text, token.start(), _stop_after(text, token.start(), _LIST_MARK))


def _stop_after(text: str, start: int, marks: re.Pattern[str]) -> int:
    """Where the next mark stands, within reach."""
    match = marks.search(text, start, start + REACH)
    return match.start() if match else min(len(text), start + REACH)


def _list_after(text: str, at: int, count: int) -> tuple[Stretch, ...]:
    """3大主导产业集群，即智能汽车、新材料、电子信息."""
    match = _THAT_IS.match(text, at)
    if not match:
        return ()
    items = split_list(text, match.end(), _stop_after(text, match.end(), _MARK))
    for reading in (items, split_last(text, items)):
        if len(reading) == count:
            return reading
    return ()


def _items_below(
    text: str, token: re.Match[str], count: int, till: int, headings: tuple[NumberedHeading, ...]
) -> tuple[Stretch, ...]:
    """Numbered lines below the heading in which the token stands, without the noun that it counts."""
    first = bisect_left(headings, token.end(), key=lambda heading: heading.start)
    if first == 0 or first == len(headings) or headings[first - 1].end < token.start():
        return ()
    above, style = headings[first - 1].style, headings[first].style
    found: list[Stretch] = []
    for heading in headings[first : first + 100]:
        if heading.start >= till or heading.style <= above:
            break
        if heading.style == style:
            found.append((heading.start, heading.end))
    if len(found) != count:
        found = [item for span in found for item in split_list(text, *span)]
    if len(found) != count:
        return ()
    return tuple(_without_noun(text, span, token.group(3)) for span in found)


def _without_noun(text: str, span: Stretch, noun: str) -> Stretch:
    start, end = span
    for length in range(min(len(noun), end - start - 2), 1, -1):
        if text.startswith(noun[-length:], end - length):
            return start, end - length
    return span


def by_ordinals(text: str, end: int, coined: Coined, totals: frozenset[int]) -> Members:
    """“三个突破”：一是…。二是…。三是….: the wording of each up to its first mark."""
    members: list[Stretch] = []
    at = end
    while len(members) < 20:
        match = _ORDINAL.search(text, at, min(len(text), at + (2 * REACH if members else 120)))
        if not match or value_of(match.group(1)) != len(members) + 1:
            break
        members.append(trim(text, match.end(), _stop_after(text, match.end(), _MARK)))
        at = match.end()
    if members:
        return closed(tuple(members), coined) if len(members) in totals else NOTHING
    # 一张是…，一张是…
    each = _EACH.finditer(text, end, _stop_after(text, end + 3, STOP))
    members.extend(trim(text, match.end(), _stop_after(text, match.end(), _MARK)) for match in each)
    return closed(tuple(members), coined) if len(members) in totals else NOTHING


def by_headings(
    text: str, end: int, coined: Coined, totals: frozenset[int], headings: tuple[NumberedHeading, ...]
) -> Members:
    """实施“五大行动” over headings （一）…行动 to （五）…行动."""
    first = bisect_left(headings, end, key=lambda heading: heading.start)
    if not coined.parts or first >= len(headings) or headings[first].start - end > 3 * REACH:
        return NOTHING
    style = headings[first].style
    found: list[Stretch] = []
    for heading in headings[first : first + 200]:
        if heading.style < style:
            break
        if heading.style == style:
            found.append((heading.start, heading.end))
    if len(found) in totals and all(shows(text, span, coined.parts) for span in found):
        return closed(tuple(found), coined)
    return NOTHING
