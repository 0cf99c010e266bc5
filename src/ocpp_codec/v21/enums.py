"""OCPP 2.1: the enumerations.

Generated from the official schemas and codegen/overlay/v21.toml: `make generate` writes it anew. Do not edit.
"""

from __future__ import annotations

from enum import StrEnum


class APNAuthenticationEnum(StrEnum):
    """How to authenticate to the access point of the mobile network."""

    PAP = "PAP"
    CHAP = "CHAP"
    NONE = "NONE"
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


class AuthorizeCertificateStatusEnum(StrEnum):
    """Whether the contract certificate presented for authorization is valid, and if not, why."""

    Accepted = "Accepted"
    SignatureError = "SignatureError"
    CertificateExpired = "CertificateExpired"
    CertificateRevoked = "CertificateRevoked"
    NoCertificateAvailable = "NoCertificateAvailable"
    CertChainError = "CertChainError"
    ContractCancelled = "ContractCancelled"


class BatterySwapEventEnum(StrEnum):
    """Whether batteries were put in, taken out, or not taken out in time."""

    BatteryIn = "BatteryIn"
    BatteryOut = "BatteryOut"
    BatteryOutTimeout = "BatteryOutTimeout"


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


class CertificateActionEnum(StrEnum):
    """Whether an EV wants a new contract certificate or an update of the one it has."""

    Install = "Install"
    Update = "Update"


class CertificateSignedStatusEnum(StrEnum):
    """Whether the station has accepted the signed certificate that was sent to it."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class CertificateSigningUseEnum(StrEnum):
    """Whether a certificate is for the CSMS connection, ISO 15118-2 or ISO 15118-20."""

    ChargingStationCertificate = "ChargingStationCertificate"
    V2GCertificate = "V2GCertificate"
    V2G20Certificate = "V2G20Certificate"


class CertificateStatusEnum(StrEnum):
    """Whether a certificate is good, revoked or unknown, or its status could not be obtained."""

    Good = "Good"
    Revoked = "Revoked"
    Unknown = "Unknown"
    Failed = "Failed"


class CertificateStatusSourceEnum(StrEnum):
    """Whether a revocation status comes from an OCSP responder or a revocation list."""

    CRL = "CRL"
    OCSP = "OCSP"


class ChangeAvailabilityStatusEnum(StrEnum):
    """Whether availability changes now, not at all, or after ongoing transactions."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Scheduled = "Scheduled"


class ChargingProfileKindEnum(StrEnum):
    """Whether a schedule has a fixed start, repeats, starts with the transaction, or is dynamic."""

    Absolute = "Absolute"
    Recurring = "Recurring"
    Relative = "Relative"
    Dynamic = "Dynamic"


class ChargingProfilePurposeEnum(StrEnum):
    """What a profile is for, such as external limits, the whole station or a transaction."""

    ChargingStationExternalConstraints = "ChargingStationExternalConstraints"
    ChargingStationMaxProfile = "ChargingStationMaxProfile"
    TxDefaultProfile = "TxDefaultProfile"
    TxProfile = "TxProfile"
    PriorityCharging = "PriorityCharging"
    LocalGeneration = "LocalGeneration"


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

    EVConnected = "EVConnected"
    Charging = "Charging"
    SuspendedEV = "SuspendedEV"
    SuspendedEVSE = "SuspendedEVSE"
    Idle = "Idle"


class ClearCacheStatusEnum(StrEnum):
    """Whether the station has cleared its authorization cache."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class ClearChargingProfileStatusEnum(StrEnum):
    """Whether a matching charging profile was found and removed."""

    Accepted = "Accepted"
    Unknown = "Unknown"


class ClearMessageStatusEnum(StrEnum):
    """Whether the display message was removed, could not be removed, or does not exist."""

    Accepted = "Accepted"
    Unknown = "Unknown"
    Rejected = "Rejected"


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


class ConnectorStatusEnum(StrEnum):
    """Whether a connector is available, occupied, reserved, out of operation or faulty."""

    Available = "Available"
    Occupied = "Occupied"
    Reserved = "Reserved"
    Unavailable = "Unavailable"
    Faulted = "Faulted"


class ControlModeEnum(StrEnum):
    """Whether the EV plans its charging by a schedule or follows setpoints of the station."""

    ScheduledControl = "ScheduledControl"
    DynamicControl = "DynamicControl"


class CostDimensionEnum(StrEnum):
    """What was used in a charging period: energy, current, power, charging time or idle time."""

    Energy = "Energy"
    MaxCurrent = "MaxCurrent"
    MinCurrent = "MinCurrent"
    MaxPower = "MaxPower"
    MinPower = "MinPower"
    IdleTIme = "IdleTIme"
    ChargingTime = "ChargingTime"


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


class DERControlEnum(StrEnum):
    """The kind of a DER control, such as a volt-var curve or a trip on high frequency."""

    EnterService = "EnterService"
    FreqDroop = "FreqDroop"
    FreqWatt = "FreqWatt"
    FixedPFAbsorb = "FixedPFAbsorb"
    FixedPFInject = "FixedPFInject"
    FixedVar = "FixedVar"
    Gradients = "Gradients"
    HFMustTrip = "HFMustTrip"
    HFMayTrip = "HFMayTrip"
    HVMustTrip = "HVMustTrip"
    HVMomCess = "HVMomCess"
    HVMayTrip = "HVMayTrip"
    LimitMaxDischarge = "LimitMaxDischarge"
    LFMustTrip = "LFMustTrip"
    LVMustTrip = "LVMustTrip"
    LVMomCess = "LVMomCess"
    LVMayTrip = "LVMayTrip"
    PowerMonitoringMustTrip = "PowerMonitoringMustTrip"
    VoltVar = "VoltVar"
    VoltWatt = "VoltWatt"
    WattPF = "WattPF"
    WattVar = "WattVar"


class DERControlStatusEnum(StrEnum):
    """Whether a request about DER controls is accepted, refused, not supported or finds none."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NotSupported = "NotSupported"
    NotFound = "NotFound"


class DERUnitEnum(StrEnum):
    """Which rated or available power, or the voltage, the percentages of a DER control refer to."""

    Not_Applicable = "Not_Applicable"
    PctMaxW = "PctMaxW"
    PctMaxVar = "PctMaxVar"
    PctWAvail = "PctWAvail"
    PctVarAvail = "PctVarAvail"
    PctEffectiveV = "PctEffectiveV"


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


class DayOfWeekEnum(StrEnum):
    """A day of the week on which a price applies."""

    Monday = "Monday"
    Tuesday = "Tuesday"
    Wednesday = "Wednesday"
    Thursday = "Thursday"
    Friday = "Friday"
    Saturday = "Saturday"
    Sunday = "Sunday"


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
    LanguageNotSupported = "LanguageNotSupported"


class EnergyTransferModeEnum(StrEnum):
    """How energy is transferred: with AC, DC or wirelessly, in one or both directions."""

    AC_single_phase = "AC_single_phase"
    AC_two_phase = "AC_two_phase"
    AC_three_phase = "AC_three_phase"
    DC = "DC"
    AC_BPT = "AC_BPT"
    AC_BPT_DER = "AC_BPT_DER"
    AC_DER = "AC_DER"
    DC_BPT = "DC_BPT"
    DC_ACDP = "DC_ACDP"
    DC_ACDP_BPT = "DC_ACDP_BPT"
    WPT = "WPT"


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


class EventNotificationEnum(StrEnum):
    """Whether an event is a fixed notification or comes from a built-in, preset or custom monitor."""

    HardWiredNotification = "HardWiredNotification"
    HardWiredMonitor = "HardWiredMonitor"
    PreconfiguredMonitor = "PreconfiguredMonitor"
    CustomMonitor = "CustomMonitor"


class EventTriggerEnum(StrEnum):
    """What led to an event: a threshold, a change of value, or a periodic report."""

    Alerting = "Alerting"
    Delta = "Delta"
    Periodic = "Periodic"


class EvseKindEnum(StrEnum):
    """Whether a price applies to an AC or a DC EVSE."""

    AC = "AC"
    DC = "DC"


class FirmwareStatusEnum(StrEnum):
    """How far a firmware update is, or why it has failed."""

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


class GenericDeviceModelStatusEnum(StrEnum):
    """Whether a device model request is accepted, refused, not supported, or yields nothing."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NotSupported = "NotSupported"
    EmptyResultSet = "EmptyResultSet"


class GenericStatusEnum(StrEnum):
    """Whether a request is accepted or rejected, for messages without a status of their own."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class GetCertificateIdUseEnum(StrEnum):
    """The kind of an installed certificate or certificate chain."""

    V2GRootCertificate = "V2GRootCertificate"
    MORootCertificate = "MORootCertificate"
    CSMSRootCertificate = "CSMSRootCertificate"
    V2GCertificateChain = "V2GCertificateChain"
    ManufacturerRootCertificate = "ManufacturerRootCertificate"
    OEMRootCertificate = "OEMRootCertificate"


class GetCertificateStatusEnum(StrEnum):
    """Whether the CSMS could obtain the OCSP status of the certificate."""

    Accepted = "Accepted"
    Failed = "Failed"


class GetChargingProfileStatusEnum(StrEnum):
    """Whether matching charging profiles exist and will be reported."""

    Accepted = "Accepted"
    NoProfiles = "NoProfiles"


class GetDisplayMessagesStatusEnum(StrEnum):
    """Whether matching display messages exist and will be reported."""

    Accepted = "Accepted"
    Unknown = "Unknown"


class GetInstalledCertificateStatusEnum(StrEnum):
    """Whether certificates of the requested kinds were found."""

    Accepted = "Accepted"
    NotFound = "NotFound"


class GetVariableStatusEnum(StrEnum):
    """Whether an attribute could be read, and if not, why."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    UnknownComponent = "UnknownComponent"
    UnknownVariable = "UnknownVariable"
    NotSupportedAttributeType = "NotSupportedAttributeType"


class GridEventFaultEnum(StrEnum):
    """The fault of the grid that has caused a DER alarm."""

    CurrentImbalance = "CurrentImbalance"
    LocalEmergency = "LocalEmergency"
    LowInputPower = "LowInputPower"
    OverCurrent = "OverCurrent"
    OverFrequency = "OverFrequency"
    OverVoltage = "OverVoltage"
    PhaseRotation = "PhaseRotation"
    RemoteEmergency = "RemoteEmergency"
    UnderFrequency = "UnderFrequency"
    UnderVoltage = "UnderVoltage"
    VoltageImbalance = "VoltageImbalance"


class HashAlgorithmEnum(StrEnum):
    """The algorithm used for the hashes that identify a certificate."""

    SHA256 = "SHA256"
    SHA384 = "SHA384"
    SHA512 = "SHA512"


class InstallCertificateStatusEnum(StrEnum):
    """Whether the certificate was installed, was refused, or could not be installed."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Failed = "Failed"


class InstallCertificateUseEnum(StrEnum):
    """The kind of root certificate to install."""

    V2GRootCertificate = "V2GRootCertificate"
    MORootCertificate = "MORootCertificate"
    ManufacturerRootCertificate = "ManufacturerRootCertificate"
    CSMSRootCertificate = "CSMSRootCertificate"
    OEMRootCertificate = "OEMRootCertificate"


class IslandingDetectionEnum(StrEnum):
    """The method by which the inverter in an EV detects that it is cut off from the grid."""

    NoAntiIslandingSupport = "NoAntiIslandingSupport"
    RoCoF = "RoCoF"
    UVP_OVP = "UVP_OVP"
    UFP_OFP = "UFP_OFP"
    VoltageVectorShift = "VoltageVectorShift"
    ZeroCrossingDetection = "ZeroCrossingDetection"
    OtherPassive = "OtherPassive"
    ImpedanceMeasurement = "ImpedanceMeasurement"
    ImpedanceAtFrequency = "ImpedanceAtFrequency"
    SlipModeFrequencyShift = "SlipModeFrequencyShift"
    SandiaFrequencyShift = "SandiaFrequencyShift"
    SandiaVoltageShift = "SandiaVoltageShift"
    FrequencyJump = "FrequencyJump"
    RCLQFactor = "RCLQFactor"
    OtherActive = "OtherActive"


class Iso15118EVCertificateStatusEnum(StrEnum):
    """Whether the certificate request of the EV was processed and its response is included."""

    Accepted = "Accepted"
    Failed = "Failed"


class LocationEnum(StrEnum):
    """Where a value was measured, from upstream of the station to the EV."""

    Body = "Body"
    Cable = "Cable"
    EV = "EV"
    Inlet = "Inlet"
    Outlet = "Outlet"
    Upstream = "Upstream"


class LogEnum(StrEnum):
    """Which log to upload: diagnostics, security or data collector."""

    DiagnosticsLog = "DiagnosticsLog"
    SecurityLog = "SecurityLog"
    DataCollectorLog = "DataCollectorLog"


class LogStatusEnum(StrEnum):
    """Whether the station will upload the log, and whether that cancels an earlier upload."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    AcceptedCanceled = "AcceptedCanceled"


class MeasurandEnum(StrEnum):
    """The quantity that was measured, such as imported energy, power, voltage or state of charge."""

    CurrentExport = "Current.Export"
    CurrentExportOffered = "Current.Export.Offered"
    CurrentExportMinimum = "Current.Export.Minimum"
    CurrentImport = "Current.Import"
    CurrentImportOffered = "Current.Import.Offered"
    CurrentImportMinimum = "Current.Import.Minimum"
    CurrentOffered = "Current.Offered"
    DisplayPresentSOC = "Display.PresentSOC"
    DisplayMinimumSOC = "Display.MinimumSOC"
    DisplayTargetSOC = "Display.TargetSOC"
    DisplayMaximumSOC = "Display.MaximumSOC"
    DisplayRemainingTimeToMinimumSOC = "Display.RemainingTimeToMinimumSOC"
    DisplayRemainingTimeToTargetSOC = "Display.RemainingTimeToTargetSOC"
    DisplayRemainingTimeToMaximumSOC = "Display.RemainingTimeToMaximumSOC"
    DisplayChargingComplete = "Display.ChargingComplete"
    DisplayBatteryEnergyCapacity = "Display.BatteryEnergyCapacity"
    DisplayInletHot = "Display.InletHot"
    EnergyActiveExportInterval = "Energy.Active.Export.Interval"
    EnergyActiveExportRegister = "Energy.Active.Export.Register"
    EnergyActiveImportInterval = "Energy.Active.Import.Interval"
    EnergyActiveImportRegister = "Energy.Active.Import.Register"
    EnergyActiveImportCableLoss = "Energy.Active.Import.CableLoss"
    EnergyActiveImportLocalGenerationRegister = "Energy.Active.Import.LocalGeneration.Register"
    EnergyActiveNet = "Energy.Active.Net"
    EnergyActiveSetpointInterval = "Energy.Active.Setpoint.Interval"
    EnergyApparentExport = "Energy.Apparent.Export"
    EnergyApparentImport = "Energy.Apparent.Import"
    EnergyApparentNet = "Energy.Apparent.Net"
    EnergyReactiveExportInterval = "Energy.Reactive.Export.Interval"
    EnergyReactiveExportRegister = "Energy.Reactive.Export.Register"
    EnergyReactiveImportInterval = "Energy.Reactive.Import.Interval"
    EnergyReactiveImportRegister = "Energy.Reactive.Import.Register"
    EnergyReactiveNet = "Energy.Reactive.Net"
    EnergyRequestTarget = "EnergyRequest.Target"
    EnergyRequestMinimum = "EnergyRequest.Minimum"
    EnergyRequestMaximum = "EnergyRequest.Maximum"
    EnergyRequestMinimumV2X = "EnergyRequest.Minimum.V2X"
    EnergyRequestMaximumV2X = "EnergyRequest.Maximum.V2X"
    EnergyRequestBulk = "EnergyRequest.Bulk"
    Frequency = "Frequency"
    PowerActiveExport = "Power.Active.Export"
    PowerActiveImport = "Power.Active.Import"
    PowerActiveSetpoint = "Power.Active.Setpoint"
    PowerActiveResidual = "Power.Active.Residual"
    PowerExportMinimum = "Power.Export.Minimum"
    PowerExportOffered = "Power.Export.Offered"
    PowerFactor = "Power.Factor"
    PowerImportOffered = "Power.Import.Offered"
    PowerImportMinimum = "Power.Import.Minimum"
    PowerOffered = "Power.Offered"
    PowerReactiveExport = "Power.Reactive.Export"
    PowerReactiveImport = "Power.Reactive.Import"
    SoC = "SoC"
    Voltage = "Voltage"
    VoltageMinimum = "Voltage.Minimum"
    VoltageMaximum = "Voltage.Maximum"


class MessageFormatEnum(StrEnum):
    """The format of a message to display, such as plain text, HTML, a link or a QR code."""

    ASCII = "ASCII"
    HTML = "HTML"
    URI = "URI"
    UTF8 = "UTF8"
    QRCODE = "QRCODE"


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
    Suspended = "Suspended"
    Discharging = "Discharging"


class MessageTriggerEnum(StrEnum):
    """The message that the station is asked to send."""

    BootNotification = "BootNotification"
    LogStatusNotification = "LogStatusNotification"
    FirmwareStatusNotification = "FirmwareStatusNotification"
    Heartbeat = "Heartbeat"
    MeterValues = "MeterValues"
    SignChargingStationCertificate = "SignChargingStationCertificate"
    SignV2GCertificate = "SignV2GCertificate"
    SignV2G20Certificate = "SignV2G20Certificate"
    StatusNotification = "StatusNotification"
    TransactionEvent = "TransactionEvent"
    SignCombinedCertificate = "SignCombinedCertificate"
    PublishFirmwareStatusNotification = "PublishFirmwareStatusNotification"
    CustomTrigger = "CustomTrigger"


class MobilityNeedsModeEnum(StrEnum):
    """Whether only the EV, or also the station, may set the departure time and energy needs."""

    EVCC = "EVCC"
    EVCC_SECC = "EVCC_SECC"


class MonitorEnum(StrEnum):
    """What a monitor reacts to: a threshold, a change, a deviation from the target, or time."""

    UpperThreshold = "UpperThreshold"
    LowerThreshold = "LowerThreshold"
    Delta = "Delta"
    Periodic = "Periodic"
    PeriodicClockAligned = "PeriodicClockAligned"
    TargetDelta = "TargetDelta"
    TargetDeltaRelative = "TargetDeltaRelative"


class MonitoringBaseEnum(StrEnum):
    """Which basic set of monitors to activate."""

    All = "All"
    FactoryDefault = "FactoryDefault"
    HardWiredOnly = "HardWiredOnly"


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


class NotifyAllowedEnergyTransferStatusEnum(StrEnum):
    """Whether the station has accepted the allowed energy transfer modes."""

    Accepted = "Accepted"
    Rejected = "Rejected"


class NotifyEVChargingNeedsStatusEnum(StrEnum):
    """Whether the CSMS can handle the needs of the EV, and sends a charging profile for them."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Processing = "Processing"
    NoChargingProfile = "NoChargingProfile"


class OCPPInterfaceEnum(StrEnum):
    """The wired or wireless network interface to use for a connection, or any of them."""

    Wired0 = "Wired0"
    Wired1 = "Wired1"
    Wired2 = "Wired2"
    Wired3 = "Wired3"
    Wireless0 = "Wireless0"
    Wireless1 = "Wireless1"
    Wireless2 = "Wireless2"
    Wireless3 = "Wireless3"
    Any = "Any"


class OCPPTransportEnum(StrEnum):
    """Whether OCPP messages travel as JSON or as SOAP."""

    SOAP = "SOAP"
    JSON = "JSON"


class OCPPVersionEnum(StrEnum):
    """The OCPP version to use for a connection."""

    OCPP12 = "OCPP12"
    OCPP15 = "OCPP15"
    OCPP16 = "OCPP16"
    OCPP20 = "OCPP20"
    OCPP201 = "OCPP201"
    OCPP21 = "OCPP21"


class OperationModeEnum(StrEnum):
    """Whether an EV only charges, idles or does V2X, and what controls its power."""

    Idle = "Idle"
    ChargingOnly = "ChargingOnly"
    CentralSetpoint = "CentralSetpoint"
    ExternalSetpoint = "ExternalSetpoint"
    ExternalLimits = "ExternalLimits"
    CentralFrequency = "CentralFrequency"
    LocalFrequency = "LocalFrequency"
    LocalLoadBalancing = "LocalLoadBalancing"


class OperationalStatusEnum(StrEnum):
    """Whether the station, EVSE or connector is to be available for charging."""

    Inoperative = "Inoperative"
    Operative = "Operative"


class PaymentStatusEnum(StrEnum):
    """Whether a payment was settled, was cancelled or rejected, or has failed."""

    Settled = "Settled"
    Canceled = "Canceled"
    Rejected = "Rejected"
    Failed = "Failed"


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


class PowerDuringCessationEnum(StrEnum):
    """Whether to feed in active or reactive power while riding through a voltage fault."""

    Active = "Active"
    Reactive = "Reactive"


class PreconditioningStatusEnum(StrEnum):
    """Whether the battery of the EV has been, or is being, preconditioned for charging."""

    Unknown = "Unknown"
    Ready = "Ready"
    NotReady = "NotReady"
    Preconditioning = "Preconditioning"


class PriorityChargingStatusEnum(StrEnum):
    """Whether priority charging is accepted or refused, or lacks a charging profile."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NoProfile = "NoProfile"


class PublishFirmwareStatusEnum(StrEnum):
    """How far the publishing of firmware by a local controller is, or why it has failed."""

    Idle = "Idle"
    DownloadScheduled = "DownloadScheduled"
    Downloading = "Downloading"
    Downloaded = "Downloaded"
    Published = "Published"
    DownloadFailed = "DownloadFailed"
    DownloadPaused = "DownloadPaused"
    InvalidChecksum = "InvalidChecksum"
    ChecksumVerified = "ChecksumVerified"
    PublishFailed = "PublishFailed"


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
    MasterPass = "MasterPass"
    Local = "Local"
    LocalOutOfCredit = "LocalOutOfCredit"
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
    ReqEnergyTransferRejected = "ReqEnergyTransferRejected"


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
    NoTransaction = "NoTransaction"


class ReserveNowStatusEnum(StrEnum):
    """Whether the reservation was made, and if not, why."""

    Accepted = "Accepted"
    Faulted = "Faulted"
    Occupied = "Occupied"
    Rejected = "Rejected"
    Unavailable = "Unavailable"


class ResetEnum(StrEnum):
    """Whether to reset when idle, at once, or at once with transactions resumed afterwards."""

    Immediate = "Immediate"
    OnIdle = "OnIdle"
    ImmediateAndResume = "ImmediateAndResume"


class ResetStatusEnum(StrEnum):
    """Whether the reset happens now, not at all, or after ongoing transactions."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    Scheduled = "Scheduled"


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
    UnknownComponent = "UnknownComponent"
    UnknownVariable = "UnknownVariable"
    NotSupportedAttributeType = "NotSupportedAttributeType"
    RebootRequired = "RebootRequired"


class TariffChangeStatusEnum(StrEnum):
    """Whether the tariff of a transaction was replaced, and if not, why."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    TooManyElements = "TooManyElements"
    ConditionNotSupported = "ConditionNotSupported"
    TxNotFound = "TxNotFound"
    NoCurrencyChange = "NoCurrencyChange"


class TariffClearStatusEnum(StrEnum):
    """Whether a tariff was removed, could not be removed, or does not exist."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NoTariff = "NoTariff"


class TariffCostEnum(StrEnum):
    """Whether a total is the normal cost, or the minimum or maximum cost set by the tariff."""

    NormalCost = "NormalCost"
    MinCost = "MinCost"
    MaxCost = "MaxCost"


class TariffGetStatusEnum(StrEnum):
    """Whether installed tariffs are listed, none exist, or the request is refused."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    NoTariff = "NoTariff"


class TariffKindEnum(StrEnum):
    """Whether a tariff is the default one or belongs to a driver."""

    DefaultTariff = "DefaultTariff"
    DriverTariff = "DriverTariff"


class TariffSetStatusEnum(StrEnum):
    """Whether the default tariff was installed, and if not, why."""

    Accepted = "Accepted"
    Rejected = "Rejected"
    TooManyElements = "TooManyElements"
    ConditionNotSupported = "ConditionNotSupported"
    DuplicateTariffId = "DuplicateTariffId"


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

    AbnormalCondition = "AbnormalCondition"
    Authorized = "Authorized"
    CablePluggedIn = "CablePluggedIn"
    ChargingRateChanged = "ChargingRateChanged"
    ChargingStateChanged = "ChargingStateChanged"
    CostLimitReached = "CostLimitReached"
    Deauthorized = "Deauthorized"
    EnergyLimitReached = "EnergyLimitReached"
    EVCommunicationLost = "EVCommunicationLost"
    EVConnectTimeout = "EVConnectTimeout"
    EVDeparted = "EVDeparted"
    EVDetected = "EVDetected"
    LimitSet = "LimitSet"
    MeterValueClock = "MeterValueClock"
    MeterValuePeriodic = "MeterValuePeriodic"
    OperationModeChanged = "OperationModeChanged"
    RemoteStart = "RemoteStart"
    RemoteStop = "RemoteStop"
    ResetCommand = "ResetCommand"
    RunningCost = "RunningCost"
    SignedDataReceived = "SignedDataReceived"
    SoCLimitReached = "SoCLimitReached"
    StopAuthorized = "StopAuthorized"
    TariffChanged = "TariffChanged"
    TariffNotAccepted = "TariffNotAccepted"
    TimeLimitReached = "TimeLimitReached"
    Trigger = "Trigger"
    TxResumed = "TxResumed"
    UnlockCommand = "UnlockCommand"


class UnlockStatusEnum(StrEnum):
    """Whether the connector was unlocked, and if not, why."""

    Unlocked = "Unlocked"
    UnlockFailed = "UnlockFailed"
    OngoingAuthorizedTransaction = "OngoingAuthorizedTransaction"
    UnknownConnector = "UnknownConnector"


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
    InvalidCertificate = "InvalidCertificate"
    RevokedCertificate = "RevokedCertificate"


class UploadLogStatusEnum(StrEnum):
    """How far a log upload is, or why it has failed."""

    BadMessage = "BadMessage"
    Idle = "Idle"
    NotSupportedOperation = "NotSupportedOperation"
    PermissionDenied = "PermissionDenied"
    Uploaded = "Uploaded"
    UploadFailure = "UploadFailure"
    Uploading = "Uploading"
    AcceptedCanceled = "AcceptedCanceled"


class VPNEnum(StrEnum):
    """The protocol of a VPN connection."""

    IKEv2 = "IKEv2"
    IPSec = "IPSec"
    L2TP = "L2TP"
    PPTP = "PPTP"
