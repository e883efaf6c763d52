"""LS104 unexplained-term: a coined number that the text uses and never takes apart."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.passages import to_plain

_NUMBER = re.compile(r"\d|(?<![十百千万])[两二三四五六七八九十](?!氧|手|维|代|次|级|期|线城)")
# What the whole country says and any reader knows.
_KNOWN = frozenset(
    "三公 两新 两重 两高 双碳 三农 三线一单 三管三必须 四不放过 三不伤害 四水四定 九小场所 三无 三同时 三重一大 双随机一公开 双随机、一公开"
    " 一网通办 一件事 高效办成一件事 放管服 五位一体 四个全面 四个意识 四个自信 两个维护 两个确立 三会一课 八项规定 中央八项规定 一带一路"
    " 十四五 十五五 十三五 双高 双减 双控 双创 三权分置 三区三线 三调 四好农村路 两癌 两免一补 三支一扶 一老一小 六稳 六保 四风 三严三实"
    " 两学一做 三去一降一补 三品一标 两山 四早 三资 三变 两不愁三保障 两个毫不动摇 三单 三书一函 双招双引 互联网+ 5G 4K 8K 省市县三级"
    " 五个振兴 四梁八柱 两个责任 一岗双责 党政同责、一岗双责 四议两公开 五级书记 一把手 三下乡 四下基层 12345 110 119 120 双碳目标 三个区分开来 第一议题 小散乱 散乱污"
    " 一票否决 一刀切 一企一策 一村一策 一户一档 一口一策 一业一证 最后一公里 最多跑一次 一站式 一单制 一箱制 一体化 一盘棋 一张网 一张图 一张蓝图 百千万工程 千万工程 三北 四上 四上企业 三类人员".split()
)
_ONE_EACH = re.compile(r"^(?:一\w{1,4}一\w{1,4}){1,2}|第[一二三四五]|^一")
_TIME = re.compile(r"[一二三四五六七八九十]年|\d+(?:分钟|小时|公里|天|工作日)|[一二三四五两]日游|\d{3,}")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """A term is explained if any document of the plan says what belongs to it."""
    explained = {_folded(term.text) for reading in plan.readings for term in reading.terms if term.members}
    for reading in plan.readings:
        for term in reading.terms:
            text = _folded(term.text)
            if term.members or text in explained or text in _KNOWN or not _NUMBER.search(text):
                continue
            if _ONE_EACH.search(text) or _TIME.search(text) or "、" in term.text or "，" in term.text:
                continue
            yield diagnose("LS104", term.span, term=term.text)


def _folded(text: str) -> str:
    return to_plain("".join(text.split()))
