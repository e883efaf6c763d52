"""LS901–LS999: faults of Luoshi itself."""

from luoshi.diagnostics.code import Code, Words

OWN_FAULT_CODES: tuple[Code, ...] = (
    Code(
        code="LS901",
        name="compiler-fault",
        severity="error",
        headline=Words("编译这份文档时程序出错：{fault}", "Luoshi failed on this document"),
        finds=Words("程序自身的缺陷，与文档写得好坏无关。", "A defect of the program, not of the document."),
        matters=Words(
            "这份文档没有编译；其他文档不受影响。",
            "This document was not compiled; the others are not affected.",
        ),
        limits=Words("–", "–"),
        source=Words(
            "原则：文档的毛病是诊断，异常是我们的缺陷。",
            "Principle: a fault in a document is a diagnostic, an exception is our bug.",
        ),
        help=Words(
            "请报告缺陷，并附上能重现的最短文本。",
            "Please report it with the shortest text that shows it.",
        ),
    ),
)
