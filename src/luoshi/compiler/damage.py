"""Text that looks damaged by recognition: flagged with a guess, never corrected.

`repair` gives the blocks; what leaves are `Damage` records in source offsets.
"""

import re
from collections.abc import Iterator, Sequence

from luoshi.compiler.normalise import Block
from luoshi.model.structure import Damage
from luoshi.model.text import DocumentId, Span

_HAN = "\u4e00-\u9fff"
_STRAY = re.compile(rf"(?<=[{_HAN}，。；、”]) ?(?:and|the|of|to|in|for|a|is|or|with|on|by|at|as|be) ?(?=[{_HAN}“])")
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff]+|锟斤拷|烫烫烫|屯屯屯|�+|(?:[Ã-Ï][\u0080-\u00bf]){2,}")
_DOUBLED_MARK = re.compile(r"([，。；：、！？])\1+|[，、；：][，。；：、]|。[，、；]")
_DOUBLED_WORD = re.compile(rf"([{_HAN}]{{2,4}})\1(?!\1)")
_DOUBLED_CHAR = re.compile(rf"([{_HAN}])\1")
# Characters that double in sound Chinese: 个个, 层层, 人人, 稳稳 …, and what ends one word and begins the next.
_MAY_DOUBLE = frozenset(
    "个层人处家户事时天年月日步节件条样种稳紧牢深久好多大小红白青绿高早慢快渐常刚频仅默悄纷滚蒸欣落济巍朗洋堂正明实"
    "点滴面村镇县区市省国会学部院分业行工生产方公司局员长民法制度化性的了是不一二三四五六七八九十百千万妈爸哥弟"
    "姐妹爷奶叔星宝谢看想说谈试走跑听写读问等聊转调研发展开通道路水利用车代表达成功能力量地主体现"
)
_COMMA = re.compile(rf"(?:[{_HAN}]{{2,4}}、)[{_HAN}]{{2,4}}，[{_HAN}]{{2,4}}(?=、[{_HAN}]{{2,4}}(?:等|和|、))")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("〔", "〕"))


def find_damages(document: DocumentId, blocks: Sequence[Block]) -> tuple[Damage, ...]:
    """All suspicions in order of place."""
    found = []
    for block in blocks:
        if block.kind == "furniture":
            continue
        for start, end, kind, suggestion in _suspicions(block.text):
            span = Span(document, block.place(start), block.place(end - 1) + 1)
            found.append(Damage(span=span, kind=kind, suggestion=suggestion))
    return tuple(sorted(found, key=lambda damage: damage.span))


def _suspicions(text: str) -> Iterator[tuple[int, int, str, str | None]]:
    """Stretches of a block that look wrong: start, end, kind and what may have stood there."""
    if not text.isascii():
        for match in _STRAY.finditer(text):
            yield match.start(), match.end(), "stray-latin", "" if match[0].strip() != "and" else "和"
        for match in _BROKEN.finditer(text):
            yield match.start(), match.end(), "mojibake", None
        for match in _DOUBLED_MARK.finditer(text):
            yield match.start(), match.end(), "doubled-mark", match[0][0]
        for match in _COMMA.finditer(text):
            at = match.group().index("，") + match.start()
            yield at, at + 1, "comma-in-enumeration", "、"
        for match in _DOUBLED_WORD.finditer(text):
            if match[1][0] != match[1][1]:
                yield match.start(), match.end(), "doubled-word", match[1]
        for match in _DOUBLED_CHAR.finditer(text):
            if match[1] not in _MAY_DOUBLE:
                yield match.start(), match.end(), "doubled-character", match[1]
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            yield from _unbalanced(text, opening, closing)


def _unbalanced(text: str, opening: str, closing: str) -> Iterator[tuple[int, int, str, str | None]]:
    """Quotes and brackets without partner inside the block; at its edges the partner may stand in another one."""
    waiting: list[int] = []
    for match in re.finditer(f"[{opening}{closing}]", text):
        if match[0] == opening:
            if waiting:
                yield waiting[-1], waiting[-1] + 1, "unbalanced", closing
                waiting.pop()
            waiting.append(match.start())
        elif waiting:
            waiting.pop()
        else:
            yield match.start(), match.end(), "unbalanced", opening
    for at in waiting:
        yield at, at + 1, "unbalanced", closing
