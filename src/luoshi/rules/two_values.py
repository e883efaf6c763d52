"""LS303 two-values: one document gives one indicator two figures for the same year."""

from collections import defaultdict
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.model.text import DocumentId
from luoshi.rules.likeness import Target, TargetKey, indicator_key, targets_by_key
from luoshi.rules.passages import clause_before, quote, to_plain

_SHORTEST = 5
# Whose? These go with what was named before them.
_GENERIC = (
    "集群",
    "园区",
    "项目",
    "企业",
    "其中",
    "该",
    "本",
    "新增",
    "总投资",
    "完成投资",
    "专项资金",
    "同比",
    "年均",
    "第一批",
    "首批",
    "累计",
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Figures that print their indicator in their own clause, in sections that speak for the same place."""
    groups: defaultdict[tuple[DocumentId, TargetKey], list[Target]] = defaultdict(list)
    for key, target in targets_by_key(plan):
        # 80.5 〔1.3〕: what is to be added over the years, not the level.
        if target.reading.document.text[max(0, target.quantity.span.start - 1)] in "〔[【":
            continue
        specific = len(key.indicator) >= _SHORTEST and not key.indicator.startswith(_GENERIC)
        if specific and target.modality != "strive" and _is_printed(key, target):
            groups[target.reading.document.id, key].append(target)
    for (_, key), (first, *others) in groups.items():
        other = next((each for each in others if each.value != first.value), None)
        if other is not None:
            label = Label(span=first.quantity.span, message="前文的数值")
            yield diagnose(
                "LS303",
                other.quantity.span,
                labels=(label,),
                indicator=key.indicator,
                year=key.year,
                first=quote(first.reading, first.quantity.span),
                second=quote(other.reading, other.quantity.span),
            )


def _is_printed(key: TargetKey, target: Target) -> bool:
    """Whether the indicator stands right before the figure, and so was not carried over from elsewhere."""
    text = to_plain(target.reading.document.text)
    start = target.quantity.span.start
    before = indicator_key(clause_before(text, start, 60) or text[max(0, start - 40) : start], key.home)
    return key.indicator in before
