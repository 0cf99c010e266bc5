"""The layouts that are known, as data. A new one is an entry more.

The general means (times, words of direction, ids, escapes) read most logs without a layout of their own. An entry gives
a layout its name, and says what the general means cannot know.
"""

import re
from collections.abc import Iterable

import msgspec

__all__ = ["LAYOUTS", "Layout", "layout_of_fields", "layout_of_text"]


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    r"""How a logger writes frames.

    Attributes:
        about: Which software writes it, in one line.
        family: "text", "fields" (JSON lines), "csv", "json" (a document) or "capture".
        before: For text: matches what stands before a frame on its line. Its groups `time`, `station`, `sent`,
            `received`, `to_csms` and `to_station`, if it has them, say what the general means would not find.
        keys: For fields: the names that every record has.
    """

    about: str
    family: str = "text"
    before: re.Pattern[str] | None = None
    keys: frozenset[str] = frozenset()


def _text(about: str, before: str) -> Layout:
    return Layout(about=about, before=re.compile(before))


def _fields(about: str, keys: str) -> Layout:
    return Layout(about=about, family="fields", keys=frozenset(keys.split()))


#: Every layout by its name. The first one that fits counts.
LAYOUTS: dict[str, Layout] = {
    "bare": _text("frames alone, one or more on a line", r"\A\s*\Z"),
    "mobilityhouse": _text(
        "the Python package ocpp, and Home Assistant",
        r"(?:^|[\s\]]|[A-Z]{4,8}:[\w.]+:)(?P<station>(?![A-Z]{4,8}:)[^\s\[\]]+): "
        r"(?:(?P<received>receive message)|(?P<sent>send)) \Z",
    ),
    "websockets": _text(
        "the debug log of the Python package websockets", r"(?:(?P<received><)|(?P<sent>>)) (?:TEXT|BINARY) '\Z"
    ),
    "evcc": _text(
        "evcc",
        r"(?:(?P<received>recv|received JSON message from)|(?P<sent>sen[dt]|sent JSON message to)) "
        r"(?P<station>\S+): \Z",
    ),
    "steve": _text(
        "SteVe",
        r"chargeBoxId=(?P<station>[^,\]]+).*"
        r"(?:(?P<received>Received(?: message)?)|(?P<sent>Sending(?: message)?)):? \Z",
    ),
    "vcp": _text(
        "the virtual charge point of Solidstudio",
        r"(?:(?P<received>Receive message ⬅️)|(?P<sent>(?:Sending message|Responding with) ➡️))\s+\Z",
    ),
    "everest": _text("EVerest", r"\[\w+\s*\]\s+(?:ocpp|OCPP\d*):OCPP"),
    "microocpp": _text("MicroOcpp", r"\[(?:MO|AO)\](?: \w+:)? (?:(?P<received>Recv:?)|(?P<sent>Send:?|To WS lib:)) \Z"),
    "rx-tx": _text("lines with RX and TX", r"\b(?:(?P<received>RX|Rx|rx)|(?P<sent>TX|Tx|tx))\b\W*\Z"),
    "s-r": _text("lines with S: and R:", r"(?:^|\s)(?:(?P<sent>S)|(?P<received>R)): \Z"),
    "wscat": _text("wscat and websocat", r"^(?:(?P<received><)|(?P<sent>>)) \Z"),
    "ends": _text(
        "lines that name both ends, such as [client->target]",
        r"(?i)(?:cp|cs|csms|client|server|target|station|central)\W*(?:->|→|<-|←|_to_|=>)",
    ),
    "docker": _fields("the log files of Docker", "log stream time"),
    "cloudwatch": _fields("Amazon CloudWatch", "timestamp message ingestionTime"),
    "cloudwatch-events": _fields("Amazon CloudWatch, exported", "logStreamName message"),
    "serilog": _fields("Serilog", "@t"),
    "bunyan": _fields("bunyan", "name hostname pid level msg time v"),
    "pino": _fields("pino", "level time msg"),
    "zap": _fields("zap", "level ts msg"),
    "logback": _fields("Logback and Log4j with JSON", "@timestamp logger_name message"),
    "log4j2": _fields("Log4j 2 with JSON", "instant level message"),
    "ecs": _fields("Elastic", "@timestamp message"),
    "kibana": _fields("Kibana and Elasticsearch", "_source"),
    "winston": _fields("winston", "level message"),
    "structlog": _fields("structlog", "event timestamp"),
    "slog": _fields("slog of Go", "time level msg"),
    "journald": _fields("journald as JSON", "MESSAGE __REALTIME_TIMESTAMP"),
    "loki": _fields("Grafana Loki", "line timestamp"),
    "datadog": _fields("Datadog", "attributes content"),
    "gcp": _fields("Google Cloud Logging", "logName"),
    "loguru": _fields("loguru", "text record"),
    "json-lines": _fields("JSON lines of any other logger", ""),
    "csv": Layout(about="tables with a header: comma, semicolon, tab or bar", family="csv"),
    "har": Layout(about="HAR files of browsers, with messages of WebSockets", family="json"),
    "json": Layout(about="JSON documents: traces, exports, arrays of records", family="json"),
    "capture": Layout(about="pcap and pcapng with ws://", family="capture"),
    "text": Layout(about="lines of any other logger"),
}

_TEXTS = [(name, layout.before) for name, layout in LAYOUTS.items() if layout.before is not None]


def layout_of_text(before: str) -> tuple[str, re.Match[str] | None]:
    """The layout of a line by what stands before its frame, and what its pattern has found."""
    for name, pattern in _TEXTS:
        if found := pattern.search(before):
            return name, found
    return "text", None


def layout_of_fields(keys: Iterable[str]) -> str:
    """The layout of a JSON line by the names of its fields."""
    there = set(keys)
    return next(name for name, layout in LAYOUTS.items() if layout.family == "fields" and layout.keys <= there)
