"""Quantities of a document: kind, period, base and indicator."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.compiler.clauses import split_clauses
from luoshi.compiler.dateline import find_anchor
from luoshi.compiler.deadlines import find_deadlines
from luoshi.compiler.normalise import read_flow
from luoshi.compiler.parts import CommitmentDraft
from luoshi.compiler.quantities import QuantityDraft, find_quantities
from luoshi.compiler.sections import find_outline
from luoshi.language.dates import find_dates
from luoshi.language.quantities import find_measures
from luoshi.model.commitment import Klass
from luoshi.model.text import Document, DocumentId

NAMES: dict[str, Klass] = {"T": "target", "t": "task", "s": "scope", "f": "fact", "p": "past", "h": "heading"}


def read(text: str, parts: str | None = None) -> list[tuple[str, QuantityDraft]]:
    """Printed text and draft of all quantities; every target and task clause is a commitment."""
    flow = read_flow(Document(id=DocumentId("test"), text=text))
    clauses = split_clauses(flow)
    klasses: list[Klass] = [NAMES[part] for part in parts or "T" * len(clauses)]
    assert len(clauses) == len(klasses)
    outline = find_outline(flow)
    dates = find_dates(flow.text)
    deadlines = find_deadlines(
        flow, clauses, klasses, dates, outline, find_anchor(flow, outline, "2026-03-05", dates)
    )
    commitments = [
        CommitmentDraft(clause.start, clause.end, i, "will", False, None, None, "test")
        for i, (clause, klass) in enumerate(zip(clauses, klasses, strict=True))
        if klass in ("task", "target")
    ]
    found = find_quantities(flow, clauses, klasses, find_measures(flow.text), deadlines, commitments, outline)
    return [(flow.text[q.start : q.end], q) for q in found]


def field(text: str, parts: str | None, name: str) -> list[object]:
    return [getattr(draft, name) for _, draft in read(text, parts)]


@pytest.mark.parametrize(
    ("text", "parts", "kinds"),
    [
        ("建成水厂3座，现有水厂已达5座。", "Tf", ["target", "fact"]),
        ("配套率由46%提高到60%。", "T", ["fact", "target"]),
        ("推动企业由43家整合至15家左右。", "T", ["fact", "target"]),
        ("对连续两个月排名末位的镇，由县政府约谈。", "st", ["target"]),
        ("权重分别为40%、60%。", "T", ["fact", "fact"]),
        ("90分以上为优秀。", "T", ["fact"]),
    ],
)
def test_kind(text: str, parts: str, kinds: list[str]) -> None:
    assert field(text, parts, "kind") == kinds


@pytest.mark.parametrize(
    ("text", "parts", "periods"),
    [
        ("到2028年，产值突破9亿元，年均增长6%。", "sTT", ["2028", "2028"]),
        ("2026年、2027年产值分别达到5亿元和6亿元。", "T", ["2026", "2027"]),
        ("每年安排资金不少于3亿元。", "T", ["每年"]),
        ("三年改造管网520公里，完成30处改造。", "TT", ["三年", "三年"]),
        ("三年内新增公园60个。", "T", ["三年"]),
        ("上半年开工率达到70%。", "T", ["上半年"]),
        ("今年1至2月，已检查企业20家，排查隐患58项。", "spp", ["2026年1—2月", "2026年1—2月"]),
        ("去年建成水厂3座。", "p", ["2025"]),
        ("建成水厂3座。", "T", [None]),
        ("环湖2公里范围内取缔养殖，2026年底前清退塘口90亩。", "tT", [None, "2026"]),
        ("快线由每周5列加密至每日1列。", "T", ["每周", "每日"]),
    ],
)
def test_period(text: str, parts: str, periods: list[str | None]) -> None:
    assert field(text, parts, "period") == periods


@pytest.mark.parametrize(
    ("text", "parts", "names"),
    [
        ("货物吞吐量、集装箱吞吐量分别达到900万吨、45万标箱。", "T", ["货物吞吐量", "集装箱吞吐量"]),
        ("再生水利用率提高到25%，力争突破30%。", "TT", ["再生水利用率", "再生水利用率"]),
        ("新建输水干线86公里。", "T", ["新建输水干线"]),
        ("完成12处易涝点整治。", "T", ["易涝点整治"]),
        ("供水普及率、达标率均达到95%以上。", "T", ["供水普及率、达标率"]),
        ("漏损率较2023年下降2个百分点。", "T", ["漏损率降幅"]),
        ("产值突破9亿元，年均增长6%。", "TT", ["产值", "产值年均增速"]),
        ("再生水利用率年均提高2个百分点，力争突破30%。", "TT", ["再生水利用率增幅", "再生水利用率"]),
        ("市水利局要会同市林业局建成示范河流20条。", "T", ["示范河流"]),
        ("要推进青川两地100个合作事项、30个重大项目落地。", "T", ["青川两地合作事项", "重大项目"]),
        ("主要目标：常住人口城镇化率达到75%左右。", "T", ["常住人口城镇化率"]),
        ("各区县在接到预警后2小时内处置并反馈。", "T", ["处置并反馈时限"]),
        ("每季度通报一次整改进展。", "T", ["通报整改进展频次"]),
        ("每年至少组织2次沿线对接活动。", "T", ["沿线对接活动频次"]),
        ("对连续两个月排名末位的镇，由县政府约谈。", "st", ["排名末位持续时间"]),
        ("按照实际投资额的10%给予补助，最高不超过200万元。", "tT", ["实际投资额补助比例", "实际投资额补助"]),
        ("青江区、白沙区分别新增企业10家、15家。", "T", ["青江区新增企业", "白沙区新增企业"]),
        ("培育销售额超10亿元的品牌5个。", "T", ["销售额", "品牌"]),
        ("市财政统筹安排发展资金，三年累计不低于20亿元。", "tT", ["发展资金"]),
        ("鼓励有条件的区县设立不低于1亿元的种子基金。", "T", ["种子基金"]),
        ("本地配套率由46%提高到60%。", "T", ["本地配套率", "本地配套率"]),
        ("改造5000吨级泊位6个。", "T", ["泊位等级", "5000吨级泊位"]),
        ("产量同比增长12%，高于全国3个百分点。", "ff", ["产量增速", "产量增速"]),
    ],
)
def test_indicator(text: str, parts: str, names: list[str]) -> None:
    assert field(text, parts, "indicator") == names


@pytest.mark.parametrize(
    ("text", "base", "comparison"),
    [
        ("漏损率较2023年下降2个百分点。", "2023年", "较"),
        ("产值同比增长8%。", "上年同期", "同比"),
        ("增速高于全国平均水平0.3个百分点。", "全国平均水平", "高于"),
        ("在现有基础上再压减30%以上。", "现有基础", "在现有基础上"),
    ],
)
def test_base(text: str, base: str, comparison: str) -> None:
    assert [(q.base, q.comparison) for _, q in read(text)] == [(base, comparison)]


def test_the_start_of_a_rise_is_its_base() -> None:
    assert field("补助由6000元提高到8000元。", None, "base") == [None, "6000元"]


def test_the_bound_before_the_first_of_several_holds_for_all() -> None:
    assert field("办结率、满意度分别不低于98%、95%。", None, "bound") == [">=", ">="]


def test_headings_and_small_counts_are_left_out() -> None:
    text = "青麓县水网方案\n一、建好3座水厂\n实现三座水库联通，新增供水能力5万吨。\n"
    assert [printed for printed, _ in read(text, "hhtT")] == ["5万吨"]


def test_a_quantity_belongs_to_the_commitment_that_holds_it() -> None:
    assert field("目前有水厂5座，新建水厂3座。", "fT", "commitment") == [None, 0]


TABLE = (
    "表1　主要指标\n序号 指标 2025年 2030年 年均/累计 属性\n1 用水总量（亿立方米） 3.2 ≤3.0 — 约束性\n"
    "2 再生水利用率（%） 18.5 25以上 〔6.5〕 预期性\n3 灌溉面积（万亩） 52 60 2.9% 预期性\n"
)


def test_indicator_rows() -> None:
    rows = [
        (printed, str(q.value), q.unit, q.bound, q.period, q.kind, q.indicator)
        for printed, q in read(TABLE, "h" * 2 + "T" * 3)
    ]
    assert rows == [
        ("3.2", "3.2", "亿立方米", "=", "2025", "fact", "用水总量"),
        ("3.0", "3.0", "亿立方米", "<=", "2030", "target", "用水总量"),
        ("18.5", "18.5", "%", "=", "2025", "fact", "再生水利用率"),
        ("25", "25", "%", ">=", "2030", "target", "再生水利用率"),
        ("6.5", "6.5", "百分点", "=", "2030", "target", "再生水利用率"),
        ("52", "52", "万亩", "=", "2025", "fact", "灌溉面积"),
        ("60", "60", "万亩", "=", "2030", "target", "灌溉面积"),
        ("2.9%", "2.9", "%", "=", "2030", "target", "灌溉面积"),
    ]


def test_units_keep_the_script_of_the_document() -> None:
    pytest.importorskip("opencc")
    text = "今年將改造老舊小區34個、惠及居民1.28萬戶，這個計劃由區政府組織實施，並與鎮街共同推進。"
    parts = "T" + "t" * (len(_clauses(text)) - 1)
    assert field(text, parts, "unit") == ["個", "萬戶"]


def _clauses(text: str) -> Sequence[object]:
    return split_clauses(read_flow(Document(id=DocumentId("test"), text=text)))


_WORDS = [
    "由",
    "3%",
    "提高到",
    "5家",
    "、",
    "和",
    "分别",
    "均",
    "其中",
    "，",
    "。",
    "；",
    "\n",
    "2026年",
    "每年",
    "率",
    "\t",
    "（亿元）",
    "18.6",
    "以上",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=30), st.sampled_from("Ttsfph"))
def test_any_text_is_read(words: list[str], part: str) -> None:
    text = "".join(words)
    number = len(_clauses(text))
    for printed, draft in read(text, part * number) if number else []:
        assert printed
        assert draft.start < draft.end
        assert draft.kind in ("fact", "target")
