"""Bytes of an OFD file (GB/T 33190) → lines of text with page and box, from its text layer.

An OFD is an archive of XML: OFD.xml names the documents, Document.xml the pages, a page holds text objects, each
with its box, a transformation and pieces of text with the way from character to character. Only what is needed to
place the characters is read; templates, annotations and signatures are not. `readers` calls `read_ofd`.
"""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from luoshi.diagnostics import diagnose
from luoshi.exchange.package import open_archive
from luoshi.exchange.page_text import layout_page, running_lines, without_running_lines
from luoshi.exchange.ruled_tables import Char, Rule
from luoshi.exchange.transcript import Line, Transcript, UnreadableError
from luoshi.exchange.xml_parts import read_xml
from luoshi.model.diagnostic import Diagnostic

FORMAT = "OFD"
_POINTS = 72 / 25.4  # OFD measures in millimetres
_MOST_PAGES = 5000
_MOST_CHARS = 200_000
_MOST_REPEATS = 10_000
_A4_HEIGHT = 297.0
_NUMBER = re.compile(r"-?(?:\d++(?:\.\d++)?|\.\d++)(?:[eE][-+]?\d+)?")
_PATH = re.compile(r"([MLCQBAS])|(-?\d*\.?\d+(?:[eE][-+]?\d+)?)")
_REFERENCES = re.compile(r"\d{1,9}")


def read_ofd(data: bytes) -> Transcript:
    """The lines of the document in ``data``."""
    archive = open_archive(data, FORMAT)
    names = {name.lower(): name for name in archive.NameToInfo}
    if "ofd.xml" not in names:
        raise UnreadableError("LS801", format=FORMAT, reason="缺少 OFD.xml")
    root = read_xml(archive, names["ofd.xml"], FORMAT)
    pages: list[list[Line]] = []
    heights: list[float] = []
    found: list[Diagnostic] = []
    missing: list[str] = []
    pictured = False
    for part in _all(root, "DocRoot"):
        document_name = _resolve("", part.text or "", names)
        if document_name is None:
            raise UnreadableError("LS801", format=FORMAT, reason=f"缺少 {part.text or 'Document.xml'}")
        document = read_xml(archive, document_name, FORMAT)
        default = _page_height(document)
        for page in _all(document, "Page"):
            if len(pages) >= _MOST_PAGES:
                raise UnreadableError("LS803", what="页数", limit=f"{_MOST_PAGES} 页")
            name = _resolve(document_name, page.get("BaseLoc") or "", names)
            if name is None:
                missing.append(str(len(pages) + 1))
                pages.append([])
                heights.append(default)
                continue
            content = read_xml(archive, name, FORMAT)
            pages.append(_read_page(content, len(pages) + 1))
            heights.append(_page_height(content) or default)
            pictured = pictured or next(_all(content, "ImageObject"), None) is not None
    if not any(pages):
        raise UnreadableError("LS806" if pictured else "LS004", format=FORMAT)
    if missing:
        found.append(diagnose("LS812", part=f"第 {'、'.join(missing[:10])} 页", reason="文件里缺少这一页"))
    heads = running_lines(pages, heights)
    if heads:
        found.append(diagnose("LS811", lines="；".join(f"“{text}”" for text in heads[:4])))
    return Transcript(tuple(without_running_lines(pages, heights, heads)), tuple(found))


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements called ``name``, whatever their namespace."""
    return root.iter(f"{{*}}{name}")


def _resolve(base: str, location: str, names: dict[str, str]) -> str | None:
    """A location inside the archive: absolute, or relative to the part that names it."""
    location = location.strip()
    path = (
        location.lstrip("/")
        if location.startswith("/")
        else posixpath.join(posixpath.dirname(base), location)
    )
    return names.get(posixpath.normpath(path).lower())


def _page_height(root: etree._Element) -> float:
    box = next(_all(root, "PhysicalBox"), None)
    values = _numbers(box.text if box is not None else None)
    return (values[3] if len(values) == 4 and values[3] > 0 else _A4_HEIGHT) * _POINTS


def _numbers(text: str | None) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text or "")]


def _read_page(content: etree._Element, page: int) -> list[Line]:
    chars: list[Char] = []
    rules: list[Rule] = []
    for element in content.iter("{*}TextObject", "{*}PathObject"):
        if len(chars) > _MOST_CHARS:
            raise UnreadableError("LS803", what=f"第 {page} 页的文字", limit=f"{_MOST_CHARS // 10_000} 万字")
        if etree.QName(element).localname == "TextObject":
            chars += _characters(element)
        else:
            rules += _rules(element)
    return layout_page(chars, rules, page)


def _placed(element: etree._Element) -> tuple[float, float, list[float]]:
    """Where the coordinates inside an object start, and its transformation."""
    boundary = [*_numbers(element.get("Boundary")), 0.0, 0.0]
    matrix = _numbers(element.get("CTM"))
    return boundary[0], boundary[1], matrix if len(matrix) == 6 else [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]


def _characters(element: etree._Element) -> Iterator[Char]:
    left, top, (a, b, c, d, e, f) = _placed(element)
    size = (_numbers(element.get("Size")) or [4.0])[0]
    wide = (_numbers(element.get("HScale")) or [1.0])[0]
    height = abs(size * d) or size
    x = y = 0.0
    for code in _all(element, "TextCode"):
        x = (_numbers(code.get("X")) or [x])[0]
        y = (_numbers(code.get("Y")) or [y])[0]
        across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        here_x, here_y = x, y
        for i, char in enumerate(code.text or ""):
            width = size * wide * (0.5 if char < "\u0250" else 1.0)
            if not char.isspace():
                px, py = left + a * here_x + c * here_y + e, top + b * here_x + d * here_y + f
                right = px + max(abs(a) * width, 0.1)
                yield Char(
                    px * _POINTS,
                    (py - 0.88 * height) * _POINTS,
                    right * _POINTS,
                    (py + 0.12 * height) * _POINTS,
                    char,
                )
            here_x += across[i] if i < len(across) else (width if not down else 0.0)
            here_y += down[i] if i < len(down) else 0.0


def _steps(text: str | None) -> list[float]:
    """The way from character to character; ``g 5 3.2`` stands for five times 3.2."""
    found: list[float] = []
    words = (text or "").split()
    i = 0
    while i < len(words) and len(found) < _MOST_REPEATS:
        if words[i] == "g" and i + 2 < len(words):
            times = int(words[i + 1]) if _REFERENCES.fullmatch(words[i + 1]) else 0
            found += [_float(words[i + 2])] * min(times, _MOST_REPEATS)
            i += 3
        else:
            found.append(_float(words[i]))
            i += 1
    return found


def _float(word: str) -> float:
    return float(word) if _NUMBER.fullmatch(word) else 0.0


def _rules(element: etree._Element) -> Iterator[Rule]:
    """The straight lines of a path."""
    left, top, (a, b, c, d, e, f) = _placed(element)
    data = next(_all(element, "AbbreviatedData"), None)
    command = ""
    values: list[float] = []
    last: tuple[float, float] | None = None
    for match in _PATH.finditer((data.text or "")[:100_000] if data is not None else ""):
        if match[1]:
            command, values = match[1], []
            continue
        values.append(float(match[2]))
        if command in ("M", "L", "S") and len(values) == 2:
            x, y = values
            here = ((left + a * x + c * y + e) * _POINTS, (top + b * x + d * y + f) * _POINTS)
            if command == "L" and last is not None:
                yield Rule(
                    min(last[0], here[0]), min(last[1], here[1]), max(last[0], here[0]), max(last[1], here[1])
                )
            last = here
            values = []
