"""Rows about which there is nothing to say: a quick look at all frames of a class at once.

The short way accepts what a schema allows and says nothing about advice. `_core.spotless` knows for one frame that no
advice can apply; here Arrow looks at many, with an automaton that reads each character once. Of any other frame
nothing is said: it is looked at by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from .._core.record import Payload
from .._core.spotless import limits_of
from .._core.strings import IDENTIFIER, PRINTABLE_ASCII
from ._pyarrow import pa, pc

__all__ = ["suspects"]

# The characters of a string that has no escape, by what its characters are limited to. The last one: all characters
# but controls; an Arrow text has no half of a surrogate pair.
_LETTERS = {
    IDENTIFIER: r"a-zA-Z0-9*\-_=:+|@.",
    PRINTABLE_ASCII: r" !#-\[\]-~",
    None: r" !#-\[\]-~\x{a0}-\x{10ffff}",
}
_DATE = ["[0-9]"] * 4 + ["-"] + ["[0-9]"] * 2 + ["-"] + ["[0-9]"] * 2
_END = r"[:,\]}]"


class _Plain(NamedTuple):
    """`text`: matches a whole plain frame.  `decimals`, `plain_decimals`: count texts that should be a number."""

    text: str
    decimals: str | None
    plain_decimals: str | None

    def matches(self, frames: Any) -> Any:
        """Whether each frame is plain."""
        sure = pc.match_substring_regex(frames, self.text)
        if self.decimals is None:
            return sure
        counts = [pc.count_substring_regex(frames, each) for each in (self.decimals, self.plain_decimals)]
        return pc.and_(sure, pc.equal(*counts))


def suspects(groups: Iterable[tuple[type[Payload], list[int]]], frames: Any, payloads: Any) -> list[int]:
    """The numbers of the frames that may have a finding.

    Args:
        groups: The classes of the messages, each with the numbers of its frames.
        frames: The text of each frame.
        payloads: The text of each payload, as it is written anew from the message.
    """
    alike: dict[_Plain, list[int]] = {}  # few patterns serve all classes, and each has its price
    for definition, rows in groups:
        alike.setdefault(_plain_of(definition), []).extend(rows)
    # A member that the message lacks had its name twice, or is unknown.
    has_all = pc.equal(pc.count_substring(frames, '":'), pc.count_substring(payloads, '":'))
    found: list[int] = []
    for plain, rows in alike.items():
        numbers = pa.array(rows, pa.int32())
        sure = pc.and_(has_all.take(numbers), plain.matches(frames.take(numbers)))
        if pc.all(sure).as_py() is False:
            found += numbers.filter(pc.invert(sure)).to_pylist()
    return found


@cache
def _plain_of(definition: type[Payload]) -> _Plain:
    limits = limits_of(definition)
    letters = _LETTERS[limits.alphabet]
    date_time = (
        rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,{limits.digits}}})?"
        r"(?:Z|[+-][0-9]{2}:[0-9]{2})"
    )
    string = f'"(?:{date_time}|{_no_date(letters)})"'
    number = r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?"
    text = rf"\A(?:[\[\]{{}}]|[,:] ?|(?:{string}|{number}|true|false){_END} ?)*\z"
    if not limits.decimals:
        return _Plain(text, None, None)
    name = f'"(?:{"|".join(map(re.escape, sorted(limits.decimals)))})": ?"'
    return _Plain(text, name, rf'{name}-?[0-9]{{1,15}}(?:\.[0-9]+)?"')


def _no_date(letters: str) -> str:
    """Texts that do not begin as a date. RE2 cannot say "not": each place of a date may be the first that differs."""
    pattern = ""
    for place in reversed(_DATE):
        other = "".join(_without(letters, place))
        pattern = f"(?:[{other}][{letters}]*" + (f"|{place}{pattern}" if pattern else "") + ")?"
    return pattern


def _without(letters: str, place: str) -> str:
    """The letters of a class, except those of a place of a date."""
    digits, dash = "0-9", r"\-"
    if place == "-":
        return letters.replace(dash, "").replace("#-\\[", "#-,.-\\[")
    return letters.replace(digits, "").replace("#-\\[", "#-/:-\\[")
