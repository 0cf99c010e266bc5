"""OCPP 2.0.1: the messages, an action each.

Generated from the official schemas and codegen/overlay/v201.toml: `make generate` writes it anew. Do not edit.
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
    String50,
    String64,
    String255,
    String512,
    String5500,
    String5600,
    String10000,
)
from .datatypes import (
    AuthorizationData,
    CertificateHashDataChainType,
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
    SetMonitoringDataType,
    SetMonitoringResultType,
    SetVariableDataType,
    SetVariableResultType,
    StatusInfoType,
    TransactionType,
)
from .enums import (
    AuthorizeCertificateStatusEnum,
    BootReasonEnum,
    CancelReservationStatusEnum,
    CertificateActionEnum,
    CertificateSignedStatusEnum,
    CertificateSigningUseEnum,
    ChangeAvailabilityStatusEnum,
    ChargingLimitSourceEnum,
    ChargingProfileStatusEnum,
    ChargingRateUnitEnum,
    ClearCacheStatusEnum,
    ClearChargingProfileStatusEnum,
    ClearMessageStatusEnum,
    ComponentCriterionEnum,
    ConnectorEnum,
    ConnectorStatusEnum,
    CustomerInformationStatusEnum,
    DataTransferStatusEnum,
    DeleteCertificateStatusEnum,
    DisplayMessageStatusEnum,
    FirmwareStatusEnum,
    GenericDeviceModelStatusEnum,
    GenericStatusEnum,
    GetCertificateIdUseEnum,
    GetCertificateStatusEnum,
    GetChargingProfileStatusEnum,
    GetDisplayMessagesStatusEnum,
    GetInstalledCertificateStatusEnum,
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
    """Base of the actions of OCPP 2.0.1."""

    protocol = OcppJsonProtocol.v201
    block: ClassVar[Block]  # pyright: ignore[reportIncompatibleVariableOverride]


class Authorize(Action):
    """Asks whether the holder of an identifier or contract certificate may charge."""

    sender = Sender.STATION
    block = Block("C", "Authorization")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        idToken: IdTokenType
        certificate: Opt[String5500] = None
        iso15118CertificateHashData: Opt[Annotated[list[OCSPRequestDataType], Meta(min_length=1, max_length=4)]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        idTokenInfo: IdTokenInfoType
        certificateStatus: Opt[AuthorizeCertificateStatusEnum] = None
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

        reservationId: Exact[int]
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


class ClearDisplayMessage(Action):
    """Removes one message from those the station is set to display."""

    sender = Sender.CSMS
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        id: Exact[int]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ClearMessageStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


class ClearVariableMonitoring(Action):
    """Removes monitors of variables by their ids."""

    sender = Sender.CSMS
    block = Block("N", "Diagnostics")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        id: Annotated[list[Exact[int]], Meta(min_length=1)]
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

        chargingLimitSource: ChargingLimitSourceEnum
        evseId: Opt[Exact[int]] = None
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

        requestId: Exact[int]
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
        exiRequest: String5600
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        status: Iso15118EVCertificateStatusEnum
        exiResponse: String5600
        statusInfo: Opt[StatusInfoType] = None
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
        ocspResult: Opt[String5500] = None
        customData: Opt[CustomDataType] = None


class GetChargingProfiles(Action):
    """Asks the station to report the installed charging profiles that match the criteria."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        chargingProfile: ChargingProfileCriterionType
        evseId: Opt[Exact[int]] = None
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
        evseId: Exact[int]
        chargingRateUnit: Opt[ChargingRateUnitEnum] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: GenericStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        schedule: Opt[CompositeScheduleType] = None
        customData: Opt[CustomDataType] = None


class GetDisplayMessages(Action):
    """Asks the station to report its display messages, filtered by id, priority or state."""

    sender = Sender.CSMS
    block = Block("O", "Display Message")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        id: Opt[Annotated[list[Exact[int]], Meta(min_length=1)]] = None
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
        certificate: String5500
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

        evseId: Exact[int]
        meterValue: Annotated[list[MeterValueType], Meta(min_length=1)]
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class NotifyChargingLimit(Action):
    """Reports that an external source, such as an energy management system, has set a limit."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargingLimit: ChargingLimitType
        chargingSchedule: Opt[Annotated[list[ChargingScheduleType], Meta(min_length=1)]] = None
        evseId: Opt[Exact[int]] = None
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
        seqNo: Exact[int]
        generatedAt: DateTime
        requestId: Exact[int]
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
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

        chargingNeeds: ChargingNeedsType
        evseId: Exact[int]
        maxScheduleTuples: Opt[Exact[int]] = None
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
        evseId: Exact[int]
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
        seqNo: Exact[int]
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
        seqNo: Exact[int]
        generatedAt: DateTime
        monitor: Opt[Annotated[list[MonitoringDataType], Meta(min_length=1)]] = None
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
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
        seqNo: Exact[int]
        reportData: Opt[Annotated[list[ReportDataType], Meta(min_length=1)]] = None
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class PublishFirmware(Action):
    """Asks a local controller to download firmware and offer it to the stations behind it."""

    sender = Sender.CSMS
    block = Block("L", "Firmware Management")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        location: String512
        checksum: IdentifierString32
        requestId: Exact[int]
        retries: Opt[Exact[int]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
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
        location: Opt[Annotated[list[String512], Meta(min_length=1)]] = None
        requestId: Opt[Exact[int]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class ReportChargingProfiles(Action):
    """Delivers one part of the charging profiles that the CSMS has asked for."""

    sender = Sender.STATION
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        requestId: Exact[int]
        chargingLimitSource: ChargingLimitSourceEnum
        chargingProfile: Annotated[list[ChargingProfileType], Meta(min_length=1)]
        evseId: Exact[int]
        tbc: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the CSMS to the station."""

        customData: Opt[CustomDataType] = None


class RequestStartTransaction(Action):
    """Asks the station to start a transaction for the given identifier."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        idToken: IdTokenType
        remoteStartId: Exact[int]
        evseId: Opt[Exact[int]] = None
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
    """Reports that a reservation has expired or that the station has removed it."""

    sender = Sender.STATION
    block = Block("H", "Reservation")

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        reservationId: Exact[int]
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

        id: Exact[int]
        expiryDateTime: DateTime
        idToken: IdTokenType
        connectorType: Opt[ConnectorEnum] = None
        evseId: Opt[Exact[int]] = None
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
        evseId: Opt[Exact[int]] = None
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
    """Installs a charging profile on the station or one EVSE to limit its power or current."""

    sender = Sender.CSMS
    block = Block("K", "Smart Charging")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        evseId: Exact[int]
        chargingProfile: ChargingProfileType
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: ChargingProfileStatusEnum
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

        severity: Exact[int]
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
        evseId: Exact[int]
        connectorId: Exact[int]
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
        seqNo: Exact[int]
        transactionInfo: TransactionType
        meterValue: Opt[Annotated[list[MeterValueType], Meta(min_length=1)]] = None
        offline: Opt[Annotated[bool, Meta(extra={"default": False})]] = None
        numberOfPhasesUsed: Opt[Exact[int]] = None
        cableMaxCurrent: Opt[Exact[Annotated[int, Meta(extra={"unit": "A"})]]] = None
        reservationId: Opt[Exact[int]] = None
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
        updatedPersonalMessage: Opt[MessageContentType] = None
        customData: Opt[CustomDataType] = None


class TriggerMessage(Action):
    """Asks the station to send a given message now."""

    sender = Sender.CSMS
    block = Block("F", "Remote Control")

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestedMessage: MessageTriggerEnum
        evse: Opt[EVSEType] = None
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

        evseId: Exact[int]
        connectorId: Exact[int]
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
        customData: Opt[CustomDataType] = None

    class Response(Payload):
        """From the station to the CSMS."""

        status: UpdateFirmwareStatusEnum
        statusInfo: Opt[StatusInfoType] = None
        customData: Opt[CustomDataType] = None


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
    "UpdateFirmware",
)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> NoReturn:
        raise explain_missing(__name__, name, __all__)
