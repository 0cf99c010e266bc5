"""Plain data instead of text: judged as frames are, and without loss."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, compat, serializer, structure
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v20 import types as types20
from tests.support.defects import CELLS
from tests.support.judging import payload_of
from tests.support.sample_frames import NOW


def test_errors_are_plain_data_without_a_version() -> None:
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
    for message, version in (
        (structure.CallError("1", "RpcFrameworkError", "", {}), "ocpp1.6"),
        (structure.CallError("1", "NoSuchCode", "", {}), None),
        (result_error, "ocpp2.0.1"),
        (structure.Call.of(messages20.Heartbeat.Request()), "ocpp2.1"),
    ):
        with pytest.raises(OCPPException):
            serializer.serialize(message, protocol=version)


def test_errors_are_plain_data_without_a_version_being_named() -> None:
    """Their code or type tells it: 1.6 limits no description, 2.x cuts it at 255 characters."""
    long = "x" * 300
    for kind, code, kept in (
        (structure.CallError, "GenericError", 300),
        (structure.CallError, "OccurenceConstraintViolation", 300),
        (structure.CallError, "OccurrenceConstraintViolation", 255),
        (structure.CallResultError, "GenericError", 255),
    ):
        assert serializer.serialize(kind("1", code, long, {})) == [kind.messageTypeId, "1", code, "x" * kept, {}]


def test_parse_structure_leaves_payloads_alone() -> None:
    for protocol in compat.OcppJsonProtocol:
        call = serializer.parse_structure([2, "1", "DontCare", {"dont": "care"}], protocol=protocol)
        assert call == structure.Call("1", "DontCare", {"dont": "care"})
        assert payload_of(serializer.parse_structure([2, "1", "NoPayload", None], protocol=protocol)) == {}
        assert serializer.parse_structure([3, "1", {"a": 1}], protocol=protocol) == structure.CallResult("1", {"a": 1})
        error = serializer.parse_structure([4, "1", "GenericError", "", {}], protocol=protocol)
        assert error == structure.CallError("1", "GenericError", "", {})
        with pytest.raises(OCPPException):
            serializer.parse_structure([2, "1", "DontCare", "text"], protocol=protocol)


@pytest.mark.parametrize(("protocol", "frame", "code", "rule"), CELLS)
def test_plain_data_gets_the_error_code_of_its_text(
    protocol: OcppJsonProtocol, frame: str, code: str, rule: Rule
) -> None:
    try:
        data = json.loads(frame)
    except ValueError:
        return
    with pytest.raises(OCPPException) as caught:
        serializer.parse(data, protocol=protocol)
    assert caught.value.ocpp_error.code == code


def test_what_binds_the_sender_does_not_bind_who_stores_it() -> None:
    """No more than six decimals go to a station; plain data is lossless even where the message has to be mended."""
    no_such_offset = datetime.timezone(datetime.timedelta(minutes=19, seconds=32))
    for zone in (datetime.UTC, no_such_offset):
        expiry = NOW.replace(microsecond=123456).astimezone(zone)
        info = types20.IdTokenInfoType(types20.AuthorizationStatusEnum.Accepted, cacheExpiryDateTime=expiry)
        message = structure.CallResult("1", messages20.TransactionEvent.Response(totalCost=0.1234567, idTokenInfo=info))
        plain = serializer.serialize(message)
        assert plain[2]["totalCost"] == 0.1234567
        assert serializer.parse(plain, "TransactionEvent", protocol="ocpp2.0") == message
        with pytest.raises(OCPPException) as caught:
            Codec("ocpp2.0").encode(message)
        assert [(each.path, each.rule) for each in caught.value.findings] == [("/totalCost", Rule.TOO_MANY_DECIMALS)]
        message.payload.totalCost = 0.123456
        assert json.loads(Codec("ocpp2.0").encode(message))[2]["totalCost"] == 0.123456


@pytest.mark.parametrize("thing", [None, {}, "text", messages20.Heartbeat, object()])
def test_what_is_no_message_is_no_plain_data(thing: Any) -> None:
    with pytest.raises(TypeError, match="a message, payload or data type is needed"):
        serializer.serialize(thing)


@pytest.mark.parametrize("offset", [-210, 0, 345])
def test_plain_data_keeps_offsets_and_every_digit(offset: int) -> None:
    moment = NOW.replace(microsecond=123456).astimezone(datetime.timezone(datetime.timedelta(minutes=offset)))
    result = structure.CallResult("1", messages20.Heartbeat.Response(moment))
    plain = serializer.serialize(result)
    assert plain == [3, "1", {"currentTime": moment.isoformat()}]
    assert serializer.parse(plain, messages20.Heartbeat, protocol="ocpp2.0") == result


class Text(str):
    """Text as a reader of other formats gives it."""

    __slots__ = ()


def test_a_subclass_of_text_is_text() -> None:
    with pytest.raises(OCPPException) as caught:
        serializer.parse([2, Text("1"), "Nope", {}], protocol="ocpp1.6")
    assert json.loads(caught.value.reply or "")[:3] == [4, "1", "NotImplemented"]
    assert [finding.rule for finding in caught.value.findings] == [Rule.UNKNOWN_ACTION]
    message = serializer.parse([2, Text("1"), Text("Heartbeat"), {}], protocol="ocpp1.6")
    assert type(message.uniqueId) is str


@pytest.mark.parametrize("code", [["x"], {}, 5, None])
def test_a_code_that_is_no_text_is_refused(code: Any) -> None:
    with pytest.raises(OCPPException, match=r"is not an error code|is not a string"):
        serializer.serialize(structure.CallError("1", code, "", {}))


def test_a_data_type_that_breaks_the_protocol_is_no_plain_data() -> None:
    with pytest.raises(OCPPException, match="idToken"):
        serializer.serialize(types20.IdTokenType(idToken=None, type="Central"))  # type: ignore[arg-type]
