"""OCPP 2.0: the enumerations.

Generated from the official schemas and codegen/overlay/v20.toml: `make generate` writes it anew. Do not edit.
"""

from __future__ import annotations

from enum import StrEnum


class APNAuthenticationEnum(StrEnum):
    """How to authenticate to the access point of the mobile network."""

    CHAP = "CHAP"
    NONE = "NONE"
    PAP = "PAP"
    AUTO = "AUTO"


class AttributeEnum(StrEnum):
    """Which attribute of a variable: its actual value, its target, or a limit set for it."""

    Actual = "Actual"
    Target = "Target"
    MinSet = "MinSet"
    MaxSet = "MaxSet"


class AuthorizationStatusEnum(StrEnum):
    """Whether an identifier may be used for charging, and if not, why."""

    Accepted = "Accepted"
    Blocked = "Blocked"
    ConcurrentTx = "ConcurrentTx"
    Expired = "Expired"
    Invalid = "Invalid"
    NoCredit = "NoCredit"
    NotAllowedTypeEVSE = "NotAllowedTypeEVSE"
    NotAtThisLocation = "NotAtThisLocation"
    NotAtThisTime = "NotAtThisTime"
    Unknown = "Unknown"


class BootReasonEnum(StrEnum):
    """Why the station has started."""

    ApplicationReset = "ApplicationReset"
    FirmwareUpdate = "FirmwareUpdate"
    LocalReset = "LocalReset"
    PowerUp = "PowerUp"
    RemoteReset = "RemoteReset"
    ScheduledReset = "ScheduledReset"
    Triggered = "Triggered"
    Unknown = "Unknown"
    Watchdog = "Watchdog"


class CancelReservationStatusEnum(StrEnum):
    """Whether the reservation was found and cancelled."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class CertificateSignedStatusEnum(StrEnum):
    """Whether the station has accepted the signed certificate that was sent to it."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class CertificateSigningUseEnum(StrEnum):
    """Whether a certificate is for the connection to the CSMS or for ISO 15118 with EVs."""

    ChargingStationCertificate = "ChargingStationCertificate"
    V2GCertificate = "V2GCertificate"


class CertificateStatusEnum(StrEnum):
    """Whether a certificate to authorize with or to install is accepted, and if not, why."""

    Accepted = "Accepted"
    SignatureError = "SignatureError"
    CertificateExpired = "CertificateExpired"
    CertificateRevoked = "CertificateRevoked"
    NoCertificateAvailable = "NoCertificateAvailable"
    CertChainError = "CertChainError"
    ContractCancelled = "ContractCancelled"


class CertificateUseEnum(StrEnum):
    """The kind of root or sub-CA certificate to install or to look for."""

    V2GRootCertficate = "V2GRootCertficate"
    MORootCertificate = "MORootCertificate"
    CSOSubCA1 = "CSOSubCA1"
    CSOSubCA2 = "CSOSubCA2"
    CSMSRootCertificate = "CSMSRootCertificate"
    ManufacturerRootCertificate = "ManufacturerRootCertificate"


class ChangeAvailabilityStatusEnum(StrEnum):
    """Whether availability changes now, not at all, or after ongoing transactions."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Scheduled = "Scheduled"


class ChargingLimitSourceEnum(StrEnum):
    """Who has set a charging limit or profile."""

    EMS = "EMS"
    Other = "Other"
    SO = "SO"
    CSO = "CSO"


class ChargingProfileKindEnum(StrEnum):
    """Whether a schedule starts at a fixed time, repeats, or starts with the transaction."""

    Absolute = "Absolute"
    Recurring = "Recurring"
    Relative = "Relative"


class ChargingProfilePurposeEnum(StrEnum):
    """What a profile is for: external limits, the whole station, any transaction, or one of them."""

    ChargingStationExternalConstraints = "ChargingStationExternalConstraints"
    ChargingStationMaxProfile = "ChargingStationMaxProfile"
    TxDefaultProfile = "TxDefaultProfile"
    TxProfile = "TxProfile"


class ChargingProfileStatusEnum(StrEnum):
    """Whether the station has accepted the charging profile."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class ChargingRateUnitEnum(StrEnum):
    """Whether the limits of a schedule are in watts or amperes."""

    W = "W"
    A = "A"


class ChargingStateEnum(StrEnum):
    """Whether an EV is connected and charging, or which side has paused the energy transfer."""

    Charging = "Charging"
    EVDetected = "EVDetected"
    SuspendedEV = "SuspendedEV"
    SuspendedEVSE = "SuspendedEVSE"


class ClearCacheStatusEnum(StrEnum):
    """Whether the station has cleared its authorization cache."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class ClearChargingProfileStatusEnum(StrEnum):
    """Whether a matching charging profile was found and removed."""

    Accepted = "Accepted"
    Unknown = "Unknown"


class ClearMessageStatusEnum(StrEnum):
    """Whether the display message was found and removed."""

    Accepted = "Accepted"
    Unknown = "Unknown"


class ClearMonitoringStatusEnum(StrEnum):
    """Whether a monitor was removed, could not be removed, or does not exist."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NotFound = "NotFound"


class ComponentCriterionEnum(StrEnum):
    """Which state a component must be in to appear in a report."""

    Active = "Active"
    Available = "Available"
    Enabled = "Enabled"
    Problem = "Problem"


class ConnectorEnum(StrEnum):
    """The type of a connector: fixed cable, socket or wireless."""

    cCCS1 = "cCCS1"
    cCCS2 = "cCCS2"
    cG105 = "cG105"
    cTesla = "cTesla"
    cType1 = "cType1"
    cType2 = "cType2"
    s3091P16A = "s309-1P-16A"
    s3091P32A = "s309-1P-32A"
    s3093P16A = "s309-3P-16A"
    s3093P32A = "s309-3P-32A"
    sBS1361 = "sBS1361"
    sCEE77 = "sCEE-7-7"
    sType2 = "sType2"
    sType3 = "sType3"
    Other1PhMax16A = "Other1PhMax16A"
    Other1PhOver16A = "Other1PhOver16A"
    Other3Ph = "Other3Ph"
    Pan = "Pan"
    wInductive = "wInductive"
    wResonant = "wResonant"
    Undetermined = "Undetermined"
    Unknown = "Unknown"


class ConnectorStatusEnum(StrEnum):
    """Whether a connector is available, occupied, reserved, out of operation or faulty."""

    Available = "Available"
    Occupied = "Occupied"
    Reserved = "Reserved"
    Unavailable = "Unavailable"
    Faulted = "Faulted"


class CostKindEnum(StrEnum):
    """What a cost stands for: relative price, carbon dioxide, or share of renewable energy."""

    CarbonDioxideEmission = "CarbonDioxideEmission"
    RelativePricePercentage = "RelativePricePercentage"
    RenewableGenerationPercentage = "RenewableGenerationPercentage"


class CustomerInformationStatusEnum(StrEnum):
    """Whether the station will report or delete the data of the customer."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Invalid = "Invalid"


class DataEnum(StrEnum):
    """The data type of the values of a variable."""

    string = "string"
    decimal = "decimal"
    integer = "integer"
    dateTime = "dateTime"
    boolean = "boolean"
    OptionList = "OptionList"
    SequenceList = "SequenceList"
    MemberList = "MemberList"


class DataTransferStatusEnum(StrEnum):
    """Whether the receiver has accepted the vendor-specific data and knows its vendor and message."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    UnknownMessageId = "UnknownMessageId"
    UnknownVendorId = "UnknownVendorId"


class DeleteCertificateStatusEnum(StrEnum):
    """Whether the certificate was deleted, could not be deleted, or was not found."""

    Accepted = "Accepted"
    Failed = "Failed"
    NotFound = "NotFound"


class DisplayMessageStatusEnum(StrEnum):
    """Whether the station will display the message, and if not, why."""

    Accepted = "Accepted"
    NotSupportedMessageFormat = "NotSupportedMessageFormat"
    Rejected = "Rejected"
    NotSupportedPriority = "NotSupportedPriority"
    NotSupportedState = "NotSupportedState"
    UnknownTransaction = "UnknownTransaction"


class EncodingMethodEnum(StrEnum):
    """How a signed meter value was encoded before it was signed."""

    Other = "Other"
    DLMSMessage = "DLMS Message"
    COSEMProtectedData = "COSEM Protected Data"
    EDL = "EDL"


class EnergyTransferModeEnum(StrEnum):
    """How an EV wants to be charged: with AC on one or three phases, or a form of DC."""

    AC_single_phase_core = "AC_single_phase_core"
    AC_three_phase_core = "AC_three_phase_core"
    DC_combo_core = "DC_combo_core"
    DC_core = "DC_core"
    DC_extended = "DC_extended"
    DC_unique = "DC_unique"


class ErrorCodeEnum(StrEnum):
    """The error codes that a CALLERROR of this version may carry."""

    FormatViolation = "FormatViolation"
    GenericError = "GenericError"
    InternalError = "InternalError"
    MessageTypeNotSupported = "MessageTypeNotSupported"
    NotImplemented = "NotImplemented"
    NotSupported = "NotSupported"
    OccurrenceConstraintViolation = "OccurrenceConstraintViolation"
    PropertyConstraintViolation = "PropertyConstraintViolation"
    ProtocolError = "ProtocolError"
    RpcFrameworkError = "RpcFrameworkError"
    SecurityError = "SecurityError"
    TypeConstraintViolation = "TypeConstraintViolation"


class EventTriggerEnum(StrEnum):
    """What led to an event: a threshold, a change of value, or a periodic report."""

    Alerting = "Alerting"
    Delta = "Delta"
    Periodic = "Periodic"


class FirmwareStatusEnum(StrEnum):
    """How far a firmware update is, or why it has failed."""

    CertificateVerified = "CertificateVerified"
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
    InvalidCertificate = "InvalidCertificate"
    RevokedCertificate = "RevokedCertificate"
    PublishFailed = "PublishFailed"
    SignatureVerified = "SignatureVerified"


class GenericDeviceModelStatusEnum(StrEnum):
    """Whether a request on reports or monitors is accepted, refused or not supported."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NotSupported = "NotSupported"


class GenericStatusEnum(StrEnum):
    """Whether a request is accepted or rejected, for messages without a status of their own."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class GetChargingProfileStatusEnum(StrEnum):
    """Whether matching charging profiles exist and will be reported."""

    Accepted = "Accepted"
    NoProfiles = "NoProfiles"


class GetCompositeScheduleStatusEnum(StrEnum):
    """Whether the station could calculate the requested composite schedule."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class GetDisplayMessagesStatusEnum(StrEnum):
    """Whether matching display messages exist and will be reported."""

    Accepted = "Accepted"
    Unknown = "Unknown"


class GetInstalledCertificateStatusEnum(StrEnum):
    """Whether certificates of the requested kind were found."""

    Accepted = "Accepted"
    NotFound = "NotFound"


class GetVariableStatusEnum(StrEnum):
    """Whether an attribute could be read, and if not, why."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    UnknownComponent = "UnknownComponent"
    UnknownVariable = "UnknownVariable"
    NotSupportedAttributeType = "NotSupportedAttributeType"


class HashAlgorithmEnum(StrEnum):
    """The algorithm used for the hashes that identify a certificate."""

    SHA256 = "SHA256"
    SHA384 = "SHA384"
    SHA512 = "SHA512"


class IdTokenEnum(StrEnum):
    """The type of an identifier, such as an RFID card, contract id or key code."""

    Central = "Central"
    eMAID = "eMAID"
    ISO14443 = "ISO14443"
    KeyCode = "KeyCode"
    Local = "Local"
    NoAuthorization = "NoAuthorization"
    ISO15693 = "ISO15693"


class Iso15118EVCertificateStatusEnum(StrEnum):
    """Whether the request of the EV to install or update a contract certificate was processed."""

    Accepted = "Accepted"
    Failed = "Failed"


class LocationEnum(StrEnum):
    """Where a value was measured, from the grid inlet to the EV."""

    Body = "Body"
    Cable = "Cable"
    EV = "EV"
    Inlet = "Inlet"
    Outlet = "Outlet"


class LogEnum(StrEnum):
    """Which log to upload: diagnostics or security."""

    DiagnosticsLog = "DiagnosticsLog"
    SecurityLog = "SecurityLog"


class LogStatusEnum(StrEnum):
    """Whether the station will upload the log, and whether that cancels an earlier upload."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    AcceptedCanceled = "AcceptedCanceled"


class MeasurandEnum(StrEnum):
    """The quantity that was measured, such as imported energy, power, voltage or state of charge."""

    CurrentExport = "Current.Export"
    CurrentImport = "Current.Import"
    CurrentOffered = "Current.Offered"
    EnergyActiveExportRegister = "Energy.Active.Export.Register"
    EnergyActiveImportRegister = "Energy.Active.Import.Register"
    EnergyReactiveExportRegister = "Energy.Reactive.Export.Register"
    EnergyReactiveImportRegister = "Energy.Reactive.Import.Register"
    EnergyActiveExportInterval = "Energy.Active.Export.Interval"
    EnergyActiveImportInterval = "Energy.Active.Import.Interval"
    EnergyActiveNet = "Energy.Active.Net"
    EnergyReactiveExportInterval = "Energy.Reactive.Export.Interval"
    EnergyReactiveImportInterval = "Energy.Reactive.Import.Interval"
    EnergyReactiveNet = "Energy.Reactive.Net"
    EnergyApparentNet = "Energy.Apparent.Net"
    EnergyApparentImport = "Energy.Apparent.Import"
    EnergyApparentExport = "Energy.Apparent.Export"
    Frequency = "Frequency"
    PowerActiveExport = "Power.Active.Export"
    PowerActiveImport = "Power.Active.Import"
    PowerFactor = "Power.Factor"
    PowerOffered = "Power.Offered"
    PowerReactiveExport = "Power.Reactive.Export"
    PowerReactiveImport = "Power.Reactive.Import"
    SoC = "SoC"
    Voltage = "Voltage"


class MessageFormatEnum(StrEnum):
    """The format of a text to display."""

    ASCII = "ASCII"
    HTML = "HTML"
    URI = "URI"
    UTF8 = "UTF8"


class MessagePriorityEnum(StrEnum):
    """How a message takes precedence over the other messages to display."""

    AlwaysFront = "AlwaysFront"
    InFront = "InFront"
    NormalCycle = "NormalCycle"


class MessageStateEnum(StrEnum):
    """The state of the station during which a message is to be displayed."""

    Charging = "Charging"
    Faulted = "Faulted"
    Idle = "Idle"
    Unavailable = "Unavailable"


class MessageTriggerEnum(StrEnum):
    """The message that the station is asked to send."""

    BootNotification = "BootNotification"
    LogStatusNotification = "LogStatusNotification"
    FirmwareStatusNotification = "FirmwareStatusNotification"
    Heartbeat = "Heartbeat"
    MeterValues = "MeterValues"
    SignChargingStationCertificate = "SignChargingStationCertificate"
    SignV2GCertificate = "SignV2GCertificate"
    StatusNotification = "StatusNotification"
    TransactionEvent = "TransactionEvent"


class MonitorEnum(StrEnum):
    """What a monitor reacts to: a threshold, a change of value, or the passing of time."""

    UpperThreshold = "UpperThreshold"
    LowerThreshold = "LowerThreshold"
    Delta = "Delta"
    Periodic = "Periodic"
    PeriodicClockAligned = "PeriodicClockAligned"


class MonitoringBaseEnum(StrEnum):
    """Which basic set of monitors to activate."""

    All = "All"
    FactoryDefault = "FactoryDefault"
    _None = "None"


class MonitoringCriterionEnum(StrEnum):
    """Which kinds of monitors to include in a report."""

    ThresholdMonitoring = "ThresholdMonitoring"
    DeltaMonitoring = "DeltaMonitoring"
    PeriodicMonitoring = "PeriodicMonitoring"


class MutabilityEnum(StrEnum):
    """Whether an attribute of a variable can be read, written or both."""

    ReadOnly = "ReadOnly"
    WriteOnly = "WriteOnly"
    ReadWrite = "ReadWrite"


class NotifyEVChargingNeedsStatusEnum(StrEnum):
    """Whether the CSMS can meet the needs of the EV now, later or not at all."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Processing = "Processing"


class OCPPInterfaceEnum(StrEnum):
    """The wired or wireless network interface to use for a connection."""

    Wired0 = "Wired0"
    Wired1 = "Wired1"
    Wired2 = "Wired2"
    Wired3 = "Wired3"
    Wireless0 = "Wireless0"
    Wireless1 = "Wireless1"
    Wireless2 = "Wireless2"
    Wireless3 = "Wireless3"


class OCPPTransportEnum(StrEnum):
    """Whether OCPP messages travel as JSON or as SOAP."""

    JSON = "JSON"
    SOAP = "SOAP"


class OCPPVersionEnum(StrEnum):
    """The OCPP version to use for a connection."""

    OCPP12 = "OCPP12"
    OCPP15 = "OCPP15"
    OCPP16 = "OCPP16"
    OCPP20 = "OCPP20"


class OperationalStatusEnum(StrEnum):
    """Whether the station or EVSE is to be available for charging."""

    Inoperative = "Inoperative"
    Operative = "Operative"


class PhaseEnum(StrEnum):
    """The phase, neutral or pair of conductors on which a value was measured."""

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


class PublishFirmwareStatusEnum(StrEnum):
    """How far the publishing of firmware by a local controller is, or why it has failed."""

    Downloaded = "Downloaded"
    DownloadFailed = "DownloadFailed"
    Downloading = "Downloading"
    DownloadScheduled = "DownloadScheduled"
    DownloadPaused = "DownloadPaused"
    PublishFailed = "PublishFailed"
    Published = "Published"
    InvalidChecksum = "InvalidChecksum"
    ChecksumVerified = "ChecksumVerified"


class ReadingContextEnum(StrEnum):
    """Why or when a value was measured, such as periodically or at the end of a transaction."""

    InterruptionBegin = "Interruption.Begin"
    InterruptionEnd = "Interruption.End"
    Other = "Other"
    SampleClock = "Sample.Clock"
    SamplePeriodic = "Sample.Periodic"
    TransactionBegin = "Transaction.Begin"
    TransactionEnd = "Transaction.End"
    Trigger = "Trigger"


class ReasonEnum(StrEnum):
    """Why a transaction was stopped."""

    DeAuthorized = "DeAuthorized"
    EmergencyStop = "EmergencyStop"
    EnergyLimitReached = "EnergyLimitReached"
    EVDisconnected = "EVDisconnected"
    GroundFault = "GroundFault"
    ImmediateReset = "ImmediateReset"
    Local = "Local"
    LocalOutOfCredit = "LocalOutOfCredit"
    MasterPass = "MasterPass"
    Other = "Other"
    OvercurrentFault = "OvercurrentFault"
    PowerLoss = "PowerLoss"
    PowerQuality = "PowerQuality"
    Reboot = "Reboot"
    Remote = "Remote"
    SOCLimitReached = "SOCLimitReached"
    StoppedByEV = "StoppedByEV"
    TimeLimitReached = "TimeLimitReached"
    Timeout = "Timeout"
    UnlockCommand = "UnlockCommand"


class RecurrencyKindEnum(StrEnum):
    """Whether a recurring schedule starts again every day or every week."""

    Daily = "Daily"
    Weekly = "Weekly"


class RegistrationStatusEnum(StrEnum):
    """Whether the CSMS has registered the station."""

    Accepted = "Accepted"
    Pending = "Pending"
    Rejected = "Rejected"


class ReportBaseEnum(StrEnum):
    """Which of the predefined reports on the device model is wanted."""

    ConfigurationInventory = "ConfigurationInventory"
    FullInventory = "FullInventory"
    SummaryInventory = "SummaryInventory"


class RequestStartStopStatusEnum(StrEnum):
    """Whether the station has accepted a remote request to start or stop a transaction."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class ReservationUpdateStatusEnum(StrEnum):
    """Why a reservation no longer exists."""

    Expired = "Expired"
    Removed = "Removed"


class ReserveNowStatusEnum(StrEnum):
    """Whether the reservation was made, and if not, why."""

    Accepted = "Accepted"
    Faulted = "Faulted"
    Occupied = "Occupied"
    Rejected = "Rejected"
    Unavailable = "Unavailable"


class ResetEnum(StrEnum):
    """Whether to reset at once or only when no transaction is ongoing."""

    Immediate = "Immediate"
    OnIdle = "OnIdle"


class ResetStatusEnum(StrEnum):
    """Whether the reset happens now, not at all, or after ongoing transactions."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Scheduled = "Scheduled"


class SecurityEventEnum(StrEnum):
    """The security event that has occurred."""

    FirmwareUpdated = "FirmwareUpdated"
    FailedToAuthenticateAtCsms = "FailedToAuthenticateAtCsms"
    CsmsFailedToAuthenticate = "CsmsFailedToAuthenticate"
    SettingSystemTime = "SettingSystemTime"
    StartupOfTheDevice = "StartupOfTheDevice"
    ResetOrReboot = "ResetOrReboot"
    SecurityLogWasCleared = "SecurityLogWasCleared"
    ReconfigurationOfSecurityParameters = "ReconfigurationOfSecurityParameters"
    MemoryExhaustion = "MemoryExhaustion"
    InvalidMessages = "InvalidMessages"
    AttemptedReplayAttacks = "AttemptedReplayAttacks"
    TamperDetectionActivated = "TamperDetectionActivated"
    InvalidFirmwareSignature = "InvalidFirmwareSignature"
    InvalidFirmwareSigningCertificate = "InvalidFirmwareSigningCertificate"
    InvalidCsmsCertificate = "InvalidCsmsCertificate"
    InvalidChargingStationCertificate = "InvalidChargingStationCertificate"
    InvalidTLSVersion = "InvalidTLSVersion"
    InvalidTLSCipherSuite = "InvalidTLSCipherSuite"


class SendLocalListStatusEnum(StrEnum):
    """Whether the local authorization list was updated, and if not, why."""

    Accepted = "Accepted"
    Failed = "Failed"
    VersionMismatch = "VersionMismatch"


class SetMonitoringStatusEnum(StrEnum):
    """Whether a monitor was set, and if not, why."""

    Accepted = "Accepted"
    UnknownComponent = "UnknownComponent"
    UnknownVariable = "UnknownVariable"
    UnsupportedMonitorType = "UnsupportedMonitorType"
    Rejected = "Rejected"
    OutOfRange = "OutOfRange"
    Duplicate = "Duplicate"


class SetNetworkProfileStatusEnum(StrEnum):
    """Whether the connection settings were stored."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Failed = "Failed"


class SetVariableStatusEnum(StrEnum):
    """Whether an attribute was changed, needs a reboot to take effect, or why it was not changed."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    InvalidValue = "InvalidValue"
    UnknownComponent = "UnknownComponent"
    UnknownVariable = "UnknownVariable"
    NotSupportedAttributeType = "NotSupportedAttributeType"
    OutOfRange = "OutOfRange"
    RebootRequired = "RebootRequired"


class SignatureMethodEnum(StrEnum):
    """The algorithm with which a meter value was signed."""

    ECDSAP256SHA256 = "ECDSAP256SHA256"
    ECDSAP384SHA384 = "ECDSAP384SHA384"
    ECDSA192SHA256 = "ECDSA192SHA256"


class TransactionEventEnum(StrEnum):
    """Whether an event is the first, an intermediate or the last one of a transaction."""

    Ended = "Ended"
    Started = "Started"
    Updated = "Updated"


class TriggerMessageStatusEnum(StrEnum):
    """Whether the station will send the requested message."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NotImplemented = "NotImplemented"


class TriggerReasonEnum(StrEnum):
    """What caused the station to send a transaction event."""

    Authorized = "Authorized"
    CablePluggedIn = "CablePluggedIn"
    ChargingRateChanged = "ChargingRateChanged"
    ChargingStateChanged = "ChargingStateChanged"
    Deauthorized = "Deauthorized"
    EnergyLimitReached = "EnergyLimitReached"
    EVCommunicationLost = "EVCommunicationLost"
    EVConnectTimeout = "EVConnectTimeout"
    MeterValueClock = "MeterValueClock"
    MeterValuePeriodic = "MeterValuePeriodic"
    TimeLimitReached = "TimeLimitReached"
    Trigger = "Trigger"
    UnlockCommand = "UnlockCommand"
    StopAuthorized = "StopAuthorized"
    EVDeparted = "EVDeparted"
    EVDetected = "EVDetected"
    RemoteStop = "RemoteStop"
    RemoteStart = "RemoteStart"


class UnlockStatusEnum(StrEnum):
    """Whether the connector was unlocked."""

    Unlocked = "Unlocked"
    UnlockFailed = "UnlockFailed"


class UnpublishFirmwareStatusEnum(StrEnum):
    """Whether the firmware file is withdrawn, was never published, or is being downloaded now."""

    DownloadOngoing = "DownloadOngoing"
    NoFirmware = "NoFirmware"
    Unpublished = "Unpublished"


class UpdateEnum(StrEnum):
    """Whether the list sent replaces the local authorization list or only changes entries of it."""

    Differential = "Differential"
    Full = "Full"


class UpdateFirmwareStatusEnum(StrEnum):
    """Whether the station will update its firmware, and if not, why."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    AcceptedCanceled = "AcceptedCanceled"


class UploadLogStatusEnum(StrEnum):
    """How far a log upload is, or why it has failed."""

    BadMessage = "BadMessage"
    Idle = "Idle"
    NotSupportedOperation = "NotSupportedOperation"
    PermissionDenied = "PermissionDenied"
    Uploaded = "Uploaded"
    UploadFailure = "UploadFailure"
    Uploading = "Uploading"


class VPNEnum(StrEnum):
    """The protocol of a VPN connection."""

    IKEv2 = "IKEv2"
    IPSec = "IPSec"
    L2TP = "L2TP"
    PPTP = "PPTP"
