"""Reading text → coined numbers and quoted programme names, each once, with their members.

`find_terms` is called by the pipeline after `split_clauses`; `systems` and `goals` read what it finds. Nearly
everything short that an administration puts in quotation marks is such a name; `quotations` knows what is
not. Here names lose their doubles, coined numbers without quotation marks join them, and members are sought.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.coined import carries_number, fold, is_count, parse_coined
from luoshi.compiler.enumeration import NOTHING, Members, PartMembers, Stretch, split_list, value_of
from luoshi.compiler.flow import Flow
from luoshi.compiler.members import find_listed, find_members
from luoshi.compiler.parts import Clause
from luoshi.compiler.quotations import PROGRAMME, Quotation, find_quotations, names_something
from luoshi.compiler.recounts import NumberedHeading, numbered_headings


class TermDraft(NamedTuple):
    """A term in offsets of the reading text, without its marks; ``parts`` are those of a coined number."""

    start: int
    end: int
    text: str
    members: tuple[Stretch, ...]
    count_ok: bool | None
    occurrences: tuple[Stretch, ...]
    parts: tuple[PartMembers, ...] = ()


# A name that lost its closing mark ends before a word for a programme.
_OPENED = re.compile("[“「『]")
_UNCLOSED = re.compile(f'([^，。；：、！？\n“”"]{{2,10}}?)(?={PROGRAMME})')
_OWN_COUNT = re.compile('[”’」』"]?(?:这|等)?([一二三四五六七八九十两]{1,2}|\\d{1,2})(?![0-9年月日])')

# Coined numbers without quotation marks: sums (1+3+N) anywhere, rows of figures (33618) and of numbers with
# nouns (一核两翼) only where the name of a system follows. The pattern begins with a class of characters, which
# lets the engine skip ahead.
_FRAME = (
    "[\u4e00-\u9fff]{0,9}?(?:体系|格局|布局|架构|机制|模式|结构|网络|矩阵|产业集群|行动|工程|计划|战略"
    "|框架|路径|定位)"
)
_PLAIN = re.compile(
    "[0-9一二两三四五六七八九十多](?:"
    "(?<=[0-9])(?<![\\d.+＋A-Za-z].)\\d{0,2}(?P<plus>(?:[+＋](?:\\d{1,3}|[NnXx]))+)(?![\\d.%％A-Za-z])"
    "|(?<=[1-9])(?<![\\d.,，〔第年月号到至A-Za-z－—-].)(?P<digits>\\d{2,5})(?=(?![年月日个项件万亿元家名次条公吨米千"
    "百户人套台座处亩辆张所支部种类级层天期届章批小分度多余强平立号余位场例份只对])"
    f"{_FRAME})"
    "|(?<![0-9])(?P<row>(?![个大项条年月日是批级季类])[\u4e00-\u9fff]"
    f"(?:[一二两三四五六七八九十多](?![个大项条年月日是批级季类])[\u4e00-\u9fff]){{1,4}})(?={_FRAME}))"
)
_IDIOM = re.compile("一心一意|三心二意|四面八方|五湖四海|三番五次|七上八下|五花八门|四通八达|三三两两")
# 十五五 is a period, 五一 a holiday.
_CALENDAR = re.compile("十[一二三四五六七]五|五一|十一|六一|七一|八一|双十一|双十二|三八|五四")


def find_terms(flow: Flow, clauses: Sequence[Clause]) -> tuple[TermDraft, ...]:
    """All terms in the order of their first occurrence."""
    del clauses  # names may hold clause marks; the argument keeps all passes alike
    text = flow.text
    quoted = find_quotations(text)
    chosen = [(quotation.start, quotation.end) for quotation in names_something(text, quoted)]
    chosen.extend(_unclosed(text, quoted))
    chosen.extend(_plain(text, quoted))
    chosen.sort()
    places: dict[str, list[Stretch]] = {}
    originals: set[str] = set()
    for stretch, copied in _with_copies(flow, chosen):
        key = fold(text[stretch[0] : stretch[1]])
        places.setdefault(key, []).append(stretch)
        if not copied:
            originals.add(key)
    labels = _glossary_labels(places)
    short: dict[str, list[Stretch]] = {}
    for start, end, _ in quoted:
        if end - start <= 12:
            short.setdefault(fold(text[start:end]), []).append((start, end))
    headings = numbered_headings(text)
    found = [
        _draft(text, tuple(spans), headings, short)
        for key, spans in places.items()
        if key in originals and key not in labels and not _CALENDAR.fullmatch(key)
    ]
    return tuple(sorted(found, key=lambda term: term.start))


def _with_copies(flow: Flow, chosen: Sequence[Stretch]) -> Iterator[tuple[Stretch, bool]]:
    """Each stretch and whether it stands in a later copy: a damaged copy makes no new name."""
    at = 0
    for stretch in chosen:
        while flow.paragraphs[at].end <= stretch[0]:
            at += 1
        yield stretch, flow.paragraphs[at].copy_of is not None


def _unclosed(text: str, quoted: Sequence[Quotation]) -> Iterator[Stretch]:
    """“千企上云工程，…: an opening mark whose partner was lost, before the word for a programme."""
    paired = {quotation.start - 1 for quotation in quoted} | {quotation.end for quotation in quoted}
    for match in _OPENED.finditer(text):
        name = _UNCLOSED.match(text, match.end()) if match.start() not in paired else None
        if name:
            yield name.span(1)


def _plain(text: str, quoted: Sequence[Quotation]) -> Iterator[Stretch]:
    """1+3+N, 33618现代制造业集群体系, 一核两翼空间格局 without quotation marks."""
    inside = [(start, end) for start, end, _ in quoted if end - start <= 30]
    at = 0
    for match in _PLAIN.finditer(text):
        start, end = match.span()
        while at < len(inside) and inside[at][1] < start:
            at += 1
        if at < len(inside) and inside[at][0] <= start:
            continue
        if match.lastgroup == "row":
            coined = parse_coined(match.group())
            if _IDIOM.search(match.group()) or not coined or not is_count(coined):
                continue
        yield start, end


def _glossary_labels(places: dict[str, list[Stretch]]) -> set[str]:
    """Names that are only parts of another term (“一江”, “86” beside 1+3+86)."""
    labels: set[str] = set()
    for key in places:
        coined = parse_coined(key)
        if coined and len(coined.parts) > 1:
            labels.update(part.label for part in coined.parts)
    return labels


def _draft(
    text: str,
    places: tuple[Stretch, ...],
    headings: tuple[NumberedHeading, ...],
    quoted: Mapping[str, Sequence[Stretch]],
) -> TermDraft:
    start, end = places[0]
    name = text[start:end]
    coined = parse_coined(name)
    found = _own_members(text, start, end)
    if coined:
        found = find_members(text, places[:24], coined, headings, quoted)
    closes = found.closes if coined and carries_number(name) else None
    return TermDraft(start, end, name, found.spans, closes, places, found.parts)


def _own_members(text: str, start: int, end: int) -> Members:
    """“查、测、溯、治、管”五步法, “红黄绿”三色: a count follows, and the name or a list has so many parts."""
    count = _OWN_COUNT.match(text, end)
    wanted = value_of(count.group(1)) if count else 0
    if not count or wanted < 2:
        return NOTHING
    listed = find_listed(text, count.end(), wanted)
    if listed.closes:
        return listed
    items = split_list(text, start, end)
    if len(items) == 1 and end - start == wanted:
        items = tuple((at, at + 1) for at in range(start, end))
    return Members(items, None) if len(items) == wanted else NOTHING
