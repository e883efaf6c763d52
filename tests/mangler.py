"""A page mangler: clean articles go in, a page as a bad day of OCR delivers it comes out, with the truth kept.

Articles are set in columns, so that paragraphs break anywhere between two blocks; the columns of one or two
articles are then shuffled or interleaved, stretches are printed again (exactly, with misread characters, or with
other block borders), heads and tails are lost, and page furniture is thrown in. Every character remembers where it
came from, and the truth is read off these memories, never guessed:

- a *join* is a pair of blocks of which one ends inside a sentence and the other begins with the very next character
  of that paragraph, of the same printing where there is one; no block is used twice;
- a *duplicate* is the longest stretch of a later block whose characters were all printed before within one earlier
  block in one piece; stretches of under ``NEUTRAL`` characters may be found or not;
- a block is *truncated* where it ends (or begins) inside a paragraph and the next (or preceding) character of that
  paragraph is printed nowhere on the page.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from luoshi.compiler.normalise import read_blocks
from luoshi.model.text import Document, DocumentId

NEUTRAL = 24

Origin = tuple[int, int]  # number of the paragraph over all articles, offset in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A paragraph of a clean article."""

    text: str
    heading: bool = False


@dataclass(slots=True, kw_only=True)
class Piece:
    """A block of the page: text and the origin of each character (None for what recognition put in)."""

    text: str
    origins: list[Origin | None]
    heading: bool = False
    furniture: bool = False
    printing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MangledPage:
    """A page and its truth, in offsets of ``text``; ``neutral`` are duplicates too short to count."""

    text: str
    joins: tuple[tuple[int, int], ...]
    duplicates: tuple[tuple[int, int, int, int], ...]
    neutral: tuple[tuple[int, int, int, int], ...]
    truncated: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What is drawn once per page."""

    marked: bool
    furniture: float
    faults: float


_ENDS = "。！？：”）…"
_MISREAD = {
    "未": "末", "己": "已", "人": "入", "日": "曰", "土": "士", "、": "，", "，": "、", "大": "太", "天": "夭", "市": "巿",
    "治": "冶", "往": "住", "设": "没", "处": "外", "间": "问", "广": "厂", "千": "干", "；": "，", "。": ".", "：": ":",
}  # fmt: skip
_FURNITURE = (
    "— {n} —", "第{n}页", "（下转{n}版）", "□本报记者", "本报全媒体记者", "广告", "（上接{n}版）", "责任编辑：值班编辑 版式：美术部",
    "来源：本报 字号：大 中 小", "新闻热线：0000-1234567",
)  # fmt: skip


def mangle(random: Random, articles: Sequence[Sequence[Source]]) -> MangledPage:
    """Make a page of one or two articles."""
    setting = _Setting(
        marked=random.random() < 0.7,
        furniture=random.choice((0.0, 0.1, 0.3)),
        faults=random.choice((0.0, 0.004, 0.01)),
    )
    texts: dict[int, str] = {}
    streams: list[list[list[Piece]]] = []
    number = 0
    for article in articles:
        pieces = []
        for source in article:
            texts[number] = source.text
            origins: list[Origin | None] = [(number, k) for k in range(len(source.text))]
            pieces.append(Piece(text=source.text, origins=origins, heading=source.heading))
            number += 1
        streams.append(_columns(random, pieces, random.randint(220, 900)))
    columns = _lose(random, _arrange(random, streams))
    blocks = [piece for column in columns for piece in column]
    blocks = _reprint(random, blocks, setting.faults)
    blocks = _furnish(random, blocks, setting.furniture)
    return _truth(blocks, texts, setting.marked, random)


def _columns(random: Random, pieces: list[Piece], width: int) -> list[list[Piece]]:
    """Fill columns of about ``width`` characters; what does not fit goes on in the next column."""
    columns: list[list[Piece]] = [[]]
    room = width
    for piece in pieces:
        rest = piece
        while not rest.heading and len(rest.text) > room and len(rest.text) > 16:
            cut = _cut(random, rest.text, max(4, room))
            if cut is None:
                break
            columns[-1].append(_slice(rest, 0, cut))
            columns.append([])
            rest = _slice(rest, cut, len(rest.text))
            room = width + random.randint(-width // 4, width // 4)
        columns[-1].append(rest)
        room -= len(rest.text)
        if room < 4:
            columns.append([])
            room = width + random.randint(-width // 4, width // 4)
    return [column for column in columns if column]


def _cut(random: Random, text: str, about: int) -> int | None:
    """A place near ``about`` where a sentence is broken: not behind its end, not at the paragraph's edges."""
    for _ in range(12):
        cut = about + random.randint(-6, 6)
        if 4 <= cut <= len(text) - 2 and text[cut - 1] not in _ENDS and text[cut] not in _ENDS + "，；、":
            return cut
    return None


def _slice(piece: Piece, start: int, end: int) -> Piece:
    return Piece(
        text=piece.text[start:end],
        origins=piece.origins[start:end],
        heading=piece.heading,
        printing=piece.printing,
    )


def _arrange(random: Random, streams: list[list[list[Piece]]]) -> list[list[Piece]]:
    """The columns of all articles in an order that no reader would choose."""
    order = [(i, k) for i, stream in enumerate(streams) for k in range(len(stream))]
    manner = random.random()
    if manner < 0.5:  # one after the other
        pass
    elif manner < 0.7 and len(streams) > 1:  # interleaved, each in its order
        at = [0] * len(streams)
        places = [i for i, _ in order]
        random.shuffle(places)
        order = []
        for i in places:
            order.append((i, at[i]))
            at[i] += 1
    elif manner < 0.9:  # some columns moved
        for _ in range(max(1, len(order) // 3)):
            order.insert(random.randrange(len(order)), order.pop(random.randrange(len(order))))
    else:
        random.shuffle(order)
    return [streams[i][k] for i, k in order]


def _lose(random: Random, columns: list[list[Piece]]) -> list[list[Piece]]:
    """Some columns were not recognised, some were cut off at the edge of the picture."""
    kept = [column for column in columns if len(columns) < 3 or random.random() > 0.08] or columns[:1]
    if random.random() < 0.4 and len(kept[0][0].text) > 40 and not kept[0][0].heading:
        cut = _cut(random, kept[0][0].text, random.randint(8, len(kept[0][0].text) - 12))
        if cut is not None:
            kept[0] = [_slice(kept[0][0], cut, len(kept[0][0].text)), *kept[0][1:]]
    last = kept[-1][-1]
    if random.random() < 0.4 and len(last.text) > 40 and not last.heading:
        cut = _cut(random, last.text, random.randint(12, len(last.text) - 8))
        if cut is not None:
            kept[-1] = [*kept[-1][:-1], _slice(last, 0, cut)]
    return kept


def _reprint(random: Random, blocks: list[Piece], faults: float) -> list[Piece]:
    """Print some stretches again further down: as they are, misread, or with other borders."""
    for printing in range(1, random.choice((1, 2, 2, 3, 4))):
        start = random.randrange(len(blocks))
        again = [
            Piece(text=b.text, origins=list(b.origins), heading=b.heading, printing=printing)
            for b in blocks[start : start + random.randint(1, 6)]
        ]
        manner = random.random()
        if manner < 0.35:
            again = _other_borders(random, again)
        again = [_misread(random, piece, faults) for piece in again if piece.text]
        at = random.randint(min(len(blocks), start + len(again)), len(blocks))
        blocks = [*blocks[:at], *again, *blocks[at:]]
    return blocks


def _other_borders(random: Random, pieces: list[Piece]) -> list[Piece]:
    """Glue neighbours, break paragraphs elsewhere, or begin in the middle of one."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if (
            before
            and not before.heading
            and not piece.heading
            and _adjoin(before, piece)
            and random.random() < 0.5
        ):
            found[-1] = Piece(
                text=before.text + piece.text, origins=before.origins + piece.origins, printing=piece.printing
            )
        else:
            found.append(piece)
    broken: list[Piece] = []
    for piece in found:
        if len(piece.text) > 80 and not piece.heading and random.random() < 0.4:
            cut = _cut(random, piece.text, random.randint(30, len(piece.text) - 30))
            if cut is not None:
                halves = [_slice(piece, 0, cut), _slice(piece, cut, len(piece.text))]
                broken += halves if random.random() < 0.7 else [random.choice(halves)]
                continue
        broken.append(piece)
    return broken


def _adjoin(before: Piece, after: Piece) -> bool:
    """Whether two blocks can run together: one ends a sentence, or the other carries it on."""
    edge, first = _last(before), after.origins[0]
    return before.text[-1] in _ENDS or (edge is not None and first == (edge[0], edge[1] + 1))


def _misread(random: Random, piece: Piece, rate: float) -> Piece:
    """Characters taken for others, lost, doubled, or with a stray word between them; headings are mostly spared."""
    out: list[str] = []
    origins: list[Origin | None] = []
    for char, origin in zip(piece.text, piece.origins, strict=True):
        draw = random.random()
        if draw > rate or (piece.heading and draw > rate / 3):
            out.append(char)
            origins.append(origin)
        elif draw < rate * 0.6:
            out.append(_MISREAD.get(char, char))
            origins.append(origin)
        elif draw < rate * 0.75:
            out.append(char * 2)
            origins += [origin, None]
        elif draw < rate * 0.9 or len(piece.text) < 8:
            stray = random.choice((" and ", "the", " "))
            out += [char, stray]
            origins += [origin, *([None] * len(stray))]
    text = "".join(out)
    lost = len(text) - len(text.lstrip())
    text = text.strip()
    return Piece(
        text=text, origins=origins[lost : lost + len(text)], heading=piece.heading, printing=piece.printing
    )


def _furnish(random: Random, blocks: list[Piece], share: float) -> list[Piece]:
    out = []
    for piece in blocks:
        out.append(piece)
        if random.random() < share:
            text = random.choice(_FURNITURE).format(n=random.randint(2, 9))
            out.append(Piece(text=text, origins=[None] * len(text), furniture=True))
    return out


def _truth(blocks: list[Piece], texts: dict[int, str], marked: bool, random: Random) -> MangledPage:
    """Set the page and read the truth off the origins."""
    mark = random.choice(("## {}", "**{}**", "### {}"))
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for piece in blocks:
        line = mark.format(piece.text) if piece.heading and marked else piece.text
        start = at + line.index(piece.text)
        spans.append((start, start + len(piece.text)))
        parts.append(line)
        at += len(line) + 2
    printed = {origin for piece in blocks for origin in piece.origins if origin}
    duplicates = _duplicates(blocks, spans)
    truncated = []
    joins = []
    starts: dict[Origin, list[int]] = {}
    for k, piece in enumerate(blocks):
        if not piece.furniture and piece.origins[0] is not None:
            starts.setdefault(piece.origins[0], []).append(k)
    ends: list[tuple[int, Origin]] = []
    for k, piece in enumerate(blocks):
        edge = _last(piece)
        if not piece.furniture and edge is not None and edge[1] + 1 < len(texts[edge[0]]):
            ends.append((k, (edge[0], edge[1] + 1)))
    used: set[int] = set()
    joined: set[int] = set()
    for same in (True, False):
        for k, after in ends:
            for m in _starting(starts, after):
                if (
                    k not in joined
                    and m not in used
                    and (blocks[m].printing == blocks[k].printing or not same)
                ):
                    used.add(m)
                    joined.add(k)
                    joins.append((spans[k][1], spans[m][0]))
    truncated += [(*spans[k], "end") for k, after in ends if k not in joined and after not in printed]
    for k, piece in enumerate(blocks):
        first = piece.origins[0]
        if piece.furniture or first is None or first[1] == 0:
            continue
        if (first[0], first[1] - 1) not in printed:
            truncated.append((*spans[k], "start"))
    return MangledPage(
        text="\n\n".join(parts),
        joins=tuple(joins),
        duplicates=tuple(d for d in duplicates if d[3] - d[2] >= NEUTRAL),
        neutral=tuple(d for d in duplicates if d[3] - d[2] < NEUTRAL),
        truncated=tuple(truncated),
    )


def _starting(starts: dict[Origin, list[int]], after: Origin) -> list[int]:
    """The blocks that begin at a place, or right behind it where recognition has lost a character or two."""
    return [m for gap in range(3) for m in starts.get((after[0], after[1] + gap), ())]


def _last(piece: Piece) -> Origin | None:
    return next((origin for origin in reversed(piece.origins) if origin), None)


def _duplicates(blocks: list[Piece], spans: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Maximal stretches of later blocks that one earlier block printed first, in one piece."""
    first: dict[Origin, tuple[int, int]] = {}
    found = []
    for k, piece in enumerate(blocks):
        run: list[tuple[int, int, int]] = []  # offset here, block and offset of the first printing

        def close(run: list[tuple[int, int, int]], k: int) -> None:
            if run:
                (s, block, a), (e, _, b) = run[0], run[-1]
                found.append(
                    (spans[block][0] + a, spans[block][0] + b + 1, spans[k][0] + s, spans[k][0] + e + 1)
                )

        fresh: list[tuple[Origin, int]] = []
        for offset, origin in enumerate(piece.origins):
            if origin is None:
                continue
            known = first.get(origin)
            if known is None:
                close(run, k)
                run = []
                fresh.append((origin, offset))
            elif run and run[-1][1] == known[0] and 0 < known[1] - run[-1][2] <= 3:
                run.append((offset, *known))
            else:
                close(run, k)
                run = [(offset, *known)]
        close(run, k)
        for origin, offset in fresh:
            first[origin] = (k, offset)
    return found


def read_article(path: Path) -> list[Source]:
    """A clean document as an article: its paragraphs, headings and other lines without a sentence marked."""
    text = path.read_text(encoding="utf-8")
    annotation = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    heads = [heading["span"] for heading in annotation["headings"]]
    if annotation.get("title"):
        heads.append(annotation["title"]["span"])
    copies = [(copy[2], copy[3]) for copy in annotation.get("duplicates", ())]
    onward = {right: left for left, right in annotation.get("joins", ())}
    texts: list[str] = []
    headings: list[bool] = []
    ends: dict[int, int] = {}  # where the paragraph so far ends in the source
    for block in read_blocks(Document(id=DocumentId(path.stem), text=text)).blocks:
        if block.kind != "text" or any(start <= block.start and block.end <= end for start, end in copies):
            continue
        if onward.get(block.start) in ends:
            k = ends.pop(onward[block.start])
            texts[k] += block.text
        else:
            k = len(texts)
            texts.append(block.text)
            headings.append(any(start <= block.start and block.end <= end + 1 for start, end in heads))
        ends[block.end] = k
    article = []
    for text, heading in zip(texts, headings, strict=True):
        whole = text[-1] in _ENDS + "；"
        if whole or heading or not any(mark in text for mark in "，。；"):  # a lost tail is no clean paragraph
            article.append(Source(text=text, heading=heading or not whole))
    return article
