"""Bytes of a plain text file → Document.

The canonical text is the decoded file, unchanged: line ends stay as they are, only a byte order mark is taken
as part of the encoding. UTF-8 is read as such; GB18030 and Big5 are read only where the result makes sense as
Chinese text, and then with a diagnostic. What cannot be read gives None and the reason. `readers` calls
`read_text`.
"""

import codecs
import hashlib
import re

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.text import Document, DocumentId, Span

# First bytes of formats that people hand over in place of text.
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP（DOCX、XLSX、OFD 等）"),
    (b"\xd0\xcf\x11\xe0", "OLE（DOC、XLS、WPS 等）"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# A text may hold a stray control character; a file with more than one in a hundred bytes is no text.
_CONTROL_SHARE = 0.01
# Share of GB 2312's marks (lead bytes A1–A3) and common characters (B0–D7): above .99 in simplified text,
# about .70 in traditional text, below .40 where Big5, EUC-KR, Shift-JIS or broken UTF-8 is read as GB18030.
_COMMON_SHARE = 0.55
# The commonest characters of official texts: nearly half of such a text, one in twenty where another encoding is
# read as Chinese. Half of Big5's second bytes are below 0x7F; EUC-KR, EUC-JP and GB 2312 have none there.
_COMMON = frozenset(
    "的一是在有不人中大为年市区县部省会及以上下与和之于由等应将或其所各项第条政府机关单位工作计划办理发展建设管经济实施完成目标公里元万亿"
    "日月前后本度内外国家民生产业水务环境安全教育卫交通城乡规要对者并报请二三四五六七八九十个局改到过新行法推进重点量用"
    "為區縣會與於應將項條機關單計畫劃辦發設經濟實標萬億後內國產業務環衛鄉規對並報請個過點，。、：；（）「」“”"
)
_TYPICAL_SHARE = 0.15
_LOW_TRAIL_SHARE = 0.15
# Shorter texts may do without common characters.
_TYPICAL_FROM = 40
_FEWEST_COMMON = 4


def read_text(data: bytes, name: str, document_id: DocumentId) -> Outcome[Document | None]:
    """The document in ``data``; ``name`` is what messages call it and becomes its path."""
    text, found = _decode(data, name)
    if text is not None and not text.strip():
        text, found = None, (diagnose("LS004", path=name),)
    if text is None:
        return Outcome(value=None, diagnostics=found)
    placed = tuple(_at_start(each, document_id) for each in found)
    digest = hashlib.sha256(data).hexdigest()
    return Outcome(value=Document(id=document_id, text=text, path=name, sha256=digest), diagnostics=placed)


def _decode(data: bytes, name: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_utf16(data, name)
    for signature, format_name in _SIGNATURES:
        if data.startswith(signature):
            return None, (diagnose("LS002", path=name, format=format_name),)
    if b"\x00" in data or len(_CONTROL.findall(data)) > _CONTROL_SHARE * len(data):
        return None, (diagnose("LS002", path=name, format="二进制数据"),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        return _decode_gb18030(data, name, error.start)


def _decode_utf16(data: bytes, name: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return None, (diagnose("LS002", path=name, format="二进制数据"),)
    return text, (diagnose("LS005", path=name, encoding="UTF-16"),)


def _decode_gb18030(data: bytes, name: str, first_bad: int) -> tuple[str | None, tuple[Diagnostic, ...]]:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if text and _reads_as_chinese(text):
        return text, (diagnose("LS005", path=name, encoding="GB18030"),)
    text = _decode_big5(data)
    if text:
        return text, (diagnose("LS005", path=name, encoding="Big5"),)
    return None, (diagnose("LS003", path=name, byte=first_bad + 1),)


def _decode_big5(data: bytes) -> str:
    """The text of ``data`` as Big5, empty where that makes no sense as Chinese text."""
    for encoding in ("cp950", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [char for char in text if char > "\x7f"]
        typical = sum(char in _COMMON for char in foreign)
        low = sum(char.encode(encoding)[-1] < 0x7F for char in foreign)
        enough = typical >= max(_FEWEST_COMMON, _TYPICAL_SHARE * len(foreign))
        if enough and low >= _LOW_TRAIL_SHARE * len(foreign):
            return text
    return ""


def _reads_as_chinese(text: str) -> bool:
    """Whether the characters outside ASCII are those of ordinary Chinese text, not of a wrong decoding."""
    foreign = [char for char in text if char > "\x7f"]
    common = 0
    for char in foreign:
        code = char.encode("gb2312", errors="ignore")
        common += bool(code) and (0xA1 <= code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7)
    if len(foreign) >= _TYPICAL_FROM and sum(map(_COMMON.__contains__, foreign)) < _TYPICAL_SHARE * len(
        foreign
    ):
        return False
    return common >= _COMMON_SHARE * len(foreign)


def _at_start(found: Diagnostic, document_id: DocumentId) -> Diagnostic:
    return Diagnostic(
        code=found.code,
        name=found.name,
        severity=found.severity,
        message=found.message,
        span=Span(document_id, 0, 0),
        help=found.help,
        path=found.path,
    )
