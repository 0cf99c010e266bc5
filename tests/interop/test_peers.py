"""Stations and CSMSs of the package `ocpp` understand what this codec writes, and the other way round, over sockets.

Strategy: a conversation is a list of exchanges, each said twice: as our messages and as it stands on the wire. Each is
held in both roles, (their station, our CSMS) and (our station, their CSMS), so that every message is written by both
sides and read by both. Then come the errors: theirs that we read, and ours that have to arrive as the codec gave them.
"""

import asyncio
import datetime
import json
from collections.abc import Coroutine
from types import ModuleType
from typing import Any, NamedTuple

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
from ocpp_codec.record import CustomDataType, Payload, Sender
from ocpp_codec.v16 import messages as m16
from ocpp_codec.v16 import types as t16
from ocpp_codec.v21 import messages as m21
from ocpp_codec.v21 import types as t21
from ocpp_codec.v201 import messages as m201
from ocpp_codec.v201 import types as t201
from tests.support.peers.link import meeting, websocket
from tests.support.peers.ours import CallRefusedError, Peer
from tests.support.peers.theirs import forgery, plain, serve, their_request, their_response

BOOT, START, END = (datetime.datetime(2024, 5, 17, hour, 41, 33, 125000, tzinfo=datetime.UTC) for hour in (9, 10, 11))
AT_BOOT, AT_START, AT_END = (f"2024-05-17T{hour}:41:33.125Z" for hour in ("09", "10", "11"))


class Exchange(NamedTuple):
    """A request and its response, as messages and as they stand on the wire."""

    request: Payload
    wire_request: dict[str, Any]
    response: Payload
    wire_response: dict[str, Any]

    @property
    def action(self) -> str:
        return self.request.action_class.__name__

    @property
    def sender(self) -> Sender:
        return self.request.action_class.sender


def conversation_16(m: ModuleType, t: ModuleType) -> list[Exchange]:
    """Boot, a remote start, and the transaction that follows, in 1.6."""
    accepted, wire_accepted = t.IdTagInfo(t.AuthorizationStatus.Accepted), {"status": "Accepted"}
    reading = t.MeterValue(
        START,
        [
            t.SampledValue("1523", unit=t.UnitOfMeasure.Wh),
            t.SampledValue(
                "16.1", t.ReadingContext.SamplePeriodic, measurand=t.Measurand.CurrentImport, phase=t.Phase.L1N
            ),
        ],
    )
    wire_reading = {
        "timestamp": AT_START,
        "sampledValue": [
            {"value": "1523", "unit": "Wh"},
            {"value": "16.1", "context": "Sample.Periodic", "measurand": "Current.Import", "phase": "L1-N"},
        ],
    }
    return [
        Exchange(
            m.BootNotification.Request("Vendor", "Model", firmwareVersion="1.2.3"),
            {"chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "1.2.3"},
            m.BootNotification.Response(t.RegistrationStatus.Accepted, BOOT, 300),
            {"status": "Accepted", "currentTime": AT_BOOT, "interval": 300},
        ),
        Exchange(m.Heartbeat.Request(), {}, m.Heartbeat.Response(BOOT), {"currentTime": AT_BOOT}),
        Exchange(
            m.StatusNotification.Request(
                1, t.ChargePointErrorCode.NoError, t.ChargePointStatus.Available, timestamp=BOOT
            ),
            {"connectorId": 1, "errorCode": "NoError", "status": "Available", "timestamp": AT_BOOT},
            m.StatusNotification.Response(),
            {},
        ),
        Exchange(
            m.RemoteStartTransaction.Request("04A2B3C4", connectorId=1),
            {"idTag": "04A2B3C4", "connectorId": 1},
            m.RemoteStartTransaction.Response(t.RemoteStartStopStatus.Accepted),
            {"status": "Accepted"},
        ),
        Exchange(
            m.Authorize.Request("04A2B3C4"),
            {"idTag": "04A2B3C4"},
            m.Authorize.Response(accepted),
            {"idTagInfo": wire_accepted},
        ),
        Exchange(
            m.StartTransaction.Request(1, "04A2B3C4", 1500, START),
            {"connectorId": 1, "idTag": "04A2B3C4", "meterStart": 1500, "timestamp": AT_START},
            m.StartTransaction.Response(accepted, 4711),
            {"idTagInfo": wire_accepted, "transactionId": 4711},
        ),
        Exchange(
            m.MeterValues.Request(1, [reading], transactionId=4711),
            {"connectorId": 1, "meterValue": [wire_reading], "transactionId": 4711},
            m.MeterValues.Response(),
            {},
        ),
        Exchange(
            m.StopTransaction.Request(9500, END, 4711, reason=t.Reason.Local, transactionData=[reading]),
            {
                "meterStop": 9500,
                "timestamp": AT_END,
                "transactionId": 4711,
                "reason": "Local",
                "transactionData": [wire_reading],
            },
            m.StopTransaction.Response(accepted),
            {"idTagInfo": wire_accepted},
        ),
        Exchange(
            m.DataTransfer.Request("com.example", data='{"any": "text"}'),
            {"vendorId": "com.example", "data": '{"any": "text"}'},
            m.DataTransfer.Response(t.DataTransferStatus.Accepted),
            {"status": "Accepted"},
        ),
    ]


def conversation_2x(m: ModuleType, t: ModuleType) -> list[Exchange]:
    """Boot, a remote start, and the transaction that follows, in 2.0.1 and 2.1, which say it in the same words."""
    # The type of a token is an enumeration in 2.0.1, free text in 2.1.
    token = t.IdTokenType("04A2B3C4", getattr(t, "IdTokenEnum", str)("ISO14443"))
    wire_token = {"idToken": "04A2B3C4", "type": "ISO14443"}
    reading = t.MeterValueType(
        [
            t.SampledValueType(
                16.5,
                context=t.ReadingContextEnum.SamplePeriodic,
                measurand=t.MeasurandEnum.CurrentImport,
                phase=t.PhaseEnum.L1N,
                location=t.LocationEnum.Outlet,
                unitOfMeasure=t.UnitOfMeasureType("A", 0),
            )
        ],
        START,
    )
    wire_sample = {
        "value": 16.5,
        "context": "Sample.Periodic",
        "measurand": "Current.Import",
        "phase": "L1-N",
        "location": "Outlet",
        "unitOfMeasure": {"unit": "A", "multiplier": 0},
    }
    wire_reading = {"timestamp": AT_START, "sampledValue": [wire_sample]}
    kind, reason = t.TransactionEventEnum, t.TriggerReasonEnum
    return [
        Exchange(
            m.BootNotification.Request(
                t.ChargingStationType("Model", "Vendor", customData=CustomDataType("com.example", colour="red")),
                t.BootReasonEnum.PowerUp,
            ),
            {
                "chargingStation": {
                    "model": "Model",
                    "vendorName": "Vendor",
                    "customData": {"vendorId": "com.example", "colour": "red"},
                },
                "reason": "PowerUp",
            },
            m.BootNotification.Response(BOOT, 300, t.RegistrationStatusEnum.Accepted),
            {"currentTime": AT_BOOT, "interval": 300, "status": "Accepted"},
        ),
        Exchange(m.Heartbeat.Request(), {}, m.Heartbeat.Response(BOOT), {"currentTime": AT_BOOT}),
        Exchange(
            m.StatusNotification.Request(BOOT, t.ConnectorStatusEnum.Available, 1, 1),
            {"timestamp": AT_BOOT, "connectorStatus": "Available", "evseId": 1, "connectorId": 1},
            m.StatusNotification.Response(),
            {},
        ),
        Exchange(
            m.RequestStartTransaction.Request(token, 77, evseId=1),
            {"idToken": wire_token, "remoteStartId": 77, "evseId": 1},
            m.RequestStartTransaction.Response(t.RequestStartStopStatusEnum.Accepted),
            {"status": "Accepted"},
        ),
        Exchange(
            m.TransactionEvent.Request(
                kind.Started,
                START,
                reason.RemoteStart,
                0,
                t.TransactionType("TX-1", t.ChargingStateEnum.EVConnected, remoteStartId=77),
                offline=False,
                evse=t.EVSEType(1, 1),
                idToken=token,
            ),
            {
                "eventType": "Started",
                "timestamp": AT_START,
                "triggerReason": "RemoteStart",
                "seqNo": 0,
                "transactionInfo": {"transactionId": "TX-1", "chargingState": "EVConnected", "remoteStartId": 77},
                "offline": False,
                "evse": {"id": 1, "connectorId": 1},
                "idToken": wire_token,
            },
            m.TransactionEvent.Response(idTokenInfo=t.IdTokenInfoType(t.AuthorizationStatusEnum.Accepted)),
            {"idTokenInfo": {"status": "Accepted"}},
        ),
        Exchange(
            m.TransactionEvent.Request(
                kind.Updated,
                START,
                reason.MeterValuePeriodic,
                1,
                t.TransactionType("TX-1", t.ChargingStateEnum.Charging),
                meterValue=[reading],
                offline=False,
            ),
            {
                "eventType": "Updated",
                "timestamp": AT_START,
                "triggerReason": "MeterValuePeriodic",
                "seqNo": 1,
                "transactionInfo": {"transactionId": "TX-1", "chargingState": "Charging"},
                "meterValue": [wire_reading],
                "offline": False,
            },
            m.TransactionEvent.Response(),
            {},
        ),
        Exchange(
            m.TransactionEvent.Request(
                kind.Ended,
                END,
                reason.StopAuthorized,
                2,
                t.TransactionType("TX-1", stoppedReason=t.ReasonEnum.Local),
                offline=False,
            ),
            {
                "eventType": "Ended",
                "timestamp": AT_END,
                "triggerReason": "StopAuthorized",
                "seqNo": 2,
                "transactionInfo": {"transactionId": "TX-1", "stoppedReason": "Local"},
                "offline": False,
            },
            m.TransactionEvent.Response(totalCost=3.25),
            {"totalCost": 3.25},
        ),
        Exchange(
            m.DataTransfer.Request("com.example", data=["any", 1.5, True]),
            {"vendorId": "com.example", "data": ["any", 1.5, True]},
            m.DataTransfer.Response(t.DataTransferStatusEnum.Accepted),
            {"status": "Accepted"},
        ),
    ]


CONVERSATIONS = {
    OcppJsonProtocol.v16: conversation_16(m16, t16),
    OcppJsonProtocol.v201: conversation_2x(m201, t201),
    OcppJsonProtocol.v21: conversation_2x(m21, t21),
}

# The one exchange that every version has and either side may begin.
TRANSFERS = {protocol: conversation[-1] for protocol, conversation in CONVERSATIONS.items()}

in_every_version = pytest.mark.parametrize("protocol", CONVERSATIONS)
in_both_roles = pytest.mark.parametrize("our_role", [Sender.STATION, Sender.CSMS])


def run(talk: Coroutine[Any, Any, None]) -> None:
    """Lets a conversation take its time, but not for ever."""

    async def guarded() -> None:
        async with asyncio.timeout(20):
            await talk

    asyncio.run(guarded())


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
def test_a_conversation(protocol, our_role):
    async def talk():
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
def test_their_clock_is_read_as_an_aware_datetime(protocol, written):
    heartbeat = get_implemented_messages(protocol)["Heartbeat"]

    async def talk():
        async with meeting(protocol, Sender.STATION) as (ours, theirs, _):
            serve(theirs, "Heartbeat", lambda: their_response(protocol, "Heartbeat", {"currentTime": written}))
            assert await ours.call(heartbeat.Request()) == heartbeat.Response(BOOT)

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
def test_their_error_is_read(protocol, our_role, error, codes):
    def refuse(**_: Any) -> None:
        raise error("not here", {"reason": "none"})

    async def talk():
        async with meeting(protocol, our_role) as (ours, theirs, _):
            serve(theirs, "DataTransfer", refuse)
            with pytest.raises(CallRefusedError) as refused:
                await ours.call(TRANSFERS[protocol].request)
        received = refused.value.error
        assert received.errorCode is get_error_codes(protocol)(spelled(codes, protocol))
        assert (received.errorDescription, received.errorDetails) == ("not here", {"reason": "none"})

    run(talk())


# In 2.1 the package leaves a call for which it has no handler without an answer.
@pytest.mark.parametrize("protocol", [OcppJsonProtocol.v16, OcppJsonProtocol.v201])
@in_both_roles
def test_a_call_that_they_have_no_handler_for(protocol, our_role):
    async def talk():
        async with meeting(protocol, our_role) as (ours, _, _):
            with pytest.raises(CallRefusedError) as refused:
                await ours.call(TRANSFERS[protocol].request)
        assert refused.value.error.errorCode is get_error_codes(protocol).NotImplemented
        assert refused.value.error.errorDetails == {"cause": "No handler for DataTransfer registered."}

    run(talk())


@in_both_roles
@in_every_version
def test_a_call_that_we_have_no_handler_for(protocol, our_role):
    async def talk():
        async with meeting(protocol, our_role) as (_, theirs, _):
            request = their_request(protocol, "DataTransfer", TRANSFERS[protocol].wire_request)
            with pytest.raises(NotSupportedError, match="DataTransfer is not supported here"):
                await theirs.call(request, suppress=False)

    run(talk())


@in_both_roles
@in_every_version
def test_our_error_is_read(protocol, our_role):
    def refuse(_: Payload) -> Payload:
        raise errors.SecurityError("not for you", level=3)

    async def talk():
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
def test_a_defective_call_gets_the_reply_of_the_codec(protocol, our_role, action, wire, codes):
    async def talk():
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
UNREADABLE = {protocol: [4, "-1", "RpcFrameworkError"] for protocol in ("ocpp2.0.1", "ocpp2.1")}
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
def test_a_stray_frame_is_answered_only_where_the_version_says_so(protocol, our_role, frame, answers):
    async def talk():
        async with meeting(protocol, our_role) as (ours, theirs, tap):
            await tap.send(frame)
            await they_ask(ours, theirs, TRANSFERS[protocol])
            *answered, _ = (json.loads(received)[:3] for received in tap.received)
            assert answered == ([answers[protocol]] if protocol in answers else [])

    run(talk())


@in_both_roles
@in_every_version
def test_a_defective_result_fails_the_call_and_is_answered_in_2_1(protocol, our_role):
    async def talk():
        async with meeting(protocol, our_role) as (ours, theirs, tap):
            serve(theirs, "DataTransfer", lambda **_: forgery("DataTransfer", {"status": "Perhaps"}), unchecked=True)
            with pytest.raises(OCPPException) as raised:
                await ours.call(TRANSFERS[protocol].request)
            assert [(finding.path, finding.value) for finding in raised.value.findings] == [("/status", "Perhaps")]
            await they_ask(ours, theirs, TRANSFERS[protocol])
            _, *answers, _ = tap.received
            assert answers == ([raised.value.reply] if protocol is OcppJsonProtocol.v21 else [])
            assert all(answer.startswith("[5,") for answer in answers)

    run(talk())


def test_a_message_that_wants_no_answer_gets_none():
    stream = {"id": 1, "pending": 0, "basetime": AT_START, "data": [{"t": 0.5, "v": "16.1"}]}
    expected = m21.NotifyPeriodicEventStream.Request([t21.StreamDataElementType(0.5, "16.1")], 1, 0, START)

    async def talk():
        async with meeting(OcppJsonProtocol.v21, Sender.CSMS) as (ours, theirs, tap):
            seen = []
            ours.handlers["NotifyPeriodicEventStream"] = seen.append
            await tap.send(json.dumps([6, "19", "NotifyPeriodicEventStream", stream]))
            await they_ask(ours, theirs, TRANSFERS[OcppJsonProtocol.v21])
            assert seen == [expected]
            assert [json.loads(frame)[0] for frame in tap.received] == [3]

    run(talk())


@pytest.mark.parametrize("close_code", [CloseCode.NORMAL_CLOSURE, CloseCode.INTERNAL_ERROR])
def test_a_connection_that_ends_fails_the_call_that_waits(close_code):
    async def talk():
        async with websocket(["ocpp1.6"], ["ocpp1.6"]) as (station, csms):
            ours = Peer(csms, {})
            running, call = asyncio.create_task(ours.run()), asyncio.create_task(ours.call(m16.ClearCache.Request()))
            await station.recv()
            await station.close(close_code)
            with pytest.raises(ConnectionError):
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
def test_the_subprotocol_agreed_on_is_the_version_of_both_codecs(offered, spoken, agreed):
    async def talk():
        async with websocket(offered, spoken) as ends:
            assert [Peer(end, {}).codec for end in ends] == [Codec(agreed)] * 2

    run(talk())


@pytest.mark.parametrize("offered", [["ocpp1.5"], None])
def test_without_a_common_subprotocol_there_is_no_connection(offered):
    async def talk():
        with pytest.raises(InvalidStatus, match="400"):
            async with websocket(offered, list(OcppJsonProtocol)):
                pass

    run(talk())
