"""Learn the weights by which `luoshi.compiler.statements` classifies clauses.

    python -m training.statements [--leave-one-out] [--write]

Reads annotated documents (``tests/corpus``, ``training/annotated``) and clause lists (``training/clauses``),
fits a multinomial logistic regression over the cues and writes ``statement_weights.py``. ``--leave-one-out``
prints, document by document, the accuracy on a document that was not learned from. Deterministic; needs the
extra ``train``.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.scoring import as_json, pool, score_document
from luoshi.compiler.pipeline import Prepared, prepare, read_statements
from luoshi.compiler.statements import classify
from luoshi.exchange.json_plan import document_json
from luoshi.model.commitment import Klass
from luoshi.model.text import Document, DocumentId

ROOT = Path(__file__).parent.parent
ANNOTATED = (ROOT / "tests" / "corpus", ROOT / "training" / "annotated")
SET_ASIDE = frozenset({"08", "10", "12", "21"})
SCALE = 100
LIMIT = 300_000


Example = tuple[list[str], str | None, str | None]  # cues, fixed class, gold class


def gold_documents(include: frozenset[str] | None = None) -> Iterator[tuple[str, Document, list[tuple[int, int, str]]]]:
    """Annotated documents as (name, document, clauses with class in source offsets)."""
    for folder in ANNOTATED:
        for path in sorted(folder.glob("*.json")):
            name = path.stem
            if name in SET_ASIDE or (include is not None and name not in include):
                continue
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            gold = json.loads(path.read_text(encoding="utf-8"))
            clauses = [(*clause["span"], clause["klass"]) for clause in gold["clauses"]]
            yield name, Document(id=DocumentId(name), text=text), clauses
    for path in sorted((ROOT / "training" / "clauses").glob("*.tsv")):
        text, clauses = read_clause_list(path.read_text(encoding="utf-8"))
        yield path.stem, Document(id=DocumentId(path.stem), text=text), clauses


def annotation(name: str) -> dict[str, Any]:
    """The annotation of a document."""
    folder = next(folder for folder in ANNOTATED if (folder / f"{name}.json").exists())
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def read_clause_list(content: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A clause list: ``class<TAB>clause with its mark`` a line, a blank line between paragraphs."""
    text = ""
    clauses = []
    for line in content.split("\n"):
        if not line.strip():
            if text and not text.endswith("\n"):
                text += "\n"
            continue
        klass, _, clause = line.partition("\t")
        clauses.append((len(text), len(text) + len(clause.rstrip("，；。？！")), klass.strip()))
        text += clause
    return text, clauses


def examples(document: Document, gold: Sequence[tuple[int, int, str]]) -> tuple[list[Example], Prepared]:
    """Cues and gold class of each clause of a document."""
    prepared = prepare(document)
    found: list[Example] = []
    for i, clause in enumerate(prepared.clauses):
        start, end = prepared.flow.to_source(clause.start, clause.end)
        best, klass = 0.0, None
        for s, e, k in gold:
            shared = min(e, end) - max(s, start)
            if shared > 0 and shared / (max(e, end) - min(s, start)) > best:
                best, klass = shared / (max(e, end) - min(s, start)), k
        fixed = prepared.around.fixed[i]
        found.append((prepared.cues[i], fixed[0] if fixed else None, klass if best >= 0.5 else None))
    return found, prepared


# Cues that come from a clause's neighbours; a clause that is a paragraph by itself has none of them.
NEIGHBOURS = ("p2:", "pt:", "pm:", "n2:", "next-said", "para-", "mood:", "mark:", "first", "last")
ALONE = ("task", "target", "past", "fact", "principle", "slogan")


def rows(documents: Sequence[Sequence[Example]]) -> tuple[list[dict[str, int]], list[str], list[float]]:
    """Training rows: cues with the class of the clause before; classes; weights.

    The annotated texts run in long paragraphs. So that a sentence is also known where it stands alone (as list
    items do), each clause that could stand alone is shown once more without its neighbours, at half weight.
    """
    inputs, outputs, weights = [], [], []
    for document in documents:
        previous = "start"
        for cues, fixed, gold in document:
            if fixed is None and gold is not None and gold != "heading":
                inputs.append(dict.fromkeys([*cues, "prev:" + previous], 1))
                outputs.append(gold)
                weights.append(1.0)
                if gold in ALONE:
                    own = [cue for cue in cues if not cue.startswith(NEIGHBOURS)]
                    inputs.append(dict.fromkeys([*own, "first", "last", "mark:。", "prev:heading"], 1))
                    outputs.append(gold)
                    weights.append(0.5)
            previous = fixed or gold or "other"
    return inputs, outputs, weights


def fit(documents: Sequence[Sequence[Example]], strength: float) -> tuple[list[Klass], dict[str, tuple[int, ...]]]:
    """Classes and integer weights."""
    inputs, outputs, weights = rows(documents)
    counts = Counter(cue for row in inputs for cue in row)
    inputs = [{cue: 1 for cue in row if counts[cue] > 2} for row in inputs]
    vectors = DictVectorizer()
    model = LogisticRegression(C=strength, max_iter=1000).fit(
        vectors.fit_transform(inputs), outputs, sample_weight=weights
    )
    table = {}
    for j, cue in enumerate(vectors.feature_names_):
        weights = tuple(round(SCALE * float(weight)) for weight in model.coef_[:, j])
        if cue == "bias":
            weights = tuple(w + round(SCALE * float(b)) for w, b in zip(weights, model.intercept_, strict=True))
        if max(map(abs, weights)) >= 10:
            table[cue] = weights
    if "bias" not in table:
        table["bias"] = tuple(round(SCALE * float(b)) for b in model.intercept_)
    return [cast(Klass, str(name)) for name in model.classes_], table


def write(classes: Sequence[str], table: dict[str, tuple[int, ...]]) -> int:
    """Write the weights module; returns its size in bytes."""
    lines = [
        '"""Weights of the statement classifier, in hundredths; made by ``python -m training.statements --write``."""',
        "",
        "from luoshi.model.commitment import Klass",
        "",
        f"CLASSES: tuple[Klass, ...] = {tuple(classes)!r}".replace("'", '"'),
        "",
        "# fmt: off",
        "WEIGHTS: dict[str, tuple[int, ...]] = {",
        *(f"    {json.dumps(cue, ensure_ascii=False)}: {weights}," for cue, weights in sorted(table.items())),
        "}",
        "",
    ]
    content = "\n".join(lines)
    path = ROOT / "src" / "luoshi" / "compiler" / "statement_weights.py"
    path.write_text(content, encoding="utf-8")
    return len(content.encode())


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--strength", type=float, default=0.5)
    parser.add_argument("--errors", action="store_true", help="print each wrong clause of the leave-one-out run")
    options = parser.parse_args()
    loaded = {name: (document, *examples(document, gold)) for name, document, gold in gold_documents()}
    if options.leave_one_out:
        leave_one_out(loaded, options.strength, options.errors)
    if options.write:
        classes, table = fit([found for _, found, _ in loaded.values()], options.strength)
        size = write(classes, table)
        print(f"{len(table)} cues, {size} bytes")
        assert size < LIMIT, "weights over the agreed size"


def leave_one_out(loaded: dict[str, tuple[Document, list[Example], Prepared]], strength: float, errors: bool) -> None:
    """Score each annotated document with a model of all others."""
    scores = {}
    confusion: Counter[tuple[str, str]] = Counter()
    for name, (document, found, prepared) in loaded.items():
        if not name.isdigit():
            continue
        classes, table = fit([other for key, (_, other, _) in loaded.items() if key != name], strength)
        drafts = classify(prepared.cues, prepared.clauses, prepared.around, classes, table)
        for draft, (_, _, gold) in zip(drafts, found, strict=True):
            if gold is not None and draft.klass != gold:
                confusion[gold, str(draft.klass)] += 1
                if errors:
                    clause = prepared.flow.text[draft.clause.start : draft.clause.end]
                    print(name, gold, draft.klass, draft.rule, clause)
        reading = read_statements(document, prepared, drafts)
        scores[name] = score_document(annotation(name), document_json(reading))
    print("doc   clauses  commitments  owners  modality")
    for name, score in [*scores.items(), ("all", pool(scores.values()))]:
        figures = as_json(score)
        line = [figures["clauses"]["acc"], *(figures["commitments"].get(key) or 0 for key in ("F1", "owner_acc", "modality_acc"))]
        print(f"{name:4s} ", "  ".join(f"{figure:8.4f}" for figure in line))
    print(confusion.most_common(20))


if __name__ == "__main__":
    main()
