"""``luoshi.toml`` → Settings: what the people of a workspace have decided about findings.

The file belongs to them: Luoshi writes it once (`NEW_SETTINGS`) and never again. What is wrong in it becomes a
diagnostic with the line, and the rest holds. The workspace calls `read_settings`.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast, get_args

from luoshi.diagnostics import diagnose, find_code
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.settings import Grade, Settings, Waiver

NEW_SETTINGS = """\
# 落实工作区的设置，由使用者维护；落实只在新建时写这一次。
# Settings of this Luoshi workspace. Yours to edit: Luoshi writes this file once and never again.

# 诊断的级别：note、warning、error 或 off。 How grave a finding is.
[severity]
# LS203 = "off"
# uncertain-seam = "note"

# 豁免：已知并在期限内接受的诊断。 Findings that are known and borne until a day.
# [[waiver]]
# code = "LS008"
# document = "*简报*"        # 文档标识或路径，可用 * 和 ?；可省略
# subject = "c-0123456789ab" # 任务或指标的编号；可省略
# reason = "原件只扫描了一页，已向来文单位索取"
# until = 2026-12-31
"""

_GRADES: tuple[Grade, ...] = (*get_args(get_args(Grade)[0]), "off")
_WAIVER_KEYS = ("code", "subject", "document", "reason", "until")
_AT_LINE = re.compile(r"\(at line (\d+)")
_LONGEST_REASON = 1000


def read_settings(data: bytes, path: str) -> Outcome[Settings]:
    """The settings in ``data``."""
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        return Outcome(value=Settings(), diagnostics=(diagnose("LS825", path=path, reason="不是 UTF-8"),))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        place = f"{path}:{at[1]}" if at else path
        return Outcome(
            value=Settings(), diagnostics=(diagnose("LS825", path=place, reason="不是正确的 TOML"),)
        )
    found: list[Diagnostic] = []
    lines = text.splitlines()

    def fault(reason: str, line: int | None) -> None:
        found.append(diagnose("LS825", path=f"{path}:{line}" if line else path, reason=reason))

    for key in table:
        if key not in ("severity", "waiver"):
            fault(f"不认识“{key}”", _line(lines, rf"\[*\s*[\"']?{re.escape(key)}\b"))
    severities = []
    for code, grade in _table(table.get("severity")).items():
        line = _line(lines, rf"[\"']?{re.escape(code)}[\"']?\s*=")
        entry = find_code(code)
        if entry is None:
            fault(f"没有代码“{code}”", line)
        elif grade not in _GRADES:
            fault(f"“{code}”的级别只能是 {'、'.join(_GRADES)}", line)
        else:
            severities.append((entry.code, cast("Grade", grade)))
    waivers = []
    rows = table.get("waiver", [])
    if not isinstance(rows, list):
        fault("waiver 应写作 [[waiver]]", _line(lines, r"\[?\s*waiver"))
        rows = []
    for number, row in enumerate(rows):
        line = _line(lines, r"\[\[\s*waiver\s*\]\]", number) or _line(lines, r"waiver\s*=")
        reason = _waiver_fault(row)
        if reason:
            fault(reason, line)
        else:
            waivers.append(_waiver(row, f"{path}:{line}" if line else path))
    settings = Settings(severities=tuple(severities), waivers=tuple(waivers))
    return Outcome(value=settings, diagnostics=tuple(found))


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _waiver_fault(row: object) -> str | None:
    if not isinstance(row, Mapping):
        return "waiver 应写作 [[waiver]]"
    unknown = [key for key in row if key not in _WAIVER_KEYS]
    if unknown:
        return f"豁免里不认识“{unknown[0]}”"
    for key in ("code", "reason"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            return f"豁免缺少“{key}”"
    for key in ("subject", "document"):
        if not isinstance(row.get(key, ""), str):
            return f"豁免的“{key}”应是文字"
    if len(row["reason"]) > _LONGEST_REASON:
        return "豁免的理由过长"
    if find_code(row["code"]) is None:
        return f"没有代码“{row['code']}”"
    if _day(row.get("until")) is None:
        return "豁免要有期限“until”，写作 2026-12-31"
    return None


def _waiver(row: Mapping[str, Any], place: str) -> Waiver:
    entry = find_code(row["code"])
    return Waiver(
        code=entry.code if entry else row["code"],
        reason=row["reason"],
        until=_day(row["until"]) or "",
        subject=row.get("subject"),
        document=row.get("document"),
        place=place,
    )


def _day(value: object) -> str | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _line(lines: list[str], pattern: str, number: int = 0) -> int | None:
    """The line, from 1, that begins like ``pattern`` for the time after ``number`` earlier ones."""
    places = [i for i, line in enumerate(lines, 1) if re.match(rf"\s*{pattern}", line)]
    return places[number] if number < len(places) else None
