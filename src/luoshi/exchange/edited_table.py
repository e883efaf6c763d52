"""What comes back with an edited task table: edits, reviews, and cells that could not be taken.

`task_table_reader` makes an `EditedTable`; the command line shows its edits and faults before it writes the
reviews to the log.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from luoshi.model.review import Review


class CellFault(NamedTuple):
    """A cell that was not taken (``error``), or something about the table that its author should know (``note``)."""

    severity: Literal["error", "note"]
    sheet: str
    cell: str
    value: str
    expected: str


class CellEdit(NamedTuple):
    """One edited cell: whose it is, what it showed when the table was written, and what stands there now."""

    sheet: str
    cell: str
    subject: str
    column: str
    old: str
    new: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedTable:
    """Nothing has been written yet: ``reviews`` is what would be added to the log.

    ``added`` are the cells of rows that belong to no reading, ``missing`` the ids that the table no longer has;
    neither becomes a review.
    """

    edits: tuple[CellEdit, ...]
    reviews: tuple[Review, ...]
    faults: tuple[CellFault, ...]
    added: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
