"""Tables flattened to lines: columns, records, merged cells, item titles."""

from tests.outlines import headings_of, outline_of, records_of

PROJECTS = """附件
枫岭市2026年重点水利项目表
单位：亿元
序号\t项目名称\t建设地点\t建设内容\t总投资\t2026年计划投资\t起止年月\t责任单位
（一）防洪工程
1\t大石河堤防\t青麓县\t治理河长12公里\t8.6\t3.2\t2025.03-2027.06\t青麓县政府
2\t小河湾闸站\t云溪区\t新建闸站1座\t1.5\t1.5\t2026.01-2026.12
（二）供水工程
3\t城北水厂\t城北区\t日供水能力5万吨\t12\t不安排\t2027-2031\t市水务集团
合计\t3个\t22.1\t4.7
"""


def test_cells_of_a_row_share_a_record() -> None:
    records = records_of(PROJECTS)
    assert records[1] == [
        ("serial", "1"),
        ("name", "大石河堤防"),
        ("place", "青麓县"),
        ("content", "治理河长12公里"),
        ("fact", "8.6"),
        ("amount", "3.2"),
        ("deadline", "2025.03-2027.06"),
        ("units", "青麓县政府"),
    ]
    assert ("note", "不安排") in records[3]


def test_a_merged_cell_holds_for_the_row_below() -> None:
    assert ("units", "青麓县政府") in records_of(PROJECTS)[2]


def test_sums_take_year_and_unit_of_their_columns() -> None:
    _, outline = outline_of(PROJECTS)
    planned = next(f for f in outline.fields if f.kind == "amount")
    assert (planned.year, planned.unit) == ("2026", "亿元")


def test_item_titles_and_group_lines_are_headings() -> None:
    assert headings_of(PROJECTS) == [
        (1, "（一）防洪工程"),
        (2, "大石河堤防"),
        (2, "小河湾闸站"),
        (1, "（二）供水工程"),
        (2, "城北水厂"),
    ]


def test_a_totals_row_is_fact_without_title() -> None:
    assert records_of(PROJECTS)[4] == [("note", "合计"), ("note", "3个"), ("fact", "22.1"), ("fact", "4.7")]


INDICATORS = """青麓县“十五五”规划纲要
第二节 主要目标
到2030年实现以下目标。
表1 主要指标
序号 指标 2025年 2030年 年均/累计 属性
一、经济发展
1 地区生产总值（亿元） 520 >700 6%左右 预期性
2 常住人口城镇化率（%） 56.2 60以上 〔3.8〕 预期性
二、绿色生态
3 单位产值能耗降低（%） — — 〔15〕 约束性
第三节 空间布局
城镇开发边界控制在58平方公里以内。
"""


def test_an_indicator_table_parted_by_blanks() -> None:
    flow, outline = outline_of(INDICATORS)
    rows = [
        [(f.kind, flow.text[f.start : f.end], f.year, f.unit) for f in outline.fields if f.record == record]
        for record in (1, 2, 3)
    ]
    assert rows[0] == [
        ("serial", "1", None, None),
        ("indicator", "地区生产总值（亿元）", None, None),
        ("fact", "520", "2025", "亿元"),
        ("amount", ">700", "2030", "亿元"),
        ("amount", "6%左右", "2030", "亿元"),
        ("note", "预期性", None, None),
    ]
    # what a level in % gains is counted in points, what has no level is not
    assert ("amount", "〔3.8〕", "2030", "百分点") in rows[1]
    assert ("amount", "〔15〕", "2030", "%") in rows[2]


def test_captions_and_groups_nest_in_their_section() -> None:
    assert headings_of(INDICATORS) == [
        (1, "第二节 主要目标"),
        (2, "表1 主要指标"),
        (3, "一、经济发展"),
        (3, "二、绿色生态"),
        (1, "第三节 空间布局"),
    ]


def test_two_header_rows() -> None:
    text = (
        "枫岭市项目表\n序号\t项目名称\t建设规模\t投资（万元）\t\t责任单位\n\t\t\t总投资\t年度计划\n"
        "1\t大石河堤防\t治理河长12公里\t8600\t3200\t青麓县政府\n"
    )
    _, outline = outline_of(text)
    assert [(f.kind, f.unit) for f in outline.fields if f.record == 1][3:5] == [
        ("fact", "万元"),
        ("amount", "万元"),
    ]


def test_a_markdown_table() -> None:
    text = (
        "# 数据计划\n\n| 序号 | 项目名称 | 建设内容 | 责任单位 |\n| --- | --- | --- | --- |\n"
        "| 1 | 算力中心 | 新增算力500P | 市数据局 |\n"
    )
    assert records_of(text)[1] == [
        ("serial", "1"),
        ("name", "算力中心"),
        ("content", "新增算力500P"),
        ("units", "市数据局"),
    ]


def test_an_empty_cell_is_no_merged_cell_where_the_row_names_a_unit() -> None:
    text = (
        "任务表\n序号\t重点任务\t具体举措\t牵头单位\t配合单位\t完成时限\n"
        "1\t优化营商环境\t推出“一件事”20项\t市行政审批局\t各县区政府\t2026年6月\n"
        "2\t\t办理时限压减30%\t市行政审批局\t\t2026年9月\n"
    )
    records = records_of(text)
    assert [kind for kind, _ in records[2]].count("units") == 1
    assert ("name", "优化营商环境") in records[2]
    assert headings_of(text) == [(1, "优化营商环境")]


def test_a_year_parts_roles() -> None:
    _, outline = outline_of(
        "任务表\n序号\t任务\t牵头单位\t配合单位\t完成时限\n1\t新建泵站2座\t市水利局\t市财政局\t全年\n"
    )
    assert [field.role for field in outline.fields if field.kind == "units"] == ["lead", "cooperate"]
