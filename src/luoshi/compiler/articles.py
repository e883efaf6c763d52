"""Flow and outline → articles, sections and paragraphs in reading order, in spans of the document.

The end of the pipeline calls `build_articles`. Every paragraph stands once: later copies, page furniture and the
title lines are left out; a paragraph that the page broke has several pieces.
"""

from luoshi.compiler.flow import Flow, FlowParagraph
from luoshi.compiler.parts import HeadingSpan, Outline
from luoshi.model.structure import Article, Paragraph, Section
from luoshi.model.text import DocumentId, Span


def build_articles(flow: Flow, outline: Outline, document: DocumentId) -> tuple[Article, ...]:
    """All articles; a text that is no page of several is one."""
    titles = {start for start, _ in outline.titles}
    heads = outline.headings
    articles: list[Article] = []
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    title = _span(flow, document, *outline.title) if outline.title else None
    heading: Span | None = None
    h = 0

    def close_section() -> None:
        if paragraphs or heading is not None:
            sections.append(Section(heading=heading, paragraphs=tuple(paragraphs)))
            paragraphs.clear()

    for paragraph in flow.paragraphs:
        alone = False
        while h < len(heads) and heads[h].start < paragraph.end:
            head = heads[h]
            h += 1
            close_section()
            if head.article:
                if sections or title is not None:
                    articles.append(Article(title=title, sections=tuple(sections)))
                sections, title, heading = [], _span(flow, document, head.start, head.end), None
            else:
                heading = _span(flow, document, head.start, head.end)
            alone = alone or _fills(head, paragraph)
        if alone or not _counts(paragraph) or paragraph.start in titles:
            continue
        pieces = flow.pieces(paragraph.start, paragraph.end)
        paragraphs.append(Paragraph(pieces=tuple(Span(document, start, end) for start, end in pieces)))
    close_section()
    if sections or title is not None:
        articles.append(Article(title=title, sections=tuple(sections)))
    return tuple(articles)


def _counts(paragraph: FlowParagraph) -> bool:
    return paragraph.kind != "furniture" and paragraph.copy_of is None and paragraph.end > paragraph.start


def _fills(head: HeadingSpan, paragraph: FlowParagraph) -> bool:
    """Whether the heading is all of its paragraph."""
    return not head.run_in and head.start == paragraph.start and head.end >= paragraph.end - 1


def _span(flow: Flow, document: DocumentId, start: int, end: int) -> Span:
    """From the first to the last character, over a hard wrap between them."""
    pieces = flow.pieces(start, end)
    first, last = pieces[0], pieces[-1]
    return Span(document, first[0], max(first[1], last[1])) if last[1] >= first[0] else Span(document, *first)
