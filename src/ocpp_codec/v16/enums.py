"""OCPP 1.6: the enumerations.

Generated from the official schemas and codegen/overlay/v16.toml: `make generate` writes it anew. Do not edit.
"""

from __future__ import annotations

from enum import StrEnum


class AuthorizationStatus(StrEnum):
    """Whether an id tag may be used for charging and, if not, why."""

    Accepted = "Accepted"
    Blocked = "Blocked"
    Expired = "Expired"
    Invalid = "Invalid"
    ConcurrentTx = "ConcurrentTx"


class AvailabilityStatus(StrEnum):
    """Whether a change of availability is done, refused, or will follow once a transaction has ended."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Scheduled = "Scheduled"


class AvailabilityType(StrEnum):
    """Whether a connector shall be in service or out of service."""

    Inoperative = "Inoperative"
    Operative = "Operative"


class CancelReservationStatus(StrEnum):
    """Whether the reservation was found and cancelled."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class CertificateSignedStatusEnum(StrEnum):
    """Whether the charge point found the signed certificate valid and will use it."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class CertificateUseEnum(StrEnum):
    """What a root certificate is for: verifying the central system or the maker's firmware."""

    CentralSystemRootCertificate = "CentralSystemRootCertificate"
    ManufacturerRootCertificate = "ManufacturerRootCertificate"


class ChargePointErrorCode(StrEnum):
    """The fault that a charge point or connector reports, or that there is none."""

    ConnectorLockFailure = "ConnectorLockFailure"
    EVCommunicationError = "EVCommunicationError"
    GroundFailure = "GroundFailure"
    HighTemperature = "HighTemperature"
    InternalError = "InternalError"
    LocalListConflict = "LocalListConflict"
    NoError = "NoError"
    OtherError = "OtherError"
    OverCurrentFailure = "OverCurrentFailure"
    PowerMeterFailure = "PowerMeterFailure"
    PowerSwitchFailure = "PowerSwitchFailure"
    ReaderFailure = "ReaderFailure"
    ResetFailure = "ResetFailure"
    UnderVoltage = "UnderVoltage"
    OverVoltage = "OverVoltage"
    WeakSignal = "WeakSignal"


class ChargePointStatus(StrEnum):
    """The state of a connector or charge point, from available through charging to faulted."""

    Available = "Available"
    Preparing = "Preparing"
    Charging = "Charging"
    SuspendedEVSE = "SuspendedEVSE"
    SuspendedEV = "SuspendedEV"
    Finishing = "Finishing"
    Reserved = "Reserved"
    Unavailable = "Unavailable"
    Faulted = "Faulted"


class ChargingProfileKindType(StrEnum):
    """How a schedule is tied to time: to fixed moments, a repeating day or week, or the start of charging."""

    Absolute = "Absolute"
    Recurring = "Recurring"
    Relative = "Relative"


class ChargingProfilePurposeType(StrEnum):
    """What a profile limits: the charge point, transactions by default, or one transaction."""

    ChargePointMaxProfile = "ChargePointMaxProfile"
    TxDefaultProfile = "TxDefaultProfile"
    TxProfile = "TxProfile"


class ChargingProfileStatus(StrEnum):
    """Whether a charging profile was accepted, refused, or smart charging is not supported."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NotSupported = "NotSupported"


class ChargingRateUnitType(StrEnum):
    """The unit in which the limits of a charging schedule are given."""

    A = "A"
    W = "W"


class ClearCacheStatus(StrEnum):
    """Whether the authorization cache was emptied."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class ClearChargingProfileStatus(StrEnum):
    """Whether charging profiles were removed, or none matched."""

    Accepted = "Accepted"
    Unknown = "Unknown"


class ConfigurationStatus(StrEnum):
    """Whether a configuration value was set, awaits a reboot, was refused, or has an unknown key."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    RebootRequired = "RebootRequired"
    NotSupported = "NotSupported"


class DataTransferStatus(StrEnum):
    """Whether vendor-specific data was understood and accepted."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    UnknownMessageId = "UnknownMessageId"
    UnknownVendorId = "UnknownVendorId"


class DeleteCertificateStatusEnum(StrEnum):
    """Whether the certificate was removed, could not be removed, or is not installed."""

    Accepted = "Accepted"
    Failed = "Failed"
    NotFound = "NotFound"


class DiagnosticsStatus(StrEnum):
    """The progress of an upload of diagnostics."""

    Idle = "Idle"
    Uploaded = "Uploaded"
    UploadFailed = "UploadFailed"
    Uploading = "Uploading"


class ErrorCodeEnum(StrEnum):
    """The error codes that a CALLERROR of this version may carry."""

    FormationViolation = "FormationViolation"
    GenericError = "GenericError"
    InternalError = "InternalError"
    NotImplemented = "NotImplemented"
    NotSupported = "NotSupported"
    OccurenceConstraintViolation = "OccurenceConstraintViolation"
    PropertyConstraintViolation = "PropertyConstraintViolation"
    ProtocolError = "ProtocolError"
    SecurityError = "SecurityError"
    TypeConstraintViolation = "TypeConstraintViolation"


class FirmwareStatus(StrEnum):
    """The progress of an unsigned firmware update."""

    Downloaded = "Downloaded"
    DownloadFailed = "DownloadFailed"
    Downloading = "Downloading"
    Idle = "Idle"
    InstallationFailed = "InstallationFailed"
    Installing = "Installing"
    Installed = "Installed"


class FirmwareStatusEnum(StrEnum):
    """The progress of an update with signed firmware, including scheduling and verification."""

    Downloaded = "Downloaded"
    DownloadFailed = "DownloadFailed"
    Downloading = "Downloading"
    DownloadScheduled = "DownloadScheduled"
    DownloadPaused = "DownloadPaused"
    Idle = "Idle"
    InstallationFailed = "InstallationFailed"
    Installing = "Installing"
    Installed = "Installed"
    InstallRebooting = "InstallRebooting"
    InstallScheduled = "InstallScheduled"
    InstallVerificationFailed = "InstallVerificationFailed"
    InvalidSignature = "InvalidSignature"
    SignatureVerified = "SignatureVerified"


class GenericStatusEnum(StrEnum):
    """Whether a certificate signing request was accepted for processing."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class GetCompositeScheduleStatus(StrEnum):
    """Whether the composite schedule could be given."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class GetInstalledCertificateStatusEnum(StrEnum):
    """Whether any certificate of the requested kind is installed."""

    Accepted = "Accepted"
    NotFound = "NotFound"


class HashAlgorithmEnum(StrEnum):
    """The algorithm with which the hashes of a certificate were made."""

    SHA256 = "SHA256"
    SHA384 = "SHA384"
    SHA512 = "SHA512"


class InstallCertificateStatusEnum(StrEnum):
    """Whether a root certificate was installed, found unacceptable, or could not be stored."""

    Accepted = "Accepted"
    Failed = "Failed"
    Rejected = "Rejected"


class Location(StrEnum):
    """Where a reading was taken, from the grid inlet to the vehicle."""

    Cable = "Cable"
    EV = "EV"
    Inlet = "Inlet"
    Outlet = "Outlet"
    Body = "Body"


class LogEnum(StrEnum):
    """Which log to upload: diagnostics or security."""

    DiagnosticsLog = "DiagnosticsLog"
    SecurityLog = "SecurityLog"


class LogStatusEnum(StrEnum):
    """Whether a log request was accepted, and whether it broke off an upload under way."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    AcceptedCanceled = "AcceptedCanceled"


class Measurand(StrEnum):
    """The quantity that was measured, with its direction where it has one."""

    EnergyActiveExportRegister = "Energy.Active.Export.Register"
    EnergyActiveImportRegister = "Energy.Active.Import.Register"
    EnergyReactiveExportRegister = "Energy.Reactive.Export.Register"
    EnergyReactiveImportRegister = "Energy.Reactive.Import.Register"
    EnergyActiveExportInterval = "Energy.Active.Export.Interval"
    EnergyActiveImportInterval = "Energy.Active.Import.Interval"
    EnergyReactiveExportInterval = "Energy.Reactive.Export.Interval"
    EnergyReactiveImportInterval = "Energy.Reactive.Import.Interval"
    PowerActiveExport = "Power.Active.Export"
    PowerActiveImport = "Power.Active.Import"
    PowerOffered = "Power.Offered"
    PowerReactiveExport = "Power.Reactive.Export"
    PowerReactiveImport = "Power.Reactive.Import"
    PowerFactor = "Power.Factor"
    CurrentImport = "Current.Import"
    CurrentExport = "Current.Export"
    CurrentOffered = "Current.Offered"
    Voltage = "Voltage"
    Frequency = "Frequency"
    Temperature = "Temperature"
    SoC = "SoC"
    RPM = "RPM"


class MessageTrigger(StrEnum):
    """The messages that can be triggered without the security extension."""

    BootNotification = "BootNotification"
    DiagnosticsStatusNotification = "DiagnosticsStatusNotification"
    FirmwareStatusNotification = "FirmwareStatusNotification"
    Heartbeat = "Heartbeat"
    MeterValues = "MeterValues"
    StatusNotification = "StatusNotification"


class MessageTriggerEnum(StrEnum):
    """The messages that can be triggered with the security extension."""

    BootNotification = "BootNotification"
    LogStatusNotification = "LogStatusNotification"
    FirmwareStatusNotification = "FirmwareStatusNotification"
    Heartbeat = "Heartbeat"
    MeterValues = "MeterValues"
    SignChargePointCertificate = "SignChargePointCertificate"
    StatusNotification = "StatusNotification"


class Phase(StrEnum):
    """The phase, neutral or pair of conductors to which a reading applies."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    N = "N"
    L1N = "L1-N"
    L2N = "L2-N"
    L3N = "L3-N"
    L1L2 = "L1-L2"
    L2L3 = "L2-L3"
    L3L1 = "L3-L1"


class ReadingContext(StrEnum):
    """The occasion of a reading, such as a clock-aligned sample or the start of a transaction."""

    InterruptionBegin = "Interruption.Begin"
    InterruptionEnd = "Interruption.End"
    SampleClock = "Sample.Clock"
    SamplePeriodic = "Sample.Periodic"
    TransactionBegin = "Transaction.Begin"
    TransactionEnd = "Transaction.End"
    Trigger = "Trigger"
    Other = "Other"


class Reason(StrEnum):
    """Why a transaction was ended."""

    EmergencyStop = "EmergencyStop"
    EVDisconnected = "EVDisconnected"
    HardReset = "HardReset"
    Local = "Local"
    Other = "Other"
    PowerLoss = "PowerLoss"
    Reboot = "Reboot"
    Remote = "Remote"
    SoftReset = "SoftReset"
    UnlockCommand = "UnlockCommand"
    DeAuthorized = "DeAuthorized"


class RecurrencyKindType(StrEnum):
    """Whether a recurring schedule starts anew every day or every week."""

    Daily = "Daily"
    Weekly = "Weekly"


class RegistrationStatus(StrEnum):
    """Whether the central system has registered the charge point."""

    Accepted = "Accepted"
    Pending = "Pending"
    Rejected = "Rejected"


class RemoteStartStopStatus(StrEnum):
    """Whether the charge point will try to start or stop the transaction as asked."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class ReservationStatus(StrEnum):
    """Whether a reservation was made and, if not, why."""

    Accepted = "Accepted"
    Faulted = "Faulted"
    Occupied = "Occupied"
    Rejected = "Rejected"
    Unavailable = "Unavailable"


class ResetStatus(StrEnum):
    """Whether the charge point will perform the reset."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class ResetType(StrEnum):
    """Whether to end transactions in an orderly way before restarting, or to restart at once."""

    Hard = "Hard"
    Soft = "Soft"


class TriggerMessageStatus(StrEnum):
    """Whether a message asked for by TriggerMessage will be sent."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NotImplemented = "NotImplemented"


class TriggerMessageStatusEnum(StrEnum):
    """Whether a message asked for by ExtendedTriggerMessage will be sent."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NotImplemented = "NotImplemented"


class UnitOfMeasure(StrEnum):
    """The unit of a reading."""

    Wh = "Wh"
    kWh = "kWh"
    varh = "varh"
    kvarh = "kvarh"
    W = "W"
    kW = "kW"
    VA = "VA"
    kVA = "kVA"
    var = "var"
    kvar = "kvar"
    A = "A"
    V = "V"
    K = "K"
    Celcius = "Celcius"
    Celsius = "Celsius"
    Fahrenheit = "Fahrenheit"
    Percent = "Percent"
    Hertz = "Hertz"


class UnlockStatus(StrEnum):
    """Whether the connector was unlocked, unlocking failed, or it has no controllable lock."""

    Unlocked = "Unlocked"
    UnlockFailed = "UnlockFailed"
    NotSupported = "NotSupported"


class UpdateFirmwareStatusEnum(StrEnum):
    """Whether a signed firmware update was accepted, refused, or has an invalid or revoked certificate."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    AcceptedCanceled = "AcceptedCanceled"
    InvalidCertificate = "InvalidCertificate"
    RevokedCertificate = "RevokedCertificate"


class UpdateStatus(StrEnum):
    """Whether the local authorization list was updated and, if not, why."""

    Accepted = "Accepted"
    Failed = "Failed"
    NotSupported = "NotSupported"
    VersionMismatch = "VersionMismatch"


class UpdateType(StrEnum):
    """Whether a list replaces the one held so far or only amends it."""

    Differential = "Differential"
    Full = "Full"


class UploadLogStatusEnum(StrEnum):
    """The progress of a log upload, or why it failed."""

    BadMessage = "BadMessage"
    Idle = "Idle"
    NotSupportedOperation = "NotSupportedOperation"
    PermissionDenied = "PermissionDenied"
    Uploaded = "Uploaded"
    UploadFailure = "UploadFailure"
    Uploading = "Uploading"


class ValueFormat(StrEnum):
    """Whether a value is a plain number or signed binary data."""

    Raw = "Raw"
    SignedData = "SignedData"
