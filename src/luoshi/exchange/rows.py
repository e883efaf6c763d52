"""JSON Lines: one object a line, in UTF-8, every line for itself.

`write_rows` and `read_rows` serve all ``.jsonl`` files of a workspace. A line that is no object becomes a diagnostic
with file and line; the others are read.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic, Outcome

T = TypeVar("T")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


class RowError(ValueError):
    """What is wrong with a row, in words for the person who edits it."""


def write_rows(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The rows as lines; what JSON would let through but line tools break at is escaped."""
    return b"".join(write_row(row) for row in rows)


def write_row(row: Mapping[str, Any]) -> bytes:
    """One row as a line."""
    line = _encode(row).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    try:
        return (line + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(row) + "\n").encode()


def read_rows(data: bytes, path: str, read: Callable[[dict[str, Any], str], T]) -> Outcome[tuple[T, ...]]:
    """What ``read`` makes of each line and its place; lines that it or JSON refuses become diagnostics."""
    values: list[T] = []
    found: list[Diagnostic] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            values.append(read(_object(line), place))
        except RowError as fault:
            found.append(diagnose("LS822", path=place, reason=str(fault)))
    return Outcome(value=tuple(values), diagnostics=tuple(found))


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode(), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise RowError("不是 UTF-8") from None
    except (ValueError, RecursionError):
        if line.lstrip()[:7] in (b"<<<<<<<", b"=======", b">>>>>>>"):
            raise RowError("合并冲突没有解决") from None
        raise RowError("不是完整的 JSON") from None
    if not isinstance(value, dict):
        raise RowError("应是一个 JSON 对象")
    return value


def _no_constant(name: str) -> None:
    raise ValueError(name)
