"""Whether words are a person's name: a surname and one or two more characters.

Names of persons are recognised only so that they can be passed over: `subjects` ends a title by them, `speakers`
tells by them that somebody else has begun to speak.
"""

import re

from luoshi.language.verbs import ADVERBS, VERBS

_COMPOUND = (
    "欧阳|上官|司马|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|南宫|闻人|澹台|赫连|轩辕|端木"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜"
    "倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲成游阳"
    "裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简"
    "娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗"
    "应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺尚粟勾代"
)
_PERSON = re.compile(rf"(?:(?:{_COMPOUND})[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]{{2,6}}·[\u4e00-\u9fff·]{{2,8}})$")
# Words of the genre that begin with what is a surname too.
_NO_PERSON = re.compile(
    "任(?:组|副|总|命|务|何)|应[当该急]|曾[任经在]|包[括保]|计[划算入]|和[其同]|于[是今]|高度|常[务态年]|金融|党[组委政]|方[可案面式]"
    "|单[位独项]|文[件化]|台[账]|时[间限]|全[市省县区面部]|万[元人]|施[工行]|向[社全市]|成[员果效]|会|项目|位[于居]|路[线径]|商[务请]"
)
_WORDS = frozenset(word for word in (*VERBS, *ADVERBS) if len(word) > 1)


def is_person(words: str) -> bool:
    """Whether ``words`` look like a name and like nothing that administrations do."""
    return (
        _PERSON.match(words) is not None
        and _NO_PERSON.match(words) is None
        and words[:2] not in _WORDS
        and words[-2:] not in _WORDS
    )
