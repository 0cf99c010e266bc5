"""Frames that are not written as JSON, or within something else."""

import base64
import html
import json
import urllib.parse
from typing import Any

from tests.support.layouts._kit import CEST, Event, Talk, json_line, layout, lines
from tests.support.layouts._scripts import home, plain, rough, stream, two

TIME = "%Y-%m-%d %H:%M:%S,%3f"


@lines("python-list", home, zone="inferred", rebuilt=True)
def python_list(event: Event) -> str:
    """repr of a list."""
    return f"{event.stamp(TIME, CEST)} {event.station} {event.of_csms('received', 'sent')}: {event.elements!r}"


@lines("python-list-no-prefix", two, unit=None, station=False, rebuilt=True)
def python_list_no_prefix(event: Event) -> str:
    """print(message) with a word."""
    return f"{event.of_csms('receive', 'send')}: {event.elements}"


@lines("python-tuple", stream, zone="inferred", rebuilt=True)
def python_tuple(event: Event) -> str:
    """repr of a list in a dict."""
    return f"{event.stamp(TIME)} DEBUG { {'cp': event.station, 'direction': event.of_csms('in', 'out'), 'message': event.elements}!r}"


@lines("python-call-repr", home, zone="inferred", rebuilt=True)
def python_call_repr(event: Event) -> str:
    """The objects of mobilityhouse/ocpp."""
    kind, unique_id, *rest = event.elements
    if kind == 2:
        text = f"<Call - unique_id={unique_id}, action={rest[0]}, payload={rest[1]}>"
    elif kind == 3:
        text = f"<CallResult - unique_id={unique_id}, action={event.action}, payload={rest[0]}>"
    else:
        text = f"<CallError - unique_id={unique_id}, error_code={rest[0]}, error_description={rest[1]}, error_details={rest[2]}>"
    return f"{event.stamp(TIME, CEST)} INFO {event.station}: {event.of_csms('got', 'sent')} {text}"


@lines("python-call-dataclass", home, zone="inferred", rebuilt=True)
def python_call_dataclass(event: Event) -> str:
    """The same as dataclasses are printed."""
    kind, unique_id, *rest = event.elements
    if kind == 2:
        text = f"Call(unique_id={unique_id!r}, action={rest[0]!r}, payload={rest[1]!r})"
    elif kind == 3:
        text = f"CallResult(unique_id={unique_id!r}, payload={rest[0]!r})"
    else:
        text = f"CallError(unique_id={unique_id!r}, error_code={rest[0]!r}, error_description={rest[1]!r}, error_details={rest[2]!r})"
    return f"{event.stamp(TIME, CEST)} INFO {event.station}: {event.of_csms('received', 'sent')} {text}"


@lines("python-bytes", rough, zone="inferred")
def python_bytes(event: Event) -> str:
    """repr of bytes."""
    return f"{event.stamp(TIME, CEST)} ws {event.station} {event.of_csms('read', 'write')} {event.frame.encode()!r}"


@lines("home-assistant-twice", home, "home-assistant.log", zone="inferred")
def home_assistant_twice(event: Event) -> str:
    """An error line repeats a call as an object: it is the same message."""
    line = f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"
    if event.kind == 2 and event.to_csms and event.action == "DataTransfer":
        _, unique_id, action, payload = event.elements
        line += f"\n{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} ERROR (MainThread) [ocpp] Error while handling request '<Call - unique_id={unique_id}, action={action}, payload={payload}>'"
    return line


def java(value: Any) -> str:
    """As Java's collections are printed."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={java(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(java, value)) + "]"
    return json.dumps(value) if isinstance(value, bool | None) else str(value)


@lines("java-list", plain, zone="inferred", rebuilt=True, loose=True)
def java_list(event: Event) -> str:
    """toString of a list with maps."""
    return f"{event.stamp(TIME, CEST)} INFO  [ws-3] c.e.Gateway - {event.station} {event.of_csms('received', 'sent')} {java(event.elements)}"


@lines("java-object", plain, zone="inferred", rebuilt=True, loose=True)
def java_object(event: Event) -> str:
    """toString of objects."""
    kind, unique_id, *rest = event.elements
    if kind == 2:
        text = f"CallMessage{{uniqueId='{unique_id}', action='{rest[0]}', payload={java(rest[1])}}}"
    elif kind == 3:
        text = f"CallResultMessage{{uniqueId='{unique_id}', payload={java(rest[0])}}}"
    else:
        text = f"CallErrorMessage{{uniqueId='{unique_id}', errorCode='{rest[0]}', errorDescription='{rest[1]}', errorDetails={java(rest[2])}}}"
    return f"{event.stamp(TIME, CEST)} INFO  [ws-3] c.e.Gateway - {event.station} {event.of_csms('received', 'sent')} {text}"


def inspect(value: Any) -> str:
    """As Node prints, in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key}: {inspect(item)}" for key, item in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "[ " + ", ".join(map(inspect, value)) + " ]" if value else "[]"
    if isinstance(value, str):
        quote = "'" if "'" not in value else '"' if '"' not in value else "`"
        return quote + value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + quote
    return json.dumps(value)


def inspect_lines(value: Any, indent: int = 0) -> str:
    """As Node prints what does not fit into a line."""
    inline = inspect(value)
    if len(inline) + indent <= 72 or not isinstance(value, dict | list):
        return inline
    space = " " * (indent + 2)
    items = (
        [f"{key}: {inspect_lines(item, indent + 2)}" for key, item in value.items()]
        if isinstance(value, dict)
        else [inspect_lines(item, indent + 2) for item in value]
    )
    opened, closed = ("{", "}") if isinstance(value, dict) else ("[", "]")
    return f"{opened}\n{space}" + f",\n{space}".join(items) + f"\n{' ' * indent}{closed}"


@lines("node-inspect", home, zone="given", rebuilt=True)
def node_inspect(event: Event) -> str:
    """console.log of an array in Node."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {event.station} {event.of_csms('received', 'sent')} {inspect_lines(event.elements)}"


@lines("node-inspect-colours", two, unit=None, station=False, rebuilt=True)
def node_inspect_colours(event: Event) -> str:
    """The same with colours, in one line."""
    kind, unique_id, *rest = event.elements
    inner = ", ".join(
        [
            f"\x1b[33m{kind}\x1b[39m",
            f"\x1b[32m{inspect(unique_id)}\x1b[39m",
            *(f"\x1b[32m{inspect(item)}\x1b[39m" if isinstance(item, str) else inspect(item) for item in rest),
        ]
    )
    return f"{event.of_csms('onMessage', 'send')} [ {inner} ]"


@lines("escaped", home, zone="inferred")
def escaped(event: Event) -> str:
    """The frame is a JSON string in a line of text."""
    return f"{event.stamp(TIME, CEST)} INFO {event.station} {event.of_csms('received', 'sent')} {json.dumps(event.frame, ensure_ascii=False)}"


@lines("escaped-without-quotes", two, zone="inferred")
def escaped_without_quotes(event: Event) -> str:
    """Backslashes before the quotes, as it comes out of a string, without the quotes of the string."""
    return f"{event.stamp(TIME, CEST)} INFO {event.station} {event.of_csms('received', 'sent')} {json.dumps(event.frame, ensure_ascii=False)[1:-1]}"


@lines("escaped-twice", home, zone="inferred")
def escaped_twice(event: Event) -> str:
    """Escaped twice."""
    once = json_line(msg=event.frame, cp=event.station)
    return f"{event.stamp(TIME, CEST)} INFO {event.of_csms('received', 'sent')} {json.dumps(once, ensure_ascii=False)}"


@lines("html-escaped", home, zone="inferred")
def html_escaped(event: Event) -> str:
    """Text out of a web page: entities."""
    return f"{event.stamp(TIME, CEST)} {event.station}: {event.of_csms('receive message', 'send')} {html.escape(event.frame)}"


@lines("single-quotes", home, zone="inferred")
def single_quotes(event: Event) -> str:
    """The frame in single quotes, as in a shell."""
    return f"{event.stamp(TIME, CEST)} {event.of_station('recv', 'send')} '{event.frame}' station={event.station}"


# Beyond the list of the issue, and yet seen.


@lines("beyond-base64", home, zone="given", station=True)
def beyond_base64(event: Event) -> str:
    """A stream of records with base64."""
    return json_line(
        partitionKey=event.station,
        approximateArrivalTimestamp=event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
        direction=event.of_csms("in", "out"),
        data=base64.b64encode(event.frame.encode()).decode(),
    )


@layout("beyond-wireshark-yaml", stream, "follow.yaml", station=False, unit="us")
def beyond_wireshark_yaml(talk: Talk) -> str:
    """Wireshark's Follow stream as YAML: base64 over several lines."""
    packets = []
    for number, event in enumerate(talk, 4):
        text = base64.b64encode(event.frame.encode()).decode()
        rows = "".join(f"      {text[at : at + 76]}\n" for at in range(0, len(text), 76))
        packets.append(
            f"  - packet: {number}\n    peer: {0 if event.to_csms else 1}\n    index: {number}\n    timestamp: {event.at.timestamp():.6f}000\n    data: !!binary |\n{rows}"
        )
    return (
        "peers:\n  - peer: 0\n    host: 192.168.1.20\n    port: 51514\n  - peer: 1\n    host: 192.168.1.2\n    port: 9000\npackets:\n"
        + "".join(packets)
    )


def ruby(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}=>{ruby(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(ruby, value)) + "]"
    return "nil" if value is None else json.dumps(value, ensure_ascii=False)


@lines("beyond-ruby-inspect", home, zone="inferred", unit="us", rebuilt=True)
def beyond_ruby_inspect(event: Event) -> str:
    """inspect of Ruby."""
    return f"D, [{event.stamp('%Y-%m-%dT%H:%M:%S.%f', CEST)} #7] DEBUG -- {event.station}: {event.of_csms('received', 'sent')} {ruby(event.elements)}"


def elixir(value: Any) -> str:
    if isinstance(value, dict):
        return "%{" + ", ".join(f"{json.dumps(key)} => {elixir(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(elixir, value)) + "]"
    return "nil" if value is None else json.dumps(value, ensure_ascii=False)


@lines("beyond-elixir-inspect", home, zone="inferred", rebuilt=True)
def beyond_elixir_inspect(event: Event) -> str:
    """inspect of Elixir."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} [debug] {event.station} {event.of_csms('received', 'sent')} {elixir(event.elements)}"


@lines("beyond-smart-quotes", plain, zone="inferred", unit="s", station=False, rebuilt=True)
def beyond_smart_quotes(event: Event) -> str:
    """Pasted through a word processor."""
    parts = event.frame.split('"')
    text = parts[0] + "".join(("“" if number % 2 == 0 else "”") + part for number, part in enumerate(parts[1:]))
    return f"{event.stamp('%Y-%m-%d %H:%M:%S')} {'CP -> CS' if event.to_csms else 'CS -> CP'} {text}"


@lines("beyond-url-encoded", plain, zone="given", unit="s")
def beyond_url_encoded(event: Event) -> str:
    """An access log of a gateway that forwards frames by GET."""
    return f'10.0.0.3 - - [{event.stamp("%d/%b/%Y:%H:%M:%S", CEST)} +0200] "GET /{"rx" if event.to_csms else "tx"}?cp={event.station}&frame={urllib.parse.quote(event.frame)} HTTP/1.1" 204 0'
