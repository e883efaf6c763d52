"""The whole compiler: grounded, deterministic, never at a loss."""

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.compiler.invariants import check_invariants, spans_of
from luoshi.compiler.pipeline import compile_document
from luoshi.model.text import Document, DocumentId

PIECES = st.sampled_from(
    [
        "一、总体要求", "（一）", "1.", "第三条　", "到2027年，", "每季度", "市水利局", "市发展改革委、市财政局", "要", "将", "不得",
        "建设", "完成", "推进", "中心", "30个", "达到95%以上", "3—5家", "“一轴两翼”", "即", "（责任单位：市水利局）", "责任单位：", "整改时限：",
        "，", "。", "；", "：", "\n", "\n\n", "\t", " ", "“", "”", "（", "）", "**", "## ", "- 3 -", "其中", "分别", "对", "的", "he", "，，", "\u200b", "𠮷",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_administrative_jumble_compiles(text: str) -> None:
    document = Document(id=DocumentId("d"), text=text)
    reading = compile_document(document).value
    check_invariants(reading)
    assert compile_document(document).value == reading


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_compiles(text: str) -> None:
    check_invariants(compile_document(Document(id=DocumentId("d"), text=text)).value)


def test_an_edit_elsewhere_changes_no_id() -> None:
    text = "汀州市排水实施方案\n一、任务\n建设调蓄池3座。\n二、保障\n建立通报制度。"
    before = compile_document(Document(id=DocumentId("d"), text=text)).value
    after = compile_document(Document(id=DocumentId("d"), text=text.replace("一、任务\n", "一、任务\n推广节水器具。\n"))).value
    assert {item.id for item in before.commitments} < {item.id for item in after.commitments}


def test_every_span_belongs_to_the_document() -> None:
    text = "汀州市排水实施方案\n到2027年，建设调蓄池3座。（责任单位：市水利局）"
    reading = compile_document(Document(id=DocumentId("d"), text=text)).value
    assert {span.document for _, span in spans_of(reading)} == {"d"}
