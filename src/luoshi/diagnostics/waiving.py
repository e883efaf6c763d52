"""Findings and what a workspace has decided about them → the findings that are left, with their severities.

`apply_settings` is called by whoever shows findings of a workspace, with the day as an argument. Nothing vanishes
silently: waived findings are returned beside the others, an expired waiver is a finding itself, and so is one that
no finding corresponds to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import NamedTuple

from luoshi.diagnostics.catalogue import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.settings import Settings, Waiver
from luoshi.model.text import DocumentId, Span


class Decided(NamedTuple):
    """The findings to show, and those that are waived, each with its waiver."""

    shown: tuple[Diagnostic, ...]
    waived: tuple[tuple[Diagnostic, Waiver], ...]


def apply_settings(
    found: Iterable[Diagnostic],
    settings: Settings,
    *,
    today: str,
    paths: Mapping[DocumentId, str],
    subjects: Mapping[str, tuple[Span, ...]],
) -> Decided:
    """Severities and waivers applied to ``found``.

    ``today`` is YYYY-MM-DD; ``paths`` gives the file of each document, ``subjects`` the places of each id that a
    waiver may name.
    """
    severities = dict(settings.severities)
    shown: list[Diagnostic] = []
    waived: list[tuple[Diagnostic, Waiver]] = []
    used: set[int] = set()
    for each in found:
        grade = severities.get(each.code, each.severity)
        fitting = [
            i
            for i, waiver in enumerate(settings.waivers)
            if _fits(waiver, each, paths=paths, subjects=subjects)
        ]
        used.update(fitting)
        valid = next((i for i in fitting if settings.waivers[i].until >= today), None)
        if valid is not None:
            waived.append((each, settings.waivers[valid]))
        elif grade != "off":
            shown.append(each if grade == each.severity else replace(each, severity=grade))
    for i, waiver in enumerate(settings.waivers):
        about = "、".join(part for part in (waiver.code, waiver.document, waiver.subject) if part)
        if waiver.until < today:
            shown.append(
                diagnose(
                    "LS826", waived=about, until=waiver.until, reason=waiver.reason, path=waiver.place or None
                )
            )
        elif i not in used:
            shown.append(diagnose("LS827", waived=about, path=waiver.place or None))
    return Decided(tuple(shown), tuple(waived))


def _fits(
    waiver: Waiver,
    found: Diagnostic,
    *,
    paths: Mapping[DocumentId, str],
    subjects: Mapping[str, tuple[Span, ...]],
) -> bool:
    if waiver.code != found.code:
        return False
    span = found.span
    if waiver.document is not None:
        names = [found.path or ""] if span is None else [span.document, paths.get(span.document, "")]
        if not any(fnmatchcase(name, waiver.document) for name in names if name):
            return False
    if waiver.subject is None:
        return True
    places = subjects.get(waiver.subject, ())
    return span is not None and any(_overlap(span, place) for place in places)


def _overlap(left: Span, right: Span) -> bool:
    return left.document == right.document and left.start < right.end and right.start < left.end
