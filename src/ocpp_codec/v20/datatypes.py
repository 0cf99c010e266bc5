"""OCPP 2.0: the data types.

Generated from the official schemas and codegen/overlay/v20.toml: `make generate` writes it anew. Do not edit.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from .._core.fields import DateTime, Exact, Opt
from .._core.record import Record
from .._core.strings import (
    IdentifierString6,
    IdentifierString20,
    IdentifierString36,
    IdentifierString128,
    String8,
    String16,
    String20,
    String32,
    String50,
    String128,
    String255,
    String500,
    String512,
    String800,
    String1000,
    String2500,
)
from .enums import (
    APNAuthenticationEnum,
    AttributeEnum,
    AuthorizationStatusEnum,
    ChargingLimitSourceEnum,
    ChargingProfileKindEnum,
    ChargingProfilePurposeEnum,
    ChargingRateUnitEnum,
    ChargingStateEnum,
    ClearMonitoringStatusEnum,
    ConnectorEnum,
    CostKindEnum,
    DataEnum,
    EncodingMethodEnum,
    EnergyTransferModeEnum,
    EventTriggerEnum,
    GetVariableStatusEnum,
    HashAlgorithmEnum,
    IdTokenEnum,
    LocationEnum,
    MeasurandEnum,
    MessageFormatEnum,
    MessagePriorityEnum,
    MessageStateEnum,
    MonitorEnum,
    MutabilityEnum,
    OCPPInterfaceEnum,
    OCPPTransportEnum,
    OCPPVersionEnum,
    PhaseEnum,
    ReadingContextEnum,
    ReasonEnum,
    RecurrencyKindEnum,
    SetMonitoringStatusEnum,
    SetVariableStatusEnum,
    SignatureMethodEnum,
    VPNEnum,
)


class ACChargingParametersType(Record):
    """What an EV asks for and can take when charging with AC: energy, current and voltage."""

    energyAmount: Exact[Annotated[int, Meta(extra={"unit": "Wh"})]]
    evMinCurrent: Exact[Annotated[int, Meta(extra={"unit": "A"})]]
    evMaxCurrent: Exact[Annotated[int, Meta(extra={"unit": "A"})]]
    evMaxVoltage: Exact[Annotated[int, Meta(extra={"unit": "V"})]]


class APNType(Record):
    """The settings for a mobile data connection: access point, credentials, SIM PIN and network."""

    apn: String512
    apnAuthentication: APNAuthenticationEnum
    apnUserName: Opt[String20] = None
    apnPassword: Opt[String20] = None
    simPin: Opt[Exact[int]] = None
    preferredNetwork: Opt[IdentifierString6] = None
    useOnlyPreferredNetwork: Opt[Annotated[bool, Meta(extra={"default": False})]] = None


class AdditionalInfoType(Record):
    """A further identifier that goes with an id token, with a type agreed between the parties."""

    additionalIdToken: IdentifierString36
    type: String50


class AuthorizationData(Record):
    """One entry of the local authorization list: an identifier and how to treat it."""

    idToken: IdTokenType
    idTokenInfo: Opt[IdTokenInfoType] = None


class CertificateChainType(Record):
    """A certificate and the sub-CA certificates that lead from it to a root certificate."""

    certificate: String800
    childCertificate: Opt[Annotated[list[String800], Meta(min_length=1, max_length=4)]] = None


class CertificateHashDataType(Record):
    """The serial number and issuer hashes by which a certificate is identified."""

    hashAlgorithm: HashAlgorithmEnum
    issuerNameHash: IdentifierString128
    issuerKeyHash: String128
    serialNumber: IdentifierString20


class ChargingLimitType(Record):
    """Who has set a charging limit, and whether it is critical for the grid."""

    chargingLimitSource: ChargingLimitSourceEnum
    isGridCritical: Opt[bool] = None


class ChargingNeedsType(Record):
    """What an EV asks for: kind of energy transfer, AC or DC parameters and departure time."""

    requestedEnergyTransfer: EnergyTransferModeEnum
    acChargingParameters: Opt[ACChargingParametersType] = None
    dcChargingParameters: Opt[DCChargingParametersType] = None
    departureTime: Opt[DateTime] = None


class ChargingProfileCriterionType(Record):
    """The criteria by which charging profiles are chosen for a report."""

    chargingProfilePurpose: Opt[ChargingProfilePurposeEnum] = None
    stackLevel: Opt[Exact[int]] = None
    chargingProfileId: Opt[Annotated[list[Exact[int]], Meta(min_length=1)]] = None
    chargingLimitSource: Opt[Annotated[list[ChargingLimitSourceEnum], Meta(min_length=1, max_length=4)]] = None


class ChargingProfileType(Record):
    """A charging schedule with its purpose, rank and validity."""

    id: Exact[int]
    stackLevel: Exact[int]
    chargingProfilePurpose: ChargingProfilePurposeEnum
    chargingProfileKind: ChargingProfileKindEnum
    chargingSchedule: ChargingScheduleType
    primary: Opt[bool] = None
    recurrencyKind: Opt[RecurrencyKindEnum] = None
    validFrom: Opt[DateTime] = None
    validTo: Opt[DateTime] = None
    transactionId: Opt[IdentifierString36] = None


class ChargingSchedulePeriodType(Record):
    """One period of a charging schedule: its start, its limit and the phases it uses."""

    startPeriod: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    limit: Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]
    numberPhases: Opt[
        Exact[Annotated[int, Meta(extra={"default": 3, "default_if": "a number of phases is needed"})]]
    ] = None
    phaseToUse: Opt[Exact[int]] = None


class ChargingScheduleType(Record):
    """A series of periods, each with a limit on power or current."""

    chargingRateUnit: ChargingRateUnitEnum
    chargingSchedulePeriod: Annotated[list[ChargingSchedulePeriodType], Meta(min_length=1)]
    startSchedule: Opt[DateTime] = None
    duration: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    minChargingRate: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None


class ChargingStationType(Record):
    """The physical station: its maker, model, serial number, firmware and modem."""

    model: String20
    vendorName: String50
    serialNumber: Opt[String20] = None
    modem: Opt[ModemType] = None
    firmwareVersion: Opt[String50] = None


class ClearChargingProfileType(Record):
    """The id, purpose or stack level of the charging profiles to remove."""

    id: Opt[Exact[int]] = None
    chargingProfilePurpose: Opt[ChargingProfilePurposeEnum] = None
    stackLevel: Opt[Exact[int]] = None


class ClearMonitoringResultType(Record):
    """Whether the monitor with a given id was removed."""

    id: Exact[int]
    status: ClearMonitoringStatusEnum


class ComponentType(Record):
    """A physical or logical part of the station, named with its instance and EVSE."""

    name: String50
    evse: Opt[EVSEType] = None
    instance: Opt[String50] = None


class ComponentVariableType(Record):
    """A component and one of its variables, to select what to report."""

    component: ComponentType
    variable: VariableType


class CompositeScheduleType(Record):
    """The schedule that results from all charging profiles together, and when it starts."""

    startDateTime: Opt[DateTime] = None
    chargingSchedule: Opt[ReportedChargingScheduleType] = None


class ConsumptionCostType(Record):
    """The costs that apply from a given level of consumption upwards."""

    startValue: Exact[float]
    cost: Annotated[list[CostType], Meta(min_length=1, max_length=3)]


class CostType(Record):
    """One cost per kWh: its kind, its amount and the power of ten to multiply it by."""

    costKind: CostKindEnum
    amount: Exact[Annotated[float, Meta(extra={"unit": "% or g/kWh"})]]
    amountMultiplier: Opt[Exact[int]] = None


class DCChargingParametersType(Record):
    """What an EV asks for and can take when charging with DC, and the state of its battery."""

    evMaxCurrent: Exact[Annotated[int, Meta(extra={"unit": "A"})]]
    evMaxVoltage: Exact[Annotated[int, Meta(extra={"unit": "V"})]]
    energyAmount: Opt[Exact[Annotated[int, Meta(extra={"unit": "Wh"})]]] = None
    evMaxPower: Opt[Exact[Annotated[int, Meta(extra={"unit": "W"})]]] = None
    stateOfCharge: Opt[Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]] = None
    evEnergyCapacity: Opt[Exact[Annotated[int, Meta(extra={"unit": "Wh"})]]] = None
    fullSoC: Opt[Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]] = None
    bulkSoC: Opt[Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]] = None


class EVSEType(Record):
    """The number of an EVSE and, if meant, of one of its connectors."""

    id: Exact[int]
    connectorId: Opt[Exact[int]] = None


class EventDataType(Record):
    """One event of a component and variable: what happened, when, and what caused it."""

    eventId: Exact[int]
    timestamp: DateTime
    trigger: EventTriggerEnum
    actualValue: String1000
    cleared: bool
    component: ComponentType
    variable: VariableType
    cause: Opt[Exact[int]] = None
    techCode: Opt[String50] = None
    techInfo: Opt[String500] = None
    variableMonitoringEvent: Opt[VariableMonitoringType] = None


class FirmwareType(Record):
    """Where to get a firmware file, when to download and install it, and how to verify it."""

    location: String512
    retrieveDateTime: DateTime
    installDateTime: Opt[DateTime] = None
    signingCertificate: Opt[String800] = None
    signature: Opt[String800] = None


class GetVariableDataType(Record):
    """Which attribute of which variable to read."""

    component: ComponentType
    variable: VariableType
    attributeType: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None


class GetVariableResultType(Record):
    """The value of the attribute that was read, or why it could not be read."""

    attributeStatus: GetVariableStatusEnum
    component: ComponentType
    variable: VariableType
    attributeType: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None
    attributeValue: Opt[String1000] = None


class GroupIdTokenType(Record):
    """The identifier of a group, whose members may stop each other's transactions."""

    idToken: IdentifierString36
    type: IdTokenEnum


class IdTokenInfoType(Record):
    """Whether an identifier is authorized, with its group, priority, languages and message."""

    status: AuthorizationStatusEnum
    cacheExpiryDateTime: Opt[DateTime] = None
    chargingPriority: Opt[Exact[Annotated[int, Meta(extra={"default": 0})]]] = None
    groupIdToken: Opt[GroupIdTokenType] = None
    language1: Opt[String8] = None
    language2: Opt[String8] = None
    personalMessage: Opt[MessageContentType] = None


class IdTokenType(Record):
    """An identifier for authorization, such as an RFID tag or contract id, with its type."""

    idToken: IdentifierString36
    type: IdTokenEnum
    additionalInfo: Opt[Annotated[list[AdditionalInfoType], Meta(min_length=1)]] = None


class LogParametersType(Record):
    """Where to upload a log, and the span of time that it has to cover."""

    remoteLocation: String512
    oldestTimestamp: Opt[DateTime] = None
    latestTimestamp: Opt[DateTime] = None


class MessageContentType(Record):
    """A text to display, with its format and language."""

    format: MessageFormatEnum
    content: String512
    language: Opt[String8] = None


class MessageInfoType(Record):
    """A message to display: its content, priority, and when and where to show it."""

    id: Exact[int]
    priority: MessagePriorityEnum
    message: MessageContentType
    display: Opt[ComponentType] = None
    state: Opt[MessageStateEnum] = None
    startDateTime: Opt[DateTime] = None
    endDateTime: Opt[DateTime] = None
    transactionId: Opt[IdentifierString36] = None


class MeterValueType(Record):
    """A set of sampled values that were all measured at the same time."""

    sampledValue: Annotated[list[SampledValueType], Meta(min_length=1)]
    timestamp: DateTime


class ModemType(Record):
    """The SIM card of the station's modem: its ICCID and IMSI."""

    iccid: Opt[IdentifierString20] = None
    imsi: Opt[IdentifierString20] = None


class MonitoringDataType(Record):
    """The monitors that are set on one variable."""

    component: ComponentType
    variable: VariableType
    variableMonitoring: Annotated[list[VariableMonitoringType], Meta(min_length=1)]


class NetworkConnectionProfileType(Record):
    """The settings for a connection to a CSMS: address, protocol, interface, APN and VPN."""

    ocppVersion: OCPPVersionEnum
    ocppTransport: OCPPTransportEnum
    ocppCsmsUrl: String512
    messageTimeout: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    ocppInterface: OCPPInterfaceEnum
    apn: Opt[APNType] = None
    vpn: Opt[VPNType] = None


class OCSPRequestDataType(Record):
    """The hashes of a certificate and the OCSP responder to ask about its revocation."""

    hashAlgorithm: HashAlgorithmEnum
    issuerNameHash: IdentifierString128
    issuerKeyHash: String128
    serialNumber: IdentifierString20
    responderURL: Opt[String512] = None


class PMaxScheduleType(Record):
    """The maximum power during one interval of a schedule that is offered to an EV."""

    relativeTimeInterval: RelativeTimeIntervalType
    pMax: Exact[Annotated[float, Meta(extra={"unit": "W"})]]


class RelativeTimeIntervalType(Record):
    """A span of time: its start counted from now, and its duration."""

    start: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    duration: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None


class ReportDataType(Record):
    """One variable in a report, with its attributes and characteristics."""

    component: ComponentType
    variable: VariableType
    variableAttribute: Annotated[list[VariableAttributeType], Meta(min_length=1, max_length=4)]
    variableCharacteristics: Opt[VariableCharacteristicsType] = None


class ReportedChargingScheduleType(Record):
    """A charging schedule as a station reports it: its periods may be missing."""

    chargingRateUnit: ChargingRateUnitEnum
    startSchedule: Opt[DateTime] = None
    duration: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    chargingSchedulePeriod: Opt[Annotated[list[ChargingSchedulePeriodType], Meta(min_length=1)]] = None
    minChargingRate: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None


class ReservationType(Record):
    """What is reserved, and until when: an EVSE and, if given, a type of connector."""

    evse: EVSEType
    id: Exact[int]
    expiryDateTime: DateTime
    connectorCode: Opt[ConnectorEnum] = None


class SAScheduleType(Record):
    """One schedule offered to an EV over ISO 15118: its power limits and, if given, its tariff."""

    pMaxSchedule: Annotated[list[PMaxScheduleType], Meta(min_length=1, max_length=1024)]
    saScheduleTupleID: Exact[int]
    salesTariff: Opt[SalesTariffType] = None


class SalesTariffEntryType(Record):
    """The price level and costs that apply during one interval of a sales tariff."""

    relativeTimeInterval: Opt[RelativeTimeIntervalType] = None
    ePriceLevel: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    consumptionCost: Opt[Annotated[list[ConsumptionCostType], Meta(min_length=1, max_length=3)]] = None


class SalesTariffType(Record):
    """A tariff in the form of ISO 15118 that helps an EV to plan its charging."""

    id: Exact[int]
    salesTariffEntry: Annotated[list[SalesTariffEntryType], Meta(min_length=1, max_length=1024)]
    salesTariffDescription: Opt[String32] = None
    numEPriceLevels: Opt[Exact[int]] = None


class SampledValueType(Record):
    """One measured value: what was measured, where, on which phase and in which unit."""

    value: Exact[float]
    context: Opt[Annotated[ReadingContextEnum, Meta(extra={"default": ReadingContextEnum.SamplePeriodic})]] = None
    measurand: Opt[Annotated[MeasurandEnum, Meta(extra={"default": MeasurandEnum.EnergyActiveImportRegister})]] = None
    phase: Opt[PhaseEnum] = None
    location: Opt[Annotated[LocationEnum, Meta(extra={"default": LocationEnum.Outlet})]] = None
    signedMeterValue: Opt[SignedMeterValueType] = None
    unitOfMeasure: Opt[UnitOfMeasureType] = None


class SetMonitoringDataType(Record):
    """A monitor to set: its variable, kind, threshold or interval, and severity."""

    value: Exact[Annotated[float, Meta(extra={"unit": "s or the unit of the variable"})]]
    type: MonitorEnum
    severity: Exact[int]
    component: ComponentType
    variable: VariableType
    id: Opt[Exact[int]] = None
    transaction: Opt[Annotated[bool, Meta(extra={"default": False})]] = None


class SetMonitoringResultType(Record):
    """Whether a monitor was set, and the id that the station has given to it."""

    type: MonitorEnum
    severity: Exact[int]
    status: SetMonitoringStatusEnum
    component: ComponentType
    variable: VariableType
    id: Opt[Exact[int]] = None


class SetVariableDataType(Record):
    """Which attribute of which variable to change, and its new value."""

    attributeValue: String1000
    component: ComponentType
    variable: VariableType
    attributeType: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None


class SetVariableResultType(Record):
    """Whether an attribute of a variable was changed."""

    attributeStatus: SetVariableStatusEnum
    component: ComponentType
    variable: VariableType
    attributeType: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None


class SignedMeterValueType(Record):
    """A digitally signed meter value with its signature, signing method and encoding."""

    meterValueSignature: String2500
    signatureMethod: SignatureMethodEnum
    encodingMethod: EncodingMethodEnum
    encodedMeterValue: String512


class TransactionType(Record):
    """The state of a transaction: its id, charging state, charging time and reason for stopping."""

    id: IdentifierString36
    chargingState: Opt[ChargingStateEnum] = None
    timeSpentCharging: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    stoppedReason: Opt[
        Annotated[ReasonEnum, Meta(extra={"default": ReasonEnum.Local, "default_if": "the transaction has ended"})]
    ] = None
    remoteStartId: Opt[Exact[int]] = None


class UnitOfMeasureType(Record):
    """The unit of a measured value and the power of ten to multiply the value by."""

    unit: Opt[
        Annotated[str, Meta(max_length=20, extra={"default": "Wh", "default_if": "the measurand is an energy"})]
    ] = None
    multiplier: Opt[Exact[Annotated[int, Meta(extra={"default": 0})]]] = None


class VPNType(Record):
    """The settings for a VPN connection: server, user, group, password, key and protocol."""

    server: String512
    user: String20
    password: String20
    key: String255
    type: VPNEnum
    group: Opt[String20] = None


class VariableAttributeType(Record):
    """One attribute of a variable: its value, its mutability, and whether it persists."""

    value: String1000
    persistence: bool
    constant: bool
    type: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None
    mutability: Opt[Annotated[MutabilityEnum, Meta(extra={"default": MutabilityEnum.ReadWrite})]] = None


class VariableCharacteristicsType(Record):
    """The fixed properties of a variable: data type, unit, limits and permitted values."""

    dataType: DataEnum
    supportsMonitoring: bool
    unit: Opt[String16] = None
    minLimit: Opt[Exact[float]] = None
    maxLimit: Opt[Exact[float]] = None
    valuesList: Opt[String1000] = None


class VariableMonitoringType(Record):
    """One monitor of a variable: its id, kind, threshold or interval, and severity."""

    id: Exact[int]
    value: Exact[Annotated[float, Meta(extra={"unit": "s or the unit of the variable"})]]
    type: MonitorEnum
    severity: Exact[int]
    transaction: bool


class VariableType(Record):
    """The name of a variable and, if there are several, its instance."""

    name: String50
    instance: Opt[String50] = None
