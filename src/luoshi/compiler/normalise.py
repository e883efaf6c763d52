"""Document → blocks: lines and paragraphs of the page in their plain form, still in the page's order.

`repair.read_page` calls `read_blocks` and makes the flow of its blocks. Line breaks inside paragraphs, stray
spaces round figures, markup, invisible characters and injected pinyin are left out of the blocks.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from luoshi.compiler.flow import BOLD, Flow, ParagraphKind
from luoshi.compiler.folding import Language, detect_language, fold, turn_quotes
from luoshi.compiler.furniture import is_furniture, running_heads
from luoshi.compiler.wraps import Line, continuing_lines
from luoshi.model.text import Document

Piece = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, table row or piece of furniture as the page has it.

    ``text`` is its plain form; ``pieces`` are the stretches of the source, of the same length together.
    ``wrapped`` says that it was set in hard-wrapped lines.
    """

    text: str
    pieces: tuple[Piece, ...]
    kind: ParagraphKind = "text"
    mark: int = 0
    wrapped: bool = False

    @property
    def start(self) -> int:
        """Where the block begins in the source."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the block ends in the source."""
        return self.pieces[-1][1]

    def place(self, at: int) -> int:
        """The place of the character ``at`` of the text in the source."""
        for start, end in self.pieces:
            if at < end - start:
                return start + at
            at -= end - start
        raise IndexError(at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All blocks of a document in the order of the source."""

    source: str
    blocks: tuple[Block, ...]
    language: Language


_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff]+")
_BARRED = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.M)  # a row of a Markdown table
_ASTERISKS = re.compile(r"\*\*")
FURNITURE = 99  # the mark of a line of furniture
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxryw]|[zcs]h?)?(?:i(?:ang?|ao|ong|ng?|e|u|a)?|u(?:ang?|ai|an|o|i|n|e|a)?|[üv](?:an|e|n)?"
    r"|a(?:ng?|i|o)?|o(?:ng|u)?|e(?:ng?|i|r)?)"
)
_PINYIN = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?:"
    rf"{_SYLLABLE}[1-5](?![\d.%])"  # 珞luo4江
    rf"|(?=[a-zü]{{0,5}}[{_TONED}])[a-zü{_TONED}]{{1,6}}(?![a-z])"  # 珞luò江
    rf"|[（(]\s?(?:(?=[a-zü ]{{0,40}}[{_TONED}])[a-zü{_TONED} ]{{1,40}}|{_SYLLABLE}[1-5])\s?[）)])"  # 珞（luò）江
)
_MARKUP = re.compile(r"(#{1,6})(?:[ \t]+|(?=[^#\s\d]))|[-*+•][ \t]+|>[ \t]?")
_RULE = re.compile(r"[-*_=~]{3,}|`{3,}\w*|\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?")
_SPACE = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、（）“”《》≥≤〔]) +(?=[\dA-Za-z])"
    r"|(?<=[\dA-Za-z%℃‰]) +(?=[\u4e00-\u9fff，。；：、（）“”》%℃‰〕])"
    r"|(?<=\d) +(?=[—～~-] ?\d)|(?<=\d[—～~-]) +(?=\d)"
    r"|(?<=[，。；：、（“]) +(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) +(?=[，。；：、）”])"
)
_NUMBERED = re.compile(r"(?:表|图|专栏|附件|附表|附录)? ?[\d.-]+")  # a number that opens a line is its numbering
# Cells parted by spaces: the columns of a flattened table must stay apart.
_TABLE_LIKE = re.compile(r"[\d%〕] +[≥≤<>〔（~—-]*\d|\S ++\S++ ++\S++ ")
_PROSE = re.compile("[，。；]")


def read_blocks(document: Document) -> Page:
    """The blocks of a document in the order of the source."""
    source = document.text
    language = detect_language(source)
    folded = fold(source, language)
    if "|" in folded:
        folded = _BARRED.sub(lambda match: match[0].replace("|", "\t"), folded)
    left_out = _hidden(folded)
    lines, marks = _read_lines(folded, left_out)
    goes_on = continuing_lines(lines)
    for line in lines:
        if " " in line.text:
            left_out += _spaces(line)
    left_out.sort()
    blocks = []
    first = at = 0
    for i, line in enumerate(lines):
        if goes_on[i] and i + 1 < len(lines):
            continue
        while at < len(left_out) and left_out[at][1] <= lines[first].start:
            at += 1
        until = bisect_left(left_out, (line.end, 0), at)
        block = _block(folded, lines[first : i + 1], left_out[at:until], marks[first])
        if block is not None:
            blocks.append(block)
        first, at = i + 1, until
    return Page(source=source, blocks=tuple(blocks), language=language)


def _hidden(folded: str) -> list[Piece]:
    """Invisible characters, and pinyin where a web mirror has put it in."""
    found = [] if folded.isascii() else [match.span() for match in _INVISIBLE.finditer(folded)]
    injected = [match.span() for match in _PINYIN.finditer(folded)]
    return found + injected if len(injected) > 2 else found


def _read_lines(folded: str, left_out: list[Piece]) -> tuple[list[Line], list[int]]:
    """The lines that hold text, with the heading mark of each; markup goes to ``left_out``."""
    lines: list[Line] = []
    marks: list[int] = []
    before = 0
    for match in _LINE.finditer(folded):
        text = match[0]
        body = text.strip()
        if not body or _RULE.fullmatch(body):
            continue
        start = match.start() + text.index(body[0])
        indent = start - match.start()
        gap = folded.count("\n", before, start) > 1 or folded.count("\r", before, start) > 2
        before = end = start + len(body)
        mark = 0
        markup = _MARKUP.match(body)
        if markup:
            start += markup.end()
            mark = len(markup[1] or "")
            gap = True
        if body.endswith("#") and mark:
            end = start + len(folded[start:end].rstrip("# "))
        if "**" in body:
            if folded.startswith("**", start) and folded.endswith("**", start, end) and body.count("**") == 2:
                start, end, mark = start + 2, end - 2, mark or BOLD
            else:
                left_out += [(m.start(), m.end()) for m in _ASTERISKS.finditer(folded, start, end)]
        body = folded[start:end]
        if body.isspace() or not body:
            continue
        start, end = start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip())
        lines.append(Line(start, end, folded[start:end], indent, gap, mark > 0))
        marks.append(mark)
    heads = running_heads([line.text for line in lines])
    for i, line in enumerate(lines):
        if i in heads or is_furniture(line.text):
            lines[i] = line._replace(alone=True)
            marks[i] = FURNITURE
    return lines, marks


def _spaces(line: Line) -> list[Piece]:
    """Stray spaces of a line of prose round figures and marks; the columns of a table keep theirs."""
    text = line.text
    if "\t" not in text and _TABLE_LIKE.search(text) and not _PROSE.search(text):
        return []
    return [
        (line.start + match.start(), line.start + match.end())
        for match in _SPACE.finditer(text)
        if not _NUMBERED.fullmatch(text, 0, match.start())
    ]


def _block(folded: str, lines: list[Line], left_out: list[Piece], mark: int) -> Block | None:
    """One block of the lines of a paragraph without what is left out."""
    stretches = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        stretches.append((line.start, line.end))
        if after and (line.text[-1] + after.text[0]).isascii() and (line.text[-1] + after.text[0]).isalnum():
            stretches.append((line.end, line.end + 1))  # two words of English, parted by the line feed
    pieces: list[Piece] = []
    for start, end in stretches:
        for hidden_start, hidden_end in left_out:
            if start < hidden_end and hidden_start < end:
                if start < hidden_start:
                    pieces.append((start, hidden_start))
                start = hidden_end
        if start < end:
            pieces.append((start, end))
    merged: list[Piece] = []
    for start, end in pieces:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    text = "".join(folded[start:end] for start, end in merged)
    if "\n" in text or "\r" in text:
        text = re.sub("[\n\r]", " ", text)
    if not text.strip():
        return None
    if '"' in text:
        text = turn_quotes(text)
    kind: ParagraphKind = "furniture" if mark == FURNITURE else "row" if "\t" in text else "text"
    return Block(text=text, pieces=tuple(merged), kind=kind, mark=mark if mark <= BOLD else 0, wrapped=len(lines) > 1)


def read_flow(document: Document) -> Flow:
    """The flow of a document; see `repair.read_page`, which will be the only way in."""
    from luoshi.compiler.repair import read_page

    return read_page(document).flow
