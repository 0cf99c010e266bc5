"""Loggers that write a JSON object a line."""

import json

from tests.support.layouts import _noise as noise
from tests.support.layouts._kit import CEST, Event, Talk, epoch, json_line, layout, lines
from tests.support.layouts._scripts import fleet, home, rough, stream, two, vague

LINES = "ocpp.jsonl"
OBJECTS = (
    '{"level":30,"time":1714550400000,"msg":"stored","rows":[[2,7,1],[3,8,{}]]}',
    '{"level":40,"msg":"[2, 3]"}',
    "not JSON at all",
    "[1,2,3]",
)


@lines("pino", home, LINES, noise=OBJECTS)
def pino(event: Event) -> str:
    """pino with its times in milliseconds."""
    return json_line(
        level=20,
        time=epoch(event.at),
        pid=7,
        hostname="csms-6d5f",
        identity=event.station,
        msg=f"{event.of_csms('received', 'sent')} {event.frame}",
    )


@lines("bunyan", rough, LINES)
def bunyan(event: Event) -> str:
    """bunyan with a field for the frame and one for the direction."""
    return json_line(
        name="csms",
        hostname="h",
        pid=9,
        level=30,
        cp=event.station,
        direction=event.of_csms("inbound", "outbound"),
        frame=event.frame,
        msg="ws",
        time=event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
        v=0,
    )


@lines("winston-json", home, LINES, noise=OBJECTS)
def winston_json(event: Event) -> str:
    """winston: the frame is in the message, after an arrow."""
    return json_line(
        level="debug",
        message=f"{event.station} {event.of_csms('<-', '->')} {event.frame}",
        service="ocpp",
        timestamp=event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
    )


@lines("winston-array", two, LINES, rebuilt=None)
def winston_array(event: Event) -> str:
    """The frame is an array, not a string."""
    return json_line(
        timestamp=event.stamp("%Y-%m-%d %H:%M:%S.%3f+00:00"),
        chargePointId=event.station,
        type=event.of_csms("RECEIVED", "SENT"),
        message=event.elements,
    )


@lines("winston-simple", rough, unit=None)
def winston_simple(event: Event) -> str:
    """winston's simple format: level, message, then the other fields as JSON."""
    return f"debug: OCPP {event.of_csms('received', 'sent')} {event.frame} " + json_line(
        chargePoint=event.station, sizes=[2, len(event.frame)]
    )


@lines("zap-json", stream, LINES)
def zap_json(event: Event) -> str:
    """zap: times are seconds with a fraction."""
    return json_line(
        level="debug",
        ts=epoch(event.at) / 1000,
        caller="ws/conn.go:88",
        msg=event.of_csms("rx", "tx"),
        charge_point=event.station,
        raw=event.frame,
    )


@lines("logrus-json", home, LINES, unit="s")
def logrus_json(event: Event) -> str:
    """logrus: keys in alphabetical order."""
    return json_line(
        client=event.station,
        level="info",
        message=event.frame,
        msg="message " + event.of_csms("received from charge point", "sent to charge point"),
        time=event.stamp("%Y-%m-%dT%H:%M:%S", CEST) + "+02:00",
    )


@lines("slog-json", two, LINES, unit="us")
def slog_json(event: Event) -> str:
    """Go's slog; a group of fields."""
    return json_line(
        time=event.stamp("%Y-%m-%dT%H:%M:%S.%f123Z"),
        level="DEBUG",
        msg="ocpp",
        ws={"direction": event.of_csms("in", "out"), "peer": event.station, "payload": event.frame},
    )


@lines(
    "logstash-encoder",
    home,
    LINES,
    noise=(
        '{"@timestamp":"2024-05-01T10:00:00.000+02:00","message":"Session closed","stack_trace":"java.io.IOException: [2, \\"x\\"]\\n\\tat a.b(C.java:1)"}',
    ),
)
def logstash_encoder(event: Event) -> str:
    """logback under Spring with the encoder of Logstash; the MDC gives the station."""
    return json.dumps(
        {
            "@timestamp": event.stamp("%Y-%m-%dT%H:%M:%S.%3f", CEST) + "+02:00",
            "@version": "1",
            "message": f"{event.of_csms('Received', 'Sending')}: {event.frame}",
            "logger_name": "de.rwth.idsg.steve.ocpp.ws.WebSocketLogger",
            "thread_name": "qtp-50",
            "level": "INFO",
            "level_value": 20000,
            "chargeBoxId": event.station,
        }
    )


@lines("structlog-json", two, LINES, unit="us")
def structlog_json(event: Event) -> str:
    """structlog: what happened is called event; letters that are not ASCII are escaped."""
    return json.dumps(
        {
            "charge_point_id": event.station,
            "message": event.frame,
            "event": event.of_csms("message_received", "message_sent"),
            "logger": "csms",
            "level": "info",
            "timestamp": event.stamp("%Y-%m-%dT%H:%M:%S.%fZ"),
        }
    )


@lines("python-json-logger", home, LINES, zone="inferred")
def python_json_logger(event: Event) -> str:
    """python-json-logger: asctime without an offset."""
    return json.dumps(
        {
            "asctime": event.stamp("%Y-%m-%d %H:%M:%S,%3f", CEST),
            "name": "ocpp",
            "levelname": "INFO",
            "message": f"{event.station}: {event.of_csms('receive message', 'send')} {event.frame}",
        }
    )


@lines("serilog-compact", home, "ocpp.clef", unit="us")
def serilog_compact(event: Event) -> str:
    """Serilog's compact form: a template, and properties."""
    return json_line(
        **{
            "@t": event.stamp("%Y-%m-%dT%H:%M:%S.%f0Z"),
            "@mt": event.of_csms("Received {Message} from {ChargePointId}", "Sent {Message} to {ChargePointId}"),
            "Message": event.frame,
            "ChargePointId": event.station,
            "SourceContext": "Csms.Ws",
        }
    )


@lines("serilog-rendered", two, "ocpp.clef", unit="us")
def serilog_rendered(event: Event) -> str:
    """The same with the rendered message: the frame stands there twice."""
    text = f'{event.of_csms("Received", "Sent")} {json.dumps(event.frame, ensure_ascii=False)} {event.of_csms("from", "to")} "{event.station}"'
    return json_line(
        **{
            "@t": event.stamp("%Y-%m-%dT%H:%M:%S.%f0Z"),
            "@m": text,
            "@i": "a1b2c3d4",
            "Message": event.frame,
            "ChargePointId": event.station,
        }
    )


@lines("dotnet-json-console", rough, LINES)
def dotnet_json_console(event: Event) -> str:
    """Microsoft's JSON console, with its state and scopes."""
    return json_line(
        Timestamp=event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
        EventId=0,
        LogLevel="Trace",
        Category="Csms.OcppMiddleware",
        Message=f"{event.of_csms('Receive', 'Send')} => {event.station}: {event.frame}",
        Scopes=[{"Message": "ConnectionId:0HN3", "ConnectionId": "0HN3"}],
    )


def taken_apart(event: Event) -> dict[str, object]:
    """The elements by the names of the specification."""
    kind, unique_id, *rest = event.elements
    names = {
        2: ["action", "payload"],
        3: ["payload"],
        4: ["errorCode", "errorDescription", "errorDetails"],
        5: ["errorCode", "errorDescription", "errorDetails"],
        6: ["action", "payload"],
    }
    return {"messageTypeId": kind, "uniqueId": unique_id, **dict(zip(names[kind], rest, strict=True))}


@lines("json-nested-fields", stream, LINES, rebuilt=True)
def json_nested_fields(event: Event) -> str:
    """The frame is an object with the names of the specification."""
    return json_line(
        ts=event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
        station={"id": event.station},
        direction=event.of_csms("CS_TO_CSMS", "CSMS_TO_CS"),
        ocpp=taken_apart(event),
    )


@lines("json-flat-fields", home, LINES, rebuilt=True)
def json_flat_fields(event: Event) -> str:
    """The elements are fields beside the others; the answers repeat the action of their call."""
    kinds = {2: "CALL", 3: "CALLRESULT", 4: "CALLERROR"}
    fields = {"action": event.action} | taken_apart(event)
    return json_line(
        timestamp=epoch(event.at),
        chargePointId=event.station,
        origin=event.of_csms("chargePoint", "centralSystem"),
        messageType=kinds[event.kind],
        **{key: value for key, value in fields.items() if key != "messageTypeId"},
    )


@lines("json-call-type", home, unit="s", zone="inferred", station=False, rebuilt=True)
def json_call_type(event: Event) -> str:
    """A logger of objects: Request or Response, then the object."""
    kind, unique_id, *rest = event.elements
    said = {"CallType": kind, "UUID": unique_id}
    said |= (
        {"Action": rest[0], "Payload": rest[1]}
        if kind == 2
        else {"Payload": rest[0]}
        if kind == 3
        else dict(zip(("ErrorCode", "ErrorDescription", "ErrorDetails"), rest, strict=True))
    )
    return f"{event.stamp('%Y/%m/%d %H:%M:%S', CEST)} {event.of_csms('Received', 'Sent')} {'Request' if kind == 2 else 'Response'} {json_line(**said)}"


@lines("json-payload-string", two, LINES, rebuilt=True)
def json_payload_string(event: Event) -> str:
    """The payload is a string in a field of its own."""
    fields = taken_apart(event)
    payload = (
        json.dumps(fields.pop("payload"), ensure_ascii=False, separators=(",", ":")) if "payload" in fields else None
    )
    return json_line(
        time=event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
        cp=event.station,
        sender=event.of_csms("CP", "CSMS"),
        **fields,
        **({"payload": payload} if payload else {}),
    )


@lines("jsonl-escaped-twice", home, LINES)
def jsonl_escaped_twice(event: Event) -> str:
    """A JSON line in a JSON line: the frame is escaped twice."""
    inner = json_line(level="info", cp=event.station, dir=event.of_csms("rx", "tx"), data=event.frame)
    return json_line(
        time=event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
        kubernetes={"pod_name": "csms-0", "labels": {"app": "csms"}},
        log=inner,
        stream="stdout",
    )


@lines("simulator-json-lines", fleet, LINES)
def simulator_json_lines(event: Event) -> str:
    """A simulator of several stations."""
    return json_line(
        timestamp=event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
        level="INFO",
        type="WEBSOCKET",
        message=f"{event.of_station('Received', 'Sent')}: {event.frame}",
        cpId=event.station,
    )


@lines("json-vague-start", vague, LINES)
def json_vague_start(event: Event) -> str:
    """Nothing tells before the Heartbeat who has written it: a station."""
    return json_line(t=epoch(event.at), id=event.station, dir=event.of_station("incoming", "outgoing"), msg=event.frame)


@layout("python-json-mixed", home, unit="ms", zone="inferred")
def python_json_mixed(talk: Talk) -> str:
    """Lines of text between JSON lines of other loggers."""
    texts = []
    for event in talk:
        texts.append(json_line(event="http", path="/ocpp", status=101, at=event.stamp("%Y-%m-%dT%H:%M:%S")))
        texts.append(
            f"{event.stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} [INFO] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"
        )
    return "\n".join([*texts, *noise.CLUSTER])
