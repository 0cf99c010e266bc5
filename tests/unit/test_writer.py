"""The interface of 2020 runs unchanged, and every call of the documented interface does what the table says."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import json
import pickle
import re
import uuid

import pytest

from ocpp_codec import (
    Codec,
    OCPPException,
    Rule,
    compat,
    errors,
    exceptions,
    record,
    serializer,
    structure,
    tolerance,
)
from ocpp_codec.v16 import messages as messages16
from ocpp_codec.v20 import messages, types
from ocpp_codec.v21 import messages as messages21

NOW = datetime.datetime(2013, 2, 1, 20, 53, 32, 486000, datetime.UTC)


def test_the_founding_example():
    response_payload = messages.BootNotification.Response(
        datetime.datetime(2013, 2, 1, 20, 53, 32, 486000, datetime.UTC),
        300,
        types.RegistrationStatusEnum.Accepted,
    )
    call_result = structure.CallResult("19223201", response_payload)
    assert serializer.serialize(call_result) == [
        3,
        "19223201",
        {"currentTime": "2013-02-01T20:53:32.486000+00:00", "interval": 300, "status": "Accepted"},
    ]

    deserialized = json.loads(
        '[3, "19223201", {"currentTime": "2013-02-01T20:53:32.486000+00:00", "interval": 300, "status": "Accepted"}]'
    )
    result = serializer.parse(deserialized, "BootNotification", protocol=compat.OcppJsonProtocol.v20)
    assert result.uniqueId == "19223201"
    assert result.payload == response_payload
    assert type(result.payload.status) is types.RegistrationStatusEnum
    assert repr(result.payload).startswith("BootNotification.Response(currentTime=datetime.datetime(2013, 2, 1, 20,")


def test_the_error_interface_of_2020():
    with pytest.raises(exceptions.OCPPException) as caught:
        serializer.parse([2, "1", "Authorize", {}], protocol=compat.OcppJsonProtocol.v16)
    exc = caught.value
    assert isinstance(exc.ocpp_error, errors.ProtocolError)
    assert exc.ocpp_error.code == "ProtocolError"
    assert isinstance(exc.ocpp_error.details, dict)
    assert exc.ocpp_error.msg
    assert exc.related_request_id == "1"
    call_error = exc.as_call_error
    assert call_error == structure.CallError("1", exc.ocpp_error.code, exc.ocpp_error.msg, exc.ocpp_error.details)
    assert serializer.serialize(call_error)[:3] == [4, "1", "ProtocolError"]


def test_errors_are_plain_data_without_a_version():
    """Every code that some version knows is allowed, unless the version is said."""
    for protocol in compat.OcppJsonProtocol:
        for code in compat.get_error_codes(protocol):
            error = structure.CallError("1", code.value, "why", {"a": 1})
            assert serializer.serialize(error) == [4, "1", code.value, "why", {"a": 1}]
            assert serializer.serialize(error, protocol=protocol) == [4, "1", code.value, "why", {"a": 1}]
    long = structure.CallError("1", "GenericError", "x" * 300, {})
    assert serializer.serialize(long)[3] == "x" * 300  # as 1.6 allows
    assert serializer.serialize(long, protocol="ocpp2.1")[3] == "x" * 255
    result_error = structure.CallResultError("1", "GenericError", "", {})
    assert serializer.serialize(result_error) == [5, "1", "GenericError", "", {}]
    for message, protocol in (
        (structure.CallError("1", "RpcFrameworkError", "", {}), "ocpp1.6"),
        (structure.CallError("1", "NoSuchCode", "", {}), None),
        (result_error, "ocpp2.0.1"),
        (structure.Call.of(messages.Heartbeat.Request()), "ocpp2.1"),
    ):
        with pytest.raises(OCPPException):
            serializer.serialize(message, protocol=protocol)


def test_errors_are_made_by_hand():
    error = errors.NotSupportedError("no smart charging here", wanted="SetChargingProfile")
    exc = exceptions.OCPPException(error, "17")
    frame = Codec("ocpp1.6").encode(exc.as_call_error)
    assert frame == '[4,"17","NotSupported","no smart charging here",{"wanted":"SetChargingProfile"}]'
    assert str(exc) == "NotSupported: no smart charging here"
    assert pickle.loads(pickle.dumps(exc)) == exc


def test_errors_are_equal_by_what_they_say():
    def refused(details):
        return OCPPException(errors.NotSupportedError("no", **details), "17")

    error = errors.NotSupportedError("no", a=1)
    assert error == errors.NotSupportedError("no", a=1) != errors.NotSupportedError("no", a=2)
    assert error != errors.InternalError("no", a=1)
    assert error != "no"
    assert len({error, errors.NotSupportedError("no", a=1), errors.NotSupportedError("no", a=2)}) == 2
    assert refused({"a": [1]}) == refused({"a": [1]}) != refused({"a": [2]})
    assert refused({}) != "no"
    assert len({refused({"a": [1]}), refused({"a": [1]}), refused({"a": [2]})}) == 2


def test_names_of_1_6():
    assert messages16.Authorize.req is messages16.Authorize.Request
    assert messages16.Authorize.conf is messages16.Authorize.Response
    assert messages16.IMPLEMENTED["Authorize"] is messages16.Authorize


def test_parse_structure_leaves_payloads_alone():
    for protocol in compat.OcppJsonProtocol:
        call = serializer.parse_structure([2, "1", "DontCare", {"dont": "care"}], protocol=protocol)
        assert call == structure.Call("1", "DontCare", {"dont": "care"})
        assert serializer.parse_structure([2, "1", "NoPayload", None], protocol=protocol).payload == {}
        assert serializer.parse_structure([3, "1", {"a": 1}], protocol=protocol) == structure.CallResult("1", {"a": 1})
        error = serializer.parse_structure([4, "1", "GenericError", "", {}], protocol=protocol)
        assert error == structure.CallError("1", "GenericError", "", {})
        with pytest.raises(OCPPException):
            serializer.parse_structure([2, "1", "DontCare", "text"], protocol=protocol)


def test_errors_are_plain_data_without_a_version_being_named():
    """Their code or type tells it: 1.6 limits no description, 2.x cuts it at 255 characters."""
    long = "x" * 300
    for kind, code, kept in (
        (structure.CallError, "GenericError", 300),
        (structure.CallError, "OccurenceConstraintViolation", 300),
        (structure.CallError, "OccurrenceConstraintViolation", 255),
        (structure.CallResultError, "GenericError", 255),
    ):
        assert serializer.serialize(kind("1", code, long, {})) == [kind.messageTypeId, "1", code, "x" * kept, {}]


# The table of calls


def test_codec():
    codec = Codec("ocpp2.0.1")
    assert codec == Codec(compat.OcppJsonProtocol.v201) == pickle.loads(pickle.dumps(codec))
    assert codec.protocol is compat.OcppJsonProtocol.v201
    with pytest.raises(dataclasses.FrozenInstanceError):
        codec.protocol = compat.OcppJsonProtocol.v16
    with pytest.raises(ValueError, match=r"unknown protocol 'ocpp1\.5'; this library speaks ocpp1\.6, "):
        Codec("ocpp1.5")
    with pytest.raises(ValueError, match="unknown timespec"):
        Codec("ocpp1.6", timespec="days")
    with pytest.raises(ValueError, match="max_size"):
        Codec("ocpp1.6", max_size=0)
    with pytest.raises(ValueError, match="not_json"):
        Codec("ocpp1.6", tolerate={"not_json"})


def test_a_copy_of_a_codec_works_alike():
    codec = Codec("ocpp2.0.1", timespec="seconds")
    for copied in (copy.copy(codec), copy.deepcopy(codec), dataclasses.replace(codec)):
        assert copied == codec
        assert copied.decode('[2,"1","Heartbeat",{}]').action == "Heartbeat"
    assert dataclasses.asdict(codec).items() >= {"protocol": codec.protocol, "timespec": "seconds"}.items()


def test_what_a_result_answers_may_be_looked_up():
    codec, answered = Codec("ocpp2.0"), {"1": messages.Heartbeat}
    result = '[3,"1",{"currentTime":"2013-02-01T20:53:32Z"}]'
    assert codec.decode(result, answered.__getitem__) == codec.decode(result, answered.get)
    assert codec.decode(result, answered.get) == codec.decode(result, messages.Heartbeat)
    for look_up in (answered.__getitem__, answered.get):  # KeyError or None: nobody has asked
        with pytest.raises(OCPPException) as caught:
            codec.decode(result.replace('"1"', '"2"'), look_up)
        assert caught.value.findings[0].rule is Rule.UNASKED_ANSWER
        assert codec.examine(result.replace('"1"', '"2"'), look_up).error == caught.value


def test_encode_and_decode():
    codec = Codec("ocpp2.0")
    frame = codec.encode(structure.Call.of(messages.Heartbeat.Request()))
    assert isinstance(frame, str)
    call = codec.decode(frame)
    assert call.action == "Heartbeat"
    reply = codec.encode_bytes(structure.CallResult(call.uniqueId, messages.Heartbeat.Response(currentTime=NOW)))
    assert isinstance(reply, bytes)
    for kind in (bytes, bytearray, memoryview):
        for action in (messages.Heartbeat, "Heartbeat"):
            assert codec.decode(kind(reply), action=action).payload.currentTime == NOW
    with pytest.raises(ValueError, match="result does not name its action"):
        codec.decode(reply)
    with pytest.raises(OCPPException, match="NotImplemented"):
        codec.decode(reply, "NoSuchAction")
    with pytest.raises(ValueError, match=r"v21\.messages\.Heartbeat is no action of ocpp2\.0"):
        codec.decode(reply, messages21.Heartbeat)
    with pytest.raises(TypeError, match="action must be an action"):
        codec.decode(reply, 12)
    with pytest.raises(TypeError, match="a frame is str, bytes, bytearray or memoryview, not int"):
        codec.decode(12)


def test_what_is_not_checked_is_written_as_it_is():
    """As text and as bytes; what is no message at all cannot be written even so."""
    codec = Codec("ocpp2.0")
    wrong = structure.Call.of(messages.CostUpdated.Request("free", 5), "1")
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
        for nothing in (None, {}, messages.Heartbeat.Request()):
            with pytest.raises(TypeError):
                encode(nothing, check=False)
    assert isinstance(codec.encode(wrong, check=False), str)
    assert isinstance(codec.encode_bytes(wrong, check=False), bytes)


def test_encode_refuses_what_is_no_message():
    codec = Codec("ocpp2.0")
    for nothing in (None, {}, "text", messages.Heartbeat.Request(), object()):
        with pytest.raises(TypeError, match=r"structure\.Call is needed"):
            codec.encode(nothing)
        with pytest.raises(TypeError):
            serializer.serialize(nothing)
    with pytest.raises(TypeError, match=r"a request is needed"):
        structure.Call.of(messages.Heartbeat.Response(NOW))


def test_unchecked_encoding_writes_what_a_message_holds():
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

    def status(timestamp):
        request = messages16.StatusNotification.Request(1, "NoError", "Available", timestamp=timestamp)
        return json.loads(codec.encode(structure.Call.of(request), check=False))[3]["timestamp"]

    assert status(NOW.astimezone(datetime.timezone(datetime.timedelta(hours=1)))) == "2013-02-01T20:53:32.486Z"
    assert status(NOW.replace(tzinfo=None)) == "2013-02-01T20:53:32.486"
    for text in ("", "noon", "2013-02-01T20:53:32"):
        assert status(text) == text
    for nonsense in ("text", None, structure.Call("1", "Heartbeat", {})):
        with pytest.raises((TypeError, OCPPException)):
            codec.encode(nonsense, check=False)


def test_encode_refuses_payloads_of_something_else():
    codec = Codec("ocpp2.0")
    response = messages.Heartbeat.Response(NOW)
    for message in (
        structure.Call("1", "Heartbeat", messages21.Heartbeat.Request()),
        structure.Call("1", "Heartbeat", {}),
        structure.Call("1", "Authorize", messages.Heartbeat.Request()),
        structure.Call("1", "Heartbeat", response),
        structure.CallResult("1", messages.Heartbeat.Request()),
        structure.CallResult("1", messages21.Heartbeat.Response(NOW)),
        structure.CallResult("1", None),
        structure.Send("1", "Heartbeat", messages.Heartbeat.Request()),
        structure.CallResultError("1", "GenericError", "", {}),
        structure.Call("", "Heartbeat", messages.Heartbeat.Request()),
        structure.Call("x" * 37, "Heartbeat", messages.Heartbeat.Request()),
        structure.Call(12, "Heartbeat", messages.Heartbeat.Request()),
        structure.CallError("1", "NoSuchCode", "", {}),
        structure.CallError("1", "GenericError", None, {}),
        structure.CallError("1", "GenericError", "", None),
    ):
        with pytest.raises(OCPPException) as caught:
            codec.encode(message)
        assert caught.value.findings
        assert caught.value.reply is None


def test_examine():
    codec = Codec("ocpp2.0")
    good = codec.examine(bytearray(b'[2,"1","Heartbeat",{}]'))
    heartbeat = structure.Call("1", "Heartbeat", messages.Heartbeat.Request())
    assert (good.message, good.findings, good.omitted, good.error, good.reply) == (heartbeat, (), 0, None, None)
    assert good.frame == '[2,"1","Heartbeat",{}]'
    assert (good.messageTypeId, good.uniqueId, good.action) == (compat.MessageTypeEnum.CALL, "1", "Heartbeat")
    answer = codec.examine('[3,"1",{"currentTime":5}]', lambda unique_id: {"1": "Heartbeat"}[unique_id])
    assert answer.message is None
    assert (answer.messageTypeId, answer.uniqueId, answer.action) == (3, "1", "Heartbeat")
    for nonsense in (b"\xff", "", None, 12, "\ud800", "[3,1]"):
        bad = codec.examine(nonsense)
        assert bad.message is None
        assert bad.findings
        assert (bad.uniqueId, bad.action) == (None, None)
    assert codec.examine(b"a\xffb").frame == "a\\xffb"
    for action in (None, 12, messages21.Heartbeat, "NoSuchAction"):
        assert codec.examine('[3,"1",{}]', action).findings


@pytest.mark.parametrize(
    ("frame", "answered", "action"),
    [
        ('[2,"1","Heartbeat",{}]', None, "Heartbeat"),
        ('[3,"1",{"currentTime":"2013-02-01T20:53:32Z"}]', messages.Heartbeat, "Heartbeat"),
        ('[4,"1","GenericError","",{}]', None, None),
    ],
)
def test_what_is_seen_of_a_frame_that_is_fine_depends_on_no_order(frame, answered, action):
    first, asked = (Codec("ocpp2.0").examine(frame, answered) for _ in range(2))
    assert first.action == action
    assert asked.findings == ()
    assert (asked.action, asked.uniqueId, asked.messageTypeId) == (first.action, "1", first.messageTypeId)
    assert asked == first != Codec("ocpp2.0").examine(frame.replace('"1"', '"2"'), answered)
    assert len({asked, first}) == 1


def test_a_message_without_an_id_is_given_a_uuid_of_its_own():
    stream = messages21.NotifyPeriodicEventStream.Request([], 1, 0, NOW)
    for make, payload in ((structure.Call.of, messages21.Heartbeat.Request()), (structure.Send.of, stream)):
        ids = {make(payload).uniqueId for _ in range(5)}
        assert len(ids) == 5
        assert all(str(uuid.UUID(unique_id)) == unique_id for unique_id in ids)
        assert (make(payload, "17").uniqueId, make(payload, "17").action) == ("17", payload.action_class.__name__)


def test_written_forms():
    """UTC with Z and milliseconds, None left out, {} for what is empty, descriptions cut at 255 characters in 2.x."""
    codec = Codec("ocpp2.0")

    def written(moment, version=messages, protocol="ocpp2.0", **settings):
        message = structure.CallResult("1", version.Heartbeat.Response(moment))
        return json.loads(Codec(protocol, **settings).encode(message))[2]["currentTime"]

    berlin = datetime.timezone(datetime.timedelta(hours=2))
    for version in ((messages, "ocpp2.0"), (messages16, "ocpp1.6")):
        assert written(NOW, *version) == "2013-02-01T20:53:32.486Z"
        assert written(NOW.replace(microsecond=0), *version) == "2013-02-01T20:53:32.000Z"
        assert written(NOW.replace(microsecond=999999), *version) == "2013-02-01T20:53:32.999Z"
        assert written(NOW.astimezone(berlin), *version) == "2013-02-01T20:53:32.486Z"
        assert written(NOW, *version, timespec="seconds") == "2013-02-01T20:53:32Z"
        assert written(NOW.replace(microsecond=0), *version, timespec="auto") == "2013-02-01T20:53:32Z"
    for timespec in ("microseconds", "auto"):
        assert written(NOW, messages16, "ocpp1.6", timespec=timespec) == "2013-02-01T20:53:32.486000Z"
        with pytest.raises(OCPPException, match="currentTime has more than three fraction digits"):
            written(NOW, timespec=timespec)
    with pytest.raises(OCPPException, match="currentTime has more than three fraction digits"):
        written(NOW.replace(microsecond=0), timespec="microseconds")
    assert codec.encode(structure.Call("1", "Heartbeat", messages.Heartbeat.Request())) == '[2,"1","Heartbeat",{}]'
    long = structure.CallError("1", "GenericError", "x" * 300, {})
    assert codec.encode(long) == f'[4,"1","GenericError","{"x" * 255}",{{}}]'
    assert Codec("ocpp1.6").encode(long) == f'[4,"1","GenericError","{"x" * 300}",{{}}]'


def test_numbers_of_ones_own_classes_are_numbers():
    class Euro(float):
        def __repr__(self):
            return f"EUR {self:.2f}"

    class Count(int):
        pass

    cost = structure.Call.of(messages21.CostUpdated.Request(totalCost=Euro(1.5), transactionId="t"), "1")
    assert Codec("ocpp2.1").encode(cost) == '[2,"1","CostUpdated",{"totalCost":1.5,"transactionId":"t"}]'
    data = structure.Call.of(messages21.DataTransfer.Request(vendorId="x", data=[Count(3), Euro(2.5)]), "1")
    assert Codec("ocpp2.1").encode(data) == '[2,"1","DataTransfer",{"vendorId":"x","data":[3,2.5]}]'


def test_an_offset_with_seconds_is_written_in_utc_if_the_calendar_has_it():
    odd = datetime.timezone(datetime.timedelta(seconds=30))

    def written(moment):
        return Codec("ocpp2.0").encode(structure.CallResult("1", messages.Heartbeat.Response(moment)))

    assert written(NOW.astimezone(odd)) == written(NOW)
    with pytest.raises(OCPPException, match="one that the calendar has in UTC") as caught:
        written(datetime.datetime(1, 1, 1, tzinfo=odd))
    assert [finding.rule for finding in caught.value.findings] == [Rule.BAD_DATETIME]


def test_what_binds_the_sender_does_not_bind_who_stores_it():
    """No more than six decimals go to a station; plain data is lossless even where the message has to be mended."""
    no_such_offset = datetime.timezone(datetime.timedelta(minutes=19, seconds=32))
    for zone in (datetime.UTC, no_such_offset):
        expiry = NOW.replace(microsecond=123456).astimezone(zone)
        info = types.IdTokenInfoType(types.AuthorizationStatusEnum.Accepted, cacheExpiryDateTime=expiry)
        message = structure.CallResult("1", messages.TransactionEvent.Response(totalCost=0.1234567, idTokenInfo=info))
        plain = serializer.serialize(message)
        assert plain[2]["totalCost"] == 0.1234567
        assert serializer.parse(plain, "TransactionEvent", protocol="ocpp2.0") == message
        with pytest.raises(OCPPException) as caught:
            Codec("ocpp2.0").encode(message)
        assert [(each.path, each.rule) for each in caught.value.findings] == [("/totalCost", Rule.TOO_MANY_DECIMALS)]
        message.payload.totalCost = 0.123456
        assert json.loads(Codec("ocpp2.0").encode(message))[2]["totalCost"] == 0.123456


def test_dates_are_rewritten_only_where_they_are_dates():
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


def test_only_the_very_classes_of_a_version_are_sent():
    class Sub(messages.Heartbeat.Request):
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
    request = messages.CostUpdated.Request(1.0, "t")
    del request.transactionId
    with pytest.raises(OCPPException, match="/transactionId"):
        codec.encode(structure.Call.of(request, "1"))
    with pytest.raises(OCPPException, match="message id is empty"):
        codec.encode(structure.Call.of(messages.Heartbeat.Request(), ""))


def test_wrong_settings_are_named():
    for settings in ({"max_size": "x"}, {"max_size": 1e6}, {"max_findings": 1.5}, {"tolerate": "unknown_field"}):
        with pytest.raises(TypeError, match=next(iter(settings))):
            Codec("ocpp1.6", **settings)
    codec = Codec("ocpp1.6", tolerate={"unknown_field"})
    assert set(re.findall(r"[(, ](\w+)=", repr(codec))) == {
        *("protocol", "tolerate", "enforce", "on_finding", "timespec", "max_size", "max_findings")
    }
    assert dataclasses.replace(codec, timespec="seconds") == Codec(
        "ocpp1.6", tolerate={"unknown_field"}, timespec="seconds"
    )


def test_names_that_are_no_strings():
    with pytest.raises(OCPPException, match="a member name that is a string"):
        serializer.parse([2, "1", "Heartbeat", {None: 1, 1.5: 2}], protocol="ocpp2.0")
    for data in ({None: float("nan")}, {1.5: object()}, {10**5000: 1}):
        with pytest.raises(OCPPException, match="a member name that is a string"):
            Codec("ocpp2.0").encode(structure.Call.of(messages.DataTransfer.Request(vendorId="x", data=data)))


def test_exceptions_pickle_whatever_was_found():
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    for data in (lambda: 0, (number for number in ()), deep, {"a": object()}, b"x"):
        message = structure.Call.of(messages.DataTransfer.Request(vendorId="x", data=data))
        with pytest.raises(OCPPException) as caught:
            Codec("ocpp2.0").encode(message)
        assert pickle.loads(pickle.dumps(caught.value)) == caught.value
        assert copy.deepcopy(caught.value) == caught.value


class Mine(OCPPException):
    def __init__(self, why):
        super().__init__(errors.GenericError(why))
        self.why = why


class MyError(errors.NotSupportedError):
    pass


def test_subclasses_stay_what_they_are():
    assert type(pickle.loads(pickle.dumps(Mine("because")))) is Mine
    assert type(pickle.loads(pickle.dumps(MyError("no")))) is MyError


def test_custom_data_is_a_dict():
    custom = record.CustomDataType(vendorId="a", items=1, values=[2], __deepcopy__=3)
    custom.vendorId = "b"
    with pytest.raises(AttributeError):
        custom.extra = 5
    assert custom == {"vendorId": "b", "items": 1, "values": [2], "__deepcopy__": 3}
    assert dataclasses.asdict(custom) == custom
    assert copy.deepcopy(custom) == custom == dataclasses.replace(custom) == pickle.loads(pickle.dumps(custom))
    sent = Codec("ocpp2.1").encode(structure.Call.of(messages21.Heartbeat.Request(customData=custom), "1"))
    assert json.loads(sent)[3]["customData"] == custom
