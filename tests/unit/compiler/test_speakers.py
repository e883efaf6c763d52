"""Which place a text speaks for, and which words are persons' names, on texts of our own."""

import pytest

from luoshi.compiler.normalise import read_flow
from luoshi.compiler.references import read_setting
from luoshi.compiler.sections import find_outline
from luoshi.language.names import find_units
from luoshi.language.persons import is_person
from luoshi.model.text import Document, DocumentId


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("# 谱写新篇章\n\n□新重庆-重庆日报记者\n\n市商务委将推动通道建设，我市要加快发展。", "重庆市"),
        ("# 加快建设\n\n（新青麓周报记者）\n\n青麓将加快发展，市水利局要修渠。江东区将建新城。", "青麓市"),
        ("# 老城更新\n\n《白沙晚报》记者获悉，白沙区政府将推进改造，全区要完成，区教育局负责。", "白沙区"),
        ("关于印发《工作要点》的通知\n\n区发改局负责。\n\n青麓市江南区人民政府办公室\n2026年3月1日", "江南区"),
        ("# 会议召开\n\n市水利局要修渠，市林业局要种树。江东区已完成。", ""),
    ],
)
def test_the_place_a_text_speaks_for(text: str, home: str) -> None:
    """The issuer's own place, the paper's city, never a district where the text speaks of its city."""
    flow = read_flow(Document(id=DocumentId("test"), text=text))
    outline = find_outline(flow)
    assert read_setting(flow.text, outline, find_units(flow.text), outline.issuer).home == home


@pytest.mark.parametrize(
    ("words", "person"),
    [("周某", True), ("吴某某", True), ("欧阳某某", True), ("高度重视", False), ("安排", False), ("任组长", False)],
)
def test_names_are_told_from_words(words: str, person: bool) -> None:
    """A surname alone makes no name."""
    assert is_person(words) is person
