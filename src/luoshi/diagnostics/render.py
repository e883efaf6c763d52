"""A finding or a code as text for a terminal, in the manner of compilers.

`render` takes a diagnostic and the document that it is about and gives lines of at most ``width`` cells:
headline, place, quote with the span marked by carets, labels, notes, help. `explain` gives a code's
documentation.
"""

from collections.abc import Mapping

from luoshi.diagnostics.catalogue import find_code
from luoshi.diagnostics.code import Code, Lang, Words
from luoshi.diagnostics.width import cell_width
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.text import Document, DocumentId, Span

_SEVERITY = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "note": Words("提示", "note"),
}
_PARTS = (
    ("finds", Words("查什么", "What it finds")),
    ("matters", Words("为什么要紧", "Why it matters")),
    ("example", Words("例子", "Example")),
    ("better", Words("更好的写法", "Better")),
    ("help", Words("怎么办", "What to do")),
    ("limits", Words("局限", "Limits")),
    ("source", Words("依据", "Source")),
)


def render(
    found: Diagnostic,
    document: Document | None,
    *,
    others: Mapping[DocumentId, Document] | None = None,
    lang: Lang = "zh",
    width: int = 80,
) -> str:
    """The finding as lines of text. In English the headline is the catalogue's, without details.

    ``others`` are the documents that a label may quote besides ``document``; a label of none of them is left out.
    """
    entry = find_code(found.code)
    headline = found.message
    advice = found.help
    if lang == "en" and entry is not None:
        headline = entry.headline.en
        advice = entry.help.en if entry.help else None
    lines = [f"{_SEVERITY[found.severity].in_language(lang)}[{found.code}] {headline}"]
    place = found.path or (document.path if document else "") or (document.id if document else "")
    if document is not None and found.span is not None:
        lines += _quote(document, found.span, place, width, "")
        for label in found.labels[:2]:
            message = label.message if lang == "zh" else ""
            if label.span.document == document.id:
                lines += _quote(document, label.span, "", width, message)
            elif others and label.span.document in others:
                other = others[label.span.document]
                lines += _quote(other, label.span, other.path or other.id, width, message)
    elif place:
        lines.append(f"  --> {place}")
    lines += [f"  = {note}" for note in found.notes]
    if advice:
        lines.append(f"  = {'怎么办' if lang == 'zh' else 'help'}{'：' if lang == 'zh' else ': '}{advice}")
    return "\n".join(lines)


def line_number(text: str, offset: int) -> int:
    """The number of the line, from 1, on which ``offset`` stands."""
    return text.count("\n", 0, offset) + 1


def _quote(document: Document, span: Span, place: str, width: int, message: str) -> list[str]:
    text = document.text
    line = line_number(text, span.start)
    start = text.rfind("\n", 0, span.start) + 1
    lines = [f"  --> {place}:{line}:{span.start - start + 1}"] if place else []
    if span.end <= span.start:
        return lines
    end = text.find("\n", span.start)
    end = len(text) if end < 0 else end
    gutter = f"{line:>4} | "
    before, marked, after = _window(text, (start, end), span, width - len(gutter))
    blank = " " * (len(gutter) - 2) + "| "
    carets = " " * cell_width(before) + "^" * max(1, cell_width(marked))
    return [*lines, gutter + before + marked + after, f"{blank}{carets} {message}".rstrip()]


def _window(text: str, line: tuple[int, int], span: Span, room: int) -> tuple[str, str, str]:
    """What stands before, in and after the span on its first line, cut to ``room`` cells around the span."""
    stop = min(span.end, line[1])
    marked = _visible(text[span.start : stop])
    if cell_width(marked) > room - 12:
        half = (room - 16) // 4
        marked = marked[:half] + " … " + marked[-half:]
    room -= cell_width(marked)
    before = _visible(text[line[0] : span.start])
    after = _visible(text[stop : line[1]])
    left = max(room // 2, room - cell_width(after))
    before = _keep_end(before, left)
    return before, marked, _keep_start(after, room - cell_width(before))


def _visible(text: str) -> str:
    """Tabs and carriage returns as spaces, so that the carets stand below what they mark."""
    return text.replace("\t", " ").replace("\r", " ")


def _keep_end(text: str, cells: int) -> str:
    if cell_width(text) <= cells:
        return text
    kept = text[-max(0, (cells - 1) // 2) :] if cells > 2 else ""
    return "…" + kept


def _keep_start(text: str, cells: int) -> str:
    if cell_width(text) <= cells:
        return text
    return text[: max(0, (cells - 1) // 2)] + "…"


def explain(entry: Code, *, lang: Lang = "zh") -> str:
    """The documentation of a code as Markdown, for ``luoshi explain`` and for the reference."""
    severity = _SEVERITY[entry.severity].in_language(lang)
    colon = "：" if lang == "zh" else ": "
    lines = [f"# {entry.code} {entry.name}", "", f"**{severity}**{colon}{plain_headline(entry, lang)}"]
    for part, title in _PARTS:
        value = getattr(entry, part)
        words = value.in_language(lang) if isinstance(value, Words) else value
        if not words or words == "–":
            continue
        quoted = part in ("example", "better")
        lines += ["", f"## {title.in_language(lang)}", ""]
        lines += ["```text", words, "```"] if quoted else [words]
    return "\n".join(lines) + "\n"


def plain_headline(entry: Code, lang: Lang) -> str:
    """The headline with ellipses where details are filled in."""
    words = entry.headline.in_language(lang)
    while "{" in words:
        words = words[: words.index("{")] + "…" + words[words.index("}") + 1 :]
    return words
