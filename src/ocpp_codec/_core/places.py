"""Patterns for places in messages, such as "*.Request.idTag" or "MeterValues.Request/meterValue/0"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from fnmatch import translate
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from .escapes import shortened, tokens
from .findings import Place

_ROLES = {"req": "Request", "conf": "Response"}  # OCPP 1.6 says so
# A text up to a character that parts it, and that character. A backslash takes its meaning.
_BEFORE = {each: re.compile(rf"((?:[^\\{each}]|\\.|\\\Z)*)({each}?)", re.DOTALL) for each in "./"}
_POINTER_ESCAPES = re.compile("~([01])")


class _Any(Enum):
    """Any number of names."""

    NAMES = "**"


_ANY_NAMES: Final = _Any.NAMES

#: One name of a pattern: a name, a pattern for names, or any number of them.
_Part: TypeAlias = "str | re.Pattern[str] | _Any"


class PlacePattern(NamedTuple):
    """A place as a pattern.

    `action`: its name, with `*` if it is a pattern.  `scope`: the action and the role.  `path`: the keys below.
    `counts_items`: the path is a JSON pointer, which counts the items of lists.
    `names`: those that the path must hold.
    """

    action: str
    scope: tuple[_Part, ...]
    path: tuple[_Part, ...]
    counts_items: bool
    names: frozenset[str]

    def covers(self, scope: Sequence[str], keys: Keys) -> bool:
        """Whether a place in the message of that scope is this one or lies in it."""
        return self.is_in(scope) and self.covers_keys(keys)

    def is_in(self, scope: Sequence[str]) -> bool:
        """Whether the place is in the message of that scope."""
        return len(scope) >= len(self.scope) and all(map(_matches, scope, self.scope))

    def covers_keys(self, keys: Keys) -> bool:
        """Whether those keys are this place or lie in it, whatever the scope."""
        below = keys.with_items if self.counts_items else keys.names
        return self.names.issubset(below) and _begins(below, self.path)


class Keys(NamedTuple):
    """The keys of a place: all of them, and without the numbers of items."""

    with_items: tuple[str, ...]
    names: tuple[str, ...]


def keys_of(at: Place) -> Keys:
    """The keys of a place."""
    keys: list[str | int] = []
    while at is not None:
        at, key = at
        keys.append(key)
    keys.reverse()
    names = tuple(shortened(key) for key in keys if isinstance(key, str))
    return Keys(tuple(shortened(str(key)) for key in keys) if len(names) < len(keys) else names, names)


@cache
def pattern_of(place: str) -> PlacePattern:
    """The pattern of a text. ValueError if it is not a place, TypeError if it is no text."""
    if not isinstance(place, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"a place is text such as 'StatusNotification.Request.info', not {place!r}")
    head, *pointer = _split(place, "/")
    action, *names = _split(head, ".")
    role = [_ROLES.get(name, name) for name in names[:1]]
    keys = [_POINTER_ESCAPES.sub(lambda match: "/~"[match[1] == "0"], key) for key in pointer] or names[1:]
    has_role = not role or "*" in role[0] or role[0] in ("Request", "Response")
    if not all([action, *names]) or not has_role or (pointer and len(names) > 1):
        raise ValueError(f"{place!r} is not a place such as StatusNotification.Request.info")
    path = tuple(map(_part, keys))
    literal = frozenset(part for part in path if isinstance(part, str))
    name = "".join(character for character, _ in tokens(action))
    return PlacePattern(name, tuple(map(_part, [action, *role])), path, bool(pointer), literal)


def _split(text: str, separator: str) -> list[str]:
    """The parts of escaped text between the separators that are not escaped."""
    found: list[tuple[str, str]] = _BEFORE[separator].findall(text)
    last = next(index for index, (_, end) in enumerate(found) if not end)
    return [part for part, _ in found[: last + 1]]


def _part(text: str) -> _Part:
    if text == "**":
        return _ANY_NAMES
    characters = list(tokens(text))
    if ("*", False) not in characters:
        return "".join(character for character, _ in characters)
    # `translate` makes a pattern that never tries anything twice. What is special to it is put into brackets.
    special = (f"[{c}]" if c in "*?[" and (c != "*" or escaped) else c for c, escaped in characters)
    return re.compile(translate("".join(special)))


def _matches(name: str, part: _Part) -> bool:
    if isinstance(part, str):
        return name == part
    return part is _ANY_NAMES or part.match(name) is not None


def _begins(keys: Iterable[str], pattern: Sequence[_Part]) -> bool:
    """Whether the first of the keys match the pattern. Follows all possibilities at once, so nothing is tried twice."""
    reached = _with_skipped({0}, pattern)
    for key in keys:
        if len(pattern) in reached:
            return True
        on = {part for part in reached if pattern[part] is _ANY_NAMES}
        on |= {part + 1 for part in reached - on if _matches(key, pattern[part])}
        reached = _with_skipped(on, pattern)
    return len(pattern) in reached


def _with_skipped(reached: set[int], pattern: Sequence[_Part]) -> set[int]:
    """The parts reached, and those after each `**`, which can match nothing."""
    for part, name in enumerate(pattern):
        if name is _ANY_NAMES and part in reached:
            reached.add(part + 1)
    return reached
