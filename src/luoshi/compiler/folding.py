"""Characters one for one: width, punctuation, quotation marks, script. `normalise` calls it.

What enters is the canonical text; what leaves is a text of the same length, so that every offset holds in both.
"""

import re
import unicodedata
from typing import Literal

Language = Literal["zh-Hans", "zh-Hant", "ja", "ko", "en", "und"]

# Full-width forms of ASCII become ASCII, except the marks of Chinese punctuation.
_KEPT_WIDE = frozenset(map(ord, "！（），：；？"))
_WIDTH: dict[int, str] = {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F) if c not in _KEPT_WIDE}
_WIDTH |= dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
# Half-width, small and vertical forms that PDF extraction and old encodings leave behind.
_WIDTH |= {ord(a): b for a, b in zip("｡､･﹐﹑﹔﹕﹖﹗﹪︰﹙﹚", "。、·，、；：？！%：（）", strict=True)}
_WIDTH |= {ord(a): b for a, b in zip("「」『』﹁﹂﹃﹄〝〞〟", "“”‘’“”‘’“””", strict=True)}


def _compatibility_forms() -> dict[int, str]:
    """Kangxi radicals and compatibility ideographs: they look like the common character but are another one."""
    table = {}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table


_WIDTH |= _compatibility_forms()

_HAN = "\u3400-\u9fff"
_COMMA = re.compile(r",(?!(?<=\d,)\d{3}(?!\d))(?!(?<=[A-Za-z],) ?[A-Za-z])")  # not in 1,240 nor in English
_SEMICOLON = re.compile(r";(?<!&nbsp;)(?<!&amp;)(?<!&quot;)(?<!&[lg]t;)(?!(?<=[A-Za-z];) ?[A-Za-z])")
_COLON = re.compile(r":(?!(?<=\d:)\d)(?!(?<=[A-Za-z]:)(?: ?[A-Za-z]|[/\\]))")  # not in 10:30, 1:1, C:\
_ASKING = re.compile(r"[?!](?!(?<=[A-Za-z][?!])[ A-Za-z=])")
_PAIR = re.compile(r"(.?)\(([^()]{0,120})\)(?=(.?))", re.S)
_CHINESE = re.compile(f"[{_HAN}，。；：、—〔〕《》“”]")
_BRACKET = re.compile(rf"(?<=[{_HAN}，。；：、”》])[()]|[()](?=[{_HAN}，。；：、“《])")
_STOP = re.compile(rf"(?<=[{_HAN}”）])(?<![一二三四五六七八九十])\.(?=$|[{_HAN}“])", re.M)
_SINGLE_OPEN = re.compile(rf"(?<=[{_HAN}，。；：？！、（“])'(?=[{_HAN}\d]+')")
_SINGLE_CLOSE = re.compile(rf"(?<=[{_HAN}\d])'(?=[{_HAN}，。；：？！、）”]|$)", re.M)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]{1,64}@[A-Za-z0-9.-]{1,64}", re.A)

_NOT_HAN = re.compile(f"[^{_HAN}]+")
_NOT_KANA = re.compile("[^\u3040-\u30ff]+")
_NOT_HANGUL = re.compile("[^\uac00-\ud7af]+")
_NOT_LATIN = re.compile("[^A-Za-z]+")
# Characters of everyday administrative text that exist in one of the two scripts only.
_HANT = frozenset("國與對發會實業應關於開動進處經濟縣區設規劃監資產環總財務電報線號錄學個為們這來時從點頭長門問間義體")
_HANS = frozenset("国与对发会实业应关于开动进处经济县区设规划监资产环总财务电报线号录学个为们这来时从点头长门问间义体")


def detect_language(text: str) -> Language:
    """The language of the bulk of the text by character ranges alone; its first 40,000 characters decide."""
    sample = text[:40_000]
    han = _NOT_HAN.sub("", sample)
    kana = len(_NOT_KANA.sub("", sample))
    hangul = len(_NOT_HANGUL.sub("", sample))
    latin = len(_NOT_LATIN.sub("", sample))
    if hangul > len(han) + kana:
        return "ko"
    if kana > 10 and kana * 5 > len(han):
        return "ja"
    if latin > 20 and latin > len(han) * 6:
        return "en"
    if not han:
        return "und"
    traditional = sum(map(_HANT.__contains__, han))
    return "zh-Hant" if traditional > sum(map(_HANS.__contains__, han)) else "zh-Hans"


def fold(text: str, language: Language) -> str:
    """The text in its plain form; straight double quotes are left to `turn_quotes`, which needs paragraphs."""
    plain = text.translate(_WIDTH)
    if not language.startswith("zh"):
        return plain
    if language == "zh-Hant":
        plain = plain.translate(_simplified(plain))
    folded = _fold_brackets(plain) if "(" in plain or ")" in plain else plain
    if "," in folded:
        folded = _COMMA.sub("，", folded)
    if ";" in folded:
        folded = _SEMICOLON.sub("；", folded)
    if ":" in folded:
        folded = _COLON.sub("：", folded)
    if "?" in folded or "!" in folded:
        folded = _ASKING.sub(lambda match: "？" if match[0] == "?" else "！", folded)
    if "." in folded:
        folded = _STOP.sub("。", folded)
    if "'" in folded:
        folded = _SINGLE_CLOSE.sub("’", _SINGLE_OPEN.sub("‘", folded))
    if "://" in plain or "www." in plain or "@" in plain:
        kept, at = [], 0
        for match in _ADDRESS.finditer(plain):
            kept += [folded[at : match.start()], match[0]]
            at = match.end()
        folded = "".join([*kept, folded[at:]])
    return folded


def turn_quotes(text: str) -> str:
    """Straight double quotes of one paragraph as “ and ” in turn.

    A paragraph may be the tail of a broken one: with an odd number of quotes, the first one closes if what
    follows it cannot begin a quotation.
    """
    parts = text.split('"')
    closing = len(parts) % 2 == 0 and parts[1][:1] in ("，", "。", "；", "、", "）", "的", "等") and parts[0] != ""
    out = [parts[0]]
    for part in parts[1:]:
        out.append("”" if closing else "“")
        out.append(part)
        closing = not closing
    return "".join(out)


def _simplified(text: str) -> dict[int, str]:
    """The simplified form of each traditional character of the text, where it is one character too."""
    import opencc  # only a document in traditional script pays for loading it

    distinct = sorted({char for char in text if "\u3400" <= char <= "\u9fff"})
    converted = opencc.OpenCC("tw2s").convert("\n".join(distinct)).split("\n")
    return {ord(a): b for a, b in zip(distinct, converted, strict=True) if a != b and len(b) == 1}


def _fold_brackets(text: str) -> str:
    """（ and ） where the brackets hold or touch Chinese, or hold a number; brackets in formulas and English stay."""

    def turned(match: re.Match[str]) -> str:
        before, inside, after = match[1], match[2], match[3]
        if inside.isdigit() or _CHINESE.search(inside) or _CHINESE.match(before) or _CHINESE.match(after):
            return f"{before}（{inside}）"
        return match[0]

    text = _PAIR.sub(turned, text)
    return _BRACKET.sub(lambda match: "（" if match[0] == "(" else "）", text)
