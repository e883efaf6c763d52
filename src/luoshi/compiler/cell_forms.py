"""A line that may be a table cell → how well its form suits a column: a number, a date, a list of units, a text.

`cell_lines` asks this for every line of a table that holds one cell on each line.
"""

import re
from typing import NamedTuple

from luoshi.compiler.columns import Column
from luoshi.compiler.lines import Line
from luoshi.compiler.rows import NOTHING, NUMBER, TOTAL

SERIAL = re.compile(r"(\d{1,3})[.、．]?$")
GROUP_SERIAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.]?$")
_TIME = re.compile(
    r"20\d\d|\d{1,2}月|年内|年底|年末|季度|长期|立行立改|立即|即知即改|持续|常态|全年|每[年月季周半]|上半年|下半年|月底|[上中下]旬"
    r"|\d个?(?:工作日|[天日年月])|按(?:时间节点|计划|序时|时限)|适时|已完成|分[年步]"
)
_UNIT_TAIL = re.compile(
    r"(?:局|委|厅|办|部|政府|管委会|办公室|委员会|中心|公司|集团|街道|镇|乡|单位|部门|机关|区县|县|区|市|州|旗|院|行|队|会|处|科|室|站|社|所|署"
    r"|校|大学|学院|企业|法院|检察院|海关|馆|园区|开发区|高新区|经开区|专班|业主)"
    r"(?:[（(][^（()）]{1,20}[）)]|[*＊★※]|总?牵头|负责|配合|指导|实施|落实|等|有关|相关|部门|单位|按职责分工|按职责|分别|共同)*$"
)
_UNITS_PART = re.compile(r"[、，,；;。/]|[ \u3000]+|[：:]")
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")
_ROLE_WORD = re.compile(r"(?:牵头|责任|配合|主办|协办|参与|督导)(?:单位|部门)?$|各[\u4e00-\u9fff]{2,12}$|等$")
_PLACE = re.compile(
    r"[\u4e00-\u9fff、，]{1,14}(?:[省市州县区旗镇乡村路街]|街道|新城|片区|园区|全域|境内|沿线)$"
)
_MEASURE = re.compile(
    r"[%％‰]|[亿万千百]*(?:元|人|人次|吨|吨标准煤|个|家|户|件|项|公里|平方公里|平方米|立方米|亩|公顷|千瓦|千瓦时|张|岁|年|小时|分钟|天|所|座|处|辆|台|套"
    r"|部|条|微克/立方米|标准?箱|P|PFlops|[元人吨件张个]/[\u4e00-\u9fff]{1,6})|—|-|/$"
)
_NATURE = re.compile(r"预期性|约束性|新建|续建|扩建|改建|技改|公益性|经营性|基础性|指导性|储备|前期|竣工")
_CLOSED = re.compile(r"[。；;！]$")
_DIGIT = re.compile(r"\d")
_LONGEST_NAME = 40
_LONGEST_FIGURE = 40


class Look(NamedTuple):
    """What a line looks like, whatever column it may stand in; ``units`` says how well it lists units."""

    text: str
    numbered: bool
    number: bool
    nothing: bool
    closed: bool
    units: float


def look_at(line: Line) -> Look:
    """Look at a line once for all columns."""
    text = line.text
    short = len(text) <= _LONGEST_FIGURE
    return Look(
        text=text,
        numbered=line.number is not None,
        number=short and NUMBER.match(text) is not None,
        nothing=short and NOTHING.match(text) is not None,
        closed=line.form in ("sentence", "lead") or _CLOSED.search(text) is not None,
        units=_suits_units(text),
    )


def suits(look: Look, column: Column | None, *, next_serial: bool) -> float:
    """How well the line stands below the column head: about 3 where its form is proof, far below 0 where it is none."""
    text = look.text
    if column is None:
        return 0.4 if len(text) <= 30 else -0.5
    kind = column.kind
    if kind == "serial":
        return -8.0 if not SERIAL.match(text) else 4.0 if next_serial else 0.5
    if column.measure:
        return 2.0 if _MEASURE.fullmatch(text) else -1.0 if len(text) <= 8 and not look.number else -4.0
    if kind == "amount" or (kind == "fact" and (column.unit or column.year)):
        return (
            3.0 if look.number or look.nothing else 0.3 if len(text) <= 16 and _DIGIT.search(text) else -3.0
        )
    if kind == "deadline":
        return _suits_deadline(look)
    if kind == "units":
        return 0.3 if look.nothing else look.units
    if kind == "place":
        return 2.0 if _PLACE.fullmatch(text) else 0.2 if len(text) <= 20 and not look.number else -3.0
    if kind == "note":
        return 2.0 if _NATURE.fullmatch(text) else 0.4 if len(text) <= 20 else -1.0
    return _suits_words(look, kind)


def _suits_words(look: Look, kind: str) -> float:
    """Names, indicators, contents and facts: words that are no date, no figure and no units."""
    text = look.text
    if look.number:
        return -1.5 if kind in ("content", "fact") else -3.0
    if look.nothing:
        return 0.3 if kind in ("content", "fact") else -2.0
    if len(text) <= 24 and _TIME.match(text) and not _CLOSED.search(text):
        return -1.0
    if not look.closed and not look.numbered and look.units >= 1.5:
        return -1.5 if "、" in text or kind != "name" else 0.0
    long = len(text) > _LONGEST_NAME
    if kind in ("content", "fact"):
        return 2.0 if look.closed or len(text) > 14 else 1.0
    if kind == "indicator":
        return -3.0 if look.closed or long else 1.5
    return -0.2 if look.closed or long else 1.5


def _suits_deadline(look: Look) -> float:
    text = look.text
    if look.nothing:
        return 0.5
    if len(text) > 40 or not _TIME.search(text):
        return -3.0
    if _CLOSED.search(text) and (len(text) > 24 or not _TIME.match(text)):
        return -1.5
    return 3.0 if len(text) <= 16 or _TIME.match(text) else 1.0


def _suits_units(text: str) -> float:
    """A list of units has parts that all end as units do."""
    if len(text) > 200 or NUMBER.match(text):
        return -3.0
    parts = [part for part in _UNITS_PART.split(_ASIDE.sub("", text)) if part]
    good = sum(bool(_UNIT_TAIL.search(part) or _ROLE_WORD.search(part)) and len(part) <= 24 for part in parts)
    if parts and good == len(parts):
        return 3.0
    if 2 * good >= len(parts) and parts and "。" not in text:
        return 1.5
    return -0.5 if len(text) <= 14 and not _CLOSED.search(text) else -2.5


def suits_group(line: Line) -> float:
    """How well the line heads the rows below it."""
    text = line.text
    if GROUP_SERIAL.match(text):
        return 2.0
    if (
        line.form not in ("open", "lead", "bracket")
        or len(text) > _LONGEST_NAME
        or not re.search("[\u4e00-\u9fff]", text)
    ):
        return -9.0
    if line.number and line.number.style in ("han", "hanp", "part", "box", "table"):
        return 2.5
    return -1.5 if len(text) <= 16 and not _TIME.search(text) and not TOTAL.match(text) else -4.0


def suits_total(line: Line) -> float:
    """How well the line stands in a row of totals, of which the first says so."""
    if TOTAL.match(line.text) and len(line.text) <= 12:
        return 2.0
    return 0.5 if NUMBER.match(line.text) or NOTHING.match(line.text) else -9.0
