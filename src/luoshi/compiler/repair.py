"""Blocks → page: the flow in reading order, and what the page shows of copies, seams and lost edges.

`read_page` is the way in. A copy stays in the flow, marked; halves that belong together become one paragraph; a
half whose partner is lost is marked as cut. Nothing is left out and nothing is corrected.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.compiler.copies import Copy, find_copies
from luoshi.compiler.damage import find_damages
from luoshi.compiler.flow import Flow, FlowParagraph
from luoshi.compiler.normalise import Block, read_blocks
from luoshi.compiler.pairing import Seams, find_seams
from luoshi.model.structure import Damage, Duplicate, Join, Truncation
from luoshi.model.text import Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The reading text of a document and its page findings, these in source offsets."""

    flow: Flow
    duplicates: tuple[Duplicate, ...]
    joins: tuple[Join, ...]
    truncated: tuple[Truncation, ...]
    damages: tuple[Damage, ...]


def read_page(document: Document) -> Page:
    """Normalise a document, find what its page does to the text, and put it in reading order."""
    page = read_blocks(document)
    blocks = page.blocks
    copies = find_copies([block.text for block in blocks], [block.kind == "text" for block in blocks])
    seams = find_seams(blocks, copies)
    name = document.id
    truncated = [Truncation(span=Span(name, blocks[i].start, blocks[i].end), edge="start") for i in seams.cut_starts]
    truncated += [Truncation(span=Span(name, blocks[i].start, blocks[i].end), edge="end") for i in seams.cut_ends]
    return Page(
        flow=assemble(page.source, blocks, copies, seams, page.language),
        duplicates=tuple(
            Duplicate(
                first=Span(name, blocks[copy.first].place(copy.first_start), blocks[copy.first].place(copy.first_end - 1) + 1),
                copy=Span(name, blocks[copy.copy].place(copy.copy_start), blocks[copy.copy].place(copy.copy_end - 1) + 1),
            )
            for copy in copies
        ),
        joins=tuple(
            Join(left_end=blocks[join.left].end, right_start=blocks[join.right].start) for join in seams.joins
        ),
        truncated=tuple(sorted(truncated, key=lambda cut: (cut.span, cut.edge))),
        damages=find_damages(name, blocks) if page.language.startswith("zh") else (),
    )


def read_flow(document: Document) -> Flow:
    """The reading text alone."""
    return read_page(document).flow


# --- the flow ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A stretch of a block that is read in one go."""

    block: int
    start: int
    end: int
    first: tuple[int, int] | None  # where it stood first, if it is a copy


def assemble(source: str, blocks: Sequence[Block], copies: Sequence[Copy], seams: Seams, language: str) -> Flow:
    """Put the blocks in reading order: halves together at the place of the left one, copies where they stand."""
    follower = {join.left: join.right for join in seams.joins}
    rights = set(follower.values())
    chains = _chains(len(blocks), follower, rights)
    parts = _parts(blocks, copies)
    text: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    cuts: set[int] = set()
    paragraphs: list[FlowParagraph] = []
    home: dict[tuple[int, int], int] = {}  # paragraph in which a stretch of a block was first printed
    pending: list[tuple[int, tuple[int, int]]] = []
    at = 0
    for chain in chains:
        for group in _groups(chain, parts):
            begin = at
            for part in group:
                block = blocks[part.block]
                if part is not group[0]:
                    cuts.add(at)
                for piece_start, piece_end in _slice(block, part.start, part.end):
                    starts.append(at)
                    origins.append(piece_start)
                    at += piece_end - piece_start
                text.append(block.text[part.start : part.end])
                home[part.block, part.start] = len(paragraphs)
            if group[0].first is not None:
                pending.append((len(paragraphs), group[0].first))
            head, tail = group[0], group[-1]
            paragraphs.append(
                FlowParagraph(
                    start=begin,
                    end=at,
                    kind=blocks[head.block].kind,
                    mark=blocks[head.block].mark,
                    cut_start=head.start == 0 and head.block in seams.cut_starts,
                    cut_end=tail.end == len(blocks[tail.block].text) and tail.block in seams.cut_ends,
                )
            )
            text.append("\n")
            at += 1
    for index, (block_index, offset) in pending:
        found = home.get((block_index, _part_start(parts[block_index], offset)))
        if found is not None and found != index:
            old = paragraphs[index]
            paragraphs[index] = FlowParagraph(
                start=old.start, end=old.end, kind=old.kind, mark=old.mark, copy_of=found,
                cut_start=old.cut_start, cut_end=old.cut_end,
            )  # fmt: skip
    return Flow(
        text="".join(text[:-1]),
        source=source,
        run_starts=tuple(starts),
        run_origins=tuple(origins),
        paragraphs=tuple(paragraphs),
        cuts=frozenset(cuts),
        language=language,
    )


def _chains(number: int, follower: dict[int, int], rights: set[int]) -> list[list[int]]:
    """Blocks in reading order; joined ones in one list. A ring, which no page should have, is opened."""
    chains = []
    used: set[int] = set()
    for start in (*(i for i in range(number) if i not in rights), *sorted(rights)):
        chain = []
        at: int | None = start
        while at is not None and at not in used:
            used.add(at)
            chain.append(at)
            at = follower.get(at)
        if chain:
            chains.append(chain)
    return sorted(chains, key=lambda chain: chain[0]) if rights else chains


def _parts(blocks: Sequence[Block], copies: Sequence[Copy]) -> list[list[_Part]]:
    """Each block cut into what is printed first and what is a copy."""
    by_block: dict[int, list[Copy]] = {}
    for copy in copies:
        by_block.setdefault(copy.copy, []).append(copy)
    found = []
    for i, block in enumerate(blocks):
        parts = []
        at = 0
        for copy in by_block.get(i, ()):
            if copy.copy_start > at:
                parts.append(_Part(block=i, start=at, end=copy.copy_start, first=None))
            first = (copy.first, copy.first_start)
            # a copy of several pieces in a row is one paragraph, told by its first piece
            if parts and parts[-1].first is not None and parts[-1].end == copy.copy_start:
                parts[-1] = _Part(block=i, start=parts[-1].start, end=copy.copy_end, first=parts[-1].first)
            else:
                parts.append(_Part(block=i, start=copy.copy_start, end=copy.copy_end, first=first))
            at = copy.copy_end
        if at < len(block.text):
            parts.append(_Part(block=i, start=at, end=len(block.text), first=None))
        found.append(parts)
    return found


def _groups(chain: Sequence[int], parts: Sequence[Sequence[_Part]]) -> list[list[_Part]]:
    """The paragraphs of a chain of blocks: parts read on over a seam, but what is new is kept from copies."""
    groups: list[list[_Part]] = []
    for block in chain:
        for part in parts[block]:
            over_seam = groups and groups[-1][-1].block != block
            if over_seam and (groups[-1][-1].first is None) == (part.first is None):
                groups[-1].append(part)
            else:
                groups.append([part])
    return groups


def _part_start(parts: Sequence[_Part], offset: int) -> int:
    return next((part.start for part in parts if part.start <= offset < part.end), 0)


def _slice(block: Block, start: int, end: int) -> list[tuple[int, int]]:
    """The source pieces of a stretch of a block."""
    if start == 0 and end == len(block.text):
        return list(block.pieces)
    found = []
    at = 0
    for piece_start, piece_end in block.pieces:
        size = piece_end - piece_start
        low, high = max(start, at), min(end, at + size)
        if low < high:
            found.append((piece_start + low - at, piece_start + high - at))
        at += size
    return found
