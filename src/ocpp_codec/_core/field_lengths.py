"""Longer texts than a schema allows, at places that a station has announced (`FieldLength` of its device model)."""

from __future__ import annotations

from collections.abc import Mapping

from .checks import Check, List, Object, String, check_of
from .version import Version


def field_lengths_of(version: Version, given: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The lengths by their places. ValueError for a place without a limit, or a length that is not above it."""
    if not isinstance(given, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"field_lengths is a dict of places and lengths, not {given!r}")
    for place, length in given.items():
        limit = _limit_at(version, place)
        if limit is None:
            raise ValueError(f"{place!r} is no text with a limit in {version.protocol}")
        if type(length) is not int:  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"the length of {place} is an integer, not {type(length).__qualname__}")
        if length <= limit:
            raise ValueError(f"the schema allows {limit} characters in {place}; {length} is not more")
    return tuple(sorted(given.items()))


def _limit_at(version: Version, place: str) -> int | None:
    action, _, rest = str(place).partition(".")
    role, *names = rest.split(".")
    if action not in version.actions or role not in ("Request", "Response"):
        return None
    payload = getattr(version.actions[action], role)
    check: Check | None = None if payload is None else check_of(payload)
    for name in names:
        check = check.fields[name].check if isinstance(check, Object) and name in check.fields else None
        while isinstance(check, List):
            check = check.item
    return check.max_length if isinstance(check, String) else None
