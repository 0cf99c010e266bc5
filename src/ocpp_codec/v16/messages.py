"""OCPP 1.6: the messages, an action each.

Generated from the official schemas and codegen/overlay/v16.toml: `make generate` writes it anew. Do not edit.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, NoReturn, TypeAlias

from msgspec import Meta

from .._core.compat import OcppJsonProtocol
from .._core.fields import DateTime, Exact, Opt, Uri
from .._core.missing_names import explain_missing
from .._core.record import Action as _Action
from .._core.record import Payload, RequestOf, Sender
from .._core.strings import (
    CiString20,
    CiString25,
    CiString50,
    CiString255,
    CiString500,
    String50,
    String255,
    String5500,
    String10000,
)
from .datatypes import (
    AuthorizationData,
    CertificateHashDataType,
    ChargingProfile,
    ChargingSchedule,
    FirmwareType,
    IdTagInfo,
    KeyValue,
    LogParametersType,
    MeterValue,
)
from .enums import (
    AvailabilityStatus,
    AvailabilityType,
    CancelReservationStatus,
    CertificateSignedStatusEnum,
    CertificateUseEnum,
    ChargePointErrorCode,
    ChargePointStatus,
    ChargingProfilePurposeType,
    ChargingProfileStatus,
    ChargingRateUnitType,
    ClearCacheStatus,
    ClearChargingProfileStatus,
    ConfigurationStatus,
    DataTransferStatus,
    DeleteCertificateStatusEnum,
    DiagnosticsStatus,
    FirmwareStatus,
    FirmwareStatusEnum,
    GenericStatusEnum,
    GetCompositeScheduleStatus,
    GetInstalledCertificateStatusEnum,
    InstallCertificateStatusEnum,
    LogEnum,
    LogStatusEnum,
    MessageTrigger,
    MessageTriggerEnum,
    Reason,
    RegistrationStatus,
    RemoteStartStopStatus,
    ReservationStatus,
    ResetStatus,
    ResetType,
    TriggerMessageStatus,
    TriggerMessageStatusEnum,
    UnlockStatus,
    UpdateFirmwareStatusEnum,
    UpdateStatus,
    UpdateType,
    UploadLogStatusEnum,
)


class Action(_Action):
    """Base of the actions of OCPP 1.6."""

    protocol = OcppJsonProtocol.v16
    profile: ClassVar[str]  # pyright: ignore[reportIncompatibleVariableOverride]


class Authorize(Action):
    """Asks whether the holder of an id tag may start or stop charging."""

    sender = Sender.STATION
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        idTag: CiString20

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

        idTagInfo: IdTagInfo

    conf: TypeAlias = Response


class BootNotification(Action):
    """Announces a charge point after it has started and asks to be registered."""

    sender = Sender.STATION
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        chargePointVendor: CiString20
        chargePointModel: CiString20
        chargePointSerialNumber: Opt[CiString25] = None
        chargeBoxSerialNumber: Opt[CiString25] = None
        firmwareVersion: Opt[CiString50] = None
        iccid: Opt[CiString20] = None
        imsi: Opt[CiString20] = None
        meterType: Opt[CiString25] = None
        meterSerialNumber: Opt[CiString25] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

        status: RegistrationStatus
        currentTime: DateTime
        interval: Exact[Annotated[int, Meta(extra={"unit": "s"})]]

    conf: TypeAlias = Response


class CancelReservation(Action):
    """Withdraws a reservation made earlier."""

    sender = Sender.CSMS
    profile = "Reservation"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        reservationId: Exact[int]

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: CancelReservationStatus

    conf: TypeAlias = Response


class CertificateSigned(Action):
    """Delivers the signed certificate, with its chain, that the charge point had requested."""

    sender = Sender.CSMS
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateChain: String10000

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: CertificateSignedStatusEnum

    conf: TypeAlias = Response


class ChangeAvailability(Action):
    """Takes a connector or the whole charge point out of service, or back into service."""

    sender = Sender.CSMS
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        connectorId: Exact[int]
        type: AvailabilityType

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: AvailabilityStatus

    conf: TypeAlias = Response


class ChangeConfiguration(Action):
    """Sets one configuration key of the charge point to a new value."""

    sender = Sender.CSMS
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        key: CiString50
        value: CiString500

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: ConfigurationStatus

    conf: TypeAlias = Response


class ClearCache(Action):
    """Empties the cache of id tags that the charge point remembers as authorized."""

    sender = Sender.CSMS
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: ClearCacheStatus

    conf: TypeAlias = Response


class ClearChargingProfile(Action):
    """Removes one charging profile by its id, or all those that match the given criteria."""

    sender = Sender.CSMS
    profile = "Smart Charging"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        id: Opt[Exact[int]] = None
        connectorId: Opt[Exact[int]] = None
        chargingProfilePurpose: Opt[ChargingProfilePurposeType] = None
        stackLevel: Opt[Exact[int]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: ClearChargingProfileStatus

    conf: TypeAlias = Response


class DataTransfer(Action):
    """Carries vendor-specific data that no other message covers."""

    sender = Sender.BOTH
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From either side to the other."""

        vendorId: CiString255
        messageId: Opt[CiString50] = None
        data: Opt[str] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From either side to the other."""

        status: DataTransferStatus
        data: Opt[str] = None

    conf: TypeAlias = Response


class DeleteCertificate(Action):
    """Removes an installed root certificate, identified by its hashes and serial number."""

    sender = Sender.CSMS
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateHashData: CertificateHashDataType

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: DeleteCertificateStatusEnum

    conf: TypeAlias = Response


class DiagnosticsStatusNotification(Action):
    """Reports how the upload of a diagnostics file is going."""

    sender = Sender.STATION
    profile = "Firmware Management"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: DiagnosticsStatus

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

    conf: TypeAlias = Response


class ExtendedTriggerMessage(Action):
    """Asks the charge point to send a given message now, those of the security extension included."""

    sender = Sender.CSMS
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestedMessage: MessageTriggerEnum
        connectorId: Opt[Exact[int]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: TriggerMessageStatusEnum

    conf: TypeAlias = Response


class FirmwareStatusNotification(Action):
    """Reports how an unsigned firmware update is going."""

    sender = Sender.STATION
    profile = "Firmware Management"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: FirmwareStatus

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

    conf: TypeAlias = Response


class GetCompositeSchedule(Action):
    """Asks for the schedule that results from all charging profiles in force on a connector."""

    sender = Sender.CSMS
    profile = "Smart Charging"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        connectorId: Exact[int]
        duration: Exact[Annotated[int, Meta(extra={"unit": "s"})]]
        chargingRateUnit: Opt[ChargingRateUnitType] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: GetCompositeScheduleStatus
        connectorId: Opt[Exact[int]] = None
        scheduleStart: Opt[DateTime] = None
        chargingSchedule: Opt[ChargingSchedule] = None

    conf: TypeAlias = Response


class GetConfiguration(Action):
    """Reads the values of the given configuration keys, or of all of them."""

    sender = Sender.CSMS
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        key: Opt[list[CiString50]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        configurationKey: Opt[list[KeyValue]] = None
        unknownKey: Opt[list[CiString50]] = None

    conf: TypeAlias = Response


class GetDiagnostics(Action):
    """Asks the charge point to upload a diagnostics file to a given location."""

    sender = Sender.CSMS
    profile = "Firmware Management"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        location: Uri
        retries: Opt[Exact[int]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None
        startTime: Opt[DateTime] = None
        stopTime: Opt[DateTime] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        fileName: Opt[CiString255] = None

    conf: TypeAlias = Response


class GetInstalledCertificateIds(Action):
    """Lists the installed root certificates of one kind by their hashes."""

    sender = Sender.CSMS
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateType: CertificateUseEnum

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: GetInstalledCertificateStatusEnum
        certificateHashData: Opt[Annotated[list[CertificateHashDataType], Meta(min_length=1)]] = None

    conf: TypeAlias = Response


class GetLocalListVersion(Action):
    """Reads the version number of the local authorization list held by the charge point."""

    sender = Sender.CSMS
    profile = "Local Auth List Management"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        listVersion: Exact[int]

    conf: TypeAlias = Response


class GetLog(Action):
    """Asks the charge point to upload its diagnostics log or security log."""

    sender = Sender.CSMS
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        log: LogParametersType
        logType: LogEnum
        requestId: Exact[int]
        retries: Opt[Exact[int]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: LogStatusEnum
        filename: Opt[String255] = None

    conf: TypeAlias = Response


class Heartbeat(Action):
    """Shows that the charge point is still connected and fetches the current time."""

    sender = Sender.STATION
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

        currentTime: DateTime

    conf: TypeAlias = Response


class InstallCertificate(Action):
    """Adds a root certificate to those that the charge point trusts."""

    sender = Sender.CSMS
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        certificateType: CertificateUseEnum
        certificate: String5500

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: InstallCertificateStatusEnum

    conf: TypeAlias = Response


class LogStatusNotification(Action):
    """Reports how the upload of a requested log is going."""

    sender = Sender.STATION
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: UploadLogStatusEnum
        requestId: Opt[Exact[int]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

    conf: TypeAlias = Response


class MeterValues(Action):
    """Delivers meter readings of a connector or of the main energy meter."""

    sender = Sender.STATION
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        connectorId: Exact[int]
        meterValue: Annotated[list[MeterValue], Meta(min_length=1)]
        transactionId: Opt[Exact[int]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

    conf: TypeAlias = Response


class RemoteStartTransaction(Action):
    """Asks the charge point to start a transaction for a given id tag."""

    sender = Sender.CSMS
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        idTag: CiString20
        connectorId: Opt[Exact[int]] = None
        chargingProfile: Opt[ChargingProfile] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: RemoteStartStopStatus

    conf: TypeAlias = Response


class RemoteStopTransaction(Action):
    """Asks the charge point to end a running transaction."""

    sender = Sender.CSMS
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        transactionId: Exact[int]

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: RemoteStartStopStatus

    conf: TypeAlias = Response


class ReserveNow(Action):
    """Keeps a connector, or any connector, free for one id tag until a given time."""

    sender = Sender.CSMS
    profile = "Reservation"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        connectorId: Exact[int]
        expiryDate: DateTime
        idTag: CiString20
        reservationId: Exact[int]
        parentIdTag: Opt[CiString20] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: ReservationStatus

    conf: TypeAlias = Response


class Reset(Action):
    """Asks the charge point to restart, gracefully or at once."""

    sender = Sender.CSMS
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        type: ResetType

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: ResetStatus

    conf: TypeAlias = Response


class SecurityEventNotification(Action):
    """Reports an event that matters for the security of the charge point."""

    sender = Sender.STATION
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        type: String50
        timestamp: DateTime
        techInfo: Opt[String255] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

    conf: TypeAlias = Response


class SendLocalList(Action):
    """Replaces or amends the list of id tags that the charge point may authorize by itself."""

    sender = Sender.CSMS
    profile = "Local Auth List Management"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        listVersion: Exact[int]
        updateType: UpdateType
        localAuthorizationList: Opt[list[AuthorizationData]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: UpdateStatus

    conf: TypeAlias = Response


class SetChargingProfile(Action):
    """Installs a charging profile that limits the power or current over time."""

    sender = Sender.CSMS
    profile = "Smart Charging"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        connectorId: Exact[int]
        csChargingProfiles: ChargingProfile

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: ChargingProfileStatus

    conf: TypeAlias = Response


class SignCertificate(Action):
    """Hands in a certificate signing request for a new charge point certificate."""

    sender = Sender.STATION
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        csr: String5500

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

        status: GenericStatusEnum

    conf: TypeAlias = Response


class SignedFirmwareStatusNotification(Action):
    """Reports how an update with signed firmware is going."""

    sender = Sender.STATION
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        status: FirmwareStatusEnum
        requestId: Opt[Exact[int]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

    conf: TypeAlias = Response


class SignedUpdateFirmware(Action):
    """Asks the charge point to download, verify and install signed firmware."""

    sender = Sender.CSMS
    profile = "Security"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestId: Exact[int]
        firmware: FirmwareType
        retries: Opt[Exact[int]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: UpdateFirmwareStatusEnum

    conf: TypeAlias = Response


class StartTransaction(Action):
    """Reports that a transaction has started and asks for its id."""

    sender = Sender.STATION
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        connectorId: Exact[int]
        idTag: CiString20
        meterStart: Exact[Annotated[int, Meta(extra={"unit": "Wh"})]]
        timestamp: DateTime
        reservationId: Opt[Exact[int]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

        idTagInfo: IdTagInfo
        transactionId: Exact[int]

    conf: TypeAlias = Response


class StatusNotification(Action):
    """Reports the status or a fault of a connector or of the charge point as a whole."""

    sender = Sender.STATION
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        connectorId: Exact[int]
        errorCode: ChargePointErrorCode
        status: ChargePointStatus
        info: Opt[CiString50] = None
        timestamp: Opt[DateTime] = None
        vendorId: Opt[CiString255] = None
        vendorErrorCode: Opt[CiString50] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

    conf: TypeAlias = Response


class StopTransaction(Action):
    """Reports that a transaction has ended, with the final meter reading."""

    sender = Sender.STATION
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the station to the CSMS."""

        meterStop: Exact[Annotated[int, Meta(extra={"unit": "Wh"})]]
        timestamp: DateTime
        transactionId: Exact[int]
        idTag: Opt[CiString20] = None
        reason: Opt[Annotated[Reason, Meta(extra={"default": Reason.Local})]] = None
        transactionData: Opt[list[MeterValue]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the CSMS to the station."""

        idTagInfo: Opt[IdTagInfo] = None

    conf: TypeAlias = Response


class TriggerMessage(Action):
    """Asks the charge point to send a given message now."""

    sender = Sender.CSMS
    profile = "Remote Trigger"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        requestedMessage: MessageTrigger
        connectorId: Opt[Exact[int]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: TriggerMessageStatus

    conf: TypeAlias = Response


class UnlockConnector(Action):
    """Asks the charge point to release the cable lock of a connector."""

    sender = Sender.CSMS
    profile = "Core"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        connectorId: Exact[int]

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

        status: UnlockStatus

    conf: TypeAlias = Response


class UpdateFirmware(Action):
    """Asks the charge point to fetch unsigned firmware from a given time on and install it."""

    sender = Sender.CSMS
    profile = "Firmware Management"

    class Request(RequestOf["Response"]):
        """From the CSMS to the station."""

        location: Uri
        retrieveDate: DateTime
        retries: Opt[Exact[int]] = None
        retryInterval: Opt[Exact[Annotated[int, Meta(extra={"unit": "s"})]]] = None

    req: TypeAlias = Request

    class Response(Payload):
        """From the station to the CSMS."""

    conf: TypeAlias = Response


#: Every action of this version by its name on the wire.
IMPLEMENTED: Final = MappingProxyType[str, type[Action]](
    {
        "Authorize": Authorize,
        "BootNotification": BootNotification,
        "CancelReservation": CancelReservation,
        "CertificateSigned": CertificateSigned,
        "ChangeAvailability": ChangeAvailability,
        "ChangeConfiguration": ChangeConfiguration,
        "ClearCache": ClearCache,
        "ClearChargingProfile": ClearChargingProfile,
        "DataTransfer": DataTransfer,
        "DeleteCertificate": DeleteCertificate,
        "DiagnosticsStatusNotification": DiagnosticsStatusNotification,
        "ExtendedTriggerMessage": ExtendedTriggerMessage,
        "FirmwareStatusNotification": FirmwareStatusNotification,
        "GetCompositeSchedule": GetCompositeSchedule,
        "GetConfiguration": GetConfiguration,
        "GetDiagnostics": GetDiagnostics,
        "GetInstalledCertificateIds": GetInstalledCertificateIds,
        "GetLocalListVersion": GetLocalListVersion,
        "GetLog": GetLog,
        "Heartbeat": Heartbeat,
        "InstallCertificate": InstallCertificate,
        "LogStatusNotification": LogStatusNotification,
        "MeterValues": MeterValues,
        "RemoteStartTransaction": RemoteStartTransaction,
        "RemoteStopTransaction": RemoteStopTransaction,
        "ReserveNow": ReserveNow,
        "Reset": Reset,
        "SecurityEventNotification": SecurityEventNotification,
        "SendLocalList": SendLocalList,
        "SetChargingProfile": SetChargingProfile,
        "SignCertificate": SignCertificate,
        "SignedFirmwareStatusNotification": SignedFirmwareStatusNotification,
        "SignedUpdateFirmware": SignedUpdateFirmware,
        "StartTransaction": StartTransaction,
        "StatusNotification": StatusNotification,
        "StopTransaction": StopTransaction,
        "TriggerMessage": TriggerMessage,
        "UnlockConnector": UnlockConnector,
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
    | ChangeConfiguration.Request
    | ClearCache.Request
    | ClearChargingProfile.Request
    | DataTransfer.Request
    | DeleteCertificate.Request
    | DiagnosticsStatusNotification.Request
    | ExtendedTriggerMessage.Request
    | FirmwareStatusNotification.Request
    | GetCompositeSchedule.Request
    | GetConfiguration.Request
    | GetDiagnostics.Request
    | GetInstalledCertificateIds.Request
    | GetLocalListVersion.Request
    | GetLog.Request
    | Heartbeat.Request
    | InstallCertificate.Request
    | LogStatusNotification.Request
    | MeterValues.Request
    | RemoteStartTransaction.Request
    | RemoteStopTransaction.Request
    | ReserveNow.Request
    | Reset.Request
    | SecurityEventNotification.Request
    | SendLocalList.Request
    | SetChargingProfile.Request
    | SignCertificate.Request
    | SignedFirmwareStatusNotification.Request
    | SignedUpdateFirmware.Request
    | StartTransaction.Request
    | StatusNotification.Request
    | StopTransaction.Request
    | TriggerMessage.Request
    | UnlockConnector.Request
    | UpdateFirmware.Request
)

#: A response of any action, for `match`.
AnyResponse: TypeAlias = (
    Authorize.Response
    | BootNotification.Response
    | CancelReservation.Response
    | CertificateSigned.Response
    | ChangeAvailability.Response
    | ChangeConfiguration.Response
    | ClearCache.Response
    | ClearChargingProfile.Response
    | DataTransfer.Response
    | DeleteCertificate.Response
    | DiagnosticsStatusNotification.Response
    | ExtendedTriggerMessage.Response
    | FirmwareStatusNotification.Response
    | GetCompositeSchedule.Response
    | GetConfiguration.Response
    | GetDiagnostics.Response
    | GetInstalledCertificateIds.Response
    | GetLocalListVersion.Response
    | GetLog.Response
    | Heartbeat.Response
    | InstallCertificate.Response
    | LogStatusNotification.Response
    | MeterValues.Response
    | RemoteStartTransaction.Response
    | RemoteStopTransaction.Response
    | ReserveNow.Response
    | Reset.Response
    | SecurityEventNotification.Response
    | SendLocalList.Response
    | SetChargingProfile.Response
    | SignCertificate.Response
    | SignedFirmwareStatusNotification.Response
    | SignedUpdateFirmware.Response
    | StartTransaction.Response
    | StatusNotification.Response
    | StopTransaction.Response
    | TriggerMessage.Response
    | UnlockConnector.Response
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
    "ChangeConfiguration",
    "ClearCache",
    "ClearChargingProfile",
    "DataTransfer",
    "DeleteCertificate",
    "DiagnosticsStatusNotification",
    "ExtendedTriggerMessage",
    "FirmwareStatusNotification",
    "GetCompositeSchedule",
    "GetConfiguration",
    "GetDiagnostics",
    "GetInstalledCertificateIds",
    "GetLocalListVersion",
    "GetLog",
    "Heartbeat",
    "InstallCertificate",
    "LogStatusNotification",
    "MeterValues",
    "RemoteStartTransaction",
    "RemoteStopTransaction",
    "ReserveNow",
    "Reset",
    "SecurityEventNotification",
    "SendLocalList",
    "SetChargingProfile",
    "SignCertificate",
    "SignedFirmwareStatusNotification",
    "SignedUpdateFirmware",
    "StartTransaction",
    "StatusNotification",
    "StopTransaction",
    "TriggerMessage",
    "UnlockConnector",
    "UpdateFirmware",
)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> NoReturn:
        raise explain_missing(__name__, name, __all__)
