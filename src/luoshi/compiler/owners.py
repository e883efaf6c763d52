"""Commitments → who must carry them out, who said so, and by which rule that was found.

Enters: clauses with classes and subjects, unit mentions, owner lists and commitment drafts. Leaves: an `Ownership`
for each draft. The order: the clause's own subject; one earlier in its sentence; the record, row or trailing list;
one earlier in its paragraph; the speaker; the section's lead; the parties; the issuing body; nobody.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.flow import Flow
from luoshi.compiler.owner_lists import OwnerListDraft
from luoshi.compiler.parts import Clause, CommitmentDraft, HeadingSpan, Outline, Ownership
from luoshi.compiler.running import running_paragraphs
from luoshi.compiler.speakers import Speech, find_addressee, find_home, find_parties, find_speeches
from luoshi.compiler.subjects import Subject, find_subjects_and_modifiers
from luoshi.language.names import UnitMention
from luoshi.model.commitment import Klass, Owner, Role


class _Setting(NamedTuple):
    """What holds for the whole document."""

    text: str
    units: Sequence[UnitMention]
    starts: Sequence[int]
    home: str
    issuer: str | None
    parties: dict[str, str]
    body: str | None
    addressee: str | None


class _Actor(NamedTuple):
    """A subject resolved to names; ``strong`` ones hold on over sentences, ``limit`` binds to 不得 alone."""

    owners: tuple[Owner, ...]
    strong: bool
    carries: bool
    forbids: bool
    modifier: bool = False


class _Voice(NamedTuple):
    """Whose statement a clause belongs to; ``fresh`` is the clause in which it began."""

    names: tuple[str, ...]
    fresh: int
    kind: str


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
    text = flow.text
    running = running_paragraphs(flow, outline)
    clauses = [clause._replace(paragraph=running[clause.paragraph]) for clause in clauses]
    setting = _read_setting(text, outline, units, issuer)
    subjects = find_subjects_and_modifiers(text, clauses, units)
    speeches = find_speeches(text, clauses, subjects)
    rows = [paragraph.kind == "row" for paragraph in flow.paragraphs]
    speakers = _speakers(setting, clauses, speeches, outline)
    actors = _actors(setting, clauses, klasses, subjects, speeches, speakers, owner_lists, rows)
    leads = _section_leads(setting, outline)
    items = _item_leads(flow, clauses, actors)
    reach = _Reach(owner_lists)
    found: list[Ownership] = []
    for draft in commitments:
        found.append(_assign(setting, clauses, actors, speakers, speeches, leads, items, reach, draft))
    return tuple(_reporting(setting, clauses, commitments, found))


def _read_setting(
    text: str, outline: Outline, units: Sequence[UnitMention], issuer: str | None
) -> _Setting:
    titles = [outline.title] if outline.title else list(outline.titles)
    home = find_home(text, issuer, [span for span in titles if span], units)
    parties = find_parties(text)
    starts = [unit.start for unit in units]
    body = None
    if issuer is None and not parties:
        body = _title_speaker(text, outline, units, starts, home)
    if body is None and issuer is None and not parties and home and len(_MEETING_SAYS.findall(text)) > 1:
        body = _meeting_body(text, titles[0] if titles and titles[0] else (0, 200), home)
    return _Setting(text, units, starts, home, issuer, parties, body, find_addressee(text, units))


def _title_speaker(
    text: str, outline: Outline, units: Sequence[UnitMention], starts: Sequence[int], home: str
) -> str | None:
    """The unit for which the title's post speaks (市长在……会议上的讲话)."""
    for start, end in outline.titles:
        if re.search(r"讲话|致辞|发言|述职|主持词", text[start:end]) is None and not text.startswith("——", start):
            continue
        for k in range(bisect_left(starts, start), bisect_left(starts, end)):
            if units[k].post_end > units[k].end:
                name = units[k].names[0]
                return home[:-1] + name if home and name[0] == home[-1] and _BARE_BODY.match(name) else name
    return None


_MEETING_SAYS = re.compile(r"会议(?:强调|指出|要求|决定|明确|同意|审议|研究|听取|认为|号召)")
_MEETING_BODY = re.compile(r"([市县区省州])(政府|委|人大常委会)(?:[^\n，。]{0,12}?)(?:常务会议|常委会会议|全体会议|专题会议|会议)")


def _meeting_body(text: str, title: tuple[int, int], home: str) -> str | None:
    """The body whose meeting a report tells of (市政府召开常务会议 → 枫陵市政府)."""
    end = title[1] if title[1] else 200
    head = text[: max(end, min(len(text), 200))]
    match = _MEETING_BODY.search(head)
    if match is not None and match[1] == home[-1]:
        return f"{home}{match[2]}"
    return None


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_BARE_BODY = re.compile(r"[市县区省州](?:委|政府|人民政府|人大常委会|政协|人大)$")
_ZONE = re.compile(r"(高新区|经开区|开发区|新区|园区|度假区|保税区|综保区|科学城|功能区)(.*)")
_LEVELS = "省市县区州旗镇乡"


def _names(setting: _Setting, k: int, speaker: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
    """What unit mention ``k`` names here; ``speaker`` and ``last`` are the units that speak and acted last."""
    unit = setting.units[k]
    if unit.kind == "pronoun":
        return _pronoun(setting, k, unit.names[0], speaker, last)
    return tuple(_full(setting, k, name) for name in unit.names)


def _full(setting: _Setting, k: int, name: str) -> str:
    home = setting.home
    if _BARE_BODY.match(name):
        if home and name[0] == home[-1]:
            return home[:-1] + name
        place = _last_place(setting, k, name[0])
        return place[:-1] + name if place else name
    zone = _ZONE.fullmatch(name)
    if zone is not None:
        place = _last_place(setting, k, zone[1])
        return place + zone[2] if place else name
    name = re.sub(r"^每一?个?", "各", name)
    return re.sub(r"\s", "", name)


def _last_place(setting: _Setting, k: int, suffix: str) -> str:
    """The last place before mention ``k`` whose name ends so."""
    for i in range(k - 1, max(-1, k - 60), -1):
        for name in setting.units[i].names:
            if setting.units[i].kind == "place" and name.endswith(suffix) and len(name) > len(suffix):
                return name
            if setting.units[i].kind == "organisation" and len(suffix) > 1 and suffix in name[2:]:
                return name[: name.index(suffix) + len(suffix)]
    return ""


_SORT = {
    "学校": re.compile("(?:学校|大学|学院|中学)$"),
    "公司": re.compile("(?:公司|集团)$"),
    "集团": re.compile("(?:集团|公司)$"),
    "医院": re.compile("(?:医院)$"),
}


def _pronoun(
    setting: _Setting, k: int, word: str, speaker: tuple[str, ...], last: tuple[str, ...]
) -> tuple[str, ...]:
    home = setting.home
    word = word.removesuffix("上下")
    if word[0] in "我本全" and word[-1] in _LEVELS:
        if home and home[-1] == word[-1]:
            return (home,)
        place = _last_place(setting, k, word[-1]) if word[-1] != "市" or not home else ""
        return (place,) if place else (home,) if home and word[0] == "全" else (word,)
    if word[0] in "你贵":
        return (setting.addressee,) if setting.addressee else last or (word,)
    if word[-1] == "里":
        place = home if home and home[-1] == word[0] else _last_place(setting, k, word[0])
        return (place,) if place else speaker or (word,)
    if word in ("学校", "公司", "集团", "医院"):
        if setting.issuer and _SORT[word].search(setting.issuer):
            return (setting.issuer,)
        return _antecedent(setting, k, _SORT[word].pattern.strip("(?:)$").split("|")[0], speaker, last)
    if word in ("我们", "咱们"):
        return speaker or _default_names(setting)
    if word[-1] == "方" or word in ("双方", "两地", "两市", "两省", "两县", "两区"):
        return _party(setting, word)
    if word[0] in "我本":
        return (setting.issuer,) if setting.issuer else speaker or (word,)
    if word[0] == "该":
        return _antecedent(setting, k, word[1:], speaker, last)
    if word[0] in "两三四五":
        return last or (word,)
    if _ZONE.fullmatch(word):
        place = _last_place(setting, k, word)
        return (place,) if place else (word,)
    return (word,)


def _party(setting: _Setting, word: str) -> tuple[str, ...]:
    if word in setting.parties:
        return (setting.parties[word],)
    if setting.parties and word in ("双方", "各方", "任何一方", "甲乙双方", "协议双方", "两地", "两市", "两省", "两县", "两区", "一方"):
        return tuple(setting.parties.values())
    return (word,)


def _antecedent(
    setting: _Setting, k: int, head: str, speaker: tuple[str, ...], last: tuple[str, ...]
) -> tuple[str, ...]:
    """The unit that 该局, 该县 or 该负责人 points back to."""
    if head in ("负责人", "负责同志"):
        return speaker or last
    if head in _LEVELS or head in ("新区", "园区"):
        place = _last_place(setting, k, head)
        return (place,) if place else last or (f"该{head}",)
    for i in range(k - 1, max(-1, k - 40), -1):
        unit = setting.units[i]
        if unit.kind == "organisation" and unit.names[-1].endswith(head):
            return tuple(_full(setting, i, name) for name in unit.names)
    return speaker or last or (f"该{head}",)


def _default_names(setting: _Setting) -> tuple[str, ...]:
    if setting.parties:
        return tuple(dict.fromkeys(setting.parties.values()))
    if setting.issuer:
        return tuple(name for name in re.split(r"[、\s]+", setting.issuer) if name)
    return (setting.body or setting.home,) if setting.body or setting.home else ()


# ── actors ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_PERMITTED = re.compile(r"(?:有条件|具备条件|有能力|有意愿|有需求)")
_NOBODY_MAY = re.compile(r"(?:任何|一切|凡)")
_SEVERAL = re.compile(r"(?<=[组构位业门司院校])[、和]")
_SILENT: frozenset[str] = frozenset(("fact", "past", "heading", "list"))


def _actors(
    setting: _Setting,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    subjects: Sequence[Subject | None],
    speeches: dict[int, Speech],
    voices: Sequence[_Voice | None],
    owner_lists: Sequence[OwnerListDraft],
    rows: Sequence[bool],
) -> list[_Actor | None]:
    """The subject of every clause resolved to names; speech tags, lists and headings have none."""
    found: list[_Actor | None] = []
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
        actor = _actor(setting, subject, speaker, last)
        if actor.owners and subject.kind != "modifier":
            last = tuple(owner.name for owner in actor.owners)
        found.append(actor)
    return found


def _actor(setting: _Setting, subject: Subject, speaker: tuple[str, ...], last: tuple[str, ...]) -> _Actor:
    text = setting.text
    words = text[subject.start : subject.end]
    if subject.kind == "weak":
        name = re.sub(r"\s", "", words)
        names_of = _SEVERAL.split(name) if _SEVERAL.search(name) else [name]
        owners: tuple[Owner, ...] = tuple(
            Owner(name=re.sub(r"^每一?个?", "各", one), role="responsible") for one in names_of
        )
        permitted = _PERMITTED.match(name) is not None
        nobody = _NOBODY_MAY.match(name) is not None
        return _Actor(owners, not permitted and not nobody, not permitted, nobody)
    after = text[subject.end : subject.end + 12]
    lead: Role = "responsible"
    if subject.partners or re.match(r"(?:[将要应须也还]|负责|应当|必须|则)*牵头", after) or "牵头" in words:
        lead = "lead"
    elif re.match(r"(?:[将要应须也还]|积极|密切|应当|必须|做好)*(?:配合|协助|参与)", after):
        lead = "cooperate"
    names: dict[str, Role] = {}
    for group, role in ((subject.units, lead), (subject.partners, "cooperate")):
        for unit in group:
            k = bisect_left(setting.starts, unit.start)
            for name in _names(setting, k, speaker, last):
                names.setdefault(_with_office(text, unit, name), role)  # type: ignore[arg-type]
    owners = tuple(Owner(name=name, role=role) for name, role in names.items())
    first = subject.units[0].names[0] if subject.units else ""
    permitted = _PERMITTED.match(first) is not None
    nobody = _NOBODY_MAY.match(first) is not None
    if subject.kind == "modifier":
        return _Actor(owners, False, False, False, True)
    strong = subject.kind != "passive" and not permitted and not nobody
    return _Actor(owners, strong, not permitted, nobody)


def _with_office(text: str, unit: UnitMention, name: str) -> str:
    """河长, 林长 and the like are offices that act; other posts stand for their unit."""
    post = text[unit.end : unit.post_end]
    return name + post if post in ("河长", "林长", "链长", "田长", "路长") else name


_BODY_OF_PLACE = re.compile(r"(.*?[区县城镇乡])(?:党工委|管委会|管理委员会|工委|委|政府|人民政府)$")


def _speaker_names(
    setting: _Setting, units: Sequence[UnitMention], speaker: tuple[str, ...], last: tuple[str, ...]
) -> tuple[str, ...]:
    """The unit for which a post speaks: the department before the committee, the district for its leaders."""
    chosen: list[str] = []
    general: list[str] = []
    party = ""
    for unit in units:
        k = bisect_left(setting.starts, unit.start)
        post = setting.text[unit.end : unit.post_end]
        for name in _names(setting, k, speaker, last):
            if unit.names[0][1:] == "委" or unit.names[0].endswith("市委"):
                party = party or unit.names[0][-2:]
            place = _BODY_OF_PLACE.match(name)
            if place is not None and not name.startswith(setting.home or "\n") and post:
                name = place[1]
            is_general = bool(_BARE_BODY.match(unit.names[0])) and (
                "常委" in post or "发言人" in post or "委员" in post or "副" in post
            )
            (general if is_general else chosen).append(name)
    names = chosen or general
    if party and names and names[0].endswith("部") and not names[0].startswith(party):
        names = [party + names[0], *names[1:]]
    return tuple(dict.fromkeys(names[:1]))


# ── speakers and sections ────────────────────────────────────────────────────────────────────────────────────────────


def _speakers(
    setting: _Setting, clauses: Sequence[Clause], speeches: dict[int, Speech], outline: Outline
) -> list[_Voice | None]:
    """The voice of every clause: it holds until the next one or the next heading."""
    heads = [heading.start for heading in outline.headings if not heading.run_in]
    voices: list[_Voice | None] = []
    voice: _Voice | None = None
    last: tuple[str, ...] = ()
    h = 0
    first_of_paragraph = 0
    kept: _Voice | None = None
    for i, clause in enumerate(clauses):
        while h < len(heads) and heads[h] <= clause.start:
            voice = kept = None
            h += 1
        if i == 0 or clauses[i - 1].paragraph != clause.paragraph:
            first_of_paragraph = i
        speech = speeches.get(i)
        if speech is not None and speech.kind == "official":
            names = _speaker_names(setting, speech.units, voice.names if voice else last, last)
            opened = voice is None or voice.fresh < first_of_paragraph
            voice = _Voice(names, i, "official")
            last = names
            if opened and _opens_quote(setting.text, clauses[first_of_paragraph].start):
                for j in range(first_of_paragraph, i):  # the quote stands before its speaker
                    voices[j] = voice
            kept = None
        elif speech is not None and speech.kind == "document" and voice is not None and voice.names:
            kept, voice = voice, _Voice((), i, speech.kind)
        elif speech is not None and speech.kind != "same":
            kept, voice = None, _Voice((), i, speech.kind)
        elif kept is not None and i and _new_sentence(setting.text, clauses, i):
            kept, voice = None, kept
        voices.append(voice)
    return voices


def _new_sentence(text: str, clauses: Sequence[Clause], i: int) -> bool:
    gap = text[clauses[i - 1].end : clauses[i].start]
    return any(mark in gap for mark in "。！？\n")


def _opens_quote(text: str, at: int) -> bool:
    return at < len(text) and (text[at] in "“‘" or text[at - 1 : at] in ("“", "‘"))


_LEAD_GLUE = re.compile(r"[（()）一二三四五六七八九十\d.、：:\s　①-⑳]|主要|重点|工作|共同|具体|[的]|责任|职责|任务|分工|义务|方面|清单|事项")


class _Lead(NamedTuple):
    start: int
    end: int
    owners: tuple[Owner, ...]


def _section_leads(setting: _Setting, outline: Outline) -> list[_Lead]:
    """Headings that are a unit (（一）上游方责任, 市水利局) lead everything below them."""
    heads = outline.headings
    leads: list[_Lead] = []
    for n, head in enumerate(heads):
        owners = _heading_owners(setting, head)
        if not owners:
            continue
        end = next((other.start for other in heads[n + 1 :] if other.level <= head.level), len(setting.text))
        leads.append(_Lead(head.start, end, owners))
    return leads


_ITEM = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）]|[①-⑳]|[一二三四五六七八九十]{1,2}是|——?")


def _item_leads(
    flow: Flow, clauses: Sequence[Clause], actors: Sequence[_Actor | None]
) -> list[_Actor | None]:
    """The subject of a paragraph that ends with a colon, for the numbered items below it."""
    leads: list[_Actor | None] = [None] * len(clauses)
    lead: _Actor | None = None
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


def _heading_owners(setting: _Setting, head: HeadingSpan) -> tuple[Owner, ...]:
    k = bisect_left(setting.starts, head.start)
    rest = []
    at = head.start
    names: dict[str, None] = {}
    while k < len(setting.units) and setting.starts[k] < head.end:
        unit = setting.units[k]
        rest.append(setting.text[at : unit.start])
        at = max(unit.end, unit.post_end)
        if unit.kind == "place" or (unit.kind == "pronoun" and unit.names[0][-1] != "方"):
            return ()
        names.update(dict.fromkeys(_names(setting, k, (), ())))
        k += 1
    rest.append(setting.text[at : head.end])
    if not names or _LEAD_GLUE.sub("", "".join(rest)):
        return ()
    return tuple(Owner(name=name, role="responsible") for name in names)


class _Reach:
    """The lists by the text that they govern."""

    def __init__(self, drafts: Sequence[OwnerListDraft]) -> None:
        self.starts = sorted((draft.reach[0], draft.reach[1], n) for n, draft in enumerate(drafts))
        self.drafts = drafts

    def at(self, offset: int) -> tuple[tuple[Owner, ...], str]:
        """The owners of all lists that govern ``offset``, and whether they come from a record."""
        owners: dict[str, Owner] = {}
        rule = ""
        k = bisect_right(self.starts, (offset, 1 << 60, 0)) - 1
        for begin, end, n in reversed(self.starts[max(0, k - 12) : k + 1]):
            if begin <= offset < end:
                rule = "record" if self.drafts[n].rule == "field" else "list"
                for owner in reversed(self.drafts[n].owners):
                    owners.setdefault(owner.name, owner)
        return tuple(reversed(owners.values())), rule


# ── the rules in order ───────────────────────────────────────────────────────────────────────────────────────────────


def _assign(
    setting: _Setting,
    clauses: Sequence[Clause],
    actors: Sequence[_Actor | None],
    voices: Sequence[_Voice | None],
    speeches: dict[int, Speech],
    leads: Sequence[_Lead],
    items: Sequence[_Actor | None],
    reach: _Reach,
    draft: CommitmentDraft,
) -> Ownership:
    text = setting.text
    i = draft.clause
    voice = voices[i]
    said = _said_by(setting, voice)
    own = actors[i]
    if own is not None and own.owners and not own.modifier:
        return Ownership(_role_by_verb(text, draft, own.owners), said, None)
    forbids = draft.modality == "forbid"
    owners, rule = reach.at(clauses[i].start)
    speaking = voice is not None and voice.kind == "official" and bool(voice.names)
    fresh = speaking and voice is not None and clauses[voice.fresh].paragraph == clauses[i].paragraph
    near = _earlier(
        text,
        clauses,
        actors,
        speeches,
        i,
        forbids,
        sentence=True,
        listed=bool(owners) or fresh,
        bound=bool(setting.parties),
    )
    if near is not None:
        return Ownership(near.owners, said, "sentence")
    if owners:
        return Ownership(owners, said, rule)
    if not fresh and not _bare_must(setting, text, clauses, i, voice):
        far = _earlier(text, clauses, actors, speeches, i, forbids, sentence=False, listed=False, bound=True)
        if far is not None:
            return Ownership(tuple(_plain(owner) for owner in far.owners), said, "paragraph")
    if speaking and voice is not None:
        return Ownership(_as_owners(voice.names), said, "speaker")
    if items[i] is not None:
        return Ownership(items[i].owners, said, "lead")
    for lead in reversed(leads):
        if lead.start <= clauses[i].start < lead.end:
            return Ownership(lead.owners, said, "section")
    whose = _modified(text, clauses, actors, i)
    if whose is not None and not setting.parties and setting.issuer is None:
        return Ownership(whose.owners, said, "place")
    default = _default_names(setting)
    if default:
        return Ownership(_as_owners(default), said, "parties" if setting.parties else "issuer")
    return Ownership((), said, None)


def _earlier(
    text: str,
    clauses: Sequence[Clause],
    actors: Sequence[_Actor | None],
    speeches: dict[int, Speech],
    i: int,
    forbids: bool,
    *,
    sentence: bool,
    listed: bool,
    bound: bool,
) -> _Actor | None:
    """The nearest earlier subject of the sentence, or a strong one of the paragraph."""
    semicolon = crossed = False
    for j in range(i - 1, max(-1, i - 60), -1):
        if clauses[j].paragraph != clauses[i].paragraph:
            return None
        gap = text[clauses[j].end : clauses[j + 1].start]
        if any(mark in gap for mark in "。！？"):
            crossed = True
            if sentence:
                return None
        semicolon = semicolon or "；" in gap
        if semicolon and listed:
            return None
        if j in speeches and speeches[j].kind != "same":
            return None
        actor = actors[j]
        if actor is None or not actor.owners or not actor.carries or (actor.forbids and not forbids):
            continue
        if not actor.strong and (crossed or (semicolon and bound)):
            continue
        return actor
    return None


def _modified(
    text: str, clauses: Sequence[Clause], actors: Sequence[_Actor | None], i: int
) -> _Actor | None:
    """The place whose figures the sentence gives (全县茶园面积稳定在…)."""
    for j in range(i, max(-1, i - 20), -1):
        if clauses[j].paragraph != clauses[i].paragraph:
            return None
        actor = actors[j]
        if actor is not None and actor.modifier and actor.owners:
            return actor
        if j and any(mark in text[clauses[j - 1].end : clauses[j].start] for mark in "。！？"):
            return None
    return None


def _bare_must(
    setting: _Setting, text: str, clauses: Sequence[Clause], i: int, voice: _Voice | None
) -> bool:
    """In a meeting report a sentence that opens with 要 and names nobody speaks to the body itself."""
    if voice is None or voice.kind != "meeting":
        return False
    j = i
    while j > 0 and clauses[j - 1].paragraph == clauses[i].paragraph and "。" not in text[clauses[j - 1].end : clauses[j].start]:
        j -= 1
    return text.startswith("要", clauses[j].start)


def _said_by(setting: _Setting, voice: _Voice | None) -> str | None:
    if voice is not None and voice.kind == "official" and voice.names:
        return voice.names[0]
    return setting.issuer or setting.body


def _role_by_verb(text: str, draft: CommitmentDraft, owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
    if text.startswith(("牵头", "要牵头", "负责牵头"), draft.start) and all(owner.role == "responsible" for owner in owners):
        return tuple(Owner(name=owner.name, role="lead") for owner in owners)
    return owners


def _plain(owner: Owner) -> Owner:
    return Owner(name=owner.name, role="responsible") if owner.role == "lead" else owner


def _as_owners(names: Sequence[str]) -> tuple[Owner, ...]:
    return tuple(Owner(name=name, role="responsible") for name in names)


_REPORT = re.compile(r"报(?:送)?[^，。；]{0,12}?(?:办公室|办|专班|领导小组|指挥部|安委会)(?:备案|汇总)?(?:[（(][^（）()]*[）)])?$")


def _reporting(
    setting: _Setting,
    clauses: Sequence[Clause],
    commitments: Sequence[CommitmentDraft],
    found: list[Ownership],
) -> list[Ownership]:
    """A paragraph that ends in a report to the office in charge is not for the issuer but for those addressed last."""
    result = list(found)
    paragraphs: dict[int, list[int]] = {}
    for n, (draft, ownership) in enumerate(zip(commitments, found, strict=True)):
        if ownership.inherit_rule == "issuer":
            paragraphs.setdefault(clauses[draft.clause].paragraph, []).append(n)
    for members in paragraphs.values():
        if not any(_REPORT.search(setting.text, commitments[n].start, commitments[n].end) for n in members):
            continue
        addressed = next(
            (
                found[n]
                for n in range(members[0] - 1, max(-1, members[0] - 80), -1)
                if found[n].inherit_rule in (None, "sentence", "paragraph")
                and found[n].owners
                and found[n].owners[0].name.startswith("各")
                and _REPORT.search(setting.text, commitments[n].start, commitments[n].end)
            ),
            None,
        )
        if addressed is not None:
            for n in members:
                result[n] = result[n]._replace(owners=addressed.owners, inherit_rule="addressed")
    return result
