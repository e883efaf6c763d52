"""Files → Workspace. Called by every command that takes a workspace.

Everything is checked and what is wrong is said with file and line. What can be made again is: a reading whose file is
missing or faulty is compiled from its text, the plan is linked anew. What cannot (settings, reviews, texts) is read as
far as it goes. None comes back only where there is no workspace or one of a newer format.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from luoshi.compiler.pipeline import compile_document
from luoshi.diagnostics import diagnose
from luoshi.exchange.anchors import Anchors, anchors_of
from luoshi.exchange.plan_rows import DocumentEntry, is_slug, read_documents, read_values
from luoshi.exchange.reading_rows import read_reading
from luoshi.exchange.review_log import read_reviews
from luoshi.exchange.settings_toml import read_settings
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.reading import Reading
from luoshi.model.settings import Settings
from luoshi.model.text import Document, DocumentId
from luoshi.workspace.contents import Workspace, assemble
from luoshi.workspace.layout import (
    DOCUMENTS,
    FINDINGS,
    FORMAT,
    MANIFEST,
    REVIEWS,
    SETTINGS,
    digest,
    read_checksums,
    reading_file,
    text_file,
)


class _Folder(NamedTuple):
    """A folder that is being read, with what was found wrong so far."""

    path: Path
    checksums: Mapping[str, str]
    found: list[Diagnostic]

    def read(self, name: str, *, needed: bool = True) -> bytes | None:
        """The bytes of a file; None, and a finding where it is needed, if it cannot be read."""
        try:
            data = (self.path / name).read_bytes()
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            if needed or not missing:
                reason = "文件不存在" if missing else error.strerror or "读取出错"
                self.found.append(diagnose("LS821", path=str(self.path / name), reason=reason))
            return None
        known = self.checksums.get(name)
        if known is not None and digest(data) != known:
            self.found.append(diagnose("LS823", path=str(self.path / name)))
        return data


def open_workspace(path: Path) -> Outcome[Workspace | None]:
    """The workspace in the folder ``path``, and everything that is wrong with its files."""
    folder = _Folder(path, read_checksums(path), [])
    refused = _refused(folder)
    if refused:
        return Outcome(value=None, diagnostics=(refused,))
    entries = _entries(folder)
    readings: list[Reading] = []
    anchors: dict[DocumentId, Anchors] = {}
    for entry in entries:
        reading = _reading(folder, entry)
        if reading is not None:
            readings.append(reading)
            anchors[reading.document.id] = anchors_of(reading.document.id, reading.document.text)
    reviews = read_reviews(folder.read(REVIEWS, needed=False) or b"", str(path / REVIEWS))
    settings = _settings(folder)
    saved = folder.read(FINDINGS, needed=False) or b""
    findings = read_values(Diagnostic, saved, anchors, str(path / FINDINGS))
    folder.found.extend((*reviews.diagnostics, *settings.diagnostics))
    if len(readings) == len(entries):
        # Findings on a document that could not be read would only repeat that it could not.
        folder.found.extend(findings.diagnostics)
    assembled = assemble(
        readings,
        reviews=reviews.value,
        settings=settings.value,
        findings=findings.value,
        dates={DocumentId(entry.slug): entry.given_date for entry in entries if entry.given_date},
    )
    return Outcome(value=assembled.value, diagnostics=(*folder.found, *assembled.diagnostics))


def _refused(folder: _Folder) -> Diagnostic | None:
    """Why this is no workspace that can be read."""
    path = str(folder.path / MANIFEST)
    try:
        manifest = json.loads((folder.path / MANIFEST).read_bytes().decode())
        version = manifest["format"]
        known = isinstance(version, int) and not isinstance(version, bool)
    except FileNotFoundError:
        return diagnose("LS821", path=str(folder.path), reason="不是落实的工作区")
    except OSError as error:
        return diagnose("LS821", path=path, reason=error.strerror or "读取出错")
    except (ValueError, KeyError, TypeError, RecursionError):
        known = False
    if not known:
        return diagnose("LS821", path=path, reason="内容已损坏")
    return diagnose("LS828", path=path, found=version, known=FORMAT) if version > FORMAT else None


def _entries(folder: _Folder) -> list[DocumentEntry]:
    """The documents as listed, then those whose entry is lost but whose text was written."""
    path = str(folder.path / DOCUMENTS)
    listed = read_documents(folder.read(DOCUMENTS) or b"", path)
    folder.found.extend(listed.diagnostics)
    entries = list(listed.value)
    known = {entry.slug for entry in entries}
    for name in sorted(folder.checksums):
        slug = name.removeprefix("documents/").removesuffix(".txt")
        if name == text_file(slug) and is_slug(slug) and slug not in known and (folder.path / name).is_file():
            entries.append(
                DocumentEntry(slug=slug, path="", sha256="", media_type="text/plain", given_date=None)
            )
    return entries


def _reading(folder: _Folder, entry: DocumentEntry) -> Reading | None:
    data = folder.read(text_file(entry.slug))
    if data is None:
        return None
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        path = str(folder.path / text_file(entry.slug))
        folder.found.append(diagnose("LS821", path=path, reason="不是 UTF-8"))
        return None
    document = Document(
        id=DocumentId(entry.slug),
        text=text,
        path=entry.path,
        sha256=entry.sha256,
        media_type=entry.media_type,
    )
    rows = folder.read(reading_file(entry.slug))
    if rows is not None:
        read = read_reading(rows, document, str(folder.path / reading_file(entry.slug)))
        if read.value is not None:
            return read.value
        folder.found.extend(read.diagnostics)
    return compile_document(document, published=entry.given_date).value


def _settings(folder: _Folder) -> Outcome[Settings]:
    data = folder.read(SETTINGS, needed=False)
    return Outcome(value=Settings()) if data is None else read_settings(data, str(folder.path / SETTINGS))
