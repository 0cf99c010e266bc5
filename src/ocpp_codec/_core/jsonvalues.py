"""Python values as a JSON reader gives them."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeGuard

#: Half of a surrogate pair: Python can hold it, but it is no character.
SURROGATE = re.compile("[\ud800-\udfff]")


class JsonObject(dict[str, Any]):
    """An object of a frame in which keys occurred more than once; `hidden` holds their earlier values."""

    hidden: Mapping[str, list[Any]] = MappingProxyType({})

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy is a plain dict: what is hidden has been reported, and may be nested too deeply to be pickled."""
        return dict, (dict(self),)

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return copy.deepcopy(dict(self), memo)


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def as_list(value: Any) -> list[Any] | None:
    """The value if it is an array."""
    return value if _is_list(value) else None


def as_object(value: Any) -> dict[str, Any] | None:
    """The value if it is an object."""
    return value if _is_object(value) else None


def is_json(value: Any, depth: int) -> bool:
    """Whether a JSON reader can give this value. `depth`: levels of arrays and objects that it may have."""
    if value is None or isinstance(value, (str, int, float)):
        return True
    if _is_object(value):
        return depth > 0 and all(is_json(item, depth - 1) for item in value.values())
    if _is_list(value):
        return depth > 0 and all(is_json(item, depth - 1) for item in value)
    return False
