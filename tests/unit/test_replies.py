"""The wire tables, cell by cell: the error code of each defect and what may be sent back, for each version."""

from __future__ import annotations

import json

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, serializer, structure

V16, V20, V201, V21 = OcppJsonProtocol
STATUS = {
    V16: {"connectorId": 1, "errorCode": "NoError", "status": "Available"},
    V20: {"timestamp": "2024-05-17T09:41:33Z", "connectorStatus": "Available", "evseId": 1, "connectorId": 1},
    V201: {"timestamp": "2024-05-17T09:41:33Z", "connectorStatus": "Available", "evseId": 1, "connectorId": 1},
    V21: {"timestamp": "2024-05-17T09:41:33Z", "connectorStatus": "Available", "evseId": 1, "connectorId": 1},
}
LONG_ID = "x" * 37


def status(protocol, **changes):
    payload = STATUS[protocol] | changes
    return json.dumps([2, "id", "StatusNotification", {key: value for key, value in payload.items() if value != "-"}])


def each(one_six, two_x):
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
    ("id too long", json.dumps([2, LONG_ID, "Heartbeat", {}]), UNREADABLE, Rule.ID_TOO_LONG),
    ("id empty", '[2,"","Heartbeat",{}]', UNREADABLE, Rule.EMPTY_ID),
    ("unknown message type", '[7,"id",{}]', each("GenericError", "MessageTypeNotSupported"), Rule.UNKNOWN_MESSAGE_TYPE),
    ("message type as text", '["2","id","Heartbeat",{}]', each("GenericError", "MessageTypeNotSupported"), None),
    ("message type true", '[true,"id"]', each("GenericError", "MessageTypeNotSupported"), Rule.UNKNOWN_MESSAGE_TYPE),
    ("too many elements", '[2,"id","Heartbeat",{},1]', ELEMENTS, Rule.WRONG_ELEMENT_COUNT),
    ("too few elements", '[2,"id"]', ELEMENTS, Rule.WRONG_ELEMENT_COUNT),
    ("no payload", '[2,"id","Heartbeat"]', ELEMENTS, Rule.MISSING_PAYLOAD),
    ("id a number", '[2,17,"Heartbeat",{}]', HEAD, Rule.NUMERIC_ID),
    ("id an object", '[2,{},"Heartbeat",{}]', HEAD, Rule.ID_NOT_A_STRING),
    ("action not a string", '[2,"id",5,{}]', HEAD, Rule.ACTION_NOT_A_STRING),
    ("payload a list", '[2,"id","Heartbeat",[1]]', TYPE, Rule.WRONG_TYPE),
    ("payload an empty list", '[2,"id","Heartbeat",[]]', TYPE, Rule.EMPTY_LIST_FOR_OBJECT),
    (
        "message type a string",
        '["2","id","Heartbeat",{}]',
        each("GenericError", "MessageTypeNotSupported"),
        Rule.MESSAGE_TYPE_SPELLING,
    ),
    ("payload a string", '[2,"id","Heartbeat","{}"]', TYPE, Rule.WRONG_TYPE),
    ("unknown action", '[2,"id","HeartBeat",{}]', each("NotImplemented", "NotImplemented"), Rule.UNKNOWN_ACTION),
    ("required field missing", lambda v: status(v, connectorId="-"), MISSING, Rule.MISSING_FIELD),
    ("unknown field", lambda v: status(v, colour="red"), UNKNOWN, Rule.UNKNOWN_FIELD),
    ("string for a number", lambda v: status(v, connectorId="one"), TYPE, Rule.WRONG_TYPE),
    ("number as string", lambda v: status(v, connectorId="1"), TYPE, Rule.NUMBER_AS_STRING),
    ("true for a number", lambda v: status(v, connectorId=True), TYPE, Rule.WRONG_TYPE),
    ("fraction for an integer", lambda v: status(v, connectorId=1.5), TYPE, Rule.FRACTION_FOR_INTEGER),
    ("null for a required field", lambda v: status(v, connectorId=None), TYPE, Rule.NULL_FOR_REQUIRED),
    ("bad date-time", lambda v: status(v, timestamp="yesterday"), VALUE, Rule.BAD_DATETIME),
    ("no such day", lambda v: status(v, timestamp="2023-02-29T00:00:00Z"), VALUE, Rule.DATETIME_NO_SUCH_DAY),
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


@pytest.mark.parametrize(("protocol", "frame", "code", "rule"), CELLS)
def test_code_of_each_defect(protocol, frame, code, rule):
    with pytest.raises(OCPPException) as caught:
        Codec(protocol).decode(frame)
    assert caught.value.ocpp_error.code == code
    assert caught.value.findings[0].code == code
    if rule is not None:
        assert caught.value.findings[0].rule is rule
    examination = Codec(protocol).examine(frame)
    assert examination.error == caught.value
    hints = hints_in(examination)
    assert tuple(finding for finding in examination.findings if finding not in hints) == caught.value.findings


def hints_in(examination):
    """The finding that another version allows the frame, if there is one; the exception and the reply lack it."""
    hints = [finding for finding in examination.findings if finding.rule is Rule.VALID_IN_OTHER_VERSION]
    assert [(hint.path, hint.severity, hint.code) for hint in hints] in ([], [("", "advice", "GenericError")])
    return hints


ELSEWHERE = [
    (V16, TOO_LONG[V16], None),
    (V20, TOO_LONG[V20], "ocpp2.1"),
    (V201, TOO_LONG[V201], "ocpp2.1"),
    (V21, OUT_OF_RANGE[V21], "ocpp2.0, ocpp2.0.1"),
    (V16, status(V201), "ocpp2.0, ocpp2.0.1, ocpp2.1"),
    (V21, status(V16), "ocpp1.6"),
    (V21, status(V21), None),
    (V21, status(V16, colour="red"), None),
    (V16, '[2,"id","ClearedChargingLimit",{"chargingLimitSource":"EMS"}]', "ocpp2.0, ocpp2.0.1, ocpp2.1"),
    (V16, '[2,"id","NoSuchAction",{}]', None),
    (V16, "[", None),
]


@pytest.mark.parametrize(("protocol", "frame", "elsewhere"), ELSEWHERE)
def test_what_another_version_allows(protocol, frame, elsewhere):
    examination = Codec(protocol).examine(frame)
    assert [hint.value for hint in hints_in(examination)] == ([elsewhere] if elsewhere else [])
    assert Rule.VALID_IN_OTHER_VERSION not in (examination.reply or "")


@pytest.mark.parametrize(("protocol", "frame", "code", "rule"), CELLS)
def test_plain_data_gives_the_same(protocol, frame, code, rule):
    try:
        data = json.loads(frame)
    except ValueError:
        return
    with pytest.raises(OCPPException) as caught:
        serializer.parse(data, protocol=protocol)
    assert caught.value.ocpp_error.code == code


def test_unknown_fields_are_advice_in_2_0():
    codec = Codec(V20)
    examination = codec.examine(status(V20, colour="red"))
    assert examination.message == codec.decode(status(V20))
    (finding,) = examination.findings
    assert (finding.rule, finding.severity, finding.path, finding.value) == (
        "unknown_field",
        "advice",
        "/colour",
        "red",
    )
    assert examination.reply is None


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_several_at_once(protocol):
    """The first in document order decides; missing fields come last."""
    frame = status(protocol, connectorId="-", status="Broken", connectorStatus="Broken")
    findings = Codec(protocol).examine(frame).findings
    assert findings[0].rule is not Rule.MISSING_FIELD
    assert findings[-1].rule is Rule.MISSING_FIELD


# What may be sent back

CALL = '[2,"id","Heartbeat",[]]'
RESULT = '[3,"id",[]]'
TABLE = [
    ("call", CALL, {V16: [4, "id"], V20: [4, "id"], V201: [4, "id"], V21: [4, "id"]}),
    ("unreadable id", '[2,17,"Heartbeat",{}]', {V16: None, V20: None, V201: [4, "-1"], V21: [4, "-1"]}),
    ("id too long", json.dumps([2, LONG_ID, "Heartbeat", {}]), {V16: None, V20: None, V201: [4, "-1"], V21: [4, "-1"]}),
    ("no JSON", "[2,", {V16: None, V20: None, V201: [4, "-1"], V21: [4, "-1"]}),
    ("no array", "{}", {V16: None, V20: None, V201: [4, "-1"], V21: [4, "-1"]}),
    ("unknown type", '[9,"id",{}]', {V16: None, V20: [4, "id"], V201: [4, "id"], V21: None}),
    ("unknown type and id", "[9]", {V16: None, V20: None, V201: [4, "-1"], V21: None}),
    ("result", RESULT, {V16: None, V20: None, V201: None, V21: [5, "id"]}),
    ("result, id unreadable", "[3,17,[]]", dict.fromkeys(OcppJsonProtocol)),
    ("error", '[4,"id"]', dict.fromkeys(OcppJsonProtocol)),
    ("error, id unreadable", '[4,17,"GenericError","",{}]', dict.fromkeys(OcppJsonProtocol)),
    ("odd error", '[4,"id",5,5]', dict.fromkeys(OcppJsonProtocol)),
    ("result error", '[5,"id"]', {V21: None}),
    ("send", '[6,"id","NotifyPeriodicEventStream",{}]', {V21: None}),
    ("send of something else", '[6,"id","Heartbeat",{}]', {V21: None}),
    ("result of an unknown call", '[3,"id",{}]', dict.fromkeys(OcppJsonProtocol)),
    ("called, but to be sent", '[2,"id","NotifyPeriodicEventStream",{}]', {V21: [4, "id"]}),
    ("good", '[2,"id","Heartbeat",{}]', dict.fromkeys(OcppJsonProtocol)),
]


@pytest.mark.parametrize(
    ("protocol", "frame", "answer"),
    [
        pytest.param(version, frame, answer, id=f"{version}-{what}")
        for what, frame, answers in TABLE
        for version, answer in answers.items()
    ],
)
def test_reply(protocol, frame, answer):
    codec = Codec(protocol)
    examination = codec.examine(frame, None if frame == '[3,"id",{}]' else "Heartbeat")
    if answer is None:
        assert examination.reply is None
        return
    reply = json.loads(examination.reply)
    assert reply[:2] == answer
    told = examination.error.ocpp_error
    assert reply[2:] == [told.code, told.msg, told.details]
    assert told.msg == str(examination.error.findings[0])
    assert told.details == {
        "findings": [
            {"path": finding.path, "rule": finding.rule, "message": finding.message}
            for finding in examination.error.findings
        ]
    }
    error = codec.decode(examination.reply)
    assert isinstance(error, structure.CallError if answer[0] == 4 else structure.CallResultError)
    assert error.uniqueId == examination.error.related_request_id == examination.error.as_call_error.uniqueId


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_a_call_error_can_always_be_made(protocol):
    for frame in ("[", "[]", "[3,17,[]]", '[4,"id"]', '[4,"id","GenericError",5,{"a":NaN}]'):
        error = Codec(protocol).examine(frame, "Heartbeat").error.as_call_error
        assert error.uniqueId in ("-1", "id")
        assert json.loads(Codec(protocol).encode(error))[:2] == [4, error.uniqueId]


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_replies_are_short_and_hold_no_corrupt_text(protocol):
    secret = "SECRET"
    begun = f'[2,"id","Heartbeat",{{"{secret}":'
    for text in (begun + "\x00" * 5000, begun + '"\x00"}]', begun + "1,}]"):
        corrupt = Codec(protocol).examine(text)
        assert secret in corrupt.findings[0].value
        assert secret not in str(corrupt.error)
        assert secret not in (corrupt.reply or "")
    for value in ("x" * 100_000, "\u20ac" * 100_000, "\x1b[31m\n\u202e" * 1000, ["x"] * 1000, {"a" * 9999: 1}):
        frame = json.dumps([2, "id", "Heartbeat", {"f" * 3000: value, "b": value, "c\n": value}])
        examination = Codec(protocol).examine(frame)
        if examination.reply:
            assert len(examination.reply.encode()) < 2048
        assert all(finding.message.isprintable() for finding in examination.findings)


# Results whose action a function knows


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("kind", [str, str.encode, lambda text: bytearray(text.encode())])
def test_a_result_that_a_function_does_not_know_was_not_asked_for(protocol, kind):
    codec, frame = Codec(protocol), kind('[3,"id",{"status":"Accepted"}]')
    for ask in (lambda _: None, {}.__getitem__):
        with pytest.raises(OCPPException) as caught:
            codec.decode(frame, ask)
        assert [finding.rule for finding in caught.value.findings] == [Rule.UNASKED_ANSWER]
        assert codec.examine(frame, ask).error == caught.value
        assert caught.value.reply is None


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("kind", [str, str.encode, lambda text: bytearray(text.encode())])
def test_a_function_is_given_the_id_however_it_is_written(protocol, kind):
    """And is not asked about what is no result, or has no id."""
    asked = []

    def ask(unique_id):
        asked.append(unique_id)
        return "ClearCache"

    codec = Codec(protocol)
    for written, unique_id in (("id", "id"), ("\\u0061\\n", "a\n"), ("\u00e9", "\u00e9")):
        asked.clear()
        seen = codec.decode(kind(f'[3,"{written}",{{"status":"Accepted"}}]'), ask)
        assert (seen.uniqueId, seen.payload.status, set(asked)) == (unique_id, "Accepted", {unique_id})
    asked.clear()
    for frame in ('[2,"id","Heartbeat",[]]', "[3]", "[", "[9]"):
        with pytest.raises(OCPPException):
            codec.decode(kind(frame), ask)
    assert asked == []


# Errors that are received


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("kind", [4, 5])
def test_received_errors_are_read_generously(protocol, kind):
    if kind == 5 and protocol is not V21:
        return
    codec = Codec(protocol)

    def read(*rest):
        examination = codec.examine(json.dumps([kind, "id", *rest]))
        assert examination.message is not None, examination.findings
        return examination.message, [finding.rule for finding in examination.findings]

    for spelling in ("NotSupported", "notsupported", "NOT_SUPPORTED"):
        error, rules = read(spelling, "", {})
        assert type(error.errorCode).__name__ == "ErrorCodeEnum"
        assert (error.errorCode, rules) == ("NotSupported", [Rule.ERROR_CODE_SPELLING] * (spelling != "NotSupported"))
    for spelling in ("OccurenceConstraintViolation", "OccurrenceConstraintViolation"):
        error, _ = read(spelling, "", {})
        assert error.errorCode == OCCURRENCE[protocol]
    for code, text in (("OutOfCoffee", "OutOfCoffee"), ("", ""), (5, "5"), (True, "true"), (None, "")):
        error, rules = read(code, "", {})
        assert (error.errorCode, rules) == (text, [Rule.UNKNOWN_ERROR_CODE])
    for description, text in ((5, "5"), (False, "false"), (None, "")):
        error, rules = read("GenericError", description, {})
        assert (error.errorDescription, rules) == (text, [Rule.BAD_ERROR_DESCRIPTION])
    for details, kept in ((None, {}), ("", {}), ("why", {"details": "why"})):
        error, rules = read("GenericError", "text", details)
        assert (error.errorDetails, rules) == (kept, [Rule.BAD_ERROR_DETAILS])
    error, rules = read("GenericError", "text")
    assert (error.errorDetails, rules) == ({}, [Rule.BAD_ERROR_DETAILS])
    error, rules = read("GenericError")
    assert (error.errorDescription, error.errorDetails) == ("", {})
    assert rules == [Rule.BAD_ERROR_DESCRIPTION, Rule.BAD_ERROR_DETAILS]
    error, rules = read("GenericError", "x" * 300, {})
    assert (len(error.errorDescription), rules) == (300, [] if protocol is V16 else [Rule.LONG_DESCRIPTION])


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_an_empty_payload_may_be_null(protocol):
    codec = Codec(protocol)
    assert codec.decode('[2,"id","Heartbeat",null]') == codec.decode('[2,"id","Heartbeat",{}]')
    assert codec.encode(codec.decode('[2,"id","Heartbeat",null]')) == '[2,"id","Heartbeat",{}]'
    with pytest.raises(OCPPException, match="idT"):
        codec.decode('[2,"id","Authorize",null]')
