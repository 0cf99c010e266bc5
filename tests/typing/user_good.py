"""What users write, and the types that they rely on.

A small CSMS, a station simulator, a station of 1.6, an event stream of 2.1 and some tools over plain data. Checkers have
to find nothing here, `assert_type` says what they have to infer, and running the file shows that the types tell the truth.
"""

from __future__ import annotations

import copy
import dataclasses
import datetime
import pickle
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, assert_never, assert_type, cast

from ocpp_codec import (
    Codec,
    Connection,
    DecodeError,
    EncodeError,
    Examination,
    Finding,
    OCPPException,
    OcppJsonProtocol,
    Rule,
    Severity,
    Tolerance,
    compat,
    errors,
    serializer,
    structure,
    testing,
    tolerance,
)
from ocpp_codec.codec import HasResponse
from ocpp_codec.connection import (
    Answered,
    BadAnswer,
    Called,
    CallFailed,
    Event,
    Failed,
    IncomingCall,
    LateAnswer,
    Noted,
    OutgoingCall,
    Rejected,
    ResultRefused,
    Told,
)
from ocpp_codec.record import Action, Block, Payload, Record, RequestOf, Sender
from ocpp_codec.v16 import messages as v16
from ocpp_codec.v16 import types as v16_types
from ocpp_codec.v21 import messages as v21
from ocpp_codec.v21 import types as v21_types
from ocpp_codec.v201 import messages, types

Response = TypeVar("Response", bound=Payload)

NOW = datetime.datetime(2024, 5, 17, 9, 41, 33, tzinfo=datetime.UTC)


class Csms:
    """Answers what stations of 2.0.1 send."""

    codec = Codec("ocpp2.0.1", tolerate={Rule.UNKNOWN_FIELD})

    def __init__(self) -> None:
        self.energy: list[float] = []

    def receive(self, frame: str | bytes) -> str | None:
        """The frame to answer with, if any."""
        try:
            message = self.codec.decode(frame)
        except OCPPException as error:
            return error.reply
        assert_type(message, structure.Message[Any])
        if not isinstance(message, structure.Call):
            return None
        assert_type(message, structure.Call[Any])
        try:
            return self.codec.encode(message.answer(self.answer(message.payload)))
        except errors.BaseOCPPError as error:
            return self.codec.encode(message.refuse(error))

    def answer(self, request: Payload) -> Payload:
        match request:
            case messages.BootNotification.Request(chargingStation=station):
                return self.register(station)
            case messages.Heartbeat.Request():
                return messages.Heartbeat.Response(currentTime=NOW)
            case messages.TransactionEvent.Request():
                return self.transaction(request)
            case _:
                raise errors.NotSupportedError("not here", action=request.action_class.__name__)

    def register(self, station: types.ChargingStationType) -> messages.BootNotification.Response:
        assert_type(station.serialNumber, str | None)
        known = station.serialNumber is not None and station.serialNumber.startswith("SN")
        status = types.RegistrationStatusEnum.Accepted if known else types.RegistrationStatusEnum.Rejected
        return messages.BootNotification.Response(NOW, 300, status)

    def transaction(self, event: messages.TransactionEvent.Request) -> messages.TransactionEvent.Response:
        assert_type(event.timestamp, datetime.datetime)
        assert_type(event.transactionInfo.chargingState, types.ChargingStateEnum | None)
        assert_type(event.meterValue, list[types.MeterValueType] | None)
        for meter_value in event.meterValue or []:
            self.energy += [sampled.value for sampled in meter_value.sampledValue if is_energy(sampled)]
        if event.idToken is None:
            return messages.TransactionEvent.Response()
        assert_type(event.idToken.idToken, str)
        return messages.TransactionEvent.Response(
            idTokenInfo=types.IdTokenInfoType(types.AuthorizationStatusEnum.Accepted, cacheExpiryDateTime=NOW)
        )


def is_energy(sampled: types.SampledValueType) -> bool:
    assert_type(sampled.value, float)
    assert_type(sampled.unitOfMeasure, types.UnitOfMeasureType | None)
    return sampled.measurand in (None, "Energy.Active.Import.Register")


class Station:
    """Sends calls of 2.0.1 to a CSMS and reads its answers."""

    def __init__(self, send: Callable[[str], str | None]) -> None:
        self.codec = Codec(OcppJsonProtocol.v201, timespec="seconds", max_size=65536, max_findings=10)
        longer = Codec("ocpp2.0.1", field_lengths={"Get15118EVCertificate.Response.exiResponse": 7500})
        assert_type(longer.field_lengths, dict[str, int])
        self.send = send

    def start(self) -> datetime.datetime:
        request = messages.BootNotification.Request(
            chargingStation=types.ChargingStationType(model="Model", vendorName="Vendor", serialNumber="SN1"),
            reason=types.BootReasonEnum.PowerUp,
            customData=types.CustomDataType(vendorId="com.example", uptime=12),
        )
        answer = self.ask(messages.BootNotification, request)
        assert_type(answer, messages.BootNotification.Response)
        assert_type(answer.interval, int)
        if answer.status != types.RegistrationStatusEnum.Accepted:
            raise LookupError(answer.status.value)
        return answer.currentTime

    def ask(self, action: HasResponse[Response], request: Payload) -> Response:
        frame = self.send(self.codec.encode(structure.Call.of(request)))
        match self.codec.decode(frame or "", action):
            case structure.CallResult(payload=payload):
                return payload
            case structure.CallError(errorCode=code, errorDescription=description):
                raise LookupError(code + description)
            case unexpected:
                raise LookupError(unexpected.uniqueId)


def envelopes(codec: Codec) -> None:
    call = structure.Call.of(messages.Heartbeat.Request(), uniqueId="1")
    assert_type(call, structure.Call[messages.Heartbeat.Request])
    assert_type(call.uniqueId, str)
    assert_type(call.action, str)
    assert_type(call.messageTypeId, compat.MessageTypeEnum)
    result = structure.CallResult(call.uniqueId, messages.Heartbeat.Response(currentTime=NOW))
    assert_type(result, structure.CallResult[messages.Heartbeat.Response])
    answer = call.answer(messages.Heartbeat.Response(currentTime=NOW))
    assert_type(answer, structure.CallResult[messages.Heartbeat.Response])
    assert answer == result
    assert_type(call.refuse(errors.NotSupportedError("not here")), structure.CallError)
    unique_id = structure.ReceivedId(8)
    assert_type(unique_id.received, str | int)
    assert codec.encode(structure.CallResult(unique_id, answer.payload)).startswith("[3,8,")
    assert_type(codec.encode(result), str)
    assert_type(codec.encode_bytes(result), bytes)
    named = codec.decode(memoryview(codec.encode_bytes(result)), action="Heartbeat")
    assert_type(named, structure.Message[Any])

    message = codec.decode(codec.encode(result), action=messages.Heartbeat)
    assert_type(
        message,
        structure.Call[Any]
        | structure.CallResult[messages.Heartbeat.Response]
        | structure.CallError
        | structure.CallResultError
        | structure.Send[Any],
    )
    assert_type(message.uniqueId, str)
    if isinstance(message, structure.CallResult):
        assert_type(message, structure.CallResult[messages.Heartbeat.Response])
        assert_type(message.payload.currentTime, datetime.datetime)
    assert kind_of(message) == "result of 2024"


def kind_of(message: structure.Message[messages.Heartbeat.Response]) -> str:
    match message:
        case structure.CallResult(_, messages.Heartbeat.Response(currentTime=moment)):
            assert_type(moment, datetime.datetime)
            return f"result of {moment.year}"
        case structure.Call(_, action, _) | structure.Send(_, action, _):
            assert_type(action, str)
            return action
        case structure.CallError() | structure.CallResultError():
            assert_type(message.errorCode, str)
            assert_type(message.errorDetails, dict[str, Any])
            return message.errorCode
        case _:
            assert_never(message)


def enumerations(status: types.RegistrationStatusEnum) -> str:
    if status == "Accepted":
        return status.upper()
    match status:
        case types.RegistrationStatusEnum.Pending:
            return status.name
        case types.RegistrationStatusEnum.Rejected:
            return status.value
        case _:
            return "accepted"


def dataclass_tools() -> None:
    boot = messages.BootNotification.Request(types.ChargingStationType("M", "V"), types.BootReasonEnum.PowerUp)
    assert_type(dataclasses.is_dataclass(boot), bool)
    assert_type(dataclasses.fields(boot), tuple[dataclasses.Field[Any], ...])
    assert_type(dataclasses.fields(types.ChargingStationType), tuple[dataclasses.Field[Any], ...])
    assert_type(dataclasses.asdict(boot), dict[str, Any])
    assert_type(dataclasses.replace(boot, reason=types.BootReasonEnum.Watchdog), messages.BootNotification.Request)
    assert_type(copy.deepcopy(boot), messages.BootNotification.Request)
    boot.chargingStation.firmwareVersion = "1.0"
    boot.customData = types.CustomDataType("com.example", answer=42)
    assert_type(boot.customData.vendorId, str)
    assert_type(boot.customData["answer"], Any)
    assert_type(boot.customData.copy(), types.CustomDataType)
    assert boot == copy.copy(boot) == pickle.loads(pickle.dumps(boot))
    records: list[Record] = [boot, boot.chargingStation, structure.Call.of(boot)]
    assert all(record == dataclasses.replace(record) for record in records)


def plain_data() -> None:
    call = structure.Call.of(messages.Heartbeat.Request())
    plain = serializer.serialize(call)
    assert_type(plain, list[Any])
    assert_type(serializer.parse(plain, protocol=compat.OcppJsonProtocol.v201), structure.Message[Any])
    answer = serializer.serialize(structure.CallResult("1", messages.Heartbeat.Response(NOW)))
    assert_type(serializer.parse(answer, "Heartbeat", protocol="ocpp2.0.1"), structure.Message[Any])
    result = serializer.parse(answer, messages.Heartbeat, protocol="ocpp2.0.1")
    assert_type(result, structure.Message[messages.Heartbeat.Response])
    raw = serializer.parse_structure(answer, protocol="ocpp2.0.1")
    assert_type(raw, structure.Message[dict[str, Any]])
    if isinstance(raw, structure.CallResult):
        assert_type(raw.payload, dict[str, Any])
    assert_type(serializer.serialize(messages.Heartbeat.Response(NOW)), dict[str, Any])
    assert_type(serializer.serialize(types.IdTokenType(idToken="A", type=types.IdTokenEnum.Local)), dict[str, Any])


def refusals(codec: Codec) -> None:
    frame = '[2,"1","BootNotification",{"reason":"PowerUp"}]'
    try:
        codec.decode(frame)
    except OCPPException as error:
        assert_type(error.findings, tuple[Finding, ...])
        assert_type(error.omitted, int)
        assert_type(error.reply, str | None)
        assert_type(error.related_request_id, str)
        assert_type(error.as_call_error, structure.CallError)
        assert_type(error.ocpp_error.msg, str)
        assert_type(error.protocol, OcppJsonProtocol | None)
        assert isinstance(error, DecodeError)
        assert not isinstance(error, EncodeError)
        assert_type(error.ocpp_error.details, dict[str, Any])
        incomplete = error.ocpp_error.code == types.ErrorCodeEnum.OccurrenceConstraintViolation
        if not incomplete or error.ocpp_error.code == "GenericError":
            raise
        assert error.ocpp_error.code.name == error.as_call_error.errorCode
        assert codec.encode(error.as_call_error) == error.reply
        assert [finding.path for finding in error.findings if is_serious(finding)] == ["/chargingStation"]
    seen = codec.examine(frame, messages.BootNotification)
    assert_type(seen, Examination)
    assert_type(seen.findings, tuple[Finding, ...])
    assert_type(seen.error, OCPPException | None)
    assert_type(seen.frame, str)
    assert_type(seen.message, structure.Message[Any] | None)
    assert_type(seen.messageTypeId, compat.MessageTypeEnum | None)
    assert_type(seen.uniqueId, str | None)
    assert_type(seen.action, str | None)
    own = OCPPException(errors.GenericError("no more", left=0), "1")
    assert own.as_call_error == structure.CallError("1", types.ErrorCodeEnum.GenericError, "no more", {"left": 0})


def is_serious(finding: Finding) -> bool:
    assert_type(finding.value, Any)
    assert_type(finding.code, str)
    return finding.rule is Rule.MISSING_FIELD and finding.severity is Severity.ERROR


def actions() -> None:
    for name, action in messages.IMPLEMENTED.items():
        assert_type(name, str)
        assert_type(action.Request, type[Payload])
        assert_type(action.Response, type[Payload] | None)
        assert_type(action.sender, Sender)
    assert_type(messages.Heartbeat.sender, Sender)
    assert_type(messages.Heartbeat.protocol, OcppJsonProtocol)
    assert_type(messages.Heartbeat.block, Block)
    assert_type(messages.Heartbeat.block.letter, str)
    assert_type(v16.Heartbeat.profile, str)
    assert_type(messages.Heartbeat.Request().action_class, type[Action])
    assert_type(compat.get_implemented_messages(OcppJsonProtocol.v21), Mapping[str, type[Action]])
    of_station: list[type[Action]] = [action for action in v16.IMPLEMENTED.values() if action.sender == "station"]
    assert v16.Heartbeat in of_station
    Codec("ocpp1.6").decode('[2,"1","Heartbeat",{}]', messages.IMPLEMENTED.get("Nothing"))


def authorize_16(request: v16.Authorize.req) -> v16.Authorize.conf:
    assert_type(request.idTag, str)
    info = v16_types.IdTagInfo(v16_types.AuthorizationStatus.Accepted)
    assert_type(info.expiryDate, datetime.datetime | None)
    return v16.Authorize.conf(idTagInfo=info)


def version_16() -> None:
    noted: list[Finding] = []
    places: list[Rule | Tolerance | str] = [
        Tolerance(Rule.UNKNOWN_ENUM_VALUE, "Authorize.conf"),
        "unknown_field",
        Rule.NULL_FOR_ABSENT,
    ]
    patient = Codec("ocpp1.6", tolerate=places, enforce={"duplicate_key"}, on_finding=noted.append)
    assert_type(patient.tolerate, frozenset[Rule | Tolerance])
    tolerated = patient.decode('[3,"1",{"idTagInfo":{"status":"Blokked","colour":"red"}}]', v16.Authorize)
    if isinstance(tolerated, structure.CallResult):
        status = tolerance.known(tolerated.payload.idTagInfo.status)
        assert_type(status, v16_types.AuthorizationStatus | None)
        assert status is None
    assert [(finding.scope, finding.tolerated) for finding in noted] == [("Authorize.Response", True)] * 2
    assert_type(noted[0].repaired, Any)

    codec = Codec("ocpp1.6", tolerate=tolerance.ALL)
    assert_type(codec.protocol, OcppJsonProtocol)
    call = structure.Call.of(v16.Authorize.req(idTag="tag"))
    assert_type(call, structure.Call[v16.Authorize.Request])
    result = structure.CallResult(call.uniqueId, authorize_16(call.payload))
    message = codec.decode(codec.encode(result), v16.Authorize)
    if isinstance(message, structure.CallResult):
        assert_type(message.payload, v16.Authorize.Response)
        assert message.payload.idTagInfo.status == "Accepted"


def version_21() -> None:
    codec = Codec("ocpp2.1")
    values = [v21_types.StreamDataElementType(t=0.5, v="1")]
    stream = structure.Send.of(v21.NotifyPeriodicEventStream.Request(data=values, id=1, pending=0, basetime=NOW))
    assert_type(stream, structure.Send[v21.NotifyPeriodicEventStream.Request])
    message = codec.decode(codec.encode(stream), v21.NotifyPeriodicEventStream)
    assert_type(message, structure.Message[Any])
    if isinstance(message, structure.Send) and isinstance(message.payload, v21.NotifyPeriodicEventStream.Request):
        assert_type(message.payload.data[0].t, float)


R = TypeVar("R", bound=Payload)


class Line:
    """What a user makes of a connection: `call` gives the response of its request."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.answers: dict[OutgoingCall[Any], Payload] = {}

    def call(self, request: RequestOf[R], at: float) -> R:
        call = self.connection.call(request, at)
        assert_type(call, OutgoingCall[R])
        self.connection.next_frame()
        for event in self.connection.receive(f'[3,"{call.uniqueId}",{{"status":"Accepted"}}]', at):
            self.take(event)
        response: Any = self.answers[call]
        return cast("R", response)

    def take(self, event: Event) -> None:
        match event:
            case Called(call):
                assert_type(call, IncomingCall)
                self.connection.answer(call, errors.NotSupportedError("no"))
            case Told(message):
                assert_type(message, structure.Send[Any])
            case Answered(call, response):
                self.answers[call] = response
            case Failed(call, Rejected() as error):
                assert_type(error.code, str)
            case Failed(call, BadAnswer() as error):
                assert_type(error.cause, OCPPException)
            case Failed(call, error):
                assert_type(call, OutgoingCall[Any])
                assert_type(error, CallFailed)
            case LateAnswer(_, message):
                assert_type(message, structure.CallResult[Any] | structure.CallError)
            case ResultRefused(refused, result_error):
                assert_type(refused, IncomingCall | None)
                assert_type(result_error, structure.CallResultError)
            case Noted(seen, why):
                assert_type(seen, Examination)
                assert_type(why, str)
            case _:
                assert_never(event)


def connections() -> None:
    connection = Connection(Codec("ocpp2.0.1"), "csms", timeout=5.0, new_id=iter("abc").__next__)
    line = Line(connection)
    reset = messages.Reset.Request(types.ResetEnum.Immediate)
    assert_type(line.call(reset, 1.0), messages.Reset.Response)
    assert line.call(messages.ClearCache.Request(), 1.0).status == "Accepted"
    assert_type(connection.deadline, float | None)
    assert_type(connection.pending, tuple[OutgoingCall[Any], ...])
    for event in connection.receive('[2,"1","Heartbeat",{}]', 1.0):
        line.take(event)
    refusal = connection.next_frame()
    assert refusal is not None
    assert refusal.startswith('[4,"1","NotSupported"')


def handle(request: messages.AnyRequest) -> messages.AnyResponse:
    """Answers what a station asks."""
    match request:
        case messages.Heartbeat.Request():
            return messages.Heartbeat.Response(currentTime=NOW)
        case messages.Authorize.Request(token):
            assert_type(token, types.IdTokenType)
            return messages.Authorize.Response(types.IdTokenInfoType(types.AuthorizationStatusEnum.Accepted))
        case _:
            assert not isinstance(request, messages.Heartbeat.Request)
            raise errors.NotSupportedError("not here")


def kit(connection: Connection) -> None:
    assert_type(testing.example(messages.Heartbeat.Response, currentTime=NOW), messages.Heartbeat.Response)
    assert_type(testing.example(types.IdTokenType, full=True), types.IdTokenType)
    assert_type(next(testing.examples("ocpp1.6")), structure.Message[Any])
    assert_type(testing.assert_valid('[2,"1","Heartbeat",{}]', "ocpp2.0.1"), structure.Message[Any])
    assert_type(testing.assert_refused("[", "ocpp2.0.1", Rule.NOT_JSON), tuple[Finding, ...])
    assert_type(testing.Peer(connection).wait(1.5), list[Event])


def main() -> None:
    kit(Connection(Codec("ocpp2.0.1"), "csms"))
    connections()
    assert_type(handle(messages.Heartbeat.Request()), messages.AnyResponse)
    csms = Csms()
    station = Station(csms.receive)
    assert station.start() == NOW
    event = messages.TransactionEvent.Request(
        eventType=types.TransactionEventEnum.Started,
        timestamp=NOW,
        triggerReason=types.TriggerReasonEnum.CablePluggedIn,
        seqNo=0,
        transactionInfo=types.TransactionType(transactionId="tx", chargingState=types.ChargingStateEnum.Charging),
        meterValue=[types.MeterValueType(sampledValue=[types.SampledValueType(value=1.5)], timestamp=NOW)],
        idToken=types.IdTokenType(idToken="tag", type=types.IdTokenEnum.ISO14443),
    )
    answer = station.ask(messages.TransactionEvent, event)
    assert answer.idTokenInfo is not None
    assert answer.idTokenInfo.status == "Accepted"
    assert csms.energy == [1.5]
    envelopes(csms.codec)
    assert enumerations(types.RegistrationStatusEnum.Accepted) == "ACCEPTED"
    dataclass_tools()
    plain_data()
    refusals(csms.codec)
    actions()
    version_16()
    version_21()


if __name__ == "__main__":
    main()
