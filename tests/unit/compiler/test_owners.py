"""Who must act: the owner rules one by one, on texts of our own."""

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.compiler.clauses import split_clauses
from luoshi.compiler.normalise import read_flow
from luoshi.compiler.owner_lists import find_owner_lists
from luoshi.compiler.owners import assign_owners
from luoshi.compiler.parts import CommitmentDraft, Ownership
from luoshi.compiler.sections import find_outline
from luoshi.compiler.subjects import find_subjects
from luoshi.language.names import find_units
from luoshi.model.commitment import Role
from luoshi.model.text import Document, DocumentId

TITLE = "青麓市水网建设行动方案\n"


def _owners(text: str, *quotes: str, heading: str = "") -> list[Ownership]:
    """The ownership of each quoted stretch; every clause counts as a task, headings as headings."""
    flow = read_flow(Document(id=DocumentId("test"), text=text))
    outline = find_outline(flow)
    clauses = split_clauses(flow)
    units = find_units(flow.text)
    lists = find_owner_lists(flow, outline, units)
    heads = {head.start for head in outline.headings if not head.run_in} | {
        start for start, _ in outline.titles
    }
    klasses = ["heading" if clause.start in heads else "task" for clause in clauses]
    drafts = []
    for quote in quotes:
        start = flow.text.index(quote)
        i = max(k for k, clause in enumerate(clauses) if clause.start <= start)
        modality = "forbid" if "不得" in quote or "严禁" in quote else "will"
        drafts.append(CommitmentDraft(start, start + len(quote), i, modality, False, None, None, "test"))  # type: ignore[arg-type]
    return list(
        assign_owners(flow, clauses, klasses, outline, units, lists, drafts, outline.issuer)  # type: ignore[arg-type]
    )


def _named(text: str, *quotes: str) -> list[list[str]]:
    return [[owner.name for owner in found.owners] for found in _owners(text, *quotes)]


def test_the_clause_names_its_subject() -> None:
    """An explicit subject outranks the list of its paragraph."""
    text = TITLE + "一、任务\n1.强化调度。建设平台1个。市水利局要每月通报。（市数据局）"
    assert _named(text, "建设平台1个", "每月通报") == [["市数据局"], ["市水利局"]]


def test_partners_cooperate() -> None:
    """A会同B: A leads, B cooperates."""
    found = _owners(TITLE + "市水利局将会同市林业局编制规划，6月底前印发。", "编制规划", "印发")
    assert [(owner.name, owner.role) for owner in found[0].owners] == [
        ("市水利局", "lead"),
        ("市林业局", "cooperate"),
    ]
    assert [owner.name for owner in found[1].owners] == ["市水利局", "市林业局"]


def test_a_subject_goes_on_in_its_paragraph() -> None:
    """Rule 2: the nearest earlier subject, over sentences too where no list stands."""
    text = TITLE + "市水利局要完善台账，定期更新。对逾期未完成的严肃追责。"
    assert _named(text, "定期更新", "对逾期未完成的严肃追责") == [["市水利局"], ["市水利局"]]


def test_a_list_takes_over_behind_the_full_stop() -> None:
    """With a trailing list an explicit subject holds for its sentence only."""
    text = TITLE + "一、任务\n1.节水。公共机构率先使用节水器具，带头公示。新增水源3处。（责任单位：市水利局）"
    assert _named(text, "带头公示", "新增水源3处") == [["公共机构"], ["市水利局"]]


def test_permissions_and_bans_do_not_spread() -> None:
    """有条件的…可 and 任何单位不得 bind their own clause."""
    text = (
        TITLE
        + "各区县要制定方案，有条件的乡镇可以先行试点，严禁弄虚作假。任何单位不得截留资金。每季度通报进展。"
    )
    assert _named(text, "严禁弄虚作假", "不得截留资金", "每季度通报进展") == [
        ["各区县"],
        ["任何单位"],
        ["各区县"],
    ]


def test_passive_agents() -> None:
    """由X acts; 由X牵头的 is an attribute."""
    text = TITLE + "逾期未改的，由市水利局约谈。\n建立由市水利局牵头的联席会议制度。"
    assert _named(text, "约谈", "建立由市水利局牵头的联席会议制度") == [["市水利局"], ["青麓市"]]


def test_the_issuer_answers_where_nobody_is_named() -> None:
    """Rule 5."""
    found = _owners(TITLE + "新建水库2座。", "新建水库2座")[0]
    assert [owner.name for owner in found.owners] == ["青麓市"]
    assert found.inherit_rule == "issuer"


def test_a_district_leader_speaks_for_the_district() -> None:
    """The post leads to the unit; the district's leader to the district; 该局 to the bureau."""
    text = (
        "夏收忙起来\n本报讯　青麓市夏收全面展开。市农业农村局局长说，将投入农机2万台，确保颗粒归仓。\n"
        "该局还将建立应急作业队30支。\n白沙高新区管委会主任表示，高新区将建设粮食烘干中心3座。"
    )
    assert _named(text, "投入农机2万台", "建立应急作业队30支", "建设粮食烘干中心3座") == [
        ["市农业农村局"],
        ["市农业农村局"],
        ["白沙高新区"],
    ]


def test_a_quote_may_stand_before_its_speaker() -> None:
    """What is quoted at the head of a paragraph belongs to the speaker who follows."""
    text = "清淤进行时\n本报讯　青麓市召开会议。\n“今年要清淤80公里。”市水利局局长说，河道已改善。"
    found = _owners(text, "要清淤80公里")[0]
    assert [owner.name for owner in found.owners] == ["市水利局"]
    assert found.asserted_by == "市水利局"


def test_both_parties_of_an_agreement() -> None:
    """双方 and an elided subject are both; a party's name is that party."""
    text = (
        "流域共治协议\n上游方：青麓市人民政府\n下游方：白沙市人民政府\n一、责任\n"
        "双方每季度会商一次。上游方完成整治12处。\n资金实行专账管理。"
    )
    both = ["青麓市人民政府", "白沙市人民政府"]
    assert _named(text, "每季度会商一次", "完成整治12处", "资金实行专账管理") == [both, both[:1], both]


def test_records_answer_for_their_rows() -> None:
    """A label line's units own the item's contents, lead first."""
    text = (
        TITLE
        + "（一）河道淤积\n整改目标：清淤12公里\n责任单位：市水利局（牵头）、市林业局\n督导单位：市委督查室"
    )
    owners = _owners(text, "清淤12公里")[0].owners
    assert {(owner.name, owner.role) for owner in owners} == {
        ("市水利局", "lead"),
        ("市林业局", "cooperate"),
        ("市委督查室", "supervise"),
    }


def test_persons_are_never_owners() -> None:
    """A name behind a post is passed over."""
    text = "清淤进行时\n本报讯　青麓市召开会议。\n市水利局局长某某说，将清淤80公里。"
    assert _named(text, "清淤80公里") == [["市水利局"]]


def test_where_a_subject_ends() -> None:
    """The subject takes in fellows, stops before its verb, and is none where the unit is only addressed."""
    text = "到2027年，各县（市、区）政府和市水利局要建成平台，将清单报市水利局备案，全市供水量达到3亿立方米"
    flow = read_flow(Document(id=DocumentId("test"), text=text))
    found = find_subjects(flow.text, split_clauses(flow), find_units(flow.text))
    assert [subject and flow.text[subject.start : subject.end] for subject in found] == [
        None,
        "各县（市、区）政府和市水利局",
        None,
        None,
    ]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "市水利局",
                "各区县",
                "要",
                "由",
                "会同",
                "说，",
                "“",
                "”",
                "。",
                "，",
                "；",
                "\n",
                "该局",
                "双方",
                "我们",
                "：",
                "（",
                "）",
                "责任单位：",
                "全市",
            ]
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_text_gives_owners_without_crashing(pieces: list[str]) -> None:
    """Every clause can be asked for its owner; roles are known ones and subjects lie inside their clause."""
    text = "".join(pieces)
    flow = read_flow(Document(id=DocumentId("test"), text=text))
    outline = find_outline(flow)
    clauses = split_clauses(flow)
    units = find_units(flow.text)
    for clause, subject in zip(clauses, find_subjects(flow.text, clauses, units), strict=True):
        assert subject is None or clause.start <= subject.start < subject.end <= clause.end
    drafts = [
        CommitmentDraft(c.start, c.end, i, "will", False, None, None, "") for i, c in enumerate(clauses)
    ]
    lists = find_owner_lists(flow, outline, units)
    found = assign_owners(
        flow, clauses, ["task"] * len(clauses), outline, units, lists, drafts, outline.issuer
    )
    assert len(found) == len(drafts)
    for ownership in found:
        assert all(owner.role in get_args(Role) and owner.name for owner in ownership.owners)


# Speakers of these texts are called 某: a surname and a blank, never a person.
REPORT = "# 青麓市加快通道建设\n\n□青麓日报记者 某某\n\n"


def test_a_bare_name_speaks_for_the_post_it_was_introduced_with() -> None:
    """The introduction may stand before or after; 我市 is the city, an elided subject the speaker's unit."""
    lead = "发布会上，市委常委、宣传部部长，市委新闻发言人周某，市商务委党组书记、主任吴某某回答提问。\n\n"
    said = "**打造枢纽**\n\n吴某某介绍，会议作了部署。未来，我市将建设通道。\n\n推动跨境合作。\n\n"
    other = "**绘制蓝图**\n\n周某说，要做好宣传。\n\n"
    for text in (REPORT + lead + said + other, REPORT + said + other + lead):
        found = _owners(text, "建设通道", "推动跨境合作", "要做好宣传")
        assert [found.owners[0].name for found in found] == ["青麓市", "市商务委", "市委宣传部"]
        assert [found.asserted_by for found in found] == ["市商务委", "市商务委", "市委宣传部"]


def test_an_unknown_name_ends_the_statement_before() -> None:
    """Who is introduced nowhere speaks for nobody; the speaker before does not go on."""
    text = REPORT + "市水利局局长说，将建设水库。\n\n郑某某说，要多种树。\n"
    assert _owners(text, "要多种树")[0].asserted_by is None


def test_leaders_of_districts_zones_and_villages_speak_for_them() -> None:
    """江东区委 in the mouth of its secretary is the district, a short name of a zone the zone."""
    text = (
        REPORT + "江东区委书记周某表示，江东区委将建设新城。\n\n"
        "西部科学城青麓高新区党工委副书记、管委会主任表示，科学城高新区将建设实验室，培育企业。\n\n"
        "“我们将修路。”江东区北泉街道石桥村党委书记表示，将种果树。\n"
    )
    assert _named(text, "建设新城", "建设实验室", "培育企业", "我们将修路", "种果树") == [
        ["江东区"],
        ["西部科学城青麓高新区"],
        ["西部科学城青麓高新区"],
        ["江东区北泉街道石桥村"],
        ["江东区北泉街道石桥村"],
    ]


def test_a_relative_clause_names_no_actor() -> None:
    """市委召开的会议 and 市委赋予的要求 are things."""
    text = TITLE + "在6月5日市委召开的推进会上，与会人员交流。结合市委赋予的任务，市水利局要修渠。"
    assert _named(text, "修渠") == [["市水利局"]]
    text = REPORT + "在6月5日市委召开的推进会上，提出三项措施。"
    assert _named(text, "提出三项措施") == [["青麓市"]]


def test_numbers_without_a_mark_stand_before_a_subject() -> None:
    """5.1 县财政局…… as plans number their clauses."""
    text = "栾河县应急预案\n5 保障措施\n5.1 县财政局每年安排经费。\n5.2 电力、通信等单位要加强维护。\n"
    assert _named(text, "安排经费", "要加强维护") == [["县财政局"], ["电力、通信等单位"]]


def test_those_who_are_regulated_encourage_nobody() -> None:
    """鼓励 behind a class of the regulated is the issuer's again."""
    text = TITLE + "公立医院应当优先采购，鼓励有条件的企业参与。\n青麓市人民政府\n2026年3月1日\n"
    assert _named(text, "优先采购", "鼓励有条件的企业参与") == [["公立医院"], ["青麓市人民政府"]]


def test_who_only_guides_does_not_take_over() -> None:
    """A负责，B指导，新建……: the work is A's."""
    text = TITLE + "由开源开发区管委会负责，市商务局指导，新建厂房3万平方米。"
    assert _named(text, "新建厂房") == [["开源开发区管委会"]]


def test_a_board_alone_is_that_of_the_issuer_or_of_the_zone() -> None:
    """管委会 where the issuer is one, else that of the zone named before."""
    text = "临湾经济技术开发区若干措施\n\n管委会规划建设园区。\n\n临湾经济技术开发区管理委员会\n2026年3月1日\n"
    assert _named(text, "规划建设园区") == [["临湾经济技术开发区管理委员会"]]
    text = TITLE + "支持临湾经开区扩容，管委会要建设园区。"
    assert _named(text, "要建设园区") == [["临湾经开区管委会"]]
