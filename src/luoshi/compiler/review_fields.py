"""What a review may change: the fields of commitments and quantities, their vocabularies, reading and setting them.

`reviewing` replays corrections with these; the readers of edited tables and the command line ask `fault_of` before
they write a review, and `fields_of` which fields a reading has.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args

from luoshi.model.commitment import Bound, Commitment, Klass, Modality, Owner, Quantity, QuantityKind, Role
from luoshi.model.review import CommitmentField, FieldValue, QuantityField, ReviewField

COMMITMENT_FIELDS: tuple[CommitmentField, ...] = get_args(CommitmentField)
QUANTITY_FIELDS: tuple[QuantityField, ...] = get_args(QuantityField)
# Only these make a clause a commitment.
COMMITTING: tuple[Klass, ...] = ("task", "target")

FIELD_NAMES: Mapping[ReviewField, str] = {
    "owners": "责任单位",
    "deadline": "时限",
    "modality": "力度",
    "action": "动作",
    "object": "事项",
    "conditional": "有条件",
    "asserted_by": "表述主体",
    "klass": "类别",
    "indicator": "指标",
    "value": "数值",
    "low": "下限",
    "high": "上限",
    "unit": "计量单位",
    "bound": "要求",
    "base": "对照",
    "period": "期间",
    "kind": "指标类别",
}
_VOCABULARIES: Mapping[ReviewField, tuple[str, ...]] = {
    "modality": get_args(Modality),
    "klass": get_args(Klass),
    "bound": get_args(Bound),
    "kind": get_args(QuantityKind),
}
_ROLES: tuple[str, ...] = get_args(Role)
_FREQUENCIES = "daily weekly biweekly ten-daily monthly bimonthly quarterly semiannual annual".split()
_DURATION = re.compile(r"-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+(?:D|WD))?(?:T(?:\d+H)?(?:\d+M)?)?")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_LONGEST = 500
_LONGEST_NAME = 80
# Where "nothing" is an answer.
_MAY_BE_EMPTY = {"deadline", "asserted_by", "indicator", "value", "low", "high", "base", "period"}
_DECIMALS = {"value", "low", "high"}


def fields_of(subject: Commitment | Quantity) -> tuple[ReviewField, ...]:
    """The fields of ``subject`` that a review may change."""
    return COMMITMENT_FIELDS if isinstance(subject, Commitment) else QUANTITY_FIELDS


def fault_of(field: ReviewField, value: FieldValue) -> str | None:
    """What is wrong with ``value`` as a value of ``field``, None where nothing is.

    >>> fault_of("deadline", "2026-06-30"), fault_of("modality", "must")
    (None, None)
    >>> fault_of("deadline", "明年")
    '时限须写作 2026、2026-06、2026-06-30、recurring:monthly、relative:P30D、immediate 或 ongoing'
    """
    if value is None:
        return None if field in _MAY_BE_EMPTY else f"{FIELD_NAMES[field]}不能为空"
    if field == "owners":
        return _owners_fault(value)
    if field == "conditional":
        return None if isinstance(value, bool) else "有条件一项只能是 true 或 false"
    if field in _DECIMALS:
        fine = isinstance(value, Decimal) and value.is_finite()
        return None if fine else f"{FIELD_NAMES[field]}须是数字"
    if not isinstance(value, str):
        return f"{FIELD_NAMES[field]}须是文字"
    return _text_fault(field, value)


def _text_fault(field: ReviewField, value: str) -> str | None:
    if field in _VOCABULARIES:
        known = _VOCABULARIES[field]
        return None if value in known else f"{FIELD_NAMES[field]}只能是 {'、'.join(known)}"
    if field == "deadline":
        if is_deadline(value):
            return None
        return "时限须写作 2026、2026-06、2026-06-30、recurring:monthly、relative:P30D、immediate 或 ongoing"
    if _CONTROL.search(value):
        return f"{FIELD_NAMES[field]}不能含换行或控制字符"
    if len(value) > _LONGEST:
        return f"{FIELD_NAMES[field]}过长（超过 {_LONGEST} 字）"
    # A commitment without a verb has an empty action, a figure without a unit an empty unit.
    if not value.strip() and field not in ("action", "unit"):
        return f"{FIELD_NAMES[field]}不能为空"
    return None


def _owners_fault(value: FieldValue) -> str | None:
    if not isinstance(value, tuple):
        return "责任单位须是单位和角色的列表"
    seen: set[Owner] = set()
    for owner in value:
        name = owner.name
        if not name.strip() or name != name.strip() or len(name) > _LONGEST_NAME or _CONTROL.search(name):
            return f"单位名称“{name[:20]}”不合适"
        if owner.role not in _ROLES:
            return f"单位“{name}”的角色只能是 {'、'.join(_ROLES)}"
        if owner in seen:
            return f"单位“{name}”重复"
        seen.add(owner)
    return None


def is_deadline(text: str) -> bool:
    """Whether ``text`` belongs to the closed vocabulary of normalised deadlines."""
    if text in ("immediate", "ongoing"):
        return True
    kind, _, rest = text.partition(":")
    if kind == "recurring":
        return rest in _FREQUENCIES
    if kind == "relative":
        return bool(_DURATION.fullmatch(rest))
    match = _DAY.fullmatch(text)
    if match is None or not text.isascii():
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def value_of(subject: Commitment | Quantity, field: ReviewField, klass: Klass) -> FieldValue:
    """What ``subject`` says in ``field``; ``klass`` is that of its clause."""
    if field == "klass":
        return klass
    value: FieldValue = getattr(subject, field)
    return value


def same_value(left: FieldValue, right: FieldValue) -> bool:
    """Whether two values say the same; the order of owners says nothing."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return set(left) == set(right)
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def with_values(subject: Commitment, values: Mapping[ReviewField, FieldValue]) -> Commitment:
    """The commitment with other values; who owns it follows from the owners."""
    fresh: dict[str, Any] = {name: value for name, value in values.items() if name != "klass"}
    owners = fresh.get("owners")
    if isinstance(owners, tuple):
        first = owners[0].name if owners else None
        fresh["owner"] = next((each.name for each in owners if each.role == "lead"), first)
        fresh["inherit_rule"] = None
    return replace(subject, **fresh) if fresh else subject


def with_figures(
    subject: Quantity, values: Mapping[ReviewField, FieldValue]
) -> tuple[Quantity, Literal["", "range", "value"]]:
    """The quantity with other values; the second part names a contradiction between bound and numbers."""
    fresh: dict[str, Any] = {name: value for name, value in values.items()}  # noqa: C416  # keys get wider
    changed = replace(subject, **fresh) if fresh else subject
    if not {"bound", *_DECIMALS} & fresh.keys():
        return changed, ""
    if changed.bound == "range":
        complete = changed.low is not None and changed.high is not None and changed.value is None
        return (changed, "") if complete else (subject, "range")
    complete = changed.value is not None and changed.low is None and changed.high is None
    return (changed, "") if complete else (subject, "value")


def show_value(value: FieldValue) -> str:
    """A value for people.

    >>> show_value((Owner(name="市水务局", role="lead"), Owner(name="市财政局", role="cooperate")))
    '市水务局（牵头）、市财政局（配合）'
    """
    if value is None or value == () or value == "":
        return "未指明"
    if isinstance(value, tuple):
        return "、".join(f"{owner.name}（{ROLE_NAMES[owner.role]}）" for owner in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


ROLE_NAMES: Mapping[Role, str] = {
    "lead": "牵头",
    "cooperate": "配合",
    "responsible": "责任",
    "guide": "指导",
    "supervise": "监督",
    "accept": "验收",
}
