"""The five envelopes, the ids that they are given, and what answers a call."""

from __future__ import annotations

import copy
import json
import pickle
import sys
import uuid
from typing import Any, cast

import pytest

from ocpp_codec import Codec, EncodeError, OcppJsonProtocol, Rule, errors, serializer, structure
from ocpp_codec._core.structure import ENVELOPES
from ocpp_codec.compat import MessageTypeEnum, get_implemented_messages
from ocpp_codec.tolerance import ALL, FIELD
from ocpp_codec.v16 import messages as messages16
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v21 import messages as messages21
from tests.support.comparison import identical
from tests.support.judging import error_of
from tests.support.sample_frames import NOW


def test_a_message_without_an_id_is_given_a_uuid_of_its_own() -> None:
    stream = messages21.NotifyPeriodicEventStream.Request([], 1, 0, NOW)
    for make, payload in ((structure.Call.of, messages21.Heartbeat.Request()), (structure.Send.of, stream)):
        ids = {make(payload).uniqueId for _ in range(5)}
        assert len(ids) == 5
        assert all(str(uuid.UUID(unique_id)) == unique_id for unique_id in ids)
        assert (make(payload, "17").uniqueId, make(payload, "17").action) == ("17", payload.action_class.__name__)


def test_an_envelope_is_made_for_a_request_only() -> None:
    thing: Any
    for thing in (messages20.Heartbeat.Response(NOW), None, {}, "text"):
        for make in (structure.Call.of, structure.Send.of):
            with pytest.raises(TypeError, match="a request is needed"):
                make(thing)


def test_each_envelope_has_the_number_that_opens_its_frame() -> None:
    kinds = (structure.Call, structure.CallResult, structure.CallError, structure.CallResultError, structure.Send)
    assert [kind.messageTypeId for kind in kinds] == [2, 3, 4, 5, 6]
    assert [ENVELOPES[kind.messageTypeId] for kind in kinds] == [*kinds]
    assert {*ENVELOPES} == {*MessageTypeEnum}


# Ids as they came ------------------------------------------------------------------------------------------------------

every_version = pytest.mark.parametrize("protocol", OcppJsonProtocol)
READABLE: list[Any] = [8, 0, -1, 10**35, 10**40, "", "x" * 37, "é" * 255, "\u2028" * 100]


def received(protocol: OcppJsonProtocol, unique_id: Any, action: str = "ClearCache") -> structure.Call[Any]:
    frame = json.dumps([2, unique_id, action, {}])
    call = Codec(protocol, tolerate=FIELD).decode(frame)
    assert isinstance(call, structure.Call)
    return call


def response(protocol: OcppJsonProtocol) -> Any:
    definition: Any = get_implemented_messages(protocol)["ClearCache"].Response
    return definition(status="Accepted")


@pytest.mark.parametrize("unique_id", READABLE, ids=lambda each: repr(each)[:9])
@every_version
def test_an_answer_has_the_id_as_it_came(protocol: OcppJsonProtocol, unique_id: Any) -> None:
    """Whichever codec writes it; the call itself has text."""
    call = received(protocol, unique_id)
    assert (call.uniqueId, type(call.uniqueId)) == (str(unique_id), structure.ReceivedId)
    assert isinstance(call.uniqueId, structure.ReceivedId)
    assert identical(call.uniqueId.received, unique_id)
    refusal = errors.NotSupportedError("not here", a=1)
    for codec in (Codec(protocol), Codec(protocol, tolerate=FIELD)):
        for check in (True, False):
            for encode in (codec.encode, codec.encode_bytes):
                assert json.loads(encode(call.answer(response(protocol)), check=check)) == [
                    *(3, unique_id),
                    {"status": "Accepted"},
                ]
                assert json.loads(encode(call.refuse(refusal), check=check)) == [
                    *(4, unique_id, "NotSupported", "not here"),
                    {"a": 1},
                ]
    assert serializer.serialize(call.answer(response(protocol)), protocol=protocol)[1] == unique_id


@pytest.mark.parametrize("unique_id", ["8", "x" * 36, "\U0001f600" * 36])
@every_version
def test_a_valid_id_is_plain_text(protocol: OcppJsonProtocol, unique_id: str) -> None:
    call = received(protocol, unique_id)
    assert type(call.uniqueId) is str
    assert call.answer(response(protocol)) == structure.CallResult(unique_id, response(protocol))
    assert json.loads(Codec(protocol).encode(call.answer(response(protocol))))[:2] == [3, unique_id]


@pytest.mark.parametrize("unique_id", [8, "", "x" * 40])
def test_the_ids_of_answers_that_come_are_plain_text(unique_id: Any) -> None:
    """Nobody answers them, and what waits for them has text."""
    codec = Codec("ocpp2.1", tolerate=FIELD)
    stream = {"id": 1, "pending": 0, "basetime": "2024-05-17T09:41:33Z", "data": [{"t": 0, "v": "1"}]}
    for frame in (
        [3, unique_id, {"status": "Accepted"}],
        [4, unique_id, "GenericError", "", {}],
        [5, unique_id, "GenericError", "", {}],
        [6, unique_id, "NotifyPeriodicEventStream", stream],
    ):
        message = codec.decode(json.dumps(frame), "ClearCache")
        is_echo = frame[0] in (4, 5) and len(str(unique_id)) > 36  # an error has the id of a call as it came
        assert (message.uniqueId, type(message.uniqueId)) == (str(unique_id), structure.ReceivedId if is_echo else str)


@every_version
def test_a_call_of_our_own_needs_a_valid_id_wherever_it_comes_from(protocol: OcppJsonProtocol) -> None:
    codec = Codec(protocol, tolerate=ALL)
    assert json.loads(codec.encode(received(protocol, 8)))[:2] == [2, "8"]
    assert serializer.serialize(received(protocol, 8), protocol=protocol)[1] == "8"
    for unique_id, rule in (("", Rule.EMPTY_ID), ("x" * 37, Rule.ID_TOO_LONG)):
        with pytest.raises(EncodeError) as caught:
            codec.encode(received(protocol, unique_id))
        assert [finding.rule for finding in caught.value.findings] == [rule]


def test_an_answer_with_an_id_of_our_own_needs_a_valid_one() -> None:
    """Only what came in that form goes back in that form."""
    codec = Codec("ocpp1.6", tolerate=ALL)
    unique_id: Any
    for unique_id in (8, "", "x" * 37):
        answer = structure.CallResult(unique_id, response(OcppJsonProtocol.v16))
        with pytest.raises(EncodeError):
            codec.encode(answer)


@pytest.mark.parametrize("unique_id", READABLE, ids=lambda each: repr(each)[:9])
def test_a_copy_of_a_call_keeps_the_id_as_it_came(unique_id: Any) -> None:
    call = received(OcppJsonProtocol.v16, unique_id)
    twins = [copy.copy(call), copy.deepcopy(call), *(pickle.loads(pickle.dumps(call, version)) for version in (2, 5))]
    if sys.version_info >= (3, 13):
        twins.append(copy.replace(call))
    for twin in twins:
        assert twin == call
        assert isinstance(twin.uniqueId, structure.ReceivedId)
        assert identical(twin.uniqueId.received, unique_id)


def test_a_received_id_is_text() -> None:
    unique_id = structure.ReceivedId(8)
    assert (unique_id, repr(unique_id), f"{unique_id}", len(unique_id), hash(unique_id)) == (
        "8",
        "'8'",
        "8",
        1,
        hash("8"),
    )
    by_id: dict[str, int] = {unique_id: 1}
    assert by_id["8"] == {"8": 1}[unique_id] == 1
    assert (unique_id.received, structure.ReceivedId("").received) == (8, "")
    assert json.dumps([unique_id]) == '["8"]'
    assert unique_id == structure.ReceivedId("8")


@every_version
def test_a_reply_has_the_id_as_it_came(protocol: OcppJsonProtocol) -> None:
    """That is what `reply` says of a call that cannot be read, and what goes with an exception of a handler."""
    codec = Codec(protocol, tolerate=FIELD)
    for unique_id in READABLE:
        seen = codec.examine(json.dumps([2, unique_id, "ClearCache", [1]]))
        assert seen.reply is not None
        assert json.loads(seen.reply)[:2] == [4, unique_id]
        assert len(seen.reply.encode()) < 2048
        assert (seen.uniqueId, error_of(seen).related_request_id) == (str(unique_id), str(unique_id))
        assert json.loads(codec.encode(error_of(seen).as_call_error))[:2] == [4, unique_id]


# What answers a call ---------------------------------------------------------------------------------------------------


def test_a_call_is_answered_with_the_response_of_its_action() -> None:
    call = received(OcppJsonProtocol.v16, "1")
    answer = call.answer(response(OcppJsonProtocol.v16))
    assert answer == structure.CallResult("1", response(OcppJsonProtocol.v16))
    wrong: list[Any] = [
        messages16.Heartbeat.Response(NOW),
        messages16.ClearCache.Request(),
        response(OcppJsonProtocol.v20),
        messages16.ClearCache.Response,
        messages16.ClearCache,
        {"status": "Accepted"},
        "Accepted",
        None,
    ]
    for payload in wrong:
        with pytest.raises(TypeError, match=r"the answer is ClearCache\.Response of ocpp"):
            call.answer(payload)


def test_a_call_without_a_payload_that_is_known_is_answered_by_the_name_of_its_action() -> None:
    call = serializer.parse_structure([2, "1", "ClearCache", {}], protocol="ocpp1.6")
    assert isinstance(call, structure.Call)
    answer = response(OcppJsonProtocol.v16)
    assert call.answer(answer) == structure.CallResult("1", answer)
    with pytest.raises(TypeError, match=r"ClearCache\.Response"):
        call.answer(messages16.Heartbeat.Response(NOW))


def test_an_action_in_another_spelling_is_answered_as_usual() -> None:
    call = received(OcppJsonProtocol.v16, 8, "clear_cache")
    assert call.action == "ClearCache"
    frame = Codec("ocpp1.6").encode(call.answer(response(OcppJsonProtocol.v16)))
    assert frame == '[3,8,{"status":"Accepted"}]'


def test_a_call_is_refused_with_an_error() -> None:
    call = structure.Call.of(messages16.ClearCache.Request(), "1")
    error = call.refuse(errors.NotSupportedError("no cache here", why=[1]))
    assert error == structure.CallError("1", "NotSupported", "no cache here", {"why": [1]})
    assert call.refuse(errors.InternalError("")).errorCode == "InternalError"


def test_what_is_no_error_refuses_no_call() -> None:
    call = structure.Call("1", "ClearCache", messages16.ClearCache.Request())
    for wrong in ("why", errors.NotSupportedError, None):
        with pytest.raises(TypeError, match=r"an error such as errors\.NotSupportedError\('why'\) is needed, not "):
            call.refuse(cast("Any", wrong))
