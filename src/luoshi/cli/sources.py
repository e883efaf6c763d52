"""What the user names → files to read, each with a slug of its own.

Called by `compile`. Nothing is opened here but folders; what cannot be found stays in the list and fails when
it is read, so that the other files are compiled all the same.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from luoshi.model.text import DocumentId

STANDARD_INPUT = "-"
_EXTENSIONS = (".txt", ".md")
_NOT_IN_SLUG = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read: what messages call it, its slug, and its bytes where they are known already."""

    name: str
    id: DocumentId
    data: bytes | None = None


def find_sources(names: Iterable[str], standard_input: bytes) -> tuple[Source, ...]:
    """All files that ``names`` stand for, folders opened, in the order given."""
    found: list[tuple[str, str, bytes | None]] = []
    for name in names:
        if name == STANDARD_INPUT:
            found.append((STANDARD_INPUT, "stdin", standard_input))
        else:
            found += [(str(path), path.stem, None) for path in _files(Path(name))]
    return _with_slugs(found)


def example_sources() -> tuple[Source, ...]:
    """The documents that come with the package."""
    folder = resources.files("luoshi.examples")
    files = sorted(
        (entry.name, entry.read_bytes()) for entry in folder.iterdir() if entry.name.endswith(".txt")
    )
    return _with_slugs([(name, name.removesuffix(".txt"), data) for name, data in files])


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    files = sorted(
        entry
        for entry in path.rglob("*")
        if entry.suffix.lower() in _EXTENSIONS and entry.is_file() and not entry.name.startswith(".")
    )
    yield from files or [path]


def _with_slugs(found: Iterable[tuple[str, str, bytes | None]]) -> tuple[Source, ...]:
    taken: set[str] = set()
    sources = []
    for name, stem, data in found:
        slug = plain = _NOT_IN_SLUG.sub("-", stem).strip("-.") or "document"
        ordinal = 2
        while slug in taken:
            slug = f"{plain}-{ordinal}"
            ordinal += 1
        taken.add(slug)
        sources.append(Source(name=name, id=DocumentId(slug), data=data))
    return tuple(sources)
