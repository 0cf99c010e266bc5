"""Python values as a JSON reader gives them."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Self

from .limits import MAX_EXACT

#: Half of a surrogate pair: Python can hold it, but it is no character.
SURROGATE = re.compile("[\ud800-\udfff]")


_SURE_LENGTH = 16  # characters of a number without exponent: a double holds 15 digits
_LONG_EXPONENT = 20  # digits of an exponent: one that has more is beyond all numbers anyway


class JsonObject(dict[str, Any]):
    """An object of a frame in which keys occurred more than once; `hidden` holds their earlier values."""

    hidden: Mapping[str, list[Any]] = MappingProxyType({})

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy is a plain dict: what is hidden has been reported, and may be nested too deeply to be pickled."""
        return dict, (dict(self),)

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return copy.deepcopy(dict(self), memo)


class InexactNumber(float):
    """A number of a frame that a double cannot hold exactly: the nearest double, and the `text` as it was written."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __reduce__(self) -> tuple[Any, ...]:
        return InexactNumber, (self.text,)

    def __str__(self) -> str:
        return self.text


def number_of(text: str) -> float:
    """The number that a text with a point or an exponent means."""
    number = float(text)
    if len(text) <= _SURE_LENGTH and "e" not in text and "E" not in text:
        return number
    return number if _digits(text) == _digits(repr(number)) else InexactNumber(text)


def is_inexact(number: float) -> bool:
    """Whether a double cannot hold the number as it was written."""
    if isinstance(number, float):
        return isinstance(number, InexactNumber)
    try:
        return abs(number) > MAX_EXACT and float(number) != number
    except OverflowError:
        return True


def integer_of(number: float) -> int | None:
    """The integer that a finite number means as it was written; None for a fraction."""
    digits, exponent = _digits(number.text if isinstance(number, InexactNumber) else float.__repr__(number))
    if exponent < 0:
        return None
    value: int = int(digits or 0) * 10**exponent
    return -value if number < 0 else value


def _digits(text: str) -> tuple[str, int]:
    """The digits of a number that count, and the power of ten that they are multiplied with. "" and 0 for zero."""
    mantissa, _, power = text.lower().partition("e")
    whole, _, fraction = mantissa.strip(" +-").partition(".")
    digits = (whole + fraction).lstrip("0")
    kept = digits.rstrip("0")
    if not kept:
        return "", 0
    exponent = int(power.lstrip("+-0")[:_LONG_EXPONENT] or 0) * (-1 if power.startswith("-") else 1)
    return kept, exponent - len(fraction) + len(digits) - len(kept)


_PLAIN = frozenset({str, int, float, bool, type(None)})


def as_list(value: Any) -> list[Any] | None:
    """The value if it is an array."""
    return value if isinstance(value, list) else None  # pyright: ignore[reportUnknownVariableType]


def as_object(value: Any) -> dict[str, Any] | None:
    """The value if it is an object."""
    return value if isinstance(value, dict) else None  # pyright: ignore[reportUnknownVariableType]


def is_json(value: Any, depth: int) -> bool:
    """Whether a JSON reader can give this value. `depth`: levels of arrays and objects that it may have."""
    if value is None or isinstance(value, (str, int, float)):
        return True
    members = as_object(value)
    items = as_list(value) if members is None else members.values()
    if items is None or depth == 0:
        return False
    # No call for a plain value: at some depths of its stack, Python needs long for each.
    for item in items:  # noqa: SIM110
        if item.__class__ not in _PLAIN and not is_json(item, depth - 1):
            return False
    return True
