"""Mistakes that users make: both checkers have to report each marked line, and no other.

`# error: mypy` or `# error: pyright` marks what only one of them can see. The file is never run.
"""

from __future__ import annotations

import dataclasses
import datetime
from typing import Protocol, TypeVar

from ocpp_codec import Codec, Connection, Finding, OCPPException, OcppJsonProtocol, Rule, errors, serializer, structure
from ocpp_codec.connection import Event
from ocpp_codec.record import Payload, RequestOf
from ocpp_codec.v16 import messages as v16
from ocpp_codec.v16 import types as v16_types
from ocpp_codec.v21 import messages as v21
from ocpp_codec.v21 import types as v21_types
from ocpp_codec.v201 import messages, types

NOW = datetime.datetime(2024, 5, 17, 9, 41, 33, tzinfo=datetime.UTC)
ACCEPTED = types.RegistrationStatusEnum.Accepted
POWER_UP = types.BootReasonEnum.PowerUp
STATION = types.ChargingStationType("Model", "Vendor")
BOOT = messages.BootNotification.Request(STATION, POWER_UP)
METER_VALUE = types.MeterValueType([types.SampledValueType(1.5)], NOW)


R = TypeVar("R", bound=Payload)


class Link(Protocol):
    async def call(self, request: RequestOf[R]) -> R: ...


def show(_: object) -> None: ...


def making() -> None:
    messages.BootNotification.Response(currentTime=NOW, interval=300)  # error
    messages.BootNotification.Response(currenttime=NOW, interval=300, status=ACCEPTED)  # error
    messages.BootNotification.Response(NOW, 300, ACCEPTED, None, None, None)  # error
    messages.BootNotification.Response(currentTime=NOW, interval="300", status=ACCEPTED)  # error
    messages.BootNotification.Response(currentTime=NOW, interval=0.5, status=ACCEPTED)  # error
    messages.BootNotification.Response(currentTime=NOW, interval=None, status=ACCEPTED)  # error
    messages.BootNotification.Response(currentTime="2024-05-17T09:41:33Z", interval=300, status=ACCEPTED)  # error
    messages.BootNotification.Response(currentTime=NOW.date(), interval=300, status=ACCEPTED)  # error
    messages.BootNotification.Response(currentTime=NOW, interval=300, status="Accepted")  # error
    messages.BootNotification.Response(NOW, 300, types.GenericStatusEnum.Accepted)  # error
    messages.BootNotification.Response(NOW, 300, v16_types.RegistrationStatus.Accepted)  # error
    messages.BootNotification.Request(v21_types.ChargingStationType("Model", "Vendor"), POWER_UP)  # error
    messages.BootNotification.Request({"model": "Model", "vendorName": "Vendor"}, POWER_UP)  # error
    messages.BootNotification.Request(STATION, types.BootReasonEnum.Powerup)  # error
    messages.BootNotification.Request(STATION, POWER_UP, customData={"vendorId": "com.example"})  # error
    messages.MeterValues.Request(evseId=1, meterValue=METER_VALUE)  # error
    messages.BootNotification(STATION, POWER_UP)  # error
    messages.Heartbeat()  # error
    messages.Bootnotification.Request(STATION, POWER_UP)  # error
    v16.Authorize.req()  # error
    v16.Authorize.conf(idTagInfo="Accepted")  # error
    v21.NotifyPeriodicEventStream.Response()  # error
    types.CustomDataType(answer=42)  # error


def changing() -> None:
    BOOT.reason = "PowerUp"  # error
    BOOT.chargingStation.model = 1  # error
    BOOT.firmwareVersion = "1.0"  # error
    dataclasses.replace(BOOT, reasons=POWER_UP)  # error: mypy


def reading(codec: Codec, frame: str) -> None:
    show(BOOT.chargingStation.serial)  # error
    show(BOOT.chargingStation.serialNumber.upper())  # error
    show(BOOT.reason == "PowerUP")  # error: pyright
    answer = codec.decode(frame, action=messages.Heartbeat)
    show(answer.payload)  # error
    if isinstance(answer, structure.CallResult):
        show(answer.payload.interval)  # error
        show(answer.action)  # error
        show(answer.payload.currentTime + 5)  # error
        boot: messages.BootNotification.Response = answer.payload  # error
        show(boot)
    if isinstance(answer, structure.CallError):
        show(answer.errorDetails.findings)  # error
    show(messages.IMPLEMENTED["Heartbeat"].Response())  # error


def calling(codec: Codec) -> None:
    structure.Call.of("Heartbeat")  # error
    structure.Call.of({})  # error
    structure.Call.of(messages.Heartbeat)  # error
    structure.Call.of(messages.Heartbeat.Request)  # error
    structure.Call("1", messages.Heartbeat.Request())  # error
    structure.Call(1, "Heartbeat", messages.Heartbeat.Request())  # error
    structure.CallError("1", types.ErrorCodeEnum.NotSupported)  # error
    structure.CallError("1", types.ErrorCodeEnum.NotSupported, "not here", "no details")  # error
    heartbeat = structure.Call.of(messages.Heartbeat.Request())
    heartbeat.answer({"currentTime": NOW})  # error
    heartbeat.answer(None)  # error
    heartbeat.refuse("NotSupported")  # error
    heartbeat.refuse(types.ErrorCodeEnum.NotSupported, "not here")  # error
    structure.ReceivedId(1.5)  # error
    codec.encode(messages.Heartbeat.Request())  # error
    codec.encode([2, "1", "Heartbeat", {}])  # error
    codec.decode(12)  # error
    codec.decode("[]", action=messages.Heartbeat.Request)  # error
    codec.decode("[]", action=12)  # error
    codec.send("[]")  # error
    serializer.parse([], "Heartbeat")  # error
    serializer.parse([], "Heartbeat", OcppJsonProtocol.v201)  # error
    serializer.serialize({"idTag": "04E91C5A"})  # error


def configuring(codec: Codec) -> None:
    Codec()  # error
    Codec(201)  # error
    Codec("ocpp2.0.1", {Rule.UNKNOWN_FIELD})  # error
    Codec("ocpp2.0.1", tolerate=True)  # error
    Codec("ocpp2.0.1", tolerate={1})  # error
    Codec("ocpp2.0.1", max_size="1 MB")  # error
    Codec("ocpp2.0.1", strict=False)  # error
    Codec("ocpp2.0.1", field_lengths=["Get15118EVCertificate.Response.exiResponse"])  # error
    Codec("ocpp2.0.1", field_lengths={"Get15118EVCertificate.Response.exiResponse": "7500"})  # error
    codec.field_lengths = {}  # error
    codec.timespec = "seconds"  # error
    show(OcppJsonProtocol.v202)  # error


def failing(error: OCPPException, finding: Finding) -> None:
    show(error.code)  # error
    show(error.findings[0].pointer)  # error
    show(error.reply.encode())  # error
    finding.path = "/reason"  # error
    errors.NotSupportedError()  # error
    raise errors.NotSupportedError("not here", "no details")  # error


def answer(request: messages.Heartbeat.Request) -> Payload:
    return structure.CallResult("1", request)  # error


def heartbeat(request: messages.Heartbeat.Request) -> messages.Heartbeat.Response:
    return request  # error


async def waiting(link: Link, connection: Connection, event: Event) -> None:
    reset = await link.call(messages.Reset.Request(types.ResetEnum.Immediate))
    show(reset.interval)  # error
    boot: messages.BootNotification.Response = await link.call(messages.Heartbeat.Request())  # error
    show(boot)
    await link.call(messages.Heartbeat.Response(NOW))  # error
    await link.call(messages.Heartbeat)  # error
    await link.call(v21.NotifyPeriodicEventStream.Request([], 1, 0, NOW))  # error
    connection.call(messages.Heartbeat.Response(NOW), 1.0)  # error
    connection.call(messages.Heartbeat.Request())  # error
    connection.call(messages.Heartbeat.Request(), 1.0, 5.0)  # error
    connection.answer(messages.Heartbeat.Request(), messages.Heartbeat.Response(NOW))  # error
    connection.receive(["2"], 1.0)  # error
    show(event.call)  # error
    Connection("ocpp1.6", "csms")  # error
    Connection(Codec("ocpp1.6"))  # error
    connection.is_closed = True  # error


def handle(request: messages.AnyRequest) -> messages.AnyResponse:
    match request:
        case messages.Heartbeat.Request():
            return messages.Heartbeat.Response(300)  # error
        case messages.BootNotification.Request(reason=reason):
            return reason  # error
        case v16.Heartbeat.Request():  # error: pyright
            return v16.Heartbeat.Response(NOW)  # error: mypy
        case _:
            return messages.Heartbeat.Request()  # error
