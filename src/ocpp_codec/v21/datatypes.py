"""OCPP 2.1: the data types.

Generated from the official schemas and codegen/overlay/v21.toml: `make generate` writes it anew. Do not edit.
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
    IdentifierString255,
    String3,
    String8,
    String16,
    String20,
    String25,
    String32,
    String48,
    String50,
    String60,
    String64,
    String80,
    String88,
    String100,
    String128,
    String160,
    String255,
    String256,
    String500,
    String800,
    String1000,
    String1024,
    String2000,
    String2500,
    String5500,
    String32768,
)
from .enums import (
    APNAuthenticationEnum,
    AttributeEnum,
    AuthorizationStatusEnum,
    CertificateStatusEnum,
    CertificateStatusSourceEnum,
    ChargingProfileKindEnum,
    ChargingProfilePurposeEnum,
    ChargingRateUnitEnum,
    ChargingStateEnum,
    ClearMonitoringStatusEnum,
    ControlModeEnum,
    CostDimensionEnum,
    CostKindEnum,
    DataEnum,
    DayOfWeekEnum,
    DERControlEnum,
    DERUnitEnum,
    EnergyTransferModeEnum,
    EventNotificationEnum,
    EventTriggerEnum,
    EvseKindEnum,
    GetCertificateIdUseEnum,
    GetVariableStatusEnum,
    HashAlgorithmEnum,
    IslandingDetectionEnum,
    LocationEnum,
    MeasurandEnum,
    MessageFormatEnum,
    MessagePriorityEnum,
    MessageStateEnum,
    MobilityNeedsModeEnum,
    MonitorEnum,
    MutabilityEnum,
    OCPPInterfaceEnum,
    OCPPTransportEnum,
    OCPPVersionEnum,
    OperationModeEnum,
    PhaseEnum,
    PowerDuringCessationEnum,
    ReadingContextEnum,
    ReasonEnum,
    RecurrencyKindEnum,
    SetMonitoringStatusEnum,
    SetVariableStatusEnum,
    TariffClearStatusEnum,
    TariffCostEnum,
    TariffKindEnum,
    VPNEnum,
)


class ACChargingParametersType(Record):
    """What an EV asks for and can take when charging with AC: energy, current and voltage."""

    energyAmount: Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]
    evMinCurrent: Exact[Annotated[float, Meta(extra={"unit": "A"})]]
    evMaxCurrent: Exact[Annotated[float, Meta(extra={"unit": "A"})]]
    evMaxVoltage: Exact[Annotated[float, Meta(extra={"unit": "V"})]]
    customData: Opt[CustomDataType] = None


class APNType(Record):
    """The settings for a mobile data connection: access point, credentials, SIM PIN and network."""

    apn: String2000
    apnAuthentication: APNAuthenticationEnum
    apnUserName: Opt[String50] = None
    apnPassword: Opt[String64] = None
    simPin: Opt[Exact[int]] = None
    preferredNetwork: Opt[IdentifierString6] = None
    useOnlyPreferredNetwork: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
    customData: Opt[CustomDataType] = None


class AbsolutePriceScheduleType(Record):
    """Prices in a currency over time, with taxes and fees, in the form of ISO 15118-20."""

    timeAnchor: DateTime
    priceScheduleID: Exact[Annotated[int, Meta(ge=0)]]
    currency: String3
    language: String8
    priceAlgorithm: String2000
    priceRuleStacks: Annotated[list[PriceRuleStackType], Meta(min_length=1, max_length=1024)]
    priceScheduleDescription: Opt[String160] = None
    minimumCost: Opt[Annotated[RationalNumberType, Meta(extra={"unit": "currency"})]] = None
    maximumCost: Opt[Annotated[RationalNumberType, Meta(extra={"unit": "currency"})]] = None
    taxRules: Opt[Annotated[list[TaxRuleType], Meta(min_length=1, max_length=10)]] = None
    overstayRuleList: Opt[OverstayRuleListType] = None
    additionalSelectedServices: Opt[
        Annotated[list[AdditionalSelectedServicesType], Meta(min_length=1, max_length=5)]
    ] = None
    customData: Opt[CustomDataType] = None


class AdditionalInfoType(Record):
    """A further identifier that goes with an id token, with a type agreed between the parties."""

    additionalIdToken: IdentifierString255
    type: String50
    customData: Opt[CustomDataType] = None


class AdditionalSelectedServicesType(Record):
    """A service besides charging, such as a car wash, with its fee."""

    serviceFee: Annotated[RationalNumberType, Meta(extra={"unit": "currency"})]
    serviceName: String80
    customData: Opt[CustomDataType] = None


class AddressType(Record):
    """The name and postal address of a person or company."""

    name: String50
    address1: String100
    city: String100
    country: String50
    address2: Opt[String100] = None
    postalCode: Opt[String20] = None
    customData: Opt[CustomDataType] = None


class AuthorizationData(Record):
    """One entry of the local authorization list: an identifier and how to treat it."""

    idToken: IdTokenType
    idTokenInfo: Opt[IdTokenInfoType] = None
    customData: Opt[CustomDataType] = None


class BatteryDataType(Record):
    """A battery in a swap station: its slot, serial number, state of charge and state of health."""

    evseId: Exact[Annotated[int, Meta(ge=0)]]
    serialNumber: String50
    soC: Exact[Annotated[float, Meta(ge=0, le=100, extra={"unit": "%"})]]
    soH: Exact[Annotated[float, Meta(ge=0, le=100, extra={"unit": "%"})]]
    productionDate: Opt[DateTime] = None
    vendorInfo: Opt[String500] = None
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


class CertificateStatusRequestInfoType(Record):
    """A certificate whose revocation status is wanted, and the OCSP or CRL addresses to ask."""

    certificateHashData: CertificateHashDataType
    source: CertificateStatusSourceEnum
    urls: Annotated[list[String2000], Meta(min_length=1, max_length=5)]
    customData: Opt[CustomDataType] = None


class CertificateStatusType(Record):
    """The revocation status of a certificate, its source, and when it will be updated."""

    certificateHashData: CertificateHashDataType
    source: CertificateStatusSourceEnum
    status: CertificateStatusEnum
    nextUpdate: DateTime
    customData: Opt[CustomDataType] = None


class ChargingLimitType(Record):
    """Who has set a charging limit, whether it is critical for the grid, or local generation."""

    chargingLimitSource: String20
    isLocalGeneration: Opt[bool] = None
    isGridCritical: Opt[bool] = None
    customData: Opt[CustomDataType] = None


class ChargingNeedsType(Record):
    """What an EV asks for: energy transfer, AC, DC, V2X or DER parameters, and departure time."""

    requestedEnergyTransfer: EnergyTransferModeEnum
    acChargingParameters: Opt[ACChargingParametersType] = None
    derChargingParameters: Opt[DERChargingParametersType] = None
    evEnergyOffer: Opt[EVEnergyOfferType] = None
    dcChargingParameters: Opt[DCChargingParametersType] = None
    v2xChargingParameters: Opt[V2XChargingParametersType] = None
    availableEnergyTransfer: Opt[Annotated[list[EnergyTransferModeEnum], Meta(min_length=1)]] = None
    controlMode: Opt[Annotated[ControlModeEnum, Meta(extra={"default": ControlModeEnum.ScheduledControl})]] = None
    mobilityNeedsMode: Opt[MobilityNeedsModeEnum] = None
    departureTime: Opt[DateTime] = None
    customData: Opt[CustomDataType] = None


class ChargingPeriodType(Record):
    """A part of a transaction priced by one tariff, with what was used during it."""

    startPeriod: DateTime
    dimensions: Opt[Annotated[list[CostDimensionType], Meta(min_length=1)]] = None
    tariffId: Opt[String60] = None
    customData: Opt[CustomDataType] = None


class ChargingProfileCriterionType(Record):
    """The criteria by which charging profiles are chosen for a report."""

    chargingProfilePurpose: Opt[ChargingProfilePurposeEnum] = None
    stackLevel: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    chargingProfileId: Opt[Annotated[list[Exact[int]], Meta(min_length=1)]] = None
    chargingLimitSource: Opt[Annotated[list[String20], Meta(min_length=1, max_length=4)]] = None
    customData: Opt[CustomDataType] = None


class ChargingProfileType(Record):
    """One or more charging schedules with the purpose, rank and validity that they have."""

    id: Exact[int]
    stackLevel: Exact[Annotated[int, Meta(ge=0)]]
    chargingProfilePurpose: ChargingProfilePurposeEnum
    chargingProfileKind: ChargingProfileKindEnum
    chargingSchedule: Annotated[list[ChargingScheduleType], Meta(min_length=1, max_length=3)]
    recurrencyKind: Opt[RecurrencyKindEnum] = None
    validFrom: Opt[DateTime] = None
    validTo: Opt[DateTime] = None
    transactionId: Opt[IdentifierString36] = None
    maxOfflineDuration: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    invalidAfterOfflineDuration: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
    dynUpdateInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    dynUpdateTime: Opt[DateTime] = None
    priceScheduleSignature: Opt[String256] = None
    customData: Opt[CustomDataType] = None


class ChargingSchedulePeriodType(Record):
    """One period of a charging schedule: its start, limits, setpoints and operation mode."""

    startPeriod: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    limit: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    limit_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    limit_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    numberPhases: Opt[
        Exact[Annotated[int, Meta(ge=0, le=3, extra={"default": 3, "default_if": "the EVSE has AC"})]]
    ] = None
    phaseToUse: Opt[Exact[Annotated[int, Meta(ge=0, le=3)]]] = None
    dischargeLimit: Opt[Exact[Annotated[float, Meta(le=0, extra={"unit": "A or W"})]]] = None
    dischargeLimit_L2: Opt[Exact[Annotated[float, Meta(le=0, extra={"unit": "A or W"})]]] = None
    dischargeLimit_L3: Opt[Exact[Annotated[float, Meta(le=0, extra={"unit": "A or W"})]]] = None
    setpoint: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    setpoint_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    setpoint_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    setpointReactive: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or var"})]]] = None
    setpointReactive_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or var"})]]] = None
    setpointReactive_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or var"})]]] = None
    preconditioningRequest: Opt[bool] = None
    evseSleep: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
    v2xBaseline: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    operationMode: Opt[Annotated[OperationModeEnum, Meta(extra={"default": OperationModeEnum.ChargingOnly})]] = None
    v2xFreqWattCurve: Opt[Annotated[list[V2XFreqWattPointType], Meta(min_length=1, max_length=20)]] = None
    v2xSignalWattCurve: Opt[Annotated[list[V2XSignalWattPointType], Meta(min_length=1, max_length=20)]] = None
    customData: Opt[CustomDataType] = None


class ChargingScheduleType(Record):
    """A series of periods with limits or setpoints for power or current, and optional prices."""

    id: Exact[int]
    chargingRateUnit: ChargingRateUnitEnum
    chargingSchedulePeriod: Annotated[list[ChargingSchedulePeriodType], Meta(min_length=1, max_length=1024)]
    limitAtSoC: Opt[LimitAtSoCType] = None
    startSchedule: Opt[DateTime] = None
    duration: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    minChargingRate: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    powerTolerance: Opt[Exact[float]] = None
    signatureId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    digestValue: Opt[String88] = None
    useLocalTime: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
    randomizedDelay: Opt[Exact[Annotated[int, Meta(ge=0, extra={"unit": "s", "default": 0})]]] = None
    salesTariff: Opt[SalesTariffType] = None
    absolutePriceSchedule: Opt[AbsolutePriceScheduleType] = None
    priceLevelSchedule: Opt[PriceLevelScheduleType] = None
    customData: Opt[CustomDataType] = None


class ChargingScheduleUpdateType(Record):
    """The new limits and setpoints for the current period of a dynamic charging profile."""

    limit: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    limit_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    limit_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    dischargeLimit: Opt[Exact[Annotated[float, Meta(le=0, extra={"unit": "A or W"})]]] = None
    dischargeLimit_L2: Opt[Exact[Annotated[float, Meta(le=0, extra={"unit": "A or W"})]]] = None
    dischargeLimit_L3: Opt[Exact[Annotated[float, Meta(le=0, extra={"unit": "A or W"})]]] = None
    setpoint: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    setpoint_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    setpoint_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]] = None
    setpointReactive: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or var"})]]] = None
    setpointReactive_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or var"})]]] = None
    setpointReactive_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "A or var"})]]] = None
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

    evseId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    chargingProfilePurpose: Opt[ChargingProfilePurposeEnum] = None
    stackLevel: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    customData: Opt[CustomDataType] = None


class ClearMonitoringResultType(Record):
    """Whether the monitor with a given id was removed."""

    status: ClearMonitoringStatusEnum
    id: Exact[Annotated[int, Meta(ge=0)]]
    statusInfo: Opt[StatusInfoType] = None
    customData: Opt[CustomDataType] = None


class ClearTariffsResultType(Record):
    """Whether the tariff with a given id was removed."""

    status: TariffClearStatusEnum
    statusInfo: Opt[StatusInfoType] = None
    tariffId: Opt[String60] = None
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

    evseId: Exact[Annotated[int, Meta(ge=0)]]
    duration: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    scheduleStart: DateTime
    chargingRateUnit: ChargingRateUnitEnum
    chargingSchedulePeriod: Annotated[list[ChargingSchedulePeriodType], Meta(min_length=1)]
    customData: Opt[CustomDataType] = None


class ConstantStreamDataType(Record):
    """An event stream: its id, the monitor that feeds it, and its settings."""

    id: Exact[Annotated[int, Meta(ge=0)]]
    params: PeriodicEventStreamParamsType
    variableMonitoringId: Exact[Annotated[int, Meta(ge=0)]]
    customData: Opt[CustomDataType] = None


class ConsumptionCostType(Record):
    """The costs that apply from a given level of consumption upwards."""

    startValue: Exact[float]
    cost: Annotated[list[CostType], Meta(min_length=1, max_length=3)]
    customData: Opt[CustomDataType] = None


class CostDetailsType(Record):
    """The cost and usage of a transaction as calculated by the station, or why that failed."""

    totalCost: TotalCostType
    totalUsage: TotalUsageType
    chargingPeriods: Opt[Annotated[list[ChargingPeriodType], Meta(min_length=1)]] = None
    failureToCalculate: Opt[bool] = None
    failureReason: Opt[String500] = None
    customData: Opt[CustomDataType] = None


class CostDimensionType(Record):
    """How much of one thing was used in a period, such as energy, power or time."""

    type: CostDimensionEnum
    volume: Exact[Annotated[float, Meta(extra={"unit": "A, W, Wh or s"})]]
    customData: Opt[CustomDataType] = None


class CostType(Record):
    """One cost per kWh: its kind, its amount and the power of ten to multiply it by."""

    costKind: CostKindEnum
    amount: Exact[Annotated[int, Meta(extra={"unit": "% or g/kWh"})]]
    amountMultiplier: Opt[Exact[int]] = None
    customData: Opt[CustomDataType] = None


class DCChargingParametersType(Record):
    """What an EV asks for and can take when charging with DC, and the state of its battery."""

    evMaxCurrent: Exact[Annotated[float, Meta(extra={"unit": "A"})]]
    evMaxVoltage: Exact[Annotated[float, Meta(extra={"unit": "V"})]]
    evMaxPower: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    evEnergyCapacity: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    energyAmount: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    stateOfCharge: Opt[Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]] = None
    fullSoC: Opt[Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]] = None
    bulkSoC: Opt[Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]] = None
    customData: Opt[CustomDataType] = None


class DERChargingParametersType(Record):
    """The ratings and grid support functions of the inverter in an EV, by ISO 15118-20."""

    evSupportedDERControl: Opt[Annotated[list[DERControlEnum], Meta(min_length=1)]] = None
    evOverExcitedMaxDischargePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    evOverExcitedPowerFactor: Opt[Exact[float]] = None
    evUnderExcitedMaxDischargePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    evUnderExcitedPowerFactor: Opt[Exact[float]] = None
    maxApparentPower: Opt[Exact[Annotated[float, Meta(extra={"unit": "VA"})]]] = None
    maxChargeApparentPower: Opt[Exact[Annotated[float, Meta(extra={"unit": "VA"})]]] = None
    maxChargeApparentPower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "VA"})]]] = None
    maxChargeApparentPower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "VA"})]]] = None
    maxDischargeApparentPower: Opt[Exact[Annotated[float, Meta(extra={"unit": "VA"})]]] = None
    maxDischargeApparentPower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "VA"})]]] = None
    maxDischargeApparentPower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "VA"})]]] = None
    maxChargeReactivePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    maxChargeReactivePower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    maxChargeReactivePower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    minChargeReactivePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    minChargeReactivePower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    minChargeReactivePower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    maxDischargeReactivePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    maxDischargeReactivePower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    maxDischargeReactivePower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    minDischargeReactivePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    minDischargeReactivePower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    minDischargeReactivePower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "var"})]]] = None
    nominalVoltage: Opt[Exact[Annotated[float, Meta(extra={"unit": "V"})]]] = None
    nominalVoltageOffset: Opt[Exact[Annotated[float, Meta(extra={"unit": "V"})]]] = None
    maxNominalVoltage: Opt[Exact[Annotated[float, Meta(extra={"unit": "V"})]]] = None
    minNominalVoltage: Opt[Exact[Annotated[float, Meta(extra={"unit": "V"})]]] = None
    evInverterManufacturer: Opt[String50] = None
    evInverterModel: Opt[String50] = None
    evInverterSerialNumber: Opt[String50] = None
    evInverterSwVersion: Opt[String50] = None
    evInverterHwVersion: Opt[String50] = None
    evIslandingDetectionMethod: Opt[Annotated[list[IslandingDetectionEnum], Meta(min_length=1)]] = None
    evIslandingTripTime: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    evMaximumLevel1DCInjection: Opt[Exact[Annotated[float, Meta(extra={"unit": "A"})]]] = None
    evDurationLevel1DCInjection: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    evMaximumLevel2DCInjection: Opt[Exact[Annotated[float, Meta(extra={"unit": "A"})]]] = None
    evDurationLevel2DCInjection: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    evReactiveSusceptance: Opt[Exact[Annotated[float, Meta(extra={"unit": "S"})]]] = None
    evSessionTotalDischargeEnergyAvailable: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    customData: Opt[CustomDataType] = None


class DERCurveGetType(Record):
    """An installed DER curve in a report, with its id, kind and state."""

    curve: DERCurveType
    id: IdentifierString36
    curveType: DERControlEnum
    isDefault: bool
    isSuperseded: bool
    customData: Opt[CustomDataType] = None


class DERCurvePointsType(Record):
    """One point of a DER curve."""

    x: Exact[float]
    y: Exact[float]
    customData: Opt[CustomDataType] = None


class DERCurveType(Record):
    """A DER control given as a curve, with its unit, timing, priority and further parameters."""

    curveData: Annotated[list[DERCurvePointsType], Meta(min_length=1, max_length=10)]
    priority: Exact[Annotated[int, Meta(ge=0)]]
    yUnit: DERUnitEnum
    hysteresis: Opt[HysteresisType] = None
    reactivePowerParams: Opt[ReactivePowerParamsType] = None
    voltageParams: Opt[VoltageParamsType] = None
    responseTime: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    startTime: Opt[DateTime] = None
    duration: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    customData: Opt[CustomDataType] = None


class EVAbsolutePriceScheduleEntryType(Record):
    """The prices that an EV asks for discharging during one span of time."""

    duration: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    evPriceRule: Annotated[list[EVPriceRuleType], Meta(min_length=1, max_length=8)]
    customData: Opt[CustomDataType] = None


class EVAbsolutePriceScheduleType(Record):
    """The prices over time for which an EV is willing to discharge."""

    timeAnchor: DateTime
    currency: String3
    evAbsolutePriceScheduleEntries: Annotated[
        list[EVAbsolutePriceScheduleEntryType], Meta(min_length=1, max_length=1024)
    ]
    priceAlgorithm: String2000
    customData: Opt[CustomDataType] = None


class EVEnergyOfferType(Record):
    """The power that an EV offers to discharge over time, and the prices it asks for that."""

    evPowerSchedule: EVPowerScheduleType
    evAbsolutePriceSchedule: Opt[EVAbsolutePriceScheduleType] = None
    customData: Opt[CustomDataType] = None


class EVPowerScheduleEntryType(Record):
    """The power that an EV is willing to discharge during one span of time."""

    duration: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    power: Exact[Annotated[float, Meta(extra={"unit": "W"})]]
    customData: Opt[CustomDataType] = None


class EVPowerScheduleType(Record):
    """The power over time that an EV is willing to discharge."""

    evPowerScheduleEntries: Annotated[list[EVPowerScheduleEntryType], Meta(min_length=1, max_length=1024)]
    timeAnchor: DateTime
    customData: Opt[CustomDataType] = None


class EVPriceRuleType(Record):
    """The energy price that an EV asks for from a given power upwards."""

    energyFee: Exact[Annotated[float, Meta(extra={"unit": "currency/kWh"})]]
    powerRangeStart: Exact[Annotated[float, Meta(extra={"unit": "W"})]]
    customData: Opt[CustomDataType] = None


class EVSEType(Record):
    """The number of an EVSE and, if meant, of one of its connectors."""

    id: Exact[Annotated[int, Meta(ge=0)]]
    connectorId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    customData: Opt[CustomDataType] = None


class EnterServiceGetType(Record):
    """Installed settings for entering service in a report, with their id."""

    enterService: EnterServiceType
    id: IdentifierString36
    customData: Opt[CustomDataType] = None


class EnterServiceType(Record):
    """The voltage and frequency range, delays and ramp for connecting to the grid again."""

    priority: Exact[Annotated[int, Meta(ge=0)]]
    highVoltage: Exact[float]
    lowVoltage: Exact[float]
    highFreq: Exact[Annotated[float, Meta(extra={"unit": "Hz"})]]
    lowFreq: Exact[Annotated[float, Meta(extra={"unit": "Hz"})]]
    delay: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    randomDelay: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    rampRate: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    customData: Opt[CustomDataType] = None


class EventDataType(Record):
    """One event of a component and variable: what happened, when, and what caused it."""

    eventId: Exact[Annotated[int, Meta(ge=0)]]
    timestamp: DateTime
    trigger: EventTriggerEnum
    actualValue: String2500
    component: ComponentType
    eventNotificationType: EventNotificationEnum
    variable: VariableType
    cause: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    techCode: Opt[String50] = None
    techInfo: Opt[String500] = None
    cleared: Opt[bool] = None
    transactionId: Opt[IdentifierString36] = None
    variableMonitoringId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    severity: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    customData: Opt[CustomDataType] = None


class FirmwareType(Record):
    """Where to get a firmware file, when to download and install it, and how to verify it."""

    location: String2000
    retrieveDateTime: DateTime
    installDateTime: Opt[DateTime] = None
    signingCertificate: Opt[String5500] = None
    signature: Opt[String800] = None
    customData: Opt[CustomDataType] = None


class FixedPFGetType(Record):
    """An installed fixed power factor in a report, with its id and state."""

    fixedPF: FixedPFType
    id: IdentifierString36
    isDefault: bool
    isSuperseded: bool
    customData: Opt[CustomDataType] = None


class FixedPFType(Record):
    """A DER control that holds the power factor at a fixed value."""

    priority: Exact[Annotated[int, Meta(ge=0)]]
    displacement: Exact[float]
    excitation: bool
    startTime: Opt[DateTime] = None
    duration: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    customData: Opt[CustomDataType] = None


class FixedVarGetType(Record):
    """An installed fixed reactive power setpoint in a report, with its id and state."""

    fixedVar: FixedVarType
    id: IdentifierString36
    isDefault: bool
    isSuperseded: bool
    customData: Opt[CustomDataType] = None


class FixedVarType(Record):
    """A DER control that holds reactive power at a fixed percentage."""

    priority: Exact[Annotated[int, Meta(ge=0)]]
    setpoint: Exact[Annotated[float, Meta(extra={"unit": "%"})]]
    unit: DERUnitEnum
    startTime: Opt[DateTime] = None
    duration: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    customData: Opt[CustomDataType] = None


class FreqDroopGetType(Record):
    """An installed frequency droop in a report, with its id and state."""

    freqDroop: FreqDroopType
    id: IdentifierString36
    isDefault: bool
    isSuperseded: bool
    customData: Opt[CustomDataType] = None


class FreqDroopType(Record):
    """A DER control that changes power in proportion to the deviation of the grid frequency."""

    priority: Exact[Annotated[int, Meta(ge=0)]]
    overFreq: Exact[Annotated[float, Meta(extra={"unit": "Hz"})]]
    underFreq: Exact[Annotated[float, Meta(extra={"unit": "Hz"})]]
    overDroop: Exact[float]
    underDroop: Exact[float]
    responseTime: Exact[Annotated[float, Meta(extra={"unit": "s"})]]
    startTime: Opt[DateTime] = None
    duration: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
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


class GradientGetType(Record):
    """Installed ramp rates in a report, with their id."""

    gradient: GradientType
    id: IdentifierString36
    customData: Opt[CustomDataType] = None


class GradientType(Record):
    """The ramp rates for changes of power in general and for a soft start."""

    priority: Exact[Annotated[int, Meta(ge=0)]]
    gradient: Exact[Annotated[float, Meta(extra={"unit": "s"})]]
    softGradient: Exact[Annotated[float, Meta(extra={"unit": "s"})]]
    customData: Opt[CustomDataType] = None


class HysteresisType(Record):
    """When and how fast an EV returns to normal operation after a grid event."""

    hysteresisHigh: Opt[Exact[Annotated[float, Meta(extra={"unit": "the unit of the curve"})]]] = None
    hysteresisLow: Opt[Exact[Annotated[float, Meta(extra={"unit": "the unit of the curve"})]]] = None
    hysteresisDelay: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    hysteresisGradient: Opt[Exact[Annotated[float, Meta(extra={"unit": "%/s"})]]] = None
    customData: Opt[CustomDataType] = None


class IdTokenInfoType(Record):
    """Whether an identifier is authorized, with its group, priority, languages and message."""

    status: AuthorizationStatusEnum
    cacheExpiryDateTime: Opt[DateTime] = None
    chargingPriority: Opt[Exact[Annotated[int, Meta(extra={"default": 0})]]] = None
    groupIdToken: Opt[IdTokenType] = None
    language1: Opt[String8] = None
    language2: Opt[String8] = None
    evseId: Opt[Annotated[list[Exact[Annotated[int, Meta(ge=0)]]], Meta(min_length=1)]] = None
    personalMessage: Opt[MessageContentType] = None
    customData: Opt[CustomDataType] = None


class IdTokenType(Record):
    """An identifier for authorization, such as an RFID tag or contract id, with its type."""

    idToken: IdentifierString255
    type: String20
    additionalInfo: Opt[Annotated[list[AdditionalInfoType], Meta(min_length=1)]] = None
    customData: Opt[CustomDataType] = None


class LimitAtSoCType(Record):
    """A charging limit that applies once the battery has reached a given state of charge."""

    soc: Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]
    limit: Exact[Annotated[float, Meta(extra={"unit": "A or W"})]]
    customData: Opt[CustomDataType] = None


class LimitMaxDischargeGetType(Record):
    """An installed limit on discharging in a report, with its id and state."""

    id: IdentifierString36
    isDefault: bool
    isSuperseded: bool
    limitMaxDischarge: LimitMaxDischargeType
    customData: Opt[CustomDataType] = None


class LimitMaxDischargeType(Record):
    """A DER control that limits discharging to a percentage of the rated maximum."""

    priority: Exact[Annotated[int, Meta(ge=0)]]
    pctMaxDischargePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "%"})]]] = None
    powerMonitoringMustTrip: Opt[DERCurveType] = None
    startTime: Opt[DateTime] = None
    duration: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    customData: Opt[CustomDataType] = None


class LogParametersType(Record):
    """Where to upload a log, and the span of time that it has to cover."""

    remoteLocation: String2000
    oldestTimestamp: Opt[DateTime] = None
    latestTimestamp: Opt[DateTime] = None
    customData: Opt[CustomDataType] = None


class MessageContentType(Record):
    """A text to display, with its format and language."""

    format: MessageFormatEnum
    content: String1024
    language: Opt[String8] = None
    customData: Opt[CustomDataType] = None


class MessageInfoType(Record):
    """A message to display: its content, translations, priority, and when and where to show it."""

    id: Exact[Annotated[int, Meta(ge=0)]]
    priority: MessagePriorityEnum
    message: MessageContentType
    display: Opt[ComponentType] = None
    state: Opt[MessageStateEnum] = None
    startDateTime: Opt[DateTime] = None
    endDateTime: Opt[DateTime] = None
    transactionId: Opt[IdentifierString36] = None
    messageExtra: Opt[Annotated[list[MessageContentType], Meta(min_length=1, max_length=4)]] = None
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

    ocppInterface: OCPPInterfaceEnum
    ocppTransport: OCPPTransportEnum
    messageTimeout: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    ocppCsmsUrl: String2000
    securityProfile: Exact[Annotated[int, Meta(ge=0)]]
    apn: Opt[APNType] = None
    ocppVersion: Opt[OCPPVersionEnum] = None
    identity: Opt[String48] = None
    basicAuthPassword: Opt[String64] = None
    vpn: Opt[VPNType] = None
    customData: Opt[CustomDataType] = None


class OCSPRequestDataType(Record):
    """The hashes of a certificate and the OCSP responder to ask about its revocation."""

    hashAlgorithm: HashAlgorithmEnum
    issuerNameHash: IdentifierString128
    issuerKeyHash: String128
    serialNumber: IdentifierString40
    responderURL: String2000
    customData: Opt[CustomDataType] = None


class OverstayRuleListType(Record):
    """The fees for staying on after charging, and from what time and power they apply."""

    overstayRule: Annotated[list[OverstayRuleType], Meta(min_length=1, max_length=5)]
    overstayPowerThreshold: Opt[Annotated[RationalNumberType, Meta(extra={"unit": "W"})]] = None
    overstayTimeThreshold: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    customData: Opt[CustomDataType] = None


class OverstayRuleType(Record):
    """One fee for staying on after charging: when it starts and how often it is due again."""

    overstayFee: Annotated[RationalNumberType, Meta(extra={"unit": "currency"})]
    startTime: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    overstayFeePeriod: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    overstayRuleDescription: Opt[String32] = None
    customData: Opt[CustomDataType] = None


class PeriodicEventStreamParamsType(Record):
    """How often an event stream sends, and how many values it sends together."""

    interval: Opt[Exact[Annotated[int, Meta(ge=0, extra={"unit": "s"})]]] = None
    values: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    customData: Opt[CustomDataType] = None


class PriceLevelScheduleEntryType(Record):
    """The price level that applies during one span of time."""

    duration: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    priceLevel: Exact[Annotated[int, Meta(ge=0)]]
    customData: Opt[CustomDataType] = None


class PriceLevelScheduleType(Record):
    """Relative price levels over time, without amounts of money, in the form of ISO 15118-20."""

    priceLevelScheduleEntries: Annotated[list[PriceLevelScheduleEntryType], Meta(min_length=1, max_length=100)]
    timeAnchor: DateTime
    priceScheduleId: Exact[Annotated[int, Meta(ge=0)]]
    numberOfPriceLevels: Exact[Annotated[int, Meta(ge=0)]]
    priceScheduleDescription: Opt[String32] = None
    customData: Opt[CustomDataType] = None


class PriceRuleStackType(Record):
    """The price rules, one per range of power, that apply during one span of time."""

    duration: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    priceRule: Annotated[list[PriceRuleType], Meta(min_length=1, max_length=8)]
    customData: Opt[CustomDataType] = None


class PriceRuleType(Record):
    """The energy and parking fees, emissions and renewable share from a given power upwards."""

    energyFee: Annotated[RationalNumberType, Meta(extra={"unit": "currency/kWh"})]
    powerRangeStart: Annotated[RationalNumberType, Meta(extra={"unit": "W"})]
    parkingFeePeriod: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    carbonDioxideEmission: Opt[Exact[Annotated[int, Meta(ge=0, extra={"unit": "g/kWh"})]]] = None
    renewableGenerationPercentage: Opt[Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]] = None
    parkingFee: Opt[Annotated[RationalNumberType, Meta(extra={"unit": "currency"})]] = None
    customData: Opt[CustomDataType] = None


class PriceType(Record):
    """A price with tax, without tax or both, and the tax rates applied to it."""

    exclTax: Opt[Exact[Annotated[float, Meta(extra={"unit": "currency"})]]] = None
    inclTax: Opt[Exact[Annotated[float, Meta(extra={"unit": "currency"})]]] = None
    taxRates: Opt[Annotated[list[TaxRateType], Meta(min_length=1, max_length=5)]] = None
    customData: Opt[CustomDataType] = None


class RationalNumberType(Record):
    """A number in the form of ISO 15118-20: a value times a power of ten."""

    exponent: Exact[int]
    value: Exact[int]
    customData: Opt[CustomDataType] = None


class ReactivePowerParamsType(Record):
    """How a volt-var curve is adjusted to the reference voltage."""

    vRef: Opt[Exact[Annotated[float, Meta(extra={"unit": "%"})]]] = None
    autonomousVRefEnable: Opt[bool] = None
    autonomousVRefTimeConstant: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
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

    id: Exact[Annotated[int, Meta(ge=0)]]
    salesTariffEntry: Annotated[list[SalesTariffEntryType], Meta(min_length=1, max_length=1024)]
    salesTariffDescription: Opt[String32] = None
    numEPriceLevels: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    customData: Opt[CustomDataType] = None


class SampledValueType(Record):
    """One measured value: what was measured, where, on which phase and in which unit."""

    value: Exact[float]
    measurand: Opt[Annotated[MeasurandEnum, Meta(extra={"default": MeasurandEnum.EnergyActiveImportRegister})]] = None
    context: Opt[Annotated[ReadingContextEnum, Meta(extra={"default": ReadingContextEnum.SamplePeriodic})]] = None
    phase: Opt[PhaseEnum] = None
    location: Opt[Annotated[LocationEnum, Meta(extra={"default": LocationEnum.Outlet})]] = None
    signedMeterValue: Opt[SignedMeterValueType] = None
    unitOfMeasure: Opt[UnitOfMeasureType] = None
    customData: Opt[CustomDataType] = None


class SetMonitoringDataType(Record):
    """A monitor to set: its variable, kind, threshold or interval, severity and event stream."""

    value: Exact[Annotated[float, Meta(extra={"unit": "s or the unit of the variable"})]]
    type: MonitorEnum
    severity: Exact[Annotated[int, Meta(ge=0)]]
    component: ComponentType
    variable: VariableType
    id: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    periodicEventStream: Opt[PeriodicEventStreamParamsType] = None
    transaction: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
    customData: Opt[CustomDataType] = None


class SetMonitoringResultType(Record):
    """Whether a monitor was set, and the id that the station has given to it."""

    status: SetMonitoringStatusEnum
    type: MonitorEnum
    component: ComponentType
    variable: VariableType
    severity: Exact[Annotated[int, Meta(ge=0)]]
    id: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    statusInfo: Opt[StatusInfoType] = None
    customData: Opt[CustomDataType] = None


class SetVariableDataType(Record):
    """Which attribute of which variable to change, and its new value."""

    attributeValue: String2500
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

    signedMeterData: String32768
    encodingMethod: String50
    signingMethod: Opt[String50] = None
    publicKey: Opt[String2500] = None
    customData: Opt[CustomDataType] = None


class StatusInfoType(Record):
    """More detail on a status: a reason code and an optional text."""

    reasonCode: String20
    additionalInfo: Opt[String1024] = None
    customData: Opt[CustomDataType] = None


class StreamDataElementType(Record):
    """One value in an event stream, with its time counted from the base time of the message."""

    t: Exact[Annotated[float, Meta(extra={"unit": "s"})]]
    v: String2500
    customData: Opt[CustomDataType] = None


class TariffAssignmentType(Record):
    """An installed tariff and the EVSEs or identifiers that it applies to."""

    tariffId: String60
    tariffKind: TariffKindEnum
    validFrom: Opt[DateTime] = None
    evseIds: Opt[Annotated[list[Exact[Annotated[int, Meta(ge=0)]]], Meta(min_length=1)]] = None
    idTokens: Opt[Annotated[list[IdentifierString255], Meta(min_length=1)]] = None
    customData: Opt[CustomDataType] = None


class TariffConditionsFixedType(Record):
    """When a fixed price applies: time, day, date, kind of EVSE and means of payment."""

    startTimeOfDay: Opt[str] = None
    endTimeOfDay: Opt[str] = None
    dayOfWeek: Opt[Annotated[list[DayOfWeekEnum], Meta(min_length=1, max_length=7)]] = None
    validFromDate: Opt[str] = None
    validToDate: Opt[str] = None
    evseKind: Opt[EvseKindEnum] = None
    paymentBrand: Opt[String20] = None
    paymentRecognition: Opt[String20] = None
    customData: Opt[CustomDataType] = None


class TariffConditionsType(Record):
    """When a price applies: time, day, date, energy, current, power, duration and kind of EVSE."""

    startTimeOfDay: Opt[str] = None
    endTimeOfDay: Opt[str] = None
    dayOfWeek: Opt[Annotated[list[DayOfWeekEnum], Meta(min_length=1, max_length=7)]] = None
    validFromDate: Opt[str] = None
    validToDate: Opt[str] = None
    evseKind: Opt[EvseKindEnum] = None
    minEnergy: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    maxEnergy: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    minCurrent: Opt[Exact[Annotated[float, Meta(extra={"unit": "A"})]]] = None
    maxCurrent: Opt[Exact[Annotated[float, Meta(extra={"unit": "A"})]]] = None
    minPower: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    maxPower: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    minTime: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    maxTime: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    minChargingTime: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    maxChargingTime: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    minIdleTime: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    maxIdleTime: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    customData: Opt[CustomDataType] = None


class TariffEnergyPriceType(Record):
    """A price per kWh and the conditions under which it applies."""

    priceKwh: Exact[Annotated[float, Meta(extra={"unit": "currency/kWh"})]]
    conditions: Opt[TariffConditionsType] = None
    customData: Opt[CustomDataType] = None


class TariffEnergyType(Record):
    """The energy prices of a tariff and the taxes on them."""

    prices: Annotated[list[TariffEnergyPriceType], Meta(min_length=1)]
    taxRates: Opt[Annotated[list[TaxRateType], Meta(min_length=1, max_length=5)]] = None
    customData: Opt[CustomDataType] = None


class TariffFixedPriceType(Record):
    """A one-time price and the conditions under which it applies."""

    priceFixed: Exact[Annotated[float, Meta(extra={"unit": "currency"})]]
    conditions: Opt[TariffConditionsFixedType] = None
    customData: Opt[CustomDataType] = None


class TariffFixedType(Record):
    """The one-time prices of a tariff and the taxes on them."""

    prices: Annotated[list[TariffFixedPriceType], Meta(min_length=1)]
    taxRates: Opt[Annotated[list[TaxRateType], Meta(min_length=1, max_length=5)]] = None
    customData: Opt[CustomDataType] = None


class TariffTimePriceType(Record):
    """A price per minute and the conditions under which it applies."""

    priceMinute: Exact[Annotated[float, Meta(extra={"unit": "currency/min"})]]
    conditions: Opt[TariffConditionsType] = None
    customData: Opt[CustomDataType] = None


class TariffTimeType(Record):
    """The time-based prices of a tariff and the taxes on them."""

    prices: Annotated[list[TariffTimePriceType], Meta(min_length=1)]
    taxRates: Opt[Annotated[list[TaxRateType], Meta(min_length=1, max_length=5)]] = None
    customData: Opt[CustomDataType] = None


class TariffType(Record):
    """The prices for energy, time, reservation and fixed fees by which a station calculates costs."""

    tariffId: String60
    currency: String3
    description: Opt[Annotated[list[MessageContentType], Meta(min_length=1, max_length=10)]] = None
    energy: Opt[TariffEnergyType] = None
    validFrom: Opt[DateTime] = None
    chargingTime: Opt[TariffTimeType] = None
    idleTime: Opt[TariffTimeType] = None
    fixedFee: Opt[TariffFixedType] = None
    reservationTime: Opt[TariffTimeType] = None
    reservationFixed: Opt[TariffFixedType] = None
    minCost: Opt[PriceType] = None
    maxCost: Opt[PriceType] = None
    customData: Opt[CustomDataType] = None


class TaxRateType(Record):
    """One tax: its kind, its percentage, and whether it is added on top of other taxes."""

    type: String20
    tax: Exact[Annotated[float, Meta(extra={"unit": "%"})]]
    stack: Opt[Exact[Annotated[int, Meta(ge=0, extra={"default": 0})]]] = None
    customData: Opt[CustomDataType] = None


class TaxRuleType(Record):
    """A tax of a price schedule: its rate and the fees that it applies to."""

    taxRuleID: Exact[Annotated[int, Meta(ge=0)]]
    appliesToEnergyFee: bool
    appliesToParkingFee: bool
    appliesToOverstayFee: bool
    appliesToMinimumMaximumCost: bool
    taxRate: Annotated[RationalNumberType, Meta(extra={"unit": "%"})]
    taxRuleName: Opt[String100] = None
    taxIncludedInPrice: Opt[bool] = None
    customData: Opt[CustomDataType] = None


class TotalCostType(Record):
    """The cost of a transaction so far or at its end, in total and split by what it is for."""

    currency: String3
    typeOfCost: TariffCostEnum
    total: TotalPriceType
    fixed: Opt[PriceType] = None
    energy: Opt[PriceType] = None
    chargingTime: Opt[PriceType] = None
    idleTime: Opt[PriceType] = None
    reservationTime: Opt[PriceType] = None
    reservationFixed: Opt[PriceType] = None
    customData: Opt[CustomDataType] = None


class TotalPriceType(Record):
    """The sum of all costs of a transaction, with and without tax."""

    exclTax: Opt[Exact[Annotated[float, Meta(extra={"unit": "currency"})]]] = None
    inclTax: Opt[Exact[Annotated[float, Meta(extra={"unit": "currency"})]]] = None
    customData: Opt[CustomDataType] = None


class TotalUsageType(Record):
    """The energy and times that a transaction has used in total."""

    energy: Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]
    chargingTime: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    idleTime: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
    reservationTime: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    customData: Opt[CustomDataType] = None


class TransactionLimitType(Record):
    """The cost, energy, duration or state of charge at which a transaction stops charging."""

    maxCost: Opt[Exact[Annotated[float, Meta(extra={"unit": "currency"})]]] = None
    maxEnergy: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    maxTime: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    maxSoC: Opt[Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]] = None
    customData: Opt[CustomDataType] = None


class TransactionType(Record):
    """The state of a transaction: charging state, operation mode, tariff, limits and stop reason."""

    transactionId: IdentifierString36
    chargingState: Opt[ChargingStateEnum] = None
    timeSpentCharging: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
    stoppedReason: Opt[
        Annotated[ReasonEnum, Meta(extra={"default": ReasonEnum.Local, "default_if": "the transaction has ended"})]
    ] = None
    remoteStartId: Opt[Exact[int]] = None
    operationMode: Opt[OperationModeEnum] = None
    tariffId: Opt[String60] = None
    transactionLimit: Opt[TransactionLimitType] = None
    customData: Opt[CustomDataType] = None


class UnitOfMeasureType(Record):
    """The unit of a measured value and the power of ten to multiply the value by."""

    unit: Opt[
        Annotated[str, Meta(max_length=20, extra={"default": "Wh", "default_if": "the measurand is an energy"})]
    ] = None
    multiplier: Opt[Exact[Annotated[int, Meta(extra={"default": 0})]]] = None
    customData: Opt[CustomDataType] = None


class V2XChargingParametersType(Record):
    """The power, current, voltage and energy limits for charging and discharging of an EV."""

    minChargePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    minChargePower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    minChargePower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    maxChargePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    maxChargePower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    maxChargePower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    minDischargePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    minDischargePower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    minDischargePower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    maxDischargePower: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    maxDischargePower_L2: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    maxDischargePower_L3: Opt[Exact[Annotated[float, Meta(extra={"unit": "W"})]]] = None
    minChargeCurrent: Opt[Exact[Annotated[float, Meta(extra={"unit": "A"})]]] = None
    maxChargeCurrent: Opt[Exact[Annotated[float, Meta(extra={"unit": "A"})]]] = None
    minDischargeCurrent: Opt[Exact[Annotated[float, Meta(extra={"unit": "A"})]]] = None
    maxDischargeCurrent: Opt[Exact[Annotated[float, Meta(extra={"unit": "A"})]]] = None
    minVoltage: Opt[Exact[Annotated[float, Meta(extra={"unit": "V"})]]] = None
    maxVoltage: Opt[Exact[Annotated[float, Meta(extra={"unit": "V"})]]] = None
    evTargetEnergyRequest: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    evMinEnergyRequest: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    evMaxEnergyRequest: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    evMinV2XEnergyRequest: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    evMaxV2XEnergyRequest: Opt[Exact[Annotated[float, Meta(extra={"unit": "Wh"})]]] = None
    targetSoC: Opt[Exact[Annotated[int, Meta(ge=0, le=100, extra={"unit": "%"})]]] = None
    customData: Opt[CustomDataType] = None


class V2XFreqWattPointType(Record):
    """One point of a curve that sets the power by the grid frequency."""

    frequency: Exact[Annotated[float, Meta(extra={"unit": "Hz"})]]
    power: Exact[Annotated[float, Meta(extra={"unit": "W"})]]
    customData: Opt[CustomDataType] = None


class V2XSignalWattPointType(Record):
    """One point of a curve that sets the power by the frequency restoration signal."""

    signal: Exact[int]
    power: Exact[Annotated[float, Meta(extra={"unit": "W"})]]
    customData: Opt[CustomDataType] = None


class VPNType(Record):
    """The settings for a VPN connection: server, user, group, password, key and protocol."""

    server: String2000
    user: String50
    password: String64
    key: String255
    type: VPNEnum
    group: Opt[String50] = None
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
    maxElements: Opt[Exact[Annotated[int, Meta(ge=1)]]] = None
    valuesList: Opt[String1000] = None
    customData: Opt[CustomDataType] = None


class VariableMonitoringType(Record):
    """One monitor of a variable: its id, kind, threshold or interval, and severity."""

    id: Exact[Annotated[int, Meta(ge=0)]]
    transaction: bool
    value: Exact[Annotated[float, Meta(extra={"unit": "s or the unit of the variable"})]]
    type: MonitorEnum
    severity: Exact[Annotated[int, Meta(ge=0)]]
    eventNotificationType: EventNotificationEnum
    customData: Opt[CustomDataType] = None


class VariableType(Record):
    """The name of a variable and, if there are several, its instance."""

    name: IdentifierString50
    instance: Opt[IdentifierString50] = None
    customData: Opt[CustomDataType] = None


class VoltageParamsType(Record):
    """The limit on the 10-minute mean voltage, and what to feed in while voltage is abnormal."""

    hv10MinMeanValue: Opt[Exact[float]] = None
    hv10MinMeanTripDelay: Opt[Exact[Annotated[float, Meta(extra={"unit": "s"})]]] = None
    powerDuringCessation: Opt[PowerDuringCessationEnum] = None
    customData: Opt[CustomDataType] = None
