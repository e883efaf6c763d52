"""Workspace → files. Called by the command line after compiling, and for every review.

All files are first written beside their places and then moved there, the list of documents and the checksums last. A
generated file that was changed by hand is copied aside (``.edited``) before it is written anew. The log of reviews is
never rewritten: lines are added to its end.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from luoshi import __version__
from luoshi.exchange.anchors import anchors_of
from luoshi.exchange.plan_rows import entry_of, is_slug, write_documents, write_values
from luoshi.exchange.reading_rows import write_reading
from luoshi.exchange.review_log import fault_of_review, write_review
from luoshi.exchange.settings_toml import NEW_SETTINGS
from luoshi.model.review import Review
from luoshi.model.text import DocumentId
from luoshi.workspace.contents import Workspace
from luoshi.workspace.layout import (
    ATTRIBUTES,
    CHECKSUMS,
    DOCUMENTS,
    FINDINGS,
    FORMAT,
    MANIFEST,
    REVIEWS,
    SETTINGS,
    checksum_lines,
    digest,
    plan_file,
    read_checksums,
    reading_file,
    text_file,
)

_ONCE = {
    SETTINGS: NEW_SETTINGS.encode(),
    ATTRIBUTES: b"# Spans count characters: line ends must stay as they are.\n* -text\n",
    REVIEWS: b"",
}


def save_workspace(workspace: Workspace, folder: Path, *, drop: Iterable[DocumentId] = ()) -> tuple[str, ...]:
    """Write what has changed; the names of the files that were written.

    Files of documents in ``drop`` are deleted. `OSError` where the folder cannot be written.
    """
    files = files_of(workspace)
    checksums = read_checksums(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in _ONCE.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(data)
    changed = {name: data for name, data in files.items() if _read(folder / name) != data}
    try:
        for name, data in changed.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            _part(path).write_bytes(data)
        for name in changed:
            path = folder / name
            _keep_aside(path, checksums.get(name))
            _part(path).replace(path)
    finally:
        for name in changed:
            _part(folder / name).unlink(missing_ok=True)
    present = {reading.document.id for reading in workspace.readings}
    for slug in drop:
        if slug not in present and is_slug(slug):
            (folder / reading_file(slug)).unlink(missing_ok=True)
            (folder / text_file(slug)).unlink(missing_ok=True)
    return tuple(changed)


def files_of(workspace: Workspace) -> Mapping[str, bytes]:
    """The generated files in the order in which they are written."""
    anchors = {
        reading.document.id: anchors_of(reading.document.id, reading.document.text)
        for reading in workspace.readings
    }
    files: dict[str, bytes] = {}
    for reading in workspace.readings:
        if not is_slug(reading.document.id):
            raise ValueError(f"no slug: {reading.document.id!r}")
        files[text_file(reading.document.id)] = reading.document.text.encode("utf-8", "surrogatepass")
        files[reading_file(reading.document.id)] = write_reading(reading)
    plan = workspace.plan
    files[plan_file("goals")] = write_values(plan.goals, anchors)
    files[plan_file("organisations")] = write_values(plan.organisations, anchors)
    files[plan_file("edges")] = write_values(plan.edges, anchors)
    placed = tuple(each for each in workspace.findings if each.span and each.span.document in anchors)
    files[FINDINGS] = write_values(placed, anchors)
    files[DOCUMENTS] = write_documents(
        tuple(
            entry_of(reading.document, workspace.dates.get(reading.document.id))
            for reading in workspace.readings
        )
    )
    manifest = {"format": FORMAT, "luoshi": __version__}
    files[MANIFEST] = (json.dumps(manifest, indent=1) + "\n").encode()
    files[CHECKSUMS] = checksum_lines({name: digest(data) for name, data in files.items()})
    return files


def add_reviews(folder: Path, reviews: Iterable[Review]) -> int:
    """Add reviews to the end of the log; their number. `ValueError` where one could not be read back."""
    lines = []
    for review in reviews:
        fault = fault_of_review(review)
        if fault:
            raise ValueError(fault)
        lines.append(write_review(review))
    if not lines:
        return 0
    with (folder / REVIEWS).open("a+b") as file:
        # A line that an interruption cut off stays what it is; the next begins on a line of its own.
        end = file.seek(0, os.SEEK_END)
        if end:
            file.seek(end - 1)
            if file.read(1) != b"\n":
                lines.insert(0, b"\n")
        file.write(b"".join(lines))
        file.flush()
        os.fsync(file.fileno())
    return len(lines) - (lines[0] == b"\n")


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _keep_aside(path: Path, checksum: str | None) -> None:
    """Copy a file that is not what was last written to a name of its own."""
    data = _read(path)
    if data is None or digest(data) == checksum or path.name in (CHECKSUMS, MANIFEST):
        return
    aside, ordinal = path.with_name(f"{path.name}.edited"), 2
    while aside.exists() and aside.read_bytes() != data:
        aside = path.with_name(f"{path.name}.edited-{ordinal}")
        ordinal += 1
    aside.write_bytes(data)
