"""LS391–LS399: reviews and the readings that they are about. LS821–LS829: the files of a workspace."""

from luoshi.diagnostics.code import Code, Words

_LOG = Words(
    "落实自身的设计原则：复核意见只增不删，找不到对象就如实说。",
    "Luoshi's own principle: reviews are only ever added; one without an object is reported, never dropped.",
)
_FILES = Words(
    "落实自身的设计原则：计划是一个可读、可比对的文件夹。",
    "Luoshi's own principle: a plan is a folder of files that people can read and compare.",
)

REVIEW_CODES: tuple[Code, ...] = (
    Code(
        code="LS391",
        name="review-without-object",
        severity="warning",
        headline=Words(
            "复核意见找不到对象：“{quote}”（{reason}）",
            "a review no longer finds the reading that it is about",
        ),
        finds=Words(
            "复核过的任务或指标在新版文档里找不到了，也没有唯一相近的句子。",
            "A reviewed reading that is gone from the document, without exactly one clause that is near it.",
        ),
        matters=Words(
            "这条意见没有起作用，但仍保留在 reviews.jsonl 里，需要有人决定。",
            "The review has no effect but stays in reviews.jsonl; a person has to decide.",
        ),
        limits=Words(
            "句子改动很大时不猜测对应关系。", "Where a clause was rewritten, no correspondence is guessed."
        ),
        source=_LOG,
        help=Words(
            "如果任务已改写，请对新的任务重新复核；如果已取消，不必处理。",
            "If the task was reworded, review the new one; if it was dropped, nothing need be done.",
        ),
    ),
    Code(
        code="LS392",
        name="review-follows-new-wording",
        severity="note",
        headline=Words("原文有改动，复核意见沿用到相近的句子", "a review follows a clause that was reworded"),
        finds=Words(
            "复核过的句子改了字，文档里恰好有一句与它相近，意见沿用到这一句。",
            "A reviewed clause whose wording changed; exactly one clause is near it, and the review now holds for it.",
        ),
        matters=Words("请确认两句说的是同一件事。", "A person should see that both say the same."),
        limits=Words(
            "只在唯一时沿用；有两句相近就不沿用。",
            "Only where it is unambiguous; two near clauses are too many.",
        ),
        source=_LOG,
    ),
    Code(
        code="LS393",
        name="review-of-changed-reading",
        severity="warning",
        headline=Words(
            "复核时{field}为“{old}”，现读为“{now}”，{done}",
            "what a review corrected has since been read differently",
        ),
        finds=Words(
            "复核改过的一项，重新编译后读出的既不是当时的值，也不是改成的值。",
            "A corrected field whose reading is now neither what the reviewer saw nor what they wrote.",
        ),
        matters=Words(
            "可能是文档改了，复核意见已经过时。",
            "The document may have changed and the correction be out of date.",
        ),
        limits=Words(
            "句子没变时仍按复核的值；句子变了则按新读出的值。",
            "The correction holds where the clause is the same, the new reading where the clause changed.",
        ),
        source=_LOG,
        help=Words("请对照原文重新复核这一项。", "Review this field again against the text."),
    ),
    Code(
        code="LS394",
        name="conflicting-reviews",
        severity="note",
        headline=Words("对{field}的复核意见不一致，以最后一条为准", "reviews disagree; the last one holds"),
        finds=Words(
            "不同的人对同一项给出不同的结论或不同的值。",
            "Different reviewers with different verdicts or values.",
        ),
        matters=Words(
            "两条意见都保留；以最后一条为准只是规则，不说明谁对。",
            "Both are kept; that the last one holds is a rule and says nothing about who is right.",
        ),
        limits=Words("同一个人先后改口不算。", "A reviewer who changes their own mind is no conflict."),
        source=_LOG,
    ),
    Code(
        code="LS395",
        name="faulty-review",
        severity="error",
        headline=Words("复核意见无法执行：{reason}", "a review that cannot be carried out"),
        finds=Words(
            "复核意见要改的一项不存在，或者值不在规定的写法之内。",
            "A review of a field that the reading has not, or with a value outside its vocabulary.",
        ),
        matters=Words(
            "这条意见没有起作用，仍保留在记录里。", "The review has no effect; it stays in the log."
        ),
        limits=Words("–", "–"),
        source=_LOG,
        help=Words("请追加一条正确的意见。", "Add a correct one to the log."),
    ),
)

WORKSPACE_CODES: tuple[Code, ...] = (
    Code(
        code="LS821",
        name="unreadable-workspace-file",
        severity="error",
        headline=Words("工作区文件无法读取：{reason}", "a file of the workspace cannot be read"),
        finds=Words(
            "工作区里缺少的、没有权限的或不是 UTF-8 的文件。",
            "A file of the workspace that is missing, may not be read or is not UTF-8.",
        ),
        matters=Words("文件里的内容没有读入。", "What the file holds was not read."),
        limits=Words("–", "–"),
        source=_FILES,
        help=Words(
            "可从版本库恢复；读数文件可用 luoshi compile --out 重新生成。",
            "Restore it from version control; readings are made again by luoshi compile --out.",
        ),
    ),
    Code(
        code="LS822",
        name="faulty-row",
        severity="error",
        headline=Words("这一行有误：{reason}", "a line of a workspace file is faulty"),
        finds=Words(
            "不是 JSON、缺少或多出字段、值不合规定、引文与原文对不上的行。",
            "A line that is no JSON, lacks or adds fields, has values outside the vocabulary or misquotes the text.",
        ),
        matters=Words("这一行没有读入，其余各行不受影响。", "The line was not read; the others were."),
        limits=Words("–", "–"),
        source=_FILES,
        help=Words(
            "reviews.jsonl 请改正这一行；其他文件用 luoshi compile --out 重新生成。",
            "Correct the line in reviews.jsonl; the other files are made again by luoshi compile --out.",
        ),
    ),
    Code(
        code="LS823",
        name="changed-outside",
        severity="warning",
        headline=Words("文件与上次写入时不同", "a file differs from what was last written"),
        finds=Words(
            "由落实生成的文件在写入之后被手工改动、合并，或者上次写入被中断。",
            "A generated file that was edited or merged since, or whose writing was interrupted.",
        ),
        matters=Words(
            "生成的文件下次编译会重写；改动过的那一份另存为 .edited，不会丢失。",
            "Generated files are written anew by the next compilation; the edited one is kept as .edited.",
        ),
        limits=Words(
            "只比较校验值，不说明改了哪里。", "Checksums are compared; they do not say what changed."
        ),
        source=_FILES,
        help=Words(
            "要更正读数，请写复核意见，不要改生成的文件。",
            "Correct a reading by a review, not in the generated files.",
        ),
    ),
    Code(
        code="LS824",
        name="later-edition",
        severity="note",
        headline=Words(
            "视为“{slug}”的新版本（{reason}）", "taken as a later edition of a document that is known"
        ),
        finds=Words(
            "文件名变了，但标题相同、内容大半相同的文档。",
            "A document under another file name with the same title and mostly the same text.",
        ),
        matters=Words(
            "沿用原来的标识，任务的编号和复核意见才能接上；原来的那一版被替换。",
            "It keeps the slug, so that ids and reviews carry over; it takes the place of the earlier edition.",
        ),
        limits=Words(
            "标题不同或内容改动过半时不视为新版本，请用 --as 指明。",
            "Not where the title differs or half the text does; say so with --as.",
        ),
        source=_FILES,
        help=Words(
            "如果是另一份文档，请用 --as 给它自己的标识。",
            "If it is another document, give it a slug with --as.",
        ),
    ),
    Code(
        code="LS825",
        name="faulty-setting",
        severity="error",
        headline=Words("设置有误：{reason}", "a setting is faulty"),
        finds=Words(
            "luoshi.toml 里不认识的设置、不存在的代码、缺少理由或期限的豁免。",
            "An unknown setting in luoshi.toml, a code that does not exist, a waiver without reason or expiry.",
        ),
        matters=Words("这一项设置没有起作用。", "The setting has no effect."),
        limits=Words("–", "–"),
        source=_FILES,
    ),
    Code(
        code="LS826",
        name="expired-waiver",
        severity="warning",
        headline=Words("{waived} 的豁免已于 {until} 到期：{reason}", "a waiver has expired"),
        finds=Words("期限已过的豁免。", "A waiver whose last day has passed."),
        matters=Words(
            "豁免的诊断重新列出；当初的理由是否还成立要有人判断。",
            "The findings are listed again; a person has to judge whether the reason still holds.",
        ),
        limits=Words("期限当天仍然有效。", "A waiver holds on its last day."),
        source=_FILES,
        help=Words(
            "请处理问题，或在 luoshi.toml 里延期并写明理由。", "Mend the fault, or renew it with a reason."
        ),
    ),
    Code(
        code="LS827",
        name="unused-waiver",
        severity="note",
        headline=Words("{waived} 的豁免没有对应的诊断", "a waiver waives nothing"),
        finds=Words("没有任何诊断与之对应的豁免。", "A waiver that no finding corresponds to."),
        matters=Words(
            "问题可能已经解决，豁免可以删去。", "The fault may be mended and the waiver no longer needed."
        ),
        limits=Words("已到期的豁免另行提示。", "Expired waivers are reported as such."),
        source=_FILES,
    ),
    Code(
        code="LS828",
        name="newer-workspace",
        severity="error",
        headline=Words(
            "工作区由更新的版本写成（格式 {found}，本程序到 {known}）",
            "the workspace was written by a newer version",
        ),
        finds=Words("格式版本比本程序新的工作区。", "A workspace whose format is newer than this program."),
        matters=Words("读入后再写会丢失看不懂的内容。", "What is not understood would be lost on writing."),
        limits=Words("–", "–"),
        source=_FILES,
        help=Words("请升级落实。", "Upgrade Luoshi."),
    ),
)
