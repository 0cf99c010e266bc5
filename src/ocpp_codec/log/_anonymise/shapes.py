"""Where secrets stand that show by their shape or by what stands beside them, in any text."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .fields import Span
from .names import Kind, words

__all__ = ["is_station", "shapes"]

BEGIN_OF_PEM = "-----BEGIN "
_MAX_PEM = 60_000  # characters of a certificate with what a log writes between its lines


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return any(char.isdigit() for char in text)


def is_station(text: str) -> bool:
    """Whether this may be the id of a station, and not a word of the log or a version."""
    return not all(
        part.lower() in words() or _NO_STATION.fullmatch(part)
        for part in _PARTS.split(text.removesuffix(".py"))
        if part
    )


def _is_base64(text: str) -> bool:
    return len(text) % 4 == 0 and (text.endswith("=") or not text.isalpha() or text != text.lower())


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text)) and is_station(text)


def _is_coded(text: str) -> bool:
    """Whether this may be the id of a station, even where other words could stand."""
    return any(map(str.isdigit, text)) and any(map(str.isalpha, text)) and is_station(text)


def _stands_alone(text: str) -> bool:
    return is_station(text) and (_is_coded(text) or text.isdigit() or text.islower() or text.isupper())


_PARTS = re.compile(r"[._*+-]")
_NO_STATION = re.compile(
    r"(?:v|ocpp|j|evse|connector|socket|plug|phase|line|l|s|http|thread|worker)?\d{1,3}j?", re.IGNORECASE
)


class _Shape(NamedTuple):
    """A shape of secrets.

    `anchor`: a part of it that is rare and quick to find, since it begins with a fixed character. The pattern is tried
    only near an anchor. `check`: what a pattern cannot say. `reach`: the most characters behind an anchor.
    """

    kind: Kind
    anchor: re.Pattern[str]
    pattern: re.Pattern[str]
    group: str | int = 0
    check: Callable[[str], bool] = bool
    reach: int = 128


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


_HEX2 = "[0-9A-Fa-f]{2}"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_URL = _pattern("://")
_USER = _pattern(r"://(?P<user>[^\s/:@\"'\\<>]{1,256}+)(?::(?P<password>[^\s/@\"'\\<>]{0,256}+))?@")
_STATION = r"(?P<station>[A-Za-z0-9][\w.*+-]{2,63}+)"
_NAMED = rf"(?: with)?(?: id| ID| Id)?(?: is)?[ :=#]{{1,3}}['\"<(\[]?{_STATION}"
_SHAPES = (
    _Shape(Kind.USER, _URL, _USER, "user", reach=600),
    _Shape(Kind.KEY, _URL, _USER, "password", reach=600),
    _Shape(
        Kind.EMAIL,
        _pattern(r"@(?=[A-Za-z0-9])"),
        _pattern(
            r"(?<![\w.%+-])[A-Za-z0-9][\w.%+-]{0,63}+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![\w@])"
        ),
    ),
    _Shape(
        Kind.MAC,
        _pattern(rf":{_HEX2}:{_HEX2}:{_HEX2}:{_HEX2}:"),
        _pattern(rf"(?<![\w:-]){_HEX2}:(?:{_HEX2}:){{4}}{_HEX2}(?![\w:-])"),
    ),
    _Shape(
        Kind.MAC,
        _pattern(rf"-{_HEX2}-{_HEX2}-{_HEX2}-{_HEX2}-"),
        _pattern(rf"(?<![\w:-])(?=[\d-]*[A-Fa-f]){_HEX2}-(?:{_HEX2}-){{4}}{_HEX2}(?![\w:-])"),
    ),
    # Not behind a word of versions: firmware 1.2.3.4, Chrome/120.0.0.0.
    _Shape(
        Kind.IP,
        _pattern(r"\.\d{1,3}\.\d{1,3}\.\d"),
        _pattern(
            rf"(?<![\w.-])(?<!\w/)(?<!ersion )(?<!ersion: )(?<!irmware ){_OCTET}(?:\.{_OCTET}){{3}}(?![\w-]|\.\d)"
        ),
    ),
    _Shape(
        Kind.IP,
        _pattern(r":(?::|(?:[0-9A-Fa-f]{1,4}:){6})"),
        _pattern(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}+(?![\w:.])"),
        check=_is_ipv6,
    ),
    # ISO 15118-2, annex H: country, provider, C and an instance. DIN 91286: an instance of six and a check digit.
    *(
        _Shape(
            Kind.TOKEN,
            _pattern(rf"\{mark}[A-Z0-9]{{3}}\{mark}[A-Z0-9]{{6}}"),
            _pattern(
                rf"(?<![A-Za-z0-9*-])[A-Z]{{2}}\{mark}[A-Z0-9]{{3}}\{mark}"
                rf"(?:C[A-Z0-9]{{8}}(?:\{mark}[A-Z0-9])?|[A-Z0-9]{{6}}\{mark}[A-Z0-9])(?![A-Za-z0-9*-])"
            ),
        )
        for mark in "-*"
    ),
    _Shape(
        Kind.TOKEN,
        _pattern(r"C[A-Z0-9]{8}"),
        _pattern(r"(?<![A-Za-z0-9*-])[A-Z]{2}[A-Z0-9]{3}C(?=[A-Z]{0,4}\d)[A-Z0-9]{8,9}(?![A-Za-z0-9*-])"),
    ),
    # IEC 63119-2: the id of an EVSE.
    _Shape(
        Kind.STATION,
        _pattern(r"\*E[A-Z0-9]"),
        _pattern(r"(?<![A-Za-z0-9*])[A-Z]{2}\*[A-Z0-9]{3}\*E[A-Z0-9]{1,30}+(?:\*[A-Z0-9]{1,30}+){0,9}"),
    ),
    _Shape(
        Kind.TELEPHONE,
        _pattern(r"\+[1-9]"),
        _pattern(r"(?<![\w+.)])\+[1-9](?:[ /.()-]{0,2}\d){7,14}(?![\d:]|\.\d)"),
    ),
    _Shape(
        Kind.KEY,
        _pattern(r"asic [A-Za-z0-9]"),
        _pattern(r"\b[Bb]asic (?P<credentials>[A-Za-z0-9+/=]{8,4096}+)"),
        "credentials",
        _is_base64,
        reach=4200,
    ),
    _Shape(
        Kind.KEY,
        _pattern(r"earer [A-Za-z0-9]"),
        _pattern(r"\b[Bb]earer (?P<token>[A-Za-z0-9+/=._~-]{12,4096}+)"),
        "token",
        _has_digits,
        reach=4200,
    ),
    _Shape(
        Kind.STATION,
        _URL,
        _pattern(rf"\bwss?://[^\s/\"'<>]{{1,255}}(?:/[^\s/?#\"'<>\\]{{1,255}}?)*?/{_STATION}/?(?=[\s?#\"'<>\\,;)]|\Z)"),
        "station",
        _has_digits,
        reach=1024,
    ),
    _Shape(
        Kind.STATION,
        _pattern("GET /"),
        _pattern(rf"\bGET (?:/[^\s/?#\"'<>\\]{{1,255}}?)*?/{_STATION}/?(?=[\s?#\"'<>\\]|\Z)"),
        "station",
        _is_coded,
        reach=1024,
    ),
    _Shape(
        Kind.STATION,
        _pattern(r" \[\s*+[2-6]\s*+,"),
        _pattern(rf"(?<![\w./-]){_STATION}:? (?:sen[dt]|receive(?:d|)(?: message)?|recv):? \["),
        "station",
        _stands_alone,
    ),
    _Shape(
        Kind.STATION,
        _pattern(r": \[\s*+[2-6]\s*+,"),
        _pattern(rf"\b(?:recv|received?|sen[dt])(?: JSON message)?(?: (?:from|to))? {_STATION}: \["),
        "station",
        _stands_alone,
    ),
    *(
        _Shape(Kind.STATION, _pattern(anchor), _pattern(rf"\b(?:{named}){_NAMED}"), "station", _is_coded)
        for anchor, named in {
            "harg(?:e[ -]?[pP]oint|ing[ -]?[sS]tation|e[ -]?[bB]ox|er)[ :=]": (
                "[cC]harge[ -]?[pP]oint|[cC]harging[ -]?[sS]tation|[cC]harge[ -]?[bB]ox|[cC]harger"
            ),
            "tation[ :=]": "[sS]tation",
            "lient[ :=]": "[cC]lient",
        }.items()
    ),
)
_BEFORE = 128  # characters before an anchor


def shapes(text: str) -> Iterator[Span]:
    """All of them, the surest first; they may overlap."""
    yield from _certificates(text)
    for shape in _SHAPES:
        done = 0
        for anchor in shape.anchor.finditer(text):
            if anchor.end() <= done:
                continue
            first, last = max(done, anchor.start() - _BEFORE), anchor.end() + shape.reach
            for found in shape.pattern.finditer(text, first, last):
                start, end = found.span(shape.group)
                done = max(done, found.end())
                if start < end and shape.check(text[start:end]):
                    yield Span(start, end, shape.kind, str(shape.group))


_LINE_OF_PEM = re.compile(
    r"\\+[nrt]|(?P<data>(?:[A-Za-z0-9+/]|\\+/)++={0,2})(?=[ \t]*+(?:\\+[nr]|[\r\n]|\Z))", re.ASCII
)
_END_OF_PEM = re.compile(r"-----END|[\"'<]|\Z")


def _certificates(text: str) -> Iterator[Span]:
    """The lines of certificates and keys between BEGIN and END, without what a log writes before them (RFC 7468)."""
    at = 0
    while (at := text.find(BEGIN_OF_PEM, at)) >= 0:
        start = text.find("-----", at + len(BEGIN_OF_PEM), at + 80) + len("-----")
        at += len(BEGIN_OF_PEM)
        if start < at:
            continue
        end = _END_OF_PEM.search(text, start, min(len(text), start + _MAX_PEM))
        stop = end.start() if end else start
        for line in _LINE_OF_PEM.finditer(text, start, stop):
            if line["data"]:
                yield Span(*line.span("data"), Kind.CERTIFICATE)
        at = stop
