"""What a line of a log says besides its frame: of which station, that a connection begins, which version is spoken."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from ._words import side_of_writer

__all__ = ["Hints", "hints_of", "id_of_url", "is_opening", "may_matter", "protocol_in", "station_in"]

_ID = r"[A-Za-z0-9][\w.:@*+~-]{0,47}"
_ID_WITH_DIGIT = r"(?=[A-Za-z_.*-]*\d)[A-Za-z0-9][\w.*+@-]{1,47}"
_NOUN = (
    r"(?:charg(?:e|ing)[ _-]?(?:point|station|box)|charge[ _-]?box|charger|station|wallbox|evse|ocpp[ _-]?client|"
    r"identity|cp|cs|client|peer)"
)
_WAY = (
    r"(?:receive message|received|receives?|recv|rcvd|got|send|sent|sends|sending|rx|tx|in|out|inbound|outbound|"
    r"incoming|outgoing|read|write|from|to|<<<|>>>|<<|>>|<==|==>|<-|->|<--|-->|←|→|⬅|➡|<|>)"
)
_WHAT = r"(?:message |frame |request |response |text )?"
_THEN = r"(?:message\s+|text\s+)?(?:to\s+|from\s+|=>\s+|->\s+)?"
#: How ids often begin, and what is often one.
_LIKE_ID = (
    r"(?:cp|cs|vcp|evse|evb|charger|station|wallbox|chargepoint|chargebox|box|sta)[-_]?(?=[A-Za-z_-]*\d)[\w-]{1,44}"
)
_MARKED_ID = r"(?=[A-Za-z]*[-_*])(?=[A-Za-z_*-]*\d)[A-Za-z0-9][\w*-]{2,40}"
_CAPITAL_ID = r"(?=[A-Z]*[-*_])(?=[A-Z_*-]*\d)[A-Z0-9][A-Z0-9_*-]{3,40}"
_OPEN, _CLOSE = r"[\"'\[(<#]{0,2}", r"[\"'\])>]{0,2}"

#: Names of the station in the text before a frame, the surest ones first.
_NAMES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NOUN}[ _-]?(?:id|identity|name|identifier)?[\"']?\s*[=:]\s*[\"'\[(<]?(?P<id>{_ID})",
        rf"(?<![\w.]){_NOUN}[ _-]?(?:id)?[\s\"'\[(<#]+(?P<id>{_ID_WITH_DIGIT})(?![\w]*\()",
        rf"[:>]\s+(?P<id>{_ID_WITH_DIGIT})\s*/\s*Msg",
        rf"/(?:in|out|rx|tx|up|down)/(?P<id>{_ID_WITH_DIGIT})\s",
        rf"\t(?P<id>{_ID_WITH_DIGIT})\t",
        rf"(?:^|\s)(?P<id>{_ID_WITH_DIGIT}) \| OCPP\b",
        rf"\b(?:connection|session|conn|socket|ws)\w*\{{id=\"?(?P<id>{_ID})",
        rf"(?:^|[\s:|\]\['\"(])(?P<id>{_ID_WITH_DIGIT}){_CLOSE}[,:|]?\s+{_OPEN}(?:{_WAY})(?![\w.])",
        rf"(?<![\w.-]){_WHAT}(?:{_WAY})\s+{_THEN}{_OPEN}(?P<id>{_ID_WITH_DIGIT}){_CLOSE}\s*(?:[:=>|/-]|$|\b)",
        rf"(?<![\w.-])[\"'\[(<]?(?P<id>{_LIKE_ID})(?![\w.]*[.(])",
        rf"(?:\s-\s|[:\]|]\s)(?P<id>{_MARKED_ID})\s*:?\s*\Z",
        rf"[\[|]\s*(?P<id>{_CAPITAL_ID})\s*[\]|]",
    )
)
#: Words that stand where an id could stand.
_NO_ID = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|\d+ms|0x[0-9a-f]+|ocpp[\d._j]*|v?\d+(?:\.\d+)*j?|\d{2}[:.]\d{2}.*|\d{4}-\d{2}.*|"
    r"(?:thread|task|worker|exec|pool)-?\d.*|messages?|received?|sent|send|info|debug\d*|warn(?:ing)?|error|trace|notice|"
    r"null|none|true|false|client|server|csms|id|frame|data|payload|call|connected|websocket|request|response|socket|"
    r"stdout|stderr)\Z",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"^[\w.-]+\s+\|\s")  # what docker compose writes before each line
_PLAIN_NUMBER = re.compile(r"\d+\Z")
_URL = re.compile(
    r"wss?://[^\s\"'<>]+|(?:[\w.:]|(?<!\w))/(?:ocpp|ws|websocket)[\w.]*/[^\s\"'<>\])]+|"
    r"(?:GET|Path:?|path=|uri=|url=)\s*\"?(/[^\s\"'<>]+)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PROTOCOL = re.compile(r"ocpp[ _-]?v?(1\.6|16|2\.0\.1|201|2\.1|21|2\.0|20)(?![\d.]*\d)j?", re.IGNORECASE)
_ANY_PROTOCOL = re.compile(r"ocpp[ _-]?v?\d", re.IGNORECASE)
_PROTOCOLS = {"16": "ocpp1.6", "20": "ocpp2.0", "201": "ocpp2.0.1", "21": "ocpp2.1"}

#: Words one of which stands in every line that is worth a closer look.
_MAY_MATTER = (
    "connect", "ws://", "wss://", "onopen", "handshake", "upgrad", "get /", "switching protocols", "ocpp0", "ocpp 0",
    "ocpp_0", "ocpp-0", "ocpp1", "ocpp2", "ocpp 1", "ocpp 2", "ocpp_1", "ocpp_2", "ocpp-1", "ocpp-2", "ocpp v",
    "pointid", "point_id", "stationid", "station_id", "chargebox", "station:", "station =", "station=",
    "charge point:", "charger:", "charger=", "cp:", "cp=", "role", "sut", "dut", "under test", "simulat", "emulat",
    "acting as", "act as", "running as", "playing", "plays", "websockets.", "socket open", "socket established",
    "socket accepted", "[accepted]",
)  # fmt: skip

_OPENING = re.compile(
    r"connection (?:is |was |has been )?(?:now )?(?:open|opened|established|accepted|successful|up)\b|"
    r"\bon ?(?:ws)?open\b|new (?:websocket |ws |client )?connection|"
    r"(?:websocket|ws|socket|handshake)\W+(?:is |was )?(?:now )?"
    r"(?:connected|open|opened|established|accepted|completed?|ok|successful)|"
    r"(?:client|charg(?:e|ing)[ _-]?(?:point|station|box)|charger|station|cp|csms|central system|server|backend)\b"
    r"[^.]{0,60}?(?<!dis)(?<!not )(?<!re)\bconnected\b(?! to the (?:ev|vehicle))|"
    r"(?<!dis)\bconnected (?:to|with) (?:wss?:|the )?(?:csms|central|server|backend|//|ocpp)|"
    r"(?:101|000) switching protocols|\"GET /\S* HTTP/\d\.\d\" (?:101|000)|\"?websocket /\S+\"? \[accepted\]|"
    r"connecting (?:to|using) wss?:",
    re.IGNORECASE,
)
_NO_OPENING = re.compile(r"disconnect|not connected|fail|refus|lost|clos|error|retry|timeout|timed out", re.IGNORECASE)


@lru_cache(1024)
def station_in(text: str) -> str | None:
    """The id of the station that a text before a frame names; None if it names none."""
    text = _SERVICE.sub("", text)
    for pattern in _NAMES:
        for match in pattern.finditer(text):
            name = match["id"].rstrip(".:-@")
            if not _NO_ID.match(name) and not _PLAIN_NUMBER.match(name[:1] + name if len(name) < 3 else ""):
                return name
    if url := _URL.search(text):
        return id_of_url(url[0])
    return None


def id_of_url(url: str) -> str | None:
    """The id in the address that a station connects to: the last part of the path."""
    path = re.sub(r"^\w+:?=?\s*\"?(?://[^/]*)?", "", url).partition("?")[0].rstrip("/").rstrip("',;)]}\".:")
    last = unquote(path.rpartition("/")[2])
    return (
        last
        if path.count("/") and last and not re.fullmatch(r"(?i)ocpp[\w.]*|ws|websocket|v?\d\.\d.*|\{\w*", last)
        else None
    )


def may_matter(line: str) -> bool:
    """Whether a line without a frame is worth a closer look."""
    line = line.lower()
    for word in _MAY_MATTER:  # in every line: `any` would take twice as long  # noqa: SIM110
        if word in line:
            return True
    return False


def is_opening(line: str) -> bool:
    """Whether a line says that a connection has begun."""
    return _OPENING.search(line) is not None and _NO_OPENING.search(line) is None


class Hints(NamedTuple):
    """What a line without a frame may tell.

    `side`: that its writer plays. `opens`: whether it may say that a connection has begun. `has_url`, `has_station`,
    `has_protocol`: whether it may name one.
    """

    side: str | None
    opens: bool
    has_url: bool
    has_station: bool
    has_protocol: bool


def hints_of(line: str) -> Hints | None:
    """What a line without a frame may tell; None for nothing. Lines that differ in digits alone are looked at once."""
    return _hints_of(_DIGIT.sub("0", line))


@lru_cache(4096)
def _hints_of(shape: str) -> Hints | None:
    if not may_matter(shape):
        return None
    protocol = _ANY_PROTOCOL.search(shape) is not None
    return Hints(side_of_writer(shape), is_opening(shape), url_in(shape) is not None, bool(station_in(shape)), protocol)


def url_in(line: str) -> str | None:
    """An address of a WebSocket, or the path of a request, in a line."""
    found = _URL.search(line)
    return found and found[0]


def protocol_in(text: str) -> str | None:
    """The subprotocol that a text names."""
    found = _PROTOCOL.search(text)
    return found and _PROTOCOLS[found[1].replace(".", "")]
