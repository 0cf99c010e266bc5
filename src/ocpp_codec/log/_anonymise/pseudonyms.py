"""Pseudonyms: a keyed permutation of all values of the same kind, length and pattern.

Strategy: only letters and digits change; every other character stays where it is. The letters and digits of a value,
without their case, are the digits of one large number, whose base may differ from place to place. That number takes a
step on a cycle through all numbers below the same limit. The key decides the order of the cycle. Therefore different
values get different pseudonyms, however few values there are, and no value is its own pseudonym. A step that leaves the
kind (a word that turns into a hexadecimal number) is followed by further steps until the kind is the same again.
"""

from __future__ import annotations

import hmac
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Pseudonyms", "can_change"]

_ROUNDS = 5  # of two half rounds each, as in NIST SP 800-38G
_BLOCK = 32  # places that are one number; a longer value is several numbers, each bound to those before it
_SMALL = 1024  # numbers below such a limit are shuffled, since a Feistel network mixes so few badly
_REMEMBERED = 50_000  # pseudonyms, and
_MEMORABLE = 200  # characters of a value that is remembered

_DIGITS = "0123456789"
_HEX_LETTERS = "abcdef"
_VIN_LETTERS = "abcdefghjklmnprstuvwxyz"  # ISO 3779: all but I, O and Q
#: Letters and digits of one sort each. Those of other scripts stay as long in UTF-8 as they are.
_SORTS = (
    _DIGITS,
    "abcdefghijklmnopqrstuvwxyz",
    "".join(map(chr, (*range(0xE0, 0xF7), *range(0xF8, 0xFF)))),  # Latin-1
    "".join(map(chr, (*range(0x3B1, 0x3C2), *range(0x3C3, 0x3CA)))),  # Greek
    "".join(map(chr, range(0x430, 0x450))),  # Cyrillic
    "".join(map(chr, range(0x5D0, 0x5EB))),  # Hebrew
    "".join(map(chr, range(0x3041, 0x3097))),  # Hiragana
    "".join(map(chr, range(0x30A1, 0x30FB))),  # Katakana
    "".join(map(chr, range(0x4E00, 0x9FA6))),  # Chinese characters
    "".join(map(chr, range(0xAC00, 0xD7A4))),  # Hangul
)
_SORT_OF = {
    spelling: (sort, number) for sort in _SORTS for number, char in enumerate(sort) for spelling in (char, char.upper())
}

_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!\Z)|\Z)){4}", re.ASCII)
# What stands before an address of IPv4: nothing, or the begin of one of IPv6.
_IPV6_HEAD = re.compile(r"|(?:[0-9a-f]{0,4}:){2,7}", re.IGNORECASE | re.ASCII)
_OCTETS = {len(each[0]): each for each in (tuple(map(str, range(*to))) for to in ((10,), (10, 100), (100, 256)))}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_EMAIL = re.compile(r"[^@]+@[^@]+\.(?P<top>[^@.]+)")
#: A number stays below, or not below, what an integer of 32 bits and a double hold.
_LIMITS = (1 << 31, 1 << 53)


class _Kind(NamedTuple):
    """A kind of values, by their letters and digits in lower case.

    `letters`: those that it may have, if not all. `fixed`: the places that keep what they have.
    """

    name: str
    pattern: re.Pattern[str]
    letters: str | None = None
    fixed: tuple[int, ...] = ()


_DIGITS_KIND = _Kind("digits", re.compile(r"\d+", re.ASCII))
_KINDS = (
    _Kind("iccid", re.compile(r"89\d{17,18}", re.ASCII), fixed=(0, 1)),  # ITU-T E.118: 89 is telecommunication
    _DIGITS_KIND,
    _Kind("hex", re.compile(r"(?=\d*[a-f])(?:(?=[a-f]*\d)[0-9a-f]{4,}|[a-f]{8,})", re.ASCII), _HEX_LETTERS),
    # The country, and the letter that says what kind of id it is (ISO 15118-2, annex H; IEC 63119-2).
    _Kind("emaid", re.compile(r"[a-z]{2}[a-z0-9]{3}[ce][a-z0-9]{8,9}"), fixed=(0, 1, 5)),
    _Kind("vin", re.compile(rf"(?=.*\d)[\d{_VIN_LETTERS}]{{17}}", re.ASCII), _VIN_LETTERS),
    _Kind("text", re.compile(".*", re.DOTALL)),
)
# These are known by their other characters.
_UUID_KIND = _Kind("uuid", _UUID, _HEX_LETTERS, fixed=(12, 16))  # RFC 9562: version and variant
_EMAIL_KIND = _Kind("email", _EMAIL)
_IPV4_KIND = _Kind("ipv4", _IPV4)


class _Place(NamedTuple):
    """A part of a value that changes: where it is, what else may stand there, and which of them does."""

    start: int
    end: int
    symbols: Sequence[str]
    number: int

    def among(self, symbols: str, symbol: str) -> _Place:
        """The same place, where only these may stand."""
        return self._replace(symbols=symbols, number=symbols.index(symbol))

    def alone(self) -> _Place:
        """The same place, where nothing else may stand."""
        return self._replace(symbols=self.symbols[self.number], number=0)


class Pseudonyms:
    """Gives the pseudonym of a value. The same key gives the same pseudonym, in every process."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._known: dict[str, str] = {}
        self._order = lru_cache(maxsize=256)(self._shuffled)

    def of(self, value: str) -> str:
        """The pseudonym: as long as the value, letters and digits at the same places, capitals where it has them."""
        known = self._known.get(value)
        if known is None:
            known = self._made(value)
            if len(value) <= _MEMORABLE:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[value] = known
        return known

    def _made(self, value: str) -> str:
        kind, places = _taken_apart(value)
        if not _may_change(places):
            return value
        bases = [len(place.symbols) for place in places]
        numbers = [place.number for place in places]
        while True:
            numbers = self._step(numbers, bases, kind)
            made = _put_together(value, places, numbers)
            if _taken_apart(made)[0] == kind:
                return made

    def _step(self, numbers: list[int], bases: list[int], kind: str) -> list[int]:
        """The numbers after these on the cycle; block by block if they are many."""
        before, result = kind.encode(), list[int]()
        for first in range(0, len(numbers), _BLOCK):
            block = numbers[first : first + _BLOCK]
            result += self._next(block, bases[first : first + _BLOCK], before)
            if len(numbers) > _BLOCK:
                before = self._digest(before, repr(block).encode())
        return result

    def _next(self, numbers: list[int], bases: list[int], before: bytes) -> list[int]:
        """The number after this one on the cycle. Numbers and bases are those of its digits."""
        limit = math.prod(bases)
        if limit == 1:
            return numbers
        number = 0
        for digit, base in zip(numbers, bases, strict=True):
            number = number * base + digit
        tweak = before + repr(bases).encode()
        if limit <= _SMALL:
            order = self._order(limit, tweak)
            number = order[number]
        else:
            number = self._next_of_many(number, limit, tweak)
        digits: list[int] = []
        for base in reversed(bases):
            number, digit = divmod(number, base)
            digits.append(digit)
        return digits[::-1]

    def _shuffled(self, limit: int, tweak: bytes) -> dict[int, int]:
        order = sorted(range(limit), key=lambda number: self._digest(tweak, b"%d" % number))
        return dict(zip(order, order[1:] + order[:1], strict=True))

    def _next_of_many(self, number: int, limit: int, tweak: bytes) -> int:
        """Goes to where this number is in a keyed order, one further, and back to the number that is there."""
        high_limit = math.isqrt(limit - 1) + 1
        low_limit = -(-limit // high_limit)
        while True:
            high, low = divmod(number, low_limit)
            high, low = self._mixed(high, low, high_limit, low_limit, tweak, 1)
            high, low = divmod((high * low_limit + low + 1) % (high_limit * low_limit), low_limit)
            high, low = self._mixed(high, low, high_limit, low_limit, tweak, -1)
            number = high * low_limit + low
            if number < limit:
                return number

    def _mixed(self, high: int, low: int, high_limit: int, low_limit: int, tweak: bytes, sign: int) -> tuple[int, int]:
        """A Feistel network of two numbers; with the sign -1 it is undone."""
        for turn in range(2 * _ROUNDS)[::sign]:
            other = low if turn % 2 else high
            noise = int.from_bytes(self._digest(tweak, b"%d:%x" % (turn, other)), "big")
            if turn % 2:
                high = (high + sign * noise) % high_limit
            else:
                low = (low + sign * noise) % low_limit
        return high, low

    def _digest(self, tweak: bytes, message: bytes) -> bytes:
        return hmac.digest(self._key, tweak + b"|" + message, "sha256")


def can_change(value: str) -> bool:
    """Whether the pseudonym of a value differs from it: not if there is no letter or digit to change."""
    return _may_change(_taken_apart(value)[1])


def _put_together(value: str, places: list[_Place], numbers: list[int]) -> str:
    """A value with other symbols at these places, capitals where it has them."""
    parts, end = list[str](), 0
    for place, number in zip(places, numbers, strict=True):
        symbol = place.symbols[number]
        parts += value[end : place.start], symbol.upper() if value[place.start].isupper() else symbol
        end = place.end
    return "".join((*parts, value[end:]))


def _may_change(places: list[_Place]) -> bool:
    return any(len(place.symbols) > 1 for place in places)


def _taken_apart(value: str) -> tuple[str, list[_Place]]:
    """The kind of a value, with all that must stay as it is, and the places that change."""
    start = value.rfind(":") + 1
    if _IPV4.fullmatch(value[start:]) and _IPV6_HEAD.fullmatch(value[:start]):
        octets = list(re.finditer(r"\d+", value[start:]))
        symbols = [_OCTETS[len(octet[0])] for octet in octets]
        return _IPV4_KIND.name, [
            *_limited(_places_in(value[:start]), _HEX_LETTERS),
            *(
                _Place(start + octet.start(), start + octet.end(), each, each.index(octet[0]))
                for octet, each in zip(octets, symbols, strict=True)
            ),
        ]
    return _by_character(value)


def _places_in(text: str) -> list[_Place]:
    """Its letters and digits."""
    return [_Place(at, at + 1, *_SORT_OF[char]) for at, char in enumerate(text) if char in _SORT_OF]


def _limited(places: list[_Place], letters: str) -> list[_Place]:
    """The same places, where only these letters may stand, or digits."""
    return [
        place if place.symbols is _DIGITS else place.among(letters, place.symbols[place.number]) for place in places
    ]


def _by_character(value: str) -> tuple[str, list[_Place]]:
    email = _EMAIL.fullmatch(value)
    last = email.start("top") if email else len(value)
    places = _places_in(value[:last])
    compact = "".join(place.symbols[place.number] for place in places)
    kind = _kind_of(value, compact) if not email else _EMAIL_KIND
    if kind.letters:
        places = _limited(places, kind.letters)
    for fixed in kind.fixed:
        places[fixed] = places[fixed].alone()
    if kind is not _DIGITS_KIND:
        return kind.name, places
    if len(places) > 1:  # it may be a number: JSON allows no zero in front
        places[0] = places[0].alone() if compact[0] == "0" else places[0].among(_DIGITS[1:], compact[0])
    size = sum(len(compact) > len(str(limit)) or int(compact) >= limit for limit in _LIMITS)
    return f"{kind.name}{size}", places


def _kind_of(value: str, compact: str) -> _Kind:
    if _UUID.fullmatch(value.lower()):
        return _UUID_KIND
    return next(kind for kind in _KINDS if kind.pattern.fullmatch(compact))
