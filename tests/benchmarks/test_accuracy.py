import json

import pytest

from benchmarks.accuracy import COLUMNS, SET_ASIDE, main


def test_table_has_a_row_for_each_document_and_for_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "13", "20"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["13", "20", "all", "wanted"]
    assert len(lines[0].split("|")) == len(COLUMNS) + 3


def test_json_has_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--only", "13"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["all"] == figures["documents"]["13"]
    assert "F1" in figures["all"]["commitments"]


def test_documents_set_aside_are_asked_for_by_name_of_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", SET_ASIDE[0]]) == 2
    assert "--set-aside" in capsys.readouterr().err
