"""How well broken pages are put together: 500 mangled pages, joins and copies against the truth.

    python -m benchmarks.mangled [--pages N] [--json]

The mangler of the tests sets clean corpus documents in columns, breaks paragraphs anywhere, shuffles and repeats
blocks, loses heads and tails and throws in furniture. A join counts where both ends agree within two characters;
stretches of copies that are too short to be told from set phrases are neutral.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from random import Random

from benchmarks.accuracy import CORPUS
from luoshi.compiler.repair import read_page
from luoshi.model.text import Document, DocumentId
from tests.mangler import mangle, read_article

ARTICLES = ("01", "05", "09", "13", "14")
WANTED = {"joins": (0.97, 0.85), "duplicates": (0.98, 0.98)}


def measure(pages: int) -> dict[str, dict[str, float]]:
    """Precision and recall of joins and duplicates over ``pages`` pages with seeds from 0 on."""
    articles = [read_article(CORPUS / f"{name}.txt") for name in ARTICLES]
    counts = {"joins": [0, 0, 0], "duplicates": [0, 0, 0]}
    for seed in range(pages):
        random = Random(seed)
        chosen = random.sample(articles, random.choice((1, 2)))
        page = mangle(random, chosen)
        read = read_page(Document(id=DocumentId("page"), text=page.text))
        joins = [(join.left_end, join.right_start) for join in read.joins if join.certain]
        copies = [
            (pair.first.start, pair.first.end, pair.copy.start, pair.copy.end) for pair in read.duplicates
        ]
        told = [copy for copy in copies if not any(_touch(copy, other) for other in page.neutral)]
        _count(counts["joins"], page.joins, joins)
        _count(counts["duplicates"], page.duplicates, told)
    return {
        name: {"precision": right / max(1, right + wrong), "recall": right / max(1, right + missed), "truth": right + missed}
        for name, (right, wrong, missed) in counts.items()
    }


def _touch(copy: Sequence[int], other: Sequence[int]) -> bool:
    return min(copy[3], other[3]) > max(copy[2], other[2])


def _count(counts: list[int], truth: Iterable[Sequence[int]], found: Iterable[Sequence[int]]) -> None:
    left: list[Sequence[int]] = list(found)
    for wanted in truth:
        match = next((each for each in left if all(abs(a - b) <= 2 for a, b in zip(wanted, each, strict=True))), None)
        if match is None:
            counts[2] += 1
        else:
            left.remove(match)
            counts[0] += 1
    counts[1] += len(left)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Score page repair on mangled pages.")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    figures = measure(options.pages)
    if options.json:
        print(json.dumps({"pages": options.pages, **figures}))
        return 0
    print(f"{options.pages} pages      precision  recall  wanted       truth")
    for name, figure in figures.items():
        precision, recall = WANTED[name]
        print(
            f"{name:14s} {figure['precision']:9.3f} {figure['recall']:7.3f}  {precision:.2f} / {recall:.2f} {figure['truth']:7.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
