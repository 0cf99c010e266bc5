"""What people have reported of stations, servers and other libraries, on frames of our own that are like theirs.

Each row names its source: what was seen there, and what this library has to make of it. The version is 1.6 unless the
row says otherwise.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Pairing, Rule, Severity, structure
from ocpp_codec.tolerance import FIELD
from ocpp_codec.v16 import messages as messages16
from tests.support.judging import error_of, payload_of
from tests.support.talks import CSMS, STATION

V16, V20, V201, V21 = OcppJsonProtocol
NOON = "2026-03-14T12:00:00Z"
LAST = datetime.datetime.max.replace(tzinfo=datetime.UTC)


class Read(NamedTuple):
    """A frame that is read under FIELD. `strict`: without any tolerance as well, with advice only.

    `held`: where the message holds what; `rules`: all that is said of the frame.
    """

    source: str
    frame: Any
    held: dict[str, Any]
    rules: Sequence[Rule]
    action: str | None = None
    protocol: OcppJsonProtocol = V16
    strict: bool = False


def call(action: str, payload: Any) -> list[Any]:
    return [2, "7", action, payload]


STARTED = {"connectorId": 1, "idTag": "A1", "meterStart": 0, "timestamp": NOON}
STOPPED = {"transactionId": 7, "meterStop": 5, "timestamp": NOON}
AVAILABLE = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
BOX = '[2,"7","BootNotification",{"chargePointVendor":"ACME","chargePointModel":"Box","chargePointSerialNumber":"SN\0\0"}]'


def renamed(payload: dict[str, Any], **names: str) -> dict[str, Any]:
    """The payload with other names for some fields."""
    return {names.get(name, name): value for name, value in payload.items()}


READ = [
    # An error that says everything in its third element.
    Read(
        "shiv3/ocpp-cp-simulator#18",
        [4, "r1", {"errorCode": "NotImplemented", "errorDescription": "not supported", "errorDetails": {"a": 1}}],
        {"errorCode": "NotImplemented", "errorDescription": "not supported", "errorDetails": {"a": 1}},
        [Rule.BAD_ERROR_CODE, Rule.BAD_ERROR_DESCRIPTION],
        strict=True,
    ),
    Read(
        "shiv3/ocpp-cp-simulator#18",
        [4, "7", "GenericError", {"reason": "x"}, {}],
        {"errorCode": "GenericError", "errorDescription": "", "errorDetails": {"errorDescription": {"reason": "x"}}},
        [Rule.BAD_ERROR_DESCRIPTION],
        strict=True,
    ),
    Read(
        "shiv3/ocpp-cp-simulator#18",
        [4, "7", ["NotSupported"], "x", {}],
        {"errorCode": "NotSupported", "errorDescription": "x", "errorDetails": {}},
        [Rule.BAD_ERROR_CODE],
        strict=True,
    ),
    # A result that repeats the action of its call.
    Read(
        "shiv3/ocpp-cp-simulator#18",
        [3, "9", "ChangeAvailability", {"status": "Accepted"}],
        {"payload.status": "Accepted"},
        [Rule.ACTION_IN_RESULT],
        action="ChangeAvailability",
    ),
    # "Never expires", as the date writer of .NET writes its largest date.
    *(
        Read(
            "dallmann-consulting/OCPP.Core#55",
            [3, "a1", {"idTagInfo": {"status": "Accepted", "expiryDate": text}}],
            {"payload.idTagInfo.expiryDate": LAST},
            rules,
            action="Authorize",
            strict=True,
        )
        for text, rules in (
            ("9999-12-31T23:59:59.9999999Z", [Rule.DATETIME_LONG_FRACTION]),
            ("9999-12-31T23:59:59.999999Z", []),
        )
    ),
    Read(
        "dallmann-consulting/OCPP.Core#55",
        [3, "7", {"idTokenInfo": {"status": "Accepted", "cacheExpiryDateTime": "9999-12-31T23:59:59.9999999Z"}}],
        {"payload.idTokenInfo.cacheExpiryDateTime": LAST},
        [Rule.DATETIME_FINE_FRACTION, Rule.DATETIME_LONG_FRACTION],
        action="Authorize",
        protocol=V201,
        strict=True,
    ),
    # NUL inside of a text.
    Read("evcc-io/evcc#3685", BOX, {"payload.chargePointSerialNumber": "SN\0\0"}, [Rule.CONTROL_CHARACTER, Rule.NOT_PRINTABLE_ASCII]),
    # Names of fields and actions in another case.
    Read("steve-community/steve#858", call("StopTransaction", STOPPED | {"Reason": "Local"}), {"payload.reason": "Local"}, [Rule.FIELD_SPELLING]),
    Read("steve-community/steve#858", call("StartTransaction", renamed(STARTED, connectorId="connectorID")), {"payload.connectorId": 1}, [Rule.FIELD_SPELLING]),
    Read("steve-community/steve#858", call("StartTransaction", renamed(STARTED, idTag="idtag")), {"payload.idTag": "A1"}, [Rule.FIELD_SPELLING]),
    Read("steve-community/steve#858", call("heartbeat", {}), {"action": "Heartbeat"}, [Rule.ACTION_SPELLING]),
    # Names as Python writes them.
    Read("mobilityhouse/ocpp#474", call("Authorize", {"id_tag": "A"}), {"payload.idTag": "A"}, [Rule.FIELD_SPELLING]),
    Read(
        "mobilityhouse/ocpp#474",
        call("StopTransaction", renamed(STOPPED, transactionId="transaction_id", meterStop="meter_stop")),
        {"payload.transactionId": 7, "payload.meterStop": 5},
        [Rule.FIELD_SPELLING] * 2,
    ),
    # A naive time of the server's clock.
    Read(
        "mobilityhouse/ocpp#230",
        [3, "b1", {"currentTime": "2026-03-14T12:00:00", "interval": 60, "status": "Accepted"}],
        {"payload.currentTime": datetime.datetime.fromisoformat(NOON)},
        [Rule.DATETIME_NO_OFFSET],
        action="BootNotification",
        strict=True,
    ),
    # `isoformat() + "Z"` of an aware datetime in Python, and its like.
    *(
        Read(
            "public Python code that adds Z to isoformat()",
            [3, "h1", {"currentTime": text}],
            {"payload.currentTime": datetime.datetime.fromisoformat(NOON)},
            [Rule.DATETIME_ZONE_SPELLING],
            action="Heartbeat",
        )
        for text in (
            "2026-03-14T12:00:00.000000+00:00Z",
            "2026-03-14T14:00:00 +02:00",
            "2026-03-14T12:00:00Z ",
            "2026-03-14T12:00:00 Z",
            "2026-03-14T12:00:00.Z",
            "2026-03-14T12:00:00UTC",
            "2026-03-14T12:00:00 UTC",
        )
    ),
    # A path of Windows, whose backslash is no escape.
    Read(
        "mobilityhouse/ocpp#415",
        json.dumps(call("StatusNotification", AVAILABLE | {"info": "C:|data"})).replace("|", "\\"),
        {"payload.info": "C:\\data"},
        [Rule.UNKNOWN_ESCAPE],
    ),
    # No report: a number as text, with a fraction.
    Read(
        "a variation of our own",
        call("StatusNotification", AVAILABLE | {"connectorId": "1.0"}),
        {"payload.connectorId": 1},
        [Rule.NUMBER_AS_STRING, Rule.INTEGER_AS_FRACTION],
    ),
    # 1.6, edition 2, 5.17: an unknown message is answered with NotImplemented, so the station gets the frame.
    *(
        Read(
            "EVerest/libocpp#618",
            call(action, {"requestedMessage": text}),
            {"payload.requestedMessage": text},
            [Rule.UNKNOWN_ENUM_VALUE],
        )
        for action in ("TriggerMessage", "ExtendedTriggerMessage")
        for text in ("TriggeredOperation", "")
    ),
]  # fmt: skip


def text_of(frame: Any) -> str:
    return frame if isinstance(frame, str) else json.dumps(frame)


def held_at(message: Any, where: str) -> Any:
    for name in where.split("."):
        message = getattr(message, name)
    return message


@pytest.mark.parametrize("row", READ, ids=lambda row: row.source)
def test_what_is_read(row: Read) -> None:
    codec = Codec(row.protocol, tolerate=FIELD)
    seen = codec.examine(text_of(row.frame), row.action)
    assert [finding.rule for finding in seen.findings] == list(row.rules)
    assert seen.message == codec.decode(text_of(row.frame), row.action)
    for where, held in row.held.items():
        assert held_at(seen.message, where) == held
    strict = Codec(row.protocol).examine(text_of(row.frame), row.action)
    assert (strict.message is not None) is row.strict
    if row.strict:
        assert (strict.message, strict.findings) == (seen.message, seen.findings)


class Refused(NamedTuple):
    """A frame that is refused at any tolerance. `answer`: the beginning of the reply.  `says`: the first finding."""

    source: str
    frame: Any
    answer: list[Any] | None
    says: str
    protocol: OcppJsonProtocol = V16
    action: str | None = None


PAYLOAD = {"connectorId": 1, "transactionId": 0, "meterValue": [{"timestamp": NOON, "sampledValue": [{"value": "1"}]}]}
LONG = "x" * 37

REFUSED = [
    # A packet that is cut.
    Refused(
        "lbbrhzn/ocpp#442",
        '[2,"c2","StatusNotification",{"connectorId":1,"in',
        None,
        "the frame is not JSON, expected more text: the frame is cut after line 1, column 49.",
    ),
    # A call without its action.
    Refused(
        "gennadiygnezdilov/ocpp-1.6J-example-request-response#3",
        [2, "15455", PAYLOAD],
        [4, "15455", "ProtocolError"],
        "the frame has no action, expected 4 elements: message type, message id, action,"
        " payload.",
    ),
    # A backslash at the end of a text, which is none then: nobody can tell what was meant.
    Refused(
        "mobilityhouse/ocpp#415",
        json.dumps(call("StartTransaction", STARTED | {"idTag": "336699|"})).replace("|", "\\"),
        None,
        'the frame is not JSON, expected JSON at line 1, column 70, not "m".',
    ),
    # A first element that is no number. Part 4, 4.3.
    *(
        Refused(
            "mikuso/ocpp-rpc, hupe1980/ocpp-kit",
            ["a", "1", "Heartbeat", {}],
            None if protocol is V16 else [4, "1", "RpcFrameworkError"],
            'the first element is not an integer: found "a", expected one of ',
            protocol,
        )
        for protocol in OcppJsonProtocol
    ),
    # The result without its status: that is the cause, and not the seven digits of the time.
    Refused(
        "monta-app/ocpp-emulator#29",
        [3, "7", {"currentTime": "2024-09-18T15:07:27.6064840Z", "interval": 60}],
        None,
        "status is missing, expected one of Accepted, Pending, Rejected (RegistrationStatus).",
        action="BootNotification",
    ),
    Refused(
        "monta-app/ocpp-emulator#29",
        call("StartTransaction", {"connectorId": "1", "idTag": "A", "meterStart": 0}),
        [4, "7", "ProtocolError"],
        "timestamp is missing, expected a date-time such as 2024-05-17T09:41:33.125Z.",
    ),
]  # fmt: skip


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: f"{row.source}-{row.protocol}")
def test_what_is_refused(row: Refused) -> None:
    seen = Codec(row.protocol, tolerate=FIELD).examine(text_of(row.frame), row.action)
    assert seen.message is None
    assert (None if seen.reply is None else json.loads(seen.reply)[:3]) == row.answer
    first = next(finding for finding in seen.findings if finding.severity is Severity.ERROR)
    assert first.message.startswith(row.says)
    line = str(error_of(seen)).split("\n")[0]
    assert first.message in line
    assert f"{row.protocol}" in line


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_an_id_that_is_too_long_stands_in_the_answer(protocol: OcppJsonProtocol) -> None:
    """J16 and Part 4, 4.2.3. Sources: mobilityhouse/ocpp#312, houssammehdi/ocpp-kit."""
    seen = Codec(protocol).examine(json.dumps([2, LONG, "Heartbeat", {}]))
    assert seen.reply is not None
    assert json.loads(seen.reply)[:3] == [4, LONG, "GenericError" if protocol is V16 else "RpcFrameworkError"]
    codec = Codec(protocol, tolerate=FIELD)
    tolerated: Any = codec.decode(json.dumps([2, LONG, "ClearCache", {}]))
    response = type(tolerated.payload).action_class.Response(status="Accepted")
    assert json.loads(codec.encode(tolerated.answer(response))) == [3, LONG, {"status": "Accepted"}]


def test_a_certificate_is_as_long_as_the_schema_or_the_station_says() -> None:
    """Sources: mobilityhouse/ocpp#364, c-jimenez/open-ocpp#258. Part 2 of 2.0.1, 1.22.2: 5600 characters."""
    frame, longer = (json.dumps([3, "7", {"status": "Accepted", "exiResponse": "A" * size}]) for size in (5601, 7501))
    place = "Get15118EVCertificate.Response.exiResponse"
    for text in (frame, longer):
        assert Codec(V201).examine(text, "Get15118EVCertificate").findings[0].rule is Rule.TOO_LONG
        assert Codec(V201, tolerate=FIELD).examine(text, "Get15118EVCertificate").message is not None
    codec = Codec(V201, field_lengths={place: 7500})
    assert codec.examine(frame, "Get15118EVCertificate").findings == ()
    assert codec.examine(longer, "Get15118EVCertificate").findings[0].rule is Rule.TOO_LONG


# Conversations ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("protocol", "frames"),
    [
        # hupe1980/ocpp-kit: a call of the wrong side; a call that is echoed
        (V16, [('[2,"1","Reset",{"type":"Hard"}]', STATION)]),
        (V16, [('[2,"2","BootNotification",{"chargePointVendor":"a","chargePointModel":"b"}]', CSMS)]),
        (V16, [('[2,"9","RemoteStartTransaction",{"idTag":"A"}]', sender) for sender in (CSMS, STATION)]),
        # ChargeTimeEU/Java-OCA-OCPP#405
        (V21, [('[2,"d1","ReportDERControl",{"requestId":1}]', CSMS)]),
    ],
)
def test_what_only_the_other_side_may_send_is_told(protocol: OcppJsonProtocol, frames: Any) -> None:
    pairing = Pairing(Codec(protocol))
    *before, seen = [pairing.feed(frame, sender) for frame, sender in frames]
    assert all(not each.findings for each in before)
    (finding,) = seen.findings
    assert (finding.rule, finding.severity, finding.code) == (Rule.WRONG_SENDER, Severity.ADVICE, "NotSupported")


def test_a_complaint_about_a_result_comes_with_its_call() -> None:
    """Source: monta-app/ocpp-emulator#29."""
    pairing = Pairing(Codec(V16))
    pairing.feed('[2,"b1","BootNotification",{"chargePointVendor":"M","chargePointModel":"E"}]', STATION, 1.0)
    pairing.feed('[3,"b1",{"currentTime":"2024-09-18T15:07:27.6064840Z","interval":60}]', CSMS, 2.0)
    seen = pairing.feed('[4,"b1","FormationViolation","",{}]', STATION, 3.0)
    assert [finding.rule for finding in seen.findings] == [Rule.RESULT_REFUSED]
    assert seen.call is not None
    assert (seen.call.action, seen.call.sender, seen.waited) == ("BootNotification", STATION, 2.0)


def test_a_pairing_reads_a_result_that_repeats_its_action() -> None:
    """Source: shiv3/ocpp-cp-simulator#18."""
    pairing = Pairing(Codec(V16, tolerate=FIELD))
    pairing.feed('[2,"r1","Reset",{"type":"Soft"}]', CSMS)
    seen = pairing.feed('[3,"r1","Reset",{"status":"Accepted"}]', STATION)
    assert payload_of(seen.message).status == "Accepted"
    assert seen.call is not None


# What is sent ----------------------------------------------------------------------------------------------------------


def test_a_naive_datetime_is_refused_with_what_to_do() -> None:
    """Sources: joaonpsilva/IT_CSMS, mobilityhouse/ocpp#230."""
    naive = datetime.datetime(2021, 7, 6, 10)  # noqa: DTZ001
    with pytest.raises(OCPPException, match=r"naive datetime 2021-07-06 10:00:00.*use datetime\.now\(UTC\)") as caught:
        Codec(V16).encode(structure.CallResult("b1", messages16.Heartbeat.Response(currentTime=naive)))
    assert "taken as" not in str(caught.value)


def test_a_dict_in_place_of_an_object_is_refused_with_the_class_to_use() -> None:
    """Source: mobilityhouse/ocpp#358."""
    info: Any = {"status": "Accepted"}
    with pytest.raises(OCPPException, match="found a Python dict with 1 item, expected an instance of IdTagInfo"):
        Codec(V16).encode(structure.CallResult("b1", messages16.Authorize.Response(idTagInfo=info)))


# What is read as it came, with advice ------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["", " 0.0", "12,5", "nan"])
def test_a_measured_value_that_is_no_number_is_read_with_advice(value: str) -> None:
    """1.6, 7.43. Sources: evcc-io/evcc#17585, #17836, #19354; the last two are variations of our own."""
    sampled = {"value": value, "measurand": "Current.Import", "phase": "L1", "unit": "A"}
    frame = call("MeterValues", {"connectorId": 1, "meterValue": [{"timestamp": NOON, "sampledValue": [sampled]}]})
    seen = Codec(V16).examine(json.dumps(frame))
    assert payload_of(seen.message).meterValue[0].sampledValue[0].value == value
    assert [finding.rule for finding in seen.findings] == [Rule.NOT_A_DECIMAL]


def metered(number: str) -> str:
    payload = {"eventType": "Ended", "timestamp": NOON, "triggerReason": "StopAuthorized", "seqNo": 7}
    payload |= {"transactionInfo": {"transactionId": "tx-1"}}
    payload |= {"meterValue": [{"timestamp": NOON, "sampledValue": [{"value": 0.5}]}]}
    return json.dumps(call("TransactionEvent", payload)).replace("0.5", number)


@pytest.mark.parametrize("number", ["2935.600", "0.1", "1e3", "123456.123456"])
def test_a_number_that_is_kept_needs_no_word(number: str) -> None:
    """Source: hupe1980/ocpp-kit."""
    assert Codec(V201).examine(metered(number)).findings == ()


@pytest.mark.parametrize("number", ["9007199254740993", "123456789012.123456", "1e-400"])
def test_a_number_that_loses_digits_is_read_with_advice(number: str) -> None:
    """2.0.1, Part 2, 2.1.4: the full resolution is kept. Source: hupe1980/ocpp-kit."""
    seen = Codec(V201).examine(metered(number))
    assert seen.message is not None
    (finding,) = seen.findings
    assert finding.severity is Severity.ADVICE
    assert number in finding.message


def test_an_infinite_number_is_shown_as_it_was_written() -> None:
    """Source: hupe1980/ocpp-kit."""
    (finding,) = Codec(V201).examine(metered("1e400")).findings
    assert ": found 1e400, expected" in finding.message
