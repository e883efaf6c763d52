"""LS101–LS199: what the wording itself gives reason to ask about."""

from luoshi.diagnostics.code import Code, Words

WORDING_CODES: tuple[Code, ...] = (
    Code(
        code="LS101",
        name="count-does-not-close",
        severity="warning",
        headline=Words(
            "“{term}”的数目与列举不符：说是 {stated}，列出 {listed}",
            "the number in the name and the things listed differ",
        ),
        finds=Words(
            "带数字的提法（“六个区”“四大工程”），正文列举的项数与数字不一致。",
            "A coined number (“六个区”) whose enumeration in the text has another number of members.",
        ),
        matters=Words(
            "要么漏列，要么多列；据此分解任务会对不上账。",
            "A member is missing or one too many; tasks broken down from it will not add up.",
        ),
        limits=Words(
            "只在正文有列举时比较；多级的数字组合（如“33618”）按已列出的层级核对。",
            "Compared only where the text enumerates the members.",
        ),
        source=Words(
            "公文写作的一般要求：提法与列举一致。", "Plain drafting practice: the name agrees with the list."
        ),
        help=Words("请核对列举是否完整，或修改提法中的数字。", "Complete the list or correct the number."),
        example="围绕“三大工程”，即管网改造工程、水厂扩建工程，市水务局要抓紧推进。",
        better="围绕“三大工程”，即管网改造工程、水厂扩建工程、智慧水务工程，市水务局要抓紧推进。",
    ),
    Code(
        code="LS102",
        name="vague-wording",
        severity="note",
        headline=Words("“{said}”没有对象，也没有可检查的结果", "neither an object nor a measure"),
        finds=Words(
            "全由“加强、落实、提高认识、形成合力、取得实效”一类通用词组成的任务，没有对象、数量和时限。",
            "A commitment made of general words alone (加强, 落实, 形成合力), without object, figure or date.",
        ),
        matters=Words(
            "这样的话放在任何文件里都成立，分不出任务，也验收不了。",
            "It would be true in any document; nothing can be assigned and nothing accepted.",
        ),
        limits=Words(
            "按词表判断；有一个具体的词就不报，所以会漏报。",
            "Judged by a list of words: one specific word is enough to be left alone.",
        ),
        source=Words(
            "督查工作的通行要求：任务要具体，可检查、可考核。",
            "Inspection practice: tasks are specific and can be checked.",
        ),
        help=Words("请写明做什么、做到什么程度。", "Say what is done and to what level."),
        example="柳浦市供水保障工作方案\n市水利局要切实加强组织领导，形成工作合力。",
        better="柳浦市供水保障工作方案\n市水利局要组建供水调度专班，2026年6月底前制定调度规程。",
    ),
    Code(
        code="LS103",
        name="contradictory-bound",
        severity="warning",
        headline=Words("“{said}”：限定{fault}", "a bound that is taken back or said twice"),
        finds=Words(
            "“不低于30%左右”（限定与约数矛盾）、“不少于5个以上”（重复）、“不低于……以内”（上下限矛盾）。",
            "A floor or ceiling with 左右 behind it, one said twice, or a floor with 以内.",
        ),
        matters=Words(
            "验收时无法判断29%算不算完成。",
            "Nobody can say whether 29% is enough.",
        ),
        limits=Words("只看紧挨着数字的词。", "Only the words right beside the figure."),
        source=Words(
            "现代汉语语法：约数与限定词不能并用。",
            "Grammar: an approximation and a bound exclude each other.",
        ),
        help=Words("请只留一个限定词。", "Keep one of them."),
        example="市工业和信息化局要推动本地配套率不低于45%左右。",
        better="市工业和信息化局要推动本地配套率不低于45%。",
    ),
    Code(
        code="LS104",
        name="unexplained-term",
        severity="note",
        headline=Words("“{term}”全文没有说明包括哪些", "a coined number that is never taken apart"),
        finds=Words(
            "带数字的自创提法（“四图五清单”“3+5”），各文档都没有列出它包括什么。",
            "A coined number (四图五清单, 3+5) whose members no document of the plan lists.",
        ),
        matters=Words(
            "起草人之外的人不知道要做哪几件，也就无法核对是否做全。",
            "Nobody outside the office knows what belongs to it, so nobody can check that all was done.",
        ),
        limits=Words(
            "全国通用的提法（“三公”“三农”“双随机、一公开”等）和“一企一策”式的说法不报；引用上级文件的提法会报。",
            "Formulas that the whole country knows are left alone; those of a superior's document are reported.",
        ),
        source=Words(
            "《党政机关公文处理工作条例》（2012年）第十九条第三项：表述准确。",
            "Regulation on official documents (2012), art. 19 (3): exact wording.",
        ),
        help=Words("请在首次出现处列出所包括的内容。", "List its members where it first stands."),
        example="柳浦市项目推进工作方案\n各专班要编制“四图五清单”，挂图作战。",
        better="柳浦市项目推进工作方案\n各专班要编制“两个清单”，即问题清单和责任清单，挂图作战。",
    ),
    Code(
        code="LS105",
        name="impossible-percentage",
        severity="error",
        headline=Words("{what}{value}%：占比、覆盖率不会超过 100%", "a share above one hundred per cent"),
        finds=Words(
            "占比、比重、覆盖率、合格率、达标率等部分与整体之比超过 100%。",
            "A share of a whole (coverage, pass rate, proportion) above 100%.",
        ),
        matters=Words(
            "数字必定有误，多半是小数点或百分号错位。", "The figure must be wrong, mostly by a slipped point."
        ),
        limits=Words(
            "完成率、毛入学率、拨备覆盖率、增幅等可以超过 100%，不报。",
            "Completion rates, gross enrolment, provision coverage and growth may pass 100% and are left alone.",
        ),
        source=Words("部分与整体之比的定义。", "What a share is."),
        help=Words("请核对原始数据。", "Check the source of the figure."),
        example="市水利局要在2027年底前使农村自来水普及率达到108%。",
        better="市水利局要在2027年底前使农村自来水普及率达到98%。",
    ),
    Code(
        code="LS106",
        name="reversed-range",
        severity="warning",
        headline=Words("区间写反：{low} 大于 {high}", "a range that begins above its end"),
        finds=Words("“8—5个”一类前大后小的区间。", "A range whose first figure is the larger one."),
        matters=Words(
            "分不清哪个是下限；也可能是漏了“万”“亿”或丢了一位数。",
            "The floor is unclear; a digit or a magnitude may be missing.",
        ),
        limits=Words("“由80%降到60%”不是区间，不受影响。", "由A降到B is no range."),
        source=Words("《出版物上数字用法》（GB/T 15835—2011）。", "GB/T 15835—2011, use of numerals."),
        help=Words("请核对两个数字。", "Check both figures."),
        example="市商务局要在2027年底前培育龙头企业8—5家。",
        better="市商务局要在2027年底前培育龙头企业5—8家。",
    ),
    Code(
        code="LS107",
        name="percent-or-points",
        severity="warning",
        headline=Words("“{what}”后面不能用百分点", "percentage points of something that is no percentage"),
        finds=Words(
            "产值、能耗、收入等绝对量用“提高（下降）几个百分点”。",
            "Percentage points of an amount (output, consumption, income).",
        ),
        matters=Words(
            "百分点只用于百分数之间的差；绝对量应说下降百分之几，两者核算结果不同。",
            "Points are the difference of two percentages; an amount changes by per cent, which is another figure.",
        ),
        limits=Words(
            "只认得常见的绝对量；占比、增速、强度一类的不报。",
            "Knows the common amounts; shares and growth rates are left alone.",
        ),
        source=Words(
            "国家统计局《统计常识》：百分点是百分数之间的差额。",
            "National Bureau of Statistics: points are differences of percentages.",
        ),
        help=Words("请改为百分之几，或改为占比、增速。", "Say per cent, or name the rate."),
        example="市工业和信息化局要推动单位产品能耗2027年底前较2024年下降3个百分点。",
        better="市工业和信息化局要推动单位产品能耗2027年底前较2024年下降3%。",
    ),
    Code(
        code="LS108",
        name="impossible-decrease",
        severity="warning",
        headline=Words("“{said}”：减少不能用倍数，也不能超过 100%", "a decrease by more than the whole"),
        finds=Words("“减少3倍”“下降120%”。", "A decrease by a multiple or by more than 100%."),
        matters=Words(
            "无法核算：减到原来的三分之一，还是别的？", "It cannot be computed: to a third, or what?"
        ),
        limits=Words("“减少到”“下降至”不算。", "A decrease to a level is no fault."),
        source=Words(
            "统计用语的通行规范：减少用分数、百分数。",
            "Statistical usage: decreases are given in fractions or per cent.",
        ),
        help=Words("请改为“减少三分之二”或“降到……”。", "Say by what fraction or to what level."),
        example="市行政审批局要在2026年底前将办理时间缩短3倍。",
        better="市行政审批局要在2026年底前将办理时间缩短三分之二。",
    ),
    Code(
        code="LS109",
        name="parts-and-total",
        severity="warning",
        headline=Words("分项之和 {summed} 与总数 {total} 不符", "parts that do not add up to their total"),
        finds=Words(
            "“其中”之后的分项之和大于总数（有“其余”时不等于总数）；表格的合计不等于各行之和。",
            "Parts behind 其中 that exceed the total (or miss it, where 其余 completes them); a table's total that its rows do not make.",
        ),
        matters=Words(
            "任务分解、资金安排对不上账。", "Tasks and money broken down from it will not balance."
        ),
        limits=Words(
            "分项互有交叉时会误报；“分别”“不少于”等不相加；节选的表格只查合计小于分项的情形；分隔符须为制表符。",
            "Overlapping parts are reported in vain; 分别 and bounds are not added; tables need tabs.",
        ),
        source=Words("算术。", "Arithmetic."),
        help=Words("请核对总数和各分项。", "Check the total and its parts."),
        example="今年共安排重点项目86个，其中续建52个、新开工44个。",
        better="今年共安排重点项目86个，其中续建52个、新开工34个。",
    ),
)
