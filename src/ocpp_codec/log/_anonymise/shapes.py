"""Where secrets stand that show by their shape or by what stands beside them, in any text."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .fields import Span
from .names import Kind, words

__all__ = ["BEGIN_OF_PEM", "is_station", "shapes"]

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
    """A shape of secrets. `hint`: a text without it holds none. `check`: what a pattern cannot say."""

    kind: Kind
    hint: str
    pattern: re.Pattern[str]
    group: str | int = 0
    check: Callable[[str], bool] = bool


_HEX2 = "[0-9A-Fa-f]{2}"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_USER = re.compile(r"://(?P<user>[^\s/:@\"'\\<>]{1,256}+)(?::(?P<password>[^\s/@\"'\\<>]{0,256}+))?@")
_STATION = r"(?P<station>[A-Za-z0-9][\w.*+-]{2,63}+)"
_SHAPES = (
    _Shape(Kind.USER, "://", _USER, "user"),
    _Shape(Kind.KEY, "://", _USER, "password"),
    _Shape(
        Kind.EMAIL,
        "@",
        re.compile(
            r"(?<![\w.%+-])[A-Za-z0-9][\w.%+-]{0,63}+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![\w@])",
            re.ASCII,
        ),
    ),
    _Shape(
        Kind.MAC,
        ":",
        re.compile(rf"(?<![\w:-]){_HEX2}:(?:{_HEX2}:){{4}}{_HEX2}(?![\w:-])", re.ASCII),
    ),
    _Shape(
        Kind.MAC,
        "-",
        re.compile(rf"(?<![\w:-])(?=[\d-]*[A-Fa-f]){_HEX2}-(?:{_HEX2}-){{4}}{_HEX2}(?![\w:-])", re.ASCII),
    ),
    # Not behind a word of versions: firmware 1.2.3.4, Chrome/120.0.0.0.
    _Shape(
        Kind.IP,
        ".",
        re.compile(
            rf"(?<![\w.-])(?<!\w/)(?<!ersion )(?<!ersion: )(?<!irmware ){_OCTET}(?:\.{_OCTET}){{3}}(?![\w-]|\.\d)",
            re.ASCII,
        ),
    ),
    _Shape(
        Kind.IP,
        ":",
        re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}+(?![\w:.])", re.ASCII),
        check=_is_ipv6,
    ),
    # ISO 15118-2, annex H: country, provider, C and an instance. DIN 91286: an instance of six and a check digit.
    _Shape(
        Kind.TOKEN,
        "",
        re.compile(
            r"(?<![A-Za-z0-9*-])[A-Z]{2}(?:([-*])[A-Z0-9]{3}\1(?:C[A-Z0-9]{8}(?:\1[A-Z0-9])?|[A-Z0-9]{6}\1[A-Z0-9])"
            r"|[A-Z0-9]{3}C(?=[A-Z]{0,4}\d)[A-Z0-9]{8,9})(?![A-Za-z0-9*-])",
            re.ASCII,
        ),
    ),
    # IEC 63119-2: the id of an EVSE.
    _Shape(
        Kind.STATION,
        "*E",
        re.compile(r"(?<![A-Za-z0-9*])[A-Z]{2}\*[A-Z0-9]{3}\*E[A-Z0-9]{1,30}+(?:\*[A-Z0-9]{1,30}+){0,9}", re.ASCII),
    ),
    _Shape(
        Kind.TELEPHONE,
        "+",
        re.compile(r"(?<![\w+.)])\+[1-9](?:[ /.()-]{0,2}\d){7,14}(?![\d:]|\.\d)", re.ASCII),
    ),
    _Shape(
        Kind.KEY,
        "asic ",
        re.compile(r"\b(?:[Bb]asic|BASIC)\s(?P<credentials>[A-Za-z0-9+/=]{8,4096}+)", re.ASCII),
        "credentials",
        lambda text: not text.isalpha() or text[1:] != text[1:].lower(),
    ),
    _Shape(
        Kind.KEY,
        "earer ",
        re.compile(r"\b[Bb]earer\s(?P<credentials>[A-Za-z0-9+/=._~-]{12,4096}+)", re.ASCII),
        "credentials",
        lambda text: any(map(str.isdigit, text)),
    ),
    _Shape(
        Kind.STATION,
        "ws",
        re.compile(
            rf"\bwss?://[^\s/\"'<>]{{1,255}}(?:/[^\s/?#\"'<>\\]{{1,255}}?)*?/{_STATION}/?(?=[\s?#\"'<>\\,;)]|\Z)"
        ),
        "station",
        lambda text: any(map(str.isdigit, text)) and is_station(text),
    ),
    _Shape(
        Kind.STATION,
        "/",
        re.compile(rf"\bGET (?:/[^\s/?#\"'<>\\]{{1,255}}?)*?/{_STATION}/?(?=[\s?#\"'<>\\]|\Z)"),
        "station",
        _is_coded,
    ),
    _Shape(
        Kind.STATION,
        "[",
        re.compile(rf"(?<![\w./-]){_STATION}:?[ ](?:send|sent|receive(?:d)?(?:[ ]message)?|recv):?[ ]\[\s*+[2-6]\s*+,"),
        "station",
        _stands_alone,
    ),
    _Shape(
        Kind.STATION,
        "[",
        re.compile(
            rf"\b(?:recv|receive|received|send|sent)(?:[ ]JSON[ ]message)?(?:[ ](?:from|to))?[ ]{_STATION}:[ ]\[\s*+[2-6]\s*+,"
        ),
        "station",
        _stands_alone,
    ),
    _Shape(
        Kind.STATION,
        "",
        re.compile(
            r"\b(?:[cC]harge[ -]?[pP]oint|[cC]harging[ -]?[sS]tation|[cC]harge[ -]?[bB]ox|[sS]tation|[cC]harger|[cC]lient)"
            rf"(?: with)?(?: id| ID| Id)?(?: is)?[ :=#]{{1,3}}['\"<(\[]?{_STATION}"
        ),
        "station",
        _is_coded,
    ),
)


def shapes(text: str) -> Iterator[Span]:
    """All of them, the surest first; they may overlap."""
    yield from _certificates(text)
    for shape in _SHAPES:
        if shape.hint in text:
            for found in shape.pattern.finditer(text):
                start, end = found.span(shape.group)
                if start < end and shape.check(text[start:end]):
                    yield Span(start, end, shape.kind, str(shape.group))


_LINE_OF_PEM = re.compile(r"\\+[nrt]|(?P<data>(?:[A-Za-z0-9+/]|\\+/)++={0,2})(?=\s*+(?:\\|\n|\r|\Z))", re.ASCII)
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
