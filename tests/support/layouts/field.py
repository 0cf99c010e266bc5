"""Shapes that public issues of chargers and back ends show; mostly what stations break, and what posters leave of a log."""

import json

from tests.support.layouts import _noise as noise
from tests.support.layouts._kit import CEST, Event, Talk, json_line, layout, lines
from tests.support.layouts._scripts import Step, home, plain, play, rough, stream, two

TIME = "%Y-%m-%d %H:%M:%S.%3f"


def pretty(event: Event, indent: int = 2) -> list[str]:
    return json.dumps(event.elements, indent=indent, ensure_ascii=False).split("\n")


# Laid out over several lines, each a record of its own


@lines("pretty-under-journald", two, zone="given", unit="s", station=False, rebuilt=None)
def pretty_under_journald(event: Event) -> str:
    """libocpp under systemd: every line of a frame has the prefix."""
    prefix = f"{event.stamp('%Y-%m-%dT%H:%M:%S', CEST)}+0200 host manager[3935]:"
    ends = "ChargePoint>CentralSystem" if event.to_csms else "CentralSystem>ChargePoint"
    return "\n".join(f"{prefix} {text}" for text in (f"[INFO] ocpp:OCPP201 :: {ends} {event.action}", *pretty(event)))


@lines("pretty-under-compose", home, unit=None, rebuilt=None)
def pretty_under_compose(event: Event) -> str:
    """docker compose: the name of the container before every line; the first one says who."""
    first, *rest = pretty(event)
    return "\n".join(
        f"csms-1  | {text}" for text in (f"{event.station} {event.of_csms('received', 'sent')}: {first}", *rest)
    )


@layout("pretty-in-docker-json", two, "0a1b-json.log", unit="us", rebuilt=None)
def pretty_in_docker_json(talk: Talk) -> str:
    """json-file: a record a line of the frame."""
    records = []
    for event in talk:
        first, *rest = pretty(event)
        time = event.stamp("%Y-%m-%dT%H:%M:%S.%f789Z")
        records += [
            json_line(log=f"{text}\n", stream="stdout", time=time)
            for text in (f"[{event.station}] {event.of_csms('<-', '->')} {first}", *rest)
        ]
    return "\n".join(records)


@lines("pretty-in-json-line", home, "csms.jsonl", zone="given", rebuilt=None)
def pretty_in_json_line(event: Event) -> str:
    """A message with line breaks within a JSON line."""
    return json_line(
        timestamp=event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
        cp=event.station,
        message=f"{event.of_csms('Received', 'Sent')}\n" + "\n".join(pretty(event, 4)),
    )


@lines("pretty-with-bars", stream, zone="inferred", rebuilt=None)
def pretty_with_bars(event: Event) -> str:
    """A logger that draws a box."""
    return (
        f"┌ {event.stamp(TIME, CEST)} {event.station} {event.of_csms('RECV', 'SEND')}\n"
        + "\n".join(f"│ {text}" for text in pretty(event))
        + "\n└"
        + "─" * 40
    )


# What stations break: it ends with a bracket all the same

BROKEN: list[Step] = [
    (0, ">", '[2,"b-1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]'),
    (0.1, "<", '[3,"b-1",{"currentTime":"@now","interval":60,"status":"Accepted"}]'),
    (1, "<", '[2,"k-1","GetConfiguration",{"key":["MeterValuesSampledData"]}]'),
    (0.2, ">", '[3,"k-1",{"configurationKey":],"unknownKey":["MeterValuesSampledData"]}]'),
    (1, ">", '[2,"b-2","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"@now","sampledValue":[,{"value":"1"}]}]}]'),
    (0.1, "<", '[3,"b-2",{}]'),
    (1, ">", '[2,"b-3","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"@now","sampledValue":[{"value":NaN},{"value":-Infinity}]}]}]'),
    (0.1, "<", '[3,"b-3",{}]'),
    (1, ">", '[2,"b-4","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","info":"a "quoted" word"}]'),
    (0.1, "<", '[3,"b-4",{}]'),
    (1, ">", '[2,"b-5","DataTransfer",{"vendorId":"V","data":"{"a":1}"}]'),
    (0.1, "<", '[3,"b-5",{"status":"Accepted"}]'),
    (1, ">", '[ 2 , "b-6" , "Heartbeat" , { } ]'),
    (0.1, "<", '[3,"b-6",{"currentTime":"@now"}]'),
    (1, ">", '[2,"b-7","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}}]'),
    (0.1, "<", '[4,"b-7","FormationViolation","",{}]'),
    (1, ">", '[2,"b-8","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"]'),
    (0.1, "<", '[4,"b-8","FormationViolation","",{}]'),
]  # fmt: skip
broken = play(BROKEN, "GRS-4011002b9c")


@lines("broken-frames", broken, zone="inferred", noise=noise.PYTHON, rebuilt=None)
def broken_frames(event: Event) -> str:
    """Brackets too many and too few, quotes in texts, what is no JSON: each is a message of the station."""
    return f"{event.stamp(TIME, CEST)} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"


@lines("broken-frames-bare", broken[:8], unit=None, station=False, rebuilt=None)
def broken_frames_bare(event: Event) -> str:
    """Some of them, alone, with blank lines between."""
    return f"{event.frame}\n"


@lines("broken-frames-quoted", broken[:8], zone="inferred", station=False, rebuilt=None)
def broken_frames_quoted(event: Event) -> str:
    """Some of them, in quotes, before a count."""
    return f"{event.stamp(TIME, CEST)} DEBUG (MainThread) [websockets.server] {event.of_csms('<', '>')} TEXT '{event.frame}' [{len(event.frame)} bytes]"


#: The station's message ends too early: whether it is a frame is a matter of taste.
TOO_SHORT = '[3,"k-2",{"configurationKey":[]'
short = play(
    [
        *BROKEN[:2],
        (1, "<", '[2,"k-2","GetConfiguration",{"key":["X"]}]'),
        (0.1, ">", TOO_SHORT),
        (1, ">", '[2,"b-3","Heartbeat",{}]'),
        (0.1, "<", '[3,"b-3",{"currentTime":"@now"}]'),
    ],
    "GRS-1",
)


@lines(
    "frame-too-short",
    short,
    zone="inferred",
    read=lambda talk: [event for event in talk if event.frame != TOO_SHORT],
    optional=(TOO_SHORT,),
)
def frame_too_short(event: Event) -> str:
    """The line of the error repeats it; what follows must not be swallowed."""
    text = f"{event.stamp(TIME, CEST)} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"
    if event.frame != TOO_SHORT:
        return text
    return f"{text}\n{event.stamp(TIME, CEST)} ERROR (MainThread) [ocpp] Unable to parse message: '{event.frame}', it doesn't seem to be valid OCPP: Expecting ',' delimiter: line 1 column 32\nTraceback (most recent call last):\n  File \"/usr/local/lib/python3.9/json/decoder.py\", line 337, in decode"


@lines("error-quotes-frame", rough, zone="inferred")
def error_quotes_frame(event: Event) -> str:
    """An error repeats the frame of the line before it, in quotes, with words around."""
    text = f"{event.stamp(TIME, CEST)} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"
    return (
        f"{text}\n{event.stamp(TIME, CEST)} ERROR (MainThread) [ocpp] Unable to parse message: '{event.frame}', it doesn't seem to be valid OCPP"
        if event.to_csms and event.kind == 2
        else text
    )


# Other shapes


@lines("home-assistant-no-id", home, zone="inferred", unit="s", station=False)
def home_assistant_no_id(event: Event) -> str:
    """A station that connects without an id."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S', CEST)} INFO (MainThread) [ocpp] : {event.of_csms('receive message', 'send')} {event.frame}"


@lines(
    "open-wb",
    play(
        [
            (0, ">", [2, "w-1", "BootNotification", {"chargePointVendor": "openWB", "chargePointModel": "s2"}]),
            (0.1, "<", [3, "w-1", {"status": "Accepted", "currentTime": "@now", "interval": 9}]),
        ],
        "45215306",
    ),
    zone="inferred",
)
def open_wb(event: Event) -> str:
    """openWB at a station: braces around the logger."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} - {{ocpp:456}} - {{INFO:OCPP Client}} - {event.station}: {event.of_station('receive message', 'send')} {event.frame}"


@lines("iobroker-file", home, zone="inferred")
def iobroker_file(event: Event) -> str:
    """ioBroker's file: two blanks, a dash, an instance with the number of a process."""
    return f'{event.stamp(TIME, CEST)}  - \x1b[34mdebug\x1b[39m: ocpp.0 (4242) {event.of_csms("Received from", "Sent to")} "{event.station}": {event.frame}'


@lines("ocpp-core-offset", two, zone="given", unit="us")
def ocpp_core_offset(event: Event) -> str:
    """OCPP.Core with seven digits and an offset."""
    return f"trce: OCPP.Core.Server.OCPPMiddleware[0] @ {event.stamp('%Y-%m-%dT%H:%M:%S.%f', CEST)}1+02:00\n      OCPPMiddleware.{event.of_csms('Receive20 => Receiving', 'SendOcpp20Message => Sending')} message: {event.station} / Msg: {event.frame}"


@lines("bare-with-numbers", plain, unit=None, station=False)
def bare_with_numbers(event: Event) -> str:
    """A snooper that adds numbers after some frames."""
    return f"{event.frame},1969.62890625,0" if event.action == "MeterValues" and event.kind == 2 else event.frame


@lines("month-slash", home, zone="given", unit="s", station=False)
def month_slash(event: Event) -> str:
    """A station: month and day with a slash, UTC in words, two dashes."""
    return f"{event.stamp('%b/%d %H:%M:%S UTC')} --  {event.of_station('Recv', 'Send')} : {event.frame}"


@lines("qt-json", rough, unit=None, station=False)
def qt_json(event: Event) -> str:
    """Qt's debug output."""
    return f"ocpp.ws: {event.of_station('textMessageReceived', 'sendTextMessage')} QString({json.dumps(event.frame, ensure_ascii=False)})"


@lines("layers", two, zone="inferred", station=False)
def layers(event: Event) -> str:
    """A station of layers: the one of the wire has the frame, another repeats the payload alone."""
    time = f"[{event.stamp('%b %d %H:%M:%S.%3f', CEST)}]"
    return f"{time}-PROTOCOL- {event.of_station('Received', 'Send')} OCPP {'Command' if event.kind == 2 else 'Answer'}: {event.action} {json.dumps(event.elements[-1])}\n{time}-COM- {event.of_station('Received', 'Send')} WS message: {event.frame}"


@lines("page-pasted", home, zone="inferred", unit="s", station=False)
def page_pasted(event: Event) -> str:
    """The page of a back end, pasted: a cell a line."""
    return f"{event.stamp('%d %b %Y, %H:%M:%S', CEST)}\n{event.of_csms('Incoming', 'Outgoing')}\n{event.action}\n{event.frame}"


@layout("page-pasted-newest-first", two, zone="inferred", unit="s", station=False)
def page_pasted_newest_first(talk: Talk) -> str:
    """The same in one line with tabs, newest first."""
    return "\n".join(
        f"{e.stamp('%Y-%m-%d %H:%M:%S', CEST)}\t{e.of_csms('incoming', 'outgoing')}\t{e.frame}" for e in reversed(talk)
    )
