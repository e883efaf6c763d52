"""The pattern of dates, periods, frequencies and time limits; `dates` reads its groups.

`PATTERN` is one alternation, the longest forms first; it is tried only where `TRIGGER` finds one of the beginnings
that a mention can have, which is what keeps the scan cheap. 到, 至, 自 and the like before a date are looked up by
`dates`.
"""

import re


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


CN = "一二三四五六七八九十两〇零"
_YEAR = rf"(?:(?:19|20)\d\d|二[〇零○][{CN}○]{{2}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|三?十[一二三四五六七八九]?|二十[一二三四五六七八九]?"
    r"|[一二三四五六七八九])"
)
_QUARTER = r"(?:第?[一二三四1-4]季度|前[一二三两]个?季度|[一二三四]季(?!稻|节|豆))"
_HALF = r"(?:上半年|下半年)"
_TO = r" ?(?:[—–\-－~～]+|至|到) ?"
_SEASON = _any(
    "主?汛期? 入汛 出梅 入冬 入夏 冬季 夏季 春季 秋季 春节 元旦 清明 五一 端午 中秋 国庆节? “?十一”? 供暖[季期]? "
    "采暖[季期]? 春耕 春运 雨季 防火期 [春秋]?季?开学 学期 高考 中考 两会 枯水期 丰水期 迎峰度夏 迎峰度冬 禁渔期 "
    "梅雨季节? 丰收节"
)
# Words behind a date that make a limit of it; 前 and 内 also begin other words (前期, 内部).
_LIMIT = (
    r"(?:之前|以前|(?<=[底末])前|前(?!三|两|几|后|期|一[年月日天周]|往|提|置|列|端|沿|述|瞻|景|进|移)"
    r"|以内|之内|内(?!容|部|涵|需|河|陆|外|设|审|控|地)|止|期间|时)?"
)
_PART = r"(?:底|末|初|上旬|中旬|下旬)"
_QUOTED = (
    rf"[“「『](?=[^“”「」『』\n，。；]{{0,24}}(?:\d|[{CN}]))[^“”「」『』\n，。；]{{1,24}}[”」』]"
    r"(?=[\u4e00-\u9fff])(?<!五”)(?<!五」)"
)

_SKIP = (
    rf"(?P<skip>《[^》\n]{{0,90}}》|[（(]{_YEAR}?年?{_TO}{_YEAR} ?年度?[)）]|{_YEAR}年?版"
    rf"|第[{CN}\d]+(?:季度会|届|次)|{_QUOTED})"
)

_EVERY = (
    rf"(?:[一1]?个?{_any('年度? 半年 季度 季 月度? 半月 半个月 旬 周 星期 日 天 学期 学年 两个?月 两周 2个月 2周 双月 双周 隔月 晚 早')}"
    rf"|[\d{CN}]+个?{_any('年 月 季度 周 天 日 小时 分钟')})"
)
_WHEN = (
    rf"(?:(?: ?{_MONTH} ?月份?(?: ?{_DAY} ?日)?| ?{_QUARTER}"
    r"|度?(?:第[一二三]个?|最后一个?|首个?|末|末月|首月|终了|次月|下月)(?:工作日|月)?"
    rf"|{_DAY} ?[日号]|[一二三四五六日天]|{_SEASON}|上旬|中旬|下旬)*"
    rf"(?: ?{_DAY} ?[日号])?(?:\d{{1,2}} ?[时点])?(?:月底|底|末|初)?(?:之前|以前|前|内|后)?)?"
)
_EVENT_OF_YEAR = _any(
    "评估 考核 清算 监测 总结 检查 报告 体检 审计 述职 评价 核查 培训 演练 结算 通报 调度 会商 轮训 抽查 清查 盘点 复盘 例会 联席会"
)
_WAY_OF_YEAR = _any("第三方 绩效 综合 自行? 专项 动态 全面 跟踪 集中 中期 工作 联合")
_NO_EVENT = _any("结果 指标 体系 办法 方案 等次 机制 制度 、 和 与 优秀 合格 任务 目标 计划")
_ROUND = _any("调度 通报 会商 督查 例会 评估 检查 研判 总结 报告 考核 次 排名 晾晒 分析")
_RECURRING = (
    rf"(?P<recurring>(?:(?P<since>[今明后次]年度?起)?每(?P<every>{_EVERY})(?P<when>{_WHEN}))"
    r"|(?P<by>[按逐])(?P<step>年度?|季度?|月度?|周|旬|日|天)(?!内|额|数|均|期|计|报|渐|代|次计)"
    rf"|(?P<routine>年度|季度|月度|半年度)(?={_WAY_OF_YEAR}?{_EVENT_OF_YEAR}(?!{_NO_EVENT}))"
    rf"|(?P<pair>一月一|一周一|一季一|一年一|半年一|一季度一)(?={_ROUND})"
    r"|(?P<double>双月|隔月)(?=调度|通报|召开|会商|例会|检查))"
)

_UNIT_OF_TIME = _any("个工作日 工作日 个?自然日 个?小时 个?月 个季度 年 周 星期 天 日 分钟")
_AHEAD = rf"(?P<ahead>提前(?P<aheadn>\d+|[{CN}]+|半) ?(?P<aheadu>{_UNIT_OF_TIME}))"
_LIMITED = (
    rf"(?P<limit>(?P<ln>\d+|[{CN}百]+|半) ?(?P<lu>{_UNIT_OF_TIME})(?:时间)?"
    r"(?:以内|之内|内(?!容|部|涵|需|河|陆|设|审|控))的?)"
)
_EVE = rf"(?P<eve>(?:前|之前)(?P<en>\d+|[{CN}]+) ?(?P<eu>{_UNIT_OF_TIME}))"

_PERIOD = (
    rf"(?P<period>(?:(?P<py1>{_YEAR}) ?年?"
    rf"(?: ?[年./-] ?(?P<pm1>{_MONTH}) ?月?(?: ?[月./-]? ?(?P<pd1>{_DAY}) ?日)?)?"
    rf"|(?P<pshift1>[今明本当]年|本年度)?(?P<pm1b>{_MONTH}) ?月?份?(?: ?(?P<pd1b>{_DAY}) ?日)?)起?{_TO}"
    rf"(?:(?P<py2>{_YEAR}) ?(?:年(?: ?(?P<pm2>{_MONTH}) ?月(?: ?(?P<pd2>{_DAY}) ?日)?)?(?P<ptail>底|末)?"
    rf"|[./-] ?(?P<pm2b>{_MONTH})(?!\d))"
    rf"|(?P<pshift2>次年|明年|翌年|当年|本年)(?: ?(?P<pm3>{_MONTH}) ?月(?: ?(?P<pd3>{_DAY}) ?日)?|年?底)?"
    rf"|(?P<pm4>{_MONTH}) ?月份?(?: ?(?P<pd4>{_DAY}) ?日|底|末)?)(?:期间|内)?)"
    rf"|(?P<bareperiod>(?<![\d.:：-]){_YEAR} ?[—–\-－~～] ?(?P<by2>{_YEAR})(?![\d.:：-]))"
)
_DATE = (
    rf"(?P<date>(?P<y>{_YEAR})(?: ?年(?!版|期|鉴)|(?=[、和及](?:19|20)\d\d[年、和及]))"
    rf"(?: ?(?P<m>{_MONTH}) ?月份?(?: ?(?P<d>{_DAY}) ?日| ?(?P<mt>{_PART}))?"
    rf"| ?(?P<yt>年?底|年?末|初|年中|{_HALF}|{_QUARTER}[末底]?|度|{_SEASON}))?(?:\d{{1,2}}[时点])?(?P<dt> ?{_LIMIT}))"
)
_NUMERIC = (
    rf"(?P<numeric>(?<![\d./-]){_YEAR}(?P<ns>[-./])(?P<nm>1[0-2]|0?[1-9])"
    r"(?:(?P=ns)(?P<nd>3[01]|[12]\d|0?[1-9]))?(?![\d./-])(?P<nt>前|止)?)"
)
_WORD = (
    r"(?P<word>(?P<w>今年|本年度|本年|当年底|当年|明年|后年|次年|翌年|下一?年度?(?=[^级])"
    r"|去年|前年|上年度?|上一年|年内|年底|年末|岁末|年中|年初|全年(?!无休|均|龄)"
    r"|年度(?=[^\n，。；]{0,4}?(?:完成(?!率)|计划(?:总?投资|完成|新增|安排)|新增|实现|投资|安排)))内?"
    rf"(?: ?(?P<wm>{_MONTH}) ?月份?(?: ?(?P<wd>{_DAY}) ?日| ?(?P<wmt>{_PART}))?"
    rf"| ?(?P<wt>年?底|年?末|初|年中|{_HALF}|{_QUARTER}[末底]?"
    rf"|前(?P<wn>[{CN}\d]+)(?P<wu>个?月|个?季度)|{_SEASON}))?(?P<wdt> ?{_LIMIT}))"
)
_MONTH_DATE = (
    rf"(?P<md>(?<![\d.])(?P<mm>{_MONTH}) ?月份?(?!球|报|考|通报|调度|饼|亮|色|均|薪|租)"
    rf"(?: ?(?P<mday>{_DAY}) ?日| ?(?P<mmt>{_PART}))?(?:\d{{1,2}}[时点])?(?P<mdt> ?{_LIMIT}))"
    rf"|(?P<dayonly>(?:当月|次月|下月|月末|月底)?(?<![\d.])(?P<dd>{_DAY}) ?日(?:之前|以前|前)"
    rf"|(?:当月|次月|下月|[下次]个?(?:月|季度|半年)(?:首月|第一个月|末月)?)(?P<dd2>{_DAY}) ?日(?:之前|以前|前)?)"
    rf"|(?P<quarter>(?P<q>{_QUARTER}|{_HALF})[末底]?(?P<qdt> ?{_LIMIT}))"
    rf"|(?P<season>{_SEASON}(?:前|之前|以前|到来前|来临前|结束前|开始前))"
)
_PLAN = (
    r"(?P<plan>“?(?P<five>十[一二三四五六七八九]|[七八九]|二十)五”?(?:规划)?"
    r"(?:末|期末|期间|时期|中期|期内|前期|规划期|收官)年?(?:前|末)?)"
    r"|(?P<term>(?:本届|这届)?(?:政府)?任期内|本届内|规划期[末内]|合作期内|协议期内|方案期内|本世纪中叶|期末)"
)
_AT_ONCE = _any(
    "立即 立刻 立行立改 立整立改 立查立改 立知立改 即知即改 即行即改 边查边改 即查即改 即报即办 即收即办 即来即办 "
    "即接即办 即申即办 即交即办 随到随办 随报随批 即刻 即时(?!通信|通讯|配送|零售|消费) 当场 第一时间 现场办结 当日办结"
)
_ALWAYS = _any("长期坚持 长期抓[好实牢]? 长期推进 长期保持 持续坚持 常抓不懈 随时 全天候")
_STATE = (
    rf"(?P<immediate>{_AT_ONCE})"
    rf"|(?P<ongoing>{_ALWAYS}|(?<=[：\t])(?:长期|持续|常态化|动态|常年)[^，。；（）\t\n]{{0,6}})"
)

# Two characters (or one) with which a mention can begin; digits and numerals need a unit of time behind them.
_BEGINNINGS = (
    "《 （19 （20 (19 (20 “ 「 『 每 按年 按季 按月 按周 按旬 按日 按天 逐年 逐季 逐月 逐周 逐日 逐旬 逐天 年度 季度 月度 半年 双月 隔月 提前 之前 "
    "今年 明年 后年 次年 翌年 去年 前年 上年 上一年 下年 下一年 本年 当年 全年 年内 年底 年末 年中 年初 岁末 当月 次月 下月 月末 月底 "
    "上半年 下半年 下个 次个 下季 次季 下半 第 主汛 汛 入汛 出梅 入冬 入夏 冬季 夏季 春季 秋季 春节 元旦 清明 五一 端午 中秋 国庆 十一 供暖 采暖 春耕 春运 雨季 防火期 "
    "春开学 秋开学 春季开 秋季开 开学 学期 高考 中考 两会 枯水 丰水 迎峰 禁渔 梅雨 丰收节 规划期 政府任 任期 本届 这届 合作期 协议期 方案期 "
    "本世纪 期末 立即 立刻 立行 立整 立查 立知 即知 即行 即查 即报 即收 即来 即接 即申 即交 即刻 即时 边查 随到 随报 随时 当场 现场办 当日办 "
    "长期 持续 常抓 常态化 常年 动态 全天候"
).split()
_NUMERALS = "0123456789一二三四五六七八九十两半"
_TIMES = rf"[{CN}十百\d]{{0,3}} ?(?:[年月日号季五]|[—–\-－~～./至到] ?[{CN}十\d]|个|工作日|自然日|小时|周|星期|天|分钟)"

PATTERN = re.compile(
    "|".join(
        (
            _SKIP,
            _RECURRING,
            _AHEAD,
            _PERIOD,
            _DATE,
            _NUMERIC,
            _WORD,
            _MONTH_DATE,
            _PLAN,
            _LIMITED,
            _EVE,
            _STATE,
        )
    )
)
# Every branch begins with a literal, so that the search skips by first character.
TRIGGER = re.compile(
    "|".join(
        (
            *(re.escape(word) for word in _BEGINNINGS),
            *(rf"{numeral}{_TIMES}" for numeral in _NUMERALS),
            *(rf"{century}\d\d[、和及]" for century in ("19", "20")),
            *(rf"前{numeral}" for numeral in _NUMERALS),
            *(
                rf"{word}一(?=调度|通报|会商|督查|例会|评估|检查|研判|总结|报告|考核|次|排名|晾晒|分析)"
                for word in ("一月", "一周", "一季")
            ),
        )
    )
)
# The groups that say which form was found.
FORMS = (
    "skip recurring ahead period bareperiod date numeric word md dayonly quarter season plan term limit eve "
    "immediate ongoing"
).split()
