"""Names of places: text → the districts, counties, cities and zones that it names.

`names` calls `find_places` first, because a unit's name may begin with a place that no list can know
(an invented or a new district); a place is recognised by its suffix and by standing at a clean left edge, and
is then known for the whole text.
"""

import re
from collections.abc import Mapping

from luoshi.language.verbs import VERBS

# What may stand before a place without being part of it.
LEADERS = "由和与及向在到从对将至报经请给同往赴含"

_STEM = r"[\u4e00-\u9fff]"
_FUNCTION = (
    "的了在由和与及向对将至从到把被是为以各全我本该每某其这那等之个就也还又并或即且于按经报请已未不前后"
)
_LONG_SUFFIX = (
    "高新技术产业开发区|高新技术开发区|经济技术开发区|经济开发区|旅游度假区|综合保税区|国家级新区|自治州|自治县|"
    "自治旗|自治区|高新区|经开区|开发区|度假区|综保区|保税区|科学城|新区|新城|生态区|工业园区|工业园|产业园区|特别行政区|特区|街道(?!办|党|两[侧旁]|沿线|路面|整治|社区|干部|环境)"
)
# What follows tells a name from a common word (全市场, 区县, 省级, 乡村 …).
_SHORT_SUFFIX = (
    "省(?![级市长内外直属辖域])|市(?![级场民县区长值容价直属域内外面辖政])|市(?=区[委政])|县(?![级长域城乡市区镇])"
    "|区(?![域间别块县级位段划长]|分(?!别))|州(?![级长])|[盟旗](?![级帜舰])|[镇乡](?=人?民?政府|党委|、|$|要(?!素)|将|应(?!急)|须|负责|务必|牵头|会同|依托|聚焦|推进|加快|全部|分别|等[地单])"
)
_PLACE = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[{LEADERS}])|(?<=中共)|(?<=会同)|(?<=支持)|(?<=下游)|(?<=上游)"
    r"|(?<=\d年)|(?<=\d月)|(?<=\d日))"
    rf"(?:中共)?(?!(?<=\d)[年月日号届次期])((?:(?![{_FUNCTION}]){_STEM}){{2,6}}?)({_LONG_SUFFIX}|{_SHORT_SUFFIX})"
)
_ADMINISTRATIVE = ("省", "市", "自治州", "州", "盟", "自治县", "县", "旗", "区")
_SUFFIX = re.compile(rf"(?:{_LONG_SUFFIX}|[省市县区州旗盟镇乡])$")

# A stem that ends so makes a common noun, not a name (城市, 强市, 示范区, 工业园区, 试点县).
_COMMON_END = re.compile(
    r"(?:[城都强大全各我本该两几多园社片景库山灾辖老郊牧矿集街村农级县市省区上超门夜股楼病厂校院小盲误专战时段副建地]"
    r"|工业|商务|居民|住宅|生活|办公|保护|试验|实验|示范|先行|先导|合作|保税|服务|集聚|核心|功能|管控|限制|禁止"
    r"|缓冲|控制|开发|产业|发展|试点|贫困|脱贫|源头|县级|地级|直辖|单列|特色|重点|文明|卫生|中心|名胜|度假|行政"
    r"|所在|整个|其他|相关|有关|部分|不同|海洋|流域|沿江|沿海|下游|上游|周边|毗邻|[东西南北中][部]|全部|[一二三四五六七八九十]"
    r"|[东西南北中]部.|防治|治理|改革|创新|经济|技术|高新|国家|城乡|城镇|居住|教学|依靠|纳入|进入|面向|典型|建制|经济强|工业强|旅游名)$"
)
_COMMON_ZONE = re.compile(
    r"(?:[各全我本该两几多个家类级等有大强片条乡镇]|城市|主要|商业|历史|老旧|背街|沿街|中心|所在|所属|特色小|试点|示范|国家|省级|市级|化工|工业|高新|经济|技术|特色|产业|农业|科技|现代|综合|中外|合作|老|重点)$"
)
# Names from other languages of the country run longer (阿克塔什县).
_TRANSCRIBED = re.compile("[阿克塔什尔木吐乌鲁齐布苏库巴音楞勒博哈萨喀伊犁图呼浩特锡林郭额敏鄂托察玛依格拉萨泽奇莎疏附迪坎杂杰措墨脱]")
_MORE_VERBS = (
    "依托 围绕 聚焦 针对 关于 来到 作为 位于 走进 请示 函告 批复 同意 授权 委托 要求 责成 商请 紧扣 预计 结果"
    " 传达 根据 按照 报经 统计 展望 涉及 包括 覆盖 滚动 扎实 逐步 主要 设立 布设 其中 目前 近年 今年 去年 明年"
    " 此外 同时 此次 一季 二季 三季 四季 简称 下称 全面 应当 其他"
    " 结合 参照 借助 凭借 由于 听取 提请 邀请 陪同 随同 连同 委派 抄送 转发 隶属 归属 来自 前往 率领 带领 代表 受到"
    " 得到 获得 经过 以及 并且 或者 尤其 特别 除了 为了 例如 比如 还有 经由 呈报 商请 转交 我国 号召"
)
_VERBS = frozenset(verb for verb in VERBS if len(verb) == 2).union(_MORE_VERBS.split())

# Provinces and municipalities by their short names, which texts use alone (重庆将……).
PROVINCES: Mapping[str, str] = {
    **{stem: f"{stem}市" for stem in "北京 上海 天津 重庆".split()},
    **{
        stem: f"{stem}省"
        for stem in (
            "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃"
            " 青海"
        ).split()
    },
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}


def find_places(text: str) -> frozenset[str]:
    """The names of places in ``text``, with their suffix (松陵市, 云麓高新区)."""
    found: set[str] = set()
    for match in _PLACE.finditer(text):
        stem, suffix = match.groups()
        for cut in range(len(stem), 1, -1):  # 推动松陵, 告提交: what stands behind the last verb
            if stem[cut - 2 : cut] in _VERBS:
                stem = stem[cut:]
                break
        if len(suffix) > 1:
            ordinary = _COMMON_ZONE.search(stem) is not None
        else:
            ordinary = _COMMON_END.search(stem) is not None
        longest = 6 if len(_TRANSCRIBED.findall(stem)) > 2 else 3 if len(suffix) == 1 else 4
        if 2 <= len(stem) <= longest and not ordinary:
            found.add(stem + suffix)
    # 推动松陵市 beside 松陵市: the shorter one is the name.
    return frozenset(
        name for name in found if not any(name[cut:] in found for cut in range(1, len(name) - 2))
    )


def place_stems(places: frozenset[str]) -> frozenset[str]:
    """The names without their suffix (松陵), which lists with a shared head and zones are made of."""
    return frozenset(_SUFFIX.sub("", name) for name in places)


def names_by_stem(places: frozenset[str]) -> dict[str, str]:
    """Short name → full name of provinces and of the text's own cities, counties and districts (巫江 → 巫江县)."""
    found = dict(PROVINCES)
    for suffix in reversed(_ADMINISTRATIVE):
        found.update((name.removesuffix(suffix), name) for name in places if name.endswith(suffix))
    return found


_NEXT_PLACE = re.compile(
    r"([\u4e00-\u9fff]{2,3}?)([县区旗]|市(?=人民|政府|委|人大))(?![域间块级位段])(?=人民|政府|委|人大|政协|纪委|监委|[\u4e00-\u9fff“\d（(]|$)"
)


def last_of_chain(wording: str, place: str) -> str:
    """渝川市江南区人民政府: the place for which a body speaks is the last of its chain, not the first."""
    end = wording.find(place) + len(place)
    following = _NEXT_PLACE.match(wording, end) if end >= len(place) else None
    if following is None or _COMMON_END.search(following[1]) or following[1][-2:] in ("高新", "经开"):
        return place
    return following[1] + following[2]
