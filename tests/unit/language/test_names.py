"""Units by the grammar of their names, on wordings of our own."""

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.language import unit_patterns
from luoshi.language.names import canonical_name, find_abbreviations, find_units, unify
from luoshi.language.places import find_places


def _names(text: str) -> list[str]:
    return [name for unit in find_units(text) for name in unit.names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市水利局要加强调度。", ["市水利局"]),
        ("由市发展改革委会同市住房城乡建设委办理", ["市发展改革委", "市住房城乡建设委"]),
        ("市委督查室、市政府督查室联合督查", ["市委督查室", "市政府督查室"]),
        ("市委组织部牵头，市委编办配合", ["市委组织部", "市委编办"]),
        ("县委农村工作领导小组每季度听取汇报", ["县委农村工作领导小组"]),
        ("青麓经开区管委会负责落实", ["青麓经开区管委会"]),
        ("青麓市投资促进中心承办", ["青麓市投资促进中心"]),
        ("市市场监管局、市民政局按职责分工负责", ["市市场监管局", "市民政局"]),
        ("各县（市、区）政府要制定方案", ["各县（市、区）政府"]),
        ("各乡镇（街道）每日巡查", ["各乡镇（街道）"]),
        ("各级各部门要压实责任", ["各级各部门"]),
        ("市级有关部门按季度报送", ["市级有关部门"]),
        ("任何单位和个人不得擅自占用", ["任何单位和个人"]),
        ("县级以上人民政府水行政主管部门应当公布", ["县级以上人民政府水行政主管部门"]),
        ("市财政安排专项资金", ["市财政局"]),
        ("国家发展改革委、财政部、教育部印发", ["国家发展改革委", "财政部", "教育部"]),
        ("双方每季度会商", ["双方"]),
        ("市委农业农村工委主任说，市委两新工委配合", ["市委农业农村工委", "市委两新工委"]),
        ("市政府口岸物流办公室、县委平安办负责", ["市政府口岸物流办公室", "县委平安办"]),
        ("结合市委部署，会同市政府督查办公室办理", ["市委", "市政府督查办公室"]),
        ("2026年青麓市要开工，15日白沙县已开工", ["青麓市", "白沙县"]),
        ("青麓区、白沙区、松陵区分别新增企业3家", ["青麓区", "白沙区", "松陵区"]),
        ("桂溪镇、西樵街道、九江里镇要推进改造", ["桂溪镇", "西樵街道", "九江里镇"]),
        ("地区水利局、地委组织部、行署督查室负责", ["地区水利局", "地委组织部", "行署督查室"]),
        ("兵团第十五师、阿克塔木县、各团场要落实", ["兵团第十五师", "阿克塔木县", "各团场"]),
        ("国务院养老服务部际联席会议要加强统筹", ["国务院养老服务部际联席会议"]),
        ("质量监测与评估中心适时开展督导，财务处安排经费", ["质量监测与评估中心", "财务处"]),
        ("学生工作部、团委负责，由所在学院安排", ["学生工作部", "团委", "所在学院"]),
        ("运输署会扩建道路，环境及生态局会与业界合作", ["运输署", "环境及生态局"]),
        ("驻县部队、县消防救援大队投入抢险，各子公司自查", ["驻县部队", "县消防救援大队", "各子公司"]),
        ("省财政安排专项资金", ["省财政厅"]),
        ("川岭省要支持，由市发展改革委会同川岭省有关部门推进", ["川岭省", "市发展改革委", "川岭省有关部门"]),
    ],
)
def test_units_are_found_whole(text: str, names: list[str]) -> None:
    """A name is found with its level, its place and its office."""
    assert _names(text)[: len(names)] == names


@pytest.mark.parametrize(
    "text",
    [
        "优化产业布局，部署全部工作",
        "加快办理，委托第三人",
        "建设数据中心和城市更新项目",
        "城市管理水平提升，市场主体增加",
        "财政部门以外的部分资金，市财政收入增长",
        "推进中部崛起，院内感染下降",
        "每个县城培育集群，考核结果与企业负责人薪酬挂钩",
        "数据中心加快建设，市民中心建成投用",
        "市场格局加快形成，特色小镇推进改造，历史街道将更新",
    ],
)
def test_common_words_are_no_units(text: str) -> None:
    """Heads inside common words make no unit."""
    assert [
        unit for unit in find_units(text) if unit.kind == "organisation" and "财政部门" not in unit.names
    ] == []


def test_a_shared_head_names_several() -> None:
    """Fields and places before one head are units of their own."""
    assert _names("水利、林业等部门要配合") == ["水利部门", "林业部门"]
    text = "青麓市与白沙市协商。青麓、白沙两市生态环境局应于每月核对"
    assert _names(text)[-2:] == ["青麓市生态环境局", "白沙市生态环境局"]


def test_a_post_leads_to_its_unit() -> None:
    """The post stands behind the unit and is no part of its name."""
    text = "市水利局局长说，青麓区委书记表示"
    units = [unit for unit in find_units(text) if unit.post_end > unit.end]
    assert [(text[u.start : u.end], text[u.end : u.post_end]) for u in units] == [
        ("市水利局", "局长"),
        ("青麓区委", "书记"),
    ]


@pytest.mark.parametrize(
    ("text", "unit", "post"),
    [
        ("白沙区北溪街道石桥村党委书记说", "白沙区北溪街道石桥村党委", "书记"),
        ("在柳坪村支部书记看来", "柳坪村支部", "书记"),
        ("县直机关工委主持日常工作的副书记说", "县直机关工委", "主持日常工作的副书记"),
        ("市大数据局党组成员、副局长说", "市大数据局", "党组成员、副局长"),
        ("县委政法委主持工作的副书记兼秘书长说", "县委政法委", "主持工作的副书记兼秘书长"),
    ],
)
def test_posts_of_every_rank_lead_to_their_unit(text: str, unit: str, post: str) -> None:
    """Villages speak through their organs; a post may say more than its rank."""
    found = next(mention for mention in find_units(text) if mention.post_end > mention.end)
    assert (text[found.start : found.end], text[found.end : found.post_end]) == (unit, post)


def test_a_short_name_that_acts_is_its_place() -> None:
    """青麓将…… where the text names 青麓市, 重庆将…… anywhere; a short name that does not act is none."""
    text = "青麓市召开会议。青麓将加快发展，重庆要带动周边，青麓茶叶产量增长，江北岸线已开放"
    assert _names(text) == ["青麓市", "青麓市", "重庆市"]


def test_places_need_no_list() -> None:
    """Invented places are found by suffix and clean edge, verbs and common nouns are not."""
    text = "青麓市印发方案，推动青麓市东部发展。白沙县、云台高新区落实。各区、园区和城市，示范区。"
    assert find_places(text) == {"青麓市", "白沙县", "云台高新区"}


def test_wordings_of_one_unit_are_unified() -> None:
    """Long and short forms, with and without the home place, are one; committee and department are not."""
    names = [
        "市经信委",
        "市经济信息委",
        "青麓市经济和信息化委员会",
        "市委",
        "市委宣传部",
        "市发改委",
        "市发展和改革委员会",
    ]
    mapping = unify(names, "青麓市")
    assert mapping["市经济信息委"] == mapping["青麓市经济和信息化委员会"] == "市经信委"
    assert mapping["市发展和改革委员会"] == "市发改委"
    assert len({mapping["市委"], mapping["市委宣传部"], mapping["市经信委"], mapping["市发改委"]}) == 4


def test_a_body_and_its_office_are_two() -> None:
    """安委会 and 安委办 do not merge."""
    assert canonical_name("市安委会") != canonical_name("市安委办")
    assert canonical_name("市安委办") == canonical_name("市安委会办公室")


def test_the_text_defines_abbreviations() -> None:
    """（以下简称……） gives an alias."""
    text = "市城乡环境整治工作领导小组办公室（以下简称“市环治办”）每月通报"
    assert find_abbreviations(text, find_units(text)) == (("市环治办", "市城乡环境整治工作领导小组办公室"),)


def test_the_first_look_loses_nothing() -> None:
    """The look at the first character finds what the whole pattern finds."""
    whole = re.compile(unit_patterns.UNIT.pattern.replace(f"(?=[{unit_patterns._FIRST}])", "", 1))
    text = (
        "市水利局、各县（市、区）政府、县级党委和政府、你单位、该局、上游方、有条件的区县、第三方机构、各设区市人民政府、"
        "街道办事处、村（居）委会、全市上下、市局将组织、国务院有关部门、党中央、青麓高新区管委会、指挥部办公室"
    )
    assert [m.span() for m in unit_patterns.UNIT.finditer(text)] == [m.span() for m in whole.finditer(text)]


@given(
    st.text(
        alphabet="市区县委局办府政青麓水利发展改革各（）、，。的要由部门单位长中心工作\n该我双方", max_size=80
    )
)
def test_mentions_ascend_and_slice(text: str) -> None:
    """Any text gives ascending mentions inside it."""
    at = 0
    for unit in find_units(text):
        assert at <= unit.start <= unit.end <= unit.post_end <= len(text)
        assert unit.names
        at = max(unit.end, unit.post_end)


def test_time_grows_with_length_alone() -> None:
    """Long runs of near misses stay linear."""
    for piece in ("市", "各市、", "（市", "水利、", "中心工作", "市人民政府办公"):
        short, long = piece * 500, piece * 4000
        begin = perf_counter()
        find_units(short)
        middle = perf_counter()
        find_units(long)
        assert perf_counter() - middle < 40 * (middle - begin) + 0.5
