"""Dates, periods, frequencies and time limits: the reading text in, `DateMention`s out; `resolve` normalises them.

Mentions ascend by start and do not overlap. A mention keeps what is printed; a year that is not printed comes from
an `Anchor` (publication date or plan years) and stays unknown without one. `compiler.dateline` finds the anchor,
`compiler.deadlines` decides which mentions are deadlines.
"""

import re
from typing import Literal, NamedTuple

from luoshi.language.numerals import parse_number

Kind = Literal["date", "recurring", "relative", "immediate", "ongoing", "interval"]
Role = Literal[
    "due",  # a date by or in which something is to be reached or done
    "start",  # 自…起
    "base",  # 较2023年, 比上年
    "past",  # 去年, 截至2025年底, 今年以来
    "validity",  # 有效期至…, 自…施行
    "name",  # 2026年版, （2026—2028年） behind a title, 2026年度预算
]


class Anchor(NamedTuple):
    """What years that are not printed count from: the date of publication, else the first year of the plan.

    ``source`` says where it comes from: argument, dateline, number, title, text or unknown.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    source: str = "unknown"
    plan_end: int | None = None

    @property
    def published(self) -> str | None:
        """YYYY, YYYY-MM or YYYY-MM-DD, None where the year is unknown."""
        if self.year is None:
            return None
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


class DateMention(NamedTuple):
    """``text[start:end]`` with what it prints.

    For a date: ``year`` is printed or None, ``shift`` the years from the anchor (今年 0, 明年 1), ``month`` and
    ``day`` the end of the period, ``whole`` says that it is a year and nothing finer. ``value`` is the normalised
    string of all other kinds. ``printed`` is the mention without the words around it (到2027年 → 2027年).
    """

    start: int
    end: int
    kind: Kind
    role: Role
    year: int | None
    shift: int
    month: int | None
    day: int | None
    value: str | None
    printed: tuple[int, int]
    first_year: int | None = None


_CN = "一二三四五六七八九十两〇零"
_Y = rf"(?:(?:19|20)\d\d|二[〇零○][{_CN}○]{{2}})"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?:3[01]|[12]\d|0?[1-9]|三?十[一二三四五六七八九]?|二十[一二三四五六七八九]?|[一二三四五六七八九])"
_QUARTER = r"(?:第?[一二三四1-4]季度|[一二三四]季(?!稻|节|豆))"
_HALF = r"(?:上半年|下半年)"
_SEASON = (
    r"(?:(?:主)?汛期?|入汛|出梅|入冬|入夏|冬季|夏季|春季|秋季|春节|元旦|清明|五一|端午|中秋|国庆|国庆节|“?十一”?|供暖季?|采暖季?|供暖期|采暖期|春耕|春运|"
    r"雨季|防火期|(?:春|秋)?季?开学|学期|高考|中考|两会|枯水期|丰水期|迎峰度夏|迎峰度冬|蓄水|丰收节|禁渔期|梅雨季节?)"
)
_TAIL = r"(?:年?底|年?末|初|中旬?|上旬|下旬|月底|内)?"
_BEFORE_WORD = r"(?:之前|以前|(?<=[底末])前|前(?!三|两|几|后|期|一[年月日天周]|往|提|置|列|端|沿|述|瞻|景|进|移)|内(?!容|部|涵|需|河|陆|外|设|审|控|地)|以内|之内|止|期间|时)?"
_SEP = r" ?(?:[—–\-－~～]+|至|到) ?"

_PATTERN = re.compile(
    # Periods first, then dates from long to short, then words.
    rf"(?P<skip>《[^》\n]{{0,90}}》|[（(]{_Y}?年?{_SEP}{_Y} ?年(?:度)?[)）]|{_Y}年?版|第[{_CN}\d]+(?:季度会|届|次)"
    rf"|[“「『](?=[^“”「」『』\n，。；]{{0,24}}(?:\d|[{_CN}]))[^“”「」『』\n，。；]{{1,24}}[”」』](?=[\u4e00-\u9fff])(?<!五”)(?<!五」))"
    rf"|(?P<recurring>(?:(?P<since>从?[今明后次]年(?:度)?起)?每(?P<every>[一1]?(?:个)?(?:年度?|半年|季度|季|月度?|半月|半个月|旬|周|星期|日|天|学期|学年|两个?月|两周|2个月|2周|双月|双周|隔月|晚|早)|[\d{_CN}]+(?:个)?(?:年|月|季度|周|天|日|小时|分钟))"
    rf"(?P<when>(?: ?{_M} ?月(?:份)?(?: ?{_D} ?日)?| ?{_QUARTER}|度?(?:第[一二三]个?|最后一个?|首个?|末|末月|首月|终了|次月|下月)(?:工作日|月)?|{_D} ?[日号]|[一二三四五六日天]|{_SEASON}|上旬|中旬|下旬)*(?: ?{_D} ?[日号])?(?:\d{{1,2}} ?[时点])?(?:月底|底|末|初)?(?:之前|以前|前|内|后)?)?)"
    rf"|(?P<by>[按逐分])(?P<step>年度?|季度?|月度?|周|旬|日|天)(?!内|额|数|均|期|计|报|渐|代|次计)"
    rf"|(?P<routine>年度|季度|月度|半年度)(?=(?:第三方|绩效|综合|自行?|专项|动态|全面|跟踪|集中|中期|工作|联合)?(?:评估|考核|清算|监测|总结|检查|报告|体检|审计|述职|评价|核查|培训|演练|结算|通报|调度|会商|轮训|抽查|清查|盘点|复盘|例会|联席会)(?!结果|指标|体系|办法|方案|等次|机制|制度|、|和|与|优秀|合格|任务|目标|计划))"
    rf"|(?P<pair>一月一|一周一|一季一|一年一|半年一|一季度一|每半年一)(?=调度|通报|会商|督查|例会|评估|检查|研判|总结|报告|考核|次|排名|晾晒|分析)"
    rf"|(?P<double>双月|隔月)(?=调度|通报|召开|会商|例会|检查))"
    rf"|(?P<ahead>提前(?P<aheadn>\d+|[{_CN}]+|半) ?(?P<aheadu>个工作日|工作日|个?小时|个?月|天|日|年|周|分钟))"
    rf"|(?P<period>(?P<from>[自从])?(?:(?P<py1>{_Y}) ?年?(?: ?[年./-] ?(?P<pm1>{_M}) ?月?(?: ?[月./-]? ?(?P<pd1>{_D}) ?日)?)?|(?P<pshift1>[今明本当]年|本年度)?(?P<pm1b>{_M}) ?月?(?:份)?(?: ?(?P<pd1b>{_D}) ?日)?)(?:起)?{_SEP}"
    rf"(?:(?P<py2>{_Y}) ?(?:年(?: ?(?P<pm2>{_M}) ?月(?: ?(?P<pd2>{_D}) ?日)?)?(?P<ptail>底|末)?|[./-] ?(?P<pm2b>{_M})(?!\d))|(?P<pshift2>次年|明年|翌年|当年|本年)(?: ?(?P<pm3>{_M}) ?月(?: ?(?P<pd3>{_D}) ?日)?|年?底)?|(?P<pm4>{_M}) ?月(?:份)?(?: ?(?P<pd4>{_D}) ?日|底|末)?)(?:期间|内)?)"
    rf"|(?P<bareperiod>(?<![\d.:：-]){_Y} ?[—–\-－~～] ?(?P<by2>{_Y})(?![\d.:：-]))"
    rf"|(?P<date>(?P<to>到|至|截至|截止|自|从)? ?(?P<y>{_Y}) ?年(?!版|期|鉴)(?: ?(?P<m>{_M}) ?月(?:份)?(?: ?(?P<d>{_D}) ?日| ?(?P<mt>底|末|初|上旬|中旬|下旬))?"
    rf"| ?(?P<yt>年?底|年?末|初|年中|上半年|下半年|{_QUARTER}(?:末|底)?|度|{_SEASON}))?(?P<dt> ?{_BEFORE_WORD}))"
    rf"|(?P<numeric>(?<![\d./-]){_Y}(?P<ns>[-./])(?P<nm>1[0-2]|0?[1-9])(?:(?P=ns)(?P<nd>3[01]|[12]\d|0?[1-9]))?(?![\d./-])(?P<nt>前|止)?)"
    rf"|(?P<word>(?P<wto>到|至|截至|自|从|于)?(?P<w>今年|本年度|本年|当年|明年|后年|次年|翌年|下一?年度?(?=[^级])|去年|前年|上年度?|上一年|年内|当年底|年底|年末|岁末|年中|年初|全年(?!无休|均|龄)|年度(?=[^\n]{{0,4}}?(?:完成|计划|新增|实现|投资)))"
    rf"(?:内)?(?: ?(?P<wm>{_M}) ?月(?:份)?(?: ?(?P<wd>{_D}) ?日| ?(?P<wmt>底|末|初|上旬|中旬|下旬))?| ?(?P<wt>年?底|年?末|初|年中|上半年|下半年|{_QUARTER}(?:末|底)?|前(?P<wn>[{_CN}十\d]+)(?P<wu>个?月|个?季度)|{_SEASON}))?(?P<wdt> ?{_BEFORE_WORD}))"
    rf"|(?P<md>(?P<mto>到|至|截至|自|从)?(?<![\d.])(?P<mm>{_M}) ?月(?:份)?(?!球|报|考|通报|调度|饼|亮|色|均|薪|租)(?: ?(?P<mday>{_D}) ?日| ?(?P<mmt>底|末|初|上旬|中旬|下旬))?(?P<mdt> ?{_BEFORE_WORD}))"
    rf"|(?P<dayonly>(?:当月|次月|下月|月末|月底)?(?<![\d.])(?P<dd>{_D}) ?日(?:之前|以前|前)|(?:当月|次月|下月)(?P<dd2>{_D}) ?日(?:之前|以前|前)?)"
    rf"|(?P<quarter>(?P<qto>到|至|截至)?(?P<q>{_QUARTER}|{_HALF})(?:末|底)?(?P<qdt> ?{_BEFORE_WORD}))"
    rf"|(?P<season>(?P<s>{_SEASON})(?:前|之前|以前|到来前|来临前|结束前|开始前))"
    rf"|(?P<plan>(?P<pto>到|至)?“?(?P<five>十[一二三四五六七八九]|[七八九]|二十)五”?(?:规划)?(?P<pt>末|期末|期间|时期|中期|期内|前期|规划期|收官)(?:年)?(?:前|末)?)"
    rf"|(?P<term>(?:本届|这届)?(?:政府)?任期内|本届内|规划期(?:末|内)|合作期内|协议期内|方案期内|本世纪中叶|期末)"
    rf"|(?P<limit>(?P<ln>\d+|[{_CN}百]+|半) ?(?P<lu>个工作日|工作日|个?自然日|个?小时|小时|个?月|个季度|年|周|星期|天|日|分钟)(?:时间)?(?:以内|之内|内(?!容|部|涵|需|河|陆|设|审|控))(?:的)?)"
    rf"|(?P<eve>(?:前|之前|提前)(?P<en>\d+|[{_CN}]+) ?(?P<eu>个工作日|工作日|个?小时|个月|天|日|年|周))"
    rf"|(?P<immediate>立即|立刻|立行立改|立整立改|立查立改|立知立改|即知即改|即行即改|边查边改|即查即改|即报即办|即收即办|即来即办|即接即办|即申即办|即交即办|随到随办|随报随批|即刻|即时(?!通信|通讯|配送|零售|消费)|当场|第一时间|现场办结|当日办结)"
    rf"|(?P<ongoing>长期坚持|长期抓(?:好|实|牢)?|长期推进|长期保持|持续坚持|常抓不懈|随时|全天候|(?<=[：\t])(?:长期|持续|常态化|动态|常年)[^，。；\t\n]{{0,6}})"
)
_PERIODS = {
    "年": "annual",
    "半年": "semiannual",
    "季": "quarterly",
    "月": "monthly",
    "双月": "bimonthly",
    "半月": "biweekly",
    "旬": "ten-daily",
    "周": "weekly",
    "双周": "biweekly",
    "日": "daily",
}
_QUARTER_END = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_ISO = {"年": "P{}Y", "月": "P{}M", "周": "P{}W", "日": "P{}D", "工作日": "P{}WD", "小时": "PT{}H", "分钟": "PT{}M"}
_BASE = re.compile(r"(?:较之?|相较于?|相比|比起?|与|同比?|以|按照?|对比|超过?|高于|低于|达到) ?(?:上一?年同期|上年)?$")
_BASE_AFTER = re.compile(
    r"(?:年|度|底|末)?(?:相比|的?基[础数]上|为基[期年数准]|同期|水平|价格?|不变价|可比价|标准)|(?:年底|年末)?(?:的)?(?:\d|[一二三四五六七八九十两百])[^，。；\n]{0,12}?(?:提高|增加|降低|下降|降|减少|提升|扩大|增长|上升)"
)
_PAST_AFTER = re.compile(r"(?:以来|来|至今|已|底?止)")
_VALIDITY_BEFORE = re.compile(r"有效期(?:至|到|为|限为?)?$|(?:有效期|施行|执行|暂行|实施期限?|试行)[^，。；\n]{0,6}$")
_VALIDITY_AFTER = re.compile(r"(?:起|之?日起)?(?:起)?(?:施行|生效|执行|废止|失效|实施。|试行)")
_NAME_AFTER = re.compile(
    r"(?:度)?(?:版|数|本级|工作要点|计划草案|预算草案|部门预算|国民经济|公报|《|[级届]|中央|政府工作|全国|重点项目清单|工作报告|第[一二三四五六七八九十]+[批次])|是(?!否)"
)
# What makes a length of time of it that is to be reached, no time limit (压缩至60天以内).
_SERVICE = re.compile(r"(?:[到至为]|控制在|不超过|缩短|压缩|压减|稳定在|保持在) ?$")
# How the event of 期满前6个月 ends.
_EVENT_END = "满期开行施工业动束议始送布产办日议签定算"
_OPENER = "应须要在于将由为对，。；：、 \n\t的者其并且均"
# A quarter that only names what follows it (二季度重点工作清单).
_ADJECTIVE = re.compile(r"(?:全市|全省|我市)?(?:重点|经济|工作|主要|形势|目标任务|安全生产|运行|财政|工业经济|任务清单|例会)")
_EVENT = re.compile(r"(?:(?:之日|次日|当日|日|之时)起|之?后|前|起|期满|满|届满)(?:的|第)?(?:一般|原则上|最多|最迟|应|须|要|在|于|起)*$")


def find_dates(text: str) -> list[DateMention]:
    """All mentions of the text, ascending by start, not overlapping."""
    found: list[DateMention] = []
    for match in _PATTERN.finditer(text):
        group = _top(match)
        if group == "skip":
            continue
        mention = _READERS[group](text, match)
        if mention is not None:
            found.append(mention)
    return found


_TOPS = (
    "skip recurring ahead period bareperiod date numeric word md dayonly quarter season plan term limit eve immediate ongoing"
).split()


def _top(match: re.Match[str]) -> str:
    return next(name for name in _TOPS if match[name] is not None)


def resolve(mention: DateMention, anchor: Anchor, year: int | None = None) -> str | None:
    """The normalised string; ``year`` is a year printed just before that a bare month or 年底 belongs to."""
    if mention.kind != "date":
        return mention.value
    own = mention.year
    if own is None:
        base = anchor.year if year is None or (mention.shift and anchor.year is not None) else year
        if base is None:
            return None
        own = base + mention.shift
        if year is None and _gone(mention, anchor):
            own += 1
    if mention.month is None:
        return f"{own:04d}"
    if mention.day is None:
        return f"{own:04d}-{mention.month:02d}"
    return f"{own:04d}-{mention.month:02d}-{mention.day:02d}"


def _gone(mention: DateMention, anchor: Anchor) -> bool:
    """A month that had passed when the text appeared (3月底前 in November) is that of the next year."""
    if mention.role != "due" or mention.shift or mention.month is None or anchor.month is None or mention.value == "this":
        return False
    return anchor.source in ("argument", "dateline") and mention.month < anchor.month - 1 and anchor.month >= 10


def _year(printed: str | None) -> int | None:
    if not printed:
        return None
    if printed.isdecimal():
        return int(printed)
    value = parse_number(printed.replace("○", "〇"))
    return None if value is None else int(value)


def _int(printed: str | None) -> int | None:
    if not printed:
        return None
    value = parse_number(printed)
    return None if value is None else int(value)


def _make(
    text: str,
    span: tuple[int, int],
    printed: tuple[int, int],
    *,
    year: int | None = None,
    shift: int = 0,
    month: int | None = None,
    day: int | None = None,
    value: str | None = None,
    role: Role | None = None,
    first_year: int | None = None,
) -> DateMention:
    decided = role or _role(text, span, printed)
    return DateMention(*span, "date", decided, year, shift, month, day, value, printed, first_year)


def _role(text: str, span: tuple[int, int], printed: tuple[int, int]) -> Role:
    """What the words around a date make of it."""
    start, end = span
    head = text[start : printed[0]]
    if head in ("截至", "截止"):
        return "past"
    if _VALIDITY_BEFORE.search(text, max(0, start - 12), start) or _VALIDITY_AFTER.match(text, end):
        return "validity"
    if _BASE.search(text, max(0, start - 6), start) and text[end - 1] not in "前内":
        if text[start - 1] not in "以按到" or _BASE_AFTER.match(text, end):
            return "base"
    if _PAST_AFTER.match(text, end):
        return "past"
    if _NAME_AFTER.match(text, end) and text[end - 1] not in "前内底末":
        return "name"
    if text.startswith("起", end) or (head in ("自", "从") and not text.startswith(("至", "到"), end)):
        return "start"
    return "due"


def _read_recurring(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = match.span("recurring")
    kind: Kind = "recurring"
    if match["every"]:
        unit = match["every"]
        value = _rate(unit)
        if value is None:
            return DateMention(start, end, "interval", "due", None, 0, None, None, None, (start, end))
        if text[start:end].endswith(("每年", "每日", "每天", "每月", "每周")) and text.startswith(("平均", "度均"), end):
            return None
        when = match["when"] or ""
        if when.endswith(("内", "后")) and len(when) == 1:
            end -= 1
    elif match["step"]:
        if match["by"] in "按分" and text.startswith(("计划", "预算", "目标", "任务", "时限", "工作计划"), end):
            return None
        if match["by"] == "分" and match["step"] not in ("年度", "月", "年", "季度"):
            return None
        if match["by"] == "按" and match["step"] in ("天", "日", "年度") and text[end : end + 1] not in "清结核报调通实考评":
            return None
        value = _rate(match["step"])
        if match["by"] == "分":
            return None
    elif match["routine"]:
        value = {"年度": "annual", "季度": "quarterly", "月度": "monthly", "半年度": "semiannual"}[match["routine"]]
    elif match["pair"]:
        value = _rate(match["pair"].strip("一每").replace("季度", "季"))
    else:
        value = "bimonthly"
    if value is None:
        return None
    return DateMention(start, end, kind, "due", None, 0, None, None, f"recurring:{value}", (start, end))


def _rate(unit: str) -> str | None:
    """The frequency that 年, 个月, 两周 … names; None for an interval outside the list (5年)."""
    number = "".join(character for character in unit if character.isdecimal() or character in _CN)
    base = unit[len(number) :].replace("个", "").replace("星期", "周").replace("天", "日").replace("季度", "季")
    base = base.replace("年度", "年").replace("月度", "月").replace("学年", "年").replace("学期", "半年")
    base = {"晚": "日", "早": "日"}.get(base, base)
    if number in ("", "一", "1"):
        return _PERIODS.get(base)
    if number in ("两", "二", "2"):
        return {"月": "bimonthly", "周": "biweekly"}.get(base)
    if number in ("六", "6", "三", "3") and base == "月":
        return "semiannual" if number in ("六", "6") else "quarterly"
    return {"十日": "ten-daily", "10日": "ten-daily", "七日": "weekly", "7日": "weekly"}.get(number + base)


def _read_period(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = match.span("period")
    month = _int(match["pm2"] or match["pm2b"] or match["pm3"] or match["pm4"])
    day = _int(match["pd2"] or match["pd3"] or match["pd4"])
    first, last = _year(match["py1"]), _year(match["py2"])
    shift = 0
    if first is None and not match["pm1b"]:
        return None
    if match["py2"] is None:
        last = first
        if match["pshift2"] in ("次年", "明年", "翌年"):
            last, shift = (None, 1) if first is None else (first + 1, 0)
        if match["pshift2"] and month is None:
            month = 12 if text[start:end].endswith("底") else None
    elif first is None and match["py1"] is None:
        return None
    if match["ptail"] and month is None:
        month = 12
    if first is not None and last is not None and last < first:
        return None
    if match["py2"] and not text[match.start("py2") + 4 : end].strip() and first is not None:
        return None
    return _make(
        text, (start, end), (match.end("from") if match["from"] else start, end),
        year=last, shift=shift, month=month, day=day, first_year=first,
        role=None if not match["from"] else "due",
    )


def _read_bare_period(text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("bareperiod")
    end = span[1] + 1 if text.startswith("年", span[1]) else span[1]
    first, last = _year(text[span[0] : span[0] + 4]), _year(match["by2"])
    if first is None or last is None or last <= first or last - first > 30:
        return None
    return _make(text, (span[0], end), (span[0], end), year=last, first_year=first)


def _read_date(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = match.span("date")
    end = start + len(text[start:end].rstrip())
    month, day = _end_of(match["yt"], match["m"], match["d"])
    printed = (match.start("y"), end)
    if match["to"] is None:
        start = match.start("y")
    mention = _make(text, (start, end), printed, year=_year(match["y"]), month=month, day=day)
    if match["yt"] == "度" and mention.role == "due":
        return mention._replace(role="name")
    return mention


def _end_of(tail: str | None, month: str | None, day: str | None) -> tuple[int | None, int | None]:
    """Month and day with which a date ends: 底 12, 上半年 6, 三季度 9; a season leaves the year alone."""
    if month:
        return _int(month), _int(day)
    if not tail:
        return None, None
    if tail.strip("年") in ("底", "末", "下半"):
        return 12, None
    if tail in ("下半年",):
        return 12, None
    if tail in ("上半年", "年中", "中"):
        return 6, None
    if "季" in tail and tail.strip("第")[0] in _QUARTER_END:
        return _QUARTER_END[tail.strip("第")[0]], None
    return None, None


def _read_numeric(text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("numeric")
    return _make(
        text, span, span, year=_year(text[span[0] : span[0] + 4]), month=_int(match["nm"]), day=_int(match["nd"]),
        role=None if match["nt"] else "name",
    )


_SHIFTS = {
    "明年": 1, "后年": 2, "次年": 1, "翌年": 1, "下年": 1, "下一年": 1, "下年度": 1, "下一年度": 1,
    "去年": -1, "前年": -2, "上年": -1, "上年度": -1, "上一年": -1,
}


def _read_word(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = match.span("word")
    end = start + len(text[start:end].rstrip())
    word, head = match["w"], match["wto"]
    shift = _SHIFTS.get(word, 0)
    tail = match["wt"]
    if not tail and word in ("年底", "年末", "岁末", "当年底"):
        tail = "底"
    if not tail and word == "年中":
        tail = "年中"
    month, day = _end_of(tail, match["wm"], match["wd"])
    role: Role | None = "past" if shift < 0 or word == "年初" else None
    if match["wn"]:
        count = _int(match["wn"])
        month = count * (3 if "季" in match["wu"] else 1) if count else None
        if month is None or month > 12:
            return None
    if head in (None, "于"):
        start = match.start("w")
    if word in ("下年度", "下一年度", "下一年", "上年度") and not match["wdt"].strip() and not month:
        role = "name" if role is None else role
    if shift < 0 and _BASE.search(text, max(0, start - 6), start):
        role = "base"
    if word in ("当年", "年度") and not match["wdt"] and not tail and not match["wm"] and text.startswith(("度", "的", "财政"), end):
        return None
    this = "this" if word in ("今年", "本年", "本年度", "当年") else ("next" if word in ("次年", "翌年", "下一年度", "下年度") else None)
    return _make(
        text, (start, end), (match.start("w"), end), shift=shift, month=month, day=day, role=role, value=this
    )


def _read_month(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = match.span("md")
    end = start + len(text[start:end].rstrip())
    month = _int(match["mm"])
    if text[max(0, start - 1) : start] in tuple("个第每零〇一二三四五六七八九十百千万几数两半-"):
        return None
    return _make(text, (start, end), (match.start("mm"), end), month=month, day=_int(match["mday"]))


def _read_day(text: str, match: re.Match[str]) -> DateMention | None:
    """15日前 and 次月5日前 have no month of their own; the pass decides what they repeat."""
    span = match.span("dayonly")
    if text[max(0, span[0] - 1) : span[0]] in tuple("月个.0123456789—-"):
        return None
    return _make(text, span, span, day=_int(match["dd"] or match["dd2"]), value="day")


def _read_quarter(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = match.span("quarter")
    end = start + len(text[start:end].rstrip())
    month, day = _end_of(match["q"], None, None)
    if _ADJECTIVE.match(text, end) and text[end - 1] not in "前内末底":
        return _make(text, (start, end), (match.start("q"), end), month=month, day=day, role="name")
    return _make(text, (start, end), (match.start("q"), end), month=month, day=day)


def _read_season(text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("season")
    return _make(text, span, span, value="season")


def _read_plan(text: str, match: re.Match[str]) -> DateMention | None:
    """“十五五”末 ends in 2030: the plan of number n ends in 1955 + 5n."""
    span = match.span("plan")
    number = _int(match["five"])
    return None if number is None else _make(text, span, span, year=1955 + 5 * number, first_year=1951 + 5 * number)


def _read_term(text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("term")
    return DateMention(*span, "interval", "due", None, 0, None, None, None, span)


def _read_limit(text: str, match: re.Match[str]) -> DateMention | None:
    """三年内, 收到申请后20个工作日内: the event from which the time runs belongs to the span."""
    start, end = match.span("limit")
    if text.endswith("的", 0, end):
        end -= 1
    if text[max(0, start - 1) : start] in tuple("第近前后.几数十百每") or _SERVICE.search(text, max(0, start - 6), start):
        return None
    value = duration(match["ln"], match["lu"])
    if value is None:
        return None
    opened = _event_start(text, start)
    return DateMention(opened, end, "relative", "due", None, 0, None, None, f"relative:{value}", (start, end))


def _event_start(text: str, start: int) -> int:
    """Where the event before a time limit begins (收到申请后|20个工作日内), else ``start``."""
    low = max(0, start - 24)
    event = _EVENT.search(text, low, start)
    if event is None:
        return start
    opened = event.start()
    while opened > low and text[opened - 1] not in _OPENER:
        opened -= 1
    return opened if opened < event.start() else start


def duration(number: str, unit: str) -> str | None:
    """ISO 8601 duration (WD for working days)."""
    base = unit.replace("个", "").replace("自然日", "日").replace("天", "日").replace("星期", "周")
    if number == "半":
        return {"年": "P6M", "月": "P15D", "小时": "PT30M", "日": "PT12H"}.get(base)
    value = parse_number(number)
    if value is None or not value:
        return None
    if base == "季度":
        return f"P{int(value) * 3}M"
    form = _ISO.get(base)
    return form.format(int(value)) if form else None


def _read_ahead(text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("ahead")
    value = duration(match["aheadn"], match["aheadu"])
    return _before(span, value)


def _before(span: tuple[int, int], value: str | None) -> DateMention | None:
    if value is None:
        return None
    return DateMention(*span, "relative", "due", None, 0, None, None, f"relative:-{value}", span)


def _read_eve(text: str, match: re.Match[str]) -> DateMention | None:
    """期满前6个月, 会议召开前3日: before an event; 前三年 and 前两个月 without one are no time limits."""
    start, end = match.span("eve")
    opened = start
    while opened > max(0, start - 12) and text[opened - 1] not in _OPENER:
        opened -= 1
    if start - opened < 2 or text[start - 1] not in _EVENT_END or text[end : end + 1] in tuple("的内里间"):
        return None
    return _before((opened, end), duration(match["en"], match["eu"]))


def _read_immediate(text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("immediate")
    return DateMention(*span, "immediate", "due", None, 0, None, None, "immediate", span)


def _read_ongoing(text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("ongoing")
    return DateMention(*span, "ongoing", "due", None, 0, None, None, "ongoing", span)


_READERS = {
    "recurring": _read_recurring,
    "ahead": _read_ahead,
    "period": _read_period,
    "bareperiod": _read_bare_period,
    "date": _read_date,
    "numeric": _read_numeric,
    "word": _read_word,
    "md": _read_month,
    "dayonly": _read_day,
    "quarter": _read_quarter,
    "season": _read_season,
    "plan": _read_plan,
    "term": _read_term,
    "limit": _read_limit,
    "eve": _read_eve,
    "immediate": _read_immediate,
    "ongoing": _read_ongoing,
}
