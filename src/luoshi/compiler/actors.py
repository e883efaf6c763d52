"""Subjects → actors: the units that act in each clause, by name and role.

`owners` calls `find_actors` once; an actor says how far its subject carries.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.flow import Flow
from luoshi.compiler.owner_lists import OwnerListDraft
from luoshi.compiler.parts import Clause
from luoshi.compiler.references import Setting, names_of
from luoshi.compiler.speakers import Speech
from luoshi.compiler.subjects import Subject
from luoshi.compiler.voices import Voice, place_of
from luoshi.language.names import UnitMention
from luoshi.language.persons import is_person
from luoshi.model.commitment import Klass, Owner, Role


class Actor(NamedTuple):
    """A subject resolved to names; ``strong`` ones hold on over sentences, ``forbids`` binds to 不得 alone.

    A ``regulated`` one is a class of those whom others rule: it does not encourage or support.
    """

    owners: tuple[Owner, ...]
    strong: bool
    carries: bool
    forbids: bool
    modifier: bool = False
    regulated: bool = False


_PERMITTED = re.compile(r"(?:有条件|具备条件|有能力|有意愿|有需求)")
_NOBODY_MAY = re.compile(r"(?:任何|一切|凡|单位和个人)")
_SEVERAL = re.compile(r"(?<=[组构位业门司院校])(?:、|和(?!个人))")
_FIELDS_OF = re.compile(r"((?:[\u4e00-\u9fff]{2,5}、)+[\u4e00-\u9fff]{2,5}?)(?:等(?:有关|相关)?)?部门")
_BESIDE = re.compile(r"(?:做好)?(指导|督导|监督|配合|协助|参与|支持)(?:[，。；]|$)")
_HELPS = ("配合", "协助", "参与", "支持")
_SILENT: frozenset[str] = frozenset(("fact", "past", "heading", "list"))


def find_actors(
    setting: Setting,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    subjects: Sequence[Subject | None],
    speeches: dict[int, Speech],
    voices: Sequence[Voice | None],
    owner_lists: Sequence[OwnerListDraft],
    rows: Sequence[bool],
) -> list[Actor | None]:
    """The subject of every clause resolved to names; speech tags, lists and headings have none."""
    found: list[Actor | None] = []
    last: tuple[str, ...] = ()
    list_starts = [draft.start for draft in owner_lists]
    for i, (clause, subject) in enumerate(zip(clauses, subjects, strict=True)):
        voice = voices[i]
        speaker = voice.names if voice is not None else ()
        if i in speeches:
            last = speaker or last
            found.append(None)
            continue
        k = bisect_right(list_starts, clause.end - 1) - 1
        in_list = k >= 0 and owner_lists[k].end > clause.start and owner_lists[k].start <= clause.start + 8
        if subject is None or in_list or klasses[i] in _SILENT:
            found.append(None)
            continue
        if subject.kind == "bare" and (rows[clause.paragraph] or klasses[i] != "other"):
            found.append(None)
            continue
        if subject.kind == "bare" and is_person(setting.text[subject.end : clause.end].strip(" \u3000")):
            found.append(None)  # a title with its name in a list of those present
            continue
        actor = _actor(setting, subject, speaker, last)
        if actor.owners and subject.kind != "modifier":
            last = tuple(owner.name for owner in actor.owners)
        found.append(actor)
    return found


def _actor(setting: Setting, subject: Subject, speaker: tuple[str, ...], last: tuple[str, ...]) -> Actor:
    text = setting.text
    words = text[subject.start : subject.end]
    if subject.kind == "weak":
        name = re.sub(r"\s", "", words)
        owners: tuple[Owner, ...] = tuple(
            Owner(name=re.sub(r"^每一?个?", "各", one), role="responsible") for one in _regulated(name)
        )
        permitted = _PERMITTED.match(name) is not None
        nobody = _NOBODY_MAY.match(name) is not None
        return Actor(owners, not permitted and not nobody, not permitted, nobody, regulated=True)
    after = text[subject.end : subject.end + 12]
    lead: Role = "responsible"
    if subject.partners or re.match(r"(?:[将要应须也还]|负责|应当|必须|则)*牵头", after) or "牵头" in words:
        lead = "lead"
    elif re.match(r"(?:[将要应须也还]|积极|密切|应当|必须|做好)*(?:配合|协助|参与)", after):
        lead = "cooperate"
    beside = _BESIDE.match(after)
    if beside is not None:  # A负责，B指导，新建……: what follows is for A
        lead = "guide" if beside[1] == "指导" else "cooperate" if beside[1] in _HELPS else "supervise"
    names: dict[str, Role] = {}
    groups: tuple[tuple[tuple[UnitMention, ...], Role], ...] = (
        (subject.units, lead),
        (subject.partners, "cooperate"),
    )
    for group, role in groups:
        for unit in group:
            k = bisect_left(setting.starts, unit.start)
            for name in names_of(setting, k, speaker, last):
                if place_of(name) in speaker:  # a leader of 青江区 says what 青江区委 will do
                    name = place_of(name)
                names.setdefault(_with_office(text, unit, name), role)
    owners = tuple(Owner(name=name, role=role) for name, role in names.items())
    first = subject.units[0].names[0] if subject.units else ""
    permitted = _PERMITTED.match(first) is not None
    nobody = _NOBODY_MAY.match(first) is not None
    if subject.kind == "modifier":
        return Actor(owners, False, False, False, True)
    strong = subject.kind != "passive" and not permitted and not nobody and beside is None
    return Actor(owners, strong, not permitted and beside is None, nobody)


def _regulated(name: str) -> list[str]:
    """Those whom a class names: 气象、水文部门 → 气象部门, 水文部门."""
    fields = _FIELDS_OF.fullmatch(name)
    if fields is not None:
        return [f"{field}部门" for field in fields[1].split("、")]
    return _SEVERAL.split(name)


def _with_office(text: str, unit: UnitMention, name: str) -> str:
    """河长, 林长 and the like are offices that act; other posts stand for their unit."""
    post = text[unit.end : unit.post_end]
    return name + post if post in ("河长", "林长", "链长", "田长", "路长") else name


_ITEM = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）]|[①-⑳]|[一二三四五六七八九十]{1,2}是|——?"
)


def item_leads(flow: Flow, clauses: Sequence[Clause], actors: Sequence[Actor | None]) -> list[Actor | None]:
    """The subject of a paragraph that ends with a colon, for the numbered items below it."""
    leads: list[Actor | None] = [None] * len(clauses)
    lead: Actor | None = None
    in_items = False
    for i, clause in enumerate(clauses):
        paragraph = flow.paragraphs[clause.paragraph]
        if i == 0 or clauses[i - 1].paragraph != clause.paragraph:
            in_items = lead is not None and _ITEM.match(flow.text, paragraph.start) is not None
            if not in_items:
                lead = None
        if in_items:
            leads[i] = lead
        actor = actors[i]
        last = i + 1 == len(clauses) or clauses[i + 1].paragraph != clause.paragraph
        if last and not in_items and flow.text[paragraph.end - 1] in "：:":
            lead = actor if actor is not None and actor.strong else None
            for j in range(i - 1, max(-1, i - 8), -1):
                if lead is not None or clauses[j].paragraph != clause.paragraph:
                    break
                before = actors[j]
                lead = before if before is not None and before.strong else None
    return leads
