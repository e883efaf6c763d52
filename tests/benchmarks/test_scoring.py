"""The scorer agrees with the corpus's own scorer to the digit: with its records, and with itself."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import SET_ASIDE
from benchmarks.matching import overlap_ratio, quantity_weight
from benchmarks.scoring import Tally, as_json, pool, score_document
from tests.annotated import CORPUS
from tests.benchmarks.perturbation import perturb

NAMES = [path.stem for path in sorted(CORPUS.glob("*.json")) if path.stem not in SET_ASIDE]
RECORDED = json.loads((Path(__file__).parent / "recorded_scores.json").read_text(encoding="utf-8"))
ORIGINAL = CORPUS.parent.parent.parent / "shared" / "corpus" / "score.py"


def _gold(name: str) -> Any:
    return json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", RECORDED, ids=lambda entry: f"{entry['document']}-{entry['seed']}")
def test_recorded_figures(entry: dict[str, Any]) -> None:
    gold = _gold(entry["document"])
    assert as_json(score_document(gold, perturb(gold, entry["seed"]))) == entry["score"]


@pytest.mark.skipif(not ORIGINAL.exists(), reason="the corpus's own scorer is not here")
@pytest.mark.parametrize("name", NAMES)
def test_original_scorer(name: str) -> None:
    spec = importlib.util.spec_from_file_location("original_scorer", ORIGINAL)
    assert spec is not None
    assert spec.loader is not None
    original = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(original)
    gold = _gold(name)
    for found in ({}, gold, perturb(gold, 1), perturb(gold, 2), perturb(gold, 3)):
        assert as_json(score_document(gold, found)) == original.score(gold, found)


def test_annotation_scores_full_marks_against_itself() -> None:
    score = score_document(_gold("23"), _gold("23"))
    assert all(tally.f1 == 1 for tally in score.tallies.values())


def test_pooled_counts_are_sums() -> None:
    scores = [score_document(_gold(name), perturb(_gold(name), 5)) for name in ("13", "20")]
    together = pool(scores)
    assert together.tallies["commitments"].tp == sum(score.tallies["commitments"].tp for score in scores)
    assert as_json(together)["quantities"]["kind_acc"] is not None
    assert as_json(pool(scores[:1])) == as_json(scores[0])


def test_nothing_to_find_and_nothing_found_is_perfect() -> None:
    assert Tally(tp=0, fp=0, fn=0).f1 == 1
    assert Tally(tp=0, fp=0, fn=3).f1 == 0


def test_overlap_ratio() -> None:
    assert overlap_ratio([0, 10], [5, 15]) == pytest.approx(1 / 3)
    assert overlap_ratio([0, 0], [0, 0]) == 0


def test_magnitude_may_stand_in_value_or_unit() -> None:
    gold = {"span": [0, 4], "value": 1.2, "unit": "亿元"}
    assert quantity_weight(gold, {"span": [0, 4], "value": 12000, "unit": "万元"}) == 2
    assert quantity_weight(gold, {"span": [0, 4], "value": 1.2, "unit": "万元"}) == 0
