import re
import subprocess
import sys
from pathlib import Path

import pytest

import luoshi

ROOT = Path(__file__).parent.parent
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)]+)\)")


def _without_comments(block: str) -> list[str]:
    return [line.partition("#")[0].rstrip() for line in block.splitlines()]


def test_first_block_is_two_command_lines() -> None:
    first = BLOCK.findall(ENGLISH)[0].splitlines()
    assert len(first) == 2
    assert first[0].endswith("luoshi compile --example")
    assert "pytest" in first[1]


def test_both_languages_have_the_same_commands() -> None:
    english, chinese = BLOCK.findall(ENGLISH), BLOCK.findall(CHINESE)
    assert list(map(_without_comments, english)) == list(map(_without_comments, chinese))
    assert english[0] == chinese[0]


def test_both_languages_have_the_same_outline() -> None:
    for mark in ("#", "##", "###", "-"):
        counts = [len(re.findall(rf"^{mark} ", text, re.MULTILINE)) for text in (ENGLISH, CHINESE)]
        assert counts[0] == counts[1], mark
    assert ENGLISH.count("\n\n") == CHINESE.count("\n\n")


def test_both_languages_link_to_the_same_places() -> None:
    swapped = {
        "README.zh-CN.md": "README.md",
        "docs/reference/diagnostics.zh-CN.md": "docs/reference/diagnostics.md",
    }
    english = LINK.findall(ENGLISH)
    chinese = [swapped.get(link, link) for link in LINK.findall(CHINESE)]
    assert ["README.md" if link == "README.zh-CN.md" else link for link in english] == chinese


@pytest.mark.parametrize("code", sorted(set(re.findall(r"`([^`\n]*)`", ENGLISH))))
def test_what_english_prints_as_code_chinese_does_too(code: str) -> None:
    assert f"`{code}`" in CHINESE


def test_version_is_in_the_help() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "luoshi", "--version"], check=True, capture_output=True, text=True
    )
    assert luoshi.__version__ in result.stdout
