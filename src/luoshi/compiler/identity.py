"""Ids that stay: from the document's slug and what the thing itself says, never from path, position or content hash.

`pipeline` asks for the ids of one document, `goals` and `link` for those of goals and units. An edit elsewhere in
the document changes no id; equal wordings are told apart by an ordinal, in reading order.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from luoshi.model.commitment import CommitmentId, GoalId, QuantityId
from luoshi.model.plan import OrganisationId
from luoshi.model.text import DocumentId

_NOT_WORDING = re.compile(r"[\W_]+")
_KEPT = re.compile(r"(?:(?<!\.)\.*+)?\d(?:[\d.]*\d)?[+%]?|[^\W_]+|[+%]")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SLUG_LENGTH = 48


def normal_clause(text: str) -> str:
    """The wording that counts: width and case folded, without marks and white space; decimal points stay."""
    return "".join(_KEPT.findall(unicodedata.normalize("NFKC", text).casefold()))


def commitment_ids(document: DocumentId, clauses: Iterable[str]) -> tuple[CommitmentId, ...]:
    """One id for each commitment from its wording (its stretch of the reading text), in reading order."""
    keys = [(document, normal_clause(clause)) for clause in clauses]
    return tuple(CommitmentId(name) for name in _distinct("c", keys))


def quantity_ids(document: DocumentId, quantities: Sequence[tuple[str, str]]) -> tuple[QuantityId, ...]:
    """One id for each quantity from the clause that it stands in and its own wording."""
    clauses = {clause: normal_clause(clause) for clause in {clause for clause, _ in quantities}}
    keys = [(document, clauses[clause], normal_clause(wording)) for clause, wording in quantities]
    return tuple(QuantityId(name) for name in _distinct("q", keys))


def goal_ids(scopes: Iterable[tuple[str, str]]) -> tuple[GoalId, ...]:
    """One id for each goal from its scope (a place or a document's slug) and its title."""
    return tuple(
        GoalId(name) for name in _distinct("g", [(scope, normal_clause(title)) for scope, title in scopes])
    )


def organisation_id(key: str) -> OrganisationId:
    """The id of a unit from its canonical name."""
    return OrganisationId(_digest("o", (key,), 0))


def slug_of(title_or_path: str) -> DocumentId:
    """A readable slug: the last part of a path without its suffix, or a title; letters of any script are kept."""
    name = unicodedata.normalize("NFKC", title_or_path).replace("\\", "/").rstrip("/")
    name = _SUFFIX.sub("", name.rsplit("/", 1)[-1])
    slug = _NOT_WORDING.sub("-", name.casefold()).strip("-")[:_SLUG_LENGTH].strip("-")
    return DocumentId(slug or "document")


def distinct_slugs(names: Iterable[str]) -> tuple[DocumentId, ...]:
    """Slugs for several documents: equal ones are numbered from the second on."""
    seen: dict[str, int] = {}
    taken: set[str] = set()
    found: list[DocumentId] = []
    for name in names:
        slug = slug_of(name)
        number = seen.get(slug, 0) + 1
        candidate = slug if number == 1 else f"{slug}-{number}"
        while candidate in taken:
            number += 1
            candidate = f"{slug}-{number}"
        seen[slug] = number
        taken.add(candidate)
        found.append(DocumentId(candidate))
    return tuple(found)


def _distinct(letter: str, keys: Sequence[tuple[str, ...]]) -> list[str]:
    """Ids of keys; the ordinal counts equal keys only."""
    seen: dict[tuple[str, ...], int] = {}
    found: list[str] = []
    for key in keys:
        ordinal = seen.get(key, 0)
        seen[key] = ordinal + 1
        found.append(_digest(letter, key, ordinal))
    return found


def _digest(letter: str, key: tuple[str, ...], ordinal: int) -> str:
    """12 hexadecimal digits: among a million ids a chance collision is about one in six hundred."""
    text = "\x1f".join((*key, str(ordinal) if ordinal else ""))
    return f"{letter}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
