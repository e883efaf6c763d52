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
from luoshi.compiler.listed_units import (
    CLOSE,
    LABEL,
    LABEL_WORD,
    NAME_LIKE,
    OPEN,
    Mentions,
    list_end,
    only_offices,
    only_units,
    read_units,
    role_in,
)
from luoshi.compiler.parts import Field, Outline
from luoshi.compiler.running import NUMBER, running_paragraphs
from luoshi.language.names import UnitMention
from luoshi.model.commitment import Owner


class OwnerListDraft(NamedTuple):
    """A list of units as printed at ``start``–``end``, and the stretch ``reach`` for which it answers."""

    start: int
    end: int
    owners: tuple[Owner, ...]
    reach: tuple[int, int]
    rule: str


_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
_INNER_LABEL = re.compile(rf"(?:[；;。，, 　])(({LABEL_WORD})[：:])")
_CLOSING = re.compile(
    r"(?:组织实施|负责实施|具体实施|负责落实|抓好落实|牵头负责|牵头落实|分工负责|分工落实|牵头|配合|负责)(?=[。；\n]|$)"
)
_STRONG_CLOSING = ("实施", "落实", "分工负责")


def find_owner_lists(
    flow: Flow, outline: Outline, units: Sequence[UnitMention]
) -> tuple[OwnerListDraft, ...]:
    """All lists of the reading text, ascending, none overlapping."""
    text = flow.text
    seen = Mentions(text, units, [unit.start for unit in units])
    found: list[OwnerListDraft] = []
    at = 0
    for match in re.finditer(rf"[{OPEN}]", text):
        if match.start() < at:
            continue
        draft = _bracket(seen, match.start())
        if draft is not None:
            found.append(draft)
            at = draft.end
    fields = [field for field in outline.fields if field.kind == "units"]
    found.extend(_inline(seen, found, [field.start for field in fields]))
    found = _with_reach(flow, outline, sorted([*found, *_closings(seen, found, fields)]))
    found = sorted([*found, *_leading(seen, found)])
    taken = [draft.start for draft in found]
    for field in fields:
        k = bisect_right(taken, field.start) - 1
        if k >= 0 and found[k].end > field.start:
            continue
        owners = read_units(seen, field.start, field.end, field.role)
        if owners:
            found.append(
                OwnerListDraft(
                    field.start, field.end, owners, (field.start, field.end), f"field:{field.record}"
                )
            )
    found = _with_records(outline, found)
    if _FIRST_LEADS.search(text):
        found = [_with_first_lead(draft) for draft in found]
    return tuple(_of_parties(draft, outline.issuer) for draft in sorted(found))


# 列在首位的为牵头单位: said once, it holds for all lists.
_FIRST_LEADS = re.compile(r"(?:列|排)(?:名|在|于)?(?:首位|第一位?|最前)的?[^，。；）)\n]{0,6}(?:为|是|系)?(?:总?牵头|主办)")


def _with_first_lead(draft: OwnerListDraft) -> OwnerListDraft:
    owners = draft.owners
    if len(owners) < 2 or any(owner.role != "responsible" for owner in owners):
        return draft
    others = (Owner(name=owner.name, role="cooperate") for owner in owners[1:])
    return draft._replace(owners=(Owner(name=owners[0].name, role="lead"), *others))


_BOTH = re.compile(r"(?:甲乙)?双方|两[市县区省州地]|各方")
_BODY_TAIL = re.compile(r"(?:人民)?政府$|管委会$|管理委员会$")


def _of_parties(draft: OwnerListDraft, issuer: str | None) -> OwnerListDraft:
    """双方交通运输局 in an agreement of two cities: the bureau of each; a bare bureau behind it likewise."""
    if not issuer or "、" not in issuer or not any(_BOTH.match(owner.name) for owner in draft.owners):
        return draft
    places = [_BODY_TAIL.sub("", party) for party in issuer.split("、")]
    owners: list[Owner] = []
    shared = False
    for owner in draft.owners:
        match = _BOTH.match(owner.name)
        shared = match is not None or (shared and owner.name[0] not in "市区县省州" and owner.name[:2] not in issuer)
        department = owner.name[match.end() :] if match else owner.name
        owners += [Owner(name=place + department, role=owner.role) for place in places] if shared else [owner]
    return draft._replace(owners=tuple(owners))


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


def _bracket(seen: Mentions, start: int) -> OwnerListDraft | None:
    """The list in the bracket that opens at ``start``, None where it holds something else."""
    text, units, starts = seen
    first = bisect_left(starts, start + 1)
    label = LABEL.match(text, start + 1)
    if label is None and (first >= len(units) or not _list_may_begin(text, start + 1, starts[first])):
        if NAME_LIKE.match(text, start + 1) is None and _OTHER_LABEL.match(text, start + 1) is None:
            return None
    end = _closing(text, start)
    if end is None:
        return None
    begin = start + 1
    if label is None:
        inner = _INNER_LABEL.search(text, start + 1, end)
        if inner is not None:
            begin = inner.start(1)
        elif not only_units(seen, begin, list_end(text, begin, end)) and not (
            text[end + 1 : end + 2] in ("", "\n", "。") and only_offices(text, begin, list_end(text, begin, end))
        ):
            return None
    owners = read_units(seen, begin, end, None)
    if not owners:
        return None
    return OwnerListDraft(start, end + 1, owners, (start, end + 1), "bracket")


def _closings(
    seen: Mentions,
    found: Sequence[OwnerListDraft],
    fields: Sequence[Field],
) -> list[OwnerListDraft]:
    """Lists without bracket that close a paragraph's sentence: 由A会同B组织实施。 A牵头，B、C配合。"""
    text = seen.text
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
            if not _is_list(seen, stop, end):
                break
            begin = stop
        if begin == end or begin == 0 or text[begin - 1] == "\n":
            continue
        owners = read_units(seen, begin, end, None)
        strong = match[0].endswith(_STRONG_CLOSING) or "，" in text[begin:end]
        if len(owners) > 1 and strong:
            result.append(OwnerListDraft(begin, end, owners, (begin, end), "closing"))
    return result


# A牵头，B、C配合， before the predicate that they share.
_LEADING = re.compile(
    r"(?:^|(?<=[。；：\n）)]))[^，。；：\n]{2,60}?(?:牵头|负责牵头|主办)，[^，。；：\n]{2,80}?(?:配合|协助|参与|协办)(?=，)", re.M
)


def _leading(seen: Mentions, found: Sequence[OwnerListDraft]) -> list[OwnerListDraft]:
    """Lists that open a sentence and carry their parts (A牵头，B、C配合，加快……); they reach to its end."""
    text = seen.text
    taken = [draft.start for draft in found]
    result: list[OwnerListDraft] = []
    for match in _LEADING.finditer(text):
        k = bisect_right(taken, match.start()) - 1
        if (k >= 0 and found[k].end > match.start()) or not _is_list(seen, match.start(), match.end()):
            continue
        owners = read_units(seen, match.start(), match.end(), None)
        stop = min(at if at >= 0 else len(text) for at in (text.find("。", match.end()), text.find("\n", match.end())))
        if len(owners) > 1:
            result.append(OwnerListDraft(match.start(), match.end(), owners, (match.start(), stop), "leading"))
    return result


_INLINE = re.compile(rf"(?<=[。；;\n 　])({LABEL_WORD})[：:][ 　]*")
_INLINE_END = re.compile(r"[。\n]|[；; 　](?=[\u4e00-\u9fff]{2,8}[：:])")


def _inline(
    seen: Mentions,
    found: Sequence[OwnerListDraft],
    fields: Sequence[int],
) -> list[OwnerListDraft]:
    """Labels that follow a sentence in its paragraph (……。责任单位：A、B) and that the outline has not read."""
    text = seen.text
    taken = [draft.start for draft in found]
    result: list[OwnerListDraft] = []
    for match in _INLINE.finditer(text):
        at = match.end()
        k = bisect_right(taken, at) - 1
        if (k >= 0 and found[k].end > at) or at in fields[bisect_left(fields, at) :][:1]:
            continue
        stop = _INLINE_END.search(text, at)
        end = stop.start() if stop is not None else len(text)
        if end - at > 400 or not only_units(seen, at, end):
            continue
        owners = read_units(seen, at, end, role_in(match[1]) or "responsible")
        if owners:
            result.append(OwnerListDraft(at, end, owners, (at, end), "label"))
    return result


def _is_list(seen: Mentions, start: int, end: int) -> bool:
    text, units, starts = seen
    first = bisect_left(starts, start)
    return first < len(units) and _list_may_begin(text, start, starts[first]) and only_units(seen, start, end)


def _list_may_begin(text: str, start: int, unit: int) -> bool:
    return unit == start or (unit - start <= 2 and text[start:unit].strip("由请*★ 　") == "")


def _closing(text: str, start: int) -> int | None:
    """Where the bracket closes, on the same paragraph and within reason."""
    depth = 0
    for at in range(start, min(start + 800, len(text))):
        if text[at] in OPEN:
            depth += 1
        elif text[at] in CLOSE:
            depth -= 1
            if depth == 0:
                return at
        elif text[at] == "\n":
            return None
    return None
