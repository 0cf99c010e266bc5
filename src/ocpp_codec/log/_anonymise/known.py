"""Secrets that were found somewhere, and where they stand elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .fields import Span
from .names import Kind, words

__all__ = ["Known"]

#: How many secrets are looked for elsewhere, and how many characters each may have.
MAX_KNOWN = 200_000
MAX_LENGTH = 128

_LEAST = 4  # characters of a secret that is looked for elsewhere, but
_LEAST_OF_A_STATION = 3
_LEAST_DIGITS = 6  # if it has only digits
_DISTINCT = 8  # letters and digits from which on it does not matter what stands beside it

_FEW = 16  # words that are searched for by their spelling, instead of looking at every word

_WORD = re.compile(r"[^\W_]++")
#: A date, a time, or a number with a point.
_MEASURED = re.compile(r"\d{4}-\d\d?-\d\d?(?:[T ].*)?|\d\d?:\d\d(?::\d\d)?.*|-?\d+\.\d+", re.ASCII)
_CODE = re.compile(r"[0-9a-f]+", re.ASCII)
_NUMBER_OF_JSON = re.compile(r"[\"']\s*:\s*\Z")
_LINKS = "-.,:+/"  # what stands between the parts of a date, a time, a number, an id


class Known:
    """The secrets that are looked for everywhere, as whole words, in any case."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}  # of the secrets that begin with a word, longest first
        self._products: set[str] = set()
        #: How many secrets were too many to be looked for elsewhere.
        self.left_out = 0

    def add(self, value: str, kind: Kind) -> None:
        """Notes a secret."""
        secret = _trimmed(value.lower())
        if secret in self._kinds or secret in self._products or not _is_distinct(secret, kind):
            return
        if len(self._kinds) >= MAX_KNOWN:
            self.left_out += 1
            return
        self._kinds[secret] = kind
        if word := _WORD.match(secret):
            lengths = {*self._lengths.get(word[0], ()), len(secret)}
            self._lengths[word[0]] = tuple(sorted(lengths, reverse=True))

    def add_product(self, value: str) -> None:
        """Notes a vendor, a model or a firmware: it stays wherever it stands."""
        if len(self._products) < MAX_KNOWN and len(value) <= MAX_LENGTH:
            self._products.add(value.lower())
            self._kinds.pop(_trimmed(value.lower()), None)

    def is_product(self, value: str) -> bool:
        """Whether this is a vendor, a model or a firmware."""
        return value.lower() in self._products

    def find(self, text: str) -> Iterator[Span]:
        """Where they stand in a text."""
        first = [word for word in set(_WORD.findall(text)) if word.lower() in self._lengths]
        if not first:
            return
        few = len(first) <= _FEW
        pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, first))})(?![^\W_])") if few else _WORD
        for word in pattern.finditer(text):
            start = word.start()
            for length in self._lengths.get(word[0].lower(), ()):
                secret = text[start : start + length].lower()
                kind = self._kinds.get(secret)
                if kind and _stands_alone(text, start, start + length, secret):
                    yield Span(start, start + length, kind)
                    break


def _trimmed(secret: str) -> str:
    """A secret from its first letter or digit to its last one: its pseudonym is the same part of the pseudonym."""
    words = list(_WORD.finditer(secret)) if len(secret) <= MAX_LENGTH else []
    return secret[words[0].start() : words[-1].end()] if words else ""


def _is_distinct(secret: str, kind: Kind) -> bool:
    """Whether it cannot be taken for a word of the log, a number or a time."""
    size = sum(map(str.isalnum, secret))
    if any(map(str.isalpha, secret)):
        least = _LEAST_OF_A_STATION if kind is Kind.STATION and not secret.isalpha() else _LEAST
    else:
        least = _LEAST_DIGITS
    return size >= least and secret not in words() and not _MEASURED.fullmatch(secret)


def _stands_alone(text: str, start: int, end: int, secret: str) -> bool:
    after = text[end : end + 1]
    if after.isalnum():
        return False
    if not _CODE.fullmatch(secret):
        return True
    if secret.isdigit() and _NUMBER_OF_JSON.search(text, max(0, start - 8), start):
        return False
    # A short number or hexadecimal number: not a part of a longer one, of a time or of a UUID.
    before = text[max(0, start - 1) : start]
    return len(secret) >= _DISTINCT or not (
        (before and before in _LINKS and text[max(0, start - 2) : start - 1].isalnum())
        or (after and after in _LINKS and text[end + 1 : end + 2].isalnum())
    )
