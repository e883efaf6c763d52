"""Lists of responsible units: brackets, label lines, cells and closing clauses → units with roles and reach.

Enters: the reading text, its outline and the unit mentions. Leaves: `OwnerListDraft`s in text order, each with
the stretch of text that it governs: back to the list before it or to the start of its paragraph, or the record
of its label line or row. `pipeline` prints them and `owners` assigns by them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import Field, Outline
from luoshi.compiler.running import NUMBER, running_paragraphs
from luoshi.language.names import UnitMention
from luoshi.model.commitment import Owner, Role


class OwnerListDraft(NamedTuple):
    """A list of units as printed at ``start``–``end``, and the stretch ``reach`` for which it answers."""

    start: int
    end: int
    owners: tuple[Owner, ...]
    reach: tuple[int, int]
    rule: str


_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_LABEL_WORD = (
    r"(?:市级|省级|区级|县级)?(?:责任|牵头|配合|主办|协办|承办|实施|落实|督导|督办|督查|督察|验收|销号|指导|监督|监管|主管|行业主管|参与"
    r"|主体责任|主责|整改|整改责任|完成|协同|建设|联系|支持|包保|执行|销号验收)(?:责任)?(?:单位|部门|主体|处室|科室|地区|区县)"
    r"|牵头|责任|分工|责任分工|主办|协办|配合"
)
_LABEL = re.compile(rf"[ 　]*({_LABEL_WORD})[：:][ 　]*")
_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
_INNER_LABEL = re.compile(rf"(?:[；;。，, 　])(({_LABEL_WORD})[：:])")
_SPLIT = "、，,；;。/／|　 "
_ROLE_WORDS: tuple[tuple[str, Role], ...] = (
    ("牵头", "lead"),
    ("主办", "lead"),
    ("总牵头", "lead"),
    ("验收", "accept"),
    ("销号", "accept"),
    ("督导", "supervise"),
    ("督办", "supervise"),
    ("督查", "supervise"),
    ("督察", "supervise"),
    ("监督", "supervise"),
    ("监管", "supervise"),
    ("督促", "supervise"),
    ("指导", "guide"),
    ("配合", "cooperate"),
    ("协助", "cooperate"),
    ("协同", "cooperate"),
    ("协办", "cooperate"),
    ("参与", "cooperate"),
    ("参加", "cooperate"),
    ("支持", "cooperate"),
    ("责任", "responsible"),
    ("负责", "responsible"),
    ("落实", "responsible"),
    ("实施", "responsible"),
    ("承办", "responsible"),
    ("分工", "responsible"),
    ("完成", "responsible"),
    ("执行", "responsible"),
    ("推进", "responsible"),
)
# What says the part that units play, behind them.
_SUFFIX = re.compile(
    r"(?:等(?:有关|相关|市级|市直|区直)*(?:部门|单位)?)?"
    r"(?:(?:等)?(?:(?:按照|根据|依据|按)(?:各自)?(?:职责|职能|分工)(?:分工)?)?(?:共同|分别|具体|联合|密切|积极|统筹|分工|依职责|按职责)?"
    r"(?:总?牵头(?:负责|落实|组织|实施|抓好|推进)?|主办|配合(?:落实|实施|做好)?|协助|协同|协办|参与|参加|支持|(?:业务|行业)?指导|督导|督办"
    r"|督查|督察|监督|监管|督促(?:落实)?|验收|销号|负责(?:落实|实施|推进|组织实施)?|落实|组织实施|实施|承办|执行|推进(?:落实)?|抓好落实|完成))+$"
    r"|(?:等(?:有关|相关|市级|市直|区直)*(?:部门|单位)?)?(?:(?:按照|根据|依据|按)(?:各自)?(?:职责|职能|分工)(?:分工)?(?:负责|落实)?)$"
    r"|等(?:有关|相关|市级|市直|区直)*(?:部门|单位)?$"
)
_PREFIX = re.compile(r"^(?:由|请|各)?(?:(?:牵头|责任|配合|主办|协办)(?:单位|部门)?)?[：:]?")
_MARK = re.compile(r"[（(](牵头|牵头单位|牵头负责|主办|配合|协办|指导|督导|负责|责任单位|参与|验收|落实)[）)]")
_JOINT = re.compile(r"(?:会同|联合|商|协同)")
_CLOSING = re.compile(
    r"(?:组织实施|负责实施|具体实施|负责落实|抓好落实|牵头负责|牵头落实|分工负责|分工落实|牵头|配合|负责)(?=[。；\n]|$)"
)
_STRONG_CLOSING = ("实施", "落实", "分工负责")


def find_owner_lists(flow: Flow, outline: Outline, units: Sequence[UnitMention]) -> tuple[OwnerListDraft, ...]:
    """All lists of the reading text, ascending, none overlapping."""
    text = flow.text
    starts = [unit.start for unit in units]
    found: list[OwnerListDraft] = []
    at = 0
    for match in re.finditer(rf"[{_OPEN}]", text):
        if match.start() < at:
            continue
        draft = _bracket(text, match.start(), units, starts)
        if draft is not None:
            found.append(draft)
            at = draft.end
    fields = [field for field in outline.fields if field.kind == "units"]
    found.extend(_inline(text, units, starts, found, [field.start for field in fields]))
    found = _with_reach(flow, outline, sorted([*found, *_closings(text, units, starts, found, fields)]))
    taken = [draft.start for draft in found]
    for field in fields:
        k = bisect_right(taken, field.start) - 1
        if k >= 0 and found[k].end > field.start:
            continue
        owners = read_units(text, field.start, field.end, units, starts, field.role)
        if owners:
            found.append(OwnerListDraft(field.start, field.end, owners, (field.start, field.end), f"field:{field.record}"))
    return tuple(sorted(_with_records(outline, found)))


def _with_reach(flow: Flow, outline: Outline, found: list[OwnerListDraft]) -> list[OwnerListDraft]:
    """Brackets reach back to the one before them or to their paragraph; one that stands alone, to its heading."""
    text = flow.text
    paragraph_starts = [paragraph.start for paragraph in flow.paragraphs]
    running = running_paragraphs(flow, outline)
    opens = {heading.start for heading in outline.headings if heading.run_in}
    heads = sorted(heading.end for heading in outline.headings)
    result: list[OwnerListDraft] = []
    for draft in found:
        here = running[bisect_right(paragraph_starts, draft.start) - 1]
        begin = flow.paragraphs[here].start
        if here and begin not in opens and NUMBER.match(text, begin) is None:
            above = flow.paragraphs[running[here - 1]].start  # a second paragraph of a numbered item
            if above in opens:
                begin = above
        if not text[begin : draft.start].strip(" 　注"):
            k = bisect_left(heads, draft.start + 1) - 1
            begin = heads[k] if k >= 0 else 0
        if result and result[-1].end > begin:
            begin = result[-1].end
        result.append(draft._replace(reach=(begin, draft.end)))
    return result


def _with_records(outline: Outline, found: list[OwnerListDraft]) -> list[OwnerListDraft]:
    """Lists of label lines and cells answer for the stretch of their record."""
    stretches = {stretch.record: (stretch.start, stretch.end) for stretch in outline.stretches}
    result: list[OwnerListDraft] = []
    for draft in sorted(found):
        if draft.rule.startswith("field:"):
            record = int(draft.rule[6:])
            draft = draft._replace(reach=stretches.get(record, draft.reach), rule="field")
            if result and result[-1][:2] == draft[:2]:  # a merged cell answers for all its rows
                reach = (min(result[-1].reach[0], draft.reach[0]), max(result[-1].reach[1], draft.reach[1]))
                result[-1] = result[-1]._replace(reach=reach)
                continue
        result.append(draft)
    return result


def _bracket(text: str, start: int, units: Sequence[UnitMention], starts: Sequence[int]) -> OwnerListDraft | None:
    """The list in the bracket that opens at ``start``, None where it holds something else."""
    first = bisect_left(starts, start + 1)
    label = _LABEL.match(text, start + 1)
    if label is None and (first >= len(units) or not _list_may_begin(text, start + 1, starts[first])):
        if _NAME_LIKE.match(text, start + 1) is None and _OTHER_LABEL.match(text, start + 1) is None:
            return None
    end = _closing(text, start)
    if end is None:
        return None
    begin = start + 1
    if label is None:
        inner = _INNER_LABEL.search(text, start + 1, end)
        if inner is not None:
            begin = inner.start(1)
        elif not _only_units(text, start + 1, end, units, starts):
            return None
    owners = read_units(text, begin, end, units, starts, None)
    if not owners:
        return None
    return OwnerListDraft(start, end + 1, owners, (start, end + 1), "bracket")


def _closings(
    text: str,
    units: Sequence[UnitMention],
    starts: Sequence[int],
    found: Sequence[OwnerListDraft],
    fields: Sequence[Field],
) -> list[OwnerListDraft]:
    """Lists without bracket that close a paragraph's sentence: 由A会同B组织实施。 A牵头，B、C配合。"""
    taken = [draft.start for draft in found]
    cells = [field.start for field in fields]
    result: list[OwnerListDraft] = []
    for match in _CLOSING.finditer(text):
        k = bisect_right(taken, match.start()) - 1
        if k >= 0 and found[k].end > match.start():
            continue
        f = bisect_right(cells, match.start()) - 1
        if f >= 0 and fields[f].end > match.start():
            continue
        begin = end = match.end()
        while begin > 0 and text[begin - 1] not in "。；\n：" and end - begin < 200:
            stop = max(text.rfind(mark, 0, begin - 1) for mark in "，。；\n：") + 1
            if not _is_list(text, stop, end, units, starts):
                break
            begin = stop
        if begin == end or begin == 0 or text[begin - 1] == "\n":
            continue
        owners = read_units(text, begin, end, units, starts, None)
        strong = match[0].endswith(_STRONG_CLOSING) or "，" in text[begin:end]
        if len(owners) > 1 and strong:
            result.append(OwnerListDraft(begin, end, owners, (begin, end), "closing"))
    return result


_INLINE = re.compile(rf"(?<=[。；;\n 　])({_LABEL_WORD})[：:][ 　]*")
_INLINE_END = re.compile(r"[。\n]|[；; 　](?=[\u4e00-\u9fff]{2,8}[：:])")


def _inline(
    text: str,
    units: Sequence[UnitMention],
    starts: Sequence[int],
    found: Sequence[OwnerListDraft],
    fields: Sequence[int],
) -> list[OwnerListDraft]:
    """Labels that follow a sentence in its paragraph (……。责任单位：A、B) and that the outline has not read."""
    taken = [draft.start for draft in found]
    result: list[OwnerListDraft] = []
    for match in _INLINE.finditer(text):
        at = match.end()
        k = bisect_right(taken, at) - 1
        if (k >= 0 and found[k].end > at) or at in fields[bisect_left(fields, at) :][:1]:
            continue
        stop = _INLINE_END.search(text, at)
        end = stop.start() if stop is not None else len(text)
        if end - at > 400 or not _only_units(text, at, end, units, starts):
            continue
        owners = read_units(text, at, end, units, starts, _role_in(match[1]) or "responsible")
        if owners:
            result.append(OwnerListDraft(at, end, owners, (at, end), "label"))
    return result


def _is_list(text: str, start: int, end: int, units: Sequence[UnitMention], starts: Sequence[int]) -> bool:
    first = bisect_left(starts, start)
    return (
        first < len(units)
        and _list_may_begin(text, start, starts[first])
        and _only_units(text, start, end, units, starts)
    )


def _list_may_begin(text: str, start: int, unit: int) -> bool:
    return unit == start or (unit - start <= 2 and text[start:unit].strip("由请*★ 　") == "")


def _closing(text: str, start: int) -> int | None:
    """Where the bracket closes, on the same paragraph and within reason."""
    depth = 0
    for at in range(start, min(start + 800, len(text))):
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE:
            depth -= 1
            if depth == 0:
                return at
        elif text[at] == "\n":
            return None
    return None


def _only_units(text: str, start: int, end: int, units: Sequence[UnitMention], starts: Sequence[int]) -> bool:
    """Whether a bracket without label holds units, marks and words for roles, and nothing else.

    A piece that no grammar knows passes for a unit where it ends like one and stands among known units or
    before words for roles (教务处牵头，各学院配合).
    """
    late = _LATE.search(text, start, end)
    if late is not None:
        end = late.start()
    named = strange = 0
    for begin, stop, _ in _pieces(text, start, end, units, starts):
        i = bisect_left(starts, begin)
        at = begin
        known = 0
        glue = True
        while i < len(units) and starts[i] < stop:
            known += units[i].kind in ("organisation", "generic")
            if units[i].post_end > units[i].end:
                return False
            glue = glue and _GLUE.fullmatch(text, at, starts[i]) is not None
            at = units[i].end
            i += 1
        if glue and _GLUE.fullmatch(text, at, stop) is not None:
            named += known
        elif _NAME_LIKE.fullmatch(text, begin, stop) is not None:
            strange += 1
        else:
            return False
    return named > 0 and (strange <= named or _ROLE.search(text, start, end) is not None) or (
        strange > 1 and _ROLE.search(text, start, end) is not None
    )


# A time limit at the end of a bracket of units: …配合；12月底前完成）
_LATE = re.compile(r"[；;，,][^；;，,（(]{0,12}(?:\d|年底|长期|持续|立行立改|全年|每[年月季])[^；;，,（()）]{0,12}$")
_NAME_LIKE = re.compile(
    r"(?:由|请)?[\u4e00-\u9fff（）()]{1,18}(?:[行局委处院校会办社站所队学司室厅馆部园厂矿段]|公司|集团|中心|部门|单位|企业|医院|海关|法院|政府)"
    r"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:按照?|根据|各自|职责|职能|分工|共同|分别|具体|总?牵头|配合|协助|参与|负责|落实|组织|实施|推进)*"
)
_ROLE = re.compile(r"牵头|配合|负责|职责分工|落实")
_GLUE = re.compile(
    r"(?:[、，,；;。：:\s*★/由请和与及等（）()]|以及|会同|联合|有关|相关|市级|市直|部门|单位|按照?|根据|各自|职责|职能|分工|共同|分别|具体|联合|总?牵头"
    r"|责任|主办|配合|协助|协同|协办|参与|参加|支持|业务|行业|指导|督导|督办|督查|督察|监督|监管|督促|验收|销号|负责|落实|组织|实施|承办|执行|推进|抓好|完成|做好)*"
)


class _Item(NamedTuple):
    names: tuple[str, ...]
    role: Role | None
    label: Role | None


def read_units(
    text: str, start: int, end: int, units: Sequence[UnitMention], starts: Sequence[int], role: str | None
) -> tuple[Owner, ...]:
    """The units of ``text[start:end]`` with their roles; ``role`` is what a label or column head states."""
    items: list[_Item] = []
    label: Role | None = _as_role(role) if role else None
    group: list[_Item] = []
    joined = False  # behind 会同 all units of the group are partners
    for piece_start, piece_end, mark in _pieces(text, start, end, units, starts):
        at = piece_start
        match = _LABEL.match(text, at, piece_end)
        if match is not None:
            items.extend(group)
            group = []
            label = _role_in(match[1]) or "responsible"
            at = match.end()
        names, own, shared = _read_item(text, at, piece_end, units, starts)
        if joined and names and own is None and shared in (None, "responsible"):
            own = "cooperate"
        if shared is not None:  # A、B配合: the word behind the last unit is for all of the group
            group = [item if item.role else item._replace(role=shared) for item in group]
            group.extend(_Item((name,), shared if own is None else own, label) for name in names)
            open_items = [k for k, item in enumerate(items) if item.role is None and item.label is None]
            if label is None and open_items and all(item.role is None for item in items):
                items = [item._replace(role=shared) for item in items]
            items.extend(group)
            group = []
        else:
            group.extend(_Item((name,), own if k == 0 else "cooperate", label) for k, name in enumerate(names))
        if len(names) > 1 and own == "lead":
            joined = True
        if mark in "；;。，,/":
            items.extend(group)
            group = []
            joined = False
    items.extend(group)
    return _with_roles(items)


def _with_roles(items: Sequence[_Item]) -> tuple[Owner, ...]:
    """Roles as marked, then as labelled; the unmarked beside a marked lead cooperate."""
    lead = any(item.role == "lead" for item in items)
    owners: list[Owner] = []
    seen: set[str] = set()
    for item in items:
        role: Role
        if item.role is not None:
            role = item.role
        elif item.label is not None and not (lead and item.label == "responsible"):
            role = item.label
        else:
            role = "cooperate" if lead else "responsible"
        for name in item.names:
            if name and name not in seen:
                seen.add(name)
                owners.append(Owner(name=name, role=role))
    return tuple(owners)


def _pieces(
    text: str, start: int, end: int, units: Sequence[UnitMention], starts: Sequence[int]
) -> list[tuple[int, int, str]]:
    """Stretches between separators that stand outside unit names and brackets, with the separator behind each."""
    pieces: list[tuple[int, int, str]] = []
    i = bisect_left(starts, start)
    at = begin = start
    depth = 0
    while at < end:
        while i < len(units) and starts[i] < at:
            i += 1
        if i < len(units) and starts[i] == at and units[i].end <= end and units[i].end > at:
            at = units[i].end
            continue
        character = text[at]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (character in _SPLIT or character == "\n"):
            if at > begin:
                pieces.append((begin, at, character))
            elif pieces:
                pieces[-1] = (*pieces[-1][:2], character if character in "；;。" else pieces[-1][2])
            begin = at + 1
        at += 1
    if begin < end:
        pieces.append((begin, end, ""))
    return pieces


def _read_item(
    text: str, start: int, end: int, units: Sequence[UnitMention], starts: Sequence[int]
) -> tuple[list[str], Role | None, Role | None]:
    """Names in one piece, the role of its first name alone (A（牵头）, A会同B), and the role behind the piece."""
    names: list[str] = []
    own: Role | None = None
    shared: Role | None = None
    i = bisect_left(starts, start)
    inside: list[UnitMention] = []
    while i < len(units) and starts[i] < end:
        if units[i].end <= end and units[i].kind != "pronoun":
            inside.append(units[i])
        i += 1
    if text[start:end].lstrip(" 　").startswith(("*", "★", "※", "▲")) or text[start:end].rstrip().endswith(("*", "★")):
        own = "lead"
    mark = _MARK.search(text, start, end)
    if mark is not None:
        own = _role_in(mark[1])
    at = inside[-1].end if inside else start
    behind = text[at:end].strip(" 　*★※▲")
    if mark is not None:
        behind = behind.replace(mark[0], "")
    if inside:
        between = text[start : inside[0].start].strip(" 　*★※▲")
        if _only_joints(text, inside) and between in ("", "由", "请", "和", "及", "以及", "会同") and _is_suffix_or_nothing(behind):
            for unit in inside:
                names.extend(_with_shared_tail(text, unit, units) if unit.kind == "place" else unit.names)
            if len(inside) > 1 and _JOINT.search(text, inside[0].end, inside[-1].start):
                return names, own or "lead", None
            shared = _role_in(behind) if behind else None
            return names, own, shared
    whole = text[start:end].strip(" 　*★※▲")
    if mark is not None:
        whole = whole.replace(mark[0], "")
    whole = re.sub(r"^(?:由|请)", "", whole)
    suffix = _SUFFIX.search(whole)
    if suffix is not None and suffix.start() > 0:
        shared = _role_in(suffix[0])
        whole = whole[: suffix.start()]
    elif suffix is not None and suffix.start() == 0:
        return [], own, _role_in(whole)
    whole = re.sub(r"等(?:有关|相关)?(?:部门|单位)?$", "", whole)
    return ([whole] if _is_name(whole) else []), own, shared


_GOVERNED = re.compile(r"[\u4e00-\u9fff]{2,8}?[省市县区州旗镇乡](人民政府|政府|党委|管委会)$")


def _with_shared_tail(text: str, place: UnitMention, units: Sequence[UnitMention]) -> tuple[str, ...]:
    """南川市、北泽市人民政府 → 南川市人民政府: the body that the last of several places names is for all."""
    k = bisect_left(units, place)
    while k + 1 < len(units) and text[units[k].end : units[k + 1].start] in ("、", "和", "及"):
        k += 1
        if units[k].kind == "place":
            continue
        match = _GOVERNED.match(units[k].names[0]) if len(units[k].names) == 1 else None
        return tuple(name + match[1] for name in place.names) if match else place.names
    return place.names


def _only_joints(text: str, inside: Sequence[UnitMention]) -> bool:
    return all(
        re.fullmatch(r"(?:[和与及]|以及|会同|联合|商|协同|[（(]牵头[）)]|[ 　])*", text[a.end : b.start])
        for a, b in zip(inside, inside[1:], strict=False)
    )


def _is_suffix_or_nothing(behind: str) -> bool:
    return not behind or (match := _SUFFIX.match(behind)) is not None and match.end() == len(behind)


_NOT_NAME = re.compile(r"[0-9０-９%％“”：:，。；]|^(?:等|其他|有关|相关|按|长期|立行立改|详见|见|同上|无|负责人|责任人|下同|以下简称|各自|本)")


def _is_name(word: str) -> bool:
    """Whether a piece that no grammar knows may still be a unit's name, as it stands in a list of units."""
    return 2 <= len(word) <= 24 and _NOT_NAME.search(word) is None


def _role_in(words: str) -> Role | None:
    for part, role in _ROLE_WORDS:
        if part in words:
            return role
    return None


def _as_role(role: str) -> Role | None:
    return next((known for _, known in _ROLE_WORDS if known == role), None)
