"""The names of the files in a workspace, and how one is written so that it appears whole or not at all."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

FORMAT = 1
MANIFEST = "workspace.json"
SETTINGS = "luoshi.toml"
REVIEWS = "reviews.jsonl"
DOCUMENTS = "documents.jsonl"
FINDINGS = "diagnostics.jsonl"
CHECKSUMS = "checksums.txt"
# Git must not change line ends: spans count characters.
ATTRIBUTES = ".gitattributes"


def text_file(slug: str) -> str:
    """Where the text of a document stands."""
    return f"documents/{slug}.txt"


def reading_file(slug: str) -> str:
    """Where its reading stands."""
    return f"readings/{slug}.jsonl"


def plan_file(name: str) -> str:
    """Where the goals, the organisations, the edges stand."""
    return f"plan/{name}.jsonl"


def is_workspace(folder: Path) -> bool:
    """Whether ``folder`` was written by `save_workspace`."""
    return (folder / MANIFEST).is_file()


def may_become_workspace(folder: Path) -> bool:
    """Whether `save_workspace` may write there without mixing its files with others'."""
    return is_workspace(folder) or not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def checksum_lines(checksums: Mapping[str, str]) -> bytes:
    """Checksums by file as ``sha256sum --check`` reads them."""
    return "".join(f"{checksum}  {name}\n" for name, checksum in sorted(checksums.items())).encode()


def read_checksums(folder: Path) -> dict[str, str]:
    """The checksums of what was last written; none where they cannot be read."""
    try:
        lines = (folder / CHECKSUMS).read_bytes().decode().splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = (line.partition("  ") for line in lines)
    return {name: checksum for checksum, _, name in found if name}
