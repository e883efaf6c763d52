"""Goals of one document: its title, its headings, the sentences that open a paragraph with an aim.

`assign_goals` is called by the pipeline with offsets of the reading text and says which goal each commitment
serves; `goals_of` finds the same goals again in a finished reading and is called by `link`. Sections without a
commitment below them (现状, 附件) are no goals. A title that says what it is about has one id in all documents of
one place, so that goals of several documents meet; 保障措施 and its like belong to their document.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luoshi.compiler.flow import Flow
from luoshi.compiler.identity import goal_ids, normal_clause
from luoshi.compiler.parts import CommitmentDraft, Outline
from luoshi.language.places import find_places, last_of_chain
from luoshi.model.commitment import GoalId
from luoshi.model.plan import Goal
from luoshi.model.reading import Reading
from luoshi.model.text import DocumentId, Span


class GoalDraft(NamedTuple):
    """A goal in offsets of the reading text; ``parent`` is an index into the same sequence."""

    id: GoalId
    title: str
    parent: int | None
    start: int
    end: int
    rule: str


class Goals(NamedTuple):
    """The goals of a document and, for each commitment, the index of the one that it serves."""

    drafts: tuple[GoalDraft, ...]
    served: tuple[int | None, ...]


class _Title(NamedTuple):
    text: str
    level: int


_NUMBERING = re.compile(
    r"^\s*(?:[#*]+\s*)?(?:第[一二三四五六七八九十百零\d]+[章节条款部分]+|专栏\s*\d+|附件\s*\d*[:：]?"
    r"|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]、?|\d{1,2}(?:\.\d{1,2})*[.．、]?(?!\d)|[①-⑳]"
    r"|[一二三四五六七八九十]{1,3}是)\s*"
)
# Words of which headings consist that could stand in any document.
_GENERAL = re.compile(
    "(?:总体|工作|主要|重点|基本|指导|发展|保障|组织|实施|推进|任务|目标|要求|原则|措施|思路|思想|步骤"
    "|安排|领导|机制|附则|总则|时间|进度|强化|加强|健全"
    "|完善|落实|责任|监督|考核|考评|宣传|引导|建设|资金|要素|投入|服务|政策|支持|管理|评估|问效|附件|其他"
    "|有关|事项|背景|情况|现状|形势|问题|回顾|阶段"
    "|部署|巩固|提升|整治|集中|动员|信息|报送|严肃|严格|纪律|执法|问责|压实|规划|年度|计划|预期|指标|方式"
    "|方法|内容|范围|对象|条件|程序|标准|依据|适用"
    "|和|与|及|、|抓好|做好|确保|狠抓|[一二三四五六七八九十]|的|工程|项目|举措|深化|改革|创新|人才|力量"
    "|督导|检查|调度|统筹|协调|下步|下一步|打算)*"
)
_SENTENCE_END = re.compile("[。；！]")
_FIGURE = re.compile(r"\d")
# An act of its own rather than an aim that the paragraph spells out.
_PLAIN_ACT = re.compile(
    "(?:要|应|须|将)?(?:负责|牵头|配合|会同|制定|编制|出台|印发|修订|建立|成立|设立|组建|召开|开展|组织"
    "|安排|实行|报送|通报|公布|落实|明确|下设|给予|完成)"
)
_SHORTEST_SPECIFIC = 6
_LONGEST_THEME = 42


def assign_goals(
    document: DocumentId, flow: Flow, outline: Outline, commitments: Sequence[CommitmentDraft]
) -> Goals:
    """The goals of a document and which of them each commitment (ascending by start) serves."""
    text = flow.text
    source = flow.source
    titles: list[_Title] = []
    spans: list[tuple[int, int]] = []
    if outline.title:
        titles.append(_Title(source[slice(*flow.to_source(*outline.title))], 0))
        spans.append(outline.title)
    for heading in outline.headings:
        titles.append(_Title(source[slice(*flow.to_source(heading.start, heading.end))], heading.level))
        spans.append((heading.start, heading.end))
    parents = _parents(titles)
    starts = [start for start, _ in spans]
    themes = _themes(text, flow, outline, commitments)
    served: list[int | None] = []
    at = -1
    theme_at: dict[int, int] = {}
    all_titles = list(titles)
    for i, commitment in enumerate(commitments):
        while at + 1 < len(starts) and starts[at + 1] <= commitment.start:
            at += 1
        section = at if at >= 0 else (0 if outline.title else None)
        theme = themes.get(i)
        if theme is None:
            served.append(section)
            continue
        if theme not in theme_at:
            theme_at[theme] = len(all_titles)
            first = commitments[theme]
            all_titles.append(_Title(_printed(flow, first.start, first.end), 99))
            spans.append((first.start, first.end))
            parents.append(section)
        served.append(theme_at[theme])
    ids = _title_ids(document, outline.issuer, titles, bool(outline.title))
    ids += _theme_ids(document, [title.text for title in all_titles[len(titles) :]])
    rules = ["title" if outline.title and i == 0 else "heading" for i in range(len(titles))]
    rules += ["theme"] * (len(all_titles) - len(titles))
    drafts = [
        GoalDraft(ids[i], plain_title(title.text), parents[i], *spans[i], rules[i])
        for i, title in enumerate(all_titles)
    ]
    return _pruned(drafts, served)


def goals_of(reading: Reading) -> tuple[Goal, ...]:
    """The goals that the commitments of a reading serve, with their ancestors, found again from its headings."""
    text = reading.document.text
    titles: list[_Title] = []
    spans: list[Span] = []
    if reading.title:
        titles.append(_Title(text[reading.title.start : reading.title.end], 0))
        spans.append(reading.title)
    for heading in reading.headings:
        titles.append(_Title(heading.text, heading.level))
        spans.append(heading.span)
    parents = _parents(titles)
    ids = _title_ids(reading.document.id, reading.issuer, titles, bool(reading.title))
    by_section = {title.text: i for i, title in reversed(list(enumerate(titles)))}
    needed = {commitment.goal for commitment in reading.commitments if commitment.goal}
    open_needs = needed - set(ids)
    found: list[Goal] = []
    kept: set[int] = set()
    themes: list[Goal] = []
    for commitment in reading.commitments if open_needs else ():
        wording = _quote(text, commitment.span, commitment.pieces)
        (theme,) = _theme_ids(reading.document.id, [wording])
        if theme not in open_needs:
            continue
        open_needs.discard(theme)
        above = by_section.get(commitment.section or "", 0 if titles else None)
        if above is not None:
            needed.add(ids[above])
        themes.append(
            Goal(
                id=theme,
                title=plain_title(wording),
                parent=None if above is None else ids[above],
                spans=(commitment.span,),
                rule="theme",
            )
        )
    for i, name in enumerate(ids):
        if name in needed:
            above = i
            while above is not None and above not in kept:
                kept.add(above)
                above = parents[above]
    for i in sorted(kept):
        parent = parents[i]
        rule = "title" if reading.title and i == 0 else "heading"
        found.append(
            Goal(
                id=ids[i],
                title=plain_title(titles[i].text),
                parent=None if parent is None else ids[parent],
                spans=(spans[i],),
                rule=rule,
            )
        )
    return (*found, *themes)


def plain_title(text: str) -> str:
    """A heading without its number, line breaks and closing mark."""
    joined = "".join(part.strip() for part in text.split("\n"))
    return _NUMBERING.sub("", joined, count=1).strip(" \u3000*#。：:—-") or joined.strip()


def home_of(issuer: str | None, title: str | None) -> str:
    """The place that a document speaks for, as far as issuer or title name it; empty where they do not."""
    for wording in (issuer, title):
        places = sorted(find_places(wording), key=wording.find) if wording else []
        if wording and places:
            return last_of_chain(wording, places[0])
    return ""


def _parents(titles: Sequence[_Title]) -> list[int | None]:
    """The nearest title above with a lower level."""
    parents: list[int | None] = []
    stack: list[int] = []
    for i, title in enumerate(titles):
        while stack and titles[stack[-1]].level >= title.level:
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(i)
    return parents


def _title_ids(
    document: DocumentId, issuer: str | None, titles: Sequence[_Title], titled: bool
) -> list[GoalId]:
    home = home_of(issuer, titles[0].text if titled else None)
    keys = []
    for i, title in enumerate(titles):
        plain = plain_title(title.text)
        shared = home and (i or not titled) and _is_specific(plain)
        keys.append((home if shared else document, plain))
    return list(goal_ids(keys))


def _theme_ids(document: DocumentId, wordings: Iterable[str]) -> list[GoalId]:
    return [goal_ids([(f"{document}\x1ftheme", wording)])[0] for wording in wordings]


def _is_specific(title: str) -> bool:
    """Whether a title says what it is about, so that the same title elsewhere means the same."""
    plain = normal_clause(title)
    return len(plain) >= _SHORTEST_SPECIFIC and not _GENERAL.fullmatch(plain)


def _themes(
    text: str, flow: Flow, outline: Outline, commitments: Sequence[CommitmentDraft]
) -> dict[int, int]:
    """Commitment → the commitment whose sentence opens the same paragraph with an aim that the rest spells out."""
    heads = {heading.start: heading.end for heading in outline.headings}
    found: dict[int, int] = {}
    i = 0
    for paragraph in flow.paragraphs:
        while i < len(commitments) and commitments[i].start < paragraph.start:
            i += 1
        last = i
        while last < len(commitments) and commitments[last].start < paragraph.end:
            last += 1
        if paragraph.kind == "text" and last - i > 2:
            start = heads.get(paragraph.start, paragraph.start)
            if _opens_with_aim(text, start, commitments[i:last]):
                found.update((k, i) for k in range(i, last))
        i = last
    return found


def _opens_with_aim(text: str, start: int, inside: Sequence[CommitmentDraft]) -> bool:
    """唱好新时代“双城记”。迭代升级…: one short sentence with one commitment and no figure, more commitments after."""
    first = inside[0]
    if first.modality not in ("will", "must") or first.subject or _PLAIN_ACT.match(text, first.start):
        return False
    stop = _SENTENCE_END.search(text, first.end)
    if not stop or text[stop.start()] != "。" or stop.start() - start > _LONGEST_THEME:
        return False
    sentence = text[start : stop.start()].lstrip("。 ")
    between = text[start : first.start].strip("。 *#")
    return (
        inside[1].start > stop.start()
        and not _FIGURE.search(sentence)
        and "，" not in between
        and text[first.end : stop.start()].strip("”’ ") == ""
    )


def _pruned(drafts: Sequence[GoalDraft], served: Sequence[int | None]) -> Goals:
    """Only goals that a commitment serves, and those above them."""
    kept: set[int] = set()
    for goal in served:
        while goal is not None and goal not in kept:
            kept.add(goal)
            goal = drafts[goal].parent
    order = {old: new for new, old in enumerate(sorted(kept))}
    return Goals(
        tuple(
            drafts[old]._replace(
                parent=None if drafts[old].parent is None else order[drafts[old].parent or 0]
            )
            for old in sorted(kept)
        ),
        tuple(None if goal is None else order[goal] for goal in served),
    )


def _printed(flow: Flow, start: int, end: int) -> str:
    return "".join(flow.source[s:e] for s, e in flow.pieces(start, end))


def _quote(text: str, span: Span, pieces: tuple[Span, ...]) -> str:
    return "".join(text[piece.start : piece.end] for piece in pieces or (span,))
