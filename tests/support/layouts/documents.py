"""Whole documents of JSON and XML: traces, HAR, exports of tools and data bases."""

import json
import xml.sax.saxutils as xml
from typing import Any

from tests.support.layouts._kit import CEST, Event, Talk, epoch, json_line, layout, lines
from tests.support.layouts._scripts import fleet, home, rough, stream, two
from tests.support.layouts.json_lines import taken_apart

ISO = "%Y-%m-%dT%H:%M:%S.%3fZ"


def pretty(value: Any, indent: int = 2) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


@layout("har", home, "session.har")
def har(talk: Talk) -> str:
    """A browser at the station's side: HAR with the messages of the WebSocket."""
    messages = [
        {"type": e.of_station("receive", "send"), "time": epoch(e.at, "us") / 1e6, "opcode": 1, "data": e.frame}
        for e in talk
    ]
    entry = {
        "startedDateTime": "2024-05-01T07:59:59.000Z", "time": 90000, "_resourceType": "websocket", "_webSocketMessages": messages,
        "request": {"method": "GET", "url": "wss://csms.example.com/ocpp/CP_1", "headers": [{"name": "Sec-WebSocket-Protocol", "value": "ocpp1.6"}]},
        "response": {"status": 101, "headers": [{"name": "Sec-WebSocket-Protocol", "value": "ocpp1.6"}], "content": {"size": 0, "mimeType": "x-unknown"}},
    }  # fmt: skip
    return pretty(
        {
            "log": {
                "version": "1.2",
                "creator": {"name": "WebInspector", "version": "537.36"},
                "pages": [],
                "entries": [entry],
            }
        }
    )


@layout(
    "har-two-stations",
    fleet,
    "session.har",
    read=lambda talk: [e for station in ("CP_1", "EVB-P21302000") for e in talk if e.station == station],
)
def har_two_stations(talk: Talk) -> str:
    """Two connections, one after the other; each has its own path. A compact document."""
    entries = [
        {
            "startedDateTime": "2024-05-01T08:00:00.000Z",
            "request": {"url": f"ws://localhost:9000/{station}"},
            "response": {"status": 101},
            "_webSocketMessages": [
                {"type": e.of_station("receive", "send"), "time": epoch(e.at, "us") / 1e6, "opcode": 1, "data": e.frame}
                for e in talk
                if e.station == station
            ],
        }
        for station in ("CP_1", "EVB-P21302000")
    ]
    return json.dumps(
        {
            "log": {
                "version": "1.2",
                "entries": [
                    {
                        "startedDateTime": "2024-05-01T07:59:00.000Z",
                        "request": {"url": "http://localhost/x.js"},
                        "response": {"status": 200, "content": {"text": "var a=[2,3];"}},
                    },
                    *entries,
                ],
            }
        }
    )


@layout("debugkit-trace", home, "trace.json", rebuilt=None)
def debugkit_trace(talk: Talk) -> str:
    """A trace with metadata and events; the frames are arrays over many lines."""
    events = [
        {"timestamp": e.stamp(ISO), "direction": e.of_csms("CS_TO_CSMS", "CSMS_TO_CS"), "message": e.elements}
        for e in talk
    ]
    return pretty(
        {
            "traceId": "t-1",
            "metadata": {"stationId": "CP_1", "ocppVersion": "1.6", "description": "a trace [2, 3]"},
            "events": events,
        }
    )


@layout("json-array-of-strings", rough, "export.json")
def json_array_of_strings(talk: Talk) -> str:
    """An export of a back end: an array of objects, the frame as a string."""
    return pretty(
        [
            {
                "_id": n,
                "chargePointId": e.station,
                "createdAt": e.stamp(ISO),
                "direction": e.of_csms("IN", "OUT"),
                "message": e.frame,
            }
            for n, e in enumerate(talk)
        ],
        4,
    )


@layout("json-array-of-arrays", two, "export.json", rebuilt=None)
def json_array_of_arrays(talk: Talk) -> str:
    """The same in one line, the frame as an array, newest first."""
    return json.dumps(
        [
            {"station": e.station, "ts": epoch(e.at), "sender": e.of_csms("station", "csms"), "frame": e.elements}
            for e in reversed(talk)
        ],
        ensure_ascii=False,
    )


@layout(
    "json-bare-array",
    two,
    "frames.json",
    rebuilt=None,
    unit=None,
    station=False,
    direction=lambda event: event.action != "DataTransfer",
)
def json_bare_array(talk: Talk) -> str:
    """An array of frames and nothing else."""
    return pretty([e.elements for e in talk])


@layout("mongo-export", home, "ocpp.json")
def mongo_export(talk: Talk) -> str:
    """mongoexport: extended JSON, an object a line."""
    return "\n".join(
        json_line(
            _id={"$oid": f"6631f{n:019x}"},
            chargePoint=e.station,
            received={"$date": e.stamp(ISO)},
            type={"$numberInt": "2"},
            direction=e.of_csms("inbound", "outbound"),
            raw=e.frame,
        )
        for n, e in enumerate(talk)
    )


@layout("mongo-export-parts", two, "ocpp.json", rebuilt=True)
def mongo_export_parts(talk: Talk) -> str:
    """The same with the elements in fields, as an array, with times in extended JSON of numbers."""
    return json.dumps(
        [
            {
                "_id": {"$oid": f"6631f{n:019x}"},
                "stationId": e.station,
                "timestamp": {"$date": {"$numberLong": str(epoch(e.at))}},
                "origin": e.of_csms("cs", "csms"),
                **taken_apart(e),
            }
            for n, e in enumerate(talk)
        ]
    )


@layout("citrineos-messages", two, "OCPPMessages.json", rebuilt=None)
def citrineos_messages(talk: Talk) -> str:
    """A table of messages of a back end: origin, correlation id, and the frame as an array."""
    return pretty(
        {
            "data": {
                "OCPPMessages": [
                    {
                        "id": n,
                        "tenantId": 1,
                        "stationId": e.station,
                        "correlationId": e.elements[1],
                        "origin": e.of_csms("cs", "csms"),
                        "protocol": "ocpp2.0.1",
                        "action": e.action,
                        "message": e.elements,
                        "timestamp": e.stamp(ISO),
                    }
                    for n, e in enumerate(talk, 1)
                ]
            }
        }
    )


@layout("postman-export", home, "postman.json")
def postman_export(talk: Talk) -> str:
    """A WebSocket client with a history, newest first: the client plays the station."""
    history = [
        {
            "id": f"m{n}",
            "type": e.of_station("incoming", "outgoing"),
            "timestamp": epoch(e.at),
            "mimeType": "text",
            "content": e.frame,
        }
        for n, e in enumerate(reversed(talk))
    ]
    return pretty({"url": "ws://localhost:9000/CP_1", "protocols": ["ocpp1.6"], "messages": history})


@layout("tshark-json", stream, "capture.json", station=False, unit="us")
def tshark_json(talk: Talk) -> str:
    """tshark -T json: the payload of each WebSocket frame as text; the CSMS has port 9000, only the station masks."""
    packets = []
    for number, e in enumerate(talk, 4):
        ports = ("51514", "9000") if e.to_csms else ("9000", "51514")
        packets.append(
            {"_index": "packets-2024-05-01", "_source": {"layers": {
                "frame": {"frame.time_epoch": f"{epoch(e.at, 'us') // 1_000_000}.{epoch(e.at, 'us') % 1_000_000:06d}000", "frame.number": str(number)},
                "tcp": {"tcp.srcport": ports[0], "tcp.dstport": ports[1]},
                "websocket": {"websocket.opcode": "1", "websocket.mask": "1" if e.to_csms else "0", "websocket.payload": {"websocket.payload.text": e.frame}},
            }}}
        )  # fmt: skip
    return pretty(packets)


@layout("log4j-xml", home, "log.xml", zone="given")
def log4j_xml(talk: Talk) -> str:
    """log4j's XML with entities."""
    events = "".join(
        f'<Event xmlns="http://logging.apache.org/log4j/2.0/events" timeMillis="{epoch(e.at)}" thread="ws-4" level="DEBUG" loggerName="csms.ws">\n  <Message>{e.of_csms("Received from", "Sent to")} {e.station}: {xml.escape(e.frame)}</Message>\n</Event>\n'
        for e in talk
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Events>\n{events}</Events>\n'


@layout("log4j-xml-cdata", rough, "log.xml", zone="given")
def log4j_xml_cdata(talk: Talk) -> str:
    """log4j 1: CDATA."""
    return "".join(
        f'<log4j:event logger="csms.ws" timestamp="{epoch(e.at)}" level="INFO" thread="main">\n<log4j:message><![CDATA[{e.of_csms("IN", "OUT")} {e.station} {e.frame}]]></log4j:message>\n</log4j:event>\n\n'
        for e in talk
    )


@layout("yaml-list", two, "trace.yaml", zone="given")
def yaml_list(talk: Talk) -> str:
    """A list in YAML; the frame is in single quotes, which are doubled in it."""
    return "station: DE*ELN*E150*3\nmessages:\n" + "".join(
        "- at: {}\n  from: {}\n  frame: '{}'\n".format(
            e.stamp(ISO), e.of_csms("station", "csms"), e.frame.replace("'", "''")
        )
        for e in talk
    )


@lines("pretty-after-prefix", two, zone="given", rebuilt=None, station=False)
def pretty_after_prefix(event: Event) -> str:
    """libocpp's log of messages: who to whom and the action, then the frame over several lines, then a blank line."""
    return f"{event.stamp(ISO)}: {'ChargePoint>CentralSystem' if event.to_csms else 'CentralSystem>ChargePoint'} {event.action}{'' if event.kind == 2 else 'Response'}\n{pretty(event.elements)}\n"


@lines("pretty-in-one-record", home, zone="inferred", rebuilt=None)
def pretty_in_one_record(event: Event) -> str:
    """The frame begins on the line with the time and ends with a bracket alone."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {pretty(event.elements, 4)}"


@lines("line-breaks-in-frames", home, zone="inferred", unit="s", rebuilt=None)
def line_breaks_in_frames(event: Event) -> str:
    """A station that sends line breaks within its frames."""
    frame = event.frame
    if event.to_csms:
        kind, unique_id, *rest = event.elements
        frame = f"[{kind},{json.dumps(unique_id)},{''.join(f'{json.dumps(name)},' for name in rest[:-1])}\n{json.dumps(rest[-1], indent=0, ensure_ascii=False)}]"
    return f"{event.stamp('%Y-%m-%d %H:%M:%S', CEST)} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {frame}"
