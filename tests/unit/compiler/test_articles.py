"""Articles, sections and paragraphs in reading order."""

from dataclasses import replace

from luoshi.compiler.articles import build_articles
from luoshi.compiler.flow import Flow
from luoshi.compiler.normalise import read_flow
from luoshi.compiler.sections import find_outline
from luoshi.model.structure import Article
from luoshi.model.text import Document, DocumentId

TEXT = """青麓县节水行动计划
为落实节水要求，制定本计划。
一、总体目标
到2028年用水总量控制在3亿立方米以内。
二、重点任务
（一）农业节水。新增高效节水灌溉面积5万亩。
（二）工业节水。推动12家企业改造。
"""


def _articles(flow: Flow) -> tuple[Article, ...]:
    return build_articles(flow, find_outline(flow), DocumentId("test"))


def _flow(text: str) -> Flow:
    return read_flow(Document(id=DocumentId("test"), text=text))


def _words(text: str, article: Article) -> list[tuple[str | None, list[str]]]:
    return [
        (
            text[section.heading.start : section.heading.end] if section.heading else None,
            [
                "".join(text[piece.start : piece.end] for piece in paragraph.pieces)
                for paragraph in section.paragraphs
            ],
        )
        for section in article.sections
    ]


def test_sections_of_one_text() -> None:
    (article,) = _articles(_flow(TEXT))
    assert article.title is not None
    assert TEXT[article.title.start : article.title.end] == "青麓县节水行动计划"
    assert _words(TEXT, article) == [
        (None, ["为落实节水要求，制定本计划。"]),
        ("一、总体目标", ["到2028年用水总量控制在3亿立方米以内。"]),
        ("二、重点任务", []),
        ("（一）农业节水", ["（一）农业节水。新增高效节水灌溉面积5万亩。"]),
        ("（二）工业节水", ["（二）工业节水。推动12家企业改造。"]),
    ]


def test_copies_stand_once() -> None:
    flow = _flow(TEXT)
    copied = replace(
        flow, paragraphs=(*flow.paragraphs[:3], replace(flow.paragraphs[3], copy_of=1), *flow.paragraphs[4:])
    )
    (article,) = _articles(copied)
    assert _words(TEXT, article)[1] == ("一、总体目标", [])


def test_articles_of_a_page() -> None:
    text = (
        "# 绿道串起全城\n\n本报讯　昨日，记者从市园林局获悉，全市已建成绿道300公里。\n\n"
        "# 老旧小区换新颜\n\n□本报记者\n\n今年将改造老旧小区48个。\n\n**怎么改**\n\n每个小区至少召开3次议事会。\n"
    )
    articles = _articles(_flow(text))
    assert [_words(text, article) for article in articles] == [
        [(None, ["本报讯　昨日，记者从市园林局获悉，全市已建成绿道300公里。"])],
        [(None, ["今年将改造老旧小区48个。"]), ("怎么改", ["每个小区至少召开3次议事会。"])],
    ]
    assert all(article.title for article in articles)


def test_nothing() -> None:
    assert _articles(_flow("")) == ()
