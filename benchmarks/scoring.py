"""Annotation and prediction of one document → score, and scores of many documents → one.

A `Score` keeps counts, not percentages, so that `pool` can add documents up (micro averages over true
positives, false positives, false negatives and matched pairs); `as_json` gives the rounded figures. The
caller is `accuracy`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.matching import (
    Item,
    is_optional,
    match_items,
    overlap_ratio,
    owner_agrees,
    owner_names,
    plain,
    quantity_weight,
    same_numbers,
    span_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Required items found, items found that nobody annotated, required items missed."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where there was nothing to find."""
        if self.tp + self.fp:
            return self.tp / (self.tp + self.fp)
        return 0.0 if self.fn else 1.0

    @property
    def recall(self) -> float:
        """Share of what was to be found that was found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``hits`` of ``total``; hits may be fractions where each case is itself a ratio."""

    hits: float
    total: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.hits / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All counts of one document or of several; a part that the annotation does not have is missing."""

    tallies: dict[str, Tally]
    shares: dict[str, dict[str, Share]]
    counts: dict[str, dict[str, int]]
    classes: dict[str, Share] = field(default_factory=dict)


def score_document(gold: Item, found: Item) -> Score:
    """Score one document's prediction against its annotation."""
    tallies: dict[str, Tally] = {}
    shares: dict[str, dict[str, Share]] = {}
    commitments = (gold.get("commitments", []), found.get("commitments") or [])
    matches, tallies["commitments"] = _tally(*commitments, _commitment_weight)
    shares["commitments"] = _commitment_shares(*commitments, matches)
    quantities = (gold.get("quantities", []), found.get("quantities") or [])
    matches, tallies["quantities"] = _tally(*quantities, quantity_weight)
    shares["quantities"] = _quantity_shares(*quantities, matches)
    tallies["terms"] = _tally(gold.get("terms", []), _distinct_terms(found), _term_weight)[1]
    joins = found.get("joins") or []
    tallies["joins"] = _tally(gold.get("joins", []), joins, same_numbers)[1]
    tallies |= _score_duplicates(gold, found)
    if gold.get("deadlines") is not None:
        tallies["deadlines"] = _tally(gold["deadlines"], found.get("deadlines") or [], _deadline_weight)[1]
    if gold.get("owner_lists") is not None:
        tallies["owner_lists"] = _tally(gold["owner_lists"], found.get("owner_lists") or [], _list_weight)[1]
    if gold.get("headings") is not None:
        tallies["headings"] = _tally(gold["headings"], found.get("headings") or [], _heading_weight)[1]
    if "truncated" in gold:
        cut = (gold["truncated"], found.get("truncated") or [])
        tallies["truncated"] = _tally(*cut, _cut_weight)[1]
    traps = [trap[:2] for trap in gold.get("false_joins", [])]
    trap_hits = sum(any(same_numbers(trap, join[:2]) for trap in traps) for join in joins)
    counts = {"joins": {"trap_hits": trap_hits}, "commitment_sentences": _sentences(*commitments)}
    classes = _clause_classes(gold.get("clauses") or [], found.get("clauses") or [])
    return Score(tallies=tallies, shares=shares, counts=counts, classes=classes)


def pool(scores: Iterable[Score]) -> Score:
    """The score of several documents as if they were one."""
    tallies: dict[str, Tally] = {}
    shares: dict[str, dict[str, Share]] = {}
    counts: dict[str, dict[str, int]] = {}
    classes: dict[str, Share] = {}
    for score in scores:
        for part, tally in score.tallies.items():
            sum_ = tallies.get(part, Tally(tp=0, fp=0, fn=0))
            tallies[part] = Tally(tp=sum_.tp + tally.tp, fp=sum_.fp + tally.fp, fn=sum_.fn + tally.fn)
        for part, named in score.shares.items():
            _add_shares(shares.setdefault(part, {}), named)
        for part, numbers in score.counts.items():
            into = counts.setdefault(part, {})
            for name, number in numbers.items():
                into[name] = into.get(name, 0) + number
        _add_shares(classes, score.classes)
    return Score(tallies=tallies, shares=shares, counts=counts, classes=classes)


def as_json(score: Score) -> dict[str, dict[str, Any]]:
    """Rounded figures in the shape in which they are published."""
    figures: dict[str, dict[str, Any]] = {}
    for part, tally in score.tallies.items():
        rounded = {"P": tally.precision, "R": tally.recall, "F1": tally.f1}
        figures[part] = {"tp": tally.tp, "fp": tally.fp, "fn": tally.fn}
        figures[part] |= {name: round(value, 4) for name, value in rounded.items()}
        for name, share in score.shares.get(part, {}).items():
            figures[part][name] = _rounded(share.value)
    figures["joins"]["trap_hits"] = score.counts["joins"]["trap_hits"]
    if score.classes:
        every = _sum(score.classes.values())
        figures["clauses"] = {"acc": _rounded(every.value)}
        for klass, share in sorted(score.classes.items()):
            figures["clauses"][klass] = f"{share.hits:.0f}/{share.total}"
    sentences = score.counts["commitment_sentences"]
    gold, hit, found, outside = (sentences[name] for name in ("gold", "hit", "found", "pred_outside"))
    figures["commitment_sentences"] = {
        "gold": gold,
        "hit": hit,
        "R": round(hit / gold, 4) if gold else 1.0,
        "pred_outside": outside,
        "P": round(1 - outside / found, 4) if found else 1.0,
    }
    return figures


def _tally(gold: Sequence[Any], found: Sequence[Any], key: Any) -> tuple[dict[int, int], Tally]:
    matches = match_items(gold, found, key)
    hits = sum(not is_optional(gold[i]) for i in matches)
    required = sum(not is_optional(item) for item in gold)
    # A match with an optional item is neither right nor wrong.
    return matches, Tally(tp=hits, fp=len(found) - len(matches), fn=required - hits)


def _commitment_weight(gold: Item, found: Item) -> float:
    ratio = overlap_ratio(span_of(gold), span_of(found))
    return ratio if ratio >= 0.5 else 0.0


def _cut_weight(gold: Item, found: Item) -> float:
    return 1.0 if overlap_ratio(span_of(gold), span_of(found)) >= 0.5 else 0.0


def _commitment_shares(
    gold: Sequence[Item], found: Sequence[Item], matches: dict[int, int]
) -> dict[str, Share]:
    pairs = [(gold[i], found[j]) for i, j in matches.items()]
    if not pairs:
        return {}
    owned = [(g, p) for g, p in pairs if g.get("owner")]
    shares = {
        "owner_acc": _share(owner_agrees(g, p) for g, p in pairs),
        "owner_acc_where_gold_has_owner": _share(owner_agrees(g, p) for g, p in owned),
    }
    chosen: dict[str, Sequence[float]] = {
        "owner_null_acc": [not p.get("owner") for g, p in pairs if not g.get("owner")],
        "owner_list_F1": [_names_f1(g, p) for g, p in pairs if len(g.get("owners") or []) > 1],
        "deadline_acc": [_deadline_agrees(g, p) for g, p in pairs if g.get("deadline")],
        "section_acc": [plain(p.get("section")) == plain(g["section"]) for g, p in pairs if g.get("section")],
        "modality_acc": [g["modality"] == p.get("modality") for g, p in pairs if g.get("modality")],
    }
    return shares | {name: _share(hits) for name, hits in chosen.items() if hits}


def _names_f1(gold: Item, found: Item) -> float:
    a, b = owner_names(gold), owner_names(found)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _deadline_agrees(gold: Item, found: Item) -> bool:
    """Whether the found deadline begins with the annotated one (a day agrees with its month)."""
    return str(found.get("deadline") or "").startswith(str(gold["deadline"]))


def _quantity_shares(
    gold: Sequence[Item], found: Sequence[Item], matches: dict[int, int]
) -> dict[str, Share]:
    pairs = [(gold[i], found[j]) for i, j in matches.items()]
    if not pairs:
        return {}
    return {
        "kind_acc": _share(g.get("kind") == p.get("kind") for g, p in pairs),
        "period_acc": _share(plain(g.get("period")) == plain(p.get("period")) for g, p in pairs),
    }


def _distinct_terms(found: Item) -> list[Item]:
    names = dict.fromkeys(
        plain(term["text"] if isinstance(term, dict) else term) for term in found.get("terms") or []
    )
    return [{"text": name} for name in names]


def _term_weight(gold: Item, found: Item) -> float:
    return 1.0 if plain(gold["text"]) == found["text"] else 0.0


def _deadline_weight(gold: Item, found: Item) -> float:
    ratio = overlap_ratio(span_of(gold), span_of(found))
    return 1 + ratio if ratio > 0 and str(gold["normalised"]) == str(found.get("normalised")) else 0.0


def _list_weight(gold: Item, found: Item) -> float:
    overlap = overlap_ratio(span_of(gold), span_of(found)) > 0
    units = {plain(unit) for unit in gold["units"]}
    return 1.0 if overlap and units == {plain(unit) for unit in found.get("units", [])} else 0.0


def _heading_weight(gold: Item, found: Item) -> float:
    same = overlap_ratio(span_of(gold), span_of(found)) >= 0.5 and gold["level"] == found.get("level")
    return 1.0 if same else 0.0


def _score_duplicates(gold: Item, found: Item) -> dict[str, Tally]:
    wanted = [_first_before_copy(pair) for pair in gold.get("duplicates", [])]
    given = [_first_before_copy(pair) for pair in found.get("duplicates") or []]
    a, b = _copied_characters(wanted), _copied_characters(given)
    return {
        "duplicates": _tally(wanted, given, same_numbers)[1],
        "duplicates_chars": Tally(tp=len(a & b), fp=len(b - a), fn=len(a - b)),
    }


def _first_before_copy(pair: Sequence[int]) -> list[int]:
    return list(pair) if pair[0] <= pair[2] else [pair[2], pair[3], pair[0], pair[1]]


def _copied_characters(pairs: Sequence[Sequence[int]]) -> set[int]:
    return {position for pair in pairs for position in range(pair[2], pair[3])}


def _sentences(gold: Sequence[Item], found: Sequence[Item]) -> dict[str, int]:
    """A view without granularity: annotated sentences that hold a find, and finds outside of all."""
    every = {tuple(item["sentence"]) for item in gold if item.get("sentence")}
    required = {tuple(item["sentence"]) for item in gold if item.get("sentence") and not is_optional(item)}
    return {
        "gold": len(required),
        "hit": sum(any(_in_sentence(sentence, item) for item in found) for sentence in required),
        "found": len(found),
        "pred_outside": sum(not any(_in_sentence(sentence, item) for sentence in every) for item in found),
    }


def _in_sentence(sentence: Sequence[int], found: Item) -> bool:
    start, end = span_of(found)
    return sentence[0] <= (start + end) // 2 < sentence[1] or overlap_ratio(sentence, (start, end)) >= 0.5


def _clause_classes(gold: Sequence[Item], found: Sequence[Item]) -> dict[str, Share]:
    """For each class the clauses whose best overlapping found clause (at least half) has that class."""
    ordered = sorted(found, key=lambda clause: clause["span"][0])
    starts = [clause["span"][0] for clause in ordered]
    longest = max((clause["span"][1] - clause["span"][0] for clause in ordered), default=0)
    classes: dict[str, Share] = {}
    for clause in gold:
        start, end = clause["span"]
        near = ordered[bisect_left(starts, start - longest) : bisect_left(starts, end)]
        best = max(near, key=lambda other: overlap_ratio((start, end), other["span"]), default=None)
        hit = (
            best is not None
            and overlap_ratio((start, end), best["span"]) >= 0.5
            and best["klass"] == clause["klass"]
        )
        _add_shares(classes, {clause["klass"]: Share(hits=float(hit), total=1)})
    return classes


def _share(hits: Iterable[float]) -> Share:
    cases = list(hits)
    return Share(hits=sum(cases), total=len(cases))


def _sum(shares: Iterable[Share]) -> Share:
    cases = list(shares)
    return Share(hits=sum(share.hits for share in cases), total=sum(share.total for share in cases))


def _add_shares(into: dict[str, Share], more: dict[str, Share]) -> None:
    for name, share in more.items():
        into[name] = _sum((into[name], share)) if name in into else share


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
