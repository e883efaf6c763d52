"""Two plans → what was added, dropped, softened, hardened, given to others, delayed, advanced, reworded.

`compare_plans` is called by the command line and the workspace. Passages are matched (`matching`); a pair is then
compared in strength, targets (`target_change`), conditions, owners and deadline. Comparing the other way round gives
the same pairs with added and dropped, softened and hardened, delayed and advanced exchanged. A plan compared with
itself gives nothing.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from luoshi.compiler.matching import Pair, match_passages
from luoshi.compiler.passages import Said, passages_of, show_owners
from luoshi.compiler.target_change import compare_targets
from luoshi.model.commitment import Commitment, Modality
from luoshi.model.difference import Aspect, Change, ChangeKind, Difference
from luoshi.model.plan import Plan

# 支持, 鼓励 and 探索 bind about equally little; a ban is of another kind than a duty.
_STRENGTH: dict[Modality, int] = {
    "must": 4,
    "will": 3,
    "strive": 2,
    "support": 1,
    "encourage": 1,
    "explore": 1,
}
_HEDGE = re.compile(
    r"原则上|视情况?|酌情|适时|逐步|稳步|尽量|尽可能|力所能及|有条件的?|具备条件的?|条件成熟(?:时|的)?|条件允许(?:时|的)?|根据(?:需要|实际|情况)"
    r"|因地制宜|研究(?=推进|推动|建立|制定|出台|开展|设立)|推动(?=建立|出台|设立|制定)"
)
_FREQUENCY = (
    "daily",
    "weekly",
    "ten-daily",
    "biweekly",
    "monthly",
    "bimonthly",
    "quarterly",
    "semiannual",
    "annual",
)
_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<Y>\d+)Y)?(?:(?P<M>\d+)M)?(?:(?P<W>\d+)W)?(?:(?P<D>\d+)(?P<WD>W?)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?)?"
)


def compare_plans(old: Plan, new: Plan) -> Difference:
    """All changes in the order of the new plan; what was dropped stands where it would have stood."""
    before, after = passages_of(old), passages_of(new)
    pairs = match_passages(before, after)
    partner = {pair.old: pair.new for pair in pairs}
    found: list[tuple[tuple[int, int, int], Change]] = []
    unchanged = 0
    for pair in pairs:
        change = _compare(before[pair.old], after[pair.new], pair)
        if change is None:
            unchanged += 1
        else:
            found.append(((pair.new, 0, 0), change))
    met = set(partner.values())
    for j, said in enumerate(after):
        if j not in met:
            aspect = Aspect(kind="added", field="wording", old="", new=said.passage.quote)
            found.append(((j, 0, 0), Change(old=None, new=said.passage, aspects=(aspect,))))
    place = -1
    for i, said in enumerate(before):
        place = partner.get(i, place)
        if i not in partner:
            aspect = Aspect(kind="dropped", field="wording", old=said.passage.quote, new="")
            found.append(((place, 1, i), Change(old=said.passage, new=None, aspects=(aspect,))))
    found.sort(key=lambda each: each[0])
    return Difference(changes=tuple(change for _, change in found), unchanged=unchanged)


def _compare(old: Said, new: Said, pair: Pair) -> Change | None:
    aspects = list(_aspects(old, new))
    if not aspects and old.wording != new.wording:
        aspects = [Aspect(kind="reworded", field="wording", old=old.passage.quote, new=new.passage.quote)]
    if not aspects:
        return None
    return Change(
        old=old.passage,
        new=new.passage,
        aspects=tuple(dict.fromkeys(aspects)),
        match=pair.match,
        likeness=round(pair.likeness, 3),
    )


def _aspects(old: Said, new: Said) -> Iterator[Aspect]:
    if old.commitment is not None and new.commitment is not None:
        yield from _modality(old.commitment.modality, new.commitment.modality)
        yield from _conditions(old, new, old.commitment, new.commitment)
        yield from _owners(old, new, old.commitment, new.commitment)
        yield from _deadline(old.commitment.deadline, new.commitment.deadline)
    for aspect in compare_targets(old.figures, new.figures):
        # The year of a target is mostly that of its deadline; it is not said twice.
        if aspect.field != "period" or _due(old) == _due(new):
            yield aspect


def _due(said: Said) -> str | None:
    return said.commitment.deadline if said.commitment else None


def _modality(old: Modality, new: Modality) -> Iterator[Aspect]:
    if old == new:
        return
    kind: ChangeKind
    if "forbid" in (old, new):
        kind = "reversed"
    elif _STRENGTH[old] == _STRENGTH[new]:
        kind = "reworded"
    else:
        kind = "softened" if _STRENGTH[new] < _STRENGTH[old] else "hardened"
    yield Aspect(kind=kind, field="modality", old=old, new=new)


def _conditions(old: Said, new: Said, was: Commitment, now: Commitment) -> Iterator[Aspect]:
    before, after = _reservations(old, was), _reservations(new, now)
    fewer, more = before - after, after - before
    if fewer and more:
        yield _condition("reworded", fewer, more)
    elif fewer or more:
        yield _condition("softened" if more else "hardened", fewer, more)


def _condition(kind: ChangeKind, old: set[str], new: set[str]) -> Aspect:
    return Aspect(kind=kind, field="condition", old="、".join(sorted(old)), new="、".join(sorted(new)))


def _reservations(said: Said, commitment: Commitment) -> set[str]:
    """The words by which the commitment is hedged or made to depend on something."""
    found = set(_HEDGE.findall(said.passage.quote))
    if commitment.conditional and not found:
        found.add("有条件")
    if commitment.trigger is not None:
        found.add("以特定情形为前提")
    return found


def _owners(old: Said, new: Said, was: Commitment, now: Commitment) -> Iterator[Aspect]:
    if old.carriers != new.carriers:
        before, after = (show_owners(each.owners, carrying=True) for each in (was, now))
        yield Aspect(kind="reassigned", field="owners", old=before, new=after)
    if old.helpers != new.helpers:
        before, after = (show_owners(each.owners, carrying=False) for each in (was, now))
        yield Aspect(kind="reassigned", field="cooperation", old=before, new=after)


def _deadline(old: str | None, new: str | None) -> Iterator[Aspect]:
    if old != new and (old is None or new is None or _days(old) is None or _days(old) != _days(new)):
        yield Aspect(kind=_moved(old, new), field="deadline", old=old or "", new=new or "")


def _moved(old: str | None, new: str | None) -> ChangeKind:
    """What it means that a deadline became another one; a deadline that is gone binds no more."""
    if old is None or new is None or "ongoing" in (old, new):
        looser = new is None or (new == "ongoing" and old is not None)
        return "softened" if looser else "hardened"
    if old.startswith("recurring:") and new.startswith("recurring:"):
        before, after = (_rank(each.partition(":")[2]) for each in (old, new))
        return "reworded" if before == after else "softened" if before < after else "hardened"
    left, right = _days(old), _days(new)
    if left is None or right is None or left[0] != right[0] or left == right:
        return "reworded"
    return "delayed" if left[1] < right[1] else "advanced"


def _rank(frequency: str) -> int:
    return _FREQUENCY.index(frequency) if frequency in _FREQUENCY else len(_FREQUENCY)


def _days(deadline: str) -> tuple[str, Decimal] | None:
    """A deadline as a number of days that can be compared with others of its kind."""
    if deadline == "immediate":
        return "day", Decimal(0)
    match = (
        _DURATION.fullmatch(deadline.removeprefix("relative:")) if deadline.startswith("relative:") else None
    )
    if match is not None:
        part = {
            name: Decimal(value) for name, value in match.groupdict(default="").items() if value.isdigit()
        }
        days = (
            part.get("Y", Decimal(0)) * 365 + part.get("M", Decimal(0)) * 30 + part.get("W", Decimal(0)) * 7
        )
        # Five working days are a week.
        days += part.get("D", Decimal(0)) * (Decimal("1.4") if match["WD"] else 1)
        days += part.get("h", Decimal(0)) / 24 + part.get("m", Decimal(0)) / 1440
        return "span", -days if match["sign"] else days
    last = _last_day(deadline)
    return None if last is None else ("day", Decimal(last.toordinal()))


def _last_day(deadline: str) -> date | None:
    parts = deadline.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return None
    try:
        if len(parts) == 3:
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
        month = int(parts[1]) if len(parts) == 2 else 12
        following = date(int(parts[0]) + month // 12, month % 12 + 1, 1)
    except ValueError:
        return None
    return following - timedelta(days=1)


def kinds_of(change: Change) -> Sequence[ChangeKind]:
    """The kinds of a change, each once, the gravest first."""
    return sorted({aspect.kind for aspect in change.aspects}, key=KINDS.index)


KINDS: tuple[ChangeKind, ...] = (
    "dropped",
    "softened",
    "delayed",
    "reversed",
    "reassigned",
    "added",
    "hardened",
    "advanced",
    "reworded",
)
