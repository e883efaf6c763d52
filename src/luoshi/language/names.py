"""Names of organisations: text → mentions of units, by grammar.

`find_units` reads the whole reading text once; `unify` says which names mean one unit. Who calls:
sections (unit headings), commitments (where a subject ends), owners, owner_lists and link. A name is a
level or a place (市, 全市, 松陵市), words for a field (生态环境) and a head (局); `organisations` holds
the vocabulary. Persons are no units: a mention may carry the post behind it, never a name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from luoshi.language.organisations import FIELDS, any_of
from luoshi.language.places import find_places, names_by_stem, place_stems
from luoshi.language.posts import find_chiefs, post_end
from luoshi.language.unit_patterns import CJK, LEVELS, UNIT

UnitKind = Literal["organisation", "generic", "pronoun", "place"]


class UnitMention(NamedTuple):
    """A unit in the text: ``text[start:end]`` is its wording.

    ``names`` is what it names, several for a shared head (水利、林业等部门). ``post_end`` is where the post
    behind the unit ends (市水利局局长), ``end`` where there is none. ``generic``: a class of units
    (各责任单位); ``pronoun``: one that only the context resolves (该局, 我市, 双方).
    """

    start: int
    end: int
    names: tuple[str, ...]
    kind: UnitKind
    post_end: int


_SHARED_STEMS = re.compile(
    rf"((?:{CJK}{{2,4}}、){{1,8}}{CJK}{{2,4}}?)(?:[两二三四五六七八九]([市县区州省旗地]))(?=(.?))"
)
_WEAK_HEAD = re.compile(r"(?:中心|办公室|办|处|部|系统|学院|大学|研究室|大队|支队|总队|工委)$")
_CLEAN_BEFORE = set("由和与及向经对请报同令促导持给为将把让使至到往、")


def find_units(text: str) -> tuple[UnitMention, ...]:
    """All mentions of units and places, ascending, none overlapping."""
    places = find_places(text)
    stems = place_stems(places)
    found: list[UnitMention] = []
    last = 0
    for match in UNIT.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span()
        if kind in ("shared", "shared_level"):
            found.append(UnitMention(start, end, _shared_names(match), "generic", post_end(text, end)))
        elif kind == "pronoun":
            found.append(UnitMention(start, end, (text[start:end],), "pronoun", post_end(text, end)))
        elif kind == "generic":
            begin = _known_before(text, start + 1, last, places, start)  # 川江省有关部门
            found.append(UnitMention(begin, end, (text[begin:end],), "generic", post_end(text, end)))
        else:
            begin = _extend_left(text, start, last, places, stems)
            if kind == "dept" and begin == start and _is_weak(text, start, end):
                continue
            name = text[begin:end]
            if name.endswith("财政"):
                name = name.replace("级财政", "财政") + ("厅" if "省" in name else "局")
            found.append(UnitMention(begin, end, (name,), "organisation", post_end(text, end)))
        last = end
    return _with_places(text, found, places, stems)


def _is_weak(text: str, start: int, end: int) -> bool:
    """A field and a head without level or place that may be a common noun (数据中心, 组织部 aside)."""
    if text[start] in LEVELS or text.startswith(("国家", "全国", "中央"), start):
        return False
    if start and "\u4e00" <= text[start - 1] <= "\u9fff" and text[start - 1] not in _CLEAN_BEFORE:
        return not text[start:end].endswith(("局", "厅", "部门", "委员会", "部"))
    return bool(_WEAK_HEAD.search(text, start, end)) and not text[start:end].endswith(("部", "工委"))


def _extend_left(text: str, start: int, floor: int, places: frozenset[str], stems: frozenset[str]) -> int:
    """Where a name really begins: places, quantifiers and 中共 that stand directly before it belong to it."""
    at = start
    if text[start] in LEVELS:
        at = _known_before(text, start + 1, floor, places, at)
    for _ in range(2):
        before = _known_before(text, at, floor, places | stems if at == start else places, at)
        if before == at:
            break
        at = before
    if at > floor and at == start and text[at - 1] in "各两三" and text[at] in LEVELS:
        at -= 1
    if text.startswith("中共", at - 2) and at - 2 >= floor:
        at -= 2
    return at


def _known_before(text: str, end: int, floor: int, known: frozenset[str], default: int) -> int:
    for length in range(10, 1, -1):
        if end - length >= floor and text[end - length : end] in known:
            return end - length
    return default


def _shared_names(match: re.Match[str]) -> tuple[str, ...]:
    """自然资源、林业等部门 → 自然资源部门, 林业部门."""
    level = match["shared_level"] or ""
    words = match["shared"][len(level) :]
    words = re.sub(r"等?(?:有关|相关|行业|主管|监管|职能|行政|业务)*部门$", "", words)
    return tuple(f"{level}{word}部门" for word in re.split(r"、|以及|(?<=.)[及]", words) if word)


def _with_places(
    text: str, found: list[UnitMention], places: frozenset[str], stems: frozenset[str]
) -> tuple[UnitMention, ...]:
    """The units with the places between them, shared place heads and bare chief posts resolved."""
    extra: list[UnitMention] = []
    if places:
        for match in re.finditer(any_of(places), text):
            place = UnitMention(match.start(), match.end(), (match[0],), "place", post_end(text, match.end()))
            extra.append(place)
    for start, end in find_chiefs(text):
        level = next(character for character in text[start:end] if character in LEVELS)
        extra.append(UnitMention(start, start, (f"{level}政府",), "organisation", end))
    extra.extend(_villages(text))
    extra.extend(_acting_stems(text, places))
    for match in _SHARED_STEMS.finditer(text):
        extra.extend(_shared_stems(match, stems))
    order = sorted([*found, *extra], key=lambda unit: (unit.start, -max(unit.end, unit.post_end)))
    kept: list[UnitMention] = []
    at = 0
    for unit in order:
        if unit.start >= at and (unit.end > unit.start or unit.post_end > unit.start):
            kept.append(unit)
            at = max(unit.end, unit.post_end)
    return tuple(kept)


# 青川区北泉街道金岗村党委书记: the organs of villages and streets, met with a post.
_VILLAGE = re.compile(
    "(?:村|社区|嘎查|街道)(?:党委|党总支|党支部|党工委|支部|支委|“?两委”?|村委会|居委会|村民委员会|居民委员会"
    "|委会|办事处)?"
)
_VILLAGE_EDGE = re.compile(rf"(?:(?![的了在由和与及从对请让到]){CJK}){{2,18}}$")


def _villages(text: str) -> Iterator[UnitMention]:
    """Villages, communities and streets for which somebody speaks or holds a post."""
    for match in _VILLAGE.finditer(text):
        post = post_end(text, match.end())
        if post == match.end():
            continue
        name = _VILLAGE_EDGE.search(text, max(0, match.start() - 18), match.start())
        if name is not None:
            yield UnitMention(name.start(), match.end(), (text[name.start() : match.end()],), "organisation", post)


# 重庆将……, 巫江要……: a short name that acts at a clean edge.
_ACTS = re.compile(
    rf"(?:(?<!{CJK})|(?<=由))({CJK}{{2,4}}?)"
    "(?=将|要(?![求点素件义道])|须|必须|应当|力争|正在|正加快|计划|打算|已(?!有)|还|也|会|把|坚持|加快|着力|全力)"
)


def _acting_stems(text: str, places: frozenset[str]) -> Iterator[UnitMention]:
    names = names_by_stem(places)
    for match in _ACTS.finditer(text):
        if match[1] in names:
            yield UnitMention(match.start(), match.end(), (names[match[1]],), "place", match.end())


def _shared_stems(match: re.Match[str], stems: frozenset[str]) -> list[UnitMention]:
    """岚州、浦川两市生态环境局 → 岚州市生态环境局, 浦川市生态环境局."""
    level = match[2]
    words = match[1].split("、")
    while words and not any(words[0].endswith(stem) for stem in stems):
        words = words[1:]
    if len(words) < 2:
        return []
    first = next(stem for stem in sorted(stems, key=len, reverse=True) if words[0].endswith(stem))
    start = match.end(1) - len("、".join(words)) + len(words[0]) - len(first)
    words[0] = first
    after = UNIT.match(match.string, match.end() - 1)
    end = after.end() if after else match.end()
    tail = match.string[match.end() : end]
    names = tuple(f"{word}{level}{tail}" for word in words)
    return [UnitMention(start, end, names, "organisation" if tail else "place", post_end(match.string, end))]


_ABBREVIATION = re.compile(
    r"[（(](?:以下|下)?(?:统?简称|称)为?[：:]?[“\"「‘]?([^“”\"」’（）()，。\n]{2,14})[”\"」’]?[）)]"
)


def find_abbreviations(text: str, units: Iterable[UnitMention]) -> tuple[tuple[str, str], ...]:
    """Pairs (abbreviation, full name) that the text itself defines: （以下简称“市整改办”）."""
    ends = {unit.end: unit for unit in units if unit.kind == "organisation"}
    pairs: list[tuple[str, str]] = []
    for match in _ABBREVIATION.finditer(text):
        full = ends.get(match.start())
        if full is not None and len(full.names) == 1 and full.names[0] != match[1]:
            pairs.append((match[1], full.names[0]))
    return tuple(pairs)


_CANONICAL_FIELD = re.compile(any_of(FIELDS))
_HEAD_TAIL = re.compile(r"(?:局|(?:委员会|委|领导小组|指挥部)?(?:办公室|办)|委员会|委|厅|部|署|总局)$")


def canonical_name(name: str, home: str = "") -> str:
    """A key under which the wordings of one unit coincide (市经信委, 市经济和信息化委员会).

    ``home`` is the place whose document it is: 沅州市水利局 and 市水利局 are one unit there. The kind of head
    (局 or 委) is no part of the key, because a department's field and level name it already.
    """
    name = re.sub(r"[\s“”\"（）()]", "", name).removeprefix("中共")
    if home and name.startswith(home) and len(name) > len(home):
        name = home[-1] + name[len(home) :]
    name = (
        name.replace("人民政府", "政府")
        .replace("安委", "安全生产委")
        .replace("安全生产委会", "安全生产委员会")
    )
    body = _HEAD_TAIL.sub("", name)
    office = "办" if name.endswith(("办", "办公室")) else ""  # a body and its office are two
    if body == name:
        return name
    fields: list[str] = []
    at = len(body)
    match = None
    for match in _CANONICAL_FIELD.finditer(body):
        if match.end() == len(body):
            at = match.start()
            fields.append(FIELDS[match[0]])
            break
    if not fields:
        return name
    return f"{body[:at]}{fields[0]}{office}"


def unify(names: Iterable[str], home: str = "", aliases: Iterable[tuple[str, str]] = ()) -> Mapping[str, str]:
    """Every name → the name that stands for its unit: the first wording met, aliases of the text first."""
    full = dict(aliases)
    first: dict[str, str] = {}
    result: dict[str, str] = {}
    for name in names:
        key = canonical_name(full.get(name, name), home)
        result[name] = first.setdefault(key, name)
    return result
