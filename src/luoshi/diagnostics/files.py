"""LS801–LS819: files that a reader cannot read, or reads with a reservation."""

from luoshi.diagnostics.code import Code, Words

_OWN_DESIGN = Words(
    "落实自身的设计原则：读不了的如实说明原因和办法，其他文件照常编译。",
    "Luoshi's own principle: what cannot be read is said with its reason; the other files are compiled.",
)
_MISSING = Words(
    "没有读到的文件不会出现在计划里，计划因此不完整。其他文件照常编译。",
    "A file that was not read is missing from the plan. The other files are compiled all the same.",
)

FILE_CODES: tuple[Code, ...] = (
    Code(
        code="LS801",
        name="damaged-file",
        severity="error",
        headline=Words("文件损坏，不能按 {format} 读取：{reason}", "the file is damaged"),
        finds=Words(
            "开头是 PDF、DOCX、XLSX、OFD、ZIP 等格式的标记，后面的内容却残缺或不合格式的文件。",
            "A file that begins as PDF, DOCX, XLSX, OFD or ZIP and is incomplete or malformed behind that.",
        ),
        matters=_MISSING,
        limits=Words(
            "不尝试修复；能完整读出文字的小毛病不报。",
            "Nothing is repaired; a flaw that costs no text is not reported.",
        ),
        source=_OWN_DESIGN,
        help=Words(
            "请重新下载或导出；能用原软件打开的，另存一份再编译。",
            "Download or export it again; if its own program opens it, save a copy and compile that.",
        ),
    ),
    Code(
        code="LS802",
        name="encrypted-file",
        severity="error",
        headline=Words("文件有密码，无法读取：{format}", "the file is encrypted"),
        finds=Words(
            "打开要密码的 PDF、Office 文档或压缩包。",
            "A PDF, an Office document or an archive that wants a password.",
        ),
        matters=_MISSING,
        limits=Words(
            "只限制打印、复制而不限制打开的 PDF 照常读取。",
            "A PDF that only restricts printing or copying is read.",
        ),
        source=_OWN_DESIGN,
        help=Words("请用原软件去掉密码，另存后再编译。", "Remove the password and save the file again."),
    ),
    Code(
        code="LS803",
        name="oversized-file",
        severity="error",
        headline=Words("{what}超过上限 {limit}，没有读取", "the file is larger than the limit"),
        finds=Words(
            "过大的文件，解压后大得异常的压缩包（压缩炸弹），页数、单元格或嵌套层数过多的文档。",
            "A huge file, an archive that unpacks to far more than it holds, too many pages, cells or levels.",
        ),
        matters=Words(
            "一个文件不能占满内存和时间，耽误其他文件。",
            "One file must not take all memory and time from the others.",
        ),
        limits=Words(
            "上限是固定的，不随机器内存变化。", "The limits are fixed, whatever memory the machine has."
        ),
        source=_OWN_DESIGN,
        help=Words(
            "请拆分成几个文件，或删去其中的大图和附件。", "Split the file or take large pictures out of it."
        ),
    ),
    Code(
        code="LS804",
        name="escaping-path",
        severity="error",
        headline=Words("压缩包里的路径越界：{member}", "a path in the archive leads out of it"),
        finds=Words(
            "压缩包中以“/”“..”或盘符开头、指向压缩包之外的路径。",
            "A path in an archive that is absolute or climbs out of it with ‘..’.",
        ),
        matters=Words(
            "这种压缩包解压时可能覆盖别的文件，来历可疑。",
            "Unpacking such an archive may overwrite other files; its origin is doubtful.",
        ),
        limits=Words("只看路径；不查病毒。", "Paths only; this is no virus scanner."),
        source=_OWN_DESIGN,
        help=Words(
            "请确认来源；无误的话解压到文件夹，再编译那个文件夹。",
            "Make sure of its origin, unpack it into a folder and compile that folder.",
        ),
    ),
    Code(
        code="LS805",
        name="entity-declaration",
        severity="error",
        headline=Words("{member} 里声明了 XML 实体，没有读取", "the file declares XML entities"),
        finds=Words(
            "DOCX、XLSX、OFD 内部的 XML 带有 DOCTYPE 或实体声明。这些格式的标准都不使用它。",
            "A DOCTYPE or entity declaration inside DOCX, XLSX or OFD, none of which allows it.",
        ),
        matters=Words(
            "实体可以无限膨胀（“亿次笑”）或引入本机文件；正常软件不会写出这样的文件。",
            "Entities can grow without bound or pull in local files; no ordinary program writes them.",
        ),
        limits=Words("不区分恶意与无心。", "Malice and accident are not told apart."),
        source=_OWN_DESIGN,
        help=Words(
            "请确认来源；用原软件打开后另存一份再编译。",
            "Make sure of its origin; open it in its own program and save a copy.",
        ),
    ),
    Code(
        code="LS806",
        name="no-text-layer",
        severity="error",
        headline=Words("{format} 里没有文字层，多半是扫描件", "no text layer: probably a scan"),
        finds=Words(
            "只有图像的 PDF、OFD，或者图片文件。",
            "A PDF or an OFD that holds pictures only, or a picture file.",
        ),
        matters=_MISSING,
        limits=Words(
            "装有 ocr 组件时自动识别；没有装就到此为止。",
            "Recognised where the extra ‘ocr’ is installed, else left.",
        ),
        source=_OWN_DESIGN,
        help=Words(
            "请安装文字识别组件：pip install 'luoshi[ocr]'，或换用有文字层的文件。",
            "Install the recogniser: pip install 'luoshi[ocr]'; or use a file with a text layer.",
        ),
    ),
    Code(
        code="LS807",
        name="converter-missing",
        severity="error",
        headline=Words(
            "读取 {format} 需要 LibreOffice，本机没有装", "LibreOffice is needed and not installed"
        ),
        finds=Words(
            "旧式 Office 和 WPS 文件（.doc、.xls、.wps、.et、.rtf）而本机没有 LibreOffice。",
            "An old Office or WPS file (.doc, .xls, .wps, .et, .rtf) on a machine without LibreOffice.",
        ),
        matters=_MISSING,
        limits=Words("只在 PATH 里找 soffice。", "Only ‘soffice’ in the PATH is looked for."),
        source=_OWN_DESIGN,
        help=Words(
            "请安装 LibreOffice，或用 WPS、Word 另存为 .docx、.xlsx。",
            "Install LibreOffice, or save the file as .docx or .xlsx.",
        ),
    ),
    Code(
        code="LS808",
        name="conversion-failed",
        severity="error",
        headline=Words("LibreOffice 没能转换这份文件：{reason}", "LibreOffice could not convert the file"),
        finds=Words(
            "旧式 Office 或 WPS 文件，LibreOffice 读不了、要密码或超过了时限。",
            "An old Office or WPS file that LibreOffice cannot read, not without password, or not in time.",
        ),
        matters=_MISSING,
        limits=Words("分不清损坏与加密。", "Damage and encryption look alike."),
        source=_OWN_DESIGN,
        help=Words("请用 WPS 或 Word 另存为 .docx、.xlsx。", "Save the file as .docx or .xlsx."),
    ),
    Code(
        code="LS809",
        name="mislabelled-file",
        severity="warning",
        headline=Words(
            "扩展名是 {extension}，内容是 {format}，已按内容读取", "the extension names another format"
        ),
        finds=Words("扩展名与内容不符的文件。", "A file whose extension and content disagree."),
        matters=Words(
            "其他程序可能打不开；也可能是放错了文件。",
            "Other programs may fail to open it, or it is the wrong file.",
        ),
        limits=Words(
            "网页存成 .doc、.xls 很常见，也照此提示。",
            "Web pages saved as .doc or .xls are common and reported too.",
        ),
        source=_OWN_DESIGN,
        help=Words("请改正扩展名。", "Correct the extension."),
    ),
    Code(
        code="LS810",
        name="recognised-text",
        severity="warning",
        headline=Words(
            "文字由识别得来，平均置信度 {mean}，{doubtful} 行低于 {limit}",
            "the text was recognised from pictures",
        ),
        finds=Words(
            "扫描件或图片，文字由 ocr 组件识别。",
            "A scan or a picture whose text the extra ‘ocr’ recognised.",
        ),
        matters=Words(
            "数字和单位名错一个字，指标和责任就变了。",
            "One wrong character in a figure or a name changes the target or the owner.",
        ),
        limits=Words(
            "置信度由识别模型给出，高也可能错。", "The recogniser's own confidence; high does not mean right."
        ),
        source=_OWN_DESIGN,
        help=Words("请对照原件核对数字和单位。", "Compare figures and names with the original."),
    ),
    Code(
        code="LS811",
        name="running-heads-left-out",
        severity="note",
        headline=Words("各页重复的页眉页脚没有计入正文：{lines}", "running heads were left out"),
        finds=Words(
            "在各页同一位置重复出现的页眉、页脚和页码。",
            "Heads, feet and page numbers that stand at the same place on page after page.",
        ),
        matters=Words(
            "它们会把跨页的句子隔断。", "They would part the sentences that run from page to page."
        ),
        limits=Words(
            "只看页边的行；不足三页的文件不判断。",
            "Only lines at the edge of the page; a file of less than three pages is not judged.",
        ),
        source=_OWN_DESIGN,
        help=Words(
            "如有误判，请改用纯文本。", "If one of them belongs to the text, use a plain text instead."
        ),
    ),
    Code(
        code="LS812",
        name="unreadable-part",
        severity="warning",
        headline=Words("{part}没有读出：{reason}", "a part of the file was not read"),
        finds=Words(
            "多页或多表的文件里读不出文字的某一页、某一张表。",
            "A page or a sheet without readable text in a file whose other parts were read.",
        ),
        matters=Words(
            "这一部分里的任务不会出现在计划里。", "The tasks of this part are missing from the plan."
        ),
        limits=Words("空白页不算。", "Blank pages do not count."),
        source=_OWN_DESIGN,
        help=Words(
            "请对照原件，必要时单独识别这一页。", "Compare with the original; recognise that page if needed."
        ),
    ),
    Code(
        code="LS813",
        name="unknown-columns",
        severity="warning",
        headline=Words(
            "工作表“{sheet}”的这些列不认识，按备注读取：{columns}",
            "columns of unknown meaning were read as remarks",
        ),
        finds=Words(
            "表头里既不像任务、单位、时限，也不像指标、地点、备注的列名。",
            "Column heads that name neither tasks, units, dates, figures, places nor remarks.",
        ),
        matters=Words(
            "这些列里的任务、单位或时限不会被读出来。",
            "Tasks, units or deadlines in these columns are not read.",
        ),
        limits=Words(
            "只在认识的列太少、整张表会认不出来时才这样处理。",
            "Done only where the known heads are so few that the table would not be seen as one.",
        ),
        source=_OWN_DESIGN,
        help=Words(
            "请把列名改成常用说法，例如“工作任务”“责任单位”“完成时限”。",
            "Use common heads: 工作任务, 责任单位, 完成时限.",
        ),
    ),
)
