"""Bytes of a web page → lines of text: the document that a government site publishes, without the site.

The main text is the smallest element that holds most of the page's prose; its title comes from the page's
metadata or headings, its date and source from the metadata or the line that prints them. Paragraphs become lines,
headings without numbers get the marks of Markdown from the third rank on, tables become rows of cells parted by
tabs. Menus, scripts, forms and hidden parts are dropped. `readers` calls `read_html`.
"""

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from luoshi.compiler.lines import read_number
from luoshi.diagnostics import diagnose
from luoshi.exchange.package import LARGEST_PART
from luoshi.exchange.table_rows import Cell, join_cell, write_rows
from luoshi.exchange.transcript import Transcript, UnreadableError, plain_lines
from luoshi.model.diagnostic import Diagnostic

FORMAT = "HTML"
_DROPPED = frozenset(
    "script style noscript template head iframe object embed applet form button select option input textarea nav footer aside"
    " svg canvas video audio map link meta dialog menu rt rp".split()
)
_BLOCKS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tbody thead tfoot tr td th caption blockquote"
    " pre hr center address figure figcaption fieldset details summary body".split()
)
_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 4}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SITE_PARTS = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|foot|copyright|breadcrumb|crumbs?|share|sidebar|pagination|toolbar|login|search|qrcode"
    r"|ewm|bshare|dqwz|wzdh|banner)(?:$|[\s_-])",
    re.I,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,30})", re.I)
_TITLE_NAMES = ("articletitle", "article:title", "og:title")
_SITE_NAME = re.compile(r"\s*(?:[_|]|\s[-–—]\s|--|—{2,}).*$")
_DATED = re.compile(
    r"(?:发布|成文|印发|公开|更新)?(?:日期|时间)\s*[:：]\s*(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
)
_SOURCE = re.compile(r"(?:信息|文章|稿件)?来源\s*[:：]\s*([^\s|｜:：]{2,30})")
_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
_PROSE = re.compile("[，。；：、]")
_LONGEST_TITLE = 120
_LONGEST_HEADING = 60
_DEEPEST = 600
_MOST_SPAN = 100
_MOST_CELLS = 200_000
_SHARE = 0.75


def read_html(data: bytes) -> Transcript:
    """The lines of the page in ``data``."""
    if len(data) > LARGEST_PART:
        raise UnreadableError("LS803", what="网页", limit=f"{LARGEST_PART // 2**20} MB")
    text, found = decode_page(data)
    tree = LexborHTMLParser(text.replace("\x00", " "))
    body = tree.body
    if body is None:
        raise UnreadableError("LS004")
    titles, facts = _metadata(tree)
    nodes = list(_walk(body))
    main = _main_text(body, nodes)
    lines = [line for line in _lines(main) if line.strip()]
    if not lines:
        raise UnreadableError("LS004")
    around = _outside(body, main)
    return Transcript(plain_lines([*_head(lines, titles, facts, around, tree), *lines]), found)


def decode_page(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """The page's text: by its byte order mark, as UTF-8 where it is that, else as the page declares."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(name, errors="replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        first_bad = error.start
    declared = _CHARSET.search(data[:8192])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name in ("gb2312", "gbk", "gb18030", "x-gbk", "hz-gb-2312"):
        return _tolerant(data, "gb18030", first_bad)
    if name in ("big5", "big5-hkscs", "x-big5"):
        return _tolerant(data, "big5hkscs", first_bad)
    if name in ("utf-8", "utf8"):
        return _tolerant(data, "utf-8", first_bad)
    try:
        return data.decode("gb18030"), (diagnose("LS005", encoding="GB18030"),)
    except UnicodeDecodeError:
        raise UnreadableError("LS003", byte=first_bad + 1) from None


def _tolerant(data: bytes, encoding: str, first_bad: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """A page may hold a few broken characters, which stay visible; more of them mean another encoding."""
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > 3 + sum(char > "\x7f" for char in text) // 200:
        raise UnreadableError("LS003", byte=first_bad + 1)
    return text, (diagnose("LS812", part=f"{broken} 个字符", reason="编码残缺"),) if broken else ()


def _metadata(tree: LexborHTMLParser) -> tuple[list[str], dict[str, str]]:
    """Titles in the order of trust, and what else the page says about its document."""
    named: dict[str, str] = {}
    for meta in tree.css("meta"):
        attributes = meta.attributes
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        if name and name not in named:
            named[name] = _squeeze(attributes.get("content") or "")
    titles = [named[name] for name in _TITLE_NAMES if named.get(name)]
    titles += [_squeeze(each.text()) for each in tree.css("h1")[:3]]
    title = tree.css_first("title")
    if title is not None:
        titles.append(_SITE_NAME.sub("", _squeeze(title.text())))
    facts = {}
    day = _DAY.search(named.get("pubdate", "") or named.get("publishdate", ""))
    if day:
        facts["date"] = f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}"
    if named.get("contentsource"):
        facts["source"] = named["contentsource"]
    return [each for each in titles if 4 <= len(each) <= _LONGEST_TITLE], facts


def _head(
    lines: list[str], titles: list[str], facts: dict[str, str], around: str, tree: LexborHTMLParser
) -> Iterator[str]:
    """The title and the dateline, where the main text does not begin with them."""
    opening = _bare("".join(lines[:6]))
    title = next((each for each in titles if _PROSE.sub("", each)), "")
    if title and not any(_bare(each) in opening for each in titles):
        yield title
    date, source = facts.get("date"), facts.get("source")
    printed = _DATED.search(around)
    if not date and printed:
        date = f"{printed[1]}-{int(printed[2]):02d}-{int(printed[3]):02d}"
    origin = _SOURCE.search(around)
    if not source and origin:
        source = origin[1]
    said = " ".join(lines[:6])
    parts = [f"发布日期：{date}"] if date and not _DATED.search(said) else []
    if source and parts and "来源" not in said:
        parts.append(f"来源：{source}")
    if parts:
        yield " ".join(parts)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000#]", "", text)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _is_dropped(node: LexborNode) -> bool:
    if node.tag in _DROPPED:
        return True
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(attributes.get("style") or ""):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return names != " " and node.tag not in ("body", "p", "span") and bool(_SITE_PARTS.search(names))


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, int, bool]]:
    """The nodes below ``root`` in order, with their depth; True when a node is left again."""
    stack: list[tuple[LexborNode, int, bool]] = [(root, 0, False)]
    while stack:
        node, depth, leaving = stack.pop()
        yield node, depth, leaving
        if leaving or node.tag == "-text":
            continue
        stack.append((node, depth, True))
        children = []
        child = node.child if depth < _DEEPEST else None
        while child is not None:
            tag = child.tag or "-"
            if tag == "-text" or (tag[0] not in "-!_" and not _is_dropped(child)):
                children.append((child, depth + 1, False))
            child = child.next
        stack += reversed(children)


def _main_text(body: LexborNode, nodes: list[tuple[LexborNode, int, bool]]) -> LexborNode:
    """The smallest element that holds most of the page's prose; text of links does not count."""
    totals: list[int] = [0]
    scores: list[tuple[int, int, LexborNode]] = []
    links = 0
    ordinal = 0
    for node, _, leaving in nodes:
        if node.tag == "-text":
            if not links:
                text = node.text_content or ""
                totals[-1] += len(text.strip()) * (3 if _PROSE.search(text) else 1)
        elif not leaving:
            totals.append(0)
            links += node.tag == "a"
        else:
            own = totals.pop()
            totals[-1] += own
            links -= node.tag == "a"
            ordinal += 1
            if node.tag in ("div", "section", "article", "main", "td", "body", "center", "blockquote"):
                scores.append((own, ordinal, node))
    whole = max((score for score, _, _ in scores), default=0)
    return next(
        (node for score, _, node in scores if score >= _SHARE * whole and not _in_data(node, body)), body
    )


def _in_data(node: LexborNode, body: LexborNode) -> bool:
    """Whether an element stands in a table of several cells: a table belongs to the text as a whole."""
    at = node if node.tag == "td" else node.parent
    while at is not None and at.mem_id != body.mem_id:
        if at.tag == "tr" and sum(child.tag in ("td", "th") for child in at.iter()) > 1:
            return len((node.text() or "").strip()) * 2 < len((at.parent or at).text() or "")
        at = at.parent
    return False


def _outside(body: LexborNode, main: LexborNode) -> str:
    """The text of the page before and behind the main text, in which date and source are printed."""
    parts = []
    inside = False
    for node, _, leaving in _walk(body):
        if node.mem_id == main.mem_id and main.mem_id != body.mem_id:
            inside = not leaving
        elif node.tag == "-text" and not inside:
            parts.append((node.text_content or "").strip())
        if len(parts) > 4000:
            break
    return " ".join(part for part in parts if part)


def _lines(root: LexborNode) -> Iterator[str]:
    """The lines of an element: blocks and line breaks part them."""
    parts: list[str] = []
    lists: list[int] = []
    heading = 0
    skip = -1
    for node, depth, leaving in _walk(root):
        if skip >= 0:
            skip = -1 if leaving and depth == skip else skip
            continue
        tag = node.tag
        if tag == "-text":
            parts.append(node.text_content or "")
            continue
        if tag == "br" and not leaving:
            yield from _flush(parts, heading)
        if tag not in _BLOCKS:
            continue
        yield from _flush(parts, heading)
        if tag == "table" and not leaving and depth < 400:
            rows = list(_table(node))
            if rows:
                skip = depth
                yield from rows
        elif tag in _HEADINGS:
            heading = 0 if leaving else _HEADINGS[tag]
        elif tag in ("ol", "ul"):
            if leaving and lists:
                lists.pop()
            elif not leaving:
                first = node.attributes.get("start") or ""
                lists.append(
                    (int(first) - 1 if re.fullmatch(r"\d{1,4}", first) else 0) if tag == "ol" else -1
                )
        elif tag == "li" and not leaving and lists and lists[-1] >= 0:
            lists[-1] += 1
            parts.append(f"{lists[-1]}. ")
    yield from _flush(parts, heading)


def _flush(parts: list[str], heading: int) -> Iterator[str]:
    """The line that the parts make; white space collapses, an indent of full-width blanks stays."""
    text = re.sub(r"[ \t\r\n\f\v\xa0]+", " ", "".join(parts)).strip(" ")
    parts.clear()
    if not text.strip():
        return
    body = text.strip()
    if heading and len(body) <= _LONGEST_HEADING and body[-1] not in "。；：" and not read_number(body):
        text = f"{'#' * (heading + 2)} {body}"
    yield text


def _table(table: LexborNode) -> Iterator[str]:
    """The rows of a table of data; nothing for a table that only lays out the page."""
    rows: list[list[LexborNode]] = []
    for node, _, leaving in _walk(table):
        if leaving:
            continue
        if node.tag == "table" and node.mem_id != table.mem_id:
            return
        if node.tag == "tr":
            rows.append([])
        elif node.tag in ("td", "th") and rows:
            rows[-1].append(node)
    if max(map(len, rows), default=0) < 2:
        return
    grid = _grid(rows)
    width = max(map(len, grid), default=0)
    for row in write_rows([[*line, *[Cell()] * (width - len(line))] for line in grid]):
        if row is not None:
            yield row.text


def _grid(rows: list[list[LexborNode]]) -> list[list[Cell]]:
    """All cells in their columns; those merged with a neighbour say so."""
    grid: list[list[Cell]] = []
    above: dict[int, tuple[int, Cell]] = {}
    count = 0
    for row in rows:
        line: list[Cell] = []
        below: dict[int, tuple[int, Cell]] = {}
        for node in row:
            _carry(line, above, below)
            text = join_cell([part.lstrip("# ") for part in _lines(node)]).replace("\t", " ")
            rest = _span(node, "rowspan") - 1
            for k in range(_span(node, "colspan")):
                cell = Cell(text, across=k > 0)
                if rest:
                    below[len(line)] = (rest, cell)
                line.append(cell)
        _carry(line, above, below)
        above = below
        count += len(line)
        if count > _MOST_CELLS:
            raise UnreadableError("LS803", what="网页表格的单元格", limit=f"{_MOST_CELLS // 10_000} 万个")
        grid.append(line)
    return grid


def _carry(line: list[Cell], above: dict[int, tuple[int, Cell]], below: dict[int, tuple[int, Cell]]) -> None:
    """Go on with the cells that are merged from above, as far as they stand next."""
    while len(line) in above:
        rest, cell = above[len(line)]
        if rest > 1:
            below[len(line)] = (rest - 1, cell)
        line.append(cell._replace(down=True))


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return max(1, min(int(value), _MOST_SPAN)) if re.fullmatch(r"\d{1,6}", value) else 1
