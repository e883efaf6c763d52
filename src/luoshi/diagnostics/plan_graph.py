"""LS301–LS399: what the plan as a whole shows: owners, targets, tasks and goals that do not fit together.

Examples of two documents part them by a line 〔文件一〕, 〔文件二〕.
"""

from luoshi.diagnostics.code import Code, Words

_ALIGNED = Words(
    "规划衔接的通行要求：下级与上级、部门与综合、年度与中期相衔接。",
    "Plans are to agree with those above, beside and before them.",
)

PLAN_GRAPH_CODES: tuple[Code, ...] = (
    Code(
        code="LS301",
        name="ownerless-commitment",
        severity="warning",
        headline=Words("本节有 {count} 项任务没有责任单位", "tasks without a responsible unit"),
        finds=Words(
            "文中没有写明、也无法从上下文推出由谁来做的任务；同一节合并为一条。",
            "Tasks for which neither the text nor its context names a unit; one finding for each section.",
        ),
        matters=Words(
            "没有责任单位的任务没有人做，也无从督办。",
            "What nobody owns nobody does, and nobody can be asked.",
        ),
        limits=Words(
            "有发文机关的文件，省略主语的任务归发文机关，不报；只报任务，不报全市性指标。",
            "Where a body issues the text its tasks without subject are that body's; levels of the whole place are left alone.",
        ),
        source=Words(
            "督查工作要求：任务、责任、时限三落实。",
            "Inspection practice: each task has an owner and a date.",
        ),
        help=Words("请写明责任单位。", "Name the unit."),
        example="全市防汛工作会议召开\n会议强调，要组织开展水库隐患排查，要抓紧修订应急预案。",
        better="全市防汛工作会议召开\n会议强调，市水利局要组织开展水库隐患排查，要抓紧修订应急预案。",
    ),
    Code(
        code="LS302",
        name="conflicting-targets",
        severity="error",
        headline=Words(
            "{indicator}（{year}年）各文件不一致：此处 {here}，另一处 {there}",
            "two documents set different figures for one indicator",
        ),
        finds=Words(
            "不同文件对同一地方、同一指标、同一单位、同一年份（及基期）给出不同的目标值。",
            "Different figures for the same place, indicator, unit, year and base in two documents.",
        ),
        matters=Words("按哪个考核说不清。", "Nobody knows which one counts."),
        limits=Words(
            "按指标名称对齐，名称写法不同的会漏；“力争”的目标不比；后文有意调整前文时可以忽略。",
            "Aligned by the indicator's name; what is only striven for is left alone; a later document may mean to change the figure.",
        ),
        source=_ALIGNED,
        help=Words(
            "请核对，或在后一文件中说明调整。", "Check, or say in the later document that it is changed."
        ),
        example=(
            "〔文件一〕\n柳浦市国民经济和社会发展规划\n到2027年，全市地区生产总值达到4200亿元。\n"
            "〔文件二〕\n柳浦市产业发展行动方案\n到2027年，全市地区生产总值达到4500亿元。"
        ),
        better=(
            "〔文件一〕\n柳浦市国民经济和社会发展规划\n到2027年，全市地区生产总值达到4200亿元。\n"
            "〔文件二〕\n柳浦市产业发展行动方案\n到2027年，全市地区生产总值达到4200亿元。"
        ),
    ),
    Code(
        code="LS303",
        name="two-values",
        severity="error",
        headline=Words(
            "{indicator}（{year}年）前后不一：前文 {first}，此处 {second}",
            "one document gives an indicator two figures",
        ),
        finds=Words(
            "同一文件对同一指标、同一年份给出两个数值，例如正文与指标表不一致。",
            "Two figures for one indicator and year in one document, for instance in the prose and in the table.",
        ),
        matters=Words("必有一处没有改到。", "One of them was forgotten in the last revision."),
        limits=Words(
            "指标名称须紧挨数字写明；“产值”“面积”等笼统名称和“力争”的目标不比。",
            "The indicator must stand beside the figure; general names and what is striven for are left alone.",
        ),
        source=Words("公文校核：前后一致。", "Proof-reading: a text agrees with itself."),
        help=Words("请核对并统一。", "Check and make them agree."),
        example="柳浦市供水保障规划\n到2027年，城市公共供水管网漏损率控制在9%以内。\n市水利局要推动城市公共供水管网漏损率2027年控制在8%以内。",
        better="柳浦市供水保障规划\n到2027年，城市公共供水管网漏损率控制在9%以内。\n市水利局要推动城市公共供水管网漏损率2027年控制在9%以内。",
    ),
    Code(
        code="LS304",
        name="different-owners",
        severity="warning",
        headline=Words("同一任务此处归{here}，另一处归{there}", "the same task is given to different units"),
        finds=Words(
            "相同的任务在两处（同一文件或不同文件）有不同的责任单位。",
            "A task in equal words that two places give to different units.",
        ),
        matters=Words("两家都可以说不是自己的。", "Each of them can say that it is the other's."),
        limits=Words(
            "任务表述须相同；报送、方案、台账等各单位都要做的不报；“各区县”一类不比。",
            "Wordings must be equal; duties that every unit has of its own are left alone.",
        ),
        source=Words("督查实践：一项任务明确一个牵头单位。", "Inspection practice: one lead for one task."),
        help=Words("请明确由谁负责。", "Say who does it."),
        example=(
            "〔文件一〕\n柳浦市供水保障方案\n市水利局要建成青石江应急备用水源工程。\n"
            "〔文件二〕\n柳浦市城市建设方案\n市住房城乡建设局要建成青石江应急备用水源工程。"
        ),
        better=(
            "〔文件一〕\n柳浦市供水保障方案\n市水利局要建成青石江应急备用水源工程。\n"
            "〔文件二〕\n柳浦市城市建设方案\n市水利局要建成青石江应急备用水源工程。"
        ),
    ),
    Code(
        code="LS305",
        name="goal-without-task",
        severity="note",
        headline=Words("“{goal}”之下没有任何任务", "a goal that no task serves"),
        finds=Words(
            "任务部分里没有任务的小节，或只提到名字、没有任何任务的行动和工程。",
            "A section of tasks without a task, or a programme that is named and not carried out by anything.",
        ),
        matters=Words(
            "写进目标却没有落点，考核时是空的。",
            "A goal that nothing leads to is empty when it is evaluated.",
        ),
        limits=Words(
            "总体要求、现状、附则等小节不查；任务写在另一份没有编译的文件里时会误报。",
            "Introductory sections are left alone; tasks may stand in a document that was not compiled.",
        ),
        source=Words(
            "目标、任务、指标相互支撑的编制要求。", "Goals are carried by tasks and measured by targets."
        ),
        help=Words("请补上任务，或删去这一目标。", "Add tasks or drop the goal."),
        example=(
            "柳浦市供水保障方案\n一、重点任务\n（一）保护水源\n市水利局要建设保护区围栏12公里。\n（二）改造管网\n市住房城乡建设局要更新管网30公里。\n"
            "（三）建设智慧水务\n近年来，全市水务信息系统已经覆盖主城区。\n（四）节约用水\n市水利局要创建节水型单位40家。"
        ),
        better=(
            "柳浦市供水保障方案\n一、重点任务\n（一）保护水源\n市水利局要建设保护区围栏12公里。\n（二）改造管网\n市住房城乡建设局要更新管网30公里。\n"
            "（三）建设智慧水务\n市水利局要建成水务调度平台1个。\n（四）节约用水\n市水利局要创建节水型单位40家。"
        ),
    ),
    Code(
        code="LS306",
        name="empty-field",
        severity="note",
        headline=Words("“{row}”的{field}一栏是空的", "an empty cell for the unit or the deadline"),
        finds=Words(
            "清单、表格里“责任单位”“完成时限”一栏没有填。",
            "A list or table whose cell for the responsible unit or the deadline is empty.",
        ),
        matters=Words(
            "空格会被读成“同上”；若不是合并单元格，这一项就没有人负责。",
            "An empty cell is read as ‘as above’; unless it was merged, nobody owns the item.",
        ),
        limits=Words(
            "纯文本里看不出合并单元格，合并的格也会报；表格须以制表符分列。",
            "Plain text does not show merged cells, so they are reported, too; tables need tabs.",
        ),
        source=Words(
            "督查工作要求：任务、责任、时限三落实。",
            "Inspection practice: each task has an owner and a date.",
        ),
        help=Words("若不是合并单元格，请补填。", "Fill it in unless the cell is merged with the one above."),
        example="柳浦市2026年重点项目清单\n序号\t项目名称\t建设内容\t责任单位\n1\t青石水库\t完成坝体填筑\t市水利局\n2\t城北水厂\t完成主体工程\t\n",
        better="柳浦市2026年重点项目清单\n序号\t项目名称\t建设内容\t责任单位\n1\t青石水库\t完成坝体填筑\t市水利局\n2\t城北水厂\t完成主体工程\t市住房城乡建设局\n",
    ),
    Code(
        code="LS307",
        name="weaker-promise",
        severity="warning",
        headline=Words(
            "别处明确承诺的事，此处只是{said}", "what is promised elsewhere is only explored here"
        ),
        finds=Words(
            "同一件事，一处说“建立”“建成”，另一处只说“探索”“鼓励”“支持”。",
            "The same thing is done in one place and only explored, encouraged or supported in another.",
        ),
        matters=Words(
            "上级文件的任务到了下级文件里打了折扣。", "On its way down the task has been softened."
        ),
        limits=Words("除语气词外表述须相同。", "Wordings must be equal but for the words of strength."),
        source=_ALIGNED,
        help=Words("请与上级文件的要求一致。", "Let both say the same."),
        example=(
            "〔文件一〕\n柳浦市区域协调发展意见\n市发展改革委要建立园区飞地利益分享机制。\n"
            "〔文件二〕\n柳浦市区域协调发展分工方案\n市发展改革委探索建立园区飞地利益分享机制。"
        ),
        better=(
            "〔文件一〕\n柳浦市区域协调发展意见\n市发展改革委要建立园区飞地利益分享机制。\n"
            "〔文件二〕\n柳浦市区域协调发展分工方案\n市发展改革委建立园区飞地利益分享机制。"
        ),
    ),
    Code(
        code="LS308",
        name="forbidden-and-encouraged",
        severity="error",
        headline=Words("“{what}”一处禁止，此处又要做", "forbidden in one place and wanted in another"),
        finds=Words(
            "同一件事一处“严禁”“不得”，另一处“鼓励”“支持”或列为任务。",
            "The same thing is forbidden in one place and encouraged, supported or ordered in another.",
        ),
        matters=Words("基层无所适从。", "Nobody can follow both."),
        limits=Words(
            "表述须相同；有条件的禁止（擅自、违规、未经……）不比。",
            "Wordings must be equal; bans with a condition are left alone.",
        ),
        source=_ALIGNED,
        help=Words("请核对两处，并写明例外的条件。", "Check both and state the exception."),
        example="柳浦市渔业发展方案\n严禁湖区围网养殖。\n鼓励湖区围网养殖。",
        better="柳浦市渔业发展方案\n严禁湖区围网养殖。\n鼓励池塘生态养殖。",
    ),
    Code(
        code="LS309",
        name="different-deadlines",
        severity="warning",
        headline=Words("同一任务此处 {here} 到期，另一处 {there} 到期", "the same task has two deadlines"),
        finds=Words(
            "相同的任务在两处（同一文件或不同文件）有不同的完成时限。",
            "A task in equal words with different deadlines in two places.",
        ),
        matters=Words("何时算逾期说不清。", "Nobody knows when it is overdue."),
        limits=Words(
            "任务表述须相同；责任单位不同的、年年都做的不报。",
            "Wordings must be equal; other units' tasks and yearly routines are left alone.",
        ),
        source=_ALIGNED,
        help=Words("请统一时限。", "Set one date."),
        example=(
            "〔文件一〕\n柳浦市供水保障方案\n市水利局要在2026年底前建成青石江备用水源工程。\n"
            "〔文件二〕\n柳浦市城市建设方案\n市水利局要在2027年6月底前建成青石江备用水源工程。"
        ),
        better=(
            "〔文件一〕\n柳浦市供水保障方案\n市水利局要在2026年底前建成青石江备用水源工程。\n"
            "〔文件二〕\n柳浦市城市建设方案\n市水利局要在2026年底前建成青石江备用水源工程。"
        ),
    ),
)
