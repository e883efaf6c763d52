"""A stretch that lists units → owners with roles.

`read_units` reads what stands in a bracket, behind a label or in a cell; `only_units` says whether a stretch is such
a list at all. `owner_lists` calls both.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from luoshi.language.names import UnitMention
from luoshi.model.commitment import Owner, Role


class Mentions(NamedTuple):
    """The reading text with its unit mentions and their starts, ascending."""

    text: str
    units: Sequence[UnitMention]
    starts: Sequence[int]


OPEN, CLOSE = "（(〔[【", "）)〕]】"
LABEL_WORD = (
    r"(?:市级|省级|区级|县级)?(?:责任|牵头|配合|主办|协办|承办|实施|落实|督导|督办|督查|督察|验收|销号|指导|监督|监管|主管|行业主管|参与"
    r"|主体责任|主责|整改|整改责任|完成|协同|建设|联系|支持|包保|执行|销号验收)(?:责任)?(?:单位|部门|主体|处室|科室|地区|区县)"
    r"|牵头|责任|分工|责任分工|主办|承办|会办|协办|配合|参加|参与|协助|指导|督导|验收"
)
LABEL = re.compile(rf"[ 　]*({LABEL_WORD})[：:][ 　]*")
_SPLIT = "、，,；;。/／|　 "
_ROLE_WORDS: tuple[tuple[str, Role], ...] = (
    ("牵头", "lead"),
    ("主办", "lead"),
    ("会办", "cooperate"),
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
    r"|督查|督察|监督|监管|督促(?:落实)?|验收|销号|负责(?:落实|实施|推进|组织实施)?|落实|组织实施|实施|承办|执行|推进(?:落实)?|抓好落实|完成))++$"
    r"|(?:等(?:有关|相关|市级|市直|区直)*(?:部门|单位)?)?(?:(?:按照|根据|依据|按)(?:各自)?(?:职责|职能|分工)(?:分工)?(?:负责|落实)?)$"
    r"|等(?:有关|相关|市级|市直|区直)*(?:部门|单位)?$"
)
_PREFIX = re.compile(r"^(?:由|请|各)?(?:(?:牵头|责任|配合|主办|协办)(?:单位|部门)?)?[：:]?")
_MARK = re.compile(
    r"[（(](牵头|牵头单位|牵头负责|主办|配合|协办|指导|督导|负责|责任单位|参与|验收|落实)[）)]"
)
_JOINT = re.compile(r"(?:会同|联合|商|协同)")


def only_units(seen: Mentions, start: int, end: int) -> bool:
    """Whether a bracket without label holds units, marks and words for roles, and nothing else.

    A piece that no grammar knows passes for a unit where it ends like one and stands among known units or
    before words for roles (教务处牵头，各学院配合).
    """
    text, units, starts = seen
    late = _LATE.search(text, start, end)
    if late is not None:
        end = late.start()
    named = strange = 0
    for begin, stop, _ in _pieces(seen, start, end):
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
        elif NAME_LIKE.fullmatch(text, begin, stop) is not None:
            strange += 1
        else:
            return False
    return (
        named > 0
        and (strange <= named or _ROLE.search(text, start, end) is not None)
        or (strange > 1 and _ROLE.search(text, start, end) is not None)
    )


# A note or a time limit at the end of a bracket of units: …配合；12月底前完成）
_LATE = re.compile(
    r"。(?:以下|下同|其余|其他)[^\n]*$"
    r"|[；;，,。](?:列|排)(?:名|在|于)?(?:首位|第一位?|最前)[^\n]*$"
    r"|[；;，,][^；;，,（(]{0,12}(?:\d|年底|长期|持续|立行立改|全年|每[年月季])[^；;，,（()）]{0,12}$"
    r"|[；;，,][\u4e00-\u9fff]{1,6}(?:前|底|内|末|期间)$"
)
NAME_LIKE = re.compile(
    r"(?:由|请)?[\u4e00-\u9fff（）()]{1,18}(?:[行局委处院校会办社站所队学司室厅馆部园厂矿段]|公司|集团|中心|部门|单位|企业|医院|海关|法院|政府)"
    r"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:按照?|根据|各自|职责|职能|分工|共同|分别|具体|总?牵头|配合|协助|参与|负责|落实|组织|实施|推进|指导|督导|监督|督促|验收|支持)*"
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


# 列第一位的为牵头单位: the order says who leads.
_FIRST_LEADS = re.compile(
    r"[，,；;。、（( ]*(?:以上)?(?:列|排|排在|排列在|名列|居|位列)(?:在)?(?:第一位|首位|第一|前)的?(?:单位|部门)?(?:为|是|负责)(?:总?牵头)(?:单位|部门)?[）)]?$"
)
# What is said of the list as a whole and names no unit.
_REMARK = re.compile(r"[；;，,。][^；;，,。（()）]{0,10}(?:另行(?:明确|通知|确定)|待定|排名不分先后|名单附后)$")


# Offices of one organisation, which no level or place introduces (规划财务处, 计划财务部).
_OFFICE = re.compile(
    r"(?!含|包括|不含|以下|简称|下称|即|原)(?:机关|厅|局|委|集团|公司|中心)?[\u4e00-\u9fff]{2,14}(?:处室?|科室?|部|室|局|办|中心|集团|公司|协会|委|站|所|院|队|会)(?:[（(](?:牵头|配合|负责|协办|参加)[）)]|牵头|配合|负责|参加|协助)?"
)


def list_end(text: str, start: int, end: int) -> int:
    """Where the units of a list end and remarks on the list as a whole begin."""
    first_leads = _FIRST_LEADS.search(text, start, end)
    if first_leads is not None:
        return first_leads.start()
    remark = _REMARK.search(text, start, end)
    return remark.start() if remark is not None else end


def only_offices(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a list of two offices and more, or of one with its part in brackets."""
    parts = [part.strip() for part in re.split("[、，；]", text[start:end])]
    return (len(parts) > 1 or "（" in text[start:end]) and all(_OFFICE.fullmatch(part) for part in parts)


def read_units(seen: Mentions, start: int, end: int, role: str | None) -> tuple[Owner, ...]:
    """The units of ``text[start:end]`` with their roles; ``role`` is what a label or column head states."""
    text = seen.text
    first_leads = _FIRST_LEADS.search(text, start, end)
    if first_leads is not None:
        owners = read_units(seen, start, first_leads.start(), role)
        return tuple(
            Owner(name=owner.name, role="cooperate" if i else "lead") for i, owner in enumerate(owners)
        )
    end = list_end(text, start, end)
    late = _LATE.search(text, start, end)
    if late is not None:
        end = late.start()
    items: list[_Item] = []
    label: Role | None = _as_role(role) if role else None
    group: list[_Item] = []
    joined = False  # behind 会同 all units of the group are partners
    for piece_start, piece_end, mark in _pieces(seen, start, end):
        at = piece_start
        match = LABEL.match(text, at, piece_end)
        if match is not None:
            items.extend(group)
            group = []
            label = role_in(match[1]) or "responsible"
            at = match.end()
        names, own, shared = _read_item(seen, at, piece_end)
        if joined and names and own is None and shared in (None, "responsible"):
            own = "cooperate"
        if shared is not None:  # A、B配合: the word behind the last unit is for all of the group
            group = [item if item.role else item._replace(role=shared) for item in group]
            group.extend(_Item((name,), shared if own is None else own, label) for name in names)
            items.extend(group)
            group = []
        else:
            group.extend(
                _Item((name,), own if k == 0 else "cooperate", label) for k, name in enumerate(names)
            )
        if len(names) > 1 and own == "lead":
            joined = True
        if mark in "；;。，,/":
            items.extend(group)
            group = []
            joined = False
    items.extend(group)
    return _with_roles(items)


# A second plate behind a name: 市发展改革委（市社会信用体系建设办公室）.
_OTHER_NAME = re.compile(r"[（(][^（()）]{2,20}(?:办公室|办|委员会|委|局|中心|处|站)[)）]$")


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
        for printed in item.names:
            name = _OTHER_NAME.sub("", printed)
            if name and name not in seen:
                seen.add(name)
                owners.append(Owner(name=name, role=role))
    return tuple(owners)


def _pieces(seen: Mentions, start: int, end: int) -> list[tuple[int, int, str]]:
    """Stretches between separators that stand outside unit names and brackets, with the separator behind each."""
    text, units, starts = seen
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
        if character in OPEN:
            depth += 1
        elif character in CLOSE:
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


def _read_item(seen: Mentions, start: int, end: int) -> tuple[list[str], Role | None, Role | None]:
    """Names in one piece, the role of its first name alone (A（牵头）, A会同B), and the role behind the piece."""
    text, units, starts = seen
    names: list[str] = []
    own: Role | None = None
    shared: Role | None = None
    i = bisect_left(starts, start)
    inside: list[UnitMention] = []
    while i < len(units) and starts[i] < end:
        if units[i].end <= end and units[i].kind != "pronoun":
            inside.append(units[i])
        i += 1
    if text[start:end].lstrip(" 　").startswith(("*", "★", "※", "▲")) or text[start:end].rstrip().endswith(
        ("*", "★")
    ):
        own = "lead"
    mark = _MARK.search(text, start, end)
    if mark is not None:
        own = role_in(mark[1])
    at = inside[-1].end if inside else start
    behind = text[at:end].strip(" 　*★※▲")
    if mark is not None:
        behind = behind.replace(mark[0], "")
    if inside:
        between = text[start : inside[0].start].strip(" 　*★※▲")
        if (
            _only_joints(text, inside)
            and between in ("", "由", "请", "和", "及", "以及", "会同")
            and _is_suffix_or_nothing(behind)
        ):
            for unit in inside:
                names.extend(_with_shared_tail(text, unit, units) if unit.kind == "place" else unit.names)
            if len(inside) > 1 and _JOINT.search(text, inside[0].end, inside[-1].start):
                return names, own or "lead", None
            shared = role_in(behind) if behind else None
            return names, own, shared
    whole = text[start:end].strip(" 　*★※▲")
    if mark is not None:
        whole = whole.replace(mark[0], "")
    whole = re.sub(r"^(?:由|请)", "", whole)
    suffix = _SUFFIX.search(whole)
    if suffix is not None and suffix.start() > 0:
        shared = role_in(suffix[0])
        whole = whole[: suffix.start()]
    elif suffix is not None and suffix.start() == 0:
        return [], own, role_in(whole)
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
        for a, b in pairwise(inside)
    )


def _is_suffix_or_nothing(behind: str) -> bool:
    return not behind or (match := _SUFFIX.match(behind)) is not None and match.end() == len(behind)


_NOT_NAME = re.compile(
    r"[0-9０-９%％“”：:，。；]|^(?:等|其他|有关|相关|按|长期|立行立改|详见|见|同上|无|负责人|责任人|下同|以下简称|各自|本)"
)


def _is_name(word: str) -> bool:
    """Whether a piece that no grammar knows may still be a unit's name, as it stands in a list of units."""
    return 2 <= len(word) <= 24 and _NOT_NAME.search(word) is None


def role_in(words: str) -> Role | None:
    """The role that ``words`` state, None where they state none."""
    for part, role in _ROLE_WORDS:
        if part in words:
            return role
    return None


def _as_role(role: str) -> Role | None:
    return next((known for _, known in _ROLE_WORDS if known == role), None)
