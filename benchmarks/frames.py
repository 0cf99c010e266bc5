"""The frames that are timed, the defects that nobody should overlook, and a million mixed lines. All deterministic."""

from __future__ import annotations

import copy
import datetime
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple, cast

from ocpp_codec import Codec
from ocpp_codec.record import Action
from ocpp_codec.structure import Call, CallError, CallResult, Envelope
from ocpp_codec.v16 import messages as m16
from ocpp_codec.v16 import types as t16
from ocpp_codec.v201 import messages as m201
from ocpp_codec.v201 import types as t201

NOW = datetime.datetime(2024, 5, 17, 9, 41, 33, 125000, datetime.UTC)
_NOW_TEXT = b"2024-05-17T09:41:33.125Z"
_ID = "19223201"


@dataclass(frozen=True)
class Case:
    """A message under a letter, the protocol that carries it and, for a result, the action that it answers."""

    key: str
    name: str
    protocol: str
    message: Envelope
    answers: type[Action] | None = None

    @cached_property
    def frame(self) -> bytes:
        """The message as it is sent."""
        return Codec(self.protocol).encode_bytes(self.message)

    @property
    def data(self) -> Any:
        """The frame as plain data, fresh each time."""
        return json.loads(self.frame)

    @property
    def action(self) -> str:
        """The action of the call, or of what the result answers."""
        return self.answers.__name__ if self.answers else str(self.data[2])


@cache
def cases() -> tuple[Case, ...]:
    """The six frames."""
    return (
        Case("a", "Heartbeat", "ocpp2.0.1", Call.of(m201.Heartbeat.Request(), _ID)),
        Case("b", "BootNotification", "ocpp2.0.1", Call.of(_boot(), _ID)),
        Case(
            "c", "TransactionEvent", "ocpp2.0.1", Call.of(_transaction_event(), "4b8c1f5e-0d7a-4f0e-9a63-6f1f2f7c9d11")
        ),
        Case("d", "MeterValues (1.6)", "ocpp1.6", Call.of(_meter_values(), "9c1a7b52")),
        Case("e", "NotifyReport", "ocpp2.0.1", Call.of(report(46), "6d0f0a9e-55a5-4a0f-9b0a-7d0f1c1e6a10")),
        Case("f", "Boot result (1.6)", "ocpp1.6", CallResult(_ID, _boot_result()), m16.BootNotification),
    )


def case(key: str) -> Case:
    """The case of that letter."""
    return next(each for each in cases() if each.key == key)


def exchanges(case: Case, count: int) -> list[tuple[str, str, str]]:
    """The same call and its result again and again, each time under an id of its own: (call, result, action)."""
    codec, message = Codec(case.protocol), cast("Call[Any] | CallResult[Any]", case.message)
    payload = message.payload
    partners: dict[str, Any] = {
        "Heartbeat": m201.Heartbeat.Response(NOW),
        "BootNotification": m201.BootNotification.Response(NOW, 300, t201.RegistrationStatusEnum.Accepted),
        "TransactionEvent": m201.TransactionEvent.Response(),
        "MeterValues": m16.MeterValues.Response(),
        "NotifyReport": m201.NotifyReport.Response(),
    }
    request, response = payload, partners[case.action]
    if case.answers is not None:
        request, response = m16.BootNotification.Request("Model", "Vendor"), payload
    ids = [f"{number:08d}" for number in range(count)]
    calls = [codec.encode(Call(unique_id, case.action, request)) for unique_id in ids]
    results = [codec.encode(CallResult(unique_id, response)) for unique_id in ids]
    return [(call, result, case.action) for call, result in zip(calls, results, strict=True)]


def with_unknown_field(frame: bytes) -> bytes:
    """A frame whose payload has one field more, which no schema knows."""
    data = json.loads(frame)
    data[-1]["colour"] = "red"
    return _text(data)


def without_offsets(frame: bytes) -> bytes:
    """A frame whose date-times do not say what they are relative to."""
    return frame.replace(_NOW_TEXT, _NOW_TEXT[:-1])


class Edit(NamedTuple):
    """One defect: the frame it is made in, a JSON pointer into the payload (or the whole frame), and what is put there.

    `sent`: an object of the library can be made that has this defect, so encoding has to refuse it too.
    """

    defect: str
    key: str
    pointer: str
    value: Any
    sent: bool = False


#: Stands for a field that is taken away.
ABSENT: Any = object()

IN_PAYLOAD = (
    Edit("unknown field", "b", "/colour", "red"),
    Edit("unknown field of a nested object", "c", "/evse/colour", "red"),
    Edit("required field missing", "c", "/seqNo", ABSENT),
    Edit("required field missing in a nested object", "b", "/chargingStation/model", ABSENT),
    Edit("null for a required field", "c", "/seqNo", None, sent=True),
    Edit("null for an optional field", "c", "/offline", None),
    Edit("list for an integer", "c", "/seqNo", [], sent=True),
    Edit("number as a string", "c", "/seqNo", "17", sent=True),
    Edit("fraction for an integer", "c", "/seqNo", 17.5, sent=True),
    Edit("boolean for an integer", "c", "/seqNo", True, sent=True),
    Edit("number for a boolean", "c", "/offline", 0, sent=True),
    Edit("number for a string", "d", "/meterValue/0/sampledValue/0/value", 1500, sent=True),
    Edit("unknown value of an enumeration", "c", "/triggerReason", "Sometimes", sent=True),
    Edit("unknown value of an enumeration, in a list", "d", "/meterValue/1/sampledValue/6/unit", "Furlong", sent=True),
    Edit("value of an enumeration in other case", "f", "/status", "accepted", sent=True),
    Edit("string too long", "c", "/transactionInfo/transactionId", "x" * 37, sent=True),
    Edit("list too short", "c", "/meterValue/0/sampledValue", [], sent=True),
    Edit("object for a list", "e", "/reportData", {}, sent=True),
    Edit("word for a date-time", "c", "/timestamp", "yesterday", sent=True),
    Edit("date-time in a list that is none", "d", "/meterValue/1/timestamp", "17.05.2024 09:41", sent=True),
    Edit("date-time on 31 February", "f", "/currentTime", "2024-02-31T09:41:33Z"),
    Edit("NaN", "c", "/meterValue/0/sampledValue/0/value", float("nan"), sent=True),
    Edit("number beyond any float (1e999)", "c", "/meterValue/0/sampledValue/0/value", float("inf"), sent=True),
)

IN_ENVELOPE = (
    Edit("unknown action", "a", "/2", "Heartbeet"),
    Edit("message type 9", "a", "/0", 9),
    Edit("message id too long", "a", "/1", "1" * 37),
    Edit("message id a number", "a", "/1", 19223201),
    Edit("message id a number, in a result", "f", "/1", 19223201),
    Edit("list for a payload", "a", "/3", []),
    Edit("one element too many", "a", "/4", {}),
)


class Spoiling(NamedTuple):
    """A defect of the text itself: what is replaced in a frame."""

    defect: str
    key: str
    old: bytes
    new: bytes


IN_TEXT = (
    Spoiling("bytes that are not UTF-8", "b", b"VendorX", b"Vendor\xff"),
    Spoiling("comma after the last item", "b", b"}]", b"},]"),
    Spoiling("the same field twice (which JSON allows)", "b", b'"reason"', b'"reason":"PowerUp","reason"'),
)


class Defective(NamedTuple):
    """A frame with a defect, which a receiver should be told of."""

    defect: str
    case: Case
    frame: bytes
    in_envelope: bool


@cache
def defective() -> tuple[Defective, ...]:
    """Each defect in its frame."""
    spoiled = ((each, case(each.key)) for each in IN_TEXT)
    return (
        *(Defective(each.defect, at, at.frame.replace(each.old, each.new), False) for each, at in spoiled),
        *_all_edited(),
    )


def _all_edited() -> Iterator[Defective]:
    return (
        Defective(edit.defect, case(edit.key), _edited(edit, in_envelope=in_envelope), in_envelope)
        for in_envelope, edits in ((False, IN_PAYLOAD), (True, IN_ENVELOPE))
        for edit in edits
    )


def put(target: Any, pointer: str, value: Any) -> None:
    """Puts a value at a place in plain data or in objects, whose names may be in snake case."""
    *path, last = pointer.removeprefix("/").split("/")
    for each in path:
        key = _key(target, each)
        target = target[key] if _is_plain(target) else getattr(target, key)
    key = _key(target, last)
    if not _is_plain(target):
        setattr(target, key, value)
    elif value is ABSENT:
        del target[key]
    elif key == len(target):
        target.append(value)
    else:
        target[key] = value


def _is_plain(target: Any) -> bool:
    return isinstance(target, list | dict)


def _key(target: Any, key: str) -> Any:
    if key.isdecimal():
        return int(key)
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in key)
    known = snake in target if _is_plain(target) else hasattr(target, snake)
    return snake if known else key


def _edited(edit: Edit, *, in_envelope: bool) -> bytes:
    data = copy.deepcopy(case(edit.key).data)
    put(data if in_envelope else data[-1], edit.pointer, edit.value)
    return _text(data)


def _text(data: Any) -> bytes:
    return json.dumps(data, separators=(",", ":")).replace("Infinity", "1e999").encode()


def _boot() -> m201.BootNotification.Request:
    station = t201.ChargingStationType("SingleSocketCharger", "VendorX")
    return m201.BootNotification.Request(chargingStation=station, reason=t201.BootReasonEnum.PowerUp)


def _boot_result() -> m16.BootNotification.Response:
    return m16.BootNotification.Response(t16.RegistrationStatus.Accepted, NOW, 300)


def _transaction_event() -> m201.TransactionEvent.Request:
    measured = [
        (12473.5, t201.MeasurandEnum.EnergyActiveImportRegister, None, "Wh"),
        (7.36, t201.MeasurandEnum.PowerActiveImport, None, "kW"),
        (31.98, t201.MeasurandEnum.CurrentImport, t201.PhaseEnum.L1, "A"),
        (230.1, t201.MeasurandEnum.Voltage, t201.PhaseEnum.L1N, "V"),
    ]
    samples = [
        t201.SampledValueType(
            value,
            context=t201.ReadingContextEnum.SamplePeriodic,
            measurand=measurand,
            phase=phase,
            location=t201.LocationEnum.Outlet,
            unitOfMeasure=t201.UnitOfMeasureType(unit=unit, multiplier=0),
        )
        for value, measurand, phase, unit in measured
    ]
    return m201.TransactionEvent.Request(
        t201.TransactionEventEnum.Updated,
        NOW,
        t201.TriggerReasonEnum.MeterValuePeriodic,
        17,
        t201.TransactionType("AB1234567890-20240517-0001", chargingState=t201.ChargingStateEnum.Charging),
        meterValue=[t201.MeterValueType(samples, NOW)],
        offline=False,
        evse=t201.EVSEType(1, connectorId=1),
    )


def _meter_values() -> m16.MeterValues.Request:
    def sampled(measurand: t16.Measurand, phase: t16.Phase | None, unit: t16.UnitOfMeasure) -> t16.SampledValue:
        return t16.SampledValue(
            "1500.250",
            context=t16.ReadingContext.SamplePeriodic,
            format=t16.ValueFormat.Raw,
            measurand=measurand,
            phase=phase,
            location=t16.Location.Outlet,
            unit=unit,
        )

    phases = (t16.Phase.L1, t16.Phase.L2, t16.Phase.L3)
    samples = [sampled(t16.Measurand.EnergyActiveImportRegister, None, t16.UnitOfMeasure.Wh)]
    samples += [sampled(t16.Measurand.CurrentImport, phase, t16.UnitOfMeasure.A) for phase in phases]
    samples += [sampled(t16.Measurand.Voltage, phase, t16.UnitOfMeasure.V) for phase in phases]
    return m16.MeterValues.Request(1, [t16.MeterValue(NOW, samples)] * 2, transactionId=170042)


def report(variables: int) -> m201.NotifyReport.Request:
    """A report of that many variables, about 290 bytes each."""
    data = [
        t201.ReportDataType(
            t201.ComponentType("Connector", evse=t201.EVSEType(1, connectorId=1)),
            t201.VariableType(f"Variable{number}"),
            [
                t201.VariableAttributeType(
                    type=t201.AttributeEnum.Actual, value=str(number), mutability=t201.MutabilityEnum.ReadOnly
                )
            ],
            variableCharacteristics=t201.VariableCharacteristicsType(
                t201.DataEnum.decimal, supportsMonitoring=True, unit="A", minLimit=0.0, maxLimit=32.0
            ),
        )
        for number in range(variables)
    ]
    return m201.NotifyReport.Request(42, NOW, 0, reportData=data, tbc=True)


class Kind(NamedTuple):
    """One kind of line in the mixed file: how many in a thousand, what a result answers, the frame."""

    share: float
    answers: str
    frame: bytes
    is_defective: bool = False


#: In a thousand lines of the mixed file.
DEFECTIVE_SHARE = 20


def kinds() -> list[Kind]:
    """What the mixed file consists of: a day at a CSMS of OCPP 2.0.1, with 2 % of the frames defective."""
    status = m201.StatusNotification.Request(NOW, t201.ConnectorStatusEnum.Occupied, 1, 1)
    token = t201.IdTokenType("04E91C5AB23480", t201.IdTokenEnum.ISO14443)
    accepted = t201.IdTokenInfoType(t201.AuthorizationStatusEnum.Accepted)
    shares: list[tuple[float, Envelope, type[Action] | None]] = [
        (200, Call.of(m201.Heartbeat.Request(), _ID), None),
        (150, Call.of(status, _ID), None),
        (150, Call.of(_transaction_event(), _ID), None),
        (30, Call.of(m201.Authorize.Request(token), _ID), None),
        (5, Call.of(_boot(), _ID), None),
        (2, Call.of(report(46), _ID), None),
        (195, CallResult(_ID, m201.Heartbeat.Response(NOW)), m201.Heartbeat),
        (145, CallResult(_ID, m201.StatusNotification.Response()), m201.StatusNotification),
        (70, CallResult(_ID, m201.TransactionEvent.Response(idTokenInfo=accepted)), m201.TransactionEvent),
        (28, CallResult(_ID, m201.Authorize.Response(accepted)), m201.Authorize),
        (5, CallError(_ID, t201.ErrorCodeEnum.NotSupported, "no such thing here", {}), None),
    ]
    codec = Codec("ocpp2.0.1")
    good = [
        Kind(share, action.__name__ if action else "", codec.encode_bytes(message)) for share, message, action in shares
    ]
    bad = [each.frame for each in _all_edited() if each.case.protocol == "ocpp2.0.1" and len(each.frame) < 2000]
    return good + [Kind(DEFECTIVE_SHARE / len(bad), "", frame, is_defective=True) for frame in bad]


def mixed(count: int, *, with_defects: bool = True) -> Iterator[bytes]:
    """Lines of the mixed file: what a result answers (or nothing), a tab, a frame. Ids and times are all different."""
    known = [kind for kind in kinds() if with_defects or not kind.is_defective]
    lines = [b"%b\t%b\n" % (kind.answers.encode(), kind.frame) for kind in known]
    chance = random.Random(2024)  # noqa: S311
    chosen = chance.choices(lines, [kind.share for kind in known], k=count)
    for number, line in enumerate(chosen):
        at = (NOW + datetime.timedelta(milliseconds=86 * number)).isoformat(timespec="milliseconds").encode()
        yield line.replace(_ID.encode(), b"%08d" % number, 1).replace(_NOW_TEXT, at[:-6] + b"Z")
