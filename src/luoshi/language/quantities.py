"""Numbers with units: the reading text in, `Measure`s in order of their spans out; one compiled pass.

`compiler.quantities` gives them an indicator, a period and a kind; the classifier asks whether a clause has one.
Dates, ordinals, coined numbers in quotation marks, titles in 《》, numbers of documents and standards, times of
day and structural counts (5个方面) are no measures.
"""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from luoshi.language.numerals import fraction, magnitude, parse_number, plain
from luoshi.language.units_of_measure import BEGINNINGS, DURATIONS, UNIT
from luoshi.model.commitment import Bound

Form = Literal["number", "small", "fold", "fraction", "ratio", "bare"]


class Measure(NamedTuple):
    """``text[start:end]`` is number and unit; ``value`` is None for a range and for a ratio of three parts.

    ``comparison`` is the printed word that gave the bound. ``form`` says how sure it is that something is measured:
    ``small`` is a Chinese numeral up to ten with a counting word (三座, 两个月), which more often names than measures;
    ``bare`` has no unit.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound
    comparison: str | None
    form: Form


_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CHINESE = r"[一二三四五六七八九十两零〇百千]{1,12}(?:[万亿][一二三四五六七八九十两零〇百千]{1,12}){0,3}"
_VALUE = rf"(?:{_ARABIC}|{_CHINESE})"
_MAGNITUDE = r"万亿|[十百千]?万|[十百千]?亿|(?<=\d)[百千](?!分|瓦|米|克|伏|帕|赫|卡|焦|乏|安)"
_LEAD = r"突破 超过 达到 跨越 迈上 跃上 迈过 站上 冲刺 冲击 增至 升至 实现 超 逾 近 达 过 破 上".split()
_BIG = "(?:" + "|".join(f"(?<={word})" for word in _LEAD) + ")"
_INNER = r"[^“”‘’\"「」『』\n，。；！？]{1,24}"
_SPECIAL = (
    # What is passed over: titles, coined phrases in quotation marks, dates and times of day.
    r"(?P<skip>《[^》\n]{0,90}》"
    rf"|(?<=[\u4e00-\u9fff])[“「『\"]{_INNER}[”」』\"]"
    rf"|[“「『]{_INNER}[”」』](?=[\u4e00-\u9fff])"
    r"|(?:19|20)\d\d ?年?(?: ?[—–\-~～至到]+ ?)(?:19|20)\d\d ?年?(?!一遇)"
    r"|(?:19|20)\d\d ?[年./-](?: ?\d{1,2} ?[月./-](?: ?\d{1,2} ?日?)?)?(?: ?[—–\-~～至到]+ ?(?:19|20)\d\d[./-]\d{1,2})?"
    r"|\d{1,2} ?(?:月)? ?[—–\-~～至到]+ ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|\d{1,2} ?月份?(?: ?\d{1,2} ?日)?"
    r"|\d{1,2} ?日[前起]|(?<=月)\d{1,2}日|\d{1,2} ?[时点](?:\d{1,2}分|整)?(?=[，。；、（(前后至\d—-]|之前|以前|起|许|左右)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?!\d|比例|的比例|配)(?<![按以为]\d:\d\d)(?<![按以为]\d\d:\d\d)"
    r"|[一二三四五六七八九十]{1,3}届(?:人大|政协)?[一二三四五六七八九十]{1,3}次(?:、[一二三四五六七八九十]{1,3}次)*"
    r"|第 ?(?:\d+|[一二三四五六七八九十百零]{1,6})(?:名|位|个|条|章|节|款|项|批|次|届|期|号|类|轮|代|季度)?"
    r")"
    # Shares and folds.
    rf"|(?P<percent>百分之(?P<percent_value>{_ARABIC}|{_CHINESE}(?:点[一二三四五六七八九零〇]{{1,6}})?))"
    rf"|(?P<share>(?P<below>[一二三四五六七八九十百千万]{{1,6}}|\d{{1,5}})分之(?P<above>{_VALUE}))"
    r"|(?P<fold>翻了?(?P<times>[一两二三四12])?番)"
    r"|(?P<half>一半|半数|(?<=[过近])半(?=[，。；、以 ）)\n]|$))"
    r"|(?P<ratio>(?P<r1>\d+(?:\.\d+)?) ?[:：∶﹕] ?(?P<r2>\d+(?:\.\d+)?)(?P<r3>(?: ?[:：∶﹕] ?\d+(?:\.\d+)?)*))"
    rf"|{_BIG}(?P<big>(?P<bigvalue>[百千万]|十万|百万|千万)(?P<bigunit>亿?(?:{UNIT})|亿)(?!级))"
)
_NUMBER = (
    rf"(?P<sign>(?<=[取为是至到达（( ])[-−－](?=\d))?(?P<v1>{_VALUE}) ?(?P<more1>余|多)? ?(?P<m1>{_MAGNITUDE})?"
    rf"(?P<more2>余|多|来)? ?(?P<u1>{UNIT})?"
    rf"(?: ?(?P<between>[—–\-－﹣~～]+|至|到) ?(?P<v2>{_ARABIC}|{_CHINESE}) ?(?P<m2>{_MAGNITUDE})? ?(?P<u2>{UNIT})?)?"
)
_TOKEN = re.compile(rf"{_SPECIAL}|{_NUMBER}")
# The characters with which a token can begin: the search skips all others.
_TRIGGER = re.compile(
    rf"[\d百千万半翻第《“「『\"\-−－]"
    rf"|[一二三四五六七八九十两零〇](?=[一二三四五六七八九十两零〇百千]{{0,12}} ?[{re.escape(BEGINNINGS)}—–~～])"
)

_BEFORE = re.compile(
    r"(?:(?P<ge>不得?低于|不得?少于|不得?小于|不能?少于|不能?低于|不短于|不早于|至少|最少|最低|最小|起码|下限|≥|≧|>=|不下)"
    r"|(?P<le>不得?超过|不得?高于|不得?大于|不得?多于|不能?超过|不得?突破|不突破|不超|不长于|最高|最多|最长|最大|至多|上限|≤|≦|<=)"
    r"|(?P<gt>突破|超过|超出|高于|大于|多于|优于|超|逾|破|过|>|＞)"
    r"|(?P<lt>不足|低于|少于|小于|短于|不到|未达到?|不满|未满|<|＜)"
    r"|(?P<about>接近|将近|近|大约|约为?|大概|约占|约合|达约))"
    r"(?:要求|原则上|可?达到?|可?达|到|为|有|至|于|给予|奖励|支持|补助|补贴|每[年月日户家个人])?[ 了]?$"
)
_AT_LEAST = re.compile(r"(至少|最少|起码)[^，。；：、\n\d]{1,12}$")
_AFTER = re.compile(
    r"(?:(?P<ge>(?:及|或|含|\(含\)|（含）)?以上|及其以上|起步)|(?P<le>(?:及|或|（含）)?以[内下]|之内|内(?!地|陆|部|外|河|容|设|需|涵)|封顶|范围内)"
    r"|(?P<about>左右|上下|前后)|(?P<gt>多(?!元|种|项|次|个|名|家)|余|有余))"
)
_TO = str.maketrans("", "", " ")
_STRUCTURE = re.compile(
    r"(?:大|主要|重点|关键|重要|基本|具体|不同|核心)?(?:方面|领域|维度|层面|层级|层次|环节|阶段|步骤|部分|板块|方向|特点|原则|关键词|要点|要素|"
    r"抓手|着力点|切入点|问号|字|类别|时期|字眼|条件|坚持|聚焦|围绕|紧盯|严禁|不得|一律|必须|统筹)"
)
_GROUP = re.compile(
    r"(?:周岁)?(?:及|或)?(?:以[上下])?(?:[（(]含[^）)]{0,8}[）)])?(?:的)?(?:失能|独居|高龄|常住|户籍|适龄|城乡|贫困|农村|困难|在校|低龄|空巢|留守|困境)*"
    r"(?:老年|老人|儿童|婴幼儿|幼儿|婴儿|人口|居民|公民|妇女|女性|男性|人员|人群|群体|未成年|青少年|青年|劳动|学生|学龄|少年|育龄)"
)
_NAMED_TIME = re.compile(
    r"(?:(?:不间断|不打烊|值守|值班|在线|热线|全天|开放|运行|监测|监控|自助|服务|无休|便民|生活圈|工作制|无理由|直播|轮班|待命|备勤|人员?值)|"
    r"(?:以?外|制)(?![，。])|[^，。；、\n]{0,8}圈)"
)
# What lets a bare duration in years or days count as a measure.
_TERM = re.compile(
    r"(?:不超过|不得超过|不少于|不低于|不得少于|达到?|提高到|延长[到至]?|缩短[到至为]?|压缩[到至为]?|压减[到至为]?|由|期限?为?|寿命为?|年限为?|满|超过|连续|至少|最长|最短|"
    r"提前|减少到?|增加到?|为|约|需要?|质保|保质期|平均|仅|仅需|用时|控制在|再?降[到至低]?|以上|逾期|逾|累计|至|到)[ 约]?$"
)
_VALIDITY = re.compile(r"(?:有效期|试行期|协议期|合同期)(?:限|为|限为)?$")
_LONGEST = re.compile(r"(?:最长|最短|不超过|不得超过|不少于|不低于|至少|延长|缩短)(?:至|到|为)?$")
_RANK = re.compile(r"(?:前|后|末|倒数)(?:第)?$")
_BARE_BEFORE = re.compile(
    r"(?:达到?|提高[到至]|提升[到至]|降[到至]|降低[到至]|下降[到至]|上升[到至]|升至|增[加长]?[到至]|减少[到至]|缩小[到至]|控制在|稳定在|保持在|维持在|为|取|取值|不低于|不高于|不超过|不少于|不大于|不小于|"
    r"突破|超过|低于|高于|大于|小于|不得低于|不得超过|[≥≤><＞＜]|在|约|由|从)[ ]?$"
)
_BARE_AFTER = re.compile(r" ?(?:[，。；、！？）)\n]|$|以[上下内]|左右|之间|和|提高|提升|下降|降)")
_FREQUENCY = frozenset("次 轮 遍 趟 回 场次 轮次".split())
# Units with which even a small Chinese numeral measures.
_MEASURING = frozenset("% ‰ 个百分点 百分点 个基点 倍 成 折 岁 周岁 年一遇".split())
_COUNTING_TAIL = "元吨米亩里顷克升瓦时箱"


def find_measures(text: str) -> list[Measure]:
    """All measures of the text, ascending by start, not overlapping."""
    found: list[Measure] = []
    at = 0
    while (trigger := _TRIGGER.search(text, at)) is not None:
        match = _TOKEN.match(text, trigger.start())
        if match is None:
            at = trigger.start() + 1
            continue
        at = match.end()
        if match["skip"] is not None:
            continue
        measure = _read_number(text, match) if match["v1"] is not None else _read_special(text, match)
        if measure is not None:
            found.append(measure)
    return found


def _read_special(text: str, match: re.Match[str]) -> Measure | None:
    start, end = match.span()
    if match["percent"]:
        value = _read_percent(match["percent_value"])
        return None if value is None else _single(text, start, end, value, "%", "number")
    if match["share"]:
        below, above = parse_number(match["below"]), parse_number(match["above"])
        value = fraction(below, above) if below is not None and above is not None else None
        return None if value is None else _single(text, start, end, value, "", "fraction")
    if match["fold"]:
        times = parse_number(match["times"] or "一")
        return None if times is None else _single(text, start, end, Decimal(2 ** int(times)), "倍", "fold")
    if match["half"]:
        return _single(text, start, end, Decimal("0.5"), "", "fraction")
    if match["big"]:
        unit = match["bigunit"].translate(_TO)
        return _single(text, start, end, magnitude(match["bigvalue"]), unit, "number")
    return _read_ratio(text, match)


def _read_percent(body: str) -> Decimal | None:
    whole, _, places = body.partition("点")
    value = parse_number(whole)
    if value is None or not places:
        return value
    decimals = parse_number(places)
    return None if decimals is None else value + decimals / (10 ** len(places))


def _read_ratio(text: str, match: re.Match[str]) -> Measure | None:
    start, end = match.span()
    if _glued(text, start, end) or _times(text, start, end):
        return None
    if match["r3"]:
        return Measure(start, end, None, None, None, "比", "=", None, "ratio")
    first, second = parse_number(match["r1"]), parse_number(match["r2"])
    value = fraction(second, first) if first is not None and second is not None else None
    return None if value is None else _single(text, start, end, value, "比", "ratio")


def _read_number(text: str, match: re.Match[str]) -> Measure | None:
    start, end = match.start("sign") if match["sign"] else match.start("v1"), match.end()
    first, more = match["v1"], match["more1"] or match["more2"]
    if _glued(text, match.start("v1"), end):
        return None
    unit1, unit2 = match["u1"], match["u2"]
    arabic = first[0].isascii()
    if match["v2"] is not None and (unit2 or not unit1) and match["v2"][0].isascii() == arabic:
        pair = _read_range(text, match, start, end)
        if pair is not None:
            return pair
    if match["v2"] is not None:
        end = match.end("u1") if unit1 else _end_of_first(match)
    end = start + len(text[start:end].rstrip())
    value = parse_number(first)
    if value is None or (first[0] == "0" and first[1:].isdecimal()):
        return None
    scale = match["m1"] or ""
    if not unit1:
        return _read_bare(text, start, end, -value if match["sign"] else value, scale, arabic, more)
    unit = unit1.translate(_TO)
    if not arabic:
        return _read_chinese(text, start, end, first, value, scale, unit, more)
    if not _counts(text, start, end, value, scale, unit):
        return None
    return _single(text, start, end, -value if match["sign"] else value, _joined(scale, unit), "number", more)


def _read_chinese(
    text: str, start: int, end: int, digits: str, value: Decimal, scale: str, unit: str, more: str | None
) -> Measure | None:
    """A Chinese numeral with a unit: small counts are marked, 一 with a counting word is no measure at all."""
    if text[start - 1 : start] in "几数若每单统唯同万亿百千" and start:
        return None
    if len(digits) > 1 and all(digit in "一二三四五六七八九两" for digit in digits):
        return _read_few(text, start, end, digits, scale, unit)
    if digits[0] in "百千" or (digits == "十" and text[end : end + 1] in "大佳强优"):
        return None
    measuring = unit in _MEASURING or (unit not in DURATIONS and (scale != "" or unit[-1] in _COUNTING_TAIL))
    if unit == "成" and len(digits) > 2:
        return None
    if unit in DURATIONS:
        service = _AFTER.match(text, end) is not None or text.startswith(("的", "后"), end)
        if unit.endswith("年"):
            longest = _LONGEST.search(text, max(0, start - 4), start) is not None
            return _single(text, start, end, value, unit, "number", more) if longest else None
        if unit in ("周", "代", "秒"):
            return None
        return _single(text, start, end, value, unit, "number" if service and value > 1 else "small", more)
    if measuring and len(digits) == 1 and not scale and unit[-1] in "米里亩顷升":
        # 七里滩, 三亩塘: more often a name than a measure.
        return _single(text, start, end, value, unit, "small", more) if _AFTER.match(text, end) else None
    if measuring:
        return _single(text, start, end, value, _joined(scale, unit), "number", more)
    if (digits == "一" and unit not in _FREQUENCY) or (digits == "二" and unit == "次"):
        return None
    if text.startswith(("性", "办", "就", "会", "网", "张", "体", "以贯"), end) and digits == "一":
        return None
    small = value <= 10
    if not small and not _counts(text, start, end, value, scale, unit):
        return None
    return _single(text, start, end, value, _joined(scale, unit), "small" if small else "number", more)


def _read_few(text: str, start: int, end: int, digits: str, scale: str, unit: str) -> Measure | None:
    """两三个, 三五家: a range of neighbours."""
    low, high = parse_number(digits[0]), parse_number(digits[-1])
    if len(digits) != 2 or low is None or high is None or low >= high:
        return None
    return Measure(start, end, None, low, high, _joined(scale, unit), "range", None, "small")


def _read_bare(
    text: str, start: int, end: int, value: Decimal, scale: str, arabic: bool, more: str | None
) -> Measure | None:
    if not arabic:
        return None
    if scale and scale[0] in "万亿":
        return _single(text, start, end, value, scale, "bare", more)
    if scale:
        return None
    if 1900 <= value <= 2100 or _BARE_BEFORE.search(text, max(0, start - 5), start) is None:
        return None
    if _BARE_AFTER.match(text, end) is None or (text[start - 1] in "在从由" and "." not in text[start:end]):
        return None
    return _single(text, start, end, value, "", "bare", more)


def _read_range(text: str, match: re.Match[str], start: int, end: int) -> Measure | None:
    """3—5家, 20万—50万元, 10%至15%, 0.9—1.1: the lower end takes magnitude and unit from the upper one."""
    low, high = parse_number(match["v1"]), parse_number(match["v2"])
    if low is None or high is None:
        return None
    unit1, unit2 = match["u1"], match["u2"]
    scale1, scale2 = match["m1"] or "", match["m2"] or ""
    if unit1 and unit2 and unit1.translate(_TO).lstrip("个") != unit2.translate(_TO).lstrip("个"):
        return None
    if not unit2 and not scale2:
        if "." not in match["v1"] or _BARE_BEFORE.search(text, max(0, start - 5), start) is None:
            return None
        return None if low >= high else Measure(start, end, None, low, high, "", "range", None, "bare")
    if scale1 and scale1 != scale2:
        low = low * magnitude(scale1) / magnitude(scale2)
    elif not scale1 and scale2 and low > high:
        low = low / magnitude(scale2)
    if low > high or (match["between"] in "至到" and unit1 and _moves(text, start)):
        return None
    unit = (unit2 or "").translate(_TO)
    if unit and not _counts(text, start, end, high, scale2, unit):
        return None
    if unit and not match["v1"][0].isascii() and unit in DURATIONS and unit.endswith("年"):
        return None
    end = start + len(text[start:end].rstrip())
    form: Form = "number" if unit else "bare"
    return Measure(start, end, None, plain(low), plain(high), _joined(scale2, unit), "range", None, form)


def _moves(text: str, start: int) -> bool:
    """由46家减至… is no range; 由43家到15家 neither."""
    return text[max(0, start - 1) : start] in ("由", "从")


def _end_of_first(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("v1", "more1", "m1", "more2") if match[name] is not None)


def _counts(text: str, start: int, end: int, value: Decimal, scale: str, unit: str) -> bool:
    """Whether number and unit measure something, or only name, order or date it."""
    if unit in ("年", "日") and not scale:
        after = _AFTER.match(text, end)
        if _VALIDITY.search(text, max(0, start - 6), start):
            return False
        if value >= 200 or text[max(0, start - 1) : start] in ("近", "第", "前", "后", "月", "年", "每"):
            return False
        if unit == "日" and after is not None:
            return True
        if after is not None and after["le"] is None and unit == "年":
            return True
        return _TERM.search(text, max(0, start - 5), start) is not None
    if unit in DURATIONS:
        return _NAMED_TIME.match(text, end) is None and text[max(0, start - 1) : start] not in ("每", "第")
    if unit[0] == "个" or unit in ("项", "条", "类", "大"):
        return _STRUCTURE.match(text, end) is None
    if unit in ("岁", "周岁"):
        return _GROUP.match(text, end) is None
    if unit in ("位", "名") and _RANK.search(text, max(0, start - 3), start):
        return False
    if unit in ("千伏", "kV", "KV"):
        return text[end : end + 1] not in "变输线电等级及开架母"
    return unit != "比"


def _single(
    text: str, start: int, end: int, value: Decimal, unit: str, form: Form, more: str | None = None
) -> Measure:
    if unit.startswith("个百分点") or unit == "个基点":
        unit = unit[1:]
    unit = unit.replace("％", "%")
    bound, word = _bound(text, start, end, more)
    return Measure(start, end, plain(value), None, None, unit, bound, word, form)


def _bound(text: str, start: int, end: int, more: str | None) -> tuple[Bound, str | None]:
    after = _AFTER.match(text, end + 1 if text[end : end + 1] == " " else end)
    if after is not None and not (after["le"] == "内" and text[end - 1] not in "日天时钟月年周度秒"):
        return _BOUNDS[after.lastgroup or ""], after[0]
    if more:
        return (">" if more != "来" else "~"), more
    before = _BEFORE.search(text, max(0, start - 9), start)
    if before is not None:
        return _BOUNDS[before.lastgroup or ""], next(word for word in before.groups() if word)
    least = _AT_LEAST.search(text, max(0, start - 16), start)
    return (">=", least[1]) if least is not None else ("=", None)


_BOUNDS: dict[str, Bound] = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "about": "~"}


def _joined(scale: str, unit: str) -> str:
    return scale + (unit[1:] if unit in ("个百分点", "个基点") else unit)


def _glued(text: str, start: int, end: int) -> bool:
    """Part of a code, a sum or an ordinal: a letter, 第, + or × stands right before or a + or × right after."""
    before = text[start - 1 : start] if start else ""
    if before and (before in "第+＋×xX*＊#№_/.:：" or (before.isascii() and before.isalnum())):
        return before not in ":：/" or text[max(0, start - 2) : start - 1].isdecimal()
    return text[end : end + 1] in ("+", "＋", "×", "＊")


def _times(text: str, start: int, end: int) -> bool:
    """A time of day that looks like a ratio (2026-04-22 07:35)."""
    return text[start : start + 1] == "0" or text[max(0, start - 3) : start].strip()[-1:].isdecimal()
