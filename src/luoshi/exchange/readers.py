"""Bytes of whatever people have → documents.

`READERS` lists the formats in the order in which they are looked for; content decides, never the extension.
`read_source` is the way in: every file gives its document or one diagnostic with the reason and what to do, an
archive gives those of its members. The command line calls `read_document` for one file at a time.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from luoshi.diagnostics import diagnose
from luoshi.exchange.package import LARGEST_FILE, open_archive
from luoshi.exchange.text import read_text
from luoshi.exchange.transcript import LONGEST_TEXT, Transcript, UnreadableError, join_lines
from luoshi.exchange.zip_reader import list_members, unpack_member
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.text import Document, DocumentId, Span

Columns = Mapping[str, str]
"""What the heads of a workbook mean: {"要干的事": "工作任务"}."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A format: how it is called, which extensions it has, how it is recognised and how it is read."""

    format: str
    media_type: str
    extensions: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, Columns], Transcript]


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]|<meta\s|<(?:div|table|p)[\s>]", re.I)
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?\s*(?:<!--[^>]{0,2000}-->\s*)*<[!a-z]", re.I
)
_NOT_IN_SLUG = re.compile(r"[^\w.-]+")
_WORD_STREAM, _BOOK_STREAM, _OLD_BOOK_STREAM, _LOCKED_STREAM = (
    name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book", "EncryptedPackage")
)


def _holds(data: bytes, *names: bytes) -> bool:
    """Whether an archive holds one of these members; local headers tell even where its directory is lost."""
    return data.startswith(_ZIP) and any(name in data for name in names)


def _is_html(data: bytes) -> bool:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    return bool(_HTML_START.match(head) and _HTML.search(head))


def _is_image(data: bytes) -> bool:
    return data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


# The libraries of a format are imported when its first file comes.


def _read_pdf(data: bytes, columns: Columns) -> Transcript:
    from luoshi.exchange.pdf_reader import read_pdf

    return read_pdf(data)


def _read_docx(data: bytes, columns: Columns) -> Transcript:
    from luoshi.exchange.docx_reader import read_docx

    return read_docx(data)


def _read_xlsx(data: bytes, columns: Columns) -> Transcript:
    from luoshi.exchange.xlsx_reader import read_xlsx

    return read_xlsx(data, columns)


def _read_ofd(data: bytes, columns: Columns) -> Transcript:
    from luoshi.exchange.ofd_reader import read_ofd

    return read_ofd(data)


def _read_image(data: bytes, columns: Columns) -> Transcript:
    from luoshi.exchange.ocr_reader import read_image

    return read_image(data)


def _read_html(data: bytes, columns: Columns) -> Transcript:
    from luoshi.exchange.html_reader import read_html

    return read_html(data)


def _read_doc(data: bytes, columns: Columns) -> Transcript:
    return _read_docx(_converted(data, ".doc", "docx", "DOC、WPS"), columns)


def _read_rtf(data: bytes, columns: Columns) -> Transcript:
    return _read_docx(_converted(data, ".rtf", "docx", "RTF"), columns)


def _read_odt(data: bytes, columns: Columns) -> Transcript:
    return _read_docx(_converted(data, ".odt", "docx", "ODT"), columns)


def _read_xls(data: bytes, columns: Columns) -> Transcript:
    return _read_xlsx(_converted(data, ".xls", "xlsx", "XLS、ET"), columns)


def _read_ods(data: bytes, columns: Columns) -> Transcript:
    return _read_xlsx(_converted(data, ".ods", "xlsx", "ODS"), columns)


def _converted(data: bytes, extension: str, target: str, format_name: str) -> bytes:
    from luoshi.exchange.office_converter import convert

    return convert(data, extension, target, format_name)


def _refuse_locked(data: bytes, columns: Columns) -> Transcript:
    raise UnreadableError("LS802", format="Office 文件")


READERS: tuple[Reader, ...] = (
    Reader(
        format="PDF",
        media_type="application/pdf",
        extensions=(".pdf",),
        recognises=lambda data: b"%PDF-" in data[:1024],
        read=_read_pdf,
    ),
    Reader(
        format="DOCX",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        extensions=(".docx", ".docm", ".dotx"),
        recognises=lambda data: _holds(data, b"word/document"),
        read=_read_docx,
    ),
    Reader(
        format="XLSX",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        extensions=(".xlsx", ".xlsm"),
        recognises=lambda data: _holds(data, b"xl/workbook.xml"),
        read=_read_xlsx,
    ),
    Reader(
        format="OFD",
        media_type="application/ofd",
        extensions=(".ofd",),
        recognises=lambda data: _holds(data, b"OFD.xml", b"ofd.xml"),
        read=_read_ofd,
    ),
    Reader(
        format="加密的 Office 文件",
        media_type="application/x-ole-storage",
        extensions=(),
        recognises=lambda data: data.startswith(_OLE) and _LOCKED_STREAM in data,
        read=_refuse_locked,
    ),
    Reader(
        format="DOC、WPS",
        media_type="application/msword",
        extensions=(".doc", ".wps", ".wpt", ".dot"),
        recognises=lambda data: data.startswith(_OLE) and _WORD_STREAM in data,
        read=_read_doc,
    ),
    Reader(
        format="XLS、ET",
        media_type="application/vnd.ms-excel",
        extensions=(".xls", ".et", ".ett"),
        recognises=lambda data: data.startswith(_OLE) and (_BOOK_STREAM in data or _OLD_BOOK_STREAM in data),
        read=_read_xls,
    ),
    Reader(
        format="RTF",
        media_type="application/rtf",
        extensions=(".rtf",),
        recognises=lambda data: data.startswith(b"{\\rtf"),
        read=_read_rtf,
    ),
    Reader(
        format="ODT",
        media_type="application/vnd.oasis.opendocument.text",
        extensions=(".odt",),
        recognises=lambda data: _holds(data[:200], b"application/vnd.oasis.opendocument.text"),
        read=_read_odt,
    ),
    Reader(
        format="ODS",
        media_type="application/vnd.oasis.opendocument.spreadsheet",
        extensions=(".ods",),
        recognises=lambda data: _holds(data[:200], b"application/vnd.oasis.opendocument.spreadsheet"),
        read=_read_ods,
    ),
    Reader(
        format="图片",
        media_type="image/*",
        extensions=(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
        recognises=_is_image,
        read=_read_image,
    ),
    Reader(
        format="HTML",
        media_type="text/html",
        extensions=(".html", ".htm", ".shtml", ".xhtml"),
        recognises=_is_html,
        read=_read_html,
    ),
)
TEXT_EXTENSIONS = (".txt", ".md")
ARCHIVE_EXTENSIONS = (".zip",)
EXTENSIONS = frozenset((*TEXT_EXTENSIONS, *(each for reader in READERS for each in reader.extensions)))


def find_reader(data: bytes) -> Reader | None:
    """The reader for these bytes; None for plain text and for what nobody here can read."""
    return next((reader for reader in READERS if reader.recognises(data)), None)


def is_archive(data: bytes) -> bool:
    """Whether the bytes are an archive of documents and no document themselves."""
    return data.startswith(_ZIP) and find_reader(data) is None


def read_source(
    data: bytes, name: str, document_id: DocumentId | None = None, *, columns: Columns | None = None
) -> Outcome[tuple[Document, ...]]:
    """The documents in ``data``: one, or those of an archive; ``name`` is what messages call it."""
    if not is_archive(data):
        read = read_document(data, name, document_id, columns=columns)
        return Outcome(value=(read.value,) if read.value else (), diagnostics=read.diagnostics)
    documents: list[Document] = []
    found: list[Diagnostic] = []
    try:
        archive = open_archive(data, "ZIP")
        members = list_members(archive, EXTENSIONS)
    except UnreadableError as error:
        return Outcome(value=(), diagnostics=(_fault(error, name),))
    if not members:
        return Outcome(value=(), diagnostics=(diagnose("LS001", path=name, reason="压缩包里没有能读的文件"),))
    for member in members:
        path = f"{name}/{member.path}"
        try:
            inside = unpack_member(archive, member)
        except UnreadableError as error:
            found.append(_fault(error, path))
            continue
        slug = None if document_id is None else DocumentId(f"{document_id}-{slug_of(member.path)}")
        outcome = read_document(inside, path, slug, columns=columns)
        found += outcome.diagnostics
        documents += [outcome.value] if outcome.value else []
    return Outcome(value=tuple(documents), diagnostics=tuple(found))


def read_document(
    data: bytes, name: str, document_id: DocumentId | None = None, *, columns: Columns | None = None
) -> Outcome[Document | None]:
    """The document in ``data``, or None and the reason."""
    slug = document_id or DocumentId(slug_of(name))
    if len(data) > LARGEST_FILE:
        return _failed("LS803", name, what="文件", limit=f"{LARGEST_FILE // 2**20} MB")
    reader = find_reader(data)
    if reader is None:
        if is_archive(data):
            return _failed("LS002", name, format="压缩包套在压缩包里")
        read = read_text(data, name, slug)
        if read.value is not None and len(read.value.text) > LONGEST_TEXT:
            return _failed("LS803", name, what="文字", limit=f"{LONGEST_TEXT // 10_000} 万字")
        return read
    try:
        transcript = reader.read(data, columns or {})
        text, places = join_lines(transcript.lines)
    except UnreadableError as error:
        return Outcome(value=None, diagnostics=(_fault(error, name),))
    except RecursionError:
        return _failed("LS803", name, what="嵌套层数", limit="几百层")
    if not text.strip():
        return _failed("LS004", name)
    found = [*_mislabelled(reader, name), *transcript.diagnostics]
    document = Document(
        id=slug,
        text=text,
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=reader.media_type,
        places=places,
    )
    placed = tuple(replace(each, span=Span(slug, 0, 0), path=name) for each in found)
    return Outcome(value=document, diagnostics=placed)


def _failed(code: str, name: str, **details: Any) -> Outcome[Document | None]:
    return Outcome(value=None, diagnostics=(diagnose(code, path=name, **details),))


def _fault(error: UnreadableError, name: str) -> Diagnostic:
    return diagnose(error.code, path=name, **error.details)


def _mislabelled(reader: Reader, name: str) -> list[Diagnostic]:
    """A finding where the extension is that of another format."""
    extension = extension_of(name)
    if extension in reader.extensions or extension not in EXTENSIONS:
        return []
    return [diagnose("LS809", extension=extension, format=reader.format)]


def extension_of(name: str) -> str:
    """The extension of a path in lower case, with its dot; empty where it has none."""
    last = re.split(r"[/\\]", name)[-1]
    return f".{last.rpartition('.')[2].lower()}" if "." in last[1:] else ""


def slug_of(name: str) -> str:
    """The slug of a path: its last part without extension, in letters, digits, dots and hyphens."""
    last = re.split(r"[/\\]", name)[-1]
    stem = last.rpartition(".")[0] or last
    return _NOT_IN_SLUG.sub("-", stem).strip("-.") or "document"
