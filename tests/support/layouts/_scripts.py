"""Conversations, as stations and CSMSs really have them.

A script is a list of steps: seconds since the step before, ">" to the CSMS or "<" to the station, and the frame, where
@now stands for the time. A frame is a text, or elements that are then written without blanks.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.layouts._kit import TO_CSMS, TO_STATION, Event, Talk

Step = tuple[float, str, Any]

MAY = datetime(2024, 5, 1, 8, 0, 0, 123456, UTC)
#: 40 seconds before midnight in UTC.
NEW_YEAR = datetime(2023, 12, 31, 23, 59, 20, 250000, UTC)

# A text that has everything that breaks simple readers: quotes, backslashes, brackets, and a frame in a frame.
NESTED = json.dumps(
    {"cmd": 'echo "hi" > C:\\temp\\a.log', "frame": '[2,"77","Heartbeat",{}]', "open": "[2, [3, {", "tab": "a\tb\nc"},
    separators=(",", ":"),
)

HOME: list[Step] = [
    (0, ">", [2, "d63f7e70-0001", "BootNotification", {"chargePointVendor": "Müller & Söhne", "chargePointModel": "Wallbox [11 kW]", "chargePointSerialNumber": "SN-0042/7", "firmwareVersion": "1.4.2-rc3"}]),
    (0.08, "<", [3, "d63f7e70-0001", {"status": "Accepted", "currentTime": "@now", "interval": 300}]),
    (0.5, ">", [2, "d63f7e70-0002", "StatusNotification", {"connectorId": 0, "errorCode": "NoError", "status": "Available", "timestamp": "@now"}]),
    (0.04, "<", [3, "d63f7e70-0002", {}]),
    (0.3, ">", [2, "d63f7e70-0003", "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "info": "Gerät bereit · 充电桩就绪 🚗", "status": "Preparing", "timestamp": "@now"}]),
    (0.05, "<", [3, "d63f7e70-0003", {}]),
    (1.2, "<", [2, "9f1c-get", "GetConfiguration", {"key": ["HeartbeatInterval", "MeterValueSampleInterval"]}]),
    (0.2, ">", [3, "9f1c-get", {"configurationKey": [{"key": "HeartbeatInterval", "readonly": False, "value": "300"}, {"key": "MeterValueSampleInterval", "readonly": False, "value": "60"}], "unknownKey": []}]),
    (3.4, ">", [2, "d63f7e70-0004", "Authorize", {"idTag": "04A1B2C3D4E580"}]),
    (0.1, "<", [3, "d63f7e70-0004", {"idTagInfo": {"status": "Accepted", "expiryDate": "2025-01-01T00:00:00Z", "parentIdTag": "GROUP-1"}}]),
    (0.9, "<", [2, "9f1c-rst", "RemoteStartTransaction", {"connectorId": 1, "idTag": "04A1B2C3D4E580"}]),
    (0.15, ">", [3, "9f1c-rst", {"status": "Accepted"}]),
    (0.7, ">", [2, "d63f7e70-0005", "StartTransaction", {"connectorId": 1, "idTag": "04A1B2C3D4E580", "meterStart": 1042300, "timestamp": "@now"}]),
    (0.12, "<", [3, "d63f7e70-0005", {"idTagInfo": {"status": "Accepted"}, "transactionId": 4711}]),
    (10, ">", [2, "d63f7e70-0006", "MeterValues", {"connectorId": 1, "transactionId": 4711, "meterValue": [{"timestamp": "@now", "sampledValue": [{"value": "1042811", "context": "Sample.Periodic", "measurand": "Energy.Active.Import.Register", "unit": "Wh"}, {"value": "10.92", "measurand": "Power.Active.Import", "unit": "kW"}]}]}]),
    (0.06, "<", [3, "d63f7e70-0006", {}]),
    (2, ">", [2, "d63f7e70-0007", "DataTransfer", {"vendorId": "com.example", "messageId": "diag", "data": NESTED}]),
    (0.06, "<", [3, "d63f7e70-0007", {"status": "Accepted", "data": "it's \"ok\" \\o/ ]}]"}]),
    (4, "<", [2, "9f1c-dtr", "DataTransfer", {"vendorId": "com.example", "messageId": "setText", "data": "Grüße aus Köln: 5 € pro Stunde, <b>günstig</b>"}]),
    (0.2, ">", [3, "9f1c-dtr", {"status": "UnknownVendorId"}]),
    (1, "<", [2, "9f1c-res", "ReserveNow", {"connectorId": 1, "expiryDate": "2024-05-01T10:00:00Z", "idTag": "04A1", "reservationId": 3}]),
    (0.2, ">", [4, "9f1c-res", "NotSupported", 'Action "ReserveNow" is unknown, see [2, table 7]', {}]),
    (20, ">", [2, "d63f7e70-0008", "Heartbeat", {}]),
    (0.03, "<", [3, "d63f7e70-0008", {"currentTime": "@now"}]),
    (5, ">", [2, "d63f7e70-0009", "StopTransaction", {"idTag": "04A1B2C3D4E580", "meterStop": 1043377, "reason": "EVDisconnected", "timestamp": "@now", "transactionId": 4711}]),
    (0.11, "<", [3, "d63f7e70-0009", {"idTagInfo": {"status": "Accepted"}}]),
]  # fmt: skip

# A station of another maker: blanks after commas, numbers as ids, and what else is wrong in the field.
ROUGH: list[Step] = [
    (0, ">", '[2, "1", "BootNotification", {"chargePointVendor": "ACME", "chargePointModel": "X1", "iccid": "", "imsi": ""}]'),
    (0.08, "<", '[3, "1", {"currentTime":"@now","interval":60,"status":"Accepted"}]'),
    (2, ">", '[2, 1001, "Heartbeat", {}]'),
    (0.05, "<", '[3, 1001, {"currentTime":"@now"}]'),
    (1, ">", '[2,"2","StatusNotification",{"connectorId":"1","errorCode":"NoError","status":"available","timestamp":"@now"}]'),
    (0.05, "<", '[4,"2","TypeConstraintViolation","connectorId: \'1\' is not of type \'integer\'",{"cause":"[1, 2, 3]"}]'),
    (1, ">", '[2,"3","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"@now",}]'),
    (0.05, "<", '[4,"3","FormationViolation","",{}]'),
    (1, "<", '[2,"c-1","TriggerMessage",{"requestedMessage":"MeterValues","connectorId":1}]'),
    (0.2, ">", '[3,"c-1",{"status":"Accepted"},"extra"]'),
    (0.2, ">", '[2,"4","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"@now","sampledValue":[{"value":00012,"unit":"Wh"}]}]}]'),
    (0.05, "<", '[3,"4",{}]'),
    (1, "<", '[2,"c-2","ChangeConfiguration",{"key":"LightIntensity","value":"50"}]'),
    (0.2, ">", '[3,"c-2",{"status":"Acepted"}]'),
    (1, ">", '[2,"5","Authorise",{"idtag":"abc"}]'),
    (0.05, "<", '[4,"5","NotImplemented","Unknown action",{}]'),
    (2, ">", '[2,"6","Heartbeat"]'),
    (0.05, "<", '[4,"6","FormationViolation","4 elements expected"]'),
    (2, "<", '[2,"c-3","ClearCache",{}]'),
    (0.2, ">", '[4,"c-3","InternalError",null,null]'),
]  # fmt: skip

REPORT = [
    {"component": {"name": name, "evse": {"id": evse}}, "variable": {"name": variable},
     "variableAttribute": [{"type": "Actual", "value": value, "mutability": "ReadWrite", "persistent": True}],
     "variableCharacteristics": {"dataType": "string", "supportsMonitoring": False, "valuesList": "a,b,c"}}
    for evse in (1, 2, 3)
    for name, variable, value in (
        ("EVSE", "AvailabilityState", "Available"), ("Connector", "ConnectorType", "cCCS2"), ("TokenReader", "Enabled", "true"), ("DisplayDevice", "Language", "中文 [zh-CN], Français"), ("FiscalMetering", "EnergyActiveImport", "1042.3 kWh"),
    )
]  # fmt: skip

TWO: list[Step] = [
    (0, ">", [2, "01HWSZ-A1", "BootNotification", {"reason": "PowerUp", "chargingStation": {"vendorName": "Électron", "model": "DC-150", "serialNumber": "E150-3", "firmwareVersion": "7.0.1"}}]),
    (0.11, "<", [3, "01HWSZ-A1", {"currentTime": "@now", "interval": 60, "status": "Accepted"}]),
    (0.4, ">", [2, "01HWSZ-A2", "StatusNotification", {"timestamp": "@now", "connectorStatus": "Available", "evseId": 1, "connectorId": 1}]),
    (0.06, "<", [3, "01HWSZ-A2", {}]),
    (1, "<", [2, "7d0e-1", "GetBaseReport", {"requestId": 17, "reportBase": "FullInventory"}]),
    (0.3, ">", [3, "7d0e-1", {"status": "Accepted"}]),
    (0.5, ">", [2, "01HWSZ-A3", "NotifyReport", {"requestId": 17, "generatedAt": "@now", "seqNo": 0, "tbc": False, "reportData": REPORT}]),
    (0.2, "<", [3, "01HWSZ-A3", {}]),
    (1, "<", [2, "7d0e-2", "GetVariables", {"getVariableData": [{"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval"}}]}]),
    (0.2, ">", [3, "7d0e-2", {"getVariableResult": [{"attributeStatus": "Accepted", "attributeValue": "60", "component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval"}}]}]),
    (8, ">", [2, "01HWSZ-A4", "TransactionEvent", {"eventType": "Started", "timestamp": "@now", "triggerReason": "CablePluggedIn", "seqNo": 0, "transactionInfo": {"transactionId": 'tx-"9"', "chargingState": "EVConnected"}, "evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": "DE-ABC-C12345678-X", "type": "eMAID"}}]),
    (0.1, "<", [3, "01HWSZ-A4", {"idTokenInfo": {"status": "Accepted"}}]),
    (5, ">", [2, "01HWSZ-A5", "TransactionEvent", {"eventType": "Updated", "timestamp": "@now", "triggerReason": "MeterValuePeriodic", "seqNo": 1, "offline": False, "transactionInfo": {"transactionId": 'tx-"9"', "chargingState": "Charging"}, "meterValue": [{"timestamp": "@now", "sampledValue": [{"value": 1.042e6, "context": "Sample.Periodic"}, {"value": -0.5, "measurand": "Power.Active.Import"}]}]}]),
    (0.1, "<", [3, "01HWSZ-A5", {"totalCost": 1.25}]),
    (2, "<", [2, "7d0e-3", "RequestStopTransaction", {"transactionId": 'tx-"9"'}]),
    (0.2, ">", [3, "7d0e-3", {"status": "Accepted"}]),
    (1, ">", [2, "01HWSZ-A6", "TransactionEvent", {"eventType": "Ended", "timestamp": "@now", "triggerReason": "RemoteStop", "seqNo": 2, "transactionInfo": {"transactionId": 'tx-"9"', "stoppedReason": "Remote"}}]),
    (0.1, "<", [4, "01HWSZ-A6", "InternalError", "java.lang.NullPointerException: null", {"trace": ["at [2, x]", "at y"]}]),
    (30, ">", [2, "01HWSZ-A7", "Heartbeat", {}]),
    (0.02, "<", [3, "01HWSZ-A7", {"currentTime": "@now"}]),
    (3, "<", [2, "7d0e-4", "DataTransfer", {"vendorId": "org.example", "data": {"any": ["kind", 1, None, {"of": True}]}}]),
    (0.1, ">", [3, "7d0e-4", {"status": "Rejected", "statusInfo": {"reasonCode": "NoDT", "additionalInfo": "pas supporté"}}]),
]  # fmt: skip

STREAM: list[Step] = [
    (0, ">", [2, "s-1", "BootNotification", {"reason": "RemoteReset", "chargingStation": {"vendorName": "V2X Ltd", "model": "BiDi-22"}}]),
    (0.05, "<", [3, "s-1", {"currentTime": "@now", "interval": 120, "status": "Accepted"}]),
    (1, "<", [2, "m-1", "SetDERControl", {"isDefault": False, "controlId": "der-1", "controlType": "LimitMaxDischarge", "limitMaxDischarge": {"priority": 1, "pctMaxDischargePower": 40.5}}]),
    (0.2, ">", [3, "m-1", {"status": "Accepted"}]),
    (1, ">", [2, "s-2", "OpenPeriodicEventStream", {"constantStreamData": {"id": 5, "variableMonitoringId": 9, "params": {"interval": 10, "values": 2}}}]),
    (0.05, "<", [3, "s-2", {"status": "Accepted"}]),
    (10, ">", [6, "s-3", "NotifyPeriodicEventStream", {"id": 5, "pending": 0, "basetime": "@now", "data": [{"t": 0, "v": "230.1"}, {"t": 5, "v": "229.8"}]}]),
    (10, ">", [6, "s-4", "NotifyPeriodicEventStream", {"id": 5, "pending": 1, "basetime": "@now", "data": [{"t": 0, "v": "230.0"}]}]),
    (2, "<", [2, "m-2", "NotifyAllowedEnergyTransfer", {"transactionId": "t-8", "allowedEnergyTransfer": ["AC_BPT", "DC"]}]),
    (0.2, ">", [3, "m-2", {"status": "Accepted"}]),
    (0.1, "<", [5, "m-2", "FormatViolation", 'no "statusInfo"', {}]),
    (30, ">", [2, "s-5", "Heartbeat", {}]),
    (0.02, "<", [3, "s-5", {"currentTime": "@now"}]),
]  # fmt: skip

# Nothing tells who is who before the Heartbeat: answers of a call that the log lacks, and what both sides may send.
# Every call is answered at once; there is a currentTime only at the end.
VAGUE: list[Step] = [
    (0, "<", [3, "old-1", {}]),
    (0.5, ">", [3, "old-2", {"status": "Accepted"}]),
    (1, ">", [2, "v-1", "DataTransfer", {"vendorId": "com.example", "data": "1"}]),
    (0.1, "<", [3, "v-1", {"status": "Accepted"}]),
    (1, "<", [2, "v-2", "DataTransfer", {"vendorId": "com.example", "data": "2"}]),
    (0.1, ">", [3, "v-2", {"status": "Rejected"}]),
    (1, "<", [2, "v-3", "DataTransfer", {"vendorId": "com.example", "data": "3"}]),
    (0.1, ">", [4, "v-3", "NotSupported", "", {}]),
    (9, ">", [2, "v-4", "Heartbeat", {}]),
    (0.1, "<", [3, "v-4", {"currentTime": "@now"}]),
    (1, "<", [2, "v-5", "Reset", {"type": "Soft"}]),
    (0.1, ">", [3, "v-5", {"status": "Accepted"}]),
]  # fmt: skip

#: Nothing in it says what time it is.
TIMELESS: list[Step] = [
    (0, ">", [2, "t-1", "Authorize", {"idTag": "ABC"}]),
    (0.1, "<", [3, "t-1", {"idTagInfo": {"status": "Blocked"}}]),
    (1, "<", [2, "t-2", "UnlockConnector", {"connectorId": 2}]),
    (0.3, ">", [3, "t-2", {"status": "Unlocked"}]),
    (2, "<", [2, "t-3", "GetLocalListVersion", {}]),
    (0.1, ">", [3, "t-3", {"listVersion": 0}]),
]  # fmt: skip

BEATS: list[Step] = [
    step
    for number in range(8)
    for step in (
        (9.5, ">", [2, f"hb-{number}", "Heartbeat", {}]),
        (0.25, "<", [3, f"hb-{number}", {"currentTime": "@now"}]),
    )
]


def play(
    script: Iterable[Step],
    station: str = "CP_1",
    protocol: str = "1.6",
    start: datetime = MAY,
    *,
    csms_ahead: timedelta = timedelta(0),
    station_ahead: timedelta = timedelta(0),
) -> Talk:
    """A script, spoken; each side has a clock of its own."""
    events: list[Event] = []
    actions: dict[str, str] = {}
    at = start
    for delay, mark, said in script:
        at += timedelta(seconds=delay)
        frame = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        clock = at + (station_ahead if mark == ">" else csms_ahead)
        frame = frame.replace("@now", clock.strftime("%Y-%m-%dT%H:%M:%SZ"))
        elements = frame.split(",", 3)
        unique_id = elements[1].strip(' "[]')
        if "2" in elements[0] or "6" in elements[0]:
            actions[unique_id] = elements[2].strip(' "[]')
        events.append(
            Event(at, TO_CSMS if mark == ">" else TO_STATION, frame, station, protocol, actions.get(unique_id, ""))
        )
    return tuple(events)


def together(*talks: Talk) -> Talk:
    """Several stations at once."""
    return tuple(sorted((event for talk in talks for event in talk), key=lambda event: event.at))


home = play(HOME)
rough = play(ROUGH, "ACME-X1")
two = play(TWO, "DE*ELN*E150*3", "2.0.1")
stream = play(STREAM, "bidi-22", "2.1")
vague = play(VAGUE, "CP_1")
timeless = play(TIMELESS, "CP_1")
night = play(HOME + BEATS, "CP_1", start=NEW_YEAR)
fleet = together(
    play(HOME, "CP_1"),
    play(ROUGH, "ACME-X1", start=MAY + timedelta(seconds=1)),
    play(TWO, "EVB-P21302000", "2.0.1", MAY + timedelta(seconds=2)),
)

# Nothing in its texts needs quotes, so that notations without quotes can be read.
PLAIN: list[Step] = [
    (0, ">", [2, "p-1", "BootNotification", {"chargePointVendor": "ACME", "chargePointModel": "X-1", "firmwareVersion": "v1.2"}]),
    (0.1, "<", [3, "p-1", {"status": "Accepted", "currentTime": "@now", "interval": 300}]),
    (1, ">", [2, "p-2", "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available", "timestamp": "@now"}]),
    (0.1, "<", [3, "p-2", {}]),
    (1, "<", [2, "q-1", "ChangeAvailability", {"connectorId": 0, "type": "Inoperative"}]),
    (0.1, ">", [3, "q-1", {"status": "Scheduled"}]),
    (1, ">", [2, "p-3", "MeterValues", {"connectorId": 1, "meterValue": [{"timestamp": "@now", "sampledValue": [{"value": "230.1", "unit": "V"}, {"value": "16.0", "unit": "A"}]}]}]),
    (0.1, "<", [3, "p-3", {}]),
    (1, "<", [2, "q-2", "GetConfiguration", {"key": ["AuthorizeRemoteTxRequests"]}]),
    (0.1, ">", [3, "q-2", {"configurationKey": [{"key": "AuthorizeRemoteTxRequests", "readonly": True, "value": "false"}]}]),
    (1, "<", [2, "q-3", "UpdateFirmware", {"location": "x", "retrieveDate": "@now"}]),
    (0.1, ">", [4, "q-3", "NotSupported", "no", {}]),
]  # fmt: skip
plain = play(PLAIN, "CP_1")

#: Both sides may send all of it: no action tells who is who.
TRANSFERS: list[Step] = [
    (0, ">", [2, "x-1", "DataTransfer", {"vendorId": "org.example", "messageId": "hello"}]),
    (0.1, "<", [3, "x-1", {"status": "Accepted"}]),
    (1, "<", [2, "x-2", "DataTransfer", {"vendorId": "org.example", "data": "42"}]),
    (0.1, ">", [3, "x-2", {"status": "UnknownMessageId"}]),
    (1, "<", [2, "x-3", "DataTransfer", {"vendorId": "org.example"}]),
    (0.1, ">", [4, "x-3", "InternalError", "", {}]),
]  # fmt: skip
transfers = play(TRANSFERS, "CP_1")

#: A station that uses the same message id again and again, so that many frames are equal.
SAME: list[Step] = [
    step
    for _ in range(4)
    for step in (
        (0.4, ">", [2, "1", "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available"}]),
        (0.05, "<", [3, "1", {}]),
    )
] + [(20, ">", [2, "1", "Heartbeat", {}]), (0.1, "<", [3, "1", {"currentTime": "@now"}])]
same = play(SAME, "CP_1")

#: Its CSMS does not answer, so it says the same again.
RETRIES: list[Step] = [
    (0, ">", [2, "r-0", "Heartbeat", {}]),
    (0.1, "<", [3, "r-0", {"currentTime": "@now"}]),
    *[
        (
            30.0,
            ">",
            [2, "r-1", "StopTransaction", {"meterStop": 5, "timestamp": "2024-05-01T07:00:00Z", "transactionId": 3}],
        )
        for _ in range(3)
    ],
    (0.1, "<", [3, "r-1", {}]),
]
retries = play(RETRIES, "CP_1")

ahead = play(HOME, csms_ahead=timedelta(seconds=47))
asleep = play(HOME, station_ahead=datetime(2000, 1, 1, tzinfo=UTC) - MAY)

#: Only the station tells the time.
dated = play(
    [
        *TIMELESS,
        (
            5,
            ">",
            [
                2,
                "t-9",
                "StatusNotification",
                {"connectorId": 1, "errorCode": "NoError", "status": "Faulted", "timestamp": "@now"},
            ],
        ),
        (0.1, "<", [3, "t-9", {}]),
    ]
)
