"""Measures in running text: what counts, with value, unit and bound."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.language.quantities import Measure, find_measures


def read(text: str) -> list[str]:
    return [_short(text, measure) for measure in find_measures(text) if measure.form != "small"]


def _short(text: str, measure: Measure) -> str:
    value = f"{measure.low}~{measure.high}" if measure.bound == "range" else str(measure.value)
    return f"{text[measure.start : measure.end]}: {value} {measure.unit} {measure.bound}".replace("  ", " ")


MEASURED = {
    "新增床位1200张、学位2.3万个": ["1200张: 1200 张 =", "2.3万个: 2.3 万个 ="],
    "泄洪流量3500立方米/秒": ["3500立方米/秒: 3500 立方米/秒 ="],
    "装机30万千瓦、储能50兆瓦": ["30万千瓦: 30 万千瓦 =", "50兆瓦: 50 兆瓦 ="],
    "噪声控制在55分贝以内": ["55分贝: 55 分贝 <="],
    "PM2.5浓度降至28微克/立方米": ["28微克/立方米: 28 微克/立方米 ="],
    "出栏生猪50万头、蛋鸡120万羽": ["50万头: 50 万头 =", "120万羽: 120 万羽 ="],
    "吞吐量突破120万TEU": ["120万TEU: 120 万TEU >"],
    "配备救护车25台（套）": ["25台（套）: 25 台（套） ="],
    "死亡率不高于5‰": ["5‰: 5 ‰ <="],
    "不得低于3个百分点": ["3个百分点: 3 百分点 >="],
    "下降五成以上": ["五成: 5 成 >="],
    "占三分之一": ["三分之一: 0.3333 ="],
    "按日加收万分之五": ["万分之五: 0.0005 ="],
    "占百分之三十五左右": ["百分之三十五: 35 % ~"],
    "较上年翻一番": ["翻一番: 2 倍 ="],
    "实现翻两番": ["翻两番: 4 倍 ="],
    "完成一半以上": ["一半: 0.5 >="],
    "按1.86∶1缩小": ["1.86∶1: 1.86 比 ="],
    "税收按5:5分成": ["5:5: 1 比 ="],
    "培育企业3—5家": ["3—5家: 3~5 家 range"],
    "奖补20万—50万元": ["20万—50万元: 20~50 万元 range"],
    "补助10%至15%": ["10%至15%: 10~15 % range"],
    "登记企业1300余家": ["1300余家: 1300 家 >"],
    "近500家": ["500家: 500 家 ~"],
    "一百二十家企业": ["一百二十家: 120 家 ="],
    "安排三千五百万元": ["三千五百万元: 3500 万元 ="],
    "突破千亿元": ["千亿元: 1000 亿元 >"],
    "由二十年一遇提升到五十年一遇": ["二十年一遇: 20 年一遇 =", "五十年一遇: 50 年一遇 ="],
    "利用系数提高到0.585。": ["0.585: 0.585 ="],
    "水质系数取-1.0，": ["-1.0: -1.0 ="],
    "常住人口1180万，": ["1180万: 1180 万 ="],
    "总面积9,386.4平方公里": ["9,386.4平方公里: 9386.4 平方公里 ="],
    "5个工作日内办结": ["5个工作日: 5 个工作日 <="],
    "至少赴现场协调1次": ["1次: 1 次 >="],
    "储能200MW/400MWh": ["200MW: 200 MW =", "400MWh: 400 MWh ="],
    "使用年限不低于30年": ["30年: 30 年 >="],
}


@pytest.mark.parametrize(("text", "measures"), MEASURED.items())
def test_measures(text: str, measures: list[str]) -> None:
    assert read(text) == measures


@pytest.mark.parametrize(
    "text",
    [
        "围绕5个方面、3个重点领域推进",
        "第3次会议通过第12条",
        "一是抓好落实，二是加强督查",
        "实行“1小时通报、2小时到场”机制",
        "打造“15分钟生活圈”",
        "构建“2+3+3”产业体系",
        "构建1+3+N体系",
        "印发《2026年工作要点（10项）》",
        "按照GB 3838—2002评价",
        "云发改〔2026〕17号",
        "水质达到Ⅲ类、建成4A级景区",
        "2026年6月30日前报送，3月中旬启动",
        "拨打12345热线或0512-65123456",
        "上午9时至17:30办公",
        "实行7×24小时值守",
        "国道G320线K12+300段",
        "每千名老年人、万元产值、百亿级企业",
        "七里滩与三亩塘",
        "三次产业协调发展",
        "本协议有效期五年",
        "推进60岁以上老年人健康管理",
        "减少二次包装",
    ],
)
def test_numbers_that_measure_nothing(text: str) -> None:
    assert read(text) == []


def test_small_chinese_numerals_are_marked() -> None:
    forms = [(measure.unit, measure.form) for measure in find_measures("实现三座水库联通，连续两个月不达标")]
    assert forms == [("座", "small"), ("个月", "small")]


def test_a_range_takes_the_unit_of_its_upper_end() -> None:
    (measure,) = find_measures("投入8000—1.2万元")
    assert (measure.low, measure.high, measure.unit) == (Decimal("0.8"), Decimal("1.2"), "万元")


@given(
    st.text(
        alphabet="0123456789一二三两十百千万亿余多个家%元吨公里年月日至—-~：:∶()（）“”《》，。、第每近约超不低于以上内半番成翻分之 \n\t",
        max_size=80,
    )
)
def test_spans_ascend_and_slice(text: str) -> None:
    measures = find_measures(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(measures))
    for measure in measures:
        assert 0 <= measure.start < measure.end <= len(text)
        assert (measure.value is None) == (
            measure.bound == "range" or (measure.unit == "比" and measure.value is None)
        )
        if measure.bound == "range":
            assert measure.low is not None
            assert measure.high is not None
            assert measure.low <= measure.high
