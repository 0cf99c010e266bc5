"""OCPP 2.0.1: the data types.

Generated from the official schemas and codegen/overlay/v201.toml: `make generate` writes it anew. Do not edit.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from .._core.fields import DateTime, Exact, Opt
from .._core.record import CustomDataType, Record
from .._core.strings import (
    IdentifierString6,
    IdentifierString20,
    IdentifierString36,
    IdentifierString40,
    IdentifierString50,
    IdentifierString128,
    String8,
    String16,
    String20,
    String25,
    String32,
    String50,
    String128,
    String255,
    String500,
    String512,
    String800,
    String1000,
    String2500,
    String5500,
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
    CostKindEnum,
    DataEnum,
    EnergyTransferModeEnum,
    EventNotificationEnum,
    EventTriggerEnum,
    GetCertificateIdUseEnum,
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
    VPNEnum,
)


class ACChargingParametersType(Record):
    """What an EV asks for and can take when charging with AC: energy, current and voltage."""

    energyAmount: Exact[Annotated[int, Meta(extra={"unit": "Wh"})]]
    evMinCurrent: Exact[Annotated[int, Meta(extra={"unit": "A"})]]
    evMaxCurrent: Exact[Annotated[int, Meta(extra={"unit": "A"})]]
    evMaxVoltage: Exact[Annotated[int, Meta(extra={"unit": "V"})]]
    customData: Opt[CustomDataType] = None


class APNType(Record):
    """The settings for a mobile data connection: access point, credentials, SIM PIN and network."""

    apn: String512
    apnAuthentication: APNAuthenticationEnum
    apnUserName: Opt[String20] = None
    apnPassword: Opt[String20] = None
    simPin: Opt[Exact[int]] = None
    preferredNetwork: Opt[IdentifierString6] = None
    useOnlyPreferredNetwork: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
    customData: Opt[CustomDataType] = None


class AdditionalInfoType(Record):
    """A further identifier that goes with an id token, with a type agreed between the parties."""

    additionalIdToken: IdentifierString36
    type: String50
    customData: Opt[CustomDataType] = None


class AuthorizationData(Record):
    """One entry of the local authorization list: an identifier and how to treat it."""

    idToken: IdTokenType
    idTokenInfo: Opt[IdTokenInfoType] = None
    customData: Opt[CustomDataType] = None


class CertificateHashDataChainType(Record):
    """The hashes of an installed certificate, its kind, and the hashes of its child certificates."""

    certificateHashData: CertificateHashDataType
    certificateType: GetCertificateIdUseEnum
    childCertificateHashData: Opt[Annotated[list[CertificateHashDataType], Meta(min_length=1, max_length=4)]] = None
    customData: Opt[CustomDataType] = None


class CertificateHashDataType(Record):
    """The serial number and issuer hashes by which a certificate is identified."""

    hashAlgorithm: HashAlgorithmEnum
    issuerNameHash: IdentifierString128
    issuerKeyHash: String128
    serialNumber: IdentifierString40
    customData: Opt[CustomDataType] = None


class ChargingLimitType(Record):
    """Who has set a charging limit, and whether it is critical for the grid."""

    chargingLimitSource: ChargingLimitSourceEnum
    isGridCritical: Opt[bool] = None
    customData: Opt[CustomDataType] = None


class ChargingNeedsType(Record):
    """What an EV asks for: kind of energy transfer, AC or DC parameters and departure time."""

    requestedEnergyTransfer: EnergyTransferModeEnum
    acChargingParameters: Opt[ACChargingParametersType] = None
    dcChargingParameters: Opt[DCChargingParametersType] = None
    departureTime: Opt[DateTime] = None
    customData: Opt[CustomDataType] = None


class ChargingProfileCriterionType(Record):
    """The criteria by which charging profiles are chosen for a report."""

    chargingProfilePurpose: Opt[ChargingProfilePurposeEnum] = None
    stackLevel: Opt[Exact[int]] = None
    chargingProfileId: Opt[Annotated[list[Exact[int]], Meta(min_length=1)]] = None
    chargingLimitSource: Opt[Annotated[list[ChargingLimitSourceEnum], Meta(min_length=1, max_length=4)]] = None
    customData: Opt[CustomDataType] = None


class ChargingProfileType(Record):
    """One or more charging schedules with the purpose, rank and validity that they have."""

    id: Exact[int]
    stackLevel: Exact[int]
    chargingProfilePurpose: ChargingProfilePurposeEnum
    chargingProfileKind: ChargingProfileKindEnum
    chargingSchedule: Annotated[list[ChargingScheduleType], Meta(min_length=1, max_length=3)]
    recurrencyKind: Opt[RecurrencyKindEnum] = None
    validFrom: Opt[DateTime] = None
    validTo: Opt[DateTime] = None
    transactionId: Opt[IdentifierString36] = None
    customData: Opt[CustomDataType] = None


class ChargingSchedulePeriodType(Record):
    """One period of a charging schedule: its start, its limit and the phases it uses."""

    startPeriod: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    limit: Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]
    numberPhases: Opt[Exact[Annotated[int, Meta(extra={"default": 3, "default_if": "the EVSE has AC"})]]] = None
    phaseToUse: Opt[Exact[int]] = None
    customData: Opt[CustomDataType] = None


class ChargingScheduleType(Record):
    """A series of periods, each with a limit on power or current."""

    id: Exact[int]
    chargingRateUnit: ChargingRateUnitEnum
    chargingSchedulePeriod: Annotated[list[ChargingSchedulePeriodType], Meta(min_length=1, max_length=1024)]
    startSchedule: Opt[DateTime] = None
    duration: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    minChargingRate: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    salesTariff: Opt[SalesTariffType] = None
    customData: Opt[CustomDataType] = None


class ChargingStationType(Record):
    """The physical station: its maker, model, serial number, firmware and modem."""

    model: String20
    vendorName: String50
    serialNumber: Opt[String25] = None
    modem: Opt[ModemType] = None
    firmwareVersion: Opt[String50] = None
    customData: Opt[CustomDataType] = None


class ClearChargingProfileType(Record):
    """The criteria by which charging profiles are chosen for removal."""

    evseId: Opt[Exact[int]] = None
    chargingProfilePurpose: Opt[ChargingProfilePurposeEnum] = None
    stackLevel: Opt[Exact[int]] = None
    customData: Opt[CustomDataType] = None


class ClearMonitoringResultType(Record):
    """Whether the monitor with a given id was removed."""

    status: ClearMonitoringStatusEnum
    id: Exact[int]
    statusInfo: Opt[StatusInfoType] = None
    customData: Opt[CustomDataType] = None


class ComponentType(Record):
    """A physical or logical part of the station, named with its instance and EVSE."""

    name: IdentifierString50
    evse: Opt[EVSEType] = None
    instance: Opt[IdentifierString50] = None
    customData: Opt[CustomDataType] = None


class ComponentVariableType(Record):
    """A component with, if given, one of its variables, to select what to report."""

    component: ComponentType
    variable: Opt[VariableType] = None
    customData: Opt[CustomDataType] = None


class CompositeScheduleType(Record):
    """The limits that all charging profiles together put on an EVSE or the whole station."""

    chargingSchedulePeriod: Annotated[list[ChargingSchedulePeriodType], Meta(min_length=1)]
    evseId: Exact[int]
    duration: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    scheduleStart: DateTime
    chargingRateUnit: ChargingRateUnitEnum
    customData: Opt[CustomDataType] = None


class ConsumptionCostType(Record):
    """The costs that apply from a given level of consumption upwards."""

    startValue: Exact[float]
    cost: Annotated[list[CostType], Meta(min_length=1, max_length=3)]
    customData: Opt[CustomDataType] = None


class CostType(Record):
    """One cost per kWh: its kind, its amount and the power of ten to multiply it by."""

    costKind: CostKindEnum
    amount: Exact[Annotated[int, Meta(extra={"unit": "% or g/kWh"})]]
    amountMultiplier: Opt[Exact[int]] = None
    customData: Opt[CustomDataType] = None


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
    customData: Opt[CustomDataType] = None


class EVSEType(Record):
    """The number of an EVSE and, if meant, of one of its connectors."""

    id: Exact[int]
    connectorId: Opt[Exact[int]] = None
    customData: Opt[CustomDataType] = None


class EventDataType(Record):
    """One event of a component and variable: what happened, when, and what caused it."""

    eventId: Exact[int]
    timestamp: DateTime
    trigger: EventTriggerEnum
    actualValue: String2500
    component: ComponentType
    eventNotificationType: EventNotificationEnum
    variable: VariableType
    cause: Opt[Exact[int]] = None
    techCode: Opt[String50] = None
    techInfo: Opt[String500] = None
    cleared: Opt[bool] = None
    transactionId: Opt[IdentifierString36] = None
    variableMonitoringId: Opt[Exact[int]] = None
    customData: Opt[CustomDataType] = None


class FirmwareType(Record):
    """Where to get a firmware file, when to download and install it, and how to verify it."""

    location: String512
    retrieveDateTime: DateTime
    installDateTime: Opt[DateTime] = None
    signingCertificate: Opt[String5500] = None
    signature: Opt[String800] = None
    customData: Opt[CustomDataType] = None


class GetVariableDataType(Record):
    """Which attribute of which variable to read."""

    component: ComponentType
    variable: VariableType
    attributeType: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None
    customData: Opt[CustomDataType] = None


class GetVariableResultType(Record):
    """The value of the attribute that was read, or why it could not be read."""

    attributeStatus: GetVariableStatusEnum
    component: ComponentType
    variable: VariableType
    attributeStatusInfo: Opt[StatusInfoType] = None
    attributeType: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None
    attributeValue: Opt[String2500] = None
    customData: Opt[CustomDataType] = None


class IdTokenInfoType(Record):
    """Whether an identifier is authorized, with its group, priority, languages and message."""

    status: AuthorizationStatusEnum
    cacheExpiryDateTime: Opt[DateTime] = None
    chargingPriority: Opt[Exact[Annotated[int, Meta(extra={"default": 0})]]] = None
    language1: Opt[String8] = None
    evseId: Opt[Annotated[list[Exact[int]], Meta(min_length=1)]] = None
    groupIdToken: Opt[IdTokenType] = None
    language2: Opt[String8] = None
    personalMessage: Opt[MessageContentType] = None
    customData: Opt[CustomDataType] = None


class IdTokenType(Record):
    """An identifier for authorization, such as an RFID tag or contract id, with its type."""

    idToken: IdentifierString36
    type: IdTokenEnum
    additionalInfo: Opt[Annotated[list[AdditionalInfoType], Meta(min_length=1)]] = None
    customData: Opt[CustomDataType] = None


class LogParametersType(Record):
    """Where to upload a log, and the span of time that it has to cover."""

    remoteLocation: String512
    oldestTimestamp: Opt[DateTime] = None
    latestTimestamp: Opt[DateTime] = None
    customData: Opt[CustomDataType] = None


class MessageContentType(Record):
    """A text to display, with its format and language."""

    format: MessageFormatEnum
    content: String512
    language: Opt[String8] = None
    customData: Opt[CustomDataType] = None


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
    customData: Opt[CustomDataType] = None


class MeterValueType(Record):
    """A set of sampled values that were all measured at the same time."""

    sampledValue: Annotated[list[SampledValueType], Meta(min_length=1)]
    timestamp: DateTime
    customData: Opt[CustomDataType] = None


class ModemType(Record):
    """The SIM card of the station's modem: its ICCID and IMSI."""

    iccid: Opt[IdentifierString20] = None
    imsi: Opt[IdentifierString20] = None
    customData: Opt[CustomDataType] = None


class MonitoringDataType(Record):
    """The monitors that are set on one variable."""

    component: ComponentType
    variable: VariableType
    variableMonitoring: Annotated[list[VariableMonitoringType], Meta(min_length=1)]
    customData: Opt[CustomDataType] = None


class NetworkConnectionProfileType(Record):
    """The settings for a connection to a CSMS: address, protocol, interface and security."""

    ocppVersion: OCPPVersionEnum
    ocppTransport: OCPPTransportEnum
    ocppCsmsUrl: String512
    messageTimeout: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    securityProfile: Exact[int]
    ocppInterface: OCPPInterfaceEnum
    apn: Opt[APNType] = None
    vpn: Opt[VPNType] = None
    customData: Opt[CustomDataType] = None


class OCSPRequestDataType(Record):
    """The hashes of a certificate and the OCSP responder to ask about its revocation."""

    hashAlgorithm: HashAlgorithmEnum
    issuerNameHash: IdentifierString128
    issuerKeyHash: String128
    serialNumber: IdentifierString40
    responderURL: String512
    customData: Opt[CustomDataType] = None


class RelativeTimeIntervalType(Record):
    """A span of time: its start counted from now, and its duration."""

    start: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    duration: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    customData: Opt[CustomDataType] = None


class ReportDataType(Record):
    """One variable in a report, with its attributes and characteristics."""

    component: ComponentType
    variable: VariableType
    variableAttribute: Annotated[list[VariableAttributeType], Meta(min_length=1, max_length=4)]
    variableCharacteristics: Opt[VariableCharacteristicsType] = None
    customData: Opt[CustomDataType] = None


class SalesTariffEntryType(Record):
    """The price level and costs that apply during one interval of a sales tariff."""

    relativeTimeInterval: RelativeTimeIntervalType
    ePriceLevel: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    consumptionCost: Opt[Annotated[list[ConsumptionCostType], Meta(min_length=1, max_length=3)]] = None
    customData: Opt[CustomDataType] = None


class SalesTariffType(Record):
    """A tariff in the form of ISO 15118-2 that helps an EV to plan its charging."""

    id: Exact[int]
    salesTariffEntry: Annotated[list[SalesTariffEntryType], Meta(min_length=1, max_length=1024)]
    salesTariffDescription: Opt[String32] = None
    numEPriceLevels: Opt[Exact[int]] = None
    customData: Opt[CustomDataType] = None


class SampledValueType(Record):
    """One measured value: what was measured, where, on which phase and in which unit."""

    value: Exact[float]
    context: Opt[Annotated[ReadingContextEnum, Meta(extra={"default": ReadingContextEnum.SamplePeriodic})]] = None
    measurand: Opt[Annotated[MeasurandEnum, Meta(extra={"default": MeasurandEnum.EnergyActiveImportRegister})]] = None
    phase: Opt[PhaseEnum] = None
    location: Opt[Annotated[LocationEnum, Meta(extra={"default": LocationEnum.Outlet})]] = None
    signedMeterValue: Opt[SignedMeterValueType] = None
    unitOfMeasure: Opt[UnitOfMeasureType] = None
    customData: Opt[CustomDataType] = None


class SetMonitoringDataType(Record):
    """A monitor to set: its variable, kind, threshold or interval, and severity."""

    value: Exact[Annotated[float, Meta(extra={"unit": "s or the unit of the variable"})]]
    type: MonitorEnum
    severity: Exact[int]
    component: ComponentType
    variable: VariableType
    id: Opt[Exact[int]] = None
    transaction: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
    customData: Opt[CustomDataType] = None


class SetMonitoringResultType(Record):
    """Whether a monitor was set, and the id that the station has given to it."""

    status: SetMonitoringStatusEnum
    type: MonitorEnum
    component: ComponentType
    variable: VariableType
    severity: Exact[int]
    id: Opt[Exact[int]] = None
    statusInfo: Opt[StatusInfoType] = None
    customData: Opt[CustomDataType] = None


class SetVariableDataType(Record):
    """Which attribute of which variable to change, and its new value."""

    attributeValue: String1000
    component: ComponentType
    variable: VariableType
    attributeType: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None
    customData: Opt[CustomDataType] = None


class SetVariableResultType(Record):
    """Whether an attribute of a variable was changed."""

    attributeStatus: SetVariableStatusEnum
    component: ComponentType
    variable: VariableType
    attributeType: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None
    attributeStatusInfo: Opt[StatusInfoType] = None
    customData: Opt[CustomDataType] = None


class SignedMeterValueType(Record):
    """A digitally signed meter value with its signing method, encoding and public key."""

    signedMeterData: String2500
    signingMethod: String50
    encodingMethod: String50
    publicKey: String2500
    customData: Opt[CustomDataType] = None


class StatusInfoType(Record):
    """More detail on a status: a reason code and an optional text."""

    reasonCode: String20
    additionalInfo: Opt[String512] = None
    customData: Opt[CustomDataType] = None


class TransactionType(Record):
    """The state of a transaction: its id, charging state, charging time and reason for stopping."""

    transactionId: IdentifierString36
    chargingState: Opt[ChargingStateEnum] = None
    timeSpentCharging: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    stoppedReason: Opt[
        Annotated[ReasonEnum, Meta(extra={"default": ReasonEnum.Local, "default_if": "the transaction has ended"})]
    ] = None
    remoteStartId: Opt[Exact[int]] = None
    customData: Opt[CustomDataType] = None


class UnitOfMeasureType(Record):
    """The unit of a measured value and the power of ten to multiply the value by."""

    unit: Opt[
        Annotated[str, Meta(max_length=20, extra={"default": "Wh", "default_if": "the measurand is an energy"})]
    ] = None
    multiplier: Opt[Exact[Annotated[int, Meta(extra={"default": 0})]]] = None
    customData: Opt[CustomDataType] = None


class VPNType(Record):
    """The settings for a VPN connection: server, user, group, password, key and protocol."""

    server: String512
    user: String20
    password: String20
    key: String255
    type: VPNEnum
    group: Opt[String20] = None
    customData: Opt[CustomDataType] = None


class VariableAttributeType(Record):
    """One attribute of a variable: its value, its mutability, and whether it persists."""

    type: Opt[Annotated[AttributeEnum, Meta(extra={"default": AttributeEnum.Actual})]] = None
    value: Opt[String2500] = None
    mutability: Opt[Annotated[MutabilityEnum, Meta(extra={"default": MutabilityEnum.ReadWrite})]] = None
    persistent: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
    constant: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
    customData: Opt[CustomDataType] = None


class VariableCharacteristicsType(Record):
    """The fixed properties of a variable: data type, unit, limits and permitted values."""

    dataType: DataEnum
    supportsMonitoring: bool
    unit: Opt[String16] = None
    minLimit: Opt[Exact[float]] = None
    maxLimit: Opt[Exact[float]] = None
    valuesList: Opt[String1000] = None
    customData: Opt[CustomDataType] = None


class VariableMonitoringType(Record):
    """One monitor of a variable: its id, kind, threshold or interval, and severity."""

    id: Exact[int]
    transaction: bool
    value: Exact[Annotated[float, Meta(extra={"unit": "s or the unit of the variable"})]]
    type: MonitorEnum
    severity: Exact[int]
    customData: Opt[CustomDataType] = None


class VariableType(Record):
    """The name of a variable and, if there are several, its instance."""

    name: IdentifierString50
    instance: Opt[IdentifierString50] = None
    customData: Opt[CustomDataType] = None
