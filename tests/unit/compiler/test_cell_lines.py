"""Tables flattened with one cell on each line: rows by serial numbers or by the form of the cells."""

import pytest

from tests.outlines import headings_of, outline_of, records_of

TASKS = """枫岭市2026年营商环境提升方案
一、重点任务
2026年营商环境任务清单
序号
改革事项
主要内容
完成时限
责任单位
（一）准入便利
1
证照联办
在便民服务领域推行一次申请，办理时限压减至3个工作日以内。
2026年5月底前
市市场监管局*、市政务服务局
2
注销便利
公告期由20天缩短为10天；
选择2个县开展强制退出试点。
8月底前出台制度，11月底前完成试点
市税务局、市中级人民法院
序号
改革事项
主要内容
完成时限
责任单位
（二）要素保障
3
联合报装
设立联合服务专窗8个，供电可靠率保持在99.9%以上。
市住房城乡建设局*、枫岭市水务集团
4
用工服务
帮助企业解决用工2万人。
每月不少于3场
市人力资源社会保障局
（注：标*的为牵头单位）
二、工作要求
（一）压实责任。各牵头单位每两周报送一次进展。
（二）加强宣传。各级各部门要及时总结经验。
"""


def test_rows_begin_at_serial_numbers_and_contents_take_several_lines() -> None:
    assert records_of(TASKS)[2] == [
        ("serial", "2"),
        ("name", "注销便利"),
        ("content", "公告期由20天缩短为10天；"),
        ("content", "选择2个县开展强制退出试点。"),
        ("deadline", "8月底前出台制度，11月底前完成试点"),
        ("units", "市税务局、市中级人民法院"),
    ]


def test_a_row_may_lack_its_time_limit() -> None:
    assert [kind for kind, _ in records_of(TASKS)[3]] == ["serial", "name", "content", "units"]
    assert len(records_of(TASKS)) == 4


def test_heads_that_come_again_are_headers() -> None:
    flow, outline = outline_of(TASKS)
    heads = [flow.text[f.start : f.end] for f in outline.fields if f.kind == "header"]
    assert heads == ["序号", "改革事项", "主要内容", "完成时限", "责任单位"] * 2


def test_captions_groups_and_names_are_headings() -> None:
    assert headings_of(TASKS) == [
        (1, "一、重点任务"),
        (2, "2026年营商环境任务清单"),
        (2, "（一）准入便利"),
        (3, "证照联办"),
        (3, "注销便利"),
        (2, "（二）要素保障"),
        (3, "联合报装"),
        (3, "用工服务"),
        (1, "二、工作要求"),
        (2, "（一）压实责任"),
        (2, "（二）加强宣传"),
    ]


WITHOUT_NUMBERS = """枫岭市重点工作任务分解表
任务
目标
措施
牵头单位
配合单位
时限
城市更新
完成老旧小区改造42个
摸清底数，逐栋建档；
引入社会资本参与加装电梯。
市住房城乡建设局
市财政局、市自然资源局
2026年10月底前
轨道建设
1号线北段贯通
倒排工期，每月调度。
市交通运输局
2026年12月
一、组织保障
各单位要压实责任，确保各项任务落地见效。
枫岭市人民政府办公室
2026年4月3日
"""


def test_without_serial_numbers_cells_are_told_by_their_form() -> None:
    records = records_of(WITHOUT_NUMBERS)
    assert [kind for kind, _ in records[1]] == [
        "name",
        "content",
        "content",
        "content",
        "units",
        "units",
        "deadline",
    ]
    assert records[2] == [
        ("name", "轨道建设"),
        ("content", "1号线北段贯通"),
        ("content", "倒排工期，每月调度。"),
        ("units", "市交通运输局"),
        ("deadline", "2026年12月"),
    ]
    assert len(records) == 2


def test_the_heads_give_the_units_their_roles() -> None:
    _, outline = outline_of(WITHOUT_NUMBERS)
    roles = [field.role for field in outline.fields if field.kind == "units"]
    assert roles == ["lead", "cooperate", "lead"]


def test_a_date_in_the_last_row_signs_nothing() -> None:
    _, outline = outline_of(WITHOUT_NUMBERS)
    assert (outline.issuer, outline.published) == ("枫岭市人民政府办公室", "2026-04-03")


PROJECTS = """青麓县2026年重大项目计划
单位：亿元
序号
项目名称
建设内容
总投资
年度投资
责任单位
一
基础设施
1
大石河堤防
治理河长12公里
8.6
3
县水务局
2
环城东路
改造道路4.5公里
3
2
县交通运输局、城关镇
3
冷链中心
建设冷库3万立方米
3.1
1.8
县商务局
合计
14.7
6.8
"""


def test_figures_are_not_taken_for_serial_numbers() -> None:
    records = records_of(PROJECTS)
    assert records[2] == [
        ("serial", "2"),
        ("name", "环城东路"),
        ("content", "改造道路4.5公里"),
        ("fact", "3"),
        ("amount", "2"),
        ("units", "县交通运输局、城关镇"),
    ]
    assert records[4] == [("note", "合计"), ("fact", "14.7"), ("fact", "6.8")]
    assert headings_of(PROJECTS)[0] == (1, "基础设施")


INDICATORS = """栖霞新区规划纲要
第二节 主要目标
指标
单位
2025年
2030年
属性
一、经济发展
地区生产总值
亿元
520
700
预期性
二、绿色生态
单位产值能耗降低
%
—
〔15〕
约束性
第三节 空间布局
城镇开发边界控制在58平方公里以内。
"""


def test_an_indicator_table() -> None:
    flow, outline = outline_of(INDICATORS)
    first = [(f.kind, flow.text[f.start : f.end], f.year, f.unit) for f in outline.fields if f.record == 1]
    assert first == [
        ("indicator", "地区生产总值", None, None),
        ("note", "亿元", None, None),
        ("fact", "520", "2025", "亿元"),
        ("amount", "700", "2030", "亿元"),
        ("note", "预期性", None, None),
    ]
    assert headings_of(INDICATORS)[-1] == (1, "第三节 空间布局")


RECTIFICATION = """云岫市整改任务清单
序号
问题
整改目标
整改措施
责任单位
整改时限
1
部分乡镇污水直排河道。
污水处理设施正常运行率达到95%以上。
1.对全市46座设施开展排查。
2.完成管网改造38公里。
市住房城乡建设局、各县（区）政府
2026年6月底
2
固体废物堆存不规范。
完成12处堆场整治。
建立台账，逐处销号。
市生态环境局
立行立改
"""


def test_numbered_measures_in_a_cell_are_no_headings() -> None:
    assert [kind for kind, _ in records_of(RECTIFICATION)[1]] == [
        "serial", "name", "content", "content", "content", "units", "deadline",
    ]  # fmt: skip
    assert not any("排查" in heading for _, heading in headings_of(RECTIFICATION))


def test_a_table_in_each_section_keeps_to_its_section() -> None:
    text = (
        "苍泽县数字政府建设重点项目\n一、智慧政务\n项目\n建设内容\n牵头单位\n完成时间\n"
        "政务云扩容\n扩容计算资源200核。\n县数据局\n2026年6月\n"
        "一表通办\n梳理高频事项60项。\n县政务服务中心\n2026年9月\n"
        "二、智慧治理\n项目\n建设内容\n牵头单位\n完成时间\n"
        "城市大脑\n接入感知设备3000路。\n县公安局\n2026年12月\n"
        "网格平台\n整合网格事项，形成统一清单。\n县委社会工作部\n全年\n"
    )
    assert [level for level, _ in headings_of(text)] == [1, 2, 2, 1, 2, 2]
    assert len(records_of(text)) == 4


@pytest.mark.parametrize(
    "text",
    [
        # heads of sections, and a list of bodies
        "关于做好推进会准备工作的通知\n各县区人民政府：\n主要任务\n重点工作\n保障措施\n责任单位\n"
        "以上四个部分要写清楚。\n市发展改革委\n市财政局\n市教育局\n市农业农村局\n2026年4月3日\n",
        # those present
        "专题会议纪要\n会议时间\n会议地点\n参会单位\n市财政局\n市水务局\n市教育局\n会议要求，各单位抓好落实。\n",
        # members of a list
        "重点企业名单\n项目名称\n企业名称\n责任单位\n枫岭新材料公司\n青麓食品公司\n云溪药业公司\n大石河建材公司\n",
        # speakers
        "推进会发言摘登\n工作目标\n完成时限\n责任单位\n市财政局局长：今年安排专项资金2亿元。\n"
        "市水务局局长：加快建设3座水厂。\n市教育局局长：新增学位6000个。\n",
        "序号\n项目名称\n责任单位\n",
    ],
)
def test_other_short_lines_are_no_table(text: str) -> None:
    _, outline = outline_of(text)
    assert [field for field in outline.fields if field.kind == "header"] == []
    assert outline.stretches == ()
