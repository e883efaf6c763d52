"""The words of the interface in Chinese and English, and which of the two to use.

`app` reads the help texts, `summary` the labels; both ask for one language at a time.
"""

import os
import re
from collections.abc import Mapping, Sequence

from luoshi.diagnostics import Lang, Words

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def asked_language(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Lang:
    """The language that ``--lang`` names, else the locale's: Chinese unless the locale is clearly another."""
    for i, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang" and i + 1 < len(arguments):
            value = arguments[i + 1]
        if value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    variables = os.environ if environment is None else environment
    locale = next((variables[name] for name in _LOCALE_VARIABLES if variables.get(name)), "")
    return "zh" if not locale or re.match(r"(zh|C|POSIX)(?![A-Za-z])", locale) else "en"


HELP = {
    "luoshi": Words(
        "落实：把公文编译成可核对的计划，每一项都能回到原文。",
        "Luoshi (落实): compile administrative documents into a plan that can be checked against its source.",
    ),
    "compile": Words(
        "编译文档，列出任务、责任单位、指标和时限。\n\n"
        "SOURCE 是文档（文本、DOCX、PDF、HTML、XLSX、OFD）、其文件夹或 ZIP，或 -（标准输入）；"
        "也可以是一个工作区，这时按复核意见输出它的计划。",
        "Compile documents into tasks, owners, targets and deadlines.\n\n"
        "SOURCE is a document (text, DOCX, PDF, HTML, XLSX, OFD), a folder or ZIP of them, or - (standard input); "
        "or one workspace, whose plan is then written with its reviews carried out.",
    ),
    "explain": Words(
        "说明一个诊断代码：查什么、为什么要紧、例子、局限。",
        "Explain a diagnostic code: what it finds, why it matters, an example, its limits.",
    ),
    "example": Words("编译随软件附带的示例文档。", "Compile the bundled example documents."),
    "out": Words(
        "写入文件或文件夹；没有 --format 时由扩展名（.json .jsonl .xlsx .html .docx .xml）决定格式，"
        "文件夹是工作区。",
        "Write to a file or folder; without --format the extension (.json .jsonl .xlsx .html .docx .xml) "
        "decides the format, and a folder is a workspace.",
    ),
    "format": Words(
        "输出格式：text 摘要（默认）、json 一个对象、jsonl 每份文档一行、xlsx 任务分解表、html 网页、"
        "docx 公文、stratml（ISO 17469）、workspace 工作区文件夹。",
        "Output format: text (summary, the default), json (one object), jsonl (one line a document), "
        "xlsx (table of tasks), html (page), docx (official document), stratml (ISO 17469), workspace (folder).",
    ),
    "check": Words(
        "检查工作区：逐条列出问题，给出原文位置和改法。",
        "Check a workspace: every finding with its quote, its place and what to do.",
    ),
    "review": Words(
        "记录对读取结果的意见：采纳、否决或更正；不给编号时列出现有意见，只给编号时显示这一项。\n\n"
        "也可用 --table 读回改过的任务分解表：先列出改动，加 --write 才写入。",
        "Record what people say about readings: accept, reject or change; without an id, list what was said; with an id alone, show that reading.\n\n"
        "With --table an edited table of tasks is read back: its edits are shown, and written with --write.",
    ),
    "set": Words(
        "更正的字段，可多次：deadline=2026-06、modality=must、owners=市水利局:lead,市财政局:cooperate。",
        "A field to change, repeatable: deadline=2026-06, modality=must, owners=市水利局:lead,市财政局:cooperate.",
    ),
    "table": Words("改过的任务分解表（.xlsx）。", "An edited table of tasks (.xlsx)."),
    "write": Words("把表中的改动写入意见记录。", "Write the table's edits to the log of reviews."),
    "by": Words(
        "提出意见的单位或账号（不是个人姓名）。", "The unit or account that reviews (no person's name)."
    ),
    "reason": Words("理由。", "The reason."),
    "diff": Words(
        "比较两版计划：新增、删去、放松、加码、换责任单位、推迟或提前，并列两边原文。\n\n"
        "OLD 和 NEW 是工作区或文档。",
        "Compare two plans: added, dropped, softened, hardened, moved, delayed, advanced, with both quotes.\n\n"
        "OLD and NEW are workspaces or documents.",
    ),
    "diff-format": Words(
        "输出格式；默认 text，--out 的扩展名是 .json 或 .html 时随扩展名。",
        "Output format: text, unless --out ends in .json or .html.",
    ),
    "short-format": Words("输出格式。", "Output format."),
    "out-file": Words("写入文件而不是标准输出。", "Write to a file instead of standard output."),
    "published": Words(
        "发布日期（YYYY-MM-DD），用来推算“今年”“年内”等。",
        "Date of publication (YYYY-MM-DD), from which 今年, 年内 and the like are worked out.",
    ),
    "jobs": Words("同时使用的进程数。", "Number of processes."),
    "fail-on": Words(
        "有这一级或更高级别的诊断时以 1 退出。", "Exit with 1 where a finding is at least this grave."
    ),
    "with-text": Words("在 JSON 中附上全文。", "Include the documents' text in JSON."),
    "as": Words(
        "工作区中该文件的标识（SLUG=文件），用来指明它是哪份文档的新版本，或另立一份。",
        "The slug of a file in the workspace (SLUG=SOURCE): of which document it is an edition, or a new one.",
    ),
    "all": Words("摘要不省略，全部列出。", "Leave nothing out of the summary."),
    "lang": Words("界面语言（默认按系统语言）。", "Language of the interface (by default the locale's)."),
}

MESSAGES = {
    "nothing": Words(
        "请给出要编译的文件，或使用 --example。",
        "Name the files to compile, or use --example.",
    ),
    "both": Words("--example 不能和文件一起使用。", "--example takes no files."),
    "date": Words(
        "“{value}”不是日期，请写成 YYYY-MM-DD，例如 2026-03-01。",
        "‘{value}’ is no date; write it as YYYY-MM-DD, for instance 2026-03-01.",
    ),
    "out": Words("无法写入 {path}：{reason}", "cannot write {path}: {reason}"),
    "unread": Words("无法读取 {path}：{reason}", "cannot read {path}: {reason}"),
    "which-format": Words(
        "看不出 {path} 要什么格式，请用 --format 指明。",
        "What format {path} should have is not clear; say it with --format.",
    ),
    "written": Words("已写入 {path}", "written to {path}"),
    "failed": Words("{failed} 个输入没有编译，其余 {done} 个已完成。", "{failed} not compiled, {done} done."),
    "code": Words("没有代码“{value}”。现有代码：", "There is no code ‘{value}’. The codes are:"),
    "reading": Words("编译", "Compiling"),
    "bad-as": Words("--as 应写成 标识=文件。", "--as reads SLUG=SOURCE."),
    "needs-out": Words(
        "{value} 格式要写入文件，请用 --out 给出路径。",
        "The format {value} is written to a file: give --out.",
    ),
    "table-or-id": Words("--table 和编号只能给一个。", "Give an id or --table, not both."),
    "needs-by": Words("请用 --by 写明提出意见的单位。", "Say with --by which unit reviews."),
    "change-set": Words("更正要用 --set 字段=值 写明改什么。", "A change needs --set FIELD=VALUE."),
    "write-table": Words("--write 只和 --table 一起使用。", "--write goes with --table only."),
    "set-change": Words("--set 只能和 change 一起使用。", "--set goes with change only."),
    "no-workspace": Words(
        "{path} 不是空文件夹，不能作为工作区；请换一个新的或空的文件夹。",
        "{path} is no empty folder and cannot become a workspace; choose a new or an empty one.",
    ),
    "kept": Words("工作区 {path}：写入 {count} 个文件。", "Workspace {path}: {count} files written."),
    "unchanged": Words("工作区 {path}：没有变化。", "Workspace {path}: nothing changed."),
    "unknown-id": Words("工作区里没有编号 {value}。", "There is no id {value} in the workspace."),
    "bad-set": Words("“{value}”应写成 字段=值。", "‘{value}’ should read FIELD=VALUE."),
    "bad-field": Words("{field}：{reason}", "{field}: {reason}"),
    "no-field": Words(
        "没有字段“{field}”，可改：{known}。", "There is no field ‘{field}’; there are: {known}."
    ),
    "recorded": Words("已记录 {count} 条意见。", "{count} reviews recorded."),
    "not-written": Words("未写入；确认后加 --write。", "Nothing written; add --write to accept."),
    "no-edits": Words("表中没有改动。", "The table has no edits."),
    "empty": Words("（空）", "(empty)"),
    "table-counts": Words("{edits} 处改动，{reviews} 条意见。", "{edits} edits, {reviews} reviews."),
    "faulty-table": Words(
        "有误的单元格改正后再读回；没有写入。", "Correct the faulty cells and read again; nothing written."
    ),
    "by-id": Words("有效", "holds"),
    "by-wording": Words("有效，按原文找到", "holds, found by its wording"),
    "by-likeness": Words("有效，按相近的句子找到", "holds, found by a clause near it"),
    "superseded": Words("已被后来的意见取代", "superseded"),
    "no-effect": Words("不起作用", "without effect"),
    "no-reviews": Words("还没有意见。", "No reviews yet."),
    "no-findings": Words("没有发现问题。", "No findings."),
    "not-a-workspace": Words(
        "{path} 不是工作区；用 luoshi compile 文件 --out 文件夹 建立一个。",
        "{path} is no workspace; make one with luoshi compile SOURCE --out FOLDER.",
    ),
    "workspace-alone": Words(
        "工作区 {path} 不能和其他来源一起编译；要把文档加进去，请用 luoshi compile 文件 --out {path}。",
        "The workspace {path} is no document among others; to add documents: luoshi compile SOURCE --out {path}.",
    ),
    "workspace-again": Words(
        "{path} 已经是工作区；请给出要编译的文档，或者把它写成文件（--out plan.xlsx 等）。",
        "{path} is a workspace already; name documents, or write it to a file (--out plan.xlsx and the like).",
    ),
    "workspace-dated": Words(
        "--published 只用于文档；{path} 是工作区。", "--published is for documents; {path} is a workspace."
    ),
    "as-workspace": Words(
        "--as 只用于写入工作区（--out 文件夹）。", "--as goes with a workspace only (--out FOLDER)."
    ),
    "as-unmatched": Words(
        "--as 所指的 {value} 不在要编译的文件里。", "--as names {value}, which is none of the files."
    ),
    "as-slug": Words(
        "“{value}”不能作标识：请用文字、数字、点和连字符，不超过 80 个。",
        "‘{value}’ is no slug: use letters, digits, dots and hyphens, at most 80.",
    ),
    "reviews-hold": Words(
        "{held} 条复核意见仍然有效，{lost} 条找不到对象。", "{held} reviews hold, {lost} find no object."
    ),
    "nothing-read": Words("没有可写入的内容。", "Nothing to write."),
    "waiver": Words(
        "  {code} {count} 条：{reason}（至 {until}）", "  {count} of {code}: {reason} (until {until})"
    ),
    "waived": Words("已豁免 {count} 条。", "{count} waived."),
}

LABELS = {
    "documents": Words("文档", "Documents"),
    "file": Words("文件", "File"),
    "title": Words("标题", "Title"),
    "untitled": Words("（无标题）", "(untitled)"),
    "issuer": Words("发文机关", "Issuer"),
    "published": Words("日期", "Date"),
    "articles": Words("篇数", "Articles"),
    "clauses": Words("分句", "Clauses"),
    "commitments": Words("任务和目标", "Commitments"),
    "owned": Words("有责任单位", "With owner"),
    "dated": Words("有时限", "With deadline"),
    "targets": Words("量化指标", "Targets"),
    "line": Words("行", "Line"),
    "owner": Words("责任单位", "Owner"),
    "what": Words("事项", "What"),
    "deadline": Words("时限", "Deadline"),
    "strength": Words("力度", "Strength"),
    "together": Words("全部文档", "All documents"),
    "owners": Words("按责任单位", "By owner"),
    "count": Words("项数", "Count"),
    "indicator": Words("指标", "Indicator"),
    "value": Words("要求", "Required"),
    "base": Words("对照", "Base"),
    "period": Words("期间", "Period"),
    "goals": Words("目标", "Goals"),
    "terms": Words("提法", "Terms"),
    "term": Words("提法", "Term"),
    "members": Words("列举", "Members"),
    "closes": Words("数目", "Count"),
    "systems": Words("体系", "Systems"),
    "system": Words("名称", "Name"),
    "kind": Words("类型", "Kind"),
    "parameters": Words("参数", "Parameters"),
    "repair": Words("版面修复", "Page repair"),
    "joins": Words("拼接断句", "joined seams"),
    "doubtful": Words("接缝存疑", "doubtful seams"),
    "copies": Words("重复段落", "repeated blocks"),
    "truncated": Words("残缺段落", "truncated blocks"),
    "damages": Words("疑似识别错误", "suspected damage"),
    "diagnostics": Words("诊断", "Diagnostics"),
    "nobody": Words("未指明", "not named"),
    "unknown": Words("未知", "unknown"),
    "undated": Words("未定", "none"),
    "yes": Words("相符", "closes"),
    "no": Words("不符", "differs"),
    "unlisted": Words("未列举成员的", "Without members"),
    "clearest": Words("，先列责任、时限、指标最明确的", ", those with owner, deadline and target first"),
    "more": Words(
        "…… 另有 {count} 项（用 --all 全部列出，或 --format json）",
        "… and {count} more (use --all, or --format json)",
    ),
    "example": Words(
        "示例文档：提法和定位为公开事实，时限、分工和数字多为演示而设。",
        "Example documents: names and positions are public facts; deadlines and owners are not.",
    ),
}

KLASSES = {
    "task": Words("任务", "task"),
    "target": Words("目标", "target"),
    "fact": Words("事实", "fact"),
    "means": Words("手段", "means"),
    "scope": Words("范围", "scope"),
    "slogan": Words("口号", "slogan"),
    "principle": Words("原则", "principle"),
    "past": Words("既往", "past"),
    "heading": Words("标题", "heading"),
    "list": Words("名单", "list"),
    "other": Words("其他", "other"),
}

MODALITIES = {
    "must": Words("必须", "must"),
    "will": Words("将", "will"),
    "strive": Words("力争", "strive"),
    "explore": Words("探索", "explore"),
    "encourage": Words("鼓励", "encourage"),
    "support": Words("支持", "support"),
    "forbid": Words("禁止", "forbid"),
}

SYSTEM_KINDS = {
    "list": Words("清单", "list"),
    "evaluation": Words("评价", "evaluation"),
    "network": Words("网络", "network"),
    "cluster": Words("集群", "cluster"),
    "zoning": Words("分区", "zoning"),
    "compensation": Words("补偿", "compensation"),
    "platform": Words("平台", "platform"),
    "mechanism": Words("机制", "mechanism"),
    "institution": Words("制度", "institution"),
    "governance": Words("治理", "governance"),
    "layout": Words("格局", "layout"),
    "system": Words("体系", "system"),
}

_FREQUENCIES = {
    "daily": "每日",
    "weekly": "每周",
    "biweekly": "每两周",
    "ten-daily": "每旬",
    "monthly": "每月",
    "bimonthly": "每两月",
    "quarterly": "每季度",
    "semiannual": "每半年",
    "annual": "每年",
}
_DURATION = re.compile(
    r"(?P<before>-)?P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W(?!D))?(?:(?P<workdays>\d+)WD)?"
    r"(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?"
)
_DURATION_UNITS = {
    "years": "年",
    "months": "个月",
    "weeks": "周",
    "workdays": "个工作日",
    "days": "天",
    "hours": "小时",
    "minutes": "分钟",
}


def deadline_words(normalised: str | None, lang: Lang) -> str:
    """A normalised deadline as people write it; in English as it stands.

    >>> deadline_words("2026-06", "zh"), deadline_words("recurring:monthly", "zh")
    ('2026年6月', '每月')
    >>> deadline_words("relative:P3WD", "zh"), deadline_words("relative:-PT48H", "zh")
    ('3个工作日内', '提前48小时')
    """
    if normalised is None:
        return LABELS["undated"].in_language(lang)
    kind, _, rest = normalised.partition(":")
    if lang == "en":
        return rest or kind
    if kind in ("immediate", "ongoing"):
        return "立即" if kind == "immediate" else "长期"
    if kind == "recurring":
        return _FREQUENCIES.get(rest, rest)
    if kind == "relative":
        return _duration_words(rest)
    numbers = [str(int(part)) for part in kind.split("-") if part.isdigit()]
    return "".join(number + unit for number, unit in zip(numbers, "年月日", strict=False)) or normalised


def _duration_words(duration: str) -> str:
    match = _DURATION.fullmatch(duration)
    if match is None:
        return duration
    words = "".join(f"{match[name]}{unit}" for name, unit in _DURATION_UNITS.items() if match[name])
    return f"提前{words}" if match["before"] else f"{words}内"
