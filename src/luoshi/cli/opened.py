"""A workspace as the commands show it: its plan with the reviews carried out, its findings with settings applied.

Called by `check`, which prints the findings, and by `compile`, which writes the plan in any format.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from luoshi.cli.compile import say
from luoshi.cli.words import MESSAGES
from luoshi.diagnostics import Lang, render
from luoshi.diagnostics.waiving import Decided, apply_settings
from luoshi.model.diagnostic import Diagnostic
from luoshi.rules import check
from luoshi.workspace import Workspace, is_workspace, open_workspace, subjects_of


class Opened(NamedTuple):
    """A workspace and what is to be said about it; ``troubles`` are those of its files and reviews alone."""

    workspace: Workspace
    decided: Decided
    troubles: tuple[Diagnostic, ...]


def open_for_showing(path: str, lang: Lang) -> Opened | None:
    """The workspace in the folder ``path``; None where there is none, which has been said."""
    workspace, troubles = open_or_say(path, lang)
    if workspace is None:
        return None
    found = (*troubles, *workspace.findings, *check(workspace.plan))
    return Opened(workspace, decide(workspace, found), troubles)


def decide(workspace: Workspace, found: Iterable[Diagnostic]) -> Decided:
    """Findings with the severities and waivers of the workspace applied, as of today."""
    return apply_settings(
        found,
        workspace.settings,
        today=date.today().isoformat(),
        paths={reading.document.id: reading.document.path for reading in workspace.plan.readings},
        subjects=subjects_of(workspace.plan),
    )


def open_or_say(path: str, lang: Lang) -> tuple[Workspace | None, tuple[Diagnostic, ...]]:
    """The workspace in ``path`` and what is wrong with its files; where there is none, that is said here."""
    if not is_workspace(Path(path)):
        say(MESSAGES["not-a-workspace"].in_language(lang).format(path=path))
        return None, ()
    opened = open_workspace(Path(path))
    if opened.value is None:
        show(opened.diagnostics, lang)
    return opened.value, opened.diagnostics


def of_files(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those findings that are about the files of a workspace, not about its reviews."""
    return tuple(each for each in found if each.code.startswith("LS82"))


def show(found: Iterable[Diagnostic], lang: Lang) -> None:
    """Findings on standard error."""
    for each in found:
        say(render(each, None, lang=lang))
