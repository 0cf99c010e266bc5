"""Every rule with frames that show it, and what a message holds where the breach is tolerated."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from ocpp_codec import Codec, Finding, OcppJsonProtocol, Rule, Severity
from ocpp_codec._core.jsonvalues import InexactNumber
from tests.support.sample_frames import (
    HEARTBEAT,
    LIMIT,
    NOON,
    SAMPLE,
    SOC,
    UNSAID,
    call,
    data,
    limit,
    report,
    sample,
    soc,
    started,
    status,
    status201,
)

V16, V20, V201, V21 = OcppJsonProtocol


class Shown(NamedTuple):
    """A frame that breaks a rule, and nothing else unless `also` says so.

    `path`: of the finding.  `at`: where the message holds what became of the value, and `held`: what that is; for
    rules that can be tolerated.  `action`: what a result answers.  `found`: the finding's value, where it is not what
    stands at the path.  `repaired`: what the finding says, where it is not what the message holds.  `sent`: whether the
    repaired message may be sent.  `needs`: what has to be tolerated as well, to let it pass.
    """

    rule: Rule
    frame: Any
    path: str = ""
    at: str = ""
    held: Any = None
    protocol: OcppJsonProtocol = V16
    action: str | None = None
    found: Any = UNSAID
    repaired: Any = UNSAID
    sent: bool = True
    also: tuple[Rule, ...] = ()
    needs: tuple[Rule, ...] = ()

    @property
    def text(self) -> Any:
        """The frame as it comes; what is no list comes as it is."""
        return json.dumps(self.frame) if isinstance(self.frame, list) else self.frame

    @property
    def is_advice(self) -> bool:
        """Whether the frame is accepted anyway."""
        return self.rule in ADVICE or (self.protocol is V20 and self.rule is Rule.UNKNOWN_FIELD)


# What never fails a frame by itself, unless somebody enforces it.
ADVICE = {
    Rule.UNKNOWN_ERROR_CODE,
    Rule.ERROR_CODE_SPELLING,
    Rule.BAD_ERROR_CODE,
    Rule.BAD_ERROR_DESCRIPTION,
    Rule.LONG_DESCRIPTION,
    Rule.BAD_ERROR_DETAILS,
    Rule.DUPLICATE_KEY,
    Rule.INTEGER_AS_FRACTION,
    Rule.TOO_MANY_DECIMALS,
    Rule.BEYOND_32_BITS,
    Rule.INEXACT_NUMBER,
    Rule.NOT_AN_IDENTIFIER,
    Rule.NOT_PRINTABLE_ASCII,
    Rule.NOT_A_DECIMAL,
    Rule.LONE_SURROGATE,
    Rule.DATETIME_NO_OFFSET,
    Rule.DATETIME_SHORT_OFFSET,
    Rule.DATETIME_NO_SECONDS,
    Rule.DATETIME_SPACE,
    Rule.DATETIME_LOWER_CASE,
    Rule.DATETIME_FINE_FRACTION,
    Rule.DATETIME_LONG_FRACTION,
    Rule.DATETIME_BEYOND_CALENDAR,
    Rule.DATETIME_OTHER_ISO,
}

# What `Pairing` says of a conversation, and what other tests show.
CONVERSATION = {
    Rule.UNASKED_ANSWER,
    Rule.LATE_ANSWER,
    Rule.ANSWERED_TWICE,
    Rule.RESULT_REFUSED,
    Rule.PENDING_ID_REUSED,
    Rule.ID_REUSED,
    Rule.CALL_WHILE_PENDING,
    Rule.UNREADABLE_REPORTED,
    Rule.WRONG_SENDER,
}

ELSEWHERE = {Rule.TOO_SHORT, Rule.VALID_IN_OTHER_VERSION}  # below


def inside(rule: Rule, frame: Any, where: str, held: Any = None, **more: Any) -> Shown:
    """`where`: in the payload, both of the frame and of the message."""
    return Shown(rule, frame, "/" + where.replace(".", "/"), f"payload.{where}", held, **more)


def the_text() -> Iterator[Shown]:
    """What is wrong before there is a message."""
    yield Shown(Rule.NOT_TEXT, 5, found="int")
    yield Shown(Rule.NOT_UTF8, b'[2,"\xff","Heartbeat",{}]')
    yield Shown(Rule.TOO_LARGE, HEARTBEAT + " " * (1 << 20), found=len(HEARTBEAT) + (1 << 20))
    yield Shown(Rule.TOO_DEEP, "[" * 201 + "]" * 201)
    yield Shown(Rule.NOT_JSON, HEARTBEAT[:-1])
    yield Shown(Rule.NOT_JSON, HEARTBEAT + "x")
    for text in (HEARTBEAT[:-1] + ",]", HEARTBEAT[:-2] + ",}]", HEARTBEAT.replace("2,", "2,,"), "[," + HEARTBEAT[1:]):
        yield Shown(Rule.STRAY_COMMA, text, at="payload", held={})
    yield Shown(Rule.CONTROL_CHARACTER, HEARTBEAT + "\0", at="payload", held={})
    text = json.dumps(call("DataTransfer", {"vendorId": "a", "data": "a_b,,]"})).replace("_", "\t")
    yield Shown(Rule.CONTROL_CHARACTER, text, at="payload.data", held="a\tb,,]")
    for value in ("D:\\logs", "\\ ,]", "100\\%"):
        text = json.dumps(status(info=value)).replace("\\\\", "\\")
        yield Shown(Rule.UNKNOWN_ESCAPE, text, at="payload.info", held=value)


def the_envelope() -> Iterator[Shown]:
    frame: Any
    value: Any
    for frame in ("{}", "[]", '"[]"', "null"):
        yield Shown(Rule.NOT_AN_ARRAY, frame, found=json.loads(frame))
    yield Shown(Rule.MESSAGE_TYPE_SPELLING, ["2", "1", "Heartbeat", {}], "/0", "messageTypeId", 2, found="2")
    yield Shown(Rule.MESSAGE_TYPE_SPELLING, [2.0, "1", "Heartbeat", {}], "/0", "messageTypeId", 2, found=2.0)
    for number, protocol in ((7, V21), (5, V16), (6, V201), (-1, V20), (2**70, V16)):
        yield Shown(Rule.UNKNOWN_MESSAGE_TYPE, [number, "1", {}], "/0", protocol=protocol, found=number)
    for value, protocol in (("7", V16), ("6", V201), (True, V20), (2.5, V16), (None, V21), ("CALL", V16), ([2], V21)):
        yield Shown(Rule.MESSAGE_TYPE_NOT_AN_INTEGER, [value, "1", {}], "/0", protocol=protocol, found=value)
    for frame in ([2], [2, "1"], [*status(), 1], [3], [3, "1", {}, 1], [4, "1"], [4, "1", "GenericError", "", {}, 1]):
        yield Shown(Rule.WRONG_ELEMENT_COUNT, frame, action="StatusNotification")
    yield Shown(Rule.WRONG_ELEMENT_COUNT, [3, "1", "Heartbeat", {}], action="StatusNotification")
    yield Shown(Rule.MISSING_ACTION, [2, "15455", {"connectorId": 1}], found={"connectorId": 1})
    yield Shown(Rule.MISSING_ACTION, [6, "1", {}], protocol=V21, found={})
    answered = "StatusNotification"
    frame = [3, "1", answered, {}]
    yield Shown(Rule.ACTION_IN_RESULT, frame, at="payload", held={}, action=answered, found=answered, repaired=None)
    for frame, action in (([2, "1", "Heartbeat"], None), ([3, "1"], "StatusNotification")):
        yield Shown(Rule.MISSING_PAYLOAD, frame, at="payload", held={}, action=action, found=None)
    yield Shown(
        Rule.MISSING_PAYLOAD, [6, "1", "NotifyPeriodicEventStream"], also=(Rule.MISSING_FIELD,) * 4, protocol=V21
    )


def the_head() -> Iterator[Shown]:
    """The id and the action."""
    value: Any
    for value in (None, True, 1.5, {}, ["1"], 2**1100, "\ud800"):
        yield Shown(Rule.ID_NOT_A_STRING, [2, value, "Heartbeat", {}], "/1")
    for value in (17, 0, -1, 10**35):
        for protocol in OcppJsonProtocol:
            frame = [2, value, "Heartbeat", {}]
            yield Shown(Rule.NUMERIC_ID, frame, "/1", "uniqueId", str(value), protocol=protocol)
    yield Shown(Rule.NUMERIC_ID, [3, 17, {}], "/1", "uniqueId", "17", action="StatusNotification")
    yield Shown(Rule.NUMERIC_ID, [4, 17, "GenericError", "", {}], "/1", "uniqueId", "17")
    yield Shown(Rule.EMPTY_ID, [2, "", "Heartbeat", {}], "/1", "uniqueId", "", sent=False)
    for length in (37, 255):
        for protocol in OcppJsonProtocol:
            frame = [2, "x" * length, "Heartbeat", {}]
            yield Shown(Rule.ID_TOO_LONG, frame, "/1", "uniqueId", "x" * length, protocol=protocol, sent=False)
    for value in (5, None, ["Heartbeat"]):
        yield Shown(Rule.ACTION_NOT_A_STRING, [2, "1", value, {}], "/2")
    for protocol in OcppJsonProtocol:
        yield Shown(Rule.UNKNOWN_ACTION, call("Heartbeet", {}), "/2", protocol=protocol)
        for name in ("HeartBeat", "heartbeat", "HEART_BEAT", "heart-beat"):
            yield Shown(Rule.ACTION_SPELLING, call(name, {}), "/2", "action", "Heartbeat", protocol=protocol)
    yield Shown(Rule.UNKNOWN_ACTION, call("Get15118EVCertificate", {}), "/2")
    yield Shown(Rule.ACTION_OF_OTHER_TYPE, [6, "1", "Heartbeat", {}], "/2", protocol=V21)
    yield Shown(Rule.NO_ACTION_GIVEN, [3, "1", {}])
    for action in ("HeartBeat", "NotifyPeriodicEventStream"):
        yield Shown(Rule.UNKNOWN_ACTION_GIVEN, [3, "1", {}], action=action, protocol=V21, found=action)


def errors() -> Iterator[Shown]:
    value: Any

    def error(code: Any = "GenericError", description: Any = "", details: Any = UNSAID) -> list[Any]:
        return [4, "1", code, description, {} if details is UNSAID else details]

    for value, held in (("OutOfCoffee", "OutOfCoffee"), ("", ""), (None, ""), (5, "5"), (True, "true")):
        yield Shown(Rule.UNKNOWN_ERROR_CODE, error(value), "/2", "errorCode", held, sent=False)
    yield Shown(Rule.UNKNOWN_ERROR_CODE, error("RpcFrameworkError"), "/2", "errorCode", "RpcFrameworkError", sent=False)
    for value in ("FormatViolation", "formationViolation", " FORMATION_VIOLATION "):
        yield Shown(Rule.ERROR_CODE_SPELLING, error(value), "/2", "errorCode", "FormationViolation")
    frame = error("OccurenceConstraintViolation")
    yield Shown(Rule.ERROR_CODE_SPELLING, frame, "/2", "errorCode", "OccurrenceConstraintViolation", protocol=V201)
    for value, held in ((None, ""), (5, "5"), (False, "false")):
        yield Shown(Rule.BAD_ERROR_DESCRIPTION, error(description=value), "/3", "errorDescription", held)
    for value, held in ((["NotSupported"], "NotSupported"), ({"code": "FormatViolation"}, "FormationViolation")):
        yield Shown(Rule.BAD_ERROR_CODE, error(value), "/2", "errorCode", held)
    for value, held in (
        ({"reason": "x"}, ""),
        ([], ""),
        (["a", "b"], ""),
        ({"Error-Code": "OutOfCoffee"}, "OutOfCoffee"),
    ):
        yield Shown(Rule.BAD_ERROR_CODE, error(value), "/2", "errorCode", held, sent=False)
    for value, held in (({"reason": "x"}, ""), (["why"], "why"), ({"error_description": "why"}, "why")):
        yield Shown(Rule.BAD_ERROR_DESCRIPTION, error(description=value), "/3", "errorDescription", held)
    frame = error(description="x" * 256)
    for protocol in (V20, V201, V21):
        yield Shown(Rule.LONG_DESCRIPTION, frame, "/3", "errorDescription", "x" * 256, protocol=protocol)
    for value in (None, "", []):
        yield Shown(Rule.BAD_ERROR_DETAILS, error(details=value), "/4", "errorDetails", {})
    yield Shown(Rule.BAD_ERROR_DETAILS, error()[:4], "/4", "errorDetails", {}, found=None)
    for value in ("why", [1, {"a": None}], 5, False, 0):
        yield Shown(Rule.BAD_ERROR_DETAILS, error(details=value), "/4", "errorDetails", {"details": value})
    frame = [5, *error(details=None)[1:]]
    yield Shown(Rule.BAD_ERROR_DETAILS, frame, "/4", "errorDetails", {}, protocol=V21)


def objects() -> Iterator[Shown]:
    value: Any
    for value in ("red", None, [], {"a": [1]}):
        yield inside(Rule.UNKNOWN_FIELD, status(colour=value), "colour")
        yield inside(Rule.UNKNOWN_FIELD, status201(colour=value), "colour", protocol=V20)
    frame = report(reportData=[data(component={"name": "a", "Name": "b"})])
    yield inside(Rule.UNKNOWN_FIELD, frame, "reportData.0.component.Name", protocol=V201)
    frame = [3, "1", {"colour": 1}]
    yield inside(Rule.UNKNOWN_FIELD, frame, "colour", action="StatusNotification")
    frame = status(vendor_id="a")
    yield Shown(Rule.FIELD_SPELLING, frame, "/vendor_id", "payload.vendorId", "a")
    frame = status(connectorId=UNSAID, connectorID=1)
    yield Shown(Rule.FIELD_SPELLING, frame, "/connectorID", "payload.connectorId", 1)
    frame = report(reportData=[data(component={"Name": "a"})])
    where = "/reportData/0/component/Name"
    yield Shown(Rule.FIELD_SPELLING, frame, where, "payload.reportData.0.component.name", "a", protocol=V201)
    frame = call(
        "StatusNotification", {"timestamp": NOON, "connectorStatus": "Available", "EvseID": 1, "connectorId": 1}
    )
    for protocol in (V20, V201, V21):  # in 2.0, only where the field is required
        yield Shown(Rule.FIELD_SPELLING, frame, "/EvseID", "payload.evseId", 1, protocol=protocol)
    frame = [3, "1", {"current_time": NOON}]
    yield Shown(
        Rule.FIELD_SPELLING, frame, "/current_time", "payload.currentTime", moment(hour=12, minute=0, second=0),
        action="Heartbeat", repaired=NOON,
    )  # fmt: skip
    yield inside(Rule.UNKNOWN_FIELD, status201(custom_data={"vendorId": "a"}), "custom_data", protocol=V20)
    for field in ("connectorId", "errorCode", "status"):
        yield inside(Rule.MISSING_FIELD, status(**{field: UNSAID}), field, found=None, sent=False)
    frame = call("Heartbeat", {"customData": {"a": 1}})
    yield Shown(
        Rule.MISSING_FIELD, frame, "/customData/vendorId", "payload.customData.a", 1,
        repaired=None, protocol=V201, found=None, sent=False,
    )  # fmt: skip
    text = json.dumps(status(info="b")).replace('"info"', '"info": "a", "info"')
    yield inside(Rule.DUPLICATE_KEY, text, "info", "b", found=["a", "b"])


def what_stands_for_nothing() -> Iterator[Shown]:
    optional = [
        ("info", status(info=UNSAID), V16),
        ("timestamp", status(), V16),
        ("unit", sample(), V16),
        ("reservationId", started(), V16),
        ("chargingProfile", call("RemoteStartTransaction", {"idTag": "a"}), V16),
        ("tbc", report(), V201),
        ("reportData", report(), V201),
        ("customData", call("Heartbeat", {}), V201),
    ]
    for field, frame, protocol in optional:
        where = f"{SAMPLE}.unit" if field == "unit" else field
        for value, rule in ((None, Rule.NULL_FOR_ABSENT), ("", Rule.EMPTY_STRING_FOR_ABSENT)):
            if (value, field) != ("", "info"):  # as good a text as any
                yield inside(rule, with_value(frame, where, value), where, protocol=protocol)
    yield inside(Rule.EMPTY_LIST_FOR_ABSENT, report(reportData=[]), "reportData", protocol=V201)
    where = "reportData.0.variableAttribute"
    yield inside(Rule.UNKNOWN_FIELD, report(reportData=[data() | {"x": 1}]), "reportData.0.x", protocol=V201)
    yield inside(
        Rule.TOO_FEW_ITEMS, report(reportData=[data(variableAttribute=[])]), where, [], protocol=V201, sent=False
    )
    for field in ("connectorId", "errorCode", "status"):
        yield inside(Rule.NULL_FOR_REQUIRED, status(**{field: None}), field, sent=False)


def with_value(frame: list[Any], where: str, value: Any) -> list[Any]:
    """The frame with a value put into a copy of its payload."""
    *above, field = where.split(".")
    frame = json.loads(json.dumps(frame))
    inner = frame[-1]
    for key in above:
        inner = inner[int(key) if key.isdigit() else key]
    inner[field] = value
    return frame


def types() -> Iterator[Shown]:
    value: Any
    number: Any
    for value in ([], {}, True, "one", "0x1", "1_0", "1 0"):
        yield inside(Rule.WRONG_TYPE, status(connectorId=value), "connectorId")
    for value in (5, True, [], {}):
        yield inside(Rule.WRONG_TYPE, status(status=value), "status")
        yield inside(Rule.WRONG_TYPE, status(timestamp=value), "timestamp")
    yield inside(Rule.WRONG_TYPE, status(info=["a"]), "info")
    yield inside(Rule.WRONG_TYPE, report(tbc=2), "tbc", protocol=V201)
    yield inside(Rule.WRONG_TYPE, report(tbc="yes"), "tbc", protocol=V201)
    yield inside(Rule.WRONG_TYPE, report(reportData=[None]), "reportData.0", protocol=V201)
    yield inside(Rule.WRONG_TYPE, report(reportData="a"), "reportData", protocol=V201)
    yield Shown(Rule.WRONG_TYPE, call("Heartbeat", [1]))
    yield Shown(Rule.EMPTY_LIST_FOR_OBJECT, call("Heartbeat", []), "", "payload", {})
    keys = call("GetConfiguration", {"key": "HeartbeatInterval"})
    yield Shown(Rule.OBJECT_FOR_LIST, keys, "/key", "payload.key", ["HeartbeatInterval"], found="HeartbeatInterval")
    for text in (" 7", "7 ", "7.", ".7e1"):
        yield Shown(
            Rule.NUMBER_AS_STRING, limit(text), f"/{LIMIT.replace('.', '/')}", f"payload.{LIMIT}", 7.0, found=text
        )
    for text, number in (("7", 7), ("-7", -7), ("+7", 7), ("007", 7)):
        yield inside(Rule.NUMBER_AS_STRING, status(connectorId=text), "connectorId", number)
    frame = status(connectorId="7.0")
    yield inside(Rule.NUMBER_AS_STRING, frame, "connectorId", 7, also=(Rule.INTEGER_AS_FRACTION,))
    for text, number in (("21.4", 21.4), ("7", 7.0), ("2e1", 20.0)):
        yield inside(Rule.NUMBER_AS_STRING, limit(text), LIMIT, number)
    for number, text in ((7, "7"), (-1.5, "-1.5"), (1.0, "1.0"), (2**70, str(2**70))):
        yield inside(Rule.STRING_AS_NUMBER, sample(value=number), f"{SAMPLE}.value", text)
    yield inside(
        Rule.STRING_AS_NUMBER, json.dumps(sample(value=0)).replace(": 0}", ": 1.50}"), f"{SAMPLE}.value", "1.5"
    )
    for text, truth in (("true", True), ("false", False), ("True", True), ("FALSE", False)):
        yield inside(Rule.BOOLEAN_AS_STRING, report(tbc=text), "tbc", truth, protocol=V201)
    for number, truth in ((1, True), (0, False), (1.0, True)):
        yield inside(Rule.BOOLEAN_AS_NUMBER, report(tbc=number), "tbc", truth, protocol=V201)
    for truth, text in ((True, "true"), (False, "false")):
        yield inside(Rule.STRING_AS_BOOLEAN, status(info=truth), "info", text)
    yield inside(Rule.INTEGER_AS_FRACTION, status(connectorId=7.0), "connectorId", 7)
    for number, whole in ((7.4, 7), (-7.6, -8)):
        yield inside(Rule.FRACTION_FOR_INTEGER, status(connectorId=number), "connectorId", whole)
    yield inside(Rule.OBJECT_FOR_LIST, report(reportData=data()), "reportData", [data()], protocol=V201)
    attributes = {"value": "c"}
    frame = report(reportData=[data(variableAttribute=attributes)])
    yield inside(Rule.OBJECT_FOR_LIST, frame, "reportData.0.variableAttribute", [attributes], protocol=V201)


def values() -> Iterator[Shown]:
    frame: Any
    yield inside(Rule.TOO_LONG, status(info="x" * 51), "info", "x" * 51, sent=False)
    yield inside(Rule.TOO_LONG, call("Authorize", {"idTag": "x" * 21}), "idTag", "x" * 21, sent=False)
    frame = call("Heartbeat", {"customData": {"vendorId": "x" * 256}})
    yield inside(Rule.TOO_LONG, frame, "customData.vendorId", "x" * 256, protocol=V201, sent=False)
    for value in (-1, 101):
        yield inside(Rule.OUT_OF_RANGE, soc(value), SOC, value, protocol=V201, sent=False)
    for text in ("1e400", "-1e400", "NaN", "Infinity", "9" * 4301):
        frame = json.dumps(limit(0)).replace('"limit": 0', f'"limit": {text}')
        yield inside(Rule.NOT_FINITE, frame, LIMIT, found=None if text == "NaN" else float(text))
        frame = json.dumps(status()).replace('"connectorId": 1', f'"connectorId": {text}')
        yield inside(Rule.NOT_FINITE, frame, "connectorId", found=None if text == "NaN" else float(text))
    for number in (21.45, 1e-7):
        yield inside(Rule.NOT_A_MULTIPLE, limit(number), LIMIT, number, sent=False)
    frame = call("CostUpdated", {"totalCost": 1.1234567, "transactionId": "a"})
    for protocol in (V20, V201, V21):
        yield inside(Rule.TOO_MANY_DECIMALS, frame, "totalCost", 1.1234567, protocol=protocol, sent=False)
    for number in (2**31, -(2**31) - 1, 2**63):
        frame = call("StopTransaction", {"meterStop": 0, "timestamp": NOON, "transactionId": number})
        yield inside(Rule.BEYOND_32_BITS, frame, "transactionId", number)
    for text in ("9007199254740993", "-9007199254740993", "12345678901234.123456789", "1e-400", "0.10000000000000001"):
        number, written = json.loads(text), InexactNumber(text) if "." in text or "e" in text else int(text)
        frame = json.dumps(call("ClearVariableMonitoring", {"customData": {"vendorId": "x", "a": [0]}, "id": [1]}))
        frame = frame.replace("[0]", f"[{text}]")
        yield inside(Rule.INEXACT_NUMBER, frame, "customData.a.0", number, protocol=V201, found=written)
        frame = json.dumps(call("CostUpdated", {"totalCost": 0, "transactionId": "a"})).replace(": 0", f": {text}")
        yield inside(Rule.INEXACT_NUMBER, frame, "totalCost", number, protocol=V20, found=written)
    for text in ("Broken", "", "Available "):
        yield inside(Rule.UNKNOWN_ENUM_VALUE, status(status=text), "status", text, sent=False)
    yield inside(Rule.UNKNOWN_ENUM_VALUE, status(errorCode="Error"), "errorCode", "Error", sent=False)
    yield inside(Rule.UNKNOWN_ENUM_VALUE, sample(unit="Hz"), f"{SAMPLE}.unit", "Hz", sent=False)
    yield inside(Rule.ENUM_WRONG_CASE, sample(unit="KWH"), f"{SAMPLE}.unit", "kWh")
    yield inside(Rule.ENUM_WRONG_CASE, status(status="available"), "status", "Available")
    for text in ("not a uri", "", "https://example.com/%zz"):
        yield inside(Rule.BAD_URI, call("GetDiagnostics", {"location": text}), "location", text, sent=False)
    for text in ("a b", "Zürich", "a,b"):
        frame = call("CostUpdated", {"totalCost": 1, "transactionId": text})
        yield inside(Rule.NOT_AN_IDENTIFIER, frame, "transactionId", text, protocol=V201)
    for text in ("Zürich", "a\n", "漢"):
        yield inside(Rule.NOT_PRINTABLE_ASCII, status(info=text), "info", text)
        signed = sample(value=text, format="SignedData")
        yield inside(Rule.NOT_PRINTABLE_ASCII, signed, f"{SAMPLE}.value", text)
    for text in ("", "12,5", " 0.0"):
        yield inside(Rule.NOT_A_DECIMAL, sample(value=text), f"{SAMPLE}.value", text)
    yield inside(Rule.LONE_SURROGATE, status(info="a\ud800"), "info", "a\ud800", sent=False)
    frame = call("DataTransfer", {"vendorId": "a", "data": "\udc00\ud800"})
    yield inside(Rule.LONE_SURROGATE, frame, "data", "\udc00\ud800", protocol=V201, sent=False)
    deep = json.loads("[" * 65 + "]" * 65)
    path = "data" + ".0" * 64
    yield inside(Rule.VALUE_TOO_DEEP, call("DataTransfer", {"vendorId": "a", "data": deep}), path, protocol=V201)
    frame = call("MeterValues", {"connectorId": 1, "meterValue": []})
    yield inside(Rule.TOO_FEW_ITEMS, frame, "meterValue", [], sent=False)
    attributes = [{"value": "c"}] * 5
    frame = report(reportData=[data(variableAttribute=attributes)])
    where = "reportData.0.variableAttribute"
    yield inside(Rule.TOO_MANY_ITEMS, frame, where, attributes, protocol=V201, sent=False)


def moment(day: int = 17, hour: int = 9, minute: int = 41, second: int = 33, microsecond: int = 0) -> Any:
    return datetime.datetime(2024, 5, day, hour, minute, second, microsecond, datetime.UTC)


FIRST = datetime.datetime.min.replace(tzinfo=datetime.UTC)
LAST = datetime.datetime.max.replace(tzinfo=datetime.UTC)

# Each form with its rules, and the moment that it means.
DATE_TIMES = (
    (Rule.DATETIME_NO_OFFSET, "2024-05-17T09:41:33", moment()),
    (Rule.DATETIME_NO_OFFSET, "2024-05-17T09:41:33.5", moment(microsecond=500_000)),
    (Rule.DATETIME_SHORT_OFFSET, "2024-05-17T11:41:33+02", moment()),
    (Rule.DATETIME_SHORT_OFFSET, "2024-05-17T11:41:33+0200", moment()),
    (Rule.DATETIME_SHORT_OFFSET, "2024-05-17T06:11:33-0330", moment()),
    (Rule.DATETIME_NO_SECONDS, "2024-05-17T09:41Z", moment(second=0)),
    (Rule.DATETIME_NO_SECONDS, "2024-05-17T11:41+02:00", moment(second=0)),
    (Rule.DATETIME_SPACE, "2024-05-17 09:41:33Z", moment()),
    (Rule.DATETIME_LOWER_CASE, "2024-05-17t09:41:33Z", moment()),
    (Rule.DATETIME_LOWER_CASE, "2024-05-17T09:41:33z", moment()),
    (Rule.DATETIME_LONG_FRACTION, "2024-05-17T09:41:33.1234561Z", moment(microsecond=123_456)),
    (Rule.DATETIME_LONG_FRACTION, "2024-05-17T09:41:33.123456789Z", moment(microsecond=123_457)),
    (Rule.DATETIME_LONG_FRACTION, "2024-05-17T09:41:33.9999999Z", moment(second=34)),
    (Rule.DATETIME_LONG_FRACTION, "9999-12-31T23:59:59.9999999Z", LAST),
    (Rule.DATETIME_OTHER_ISO, "20240517T094133Z", moment()),
    (Rule.DATETIME_OTHER_ISO, "2024-W20-5T09:41:33Z", moment()),
    (Rule.DATETIME_OTHER_ISO, "2024-05-17T09:41:33,5Z", moment(microsecond=500_000)),
    (Rule.DATETIME_OTHER_ISO, "2024-05-17T24:00:00Z", moment(18, 0, 0, 0)),
    (Rule.DATETIME_OTHER_ISO, "2024-05-17T23:59:60Z", moment(18, 0, 0, 0)),
    (Rule.DATETIME_ZONE_NAME, "2024-05-17T11:41:33+02:00[Europe/Berlin]", moment()),
    (Rule.DATETIME_ZONE_NAME, "2024-05-17T09:41:33Z[Etc/GMT+1]", moment()),
    (Rule.DATETIME_NO_SUCH_DAY, "2023-02-29T09:41:33Z", None),
    (Rule.DATETIME_NO_SUCH_DAY, "2024-13-01T09:41:33Z", None),
    (Rule.DATETIME_NO_SUCH_DAY, "2024-05-17T25:41:33Z", None),
    (Rule.DATETIME_NO_SUCH_DAY, "2024-05-17T09:41:33+25:00", None),
    (Rule.BAD_DATETIME, "yesterday", None),
    (Rule.BAD_DATETIME, "2024-05-17", None),
    (Rule.BAD_DATETIME, "1715938893", None),
    (Rule.BAD_DATETIME, "2024-05-17T09:41:33[Europe/Berlin]", None),
    (Rule.BAD_DATETIME, "2024-05-17T09:41:33+02:00Z", None),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T09:41:33+00:00Z", moment()),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T09:41:33-00:00Z", moment()),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T09:41:33.5+00:00Z", moment(microsecond=500_000)),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T09:41:33ZZ", moment()),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T11:41:33 +02:00", moment()),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T11:41:33+02:00+02:00", moment()),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T09:41:33 Z", moment()),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T09:41:33.Z", moment()),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T09:41:33 UTC", moment()),
    (Rule.DATETIME_ZONE_SPELLING, "2024-05-17T09:41:33GMT", moment()),
    (Rule.DATETIME_ZONE_SPELLING, " 2024-05-17T09:41:33Z ", moment()),
    (Rule.DATETIME_BEYOND_CALENDAR, "0000-05-17T09:41:33Z", FIRST),
    (Rule.DATETIME_BEYOND_CALENDAR, "0000-02-29T09:41:33Z", FIRST),
    (Rule.DATETIME_NO_SUCH_DAY, "0000-02-30T09:41:33Z", None),
    (Rule.DATETIME_NO_SUCH_DAY, "9999-02-29T09:41:33Z", None),
)


def date_times() -> Iterator[Shown]:
    for rule, text, held in DATE_TIMES:
        yield inside(rule, status(timestamp=text), "timestamp", held)
    for rule, text, held in DATE_TIMES:  # where it is required, it cannot be sent without a moment
        if "." not in text and "," not in text:
            frame, sent = status201(timestamp=text), held is not None
            needs = () if sent else (Rule.MISSING_FIELD,)
            yield inside(rule, frame, "timestamp", held, protocol=V201, sent=sent, needs=needs)
    yield inside(Rule.BAD_DATETIME, started(timestamp=""), "timestamp", sent=False, needs=(Rule.MISSING_FIELD,))
    frame = status(timestamp="9999-12-31T24:00:00Z")
    yield inside(Rule.DATETIME_BEYOND_CALENDAR, frame, "timestamp", LAST, also=(Rule.DATETIME_OTHER_ISO,))
    frame = status201(timestamp="9999-12-31T23:59:59.9999999Z")
    also = (Rule.DATETIME_FINE_FRACTION,)
    yield inside(Rule.DATETIME_LONG_FRACTION, frame, "timestamp", LAST, protocol=V201, also=also)
    for digits in ("1234", "123456"):
        frame = status201(timestamp=f"2024-05-17T09:41:33.{digits}Z")
        held = moment(microsecond=int(digits.ljust(6, "0")))
        for protocol in (V20, V201, V21):
            yield inside(Rule.DATETIME_FINE_FRACTION, frame, "timestamp", held, protocol=protocol)


SHOWN = [
    each
    for kind in (the_text, the_envelope, the_head, errors, objects, what_stands_for_nothing, types, values, date_times)
    for each in kind()
]

# What may be sent although something can be said of it.
STILL_SAID = {
    Rule.BEYOND_32_BITS,
    Rule.INEXACT_NUMBER,
    Rule.NOT_AN_IDENTIFIER,
    Rule.NOT_PRINTABLE_ASCII,
    Rule.NOT_A_DECIMAL,
}


def findings_of(codec: Codec, shown: Shown) -> list[Finding]:
    """What is said of the frame itself."""
    seen = codec.examine(shown.text, shown.action)
    assert (seen.message is None) is any(finding.severity is Severity.ERROR for finding in seen.findings)
    return [finding for finding in seen.findings if finding.rule is not Rule.VALID_IN_OTHER_VERSION]
