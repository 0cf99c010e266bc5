"""Exports of collectors, clouds and data bases, and loggers that say the direction in other ways than with words."""

import json
import pprint
from typing import Any

from tests.support.layouts._kit import ANY, CEST, Event, Talk, epoch, json_line, layout, lines
from tests.support.layouts._scripts import home, rough, stream, transfers, two, vague
from tests.support.layouts.json_lines import taken_apart
from tests.support.layouts.platforms import csv_text, reverse
from tests.support.layouts.tables import compact

ISO = "%Y-%m-%dT%H:%M:%S.%3fZ"
TIME = "%Y-%m-%d %H:%M:%S.%3f"


def go_quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# Collectors


@lines("gelf", home, "graylog.jsonl")
def gelf(event: Event) -> str:
    """Graylog: fields of one's own begin with an underscore."""
    return json_line(
        version="1.1",
        host="gw01",
        short_message=f"{event.of_csms('Received', 'Sent')} {event.frame}",
        timestamp=epoch(event.at) / 1000,
        level=7,
        _chargePointId=event.station,
    )


@lines("fluentd", rough, unit="us")
def fluentd(event: Event) -> str:
    """Fluentd: time, tag, record."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%f', CEST)}000 +0200 ocpp.csms: " + json_line(
        container_name="/csms", log=f"{event.station} {event.of_csms('<-', '->')} {event.frame}"
    )


@layout("open-telemetry", two, "logs.json", unit="us")
def open_telemetry(talk: Talk) -> str:
    """OTLP as JSON: attributes are lists of keys and values."""
    records = [
        {
            "timeUnixNano": f"{epoch(e.at, 'us')}000",
            "severityText": "DEBUG",
            "body": {"stringValue": e.frame},
            "attributes": [
                {"key": "charge_point.id", "value": {"stringValue": e.station}},
                {"key": "direction", "value": {"stringValue": e.of_csms("inbound", "outbound")}},
            ],
        }
        for e in talk
    ]
    return json.dumps(
        {
            "resourceLogs": [
                {
                    "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "csms"}}]},
                    "scopeLogs": [{"scope": {"name": "ws"}, "logRecords": records}],
                }
            ]
        }
    )


@lines("elastic-common-schema", home, "csms.ndjson")
def elastic_common_schema(event: Event) -> str:
    """ECS: names with dots."""
    return json_line(
        **{
            "@timestamp": event.stamp(ISO),
            "log.level": "DEBUG",
            "message": f"{event.of_csms('Received', 'Sending')}: {event.frame}",
            "ecs.version": "1.2.0",
            "service.name": "csms",
            "labels": {"charge_point": event.station},
            "process.thread.name": "ws-2",
        }
    )


@lines("elastic-bulk", rough, "bulk.ndjson")
def elastic_bulk(event: Event) -> str:
    """The bulk format: a line of what to do before each record."""
    return (
        json_line(index={"_index": "ocpp", "_id": f"{epoch(event.at)}"})
        + "\n"
        + json_line(timestamp=event.stamp(ISO), cp=event.station, direction=event.of_csms("RX", "TX"), raw=event.frame)
    )


@layout("firehose", two, "firehose-1")
def firehose(talk: Talk) -> str:
    """Records of JSON without anything between them."""
    return "".join(
        json_line(ts=epoch(e.at), station_id=e.station, direction=e.of_csms("up", "down"), message=e.frame)
        for e in talk
    )


@layout("azure-tables", home, "query.json")
def azure_tables(talk: Talk) -> str:
    """Application Insights' API: columns, and rows that are arrays."""
    columns = [
        {"name": name, "type": kind}
        for name, kind in (
            ("timestamp", "datetime"),
            ("message", "string"),
            ("severityLevel", "int"),
            ("customDimensions", "dynamic"),
        )
    ]
    rows = [
        [e.stamp(ISO), f"{e.of_csms('Received from', 'Sent to')} {e.station}: {e.frame}", 1, '{"ids":[2,3]}']
        for e in talk
    ]
    return json.dumps({"tables": [{"name": "PrimaryResult", "columns": columns, "rows": rows}]})


@lines("dynamo-db", rough, "items.json")
def dynamo_db(event: Event) -> str:
    """An export of DynamoDB: each value has its type."""
    return json_line(
        Item={
            "pk": {"S": event.station},
            "ts": {"N": str(epoch(event.at))},
            "dir": {"S": event.of_csms("IN", "OUT")},
            "frame": {"S": event.frame},
        }
    )


@lines("influx-line-protocol", home, unit="us")
def influx_line_protocol(event: Event) -> str:
    """Tags, fields, and nanoseconds at the end."""
    return f"ocpp,cp={event.station},dir={event.of_csms('rx', 'tx')} msg={go_quoted(event.frame)} {epoch(event.at, 'us')}000"


@lines("zerolog-json", stream, "csms.jsonl", unit="s")
def zerolog_json(event: Event) -> str:
    """zerolog."""
    return json_line(
        level="debug",
        cp=event.station,
        proto=f"ocpp{event.protocol}",
        time=event.stamp("%Y-%m-%dT%H:%M:%SZ"),
        message=f"{event.of_csms('recv', 'send')} {event.frame}",
    )


@lines("zerolog-console", rough, unit="min", zone="inferred")
def zerolog_console(event: Event) -> str:
    """zerolog on a console: hours and minutes."""
    return f"\x1b[90m{event.stamp('%-I:%M%p', CEST)}\x1b[0m \x1b[33mDBG\x1b[0m \x1b[1m{event.of_csms('recv', 'send')}\x1b[0m \x1b[36mcp=\x1b[0m{event.station} \x1b[36mframe=\x1b[0m{go_quoted(event.frame)}"


# Data bases


@layout("pg-copy", home, "dump.sql")
def pg_copy(talk: Talk) -> str:
    """pg_dump: tabs between columns, backslashes doubled."""
    rows = "".join(
        "{}\t{}+00\t{}\t{}\t{}\n".format(
            n, e.stamp(TIME), e.station, e.of_csms("in", "out"), e.frame.replace("\\", "\\\\")
        )
        for n, e in enumerate(talk, 1)
    )
    return f"--\n-- PostgreSQL database dump\n--\n\nCOPY public.ocpp_message (id, logged_at, charge_point, direction, raw) FROM stdin;\n{rows}\\.\n\n"


@layout("mysql-vertical", rough, "mysql.txt", zone="inferred")
def mysql_vertical(talk: Talk) -> str:
    """mysql with \\G: a line a column."""
    return (
        "".join(
            f"{'*' * 27} {n}. row {'*' * 27}\n     id: {n}\n     at: {e.stamp(TIME, CEST)}\n     cp: {e.station}\n    dir: {e.of_csms('IN', 'OUT')}\nmessage: {e.frame}\n"
            for n, e in enumerate(talk, 1)
        )
        + f"{len(talk)} rows in set (0.01 sec)\n"
    )


@layout("mysql-box", two, "mysql.txt", zone="inferred")
def mysql_box(talk: Talk) -> str:
    """mysql's table."""
    width = max(len(e.frame) for e in talk)
    rule = f"+-------------------------+---------------+-----+-{'-' * width}-+\n"
    return (
        rule
        + f"| at                      | cp            | dir | {'message':<{width}} |\n"
        + rule
        + "".join(
            f"| {e.stamp(TIME)} | {e.station:<13} | {e.of_csms('IN', 'OUT'):<3} | {e.frame:<{width}} |\n" for e in talk
        )
        + rule
    )


@lines("sqlite-dump", home, "dump.sql")
def sqlite_dump(event: Event) -> str:
    """sqlite3 .dump."""
    quoted = event.frame.replace("'", "''")
    return f"INSERT INTO messages VALUES({epoch(event.at) % 1000},{epoch(event.at)},'{event.station}','{event.of_csms('in', 'out')}','{quoted}');"


@layout("csv-call-types", home, "messages.csv", rebuilt=True)
def csv_call_types(talk: Talk) -> str:
    """The message type is a word; the payload of an error is an object with the names of its elements."""
    rows = []
    for e in talk:
        parts = taken_apart(e)
        payload = (
            parts["payload"]
            if "payload" in parts
            else {key: parts[key] for key in ("errorCode", "errorDescription", "errorDetails")}
        )
        rows.append(
            (
                e.stamp(ISO),
                e.station,
                {2: "Call", 3: "CallResult", 4: "CallError"}[e.kind],
                parts["uniqueId"],
                e.action,
                compact(payload),
                e.of_csms("Received", "Sent"),
            )
        )
    return csv_text(
        [("Timestamp", "ChargeStation", "MessageType", "MessageId", "Action", "Payload", "Direction"), *rows]
    )


# The direction in other ways


@lines("json-boolean-direction", home, "csms.jsonl")
def json_boolean_direction(event: Event) -> str:
    """A field that is true or false."""
    return json_line(time=event.stamp(ISO), station=event.station, isIncoming=event.to_csms, raw=event.frame)


@layout("csv-numeric-direction", rough, "log.csv")
def csv_numeric_direction(talk: Talk) -> str:
    """A column with 0 and 1; what they mean is known from the actions."""
    return csv_text(
        [
            ("time", "station", "direction", "message"),
            *((e.stamp(ISO), e.station, int(not e.to_csms), e.frame) for e in talk),
        ]
    )


@lines("java-class-direction", two, zone="inferred")
def java_class_direction(event: Event) -> str:
    """The names of the classes."""
    return f"{event.stamp(TIME, CEST)} DEBUG [nio-7] c.e.csms.ws.{event.of_csms('Inbound', 'Outbound')}Handler - {event.station} {event.frame}"


@lines("function-direction", vague, zone="inferred")
def function_direction(event: Event) -> str:
    """The names of the functions, where nothing tells at the start."""
    return f"{event.stamp(TIME, CEST)} [{event.station}] ocpp_client.cpp:{event.of_station('88 on_message()', '41 send_frame()')}: {event.frame}"


@lines("json-ends", transfers, "proxy.jsonl", station=False)
def json_ends(event: Event) -> str:
    """Fields for both ends."""
    ends = ("ChargePoint", "CentralSystem") if event.to_csms else ("CentralSystem", "ChargePoint")
    return json_line(ts=event.stamp(ISO), source=ends[0], destination=ends[1], message=event.frame)


# Other printers


@lines("python-pprint", home, zone="inferred", rebuilt=True)
def python_pprint(event: Event) -> str:
    """pprint of a list."""
    return f"{event.stamp(TIME, CEST)} {event.station} {event.of_csms('received', 'sent')}:\n{pprint.pformat(event.elements, sort_dicts=False)}"


@lines("home-assistant-error-alone", home, zone="inferred", rebuilt=None)
def home_assistant_error_alone(event: Event) -> str:
    """A call that cannot be handled is only in a line of an error, as an object."""
    if event.kind == 2 and event.action == "DataTransfer" and event.to_csms:
        _, unique_id, action, payload = event.elements
        return f"{event.stamp(TIME, CEST)} ERROR (MainThread) [ocpp] {event.station}: error while handling received request '<Call - unique_id={unique_id}, action={action}, payload={payload}>'"
    return f"{event.stamp(TIME, CEST)} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"


@lines("evcc-pretty", two, zone="inferred", unit="s", rebuilt=None)
def evcc_pretty(event: Event) -> str:
    """evcc with a station whose frames are laid out over several lines."""
    frame = json.dumps(event.elements, indent="\t", ensure_ascii=False) if event.to_csms else event.frame
    return f"[ocpp  ] TRACE {event.stamp('%Y/%m/%d %H:%M:%S', CEST)} {event.of_csms('recv', 'send')} {event.station}: {frame}"


@lines("micro-ocpp-old", home, unit=None, station=False)
def micro_ocpp_old(event: Event) -> str:
    """ArduinoOcpp: what is sent is printed when it goes to the library of the WebSocket."""
    return f"[AO] {event.of_station('Recv', 'To WS lib')}: {event.frame}"


@layout("putty-log", rough, "putty.log", unit=None, station=False)
def putty_log(talk: Talk) -> str:
    """A terminal's log: a time in its head, none in its lines."""
    return "=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2024.05.01 10:00:00 =~=~=~=~=~=~=~=~=~=~=~=\r\nlogin: root\r\n" + "".join(
        f"[ocpp] {e.of_station('recv', 'send')}: {e.frame}\r\n" for e in talk
    )


@lines("debug-view", home, zone="inferred", unit="ms", station=False)
def debug_view(event: Event) -> str:
    """DebugView: a number, a time of day, a process."""
    return f"{epoch(event.at) % 100000:08d}\t{event.stamp('%H:%M:%S.%3f', CEST)}\t[1234] OCPP {event.of_csms('RX', 'TX')}: {event.frame}"


@layout(
    "markdown-actions", rough, "issue.md", unit=None, station=False, direction=lambda event: event.action != "Authorise"
)
def markdown_actions(talk: Talk) -> str:
    """A table with actions and frames."""
    return "Action | Message\n--- | ---\n" + "".join(f"{e.action} | {e.frame}\n" for e in talk)


@layout("json-pairs", home, "transactions.json", rebuilt=None)
def json_pairs(talk: Talk) -> str:
    """A record has a request and its response."""
    pairs = zip(talk[::2], talk[1::2], strict=True)
    records: list[dict[str, Any]] = [
        {
            "stationId": call.station,
            "initiatedBy": "station" if call.to_csms else "csms",
            "request": {"at": call.stamp(ISO), "frame": call.elements},
            "response": {"at": answer.stamp(ISO), "frame": answer.elements},
        }
        for call, answer in pairs
    ]
    return json.dumps(records, indent=2, ensure_ascii=False)


@layout("newest-first-json", rough, "log.jsonl", zone=ANY)
def newest_first_json(talk: Talk) -> str:
    """JSON lines, newest first, as a page of a cloud gives them."""
    return "\n".join(json_line(t=epoch(e.at), cp=e.station, d=e.of_csms("in", "out"), m=e.frame) for e in reverse(talk))
