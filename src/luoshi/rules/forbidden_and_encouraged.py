"""LS308 forbidden-and-encouraged: the same thing is forbidden in one place and wanted in another."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.rules.likeness import Task, tasks_by_wording

_BAN = re.compile(
    "^(?:一律|原则上|任何单位|任何单位和个人)*(?:不得|严禁|禁止|不准|不允许|不再|不予|杜绝|停止)(?:以任何名义)?(?:再|擅自|违规|新的)*"
)
_LIMITED = re.compile(
    "^(?:一律|原则上)*(?:不得|严禁|禁止|不准)?(?:擅自|违规|违法|无序|盲目|随意|超|未经|非法|滥)|除外|以外"
)
_SCOPE = re.compile("[内区段期前时]")
_SHORTEST = 4


def check(plan: Plan) -> Iterator[Diagnostic]:
    """A ban without condition against an equal wording that is to be done, encouraged or supported."""
    groups = tasks_by_wording(plan, _SHORTEST)
    for (home, key), tasks in groups.items():
        ban = next((task for task in tasks if _is_ban(task, key)), None)
        bare = _BAN.sub("", key)
        if ban is None or bare == key or len(bare) < _SHORTEST:
            continue
        other = next(
            (each for each in groups.get((home, bare), ()) if each.commitment.modality != "forbid"), None
        )
        if other is not None:
            label = Label(span=ban.commitment.span, message="此处禁止")
            yield diagnose("LS308", other.commitment.span, labels=(label,), what=bare)


def _is_ban(task: Task, key: str) -> bool:
    commitment = task.commitment
    conditional = commitment.conditional or commitment.trigger is not None
    origin = commitment.origin[0].start if commitment.origin else commitment.span.start
    # 核心区内禁止…: elsewhere it may be wanted.
    if _SCOPE.search(task.reading.document.text, min(origin, commitment.span.start), commitment.span.start):
        return False
    return commitment.modality == "forbid" and not conditional and not _LIMITED.search(key)
