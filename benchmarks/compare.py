"""How long decoding and encoding take, side by side with what people use: `make bench`.

Every figure is the least of many interleaved repeats in one process; what counts is the ratio to `orjson` on the same
bytes. The frames are made here: a Heartbeat, a BootNotification, a TransactionEvent of 1 kB, MeterValues of 1.6 with
2 kB, a NotifyReport of 14 kB, and a result.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import json
import platform
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import orjson

from ocpp_codec import Codec
from ocpp_codec.record import Action
from ocpp_codec.structure import Call, CallResult, Envelope
from ocpp_codec.v16 import messages as m16
from ocpp_codec.v16 import types as t16
from ocpp_codec.v201 import messages as m201
from ocpp_codec.v201 import types as t201

NOW = datetime.datetime(2024, 5, 17, 9, 41, 33, 125000, datetime.UTC)
REPEATS = 60
SECONDS_A_REPEAT = 0.004


class Case(NamedTuple):
    """A message, the protocol that carries it and, for a result, its action."""

    name: str
    protocol: str
    message: Envelope
    action: type[Action] | None = None


def cases() -> list[Case]:
    """The six frames."""
    return [
        Case("Heartbeat", "ocpp2.0.1", Call.of(m201.Heartbeat.Request(), "19223201")),
        Case("BootNotification", "ocpp2.0.1", Call.of(_boot(), "19223201")),
        Case("TransactionEvent", "ocpp2.0.1", Call.of(_transaction_event())),
        Case("MeterValues (1.6)", "ocpp1.6", Call.of(_meter_values(), "9c1a7b52")),
        Case("NotifyReport", "ocpp2.0.1", Call.of(_report())),
        Case("Boot result (1.6)", "ocpp1.6", CallResult("19223201", _boot_result()), m16.BootNotification),
    ]


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


def _report() -> m201.NotifyReport.Request:
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
        for number in range(45)
    ]
    return m201.NotifyReport.Request(42, NOW, 0, reportData=data, tbc=True)


def least(calls: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """The least time of each call in microseconds, their repeats interleaved."""
    numbers = {}
    for name, call in calls.items():
        start = time.perf_counter()
        call()
        numbers[name] = max(1, int(SECONDS_A_REPEAT / max(time.perf_counter() - start, 1e-7)))
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(REPEATS):
        for name, call in calls.items():
            number = numbers[name]
            start = time.perf_counter()
            for _ in range(number):
                call()
            best[name] = min(best[name], (time.perf_counter() - start) / number * 1e6)
    return best


def row(case: Case) -> str:
    """One line of the table: the times of orjson, and ours as multiples of them."""
    codec = Codec(case.protocol)
    frame = codec.encode_bytes(case.message)
    data: Any = json.loads(frame)
    took = least(
        {
            "loads": lambda: orjson.loads(frame),
            "json.loads": lambda: json.loads(frame),
            "decode": lambda: codec.decode(frame, case.action),
            "dumps": lambda: orjson.dumps(data),
            "json.dumps": lambda: json.dumps(data),
            "encode": lambda: codec.encode_bytes(case.message),
        }
    )
    return (
        f"| {case.name} | {len(frame)} | {took['loads']:.2f} | {took['decode'] / took['loads']:.2f} "
        f"| {took['json.loads'] / took['loads']:.1f} | {took['json.dumps']:.2f} "
        f"| {took['encode'] / took['json.dumps']:.2f} |"
    )


def main() -> None:
    """Prints the table."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("msgspec", "orjson"))
    print(f"Python {platform.python_version()}, {platform.machine()}, {versions}\n")
    columns = ("frame", "bytes", "`orjson.loads` (us)", "decode", "`json.loads`", "`json.dumps` (us)", "encode")
    print("|", " | ".join(columns), "|")
    print("|---|---|---|---|---|---|---|")
    for case in cases():
        print(row(case))
        sys.stdout.flush()
    print("\nDecode and `json.loads` are multiples of `orjson.loads`, encode is a multiple of `json.dumps`.")


if __name__ == "__main__":
    main()
