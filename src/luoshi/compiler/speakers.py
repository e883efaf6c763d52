"""Who speaks and for whom: speech clauses, parties of an agreement, the place whose document it is.

`owners` reads these to find the unit behind 我们, 我市, 双方 or an elided subject. Speakers are posts of units;
the person's name behind a post is passed over and never kept.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from luoshi.compiler.introductions import ends_in_post, find_introduced
from luoshi.compiler.parts import Clause
from luoshi.compiler.subjects import Subject
from luoshi.language.names import UnitMention
from luoshi.language.persons import is_person
from luoshi.language.places import last_of_chain

SpeechKind = Literal["official", "same", "meeting", "document", "other"]


class Speech(NamedTuple):
    """Somebody begins to speak in clause ``clause``.

    ``official``: a unit or its post (``units``); ``same``: the speaker before goes on (该负责人表示); ``meeting``:
    会议强调; ``document``: 《意见》提出; ``other``: the reporter, 据悉 and the like.
    """

    clause: int
    kind: SpeechKind
    units: tuple[UnitMention, ...]


_SAY = (
    "介绍说|表示|介绍|告诉记者|透露|坦言|指出|强调|认为|提出|明确|回应|回答|谈到|补充|承诺|宣布|解释|建议|坚定地说|直言|表态"
    "|谈及|说道|说|称|答|号召|要求|决定|同意|讲|报告"
)
_NAME = r"(?:[\u4e00-\u9fff·]{2,4})??"
_TAG = (
    rf"(?:则|也|还|同时|进一步|随后|再次|再)?"
    rf"(?:[在就对][^，。；]{{1,24}}?(?:上|中|时|时候|后|问题|提问|情况))?"
    rf"(?:(?:{_SAY})(?:道|说|了)?(?:[：:“，]|$)|(?:介绍|说明|解读|阐释|通报|归纳|总结)了?[^，。；：:]{{2,30}}[：:])"
)
_SPEECH = re.compile(_TAG)
_SPEECH_NAMED = re.compile(_NAME + _TAG)  # a person's name may stand behind a post; it is passed over
# A name alone (某某说，), or before a colon in a transcript.
_ALONE = re.compile(rf"[“”‘’]?([\u4e00-\u9fff·]{{2,4}}?)(?:[：:]|{_TAG})")
# How a clause begins that lets somebody else than a unit speak.
_TAGS = re.compile(
    "(?P<same>[”’]?(?:该|这位|这名|上述|这一)(?:相关|有关|主要)?"
    "(?:负责人|负责同志|[局主部厅处区县市院行会书队组社台站馆场校](?:长|任|记)|新闻发言人|发言人|人士)"
    rf"|[”’]?[他她](?:还|也|又)?(?:{_SAY}))"
    "|(?P<meeting>(?:(?:[中省市县区州][\u4e00-\u9fff]{0,4}委)?[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}次全会"
    "|会议|全会|会上|大会|座谈会|调度会|推进会|常委会会议|与会[^，]{0,6})"
    rf"(?:还|并|同时|也|最后|认为|一致)?(?:{_SAY}|审议|研究|听取|原则|审定|部署|传达|讨论|通过|议定|确定))"
    "|(?P<document>(?:[\u4e00-\u9fff]{0,8}(?:印发|出台|审议)的)?"
    "(?:《[^》]{1,60}》|[\u4e00-\u9fff]{0,8}工作报告|意见|方案|规划|措施|通知|办法)(?:还|也|同时)?"
    rf"(?:{_SAY}|规定|部署|安排))"
    "|(?P<other>据悉|据了解|据介绍|记者(?:获悉|了解到|从|在|看到|问|提问)|本报讯|问[：:]|主持人|据统计)"
)
_KINDS: dict[str, SpeechKind] = {
    "same": "same",
    "meeting": "meeting",
    "document": "document",
    "other": "other",
}


def find_speeches(
    text: str, clauses: Sequence[Clause], subjects: Sequence[Subject | None], units: Sequence[UnitMention]
) -> dict[int, Speech]:
    """The clauses in which somebody begins to speak, by their index."""
    found: dict[int, Speech] = {}
    tags: dict[int, str] = {}
    for i, (clause, subject) in enumerate(zip(clauses, subjects, strict=True)):
        speech = _speech(text, clause, subject, i)
        if speech is None:
            alone = _ALONE.match(text, clause.start, clause.end)
            if alone is not None and (subject is None or subject.start >= alone.end()):
                tags[i] = alone[1]
            continue
        if speech.kind == "official" and i and clauses[i - 1].paragraph == clause.paragraph:
            before = subjects[i - 1]
            if before is not None and ends_in_post(before, clauses[i - 1]):
                speech = speech._replace(units=(*before.units, *speech.units))  # a comma inside a title
        found[i] = speech
    known = find_introduced(text, clauses, subjects, units, tags)
    for i, name in tags.items():
        if i in known:
            found[i] = Speech(i, "official", known[i])
        elif is_person(name):  # whoever it is, it is not the speaker before
            found[i] = Speech(i, "other", ())
    return dict(sorted(found.items()))


def _speech(text: str, clause: Clause, subject: Subject | None, i: int) -> Speech | None:
    start, end = clause.start, clause.end
    if subject is not None and subject.units and subject.kind in ("active", "label"):
        if subject.kind == "label":
            if _has_post(subject.units):
                return Speech(i, "official", subject.units)
        elif (_SPEECH_NAMED if _has_post(subject.units) else _SPEECH).match(text, subject.end, end):
            kind: SpeechKind = (
                "same"
                if subject.units[0].kind == "pronoun" and "负责人" in subject.units[0].names[0]
                else "official"
            )
            return Speech(i, kind, subject.units)
    match = _TAGS.match(text, start, end)
    return Speech(i, _KINDS[match.lastgroup or "other"], ()) if match is not None else None


def _has_post(units: Sequence[UnitMention]) -> bool:
    return any(unit.post_end > unit.end for unit in units)


_PARTY = re.compile(
    r"(?:^|\n|[ 　])([甲乙丙丁]方|[\u4e00-\u9fff]{1,6}方)(?:[（(][^）)\n]{1,12}[）)])?[：:][ 　]*([^\n，。；（(]{3,40})"
)
_WITNESS = re.compile(r"[鉴见证]证方|监督方|监管方|担保方|公证方|^各方|^双方|对方|地方|官方|我方|一方")


def find_parties(text: str, units: Sequence[UnitMention]) -> dict[str, str]:
    """The parties of an agreement by what the text calls them (上游方 → 岚州市人民政府)."""
    parties: dict[str, str] = {}
    for match in _PARTY.finditer(text[:6000]):
        if _WITNESS.search(match[1]) is None:
            parties.setdefault(match[1], match[2].strip(" 　"))
    for match in _DEFINED.finditer(text[:6000]):
        parties.setdefault(match[2], match[1])
    return parties if len(parties) > 1 else _signing_parties(text, units)


def _signing_parties(text: str, units: Sequence[UnitMention]) -> dict[str, str]:
    """A与B签署……协议, at the head of a report."""
    for first, second in pairwise(units):
        if second.end > 400:
            break
        signed = text.startswith(("签", "共同签", "举行签"), max(second.end, second.post_end))
        if signed and text[first.end : second.start] in ("与", "和", "同", "、", "及"):
            return {"甲方": first.names[0], "乙方": second.names[0]}
    return {}


_ADDRESSEE = re.compile(r"(?:^|\n)[ 　]*([^\n，。；：:]{3,40})[：:][ 　]*(?=\n)")


def find_addressee(text: str, units: Sequence[UnitMention]) -> str | None:
    """The unit to which a letter is addressed, where it is one (市水务集团：)."""
    for match in _ADDRESSEE.finditer(text[:3000]):
        for unit in units:
            if unit.start == match.start(1) and unit.end == match.end(1) and unit.kind == "organisation":
                return unit.names[0]
            if unit.start > match.start(1):
                break
    return None


_DEFINED = re.compile(
    r"([\u4e00-\u9fff]{3,30}(?:政府|公司|委员会|集团|局|委|大学|研究院))[（(]以?下?简?称?[“\"]?([甲乙丙丁]方)[”\"]?[）)]"
)
_PAPER = re.compile(
    r"(?!人民|光明|经济|中国|新华|法治|科技|农民|工人|半月|环球)([\u4e00-\u9fff]{2,3})"
    r"(?:日报|晚报|早报|时报|周报|周日报|都市报|新闻网|融媒|政府网|广播电视|电视台)"
)


def find_home(
    text: str, issuer: str | None, titles: Sequence[tuple[int, int]], units: Sequence[UnitMention]
) -> str:
    """The place whose document it is (沅州市): from the issuer, the title, the paper, else the commonest city."""
    for words in (issuer or "", *(text[start:end] for start, end in titles)):
        place = _leading_place(words, units)
        if place:
            return place
    counts: Counter[str] = Counter()
    zones: Counter[str] = Counter()
    for unit in units:
        match = _BODY_PLACE.match(unit.names[0])
        if match is not None and unit.kind in ("organisation", "place"):
            counts[match[1]] += 1
        elif unit.kind == "place" or (unit.kind == "organisation" and unit.names[0][2:3] in "高经新"):
            zones[unit.names[0][:2]] += 1
    level = _own_level(units)
    for paper in _PAPER.finditer(text):
        named = [place for place in counts if paper[1].endswith(place[:-1])]
        if named:
            return named[0]
        if text.count(paper[1][-2:]) > 1:
            return paper[1][-2:] + (level or "市")
    own = [place for place, _ in counts.most_common() if place[-1] == level]
    if own:
        return own[0]
    stem = _named_stem(text, zones)
    if stem and level:
        return stem + level
    return counts.most_common(1)[0][0] if counts and not level else ""


def _own_level(units: Sequence[UnitMention]) -> str:
    """The level of which the text's bare names speak most (市水利局, 全市)."""
    levels: Counter[str] = Counter()
    for unit in units:
        name = unit.names[0]
        if unit.kind == "organisation" and name[0] in "市区县州":
            levels[name[0]] += 1
        elif unit.kind == "pronoun" and name[0] in "全我" and name[1:2] in ("市", "区", "县", "州"):
            levels[name[1]] += 1
    return levels.most_common(1)[0][0] if levels else ""


_BODY_PLACE = re.compile(
    r"(?:中共)?(?:[\u4e00-\u9fff]{2,4}省)?((?![省市县区州全我本各])[\u4e00-\u9fff]{2,3}(?<!城)[市县区州])(?:委|人民政府|政府|人大|$|[\u4e00-\u9fff])"
)


_LEADING = re.compile(
    r"(?:中共|关于印发|关于|《)*((?:[\u4e00-\u9fff]{2,3}省)?[\u4e00-\u9fff]{2,4}?(?:市|县|区|自治州|省))"
)


def _leading_place(words: str, units: Sequence[UnitMention]) -> str:
    match = _LEADING.match(words)
    if match is None:
        return ""
    name = re.sub(r"^[\u4e00-\u9fff]{2,3}省(?=.)", "", match[1])
    known = {unit.names[0] for unit in units if unit.kind == "place"}
    last = last_of_chain(words, name)
    if last in known or last[-1] == _own_level(units):
        return last
    return name if name in known or any(unit.names[0].startswith(name) for unit in units) else ""


def _named_stem(text: str, zones: Counter[str]) -> str:
    """A place that is never named in full, only in the names of its zones (珞江经开区) and alone (珞江已建成…)."""
    best = ""
    most = 1
    for stem in zones:
        alone = len(re.findall(rf"{stem}(?![省市县区州新高经])", text))
        if alone > most:
            best, most = stem, alone
    return best
