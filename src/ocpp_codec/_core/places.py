"""Patterns for places in messages, such as "*.Request.idTag" or "MeterValues.Request/meterValue/0"."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import NamedTuple

from .findings import Place

_ROLES = {"req": "Request", "conf": "Response"}  # OCPP 1.6 says so


class PlacePattern(NamedTuple):
    """A place as a pattern for `fnmatch`. Only `*` is special.

    `scope`: patterns for the action and the role.  `path`: patterns for the keys below.
    `counts_items`: the path is a JSON pointer, which counts the items of lists.
    """

    scope: tuple[str, ...]
    path: tuple[str, ...]
    counts_items: bool

    def covers(self, scope: Sequence[str], at: Place) -> bool:
        """Whether a place in the message of that scope is this one or lies in it."""
        if len(scope) < len(self.scope) or not all(map(fnmatchcase, scope, self.scope)):
            return False
        return _begins(keys_of(at, with_items=self.counts_items), self.path)


@cache
def pattern_of(place: str) -> PlacePattern:
    """The pattern of a text. ValueError if it is not a place, TypeError if it is no text."""
    if not isinstance(place, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"a place is text such as 'StatusNotification.Request.info', not {place!r}")
    head, slash, pointer = place.partition("/")
    action, *names = head.split(".")
    role = [_ROLES.get(name, name) for name in names[:1]]
    path = [key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")] if slash else names[1:]
    has_role = not role or "*" in role[0] or role[0] in ("Request", "Response")
    if not all([action, *names]) or not has_role or (slash and len(names) > 1):
        raise ValueError(f"{place!r} is not a place such as StatusNotification.Request.info")
    scope, path = ([key.replace("[", "[[]").replace("?", "[?]") for key in keys] for keys in ([action, *role], path))
    return PlacePattern(tuple(scope), tuple(path), bool(slash))


def keys_of(at: Place, *, with_items: bool) -> list[str]:
    """The keys of a place from above; those of the items of lists only `with_items`."""
    keys: list[str] = []
    while at is not None:
        at, key = at
        if with_items or isinstance(key, str):
            keys.append(str(key))
    return keys[::-1]


def _begins(keys: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether the first of the keys match the pattern. Follows all possibilities at once, so nothing is tried twice."""
    reached = _with_skipped({0}, pattern)
    for key in keys:
        if len(pattern) in reached:
            return True
        on = {part for part in reached if pattern[part] == "**"}
        on |= {part + 1 for part in reached - on if fnmatchcase(key, pattern[part])}
        reached = _with_skipped(on, pattern)
    return len(pattern) in reached


def _with_skipped(reached: set[int], pattern: Sequence[str]) -> set[int]:
    """The parts reached, and those after each `**`, which can match nothing."""
    for part, name in enumerate(pattern):
        if name == "**" and part in reached:
            reached.add(part + 1)
    return reached
