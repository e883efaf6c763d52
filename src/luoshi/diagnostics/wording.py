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
)
