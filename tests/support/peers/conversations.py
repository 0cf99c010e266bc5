"""Whole conversations, each message said twice: as an object of ours, and as it stands on the wire."""

import datetime
from types import ModuleType
from typing import Any, NamedTuple

from ocpp_codec import OcppJsonProtocol
from ocpp_codec.record import CustomDataType, Payload, Sender
from ocpp_codec.v16 import messages as m16
from ocpp_codec.v16 import types as t16
from ocpp_codec.v21 import messages as m21
from ocpp_codec.v21 import types as t21
from ocpp_codec.v201 import messages as m201
from ocpp_codec.v201 import types as t201

BOOT, START, END = (datetime.datetime(2024, 5, 17, hour, 41, 33, 125000, tzinfo=datetime.UTC) for hour in (9, 10, 11))
AT_BOOT, AT_START, AT_END = (f"2024-05-17T{hour}:41:33.125Z" for hour in ("09", "10", "11"))


class Exchange(NamedTuple):
    """A request and its response, as messages and as they stand on the wire."""

    request: Any  # of the type that each action has
    wire_request: dict[str, Any]
    response: Payload
    wire_response: dict[str, Any]

    @property
    def action(self) -> str:
        return str(self.request.action_class.__name__)

    @property
    def sender(self) -> Sender:
        return Sender(self.request.action_class.sender)


def conversation_16(m: ModuleType, t: ModuleType) -> list[Exchange]:
    """Boot, a remote start, and the transaction that follows, in 1.6."""
    accepted, wire_accepted = t.IdTagInfo(t.AuthorizationStatus.Accepted), {"status": "Accepted"}
    reading = t.MeterValue(
        START,
        [
            t.SampledValue("1523", unit=t.UnitOfMeasure.Wh),
            t.SampledValue(
                "16.1", t.ReadingContext.SamplePeriodic, measurand=t.Measurand.CurrentImport, phase=t.Phase.L1N
            ),
        ],
    )
    wire_reading = {
        "timestamp": AT_START,
        "sampledValue": [
            {"value": "1523", "unit": "Wh"},
            {"value": "16.1", "context": "Sample.Periodic", "measurand": "Current.Import", "phase": "L1-N"},
        ],
    }
    return [
        Exchange(
            m.BootNotification.Request("Vendor", "Model", firmwareVersion="1.2.3"),
            {"chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "1.2.3"},
            m.BootNotification.Response(t.RegistrationStatus.Accepted, BOOT, 300),
            {"status": "Accepted", "currentTime": AT_BOOT, "interval": 300},
        ),
        Exchange(m.Heartbeat.Request(), {}, m.Heartbeat.Response(BOOT), {"currentTime": AT_BOOT}),
        Exchange(
            m.StatusNotification.Request(
                1, t.ChargePointErrorCode.NoError, t.ChargePointStatus.Available, timestamp=BOOT
            ),
            {"connectorId": 1, "errorCode": "NoError", "status": "Available", "timestamp": AT_BOOT},
            m.StatusNotification.Response(),
            {},
        ),
        Exchange(
            m.RemoteStartTransaction.Request("04A2B3C4", connectorId=1),
            {"idTag": "04A2B3C4", "connectorId": 1},
            m.RemoteStartTransaction.Response(t.RemoteStartStopStatus.Accepted),
            {"status": "Accepted"},
        ),
        Exchange(
            m.Authorize.Request("04A2B3C4"),
            {"idTag": "04A2B3C4"},
            m.Authorize.Response(accepted),
            {"idTagInfo": wire_accepted},
        ),
        Exchange(
            m.StartTransaction.Request(1, "04A2B3C4", 1500, START),
            {"connectorId": 1, "idTag": "04A2B3C4", "meterStart": 1500, "timestamp": AT_START},
            m.StartTransaction.Response(accepted, 4711),
            {"idTagInfo": wire_accepted, "transactionId": 4711},
        ),
        Exchange(
            m.MeterValues.Request(1, [reading], transactionId=4711),
            {"connectorId": 1, "meterValue": [wire_reading], "transactionId": 4711},
            m.MeterValues.Response(),
            {},
        ),
        Exchange(
            m.StopTransaction.Request(9500, END, 4711, reason=t.Reason.Local, transactionData=[reading]),
            {
                "meterStop": 9500,
                "timestamp": AT_END,
                "transactionId": 4711,
                "reason": "Local",
                "transactionData": [wire_reading],
            },
            m.StopTransaction.Response(accepted),
            {"idTagInfo": wire_accepted},
        ),
        Exchange(
            m.DataTransfer.Request("com.example", data='{"any": "text"}'),
            {"vendorId": "com.example", "data": '{"any": "text"}'},
            m.DataTransfer.Response(t.DataTransferStatus.Accepted),
            {"status": "Accepted"},
        ),
    ]


def conversation_2x(m: ModuleType, t: ModuleType) -> list[Exchange]:
    """Boot, a remote start, and the transaction that follows, in 2.0.1 and 2.1, which say it in the same words."""
    # The type of a token is an enumeration in 2.0.1, free text in 2.1.
    token = t.IdTokenType("04A2B3C4", getattr(t, "IdTokenEnum", str)("ISO14443"))
    wire_token = {"idToken": "04A2B3C4", "type": "ISO14443"}
    reading = t.MeterValueType(
        [
            t.SampledValueType(
                16.5,
                context=t.ReadingContextEnum.SamplePeriodic,
                measurand=t.MeasurandEnum.CurrentImport,
                phase=t.PhaseEnum.L1N,
                location=t.LocationEnum.Outlet,
                unitOfMeasure=t.UnitOfMeasureType("A", 0),
            )
        ],
        START,
    )
    wire_sample = {
        "value": 16.5,
        "context": "Sample.Periodic",
        "measurand": "Current.Import",
        "phase": "L1-N",
        "location": "Outlet",
        "unitOfMeasure": {"unit": "A", "multiplier": 0},
    }
    wire_reading = {"timestamp": AT_START, "sampledValue": [wire_sample]}
    kind, reason = t.TransactionEventEnum, t.TriggerReasonEnum
    return [
        Exchange(
            m.BootNotification.Request(
                t.ChargingStationType("Model", "Vendor", customData=CustomDataType("com.example", colour="red")),
                t.BootReasonEnum.PowerUp,
            ),
            {
                "chargingStation": {
                    "model": "Model",
                    "vendorName": "Vendor",
                    "customData": {"vendorId": "com.example", "colour": "red"},
                },
                "reason": "PowerUp",
            },
            m.BootNotification.Response(BOOT, 300, t.RegistrationStatusEnum.Accepted),
            {"currentTime": AT_BOOT, "interval": 300, "status": "Accepted"},
        ),
        Exchange(m.Heartbeat.Request(), {}, m.Heartbeat.Response(BOOT), {"currentTime": AT_BOOT}),
        Exchange(
            m.StatusNotification.Request(BOOT, t.ConnectorStatusEnum.Available, 1, 1),
            {"timestamp": AT_BOOT, "connectorStatus": "Available", "evseId": 1, "connectorId": 1},
            m.StatusNotification.Response(),
            {},
        ),
        Exchange(
            m.RequestStartTransaction.Request(token, 77, evseId=1),
            {"idToken": wire_token, "remoteStartId": 77, "evseId": 1},
            m.RequestStartTransaction.Response(t.RequestStartStopStatusEnum.Accepted),
            {"status": "Accepted"},
        ),
        Exchange(
            m.TransactionEvent.Request(
                kind.Started,
                START,
                reason.RemoteStart,
                0,
                t.TransactionType("TX-1", t.ChargingStateEnum.EVConnected, remoteStartId=77),
                offline=False,
                evse=t.EVSEType(1, 1),
                idToken=token,
            ),
            {
                "eventType": "Started",
                "timestamp": AT_START,
                "triggerReason": "RemoteStart",
                "seqNo": 0,
                "transactionInfo": {"transactionId": "TX-1", "chargingState": "EVConnected", "remoteStartId": 77},
                "offline": False,
                "evse": {"id": 1, "connectorId": 1},
                "idToken": wire_token,
            },
            m.TransactionEvent.Response(idTokenInfo=t.IdTokenInfoType(t.AuthorizationStatusEnum.Accepted)),
            {"idTokenInfo": {"status": "Accepted"}},
        ),
        Exchange(
            m.TransactionEvent.Request(
                kind.Updated,
                START,
                reason.MeterValuePeriodic,
                1,
                t.TransactionType("TX-1", t.ChargingStateEnum.Charging),
                meterValue=[reading],
                offline=False,
            ),
            {
                "eventType": "Updated",
                "timestamp": AT_START,
                "triggerReason": "MeterValuePeriodic",
                "seqNo": 1,
                "transactionInfo": {"transactionId": "TX-1", "chargingState": "Charging"},
                "meterValue": [wire_reading],
                "offline": False,
            },
            m.TransactionEvent.Response(),
            {},
        ),
        Exchange(
            m.TransactionEvent.Request(
                kind.Ended,
                END,
                reason.StopAuthorized,
                2,
                t.TransactionType("TX-1", stoppedReason=t.ReasonEnum.Local),
                offline=False,
            ),
            {
                "eventType": "Ended",
                "timestamp": AT_END,
                "triggerReason": "StopAuthorized",
                "seqNo": 2,
                "transactionInfo": {"transactionId": "TX-1", "stoppedReason": "Local"},
                "offline": False,
            },
            m.TransactionEvent.Response(totalCost=3.25),
            {"totalCost": 3.25},
        ),
        Exchange(
            m.DataTransfer.Request("com.example", data=["any", 1.5, True]),
            {"vendorId": "com.example", "data": ["any", 1.5, True]},
            m.DataTransfer.Response(t.DataTransferStatusEnum.Accepted),
            {"status": "Accepted"},
        ),
    ]


CONVERSATIONS = {
    OcppJsonProtocol.v16: conversation_16(m16, t16),
    OcppJsonProtocol.v201: conversation_2x(m201, t201),
    OcppJsonProtocol.v21: conversation_2x(m21, t21),
}

HEARTBEATS: dict[OcppJsonProtocol, Any] = {
    OcppJsonProtocol.v16: m16.Heartbeat,
    OcppJsonProtocol.v201: m201.Heartbeat,
    OcppJsonProtocol.v21: m21.Heartbeat,
}

# The one exchange that every version has and either side may begin.
TRANSFERS = {protocol: conversation[-1] for protocol, conversation in CONVERSATIONS.items()}
