"""Values of the model ↔ the objects in rows.

`write_object` turns a frozen dataclass into a JSON object, `read_object` turns it back and checks every field against
its declared type. What is unknown (null), empty or false is left out; numbers that people published are strings, so
that 5.0 stays 5.0. How a span is written is the caller's choice.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from luoshi.exchange.rows import RowError
from luoshi.model.text import Span

T = TypeVar("T")
WriteSpan = Callable[[Span], str]
ReadSpan = Callable[[str], Span]
_Read = Callable[[Any, ReadSpan], Any]


def write_object(value: Any, write_span: WriteSpan) -> dict[str, Any]:
    """A dataclass as an object, fields in their order."""
    row = {}
    kind: Any = type(value)
    for name, blank in _blanks(kind):
        field = getattr(value, name)
        if field is blank or (field == () and blank == ()):
            continue
        row[name] = _write(field, write_span)
    return row


def _write(value: Any, write_span: WriteSpan) -> Any:
    if isinstance(value, Span):
        return write_span(value)
    if isinstance(value, tuple):
        return [_write(each, write_span) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value):
        return write_object(value, write_span)
    return value


def read_object(kind: type[T], row: Mapping[str, Any], read_span: ReadSpan) -> T:
    """The value of type ``kind`` in ``row``; `RowError` names the field that is wrong."""
    hint: Any = kind
    return cast(T, _reader(hint)(row, read_span))


@cache
def _blanks(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass, each with the value that a row leaves out."""
    hints = get_type_hints(kind)
    return tuple((field.name, _absent(field, hints[field.name])) for field in fields(kind))


@cache
def _reader(hint: Any) -> _Read:
    """The function that reads a value of the declared type."""
    hint = getattr(hint, "__supertype__", hint)
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Span:
        return _read_span
    if hint is Decimal:
        return _read_decimal
    if origin is Literal:
        return _one_of(parts)
    if origin in (Union, types.UnionType):
        return _optional(parts)
    if origin is tuple:
        return _many(parts)
    if is_dataclass(hint):
        return _record(cast(type, hint))
    return _plain(hint)


def _read_span(value: Any, read_span: ReadSpan) -> Span:
    if not isinstance(value, str):
        raise RowError("位置应是文字")
    return read_span(value)


def _read_decimal(value: Any, _: ReadSpan) -> Decimal:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise RowError(f"“{str(value)[:20]}”不是数字")
    return number


def _one_of(choices: tuple[Any, ...]) -> _Read:
    def read(value: Any, _: ReadSpan) -> Any:
        if not isinstance(value, str) or value not in choices:
            raise RowError(f"“{str(value)[:20]}”不在 {'、'.join(choices)} 之内")
        return value

    return read


def _optional(parts: tuple[Any, ...]) -> _Read:
    reads = [_reader(part) for part in parts if part is not types.NoneType]
    if len(reads) != 1:
        raise TypeError(f"no way to tell the types of {parts!r} apart")

    def read(value: Any, read_span: ReadSpan) -> Any:
        return None if value is None else reads[0](value, read_span)

    return read


def _many(parts: tuple[Any, ...]) -> _Read:
    each = _reader(parts[0]) if parts[1:] == (...,) else None
    several = [_reader(part) for part in parts] if each is None else []

    def read(value: Any, read_span: ReadSpan) -> tuple[Any, ...]:
        if not isinstance(value, list) or (each is None and len(value) != len(several)):
            raise RowError("应是一个列表" if each else f"应是 {len(several)} 项的列表")
        if each is not None:
            return tuple(each(item, read_span) for item in value)
        return tuple(one(item, read_span) for one, item in zip(several, value, strict=True))

    return read


def _plain(hint: Any) -> _Read:
    words = {str: "文字", bool: "true 或 false", int: "整数"}[hint]

    def read(value: Any, _: ReadSpan) -> Any:
        if type(value) is not hint:
            raise RowError(f"应是{words}")
        return value

    return read


def _record(kind: type) -> _Read:
    hints = get_type_hints(kind)
    reads = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    absent = dict(_blanks(kind))

    def read(value: Any, read_span: ReadSpan) -> Any:
        if not isinstance(value, Mapping):
            raise RowError("应是一个对象")
        unknown = [name for name in value if name not in reads]
        if unknown:
            raise RowError(f"不认识“{unknown[0]}”一项")
        arguments = {}
        for name, one in reads.items():
            if name not in value:
                if absent[name] is MISSING:
                    raise RowError(f"缺少“{name}”一项")
                arguments[name] = absent[name]
                continue
            try:
                arguments[name] = one(value[name], read_span)
            except RowError as fault:
                raise RowError(f"“{name}”：{fault}") from None
        return kind(**arguments)

    return read


def _absent(field: Any, hint: Any) -> Any:
    """What a field is that a row leaves out; MISSING where it may not be left out."""
    if hint is bool:
        return False
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,):
        return ()
    if type(None) in get_args(hint):
        return None
    return field.default
