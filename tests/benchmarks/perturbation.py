"""An annotation and a seed → a prediction that is wrong in many ways, the same for the same seed."""

import copy
import random
from typing import Any

LISTS = ("commitments", "quantities", "deadlines", "owner_lists", "headings", "terms", "clauses", "truncated")


def perturb(gold: dict[str, Any], seed: int) -> dict[str, Any]:
    """A prediction made of ``gold``: items dropped, doubled, moved and changed."""
    draw = random.Random(seed)
    found: dict[str, Any] = {}
    for name in LISTS:
        if gold.get(name) is not None and draw.random() > 0.04:
            found[name] = [
                _changed(item, draw) for item in gold[name] for _ in range(1 + int(draw.random() < 0.1))
            ]
            found[name] = [item for item in found[name] if draw.random() > 0.15]
    for name in ("joins", "duplicates"):
        positions = (
            [*gold.get(name, []), *gold.get("false_joins", [])] if name == "joins" else gold.get(name, [])
        )
        positions = [pair[:2] if name == "joins" else pair for pair in positions]
        found[name] = [[place + int(draw.random() * 7) - 3 for place in pair] for pair in positions]
    return found


def _changed(item: Any, draw: random.Random) -> Any:
    item = copy.deepcopy(item)
    item.pop("optional", None)
    start, end = item["span"]
    if draw.random() < 0.4:
        item["span"] = [max(0, start + int(draw.random() * 9) - 4), end + int(draw.random() * 9) - 3]
        item["span"][1] = max(item["span"][1], item["span"][0])
    for key in ("owner", "deadline", "modality", "section", "kind", "period", "klass", "normalised", "level"):
        if key in item and draw.random() < 0.2 and not (key == "level" and isinstance(item[key], str)):
            item[key] = _other(key, item[key], draw)
    for key in ("value", "low", "high"):
        if item.get(key) is not None and draw.random() < 0.2:
            item[key] = item[key] * 10 if draw.random() < 0.5 else None
    for key in ("owners", "units"):
        if item.get(key) and draw.random() < 0.3:
            item[key] = item[key][: int(draw.random() * len(item[key]))]
    if item.get("unit") and draw.random() < 0.2:
        item["unit"] = {"亿元": "万元", "%": "％"}.get(item["unit"], item["unit"][:1])
    return item


def _other(key: str, value: Any, draw: random.Random) -> Any:
    if key == "level":
        return value + 1
    if key == "owner" and draw.random() < 0.5:
        return f"“{value}”"
    return {"klass": "task", "modality": "will", "kind": "fact"}.get(key) if draw.random() < 0.7 else None
