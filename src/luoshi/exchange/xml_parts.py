"""The XML inside an archive → elements, without entities and without the network.

The readers of DOCX, XLSX and OFD read their parts here. A part that declares entities, is malformed or is too large
leaves as `UnreadableError`.
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from luoshi.exchange.package import read_member
from luoshi.exchange.transcript import UnreadableError

_STRICT_NAMES = tuple(
    (f"http://purl.oclc.org/ooxml/{room}/{part}".encode(), f"http://schemas.openxmlformats.org/{room}/2006/{part}".encode())
    for room, part in (
        ("wordprocessingml", "main"), ("spreadsheetml", "main"), ("officeDocument", "relationships"), ("officeDocument", "math"),
    )
)  # fmt: skip


def parse_xml(data: bytes, name: str, format_name: str) -> etree._Element:
    """The root of an XML part; a part that declares entities or is malformed is refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    _refuse_declarations(data, name)
    if b"purl.oclc.org/ooxml" in data[:10_000]:
        data = _transitional(data)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("LS801", format=format_name, reason=f"{name} 不是完整的 XML") from error
    if root is None:
        raise UnreadableError("LS801", format=format_name, reason=f"{name} 是空的")
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("LS805", member=name)
    return root


def read_xml(archive: zipfile.ZipFile, name: str, format_name: str) -> etree._Element:
    """The root of the XML member ``name``."""
    return parse_xml(read_member(archive, name, format_name), name, format_name)


def find_xml(archive: zipfile.ZipFile, name: str, format_name: str) -> etree._Element | None:
    """The root of the XML member ``name``, None where the archive has none."""
    return read_xml(archive, name, format_name) if name in archive.NameToInfo else None


def _refuse_declarations(data: bytes, name: str) -> None:
    """No format here has a document type; the parser would stop at its entities with a less telling error."""
    head = data[:10_000]
    if any("<!DOCTYPE".encode(code) in head for code in ("ascii", "utf-16-le", "utf-16-be")):
        raise UnreadableError("LS805", member=name)


def _transitional(data: bytes) -> bytes:
    """The strict variant of Office's XML under the names of the ordinary one."""
    for strict, plain in _STRICT_NAMES:
        data = data.replace(strict, plain)
    return data


def stream_xml(data: bytes, name: str, format_name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements ``tags`` of a large XML part as they end; each is emptied when the next is asked for."""
    _refuse_declarations(data, name)
    if b"purl.oclc.org/ooxml" in data[:10_000]:
        data = _transitional(data)
    try:
        events = etree.iterparse(
            io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for _, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("LS801", format=format_name, reason=f"{name} 不是完整的 XML") from error
