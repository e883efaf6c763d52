import difflib
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from docs.generate import GENERATED, ROOT
from luoshi.cli.app import command_line

PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
    if path.is_file()
)
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#]*)(?:#([^)]*))?\)")
FENCE = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("path", "build"), GENERATED, ids=[path for path, _ in GENERATED])
def test_generated_file_is_up_to_date(path: str, build: Callable[[], str]) -> None:
    committed = (ROOT / path).read_text(encoding="utf-8").splitlines()
    changes = list(
        difflib.unified_diff(committed, build().splitlines(), path, "as it is now", n=0, lineterm="")
    )
    assert not changes, "\n".join(["run `make docs`", *changes[:20]])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), target
        if anchor and path.suffix == ".md":
            assert anchor in _anchors(path), f"{target}#{anchor}"


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "adr"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert all(f"({path.name})" in listed for path in folder.glob("0*.md"))


def test_every_command_is_explained_in_both_languages() -> None:
    for lang in ("zh", "en"):
        for command in command_line(lang).commands.values():
            assert command.help
            assert all(each.help for each in command.params if isinstance(each, click.Option))


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
