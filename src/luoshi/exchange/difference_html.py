"""Difference → one HTML file that needs nothing else and runs nothing.

The page has no script at all: its policy allows its own style and nothing else, filters are check boxes that the style
looks at, and everything that comes from a document is escaped. It opens in Chinese or English and can be switched.
`write_difference_html` is called by ``luoshi diff --format html``; the bytes depend on its arguments alone.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape

from luoshi.compiler.difference import KINDS, kinds_of
from luoshi.diagnostics import Lang, Words
from luoshi.exchange.difference_json import count_kinds
from luoshi.exchange.difference_words import FIELD_WORDS, KIND_WORDS, marked_parts, one_line, show_side
from luoshi.model.difference import Aspect, Change, Difference, Passage
from luoshi.model.plan import Plan

# What XML and HTML cannot hold; the text itself is in the workspace.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LANGUAGES: tuple[tuple[Lang, str], ...] = (("zh", "中文"), ("en", "English"))
_TITLE = Words("计划的变化", "What changed in the plan")
_OLD, _NEW = Words("原来", "before"), Words("现在", "now")
_UNCHANGED = Words("项没有变化", "unchanged")
_SHOW = Words("显示", "Show")
_NOTHING = Words("没有变化。", "Nothing changed.")
_MATCHED = Words("按相近的文字对应", "matched by likeness")
_LINE = Words("第 {line} 行", "line {line}")

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #fff; --line: #d0d7de; --bad: #a40e26;
  --good: #116329; --move: #0550ae; --del: #ffebe9; --ins: #dafbe1; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --paper: #0d1117; --line: #3d444d;
  --bad: #ff9492; --good: #56d364; --move: #79c0ff; --del: #67060c; --ins: #033a16; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
.files { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; color: var(--soft); margin: 0 0 1rem; }
.files ul, .changes, .aspects { list-style: none; margin: 0; padding: 0; }
fieldset { border: 1px solid var(--line); border-radius: 6px; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem;
  margin: 0 0 .5rem; padding: .25rem .75rem .5rem; }
label { white-space: nowrap; }
.changes > li { border-top: 1px solid var(--line); padding: .75rem 0; break-inside: avoid; }
.kind { border: 1px solid; border-radius: 4px; font-size: .875rem; margin-right: .375rem; padding: 0 .375rem; }
.k-dropped, .k-softened, .k-delayed { color: var(--bad); }
.k-added, .k-hardened, .k-advanced { color: var(--good); }
.k-reassigned, .k-reversed, .k-reworded { color: var(--move); }
.aspects { display: inline; }
.aspects li { display: inline-block; margin-right: 1rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: .375rem; }
blockquote { border-left: 3px solid var(--line); margin: 0; overflow-wrap: anywhere; padding-left: .625rem; }
.place { color: var(--soft); display: block; font-size: .8125rem; font-style: normal; }
del { background: var(--del); } ins { background: var(--ins); }
body:has(#lang-zh:checked) [lang=en].w, body:has(#lang-en:checked) [lang^=zh].w { display: none; }
@media (max-width: 40rem) { .sides, .files { grid-template-columns: 1fr; gap: .5rem; } }
@media print { fieldset { display: none; } body { max-width: none; padding: 0; font-size: 11pt; } }
"""


def write_difference_html(difference: Difference, old: Plan, new: Plan, *, lang: Lang = "zh") -> bytes:
    """The page; ``lang`` is the language in which it opens."""
    style = _STYLE + "".join(_filter_rules())
    policy = f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    parts = [
        f'<!doctype html>\n<html lang="{"zh-Hans" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_clean(_TITLE.in_language(lang))}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n",
        f"<h1>{_both(_TITLE)}</h1>\n",
        _files(old, new),
        _language_switch(lang),
        _filters(difference),
        f"<p>{difference.unchanged} {_both(_UNCHANGED)}</p>\n",
        '<ol class="changes">\n' if difference.changes else f"<p>{_both(_NOTHING)}</p>\n",
        *(_change(change) for change in difference.changes),
        "</ol>\n" if difference.changes else "",
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(parts).encode()


def _filter_rules() -> Iterator[str]:
    """A change is shown while any kind that it has is switched on."""
    yield ".changes > li { display: none; }\n"
    for kind in KINDS:
        yield f"body:has(#show-{kind}:checked) .has-{kind} {{ display: list-item; }}\n"
    # A browser that does not know :has() shows everything.
    yield "@supports not selector(:has(a)) { .changes > li { display: list-item; } }\n"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _clean(text: str) -> str:
    return escape(_UNPRINTABLE.sub("\ufffd", text))


def _both(words: Words) -> str:
    """Words in both languages; the style shows one."""
    return f'<span class="w" lang="zh-Hans">{_clean(words.zh)}</span><span class="w" lang="en">{_clean(words.en)}</span>'


def _files(old: Plan, new: Plan) -> str:
    sides = "".join(
        f"<div>{_both(words)}<ul>"
        + "".join(f"<li>{_clean(each.document.path or each.document.id)}</li>" for each in plan.readings)
        + "</ul></div>"
        for words, plan in ((_OLD, old), (_NEW, new))
    )
    return f'<div class="files">{sides}</div>\n'


def _language_switch(lang: Lang) -> str:
    choices = "".join(
        f'<label lang="{"zh-Hans" if code == "zh" else "en"}"><input type="radio" name="lang" id="lang-{code}"'
        f"{' checked' if code == lang else ''}> {name}</label>"
        for code, name in _LANGUAGES
    )
    return f"<fieldset><legend>语言 / Language</legend>{choices}</fieldset>\n"


def _filters(difference: Difference) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" id="show-{kind}" checked> '
        f'<span class="k-{kind}">{_both(KIND_WORDS[kind])}</span> {number}</label>'
        for kind, number in ((kind, count_kinds(difference.changes)[kind]) for kind in KINDS)
        if number
    )
    return f"<fieldset><legend>{_both(_SHOW)}</legend>{boxes}</fieldset>\n" if boxes else ""


def _change(change: Change) -> str:
    kinds = kinds_of(change)
    badges = "".join(f'<span class="kind k-{kind}">{_both(KIND_WORDS[kind])}</span>' for kind in kinds)
    aspects = "".join(f"<li>{_aspect(each)}</li>" for each in change.aspects if each.field != "wording")
    note = f' <small class="place">{_both(_MATCHED)}</small>' if change.match == "likeness" else ""
    sides = "".join(_sides(change))
    return (
        f'<li class="{" ".join(f"has-{kind}" for kind in kinds)}">{badges}'
        f'<ul class="aspects">{aspects}</ul>{note}<div class="sides">{sides}</div></li>\n'
    )


def _aspect(aspect: Aspect) -> str:
    def sides(lang: Lang) -> str:
        return f"{show_side(aspect, aspect.old, lang)} → {show_side(aspect, aspect.new, lang)}"

    name = FIELD_WORDS[aspect.field]
    return _both(Words(f"{name.zh}：{sides('zh')}", f"{name.en}: {sides('en')}"))


def _sides(change: Change) -> Iterator[str]:
    old, new = (one_line(each.quote) if each else "" for each in (change.old, change.new))
    parts = list(marked_parts(old, new)) if change.old and change.new else []
    yield _side(change.old, _marked(((kind, part) for kind, part, _ in parts), "del") or _clean(old))
    yield _side(change.new, _marked(((kind, part) for kind, _, part in parts), "ins") or _clean(new))


def _marked(parts: Iterable[tuple[str, str]], tag: str) -> str:
    return "".join(
        _clean(part) if kind == "same" else f"<{tag}>{_clean(part)}</{tag}>" for kind, part in parts if part
    )


def _side(passage: Passage | None, quote: str) -> str:
    if passage is None:
        return "<div></div>"
    line = Words(_LINE.zh.format(line=passage.line), _LINE.en.format(line=passage.line))
    section = f" · {_clean(one_line(passage.section))}" if passage.section else ""
    return (
        f'<blockquote lang="zh-Hans">{quote}<cite class="place">{_clean(passage.path)} · {_both(line)}{section}</cite>'
        "</blockquote>"
    )
