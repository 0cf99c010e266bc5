"""OCPP 1.6: the data types.

Generated from the official schemas and codegen/overlay/v16.toml: `make generate` writes it anew. Do not edit.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from .._core.fields import DateTime, Exact, Opt, Tenth
from .._core.record import Record
from .._core.strings import (
    CiString20,
    CiString40,
    CiString50,
    CiString128,
    CiString500,
    DecimalString,
    String512,
    String800,
    String5500,
)
from .enums import (
    AuthorizationStatus,
    ChargingProfileKindType,
    ChargingProfilePurposeType,
    ChargingRateUnitType,
    HashAlgorithmEnum,
    Location,
    Measurand,
    Phase,
    ReadingContext,
    RecurrencyKindType,
    UnitOfMeasure,
    ValueFormat,
)


class AuthorizationData(Record):
    """One entry of the local authorization list: an id tag and, unless it is to be removed, its status."""

    idTag: CiString20
    idTagInfo: Opt[IdTagInfo] = None


class CertificateHashDataType(Record):
    """Identifies a certificate by hashes of its issuer and by its serial number."""

    hashAlgorithm: HashAlgorithmEnum
    issuerNameHash: CiString128
    issuerKeyHash: CiString128
    serialNumber: CiString40


class ChargingProfile(Record):
    """A charging schedule with its purpose, its priority and the time in which it is valid."""

    chargingProfileId: Exact[int]
    stackLevel: Exact[int]
    chargingProfilePurpose: ChargingProfilePurposeType
    chargingProfileKind: ChargingProfileKindType
    chargingSchedule: ChargingSchedule
    transactionId: Opt[Exact[int]] = None
    recurrencyKind: Opt[RecurrencyKindType] = None
    validFrom: Opt[DateTime] = None
    validTo: Opt[DateTime] = None


class ChargingSchedule(Record):
    """Limits of power or current over time, as a row of consecutive periods."""

    chargingRateUnit: ChargingRateUnitType
    chargingSchedulePeriod: list[ChargingSchedulePeriod]
    duration: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    startSchedule: Opt[DateTime] = None
    minChargingRate: Opt[Annotated[Tenth, Meta(extra={"unit": "A or W"})]] = None


class ChargingSchedulePeriod(Record):
    """One step of a charging schedule: when it starts and the limit that then holds."""

    startPeriod: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    limit: Annotated[Tenth, Meta(extra={"unit": "A or W"})]
    numberPhases: Opt[
        Exact[Annotated[int, Meta(extra={"default": 3, "default_if": "a number of phases is needed"})]]
    ] = None


class FirmwareType(Record):
    """Signed firmware: where to get it, when to install it, and how to verify it."""

    location: String512
    retrieveDateTime: DateTime
    signingCertificate: String5500
    signature: String800
    installDateTime: Opt[DateTime] = None


class IdTagInfo(Record):
    """What the central system knows of an id tag: its status, expiry date and parent tag."""

    status: AuthorizationStatus
    expiryDate: Opt[DateTime] = None
    parentIdTag: Opt[CiString20] = None


class KeyValue(Record):
    """A configuration key with its value and whether it can be changed."""

    key: CiString50
    readonly: bool
    value: Opt[CiString500] = None


class LogParametersType(Record):
    """Where to upload a log, and the span of time that it has to cover."""

    remoteLocation: String512
    oldestTimestamp: Opt[DateTime] = None
    latestTimestamp: Opt[DateTime] = None


class MeterValue(Record):
    """Readings that were all taken at the same moment."""

    timestamp: DateTime
    sampledValue: Annotated[list[SampledValue], Meta(min_length=1)]


class SampledValue(Record):
    """A single reading: its value, what was measured, where, in which unit and on what occasion."""

    value: DecimalString
    context: Opt[Annotated[ReadingContext, Meta(extra={"default": ReadingContext.SamplePeriodic})]] = None
    format: Opt[Annotated[ValueFormat, Meta(extra={"default": ValueFormat.Raw})]] = None
    measurand: Opt[Annotated[Measurand, Meta(extra={"default": Measurand.EnergyActiveImportRegister})]] = None
    phase: Opt[Phase] = None
    location: Opt[Annotated[Location, Meta(extra={"default": Location.Outlet})]] = None
    unit: Opt[
        Annotated[UnitOfMeasure, Meta(extra={"default": UnitOfMeasure.Wh, "default_if": "the measurand is an energy"})]
    ] = None
