"""Where the values of named fields stand in a text, whatever notation it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from .names import KEPT, VALUES, Kind, folded, kind_of, kind_of_variable, words
from .notation import QUOTE, Extent, closing, enclosing, end_of_string, strings_of_list

__all__ = ["Span", "fields"]


class Span(NamedTuple):
    """A part of a text. `kind`: what secret it is; None if it stays as it is. `name`: of its field, folded."""

    start: int
    end: int
    kind: Kind | None
    name: str = ""


# The quantifiers give nothing back (`++`), so that no text takes more than one look at each place.
_FIELD = re.compile(
    rf"""
      \[\s*+[2-6]\s*+,\s*+ (?: (?P<id>{QUOTE}) | (?P<number>\d++) )     # the beginning of a frame, and its id
    | (?P<quote>{QUOTE}) (?P<quoted>[A-Za-z_][\w.-]{{0,63}}+) (?P=quote) \s*+ (?:=>|[:=]) \s*+
    | (?<![\w-]) (?P<bare>[A-Za-z_][\w-]{{1,63}}+) (?P<sign>[ ]?(?:=>|=(?!=)|:(?!//))) [ \t]*+
    """,
    re.VERBOSE,
)
_QUOTE = re.compile(QUOTE)
_NUMBER = re.compile(r"-?(\d++(?:\.\d++)?)(?:[eE][-+]?\d++)?(?![\w.])", re.ASCII)
_DECIMAL = re.compile(r"\s*[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?\s*", re.ASCII)
_BARE_VALUE = re.compile(r"""[^\s,;&|<>()\[\]{}"'\\=]++={0,2}""")
_QUANTITY = re.compile(r"[-+]?\d+(?:\.\d+)?(?:ms|s|min|h|m?A|k?V|k?Wh?|%|C|Hz)", re.ASCII)
#: What holds secrets of its own, which are found by their shape or their name.
_SHOWS_ITSELF = re.compile(r"OCMF\||\s*-----BEGIN|\w+://|\d+\.\d+\.\d+\.\d+:\d+\Z", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d|\d\d?:\d\d", re.ASCII)
_NAME_WITH_BLANK = re.compile(
    r"\b(id[ ]tag|id[ ]token|serial[ ](?:number|no\.?|nr\.?)|idtag|emaid|iccid|imsi|vin|rfid(?:[ ](?:tag|card))?)"
    r"[ ](?:is[ ]|=[ ]|:[ ]|\#)?['\"]?(?P<value>[A-Za-z0-9][\w*:.-]{3,63}+)",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
#: The kinds whose values may be digits alone in running text.
_NUMBERED = {Kind.TOKEN, Kind.SERIAL, Kind.SIM, Kind.TELEPHONE}


def fields(text: str, also: Mapping[str, Kind] | None = None) -> Iterator[Span]:
    """The values that are secret, and those that must stay, by the names of their fields. `also`: further names."""
    ahead = sorted(set(_regions(text)), key=lambda region: region.start, reverse=True)
    regions: list[_Region] = []
    at = 0
    while found := _FIELD.search(text, at):
        at = found.end()
        while ahead and ahead[-1].start <= at:
            regions.append(ahead.pop())
        if regions and regions[0].end <= at:
            regions = [region for region in regions if region.end > at]
        written = found["quoted"] or found["bare"]
        if written is None:
            spans = _id(text, found)
        elif regions or also or _may_matter(written):
            spans = _values(text, found, written, regions, also or {})
        else:
            continue
        for span in spans:
            yield span
            at = max(at, span.end)


@lru_cache(maxsize=10_000)
def _may_matter(written: str) -> bool:
    name = folded(written)
    return name in KEPT or name in VALUES or kind_of(written) is not None


def named_in_words(text: str) -> Iterator[Span]:
    """Values in running text: "id tag 04A1B2C3 is unknown"."""
    for found in _NAME_WITH_BLANK.finditer(text):
        value = found["value"].rstrip(".:-")
        if _is_an_id(value) and (kind := kind_of(found[1].rstrip("."))):
            yield Span(found.start("value"), found.start("value") + len(value), kind)


def _id(text: str, found: re.Match[str]) -> Iterator[Span]:
    """The id of a message, which stays."""
    if found["number"]:
        yield Span(*found.span("number"), None)
    elif (end := end_of_string(text, found.end(), found["id"])) is not None:
        yield Span(found.end(), end, None)


def _values(
    text: str, found: re.Match[str], written: str, regions: list[_Region], also: Mapping[str, Kind]
) -> Iterator[Span]:
    name = folded(written)
    kind = also.get(name) or next((each.kind for each in regions if each.has(name, found.start())), None)
    kind = kind or (None if name in KEPT else kind_of(written))
    if kind or name in KEPT or name in VALUES:
        yield from _written(text, found, name, kind)


def _written(text: str, found: re.Match[str], name: str, kind: Kind | None) -> Iterator[Span]:
    """The value of a field that is secret or stays."""
    at = found.end()
    if quote := _opening(text, at, found["quote"]):
        start = at + len(quote)
        end = end_of_string(text, start, quote)
        if end is None and (cut := _BARE_VALUE.match(text, start)):  # the log has cut it
            end = cut.end()
        if end is not None and _is_whole(text, start, end, name, kind):
            yield Span(start, end, kind, name)
    elif text.startswith("[", at):
        for start, end in strings_of_list(text, at):
            yield Span(start, end, kind, name)
    elif number := _NUMBER.match(text, at):
        if found["quoted"] or kind in _NUMBERED or not kind:
            yield Span(*number.span(1), kind, name)
    elif found["bare"] and (value := _BARE_VALUE.match(text, at)):
        end = value.start() + len(value[0].rstrip(".:"))
        if not kind or _is_bare_secret(text[at:end], found["sign"], text[value.end() : value.end() + 1]):
            yield Span(at, end, kind, name)


def _opening(text: str, at: int, quote: str | None) -> str | None:
    if quote and text.startswith(quote, at):
        return quote
    found = _QUOTE.match(text, at)
    return found[0] if found else None


def _is_whole(text: str, start: int, end: int, name: str, kind: Kind | None) -> bool:
    """Whether a string is secret, or stays, as a whole; if not, it is read like any other text."""
    if kind:
        return start < end and not _SHOWS_ITSELF.match(text, start, end)
    return name in KEPT or _DECIMAL.fullmatch(text, start, end) is not None


def _is_bare_secret(value: str, sign: str, after: str) -> bool:
    if value.lower() in words() or _QUANTITY.fullmatch(value):
        return False
    if _is_an_id(value) or (value.isupper() and len(value) > 3):
        return True
    return sign == "=" and after != "(" and not _MOMENT.match(value)


def _is_an_id(value: str) -> bool:
    return any(char.isdigit() for char in value) and not _MOMENT.match(value)


class _Region(NamedTuple):
    """A part of a text in which fields with these names are secret."""

    start: int
    end: int
    names: frozenset[str]
    kind: Kind

    def has(self, name: str, at: int) -> bool:
        return self.start <= at < self.end and name in self.names


# What follows the name of a field, up to the name of a variable.
_TO_A_VARIABLE = rf"(?:{QUOTE})?\s*+[:=]\s*+(?:{QUOTE})?(?P<variable>[A-Za-z][\w.-]{{2,63}}+)"
_KEY = re.compile(rf"[eE][yY]{_TO_A_VARIABLE}")
_NAME = re.compile(rf"ame{_TO_A_VARIABLE}")
_VPN_BEGINS = re.compile(rf"vpn(?:{QUOTE})?\s*+[:=]\s*+(?:\w++)?[{{(]")
_OCMF_BEGINS = re.compile(r"OCMF\|\{")
_IN_A_VARIABLE = re.compile(r"variable\W*+\w*+\Z")
_LINE = 200  # characters after the name of a variable, where no brackets hold it and its value together
_VPN = {"key": Kind.KEY}
_OCMF = {"id": Kind.TOKEN, "gs": Kind.SERIAL, "ms": Kind.SERIAL, "sd": Kind.KEY, "pk": Kind.KEY}


def _regions(text: str) -> Iterator[_Region]:
    for found in _KEY.finditer(text):
        if kind := kind_of_variable(found["variable"]):
            near = enclosing(text, found.start()) or (found.end(), found.end() + _LINE)
            yield _Region(*near, VALUES, kind)
    for found in _NAME.finditer(text):
        if (kind := kind_of_variable(found["variable"])) and (extent := _around_a_variable(text, found.start())):
            yield _Region(*extent, VALUES, kind)
    for found in _VPN_BEGINS.finditer(text):
        yield from _regions_of(_VPN, (found.end(), closing(text, found.end())))
    for found in _OCMF_BEGINS.finditer(text):
        end = closing(text, found.end())
        yield from _regions_of(_OCMF, (found.end(), closing(text, end + 2)))


def _regions_of(names: Mapping[str, Kind], extent: Extent) -> Iterator[_Region]:
    for name, kind in names.items():
        yield _Region(*extent, frozenset({name}), kind)


def _around_a_variable(text: str, at: int) -> Extent | None:
    """The object that holds a variable of 2.x and its value, by the name of the variable."""
    extent = enclosing(text, at)
    if extent and _IN_A_VARIABLE.search(text, max(0, extent[0] - 48), extent[0]):
        return enclosing(text, extent[0])
    return None
