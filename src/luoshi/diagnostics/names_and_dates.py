"""LS201–LS299: names, dates and units that cannot be made out. LS201 is kept for the rule undated-target."""

from luoshi.diagnostics.code import Code, Words

NAME_AND_DATE_CODES: tuple[Code, ...] = (
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
)
