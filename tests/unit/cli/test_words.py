import pytest

from luoshi.cli.words import LABELS, MODALITIES, asked_language, deadline_words
from tests.commands import luoshi as run


@pytest.mark.parametrize(
    ("locale", "lang"),
    [
        ({}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_locale_decides(locale: dict[str, str], lang: str) -> None:
    assert asked_language([], locale) == lang


@pytest.mark.parametrize("arguments", [["--lang", "en", "check", "x"], ["compile", "x", "--lang=en"]])
def test_option_outranks_locale(arguments: list[str]) -> None:
    assert asked_language(arguments, {"LANG": "zh_CN.UTF-8"}) == "en"


@pytest.mark.parametrize(
    ("normalised", "words"),
    [
        (None, "未定"),
        ("2027", "2027年"),
        ("2026-06", "2026年6月"),
        ("2026-06-30", "2026年6月30日"),
        ("recurring:quarterly", "每季度"),
        ("relative:P3Y", "3年内"),
        ("relative:P3WD", "3个工作日内"),
        ("relative:P2W", "2周内"),
        ("relative:P1DT12H", "1天12小时内"),
        ("relative:-PT48H", "提前48小时"),
        ("relative:soon", "soon"),
        ("immediate", "立即"),
        ("ongoing", "长期"),
    ],
)
def test_deadlines_in_words(normalised: str | None, words: str) -> None:
    assert deadline_words(normalised, "zh") == words


@pytest.mark.parametrize("arguments", [["--lang", "en", "--help"], ["--lang", "en", "compile", "--help"]])
def test_language_may_stand_before_the_command(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert (
        "ompile documents" in " ".join(result.stdout.split()) or "administrative documents" in result.stdout
    )


def test_language_before_the_command_is_that_of_its_messages() -> None:
    assert "is no workspace" in run("--lang", "en", "check", "nowhere").stderr


def test_every_label_has_both_languages() -> None:
    assert all(each.zh and each.en for each in (*LABELS.values(), *MODALITIES.values()))
