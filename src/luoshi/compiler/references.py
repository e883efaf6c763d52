"""What unit mentions mean in this document: 我市, 该局, 双方, 高新区 and bare bodies → names.

`read_setting` gathers once what holds for the whole text; `names_of` resolves one mention. `voices`, `actors` and
`owners` call both.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.parts import Outline
from luoshi.compiler.speakers import find_addressee, find_home, find_parties
from luoshi.language.names import UnitMention
from luoshi.language.unit_patterns import LEVELS


class Setting(NamedTuple):
    """What holds for the whole document."""

    text: str
    units: Sequence[UnitMention]
    starts: Sequence[int]
    home: str
    issuer: str | None
    parties: dict[str, str]
    body: str | None
    addressee: str | None


def read_setting(text: str, outline: Outline, units: Sequence[UnitMention], issuer: str | None) -> Setting:
    """Gather the setting; ``issuer`` is the issuing body as printed."""
    titles = [outline.title] if outline.title else list(outline.titles)
    home = find_home(text, issuer, titles, units)
    parties = find_parties(text, units)
    starts = [unit.start for unit in units]
    body = None
    if issuer is None and not parties:
        body = _title_speaker(text, outline, units, starts, home)
    if body is None and issuer is None and not parties and home and len(_MEETING_SAYS.findall(text)) > 1:
        body = _meeting_body(text, titles[0] if titles else (0, 200), home)
    return Setting(text, units, starts, home, issuer, parties, body, find_addressee(text, units))


def _title_speaker(
    text: str, outline: Outline, units: Sequence[UnitMention], starts: Sequence[int], home: str
) -> str | None:
    """The unit for which the title's post speaks (市长在……会议上的讲话)."""
    for start, end in outline.titles:
        if re.search(r"讲话|致辞|发言|述职|主持词", text[start:end]) is None and not text.startswith(
            "——", start
        ):
            continue
        for k in range(bisect_left(starts, start), bisect_left(starts, end)):
            if units[k].post_end > units[k].end:
                name = units[k].names[0]
                return home[:-1] + name if home and name[0] == home[-1] and BARE_BODY.match(name) else name
    return None


_MEETING_SAYS = re.compile(r"会议(?:强调|指出|要求|决定|明确|同意|审议|研究|听取|认为|号召)")
_MEETING_BODY = re.compile(
    r"([市县区省州])(政府|委|人大常委会)(?:[^\n，。]{0,12}?)(?:常务会议|常委会会议|全体会议|专题会议|会议)"
)


def _meeting_body(text: str, title: tuple[int, int], home: str) -> str | None:
    """The body whose meeting a report tells of (市政府召开常务会议 → 枫陵市政府)."""
    end = title[1] if title[1] else 200
    head = text[: max(end, min(len(text), 200))]
    match = _MEETING_BODY.search(head)
    if match is not None and match[1] == home[-1]:
        return f"{home}{match[2]}"
    return None


BARE_BODY = re.compile(r"[市县区省州](?:委|政府|人民政府|人大常委会|政协|人大)$")
_ZONE = re.compile(r"(高新区|经开区|开发区|新区|园区|度假区|保税区|综保区|科学城|功能区)(.*)")


def names_of(setting: Setting, k: int, speaker: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
    """What unit mention ``k`` names here; ``speaker`` and ``last`` are the units that speak and acted last."""
    unit = setting.units[k]
    if unit.names[0] == "政府":
        own = next((name for name in default_names(setting) if name.endswith("政府")), "")
        return (own or f"{setting.home}政府",)
    if unit.kind == "pronoun":
        return _pronoun(setting, k, unit.names[0], speaker, last)
    return tuple(_full(setting, k, name) for name in unit.names)


def _full(setting: Setting, k: int, name: str) -> str:
    home = setting.home
    if BARE_BODY.match(name):
        if home and name[0] == home[-1]:
            return name
        place = _last_place(setting, k, name[0])
        return place[:-1] + name if place else name
    if name in ("管委会", "管理委员会"):
        return _board(setting, k, name)
    zone = _ZONE.fullmatch(name)
    whole = _whole_zone(setting, k, name)
    if whole:
        return whole
    if zone is not None:
        place = _last_place(setting, k, zone[1])
        return place + zone[2] if place else name
    name = re.sub(r"^每一?个?", "各", name)
    return re.sub(r"\s", "", name)


def _last_place(setting: Setting, k: int, suffix: str) -> str:
    """The last place before mention ``k`` whose name ends so."""
    for i in range(k - 1, max(-1, k - 60), -1):
        for name in setting.units[i].names:
            if setting.units[i].kind == "place" and name.endswith(suffix) and len(name) > len(suffix):
                return name
            if setting.units[i].kind == "organisation" and len(suffix) > 1 and suffix in name[2:]:
                return name[: name.index(suffix) + len(suffix)]
    return ""


_ZONE_HEAD = re.compile(r"(.{2,}?)(高新区|经开区|开发区|新区|园区|度假区|保税区|综保区|科学城)$")


def _board(setting: Setting, k: int, name: str) -> str:
    """管委会 alone is the issuer where that is one, else that of the zone named last."""
    if setting.issuer and setting.issuer.endswith(("管委会", "管理委员会")):
        return setting.issuer
    for i in range(k - 1, max(-1, k - 40), -1):
        unit = setting.units[i]
        if unit.kind == "organisation" and unit.names[0].endswith(name) and len(unit.names[0]) > len(name):
            return unit.names[0]
        if unit.kind == "place" and _ZONE_HEAD.fullmatch(unit.names[0]):
            return unit.names[0] + name
    return name


def _whole_zone(setting: Setting, k: int, name: str) -> str:
    """科学城高新区 for 西部科学城青江高新区: an earlier zone that holds both halves of a shorter name."""
    halves = _ZONE_HEAD.fullmatch(name)
    if halves is None:
        return ""
    for i in range(k - 1, max(-1, k - 60), -1):
        for other in setting.units[i].names:
            at = other.find(halves[2])
            before = other[:at]
            if at > len(halves[1]) and halves[1] in before and not before.endswith(halves[1]):
                return before + halves[2]
    return ""


_SORT = {
    "学校": re.compile("(?:学校|大学|学院|中学)$"),
    "公司": re.compile("(?:公司|集团)$"),
    "集团": re.compile("(?:集团|公司)$"),
    "医院": re.compile("(?:医院)$"),
}


def _pronoun(
    setting: Setting, k: int, word: str, speaker: tuple[str, ...], last: tuple[str, ...]
) -> tuple[str, ...]:
    home = setting.home
    word = word.removesuffix("上下")
    if word[0] in "我本全" and word[-1] in LEVELS:
        if home and home[-1] == word[-1]:
            return (home,)
        place = _last_place(setting, k, word[-1]) if word[-1] != "市" or not home else ""
        return (place,) if place else (home,) if home and word[0] == "全" else (word,)
    if word[0] in "你贵":
        return (setting.addressee,) if setting.addressee else last or (word,)
    if len(word) == 2 and word[0] in LEVELS and word[1] in "局厅":
        if setting.issuer and setting.issuer.endswith(word[1]):
            return (setting.issuer,)
        return _antecedent(setting, k, word[1], speaker, last)
    if word[-1] == "里":
        place = home if home and home[-1] == word[0] else _last_place(setting, k, word[0])
        return (place,) if place else speaker or (word,)
    if word in ("学校", "公司", "集团", "医院"):
        if setting.issuer and _SORT[word].search(setting.issuer):
            return (setting.issuer,)
        return _antecedent(setting, k, _SORT[word].pattern.strip("(?:)$").split("|")[0], speaker, last)
    if word in ("我们", "咱们"):
        return speaker or default_names(setting)
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


def _party(setting: Setting, word: str) -> tuple[str, ...]:
    if word in setting.parties:
        return (setting.parties[word],)
    if setting.parties and word in (
        "双方",
        "各方",
        "任何一方",
        "甲乙双方",
        "协议双方",
        "两地",
        "两市",
        "两省",
        "两县",
        "两区",
        "一方",
    ):
        return tuple(setting.parties.values())
    return (word,)


def _antecedent(
    setting: Setting, k: int, head: str, speaker: tuple[str, ...], last: tuple[str, ...]
) -> tuple[str, ...]:
    """The unit that 该局, 该县 or 该负责人 points back to."""
    if head in ("负责人", "负责同志"):
        return speaker or last
    if head in LEVELS or head in ("新区", "园区"):
        place = _last_place(setting, k, head)
        return (place,) if place else last or (f"该{head}",)
    for i in range(k - 1, max(-1, k - 40), -1):
        unit = setting.units[i]
        if unit.kind == "organisation" and unit.names[-1].endswith(head):
            return tuple(_full(setting, i, name) for name in unit.names)
    return speaker or last or (f"该{head}",)


def default_names(setting: Setting) -> tuple[str, ...]:
    """Who answers for what nobody else is named for: the parties, the issuer, the meeting's body, the place."""
    if setting.parties:
        return tuple(dict.fromkeys(setting.parties.values()))
    if setting.issuer:
        return tuple(name for name in re.split(r"[、\s]+", setting.issuer) if name)
    return (setting.body or setting.home,) if setting.body or setting.home else ()
