"""What the writers of a difference call its kinds and fields, and the values in them, in both languages."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from luoshi.diagnostics import Lang, Words
from luoshi.model.difference import Aspect, ChangedField, ChangeKind

KIND_WORDS: Mapping[ChangeKind, Words] = {
    "dropped": Words("删去", "dropped"),
    "softened": Words("放松", "softened"),
    "delayed": Words("推迟", "delayed"),
    "reversed": Words("改向", "reversed"),
    "reassigned": Words("换责任单位", "reassigned"),
    "added": Words("新增", "added"),
    "hardened": Words("加码", "hardened"),
    "advanced": Words("提前", "advanced"),
    "reworded": Words("改写", "reworded"),
}
FIELD_WORDS: Mapping[ChangedField, Words] = {
    "modality": Words("力度", "strength"),
    "target": Words("指标", "target"),
    "condition": Words("保留条件", "reservations"),
    "owners": Words("责任单位", "owner"),
    "cooperation": Words("配合单位", "co-operating"),
    "deadline": Words("时限", "deadline"),
    "period": Words("指标期间", "period of the target"),
    "wording": Words("文字", "wording"),
}
_MODALITIES: Mapping[str, Words] = {
    "must": Words("必须", "must"),
    "will": Words("将", "will"),
    "strive": Words("力争", "strive to"),
    "explore": Words("探索", "explore"),
    "encourage": Words("鼓励", "encourage"),
    "support": Words("支持", "support"),
    "forbid": Words("不得", "must not"),
}
_DEADLINES: Mapping[str, Words] = {
    "immediate": Words("立即", "at once"),
    "ongoing": Words("长期", "ongoing"),
    "recurring:daily": Words("每日", "daily"),
    "recurring:weekly": Words("每周", "weekly"),
    "recurring:ten-daily": Words("每旬", "every ten days"),
    "recurring:biweekly": Words("每两周", "every two weeks"),
    "recurring:monthly": Words("每月", "monthly"),
    "recurring:bimonthly": Words("每两月", "every two months"),
    "recurring:quarterly": Words("每季度", "quarterly"),
    "recurring:semiannual": Words("每半年", "twice a year"),
    "recurring:annual": Words("每年", "annually"),
}
_NOTHING = Words("未写明", "not stated")
_NONE = Words("无", "none")
# Longer quotes are shown without marks: comparing them would take long and say little.
_LONGEST = 800
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"\s{0,40}[\r\n]\s{0,40}(?![A-Za-z])|(?<![A-Za-z ])\s{0,40}[\r\n]\s{0,40}")


def show_side(aspect: Aspect, value: str, lang: Lang) -> str:
    """One side of an aspect as people read it."""
    if not value:
        return (_NONE if aspect.field in ("condition", "target", "cooperation") else _NOTHING).in_language(
            lang
        )
    known = {"modality": _MODALITIES, "deadline": _DEADLINES}.get(aspect.field, {})
    words = known.get(value)
    return words.in_language(lang) if words else one_line(value)


def one_line(text: str) -> str:
    """A quote on one line; the line breaks of the page leave no space between Chinese characters.

    >>> one_line("改造老旧\\n　小区 420 个")
    '改造老旧小区 420 个'
    """
    return _SPACE.sub(" ", _BREAK.sub("", text)).strip()


def marked_parts(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """The two wordings in parts: (``same``, part, part), (``changed``, old part, new part)."""
    if len(old) > _LONGEST or len(new) > _LONGEST:
        yield "changed", old, new
        return
    for name, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "same" if name == "equal" else "changed", old[i:j], new[m:n]
