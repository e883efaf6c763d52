"""Plan → DOCX: the tasks by goal, in the layout of an official document (GB/T 9704—2012).

`write_official_document` is called by the command line. It writes the body only: no red head, no document number,
no seal, since the program issues nothing; issuer and date are printed where they are given. 方正小标宋, 仿宋, 楷体 and
黑体 are named, not embedded. The bytes depend on the arguments alone.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import NamedTuple

from luoshi.exchange.official_page import (
    BODY,
    FIRST,
    NOTE,
    SECOND,
    TITLE,
    Face,
    add_line,
    add_signature,
    new_page,
)
from luoshi.exchange.plan_words import MODALITIES, deadline_words, quantity_words
from luoshi.exchange.task_rows import TaskRow, task_rows, title_of
from luoshi.model.commitment import GoalId, Role
from luoshi.model.plan import Goal, Plan

_ILLEGAL = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_DIGITS = "零一二三四五六七八九"
_ROLE_ORDER: tuple[Role, ...] = ("lead", "responsible", "cooperate", "guide", "supervise", "accept")
_ROLE_LABELS: Mapping[Role, str] = {
    "lead": "牵头单位",
    "responsible": "责任单位",
    "cooperate": "配合单位",
    "guide": "指导单位",
    "supervise": "督导单位",
    "accept": "验收单位",
}
# Said beside the task, since the clause alone may not show it.
_WEAK = ("strive", "explore", "encourage", "support")
# 22 pt in 156 mm.
_TITLE_CHARACTERS = 20
_BREAK_BEHIND, _BREAK_BEFORE = "》”）、，的和与及市县区省化", "《“（"
_CLOSING = "》”）、，。；："
_STOPS = "。；;，,、：: "
_UNASSIGNED = "其他事项"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


class _Line(NamedTuple):
    face: Face
    text: str


def write_official_document(
    plan: Plan,
    *,
    created: date,
    title: str | None = None,
    issuer: str | None = None,
    dated: date | None = None,
) -> bytes:
    """The document; ``created`` is the date that its properties bear, ``dated`` the one below the text."""
    rows = task_rows(plan, "zh")
    document = new_page()
    for line in _lines(plan, rows, title or _title(plan)):
        add_line(document, line.face, line.text)
    if issuer or dated:
        add_line(document, BODY, "")
        day = f"{dated.year}年{dated.month}月{dated.day}日" if dated else ""
        add_signature(document, _clean(issuer or ""), day)
    properties = document.core_properties
    properties.title = _clean(title or _title(plan))
    properties.author = properties.last_modified_by = _clean(issuer or "")
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = "zh-CN"
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(created, time())
    buffer = BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _lines(plan: Plan, rows: list[TaskRow], title: str) -> Iterator[_Line]:
    yield _Line(TITLE, "\n".join(_title_lines(_clean(title))))
    yield _Line(BODY, "")
    yield _Line(BODY, _introduction(plan, rows))
    labels = {reading.document.id: f"文件{i}" for i, reading in enumerate(plan.readings, 1)}
    if len(labels) == 1:
        labels = dict.fromkeys(labels, "原文")
    number = 0
    for first, (heading, groups) in enumerate(_sections(plan, rows), 1):
        yield _Line(FIRST, f"{_numeral(first)}、{heading}")
        second = 0
        for subheading, listed in groups:
            if subheading:
                second += 1
                yield _Line(SECOND, f"（{_numeral(second)}）{subheading}")
            for row in listed:
                number += 1
                yield _Line(BODY, f"{number}. {_task(row)}")
                yield _Line(NOTE, _duty(row, labels[row.reading.document.id]))


def _introduction(plan: Plan, rows: list[TaskRow]) -> str:
    titles = [f"《{_clean(title_of(reading)).strip('《》')}》" for reading in plan.readings]
    sources = "".join(titles) or "所给文件"
    if len(titles) > 1:
        sources = "、".join(f"{title}（以下称文件{i}）" for i, title in enumerate(titles, 1))
    ownerless = sum(not row.commitment.owners for row in rows)
    undated = sum(row.commitment.deadline is None for row in rows)
    figures = sum(len(row.figures) for row in rows)
    gaps = [
        f"{ownerless}项未指明责任单位" if ownerless else "",
        f"{undated}项未定完成时限" if undated else "",
    ]
    said = "，其中原文" + "、".join(gap for gap in gaps if gap) if any(gaps) else ""
    return (
        f"本分解由{sources}整理，共{len(rows)}项任务、{figures}项量化目标{said}。"
        "各项注明原文位置，未写明的不作推定。"
    )


def _sections(plan: Plan, rows: list[TaskRow]) -> list[tuple[str, list[tuple[str | None, list[TaskRow]]]]]:
    """Tasks below two levels of goals, in the order of their first task; deeper goals go to the second level."""
    goals = {goal.id: goal for goal in plan.goals}
    sections: dict[str, dict[str | None, list[TaskRow]]] = {}
    for row in rows:
        chain = _chain(row.commitment.goal, goals) or [_clean(step) for step in map(_plain, row.path)]
        first, second = (chain[0] if chain else _UNASSIGNED), (chain[1] if len(chain) > 1 else None)
        sections.setdefault(first, {}).setdefault(second, []).append(row)
    # Tasks of the goal itself before those of the goals below it.
    return [
        (first, sorted(groups.items(), key=lambda group: group[0] is not None))
        for first, groups in sections.items()
    ]


def _chain(name: GoalId | None, goals: Mapping[GoalId, Goal]) -> list[str]:
    """Titles of the goals from the highest below the document's title to the one that a task serves."""
    chain: list[str] = []
    seen: set[GoalId] = set()
    goal = goals.get(name) if name else None
    while goal is not None and goal.id not in seen:
        seen.add(goal.id)
        if goal.rule != "title":
            chain.append(_clean(goal.title))
        goal = goals.get(goal.parent) if goal.parent else None
    return chain[::-1]


def _task(row: TaskRow) -> str:
    words = _clean(row.task).strip(_STOPS)
    weak = ""
    if row.commitment.modality in _WEAK and MODALITIES[row.commitment.modality].zh not in words:
        weak = f"（{MODALITIES[row.commitment.modality].zh}）"
    figures = [_clean(quantity_words(each, "zh")) for each in row.figures if each.bound != "="]
    return f"{words}{weak}。" + (f"目标值：{'；'.join(figures)}。" if figures else "")


def _duty(row: TaskRow, source: str) -> str:
    """（牵头单位：…；完成时限：…；来源：…）"""
    parts = []
    for role in _ROLE_ORDER:
        names = "、".join(owner.name for owner in row.commitment.owners if owner.role == role)
        if names:
            parts.append(f"{_ROLE_LABELS[role]}：{names}")
    if not row.commitment.owners:
        parts.append("责任单位：未指明")
    deadline = row.commitment.deadline
    parts.append(f"完成时限：{(row.printed or deadline_words(deadline, 'zh')) if deadline else '未定'}")
    parts.append(f"来源：{source}{row.place}")
    return _clean(f"（{'；'.join(parts)}）")


def _title(plan: Plan) -> str:
    titles = [title_of(reading) for reading in plan.readings]
    if not titles:
        return "任务分解"
    named = f"《{titles[0].strip('《》')}》"
    return f"{named}任务分解" if len(titles) == 1 else f"{named}等{len(titles)}份文件任务分解"


def _title_lines(title: str) -> list[str]:
    """A title in lines of about one length, broken behind a mark or 的 where one is near.

    >>> _title_lines("《柳浦市城乡供水一体化三年行动方案（2026—2028年）》任务分解")
    ['《柳浦市城乡供水一体化三年行动方案', '（2026—2028年）》任务分解']
    """
    count = -(-len(title) // _TITLE_CHARACTERS)
    lines = []
    rest = title
    for left in range(count, 1, -1):
        ideal = round(len(rest) / left)
        reach = range(max(ideal - 4, 1), min(ideal + 5, _TITLE_CHARACTERS + 1, len(rest)))
        free = [at for at in reach if rest[at] not in _CLOSING and rest[at - 1] not in _BREAK_BEFORE]
        good = [at for at in free if rest[at - 1] in _BREAK_BEHIND or rest[at] in _BREAK_BEFORE]
        at = min(good or free or [ideal], key=lambda at: abs(at - ideal))
        lines.append(rest[:at])
        rest = rest[at:]
    return [*lines, rest]


def _plain(heading: str) -> str:
    return re.sub(
        r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、])\s*", "", heading
    )


def _numeral(number: int) -> str:
    """一 to 九十九, then digits.

    >>> [_numeral(n) for n in (1, 10, 11, 20, 35, 100)]
    ['一', '十', '十一', '二十', '三十五', '100']
    """
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def _clean(text: str) -> str:
    """Text on one line, without what XML cannot hold."""
    return _ILLEGAL.sub("", text)


def _without_times(data: bytes) -> bytes:
    """The archive with the same members and no times of writing."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return buffer.getvalue()
