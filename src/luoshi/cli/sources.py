"""What the user names → files to read, each with a slug of its own, and each file's document.

Called by `compile`. Folders and archives are opened for their list of files only; what cannot be found or opened
stays in the list and fails when it is read, so that the other files are compiled all the same.
"""

import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from luoshi.diagnostics import Lang, diagnose
from luoshi.exchange.package import LARGEST_FILE, open_archive
from luoshi.exchange.readers import (
    ARCHIVE_EXTENSIONS,
    EXTENSIONS,
    extension_of,
    is_archive,
    read_document,
    slug_of,
)
from luoshi.exchange.transcript import UnreadableError
from luoshi.exchange.zip_reader import FORMAT, Member, list_members, unpack_member
from luoshi.model.diagnostic import Outcome
from luoshi.model.text import Document, DocumentId
from luoshi.workspace.layout import MANIFEST, is_workspace

STANDARD_INPUT = "-"
_REASONS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "文件不存在"),
    (PermissionError, "没有读取权限"),
    (IsADirectoryError, "文件夹里没有能读的文件"),
    (NotADirectoryError, "路径中有一段不是文件夹"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read: what messages call it, its slug, and its bytes where they are known already.

    ``archive`` and ``member`` say where it stands in an archive.
    """

    name: str
    id: DocumentId
    data: bytes | None = None
    archive: str | None = None
    member: Member | None = None


def find_sources(
    names: Iterable[str], standard_input: bytes, *, leave_out: Path | None = None
) -> tuple[Source, ...]:
    """All files that ``names`` stand for, folders and archives opened, in the order given.

    Of a folder, ``leave_out`` and workspaces are no sources.
    """
    found: list[Source] = []
    for name in names:
        if name == STANDARD_INPUT:
            found += _from_input(standard_input)
        else:
            for path in _files(Path(name), leave_out):
                found += _members(path)
    return _with_slugs(found)


def example_sources() -> tuple[Source, ...]:
    """The documents that come with the package."""
    folder = resources.files("luoshi.examples")
    files = sorted(
        (entry.name, entry.read_bytes()) for entry in folder.iterdir() if entry.name.endswith(".txt")
    )
    return _with_slugs([_source(name, data=data) for name, data in files])


def read_input(source: Source) -> Outcome[Document | None]:
    """The document of a source, or None and the reason."""
    try:
        data = _load(source)
    except UnreadableError as error:
        found = diagnose(error.code, path=source.name, **error.details)
        return Outcome(value=None, diagnostics=(found,))
    except OSError as error:
        found = diagnose("LS001", path=source.name, reason=reason_of(error, "zh"))
        return Outcome(value=None, diagnostics=(found,))
    return read_document(data, source.name, source.id)


def reason_of(error: OSError, lang: Lang) -> str:
    """Why a file could not be read or written."""
    reason = error.strerror or type(error).__name__
    if lang == "en":
        return reason
    return next((words for kind, words in _REASONS if isinstance(error, kind)), reason)


def _source(name: str, *, data: bytes | None = None, slug: str | None = None) -> Source:
    return Source(name=name, id=DocumentId(slug or slug_of(name)), data=data)


def _load(source: Source) -> bytes:
    if source.data is not None:
        return _checked(source.data)
    if source.archive is not None and source.member is not None:
        return unpack_member(_archive(source.archive), source.member)
    path = Path(source.name)
    status = path.stat()
    if stat.S_ISREG(status.st_mode) and status.st_size > LARGEST_FILE:
        raise UnreadableError("LS803", what="文件", limit=f"{LARGEST_FILE // 2**20} MB")
    return _checked(path.read_bytes())


def _checked(data: bytes) -> bytes:
    """The bytes of a file; an archive that comes here could not be opened or holds nothing to read."""
    if is_archive(data):
        archive = open_archive(data, FORMAT)
        for member in list_members(archive, EXTENSIONS):
            unpack_member(archive, member)
        raise UnreadableError("LS001", reason="压缩包里没有能读的文件")
    return data


@lru_cache(maxsize=1)
def _archive(path: str) -> zipfile.ZipFile:
    """The archive whose members are being read; they come one after the other."""
    return open_archive(Path(path), FORMAT)


def _from_input(data: bytes) -> list[Source]:
    own = [_source(STANDARD_INPUT, data=data, slug="stdin")]
    if not is_archive(data):
        return own
    try:
        archive = open_archive(data, FORMAT)
        members = list_members(archive, EXTENSIONS)
        return [_source(f"-/{each.path}", data=unpack_member(archive, each)) for each in members] or own
    except UnreadableError:
        return own


def _files(path: Path, leave_out: Path | None) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    wanted = EXTENSIONS.union(ARCHIVE_EXTENSIONS)
    workspaces = {each.parent for each in path.rglob(MANIFEST) if is_workspace(each.parent)}
    left = leave_out.resolve() if leave_out else None
    files = sorted(
        entry
        for entry in path.rglob("*")
        if entry.suffix.lower() in wanted
        and entry.is_file()
        and not entry.name.startswith((".", "~$"))
        and workspaces.isdisjoint(entry.parents)
        and (left is None or entry.resolve() != left)
    )
    yield from files or [path]


def _members(path: Path) -> list[Source]:
    """The members of an archive as sources; the file itself where it is none, or cannot be opened."""
    own = _source(str(path))
    if extension_of(path.name) not in ARCHIVE_EXTENSIONS:
        return [own]
    try:
        with path.open("rb") as file:
            if not is_archive(file.read(2**20)):
                return [own]
        with open_archive(path, FORMAT) as archive:
            members = list_members(archive, EXTENSIONS)
    except (OSError, UnreadableError):
        return [own]
    found = [
        Source(
            name=f"{path}/{member.path}",
            id=DocumentId(slug_of(member.path)),
            archive=str(path),
            member=member,
        )
        for member in members
    ]
    return found or [own]


def _with_slugs(found: Iterable[Source]) -> tuple[Source, ...]:
    taken: set[str] = set()
    sources = []
    for source in found:
        slug = source.id
        ordinal = 2
        while slug in taken:
            slug = DocumentId(f"{source.id}-{ordinal}")
            ordinal += 1
        taken.add(slug)
        sources.append(
            source
            if slug == source.id
            else Source(
                name=source.name, id=slug, data=source.data, archive=source.archive, member=source.member
            )
        )
    return tuple(sources)
