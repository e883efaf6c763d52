"""Labelled lines → fields: 责任单位：…, 整改措施：…, and label groups in a closing bracket.

The lines of one item share a record; an item ends at a heading or where one of its labels comes again. Called by
`sections`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from luoshi.compiler.columns import Label, find_labels_in, kind_of, role_of
from luoshi.compiler.lines import Line, last_bracket
from luoshi.compiler.parts import Field, FieldKind, HeadingSpan, Stretch

_INNER: frozenset[str] = frozenset({"units", "deadline"})
# A bracket at the end of a paragraph that says who does it closes what stands above.
_OWNERS = re.compile("牵头|负责|配合|落实|单位[：:]|指导|实施")
_OPENING = "（([【"
_FRESH = "。；; \u3000\t"
_YEAR = re.compile(r"20\d\d")
_TRIM = " \u3000；;。，,"


def find_labels(
    lines: Sequence[Line], skip: frozenset[int], heads: Sequence[HeadingSpan], record: int
) -> tuple[list[Field], list[Stretch]]:
    """The fields of all labelled lines and the stretches that they speak about.

    ``skip`` are lines of tables and titles, ``heads`` the headings, ascending, ``record`` the last number in use.
    """
    reader = _Reader([], {}, record, lines[-1].end if lines else 0)
    starts = [head.start for head in heads]
    section = -1
    for i, line in enumerate(lines):
        if line.form in ("furniture", "byline", "contents"):
            continue
        here = bisect_right(starts, line.end - 1)
        if here != section:
            section = here
            reader.leave()
        if i in skip or line.form == "row":
            reader.leave()
        elif "：" in line.text or ":" in line.text:
            reader.read(line, heads, here)
        else:
            reader.follow(line)
        bracket = last_bracket(line.text)
        if bracket is not None and _OWNERS.search(line.text, bracket):
            reader.closed = line.end
    return reader.finish()


class _Reader:
    """The item that is open while the lines go by, and what has been found."""

    __slots__ = ("closed", "fields", "following", "item", "length", "record", "seen", "spans")

    def __init__(
        self, fields: list[Field], spans: dict[int, tuple[int, int]], record: int, length: int
    ) -> None:
        self.fields = fields
        self.spans = spans
        self.record = record
        self.length = length
        self.item = 0
        self.seen: set[str] = set()
        self.following: FieldKind | None = None
        self.closed = 0

    def leave(self) -> None:
        """A heading or a table ends the item."""
        self.item, self.seen, self.following = 0, set(), None

    def read(self, line: Line, heads: Sequence[HeadingSpan], here: int) -> None:
        """Take a line that may hold labels."""
        whole, groups, open_kind = _read_line(line)
        if whole or open_kind:
            words = {word for word, *_ in whole}
            if not self.item or self.seen & words:
                self.record += 1
                self.item, self.seen = self.record, set()
            self.seen |= words
            _add(self.fields, whole, self.item)
            first = line.start + (line.number.body if line.number else 0)
            alone = whole[0][2] == first and all(kind in _INNER for _, kind, *_ in whole)
            known = self.spans.get(self.item)
            start = known[0] if known else _reach(heads, here, self.closed) if alone else line.start
            self.spans[self.item] = (start, line.end)
            self.closed = line.end
            self.following = open_kind
        elif not groups:
            self.follow(line)
        if groups:
            self.record += 1
            _add(self.fields, groups, self.record)
            alone = groups[0][2] - line.start <= 1
            start = _reach(heads, here, self.closed) if alone else line.start
            end = (
                _section_end(heads, here, self.length) if _on_heading(line, groups, heads, here) else line.end
            )
            self.spans[self.record] = (start, end)
            self.closed = line.end

    def follow(self, line: Line) -> None:
        """A line below a label that has nothing behind it (整改措施：) is its content."""
        if not self.following or line.form in ("note", "date", "attachment", "attachments"):
            self.following = None
            return
        start = line.start + (line.number.body if line.number else 0)
        if start < line.end:
            role = "responsible" if self.following == "units" else None
            self.fields.append(Field(start, line.end, self.following, self.item, role))
        self.spans[self.item] = (self.spans[self.item][0], line.end)
        self.closed = line.end
        if self.following in _INNER:
            self.following = None

    def finish(self) -> tuple[list[Field], list[Stretch]]:
        """All fields and stretches; records that only say where or what are none."""
        real = {field.record for field in self.fields if field.kind in ("units", "deadline", "content")}
        kept = [field for field in self.fields if field.record in real]
        kept.sort(key=lambda field: (field.start, field.end))
        return kept, sorted(Stretch(*span, number) for number, span in self.spans.items() if number in real)


_Found = tuple[str, FieldKind, int, int, int, int]  # word, kind, label start and end, content start and end


def _read_line(line: Line) -> tuple[list[_Found], list[_Found], FieldKind | None]:
    """The labels that the line is made of, those of a bracket inside it, and the kind of a last label without text."""
    open_kind: FieldKind | None = None
    whole: list[_Found] = []
    groups: list[_Found] = []
    first = line.number.body if line.number else 0
    bracket = last_bracket(line.text)
    kept = _kept(line.text, first, len(line.text) if bracket is None else bracket)
    for k, label in enumerate(kept):
        at = label.start
        inner = (
            bool(groups)
            or (at > 0 and line.text[at - 1] in _OPENING)
            or (bracket is not None and at > bracket)
        )
        if inner and label.kind not in _INNER:
            continue
        end = kept[k + 1].start if k + 1 < len(kept) else len(line.text)
        if inner:
            end = _closing(line.text, label.body, end)
        start, end = _trimmed(line.text, label.body, end)
        places = (line.start + at, line.start + label.body)
        if start < end:
            entry = (label.word, label.kind, *places, line.start + start, line.start + end)
            (groups if inner else whole).append(entry)
        elif not inner and k == len(kept) - 1:
            open_kind = label.kind
            whole.append((label.word, label.kind, *places, -1, -1))
    return whole, groups, open_kind


def _kept(text: str, first: int, bracket: int) -> list[Label]:
    """The labels that open a line, a sentence or a bracket, or stand in the closing bracket; others are words."""
    labels = find_labels_in(text, first)
    kept: list[Label] = []
    fresh = {label for label in labels if label.start == first or text[label.start - 1] in _FRESH}
    units = any(label.kind == "units" for label in fresh)
    for label in labels:
        inner = label.kind in _INNER
        if (
            label.start == first
            or text[label.start - 1] in _OPENING
            or (label in fresh and (kept or units or inner))
            or (label.start > bracket and inner)
        ):
            kept.append(label)
    return kept


def _closing(text: str, at: int, end: int) -> int:
    """Where the bracket around ``at`` closes, at most ``end``."""
    depth = 0
    for i in range(at, end):
        if text[i] in "（([【":
            depth += 1
        elif text[i] in "）)]】":
            if not depth:
                return i
            depth -= 1
    return end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in _TRIM + "（([【":
        end -= 1
    while start < end and text[start] in " \u3000":
        start += 1
    return start, end


def _add(fields: list[Field], found: Sequence[_Found], record: int) -> None:
    for word, kind, label_start, label_end, start, end in found:
        fields.append(Field(label_start, label_end, "label", record))
        if start < 0:
            continue
        role = role_of(word) if kind == "units" else None
        exact = kind_of(word) or kind
        year = _YEAR.search(word)
        kind = "place" if exact == "place" else kind
        fields.append(Field(start, end, kind, record, role, year[0] if year else None))


def _reach(heads: Sequence[HeadingSpan], here: int, closed: int) -> int:
    """Where the stretch begins that a line of units closes: behind the line before, or at the section's heading.

    Run-in headings open a paragraph each; the line stands below all of them and closes the section above.
    """
    at = here - 1
    while at > 0 and heads[at].run_in and heads[at].start > closed:
        if heads[at - 1].level < heads[at].level:
            at -= 1
            break
        at -= 1
    return max(closed + 1 if closed else 0, heads[at].start if at >= 0 else 0)


def _on_heading(line: Line, groups: Sequence[_Found], heads: Sequence[HeadingSpan], here: int) -> bool:
    """Whether the bracket stands behind a heading, for all that is below it."""
    head = heads[here - 1] if here else None
    return head is not None and not head.run_in and head.start == line.start and head.end <= groups[0][2]


def _section_end(heads: Sequence[HeadingSpan], here: int, length: int) -> int:
    """Where the section of the last heading ends."""
    level = heads[here - 1].level
    for k in range(here, len(heads)):
        if heads[k].level <= level:
            return heads[k].start - 1
    return length
