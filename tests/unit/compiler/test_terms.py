"""Coined numbers and programme names with their members."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.compiler.coined import parse_coined
from luoshi.compiler.flow import Flow
from luoshi.compiler.normalise import read_flow
from luoshi.compiler.terms import TermDraft, find_terms
from luoshi.model.text import Document, DocumentId


def flow_of(text: str) -> Flow:
    return read_flow(Document(id=DocumentId("d"), text=text))


def terms_of(text: str) -> list[TermDraft]:
    return list(find_terms(flow_of(text), ()))


def names_of(text: str) -> list[str]:
    return [term.text for term in terms_of(text)]


def members_of(text: str, name: str) -> tuple[list[str], bool | None]:
    flow = flow_of(text)
    term = next(term for term in find_terms(flow, ()) if term.text == name)
    return [flow.text[start:end] for start, end in term.members], term.count_ok


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("一轴四区", [(1, "轴"), (4, "区")]),
        ("五减两增", [(5, "减"), (2, "增")]),
        ("六个区", [(6, "区")]),
        ("两大定位", [(2, "定位")]),
        ("三个一律", [(3, "一律")]),
        ("五位一体", [(5, "位一体")]),
        ("十大重点任务", [(10, "重点任务")]),
        ("1+6+N", [(1, ""), (6, ""), (None, "")]),
        ("3＋5", [(3, ""), (5, "")]),
        ("双枢纽、多支点、多通道", [(2, "枢纽"), (None, "支点"), (None, "通道")]),
        ("夜游三戏", [(3, "戏")]),
    ],
)
def test_coined_numbers_divide_into_counts_and_nouns(name: str, parts: list[tuple[int | None, str]]) -> None:
    coined = parse_coined(name)
    assert coined is not None
    assert [(part.number, part.noun) for part in coined.parts] == parts


@pytest.mark.parametrize("name", ["十五五", "15分钟养老服务圈", "链长攻坚", "储能+园区", "三年行动"])
def test_measures_periods_and_plain_names_are_no_coined_numbers(name: str) -> None:
    assert parse_coined(name) is None


def test_one_for_each_closes_no_count() -> None:
    coined = parse_coined("一企一策")
    assert coined is not None
    assert coined.distributive
    assert not coined.totals()


def test_a_row_of_figures_waits_for_the_text() -> None:
    coined = parse_coined("33618")
    assert coined is not None
    assert coined.digits == "33618"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("该局将实施“星火培优”行动，推广“一企一档”。", ["星火培优", "一企一档"]),
        ('各县实行"红绿灯"管理，打造"云上枫陵"品牌。', ["红绿灯", "云上枫陵"]),
        ("全面实施“百园提级工程，今年改造园区20个。", ["百园提级"]),
        ("加快构建1+5+N政策体系。", ["1+5+N"]),
        ("着力构建24613先进制造业集群体系。", ["24613"]),
        ("形成一核两翼多点空间格局，到2027年建成。", ["一核两翼多点"]),
        ("培育“一轴三带“发展格局。", ["一轴三带"]),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "“路通了，货就活了。”镇长说。",
        "局长说：“我们要把账算清楚”。",
        "推动产业从“有没有”转向“好不好”。",
        "以“小切口”撬动“大变化”。",
        "坚决杜绝“边治理边污染”，防止“一刀切”“运动式”执法。",
        "破解群众“停车难”“上学难”等问题。",
        "以“坐不住”的紧迫感抓落实。",
        "四个片区不是“四张皮”。",
        "把这座湖作为全市的“绿肺”。",
        "枫陵市大数据中心（以下简称“市数据中心”）负责运行。",
        "打好春耕“主动仗”，当好企业“店小二”。",
        "在“融合”上下功夫。",
        "市政府印发了“关于加快数字经济发展的若干意见”。",
        "2027年完成100个项目，投资33618万元，拨打“12345”热线。",
        "全市上下一心一意谋发展。",
    ],
)
def test_what_is_no_name_is_left_out(text: str) -> None:
    assert names_of(text) == []


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        (
            "做到“三不放过”，即原因未查清不放过、责任未落实不放过、整改未到位不放过。",
            "三不放过",
            ["原因未查清不放过", "责任未落实不放过", "整改未到位不放过"],
        ),
        (
            "构建“一轴两区”格局：一轴即青溪创新轴，两区即东港新区、西岭生态区。",
            "一轴两区",
            ["青溪创新轴", "东港新区", "西岭生态区"],
        ),
        (
            "落实“四水四定”。要严格用水管理。\n“四水四定”即以水定城、以水定地、以水定人、以水定产。",
            "四水四定",
            ["以水定城", "以水定地", "以水定人", "以水定产"],
        ),
        (
            "重点打造制造业先行区、开放合作引领区、城乡融合示范区“三个区”。",
            "三个区",
            ["制造业先行区", "开放合作引领区", "城乡融合示范区"],
        ),
        (
            "重点打造制造业先行区,开放合作引领区,城乡融合示范区“三个区”。",
            "三个区",
            ["制造业先行区", "开放合作引领区", "城乡融合示范区"],
        ),
        ("聚焦产业、就业“两个关键”，抓好落实。", "两个关键", ["产业", "就业"]),
        (
            "要治污水、保供水、防洪水，压实各方责任，做到“三水同治”。",
            "三水同治",
            ["治污水", "保供水", "防洪水"],
        ),
        (
            "落实“两个一律”，对重大隐患一律挂牌，对拒不整改的一律停产。",
            "两个一律",
            ["对重大隐患一律挂牌", "对拒不整改的一律停产"],
        ),
        ("形成“两个清单”，即问题清单和任务清单。", "两个清单", ["问题清单", "任务清单"]),
        (
            "构建“2+2”产业体系，做强装备制造、绿色食品两大支柱产业，培育低空经济、氢能两个新赛道。",
            "2+2",
            ["装备制造", "绿色食品", "低空经济", "氢能"],
        ),
        (
            "实行“1+2+9”清单体系，“1”为全市总体要求，“2”为东部、西部两个片区要求，“9”为各单元要求。",
            "1+2+9",
            ["全市总体要求", "东部、西部两个片区要求", "各单元要求"],
        ),
        (
            "实施“三大行动”。\n（一）强链行动。推进补链。\n（二）净水行动。推进治污。\n（三）惠民行动。推进就业。",
            "三大行动",
            ["强链行动", "净水行动", "惠民行动"],
        ),
        (
            (
                "分层打造“1+2”产业集群。\n（一）壮大1个领航集群\n1.车辆装备集群。补链。\n（二）提升2个支柱集群\n"
                "2.精细化工集群。提升。\n3.绿色食品集群。做优。"
            ),
            "1+2",
            ["车辆装备", "精细化工", "绿色食品"],
        ),
        (
            "做到“三个突破”。一是技术突破。二是市场突破。三是机制突破。",
            "三个突破",
            ["技术突破", "市场突破", "机制突破"],
        ),
        ("按照“查、测、溯、治”四步法治理排口。", "查、测、溯、治", ["查", "测", "溯", "治"]),
        ("手里有“两张表”，一张是问题表，一张是时限表。", "两张表", ["问题表", "时限表"]),
    ],
)
def test_members_stand_where_the_text_enumerates_them(text: str, name: str, members: list[str]) -> None:
    found, closes = members_of(text, name)
    assert found == members
    coined = parse_coined(name)
    assert closes is (True if coined and coined.totals() else None)


def test_a_row_of_figures_divides_as_the_text_counts() -> None:
    text = (
        "构建“2212”现代产业集群体系，即打造智能汽车、新材料2大主导产业集群，升级装备、食品2大支柱产业集群，"
        "培育12个“新星”产业集群。"
    )
    term = terms_of(text)[0]
    assert [(part.name, part.number) for part in term.parts] == [
        ("主导产业集群", 2),
        ("支柱产业集群", 2),
        ("新星产业集群", 12),
    ]
    assert members_of(text, "2212") == (["智能汽车", "新材料", "装备", "食品"], True)


def test_an_enumeration_that_does_not_close_is_said_so() -> None:
    found, closes = members_of("健全“四联”机制，即联合监测、联合执法、联合应急，探索开展水权交易。", "四联")
    assert found == ["联合监测", "联合执法", "联合应急"]
    assert closes is False


@pytest.mark.parametrize(
    ("text", "name", "members", "closes"),
    [
        (
            "实施“521”工程，即打造5个产业、20个园区、100家企业。",
            "521",
            ["5个产业", "20个园区", "100家企业"],
            True,
        ),
        (
            "坚持“三个统筹”：统筹发展和安全,统筹城市和乡村,统筹保护和利用。",
            "三个统筹",
            ["统筹发展和安全", "统筹城市和乡村", "统筹保护和利用"],
            True,
        ),
        (
            "要在稳就业、稳企业、稳市场、稳预期上下功夫，全面落实“四稳”要求。",
            "四稳",
            ["稳就业", "稳企业", "稳市场", "稳预期"],
            True,
        ),
        (
            "推进“四大提升”：能级提升、品质提升和效率提升。",
            "四大提升",
            ["能级提升", "品质提升", "效率提升"],
            False,
        ),
        (
            "落实“三张清单”制度，问题清单、任务清单、责任清单要按月更新。",
            "三张清单",
            ["问题清单", "任务清单", "责任清单"],
            True,
        ),
        (
            "所称“双港”，是指东港、西港两个港区；所称“多廊”，是指沿江的公路、铁路。形成“双港、多廊”。",
            "双港、多廊",
            ["东港、西港两个港区", "沿江的公路", "铁路"],
            True,
        ),
    ],
)
def test_members_have_the_shape_of_the_count(text: str, name: str, members: list[str], closes: bool) -> None:
    assert members_of(text, name) == (members, closes)


def test_an_enumeration_with_and_so_on_claims_nothing() -> None:
    assert members_of("推进“六大工程”，包括净水、净气、净土等工程。", "六大工程")[1] is None


def test_a_term_without_enumeration_has_no_verdict() -> None:
    assert members_of("推进“五个振兴”。", "五个振兴") == ([], None)


def test_a_name_comes_once_with_all_its_places() -> None:
    terms = terms_of("实施“青松计划”，三年培养80人。\n“青松计划”由县教育局负责。")
    assert [term.text for term in terms] == ["青松计划"]
    assert len(terms[0].occurrences) == 2


PIECES = st.sampled_from(
    [
        "“一轴四区”",
        "“",
        "”",
        "「",
        "」",
        '"',
        "即",
        "一轴即",
        "四区即",
        "A区、B区、C区、D区",
        "，",
        "。",
        "、",
        "：",
        "（",
        "）",
        "\n（一）",
        "1.",
        "三大",
        "产业集群",
        "“33618”",
        "体系",
        "1+3+N",
        "做到",
        "一是",
        "二是",
        "的",
        "和",
        "等",
        "打造",
        "2027年",
        "杜绝",
        "问题",
        "六个区",
        "“六个区”",
        " ",
        "\n",
        "\t",
        "\u3000",
        "𠀀",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_span_re_slices(text: str) -> None:
    flow = flow_of(text)
    for term in find_terms(flow, ()):
        assert flow.text[term.start : term.end] == term.text
        assert (term.start, term.end) == term.occurrences[0]
        for start, end in (*term.members, *term.occurrences):
            assert 0 <= start < end <= len(flow.text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    terms_of(text)


@given(st.lists(st.sampled_from(["全市将推进改革。", "2027年底前完成。", "各县要抓好落实。"]), max_size=6))
@settings(max_examples=20, deadline=None)
def test_paragraphs_elsewhere_change_no_term(others: list[str]) -> None:
    core = "构建“一轴两区”格局：一轴即青溪创新轴，两区即东港新区、西岭生态区。"
    around = "\n".join([*others, core, *others])
    assert members_of(around, "一轴两区") == members_of(core, "一轴两区")
