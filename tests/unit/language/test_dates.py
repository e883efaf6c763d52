"""Date mentions and their normalised strings."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.language.date_patterns import PATTERN, TRIGGER
from luoshi.language.dates import Anchor, find_dates, resolve

ANCHOR = Anchor(2026, 3, 5, "dateline")


def read(text: str) -> list[str]:
    return [f"{text[m.start : m.end]}: {resolve(m, ANCHOR)}" for m in find_dates(text)]


MENTIONS = {
    "到2028年底": "到2028年底: 2028-12",
    "2026年底前": "2026年底前: 2026-12",
    "2026年6月30日前": "2026年6月30日前: 2026-06-30",
    "2026年6月底前": "2026年6月底前: 2026-06",
    "2027年一季度": "2027年一季度: 2027-03",
    "2026年上半年": "2026年上半年: 2026-06",
    "2026年内": "2026年内: 2026",
    "2025年汛期前": "2025年汛期前: 2025",
    "2029年前": "2029年前: 2029",
    "二〇二六年三月十日": "二〇二六年三月十日: 2026-03-10",
    "年底前": "年底前: 2026-12",
    "年内": "年内: 2026",
    "今年6月底前": "今年6月底前: 2026-06",
    "明年上半年": "明年上半年: 2027-06",
    "7月底前": "7月底前: 2026-07",
    "三季度": "三季度: 2026-09",
    "4月20日前": "4月20日前: 2026-04-20",
    "“十五五”末": "“十五五”末: 2030",
    "十四五时期": "十四五时期: 2025",
    "2024—2027年": "2024—2027年: 2027",
    "2026年4月1日至9月30日": "2026年4月1日至9月30日: 2026-09-30",
    "2025年10月至次年3月": "2025年10月至次年3月: 2026-03",
    "2024.03-2028.06": "2024.03-2028.06: 2028-06",
    "自2026年3月至12月": "自2026年3月至12月: 2026-12",
    "每年": "每年: recurring:annual",
    "每季度末月25日前": "每季度末月25日前: recurring:quarterly",
    "每月5日前": "每月5日前: recurring:monthly",
    "每周五17时前": "每周五17时前: recurring:weekly",
    "每两个月": "每两个月: recurring:bimonthly",
    "每半年": "每半年: recurring:semiannual",
    "每两周": "每两周: recurring:biweekly",
    "每旬": "每旬: recurring:ten-daily",
    "明年起每年": "明年起每年: recurring:annual",
    "按月调度": "按月: recurring:monthly",
    "逐年提高": "逐年: recurring:annual",
    "下季度首月5日前": "下季度首月5日前: recurring:quarterly",
    "三年内": "三年内: relative:P3Y",
    "半年内": "半年内: relative:P6M",
    "在1小时内完成": "1小时内: relative:PT1H",
    "应在收到申请后20个工作日内": "收到申请后20个工作日内: relative:P20WD",
    "自受理之日起5个工作日内": "自受理之日起5个工作日内: relative:P5WD",
    "在期满前6个月协商": "期满前6个月: relative:-P6M",
    "提前48小时": "提前48小时: relative:-PT48H",
    "立行立改": "立行立改: immediate",
    "长期坚持": "长期坚持: ongoing",
    "随时报告": "随时: ongoing",
}


@pytest.mark.parametrize(("text", "mention"), MENTIONS.items())
def test_mentions(text: str, mention: str) -> None:
    assert read(text) == [mention]


@pytest.mark.parametrize(
    "text",
    [
        "《城市更新三年行动方案（2026—2028年）》",
        "行动方案（2026—2028年）",
        "2026年版清单",
        "做好前期工作，完善内部管理",
        "压缩至60天以内",
        "三年行动",
        "5个月",
        "年度考核结果",
        "第78次会议",
    ],
)
def test_no_mention(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("较2023年提高", "base"),
        ("比上年增长", "base"),
        ("截至2025年底", "past"),
        ("去年完成", "past"),
        ("今年以来", "past"),
        ("有效期至2028年12月31日", "validity"),
        ("自2026年5月1日起施行", "validity"),
        ("从2026年起", "start"),
        ("2026年是关键之年", "name"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert [mention.role for mention in find_dates(text)] == [role]


def test_without_an_anchor_a_bare_month_stays_unresolved() -> None:
    (mention,) = find_dates("7月底前")
    assert resolve(mention, Anchor()) is None
    assert resolve(mention, Anchor(), 2031) == "2031-07"


def test_a_month_that_has_passed_late_in_the_year_is_that_of_the_next() -> None:
    (mention,) = find_dates("3月底前")
    assert resolve(mention, Anchor(2025, 12, 20, "dateline")) == "2026-03"
    assert resolve(mention, Anchor(2025, None, None, "title")) == "2025-03"


def test_an_interval_outside_the_list_has_no_value() -> None:
    assert [(m.kind, m.value) for m in find_dates("每5年调整")] == [("interval", None)]


_ALPHABET = "0123456789一二三四五六七八九十两〇年月日底前内起至到自每按逐季度上下半今明次去周旬天时工作小时个第“”《》（）()—-.～，。；、 \n\t提前后期汛长随立即"


@given(st.text(alphabet=_ALPHABET, max_size=60))
def test_spans_ascend_and_slice(text: str) -> None:
    mentions = find_dates(text)
    assert all(a.start < a.end <= len(text) for a in mentions)
    assert all(a.end <= b.end for a, b in itertools.pairwise(mentions))
    for mention in mentions:
        resolve(mention, ANCHOR)


@given(st.text(alphabet=_ALPHABET, max_size=60))
def test_the_trigger_finds_every_beginning(text: str) -> None:
    at, found = 0, []
    while (trigger := TRIGGER.search(text, at)) is not None:
        match = PATTERN.match(text, trigger.start())
        at = match.end() if match else trigger.start() + 1
        if match:
            found.append(match.span())
    assert found == [match.span() for match in PATTERN.finditer(text)]
