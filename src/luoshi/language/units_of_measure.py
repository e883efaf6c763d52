"""Units that follow a number: an open lexicon of physical, economic and counting units, and the pattern over it.

`quantities` uses `UNIT` right behind a numeral; it accepts composite units (毫克/升, 元/人·月, 立方米每秒, 台（套）).
"""

import re

_MASS = "万吨级 吨标准煤 吨标煤 千克标准煤 公斤标准煤 克标准煤 吨二氧化碳当量 吨二氧化碳 吨公里 吨位 总吨 载重吨 净吨 吨 千克 公斤 毫克 微克 纳克 克拉 克 市斤 斤 公担 担 磅 盎司"
_LENGTH = "双线公里 车道公里 车公里 人公里 皮长公里 延米 公里 千米 海里 英里 里 延长米 厘米 毫米 微米 纳米 分米 英寸 丈 尺 寸 米"
_AREA = "平方公里 平方千米 平方厘米 平方毫米 平方米 平方 平米 公顷 市亩 亩 顷 标准方"
_VOLUME = "立方公里 立方厘米 标准立方米 标立方米 标方 立方米 立方 方 毫升 微升 升 加仑 桶油当量"
_POWER = "千瓦时 兆瓦时 吉瓦时 太瓦时 瓦时 千瓦 兆瓦 吉瓦 瓦 千伏安 兆伏安 千乏 千伏 伏 千安 安时 安 吉焦 兆焦 千焦 焦 大卡 千卡 马力 匹马力 度电"
_PHYSICS = (
    "摄氏度 ℃ °C 分贝 兆帕 千帕 百帕 帕 勒克斯 流明 兆赫 千赫 吉赫 赫兹 赫 贝克 西弗 毫西弗 兆比特 吉比特 比特 兆字节 字节 兆 每秒百万次 "
    "万亿次 亿次 度 节"
)
_LATIN = (
    "EFLOPS PFLOPS TFLOPS Eflops Pflops MTEU TEU FEU Gbps Mbps Tbps kbps kWh KWh MWh GWh TWh KVA kVA MVA MWp GWp kWp MW GW kW KW kV KV "
    "km2 km² m2 m² m3 m³ mg μg ug ng kg KG km KM cm mm μm nm hm2 hm² ha dB dBA GHz MHz kHz Hz MPa kPa Pa PB TB GB MB EB ZB mL ml t P m g L MJ GJ ppm ppb ㎡ ㎞ ㎏ ㎜ ㎝ ㎥"
)
_MONEY = "元人民币 人民币 美元 欧元 英镑 日元 港元 港币 澳门元 新台币 卢布 韩元 新元 澳元 加元 泰铢 越南盾 元 角 块钱"
_TIME = (
    "个工作日 工作日 个自然日 自然日 个日历天 日历天 个小时 小时 分钟 秒钟 毫秒 微秒 秒 个星期 星期 个季度 个季节 季度 个月度 个月 个半月 个年度 年度 "
    "个周期 周岁 岁 天 周 日 年 个交易日 刻钟 课时 学时 学分 机时 工时 工日 人天 人日 人月 人年 年一遇 代人"
)
_SHARE = "个百分点 百分点 个基点 基点 % ‰ ％ 倍 成 番 折 分 比"
_PEOPLE = "人次 人份 人 户次 户 家次 家庭 名 位 口人 口 对 员 代表 席位 席 岗"
_COUNT = (
    "剂次 剂 针次 针 诊次 例次 席次 站次 座次 出 卷 蓬 丛 蔸 窝 筐 缸 口塘 垄 帧 讲 节课 课 门课 户头 门类 讲次 单元 床日 批次 批 件次 件 项次 项 宗地 宗 起 例 桩 案次 案 单 笔 次 场次 场 届 期数 轮次 轮 遍 回 趟次 趟 班次 班列 班 列车 列 车次 架次 航次 航班 艘次 艘 架 辆次 辆 "
    "台次 台套 台 套次 套 部次 部 机组 标准箱 标箱 自然箱 箱次 箱 车辆 车皮 头 羽 只次 只 匹 尾 株 棵 枚 颗 粒 束 朵 盆 穴 粒种 "
    "张次 张 份次 份 册次 册 卷 本次 本 封 幅 面 篇次 篇 首 幕 集 部集 家 处次 处 座 栋 幢 间次 间 所次 所 站 孔 眼 井 口井 道 条次 条 段 根 盏 片 块 顶 扇 层 门次 门 "
    "支队伍 支 只基金 队次 队 组 双 排 栏 种 类 款 样 型 个 粒 床位 床 泊位 车位 学位 泊 票次 票 桌 餐次 餐 碗 瓶 桶 袋 包 盒 杯 滴 捆 船次 车 节车厢 步 字 页 亿次 "
    "公里单线 品 村次 校次 店次 点位 户头 线次"
)
# A unit word that is only the beginning of another word, by what follows it.
_NOT_FOLLOWED = {
    "部": "门队委分署落",
    "台": "风湾账阶",
    "本": "科市区县省级地土行局院委次周月年季方",
    "门": "户类诊槛",
    "单": "元位项一",
    "出": "口境栏资台让租入生现去厂席动版",
    "讲": "座话述堂",
    "课": "题堂",
    "针": "对灸",
    "剂": "量",
    "卷": "烟",
    "丛": "书林",
    "单元": "格",
    "门类": "齐",
    "所": "有在属需得",
    "位": "数于列居一",
    "口": "岸径腔",
    "名": "单录牌额称",
    "人": "民大均才社物工行",
    "分": "之别管解类级局院公批期厂",
    "成": "为立果员效本长都交就分型熟功品年人绩",
    "日": "均益常前起报新",
    "年": "均级龄初末底中前报内起版代度来后之产",
    "周": "年边期",
    "代": "表码替办理谢",
    "层": "面级次",
    "点": "位",
    "场": "所馆景地",
    "组": "织建成长团合",
    "家": "庭园具电长",
    "方": "面案向式法位",
    "面": "向对积",
    "条": "例件规",
    "项": "目",
    "类": "似型别",
    "期": "间限",
    "步": "骤入行",
    "度": "假量",
    "节": "能点水约",
    "片": "区",
    "块": "状",
    "段": "落",
    "道": "路德",
    "站": "式点",
    "排": "名查污放水",
    "集": "中体聚约成团",
    "首": "次批个先",
    "回": "头升",
    "字": "号",
    "里": "程",
    "包": "括含装",
    "车": "间辆站位道",
    "箱": "体",
    "品": "种牌质",
    "案": "例件",
    "批": "准复",
    "列": "入为车",
    "班": "子级",
    "支": "持撑付出",
    "对": "口接标照于",
    "件": "套",
    "型": "号",
    "款": "项",
    "样": "本板",
    "安": "全排",
    "升": "级至到高为",
    "克": "服",
    "元": "素旦",
    "票": "据",
    "比": "例重率较上去同",
    "队": "伍",
    "处": "理置罚于",
    "间": "隔接",
    "张": "力",
    "头": "部",
    "例": "如行会",
    "起": "草步点止",
    "轮": "换训胎廓",
    "次": "年月日序于要生产氯",
    "种": "植业子养苗",
    "套": "餐",
    "井": "冈",
    "页": "面",
    "折": "合算",
    "担": "任当保",
    "篇": "章",
    "角": "度色",
    "员": "工",
    "岗": "位",
}
_GROUPS = (_MASS, _LENGTH, _AREA, _VOLUME, _POWER, _PHYSICS, _MONEY, _TIME, _SHARE, _PEOPLE, _COUNT)
UNITS = frozenset(unit for group in (*_GROUPS, _LATIN) for unit in group.split())
DURATIONS = frozenset(_TIME.split()) - {
    "岁",
    "周岁",
    "年一遇",
    "课时",
    "学时",
    "学分",
    "机时",
    "工时",
    "工日",
    "代人",
}
# Latin letters right after one of these would make another word of it.
_LATIN_UNITS = frozenset(_LATIN.split())


def _pattern(unit: str) -> str:
    if unit in _LATIN_UNITS:
        return re.escape(unit) + r"(?![A-Za-z0-9])"
    stop = _NOT_FOLLOWED.get(unit, "")
    return re.escape(unit) + (f"(?![{stop}])" if stop else "")


def _alternatives() -> str:
    return "|".join(_pattern(unit) for unit in sorted(UNITS, key=lambda unit: (-len(unit), unit)))


_ONE = _alternatives()
_PER = r"人|户|亩|日|天|年|月|小时|分钟|秒|次|件|吨|升|公斤|千克|克|米|公里|公顷|平方米|平方公里|平方千米|立方米|立方厘米|千瓦时|千瓦|度|万元|亿元|元|股|辆|台|套|间|床|座|标准立方米|千人|万人|百人|十万人|千吨|头|只|羽|株|车|标箱|TEU|m3|m³|m2|m²|km2|kWh|L|h|s|d|a|kg|人次|人天|人年|床日|工日|百公里|户年|班|场|处|个|生|学年|学期|学时|课时"
# One unit; a slash, 每 or a raised dot adds another (毫克/升, 元/人·月, 立方米每秒); a bracketed classifier belongs to it.
UNIT = (
    rf"(?:{_ONE})(?:[（(](?:套|个|处|次|户|座|项|所|家|间|条|件|站|人|部|辆|幢|栋)[）)])?"
    rf"(?: ?[/／] ?[（(]?(?:{_PER})(?:[·.・/](?:{_PER}))?[）)]?|每(?:升|秒|立方米|平方米|平方公里|千瓦时|公里|小时|吨|亩)(?!年|月|日))?"
    rf"(?:[·・](?:次|天|月|年|小时))?"
)
# The characters with which a unit, a magnitude or a share can begin behind a Chinese numeral.
BEGINNINGS = "".join(sorted({unit[0] for unit in UNITS} | set("万亿分余多来成至到番半")))
