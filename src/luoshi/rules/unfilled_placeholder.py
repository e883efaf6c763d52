"""LS012 unfilled-placeholder: a blank that was left to be filled in."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.passages import line_around, span_of

_BLANK = re.compile(
    r"[×xXＸ]{1,4}(?=(?:个|项|亿元|万元|公里|万亩|家|人次|%|％|月|日|号|亩|座|处)(?![\w]))|[×ＸX]{2,4}(?=[市县区局委办镇省年])"
    r"|_{3,}|＿{2,}|【[\s\u3000]*】|〔20\d\d〕[ \u3000×xX]*号|(?<=年)[ \u3000]{1,6}月[ \u3000]{1,6}(?=日)"
    r"|(?:待定|待补充|待核实|待填|待明确|此处填写|TBD|TODO)(?=[）)】，。；\s]|$)"
)
# A form is meant to be filled in by others.
_FORM = re.compile(
    "签字|签章|签名|盖章|填表|填报人|经办人|公章|联系电话|样表|格式|甲方|乙方|丙方|地址|电话|传真|邮编|账号"
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Crosses, empty brackets, lines of underscores and 待定 outside forms."""
    for reading in plan.readings:
        text = reading.document.text
        for match in _BLANK.finditer(text):
            glued = match[0][0] in "×xXＸ" and text[match.start() - 1 : match.start()].isascii()
            if (glued and text[match.start() - 1 : match.start()].isalnum()) or _FORM.search(
                line_around(text, match.start())
            ):
                continue
            start, end = match.span()
            yield diagnose("LS012", span_of(reading, start, end), blank=text[start:end].strip() or "空白")
