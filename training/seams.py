"""Learn how halves of broken sentences are recognised: writes ``luoshi/compiler/seam_table.py``.

    python -m training.seams [--pages N] [--write]

The character table counts pairs and triples in the texts of ``training/`` (``tests/corpus`` is not read, nor the
documents that serve as a test). The weights come from pages that ``tests/mangler.py`` makes of the same texts; the
table with which a page is read never contains its texts. Deterministic; needs the extra ``train``.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from luoshi.compiler.copies import find_copies
from luoshi.compiler.fluency import Table, count_text, packed, unpacked
from luoshi.compiler.normalise import read_blocks
from luoshi.compiler.pairing import candidates, known_places
from luoshi.compiler.seam_table import WEIGHTS
from luoshi.compiler.seams import Evidence, is_prose, look_at, open_end
from luoshi.model.text import Document, DocumentId
from tests.mangler import MangledPage, Source, mangle, read_article

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "luoshi" / "compiler" / "seam_table.py"
HELD_BACK = frozenset({"42", "43", "44"})  # documents on which the result is tested
FOLDS = 5
STEADY = {"known": 6.0, "refuted": -3.0, "page": 3.0}  # too rare to be learned, and certain anyway


class Choice(NamedTuple):
    """A left half with the evidence for its candidates; ``right`` marks the true ones (none where there is none)."""

    evidence: NDArray[np.float64]
    right: NDArray[np.bool_]


def articles() -> list[list[Source]]:
    """The texts of the training folder as articles."""
    lists = sorted((ROOT / "training" / "clauses").glob("*.tsv"))
    annotated = sorted((ROOT / "training" / "annotated").glob("*.txt"))
    return [
        *(_of_clauses(path.read_text(encoding="utf-8")) for path in lists),
        *(read_article(path) for path in annotated if path.stem not in HELD_BACK),
    ]


def _of_clauses(listed: str) -> list[Source]:
    """An article of a clause list: paragraphs parted by empty lines, class and clause by a tab."""
    article = []
    for paragraph in listed.split("\n\n"):
        rows = [line.split("\t", 1) for line in paragraph.split("\n") if "\t" in line]
        if rows:
            article.append(
                Source(text="".join(row[1] for row in rows), heading=all(row[0] in ("heading", "other") for row in rows))
            )
    return article


def mangled(random: Random, texts: Sequence[Sequence[Source]], number: int) -> Iterator[MangledPage]:
    """Pages of one or two of the articles, whole or in part."""
    for _ in range(number):
        chosen = random.sample(texts, random.choice((1, 2, 2)))
        parts = []
        for article in chosen:
            size = random.randint(10, 40)
            start = random.randrange(max(1, len(article) - size))
            parts.append(article[start : start + size])
        yield mangle(random, parts)


def choices(page: MangledPage, table: Table, weights: Evidence) -> Iterator[Choice]:
    """All left halves of a page with their candidates."""
    blocks = read_blocks(Document(id=DocumentId("page"), text=page.text)).blocks
    copies = find_copies([block.text for block in blocks], [block.kind == "text" for block in blocks])
    known = known_places(blocks, copies)
    view = look_at(blocks, {copy.copy for copy in copies}, table)
    marked = sum(1 for block in blocks if block.mark) >= 2
    prose = [i for i, block in enumerate(blocks) if is_prose(block, marked)]
    goes_on = {}
    for left_end, right_start in page.joins:
        left = [i for i in prose if abs(blocks[i].end - left_end) <= 2]
        right = [i for i in prose if abs(blocks[i].start - right_start) <= 2]
        if left and right:
            goes_on[left[0]] = known.starts[right[0]]
    for left in prose:
        if open_end(blocks[left].text) > 0:
            rows = candidates(view, known, left, prose, weights)
            if rows:
                true = goes_on.get(left)
                yield Choice(
                    np.array([evidence for _, evidence in rows], dtype=np.float64),
                    np.array([known.starts[right] == true for right, _ in rows]),
                )


def fit(examples: Sequence[Choice], strength: float = 0.5) -> Evidence:
    """Weights of a choice among the candidates and none of them, by maximum likelihood with a mild penalty."""

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, gradient = 0.0, np.zeros_like(w)
        for evidence, right in examples:
            utility = np.append(evidence @ w, 0.0)
            likely = np.exp(utility - utility.max())
            likely /= likely.sum()
            wanted = np.append(np.where(right, likely[:-1], 0.0), 0.0 if right.any() else 1.0)
            mass = max(float((likely * (wanted > 0)).sum()), 1e-12)
            value -= float(np.log(mass))
            wanted /= max(float(wanted.sum()), 1e-12)
            gradient += evidence.T @ (likely - wanted)[:-1]
        return value + strength * float(w @ w), gradient + 2 * strength * w

    start = np.array([WEIGHTS[name] for name in Evidence._fields])
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    found = dict(zip(Evidence._fields, (round(float(x), 2) for x in result.x), strict=True))
    return Evidence(**(found | STEADY))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    texts = articles()
    examples: list[Choice] = []
    weights = Evidence(**(WEIGHTS | STEADY))
    for fold in range(FOLDS):
        table = unpacked(*packed(*counted([t for i, t in enumerate(texts) if i % FOLDS != fold])))
        for page in mangled(Random(100 + fold), texts[fold::FOLDS], options.pages // FOLDS):
            examples += choices(page, table, weights)
    weights = fit(examples)
    print(len(texts), "texts", len(examples), "left halves")
    for name, value in weights._asdict().items():
        print(f"{name:16} {value:6.2f}")
    if options.write:
        TARGET.write_text(written(weights, *packed(*counted(texts))), encoding="utf-8")


def counted(texts: Sequence[Sequence[Source]]) -> tuple[dict[str, int], bytearray]:
    """Pairs and triples of all paragraphs."""
    return count_text(source.text for article in texts for source in article)


def written(weights: Evidence, pairs: str, triples: str) -> str:
    """The module that is shipped."""
    rows = "".join(f'    "{name}": {value},\n' for name, value in weights._asdict().items())
    return (
        '"""Weights and character table of the seams; made by ``python -m training.seams --write``."""\n\n'
        f"WEIGHTS: dict[str, float] = {{\n{rows}}}\n# fmt: off\n# ruff: noqa: E501\n"
        f"PAIRS = {pairs!r}\nTRIPLES = {triples!r}\n"
    )


if __name__ == "__main__":
    main()
