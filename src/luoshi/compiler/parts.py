"""What the passes hand to one another: clauses, outline, fields and drafts, in offsets of the reading text.

Tuples, not dataclasses: a long document makes hundreds of thousands of them.
"""

from typing import Literal, NamedTuple

from luoshi.model.commitment import Klass, Modality, Owner


class Clause(NamedTuple):
    """A stretch between two clause marks, in paragraph ``paragraph`` of the flow."""

    start: int
    end: int
    paragraph: int


class HeadingSpan(NamedTuple):
    """A heading in the reading text; ``run_in`` when text of the same paragraph follows it.

    ``article``: the title of one of several articles on a page; the lead below it belongs to no section.
    """

    start: int
    end: int
    level: int
    run_in: bool = False
    article: bool = False


FieldKind = Literal[
    "header",  # a column head
    "label",  # the label of a labelled line, with its colon (整改目标：)
    "serial",
    "name",  # the item title of a row (a heading)
    "indicator",  # the name in a row of an indicator table (no heading)
    "place",
    "content",  # contents, measures, aims, progress: what is to be done or reached
    "fact",  # situation, problem found, total investment: what is
    "amount",  # a bare figure to be reached or invested in the column's year
    "deadline",
    "units",
    "note",
]


class Field(NamedTuple):
    """A cell of a table row or the content of a label line; fields of one ``record`` belong together.

    ``role`` is the role of units that the label or column head states (牵头单位 → lead), ``year`` the year and
    ``unit`` the measuring unit of the column head.
    """

    start: int
    end: int
    kind: FieldKind
    record: int
    role: str | None = None
    year: str | None = None
    unit: str | None = None


class Stretch(NamedTuple):
    """The text that the fields of ``record`` speak about: a row, a list item, the paragraphs above a unit line."""

    start: int
    end: int
    record: int


class Outline(NamedTuple):
    """The make-up of the reading text. ``issuer`` is as printed; ``headings`` and ``fields`` ascend by start.

    ``titles`` are all title lines in the flow, with an issuer's line above and bracketed years below; ``title`` is
    the title proper (with the issuer's line). ``published`` is a date that the text prints (YYYY-MM-DD, or shorter).
    ``stretches`` ascend by start; a merged cell is a field of each record that it holds for.
    """

    titles: tuple[tuple[int, int], ...]
    issuer: str | None
    published: str | None
    headings: tuple[HeadingSpan, ...]
    fields: tuple[Field, ...]
    title: tuple[int, int] | None = None
    stretches: tuple[Stretch, ...] = ()


class StatementDraft(NamedTuple):
    """A classified clause."""

    clause: Clause
    klass: Klass
    rule: str


class CommitmentDraft(NamedTuple):
    """A commitment before owners, deadlines and quantities are attached.

    ``clause`` is the index of the clause in which it begins, ``subject`` the flow span of an explicit subject
    before it in the same clause (or None), ``trigger`` a flow span.
    """

    start: int
    end: int
    clause: int
    modality: Modality
    conditional: bool
    trigger: tuple[int, int] | None
    subject: tuple[int, int] | None
    rule: str


class Ownership(NamedTuple):
    """Who must carry out a commitment, who said so, and how that was found."""

    owners: tuple[Owner, ...]
    asserted_by: str | None
    inherit_rule: str | None
