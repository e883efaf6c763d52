"""Archives, opened so that no file can take the machine down.

DOCX, XLSX, OFD and ZIP are all archives. Their readers open them here: sizes are counted while unpacking and
never believed. What is wrong leaves as `UnreadableError`.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final

from luoshi.exchange.transcript import UnreadableError

LARGEST_FILE: Final = 256 * 2**20
LARGEST_PART: Final = 32 * 2**20
LARGEST_SHEET: Final = 96 * 2**20
_TAIL = 66_000  # the end record and the longest comment behind it
_LARGEST_DIRECTORY = 16 * 2**20
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
    except (*_FAULTS, NotImplementedError) as error:
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
