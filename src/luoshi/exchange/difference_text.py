"""Difference → plain text, for terminals and mails; `write_difference_text` is called by ``luoshi diff``."""

from itertools import groupby

from luoshi.compiler.difference import kinds_of
from luoshi.diagnostics import Lang
from luoshi.exchange.difference_json import count_kinds
from luoshi.exchange.difference_words import FIELD_WORDS, KIND_WORDS, one_line, show_side
from luoshi.model.difference import Aspect, Change, Difference, Passage


def write_difference_text(difference: Difference, *, lang: Lang = "zh") -> str:
    """The changes one below the other, each with both quotes and their places, and the counts at the end.

    What changed in the same way one after the other (a section that got another deadline) stands below one headline.
    """
    blocks = [
        "\n".join([headline, *(line for change in changes for line in _quotes(change))])
        for headline, changes in groupby(difference.changes, key=lambda change: _headline(change, lang))
    ]
    return "\n\n".join([*blocks, summary_line(difference, lang)]) + "\n"


def summary_line(difference: Difference, lang: Lang) -> str:
    """The counts on one line.

    >>> summary_line(Difference(changes=(), unchanged=3), "zh")
    '没有变化；3 项相同'
    """
    counts = count_kinds(difference.changes).items()
    if lang == "zh":
        parts = [f"{KIND_WORDS[kind].zh} {number}" for kind, number in counts if number]
        return f"{'，'.join(parts) or '没有变化'}；{difference.unchanged} 项相同"
    parts = [f"{number} {KIND_WORDS[kind].en}" for kind, number in counts if number]
    return f"{', '.join(parts) or 'no changes'}; {difference.unchanged} unchanged"


def _headline(change: Change, lang: Lang) -> str:
    separator = "、" if lang == "zh" else ", "
    kinds = separator.join(KIND_WORDS[kind].in_language(lang) for kind in kinds_of(change))
    return f"[{kinds}]" + "".join(_detail(aspect, lang) for aspect in change.aspects)


def _quotes(change: Change) -> list[str]:
    old, new = change.old, change.new
    if old and new and one_line(old.quote) == one_line(new.quote):
        places = " → ".join(dict.fromkeys((_place(old), _place(new))))
        return [f"  = {one_line(new.quote)}", f"      {places}"]
    return [
        line
        for sign, passage in (("-", old), ("+", new))
        if passage
        for line in (f"  {sign} {one_line(passage.quote)}", f"      {_place(passage)}")
    ]


def _detail(aspect: Aspect, lang: Lang) -> str:
    if aspect.field == "wording":
        return ""
    colon = "：" if lang == "zh" else ": "
    sides = f"{show_side(aspect, aspect.old, lang)} → {show_side(aspect, aspect.new, lang)}"
    return f"  {FIELD_WORDS[aspect.field].in_language(lang)}{colon}{sides}"


def _place(passage: Passage) -> str:
    place = f"{passage.path}:{passage.line}"
    return f"{place}  {one_line(passage.section)}" if passage.section else place
