"""How many cells of a terminal a text takes: a Chinese character takes two."""

import unicodedata


def cell_width(text: str) -> int:
    """Cells of ``text`` on a terminal with a Latin locale's widths (ambiguous marks count one).

    >>> cell_width("落实 2026")
    9
    """
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def shorten(text: str, cells: int) -> str:
    """``text`` cut to at most ``cells`` cells, with an ellipsis where something was left out.

    >>> shorten("改造老旧小区420个", 12)
    '改造老旧小…'
    """
    if cell_width(text) <= cells:
        return text
    used, kept = 1, []
    for char in text:
        used += _char_width(char)
        if used > cells:
            break
        kept.append(char)
    return "".join(kept) + "…"
