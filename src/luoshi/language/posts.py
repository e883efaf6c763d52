"""Posts: the words behind a unit's name that make it a person's office (局长, 党工委书记, 相关负责人).

`names` asks for the post behind a unit, `speakers` for who speaks. A post leads to its unit; the name of the
person who holds it is never read.
"""

import re

_TITLE = (
    "书记|支书|(?:党组|党委|党工委|班子)成员|局长|主任|部长|厅长|署长|司长|处长|科长|市长|区长|县长|州长|旗长|镇长|乡长|省长|主席|行长|院长|校长|所长|站长"
    "|台长|社长|会长|理事长|董事长|总经理|总裁|经理|秘书长|总队长|支队长|大队长|队长|组长|召集人|检察长|政委|关长|总规划师"
    "|总工程师|总经济师|首席数据官|河长|林长|链长|新闻发言人|发言人|联络员|常委|委员|巡视员|调研员|主委"
    "|(?:相关|有关|主要|具体|分管|项目)?(?:负责人|负责同志|领导)|相关人士|有关人士|相关工作人员|工作人员"
)
_RANK = (
    "(?:主持(?:日常|全面|党委|行政|党组)?工作的)?(?:党组|党委|党工委|党总支|党支部|机关党委|纪检组|领导小组|党政|驻村)?"
    "(?:常务|专职|一级|二级|第一)?副?"
)
_POST = re.compile(rf"(?:原|时任)?{_RANK}(?:{_TITLE})(?:[、兼]{_RANK}(?:{_TITLE}))*")
_CHIEF = re.compile(r"(?:常务)?副?(?:市|区|县|州|省|旗|镇|乡)长(?![期远度效江河安三久处])")


def post_end(text: str, at: int) -> int:
    """Where the post that begins at ``at`` ends; ``at`` where there is none."""
    match = _POST.match(text, at)
    return match.end() if match else at


def find_chiefs(text: str) -> list[tuple[int, int]]:
    """Posts that need no unit before them: 市长, 副区长, 常务副县长."""
    return [match.span() for match in _CHIEF.finditer(text)]
