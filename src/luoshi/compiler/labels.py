"""Labelled lines → fields: 责任单位：…, 整改措施：…, and label groups in a closing bracket.

The lines of one item share a record; an item ends at a heading or where one of its labels comes again. Called by
`sections`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from luoshi.compiler.columns import kind_of, role_of
from luoshi.compiler.lines import Line
from luoshi.compiler.parts import Field, FieldKind, HeadingSpan, Stretch

_UNITS = (
    "(?:市级|区级|县级|省级|主要|共同|第一)?(?:责任|牵头|配合|协办|协同|协作|协助|主办|承办|承担|实施|建设|督导|督办|督查|督察|督促|监督|验收|主管|监管|"
    "行业主管|指导|参与|参加|落实|组织|支持|整改|运营|联系|挂钩|会同|执行|销号审核|审核|包保|推进|项目)(?:责任)?(?:单位|部门|主体|机构|方|地区|区县|县区|层级)|"
    "责任分工|工作分工|任务分工|牵头|配合|业主单位|项目业主|项目法人|责任(?=[：:])"
)
_DEADLINES = (
    "(?:整改|完成|办理|销号|办结|工作|实施|建设|截止|竣工|投产|计划|预计|时间|任务|达标|落实|验收|治理|计划完成|拟完成|起止)"
    "(?:完成)?(?:时限|期限|时间|时间节点|日期|进度|年限|周期|节点|年月)|时限|期限|工期|建设周期|时间节点|时间安排|时间要求|进度安排|时限要求|完成时限要求"
)
_CONTENTS = (
    "(?:整改|工作|总体|主要|年度|阶段|建设|绩效|预期|重点|具体|攻坚|治理|近期|远期|任务|实施|行动|创建|改革|下一步|当前|本年度|\\d{4}年|目标|质量|管控|准入)?"
    "(?:目标|措施|任务|内容|举措|要求|规模|标准|成果|安排|打算|计划|事项|进展|进度|做法|对策|思路|路径|目标任务|工作任务|工作措施|建设内容|建设规模|内容及规模|内容和规模|工作要求|成果形式|形象进度|目标要求)"
)
_FACTS = (
    "(?:反馈|存在|主要|突出|具体|整改)?(?:问题|情形|情况|问题情形|问题描述|问题表现|问题概述|具体表现|现状|基本情况|问题清单|不足|原因|原因分析|成因|背景|依据|问题来源|进展情况|完成情况|整改情况|整改进展|建设地点|总投资|项目总投资|投资规模|项目概况|工程概况)"
)
_NAMES = "(?:项目|工程|任务|事项|问题)名称"
_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[ \u3000；;。，,（(\[【\t]))(?:(?P<units>{_UNITS})|(?P<deadline>{_DEADLINES})|(?P<content>{_CONTENTS})|(?P<fact>{_FACTS})|(?P<name>{_NAMES}))(?P<more>[（(][^（）()]{{1,12}}[）)])?[：:] ?"
)
_INNER: frozenset[str] = frozenset({"units", "deadline"})
_TRIM = " \u3000；;。，,"


def find_labels(
    lines: Sequence[Line], skip: frozenset[int], heads: Sequence[HeadingSpan], record: int
) -> tuple[list[Field], list[Stretch]]:
    """The fields of all labelled lines and the stretches that they speak about.

    ``skip`` are lines of tables and titles, ``heads`` the headings, ascending.
    """
    fields: list[Field] = []
    spans: dict[int, tuple[int, int]] = {}
    starts = [head.start for head in heads]
    section = -1
    seen: set[str] = set()
    item = None
    closed = 0
    for i, line in enumerate(lines):
        if i in skip or line.form in ("furniture", "row", "byline") or ("：" not in line.text and ":" not in line.text):
            continue
        here = bisect_right(starts, line.end - 1)
        if here != section:
            section, seen, item = here, set(), None
        whole, groups = _read_line(line)
        if whole:
            words = {text for text, *_ in whole}
            if item is None or seen & words:
                record += 1
                item, seen = record, set()
            seen |= words
            _add(fields, whole, item)
            alone = all(kind in _INNER for _, kind, *_ in whole)
            start = spans[item][0] if item in spans else _reach(heads, here, closed) if alone else line.start
            spans[item] = (start, line.end)
            closed = line.end
        if groups:
            record += 1
            _add(fields, groups, record)
            alone = groups[0][2] - line.start <= 1
            spans[record] = (_reach(heads, here, closed) if alone else line.start, line.end)
            closed = line.end
    fields.sort(key=lambda field: (field.start, field.end))
    return fields, sorted(Stretch(start, end, number) for number, (start, end) in spans.items())


_Found = tuple[str, FieldKind, int, int, int, int]  # word, kind, label start and end, content start and end


def _read_line(line: Line) -> tuple[list[_Found], list[_Found]]:
    """The labels that the line is made of, and those of a bracket inside it."""
    whole: list[_Found] = []
    groups: list[_Found] = []
    matches = list(_LABEL.finditer(line.text, line.number.body if line.number else 0))
    first = line.number.body if line.number else 0
    kept: list[re.Match[str]] = []
    for match in matches:
        before = line.text[match.start() - 1] if match.start() else ""
        if match.start() == first or (before in "（([【" and match.lastgroup) or (kept and _kind_group(match) in _INNER):
            kept.append(match)
    for k, match in enumerate(kept):
        at = match.start()
        bracket = at > 0 and line.text[at - 1] in "（([【"
        inner = bracket or bool(groups)
        if bracket and _kind_group(match) not in _INNER:
            continue
        end = kept[k + 1].start() if k + 1 < len(kept) else len(line.text)
        if inner:
            end = min(end, _closing(line.text, match.end()))
        start, end = _trimmed(line.text, match.end(), end)
        if start >= end:
            continue
        kind: FieldKind = _kind_group(match)  # type: ignore[assignment]
        word = match[0].rstrip(" ：:")
        entry = (word, kind, line.start + at, line.start + match.end(), line.start + start, line.start + end)
        (groups if inner else whole).append(entry)
    return whole, groups


def _kind_group(match: re.Match[str]) -> str:
    return next(name for name in ("units", "deadline", "content", "fact", "name") if match[name] is not None)


def _closing(text: str, at: int) -> int:
    depth = 0
    for i in range(at, len(text)):
        if text[i] in "（([【":
            depth += 1
        elif text[i] in "）)]】":
            if not depth:
                return i
            depth -= 1
    return len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in _TRIM + "（([【":
        end -= 1
    while start < end and text[start] in " \u3000":
        start += 1
    return start, end


def _add(fields: list[Field], found: Sequence[_Found], record: int) -> None:
    for word, kind, label_start, label_end, start, end in found:
        fields.append(Field(label_start, label_end, "label", record))
        role = role_of(word) if kind == "units" else None
        exact = kind_of(word) or kind
        fields.append(Field(start, end, "place" if exact == "place" else kind, record, role))


def _reach(heads: Sequence[HeadingSpan], here: int, closed: int) -> int:
    """Where the stretch begins that a line of units closes: behind the line before, or at the section's heading.

    Run-in headings open a paragraph each; the line stands below all of them and closes the section above.
    """
    at = here - 1
    while at > 0 and heads[at].run_in and heads[at].start > closed:
        if heads[at - 1].level < heads[at].level:
            at -= 1
            break
        at -= 1
    return max(closed, heads[at].start) if at >= 0 else closed
