"""Systems that the text names, with kind and parameters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.compiler.clauses import split_clauses
from luoshi.compiler.coined import split_figures
from luoshi.compiler.flow import Flow
from luoshi.compiler.normalise import read_flow
from luoshi.compiler.systems import SystemDraft, find_systems
from luoshi.compiler.terms import find_terms
from luoshi.model.text import Document, DocumentId


def systems_of(text: str) -> tuple[Flow, tuple[SystemDraft, ...]]:
    flow = read_flow(Document(id=DocumentId("d"), text=text))
    clauses = split_clauses(flow)
    return flow, find_systems(flow, clauses, find_terms(flow, clauses))


def shape_of(text: str, name: str) -> list[tuple[str, str, list[str]]]:
    flow, systems = systems_of(text)
    system = next(system for system in systems if system.name == name)
    return [
        (entry.name, entry.value, [flow.text[start:end] for start, end in entry.members])
        for entry in system.parameters
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("要构建科学合理的河湖分区管控体系，严格准入。", "河湖分区管控体系", "zoning"),
        ("完善流域生态保护补偿机制。", "流域生态保护补偿机制", "compensation"),
        ("加快建立第三方评价系统，按季打分。", "第三方评价系统", "evaluation"),
        ("迭代升级督察问题整改清单体系。", "督察问题整改清单体系", "list"),
        ("各区要于6月底前制定任务清单。", "任务清单", "list"),
        ("织密境外仓储网络，设立站点12个。", "境外仓储网络", "network"),
        ("形成基层一体化的智慧治理体系。", "智慧治理体系", "governance"),
        ("搭建市县一体的水资源调度平台。", "水资源调度平台", "platform"),
        ("深化“四进三回”机制。", "“四进三回”机制", "mechanism"),
        ("健全职工培训制度。", "职工培训制度", "institution"),
        ("构建“一轴三带”发展格局。", "“一轴三带”发展格局", "layout"),
        ("由市政府建立年度监测、中期评估、总结评估机制。", "年度监测、中期评估、总结评估机制", "evaluation"),
    ],
)
def test_a_name_runs_from_its_verb_to_its_head(text: str, name: str, kind: str) -> None:
    _, systems = systems_of(text)
    assert [(system.name, system.kind) for system in systems] == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "支持平台公司发展。",
        "要系统谋划、整体推进。",
        "补齐转向、制动系统薄弱环节。",
        "全市水务系统要抓好落实。",
        "建立健全相关制度。",
        "营造良好制度环境。",
        "把清单报市政府。",
        "加强整车平台架构开发。",
        "建设青溪新区、枫陵高新区等开放平台。",
        "提供高水平开放合作平台。",
        "打造认可度高的产品矩阵。",
        "全力构建内陆高水平开放新格局。",
    ],
)
def test_what_names_no_system_is_left_out(text: str) -> None:
    assert systems_of(text)[1] == ()


def test_hubs_are_counted_and_named() -> None:
    text = "充分发挥青溪和枫陵海陆枢纽作用，形成“双枢纽、多支点、多通道”网络发展格局。"
    assert shape_of(text, "“双枢纽、多支点、多通道”网络发展格局") == [
        ("枢纽", "2", ["青溪", "枫陵"]),
        ("支点", "多", []),
        ("通道", "多", []),
    ]


def test_counted_places_are_a_system_without_being_called_one() -> None:
    text = "所称“双枢纽”，是指青溪、枫陵两个枢纽；所称“多支点”，是指沿线的港口、陆港。坚持“双枢纽、多支点”。"
    assert shape_of(text, "双枢纽、多支点") == [
        ("枢纽", "2", ["青溪", "枫陵"]),
        ("支点", "多", ["沿线的港口", "陆港"]),
    ]


@pytest.mark.parametrize(
    ("digits", "figures"),
    [("33618", (3, 3, 6, 18)), ("416", (4, 16)), ("885", (8, 8, 5)), ("1361", (1, 3, 6, 1))],
)
def test_figures_divide_without_explanation(digits: str, figures: tuple[int, ...]) -> None:
    assert split_figures(digits) == figures


def test_a_row_of_figures_gives_its_groups() -> None:
    plain = shape_of("深化“33618”现代产业集群体系。", "“33618”现代产业集群体系")
    assert plain == [("33618", "3、3、6、18", [])]
    assert shape_of("构建“1+3+N”治理体系。", "“1+3+N”治理体系") == [("1+3+N", "1、3、N", [])]
    explained = (
        "“2212”产业集群体系由四个层级组成：2大主导产业集群，即智能汽车、新材料；2大支柱产业集群，即装备、食品；"
        "12个新星产业集群。"
    )
    assert shape_of(explained, "“2212”产业集群体系") == [
        ("主导产业集群", "2", ["智能汽车", "新材料"]),
        ("支柱产业集群", "2", ["装备", "食品"]),
        ("新星产业集群", "12", []),
    ]
    assert len(systems_of(explained)[1]) == 1


def test_things_on_a_list_are_counted() -> None:
    assert shape_of("推进两地100个合作事项落地。", "合作事项") == [("项", "100", [])]


def test_levels_and_lists_in_a_name_are_parameters() -> None:
    assert shape_of("贯通市、区县、镇街三级平台。", "市、区县、镇街三级平台") == [
        ("级", "3", ["市", "区县", "镇街"])
    ]


def test_a_name_comes_once_with_its_places() -> None:
    _, systems = systems_of("健全补偿机制考核办法。\n健全流域补偿机制。\n完善流域补偿机制。")
    system = next(system for system in systems if system.name == "流域补偿机制")
    assert len(system.occurrences) == 2


PIECES = st.sampled_from(
    [
        "“一轴四区”",
        "“双枢纽、多支点”",
        "“33618”",
        "“",
        "”",
        "，",
        "。",
        "、",
        "\n",
        "的",
        "和",
        "建立",
        "完善",
        "三级",
        "100个合作事项",
        "体系",
        "机制",
        "网络",
        "清单",
        "青溪和枫陵枢纽",
        "发挥",
        "评价",
        "治理",
        " ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_span_re_slices(text: str) -> None:
    flow, systems = systems_of(text)
    for system in systems:
        assert flow.text[system.start : system.end] == system.name
        assert (system.start, system.end) == system.occurrences[0]
        for start, end in system.occurrences:
            assert 0 <= start < end <= len(flow.text)
        for parameter in system.parameters:
            assert all(0 <= start < end <= len(flow.text) for start, end in parameter.members)
