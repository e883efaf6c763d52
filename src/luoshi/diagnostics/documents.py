"""LS001–LS099: what can be wrong with a document before its wording is read."""

from luoshi.diagnostics.code import Code, Words

_OWN_DESIGN = Words(
    "落实自身的设计原则：看不清的如实说，不静默改动，不静默删除。",
    "Luoshi's own principle: what is doubtful is said; nothing is silently changed or dropped.",
)

DOCUMENT_CODES: tuple[Code, ...] = (
    Code(
        code="LS001",
        name="unreadable-file",
        severity="error",
        headline=Words("无法读取文件：{reason}", "the file cannot be read"),
        finds=Words(
            "文件不存在、没有读取权限，或者给出的文件夹里没有文本文件。",
            "A file that does not exist or may not be read, or a folder without text files.",
        ),
        matters=Words(
            "没有读到的文件不会出现在计划里，计划因此不完整。其他文件照常编译。",
            "A file that was not read is missing from the plan. The other files are compiled all the same.",
        ),
        limits=Words("只看文件能否打开，不判断内容。", "Only opening is tested, not the content."),
        source=_OWN_DESIGN,
        help=Words("请检查路径和读取权限。", "Check the path and the permission to read it."),
    ),
    Code(
        code="LS002",
        name="not-plain-text",
        severity="error",
        headline=Words("不是纯文本：{format}", "this is not plain text"),
        finds=Words(
            "PDF、Word、Excel、图片、压缩包等二进制文件。",
            "Binary files: PDF, Word, Excel, pictures, archives.",
        ),
        matters=Words(
            "把二进制内容当文字读，只会得到乱码和假的任务。",
            "Bytes of such a file read as text give nothing but noise and false tasks.",
        ),
        limits=Words(
            "按文件开头的标记和控制字符判断，不看扩展名。",
            "Judged by the first bytes and by control characters, not by the file's extension.",
        ),
        source=_OWN_DESIGN,
        help=Words("请先另存为 UTF-8 纯文本（.txt）。", "Save it as plain text in UTF-8 (.txt) first."),
    ),
    Code(
        code="LS003",
        name="unknown-encoding",
        severity="error",
        headline=Words(
            "无法确定文字编码：第 {byte} 字节起不是 UTF-8，按 GB18030 读也不通",
            "the encoding cannot be determined",
        ),
        finds=Words(
            "既不是有效的 UTF-8，按 GB18030 解码后又读不通的文本。",
            "Text that is not valid UTF-8 and does not make sense as GB18030 either.",
        ),
        matters=Words(
            "猜错编码会得到乱码；宁可不读，也不把乱码当作文件内容。",
            "A wrong guess gives garbled text; it is better not to read the file than to compile that.",
        ),
        limits=Words(
            "Big5、UTF-16（无 BOM）等编码不猜。",
            "Big5, UTF-16 without a byte order mark and others are not guessed.",
        ),
        source=_OWN_DESIGN,
        help=Words(
            "请转换为 UTF-8，例如：iconv -f BIG5 -t UTF-8 原文件 > 新文件。",
            "Convert it to UTF-8, for instance: iconv -f BIG5 -t UTF-8 OLD > NEW.",
        ),
    ),
    Code(
        code="LS004",
        name="empty-document",
        severity="error",
        headline=Words("文件里没有文字", "the document has no text"),
        finds=Words("空文件，或只有空白的文件。", "An empty file, or one with white space only."),
        matters=Words(
            "多半是导出或识别失败；当作“没有任务”会误导人。",
            "Most often an export or a recognition failed; to read it as ‘no tasks’ would mislead.",
        ),
        limits=Words("只看有没有可见字符。", "Only visible characters count."),
        source=_OWN_DESIGN,
        help=Words(
            "请检查导出或文字识别这一步。", "Look at the export or the recognition that made the file."
        ),
    ),
    Code(
        code="LS005",
        name="encoding-guessed",
        severity="warning",
        headline=Words("不是 UTF-8，已按 {encoding} 读取", "not UTF-8; another encoding was assumed"),
        finds=Words(
            "按 GB18030 解码后读得通的旧编码文本，或带 BOM 的 UTF-16 文本。",
            "Text in an older encoding that makes sense as GB18030, or UTF-16 with a byte order mark.",
        ),
        matters=Words(
            "位置按解码后的文字计算；其他程序若用别的编码打开，位置会对不上。",
            "Offsets count the decoded text; a program that opens it in another encoding will disagree.",
        ),
        limits=Words(
            "用常用字的比例判断是否读得通，很短的文本可能误判。",
            "The share of common characters decides; a very short text can be misjudged.",
        ),
        source=_OWN_DESIGN,
        help=Words("建议转换为 UTF-8 保存。", "Better save the file as UTF-8."),
    ),
    Code(
        code="LS006",
        name="other-language",
        severity="warning",
        headline=Words(
            "正文不是中文，只读取结构、数量和日期", "not Chinese: structure, quantities and dates only"
        ),
        finds=Words("汉字很少的文档。", "A document with few Chinese characters."),
        matters=Words(
            "任务和责任单位的规则只懂中文公文，硬套会得出假的结果。",
            "The rules for commitments and owners know administrative Chinese only.",
        ),
        limits=Words(
            "按汉字的比例判断，中外文对照的文档算中文。", "Judged by the share of Chinese characters."
        ),
        source=_OWN_DESIGN,
        example="The committee will repair 3 bridges by the end of 2026 and report every quarter.",
        better="委员会2026年底前修复桥梁3座，每季度向市政府报告。",
    ),
    Code(
        code="LS007",
        name="uncertain-seam",
        severity="warning",
        headline=Words("断句接缝拿不准，没有拼接", "uncertain seam: the halves were not joined"),
        finds=Words(
            "分栏或换页截断的句子，找到了可能的下半句，但把握不够。",
            "A sentence cut by a column or page break whose other half was found, but not surely.",
        ),
        matters=Words(
            "拼错会造出原文没有的任务；不拼则两半各自保留，等人来定。",
            "A false join makes a task that nobody wrote; unjoined, both halves stay and a person decides.",
        ),
        limits=Words(
            "先看相邻的段落，再看全页；隔页太远的不猜。", "Neighbouring blocks first, then the page."
        ),
        source=_OWN_DESIGN,
        help=Words("请对照原件，确认两段是否同一句。", "Compare with the original page."),
    ),
    Code(
        code="LS008",
        name="truncated-block",
        severity="warning",
        headline=Words(
            "段落缺{edge}，另一半不在本页", "a block is cut and its other half is not on the page"
        ),
        finds=Words(
            "开头或结尾被截断、而页面上找不到另一半的段落。",
            "A block whose head or tail is missing from the page.",
        ),
        matters=Words(
            "缺的一半里可能有责任单位、时限或指标。",
            "The missing half may hold the owner, the deadline or the target.",
        ),
        limits=Words(
            "没有标点的短行（标题、署名、表格单元）不算截断。",
            "Short lines without punctuation (headings, signatures, cells) are not taken for cut blocks.",
        ),
        source=_OWN_DESIGN,
        help=Words("请补上相邻版面后重新编译。", "Add the neighbouring page and compile again."),
    ),
    Code(
        code="LS009",
        name="repeated-block",
        severity="note",
        headline=Words("与前文重复的段落，只计一次", "a repeated block, counted once"),
        finds=Words(
            "与前面某段相同或几乎相同的段落，识别错字造成的差异也算重复。",
            "A paragraph equal or nearly equal to an earlier one, small recognition errors included.",
        ),
        matters=Words(
            "同一任务不重复计数；每个出现的位置都保留。",
            "The same commitment is not counted twice; every occurrence is kept.",
        ),
        limits=Words("很短的段落（小标题、单位名）不比较。", "Very short paragraphs are not compared."),
        source=_OWN_DESIGN,
        example=(
            "市水务局2026年底前改造老旧供水管网120公里，新建加压泵站6座，漏损率控制在9%以内。\n"
            "市住房城乡建设委负责做好老旧小区二次供水设施移交工作。\n"
            "市水务局2026年底前改造老旧供水管网120公里，新建加压泵站6座，漏损率控制在9%以内。"
        ),
        better=(
            "市水务局2026年底前改造老旧供水管网120公里，新建加压泵站6座，漏损率控制在9%以内。\n"
            "市住房城乡建设委负责做好老旧小区二次供水设施移交工作。"
        ),
    ),
    Code(
        code="LS010",
        name="suspected-damage",
        severity="warning",
        headline=Words("疑似识别错误（{kind}），未作改动", "the text looks damaged; nothing was changed"),
        finds=Words(
            "看起来是文字识别造成的错误：混入的拉丁字母、替换符、形近字、错位的标点等。",
            "What looks like an error of recognition: stray letters, replacement marks, odd punctuation.",
        ),
        matters=Words(
            "数字和单位名错一个字，指标和责任就变了；改不改由人决定。",
            "One wrong character in a figure or a name changes the target or the owner; a person decides.",
        ),
        limits=Words("只标出可疑处，不保证找全。", "Suspicious places only; by no means all errors."),
        source=_OWN_DESIGN,
        help=Words("请对照原件核对。", "Compare with the original page."),
    ),
    Code(
        code="LS011",
        name="broken-numbering",
        severity="warning",
        headline=Words("标题{fault}", "the numbering of headings skips or repeats"),
        finds=Words(
            "同一级标题的序号跳号或重号（“一、”之后是“三、”，两个“（二）”）。",
            "Headings of one level whose numbers skip or repeat (三、 behind 一、, two （二）).",
        ),
        matters=Words(
            "跳号往往是删改时漏了一节，或转换、识别时丢了一段；任务分工按序号引用，会对不上。",
            "A skipped number is often a section lost in editing, conversion or recognition; tables of tasks cite the numbers.",
        ),
        limits=Words(
            "节选、摘编和缺页的文档不查；接着上一节连续编号的不算；缺的号若就在正文里出现，也不报。",
            "Excerpts and pages with cut blocks are not looked at; a missing number that stands in the text is not reported.",
        ),
        source=Words(
            "《党政机关公文格式》（GB/T 9704—2012）7.3.3：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注。",
            "GB/T 9704—2012, 7.3.3: levels are numbered 一、, （一）, 1., （1） in order.",
        ),
        help=Words("请核对是否漏了一节，或重排序号。", "Look for the missing section or renumber."),
        example="柳浦市供水保障工作方案\n一、抓好水源保护。市水利局要划定保护区。\n三、抓好管网改造。市住房城乡建设局要更新老旧管网。",
        better="柳浦市供水保障工作方案\n一、抓好水源保护。市水利局要划定保护区。\n二、抓好管网改造。市住房城乡建设局要更新老旧管网。",
    ),
    Code(
        code="LS012",
        name="unfilled-placeholder",
        severity="warning",
        headline=Words("待填的空没有填：{blank}", "a blank was left to be filled in"),
        finds=Words(
            "“××市”“XX个”“〔2026〕　号”“年　月　日”“（待定）”一类没有填写的占位。",
            "Crosses, empty brackets and numbers, lines of underscores, 待定.",
        ),
        matters=Words(
            "多半是模板或征求意见稿里的空，印发后就成了没有数目的指标、没有单位的任务。",
            "Mostly left from a template or a draft; issued so, it is a target without figure or a task without unit.",
        ),
        limits=Words(
            "表格样表里的签字、盖章栏不算；有意隐去名称的公开文本会误报。",
            "Forms with signatures are no fault; a text that hides names on purpose is reported in vain.",
        ),
        source=Words("公文校核的一般要求。", "Plain proof-reading."),
        help=Words("请填写或删去。", "Fill it in or delete it."),
        example="柳浦市2026年民生实事清单\n市民政局要建成社区食堂××个。",
        better="柳浦市2026年民生实事清单\n市民政局要建成社区食堂25个。",
    ),
    Code(
        code="LS013",
        name="missing-attachment",
        severity="warning",
        headline=Words(
            "引用了附件{number}，而列出的附件只有 {listed}", "a reference to an attachment that is not listed"
        ),
        finds=Words(
            "“见附件3”而文末只列出附件1、2。",
            "A reference to attachment 3 where the text lists 1 and 2 only.",
        ),
        matters=Words(
            "分工表、清单常在附件里；编号错了就找不到责任单位。",
            "Tables of tasks and owners stand in attachments; with a wrong number they are not found.",
        ),
        limits=Words(
            "只查给附件编号的文档；附件正文是否随文印发不查。",
            "Only documents that number their attachments are looked at.",
        ),
        source=Words(
            "《党政机关公文格式》（GB/T 9704—2012）7.3.4：附件说明须标注顺序号和名称。",
            "GB/T 9704—2012, 7.3.4: attachments are listed with number and name.",
        ),
        help=Words("请核对附件编号。", "Check the number."),
        example="各区县要按照附件3报送进展。\n附件：1.任务清单\n2.联络员名单\n",
        better="各区县要按照附件2报送进展。\n附件：1.任务清单\n2.联络员名单\n",
    ),
)
