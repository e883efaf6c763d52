"""Names of organisations: text → mentions of units, by grammar.

`find_units` reads the whole reading text once; `unify` says which names mean one unit. Who calls:
sections (unit headings), commitments (where a subject ends), owners, owner_lists and link. A name is a
level or a place (市, 全市, 松陵市), words for a field (生态环境) and a head (局); `organisations` holds
the vocabulary. Persons are no units: a mention may carry the post behind it, never a name.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from luoshi.language.organisations import BODIES, DEPARTMENT_HEADS, FIELDS, FREE_HEADS, any_of
from luoshi.language.places import find_places, place_stems
from luoshi.language.posts import find_chiefs, post_end

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


_CJK = r"[\u4e00-\u9fff]"
_FIELD = any_of(FIELDS)
_HEAD = "|".join(DEPARTMENT_HEADS)
_LEVEL = (
    "(?:中共中央|国家(?!级)|全国|中央|自治区|自治州|省|(?<![城都超门股夜])市(?!场|民(?!政)|容|值|价)|区|县"
    "|州|旗|镇|乡|街道|盟)"
)
_BODY = any_of(BODIES)
_FREE = any_of(FREE_HEADS)
_CONTENT = rf"(?:(?![的在由将要对把为与及等于是已了按向从须报给被就以每该各其并也都到请使让]){_CJK})"
_DO = (
    "建成|建设|加快|推进|推动|打造|成立|组建|设立|新建|支持|实施|完成|开展|实现|力争|启动|争取|争创|建立|召开|构建"
    "|着力|出台|印发|制定|开工|简称|以下|下设|下同|含|鼓励|引导|共同|改造|引进|培育|统筹|坚持|深入|全面|积极|大力"
    "|持续|加强|强化|进一步|共有|现有|已有|可以|主要|聚焦|围绕|重点发展"
)

_O = "[（(]"
_C = "[）)]"
_AREA = any_of(
    "区县 县区 区市县 县市区 市县区 市县 市州 市、县 市、区 区、县 县、区 镇街 镇街道 乡镇、街道 乡镇街道 街镇 乡镇 街乡 街道"
    " 村 村社区 村社 村居 园区 开发区 功能区 产业园区 工业园区 社区 地区 片区 地市 地 市 县 区 省 镇 乡 州".split()
)
# 县（市、区）, 乡镇（街道）, 区（市）县, 各区县(园区)
_AREA = f"{_AREA}(?:{_O}[县市区州旗乡镇街道社区园居自治、]{{1,9}}{_C}[县区市]?)?"
_GOVERNMENT = any_of(
    "人民政府 党委政府 党委和政府 党委、政府 党委 党工委 政府 管理委员会 管委会 办事处 党组织 财政".split()
)
_QUANTIFIER = any_of("各级 各类 各 所有 任何 每个 全体 一切 凡".split())
_ADJECTIVE = any_of(
    "有关 相关 责任 牵头 配合 协办 主办 承办 成员 参与 参加 参建 主责 行业主管 行业监管 行业 主管 监管 职能 业务"
    " 行政 属地 基层 包保 整改 实施 执行 负责 审批 执法 监督 考核 管理 生产经营 经营 建设 施工 监理 设计 勘察 运营"
    " 运行 用人 用能 用水 排污 产废 使用 管护 管养 产权 招标 采购 预算 项目 国有 市属 区属 县属 省属 重点 金融"
    " 保险 银行 医疗 卫生 教育 科研 公共 驻市 驻区 中央 党政 事业 企事业 社会 群团 专业 试点 示范 组成 直属 各"
    " 监测 检测 评估 认证 审计 服务".split()
)
_NOUN = any_of(
    "部门 企事业单位 单位 机构 企业 行业协会 组织 团体 院校 高校 学校 医院 银行 园区 平台公司 平台 公司 集团 主体"
    " 党组 党委 工作组 专项组 小组 专班 分队".split()
)
_RANK = any_of(
    "市级 省级 区级 县级 市直 省直 区直 县直 市属 省属 中央和省属 中省直 全市 全省 全区 全县".split()
)
_GENERIC = (
    rf"(?:各|每个)(?:{_AREA})?(?:中心)?(?:卫生院|医院|中小学校?|学校|幼儿园|养老机构|网格|支行|医疗机构|金融机构|法院"
    rf"|检察院|派出所)|"
    rf"(?:各级|各地区?|各县区?)(?:党委[、和]?政府)?(?:各(?:有关|相关)?(?:部门|单位))+"
    rf"|各级(?:党委[、和]?(?:人民)?政府|人民政府|政府|党组织|党委|财政|领导班子|工会|团组织)"
    rf"(?:(?:和|及其?)(?:有关|相关)?部门)?"
    rf"|(?:全[市省区县])?(?:各|每个|有关|相关|所在|所辖|其他|有条件的)(?:有关|相关)?{_AREA}{_GOVERNMENT}?"
    rf"(?![级类项位界种部单派域段块])"
    rf"|各(?:省|市|县|区|乡|镇|州)级(?:人民政府|政府|党委|部门|财政)"
    rf"|(?:属地|所在地?|相关|有关)?(?:县{_O}市、?区{_C}|县{_O}区{_C}|区{_O}县{_C}|区县|县区|市县|乡镇{_O}街道{_C}|镇街|乡镇|属地){_GOVERNMENT}"
    rf"|(?:全?[市省区县](?:级|直|属)?)?{_QUANTIFIER}(?:{_ADJECTIVE}){{0,3}}{_NOUN}(?:和个人)?"
    rf"|(?:{_RANK}|[市省区县]政府(?=有关|相关|组成|直属|各|部门)|国务院(?=有关|相关|各))(?:{_ADJECTIVE}){{0,3}}{_NOUN}"
    rf"|(?:{_ADJECTIVE}){{1,3}}(?:部门|单位|机构)(?![：:])|第三方(?:评估|检测|监测|专业|审计)?机构"
    rf"|(?:村{_O}居{_C}|村|居)(?:民委员会|委会)"
    rf"|[两三四][市县区省地](?!长)(?:{_FIELD})?(?:各级)?(?:{_ADJECTIVE}){{0,2}}"
    rf"(?:部门|机构|政府|法院|检察院|单位|企业)"
)
_ITS = any_of(
    "局 委 厅 办 部 院 署 司 处 行 中心 集团 公司 校 区 县 市 省 镇 乡 州 单位 部门 机构 企业 园区 新区 负责人"
    " 领导小组 专班 指挥部".split()
)
_PARTY = any_of(
    "上游 下游 补偿 受偿 受益 供给 责任 违约 守约 出资 牵头 委托 受托 主办 承办 协办".split()
)
_PRONOUN = (
    rf"该{_ITS}|[本我](?:行(?!动)|旗|街道|办(?!法)|部(?![分位门])|(?![行办部]|负责){_ITS})|我们|咱们|全(?:市|省|区|县|州|镇)(?!委)(?:上下)?"
    rf"|甲乙双方|协议双方|双方|[两三]地(?:政府)?|[两三][市省县区](?=[将要应共每须、在按])|各方|任何一方|[甲乙丙丁]方"
    rf"|(?<!{_CJK})(?:高新区|经开区|新区|开发区|园区|度假区)(?=[将要则承正已计]|管委会)(?!管委会)"
    rf"|{_PARTY}方(?![式面法向案])|[两三四五]家(?:单位|企业|公司)|[两三](?:部门|单位)"
)
_SHARED = (
    rf"(?P<shared>(?P<shared_level>[市省区县](?:级|直)?)?{_FIELD}(?:、{_FIELD})+(?:(?:和|及|以及){_FIELD})?"
    rf"等?(?:有关|相关|行业|主管|监管|职能|行政|业务)*部门)"
)
_CUSTOM_HEAD = any_of(
    "管委会 管理委员会 党工委 管理局 领导小组办公室 领导小组 指挥部 工作专班 集团有限公司 有限公司 集团 公司"
    " 街道办事处 研究院 协会 商会 大学 银行 海关 联社".split()
)
_NAMED = (
    rf"(?P<pronoun>{_PRONOUN})|{_SHARED}"
    rf"|(?P<dept>{_LEVEL}?{_FIELD}(?:[和与]?{_FIELD}){{0,2}}(?:{_HEAD})(?:{_FIELD}(?:支队|总队|大队|分局|管理处|管理所))?)"
    rf"|(?P<generic>{_GENERIC})"
    rf"|(?P<party>[市区县省州旗镇](?:委|政府)(?:(?!{_DO}){_CONTENT}){{2,14}}?(?:领导小组办公室|领导小组|委员会办公室|委员会"
    rf"|指挥部办公室|指挥部|联席会议))"
    rf"|(?P<body>{_LEVEL}{_BODY}|国务院(?:办公厅|国资委)?|党中央"
    rf"|[市区县省州](?:级)?财政(?![局部厅支收投资预补奖性状管体可评金困经事承所贴存盘实供系系库保专政、和]|转移|拨款|安排的))"
    rf"|(?P<committee>[市区县省州旗镇]委(?![员托派任婉屈曲]))"
    rf"|(?P<free>(?<![我全本园社片景库山灾地城辖新开发护范验务业民居住宅活能心冲制都上超门股夜])"
    rf"(?:国家(?!级)|[市省区县州旗](?!场|民(?!政)|容|值|价|域))(?!{_DO})(?:{_CONTENT}{{1,16}}?"
    rf"(?:{_FREE})|{_CONTENT}{{2,4}}办(?=[、，。；）)（(：:\s将要应会牵负按对于每]|$)))"
    rf"|(?P<zone>(?:高新区|经开区|开发区|新区|园区|功能区|度假区|保税区|综保区|科学城)(?:管委会|管理委员会|党工委))"
)
# The first characters of all of the above: a look that spares the pattern most of the text.
_FIRST = "".join(
    sorted(
        {word[0] for word in FIELDS}
        | set("中国全自省市区县州旗镇乡街盟该本我咱甲乙丙丁协双两三四五各任每所有相其一凡第村居属党高经开新园功度保综科")
        | set("上下补受供责违守出牵委主承协成参行监职业基包整实执负审管生建施设勘运用排产使招采预项重金银医卫教研公驻")
        | set("事企社群专试示组直检评认服")
    )
)
_UNIT = re.compile(
    rf"(?=[{_FIRST}])(?:{_NAMED})"
    rf"|(?P<custom>(?:(?<!{_CJK})|(?<=[由和与及向经对请报])|(?<=以及)|(?<=会同))(?!{_DO}|[我全本各该每])"
    rf"{_CONTENT}{{2,14}}?{_CUSTOM_HEAD})"
    rf"|(?P<team>(?<!{_CJK})(?:工作|推进|集群|项目)?(?:专班|领导小组办公室|领导小组|指挥部办公室|指挥部"
    rf"|联席会议办公室|组委会|管委会))(?!的)"
)
_SHARED_STEMS = re.compile(
    rf"((?:{_CJK}{{2,4}}、)+{_CJK}{{2,4}}?)(?:[两二三四五六七八九]([市县区州省旗地]))(?=(.?))"
)
_AREA_LEVELS = "省市县区州旗盟镇乡"
_WEAK_HEAD = re.compile(r"(?:中心|办公室|办|处|部|系统|学院|大学|研究室|大队|支队|总队|工委)$")
_CLEAN_BEFORE = set("由和与及向经对请报同令促导持给为将把让使至到往、")


def find_units(text: str) -> tuple[UnitMention, ...]:
    """All mentions of units and places, ascending, none overlapping."""
    places = find_places(text)
    stems = place_stems(places)
    found: list[UnitMention] = []
    last = 0
    for match in _UNIT.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span()
        if kind in ("shared", "shared_level"):
            found.append(UnitMention(start, end, _shared_names(match), "generic", post_end(text, end)))
        elif kind == "pronoun":
            found.append(UnitMention(start, end, (text[start:end],), "pronoun", post_end(text, end)))
        elif kind == "generic":
            found.append(UnitMention(start, end, (text[start:end],), "generic", post_end(text, end)))
        else:
            begin = _extend_left(text, start, last, places, stems)
            if kind == "dept" and begin == start and _is_weak(text, start, end):
                continue
            name = text[begin:end]
            if name.endswith("财政"):
                name = name.replace("级财政", "财政") + "局"
            found.append(UnitMention(begin, end, (name,), "organisation", post_end(text, end)))
        last = end
    return _with_places(text, found, places, stems)


def _is_weak(text: str, start: int, end: int) -> bool:
    """A field and a head without level or place that may be a common noun (数据中心, 组织部 aside)."""
    if text[start] in _AREA_LEVELS or text.startswith(("国家", "全国", "中央"), start):
        return False
    if start and "\u4e00" <= text[start - 1] <= "\u9fff" and text[start - 1] not in _CLEAN_BEFORE:
        return not text[start:end].endswith(("局", "厅", "部门", "委员会", "部"))
    return bool(_WEAK_HEAD.search(text, start, end)) and not text[start:end].endswith(("部", "工委"))


def _extend_left(text: str, start: int, floor: int, places: frozenset[str], stems: frozenset[str]) -> int:
    """Where a name really begins: places, quantifiers and 中共 that stand directly before it belong to it."""
    at = start
    if text[start] in _AREA_LEVELS:
        at = _known_before(text, start + 1, floor, places, at)
    for _ in range(2):
        before = _known_before(text, at, floor, places | stems if at == start else places, at)
        if before == at:
            break
        at = before
    if at > floor and at == start and text[at - 1] in "各两三" and text[at] in _AREA_LEVELS:
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
        level = next(character for character in text[start:end] if character in _AREA_LEVELS)
        extra.append(UnitMention(start, start, (f"{level}政府",), "organisation", end))
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
    after = _UNIT.match(match.string, match.end() - 1)
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


_CANONICAL_FIELD = re.compile(_FIELD)
_HEAD_TAIL = re.compile(r"(?:局|委员会|委|厅|办公室|办|部|署|总局)$")


def canonical_name(name: str, home: str = "") -> str:
    """A key under which the wordings of one unit coincide (市经信委, 市经济和信息化委员会).

    ``home`` is the place whose document it is: 沅州市水利局 and 市水利局 are one unit there. The kind of head
    (局 or 委) is no part of the key, because a department's field and level name it already.
    """
    name = re.sub(r"[\s“”\"（）()]", "", name).removeprefix("中共")
    if home and name.startswith(home) and len(name) > len(home):
        name = home[-1] + name[len(home) :]
    name = name.replace("人民政府", "政府")
    body = _HEAD_TAIL.sub("", name)
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
    return f"{body[:at]}{fields[0]}"


def unify(names: Iterable[str], home: str = "", aliases: Iterable[tuple[str, str]] = ()) -> Mapping[str, str]:
    """Every name → the name that stands for its unit: the first wording met, aliases of the text first."""
    full = dict(aliases)
    first: dict[str, str] = {}
    result: dict[str, str] = {}
    for name in names:
        key = canonical_name(full.get(name, name), home)
        result[name] = first.setdefault(key, name)
    return result
