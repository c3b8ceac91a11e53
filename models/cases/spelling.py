"""What TOML spells otherwise than records do: nothing, and dates.

A correction may take a fact away, as in `fields.physical = {null = true}`. No
act has a field of that shape, so nothing else can be meant by it. A date may
be written without quotes; it is the same text as with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

NULL = "null"
"""The one key of a table that spells nothing; its value is true."""


def to_toml(value: Any) -> Any:
    """A value as TOML can hold it."""
    return {NULL: True} if value is None else _within(value, to_toml)


def from_toml(value: Any) -> Any:
    """A value as it is meant, read from TOML."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    nothing = isinstance(value, Mapping) and tuple(value) == (NULL,) and value[NULL] is True  # 1 is a count
    return None if nothing else _within(value, from_toml)


def _within(value: Any, change: Callable[[Any], Any]) -> Any:
    """A table or list with each of its values changed."""
    if isinstance(value, Mapping):
        return {key: change(inner) for key, inner in value.items()}
    return [change(inner) for inner in value] if isinstance(value, list | tuple) else value
