"""LS304 different-owners: the same task is given to different units in different places."""

from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.language.names import canonical_name
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.rules.likeness import Task, is_specific, tasks_by_wording

_SHORTEST = 10
# Everyone writes a report and a plan of his own.
_OWN_DUTY = (
    "报送",
    "台账",
    "方案",
    "总结",
    "专班",
    "宣传",
    "培训",
    "机制",
    "自查",
    "报告",
    "信息",
    "预案",
    "联络员",
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Equal wordings in one place's documents, both with units that the text names."""
    for (_, key), group in tasks_by_wording(plan, _SHORTEST).items():
        if len(group) < 2 or any(word in key for word in _OWN_DUTY):
            continue
        named = [(task, units) for task in group if (units := _units(task))]
        for task, units in named[1:]:
            first, known = named[0]
            if not units & known and is_specific(key, first, task):
                label = Label(span=first.commitment.span, message=f"此处责任单位：{first.commitment.owner}")
                yield diagnose(
                    "LS304",
                    task.commitment.span,
                    labels=(label,),
                    here=task.commitment.owner,
                    there=first.commitment.owner,
                )
                break


def _units(task: Task) -> frozenset[str]:
    """Those who do it, under one wording each; nobody where the issuer was only assumed or all are meant."""
    if task.commitment.inherit_rule == "issuer":
        return frozenset()
    names = [owner.name for owner in task.commitment.owners if owner.role in ("lead", "responsible")]
    if any(name.startswith(("各", "有关", "相关")) for name in names):
        return frozenset()
    return frozenset(canonical_name(name, task.home) for name in names)
