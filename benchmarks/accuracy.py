"""How well the compiler reads the annotated corpus: a table, or JSON.

    python -m benchmarks.accuracy [--json] [--only NN ...] [--set-aside | --dev]

Four documents are set aside: rules are written without looking at them, and they are scored only on request.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.scoring import Score, as_json, pool, score_document
from luoshi.compiler.pipeline import compile_document
from luoshi.exchange.json_plan import document_json
from luoshi.exchange.text import read_text
from luoshi.model.text import DocumentId

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
SET_ASIDE = ("08", "10", "12", "21")

# Column head, part and figure of the score, and what is wanted over all documents.
COLUMNS: tuple[tuple[str, str, str, float | None], ...] = (
    ("commit", "commitments", "F1", 0.90),
    ("owner", "commitments", "owner_acc", 0.90),
    ("modal", "commitments", "modality_acc", 0.93),
    ("due", "commitments", "deadline_acc", None),
    ("section", "commitments", "section_acc", None),
    ("lists", "owner_lists", "F1", 0.95),
    ("dates", "deadlines", "F1", 0.93),
    ("quant", "quantities", "F1", 0.96),
    ("kind", "quantities", "kind_acc", 0.95),
    ("period", "quantities", "period_acc", None),
    ("heads", "headings", "F1", 0.97),
    ("terms", "terms", "F1", 0.85),
    ("clauses", "clauses", "acc", 0.85),
    ("joins", "joins", "F1", None),
    ("copies", "duplicates", "F1", None),
    ("cut", "truncated", "F1", None),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the chosen documents and print the result; the exit code."""
    options = _parser().parse_args(arguments)
    names = tuple(path.stem for path in sorted(CORPUS.glob("[0-9][0-9].txt")))
    allowed = names if options.set_aside else tuple(name for name in names if name not in SET_ASIDE)
    chosen = tuple(options.only or allowed)
    missing = [name for name in chosen if name not in allowed]
    if missing:
        print(f"not in the corpus, or set aside (see --set-aside): {' '.join(missing)}", file=sys.stderr)
        return 2
    scores = {name: score_corpus_document(name) for name in chosen}
    if options.json:
        figures = {
            "documents": {name: as_json(score) for name, score in scores.items()},
            "all": as_json(pool(scores.values())),
        }
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        print(table(scores))
    return 0


def score_corpus_document(name: str) -> Score:
    """Compile one document of the corpus and score it against its annotation."""
    path = CORPUS / f"{name}.txt"
    document = read_text(path.read_bytes(), path.name, DocumentId(name)).value
    if document is None:
        raise ValueError(f"{path} is not readable text")
    found: Any = document_json(compile_document(document).value)
    return score_document(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), found)


def table(scores: Mapping[str, Score]) -> str:
    """The scores as a table in Markdown: a row for each document, one for all, one for what is wanted."""
    rows = [["", *(head for head, _, _, _ in COLUMNS)]]
    rows += [[name, *_figures(score)] for name, score in scores.items()]
    rows.append(["all", *_figures(pool(scores.values()))])
    rows.append(["wanted", *(_printed(wanted) for _, _, _, wanted in COLUMNS)])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 1) + ":" for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _figures(score: Score) -> list[str]:
    figures = as_json(score)
    return [_printed(figures.get(part, {}).get(name)) for _, part, name, _ in COLUMNS]


def _printed(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description="Score the compiler.")
    parser.add_argument("--json", action="store_true", help="all figures as JSON")
    parser.add_argument("--only", nargs="+", metavar="NN", help="these documents only")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--set-aside", action="store_true", help="score the documents set aside, too")
    which.add_argument("--dev", dest="set_aside", action="store_false", help="leave them out (the default)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
