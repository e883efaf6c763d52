"""Archives and the XML inside them, opened so that no file can take the machine down.

DOCX, XLSX, OFD and ZIP are all archives. Their readers open them here: sizes are counted while unpacking and
never believed, names that leave the archive are refused, and XML is parsed without entities and without the
network. What is wrong leaves as `UnreadableError`.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from luoshi.exchange.transcript import UnreadableError

LARGEST_FILE: Final = 256 * 2**20
LARGEST_PART: Final = 32 * 2**20
LARGEST_SHEET: Final = 96 * 2**20
_TAIL = 66_000  # the end record and the longest comment behind it
_LARGEST_DIRECTORY = 16 * 2**20
_STRICT_NAMES = tuple(
    (f"http://purl.oclc.org/ooxml/{room}/{part}".encode(), f"http://schemas.openxmlformats.org/{room}/2006/{part}".encode())
    for room, part in (
        ("wordprocessingml", "main"), ("spreadsheetml", "main"), ("officeDocument", "relationships"), ("officeDocument", "math"),
    )
)  # fmt: skip
_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
    struct.error,
)


def open_archive(source: bytes | Path, format_name: str) -> zipfile.ZipFile:
    """The archive in these bytes or at this path; ``format_name`` is what messages call it."""
    tail = source[-_TAIL:] if isinstance(source, bytes) else _read_tail(source)
    at = tail.rfind(b"PK\x05\x06")
    # the directory's size is known before anything is read of it
    if 0 <= at <= len(tail) - 16 and struct.unpack_from("<I", tail, at + 12)[0] > _LARGEST_DIRECTORY:
        raise UnreadableError("LS803", what="压缩包的目录", limit=f"{_LARGEST_DIRECTORY // 2**20} MB")
    try:
        return zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except FileNotFoundError:
        raise
    except _FAULTS as error:
        raise UnreadableError("LS801", format=format_name, reason="压缩包的目录残缺") from error


def _read_tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return file.read()


def read_member(archive: zipfile.ZipFile, name: str, format_name: str, limit: int = LARGEST_PART) -> bytes:
    """The bytes of a member, at most ``limit``."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise UnreadableError("LS801", format=format_name, reason=f"缺少 {name}") from None
    if info.flag_bits & 1:
        raise UnreadableError("LS802", format=format_name)
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except NotImplementedError as error:
        raise UnreadableError("LS801", format=format_name, reason=f"{name} 的压缩方法不支持") from error
    except RuntimeError as error:
        raise UnreadableError("LS802", format=format_name) from error
    except _FAULTS as error:
        raise UnreadableError("LS801", format=format_name, reason=f"{name} 解压出错") from error
    if len(data) > limit:
        raise UnreadableError("LS803", what=f"{name} 解压后", limit=f"{limit // 2**20} MB")
    return data


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
    if b"<!ENTITY" in data[:100_000]:
        raise UnreadableError("LS805", member=name)
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


def _transitional(data: bytes) -> bytes:
    """The strict variant of Office's XML under the names of the ordinary one."""
    for strict, plain in _STRICT_NAMES:
        data = data.replace(strict, plain)
    return data


def stream_xml(data: bytes, name: str, format_name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements ``tags`` of a large XML part as they end; each is emptied when the next is asked for."""
    head = data[:4096]
    if any("<!DOCTYPE".encode(code) in head for code in ("ascii", "utf-16-le", "utf-16-be")):
        raise UnreadableError("LS805", member=name)
    if b"purl.oclc.org/ooxml" in head:
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
