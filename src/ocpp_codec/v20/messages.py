"""OCPP 2.0: the messages, an action each.

Generated from the official schemas and codegen/overlay/v20.toml: `make generate` writes it anew. Do not edit.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, NoReturn, TypeAlias

from msgspec import Meta, field

from .._core.compat import OcppJsonProtocol
from .._core.fields import DateTime, Exact, Json, Opt
from .._core.missing_names import explain_missing
from .._core.record import Action as _Action
from .._core.record import Block, Payload, RequestOf, Sender
from .._core.strings import (
    IdentifierString32,
    IdentifierString36,
    String50,
    String64,
    String255,
    String512,
    String800,
    String5500,
)
from .datatypes import (
    AuthorizationData,
    CertificateChainType,
    CertificateHashDataType,
    ChargingLimitType,
    ChargingNeedsType,
    ChargingProfileCriterionType,
    ChargingProfileType,
    ChargingScheduleType,
    ChargingStationType,
    ClearChargingProfileType,
    ClearMonitoringResultType,
    ComponentVariableType,
    CompositeScheduleType,
    EventDataType,
    EVSEType,
    FirmwareType,
    GetVariableDataType,
    GetVariableResultType,
    IdTokenInfoType,
    IdTokenType,
    LogParametersType,
    MessageContentType,
    MessageInfoType,
    MeterValueType,
    MonitoringDataType,
    NetworkConnectionProfileType,
    OCSPRequestDataType,
    ReportDataType,
    ReportedChargingScheduleType,
    ReservationType,
    SAScheduleType,
    SetMonitoringDataType,
    SetMonitoringResultType,
    SetVariableDataType,
    SetVariableResultType,
    TransactionType,
)
from .enums import (
    BootReasonEnum,
    CancelReservationStatusEnum,
    CertificateSignedStatusEnum,
    CertificateSigningUseEnum,
    CertificateStatusEnum,
    CertificateUseEnum,
    ChangeAvailabilityStatusEnum,
    ChargingLimitSourceEnum,
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
    DisplayMessageStatusEnum,
    FirmwareStatusEnum,
    GenericDeviceModelStatusEnum,
    GenericStatusEnum,
    GetChargingProfileStatusEnum,
    GetCompositeScheduleStatusEnum,
    GetDisplayMessagesStatusEnum,
    GetInstalledCertificateStatusEnum,
    Iso15118EVCertificateStatusEnum,
    LogEnum,
    LogStatusEnum,
    MessagePriorityEnum,
    MessageStateEnum,
    MessageTriggerEnum,
    MonitoringBaseEnum,
    MonitoringCriterionEnum,
    NotifyEVChargingNeedsStatusEnum,
    OperationalStatusEnum,
    PublishFirmwareStatusEnum,
    RegistrationStatusEnum,
    ReportBaseEnum,
    RequestStartStopStatusEnum,
    ReservationUpdateStatusEnum,
    ReserveNowStatusEnum,
    ResetEnum,
    ResetStatusEnum,
    SecurityEventEnum,
    SendLocalListStatusEnum,
    SetNetworkProfileStatusEnum,
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
    """Base of the actions of OCPP 2.0."""

    protocol = OcppJsonProtocol.v20
    block: ClassVar[Block]  # pyright: ignore[reportIncompatibleVariableOverride]


class Authorize(Action):
    """Asks whether the holder of an identifier or contract certificate may charge."""

    sender = Sender.STATION
    block = Block("C", "Authorization")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        idToken: IdTokenType
        _15118CertificateHashData: Opt[Annotated[list[OCSPRequestDataType], Meta(min_length=1, max_length=4)]] = field(
            default=None, name="15118CertificateHashData"
        )
        evseId: Opt[Annotated[list[Exact[int]], Meta(min_length=1)]] = None

    class Response(Payload):
        """From the CSMS to the station."""

        idTokenInfo: IdTokenInfoType
        certificateStatus: Opt[CertificateStatusEnum] = None
        evseId: Opt[Annotated[list[Exact[int]], Meta(min_length=1)]] = None


class BootNotification(Action):
    """Announces a station after it has started and asks to be registered."""

    sender = Sender.STATION
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingStation: ChargingStationType
        reason: BootReasonEnum

    class Response(Payload):
        """From the CSMS to the station."""

        currentTime: DateTime
        interval: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
        status: RegistrationStatusEnum


class CancelReservation(Action):
    """Withdraws a reservation before it is used or expires."""

    sender = Sender.CSMS
    block = Block("H", "Reservation")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        reservationId: Exact[int]

    class Response(Payload):
        """From the station to the CSMS."""

        status: CancelReservationStatusEnum


class CertificateSigned(Action):
    """Delivers the signed certificate, with its chain, that the station had requested."""

    sender = Sender.CSMS
    block = Block("A", "Security")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        cert: Annotated[list[String800], Meta(min_length=1)]
        typeOfCertificate: Opt[CertificateSigningUseEnum] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: CertificateSignedStatusEnum


class ChangeAvailability(Action):
    """Puts the whole station or one EVSE into or out of operation."""

    sender = Sender.CSMS
    block = Block("G", "Availability")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[int]
        operationalStatus: OperationalStatusEnum

    class Response(Payload):
        """From the station to the CSMS."""

        status: ChangeAvailabilityStatusEnum


class ClearCache(Action):
    """Asks the station to delete all identifiers from its authorization cache."""

    sender = Sender.CSMS
    block = Block("C", "Authorization")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

    class Response(Payload):
        """From the station to the CSMS."""

        status: ClearCacheStatusEnum


class ClearChargingProfile(Action):
    """Removes charging profiles, chosen by id, EVSE, purpose or stack level."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Opt[Exact[int]] = None
        chargingProfile: Opt[ClearChargingProfileType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ClearChargingProfileStatusEnum


class ClearDisplayMessage(Action):
    """Removes one message from those the station is set to display."""

    sender = Sender.CSMS
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        id: Exact[int]

    class Response(Payload):
        """From the station to the CSMS."""

        status: ClearMessageStatusEnum


class ClearVariableMonitoring(Action):
    """Removes monitors of variables by their ids."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        id: Annotated[list[Exact[int]], Meta(min_length=1)]

    class Response(Payload):
        """From the station to the CSMS."""

        clearMonitoringResult: Annotated[list[ClearMonitoringResultType], Meta(min_length=1)]


class ClearedChargingLimit(Action):
    """Reports that an external source has lifted a charging limit it had set."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingLimitSource: ChargingLimitSourceEnum
        evseId: Opt[Exact[int]] = None

    class Response(Payload):
        """From the CSMS to the station."""


class CostUpdated(Action):
    """Sends the running total cost of a transaction for display to the driver."""

    sender = Sender.CSMS
    block = Block("I", "Tariff and Cost")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        totalCost: Exact[Annotated[float, Meta(extra={"unit": "currency"})]]
        transactionId: IdentifierString36

    class Response(Payload):
        """From the station to the CSMS."""


class CustomerInformation(Action):
    """Asks the station to report the data it holds about a customer, to delete it, or both."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        report: bool
        clear: bool
        customerCertificate: Opt[CertificateHashDataType] = None
        idToken: Opt[IdTokenType] = None
        customerIdentifier: Opt[String64] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: CustomerInformationStatusEnum


class DataTransfer(Action):
    """Carries vendor-specific data that no other message covers."""

    sender = Sender.BOTH
    block = Block("P", "Data Transfer")

    class Request(RequestOf["Response"]):
        """From either side to the other."""

        vendorId: String255
        messageId: Opt[String50] = None
        data: Opt[Json] = None

    class Response(Payload):
        """From either side to the other."""

        status: DataTransferStatusEnum
        data: Opt[Json] = None


class DeleteCertificate(Action):
    """Asks the station to delete the installed certificate with the given hash data."""

    sender = Sender.CSMS
    block = Block("M", "ISO 15118 Certificate Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateHashData: CertificateHashDataType

    class Response(Payload):
        """From the station to the CSMS."""

        status: DeleteCertificateStatusEnum


class FirmwareStatusNotification(Action):
    """Reports the progress of a firmware update: download, verification and installation."""

    sender = Sender.STATION
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: FirmwareStatusEnum
        requestId: Exact[int]

    class Response(Payload):
        """From the CSMS to the station."""


class Get15118EVCertificate(Action):
    """Passes on the request of an EV to install a contract certificate."""

    sender = Sender.STATION
    block = Block("M", "ISO 15118 Certificate Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        _15118SchemaVersion: String50 = field(name="15118SchemaVersion")
        exiRequest: String5500

    class Response(Payload):
        """From the CSMS to the station."""

        status: Iso15118EVCertificateStatusEnum
        saProvisioningCertificateChain: CertificateChainType
        contractSignatureCertificateChain: CertificateChainType
        exiResponse: String5500


class GetBaseReport(Action):
    """Asks for one of the predefined reports on the device model of the station."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        reportBase: ReportBaseEnum

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericDeviceModelStatusEnum


class GetCertificateStatus(Action):
    """Asks the CSMS to fetch the OCSP revocation status of a certificate."""

    sender = Sender.STATION
    block = Block("M", "ISO 15118 Certificate Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        ocspRequestData: OCSPRequestDataType

    class Response(Payload):
        """From the CSMS to the station."""

        status: GenericStatusEnum
        ocspResult: Opt[String5500] = None


class GetChargingProfiles(Action):
    """Asks the station to report the installed charging profiles that match the criteria."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        chargingProfile: ChargingProfileCriterionType
        requestId: Opt[Exact[int]] = None
        evseId: Opt[Exact[int]] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GetChargingProfileStatusEnum


class GetCompositeSchedule(Action):
    """Asks for the schedule that results from all active charging profiles and limits together."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        duration: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
        evseId: Exact[int]
        chargingRateUnit: Opt[ChargingRateUnitEnum] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GetCompositeScheduleStatusEnum
        evseId: Exact[int]
        schedule: Opt[CompositeScheduleType] = None


class GetDisplayMessages(Action):
    """Asks the station to report its display messages, filtered by id, priority or state."""

    sender = Sender.CSMS
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        priority: Opt[MessagePriorityEnum] = None
        state: Opt[MessageStateEnum] = None
        id: Opt[Annotated[list[Exact[int]], Meta(min_length=1)]] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GetDisplayMessagesStatusEnum


class GetInstalledCertificateIds(Action):
    """Asks which certificates of a given kind are installed on the station."""

    sender = Sender.CSMS
    block = Block("M", "ISO 15118 Certificate Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        typeOfCertificate: CertificateUseEnum

    class Response(Payload):
        """From the station to the CSMS."""

        status: GetInstalledCertificateStatusEnum
        certificateHashData: Opt[Annotated[list[CertificateHashDataType], Meta(min_length=1)]] = None


class GetLocalListVersion(Action):
    """Asks for the version number of the local authorization list."""

    sender = Sender.CSMS
    block = Block("D", "Local Authorization List Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

    class Response(Payload):
        """From the station to the CSMS."""

        versionNumber: Exact[int]


class GetLog(Action):
    """Asks the station to upload its diagnostics or security log to a given location."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        log: LogParametersType
        logType: LogEnum
        requestId: Exact[int]
        retries: Opt[Exact[int]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: LogStatusEnum
        filename: Opt[String255] = None


class GetMonitoringReport(Action):
    """Asks which monitors are set, filtered by kind of monitor, component and variable."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        componentVariable: Opt[Annotated[list[ComponentVariableType], Meta(min_length=1)]] = None
        requestId: Opt[Exact[int]] = None
        monitoringCriteria: Opt[Annotated[list[MonitoringCriterionEnum], Meta(min_length=1, max_length=3)]] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericDeviceModelStatusEnum


class GetReport(Action):
    """Asks for a report on selected components and variables of the station."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        componentVariable: Opt[Annotated[list[ComponentVariableType], Meta(min_length=1)]] = None
        requestId: Opt[Exact[int]] = None
        componentCriteria: Opt[Annotated[list[ComponentCriterionEnum], Meta(min_length=1, max_length=4)]] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericDeviceModelStatusEnum


class GetTransactionStatus(Action):
    """Asks whether a transaction is ongoing and whether messages about it are still queued."""

    sender = Sender.CSMS
    block = Block("E", "Transactions")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        transactionId: Opt[IdentifierString36] = None

    class Response(Payload):
        """From the station to the CSMS."""

        messagesInQueue: bool
        ongoingIndicator: Opt[bool] = None


class GetVariables(Action):
    """Reads attributes of one or more variables of the station."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        getVariableData: Annotated[list[GetVariableDataType], Meta(min_length=1)]

    class Response(Payload):
        """From the station to the CSMS."""

        getVariableResult: Annotated[list[GetVariableResultType], Meta(min_length=1)]


class Heartbeat(Action):
    """Shows that the station is still connected and fetches the current time from the CSMS."""

    sender = Sender.STATION
    block = Block("G", "Availability")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

    class Response(Payload):
        """From the CSMS to the station."""

        currentTime: DateTime


class InstallCertificate(Action):
    """Asks the station to install a root or sub-CA certificate."""

    sender = Sender.CSMS
    block = Block("M", "ISO 15118 Certificate Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateType: CertificateUseEnum
        certificate: String800

    class Response(Payload):
        """From the station to the CSMS."""

        status: CertificateStatusEnum


class LogStatusNotification(Action):
    """Reports the progress of a log upload."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: UploadLogStatusEnum
        requestId: Exact[int]

    class Response(Payload):
        """From the CSMS to the station."""


class MeterValues(Action):
    """Sends meter readings that do not belong to a transaction, such as those of the main meter."""

    sender = Sender.STATION
    block = Block("J", "Meter Values")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        evseId: Exact[int]
        meterValue: Annotated[list[MeterValueType], Meta(min_length=1)]

    class Response(Payload):
        """From the CSMS to the station."""


class NotifyCentralChargingNeeds(Action):
    """Gives the station the power schedules and tariffs to offer to an EV over ISO 15118."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[int]
        saSchedule: Annotated[list[SAScheduleType], Meta(min_length=1, max_length=3)]

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum


class NotifyChargingLimit(Action):
    """Reports that an external source, such as an energy management system, has set a limit."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingLimit: ChargingLimitType
        chargingSchedule: Opt[Annotated[list[ChargingScheduleType], Meta(min_length=1)]] = None
        evseId: Opt[Exact[int]] = None

    class Response(Payload):
        """From the CSMS to the station."""


class NotifyCustomerInformation(Action):
    """Delivers one part of the customer data that the CSMS has asked for."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        data: String512
        tbc: bool
        seqNo: Exact[int]
        generatedAt: DateTime
        requestId: Opt[Exact[int]] = None

    class Response(Payload):
        """From the CSMS to the station."""


class NotifyDisplayMessages(Action):
    """Delivers one part of the list of display messages that the CSMS has asked for."""

    sender = Sender.STATION
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        messageInfo: Annotated[list[MessageInfoType], Meta(min_length=1)]
        requestId: Exact[int]
        tbc: bool

    class Response(Payload):
        """From the CSMS to the station."""


class NotifyEVChargingNeeds(Action):
    """Passes on the energy, limits and departure time that an EV has given over ISO 15118."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingNeeds: ChargingNeedsType
        evseId: Exact[int]
        maxScheduleTuples: Opt[Exact[int]] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: NotifyEVChargingNeedsStatusEnum


class NotifyEVChargingSchedule(Action):
    """Passes on the schedule by which the EV plans to charge within the limits offered to it."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        timeBase: DateTime
        chargingSchedule: ReportedChargingScheduleType
        evseId: Exact[int]

    class Response(Payload):
        """From the CSMS to the station."""

        status: GenericStatusEnum


class NotifyEvent(Action):
    """Reports events from monitored or otherwise noteworthy variables."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        generatedAt: DateTime
        tbc: bool
        seqNo: Exact[int]
        eventData: Annotated[list[EventDataType], Meta(min_length=1)]

    class Response(Payload):
        """From the CSMS to the station."""


class NotifyMonitoringReport(Action):
    """Delivers one part of a requested report on the monitors that are set."""

    sender = Sender.STATION
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        monitor: Annotated[list[MonitoringDataType], Meta(min_length=1)]
        tbc: bool
        seqNo: Exact[int]
        generatedAt: DateTime
        requestId: Opt[Exact[int]] = None

    class Response(Payload):
        """From the CSMS to the station."""


class NotifyReport(Action):
    """Delivers one part of a requested report on components and variables."""

    sender = Sender.STATION
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        generatedAt: DateTime
        reportData: Annotated[list[ReportDataType], Meta(min_length=1)]
        tbc: bool
        seqNo: Exact[int]
        requestId: Opt[Exact[int]] = None

    class Response(Payload):
        """From the CSMS to the station."""


class PublishFirmware(Action):
    """Asks a local controller to download firmware and offer it to the stations behind it."""

    sender = Sender.CSMS
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        location: String512
        checksum: IdentifierString32
        retries: Opt[Exact[int]] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum


class PublishFirmwareStatusNotification(Action):
    """Reports how far a local controller is with downloading and publishing firmware."""

    sender = Sender.STATION
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: PublishFirmwareStatusEnum
        location: Opt[Annotated[list[String512], Meta(min_length=1)]] = None

    class Response(Payload):
        """From the CSMS to the station."""


class Renegotiate15118Schedule(Action):
    """Asks the station to renegotiate the charging schedule with the EV over ISO 15118."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evse: EVSEType

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum


class ReportChargingProfiles(Action):
    """Delivers one part of the charging profiles that the CSMS has asked for."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingLimitSource: ChargingLimitSourceEnum
        chargingProfile: Annotated[list[ChargingProfileType], Meta(min_length=1)]
        evseId: Exact[int]
        requestId: Opt[Exact[int]] = None
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None

    class Response(Payload):
        """From the CSMS to the station."""


class RequestStartTransaction(Action):
    """Asks the station to start a transaction for the given identifier."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        idToken: IdTokenType
        remoteStartId: Exact[int]
        evseId: Opt[Exact[int]] = None
        chargingProfile: Opt[ChargingProfileType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: RequestStartStopStatusEnum
        transactionId: Opt[IdentifierString36] = None


class RequestStopTransaction(Action):
    """Asks the station to stop an ongoing transaction."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        transactionId: IdentifierString36

    class Response(Payload):
        """From the station to the CSMS."""

        status: RequestStartStopStatusEnum


class ReservationStatusUpdate(Action):
    """Reports that a reservation has expired or that the station has removed it."""

    sender = Sender.STATION
    block = Block("H", "Reservation")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        reservationId: Exact[int]
        reservationUpdateStatus: ReservationUpdateStatusEnum

    class Response(Payload):
        """From the CSMS to the station."""


class ReserveNow(Action):
    """Reserves an EVSE, or a type of connector on it, for an identifier until a given time."""

    sender = Sender.CSMS
    block = Block("H", "Reservation")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        idToken: IdTokenType
        reservation: ReservationType
        groupIdToken: Opt[IdTokenType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ReserveNowStatusEnum


class Reset(Action):
    """Asks the station to reset, now or when no transaction is ongoing."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        type: ResetEnum

    class Response(Payload):
        """From the station to the CSMS."""

        status: ResetStatusEnum


class SecurityEventNotification(Action):
    """Reports a security event, such as a failed login or an invalid certificate."""

    sender = Sender.STATION
    block = Block("A", "Security")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        type: SecurityEventEnum
        timestamp: DateTime

    class Response(Payload):
        """From the CSMS to the station."""


class SendLocalList(Action):
    """Replaces or changes the local list of identifiers that the station can authorize by itself."""

    sender = Sender.CSMS
    block = Block("D", "Local Authorization List Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        versionNumber: Exact[int]
        updateType: UpdateEnum
        localAuthorizationList: Opt[Annotated[list[AuthorizationData], Meta(min_length=1)]] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: SendLocalListStatusEnum


class SetChargingProfile(Action):
    """Installs a charging profile on the station or one EVSE to limit its power or current."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[int]
        chargingProfile: ChargingProfileType

    class Response(Payload):
        """From the station to the CSMS."""

        status: ChargingProfileStatusEnum


class SetDisplayMessage(Action):
    """Adds a message for the station to display, or replaces the one with the same id."""

    sender = Sender.CSMS
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        message: MessageInfoType

    class Response(Payload):
        """From the station to the CSMS."""

        status: DisplayMessageStatusEnum


class SetMonitoringBase(Action):
    """Chooses the basic set of monitors that the station activates."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        monitoringBase: MonitoringBaseEnum

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericDeviceModelStatusEnum


class SetMonitoringLevel(Action):
    """Sets how severe an event must be for the station to report it."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        severity: Exact[int]

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum


class SetNetworkProfile(Action):
    """Stores the settings of a connection to a CSMS in one of the configuration slots."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        configurationSlot: Exact[int]
        connectionData: NetworkConnectionProfileType

    class Response(Payload):
        """From the station to the CSMS."""

        status: SetNetworkProfileStatusEnum


class SetVariableMonitoring(Action):
    """Adds or replaces monitors on variables of the station."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        setMonitoringData: Annotated[list[SetMonitoringDataType], Meta(min_length=1)]

    class Response(Payload):
        """From the station to the CSMS."""

        setMonitoringResult: Annotated[list[SetMonitoringResultType], Meta(min_length=1)]


class SetVariables(Action):
    """Changes attributes of one or more variables of the station."""

    sender = Sender.CSMS
    block = Block("B", "Provisioning")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        setVariableData: Annotated[list[SetVariableDataType], Meta(min_length=1)]

    class Response(Payload):
        """From the station to the CSMS."""

        setVariableResult: Annotated[list[SetVariableResultType], Meta(min_length=1)]


class SignCertificate(Action):
    """Sends a certificate signing request, so that the station gets a new certificate."""

    sender = Sender.STATION
    block = Block("A", "Security")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        csr: String800
        typeOfCertificate: Opt[CertificateSigningUseEnum] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: GenericStatusEnum


class StatusNotification(Action):
    """Reports the current status of a connector."""

    sender = Sender.STATION
    block = Block("G", "Availability")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        timestamp: DateTime
        connectorStatus: ConnectorStatusEnum
        evseId: Exact[int]
        connectorId: Exact[int]

    class Response(Payload):
        """From the CSMS to the station."""


class TransactionEvent(Action):
    """Reports the start of a transaction, what happens during it, and its end."""

    sender = Sender.STATION
    block = Block("E", "Transactions")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        eventType: TransactionEventEnum
        timestamp: DateTime
        triggerReason: TriggerReasonEnum
        seqNo: Exact[int]
        transactionData: TransactionType
        meterValue: Opt[Annotated[list[MeterValueType], Meta(min_length=1)]] = None
        offline: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        numberOfPhasesUsed: Opt[Exact[int]] = None
        cableMaxCurrent: Opt[Exact[Annotated[float, Meta(extra={"unit": "A"})]]] = None
        reservationId: Opt[Exact[int]] = None
        evse: Opt[EVSEType] = None
        idToken: Opt[IdTokenType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        totalCost: Opt[Exact[Annotated[float, Meta(extra={"unit": "currency"})]]] = None
        chargingPriority: Opt[
            Exact[Annotated[int, Meta(extra={"default": 0, "default_if": "the idTokenInfo has none"})]]
        ] = None
        idTokenInfo: Opt[IdTokenInfoType] = None
        updatedPersonalMessage: Opt[MessageContentType] = None


class TriggerMessage(Action):
    """Asks the station to send a given message now."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestedMessage: MessageTriggerEnum
        evse: Opt[EVSEType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: TriggerMessageStatusEnum


class UnlockConnector(Action):
    """Asks the station to unlock a connector, to help a driver whose cable is stuck."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[int]
        connectorId: Exact[int]

    class Response(Payload):
        """From the station to the CSMS."""

        status: UnlockStatusEnum


class UnpublishFirmware(Action):
    """Asks a local controller to stop offering a published firmware file."""

    sender = Sender.CSMS
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        checksum: IdentifierString32

    class Response(Payload):
        """From the station to the CSMS."""

        status: UnpublishFirmwareStatusEnum


class Update15118EVCertificate(Action):
    """Passes on the request of an EV to update the contract certificate it has."""

    sender = Sender.STATION
    block = Block("M", "ISO 15118 Certificate Management")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        _15118SchemaVersion: String50 = field(name="15118SchemaVersion")
        exiRequest: String5500

    class Response(Payload):
        """From the CSMS to the station."""

        status: Iso15118EVCertificateStatusEnum
        exiResponse: Opt[String5500] = None


class UpdateFirmware(Action):
    """Asks the station to download and install firmware at given times."""

    sender = Sender.CSMS
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        firmware: FirmwareType
        retries: Opt[Exact[int]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: UpdateFirmwareStatusEnum


#: Every action of this version by its name on the wire.
IMPLEMENTED: Final = MappingProxyType[str, type[Action]](
    {
        "Authorize": Authorize,
        "BootNotification": BootNotification,
        "CancelReservation": CancelReservation,
        "CertificateSigned": CertificateSigned,
        "ChangeAvailability": ChangeAvailability,
        "ClearCache": ClearCache,
        "ClearChargingProfile": ClearChargingProfile,
        "ClearDisplayMessage": ClearDisplayMessage,
        "ClearVariableMonitoring": ClearVariableMonitoring,
        "ClearedChargingLimit": ClearedChargingLimit,
        "CostUpdated": CostUpdated,
        "CustomerInformation": CustomerInformation,
        "DataTransfer": DataTransfer,
        "DeleteCertificate": DeleteCertificate,
        "FirmwareStatusNotification": FirmwareStatusNotification,
        "Get15118EVCertificate": Get15118EVCertificate,
        "GetBaseReport": GetBaseReport,
        "GetCertificateStatus": GetCertificateStatus,
        "GetChargingProfiles": GetChargingProfiles,
        "GetCompositeSchedule": GetCompositeSchedule,
        "GetDisplayMessages": GetDisplayMessages,
        "GetInstalledCertificateIds": GetInstalledCertificateIds,
        "GetLocalListVersion": GetLocalListVersion,
        "GetLog": GetLog,
        "GetMonitoringReport": GetMonitoringReport,
        "GetReport": GetReport,
        "GetTransactionStatus": GetTransactionStatus,
        "GetVariables": GetVariables,
        "Heartbeat": Heartbeat,
        "InstallCertificate": InstallCertificate,
        "LogStatusNotification": LogStatusNotification,
        "MeterValues": MeterValues,
        "NotifyCentralChargingNeeds": NotifyCentralChargingNeeds,
        "NotifyChargingLimit": NotifyChargingLimit,
        "NotifyCustomerInformation": NotifyCustomerInformation,
        "NotifyDisplayMessages": NotifyDisplayMessages,
        "NotifyEVChargingNeeds": NotifyEVChargingNeeds,
        "NotifyEVChargingSchedule": NotifyEVChargingSchedule,
        "NotifyEvent": NotifyEvent,
        "NotifyMonitoringReport": NotifyMonitoringReport,
        "NotifyReport": NotifyReport,
        "PublishFirmware": PublishFirmware,
        "PublishFirmwareStatusNotification": PublishFirmwareStatusNotification,
        "Renegotiate15118Schedule": Renegotiate15118Schedule,
        "ReportChargingProfiles": ReportChargingProfiles,
        "RequestStartTransaction": RequestStartTransaction,
        "RequestStopTransaction": RequestStopTransaction,
        "ReservationStatusUpdate": ReservationStatusUpdate,
        "ReserveNow": ReserveNow,
        "Reset": Reset,
        "SecurityEventNotification": SecurityEventNotification,
        "SendLocalList": SendLocalList,
        "SetChargingProfile": SetChargingProfile,
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
        "Update15118EVCertificate": Update15118EVCertificate,
        "UpdateFirmware": UpdateFirmware,
    }
)

#: A request of any action, for `match`.
AnyRequest: TypeAlias = (
    Authorize.Request
    | BootNotification.Request
    | CancelReservation.Request
    | CertificateSigned.Request
    | ChangeAvailability.Request
    | ClearCache.Request
    | ClearChargingProfile.Request
    | ClearDisplayMessage.Request
    | ClearVariableMonitoring.Request
    | ClearedChargingLimit.Request
    | CostUpdated.Request
    | CustomerInformation.Request
    | DataTransfer.Request
    | DeleteCertificate.Request
    | FirmwareStatusNotification.Request
    | Get15118EVCertificate.Request
    | GetBaseReport.Request
    | GetCertificateStatus.Request
    | GetChargingProfiles.Request
    | GetCompositeSchedule.Request
    | GetDisplayMessages.Request
    | GetInstalledCertificateIds.Request
    | GetLocalListVersion.Request
    | GetLog.Request
    | GetMonitoringReport.Request
    | GetReport.Request
    | GetTransactionStatus.Request
    | GetVariables.Request
    | Heartbeat.Request
    | InstallCertificate.Request
    | LogStatusNotification.Request
    | MeterValues.Request
    | NotifyCentralChargingNeeds.Request
    | NotifyChargingLimit.Request
    | NotifyCustomerInformation.Request
    | NotifyDisplayMessages.Request
    | NotifyEVChargingNeeds.Request
    | NotifyEVChargingSchedule.Request
    | NotifyEvent.Request
    | NotifyMonitoringReport.Request
    | NotifyReport.Request
    | PublishFirmware.Request
    | PublishFirmwareStatusNotification.Request
    | Renegotiate15118Schedule.Request
    | ReportChargingProfiles.Request
    | RequestStartTransaction.Request
    | RequestStopTransaction.Request
    | ReservationStatusUpdate.Request
    | ReserveNow.Request
    | Reset.Request
    | SecurityEventNotification.Request
    | SendLocalList.Request
    | SetChargingProfile.Request
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
    | Update15118EVCertificate.Request
    | UpdateFirmware.Request
)

#: A response of any action, for `match`.
AnyResponse: TypeAlias = (
    Authorize.Response
    | BootNotification.Response
    | CancelReservation.Response
    | CertificateSigned.Response
    | ChangeAvailability.Response
    | ClearCache.Response
    | ClearChargingProfile.Response
    | ClearDisplayMessage.Response
    | ClearVariableMonitoring.Response
    | ClearedChargingLimit.Response
    | CostUpdated.Response
    | CustomerInformation.Response
    | DataTransfer.Response
    | DeleteCertificate.Response
    | FirmwareStatusNotification.Response
    | Get15118EVCertificate.Response
    | GetBaseReport.Response
    | GetCertificateStatus.Response
    | GetChargingProfiles.Response
    | GetCompositeSchedule.Response
    | GetDisplayMessages.Response
    | GetInstalledCertificateIds.Response
    | GetLocalListVersion.Response
    | GetLog.Response
    | GetMonitoringReport.Response
    | GetReport.Response
    | GetTransactionStatus.Response
    | GetVariables.Response
    | Heartbeat.Response
    | InstallCertificate.Response
    | LogStatusNotification.Response
    | MeterValues.Response
    | NotifyCentralChargingNeeds.Response
    | NotifyChargingLimit.Response
    | NotifyCustomerInformation.Response
    | NotifyDisplayMessages.Response
    | NotifyEVChargingNeeds.Response
    | NotifyEVChargingSchedule.Response
    | NotifyEvent.Response
    | NotifyMonitoringReport.Response
    | NotifyReport.Response
    | PublishFirmware.Response
    | PublishFirmwareStatusNotification.Response
    | Renegotiate15118Schedule.Response
    | ReportChargingProfiles.Response
    | RequestStartTransaction.Response
    | RequestStopTransaction.Response
    | ReservationStatusUpdate.Response
    | ReserveNow.Response
    | Reset.Response
    | SecurityEventNotification.Response
    | SendLocalList.Response
    | SetChargingProfile.Response
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
    | Update15118EVCertificate.Response
    | UpdateFirmware.Response
)

__all__ = (
    "IMPLEMENTED",
    "Action",
    "AnyRequest",
    "AnyResponse",
    "Authorize",
    "BootNotification",
    "CancelReservation",
    "CertificateSigned",
    "ChangeAvailability",
    "ClearCache",
    "ClearChargingProfile",
    "ClearDisplayMessage",
    "ClearVariableMonitoring",
    "ClearedChargingLimit",
    "CostUpdated",
    "CustomerInformation",
    "DataTransfer",
    "DeleteCertificate",
    "FirmwareStatusNotification",
    "Get15118EVCertificate",
    "GetBaseReport",
    "GetCertificateStatus",
    "GetChargingProfiles",
    "GetCompositeSchedule",
    "GetDisplayMessages",
    "GetInstalledCertificateIds",
    "GetLocalListVersion",
    "GetLog",
    "GetMonitoringReport",
    "GetReport",
    "GetTransactionStatus",
    "GetVariables",
    "Heartbeat",
    "InstallCertificate",
    "LogStatusNotification",
    "MeterValues",
    "NotifyCentralChargingNeeds",
    "NotifyChargingLimit",
    "NotifyCustomerInformation",
    "NotifyDisplayMessages",
    "NotifyEVChargingNeeds",
    "NotifyEVChargingSchedule",
    "NotifyEvent",
    "NotifyMonitoringReport",
    "NotifyReport",
    "PublishFirmware",
    "PublishFirmwareStatusNotification",
    "Renegotiate15118Schedule",
    "ReportChargingProfiles",
    "RequestStartTransaction",
    "RequestStopTransaction",
    "ReservationStatusUpdate",
    "ReserveNow",
    "Reset",
    "SecurityEventNotification",
    "SendLocalList",
    "SetChargingProfile",
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
    "Update15118EVCertificate",
    "UpdateFirmware",
)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> NoReturn:
        raise explain_missing(__name__, name, __all__)
