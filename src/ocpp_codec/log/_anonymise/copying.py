"""Both readings of a log: the first finds the secrets, the second writes the copy."""

from __future__ import annotations

import base64
import binascii
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TextIO

import msgspec

from .fields import Span, fields, named_in_words
from .known import Known
from .names import KNOWN_PRODUCTS, Kind, folded
from .notation import plain, rewritten
from .pseudonyms import Pseudonyms, can_change
from .shapes import is_station, shapes
from .windows import for_each_window

__all__ = ["Anonymiser", "Comparison", "Count"]

_MAX_COUNTED = 1_000_000  # different secrets of a kind that are counted


class Count(msgspec.Struct):
    """How many different secrets of a kind there are, and at how many places."""

    values: int = 0
    places: int = 0


class Comparison(msgspec.Struct):
    """What is wrong with a copy: the places where a secret is left, and those where other text has changed."""

    left: int = 0
    changed: int = 0


class Anonymiser:
    """Puts pseudonyms in the place of secrets. Have it read all texts with `learn` before it writes the first copy.

    Args:
        key: Decides the pseudonyms.
        also: Further names of fields that are secret.
    """

    def __init__(self, key: bytes, also: Iterable[str] = ()) -> None:
        self._pseudonyms = Pseudonyms(key)
        self._also: Mapping[str, Kind] = dict.fromkeys(map(folded, also), Kind.OTHER)
        self._seen: defaultdict[Kind, set[int]] = defaultdict(set)
        self._places: Counter[Kind] = Counter()
        self.known = Known()

    @property
    def counts(self) -> dict[Kind, Count]:
        """What has been replaced so far."""
        return {kind: Count(len(self._seen[kind]), self._places[kind]) for kind in Kind if self._places[kind]}

    def learn(self, source: TextIO) -> None:
        """Finds the secrets of a text."""

        def handle(text: str, start: int, end: int) -> int:
            spans, end = self._spans(text, start, end)
            for span in spans:
                self._learn(span, text[span.start : span.end])
            return end

        for_each_window(source, handle)

    def learn_station(self, station: str) -> None:
        """Notes the id of a station."""
        if is_station(station):
            self.known.add(station, Kind.STATION)

    def learn_frame(self, frame: str) -> None:
        """Finds the secrets of a frame that the log does not show as a whole."""
        for span in fields(frame, self._also):
            self._learn(span, frame[span.start : span.end])

    def _learn(self, span: Span, raw: str) -> None:
        if span.kind is None:
            if span.name in KNOWN_PRODUCTS:
                self.known.add_product(plain(raw))
        elif span.kind is not Kind.CERTIFICATE:
            for value in _credentials(span, raw) or (plain(raw),):
                self.known.add(value, span.kind)

    def write(self, source: TextIO, copy: TextIO) -> None:
        """Copies a text with pseudonyms in the place of all secrets."""

        def handle(text: str, start: int, end: int) -> int:
            spans, end = self._spans(text, start, end)
            at = start
            for span in spans:
                if span.kind:
                    copy.write(text[at : span.start])
                    copy.write(self._replaced(span, text[span.start : span.end]))
                    at = span.end
            copy.write(text[at:end])
            return end

        for_each_window(source, handle)

    def compare(self, source: TextIO, copy: TextIO) -> Comparison:
        """Reads a text and its copy side by side: what is left of secrets, and what else has changed."""
        result = Comparison()

        def handle(text: str, start: int, end: int) -> int:
            spans, end = self._spans(text, start, end)
            copied = copy.read(end - start)
            at = start
            for span in spans:
                if span.kind:
                    original, pseudonym = text[span.start : span.end], copied[span.start - start : span.end - start]
                    result.left += original == pseudonym and can_change(plain(original))
                    result.changed += text[at : span.start] != copied[at - start : span.start - start]
                    at = span.end
            result.changed += text[at:end] != copied[at - start :]
            return end

        for_each_window(source, handle)
        result.changed += bool(copy.read(1))
        return result

    def _spans(self, text: str, start: int, end: int) -> tuple[list[Span], int]:
        """Secrets and what must stay in this part of a text, one after the other; and where the part really ends."""
        named = list(fields(text, self._also))
        shaped = (
            span
            for span in shapes(text)
            if span.kind is not Kind.IP or not self.known.is_product(text[span.start : span.end])
        )
        spans = _with(_with(_with(named, named_in_words(text)), shaped), self.known.find(text))
        while spans and spans[-1].start >= end:
            spans.pop()
        if spans and spans[-1].end > end and spans[-1].start > start:
            end = spans.pop().start
        elif spans:
            end = max(end, spans[-1].end)
        return [span for span in spans if span.start >= start], end

    def _replaced(self, span: Span, raw: str) -> str:
        assert span.kind
        self._places[span.kind] += 1
        seen = self._seen[span.kind]
        if len(seen) < _MAX_COUNTED:
            seen.add(hash(plain(raw).lower()))
        if parts := _credentials(span, raw):
            return base64.b64encode(":".join(map(self._pseudonyms.of, parts)).encode()).decode()
        return rewritten(raw, self._pseudonyms.of)


def _with(spans: list[Span], more: Iterable[Span]) -> list[Span]:
    """The spans, which are in order, and those of the others that overlap none of them, nor each other."""
    merged: list[Span] = []
    at = 0
    for span in sorted(more, key=_start):
        while at < len(spans) and spans[at].end <= span.start:
            merged.append(spans[at])
            at += 1
        is_free = at == len(spans) or spans[at].start >= span.end
        if is_free and (not merged or merged[-1].end <= span.start):
            merged.append(span)
    return merged + spans[at:]


def _start(span: Span) -> int:
    return span.start


def _credentials(span: Span, raw: str) -> tuple[str, str] | None:
    """User and password of the HTTP header (RFC 7617); None if this is none."""
    if span.name != "credentials":
        return None
    try:
        user, colon, password = base64.b64decode(raw, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (user, password) if colon else None
