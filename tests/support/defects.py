"""The tables of the wire: each defect with its error code in each version, and the rule that it breaks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocpp_codec import Examination, Finding, OcppJsonProtocol, Rule

V16, V20, V201, V21 = OcppJsonProtocol

STATUS = {
    V16: {"connectorId": 1, "errorCode": "NoError", "status": "Available"},
    V20: {"timestamp": "2024-05-17T09:41:33Z", "connectorStatus": "Available", "evseId": 1, "connectorId": 1},
    V201: {"timestamp": "2024-05-17T09:41:33Z", "connectorStatus": "Available", "evseId": 1, "connectorId": 1},
    V21: {"timestamp": "2024-05-17T09:41:33Z", "connectorStatus": "Available", "evseId": 1, "connectorId": 1},
}

LONG_ID = "x" * 37


def status(protocol: OcppJsonProtocol, **changes: Any) -> str:
    payload = STATUS[protocol] | changes
    return json.dumps([2, "id", "StatusNotification", {key: value for key, value in payload.items() if value != "-"}])


def each(one_six: str, two_x: str) -> dict[OcppJsonProtocol, str]:
    """The code in 1.6, and that in all others."""
    return {V16: one_six, V20: two_x, V201: two_x, V21: two_x}


TYPE = each("TypeConstraintViolation", "TypeConstraintViolation")
VALUE = each("PropertyConstraintViolation", "PropertyConstraintViolation")
UNREADABLE = each("GenericError", "RpcFrameworkError")
ELEMENTS = each("ProtocolError", "RpcFrameworkError")
HEAD = each("TypeConstraintViolation", "RpcFrameworkError")
MISSING = each("ProtocolError", "OccurrenceConstraintViolation")
UNKNOWN = {V16: "FormationViolation", V201: "ProtocolError", V21: "ProtocolError"}
OCCURRENCE = each("OccurenceConstraintViolation", "OccurrenceConstraintViolation")

# (what, frame or a function of the version that makes it, code by version, rule)
DEFECTS = [
    ("not JSON", '[2,"id","Heartbeat",{}', UNREADABLE, Rule.NOT_JSON),
    ("trailing comma", '[2,"id","Heartbeat",{},]', UNREADABLE, Rule.STRAY_COMMA),
    ("control character", '[2,"id","Heartbeat",{"a":"\n"}]', UNREADABLE, Rule.CONTROL_CHARACTER),
    ("trailing garbage", '[2,"id","Heartbeat",{}]]', UNREADABLE, Rule.NOT_JSON),
    ("not UTF-8", b'[2,"\xff","Heartbeat",{}]', UNREADABLE, Rule.NOT_UTF8),
    ("not an array", '{"a":1}', UNREADABLE, Rule.NOT_AN_ARRAY),
    ("empty array", "[]", UNREADABLE, Rule.NOT_AN_ARRAY),
    ("unknown escape", r'[2,"id","Heartbeat",{"a":"D:\logs"}]', UNREADABLE, Rule.UNKNOWN_ESCAPE),
    ("id far too long", json.dumps([2, "x" * 256, "Heartbeat", {}]), UNREADABLE, Rule.ID_TOO_LONG),
    ("id too long", json.dumps([2, LONG_ID, "Heartbeat", {}]), UNREADABLE, Rule.ID_TOO_LONG),
    ("id empty", '[2,"","Heartbeat",{}]', UNREADABLE, Rule.EMPTY_ID),
    ("unknown message type", '[7,"id",{}]', each("GenericError", "MessageTypeNotSupported"), Rule.UNKNOWN_MESSAGE_TYPE),
    ("message type true", '[true,"id"]', UNREADABLE, Rule.MESSAGE_TYPE_NOT_AN_INTEGER),
    ("message type a word", '["CALL","id","Heartbeat",{}]', UNREADABLE, Rule.MESSAGE_TYPE_NOT_AN_INTEGER),
    ("message type a fraction", '[2.5,"id","Heartbeat",{}]', UNREADABLE, Rule.MESSAGE_TYPE_NOT_AN_INTEGER),
    ("message type null", '[null,"id","Heartbeat",{}]', UNREADABLE, Rule.MESSAGE_TYPE_NOT_AN_INTEGER),
    ("message type 2.0", '[2.0,"id","Heartbeat",{}]', UNREADABLE, Rule.MESSAGE_TYPE_SPELLING),
    ("too many elements", '[2,"id","Heartbeat",{},1]', ELEMENTS, Rule.WRONG_ELEMENT_COUNT),
    ("too few elements", '[2,"id"]', ELEMENTS, Rule.WRONG_ELEMENT_COUNT),
    ("no action", '[2,"id",{}]', ELEMENTS, Rule.MISSING_ACTION),
    ("no payload", '[2,"id","Heartbeat"]', ELEMENTS, Rule.MISSING_PAYLOAD),
    ("id a number", '[2,17,"Heartbeat",{}]', HEAD, Rule.NUMERIC_ID),
    ("id an object", '[2,{},"Heartbeat",{}]', HEAD, Rule.ID_NOT_A_STRING),
    ("action not a string", '[2,"id",5,{}]', HEAD, Rule.ACTION_NOT_A_STRING),
    ("payload a list", '[2,"id","Heartbeat",[1]]', TYPE, Rule.WRONG_TYPE),
    ("payload an empty list", '[2,"id","Heartbeat",[]]', TYPE, Rule.EMPTY_LIST_FOR_OBJECT),
    (
        "message type a string",
        '["2","id","Heartbeat",{}]',
        UNREADABLE,
        Rule.MESSAGE_TYPE_SPELLING,
    ),
    ("payload a string", '[2,"id","Heartbeat","{}"]', TYPE, Rule.WRONG_TYPE),
    ("unknown action", '[2,"id","Heartbeet",{}]', each("NotImplemented", "NotImplemented"), Rule.UNKNOWN_ACTION),
    ("action spelled", '[2,"id","HeartBeat",{}]', each("NotImplemented", "NotImplemented"), Rule.ACTION_SPELLING),
    ("required field missing", lambda v: status(v, connectorId="-"), MISSING, Rule.MISSING_FIELD),
    ("unknown field", lambda v: status(v, colour="red"), UNKNOWN, Rule.UNKNOWN_FIELD),
    (
        "field spelled",
        lambda v: status(v, connectorId="-", connectorID=1),
        UNKNOWN | {V20: MISSING[V20]},
        Rule.FIELD_SPELLING,
    ),
    ("string for a number", lambda v: status(v, connectorId="one"), TYPE, Rule.WRONG_TYPE),
    ("number as string", lambda v: status(v, connectorId="1"), TYPE, Rule.NUMBER_AS_STRING),
    ("true for a number", lambda v: status(v, connectorId=True), TYPE, Rule.WRONG_TYPE),
    ("fraction for an integer", lambda v: status(v, connectorId=1.5), TYPE, Rule.FRACTION_FOR_INTEGER),
    ("null for a required field", lambda v: status(v, connectorId=None), TYPE, Rule.NULL_FOR_REQUIRED),
    ("bad date-time", lambda v: status(v, timestamp="yesterday"), VALUE, Rule.BAD_DATETIME),
    ("no such day", lambda v: status(v, timestamp="2023-02-29T00:00:00Z"), VALUE, Rule.DATETIME_NO_SUCH_DAY),
    ("zone spelled", lambda v: status(v, timestamp="2024-05-17T09:41:33+00:00Z"), VALUE, Rule.DATETIME_ZONE_SPELLING),
    ("zone name", lambda v: status(v, timestamp="2024-05-17T09:41:33Z[UTC]"), VALUE, Rule.DATETIME_ZONE_NAME),
    ("error without a code", '[4,"id"]', ELEMENTS, Rule.WRONG_ELEMENT_COUNT),
    ("error with too much", '[4,"id","GenericError","",{},1]', ELEMENTS, Rule.WRONG_ELEMENT_COUNT),
    ("error with NaN", '[4,"id","GenericError","",{"a":NaN}]', VALUE, Rule.NOT_FINITE),
    ("infinite number", lambda v: status(v).replace(": 1,", ": 1e400,"), VALUE, Rule.NOT_FINITE),
]

OPTIONAL_NULL = {
    V16: '[2,"id","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","info":null}]',
    V20: '[2,"id","ClearedChargingLimit",{"chargingLimitSource":"EMS","evseId":null}]',
    V201: '[2,"id","ClearedChargingLimit",{"chargingLimitSource":"EMS","evseId":null}]',
    V21: '[2,"id","ClearedChargingLimit",{"chargingLimitSource":"EMS","evseId":null}]',
}

TOO_LONG = {
    V16: json.dumps([2, "id", "Authorize", {"idTag": "x" * 21}]),
    V20: json.dumps([2, "id", "Authorize", {"idToken": {"idToken": "x" * 37, "type": "Central"}}]),
    V201: json.dumps([2, "id", "Authorize", {"idToken": {"idToken": "x" * 37, "type": "Central"}}]),
    V21: json.dumps([2, "id", "Authorize", {"idToken": {"idToken": "x" * 256, "type": "Central"}}]),
}

BOOLEAN_FOR_TEXT = {
    V16: '[2,"id","Authorize",{"idTag":true}]',
    V20: '[2,"id","CostUpdated",{"totalCost":1,"transactionId":true}]',
    V201: '[2,"id","CostUpdated",{"totalCost":1,"transactionId":true}]',
    V21: '[2,"id","CostUpdated",{"totalCost":1,"transactionId":true}]',
}

EMPTY_FOR_NUMBER = {
    V16: '[2,"id","TriggerMessage",{"requestedMessage":"Heartbeat","connectorId":""}]',
    V20: OPTIONAL_NULL[V20].replace("null", '""'),
    V201: OPTIONAL_NULL[V201].replace("null", '""'),
    V21: OPTIONAL_NULL[V21].replace("null", '""'),
}

EMPTY_FOR_DATETIME = {
    V16: '[2,"id","GetDiagnostics",{"location":"ftp://x","startTime":""}]',
    V20: '[2,"id","GetLog",{"logType":"SecurityLog","requestId":1,"log":{"remoteLocation":"x","oldestTimestamp":""}}]',
    V201: '[2,"id","GetLog",{"logType":"SecurityLog","requestId":1,"log":{"remoteLocation":"x","oldestTimestamp":""}}]',
    V21: '[2,"id","GetLog",{"logType":"SecurityLog","requestId":1,"log":{"remoteLocation":"x","oldestTimestamp":""}}]',
}

BAD_ENUM = {
    V16: status(V16, status="Broken"),
    V20: status(V20, connectorStatus="Broken"),
    V201: status(V201, connectorStatus="Broken"),
    V21: status(V21, connectorStatus="Broken"),
}

BAD_URI = {V16: '[2,"id","GetDiagnostics",{"location":"not a uri"}]'}

NOT_A_MULTIPLE = {
    V16: json.dumps(
        [
            2,
            "id",
            "SetChargingProfile",
            {
                "connectorId": 1,
                "csChargingProfiles": {
                    "chargingProfileId": 1,
                    "stackLevel": 0,
                    "chargingProfilePurpose": "TxProfile",
                    "chargingProfileKind": "Relative",
                    "chargingSchedule": {
                        "chargingRateUnit": "A",
                        "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 21.45}],
                    },
                },
            },
        ]
    )
}

TOO_FEW = {
    V16: '[2,"id","MeterValues",{"connectorId":1,"meterValue":[]}]',
    V20: '[2,"id","MeterValues",{"evseId":1,"meterValue":[]}]',
    V201: '[2,"id","MeterValues",{"evseId":1,"meterValue":[]}]',
    V21: '[2,"id","MeterValues",{"evseId":1,"meterValue":[]}]',
}

_HASH = {"hashAlgorithm": "SHA256", "issuerNameHash": "a", "issuerKeyHash": "b", "serialNumber": "1"}

TOO_MANY = {
    version: json.dumps(
        [
            2,
            "id",
            "Authorize",
            {"idToken": {"idToken": "x", "type": "Central"}, field: [_HASH | {"responderURL": "http://x"}] * 5},
        ]
    )
    for version, field in (
        (V20, "15118CertificateHashData"),
        (V201, "iso15118CertificateHashData"),
        (V21, "iso15118CertificateHashData"),
    )
}

OUT_OF_RANGE = {V21: '[2,"id","ClearedChargingLimit",{"chargingLimitSource":"EMS","evseId":-1}]'}


for _what, _frames, _codes, _rule in (
    ("null for an optional field", OPTIONAL_NULL, TYPE, Rule.NULL_FOR_ABSENT),
    ("boolean for text", BOOLEAN_FOR_TEXT, TYPE, Rule.STRING_AS_BOOLEAN),
    ("empty text for an optional number", EMPTY_FOR_NUMBER, TYPE, Rule.EMPTY_STRING_FOR_ABSENT),
    ("empty text for an optional date-time", EMPTY_FOR_DATETIME, VALUE, Rule.EMPTY_STRING_FOR_ABSENT),
    ("too long", TOO_LONG, VALUE, Rule.TOO_LONG),
    ("bad enum value", BAD_ENUM, VALUE, Rule.UNKNOWN_ENUM_VALUE),
    ("bad URI", BAD_URI, VALUE, Rule.BAD_URI),
    ("not a multiple", NOT_A_MULTIPLE, VALUE, Rule.NOT_A_MULTIPLE),
    ("out of range", OUT_OF_RANGE, VALUE, Rule.OUT_OF_RANGE),
    ("too few items", TOO_FEW, OCCURRENCE, Rule.TOO_FEW_ITEMS),
    ("too many items", TOO_MANY, OCCURRENCE, Rule.TOO_MANY_ITEMS),
):
    DEFECTS.append((_what, _frames.__getitem__, {version: _codes[version] for version in _frames}, _rule))

CELLS = [
    pytest.param(version, frame(version) if callable(frame) else frame, code, rule, id=f"{version}-{what}")
    for what, frame, codes, rule in DEFECTS
    for version, code in codes.items()
]


def hints_in(examination: Examination) -> list[Finding]:
    """The finding that another version allows the frame, if there is one; the exception and the reply lack it."""
    hints = [finding for finding in examination.findings if finding.rule is Rule.VALID_IN_OTHER_VERSION]
    assert [(hint.path, hint.severity, hint.code) for hint in hints] in ([], [("", "advice", "GenericError")])
    return hints
