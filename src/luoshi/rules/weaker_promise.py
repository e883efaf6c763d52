"""LS307 weaker-promise: what one place promises firmly is elsewhere only explored or encouraged."""

from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.rules.likeness import tasks_by_wording

_WEAK = {"explore": "探索", "encourage": "鼓励、引导", "support": "支持"}
_SHORTEST = 8
_SPECIFIC_HERE = 12


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Equal wordings apart from the words of strength, in one document or in several of one place."""
    for (_, key), group in tasks_by_wording(plan, _SHORTEST).items():
        firm = next((task for task in group if task.commitment.modality in ("will", "must")), None)
        weak = next((task for task in group if task.commitment.modality in _WEAK), None)
        if firm is None or weak is None:
            continue
        if firm.reading is not weak.reading or len(key) >= _SPECIFIC_HERE:
            label = Label(span=firm.commitment.span, message="此处是明确的承诺")
            said = _WEAK[weak.commitment.modality]
            yield diagnose("LS307", weak.commitment.span, labels=(label,), said=said)
