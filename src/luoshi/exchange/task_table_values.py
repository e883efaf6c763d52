"""Cells of an edited row → new values of the reading's fields, or what was expected instead.

`task_table_reader` calls `task_changes` and `figure_changes` with the cells that people have edited. Every value is
checked by `compiler.review_fields.fault_of`, as a review from anywhere else.
"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, TypeVar

from luoshi.compiler.review_fields import fault_of, with_figures
from luoshi.diagnostics import Words
from luoshi.exchange.plan_words import (
    BOUNDS,
    KLASSES,
    MODALITIES,
    QUANTITY_KINDS,
    ROLES,
    TRUTHS,
    UNDATED,
    UNNAMED,
    code_of,
    deadline_of,
)
from luoshi.exchange.task_table_cells import TableCell
from luoshi.exchange.task_table_columns import OVERSIGHT
from luoshi.model.commitment import Commitment, Owner, Quantity, Role
from luoshi.model.review import FieldValue, QuantityField, ReviewField

Vocable = TypeVar("Vocable", bound=str)

# People write these where nothing is known.
_NOTHING = {"", "-", "—", "–", "/", "无", "暂无", "未指明", "未定", "待定", *UNNAMED, *UNDATED}
_SEPARATOR = re.compile(r"[、，,;；\n]+")
_PART = re.compile(r"(.*\S)\s*[（(]([^（）()]+)[)）]")
_OWNER_COLUMNS: Mapping[str, Role] = {"lead": "lead", "responsible": "responsible", "cooperate": "cooperate"}
_ROLE_ORDER: tuple[Role, ...] = ("lead", "responsible", "cooperate", *OVERSIGHT)
_ROLE_WORDS: Mapping[str, Role] = {
    "监督": "supervise",
    "督办": "supervise",
    "督查": "supervise",
    "考核": "supervise",
}
_BOUND_SIGNS = {
    "≥": ">=", "≧": ">=", "不少于": ">=", "以上": ">=", "至少": ">=", "≤": "<=", "≦": "<=", "不超过": "<=", "以内": "<=",
    "以下": "<=", "至多": "<=", "大于": ">", "超过": ">", "小于": "<", "左右": "~", "≈": "~", "达到": "=",
}  # fmt: skip
_TEXTS: tuple[QuantityField, ...] = ("indicator", "unit", "base", "period")
_NUMBERS: tuple[QuantityField, ...] = ("value", "low", "high")
# Empty text says that the field does not apply; a unit may be empty in itself.
_NONE_WHEN_EMPTY = {"indicator", "base", "period"}


class Changes(NamedTuple):
    """New values by field, and for each cell that could not be taken what was expected."""

    values: dict[ReviewField, FieldValue]
    faults: dict[str, str]


def task_changes(commitment: Commitment, edited: Mapping[str, TableCell]) -> Changes:
    """What the edited cells of a commitment's row say."""
    changes = Changes({}, {})
    if "task" in edited:
        _set_task(commitment, edited["task"].text, changes)
    owners = {key: edited[key] for key in (*_OWNER_COLUMNS, "oversight") if key in edited}
    if owners:
        _set_owners(commitment, owners, changes)
    if "deadline" in edited:
        words = edited["deadline"].text
        _set(changes, "deadline", "deadline", None if words in _NOTHING else deadline_of(words))
    if "modality" in edited:
        _set_code(changes, "modality", edited["modality"].text, MODALITIES)
    if "klass" in edited:
        _set_code(changes, "klass", edited["klass"].text, KLASSES)
    if "conditional" in edited:
        code = code_of(edited["conditional"].text, TRUTHS)
        if code is None:
            changes.faults["conditional"] = "填“是”或“否”"
        else:
            changes.values["conditional"] = code == "true"
    return changes


def figure_changes(quantity: Quantity, edited: Mapping[str, TableCell]) -> Changes:
    """What the edited cells of a quantity's row say."""
    changes = Changes({}, {})
    for key in _TEXTS:
        if key in edited:
            text = edited[key].text
            empty = text in _NOTHING
            _set(changes, key, key, (None if key in _NONE_WHEN_EMPTY else "") if empty else text)
    unit = edited["unit"].text if "unit" in edited else quantity.unit
    for key in _NUMBERS:
        if key in edited:
            _set_number(changes, key, edited[key].text, unit)
    if "bound" in edited:
        words = unicodedata.normalize("NFKC", edited["bound"].text).strip()
        _set_code(changes, "bound", _BOUND_SIGNS.get(words, words), BOUNDS)
    if "kind" in edited:
        _set_code(changes, "kind", edited["kind"].text, QUANTITY_KINDS)
    _, contradiction = with_figures(quantity, changes.values)
    if contradiction and not changes.faults:
        wanted = (
            "要求是“区间”时要填下限和上限，不填数值"
            if contradiction == "range"
            else "要求不是“区间”时要填数值，不填上下限"
        )
        bounded: tuple[QuantityField, ...] = (*_NUMBERS, "bound")
        for name in bounded:
            if name in edited:
                changes.faults[name] = wanted
                changes.values.pop(name, None)
    return changes


def _set(changes: Changes, column: str, field: ReviewField, value: FieldValue) -> None:
    fault = fault_of(field, value)
    if fault:
        changes.faults[column] = fault
    else:
        changes.values[field] = value


def _set_code(changes: Changes, field: ReviewField, words: str, vocabulary: Mapping[Vocable, Words]) -> None:
    code = code_of(words, vocabulary)
    if code is None:
        changes.faults[field] = f"只能填 {'、'.join(each.zh for each in vocabulary.values())}"
    else:
        _set(changes, field, field, code)


def _set_task(commitment: Commitment, text: str, changes: Changes) -> None:
    """One cell shows act and object; the act stays as long as the new wording begins with it."""
    action = commitment.action if commitment.action and text.startswith(commitment.action) else ""
    if not action and commitment.object and text.endswith(commitment.object):
        action = text.removesuffix(commitment.object)
    rest = text.removeprefix(action)
    fault = fault_of("object", rest) or fault_of("action", action)
    if fault:
        changes.faults["task"] = fault
        return
    if action != commitment.action:
        changes.values["action"] = action
    changes.values["object"] = rest


def _set_owners(commitment: Commitment, edited: Mapping[str, TableCell], changes: Changes) -> None:
    """The columns of units together: those that were not edited keep their units."""
    by_role: dict[Role, list[Owner]] = {role: [] for role in _ROLE_ORDER}
    for owner in commitment.owners:
        by_role[owner.role].append(owner)
    for key, cell in edited.items():
        if key == "oversight":
            listed = _oversight(cell.text)
            if isinstance(listed, str):
                changes.faults[key] = listed
                continue
            for role in OVERSIGHT:
                by_role[role] = [owner for owner in listed if owner.role == role]
        else:
            role = _OWNER_COLUMNS[key]
            by_role[role] = [Owner(name=name, role=role) for name in _names(cell.text)]
    owners = tuple(owner for role in _ROLE_ORDER for owner in by_role[role])
    fault = fault_of("owners", owners)
    if fault:
        changes.faults.update(dict.fromkeys(edited, fault))
    elif not changes.faults.keys() & edited.keys():
        changes.values["owners"] = owners


def _names(text: str) -> list[str]:
    if text in _NOTHING:
        return []
    return [name.strip() for name in _SEPARATOR.split(text) if name.strip() not in _NOTHING]


def _oversight(text: str) -> tuple[Owner, ...] | str:
    """Units with their parts (市审计局（督导）); who has none supervises. A part that is none is a fault."""
    owners = []
    for name in _names(text):
        match = _PART.fullmatch(name)
        if match is None:
            owners.append(Owner(name=name, role="supervise"))
            continue
        role = code_of(match[2], ROLES) or _ROLE_WORDS.get(match[2])
        if role in OVERSIGHT:
            owners.append(Owner(name=match[1], role=role))
        elif role is not None:
            return "牵头、责任、配合单位请填在各自的列里"
        else:
            owners.append(Owner(name=name, role="supervise"))
    return tuple(owners)


def _set_number(changes: Changes, key: ReviewField, text: str, unit: str) -> None:
    """A number, also one that was typed as text: full width, with thousands separators, with its unit."""
    if text in _NOTHING:
        changes.values[key] = None
        return
    plain = re.sub(r"[\s,，]", "", unicodedata.normalize("NFKC", text))
    if unit:
        plain = plain.removesuffix(unicodedata.normalize("NFKC", unit))
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        changes.faults[key] = f"填数字，计量单位是“{unit}”" if unit else "填数字"
    else:
        changes.values[key] = number
