"""Evidence at a seam: does a block end inside a sentence, and does another block carry that sentence on?

`pairing` asks for every pair of halves and decides; nothing is decided here.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from luoshi.compiler.fluency import Table, fluency, rarity, triples_across
from luoshi.compiler.furniture import is_page_number
from luoshi.compiler.normalise import Block
from luoshi.compiler.seam_words import stray_at_end, stray_at_start, word_across
from luoshi.language.numerals import parse_number

_END = "。！？!?…"
_HAN = re.compile("[\u4e00-\u9fff]")
_TWO_HAN = re.compile("[\u4e00-\u9fff]{2}")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,4}[章节条款编]"
    r"|\d{1,2}(?:[、)）]|\.(?!\d))|[①-⑳■●◆★▲□◇]|[—－]{2}"
)
_OPENS = re.compile(
    r"[^，。；：“”（）]{2,24}：|《[^》]{2,12}》记者"
    r"|“[^”]{2,80}[，。！？]”|.{2,34}?(?:说|表示|介绍|指出|强调|认为|透露|坦言|告诉记者|提出|提到|明确|要求|决定|号召|听取|研究|通过)[，：,。]"
    r"|(?:近年来|今年以来|目前|当前|截至|此外|同时，|下一步|据悉|据了解|本报讯|各位|为(?:深入|全面|进一步|贯彻|落实|推|加|切实|做好))"
    r"|\d{4}年|到\d{4}年|[\u4e00-\u9fff]{2,16}(?:局|委|办|厅|部门|政府|区县|公司|中心|会|委员会)(?:、[\u4e00-\u9fff]{2,16})*(?:将|要|应|负责|牵头|会同)"
)
# What no paragraph begins with: closing marks, particles and conjunctions, figures that have lost their head.
_BOUND = re.compile(
    r"[，。；：、！？”’）》〉〕%℃.]|[的们]|了(?!解)|着(?![力眼重手实陆])|过(?![去程渡硬往境高])|得(?![到益知天])|与(?![会此其])|及(?!时)"
    r"|和(?![谐美平睦])|或(?!许)|而(?!今)|等(?![级候待额])|之(?![前后所])|并(?![购网轨])|度(?![假过汛])|\d*0%|\d{2,}亿|\d+\.\d+[%个亿万倍]"
)
_MEASURE = re.compile(r"[个家项亿万千百元吨公里平方米％%年月日人户处座次条件所名套台辆批种类倍成亩立升度号天小时分点以左余多]")


def is_prose(block: Block, marked: bool) -> bool:
    """Whether a block is running text, in which a sentence can be cut."""
    text = block.text
    if block.kind != "text" or block.mark or len(text) < 2:
        return False
    if _LABEL.match(text) and "。" not in text and "；" not in text:
        return False
    if "。" in text or "；" in text or len(text) > 40:
        return "，" in text or "。" in text or "、" in text
    return ("，" in text and len(text) >= 8) or marked


def may_be_cut(block: Block, marked: bool) -> bool:
    """Whether an end without full stop is a loss; a heading without mark ends so as well."""
    text = block.text
    return marked or "。" in text or "；" in text or (len(text) > 60 and not _NUMBERED.match(text))


def open_end(text: str) -> float:
    """How surely a block ends inside a sentence: 0 not, 1 surely."""
    last = text[-1]
    if last in _END:
        return 0.0
    if last in "；;":
        return 0.3
    if last in "：:":
        return 0.15
    if last in "”’":
        return 0.0 if len(text) > 1 and text[-2] in _END else 0.6
    if last in "）)":
        opening = max(text.rfind("（"), text.rfind("("))
        return 0.0 if opening < 1 or text[opening - 1] in _END else 0.5
    return 1.0


def open_start(text: str) -> float:
    """How surely a block starts inside a sentence: 1 surely, 0 unknown, -1 surely not."""
    if _BOUND.match(text) or _unopened(text):
        return 1.0
    if any(mark in text[1:4] for mark in _END):
        return 0.8
    if _NUMBERED.match(text):
        return -1.0
    if _OPENS.match(text):
        return -0.7
    return 0.0


def _unopened(text: str) -> bool:
    """Whether a closing quote or bracket comes before any opening one."""
    for opening, closing in ("“”", "（）", "《》"):
        at = text.find(closing)
        if at >= 0 and not 0 <= text.find(opening) < at:
            return True
    return False


def _unclosed(text: str) -> bool:
    """Whether a quote or bracket is opened and not closed."""
    return any(text.rfind(opening) > text.rfind(closing) for opening, closing in ("“”", "（）", "《》"))


class Evidence(NamedTuple):
    """What speaks for or against a pair; also the weights of these (natural logarithms of odds)."""

    prior: float
    known: float  # a copy elsewhere shows what follows
    refuted: float  # ... and it is something else
    word: float  # gain of reading a word across the seam
    left_stray: float  # a character is left over at the seam and nothing completes it
    right_stray: float
    seen4: float  # the characters about the seam stand together elsewhere on the page
    seen3: float
    seen2: float
    fluent: float  # the characters follow one another in general
    fluent_good: float
    triples: float
    number: float  # a figure and what can follow it
    number_bad: float
    quote: float  # a quotation opened on the left and closed on the right
    quote_bad: float
    mark_bad: float  # two marks would meet
    long: float  # the clause would be very long
    item: float  # the next number of an enumeration follows
    item_bad: float
    number_next: float  # the paragraph after the right block has the next number
    number_next_bad: float
    page: float  # nothing but a page number stands between
    next: float  # the very next block
    near: float  # soon after
    back: float
    first: float  # the right block opens the page
    kin: float  # rare words in common, compared with the other candidates
    around: float  # rare words in common with the neighbours
    start_open: float  # the right block cannot be the beginning of a paragraph
    start_closed: float  # it looks like one
    below_heading: float
    left_weak: float  # the left block may well end a sentence


class View(NamedTuple):
    """What is asked again and again about the blocks."""

    blocks: Sequence[Block]
    order: Sequence[int]  # blocks that are not furniture
    place: dict[int, int]  # among these
    place_first: dict[int, int]  # among those that are no copies either
    below: frozenset[int]  # blocks under a heading
    pairs: dict[int, frozenset[str]]  # pairs of Chinese characters of each block, filled when asked
    page: str
    table: Table


def look_at(blocks: Sequence[Block], copied: set[int], table: Table) -> View:
    """Prepare the blocks of a page."""
    order = [i for i, block in enumerate(blocks) if block.kind != "furniture"]
    return View(
        blocks=blocks,
        order=order,
        place={block: k for k, block in enumerate(order)},
        place_first={block: k for k, block in enumerate(i for i in order if i not in copied)},
        below=frozenset(b for a, b in pairwise(order) if blocks[a].mark),
        pairs={},
        page="\n".join(block.text for block in blocks),
        table=table,
    )


def gather(view: View, left: int, right: int, known: float, refuted: float) -> Evidence:
    """The evidence for the pair of two blocks, but for kinship (see `kinship`)."""
    a, b = view.blocks[left].text, view.blocks[right].text
    gain = word_across(a, b)
    seen = _seen(view.page, a, b)
    fluent = fluency(view.table, a, b)
    figure = a[-1].isdigit() or (a[-1] in ".．" and a[-2:-1].isdigit())
    follows = b[0].isdigit() or b[0] in ".,—～-%" or _MEASURE.match(b) is not None
    opened, closing = _unclosed(a), _unopened(b)
    steps = view.place[right] - view.place[left]
    if left in view.place_first and right in view.place_first and steps > 0:
        steps = min(steps, view.place_first[right] - view.place_first[left])
    start = open_start(b)
    item = _next_item(a, b)
    numbered = _next_number(view, left, right)
    return Evidence(
        prior=1.0,
        known=known,
        refuted=refuted,
        word=min(gain, 3.0) if gain > 0.5 else 0.0,
        left_stray=1.0 if gain < 0.5 and stray_at_end(a) else 0.0,
        right_stray=1.0 if gain < 0.5 and stray_at_start(b) else 0.0,
        seen4=1.0 if seen == 4 else 0.0,
        seen3=1.0 if seen == 3 else 0.0,
        seen2=1.0 if seen == 2 else 0.0,
        fluent=fluent,
        fluent_good=max(fluent, 0.0),
        triples=float(triples_across(view.table, a, b)),
        number=1.0 if figure and follows else 0.0,
        number_bad=1.0 if figure != follows and (figure or b[0] in ".%") else 0.0,
        quote=1.0 if opened and closing else 0.0,
        quote_bad=1.0 if opened != closing else 0.0,
        mark_bad=1.0 if a[-1] in "，、；：“（《" and b[0] in "，。、；：！？）》”" else 0.0,
        long=1.0 if _clause_length(a, b) > _LONGEST_CLAUSE else 0.0,
        item=1.0 if item > 0 else 0.0,
        item_bad=1.0 if item < 0 else 0.0,
        number_next=1.0 if numbered > 0 else 0.0,
        number_next_bad=1.0 if numbered < 0 else 0.0,
        page=1.0 if steps == 1 and _page_between(view, left, right) else 0.0,
        next=1.0 if steps == 1 else 0.0,
        near=1.0 / steps if steps > 1 else 0.0,
        back=1.0 if steps < 0 else 0.0,
        first=1.0 if view.place[right] == 0 else 0.0,
        kin=0.0,
        around=0.0,
        start_open=max(start, 0.0),
        start_closed=max(-start, 0.0),
        below_heading=1.0 if right in view.below else 0.0,
        left_weak=1.0 - open_end(a),
    )


def _page_between(view: View, left: int, right: int) -> bool:
    between = view.blocks[left + 1 : right]
    return bool(between) and any(is_page_number(block.text) for block in between)


def kinship(view: View, left: int, right: int) -> tuple[float, float]:
    """Rare words that two blocks share, and those that each shares with the other's neighbour."""
    near = 0.0
    k, m = view.place[left], view.place[right]
    if k and k - 1 != m:
        near += _shared(view, view.order[k - 1], right)
    if m + 1 < len(view.order) and m + 1 != k:
        near += _shared(view, left, view.order[m + 1])
    return _shared(view, left, right), near


def _shared(view: View, a: int, b: int) -> float:
    first, second = _pairs(view, a), _pairs(view, b)
    if not first or not second:
        return 0.0
    common = sum(rarity(view.table, pair) for pair in first & second)
    return common / (8 + min(len(first), len(second)))


def _pairs(view: View, block: int) -> frozenset[str]:
    found = view.pairs.get(block)
    if found is None:
        text = view.blocks[block].text
        found = frozenset(pair for pair in map("".join, pairwise(text)) if _TWO_HAN.match(pair))
        view.pairs[block] = found
    return found


def _seen(page: str, a: str, b: str) -> int:
    """How many characters about the seam stand together somewhere on the page, up to 4."""
    if not (_HAN.match(a[-1]) and _HAN.match(b[0])) or a[-1] + b[0] not in page:
        return 0
    for size in (4, 3):
        for k in range(1, size):
            piece = a[-k:] + b[: size - k]
            if len(piece) == size and len(_HAN.findall(piece)) == size and piece in page:
                return size
    return 2


_MARK = re.compile("[，。；：、！？]")
_LONGEST_CLAUSE = 38


def _clause_length(a: str, b: str) -> int:
    """Length of the clause that the seam would lie in."""
    first = _MARK.search(b, 0, 60)
    return len(_MARK.split(a[-60:])[-1]) + (first.start() if first else min(len(b), 60))


_ITEM = re.compile(r"([一二三四五六七八九])是|([①-⑩])|(首先|其次|再次|最后)")
_ITEMS = ("一二三四五六七八九", "①②③④⑤⑥⑦⑧⑨⑩", ("首先", "其次", "再次", "最后"))


def _next_item(a: str, b: str) -> int:
    """1 where the first enumerated item of ``b`` is the next after the last of ``a``, -1 where it cannot be."""
    after = _ITEM.search(b)
    if after is None:
        return 0
    number = _item(after)
    before = list(_ITEM.finditer(a))
    if not before:
        return -1 if number[1] > 0 else 0
    last = _item(before[-1])
    return 0 if last[0] != number[0] else 1 if number[1] == last[1] + 1 else -1


def _item(match: re.Match[str]) -> tuple[int, int]:
    kind = next(k for k in (1, 2, 3) if match[k])
    return kind, _ITEMS[kind - 1].index(match[kind])


_NUMBER = re.compile(r"([（(])?([一二三四五六七八九十]{1,3}|\d{1,2})(?:([）)])|[、.](?!\d))|第([一二三四五六七八九十百\d]{1,4})([条章节])")


def _next_number(view: View, left: int, right: int) -> int:
    """1 where the numbering before the left block goes on after the right one, -1 where it does not."""
    before = after = None
    k = view.place[left]
    for m in range(k, max(-1, k - 4), -1):
        block = view.blocks[view.order[m]]
        before = _number(block.text)
        if before or (m < k and not block.mark and open_end(block.text) == 1.0):
            break
    k = view.place[right]
    for m in range(k + 1, min(len(view.order), k + 4)):
        after = _number(view.blocks[view.order[m]].text)
        if after:
            break
    if not before or not after or before[0] != after[0]:
        return 0
    return 1 if after[1] == before[1] + 1 else -1


@lru_cache(maxsize=4096)
def _number(text: str) -> tuple[str, int] | None:
    """Style and value of the number that a paragraph opens with."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    digits = match[2] or match[4]
    value = parse_number(digits)
    style = (match[1] or "") + (match[3] or "") + (match[5] or "") + ("1" if digits.isdigit() else "一")
    return None if value is None else (style, int(value))


def weigh(evidence: Evidence, weights: Evidence) -> float:
    """Log odds of the pair against the left half having no partner."""
    return sum(value * weight for value, weight in zip(evidence, weights, strict=True) if value)
