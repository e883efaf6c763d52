"""Whose statement each clause belongs to, and the units that head whole sections.

Enters: speech clauses of `speakers` and headings of the outline. `owners` and `actors` read the voices.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.parts import Clause, HeadingSpan, Outline
from luoshi.compiler.references import BARE_BODY, Setting, names_of
from luoshi.compiler.speakers import Speech
from luoshi.language.names import UnitMention
from luoshi.model.commitment import Owner


class Voice(NamedTuple):
    """Whose statement a clause belongs to; ``fresh`` is the clause in which it began."""

    names: tuple[str, ...]
    fresh: int
    kind: str


_BODY_OF_PLACE = re.compile(
    r"(?![市县区省州](?:委|政府|直))(?:(.*?(?:[区县城镇乡旗]|街道|苏木))"
    r"(?:党工委|管委会|管理委员会|工委|委|政府|人民政府|党委|党委政府|办事处)"
    r"|(.*?(?:村|社区|嘎查))(?:党委|党总支|党支部|支部|支委|“?两委”?|村委会|居委会|村民委员会|居民委员会|委会))$"
)


def place_of(name: str) -> str:
    """The district, zone or village whose organ ``name`` is, empty where it is none."""
    match = _BODY_OF_PLACE.match(name)
    return match[1] or match[2] if match is not None else ""


def speaker_names(
    setting: Setting, units: Sequence[UnitMention], speaker: tuple[str, ...], last: tuple[str, ...]
) -> tuple[str, ...]:
    """The unit for which a post speaks: the department before the committee, the district for its leaders."""
    chosen: list[str] = []
    general: list[str] = []
    party = ""
    for unit in units:
        k = bisect_left(setting.starts, unit.start)
        post = setting.text[unit.end : unit.post_end]
        for name in names_of(setting, k, speaker, last):
            if unit.names[0][1:] == "委" or unit.names[0].endswith("市委"):
                party = party or unit.names[0][-2:]
            place = place_of(name)
            if place and not name.startswith(setting.home or "\n") and post:
                name = place
            is_general = bool(BARE_BODY.match(unit.names[0])) and (
                "常委" in post or "发言人" in post or "委员" in post or "副" in post
            )
            (general if is_general else chosen).append(name)
    names = chosen or general
    if party and names and names[0].endswith("部") and not names[0].startswith(party):
        names = [party + names[0], *names[1:]]
    return tuple(dict.fromkeys(names[:1]))


def find_voices(
    setting: Setting, clauses: Sequence[Clause], speeches: dict[int, Speech], outline: Outline
) -> list[Voice | None]:
    """The voice of every clause: it holds until the next one or the next heading."""
    heads = [heading.start for heading in outline.headings if not heading.run_in]
    voices: list[Voice | None] = []
    voice: Voice | None = None
    last: tuple[str, ...] = ()
    h = 0
    first_of_paragraph = 0
    kept: Voice | None = None
    for i, clause in enumerate(clauses):
        while h < len(heads) and heads[h] <= clause.start:
            voice = kept = None
            h += 1
        if i == 0 or clauses[i - 1].paragraph != clause.paragraph:
            first_of_paragraph = i
        speech = speeches.get(i)
        if speech is not None and speech.kind == "official":
            names = speaker_names(setting, speech.units, voice.names if voice else last, last)
            opened = voice is None or voice.fresh < first_of_paragraph
            voice = Voice(names, i, "official")
            last = names
            if opened and _opens_quote(setting.text, clauses[first_of_paragraph].start):
                for j in range(first_of_paragraph, i):  # the quote stands before its speaker
                    voices[j] = voice
            kept = None
        elif speech is not None and speech.kind == "document" and voice is not None and voice.names:
            kept, voice = voice, Voice((), i, speech.kind)
        elif speech is not None and speech.kind != "same":
            kept, voice = None, Voice((), i, speech.kind)
        elif kept is not None and i and _new_sentence(setting.text, clauses, i):
            kept, voice = None, kept
        voices.append(voice)
    return voices


def _new_sentence(text: str, clauses: Sequence[Clause], i: int) -> bool:
    gap = text[clauses[i - 1].end : clauses[i].start]
    return any(mark in gap for mark in "。！？\n")


def _opens_quote(text: str, at: int) -> bool:
    return at < len(text) and (text[at] in "“‘" or text[at - 1 : at] in ("“", "‘"))


_LEAD_GLUE = re.compile(
    r"[（()）一二三四五六七八九十\d.、：:\s　①-⑳]|主要|重点|工作|共同|具体|[的]|责任|职责|任务|分工|义务|方面|清单|事项"
)


def section_leads(setting: Setting, outline: Outline, clauses: Sequence[Clause]) -> list[tuple[Owner, ...]]:
    """For every clause the units of the heading above it that is a unit (（一）上游方责任, 市水利局)."""
    heads = outline.headings
    leads: list[tuple[Owner, ...]] = []
    open_heads: list[tuple[int, tuple[Owner, ...]]] = []
    n = 0
    for clause in clauses:
        while n < len(heads) and heads[n].start <= clause.start:
            open_heads = [head for head in open_heads if head[0] < heads[n].level]
            open_heads.append((heads[n].level, _heading_owners(setting, heads[n])))
            n += 1
        leads.append(next((owners for _, owners in reversed(open_heads) if owners), ()))
    return leads


def _heading_owners(setting: Setting, head: HeadingSpan) -> tuple[Owner, ...]:
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
        names.update(dict.fromkeys(names_of(setting, k, (), ())))
        k += 1
    rest.append(setting.text[at : head.end])
    if not names or _LEAD_GLUE.sub("", "".join(rest)):
        return ()
    return tuple(Owner(name=name, role="responsible") for name in names)
