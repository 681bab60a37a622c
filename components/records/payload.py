"""A noun as plain values that JSON can hold, and back.

What a stranger gets wrong: the frozen classes of `model` are the only description of a record. This module walks
their annotations, so a field that is added there is stored without another line here; coming back, every type and
every rule of the class is checked again, because a row may have been written by something else.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import types
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from components.errors import ModelError
from components.model import KINDS, Noun

#: Raise it when stored fields change their meaning: every package is then loaded anew.
FORMAT = 1
#: What PostgreSQL or SQLite takes in no text: NUL, and half a surrogate pair.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def pack(noun: Noun) -> dict[str, Any]:
    """The fields of a noun.

    >>> from components.model import Relation, RelationKind
    >>> pack(Relation("K044", RelationKind.PART_OF, "K043", ""))
    {'from_claim': 'K044', 'kind': 'part_of', 'to_claim': 'K043', 'note': ''}
    """
    return cast("dict[str, Any]", _packed(noun))


def _packed(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_packed(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {field.name: _packed(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def unpack(kind: str, fields: Mapping[str, Any]) -> Noun:
    """The noun of a kind.

    Raises:
        ModelError: a field is missing, unknown, of another type, or against a rule of the noun.
    """
    return cast("Noun", _dataclass(KINDS[kind], fields, kind))


def digest(fields: Mapping[str, Any]) -> str:
    """SHA-256 of the fields, whatever their order."""
    text = json.dumps(fields, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _hints(owner: type) -> Mapping[str, Any]:
    return get_type_hints(owner)


def _dataclass(owner: type, value: Any, name: str) -> Any:
    hints = _hints(owner)
    if not isinstance(value, Mapping) or set(value) != set(hints):
        found = ", ".join(sorted(map(str, value))) if isinstance(value, Mapping) else type(value).__name__
        raise ModelError(name, found, f"It needs exactly the fields {', '.join(hints)}.")
    return owner(**{field: _unpacked(hint, value[field], field) for field, hint in hints.items()})


def _unpacked(hint: Any, value: Any, name: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(arm for arm in get_args(hint) if arm is not types.NoneType)
        return None if value is None else _unpacked(inner, value, name)
    if get_origin(hint) is tuple and isinstance(value, list | tuple):
        return tuple(_unpacked(get_args(hint)[0], item, name) for item in value)
    if dataclasses.is_dataclass(hint):
        return _dataclass(cast("type", hint), value, name)
    return _scalar(hint, value, name)


def _scalar(hint: Any, value: Any, name: str) -> Any:
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if hint in (bool, int) and type(value) is hint:
        return value
    if isinstance(value, str) and isinstance(hint, type) and issubclass(hint, str | date):
        if UNSTORABLE.search(value):
            raise ModelError(name, value, "It holds a character that cannot be stored; remove it.")
        try:
            return date.fromisoformat(value) if hint is date else cast("type[str]", hint)(value)
        except ValueError as error:
            raise ModelError(name, value, f"{value!r} is not allowed here ({error}).") from error
    raise ModelError(name, value, f"It should be {getattr(hint, '__name__', hint)}, not {type(value).__name__}.")
