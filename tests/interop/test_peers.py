"""Stations and CSMSs of the package `ocpp` understand what this codec writes, and the other way round, over sockets.

Strategy: a conversation is a list of exchanges, each said twice: as our messages and as it stands on the wire. Each is
held in both roles, (their station, our CSMS) and (our station, their CSMS), so that every message is written by both
sides and read by both. Then come the errors: theirs that we read, and ours that have to arrive as the codec gave them.
"""

import asyncio
import json
from typing import Any

import pytest
from ocpp.charge_point import ChargePoint, camel_to_snake_case
from ocpp.exceptions import (
    FormatViolationError,
    NotSupportedError,
    OccurenceConstraintViolationError,
    OCPPError,
    SecurityError,
)
from websockets.exceptions import InvalidStatus
from websockets.frames import CloseCode

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, errors
from ocpp_codec.compat import get_error_codes, get_implemented_messages
from ocpp_codec.connection import BadAnswer, Ended, Rejected, TimedOut
from ocpp_codec.record import Payload, Sender
from ocpp_codec.testing import example
from ocpp_codec.v16 import messages as m16
from ocpp_codec.v21 import messages as m21
from ocpp_codec.v21 import types as t21
from tests.support.peers.conversations import (
    AT_BOOT,
    AT_START,
    BOOT,
    CONVERSATIONS,
    HEARTBEATS,
    START,
    TRANSFERS,
    Exchange,
)
from tests.support.peers.link import meeting, run, websocket
from tests.support.peers.ours import Peer
from tests.support.peers.theirs import forgery, plain, serve, their_request, their_response

in_every_version = pytest.mark.parametrize("protocol", CONVERSATIONS)
in_both_roles = pytest.mark.parametrize("our_role", [Sender.STATION, Sender.CSMS])


def spelled(codes: tuple[str, str], protocol: OcppJsonProtocol) -> str:
    """Which of two error codes a version has: that of 1.6, that of 2.x."""
    return codes[protocol is not OcppJsonProtocol.v16]


def same(message: Payload, expected: Payload) -> bool:
    """Equal down to the types: `==` alone takes the text of an enumeration for its member."""
    return message == expected and repr(message) == repr(expected)


async def we_ask(ours: Peer, theirs: ChargePoint, exchange: Exchange) -> None:
    """They read what we write, and we read what they answer."""
    asked = []

    def answer(**request: Any) -> Any:
        asked.append(request)
        return their_response(ours.codec.protocol, exchange.action, exchange.wire_response)

    serve(theirs, exchange.action, answer)
    assert same(await ours.call(exchange.request), exchange.response)
    assert asked == [camel_to_snake_case(exchange.wire_request)]


async def they_ask(ours: Peer, theirs: ChargePoint, exchange: Exchange) -> None:
    """We read what they write, and they read what we answer."""
    asked = []

    def answer(request: Payload) -> Payload:
        asked.append(request)
        return exchange.response

    ours.handlers[exchange.action] = answer
    request = their_request(ours.codec.protocol, exchange.action, exchange.wire_request)
    response = await theirs.call(request, suppress=False)
    assert plain(response) == camel_to_snake_case(exchange.wire_response)
    assert len(asked) == 1
    assert same(asked[0], exchange.request)


@in_both_roles
@in_every_version
def test_both_sides_of_a_conversation_understand_each_other(protocol: OcppJsonProtocol, our_role: Sender) -> None:
    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, theirs, _):
            for exchange in CONVERSATIONS[protocol]:
                if exchange.sender in (our_role, Sender.BOTH):
                    await we_ask(ours, theirs, exchange)
                if exchange.sender is not our_role:
                    await they_ask(ours, theirs, exchange)

    run(talk())


# What `isoformat` gives in programs that use the package, where the specification asks for a Z.
@pytest.mark.parametrize("written", ["2024-05-17T09:41:33.125000", "2024-05-17T11:41:33.125000+02:00"])
@in_every_version
def test_their_clock_is_read_as_an_aware_datetime(protocol: OcppJsonProtocol, written: Any) -> None:

    async def talk() -> None:
        async with meeting(protocol, Sender.STATION) as (ours, theirs, _):
            serve(theirs, "Heartbeat", lambda: their_response(protocol, "Heartbeat", {"currentTime": written}))
            assert await ours.call(HEARTBEATS[protocol].Request()) == HEARTBEATS[protocol].Response(BOOT)

    run(talk())


# What they raise to refuse a call, and the code that we read: in 1.6, in 2.x.
REFUSALS = [
    (NotSupportedError, ("NotSupported", "NotSupported")),
    (FormatViolationError, ("FormationViolation", "FormatViolation")),
    (OccurenceConstraintViolationError, ("OccurenceConstraintViolation", "OccurrenceConstraintViolation")),
]


@pytest.mark.parametrize(("error", "codes"), REFUSALS)
@in_both_roles
@in_every_version
def test_their_error_is_read(protocol: OcppJsonProtocol, our_role: Sender, error: Any, codes: Any) -> None:
    def refuse(**_: Any) -> None:
        raise error("not here", {"reason": "none"})

    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, theirs, _):
            serve(theirs, "DataTransfer", refuse)
            with pytest.raises(Rejected) as refused:
                await ours.call(TRANSFERS[protocol].request)
        received = refused.value.error
        assert received.errorCode is get_error_codes(protocol)(spelled(codes, protocol))
        assert (received.errorDescription, received.errorDetails) == ("not here", {"reason": "none"})

    run(talk())


# In 2.1 the package leaves a call for which it has no handler without an answer.
@pytest.mark.parametrize("protocol", [OcppJsonProtocol.v16, OcppJsonProtocol.v201])
@in_both_roles
def test_a_call_that_they_have_no_handler_for(protocol: OcppJsonProtocol, our_role: Sender) -> None:
    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, _, _):
            with pytest.raises(Rejected) as refused:
                await ours.call(TRANSFERS[protocol].request)
        assert refused.value.error.errorCode is get_error_codes(protocol)["NotImplemented"]
        assert refused.value.error.errorDetails == {"cause": "No handler for DataTransfer registered."}

    run(talk())


@in_both_roles
@in_every_version
def test_a_call_that_we_have_no_handler_for(protocol: OcppJsonProtocol, our_role: Sender) -> None:
    async def talk() -> None:
        async with meeting(protocol, our_role) as (_, theirs, _):
            request = their_request(protocol, "DataTransfer", TRANSFERS[protocol].wire_request)
            with pytest.raises(NotSupportedError, match="DataTransfer is not supported here"):
                await theirs.call(request, suppress=False)

    run(talk())


@in_both_roles
@in_every_version
def test_our_error_is_read(protocol: OcppJsonProtocol, our_role: Sender) -> None:
    def refuse(_: Payload) -> Payload:
        raise errors.SecurityError("not for you", level=3)

    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, theirs, _):
            ours.handlers["DataTransfer"] = refuse
            request = their_request(protocol, "DataTransfer", TRANSFERS[protocol].wire_request)
            with pytest.raises(SecurityError) as refused:
                await theirs.call(request, suppress=False)
        assert refused.value == SecurityError("not for you", {"level": 3})

    run(talk())


# What they send, and the code that comes back: in 1.6, in 2.x.
DEFECTS = [
    ("DataTransfer", {"data": "x"}, ("ProtocolError", "OccurrenceConstraintViolation")),
    ("DataTransfer", {"vendorId": "x", "colour": "red"}, ("FormationViolation", "ProtocolError")),
    ("DataTransfer", {"vendorId": 12}, ("TypeConstraintViolation", "TypeConstraintViolation")),
    ("DataTransfer", {"vendorId": "x" * 256}, ("PropertyConstraintViolation", "PropertyConstraintViolation")),
    ("Teleport", {}, ("NotImplemented", "NotImplemented")),
]


@pytest.mark.parametrize(("action", "wire", "codes"), DEFECTS, ids=[codes[1] for *_, codes in DEFECTS])
@in_both_roles
@in_every_version
def test_a_defective_call_gets_the_reply_of_the_codec(
    protocol: OcppJsonProtocol, our_role: Sender, action: str, wire: Any, codes: Any
) -> None:
    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, theirs, tap):
            with pytest.raises(OCPPError) as refused:
                await theirs.call(forgery(action, wire), suppress=False, skip_schema_validation=True)
            assert refused.value.code == spelled(codes, protocol)
            (frame,) = tap.sent
            with pytest.raises(OCPPException) as raised:
                ours.codec.decode(frame)
            assert tap.received == [raised.value.reply] == [ours.codec.examine(frame).reply]
            error = raised.value.ocpp_error
            assert (refused.value.description, refused.value.details) == (error.msg, error.details)

    run(talk())


# What they send that is no call, and how our answer begins in the versions that have one.
UNREADABLE = {protocol: [4, "-1", "RpcFrameworkError"] for protocol in ("ocpp2.0", "ocpp2.0.1", "ocpp2.1")}

STRAYS = [
    ("[2,", UNREADABLE),
    (b"\xff", UNREADABLE),
    ('[9,"19",{}]', {"ocpp2.0.1": [4, "19", "MessageTypeNotSupported"]}),
    ('[3,"19",{}]', {}),
    ('[4,"19","GenericError","",{}]', {}),
]


@pytest.mark.parametrize(("frame", "answers"), STRAYS)
@in_both_roles
@in_every_version
def test_a_stray_frame_is_answered_only_where_the_version_says_so(
    protocol: OcppJsonProtocol, our_role: Sender, frame: str, answers: Any
) -> None:
    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, theirs, tap):
            await tap.send(frame)
            await they_ask(ours, theirs, TRANSFERS[protocol])
            *answered, _ = (json.loads(received)[:3] for received in tap.received)
            assert answered == ([answers[protocol]] if protocol in answers else [])

    run(talk())


@in_both_roles
@in_every_version
def test_a_defective_result_fails_the_call_and_is_answered_in_2_1(protocol: OcppJsonProtocol, our_role: Sender) -> None:
    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, theirs, tap):
            serve(theirs, "DataTransfer", lambda **_: forgery("DataTransfer", {"status": "Perhaps"}), unchecked=True)
            with pytest.raises(BadAnswer) as raised:
                await ours.call(TRANSFERS[protocol].request)
            cause = raised.value.cause
            assert [(finding.path, finding.value) for finding in cause.findings] == [("/status", "Perhaps")]
            await they_ask(ours, theirs, TRANSFERS[protocol])
            _, *answers, _ = tap.received
            assert answers == ([cause.reply] if protocol is OcppJsonProtocol.v21 else [])
            assert all(str(answer).startswith("[5,") for answer in answers)

    run(talk())


def test_a_message_that_wants_no_answer_gets_none() -> None:
    stream = {"id": 1, "pending": 0, "basetime": AT_START, "data": [{"t": 0.5, "v": "16.1"}]}
    expected = m21.NotifyPeriodicEventStream.Request([t21.StreamDataElementType(0.5, "16.1")], 1, 0, START)

    async def talk() -> None:
        async with meeting(OcppJsonProtocol.v21, Sender.CSMS) as (ours, theirs, tap):
            seen: list[Any] = []
            ours.handlers["NotifyPeriodicEventStream"] = seen.append
            await tap.send(json.dumps([6, "19", "NotifyPeriodicEventStream", stream]))
            await they_ask(ours, theirs, TRANSFERS[OcppJsonProtocol.v21])
            assert seen == [expected]
            assert [json.loads(frame)[0] for frame in tap.received] == [3]

    run(talk())


# What a station and a CSMS ask of each other at the same time: ours, theirs.
CROSSING = {
    Sender.STATION: ("Heartbeat", "ClearCache"),
    Sender.CSMS: ("ClearCache", "Heartbeat"),
}
ANSWERS = {"Heartbeat": {"currentTime": AT_BOOT}, "ClearCache": {"status": "Accepted"}}


@in_both_roles
@in_every_version
def test_we_call_from_within_a_handler(protocol: OcppJsonProtocol, our_role: Sender) -> None:
    own, other = CROSSING[our_role]
    actions = get_implemented_messages(protocol)

    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, theirs, _):
            serve(theirs, own, lambda: their_response(protocol, own, ANSWERS[own]))

            async def answer(_: Payload) -> Any:
                asked: Any = actions[own].Request()
                await ours.call(asked)
                return example(actions[other].Response or Payload)

            ours.handlers[other] = answer
            assert await theirs.call(their_request(protocol, other, {}), suppress=False)

    run(talk())


@in_both_roles
@in_every_version
def test_they_call_from_within_a_handler(protocol: OcppJsonProtocol, our_role: Sender) -> None:
    """Their call is answered at once, since both directions are independent; they read the answer when they are done."""
    own, other = CROSSING[our_role]
    actions = get_implemented_messages(protocol)

    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, theirs, _):
            calls: list[asyncio.Task[Any]] = []

            def answer() -> Any:
                calls.append(asyncio.create_task(theirs.call(their_request(protocol, other, {}), suppress=False)))
                return their_response(protocol, own, ANSWERS[own])

            serve(theirs, own, answer)
            ours.handlers[other] = lambda _: example(actions[other].Response or Payload)
            asked: Any = actions[own].Request()
            await ours.call(asked)
            assert await calls[0]

    run(talk())


@in_both_roles
@in_every_version
def test_their_late_answer_is_not_taken_for_another_one(protocol: OcppJsonProtocol, our_role: Sender) -> None:
    own, _other = CROSSING[our_role]
    request: Any = get_implemented_messages(protocol)[own].Request()

    async def talk() -> None:
        async with meeting(protocol, our_role) as (ours, theirs, _):
            pauses = iter([0.15, 0, 0])

            async def answer(**_: Any) -> Any:
                await asyncio.sleep(next(pauses))
                return their_response(protocol, own, ANSWERS[own])

            serve(theirs, own, answer)
            with pytest.raises(TimedOut):
                await ours.call(request, timeout=0.05)
            call = asyncio.create_task(ours.call(request))
            await asyncio.sleep(0)
            call.cancel()  # it has been sent, so the next one waits for its answer
            assert type(await ours.call(request)) is request.action_class.Response

    run(talk())


@pytest.mark.parametrize("close_code", [CloseCode.NORMAL_CLOSURE, CloseCode.INTERNAL_ERROR])
def test_a_connection_that_ends_fails_the_call_that_waits(close_code: Any) -> None:
    async def talk() -> None:
        async with websocket(["ocpp1.6"], ["ocpp1.6"]) as (station, csms):
            ours = Peer(csms, Sender.CSMS, {})
            running, call = (
                asyncio.create_task(ours.run(csms)),
                asyncio.create_task(ours.call(m16.ClearCache.Request())),
            )
            await station.recv()
            await station.close(close_code)
            with pytest.raises(Ended):
                await call
            await asyncio.gather(running, return_exceptions=True)

    run(talk())


# What the station offers, what the CSMS speaks in the order of its preference, and what they agree on.
NEGOTIATIONS = [
    (["ocpp1.6"], list(OcppJsonProtocol), OcppJsonProtocol.v16),
    (["ocpp2.0.1"], list(OcppJsonProtocol), OcppJsonProtocol.v201),
    (["ocpp2.1"], list(OcppJsonProtocol), OcppJsonProtocol.v21),
    (["ocpp1.6", "ocpp2.0.1", "ocpp2.1"], list(reversed(OcppJsonProtocol)), OcppJsonProtocol.v21),
    (list(OcppJsonProtocol), ["ocpp2.0.1", "ocpp1.6"], OcppJsonProtocol.v201),
]


@pytest.mark.parametrize(("offered", "spoken", "agreed"), NEGOTIATIONS)
def test_the_subprotocol_agreed_on_is_the_version_of_both_codecs(offered: Any, spoken: Any, agreed: Any) -> None:
    async def talk() -> None:
        async with websocket(offered, spoken) as ends:
            assert [Peer(end, Sender.CSMS, {}).codec for end in ends] == [Codec(agreed)] * 2

    run(talk())


@pytest.mark.parametrize("offered", [["ocpp1.5"], None])
def test_without_a_common_subprotocol_there_is_no_connection(offered: Any) -> None:
    async def talk() -> None:
        with pytest.raises(InvalidStatus, match="400"):
            async with websocket(offered, list(OcppJsonProtocol)):
                pass

    run(talk())
