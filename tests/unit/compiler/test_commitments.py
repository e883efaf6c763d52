"""Where a commitment begins and ends, how strong it is, what fires it."""

import pytest

from luoshi.compiler.pipeline import compile_document
from luoshi.model.commitment import Commitment
from luoshi.model.text import Document, DocumentId

HEAD = "云汀市城市运行安全实施方案\n一、主要任务\n"


def read(body: str) -> tuple[str, tuple[Commitment, ...]]:
    text = HEAD + body
    return text, compile_document(Document(id=DocumentId("d"), text=text)).value.commitments


def quotes(body: str) -> list[str]:
    text, commitments = read(body)
    return [text[item.span.start : item.span.end] for item in commitments]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # subject, partner, date and modal in front of the predicate stay outside
        ("市水利局会同市财政局于2026年6月底前出台管护办法。", ["出台管护办法"]),
        ("各区县政府要加快编制排水专项规划。", ["要加快编制排水专项规划"]),
        # a thing to be achieved stays inside
        ("到2027年，全市管网漏损率控制在9%以内。", ["全市管网漏损率控制在9%以内"]),
        # a bare verb keeps its date
        ("建设城东调蓄池，2026年9月投用。", ["建设城东调蓄池", "2026年9月投用"]),
        # 其中 stays outside, a numeric tail is a commitment of its own
        (
            "新建雨水管网60公里，其中老城区不少于25公里。",
            ["新建雨水管网60公里", "老城区不少于25公里"],
        ),
        # coordinated objects stay together
        ("打造滨河、山体、街头三类公园。", ["打造滨河、山体、街头三类公园"]),
    ],
)
def test_the_span_is_the_predicate_with_its_object(body: str, expected: list[str]) -> None:
    assert quotes(body) == expected


@pytest.mark.parametrize(
    ("body", "modality"),
    [
        ("建设应急物资库3座。", "will"),
        ("各乡镇要建立巡查台账。", "must"),
        ("确保设施完好率达到98%。", "must"),
        ("力争开通环湖公交线路5条。", "strive"),
        ("探索管网保险机制。", "explore"),
        ("鼓励社会资本参与管网更新。", "encourage"),
        ("支持企业开展技术改造。", "support"),
        ("严禁擅自占用消防通道。", "forbid"),
        ("不得虚报进度。", "forbid"),
    ],
)
def test_modality(body: str, modality: str) -> None:
    _, commitments = read(body)
    assert [item.modality for item in commitments] == [modality]


def test_an_obligation_lasts_through_its_sentence() -> None:
    _, commitments = read("各区县要制定方案，细化清单。建立通报制度。")
    assert [item.modality for item in commitments] == ["must", "must", "will"]


def test_a_case_of_its_own_fires_what_follows() -> None:
    text, commitments = read("逾期未完成整改的，由市安委办约谈。")
    trigger = commitments[0].trigger
    assert trigger is not None
    assert text[trigger.start : trigger.end] == "逾期未完成整改的"


def test_a_condition_is_marked() -> None:
    _, commitments = read("有条件的区县可以建设智慧管廊。")
    assert commitments[0].conditional


def test_action_and_object_part_behind_the_verb() -> None:
    _, commitments = read("加快建设城东调蓄池，提升排涝能力。")
    assert (commitments[0].action, commitments[0].object) == ("加快建设", "城东调蓄池")


def test_facts_and_frames_bring_no_commitment() -> None:
    assert quotes("去年，全市已建成调蓄池12座。近年来，排水能力明显提升。") == []
