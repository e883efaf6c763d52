"""A small plan, compiled from a text of our own, for the tests of the formats."""

from functools import cache

from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.model.plan import Plan
from luoshi.model.text import Document, DocumentId

TEXT = """柳浦市供水保障三年行动方案

一、总体目标
到2027年，城市公共供水管网漏损率控制在9%以内，新建改建供水管网120公里以上。

二、重点任务
（一）保护饮用水水源
市水利局牵头，市生态环境局配合，2026年6月底前完成青石江水源保护区围栏建设。市水利局要每月开展一次水质巡查。
（二）改造老旧管网
市住房城乡建设局要在2026年底前更新老旧管网30公里。鼓励有条件的区县先行改造二次供水设施。
力争2027年全市供水水质合格率达到98.5%。
不得以罚款代替整改。

柳浦市人民政府
2026年1月5日
"""


@cache
def water_plan(text: str = TEXT) -> Plan:
    """The plan of one document."""
    document = Document(id=DocumentId("water"), text=text, path="方案/供水方案.txt")
    return link((compile_document(document).value,)).value
