"""Facts about the JSON text of a payload that hold for every message: the names before its date-times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .checks import ANYTHING, Check, Custom, List, Moment, Number, Object, check_of
from .compat import DIALECTS
from .record import Payload

# A date-time that lacks only its offset, with no more digits than a datetime has.
_NO_OFFSET = r'"\s*+:\s*+"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?+'


def _with_z(match: re.Match[bytes]) -> bytes:
    return match[0] + b"Z"


class PayloadText(NamedTuple):
    """Facts about the JSON text of a payload.

    `dates`: the names that date-times have in it, and nothing else has; None if no name tells.
    `naive`: finds those without offset.  `is_open`: it may hold customData, and in it anything.
    `decimals`: what stands in the text if a number has more digits behind the point than the receiver understands.
    """

    dates: tuple[str, ...] | None
    naive: re.Pattern[bytes] | None
    is_open: bool
    decimals: tuple[re.Pattern[bytes], ...]

    def with_offsets(self, text: bytes) -> bytes:
        """The text of a frame, with `Z` behind each date-time that has no offset."""
        # Inside customData nothing is a date-time. A name may be written with escapes.
        if self.naive is None or (self.is_open and (b'"customData"' in text or b"\\" in text)):
            return text
        return self.naive.sub(_with_z, text)  # a template costs more than the search


@cache
def payload_text_of(payload: type[Payload]) -> PayloadText:
    """The facts about the text of a payload, worked out once."""
    leaves = list(_leaves_of(payload))
    names = date_names_of(payload)
    is_open = any(isinstance(check, Custom) for _, check, _ in leaves)
    naive = re.compile(f'"(?:{"|".join(names)}){_NO_OFFSET}(?=")'.encode()) if names else None
    has_decimals = any(isinstance(check, Number) and not check.whole for _, check, _ in leaves)
    return PayloadText(names, naive, is_open, _too_many_decimals(payload) if has_decimals else ())


@cache
def date_names_of(payload: type[Payload]) -> tuple[str, ...] | None:
    """The names that date-times have in it, and nothing else has; None if no name tells."""
    leaves = list(_leaves_of(payload))
    moments = {name for name, check, _ in leaves if isinstance(check, Moment)}
    names_of_others = {name for name, check, _ in leaves if not isinstance(check, Moment)}
    has_listed = any(check is ANYTHING or (listed and isinstance(check, Moment)) for _, check, listed in leaves)
    return None if has_listed or moments & names_of_others else tuple(sorted(moments))


def _too_many_decimals(payload: type[Payload]) -> tuple[re.Pattern[bytes], ...]:
    digits = DIALECTS[payload.action_class.protocol].decimals
    if digits is None or not payload.action_class.goes_to_station(payload):
        return ()
    return re.compile(rb"\.[0-9]{%d}" % (digits + 1)), re.compile(rb"e-[0-9]+[],}]")


def _leaves_of(payload: type[Payload]) -> Iterator[tuple[str, Check, bool]]:
    """Every field in a payload, at any depth: its name, its check or that of its items, whether it is a list."""
    todo, done = [check_of(payload)], set[Object]()
    while todo:
        for name, field in todo.pop().fields.items():
            check, listed = field.check, False
            while isinstance(check, List):
                check, listed = check.item, True
            yield name, check, listed
            if isinstance(check, Object) and check not in done:
                done.add(check)
                todo.append(check)
