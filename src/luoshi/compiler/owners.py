"""Commitments → who must carry them out, who said so, and by which rule that was found.

Enters: clauses with classes and subjects, unit mentions, owner lists and commitment drafts. Leaves: an `Ownership`
for each draft. The order: the clause's own subject; one earlier in its sentence; the record, row or trailing list;
one earlier in its paragraph; the speaker; the section's lead; the parties; the issuing body; nobody.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.actors import Actor, find_actors, item_leads
from luoshi.compiler.flow import Flow
from luoshi.compiler.owner_lists import OwnerListDraft
from luoshi.compiler.parts import Clause, CommitmentDraft, Outline, Ownership
from luoshi.compiler.references import Setting, default_names, read_setting
from luoshi.compiler.running import running_paragraphs
from luoshi.compiler.speakers import Speech, find_speeches
from luoshi.compiler.subjects import find_subjects_and_modifiers
from luoshi.compiler.voices import Voice, find_voices, section_leads
from luoshi.language.names import UnitMention
from luoshi.model.commitment import Klass, Owner


class _Scene(NamedTuple):
    """Everything that the rules look at, clause by clause."""

    setting: Setting
    clauses: Sequence[Clause]
    actors: Sequence[Actor | None]
    voices: Sequence[Voice | None]
    speeches: Mapping[int, Speech]
    items: Sequence[Actor | None]
    leads: Sequence[tuple[Owner, ...]]
    lists: Sequence[tuple[tuple[Owner, ...], str]]


def assign_owners(
    flow: Flow,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    outline: Outline,
    units: Sequence[UnitMention],
    owner_lists: Sequence[OwnerListDraft],
    commitments: Sequence[CommitmentDraft],
    issuer: str | None,
) -> tuple[Ownership, ...]:
    """One `Ownership` for each of ``commitments``."""
    running = running_paragraphs(flow, outline)
    clauses = [
        clause
        if running[clause.paragraph] == clause.paragraph
        else clause._replace(paragraph=running[clause.paragraph])
        for clause in clauses
    ]
    setting = read_setting(flow.text, outline, units, issuer)
    subjects = find_subjects_and_modifiers(flow.text, clauses, units)
    speeches = find_speeches(flow.text, clauses, subjects, units)
    rows = [paragraph.kind == "row" for paragraph in flow.paragraphs]
    voices = find_voices(setting, clauses, speeches, outline)
    actors = find_actors(setting, clauses, klasses, subjects, speeches, voices, owner_lists, rows)
    scene = _Scene(
        setting,
        clauses,
        actors,
        voices,
        speeches,
        item_leads(flow, clauses, actors),
        section_leads(setting, outline, clauses),
        _governing_lists(clauses, owner_lists),
    )
    return tuple(_reporting(scene, commitments, [_assign(scene, draft) for draft in commitments]))


def _governing_lists(
    clauses: Sequence[Clause], drafts: Sequence[OwnerListDraft]
) -> list[tuple[tuple[Owner, ...], str]]:
    """For every clause the owners of all lists that govern it, and whether they come from a record."""
    order = sorted(drafts, key=lambda draft: draft.reach)
    open_lists: list[OwnerListDraft] = []
    found: list[tuple[tuple[Owner, ...], str]] = []
    n = 0
    for clause in clauses:
        while n < len(order) and order[n].reach[0] <= clause.start:
            open_lists.append(order[n])
            n += 1
        open_lists = [draft for draft in open_lists if draft.reach[1] > clause.start]
        owners: dict[str, Owner] = {}
        for draft in sorted(open_lists):
            for owner in draft.owners:
                owners.setdefault(owner.name, owner)
        record = any(draft.rule == "field" for draft in open_lists)
        found.append((tuple(owners.values()), "record" if record else "list"))
    return found


def _assign(scene: _Scene, draft: CommitmentDraft) -> Ownership:
    """The rules in their order."""
    i = draft.clause
    setting = scene.setting
    voice = scene.voices[i]
    said = _said_by(setting, voice)
    own = scene.actors[i]
    if own is not None and own.owners and not own.modifier:
        return Ownership(_role_by_verb(setting.text, draft, own.owners), said, None)
    forbids = draft.modality == "forbid"
    favours = _FAVOURS.match(setting.text, draft.start) is not None
    owners, rule = scene.lists[i]
    speaking = voice is not None and voice.kind == "official" and bool(voice.names)
    fresh = speaking and _same_paragraph(scene, voice.fresh if voice is not None else i, i)
    near = _in_sentence(scene, i, forbids, favours, whole=not owners and not fresh)
    if near is not None:
        return Ownership(near.owners, said, "sentence")
    if owners:
        return Ownership(owners, said, rule)
    if not fresh and not _bare_must(scene, i, voice):
        far = _in_paragraph(scene, i, forbids, favours)
        if far is not None:
            return Ownership(tuple(_plain(owner) for owner in far.owners), said, "paragraph")
    return _from_above(scene, i, voice, said)


def _from_above(scene: _Scene, i: int, voice: Voice | None, said: str | None) -> Ownership:
    """The owner that a clause has from outside its paragraph: speaker, lead, place, parties, issuer, nobody."""
    setting = scene.setting
    if voice is not None and voice.kind == "official" and voice.names:
        return Ownership(_as_owners(voice.names), said, "speaker")
    item = scene.items[i]
    if item is not None:
        return Ownership(item.owners, said, "lead")
    if scene.leads[i]:
        return Ownership(scene.leads[i], said, "section")
    whose = _modified(scene, i)
    if whose is not None and not setting.parties and setting.issuer is None:
        return Ownership(whose.owners, said, "place")
    default = default_names(setting)
    if default:
        return Ownership(_as_owners(default), said, "parties" if setting.parties else "issuer")
    return Ownership((), said, None)


def _same_paragraph(scene: _Scene, i: int, j: int) -> bool:
    return scene.clauses[i].paragraph == scene.clauses[j].paragraph


def _gap(scene: _Scene, j: int) -> str:
    """The marks between clause ``j`` and the next one."""
    return scene.setting.text[scene.clauses[j].end : scene.clauses[j + 1].start]


_FAVOURS = re.compile("(?:积极|大力)?(?:鼓励|支持|引导|允许)")
_FULL_STOPS = frozenset("。！？")


def _in_sentence(scene: _Scene, i: int, forbids: bool, favours: bool, *, whole: bool) -> Actor | None:
    """The nearest earlier subject of the sentence; up to a semicolon unless ``whole``."""
    semicolon = False
    for j in range(i - 1, max(-1, i - 60), -1):
        if not _same_paragraph(scene, i, j):
            return None
        gap = _gap(scene, j)
        semicolon = semicolon or "；" in gap
        if not _FULL_STOPS.isdisjoint(gap) or (semicolon and not whole) or _speaks(scene, j):
            return None
        actor = _carried(scene, j, forbids, favours)
        if actor is not None and (actor.strong or not (semicolon and scene.setting.parties)):
            return actor
    return None


def _in_paragraph(scene: _Scene, i: int, forbids: bool, favours: bool) -> Actor | None:
    """The nearest earlier subject of the paragraph that holds on over sentences."""
    crossed = False
    for j in range(i - 1, max(-1, i - 60), -1):
        if not _same_paragraph(scene, i, j):
            return None
        gap = _gap(scene, j)
        crossed = crossed or "；" in gap or not _FULL_STOPS.isdisjoint(gap)
        if _speaks(scene, j):
            return None
        actor = _carried(scene, j, forbids, favours)
        if actor is not None and (actor.strong or not crossed):
            return actor
    return None


def _speaks(scene: _Scene, j: int) -> bool:
    speech = scene.speeches.get(j)
    return speech is not None and speech.kind != "same"


def _carried(scene: _Scene, j: int, forbids: bool, favours: bool) -> Actor | None:
    """The actor of clause ``j`` where it goes on to act in later clauses."""
    actor = scene.actors[j]
    if actor is None or not actor.owners or not actor.carries or (actor.forbids and not forbids):
        return None
    if favours and actor.regulated:
        return None
    return actor


def _modified(scene: _Scene, i: int) -> Actor | None:
    """The place whose figures the sentence gives (全县茶园面积稳定在…)."""
    for j in range(i, max(-1, i - 20), -1):
        if not _same_paragraph(scene, i, j):
            return None
        actor = scene.actors[j]
        if actor is not None and actor.modifier and actor.owners:
            return actor
        if j and not _FULL_STOPS.isdisjoint(_gap(scene, j - 1)):
            return None
    return None


def _bare_must(scene: _Scene, i: int, voice: Voice | None) -> bool:
    """In a meeting report a sentence that opens with 要 and names nobody speaks to the body itself."""
    if voice is None or voice.kind != "meeting":
        return False
    j = i
    while j > 0 and _same_paragraph(scene, j, j - 1) and "。" not in _gap(scene, j - 1):
        j -= 1
    return scene.setting.text.startswith("要", scene.clauses[j].start)


def _said_by(setting: Setting, voice: Voice | None) -> str | None:
    if voice is not None and voice.kind == "official" and voice.names:
        return voice.names[0]
    return setting.issuer or setting.body


def _role_by_verb(text: str, draft: CommitmentDraft, owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
    if text.startswith(("牵头", "要牵头", "负责牵头"), draft.start) and all(
        owner.role == "responsible" for owner in owners
    ):
        return tuple(Owner(name=owner.name, role="lead") for owner in owners)
    return owners


def _plain(owner: Owner) -> Owner:
    return Owner(name=owner.name, role="responsible") if owner.role == "lead" else owner


def _as_owners(names: Sequence[str]) -> tuple[Owner, ...]:
    return tuple(Owner(name=name, role="responsible") for name in names)


_REPORT = re.compile(
    r"报(?:送)?[^，。；]{0,12}?(?:办公室|办|专班|领导小组|指挥部|安委会)(?:备案|汇总)?(?:[（(][^（）()]*[）)])?$"
)


def _reporting(
    scene: _Scene, commitments: Sequence[CommitmentDraft], found: list[Ownership]
) -> list[Ownership]:
    """A paragraph that ends in a report to the office in charge is not for the issuer but for those addressed last."""
    result = list(found)
    paragraphs: dict[int, list[int]] = {}
    for n, (draft, ownership) in enumerate(zip(commitments, found, strict=True)):
        if ownership.inherit_rule == "issuer":
            paragraphs.setdefault(scene.clauses[draft.clause].paragraph, []).append(n)
    for members in paragraphs.values():
        if not any(
            _REPORT.search(scene.setting.text, commitments[n].start, commitments[n].end) for n in members
        ):
            continue
        addressed = next(
            (
                found[n]
                for n in range(members[0] - 1, max(-1, members[0] - 80), -1)
                if found[n].inherit_rule in (None, "sentence", "paragraph")
                and found[n].owners
                and found[n].owners[0].name.startswith("各")
                and _REPORT.search(scene.setting.text, commitments[n].start, commitments[n].end)
            ),
            None,
        )
        if addressed is not None:
            for n in members:
                result[n] = result[n]._replace(owners=addressed.owners, inherit_rule="addressed")
    return result
