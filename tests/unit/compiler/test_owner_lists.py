"""Lists of responsible units in every printed form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.compiler.normalise import read_flow
from luoshi.compiler.owner_lists import OwnerListDraft, find_owner_lists
from luoshi.compiler.sections import find_outline
from luoshi.language.names import find_units
from luoshi.model.text import Document, DocumentId


def _lists(text: str) -> tuple[str, tuple[OwnerListDraft, ...]]:
    flow = read_flow(Document(id=DocumentId("test"), text=text))
    return flow.text, find_owner_lists(flow, find_outline(flow), find_units(flow.text))


def _marked(text: str) -> list[str]:
    marks = {"lead": "^", "cooperate": "+", "responsible": "", "guide": "~", "supervise": "!", "accept": "#"}
    return [" ".join(owner.name + marks[owner.role] for owner in draft.owners) for draft in _lists(text)[1]]


@pytest.mark.parametrize(
    ("bracket", "owners"),
    [
        ("（责任单位：市教育局、市财政局）", "市教育局 市财政局"),
        ("（市教育局牵头，市财政局、市科技局配合）", "市教育局^ 市财政局+ 市科技局+"),
        ("〔市教育局、市财政局按职责分工负责〕", "市教育局 市财政局"),
        ("(牵头单位：市教育局；配合单位：市财政局，各区县政府)", "市教育局^ 市财政局+ 各区县政府+"),
        ("（市教育局*、市财政局）", "市教育局^ 市财政局+"),
        ("（市教育局（牵头），市财政局）", "市教育局^ 市财政局+"),
        ("（市教育局会同市财政局、市科技局落实）", "市教育局^ 市财政局+ 市科技局+"),
        ("（各区县（自治县）政府，市教育局指导）", "各区县（自治县）政府 市教育局~"),
        ("（市教育局牵头，市财政局配合；12月底前完成）", "市教育局^ 市财政局+"),
        ("（教务处牵头，人事处、各学院配合）", "教务处^ 人事处+ 各学院+"),
        ("（市教育局、人民银行青麓市分行、各金融机构）", "市教育局 人民银行青麓市分行 各金融机构"),
        ("［省教育厅牵头，青麓市、白沙市人民政府配合］", "省教育厅^ 青麓市人民政府+ 白沙市人民政府+"),
    ],
)
def test_trailing_brackets(bracket: str, owners: str) -> None:
    """The bracket at the end of a paragraph gives units and roles."""
    assert _marked(f"青麓市方案\n一、任务\n1.扩建学校。新增学位3000个。{bracket}") == [owners]


@pytest.mark.parametrize(
    "bracket",
    [
        "（以下简称市教育局）",
        "（含各区县政府，下同）",
        "（市教育局局长）",
        "（青麓县）",
        "（见附件）",
        "（一期）",
    ],
)
def test_other_brackets_are_no_lists(bracket: str) -> None:
    """Asides, definitions and posts are no lists."""
    assert _marked(f"青麓市方案\n一、任务\n1.扩建学校{bracket}。新增学位3000个。") == []


def test_reach_goes_back_to_the_list_before() -> None:
    """Two lists in one paragraph part it between them."""
    text, found = _lists("青麓市方案\n一、任务\n1.扩建学校。（市教育局）新建公园。（市林业局）")
    assert [text[draft.reach[0] : draft.start] for draft in found] == ["1.扩建学校。", "新建公园。"]


def test_label_lines_answer_for_their_item() -> None:
    """Labelled lines reach over the item that they belong to."""
    text, found = _lists(
        "青麓市整改清单\n（一）河道淤积\n整改目标：清淤12公里\n整改措施：开展清淤\n责任单位：市水利局、青麓县政府\n督导单位：市生态环境局"
    )
    assert [[owner.role for owner in draft.owners] for draft in found] == [
        ["responsible", "responsible"],
        ["supervise"],
    ]
    assert all("清淤12公里" in text[slice(*draft.reach)] for draft in found)


def test_a_closing_clause_is_a_list() -> None:
    """由A牵头、B配合 at the end of a paragraph assigns it."""
    assert _marked("青麓市方案\n新建水库2座，由市水利局牵头，市财政局、市林业局配合。") == [
        "市水利局^ 市财政局+ 市林业局+"
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "（",
                "）",
                "市水利局",
                "牵头",
                "、",
                "，",
                "责任单位：",
                "。",
                "\n",
                "各县（市、区）",
                "配合",
                "12",
            ]
        ),
        max_size=30,
    )
)
def test_any_text_gives_ascending_lists(pieces: list[str]) -> None:
    """Broken brackets never crash and lists never overlap."""
    text, found = _lists("".join(pieces))
    at = 0
    for draft in found:
        assert at <= draft.start < draft.end <= len(text)
        assert draft.reach[0] <= draft.start
        at = draft.end


def test_the_first_of_each_list_leads_where_the_text_says_so() -> None:
    """列在首位的为牵头单位 is said once and is no unit."""
    text = (
        "青麓市任务分工\n1.修渠。（责任单位：市水利局、市财政局；列在首位的为牵头单位，下同）\n"
        "2.种树。（责任单位：市林业局、市生态环境局、各区县政府）\n"
    )
    found = [[(owner.name, owner.role) for owner in draft.owners] for draft in _lists(text)[1]]
    assert found == [
        [("市水利局", "lead"), ("市财政局", "cooperate")],
        [("市林业局", "lead"), ("市生态环境局", "cooperate"), ("各区县政府", "cooperate")],
    ]
