"""Labelled lines and label groups in closing brackets."""

from tests.outlines import outline_of, records_of, stretches_of

ITEM = """枫岭市整改方案
一、整改任务
（一）园区管网不完善，存在直排现象
问题情形：排查发现混接点42处。
整改目标：2026年底消除混接点。
整改措施：①新建管网12公里；②建立台账。
整改时限：2026年12月底前
责任单位：枫岭经开区管委会
督导单位：市生态环境局　验收单位：市整改办
（二）码头扬尘污染
整改目标：扬尘得到有效控制。
责任单位：市交通运输局
"""


def test_lines_of_an_item_share_a_record() -> None:
    records = records_of(ITEM)
    assert [kind for kind, _ in records[1]] == [
        "fact",
        "content",
        "content",
        "deadline",
        "units",
        "units",
        "units",
    ]
    assert records[2] == [("content", "扬尘得到有效控制"), ("units", "市交通运输局")]


def test_roles() -> None:
    _, outline = outline_of(ITEM)
    assert [f.role for f in outline.fields if f.kind == "units"] == [
        "responsible",
        "supervise",
        "accept",
        "responsible",
    ]


def test_lines_below_an_empty_label_are_its_content() -> None:
    text = "任务清单\n一、管网不完善\n整改措施：\n（1）开展排查，建立台账。\n（2）新建管网12公里。\n责任单位：市水利局\n"
    assert records_of(text) == {
        1: [("content", "开展排查，建立台账。"), ("content", "新建管网12公里。"), ("units", "市水利局")]
    }


def test_a_closing_bracket_governs_its_paragraph() -> None:
    text = (
        "工作要点\n一、农业\n1.新建高标准农田15万亩。（牵头单位：市农业农村局；完成时限：2026年6月）\n"
        "2.新建泵站6座。（市水利局牵头）\n3.新增机库2座。（市领导：分管副市长；责任单位：市应急局）\n"
    )
    assert records_of(text) == {
        1: [("units", "市农业农村局"), ("deadline", "2026年6月")],
        2: [("units", "市应急局")],
    }
    assert [stretch[:2] for stretch in stretches_of(text)] == ["1.", "3."]


def test_a_line_of_units_closes_the_run_in_items_above() -> None:
    text = (
        "数字治理方案\n一、主要任务\n（一）做强三级中心\n1.市级中心重在统。制定职责清单。\n2.区县中心重在联。整合热线力量。\n"
        "（责任单位：市数据局，各区县政府）\n（二）建好指标\n建立指标体系，每季度通报。\n责任单位：市统计局\n"
    )
    assert [stretch.split("\n")[0] for stretch in stretches_of(text)] == [
        "（一）做强三级中心",
        "（二）建好指标",
    ]


def test_a_line_of_units_closes_one_item_where_others_have_their_own() -> None:
    text = (
        "分工方案\n一、特色产业\n4.做优三张名片，培育企业25家。（市农业农村局牵头，市商务局配合）\n"
        "5.打造精品线路8条，严禁违建会所。\n牵头单位：市文化旅游局\n完成时限：三季度末\n"
    )
    assert stretches_of(text) == [
        "5.打造精品线路8条，严禁违建会所。\n牵头单位：市文化旅游局\n完成时限：三季度末"
    ]


def test_labels_inside_a_paragraph() -> None:
    text = "问题清单\n一、管网不完善\n问题：混接点42处。整改措施：新建管网12公里。责任单位：市水利局。整改时限：2026年底。\n"
    assert [kind for kind, _ in records_of(text)[1]] == ["fact", "content", "units", "deadline"]


def test_words_with_a_colon_are_no_labels() -> None:
    assert (
        records_of("纪要\n时间：2026年3月\n地点：市政府会议室\n会议明确以下事项：各单位要抓好落实。\n") == {}
    )
    assert records_of("实录\n主持人：欢迎各位。\n市水利局局长：今年新建泵站6座。\n") == {}


def test_a_bracket_on_a_heading_governs_its_section() -> None:
    text = (
        "推进计划\n一、产业项目\n（一）光电产业园（责任单位：区经信局）\n建设厂房12万平方米，6月底前封顶。\n"
        "（二）装备基地（责任单位：区投资促进局）\n引进企业8家，年内投产3家。\n"
    )
    assert stretches_of(text) == [
        "（一）光电产业园（责任单位：区经信局）\n建设厂房12万平方米，6月底前封顶。",
        "（二）装备基地（责任单位：区投资促进局）\n引进企业8家，年内投产3家。",
    ]


def test_a_label_may_name_its_year() -> None:
    _, outline = outline_of("任务清单\n一、造林\n2026年目标：新增造林3万亩。\n责任单位：市林业局\n")
    assert [field.year for field in outline.fields if field.kind == "content"] == ["2026"]
