"""A ZIP archive of documents → its members, each with a readable name.

Nothing is ever unpacked to disk. `sources` lists the members of archives that the user names and reads them one by
one, `readers` those of an archive that it was given as bytes. Only what the compiler can read is listed.
"""

import re
import zipfile
from collections.abc import Collection
from typing import NamedTuple

from luoshi.exchange.package import LARGEST_FILE, read_member
from luoshi.exchange.transcript import UnreadableError

FORMAT = "ZIP"
_UTF8_NAME = 0x800
_MOST_MEMBERS = 20_000
_LARGEST_TOTAL = 8 * 2**30
# Text compresses thirty times at most; a bomb a thousand times.
_BOMB_RATIO = 200
_BOMB_FROM = 256 * 2**20
_DRIVE = re.compile(r"[A-Za-z]:")
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\./)|~\$|Thumbs\.db$|desktop\.ini$)", re.I)


class Member(NamedTuple):
    """A member: its name in the archive's directory, and as people read it."""

    key: str
    path: str


def list_members(archive: zipfile.ZipFile, extensions: Collection[str]) -> list[Member]:
    """The documents in the archive, by path; ``extensions`` are those that can be read."""
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise UnreadableError("LS803", what="压缩包内的文件数", limit=f"{_MOST_MEMBERS // 10_000} 万个")
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if total > _LARGEST_TOTAL or (total > _BOMB_FROM and total > _BOMB_RATIO * packed):
        raise UnreadableError(
            "LS803", what=f"压缩包解压后约 {total // 2**20} MB，", limit=f"压缩前的 {_BOMB_RATIO} 倍"
        )
    found = [
        Member(info.filename, _readable_name(info))
        for info in infos
        if not info.is_dir() and not _LITTER.search(info.filename)
    ]
    return sorted(
        (member for member in found if _extension(member.path) in extensions), key=lambda member: member.path
    )


def unpack_member(archive: zipfile.ZipFile, member: Member) -> bytes:
    """The bytes of a member; a path that leads out of the archive is refused."""
    parts = re.split(r"[/\\]", member.path)
    if member.path[:1] in ("/", "\\") or ".." in parts or _DRIVE.match(member.path):
        raise UnreadableError("LS804", member=member.path)
    return read_member(archive, member.key, FORMAT, LARGEST_FILE)


def _readable_name(info: zipfile.ZipInfo) -> str:
    """The member's path; archives made on Chinese Windows write GBK without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _extension(path: str) -> str:
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""
