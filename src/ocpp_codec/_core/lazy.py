"""Attributes that are worked out on first use, without a lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as lazy
else:

    class lazy:  # noqa: N801 (a decorator)
        """As `functools.cached_property`, which has a lock in Python 3.11: the child of a fork would wait for ever.

        Two threads may both work the value out; it must not matter which one is kept.
        """

        def __init__(self, function: Callable[[Any], Any]) -> None:
            self._function = function
            self.__doc__ = function.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = vars(instance)[self._name] = self._function(instance)
            return value


__all__ = ["lazy"]
