"""Frames about which there is nothing to say: a quick look, for programs that want the findings of every frame.

The fast path accepts what a schema allows, and says nothing about advice. To look for advice is the work of the slow
path, which takes twenty times as long. Nearly all frames of a log are written so plainly that no advice can apply; the
native path sees that while it reads, and without it one pattern and one count are enough. Of any other frame nothing is
said: the slow path must decide.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import msgspec

from . import native
from .checks import Check, List, Object, String, check_of
from .compat import DIALECTS, OcppJsonProtocol
from .datetimes import MOST_DIGITS
from .fields import encode_hook
from .record import Payload
from .strings import IDENTIFIER, PRINTABLE_ASCII
from .structure import Call, CallError, CallResult, CallResultError, Send
from .version import Version

_encode = msgspec.json.Encoder(enc_hook=encode_hook).encode
_KINDS = frozenset({Call, CallResult, Send})
_ERRORS = frozenset({CallError, CallResultError})

# The characters of a string that has no escape, by what its characters are limited to.
_LETTERS = {
    IDENTIFIER: r"[a-zA-Z0-9*\-_=:+|@.]",
    PRINTABLE_ASCII: r"[ !#-\[\]-~]",
    None: r'[^"\\\x00-\x1f\x7f-\x9f\ud800-\udfff]',
}
_DATE_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,%d})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
#: An error with a short id and description, and without details.
_PLAIN_ERROR = re.compile(r'\[[45], ?"[ !#-\[\]-~]{1,36}", ?"([A-Za-z]+)", ?"[ !#-\[\]-~]{0,255}", ?\{\}\]\Z')


class _Plain(NamedTuple):
    """How a payload of one class is written plainly.

    `text`: matches a whole frame.  `odd_decimal`: finds a text that should be a decimal number, and may be none.
    """

    text: re.Pattern[str]
    odd_decimal: re.Pattern[str] | None


def is_spotless(message: Any, frame: Any, version: Version) -> bool:
    """Whether it is certain that a frame has no finding. False says nothing.

    `message`: what the fast path has made of the frame.
    """
    if message.__class__ in _ERRORS:
        error = _PLAIN_ERROR.match(frame) if frame.__class__ is str else None
        return error is not None and error[1] in version.codes
    if message.__class__ not in _KINDS:
        return False
    payload = message.payload.__class__
    coder = native.PLAINLY[payload]
    if coder is not None and coder.is_spotless(frame, payload.action_class):
        return True
    if frame.__class__ is not str:
        return False
    plain = _plain_of(payload)
    if not plain.text.match(frame) or (plain.odd_decimal is not None and plain.odd_decimal.search(frame)):
        return False
    # No string holds a quote, so every member is counted; one that the message lacks had its name twice, or is unknown.
    return frame.count('":') == _encode(message).count(b'":')


class Limits(NamedTuple):
    """What the texts of a class are limited to.

    `alphabet`: the characters that all of them may have.  `digits`: of the fraction of a second.
    `decimals`: the names of those that are decimal numbers.
    """

    alphabet: str | None
    digits: int
    decimals: frozenset[str]


def limits_of(definition: type[Payload]) -> Limits:
    """What the texts of a payload are limited to."""
    alphabets: set[str | None] = set()
    decimals: set[str] = set()
    _explore(check_of(definition), alphabets, decimals, set())
    alphabet = next((each for each in (IDENTIFIER, PRINTABLE_ASCII) if each in alphabets), None)
    digits = DIALECTS[OcppJsonProtocol(definition.action_class.protocol)].fraction or MOST_DIGITS
    return Limits(alphabet, digits, frozenset(decimals))


@cache
def _plain_of(definition: type[Payload]) -> _Plain:
    """What a plain frame of a class looks like.

    Its numbers are short and in the usual form. Its strings have only characters that all texts of the class may have.
    What begins as a date is a date-time in the usual form.
    """
    limits = limits_of(definition)
    date_time, letters = _DATE_TIME % limits.digits, _LETTERS[limits.alphabet]
    string = rf'"(?:{date_time}|(?![0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){letters}*+)"(?! )'
    number = r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?(?![0-9.eE])"
    text = rf"(?:[\[\]{{}}]|[,:] ?|{string}|{number}|true|false)*+\Z"
    names = "|".join(map(re.escape, sorted(limits.decimals)))
    odd = rf'"(?:{names})": ?"(?!-?[0-9]{{1,15}}(?:\.[0-9]+)?")' if names else None
    return _Plain(re.compile(text), None if odd is None else re.compile(odd))


def _explore(check: Check, alphabets: set[str | None], decimals: set[str], seen: set[int]) -> None:
    """Collects what the texts below a check are limited to, and the names of those that are decimal numbers."""
    match check:
        case List():
            _explore(check.item, alphabets, decimals, seen)
        case String():
            alphabets.add(check.alphabet)
        case Object() if id(check) not in seen:
            seen.add(id(check))
            for name, field in check.fields.items():
                if field.is_decimal_unless is not None:
                    decimals.add(name)
                _explore(field.check, alphabets, decimals, seen)
        case _:
            pass
