"""All codes, and the one way to make a finding from a code.

Passes, readers and rules call `diagnose`; ``luoshi explain`` and the documentation call `find_code`.
"""

from luoshi.diagnostics.code import Code
from luoshi.diagnostics.documents import DOCUMENT_CODES
from luoshi.diagnostics.exchanged import EXCHANGE_CODES
from luoshi.diagnostics.files import FILE_CODES
from luoshi.diagnostics.names_and_dates import NAME_AND_DATE_CODES
from luoshi.diagnostics.own_faults import OWN_FAULT_CODES
from luoshi.diagnostics.plan_graph import PLAN_GRAPH_CODES
from luoshi.diagnostics.wording import WORDING_CODES
from luoshi.diagnostics.workspaces import REVIEW_CODES, WORKSPACE_CODES
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.text import Span

CODES: tuple[Code, ...] = (
    *DOCUMENT_CODES,
    *WORDING_CODES,
    *NAME_AND_DATE_CODES,
    *PLAN_GRAPH_CODES,
    *REVIEW_CODES,
    *FILE_CODES,
    *WORKSPACE_CODES,
    *EXCHANGE_CODES,
    *OWN_FAULT_CODES,
)

_BY_CODE = {entry.code: entry for entry in CODES}
_BY_NAME = {entry.name: entry for entry in CODES}


def find_code(code_or_name: str) -> Code | None:
    """The entry of ``LS007``, ``ls007`` or ``uncertain-seam``; None where there is none."""
    return _BY_CODE.get(code_or_name.upper()) or _BY_NAME.get(code_or_name.lower())


def diagnose(
    code: str,
    span: Span | None = None,
    *,
    labels: tuple[Label, ...] = (),
    notes: tuple[str, ...] = (),
    path: str | None = None,
    **details: object,
) -> Diagnostic:
    """A finding of the kind ``code``; ``details`` fill the names in its headline.

    >>> diagnose("LS008", edge="尾").message
    '段落缺尾，另一半不在本页'
    """
    entry = _BY_CODE[code]
    return Diagnostic(
        code=entry.code,
        name=entry.name,
        severity=entry.severity,
        message=entry.headline.zh.format(**details),
        span=span,
        labels=labels,
        notes=notes,
        help=entry.help.zh if entry.help else None,
        path=path,
    )
