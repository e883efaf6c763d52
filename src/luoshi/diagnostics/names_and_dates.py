"""LS201–LS299: names, dates and units that cannot be made out."""

from luoshi.diagnostics.code import Code, Words

NAME_AND_DATE_CODES: tuple[Code, ...] = (
    Code(
        code="LS201",
        name="undated-target",
        severity="warning",
        headline=Words("“{what}”没有完成时间", "a target without a date"),
        finds=Words(
            "要达到的数目，所在句子、标题和文件题目都没有给出时间。",
            "A figure to be reached that neither its sentence, nor its heading, nor the title dates.",
        ),
        matters=Words(
            "没有时间就无法判断进度，也永远不会逾期。",
            "Without a date there is no pace to compare with, and it can never be overdue.",
        ),
        limits=Words(
            "题目写明规划期或年份的文件不报；不低于、保持、每月、奖补标准等长期有效的要求不报。",
            "A title with the plan's years dates everything; standing requirements, rates and grants need no date.",
        ),
        source=Words(
            "督查工作要求：任务、责任、时限三落实。",
            "Inspection practice: each task has an owner and a date.",
        ),
        help=Words("请写明到哪一年（月）达到。", "Say by when."),
        example="关于加快产业发展的意见\n市工业和信息化局要推动本地配套率提高到60%。",
        better="关于加快产业发展的意见\n市工业和信息化局要推动本地配套率2027年底前提高到60%。",
    ),
    Code(
        code="LS202",
        name="unresolved-date",
        severity="warning",
        headline=Words("时限“{text}”推算不出年份", "a deadline whose year cannot be worked out"),
        finds=Words(
            "“今年”“年内”“明年上半年”一类的时限，而发布日期未知。",
            "A deadline such as 今年, 年内 or 明年上半年 where the date of publication is unknown.",
        ),
        matters=Words(
            "没有年份就不能判断是否逾期；落实不猜年份，保留为“未知”。",
            "Without a year nobody can tell whether it is overdue; Luoshi leaves it unknown.",
        ),
        limits=Words(
            "正文、落款或 --published 给出日期后即可推算。",
            "Resolves as soon as the text, its signature or --published gives a date.",
        ),
        source=Words(
            "《党政机关公文格式》（GB/T 9704—2012）：公文署成文日期。",
            "GB/T 9704—2012: an official document carries its date.",
        ),
        help=Words(
            "请用 --published 给出发布日期，例如 --published 2026-03-01。",
            "Give the date of publication, for instance --published 2026-03-01.",
        ),
        example="市交通局要在今年底前完成大桥主体工程。",
        better="市交通局要在2026年底前完成大桥主体工程。",
    ),
    Code(
        code="LS203",
        name="unknown-issuer",
        severity="note",
        headline=Words("没有识别出发文机关", "no issuing body was recognised"),
        finds=Words(
            "标题、版头和落款都没有写明发文机关的文档，例如新闻报道、会议记录。",
            "A document that names no issuing body in its title, head or signature, such as a press report.",
        ),
        matters=Words(
            "主语省略的任务无法归到发文机关，责任单位记为“未指明”。",
            "Commitments without a subject cannot be given to the issuer; their owner stays unknown.",
        ),
        limits=Words(
            "新闻、访谈本来就没有发文机关，此时不必处理。", "A press report has none; then nothing is amiss."
        ),
        source=Words(
            "《党政机关公文格式》（GB/T 9704—2012）：发文机关标志与署名。",
            "GB/T 9704—2012: the issuing body stands in the head and the signature.",
        ),
        example="关于做好防汛工作的通知\n各区县要在汛期前完成排查。",
        better="枫陵市人民政府关于做好防汛工作的通知\n各区县要在汛期前完成排查。",
    ),
    Code(
        code="LS204",
        name="impossible-date",
        severity="error",
        headline=Words("“{date}”不存在：{fault}", "a date that no calendar has"),
        finds=Words(
            "13月、6月31日、平年2月29日、第五季度。",
            "Month 13, 31 June, 29 February of a common year, a fifth quarter.",
        ),
        matters=Words(
            "时限无法执行，也多半说明年、月、日有一处写错。",
            "Nobody can keep it; a digit is wrong somewhere.",
        ),
        limits=Words("没有年份的2月29日不报。", "29 February without a year is left alone."),
        source=Words("公历。", "The calendar."),
        help=Words("请核对日期。", "Check the date."),
        example="各区县要于2026年6月31日前报送总结。",
        better="各区县要于2026年6月30日前报送总结。",
    ),
    Code(
        code="LS205",
        name="deadline-before-publication",
        severity="warning",
        headline=Words(
            "时限“{deadline}”早于发布日期 {published}", "a deadline that was over when the text came out"
        ),
        finds=Words("任务的完成时限在文件发布之前。", "A task due before the document was published."),
        matters=Words(
            "印发之日即已逾期：多半是年份写错，或沿用了旧文件。",
            "Overdue on the day of issue: mostly a wrong year or a passage from an older document.",
        ),
        limits=Words(
            "需要知道发布日期；“截至”“已”一类的叙述不报。",
            "Needs the date of publication; what is told as past is left alone.",
        ),
        source=Words("督查工作要求：时限可执行。", "Inspection practice: a deadline can be kept."),
        help=Words("请核对年份。", "Check the year."),
        example="柳浦市人民政府关于做好防汛工作的通知\n市水利局要在2025年5月底前完成水库加固。\n柳浦市人民政府\n2026年3月2日",
        better="柳浦市人民政府关于做好防汛工作的通知\n市水利局要在2026年5月底前完成水库加固。\n柳浦市人民政府\n2026年3月2日",
    ),
    Code(
        code="LS206",
        name="deadline-after-plan",
        severity="note",
        headline=Words("时限“{deadline}”晚于规划期末 {last} 年", "a deadline beyond the years of the plan"),
        finds=Words(
            "任务的时限超出文件题目写明的规划期。", "A task due after the last year in the plan's title."
        ),
        matters=Words(
            "规划期满评估时，这项任务既不能算完成，也不能算没完成。",
            "When the plan is evaluated it is neither done nor failed.",
        ),
        limits=Words(
            "“展望2035年”一类的远景和项目表中的起止年月不报。",
            "Outlooks and the years of projects in tables are left alone.",
        ),
        source=Words("规划期的定义。", "What a plan's term means."),
        help=Words(
            "请核对年份，或写明规划期内做到哪一步。", "Check the year, or say what is done within the term."
        ),
        example="柳浦市供水保障行动方案（2025—2027年）\n市水利局要在2029年底前建成青石水库。",
        better="柳浦市供水保障行动方案（2025—2027年）\n市水利局要在2027年底前建成青石水库。",
    ),
    Code(
        code="LS207",
        name="two-names",
        severity="note",
        headline=Words("“{second}”与“{first}”像是同一单位", "one unit under two names"),
        finds=Words(
            "同一文件用两种简称指同一单位（市住建局、市住房城乡建设局），而没有写明简称。",
            "One document with two short forms of a unit's name and no word that they are one.",
        ),
        matters=Words(
            "按名称汇总任务时会分成两家；机构改革后还可能真是两家。",
            "Tasks summed up by name fall to two units; after a reform there may really be two.",
        ),
        limits=Words(
            "全称与规范简称并用（发展和改革委员会、发展改革委）不报；按部门职能判断，可能误认。",
            "A full name beside its standing short form is no fault; judged by the department's field.",
        ),
        source=Words(
            "《党政机关公文格式》（GB/T 9704—2012）7.3.2：机关名称用全称、规范化简称或者同类型机关统称（主送机关）。",
            "GB/T 9704—2012, 7.3.2: bodies addressed go by their full or standard short name.",
        ),
        help=Words(
            "请统一名称，或在首次出现处注明简称。", "Use one name, or say that one stands for the other."
        ),
        example="柳浦市城镇燃气整治方案\n市住房城乡建设局要更新老旧管网。市住建局要督促企业整改。",
        better="柳浦市城镇燃气整治方案\n市住房城乡建设局要更新老旧管网。市住房城乡建设局要督促企业整改。",
    ),
    Code(
        code="LS208",
        name="several-leads",
        severity="note",
        headline=Words("{count} 家单位同为牵头：{units}", "several units lead the same item"),
        finds=Words("一份责任单位名单里有两家以上牵头单位。", "An owner list with more than one lead."),
        matters=Words(
            "几家牵头往往等于没人牵头；督办、打分时分不清主责。",
            "When several lead nobody does; inspection and scoring need one who answers for it.",
        ),
        limits=Words(
            "确有共同牵头的分工（党政两家分线牵头）时可以忽略。",
            "Where two bodies truly share the lead, pass over it.",
        ),
        source=Words(
            "督查实践：一项任务明确一个牵头单位。",
            "Inspection practice: one lead for one task.",
        ),
        help=Words("请明确一家牵头，其余配合。", "Name one lead; the others co-operate."),
        example="柳浦市供水保障方案\n改造供水管网120公里。（市水利局牵头、市住房城乡建设局牵头，市财政局配合）",
        better="柳浦市供水保障方案\n改造供水管网120公里。（市水利局牵头，市住房城乡建设局、市财政局配合）",
    ),
    Code(
        code="LS209",
        name="only-helpers",
        severity="warning",
        headline=Words(
            "只有配合、指导或督导单位（{units}），没有责任单位", "units that help, but none that does it"
        ),
        finds=Words(
            "一项任务列出的单位全是配合、指导、督导、验收，没有牵头或负责的。",
            "A commitment whose units all co-operate, guide, supervise or accept.",
        ),
        matters=Words("没有人主责。", "Nobody answers for it."),
        limits=Words(
            "牵头单位写在别处（上一段、附件）时会误报。",
            "Reported in vain where the lead is named elsewhere.",
        ),
        source=Words(
            "督查实践：任务须有责任单位。", "Inspection practice: each task has a unit that does it."
        ),
        help=Words("请补上牵头或责任单位。", "Name the unit that does it."),
        example="柳浦市供水保障方案\n改造供水管网120公里。（市财政局、市自然资源局配合）",
        better="柳浦市供水保障方案\n改造供水管网120公里。（市水利局牵头，市财政局、市自然资源局配合）",
    ),
    Code(
        code="LS210",
        name="own-supervisor",
        severity="warning",
        headline=Words("{unit}既承办又督导（验收）同一事项", "a unit supervises or accepts its own work"),
        finds=Words(
            "同一单位既是一项任务的责任单位，又是它的督导或验收单位。",
            "A unit that is responsible for an item and supervises or accepts it.",
        ),
        matters=Words("自己验收自己，整改销号没有意义。", "Accepting one's own work closes nothing."),
        limits=Words("“指导”不算督导。", "Guidance is no supervision."),
        source=Words("整改销号须由验收单位核验的通行做法。", "Rectification is verified by another unit."),
        help=Words("请改由别的单位督导或验收。", "Let another unit supervise or accept."),
        example="柳浦市督察反馈问题整改方案\n（一）污水溢流\n整改措施：新建污水主干管18公里。\n整改时限：2026年12月底前\n责任单位：市水利局\n督导单位：市水利局",
        better="柳浦市督察反馈问题整改方案\n（一）污水溢流\n整改措施：新建污水主干管18公里。\n整改时限：2026年12月底前\n责任单位：市水利局\n督导单位：市生态环境局",
    ),
    Code(
        code="LS211",
        name="target-without-base",
        severity="warning",
        headline=Words("变动 {value} 没有说明与什么相比", "a change is promised, but not from what"),
        finds=Words(
            "跨年度的“提高几个百分点”“下降百分之几”“翻一番”，没有基期。",
            "A rise, fall or doubling over several years without its base.",
        ),
        matters=Words(
            "基期不同，目标值就不同；验收时各说各的。",
            "With another base it is another target, and everyone will choose his own.",
        ),
        limits=Words(
            "年度计划默认与上年比，不报；年均、累计、同比等不报。",
            "A plan for one year is measured against the year before; average and cumulative rates are left alone.",
        ),
        source=Words("统计指标须有基期。", "A change has a base period."),
        help=Words("请写明“较某年”，或直接写目标值。", "Say against which year, or give the level itself."),
        example="柳浦市产业提升行动方案（2025—2027年）\n到2027年，海外业务收入占比提高5个百分点。",
        better="柳浦市产业提升行动方案（2025—2027年）\n到2027年，海外业务收入占比较2024年提高5个百分点。",
    ),
    Code(
        code="LS212",
        name="base-after-target",
        severity="error",
        headline=Words(
            "基期 {base} 年不早于目标年 {due} 年", "the base year is not before the target's year"
        ),
        finds=Words(
            "目标年早于或等于与之比较的年份。", "A target measured against its own year or a later one."
        ),
        matters=Words("两个年份必有一个写错。", "One of the two years is wrong."),
        limits=Words("只在两个年份都写明时比较。", "Compared where both years are printed."),
        source=Words("时间先后。", "The order of time."),
        help=Words("请核对两个年份。", "Check both years."),
        example="到2026年，全市万元工业增加值用水量较2027年下降18%。",
        better="到2027年，全市万元工业增加值用水量较2022年下降18%。",
    ),
)
