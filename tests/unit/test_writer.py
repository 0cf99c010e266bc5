"""What is sent is right, and written in one form; what is not right is refused, and only what is not checked is written as
it is.
"""

from __future__ import annotations

import copy
import datetime
import json
import sys
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, Severity, record, serializer, structure, tolerance
from ocpp_codec._core import writer
from ocpp_codec._core.version import version_of
from ocpp_codec.tolerance import ALL, STRICT
from ocpp_codec.v16 import messages as messages16
from ocpp_codec.v16 import types as types16
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v21 import messages as messages21
from ocpp_codec.v201 import messages as messages201
from ocpp_codec.v201 import types as types201
from tests.support.broken_rules import SHOWN
from tests.support.judging import CODEC, unsure
from tests.support.sample_frames import NOON, NOW, call, status, status201

V16, V20, V201, V21 = OcppJsonProtocol


# How it is written ---------------------------------------------------------------------------------------------------


def written(moment: datetime.datetime, version: Any = messages20, protocol: str = "ocpp2.0", **settings: Any) -> str:
    """The date-time of a message as it stands in the text."""
    message = structure.CallResult("1", version.Heartbeat.Response(moment))
    text: str = json.loads(Codec(protocol, **settings).encode(message))[2]["currentTime"]
    return text


BOTH = pytest.mark.parametrize("version", [(messages20, "ocpp2.0"), (messages16, "ocpp1.6")], ids=["2.0", "1.6"])
BERLIN = datetime.timezone(datetime.timedelta(hours=2))


@BOTH
def test_a_date_time_is_written_in_utc_with_milliseconds(version: tuple[Any, str]) -> None:
    assert written(NOW, *version) == "2013-02-01T20:53:32.486Z"
    assert written(NOW.replace(microsecond=0), *version) == "2013-02-01T20:53:32.000Z"
    assert written(NOW.replace(microsecond=999999), *version) == "2013-02-01T20:53:32.999Z"
    assert written(NOW.astimezone(BERLIN), *version) == "2013-02-01T20:53:32.486Z"


@BOTH
def test_a_date_time_is_written_as_coarse_as_is_asked_for(version: tuple[Any, str]) -> None:
    assert written(NOW, *version, timespec="seconds") == "2013-02-01T20:53:32Z"
    assert written(NOW.replace(microsecond=0), *version, timespec="auto") == "2013-02-01T20:53:32Z"


@pytest.mark.parametrize("timespec", ["microseconds", "auto"])
def test_more_digits_than_milliseconds_are_written_in_1_6_alone(timespec: str) -> None:
    for enforced in ((), {Rule.CALL_WHILE_PENDING}):  # whatever is enforced is for the slow path to say
        text = written(NOW, messages16, "ocpp1.6", timespec=timespec, enforce=enforced)
        assert text == "2013-02-01T20:53:32.486000Z"
    with pytest.raises(OCPPException, match="currentTime has more than three fraction digits"):
        written(NOW, timespec=timespec)
    with pytest.raises(OCPPException, match="currentTime has more than three fraction digits"):
        written(NOW.replace(microsecond=0), timespec="microseconds")


def test_a_payload_without_fields_is_an_empty_object() -> None:
    for protocol, request in (
        ("ocpp2.0", messages20.Heartbeat.Request()),
        ("ocpp2.0.1", messages201.Heartbeat.Request()),
    ):
        call = structure.Call("1", "Heartbeat", request)
        assert Codec(protocol).encode(call) == '[2,"1","Heartbeat",{}]'


def test_the_description_of_an_error_is_cut_at_255_characters_in_2_x() -> None:
    long = structure.CallError("1", "GenericError", "x" * 300, {})
    assert Codec("ocpp2.0").encode(long) == f'[4,"1","GenericError","{"x" * 255}",{{}}]'
    assert Codec("ocpp1.6").encode(long) == f'[4,"1","GenericError","{"x" * 300}",{{}}]'


def test_numbers_of_ones_own_classes_are_numbers() -> None:
    class Euro(float):
        def __repr__(self) -> str:
            return f"EUR {self:.2f}"

    class Count(int):
        pass

    cost = structure.Call.of(messages21.CostUpdated.Request(totalCost=Euro(1.5), transactionId="t"), "1")
    assert Codec("ocpp2.1").encode(cost) == '[2,"1","CostUpdated",{"totalCost":1.5,"transactionId":"t"}]'
    data = structure.Call.of(messages21.DataTransfer.Request(vendorId="x", data=[Count(3), Euro(2.5)]), "1")
    assert Codec("ocpp2.1").encode(data) == '[2,"1","DataTransfer",{"vendorId":"x","data":[3,2.5]}]'


def test_an_offset_with_seconds_is_written_in_utc_if_the_calendar_has_it() -> None:
    odd = datetime.timezone(datetime.timedelta(seconds=30))

    def written(moment: datetime.datetime) -> str:
        return Codec("ocpp2.0").encode(structure.CallResult("1", messages20.Heartbeat.Response(moment)))

    assert written(NOW.astimezone(odd)) == written(NOW)
    with pytest.raises(OCPPException, match="one that exists in UTC") as caught:
        written(datetime.datetime(1, 1, 1, tzinfo=odd))
    assert [finding.rule for finding in caught.value.findings] == [Rule.BAD_DATETIME]


def test_dates_are_rewritten_only_where_they_are_dates() -> None:
    codec = Codec("ocpp2.1")
    text = "2024-05-17T09:41:33.123456Z"
    custom = {"vendorId": "x", "currentTime": text, "timestamp": text}
    frame = json.dumps([3, "1", {"currentTime": text, "customData": custom}])
    out = json.loads(codec.encode(codec.decode(frame, messages21.Heartbeat)))
    assert out[2]["currentTime"] == "2024-05-17T09:41:33.123Z"
    assert out[2]["customData"] == custom
    assert json.loads(codec.encode(codec.decode(frame, messages21.Heartbeat), check=False)) == out
    data = structure.Call.of(messages21.DataTransfer.Request(vendorId="x", data={"timestamp": text}))
    assert json.loads(codec.encode(data))[3]["data"] == {"timestamp": text}


def test_good_messages_are_sent_on_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests, results, and those with date-times and customData; in every version with its own decoders."""
    stream = '{"data":[{"t":0.0,"v":"1"}],"id":1,"pending":0,"basetime":"2024-05-17T09:41:33.000Z"}'
    frames = [
        ("ocpp1.6", '[3,"1",{"currentTime":"2024-05-17T09:41:33.000Z"}]', "Heartbeat"),
        ("ocpp2.0.1", '[2,"1","CostUpdated",{"totalCost":1.5,"transactionId":"t"}]', None),
        ("ocpp2.0.1", '[3,"1",{"currentTime":"2024-05-17T09:41:33.123Z","customData":{"vendorId":"x"}}]', "Heartbeat"),
        ("ocpp2.1", f'[6,"1","NotifyPeriodicEventStream",{stream}]', None),
    ]
    messages_of = [
        (Codec(protocol), Codec(protocol).decode(frame, action), frame) for protocol, frame, action in frames
    ]
    monkeypatch.setattr(writer.Writer, "_inspected", unsure)
    for codec, message, frame in messages_of:
        assert codec.encode(message) == codec.encode(message, check=False) == frame


# What is refused -----------------------------------------------------------------------------------------------------


def test_encode_refuses_what_is_no_message() -> None:
    codec = Codec("ocpp2.0")
    nothing: Any
    for nothing in (None, {}, "text", messages20.Heartbeat.Request(), object()):
        with pytest.raises(TypeError, match=r"structure\.Call is needed"):
            codec.encode(nothing)
    with pytest.raises(TypeError, match=r"a request is needed"):
        structure.Call.of(messages20.Heartbeat.Response(NOW))


def test_encode_refuses_payloads_of_something_else() -> None:
    codec = Codec("ocpp2.0")
    response = messages20.Heartbeat.Response(NOW)
    nothing: Any = None
    number: Any = 12
    message: Any
    for message in (
        structure.Call("1", "Heartbeat", messages21.Heartbeat.Request()),
        structure.Call("1", "Heartbeat", {}),
        structure.Call("1", "Authorize", messages20.Heartbeat.Request()),
        structure.Call("1", "Heartbeat", response),
        structure.CallResult("1", messages20.Heartbeat.Request()),
        structure.CallResult("1", messages21.Heartbeat.Response(NOW)),
        structure.CallResult("1", None),
        structure.Send("1", "Heartbeat", messages20.Heartbeat.Request()),
        structure.CallResultError("1", "GenericError", "", {}),
        structure.Call("", "Heartbeat", messages20.Heartbeat.Request()),
        structure.Call("x" * 37, "Heartbeat", messages20.Heartbeat.Request()),
        structure.Call(number, "Heartbeat", messages20.Heartbeat.Request()),
        structure.CallError("1", "NoSuchCode", "", {}),
        structure.CallError("1", "GenericError", nothing, {}),
        structure.CallError("1", "GenericError", "", nothing),
    ):
        with pytest.raises(OCPPException) as caught:
            codec.encode(message)
        assert caught.value.findings
        assert caught.value.reply is None


def test_only_the_very_classes_of_a_version_are_sent() -> None:
    class Sub(messages20.Heartbeat.Request):
        extra: int = 5

    class Stray(record.Payload):
        pass

    codec = Codec("ocpp2.0")
    for payload in (Sub(), Stray(), record.Payload()):
        for message in (structure.Call("1", "Heartbeat", payload), structure.CallResult("1", payload)):
            for check in (True, False):
                with pytest.raises(OCPPException):
                    codec.encode(message, check=check)
        with pytest.raises(TypeError):
            structure.Call.of(payload)
        with pytest.raises((OCPPException, TypeError)):
            serializer.serialize(structure.CallResult("1", payload))
    request = messages20.CostUpdated.Request(1.0, "t")
    del request.transactionId
    with pytest.raises(OCPPException, match="/transactionId"):
        codec.encode(structure.Call.of(request, "1"))
    with pytest.raises(OCPPException, match="message id is empty"):
        codec.encode(structure.Call.of(messages20.Heartbeat.Request(), ""))


def test_a_payload_or_data_type_by_itself_is_checked_as_well() -> None:
    wrong: Any = "no such status"
    info = types16.IdTagInfo(status=wrong)
    response = messages16.Authorize.Response(idTagInfo=info)
    for part, scope, path in ((info, "IdTagInfo", "/status"), (response, "Authorize.Response", "/idTagInfo/status")):
        with pytest.raises(OCPPException) as caught:
            serializer.serialize(part)
        (finding,) = caught.value.findings
        assert (finding.rule, finding.scope, finding.path) == (Rule.UNKNOWN_ENUM_VALUE, scope, path)
        assert caught.value.reply is None
    good = types16.IdTagInfo(types16.AuthorizationStatus.Accepted, expiryDate=NOW)
    assert serializer.serialize(good) == {"status": "Accepted", "expiryDate": "2013-02-01T20:53:32.486000+00:00"}


def test_what_holds_itself_is_refused() -> None:
    loop: dict[str, object] = {}
    loop["loop"] = loop
    with pytest.raises(OCPPException):
        CODEC.encode(structure.Call.of(messages201.DataTransfer.Request(vendorId="x", data=loop)))


# What is not checked -------------------------------------------------------------------------------------------------


def test_what_is_not_checked_is_written_as_it_is() -> None:
    """As text and as bytes; what is no message at all cannot be written even so."""
    codec = Codec("ocpp2.0")
    text: Any = "free"
    number: Any = 5
    wrong = structure.Call.of(messages20.CostUpdated.Request(text, number), "1")
    for encode in (codec.encode, codec.encode_bytes):
        for settings in ({}, {"check": True}):
            with pytest.raises(OCPPException):
                encode(wrong, **settings)
        assert json.loads(encode(wrong, check=False)) == [
            2,
            "1",
            "CostUpdated",
            {"totalCost": "free", "transactionId": 5},
        ]
        error = structure.CallError("1", "NoSuchCode", "", {})
        assert json.loads(encode(error, check=False)) == [4, "1", "NoSuchCode", "", {}]
        nothing: Any
    for nothing in (None, {}, messages20.Heartbeat.Request()):
        with pytest.raises(TypeError):
            encode(nothing, check=False)
    assert isinstance(codec.encode(wrong, check=False), str)
    assert isinstance(codec.encode_bytes(wrong, check=False), bytes)


def test_what_is_not_checked_may_be_wrong_in_every_kind_of_message() -> None:
    """Also where anything may stand, so that no name tells a date-time; and in the errors of 2.1."""
    codec = Codec(V21)
    number: Any = 5
    for message, text in (
        (structure.Call.of(messages21.DataTransfer.Request(number), "1"), '[2,"1","DataTransfer",{"vendorId":5}]'),
        (structure.Call("1", "Reset", messages21.Heartbeat.Request()), '[2,"1","Reset",{}]'),
        (structure.CallError("1", "NoSuchCode", "", {}), '[4,"1","NoSuchCode","",{}]'),
        (structure.CallResultError("1", "NoSuchCode", "", {}), '[5,"1","NoSuchCode","",{}]'),
    ):
        with pytest.raises(OCPPException):
            codec.encode(message)
        assert codec.encode(message, check=False) == text


def test_unchecked_encoding_writes_what_a_message_holds() -> None:
    codec = Codec("ocpp1.6", tolerate=tolerance.FIELD)
    for frame in (
        '[2,"1","BootNotification",{"chargePointModel":"a model that is too long","chargePointVendor":"v"}]',
        '[2,"1","FirmwareStatusNotification",{"status":"Rebooting"}]',
        '[4,"1","VendorError","",{}]',
    ):
        message = codec.decode(frame)
        with pytest.raises(OCPPException):
            codec.encode(message)
        assert json.loads(codec.encode(message, check=False)) == json.loads(frame)

    def status(timestamp: Any) -> Any:
        request = messages16.StatusNotification.Request(
            1, types16.ChargePointErrorCode.NoError, types16.ChargePointStatus.Available, timestamp=timestamp
        )
        return json.loads(codec.encode(structure.Call.of(request), check=False))[3]["timestamp"]

    assert status(NOW.astimezone(datetime.timezone(datetime.timedelta(hours=1)))) == "2013-02-01T20:53:32.486Z"
    assert status(NOW.replace(tzinfo=None)) == "2013-02-01T20:53:32.486"
    for text in ("", "noon", "2013-02-01T20:53:32"):
        assert status(text) == text
    nonsense: Any
    for nonsense in ("text", None, structure.Call("1", "Heartbeat", {})):
        with pytest.raises((TypeError, OCPPException)):
            codec.encode(nonsense, check=False)


# What binds the sender -----------------------------------------------------------------------------------------------

FINE = call("StatusNotification", status201()[-1] | {"timestamp": "2024-05-17T09:41:33.123456Z"})
COST = call("CostUpdated", {"totalCost": 1.1234567, "transactionId": "a"})
USED = call("TransactionEvent", {"eventType": "Started", "timestamp": NOON, "triggerReason": "Authorized", "seqNo": 0})
USED[-1] |= {"transactionInfo": {"transactionId": "a"}}
USED[-1] |= {"meterValue": [{"timestamp": NOON, "sampledValue": [{"value": 1.1234567}]}]}


@pytest.mark.parametrize("protocol", [V201, V21])
@pytest.mark.parametrize("tolerate", [STRICT, ALL], ids=["strict", "tolerant"])
def test_what_binds_only_the_sender(protocol: OcppJsonProtocol, tolerate: Any) -> None:
    def refused(frame: Any, timespec: str = "milliseconds") -> list[Rule]:
        codec = Codec(protocol, tolerate=tolerate, timespec=timespec)
        seen = codec.examine(json.dumps(frame))
        assert {finding.severity for finding in seen.findings} <= {Severity.ADVICE}
        assert seen.message is not None
        try:
            codec.encode(seen.message)
        except OCPPException as error:
            assert [finding.rule for finding in error.findings] == [finding.rule for finding in seen.findings]
            assert {finding.severity for finding in error.findings} == {Severity.ERROR}
            return [finding.rule for finding in error.findings]
        return []

    # More digits of a second are advice on receipt, and are cut, unless they are wanted.
    assert refused(FINE) == refused(FINE, "seconds") == []
    assert refused(FINE, "microseconds") == refused(FINE, "auto") == [Rule.DATETIME_FINE_FRACTION]
    assert refused(status201(), "auto") == []
    # More than six decimals are too much for a station only.
    assert refused(COST) == [Rule.TOO_MANY_DECIMALS]
    assert Codec(protocol, tolerate=tolerate).examine(json.dumps(USED)).findings == ()
    assert refused(USED) == []
    # Plain data is lossless and binds nobody.
    message = Codec(protocol).decode(json.dumps(COST))
    assert serializer.serialize(message, protocol=protocol)[-1]["totalCost"] == 1.1234567


def test_one_decimal_binds_both_sides_in_1_6() -> None:
    shown = next(each for each in SHOWN if each.rule is Rule.NOT_A_MULTIPLE)
    with pytest.raises(OCPPException):
        Codec(V16).decode(shown.text)
    message = Codec(V16, tolerate={Rule.NOT_A_MULTIPLE}).decode(shown.text)
    for codec in (Codec(V16), Codec(V16, tolerate=ALL)):
        with pytest.raises(OCPPException) as caught:
            codec.encode(message)
        assert [finding.rule for finding in caught.value.findings] == [Rule.NOT_A_MULTIPLE]
    micro = json.dumps(status(timestamp="2024-05-17T09:41:33.123456Z"))
    assert "33.123456Z" in Codec(V16, timespec="microseconds").encode(Codec(V16).decode(micro))


@pytest.mark.parametrize("rule", [Rule.BEYOND_32_BITS, Rule.NOT_AN_IDENTIFIER, Rule.NOT_PRINTABLE_ASCII])
def test_advice_never_fails_what_is_sent_unless_it_is_enforced(rule: Rule) -> None:
    for shown in (each for each in SHOWN if each.rule is rule):
        message = Codec(shown.protocol).decode(shown.text)
        for tolerate in (STRICT, ALL):
            assert Codec(shown.protocol, tolerate=tolerate).encode(message)
        with pytest.raises(OCPPException) as caught:
            Codec(shown.protocol, enforce={rule}).encode(message)
        (finding,) = (each for each in caught.value.findings if not each.tolerated)
        assert (finding.rule, finding.path, finding.severity) == (rule, shown.path, Severity.ERROR)


@pytest.mark.parametrize("check", [True, False])
def test_an_envelope_without_one_of_its_parts_is_refused(check: bool) -> None:
    call = structure.Call("1", "Heartbeat", messages201.Heartbeat.Request())
    error = structure.CallError("1", "GenericError", "", {})
    for message in (call, error):
        for part in message.__struct_fields__:
            broken = copy.copy(message)
            delattr(broken, part)
            assert repr(broken)
            if broken is not call and part == "errorCode":
                with pytest.raises(OCPPException):
                    serializer.serialize(broken)
            if part in ("errorDescription", "action") and not check:
                continue
            with pytest.raises(OCPPException):
                Codec("ocpp2.0.1").encode(broken, check=check)


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_a_frame_that_is_too_large_is_not_sent(protocol: OcppJsonProtocol) -> None:
    message = structure.Call("1", "Heartbeat", version_of(protocol).actions["Heartbeat"].Request())
    size = len(Codec(protocol).encode(message))
    assert Codec(protocol, max_size=size).encode(message)
    for codec in (
        Codec(protocol, max_size=size - 1),
        Codec(protocol, max_size=size - 1, enforce={Rule.BEYOND_32_BITS}),
    ):
        with pytest.raises(OCPPException, match=f"too large, expected at most {size - 1} bytes, not {size}") as caught:
            codec.encode(message)
        assert caught.value.related_request_id == "1"
        assert caught.value.reply is None
        assert len(codec.encode(message, check=False)) == size


class Zone(datetime.tzinfo):
    """A time zone without a name."""

    def tzname(self, _: Any) -> str:
        return ""

    def dst(self, _: Any) -> None:
        return None


class Late(Zone):
    """A time zone that is UTC, and does something when it is asked for the third time or so."""

    def __init__(self, turn: int, action: Any) -> None:
        self.turns, self.action = turn, action

    def utcoffset(self, _: Any) -> datetime.timedelta:
        self.turns -= 1
        if self.turns == 0:
            self.action()
        return datetime.timedelta(0)


@pytest.mark.parametrize("custom", [None, types201.CustomDataType(vendorId="D")])
@pytest.mark.parametrize("settings", [{}, {"enforce": {Rule.BEYOND_32_BITS}}])
def test_what_is_written_is_what_was_checked(custom: Any, settings: Any) -> None:
    for turn in range(1, 12):
        request = messages201.TransactionEvent.Request(
            eventType="Started",  # type: ignore[arg-type]
            timestamp=NOW,
            triggerReason="Authorized",  # type: ignore[arg-type]
            seqNo=0,
            transactionInfo=types201.TransactionType(transactionId="a"),
            customData=custom,
        )
        request.timestamp = NOW.replace(
            tzinfo=Late(turn, lambda request=request: setattr(request, "eventType", "Nope"))
        )
        try:
            text = Codec("ocpp2.0.1", **settings).encode(structure.Call.of(request, "1"))
        except OCPPException:
            continue
        assert "Nope" not in text


OFFSETS = [datetime.timedelta(seconds=seconds) for seconds in (0, 3600, -3600, 53 * 60 + 28, -52, 89, 86340)]


@pytest.mark.parametrize("timespec", ["milliseconds", "seconds", "microseconds", "auto"])
@pytest.mark.parametrize("offset", OFFSETS)
@pytest.mark.parametrize("kind", [datetime.datetime, type("Mine", (datetime.datetime,), {})])
def test_without_a_check_the_same_moment_is_written(timespec: str, offset: datetime.timedelta, kind: Any) -> None:
    codec = Codec("ocpp1.6", timespec=timespec)
    for year, micro in ((1890, 0), (2026, 125_000)):
        moment = kind(year, 1, 1, 12, 0, 0, micro, datetime.timezone(offset))
        response = structure.CallResult("1", messages16.Heartbeat.Response(moment))
        assert codec.encode(response, check=False) == codec.encode(response)
        status = messages16.StatusNotification.Request(1, "NoError", "Faulted", timestamp=moment)  # type: ignore[arg-type]
        assert codec.encode(structure.Call.of(status, "1"), check=False) == codec.encode(structure.Call.of(status, "1"))


@pytest.mark.parametrize(
    "text", ['[2,"1","DataTransfer",{"vendorId":"\\ud800"}]', '[4,"1","GenericError","\\ud800",{}]']
)
def test_half_a_surrogate_pair_cannot_be_written_even_without_a_check(text: str) -> None:
    codec = Codec("ocpp2.0.1")
    message = codec.decode(text)
    for check in (True, False):
        with pytest.raises(OCPPException, match="holds half a surrogate pair"):
            codec.encode(message, check=check)


class NoTime(datetime.datetime):
    """As pandas.NaT: a datetime that is none."""

    def utcoffset(self) -> Any:
        raise LookupError("no time")

    def isoformat(self, *_: Any) -> str:
        return "NaT"


class Broken(Zone):
    """A time zone that knows nothing."""

    def utcoffset(self, _: Any) -> Any:
        raise RuntimeError


@pytest.mark.parametrize("moment", [NoTime(2026, 1, 1), datetime.datetime(2026, 1, 1, tzinfo=Broken())])
@pytest.mark.parametrize("check", [True, False])
def test_a_datetime_that_raises_is_none(moment: Any, check: bool) -> None:
    with pytest.raises(OCPPException, match="is not a date-time"):
        Codec("ocpp1.6").encode(structure.CallResult("1", messages16.Heartbeat.Response(moment)), check=check)


@pytest.mark.parametrize("check", [True, False])
def test_a_number_that_this_python_does_not_write_is_refused(check: bool) -> None:
    limit = sys.get_int_max_str_digits()
    message = structure.Call("1", "DataTransfer", messages201.DataTransfer.Request(vendorId="v", data=[10**1000]))
    try:
        sys.set_int_max_str_digits(640)
        with pytest.raises(OCPPException, match="is not a number that JSON can carry"):
            Codec("ocpp2.0.1").encode(message, check=check)
        sys.set_int_max_str_digits(0)
        assert "0" * 1000 in Codec("ocpp2.0.1").encode(message, check=check)
    finally:
        sys.set_int_max_str_digits(limit)
