"""Every rule, one by one: a frame that shows it refused, tolerated and reported, and what the message then holds."""

from __future__ import annotations

import copy
import datetime
import json
import math
import pickle
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec
import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, Severity, Tolerance
from ocpp_codec.checks import String
from ocpp_codec.findings import Report, printable, show
from ocpp_codec.tolerance import ALL, Tolerances
from tests.support import strategies

V16, V20, V201, V21 = OcppJsonProtocol
R = Rule
UNSAID = object()


class Shown(NamedTuple):
    """A frame that breaks a rule, and nothing else unless `also` says so.

    `path`: of the finding.  `at`: where the message holds what became of the value, and `held`: what that is; for
    rules that can be tolerated.  `action`: what a result answers.  `found`: the finding's value, where it is not what
    stands at the path.  `repaired`: what the finding says, where it is not what the message holds.  `sent`: whether the
    repaired message may be sent.
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

    @property
    def text(self) -> Any:
        """The frame as it comes; what is no list comes as it is."""
        return json.dumps(self.frame) if isinstance(self.frame, list) else self.frame

    @property
    def is_advice(self) -> bool:
        """Whether the frame is accepted anyway."""
        return self.rule in ADVICE or (self.protocol is V20 and self.rule is R.UNKNOWN_FIELD)


# What never fails a frame by itself, unless somebody enforces it.
ADVICE = {
    R.UNKNOWN_ERROR_CODE, R.ERROR_CODE_SPELLING, R.BAD_ERROR_DESCRIPTION, R.LONG_DESCRIPTION, R.BAD_ERROR_DETAILS,
    R.DUPLICATE_KEY, R.INTEGER_AS_FRACTION, R.TOO_MANY_DECIMALS, R.BEYOND_32_BITS, R.NOT_AN_IDENTIFIER,
    R.NOT_PRINTABLE_ASCII, R.LONE_SURROGATE, R.DATETIME_NO_OFFSET, R.DATETIME_SHORT_OFFSET, R.DATETIME_NO_SECONDS,
    R.DATETIME_SPACE, R.DATETIME_LOWER_CASE, R.DATETIME_FINE_FRACTION, R.DATETIME_LONG_FRACTION, R.DATETIME_OTHER_ISO,
}  # fmt: skip

# What `Pairing` says of a conversation, and what other tests show.
CONVERSATION = {
    R.UNASKED_ANSWER, R.LATE_ANSWER, R.ANSWERED_TWICE, R.PENDING_ID_REUSED, R.ID_REUSED, R.CALL_WHILE_PENDING,
    R.UNREADABLE_REPORTED,
}  # fmt: skip
ELSEWHERE = {R.TOO_SHORT, R.VALID_IN_OTHER_VERSION}  # below

NOON = "2024-05-17T12:00:00Z"
HEARTBEAT = '[2,"1","Heartbeat",{}]'


def call(action: str, payload: Any) -> list[Any]:
    return [2, "1", action, payload]


def status(**fields: Any) -> list[Any]:
    """OCPP 1.6: a payload with required and optional fields of most kinds."""
    payload = {"connectorId": 1, "errorCode": "NoError", "status": "Available"} | fields
    return call("StatusNotification", {name: value for name, value in payload.items() if value is not UNSAID})


def status201(**fields: Any) -> list[Any]:
    payload = {"timestamp": NOON, "connectorStatus": "Available", "evseId": 1, "connectorId": 1}
    return call("StatusNotification", payload | fields)


def sample(**fields: Any) -> list[Any]:
    """OCPP 1.6: one sampled value."""
    sampled = [{"timestamp": NOON, "sampledValue": [{"value": "1"} | fields]}]
    return call("MeterValues", {"connectorId": 1, "meterValue": sampled})


def started(**fields: Any) -> list[Any]:
    return call("StartTransaction", {"connectorId": 1, "idTag": "a", "meterStart": 0, "timestamp": NOON} | fields)


def report(**fields: Any) -> list[Any]:
    return call("NotifyReport", {"requestId": 1, "generatedAt": NOON, "seqNo": 0} | fields)


def data(**fields: Any) -> dict[str, Any]:
    return {"component": {"name": "a"}, "variable": {"name": "b"}, "variableAttribute": [{"value": "c"}]} | fields


def limit(value: Any) -> list[Any]:
    """OCPP 1.6: a number with at most one decimal digit."""
    schedule = {"chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": 0, "limit": value}]}
    profile = {"chargingProfileId": 1, "stackLevel": 0, "chargingProfilePurpose": "TxProfile"}
    profile |= {"chargingProfileKind": "Relative", "chargingSchedule": schedule}
    return call("SetChargingProfile", {"connectorId": 1, "csChargingProfiles": profile})


LIMIT = "csChargingProfiles.chargingSchedule.chargingSchedulePeriod.0.limit"
SAMPLE = "meterValue.0.sampledValue.0"


def inside(rule: Rule, frame: Any, where: str, held: Any = None, **more: Any) -> Shown:
    """`where`: in the payload, both of the frame and of the message."""
    return Shown(rule, frame, "/" + where.replace(".", "/"), f"payload.{where}", held, **more)


def soc(value: Any) -> list[Any]:
    parameters = {"evMaxCurrent": 1, "evMaxVoltage": 1, "stateOfCharge": value}
    return call(
        "NotifyEVChargingNeeds",
        {"evseId": 1, "chargingNeeds": {"requestedEnergyTransfer": "DC", "dcChargingParameters": parameters}},
    )


SOC = "chargingNeeds.dcChargingParameters.stateOfCharge"


def the_text() -> Iterator[Shown]:
    """What is wrong before there is a message."""
    yield Shown(R.NOT_TEXT, 5, found="int")
    yield Shown(R.NOT_UTF8, b'[2,"\xff","Heartbeat",{}]')
    yield Shown(R.TOO_LARGE, HEARTBEAT + " " * (1 << 20), found=len(HEARTBEAT) + (1 << 20))
    yield Shown(R.TOO_DEEP, "[" * 201 + "]" * 201)
    yield Shown(R.NOT_JSON, HEARTBEAT[:-1])
    yield Shown(R.NOT_JSON, HEARTBEAT + "x")
    for text in (HEARTBEAT[:-1] + ",]", HEARTBEAT[:-2] + ",}]", HEARTBEAT.replace("2,", "2,,"), "[," + HEARTBEAT[1:]):
        yield Shown(R.STRAY_COMMA, text, at="payload", held={})
    yield Shown(R.CONTROL_CHARACTER, HEARTBEAT + "\0", at="payload", held={})
    text = json.dumps(sample(value="a_b,,]")).replace("_", "\t")
    yield Shown(R.CONTROL_CHARACTER, text, at=f"payload.{SAMPLE}.value", held="a\tb,,]")


def the_envelope() -> Iterator[Shown]:
    for frame in ("{}", "[]", '"[]"', "null"):
        yield Shown(R.NOT_AN_ARRAY, frame, found=json.loads(frame))
    yield Shown(R.MESSAGE_TYPE_SPELLING, ["2", "1", "Heartbeat", {}], "/0", "messageTypeId", 2, found="2")
    yield Shown(R.MESSAGE_TYPE_SPELLING, [2.0, "1", "Heartbeat", {}], "/0", "messageTypeId", 2, found=2.0)
    for number, protocol in ((7, V21), (5, V16), (6, V201), ("7", V16), ("6", V16), (True, V20), (2.5, V16)):
        yield Shown(R.UNKNOWN_MESSAGE_TYPE, [number, "1", {}], "/0", protocol=protocol, found=number)
    for frame in ([2], [2, "1"], [*status(), 1], [3], [3, "1", {}, 1], [4, "1"], [4, "1", "GenericError", "", {}, 1]):
        yield Shown(R.WRONG_ELEMENT_COUNT, frame, action="StatusNotification")
    for frame, action in (([2, "1", "Heartbeat"], None), ([3, "1"], "StatusNotification")):
        yield Shown(R.MISSING_PAYLOAD, frame, at="payload", held={}, action=action, found=None)
    yield Shown(R.MISSING_PAYLOAD, [6, "1", "NotifyPeriodicEventStream"], also=(R.MISSING_FIELD,) * 4, protocol=V21)
    for value in (None, True, 1.5, {}, ["1"], 2**300, "\ud800"):
        yield Shown(R.ID_NOT_A_STRING, [2, value, "Heartbeat", {}], "/1")
    for value in (17, 0, -1, 10**35):
        for protocol in OcppJsonProtocol:
            frame = [2, value, "Heartbeat", {}]
            yield Shown(R.NUMERIC_ID, frame, "/1", "uniqueId", str(value), protocol=protocol)
    yield Shown(R.NUMERIC_ID, [3, 17, {}], "/1", "uniqueId", "17", action="StatusNotification")
    yield Shown(R.NUMERIC_ID, [4, 17, "GenericError", "", {}], "/1", "uniqueId", "17")
    yield Shown(R.EMPTY_ID, [2, "", "Heartbeat", {}], "/1", "uniqueId", "", sent=False)
    for length in (37, 128):
        for protocol in OcppJsonProtocol:
            frame = [2, "x" * length, "Heartbeat", {}]
            yield Shown(R.ID_TOO_LONG, frame, "/1", "uniqueId", "x" * length, protocol=protocol, sent=False)
    for value in (5, None, ["Heartbeat"]):
        yield Shown(R.ACTION_NOT_A_STRING, [2, "1", value, {}], "/2")
    for protocol in OcppJsonProtocol:
        yield Shown(R.UNKNOWN_ACTION, call("HeartBeat", {}), "/2", protocol=protocol)
    yield Shown(R.UNKNOWN_ACTION, call("Get15118EVCertificate", {}), "/2")
    yield Shown(R.ACTION_OF_OTHER_TYPE, [6, "1", "Heartbeat", {}], "/2", protocol=V21)
    yield Shown(R.NO_ACTION_GIVEN, [3, "1", {}])
    for action in ("HeartBeat", "NotifyPeriodicEventStream"):
        yield Shown(R.UNKNOWN_ACTION_GIVEN, [3, "1", {}], action=action, protocol=V21, found=action)


def errors() -> Iterator[Shown]:
    def error(code: Any = "GenericError", description: Any = "", details: Any = UNSAID) -> list[Any]:
        return [4, "1", code, description, {} if details is UNSAID else details]

    for value, held in (("OutOfCoffee", "OutOfCoffee"), ("", ""), (None, ""), (5, "5"), (True, "true")):
        yield Shown(R.UNKNOWN_ERROR_CODE, error(value), "/2", "errorCode", held, sent=False)
    yield Shown(R.UNKNOWN_ERROR_CODE, error("RpcFrameworkError"), "/2", "errorCode", "RpcFrameworkError", sent=False)
    for value in ("FormatViolation", "formationViolation", " FORMATION_VIOLATION "):
        yield Shown(R.ERROR_CODE_SPELLING, error(value), "/2", "errorCode", "FormationViolation")
    frame = error("OccurenceConstraintViolation")
    yield Shown(R.ERROR_CODE_SPELLING, frame, "/2", "errorCode", "OccurrenceConstraintViolation", protocol=V201)
    for value, held in ((None, ""), (5, "5"), (False, "false")):
        yield Shown(R.BAD_ERROR_DESCRIPTION, error(description=value), "/3", "errorDescription", held)
    frame = error(description="x" * 256)
    for protocol in (V20, V201, V21):
        yield Shown(R.LONG_DESCRIPTION, frame, "/3", "errorDescription", "x" * 256, protocol=protocol)
    for value in (None, "", []):
        yield Shown(R.BAD_ERROR_DETAILS, error(details=value), "/4", "errorDetails", {})
    yield Shown(R.BAD_ERROR_DETAILS, error()[:4], "/4", "errorDetails", {}, found=None)
    for value in ("why", [1, {"a": None}], 5, False, 0):
        yield Shown(R.BAD_ERROR_DETAILS, error(details=value), "/4", "errorDetails", {"details": value})
    frame = [5, *error(details=None)[1:]]
    yield Shown(R.BAD_ERROR_DETAILS, frame, "/4", "errorDetails", {}, protocol=V21)


def objects() -> Iterator[Shown]:
    for value in ("red", None, [], {"a": [1]}):
        yield inside(R.UNKNOWN_FIELD, status(colour=value), "colour")
        yield inside(R.UNKNOWN_FIELD, status201(colour=value), "colour", protocol=V20)
    frame = report(reportData=[data(component={"name": "a", "Name": "b"})])
    yield inside(R.UNKNOWN_FIELD, frame, "reportData.0.component.Name", protocol=V201)
    frame = [3, "1", {"colour": 1}]
    yield inside(R.UNKNOWN_FIELD, frame, "colour", action="StatusNotification")
    for field in ("connectorId", "errorCode", "status"):
        yield inside(R.MISSING_FIELD, status(**{field: UNSAID}), field, found=None, sent=False)
    frame = call("Heartbeat", {"customData": {"a": 1}})
    yield Shown(
        R.MISSING_FIELD, frame, "/customData/vendorId", "payload.customData.a", 1,
        repaired=None, protocol=V201, found=None, sent=False,
    )  # fmt: skip
    text = json.dumps(status(info="b")).replace('"info"', '"info": "a", "info"')
    yield inside(R.DUPLICATE_KEY, text, "info", "b", found=["a", "b"])


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
        for value, rule in ((None, R.NULL_FOR_ABSENT), ("", R.EMPTY_STRING_FOR_ABSENT)):
            if (value, field) != ("", "info"):  # as good a text as any
                yield inside(rule, with_value(frame, where, value), where, protocol=protocol)
    yield inside(R.EMPTY_LIST_FOR_ABSENT, report(reportData=[]), "reportData", protocol=V201)
    where = "reportData.0.variableAttribute"
    yield inside(R.UNKNOWN_FIELD, report(reportData=[data() | {"x": 1}]), "reportData.0.x", protocol=V201)
    yield inside(R.TOO_FEW_ITEMS, report(reportData=[data(variableAttribute=[])]), where, [], protocol=V201, sent=False)
    for field in ("connectorId", "errorCode", "status"):
        yield inside(R.NULL_FOR_REQUIRED, status(**{field: None}), field, sent=False)


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
    for value in ([], {}, True, "one", "0x1", "1_0", "1 0"):
        yield inside(R.WRONG_TYPE, status(connectorId=value), "connectorId")
    for value in (5, True, [], {}):
        yield inside(R.WRONG_TYPE, status(status=value), "status")
        yield inside(R.WRONG_TYPE, status(timestamp=value), "timestamp")
    yield inside(R.WRONG_TYPE, status(info=["a"]), "info")
    yield inside(R.WRONG_TYPE, report(tbc=2), "tbc", protocol=V201)
    yield inside(R.WRONG_TYPE, report(tbc="yes"), "tbc", protocol=V201)
    yield inside(R.WRONG_TYPE, report(reportData=[None]), "reportData.0", protocol=V201)
    yield inside(R.WRONG_TYPE, report(reportData="a"), "reportData", protocol=V201)
    yield Shown(R.WRONG_TYPE, call("Heartbeat", [1]))
    yield Shown(R.EMPTY_LIST_FOR_OBJECT, call("Heartbeat", []), "", "payload", {})
    keys = call("GetConfiguration", {"key": "HeartbeatInterval"})
    yield Shown(R.OBJECT_FOR_LIST, keys, "/key", "payload.key", ["HeartbeatInterval"], found="HeartbeatInterval")
    for text in (" 7", "7 ", "7.", ".7e1"):
        yield Shown(R.NUMBER_AS_STRING, limit(text), f"/{LIMIT.replace('.', '/')}", f"payload.{LIMIT}", 7.0, found=text)
    for text, number in (("7", 7), ("-7", -7), ("+7", 7), ("007", 7)):
        yield inside(R.NUMBER_AS_STRING, status(connectorId=text), "connectorId", number)
    frame = status(connectorId="7.0")
    yield inside(R.NUMBER_AS_STRING, frame, "connectorId", 7, repaired=7.0, also=(R.INTEGER_AS_FRACTION,))
    for text, number in (("21.4", 21.4), ("7", 7.0), ("2e1", 20.0)):
        yield inside(R.NUMBER_AS_STRING, limit(text), LIMIT, number)
    for number, text in ((7, "7"), (-1.5, "-1.5"), (1.0, "1.0"), (2**70, str(2**70))):
        yield inside(R.STRING_AS_NUMBER, sample(value=number), f"{SAMPLE}.value", text)
    yield inside(R.STRING_AS_NUMBER, json.dumps(sample(value=0)).replace(": 0}", ": 1.50}"), f"{SAMPLE}.value", "1.5")
    for text, truth in (("true", True), ("false", False), ("True", True), ("FALSE", False)):
        yield inside(R.BOOLEAN_AS_STRING, report(tbc=text), "tbc", truth, protocol=V201)
    for number, truth in ((1, True), (0, False), (1.0, True)):
        yield inside(R.BOOLEAN_AS_NUMBER, report(tbc=number), "tbc", truth, protocol=V201)
    for truth, text in ((True, "true"), (False, "false")):
        yield inside(R.STRING_AS_BOOLEAN, status(info=truth), "info", text)
    yield inside(R.INTEGER_AS_FRACTION, status(connectorId=7.0), "connectorId", 7)
    for number, whole in ((7.4, 7), (-7.6, -8)):
        yield inside(R.FRACTION_FOR_INTEGER, status(connectorId=number), "connectorId", whole)
    yield inside(R.OBJECT_FOR_LIST, report(reportData=data()), "reportData", [data()], protocol=V201)
    attributes = {"value": "c"}
    frame = report(reportData=[data(variableAttribute=attributes)])
    yield inside(R.OBJECT_FOR_LIST, frame, "reportData.0.variableAttribute", [attributes], protocol=V201)


def values() -> Iterator[Shown]:
    yield inside(R.TOO_LONG, status(info="x" * 51), "info", "x" * 51, sent=False)
    yield inside(R.TOO_LONG, call("Authorize", {"idTag": "x" * 21}), "idTag", "x" * 21, sent=False)
    frame = call("Heartbeat", {"customData": {"vendorId": "x" * 256}})
    yield inside(R.TOO_LONG, frame, "customData.vendorId", "x" * 256, protocol=V201, sent=False)
    for value in (-1, 101):
        yield inside(R.OUT_OF_RANGE, soc(value), SOC, value, protocol=V201, sent=False)
    for text in ("1e400", "-1e400", "NaN", "Infinity", "9" * 4301):
        frame = json.dumps(limit(0)).replace('"limit": 0', f'"limit": {text}')
        yield inside(R.NOT_FINITE, frame, LIMIT, found=None if text == "NaN" else float(text))
        frame = json.dumps(status()).replace('"connectorId": 1', f'"connectorId": {text}')
        yield inside(R.NOT_FINITE, frame, "connectorId", found=None if text == "NaN" else float(text))
    for number in (21.45, 1e-7):
        yield inside(R.NOT_A_MULTIPLE, limit(number), LIMIT, number, sent=False)
    frame = call("CostUpdated", {"totalCost": 1.1234567, "transactionId": "a"})
    for protocol in (V20, V201, V21):
        yield inside(R.TOO_MANY_DECIMALS, frame, "totalCost", 1.1234567, protocol=protocol, sent=False)
    for number in (2**31, -(2**31) - 1, 2**63):
        frame = call("StopTransaction", {"meterStop": 0, "timestamp": NOON, "transactionId": number})
        yield inside(R.BEYOND_32_BITS, frame, "transactionId", number)
    for text in ("Broken", "", "Available "):
        yield inside(R.UNKNOWN_ENUM_VALUE, status(status=text), "status", text, sent=False)
    yield inside(R.UNKNOWN_ENUM_VALUE, status(errorCode="Error"), "errorCode", "Error", sent=False)
    yield inside(R.UNKNOWN_ENUM_VALUE, sample(unit="Hz"), f"{SAMPLE}.unit", "Hz", sent=False)
    yield inside(R.ENUM_WRONG_CASE, sample(unit="KWH"), f"{SAMPLE}.unit", "kWh")
    yield inside(R.ENUM_WRONG_CASE, status(status="available"), "status", "Available")
    for text in ("not a uri", "", "https://example.com/%zz"):
        yield inside(R.BAD_URI, call("GetDiagnostics", {"location": text}), "location", text, sent=False)
    for text in ("a b", "Zürich", "a,b"):
        frame = call("CostUpdated", {"totalCost": 1, "transactionId": text})
        yield inside(R.NOT_AN_IDENTIFIER, frame, "transactionId", text, protocol=V201)
    for text in ("Zürich", "a\n", "漢"):
        yield inside(R.NOT_PRINTABLE_ASCII, status(info=text), "info", text)
    yield inside(R.LONE_SURROGATE, status(info="a\ud800"), "info", "a\ud800", sent=False)
    frame = call("DataTransfer", {"vendorId": "a", "data": "\udc00\ud800"})
    yield inside(R.LONE_SURROGATE, frame, "data", "\udc00\ud800", protocol=V201, sent=False)
    deep = json.loads("[" * 65 + "]" * 65)
    path = "data" + ".0" * 64
    yield inside(R.VALUE_TOO_DEEP, call("DataTransfer", {"vendorId": "a", "data": deep}), path, protocol=V201)
    frame = call("MeterValues", {"connectorId": 1, "meterValue": []})
    yield inside(R.TOO_FEW_ITEMS, frame, "meterValue", [], sent=False)
    attributes = [{"value": "c"}] * 5
    frame = report(reportData=[data(variableAttribute=attributes)])
    where = "reportData.0.variableAttribute"
    yield inside(R.TOO_MANY_ITEMS, frame, where, attributes, protocol=V201, sent=False)


def moment(day: int = 17, hour: int = 9, minute: int = 41, second: int = 33, microsecond: int = 0) -> Any:
    return datetime.datetime(2024, 5, day, hour, minute, second, microsecond, datetime.UTC)


# Each form with its rules, and the moment that it means.
DATE_TIMES = (
    (R.DATETIME_NO_OFFSET, "2024-05-17T09:41:33", moment()),
    (R.DATETIME_NO_OFFSET, "2024-05-17T09:41:33.5", moment(microsecond=500_000)),
    (R.DATETIME_SHORT_OFFSET, "2024-05-17T11:41:33+02", moment()),
    (R.DATETIME_SHORT_OFFSET, "2024-05-17T11:41:33+0200", moment()),
    (R.DATETIME_SHORT_OFFSET, "2024-05-17T06:11:33-0330", moment()),
    (R.DATETIME_NO_SECONDS, "2024-05-17T09:41Z", moment(second=0)),
    (R.DATETIME_NO_SECONDS, "2024-05-17T11:41+02:00", moment(second=0)),
    (R.DATETIME_SPACE, "2024-05-17 09:41:33Z", moment()),
    (R.DATETIME_LOWER_CASE, "2024-05-17t09:41:33Z", moment()),
    (R.DATETIME_LOWER_CASE, "2024-05-17T09:41:33z", moment()),
    (R.DATETIME_LONG_FRACTION, "2024-05-17T09:41:33.1234561Z", moment(microsecond=123_456)),
    (R.DATETIME_LONG_FRACTION, "2024-05-17T09:41:33.123456789Z", moment(microsecond=123_457)),
    (R.DATETIME_LONG_FRACTION, "2024-05-17T09:41:33.9999999Z", moment(second=34)),
    (R.DATETIME_OTHER_ISO, "20240517T094133Z", moment()),
    (R.DATETIME_OTHER_ISO, "2024-W20-5T09:41:33Z", moment()),
    (R.DATETIME_OTHER_ISO, "2024-05-17T09:41:33,5Z", moment(microsecond=500_000)),
    (R.DATETIME_OTHER_ISO, "2024-05-17T24:00:00Z", moment(18, 0, 0, 0)),
    (R.DATETIME_OTHER_ISO, "2024-05-17T23:59:60Z", moment(18, 0, 0, 0)),
    (R.DATETIME_ZONE_NAME, "2024-05-17T11:41:33+02:00[Europe/Berlin]", moment()),
    (R.DATETIME_ZONE_NAME, "2024-05-17T09:41:33Z[Etc/GMT+1]", moment()),
    (R.DATETIME_NO_SUCH_DAY, "2023-02-29T09:41:33Z", None),
    (R.DATETIME_NO_SUCH_DAY, "2024-13-01T09:41:33Z", None),
    (R.DATETIME_NO_SUCH_DAY, "2024-05-17T25:41:33Z", None),
    (R.DATETIME_NO_SUCH_DAY, "2024-05-17T09:41:33+25:00", None),
    (R.BAD_DATETIME, "yesterday", None),
    (R.BAD_DATETIME, "2024-05-17", None),
    (R.BAD_DATETIME, "1715938893", None),
    (R.BAD_DATETIME, "2024-05-17T09:41:33[Europe/Berlin]", None),
    (R.BAD_DATETIME, " 2024-05-17T09:41:33Z", None),
)


def date_times() -> Iterator[Shown]:
    for rule, text, held in DATE_TIMES:
        yield inside(rule, status(timestamp=text), "timestamp", held)
    for rule, text, held in DATE_TIMES:  # where it is required, it cannot be sent without a moment
        if "." not in text and "," not in text:
            frame, sent = status201(timestamp=text), held is not None
            yield inside(rule, frame, "timestamp", held, protocol=V201, sent=sent)
    yield inside(R.BAD_DATETIME, started(timestamp=""), "timestamp", sent=False)
    for digits in ("1234", "123456"):
        frame = status201(timestamp=f"2024-05-17T09:41:33.{digits}Z")
        held = moment(microsecond=int(digits.ljust(6, "0")))
        for protocol in (V20, V201, V21):
            yield inside(R.DATETIME_FINE_FRACTION, frame, "timestamp", held, protocol=protocol)


SHOWN = [
    each
    for kind in (the_text, the_envelope, errors, objects, what_stands_for_nothing, types, values, date_times)
    for each in kind()
]
every_one = pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: f"{shown.rule}-{shown.protocol.name}")
TOLERABLE = [each for each in SHOWN if each.rule in ALL]
every_tolerable = pytest.mark.parametrize("shown", TOLERABLE, ids=lambda shown: f"{shown.rule}-{shown.protocol.name}")

# A codec cannot blame the other side for these.
RAISED = {R.NOT_TEXT: TypeError, R.NO_ACTION_GIVEN: ValueError}


def findings(codec: Codec, shown: Shown) -> list[Any]:
    """What is said of the frame itself."""
    seen = codec.examine(shown.text, shown.action)
    assert (seen.message is None) is any(finding.severity is Severity.ERROR for finding in seen.findings)
    return [finding for finding in seen.findings if finding.rule is not R.VALID_IN_OTHER_VERSION]


def one(found: list[Any], shown: Shown) -> Any:
    """The finding of that rule; there is no other but those that are named."""
    (finding,) = (each for each in found if each.rule is shown.rule)
    assert [each.rule for each in found if each is not finding] == list(shown.also)
    assert finding.path == shown.path
    if shown.found is not UNSAID:
        assert finding.value == shown.found or (shown.found is None and shown.rule is R.NOT_FINITE)
    elif shown.path:
        assert identical(finding.value, standing_at(shown))
    return finding


def standing_at(shown: Shown) -> Any:
    """What stands in the frame at the path: of the envelope if it begins with a number, or else of the payload."""
    frame = json.loads(shown.text)
    keys = shown.path.split("/")[1:]
    value = frame if keys[0].isdigit() else frame[-1]
    for key in keys:
        value = value[int(key) if isinstance(value, list) else key]
    return value


def identical(one: Any, other: Any) -> bool:
    """Equal, and 1 is not 1.0."""
    return one == other and repr(one) == repr(other)


def plain(value: Any) -> Any:
    """What a message holds as plain data; a date-time in UTC."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC)
    return msgspec.to_builtins(value)


def holds(message: Any, at: str) -> Any:
    """What a message holds at a place such as "payload.meterValue.0.timestamp"; None for a field that is none."""
    value = message
    for key in at.split("."):
        if isinstance(value, dict):
            value = value[key]
        else:
            value = value[int(key)] if key.isdigit() else getattr(value, key, None)
    return value


def test_every_rule_is_shown():
    assert {shown.rule for shown in SHOWN} | CONVERSATION | ELSEWHERE == set(Rule)
    assert not {shown.rule for shown in SHOWN} & (CONVERSATION | ELSEWHERE)


@every_one
def test_strict(shown):
    codec = Codec(shown.protocol)
    finding = one(findings(codec, shown), shown)
    if shown.is_advice:
        assert finding.severity is Severity.ADVICE
        seen = codec.examine(shown.text, shown.action)
        assert codec.decode(shown.text, shown.action) == seen.message
        assert_repaired(finding, seen.message, shown)
        return
    assert finding.severity is Severity.ERROR
    assert not finding.tolerated
    assert finding.repaired is None
    with pytest.raises(RAISED.get(shown.rule, OCPPException)) as caught:
        codec.decode(shown.text, shown.action)
    if shown.rule not in RAISED:
        assert shown.rule in {each.rule for each in caught.value.findings}


@every_tolerable
def test_tolerated(shown):
    said = []
    codec = Codec(shown.protocol, tolerate={shown.rule, *shown.also}, on_finding=said.append)
    found = findings(codec, shown)
    finding = one(found, shown)
    assert finding.tolerated
    assert finding.severity is (Severity.ADVICE if shown.is_advice else Severity.TOLERATED)
    message = codec.examine(shown.text, shown.action).message
    assert_repaired(finding, message, shown)
    for text in (shown.text, shown.text.encode()):
        decoded = codec.decode(text, shown.action)
        assert identical(decoded, message)
        if not shown.is_advice:  # the fast path may pass by mere advice
            assert said == found
        said.clear()


def assert_repaired(finding, message, shown):
    """The message holds what the table says, and so says the finding."""
    if not shown.at:
        return
    held = plain(holds(message, shown.at))
    assert identical(held, shown.held)
    if shown.rule in (R.STRAY_COMMA, R.CONTROL_CHARACTER):
        return  # which are about the text; the finding shows a part of it
    repaired = shown.held if shown.repaired is UNSAID else shown.repaired
    assert identical(plain(finding.repaired), repaired)


@every_tolerable
def test_only_the_rule_itself_lets_it_pass(shown):
    if not shown.is_advice:
        codec = Codec(shown.protocol, tolerate=ALL - {shown.rule})
        finding = one(findings(codec, shown), shown)
        assert finding.severity is Severity.ERROR


@every_tolerable
def test_enforced(shown):
    if not shown.is_advice:
        return
    codec = Codec(shown.protocol, enforce={shown.rule}, tolerate=ALL - {shown.rule})
    finding = one(findings(codec, shown), shown)
    assert finding.severity is Severity.ERROR
    assert finding.repaired is None
    with pytest.raises(OCPPException) as caught:
        codec.decode(shown.text, shown.action)
    assert caught.value.findings[0].rule is shown.rule or shown.also


@every_one
def test_what_has_no_repair_is_never_tolerated(shown):
    if shown.rule in ALL:
        return
    for place in (shown.rule, shown.rule.value):
        with pytest.raises(ValueError, match=shown.rule):
            Codec(shown.protocol, tolerate={place})
    with pytest.raises(ValueError, match=shown.rule):
        Tolerance(shown.rule, "Heartbeat")
    finding = next(each for each in findings(Codec(shown.protocol, tolerate=ALL), shown) if each.rule is shown.rule)
    assert finding.severity is Severity.ERROR


@every_tolerable
def test_sending_is_never_tolerant(shown):
    strict, tolerant = (Codec(shown.protocol, tolerate=tolerate) for tolerate in ((), ALL))
    message = tolerant.decode(shown.text, shown.action)
    for codec in (strict, tolerant):
        if shown.sent and R.MISSING_FIELD not in shown.also:
            again = codec.examine(codec.encode(message), shown.action)
            assert {finding.rule for finding in again.findings} <= STILL_SAID
        else:
            with pytest.raises(OCPPException) as refused:
                codec.encode(message)
            assert refused.value.findings
            assert refused.value.reply is None


# What may be sent although something can be said of it.
STILL_SAID = {R.BEYOND_32_BITS, R.NOT_AN_IDENTIFIER, R.NOT_PRINTABLE_ASCII}


# What does not fit into the table


def test_what_is_known_becomes_a_member_and_the_rest_stays_text():
    codec = Codec(V16, tolerate=ALL)
    assert isinstance(codec.decode(json.dumps(status(status="AVAILABLE"))).payload.status, StrEnum)
    assert type(codec.decode(json.dumps(status(status="Broken"))).payload.status) is str
    assert isinstance(codec.decode('[4,"1","generic error","",{}]').errorCode, StrEnum)
    assert type(codec.decode('[4,"1","OutOfCoffee","",{}]').errorCode) is str


def test_no_text_can_be_too_short_yet():
    """No schema sets a least length, so no frame can break that rule: a check shows it."""
    hints = [hint for payload in strategies.PAYLOADS.values() for hint in strategies.kinds_in(payload)]
    assert not [hint for hint in hints if hint[0] is str and "min_length" in hint]
    for tolerate, severity in (((), Severity.ERROR), ({R.TOO_SHORT}, Severity.TOLERATED)):
        report = Report(V16, Tolerances(tolerate))
        assert String({"min_length": 2})("a", (None, "name"), report) == "a"
        (finding,) = report.findings
        assert (finding.rule, finding.severity, finding.path, finding.value) == (R.TOO_SHORT, severity, "/name", "a")
        assert finding.repaired == ("a" if tolerate else None)


FOREIGN = '[2,"1","Heartbeat",{"customData":{"vendorId":"a"}}]'  # in 1.6


def test_what_another_version_would_accept():
    seen = Codec(V16).examine(FOREIGN)
    assert [finding.rule for finding in seen.findings] == [R.UNKNOWN_FIELD, R.VALID_IN_OTHER_VERSION]
    finding = seen.findings[-1]
    assert finding.severity is Severity.ADVICE
    assert finding.value == "ocpp2.0.1, ocpp2.1"
    assert (finding.path, finding.tolerated) == ("", True)
    with pytest.raises(OCPPException) as caught:
        Codec(V16).decode(FOREIGN)
    assert caught.value.findings == seen.error.findings == seen.findings[:1]
    assert Codec(V201).examine(FOREIGN).findings == ()
    result = '[3,"1",{"status":"Accepted","statusInfo":{"reasonCode":"a"}}]'
    assert Codec(V16).examine(result, "Reset").findings[-1].value == "ocpp2.0.1, ocpp2.1"
    # Nothing is said of a frame that only this version knows, and none has to be looked for in a good one.
    assert [each.rule for each in Codec(V16).examine(json.dumps(status(a=1))).findings] == [R.UNKNOWN_FIELD]
    assert Codec(V16).examine(HEARTBEAT).findings == ()


def test_what_another_version_would_accept_is_no_error():
    for codec in (Codec(V16, tolerate=ALL), Codec(V16, enforce={R.UNKNOWN_FIELD})):
        finding = codec.examine(FOREIGN).findings[-1]
        assert (finding.rule, finding.severity) == (R.VALID_IN_OTHER_VERSION, Severity.ADVICE)


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_an_id_may_be_too_long_to_be_tolerated(protocol):
    for length in (129, 1000, 100_000):
        frame = json.dumps([2, "x" * length, "Heartbeat", {}])
        seen = Codec(protocol, tolerate=ALL).examine(frame)
        (finding,) = seen.findings
        assert (finding.rule, finding.severity, finding.repaired) == (R.ID_TOO_LONG, Severity.ERROR, None)
        assert (seen.message, seen.uniqueId) == (None, None)
        assert seen.reply is None or len(seen.reply.encode()) < 2048
    # One that is tolerated stands in the answer to what else is wrong, which is short nevertheless.
    unique_id = "\u20ac" * 128
    wrong = {f"field{number}": "x" * 1000 for number in range(1000)}
    frame = json.dumps([2, unique_id, "Heartbeat", wrong])
    seen = Codec(protocol, tolerate={R.ID_TOO_LONG}, enforce={R.UNKNOWN_FIELD}).examine(frame)
    assert json.loads(seen.reply)[:2] == [4, unique_id]
    assert len(seen.reply.encode()) < 2048


def test_a_number_that_no_float_holds_is_refused_whatever_is_tolerated():
    text = json.dumps(limit(0)).replace('"limit": 0', '"limit": "1e999"')
    seen = Codec(V16, tolerate=ALL).examine(text)
    assert [finding.rule for finding in seen.findings if not finding.tolerated] == [R.NOT_FINITE]
    assert math.isinf(seen.findings[-1].value)


# What a finding says -------------------------------------------------------------------------------------------------

# Nothing was found, or what was found is corrupt text, which never travels.
NOT_SHOWN = {
    R.MISSING_FIELD, R.MISSING_PAYLOAD, R.NO_ACTION_GIVEN, R.NOT_JSON, R.STRAY_COMMA, R.CONTROL_CHARACTER, R.NOT_UTF8,
    R.TOO_LARGE, R.TOO_DEEP,
}  # fmt: skip


@every_one
@pytest.mark.parametrize("tolerate", [(), ALL], ids=["strict", "tolerant"])
def test_a_message_says_what_was_found_and_expected_and_what_it_is_taken_as(shown, tolerate):
    """Each part where there is something to say, and nothing else behind it."""
    for finding in findings(Codec(shown.protocol, tolerate=tolerate), shown):
        assert (": found " in finding.message) is (finding.rule not in NOT_SHOWN)
        expected = f", expected {finding.expected}" if finding.expected else ""
        assert expected in finding.message
        assert (", expected " in finding.message) is bool(expected)
        is_repaired = finding.severity is Severity.TOLERATED and finding.repaired is not None
        taken = is_repaired and not identical(finding.repaired, finding.value)
        assert ("; taken as " in finding.message) is taken
        if not taken and "(perhaps " not in finding.message:
            assert finding.message.endswith(f"{expected}.")


def test_what_is_wrong_with_the_text_is_said_of_the_frame():
    for shown in the_text():
        assert all(finding.message.startswith("the frame ") for finding in findings(Codec(shown.protocol), shown))


def test_a_hint_is_taken_from_what_is_nearly_right():
    """From the name of a field that nobody knows, and elsewhere from the value, not from the name of its field."""
    for frame, hint in (
        (status(vendorid="a"), "(perhaps vendorId)"),
        (status(status="Availible"), "(perhaps Available)"),
        (status(errorCode="status"), ""),
        (call("HeartBeat", {}), "(perhaps Heartbeat)"),
        (status(qqq="vendorId"), ""),
        (status(status="Availible" * 10), ""),
    ):
        (finding,) = findings(Codec(V16), Shown(R.WRONG_TYPE, frame))
        assert finding.message.endswith(f"{hint}.")
        assert bool(hint) is ("(perhaps " in finding.message)


def test_findings_are_told_apart_by_all_that_they_say():
    def the_one(frame, **settings):
        (finding,) = findings(Codec(V16, **settings), Shown(R.WRONG_TYPE, frame))
        return finding

    one = the_one(status(status="Broken"))
    assert one == the_one(status(status="Broken"))
    assert hash(one) == hash(the_one(status(status="Broken")))
    for other in (
        the_one(status(status="Mended")),
        the_one(status(errorCode="Broken")),
        the_one(status(status=5)),
        the_one(status(status="Broken"), tolerate={R.UNKNOWN_ENUM_VALUE}),
        "Broken",
    ):
        assert (one == other) is False
    for part in ("'/status'", "unknown_enum_value", "Broken", "PropertyConstraintViolation", "error"):
        assert part in repr(one)


def test_what_is_equal_is_not_unequal():
    one, other = (Codec(V16).examine(json.dumps(status(status="Broken"))) for _ in range(2))
    for seen, again in ((one, other), (one.findings[0], other.findings[0])):
        assert seen == again
        assert (seen != again) is False


def test_a_finding_says_the_same_elsewhere():
    """Its hint and the name of its place included."""
    for frame in (status(vendorid="a"), call("HeartBeat", {}), [2, 5, "Heartbeat", {}], "junk", [3, "1", {}]):
        for finding in findings(Codec(V16), Shown(R.WRONG_TYPE, frame)):
            for twin in (pickle.loads(pickle.dumps(finding)), copy.deepcopy(finding)):
                assert twin == finding
                assert (twin.message, twin.scope, twin.path) == (finding.message, finding.scope, finding.path)


def test_the_first_of_several_missing_fields_is_what_the_error_says():
    seen = Codec(V16).examine(json.dumps(call("StatusNotification", {})))
    assert [finding.path for finding in seen.findings] == ["/connectorId", "/errorCode", "/status"]
    assert seen.error.ocpp_error.msg == str(seen.findings[0])


def test_a_field_missing_far_within_is_said_last():
    """And what is said first decides the error code."""
    values = [{}, {"value": 5}]
    frame = call("MeterValues", {"connectorId": 1, "meterValue": [{"timestamp": NOON, "sampledValue": values}]})
    seen = Codec(V16).examine(json.dumps(frame))
    assert [(finding.path, finding.rule) for finding in seen.findings] == [
        ("/meterValue/0/sampledValue/1/value", R.STRING_AS_NUMBER),
        ("/meterValue/0/sampledValue/0/value", R.MISSING_FIELD),
    ]
    assert seen.error.ocpp_error.code == "TypeConstraintViolation"


def test_a_path_is_a_json_pointer():
    """RFC 6901, 3: what stands for something in a pointer is escaped."""
    (finding,) = findings(Codec(V16), Shown(R.UNKNOWN_FIELD, call("Heartbeat", {"a/b~c~1": 1})))
    assert finding.path == "/a~1b~0c~01"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a" * 60, '"' + "a" * 60 + '"'),
        ("a" * 61, '"' + "a" * 60 + '"... (61 characters)'),
        ("ü\n", '"ü\\n"'),
        (True, "true"),
        (None, "null"),
        (1.5, "1.5"),
        (12, "12"),
        (1 << 238, str(1 << 238)),
        (1 << 300, "an integer of 301 bits"),
        ([], "an empty list"),
        ([None], "a list with 1 item"),
        ((1, 2), "a Python tuple"),
        ([1, 2], "a list with 2 items"),
        ({}, "an empty object"),
        ({"a": 1}, "an object with 1 member"),
        ({"a": 1, "b": 2}, "an object with 2 members"),
        (datetime.date(2024, 5, 17), "a Python datetime.date"),
    ],
)
def test_a_value_is_shown_as_json_but_short(value, text):
    assert show(value) == text


def test_only_what_could_play_tricks_on_a_terminal_is_escaped():
    assert printable("Zürich, 漢 ~") == "Zürich, 漢 ~"
    assert printable("Zürich\x1b[31m\n\u202e") == "Zürich\\x1b[31m\\n\\u202e"
