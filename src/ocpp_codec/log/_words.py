"""Words of a log that say where a frame goes: between both ends, or as its writer sees it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ._entries import Direction

__all__ = ["Seen", "side_of_writer", "word_of", "word_of_value"]


class Seen(StrEnum):
    """What the writer of a log has done with a frame."""

    SENT = "sent"
    RECEIVED = "received"

    @property
    def opposite(self) -> Seen:
        """The other one."""
        return Seen.RECEIVED if self is Seen.SENT else Seen.SENT


_STATION = (
    r"(?:charg(?:e|ing)[ _-]?(?:point|station|box)s?|charger|chargebox|cp|cs|evse|station|wall[ _-]?box|device|client|"
    r"vcp|simulator|downstream)"
)
_CSMS = (
    r"(?:csms|cms|cpms|central[ _-]?system|server|back[ _-]?end|cloud|target|upstream|platform|management[ _-]?system|"
    r"host|ocpp[ _-]?server)"
)
_TO = r"\s*(?:[-=~]*[>»→➔➜⇒⟶]|\bto\b|_to_|2(?=[A-Za-z]))\s*"
_FROM = r"\s*(?:[<«←⇐⟵][-=~]*)\s*"
_START, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"

#: Words that name both ends, or the one that it goes to or comes from, in the order in which they are tried.
_BOTH_ENDS: tuple[tuple[re.Pattern[str], Direction], ...] = tuple(
    (re.compile(_START + pattern + _END, re.IGNORECASE), direction)
    for pattern, direction in (
        (rf"cp{_TO}cs", Direction.TO_CSMS),  # here CS is the Central System of 1.6
        (rf"cs{_TO}cp", Direction.TO_STATION),
        (rf"cp{_FROM}cs", Direction.TO_STATION),
        (rf"cs{_FROM}cp", Direction.TO_CSMS),
        (rf"[\[(]?{_STATION}[\])]?{_TO}[\[(]?{_CSMS}", Direction.TO_CSMS),
        (rf"[\[(]?{_CSMS}[\])]?{_TO}[\[(]?{_STATION}", Direction.TO_STATION),
        (rf"[\[(]?{_STATION}[\])]?{_FROM}[\[(]?{_CSMS}", Direction.TO_STATION),
        (rf"[\[(]?{_CSMS}[\])]?{_FROM}[\[(]?{_STATION}", Direction.TO_CSMS),
        (rf"(?:to|towards|for) (?:the )?{_CSMS}", Direction.TO_CSMS),
        (rf"(?:to|towards|for) (?:the )?{_STATION}", Direction.TO_STATION),
        (rf"(?:from|by) (?:the )?{_STATION}", Direction.TO_CSMS),
        (rf"(?:from|by) (?:the )?{_CSMS}", Direction.TO_STATION),
        (rf"(?:sender|from|source|src|origin|by)\s*[=:]\s*[\"']?{_STATION}", Direction.TO_CSMS),
        (rf"(?:sender|from|source|src|origin|by)\s*[=:]\s*[\"']?{_CSMS}", Direction.TO_STATION),
        (rf"{_STATION}\s*,\s*{_CSMS}", Direction.TO_CSMS),
        (rf"{_CSMS}\s*,\s*{_STATION}", Direction.TO_STATION),
        (rf"{_STATION} (?:says|sends|replies|answers|asks|requests)", Direction.TO_CSMS),
        (rf"{_CSMS} (?:says|sends|replies|answers|asks|requests)", Direction.TO_STATION),
        (r"up[ _-]?(?:link|stream)", Direction.TO_CSMS),
        (r"down[ _-]?(?:link|stream)", Direction.TO_STATION),
    )
)

_SENT = (
    r"sen(?:d|t|ding|ds)|transmit(?:ted|ting|s)?|transmission|tx|outgoing|outbound|egress|respond(?:ed|ing)?|reply(?:ing)?|"
    r"replied|answering|emit(?:ted|ting)?|gesendet|sende|ausgehend|saliente|sortant|envoy[eé]|enviado"
)
_RECEIVED = (
    r"rec(?:ei|ie)v(?:e|ed|es|ing)|reception|recv(?:ed)?|rcvd?|rx|incoming|inbound|ingress|empfangen|eingehend|re[cç]u|"
    r"recibido|entrante"
)
_PUT = r"out(?:put)?|writ(?:e|ing|ten)|wrote|push(?:ed|ing)?|publish(?:ed|ing)?"
_GOT = r"in(?:put)?|read(?:ing)?|got|on ?(?:text ?)?message"

#: Words of the writer, from those that mean nothing else to those that often do. Of equal ones the last one counts.
_RELATIVE: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_START}(?:(?P<sent>{_SENT})|(?P<received>{_RECEIVED}))\d*{_END}",
        r"(?P<sent>➡|⬆|📤|🔼|↗|→|⟶|»|-->|==>|->|=>|>>+)|(?P<received>⬅|⬇|📥|🔽|↙|←|⟵|«|<--|<==|<-|<=|<<+)",
        rf"{_START}(?:(?P<sent>{_PUT})|(?P<received>{_GOT}))\d*{_END}",
        r"(?:^|[\s\[(|])(?:(?P<sent>S|T|O|>)|(?P<received>R|I|<))(?:[:\])|]|\s|$)",
        rf"{_START}(?:(?P<sent>to)|(?P<received>from)){_END}",
    )
)
#: Words that stand behind a frame, where there is more that means nothing.
_BEHIND = re.compile(
    r"(?:direction|dir|flow)[\"']?\s*[:=]\s*[\"']?(?P<word>[\w<>→←-]+)|^\W*\(?(?P<alone>sent|received|recv|tx|rx|in|out|incoming|"
    r"outgoing|inbound|outbound)\b",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")
_VOLATILE = re.compile(r"\d+")
_SIMULATOR = re.compile(
    rf"{_START}(?:(?P<csms>{_CSMS})|(?P<station>{_STATION}))\W+(?:simulator|emulator){_END}", re.IGNORECASE
)
#: The loggers of the Python package websockets: who accepts connections is the CSMS.
_LIBRARY = re.compile(r"\bwebsockets\.(?:(?P<csms>server)|client)\b")
_WRITER = re.compile(
    rf"{_START}(?:(?P<plays>role|acting as|act as|plays?|playing|simulat(?:es?|ing|ed)|emulat(?:es?|ing)|running as|"
    rf"i am)|(?P<faces>sut|dut|system under test|device under test|peer))\W+(?:is\W+)?(?:an?\W+|the\W+)?"
    rf"(?:(?P<csms>{_CSMS})|(?P<station>{_STATION})){_END}",
    re.IGNORECASE,
)


def word_of(before: str, behind: str = "") -> Direction | Seen | None:
    """What the text around a frame says of its way; None if it says nothing."""
    said = _word_before(_VOLATILE.sub("0", before[-400:]))
    if said is None and behind and (found := _BEHIND.search(behind[:300])):
        said = word_of_value(found["word"] or found["alone"])
    return said


@lru_cache(2048)
def _word_before(text: str) -> Direction | Seen | None:
    spaced = _CAMEL.sub(" ", text)
    for each in (text, spaced):
        for pattern, direction in _BOTH_ENDS:
            if pattern.search(each):
                return direction
    for pattern in _RELATIVE:
        found = list(pattern.finditer(spaced))
        if found:
            return Seen.SENT if found[-1]["sent"] else Seen.RECEIVED
    return None


_WAYS = {"up": Direction.TO_CSMS, "ul": Direction.TO_CSMS, "down": Direction.TO_STATION, "dl": Direction.TO_STATION}


@lru_cache(2048)
def word_of_value(value: str) -> Direction | Seen | None:
    """What the value of a column or field such as "direction" says."""
    if (way := _WAYS.get(value.lower())) is not None:
        return way
    return _word_before(f" {value[:100]} ")


def side_of_writer(line: str) -> str | None:
    """The side that the writer of a log plays, "csms" or "station", if a line says so: the header of a test tool."""
    if (found := _SIMULATOR.search(line) or _LIBRARY.search(line)) is not None:
        return "csms" if found["csms"] else "station"
    if (found := _WRITER.search(line)) is None:
        return None
    is_csms = found["csms"] is not None
    return "csms" if is_csms is (found["plays"] is not None) else "station"
