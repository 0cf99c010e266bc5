"""OCPP 2.1: the messages, an action each.

Generated from the official schemas and codegen/overlay/v21.toml: `make generate` writes it anew. Do not edit.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, NoReturn, TypeAlias

from msgspec import Meta

from .._core.compat import OcppJsonProtocol
from .._core.fields import DateTime, Exact, Json, Opt
from .._core.missing_names import explain_missing
from .._core.record import Action as _Action
from .._core.record import Block, CustomDataType, Payload, RequestOf, Sender
from .._core.strings import (
    IdentifierString32,
    IdentifierString36,
    IdentifierString255,
    String20,
    String50,
    String60,
    String64,
    String200,
    String255,
    String500,
    String512,
    String2000,
    String5500,
    String10000,
    String11000,
    String17000,
    String18000,
)
from .datatypes import (
    AddressType,
    AuthorizationData,
    BatteryDataType,
    CertificateHashDataChainType,
    CertificateHashDataType,
    CertificateStatusRequestInfoType,
    CertificateStatusType,
    ChargingLimitType,
    ChargingNeedsType,
    ChargingProfileCriterionType,
    ChargingProfileType,
    ChargingScheduleType,
    ChargingScheduleUpdateType,
    ChargingStationType,
    ClearChargingProfileType,
    ClearMonitoringResultType,
    ClearTariffsResultType,
    ComponentVariableType,
    CompositeScheduleType,
    ConstantStreamDataType,
    CostDetailsType,
    DERCurveGetType,
    DERCurveType,
    EnterServiceGetType,
    EnterServiceType,
    EventDataType,
    EVSEType,
    FirmwareType,
    FixedPFGetType,
    FixedPFType,
    FixedVarGetType,
    FixedVarType,
    FreqDroopGetType,
    FreqDroopType,
    GetVariableDataType,
    GetVariableResultType,
    GradientGetType,
    GradientType,
    IdTokenInfoType,
    IdTokenType,
    LimitMaxDischargeGetType,
    LimitMaxDischargeType,
    LogParametersType,
    MessageContentType,
    MessageInfoType,
    MeterValueType,
    MonitoringDataType,
    NetworkConnectionProfileType,
    OCSPRequestDataType,
    PeriodicEventStreamParamsType,
    ReportDataType,
    SetMonitoringDataType,
    SetMonitoringResultType,
    SetVariableDataType,
    SetVariableResultType,
    StatusInfoType,
    StreamDataElementType,
    TariffAssignmentType,
    TariffType,
    TransactionLimitType,
    TransactionType,
)
from .enums import (
    AuthorizeCertificateStatusEnum,
    BatterySwapEventEnum,
    BootReasonEnum,
    CancelReservationStatusEnum,
    CertificateActionEnum,
    CertificateSignedStatusEnum,
    CertificateSigningUseEnum,
    ChangeAvailabilityStatusEnum,
    ChargingProfileStatusEnum,
    ChargingRateUnitEnum,
    ClearCacheStatusEnum,
    ClearChargingProfileStatusEnum,
    ClearMessageStatusEnum,
    ComponentCriterionEnum,
    ConnectorStatusEnum,
    CustomerInformationStatusEnum,
    DataTransferStatusEnum,
    DeleteCertificateStatusEnum,
    DERControlEnum,
    DERControlStatusEnum,
    DisplayMessageStatusEnum,
    EnergyTransferModeEnum,
    FirmwareStatusEnum,
    GenericDeviceModelStatusEnum,
    GenericStatusEnum,
    GetCertificateIdUseEnum,
    GetCertificateStatusEnum,
    GetChargingProfileStatusEnum,
    GetDisplayMessagesStatusEnum,
    GetInstalledCertificateStatusEnum,
    GridEventFaultEnum,
    InstallCertificateStatusEnum,
    InstallCertificateUseEnum,
    Iso15118EVCertificateStatusEnum,
    LogEnum,
    LogStatusEnum,
    MessagePriorityEnum,
    MessageStateEnum,
    MessageTriggerEnum,
    MonitoringBaseEnum,
    MonitoringCriterionEnum,
    NotifyAllowedEnergyTransferStatusEnum,
    NotifyEVChargingNeedsStatusEnum,
    OperationalStatusEnum,
    PaymentStatusEnum,
    PreconditioningStatusEnum,
    PriorityChargingStatusEnum,
    PublishFirmwareStatusEnum,
    RegistrationStatusEnum,
    ReportBaseEnum,
    RequestStartStopStatusEnum,
    ReservationUpdateStatusEnum,
    ReserveNowStatusEnum,
    ResetEnum,
    ResetStatusEnum,
    SendLocalListStatusEnum,
    SetNetworkProfileStatusEnum,
    TariffChangeStatusEnum,
    TariffGetStatusEnum,
    TariffSetStatusEnum,
    TransactionEventEnum,
    TriggerMessageStatusEnum,
    TriggerReasonEnum,
    UnlockStatusEnum,
    UnpublishFirmwareStatusEnum,
    UpdateEnum,
    UpdateFirmwareStatusEnum,
    UploadLogStatusEnum,
)


class Action(_Action):
    """Base of the actions of OCPP 2.1."""

    protocol = OcppJsonProtocol.v21
    block: ClassVar[Block]  # pyright: ignore[reportIncompatibleVariableOverride]


class AFRRSignal(Action):
    """Sends a frequency restoration signal, which the station turns into power by its signal-watt curve."""

    sender = Sender.CSMS
    block = Block("Q", "Bidirectional Power Transfer")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        timestamp: DateTime
        signal: Exact[int]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class AdjustPeriodicEventStream(Action):
    """Changes how often an open event stream sends and how many values go together."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        id: Exact[Annotated[int, Meta(ge=0)]]
        params: PeriodicEventStreamParamsType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class Authorize(Action):
    """Asks whether the holder of an identifier or contract certificate may charge."""

    sender = Sender.STATION
    block = Block("C", "Authorization")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        idToken: IdTokenType
        certificate: Opt[String10000] = None
        iso15118CertificateHashData: Opt[Annotated[list[OCSPRequestDataType], Meta(min_length=1, max_length=4)]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        idTokenInfo: IdTokenInfoType
        certificateStatus: Opt[AuthorizeCertificateStatusEnum] = None
        allowedEnergyTransfer: Opt[Annotated[list[EnergyTransferModeEnum], Meta(min_length=1)]] = None
        tariff: Opt[TariffType] = None
        customData: Opt[CustomDataType] = None


class BatterySwap(Action):
    """Reports that batteries were put in or taken out, or were not taken out in time."""

    sender = Sender.STATION
    block = Block("S", "Battery Swapping")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        batteryData: Annotated[list[BatteryDataType], Meta(min_length=1)]
        eventType: BatterySwapEventEnum
        idToken: IdTokenType
        requestId: Exact[int]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class BootNotification(Action):
    """Announces a station after it has started and asks to be registered."""

    sender = Sender.STATION
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingStation: ChargingStationType
        reason: BootReasonEnum
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        currentTime: DateTime
        interval: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
        status: RegistrationStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class CancelReservation(Action):
    """Withdraws a reservation before it is used or expires."""

    sender = Sender.CSMS
    block = Block("H", "Reservation")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        reservationId: Exact[Annotated[int, Meta(ge=0)]]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: CancelReservationStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class CertificateSigned(Action):
    """Delivers the signed certificate, with its chain, that the station had requested."""

    sender = Sender.CSMS
    block = Block("A", "Security")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateChain: String10000
        certificateType: Opt[CertificateSigningUseEnum] = None
        requestId: Opt[Exact[int]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: CertificateSignedStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ChangeAvailability(Action):
    """Puts the station, one EVSE or one connector into or out of operation."""

    sender = Sender.CSMS
    block = Block("G", "Availability")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        operationalStatus: OperationalStatusEnum
        evse: Opt[EVSEType] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ChangeAvailabilityStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ChangeTransactionTariff(Action):
    """Replaces the tariff by which an ongoing transaction is priced."""

    sender = Sender.CSMS
    block = Block("I", "Tariff and Cost")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        tariff: TariffType
        transactionId: IdentifierString36
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: TariffChangeStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ClearCache(Action):
    """Asks the station to delete all identifiers from its authorization cache."""

    sender = Sender.CSMS
    block = Block("C", "Authorization")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ClearCacheStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ClearChargingProfile(Action):
    """Removes the charging profile with a given id, or all profiles that match the criteria."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        chargingProfileId: Opt[Exact[int]] = None
        chargingProfileCriteria: Opt[ClearChargingProfileType] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ClearChargingProfileStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ClearDERControl(Action):
    """Removes DER controls: one by its id, all of a type, or all default or all scheduled ones."""

    sender = Sender.CSMS
    block = Block("R", "DER Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        isDefault: bool
        controlType: Opt[DERControlEnum] = None
        controlId: Opt[IdentifierString36] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: DERControlStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ClearDisplayMessage(Action):
    """Removes one message from those the station is set to display."""

    sender = Sender.CSMS
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        id: Exact[Annotated[int, Meta(ge=0)]]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ClearMessageStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ClearTariffs(Action):
    """Removes default tariffs by their ids or for one EVSE, or all of them; no driver's tariff."""

    sender = Sender.CSMS
    block = Block("I", "Tariff and Cost")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        tariffIds: Opt[Annotated[list[String60], Meta(min_length=1)]] = None
        evseId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        clearTariffsResult: Annotated[list[ClearTariffsResultType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None


class ClearVariableMonitoring(Action):
    """Removes monitors of variables by their ids."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        id: Annotated[list[Exact[Annotated[int, Meta(ge=0)]]], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        clearMonitoringResult: Annotated[list[ClearMonitoringResultType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None


class ClearedChargingLimit(Action):
    """Reports that an external source has lifted a charging limit it had set."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingLimitSource: String20
        evseId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class ClosePeriodicEventStream(Action):
    """Announces that the station has stopped sending an event stream."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        id: Exact[Annotated[int, Meta(ge=0)]]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class CostUpdated(Action):
    """Sends the running total cost of a transaction for display to the driver."""

    sender = Sender.CSMS
    block = Block("I", "Tariff and Cost")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        totalCost: Exact[Annotated[float, Meta(extra={"unit": "currency"})]]
        transactionId: IdentifierString36
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        customData: Opt[CustomDataType] = None


class CustomerInformation(Action):
    """Asks the station to report the data it holds about a customer, to delete it, or both."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[Annotated[int, Meta(ge=0)]]
        report: bool
        clear: bool
        customerCertificate: Opt[CertificateHashDataType] = None
        idToken: Opt[IdTokenType] = None
        customerIdentifier: Opt[String64] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: CustomerInformationStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class DataTransfer(Action):
    """Carries vendor-specific data that no other message covers."""

    sender = Sender.BOTH
    block = Block("P", "Data Transfer")

    class Request(RequestOf["Response"]):
        """From either side to the other."""

        vendorId: String255
        messageId: Opt[String50] = None
        data: Opt[Json] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From either side to the other."""

        status: DataTransferStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        data: Opt[Json] = None
        customData: Opt[CustomDataType] = None


class DeleteCertificate(Action):
    """Asks the station to delete the installed certificate with the given hash data."""

    sender = Sender.CSMS
    block = Block("M", "Certificate Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateHashData: CertificateHashDataType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: DeleteCertificateStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class FirmwareStatusNotification(Action):
    """Reports the progress of a firmware update: download, verification and installation."""

    sender = Sender.STATION
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: FirmwareStatusEnum
        requestId: Opt[Exact[int]] = None
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class Get15118EVCertificate(Action):
    """Passes on the request of an EV to install or update its contract certificate."""

    sender = Sender.STATION
    block = Block("M", "Certificate Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        iso15118SchemaVersion: String50
        action: CertificateActionEnum
        exiRequest: String11000
        maximumContractCertificateChains: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        prioritizedEMAIDs: Opt[Annotated[list[IdentifierString255], Meta(min_length=1, max_length=8)]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: Iso15118EVCertificateStatusEnum
        exiResponse: String17000
        statusInfo: Opt[StatusInfoType] = None
        remainingContracts: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        customData: Opt[CustomDataType] = None


class GetBaseReport(Action):
    """Asks for one of the predefined reports on the device model of the station."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        reportBase: ReportBaseEnum
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericDeviceModelStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class GetCertificateChainStatus(Action):
    """Asks the CSMS for the OCSP or CRL revocation status of the certificates in a vehicle's chain."""

    sender = Sender.STATION
    block = Block("M", "Certificate Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        certificateStatusRequests: Annotated[list[CertificateStatusRequestInfoType], Meta(min_length=1, max_length=4)]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        certificateStatus: Annotated[list[CertificateStatusType], Meta(min_length=1, max_length=4)]
        customData: Opt[CustomDataType] = None


class GetCertificateStatus(Action):
    """Asks the CSMS to fetch the OCSP revocation status of a certificate."""

    sender = Sender.STATION
    block = Block("M", "Certificate Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        ocspRequestData: OCSPRequestDataType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: GetCertificateStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        ocspResult: Opt[String18000] = None
        customData: Opt[CustomDataType] = None


class GetChargingProfiles(Action):
    """Asks the station to report the installed charging profiles that match the criteria."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        chargingProfile: ChargingProfileCriterionType
        evseId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GetChargingProfileStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class GetCompositeSchedule(Action):
    """Asks for the schedule that results from all active charging profiles and limits together."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        duration: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
        evseId: Exact[Annotated[int, Meta(ge=0)]]
        chargingRateUnit: Opt[ChargingRateUnitEnum] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        schedule: Opt[CompositeScheduleType] = None
        customData: Opt[CustomDataType] = None


class GetDERControl(Action):
    """Asks the station to report its DER controls, selected by id, type or default."""

    sender = Sender.CSMS
    block = Block("R", "DER Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        isDefault: Opt[bool] = None
        controlType: Opt[DERControlEnum] = None
        controlId: Opt[IdentifierString36] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: DERControlStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class GetDisplayMessages(Action):
    """Asks the station to report its display messages, filtered by id, priority or state."""

    sender = Sender.CSMS
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        id: Opt[Annotated[list[Exact[Annotated[int, Meta(ge=0)]]], Meta(min_length=1)]] = None
        priority: Opt[MessagePriorityEnum] = None
        state: Opt[MessageStateEnum] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GetDisplayMessagesStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class GetInstalledCertificateIds(Action):
    """Asks which certificates of the given kinds are installed on the station."""

    sender = Sender.CSMS
    block = Block("M", "Certificate Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateType: Opt[Annotated[list[GetCertificateIdUseEnum], Meta(min_length=1)]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GetInstalledCertificateStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        certificateHashDataChain: Opt[Annotated[list[CertificateHashDataChainType], Meta(min_length=1)]] = None
        customData: Opt[CustomDataType] = None


class GetLocalListVersion(Action):
    """Asks for the version number of the local authorization list."""

    sender = Sender.CSMS
    block = Block("D", "Local Authorization List Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        versionNumber: Exact[int]
        customData: Opt[CustomDataType] = None


class GetLog(Action):
    """Asks the station to upload a diagnostics, security or data collector log to a given location."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        log: LogParametersType
        logType: LogEnum
        requestId: Exact[int]
        retries: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: LogStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        filename: Opt[String255] = None
        customData: Opt[CustomDataType] = None


class GetMonitoringReport(Action):
    """Asks which monitors are set, filtered by kind of monitor, component and variable."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        componentVariable: Opt[Annotated[list[ComponentVariableType], Meta(min_length=1)]] = None
        monitoringCriteria: Opt[Annotated[list[MonitoringCriterionEnum], Meta(min_length=1, max_length=3)]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericDeviceModelStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class GetPeriodicEventStream(Action):
    """Asks which event streams are open, and with what settings."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        constantStreamData: Opt[Annotated[list[ConstantStreamDataType], Meta(min_length=1)]] = None
        customData: Opt[CustomDataType] = None


class GetReport(Action):
    """Asks for a report on selected components and variables of the station."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        componentVariable: Opt[Annotated[list[ComponentVariableType], Meta(min_length=1)]] = None
        componentCriteria: Opt[Annotated[list[ComponentCriterionEnum], Meta(min_length=1, max_length=4)]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericDeviceModelStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class GetTariffs(Action):
    """Asks which tariffs are installed on one EVSE or on all of them."""

    sender = Sender.CSMS
    block = Block("I", "Tariff and Cost")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[Annotated[int, Meta(ge=0)]]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: TariffGetStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        tariffAssignments: Opt[Annotated[list[TariffAssignmentType], Meta(min_length=1)]] = None
        customData: Opt[CustomDataType] = None


class GetTransactionStatus(Action):
    """Asks whether a transaction is ongoing and whether messages about it are still queued."""

    sender = Sender.CSMS
    block = Block("E", "Transactions")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        transactionId: Opt[IdentifierString36] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        messagesInQueue: bool
        ongoingIndicator: Opt[bool] = None
        customData: Opt[CustomDataType] = None


class GetVariables(Action):
    """Reads attributes of one or more variables of the station."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        getVariableData: Annotated[list[GetVariableDataType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        getVariableResult: Annotated[list[GetVariableResultType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None


class Heartbeat(Action):
    """Shows that the station is still connected and fetches the current time from the CSMS."""

    sender = Sender.STATION
    block = Block("G", "Availability")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        currentTime: DateTime
        customData: Opt[CustomDataType] = None


class InstallCertificate(Action):
    """Asks the station to install a root certificate."""

    sender = Sender.CSMS
    block = Block("M", "Certificate Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateType: InstallCertificateUseEnum
        certificate: String10000
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: InstallCertificateStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class LogStatusNotification(Action):
    """Reports the progress of a log upload."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: UploadLogStatusEnum
        requestId: Opt[Exact[int]] = None
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class MeterValues(Action):
    """Sends meter readings that do not belong to a transaction, such as those of the main meter."""

    sender = Sender.STATION
    block = Block("J", "Meter Values")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        evseId: Exact[Annotated[int, Meta(ge=0)]]
        meterValue: Annotated[list[MeterValueType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyAllowedEnergyTransfer(Action):
    """Tells the station which energy transfer modes a transaction may now use, such as V2X."""

    sender = Sender.CSMS
    block = Block("Q", "Bidirectional Power Transfer")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        transactionId: IdentifierString36
        allowedEnergyTransfer: Annotated[list[EnergyTransferModeEnum], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: NotifyAllowedEnergyTransferStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class NotifyChargingLimit(Action):
    """Reports that an external source, such as an energy management system, has set a limit."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingLimit: ChargingLimitType
        chargingSchedule: Opt[Annotated[list[ChargingScheduleType], Meta(min_length=1)]] = None
        evseId: Opt[Exact[Annotated[int, Meta(ge=0, extra={"default": 0})]]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyCustomerInformation(Action):
    """Delivers one part of the customer data that the CSMS has asked for."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        data: String512
        seqNo: Exact[Annotated[int, Meta(ge=0)]]
        generatedAt: DateTime
        requestId: Exact[Annotated[int, Meta(ge=0)]]
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyDERAlarm(Action):
    """Reports that an alarm of a DER control has begun or ended, with the grid fault behind it."""

    sender = Sender.STATION
    block = Block("R", "DER Control")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        controlType: DERControlEnum
        timestamp: DateTime
        gridEventFault: Opt[GridEventFaultEnum] = None
        alarmEnded: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        extraInfo: Opt[String200] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyDERStartStop(Action):
    """Reports that a scheduled DER control has started or ended, and which ones it supersedes."""

    sender = Sender.STATION
    block = Block("R", "DER Control")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        controlId: IdentifierString36
        started: bool
        timestamp: DateTime
        supersededIds: Opt[Annotated[list[IdentifierString36], Meta(min_length=1, max_length=24)]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyDisplayMessages(Action):
    """Delivers one part of the list of display messages that the CSMS has asked for."""

    sender = Sender.STATION
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        requestId: Exact[int]
        messageInfo: Opt[Annotated[list[MessageInfoType], Meta(min_length=1)]] = None
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyEVChargingNeeds(Action):
    """Passes on the energy, limits and departure time that an EV has given over ISO 15118."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        evseId: Exact[Annotated[int, Meta(ge=1)]]
        chargingNeeds: ChargingNeedsType
        maxScheduleTuples: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        timestamp: Opt[DateTime] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: NotifyEVChargingNeedsStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class NotifyEVChargingSchedule(Action):
    """Passes on the schedule by which the EV plans to charge within the limits offered to it."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        timeBase: DateTime
        chargingSchedule: ChargingScheduleType
        evseId: Exact[Annotated[int, Meta(ge=1)]]
        selectedChargingScheduleId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        powerToleranceAcceptance: Opt[bool] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class NotifyEvent(Action):
    """Reports events from monitored or otherwise noteworthy variables."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        generatedAt: DateTime
        seqNo: Exact[Annotated[int, Meta(ge=0)]]
        eventData: Annotated[list[EventDataType], Meta(min_length=1)]
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyMonitoringReport(Action):
    """Delivers one part of a requested report on the monitors that are set."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        requestId: Exact[int]
        seqNo: Exact[Annotated[int, Meta(ge=0)]]
        generatedAt: DateTime
        monitor: Opt[Annotated[list[MonitoringDataType], Meta(min_length=1)]] = None
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyPeriodicEventStream(Action):
    """Carries the values collected for an event stream; it is sent without awaiting a response."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(Payload):
        """From the station to the CSMS."""

        data: Annotated[list[StreamDataElementType], Meta(min_length=1)]
        id: Exact[Annotated[int, Meta(ge=0)]]
        pending: Exact[Annotated[int, Meta(ge=0)]]
        basetime: DateTime
        customData: Opt[CustomDataType] = None


class NotifyPriorityCharging(Action):
    """Reports that a transaction has begun or stopped using its priority charging profile."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        transactionId: IdentifierString36
        activated: bool
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyReport(Action):
    """Delivers one part of a requested report on components and variables."""

    sender = Sender.STATION
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        requestId: Exact[int]
        generatedAt: DateTime
        seqNo: Exact[Annotated[int, Meta(ge=0)]]
        reportData: Opt[Annotated[list[ReportDataType], Meta(min_length=1)]] = None
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifySettlement(Action):
    """Reports whether a payment made at the station was settled, with amount and receipt."""

    sender = Sender.STATION
    block = Block("C", "Authorization")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        pspRef: IdentifierString255
        status: PaymentStatusEnum
        settlementAmount: Exact[Annotated[float, Meta(extra={"unit": "currency"})]]
        settlementTime: DateTime
        transactionId: Opt[IdentifierString36] = None
        statusInfo: Opt[String500] = None
        receiptId: Opt[String50] = None
        receiptUrl: Opt[String2000] = None
        vatCompany: Opt[AddressType] = None
        vatNumber: Opt[String20] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        receiptUrl: Opt[String2000] = None
        receiptId: Opt[String50] = None
        customData: Opt[CustomDataType] = None


class NotifyWebPaymentStarted(Action):
    """Announces that a driver has begun to pay on the web for charging at an EVSE."""

    sender = Sender.CSMS
    block = Block("C", "Authorization")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[Annotated[int, Meta(ge=0)]]
        timeout: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        customData: Opt[CustomDataType] = None


class OpenPeriodicEventStream(Action):
    """Asks to open a stream that regularly sends the values of one monitor."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        constantStreamData: ConstantStreamDataType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class PublishFirmware(Action):
    """Asks a local controller to download firmware and offer it to the stations behind it."""

    sender = Sender.CSMS
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        location: String2000
        checksum: IdentifierString32
        requestId: Exact[Annotated[int, Meta(ge=0)]]
        retries: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(ge=0, extra={"unit": "s"})]]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class PublishFirmwareStatusNotification(Action):
    """Reports how far a local controller is with downloading and publishing firmware."""

    sender = Sender.STATION
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: PublishFirmwareStatusEnum
        location: Opt[Annotated[list[String2000], Meta(min_length=1)]] = None
        requestId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class PullDynamicScheduleUpdate(Action):
    """Asks the CSMS for new limits and setpoints for a dynamic charging profile."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingProfileId: Exact[int]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: ChargingProfileStatusEnum
        scheduleUpdate: Opt[ChargingScheduleUpdateType] = None
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ReportChargingProfiles(Action):
    """Delivers one part of the charging profiles that the CSMS has asked for."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        requestId: Exact[int]
        chargingLimitSource: String20
        chargingProfile: Annotated[list[ChargingProfileType], Meta(min_length=1)]
        evseId: Exact[Annotated[int, Meta(ge=0)]]
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class ReportDERControl(Action):
    """Delivers one part of the DER controls that the CSMS has asked for."""

    sender = Sender.STATION
    block = Block("R", "DER Control")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        requestId: Exact[int]
        curve: Opt[Annotated[list[DERCurveGetType], Meta(min_length=1, max_length=24)]] = None
        enterService: Opt[Annotated[list[EnterServiceGetType], Meta(min_length=1, max_length=24)]] = None
        fixedPFAbsorb: Opt[Annotated[list[FixedPFGetType], Meta(min_length=1, max_length=24)]] = None
        fixedPFInject: Opt[Annotated[list[FixedPFGetType], Meta(min_length=1, max_length=24)]] = None
        fixedVar: Opt[Annotated[list[FixedVarGetType], Meta(min_length=1, max_length=24)]] = None
        freqDroop: Opt[Annotated[list[FreqDroopGetType], Meta(min_length=1, max_length=24)]] = None
        gradient: Opt[Annotated[list[GradientGetType], Meta(min_length=1, max_length=24)]] = None
        limitMaxDischarge: Opt[Annotated[list[LimitMaxDischargeGetType], Meta(min_length=1, max_length=24)]] = None
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class RequestBatterySwap(Action):
    """Asks the station to start a battery swap for the given identifier."""

    sender = Sender.CSMS
    block = Block("S", "Battery Swapping")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        idToken: IdTokenType
        requestId: Exact[int]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class RequestStartTransaction(Action):
    """Asks the station to start a transaction for the given identifier."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        idToken: IdTokenType
        remoteStartId: Exact[int]
        evseId: Opt[Exact[Annotated[int, Meta(ge=1)]]] = None
        groupIdToken: Opt[IdTokenType] = None
        chargingProfile: Opt[ChargingProfileType] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: RequestStartStopStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        transactionId: Opt[IdentifierString36] = None
        customData: Opt[CustomDataType] = None


class RequestStopTransaction(Action):
    """Asks the station to stop an ongoing transaction."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        transactionId: IdentifierString36
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: RequestStartStopStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ReservationStatusUpdate(Action):
    """Reports that a reservation has expired, was removed, or was used without a transaction."""

    sender = Sender.STATION
    block = Block("H", "Reservation")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        reservationId: Exact[Annotated[int, Meta(ge=0)]]
        reservationUpdateStatus: ReservationUpdateStatusEnum
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class ReserveNow(Action):
    """Reserves a given EVSE, any EVSE or a type of connector for an identifier until a given time."""

    sender = Sender.CSMS
    block = Block("H", "Reservation")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        id: Exact[Annotated[int, Meta(ge=0)]]
        expiryDateTime: DateTime
        idToken: IdTokenType
        connectorType: Opt[String20] = None
        evseId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        groupIdToken: Opt[IdTokenType] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ReserveNowStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class Reset(Action):
    """Asks for a reset of the station or one EVSE, now or when idle."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        type: ResetEnum
        evseId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ResetStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class SecurityEventNotification(Action):
    """Reports a security event, such as a failed login or an invalid certificate."""

    sender = Sender.STATION
    block = Block("A", "Security")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        type: String50
        timestamp: DateTime
        techInfo: Opt[String255] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class SendLocalList(Action):
    """Replaces or changes the local list of identifiers that the station can authorize by itself."""

    sender = Sender.CSMS
    block = Block("D", "Local Authorization List Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        versionNumber: Exact[int]
        updateType: UpdateEnum
        localAuthorizationList: Opt[Annotated[list[AuthorizationData], Meta(min_length=1)]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: SendLocalListStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class SetChargingProfile(Action):
    """Installs a charging profile to limit or steer the power or current of the station or an EVSE."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[Annotated[int, Meta(ge=0)]]
        chargingProfile: ChargingProfileType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ChargingProfileStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class SetDERControl(Action):
    """Installs a default or scheduled DER control, such as a volt-var curve or a fixed power factor."""

    sender = Sender.CSMS
    block = Block("R", "DER Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        isDefault: bool
        controlId: IdentifierString36
        controlType: DERControlEnum
        curve: Opt[DERCurveType] = None
        enterService: Opt[EnterServiceType] = None
        fixedPFAbsorb: Opt[FixedPFType] = None
        fixedPFInject: Opt[FixedPFType] = None
        fixedVar: Opt[FixedVarType] = None
        freqDroop: Opt[FreqDroopType] = None
        gradient: Opt[GradientType] = None
        limitMaxDischarge: Opt[LimitMaxDischargeType] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: DERControlStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        supersededIds: Opt[Annotated[list[IdentifierString36], Meta(min_length=1, max_length=24)]] = None
        customData: Opt[CustomDataType] = None


class SetDefaultTariff(Action):
    """Installs the tariff that applies to drivers without one of their own, on one or all EVSEs."""

    sender = Sender.CSMS
    block = Block("I", "Tariff and Cost")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[Annotated[int, Meta(ge=0)]]
        tariff: TariffType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: TariffSetStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class SetDisplayMessage(Action):
    """Adds a message for the station to display, or replaces the one with the same id."""

    sender = Sender.CSMS
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        message: MessageInfoType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: DisplayMessageStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class SetMonitoringBase(Action):
    """Chooses the basic set of monitors that the station activates."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        monitoringBase: MonitoringBaseEnum
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericDeviceModelStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class SetMonitoringLevel(Action):
    """Sets how severe an event must be for the station to report it."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        severity: Exact[Annotated[int, Meta(ge=0)]]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class SetNetworkProfile(Action):
    """Stores the settings of a connection to a CSMS in one of the configuration slots."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        configurationSlot: Exact[int]
        connectionData: NetworkConnectionProfileType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: SetNetworkProfileStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class SetVariableMonitoring(Action):
    """Adds or replaces monitors on variables of the station."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        setMonitoringData: Annotated[list[SetMonitoringDataType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        setMonitoringResult: Annotated[list[SetMonitoringResultType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None


class SetVariables(Action):
    """Changes attributes of one or more variables of the station."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        setVariableData: Annotated[list[SetVariableDataType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        setVariableResult: Annotated[list[SetVariableResultType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None


class SignCertificate(Action):
    """Sends a certificate signing request, so that the station gets a new certificate."""

    sender = Sender.STATION
    block = Block("A", "Security")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        csr: String5500
        certificateType: Opt[CertificateSigningUseEnum] = None
        hashRootCertificate: Opt[CertificateHashDataType] = None
        requestId: Opt[Exact[int]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class StatusNotification(Action):
    """Reports the current status of a connector."""

    sender = Sender.STATION
    block = Block("G", "Availability")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        timestamp: DateTime
        connectorStatus: ConnectorStatusEnum
        evseId: Exact[Annotated[int, Meta(ge=0)]]
        connectorId: Exact[Annotated[int, Meta(ge=0)]]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class TransactionEvent(Action):
    """Reports the start of a transaction, what happens during it, and its end."""

    sender = Sender.STATION
    block = Block("E", "Transactions")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        eventType: TransactionEventEnum
        timestamp: DateTime
        triggerReason: TriggerReasonEnum
        seqNo: Exact[Annotated[int, Meta(ge=0)]]
        transactionInfo: TransactionType
        costDetails: Opt[CostDetailsType] = None
        meterValue: Opt[Annotated[list[MeterValueType], Meta(min_length=1)]] = None
        offline: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        numberOfPhasesUsed: Opt[Exact[Annotated[int, Meta(ge=0, le=3)]]] = None
        cableMaxCurrent: Opt[Exact[Annotated[int, Meta(extra={"unit": "A"})]]] = None
        reservationId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        preconditioningStatus: Opt[
            Annotated[PreconditioningStatusEnum, Meta(extra={"default": PreconditioningStatusEnum.Unknown})]
        ] = None
        evseSleep: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        evse: Opt[EVSEType] = None
        idToken: Opt[IdTokenType] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        totalCost: Opt[Exact[Annotated[float, Meta(extra={"unit": "currency"})]]] = None
        chargingPriority: Opt[
            Exact[Annotated[int, Meta(extra={"default": 0, "default_if": "the idTokenInfo has none"})]]
        ] = None
        idTokenInfo: Opt[IdTokenInfoType] = None
        transactionLimit: Opt[TransactionLimitType] = None
        updatedPersonalMessage: Opt[MessageContentType] = None
        updatedPersonalMessageExtra: Opt[Annotated[list[MessageContentType], Meta(min_length=1, max_length=4)]] = None
        customData: Opt[CustomDataType] = None


class TriggerMessage(Action):
    """Asks the station to send a given message now."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestedMessage: MessageTriggerEnum
        evse: Opt[EVSEType] = None
        customTrigger: Opt[String50] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: TriggerMessageStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class UnlockConnector(Action):
    """Asks the station to unlock a connector, to help a driver whose cable is stuck."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[Annotated[int, Meta(ge=0)]]
        connectorId: Exact[Annotated[int, Meta(ge=0)]]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: UnlockStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class UnpublishFirmware(Action):
    """Asks a local controller to stop offering a published firmware file."""

    sender = Sender.CSMS
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        checksum: IdentifierString32
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: UnpublishFirmwareStatusEnum
        customData: Opt[CustomDataType] = None


class UpdateDynamicSchedule(Action):
    """Sends new limits and setpoints for a dynamic charging profile."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        chargingProfileId: Exact[int]
        scheduleUpdate: ChargingScheduleUpdateType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ChargingProfileStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class UpdateFirmware(Action):
    """Asks the station to download and install firmware at given times."""

    sender = Sender.CSMS
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        firmware: FirmwareType
        retries: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: UpdateFirmwareStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class UsePriorityCharging(Action):
    """Asks the station to start or stop charging a transaction with priority."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        transactionId: IdentifierString36
        activate: bool
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: PriorityChargingStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class VatNumberValidation(Action):
    """Asks the CSMS to check a VAT number and to name the company that it belongs to."""

    sender = Sender.STATION
    block = Block("C", "Authorization")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        vatNumber: String20
        evseId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        vatNumber: String20
        status: GenericStatusEnum
        company: Opt[AddressType] = None
        statusInfo: Opt[StatusInfoType] = None
        evseId: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
        customData: Opt[CustomDataType] = None


#: Every action of this version by its name on the wire.
IMPLEMENTED: Final = MappingProxyType[str, type[Action]](
    {
        "AFRRSignal": AFRRSignal,
        "AdjustPeriodicEventStream": AdjustPeriodicEventStream,
        "Authorize": Authorize,
        "BatterySwap": BatterySwap,
        "BootNotification": BootNotification,
        "CancelReservation": CancelReservation,
        "CertificateSigned": CertificateSigned,
        "ChangeAvailability": ChangeAvailability,
        "ChangeTransactionTariff": ChangeTransactionTariff,
        "ClearCache": ClearCache,
        "ClearChargingProfile": ClearChargingProfile,
        "ClearDERControl": ClearDERControl,
        "ClearDisplayMessage": ClearDisplayMessage,
        "ClearTariffs": ClearTariffs,
        "ClearVariableMonitoring": ClearVariableMonitoring,
        "ClearedChargingLimit": ClearedChargingLimit,
        "ClosePeriodicEventStream": ClosePeriodicEventStream,
        "CostUpdated": CostUpdated,
        "CustomerInformation": CustomerInformation,
        "DataTransfer": DataTransfer,
        "DeleteCertificate": DeleteCertificate,
        "FirmwareStatusNotification": FirmwareStatusNotification,
        "Get15118EVCertificate": Get15118EVCertificate,
        "GetBaseReport": GetBaseReport,
        "GetCertificateChainStatus": GetCertificateChainStatus,
        "GetCertificateStatus": GetCertificateStatus,
        "GetChargingProfiles": GetChargingProfiles,
        "GetCompositeSchedule": GetCompositeSchedule,
        "GetDERControl": GetDERControl,
        "GetDisplayMessages": GetDisplayMessages,
        "GetInstalledCertificateIds": GetInstalledCertificateIds,
        "GetLocalListVersion": GetLocalListVersion,
        "GetLog": GetLog,
        "GetMonitoringReport": GetMonitoringReport,
        "GetPeriodicEventStream": GetPeriodicEventStream,
        "GetReport": GetReport,
        "GetTariffs": GetTariffs,
        "GetTransactionStatus": GetTransactionStatus,
        "GetVariables": GetVariables,
        "Heartbeat": Heartbeat,
        "InstallCertificate": InstallCertificate,
        "LogStatusNotification": LogStatusNotification,
        "MeterValues": MeterValues,
        "NotifyAllowedEnergyTransfer": NotifyAllowedEnergyTransfer,
        "NotifyChargingLimit": NotifyChargingLimit,
        "NotifyCustomerInformation": NotifyCustomerInformation,
        "NotifyDERAlarm": NotifyDERAlarm,
        "NotifyDERStartStop": NotifyDERStartStop,
        "NotifyDisplayMessages": NotifyDisplayMessages,
        "NotifyEVChargingNeeds": NotifyEVChargingNeeds,
        "NotifyEVChargingSchedule": NotifyEVChargingSchedule,
        "NotifyEvent": NotifyEvent,
        "NotifyMonitoringReport": NotifyMonitoringReport,
        "NotifyPeriodicEventStream": NotifyPeriodicEventStream,
        "NotifyPriorityCharging": NotifyPriorityCharging,
        "NotifyReport": NotifyReport,
        "NotifySettlement": NotifySettlement,
        "NotifyWebPaymentStarted": NotifyWebPaymentStarted,
        "OpenPeriodicEventStream": OpenPeriodicEventStream,
        "PublishFirmware": PublishFirmware,
        "PublishFirmwareStatusNotification": PublishFirmwareStatusNotification,
        "PullDynamicScheduleUpdate": PullDynamicScheduleUpdate,
        "ReportChargingProfiles": ReportChargingProfiles,
        "ReportDERControl": ReportDERControl,
        "RequestBatterySwap": RequestBatterySwap,
        "RequestStartTransaction": RequestStartTransaction,
        "RequestStopTransaction": RequestStopTransaction,
        "ReservationStatusUpdate": ReservationStatusUpdate,
        "ReserveNow": ReserveNow,
        "Reset": Reset,
        "SecurityEventNotification": SecurityEventNotification,
        "SendLocalList": SendLocalList,
        "SetChargingProfile": SetChargingProfile,
        "SetDERControl": SetDERControl,
        "SetDefaultTariff": SetDefaultTariff,
        "SetDisplayMessage": SetDisplayMessage,
        "SetMonitoringBase": SetMonitoringBase,
        "SetMonitoringLevel": SetMonitoringLevel,
        "SetNetworkProfile": SetNetworkProfile,
        "SetVariableMonitoring": SetVariableMonitoring,
        "SetVariables": SetVariables,
        "SignCertificate": SignCertificate,
        "StatusNotification": StatusNotification,
        "TransactionEvent": TransactionEvent,
        "TriggerMessage": TriggerMessage,
        "UnlockConnector": UnlockConnector,
        "UnpublishFirmware": UnpublishFirmware,
        "UpdateDynamicSchedule": UpdateDynamicSchedule,
        "UpdateFirmware": UpdateFirmware,
        "UsePriorityCharging": UsePriorityCharging,
        "VatNumberValidation": VatNumberValidation,
    }
)

#: A request of any action, for `match`.
AnyRequest: TypeAlias = (
    AFRRSignal.Request
    | AdjustPeriodicEventStream.Request
    | Authorize.Request
    | BatterySwap.Request
    | BootNotification.Request
    | CancelReservation.Request
    | CertificateSigned.Request
    | ChangeAvailability.Request
    | ChangeTransactionTariff.Request
    | ClearCache.Request
    | ClearChargingProfile.Request
    | ClearDERControl.Request
    | ClearDisplayMessage.Request
    | ClearTariffs.Request
    | ClearVariableMonitoring.Request
    | ClearedChargingLimit.Request
    | ClosePeriodicEventStream.Request
    | CostUpdated.Request
    | CustomerInformation.Request
    | DataTransfer.Request
    | DeleteCertificate.Request
    | FirmwareStatusNotification.Request
    | Get15118EVCertificate.Request
    | GetBaseReport.Request
    | GetCertificateChainStatus.Request
    | GetCertificateStatus.Request
    | GetChargingProfiles.Request
    | GetCompositeSchedule.Request
    | GetDERControl.Request
    | GetDisplayMessages.Request
    | GetInstalledCertificateIds.Request
    | GetLocalListVersion.Request
    | GetLog.Request
    | GetMonitoringReport.Request
    | GetPeriodicEventStream.Request
    | GetReport.Request
    | GetTariffs.Request
    | GetTransactionStatus.Request
    | GetVariables.Request
    | Heartbeat.Request
    | InstallCertificate.Request
    | LogStatusNotification.Request
    | MeterValues.Request
    | NotifyAllowedEnergyTransfer.Request
    | NotifyChargingLimit.Request
    | NotifyCustomerInformation.Request
    | NotifyDERAlarm.Request
    | NotifyDERStartStop.Request
    | NotifyDisplayMessages.Request
    | NotifyEVChargingNeeds.Request
    | NotifyEVChargingSchedule.Request
    | NotifyEvent.Request
    | NotifyMonitoringReport.Request
    | NotifyPeriodicEventStream.Request
    | NotifyPriorityCharging.Request
    | NotifyReport.Request
    | NotifySettlement.Request
    | NotifyWebPaymentStarted.Request
    | OpenPeriodicEventStream.Request
    | PublishFirmware.Request
    | PublishFirmwareStatusNotification.Request
    | PullDynamicScheduleUpdate.Request
    | ReportChargingProfiles.Request
    | ReportDERControl.Request
    | RequestBatterySwap.Request
    | RequestStartTransaction.Request
    | RequestStopTransaction.Request
    | ReservationStatusUpdate.Request
    | ReserveNow.Request
    | Reset.Request
    | SecurityEventNotification.Request
    | SendLocalList.Request
    | SetChargingProfile.Request
    | SetDERControl.Request
    | SetDefaultTariff.Request
    | SetDisplayMessage.Request
    | SetMonitoringBase.Request
    | SetMonitoringLevel.Request
    | SetNetworkProfile.Request
    | SetVariableMonitoring.Request
    | SetVariables.Request
    | SignCertificate.Request
    | StatusNotification.Request
    | TransactionEvent.Request
    | TriggerMessage.Request
    | UnlockConnector.Request
    | UnpublishFirmware.Request
    | UpdateDynamicSchedule.Request
    | UpdateFirmware.Request
    | UsePriorityCharging.Request
    | VatNumberValidation.Request
)

#: A response of any action, for `match`.
AnyResponse: TypeAlias = (
    AFRRSignal.Response
    | AdjustPeriodicEventStream.Response
    | Authorize.Response
    | BatterySwap.Response
    | BootNotification.Response
    | CancelReservation.Response
    | CertificateSigned.Response
    | ChangeAvailability.Response
    | ChangeTransactionTariff.Response
    | ClearCache.Response
    | ClearChargingProfile.Response
    | ClearDERControl.Response
    | ClearDisplayMessage.Response
    | ClearTariffs.Response
    | ClearVariableMonitoring.Response
    | ClearedChargingLimit.Response
    | ClosePeriodicEventStream.Response
    | CostUpdated.Response
    | CustomerInformation.Response
    | DataTransfer.Response
    | DeleteCertificate.Response
    | FirmwareStatusNotification.Response
    | Get15118EVCertificate.Response
    | GetBaseReport.Response
    | GetCertificateChainStatus.Response
    | GetCertificateStatus.Response
    | GetChargingProfiles.Response
    | GetCompositeSchedule.Response
    | GetDERControl.Response
    | GetDisplayMessages.Response
    | GetInstalledCertificateIds.Response
    | GetLocalListVersion.Response
    | GetLog.Response
    | GetMonitoringReport.Response
    | GetPeriodicEventStream.Response
    | GetReport.Response
    | GetTariffs.Response
    | GetTransactionStatus.Response
    | GetVariables.Response
    | Heartbeat.Response
    | InstallCertificate.Response
    | LogStatusNotification.Response
    | MeterValues.Response
    | NotifyAllowedEnergyTransfer.Response
    | NotifyChargingLimit.Response
    | NotifyCustomerInformation.Response
    | NotifyDERAlarm.Response
    | NotifyDERStartStop.Response
    | NotifyDisplayMessages.Response
    | NotifyEVChargingNeeds.Response
    | NotifyEVChargingSchedule.Response
    | NotifyEvent.Response
    | NotifyMonitoringReport.Response
    | NotifyPriorityCharging.Response
    | NotifyReport.Response
    | NotifySettlement.Response
    | NotifyWebPaymentStarted.Response
    | OpenPeriodicEventStream.Response
    | PublishFirmware.Response
    | PublishFirmwareStatusNotification.Response
    | PullDynamicScheduleUpdate.Response
    | ReportChargingProfiles.Response
    | ReportDERControl.Response
    | RequestBatterySwap.Response
    | RequestStartTransaction.Response
    | RequestStopTransaction.Response
    | ReservationStatusUpdate.Response
    | ReserveNow.Response
    | Reset.Response
    | SecurityEventNotification.Response
    | SendLocalList.Response
    | SetChargingProfile.Response
    | SetDERControl.Response
    | SetDefaultTariff.Response
    | SetDisplayMessage.Response
    | SetMonitoringBase.Response
    | SetMonitoringLevel.Response
    | SetNetworkProfile.Response
    | SetVariableMonitoring.Response
    | SetVariables.Response
    | SignCertificate.Response
    | StatusNotification.Response
    | TransactionEvent.Response
    | TriggerMessage.Response
    | UnlockConnector.Response
    | UnpublishFirmware.Response
    | UpdateDynamicSchedule.Response
    | UpdateFirmware.Response
    | UsePriorityCharging.Response
    | VatNumberValidation.Response
)

__all__ = (
    "IMPLEMENTED",
    "AFRRSignal",
    "Action",
    "AdjustPeriodicEventStream",
    "AnyRequest",
    "AnyResponse",
    "Authorize",
    "BatterySwap",
    "BootNotification",
    "CancelReservation",
    "CertificateSigned",
    "ChangeAvailability",
    "ChangeTransactionTariff",
    "ClearCache",
    "ClearChargingProfile",
    "ClearDERControl",
    "ClearDisplayMessage",
    "ClearTariffs",
    "ClearVariableMonitoring",
    "ClearedChargingLimit",
    "ClosePeriodicEventStream",
    "CostUpdated",
    "CustomerInformation",
    "DataTransfer",
    "DeleteCertificate",
    "FirmwareStatusNotification",
    "Get15118EVCertificate",
    "GetBaseReport",
    "GetCertificateChainStatus",
    "GetCertificateStatus",
    "GetChargingProfiles",
    "GetCompositeSchedule",
    "GetDERControl",
    "GetDisplayMessages",
    "GetInstalledCertificateIds",
    "GetLocalListVersion",
    "GetLog",
    "GetMonitoringReport",
    "GetPeriodicEventStream",
    "GetReport",
    "GetTariffs",
    "GetTransactionStatus",
    "GetVariables",
    "Heartbeat",
    "InstallCertificate",
    "LogStatusNotification",
    "MeterValues",
    "NotifyAllowedEnergyTransfer",
    "NotifyChargingLimit",
    "NotifyCustomerInformation",
    "NotifyDERAlarm",
    "NotifyDERStartStop",
    "NotifyDisplayMessages",
    "NotifyEVChargingNeeds",
    "NotifyEVChargingSchedule",
    "NotifyEvent",
    "NotifyMonitoringReport",
    "NotifyPeriodicEventStream",
    "NotifyPriorityCharging",
    "NotifyReport",
    "NotifySettlement",
    "NotifyWebPaymentStarted",
    "OpenPeriodicEventStream",
    "PublishFirmware",
    "PublishFirmwareStatusNotification",
    "PullDynamicScheduleUpdate",
    "ReportChargingProfiles",
    "ReportDERControl",
    "RequestBatterySwap",
    "RequestStartTransaction",
    "RequestStopTransaction",
    "ReservationStatusUpdate",
    "ReserveNow",
    "Reset",
    "SecurityEventNotification",
    "SendLocalList",
    "SetChargingProfile",
    "SetDERControl",
    "SetDefaultTariff",
    "SetDisplayMessage",
    "SetMonitoringBase",
    "SetMonitoringLevel",
    "SetNetworkProfile",
    "SetVariableMonitoring",
    "SetVariables",
    "SignCertificate",
    "StatusNotification",
    "TransactionEvent",
    "TriggerMessage",
    "UnlockConnector",
    "UnpublishFirmware",
    "UpdateDynamicSchedule",
    "UpdateFirmware",
    "UsePriorityCharging",
    "VatNumberValidation",
)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> NoReturn:
        raise explain_missing(__name__, name, __all__)
