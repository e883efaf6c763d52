"""Headings and their levels; invariants of the outline over any text."""

from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.compiler.sections import find_outline, heading_indexes
from tests.outlines import headings_of, outline_of

PLAN = """枫岭市城市内涝治理三年行动方案
为系统提升排水防涝能力，制定本方案。
一、总体要求
坚持规划引领，到2028年基本消除易涝点。
二、重点任务
（一）补齐管网短板。新建雨水管网120公里，改造老旧管网86公里。
（二）建设调蓄设施。新建调蓄池6座。
1.城北片区：新建调蓄池2座。
2.城南片区：新建调蓄池4座。
三、保障措施
市财政局安排专项资金。
"""


def test_numbered_styles_nest_as_they_open() -> None:
    assert headings_of(PLAN) == [
        (1, "一、总体要求"),
        (1, "二、重点任务"),
        (2, "（一）补齐管网短板"),
        (2, "（二）建设调蓄设施"),
        (3, "1.城北片区"),
        (3, "2.城南片区"),
        (1, "三、保障措施"),
    ]


def test_numbered_sentences_are_no_headings() -> None:
    text = (
        "关于做好防汛工作的通知\n现将有关事项通知如下。\n"
        "一、今年共安排防汛项目36个，总投资12.5亿元。其中续建20个。\n"
        "二、各责任单位要倒排工期，确保汛前完工。严禁虚报进度。\n"
        "三、市水利局每月通报一次进展情况。\n"
    )
    assert headings_of(text) == []


def test_one_series_is_judged_as_a_whole() -> None:
    # the third item alone looks like a run-in heading
    text = (
        "流域补偿协议\n一、监测与清算\n"
        "（一）监测数据以国家自动站有效数据为准。自动站故障的，由双方联合采样。\n"
        "（二）双方应于每月10日前核对上月数据，15日前报省厅。\n"
        "（三）资金实行年度清算。省厅于次年2月底前出具通知。\n"
        "二、双方责任\n"
        "（一）上游方责任。完成38个排污口整治。\n"
        "（二）下游方责任。足额安排补偿资金。\n"
    )
    assert headings_of(text) == [
        (1, "一、监测与清算"),
        (1, "二、双方责任"),
        (2, "（一）上游方责任"),
        (2, "（二）下游方责任"),
    ]


def test_numbers_inside_a_paragraph() -> None:
    text = (
        "充电安全整治通知\n四、进度安排\n1.动员摸底（5月）。各地制定细则，建好台账。2.攻坚整治（6月至10月）。按周调度、逐条销号。"
        "3.总结提升（11月）。提炼好做法。\n"
    )
    assert [text for _, text in headings_of(text)] == [
        "四、进度安排",
        "1.动员摸底（5月）",
        "2.攻坚整治（6月至10月）",
        "3.总结提升（11月）",
    ]


def test_a_numbering_that_runs_on_is_judged_below_each_heading() -> None:
    text = (
        "民营经济措施\n一、破除壁垒\n1.严格执行准入清单，清单以外不得另设门槛。清理结果10月底前公示。\n"
        "2.首批放出项目20个，总投资150亿元。允许民间资本参股。\n二、强化要素\n3.融资增量降费。推行信用贷。\n"
        "4.用地先租后让。允许分割登记。\n5.人才引得来。每月发放补贴。\n"
    )
    assert [text for _, text in headings_of(text)] == [
        "一、破除壁垒",
        "二、强化要素",
        "3.融资增量降费",
        "4.用地先租后让",
        "5.人才引得来",
    ]


def test_stages() -> None:
    text = (
        "百日攻坚方案\n一、工作步骤\n第一阶段：动员自查（6月10日—6月25日）。各地全面自查。\n"
        "第二阶段：集中攻坚（6月26日—8月31日）。逐一整改。\n二、工作要求\n压实责任，按时报送情况，不得迟报漏报。\n"
    )
    assert [level for level, _ in headings_of(text)] == [1, 2, 2, 1]


def test_a_sentence_with_nothing_but_its_bracket_is_a_task() -> None:
    text = (
        "枫岭市2026年工作要点\n一、提升产品质量\n"
        "1.开展重点产品质量攻关。（市市场监管局牵头，市工业和信息化局配合）\n"
        "2.新增绿色产品认证证书50张。（市市场监管局负责）\n"
    )
    assert headings_of(text) == [(1, "一、提升产品质量")]


def test_items_of_a_list_are_no_headings() -> None:
    text = "枫岭市水库名录\n一、大型水库\n（一）大石河水库\n（二）青麓水库\n（三）白塘水库\n二、中型水库\n共有12座，均已完成鉴定。\n"
    assert headings_of(text) == [(1, "一、大型水库"), (1, "二、中型水库")]


def test_chapters_are_headings_and_bare_articles_are_not() -> None:
    text = (
        "枫岭市河道采砂管理办法\n目　录\n第一章　总　则\n第二章　附　则\n"
        "第一章　总　则\n第一条　为了加强河道采砂管理，制定本办法。\n"
        "第二条　本市行政区域内的采砂活动，适用本办法。\n"
        "第三条　市人民政府统一领导全市采砂管理工作。县（区）人民政府负责本行政区域内的管理。\n"
        "第二章　附　则\n第四条　本办法自2026年3月1日起施行。\n"
    )
    assert headings_of(text) == [(1, "第一章 总 则"), (1, "第二章 附 则")]


def test_articles_with_a_caption_are_headings() -> None:
    text = (
        "临溪区人民政府与远航集团有限公司合作协议\n甲方：临溪区人民政府\n乙方：远航集团有限公司\n"
        "第一条 合作原则\n双方坚持优势互补、互利共赢。\n"
        "第二条 合作内容\n（一）共建智慧港口。乙方投资12亿元建设码头。\n（二）共育物流产业。甲方支持乙方设立总部。\n"
        "第三条 保障机制\n双方每半年召开一次会商会议。\n"
    )
    assert [level for level, _ in headings_of(text)] == [1, 1, 2, 2, 1]


def test_decimal_numbers_nest_by_their_points() -> None:
    text = (
        "枫岭市突发水污染事件应急预案\n1 总则\n1.1 编制目的\n建立健全应急机制，提高处置能力。\n"
        "2 组织体系\n2.1 工作组\n2.1.1 监测组\n市监测中心每2小时报送一次数据。\n3 应急响应\n立即启动响应。\n"
    )
    assert [level for level, _ in headings_of(text)] == [1, 2, 1, 2, 3, 1]


def test_numbered_labels_are_labels() -> None:
    text = (
        "整改清单\n（一）砂石码头扬尘污染突出\n1.整改目标：扬尘得到有效控制。\n2.整改措施：安装喷淋设施36套。\n"
        "3.责任单位：市交通运输局\n（二）园区管网不完善\n1.整改目标：管网全覆盖。\n2.整改措施：新建管网12公里。\n"
        "3.责任单位：市住房城乡建设局\n"
    )
    assert headings_of(text) == [(1, "（一）砂石码头扬尘污染突出"), (1, "（二）园区管网不完善")]


def test_a_word_that_all_items_share_belongs_to_the_item_title() -> None:
    text = (
        "整改任务清单\n一、反馈问题：部分园区管网不完善\n整改措施：新建管网12公里。\n责任单位：市住房城乡建设局\n"
        "二、反馈问题：码头扬尘污染\n整改措施：安装喷淋设施36套。\n责任单位：市交通运输局\n"
    )
    assert [text for _, text in headings_of(text)] == [
        "一、反馈问题：部分园区管网不完善",
        "二、反馈问题：码头扬尘污染",
    ]


def test_the_plan_inside_a_notice_stands_above_its_sections() -> None:
    text = (
        "枫岭市人民政府办公室\n关于印发枫岭市供水方案的通知\n各县（区）人民政府：\n"
        "《枫岭市供水方案》已经市政府同意，现印发给你们。\n枫岭市人民政府办公室\n2026年3月12日\n"
        "枫岭市供水方案\n一、总体要求\n坚持节水优先，保障供水安全。\n二、重点任务\n新建水厂2座，改造管网60公里。\n"
    )
    assert headings_of(text) == [(1, "枫岭市供水方案"), (2, "一、总体要求"), (2, "二、重点任务")]


def test_attachments_listed_at_the_end_are_no_headings() -> None:
    text = PLAN + "附件：1.重点项目清单\n2.责任分工表\n"
    assert headings_of(text) == headings_of(PLAN)


def test_newspaper_subheads() -> None:
    text = (
        "山水之间听蝶变\n——云溪区绿色发展观察\n□本报记者\n初春的云溪，碧水环绕，五年来关停矿山42座。\n"
        "生态账怎么算？\n“过去靠山吃山，现在养山富山。”区林业局局长说，今年将新增造林1.2万亩。\n"
        "产业路怎么走？\n全区将培育特色民宿100家，力争旅游收入突破30亿元，带动就业5000人。\n"
    )
    assert headings_of(text) == [(1, "生态账怎么算？"), (1, "产业路怎么走？")]


def test_a_page_of_several_articles() -> None:
    text = (
        "枫岭日报　2026年3月6日　综合新闻　03版\n\n三百公里绿道串起全城\n\n"
        "本报讯　昨日，记者从市园林局获悉，全市已建成绿道300公里，今年将新建60公里，年底前贯通环城线路。\n\n"
        "老旧小区换新颜\n\n——柳荫社区改造见闻\n\n□本报记者\n\n"
        "柳荫社区的居民发现，楼道亮了，电梯通了，今年全市还将改造老旧小区48个。\n\n"
        "怎么改：居民说了算\n\n市住房城乡建设局推行“菜单式”改造，每个小区至少召开3次议事会。\n"
    )
    assert headings_of(text) == [
        (1, "三百公里绿道串起全城"),
        (1, "老旧小区换新颜"),
        (2, "怎么改：居民说了算"),
    ]
    flow, outline = outline_of(text)
    lead = flow.text.index("柳荫社区的居民")
    sub = flow.text.index("市住房城乡建设局")
    assert heading_indexes(outline, [0, lead, sub]) == [None, None, 2]


def test_marked_titles_of_a_page_whose_subheads_are_bold() -> None:
    """The second rank of marks heads articles there, except directly below a title."""
    body = "全市将建设绿道60公里，改造老旧小区48个，新增口袋公园12处，让居民出门见绿、推窗见景。"
    text = (
        f"{body}\n\n# 谱写新篇章\n\n## 有关部门负责人谈打算\n\n{body}\n\n**织密绿网**\n\n{body}\n\n**点亮街区**\n\n{body}\n\n"
        f"## 凝聚新力量——全会精神在干部群众中引发反响\n\n{body}\n"
    )
    assert headings_of(text) == [
        (1, "谱写新篇章"),
        (2, "织密绿网"),
        (2, "点亮街区"),
        (1, "凝聚新力量——全会精神在干部群众中引发反响"),
    ]


def test_a_transcript_has_no_headings() -> None:
    text = (
        "枫岭市养老服务新闻发布会文字实录\n主持人：\n各位记者朋友，大家上午好，今天请市民政局负责同志介绍情况。\n"
        "市民政局局长：\n近年来，全市建成社区食堂126家。今年将新增床位2000张。\n"
        "枫岭日报记者：请问农村养老怎么办？\n市民政局局长：我们将建设互助点300个，每个补助5万元。\n"
    )
    assert headings_of(text) == []


def test_markdown_marks_do_not_hide_numbers() -> None:
    text = "# 枫岭市数字经济计划\n\n## 一、总体目标\n\n到2028年占比达到12%。\n\n## 二、主要任务\n\n### （一）夯实底座\n\n建设基站2000个。\n"
    assert headings_of(text) == [(1, "一、总体目标"), (1, "二、主要任务"), (2, "（一）夯实底座")]


def test_an_excerpt_knows_what_stands_above_its_first_heading() -> None:
    text = (
        "枫岭市政府工作报告（节录）\n（三）推进乡村振兴\n新建高标准农田15万亩，改造农村公路320公里。\n"
        "四、民生保障\n（一）稳定就业\n新增城镇就业6万人，开展培训2万人次。\n"
    )
    assert [level for level, _ in headings_of(text)] == [2, 1, 2]


_LINE = st.sampled_from(
    [
        "一、总体要求", "（一）做强产业。新建项目12个。", "1.加快建设", "第一章 总则", "第一条 为了规范管理，制定本办法。",
        "责任单位：市水利局", "（责任单位：市水利局；完成时限：2026年6月）", "整改措施：", "①新建管网3公里；", "序号\t项目名称\t责任单位",
        "1\t大石河堤防\t市水利局", "\t\t", "|a|b|", "序号 指标 2025年 2030年 属性", "1 地区生产总值（亿元） 520 >700 预期性",
        "附件", "附件1：项目清单", "2026年3月1日", "枫岭市人民政府", "# 标题", "**小标题**", "单位：亿元", "合计\t3个\t12",
        "——在会议上", "（2026—2028年）", "记者：请问怎么办？", "市水利局要在6月底前完成整改，确保安全度汛。", "　", "：", "）（", "1.", "。",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_LINE, st.text(max_size=30)), max_size=30))
def test_the_outline_keeps_to_the_text(lines: list[str]) -> None:
    flow, outline = outline_of("\n".join(lines))
    length = len(flow.text)
    starts = [heading.start for heading in outline.headings]
    assert starts == sorted(starts)
    for heading in outline.headings:
        assert 0 <= heading.start < heading.end <= length
        assert heading.level >= 1
    assert list(outline.fields) == sorted(
        outline.fields, key=lambda field: (field.start, field.end, field.record)
    )
    for field in outline.fields:
        assert 0 <= field.start < field.end <= length
    records = {field.record for field in outline.fields if field.kind != "header"}
    assert {stretch.record for stretch in outline.stretches} == records
    for stretch in outline.stretches:
        assert 0 <= stretch.start < stretch.end <= length


def test_time_grows_with_the_length() -> None:
    def seconds(copies: int) -> float:
        flow, _ = outline_of(PLAN * copies)
        best = 9.0
        for _ in range(3):
            begun = process_time()
            find_outline(flow)
            best = min(best, process_time() - begun)
        return best

    assert seconds(400) < 16 * max(seconds(50), 0.002)


def test_an_attachment_named_on_its_label_line_begins_at_once() -> None:
    text = (
        "枫岭市与青麓县合作协议\n第一条 合作宗旨\n双方按照优势互补的原则推进合作。\n"
        "甲方（盖章）：枫岭市人民政府\n附件：2026年度合作计划（节选）\n"
        "1.开通城际公交2条，日均发班不低于20班。\n2.共建园区1个，引进企业12家。\n"
    )
    assert (1, "附件：2026年度合作计划（节选）") in headings_of(text)


def test_a_system_that_is_put_in_place_may_be_a_heading() -> None:
    text = (
        "枫岭市攻坚方案\n一、保障措施\n（一）加强组织领导。各单位要压实责任，形成合力。\n"
        "（二）实行周调度制度。各单位每周五前报送进展。\n（三）实行年度评估。每年12月开展自评。\n"
    )
    assert [text for _, text in headings_of(text)][1:] == [
        "（一）加强组织领导",
        "（二）实行周调度制度",
        "（三）实行年度评估",
    ]


def test_short_leads_among_sentences_are_headings() -> None:
    text = (
        "枫岭市攻坚通知\n三、有关要求\n（一）各区县要明确1名分管负责人，于4月底前报市水务局。\n"
        "（二）各区县政府要对照本通知制定细化方案，于10日内报送。\n"
        "（三）实行周调度制度。各单位要于每周五前将工作进展报市水务局。\n"
        "（四）开展年度评估。各区县政府每年12月将自评报告报市水务局。\n"
    )
    assert [text for _, text in headings_of(text)] == [
        "三、有关要求",
        "（三）实行周调度制度",
        "（四）开展年度评估",
    ]


def test_a_lead_much_longer_than_its_fellows_is_a_sentence() -> None:
    text = (
        "枫岭片区开放措施\n一、扩大开放\n（一）加快通关放行。对空运货物在6小时内放行。（市商务局牵头）\n"
        "（二）放宽准入。取消三类限制措施。（市商务局牵头）\n"
        "（三）全面实施跨境投资准入负面清单，清单之外按内外一致的原则管理。取消股比要求12项。（市商务局牵头）\n"
    )
    assert [text for _, text in headings_of(text)][1:] == ["（一）加快通关放行", "（二）放宽准入"]
