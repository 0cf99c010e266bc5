"""A frame that breaks each rule, as data; of the rules about the conversation, the frames of one."""

from __future__ import annotations

from typing import NamedTuple

from .._core.compat import OcppJsonProtocol
from .._core.findings import Finding
from .._core.record import Sender
from ..codec import Codec
from ..pairing import Pairing
from ..rules import Rule

__all__ = ["EXAMPLES", "Shown"]

_V16, _V20, _V201, _V21 = OcppJsonProtocol
_TOO_OLD = 600.0  # seconds after which a call is given up


class Shown(NamedTuple):
    """What breaks a rule.

    `frame`: the frame that does. `action`: what it answers, if it is a result. `before`: what was said before it, and
    by whom. `sender`: who has sent it. `waits`: seconds that it comes later.
    """

    protocol: OcppJsonProtocol
    frame: str | bytes
    action: str | None = None
    before: tuple[tuple[Sender, str], ...] = ()
    sender: Sender | None = None
    waits: float = 1.0

    def finding(self, rule: Rule) -> Finding | None:
        """What is said of the frame."""
        codec = Codec(self.protocol)
        if self.sender is None:
            findings = codec.examine(self.frame, self.action).findings
        else:
            pairing = Pairing(codec)
            for sender, frame in self.before:
                pairing.feed(frame, sender, 0.0)
            findings = pairing.feed(self.frame, self.sender, self.waits).findings
        return next((finding for finding in findings if finding.rule is rule), None)


_STATION, _CSMS = Sender.STATION, Sender.CSMS
_CALL, _RESULT = '[2,"17","DataTransfer",{"vendorId":"org.example"}]', '[3,"17",{"status":"Accepted"}]'
_STATUS = '[2,"17","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"'

#: For every rule but NOT_TEXT, which no text can break, and TOO_SHORT: no text of a message has a least length.
EXAMPLES: dict[Rule, Shown] = {
    Rule.TOO_LARGE: Shown(_V16, '[2,"17","Heartbeat",{}]' + " " * (1 << 20)),
    Rule.TOO_DEEP: Shown(_V16, "[" * 201 + "]" * 201),
    Rule.ID_TOO_LONG: Shown(_V16, '[2,"1234567890123456789012345678901234567890","Heartbeat",{}]'),
    Rule.LONG_DESCRIPTION: Shown(_V201, '[4,"17","GenericError","' + "because " * 32 + '",{}]'),
    Rule.TOO_LONG: Shown(_V16, _STATUS + ',"info":"A text of more than the fifty characters that are allowed"}]'),
    Rule.VALUE_TOO_DEEP: Shown(
        _V201, '[2,"17","DataTransfer",{"vendorId":"org.example","data":' + "[" * 65 + "]" * 65 + "}]"
    ),
    Rule.VALID_IN_OTHER_VERSION: Shown(_V201, f"{_STATUS}}}]"),
    Rule.TOO_DEEP: Shown(
        _V16,
        (
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
            "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
            "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
        ),
    ),
    Rule.NOT_JSON: Shown(_V16, '[2,"1","Heartbeat",{}'),
    Rule.STRAY_COMMA: Shown(_V16, '[2,"1","Heartbeat",{},]'),
    Rule.CONTROL_CHARACTER: Shown(_V16, '[2,"1","Heartbeat",{}]\x00'),
    Rule.UNKNOWN_ESCAPE: Shown(
        _V16,
        ('[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","info":"D:\\logs"}]'),
    ),
    Rule.NOT_AN_ARRAY: Shown(_V16, "{}"),
    Rule.MESSAGE_TYPE_NOT_AN_INTEGER: Shown(_V16, '["7","1",{}]'),
    Rule.UNKNOWN_MESSAGE_TYPE: Shown(_V21, '[7,"1",{}]'),
    Rule.MESSAGE_TYPE_SPELLING: Shown(_V16, '["2","1","Heartbeat",{}]'),
    Rule.WRONG_ELEMENT_COUNT: Shown(_V16, "[2]", "StatusNotification"),
    Rule.MISSING_ACTION: Shown(_V16, '[2,"15455",{"connectorId":1}]'),
    Rule.MISSING_PAYLOAD: Shown(_V16, '[2,"1","Heartbeat"]'),
    Rule.ACTION_IN_RESULT: Shown(_V16, '[3,"1","StatusNotification",{}]', "StatusNotification"),
    Rule.ID_NOT_A_STRING: Shown(_V16, '[2,null,"Heartbeat",{}]'),
    Rule.NUMERIC_ID: Shown(_V16, '[2,17,"Heartbeat",{}]'),
    Rule.EMPTY_ID: Shown(_V16, '[2,"","Heartbeat",{}]'),
    Rule.ACTION_NOT_A_STRING: Shown(_V16, '[2,"1",5,{}]'),
    Rule.UNKNOWN_ACTION: Shown(_V16, '[2,"1","Heartbeet",{}]'),
    Rule.ACTION_SPELLING: Shown(_V16, '[2,"1","HeartBeat",{}]'),
    Rule.ACTION_OF_OTHER_TYPE: Shown(_V21, '[6,"1","Heartbeat",{}]'),
    Rule.NO_ACTION_GIVEN: Shown(_V16, '[3,"1",{}]'),
    Rule.UNKNOWN_ACTION_GIVEN: Shown(_V21, '[3,"1",{}]', "HeartBeat"),
    Rule.UNKNOWN_ERROR_CODE: Shown(_V16, '[4,"1","OutOfCoffee","",{}]'),
    Rule.ERROR_CODE_SPELLING: Shown(_V16, '[4,"1","FormatViolation","",{}]'),
    Rule.BAD_ERROR_CODE: Shown(_V16, '[4,"1",["NotSupported"],"",{}]'),
    Rule.BAD_ERROR_DESCRIPTION: Shown(_V16, '[4,"1","GenericError",null,{}]'),
    Rule.BAD_ERROR_DETAILS: Shown(_V16, '[4,"1","GenericError","",null]'),
    Rule.UNKNOWN_FIELD: Shown(
        _V16,
        ('[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","colour":"red"}]'),
    ),
    Rule.FIELD_SPELLING: Shown(
        _V16,
        ('[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","vendor_id":"a"}]'),
    ),
    Rule.MISSING_FIELD: Shown(_V16, '[2,"1","StatusNotification",{"errorCode":"NoError","status":"Available"}]'),
    Rule.DUPLICATE_KEY: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"info":"a","info":"b"}]'
        ),
    ),
    Rule.NULL_FOR_ABSENT: Shown(
        _V16, ('[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","info":null}]')
    ),
    Rule.NULL_FOR_REQUIRED: Shown(
        _V16, '[2,"1","StatusNotification",{"connectorId":null,"errorCode":"NoError","status":"Available"}]'
    ),
    Rule.EMPTY_STRING_FOR_ABSENT: Shown(
        _V16,
        ('[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":""}]'),
    ),
    Rule.EMPTY_LIST_FOR_ABSENT: Shown(
        _V201, ('[2,"1","NotifyReport",{"requestId":1,"generatedAt":"2024-05-17T12:00:00Z","seqNo":0,"reportData":[]}]')
    ),
    Rule.WRONG_TYPE: Shown(
        _V16, '[2,"1","StatusNotification",{"connectorId":[],"errorCode":"NoError","status":"Available"}]'
    ),
    Rule.NUMBER_AS_STRING: Shown(
        _V16,
        (
            '[2,"1","SetChargingProfile",{"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,'
            '"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative",'
            '"chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,'
            '"limit":" 7"}]}}}]'
        ),
    ),
    Rule.STRING_AS_NUMBER: Shown(
        _V16,
        (
            '[2,"1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2024-05-17T12:00:00Z",'
            '"sampledValue":[{"value":7}]}]}]'
        ),
    ),
    Rule.BOOLEAN_AS_STRING: Shown(
        _V201, ('[2,"1","NotifyReport",{"requestId":1,"generatedAt":"2024-05-17T12:00:00Z","seqNo":0,"tbc":"true"}]')
    ),
    Rule.STRING_AS_BOOLEAN: Shown(
        _V16, ('[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","info":true}]')
    ),
    Rule.BOOLEAN_AS_NUMBER: Shown(
        _V201, '[2,"1","NotifyReport",{"requestId":1,"generatedAt":"2024-05-17T12:00:00Z","seqNo":0,"tbc":1}]'
    ),
    Rule.INTEGER_AS_FRACTION: Shown(
        _V16, '[2,"1","StatusNotification",{"connectorId":7.0,"errorCode":"NoError","status":"Available"}]'
    ),
    Rule.FRACTION_FOR_INTEGER: Shown(
        _V16, '[2,"1","StatusNotification",{"connectorId":7.4,"errorCode":"NoError","status":"Available"}]'
    ),
    Rule.OBJECT_FOR_LIST: Shown(_V16, '[2,"1","GetConfiguration",{"key":"HeartbeatInterval"}]'),
    Rule.EMPTY_LIST_FOR_OBJECT: Shown(_V16, '[2,"1","Heartbeat",[]]'),
    Rule.OUT_OF_RANGE: Shown(
        _V201,
        (
            '[2,"1","NotifyEVChargingNeeds",{"evseId":1,"chargingNeeds":{"requestedEnergyTransfer":"DC",'
            '"dcChargingParameters":{"evMaxCurrent":1,"evMaxVoltage":1,"stateOfCharge":-1}}}]'
        ),
    ),
    Rule.NOT_FINITE: Shown(
        _V16,
        (
            '[2,"1","SetChargingProfile",{"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,'
            '"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative",'
            '"chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,'
            '"limit":1e400}]}}}]'
        ),
    ),
    Rule.NOT_A_MULTIPLE: Shown(
        _V16,
        (
            '[2,"1","SetChargingProfile",{"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,'
            '"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative",'
            '"chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,'
            '"limit":21.45}]}}}]'
        ),
    ),
    Rule.TOO_MANY_DECIMALS: Shown(_V20, '[2,"1","CostUpdated",{"totalCost":1.1234567,"transactionId":"a"}]'),
    Rule.BEYOND_32_BITS: Shown(
        _V16,
        ('[2,"1","StopTransaction",{"meterStop":0,"timestamp":"2024-05-17T12:00:00Z","transactionId":2147483648}]'),
    ),
    Rule.INEXACT_NUMBER: Shown(
        _V201, ('[2,"1","ClearVariableMonitoring",{"customData":{"vendorId":"x","a":[9007199254740993]},"id":[1]}]')
    ),
    Rule.UNKNOWN_ENUM_VALUE: Shown(
        _V16, '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Broken"}]'
    ),
    Rule.ENUM_WRONG_CASE: Shown(
        _V16,
        (
            '[2,"1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2024-05-17T12:00:00Z",'
            '"sampledValue":[{"value":"1","unit":"KWH"}]}]}]'
        ),
    ),
    Rule.BAD_URI: Shown(_V16, '[2,"1","GetDiagnostics",{"location":"not a uri"}]'),
    Rule.NOT_AN_IDENTIFIER: Shown(_V201, '[2,"1","CostUpdated",{"totalCost":1,"transactionId":"a b"}]'),
    Rule.NOT_PRINTABLE_ASCII: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"info":"Z\\u00fcrich"}]'
        ),
    ),
    Rule.NOT_A_DECIMAL: Shown(
        _V16,
        (
            '[2,"1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2024-05-17T12:00:00Z",'
            '"sampledValue":[{"value":""}]}]}]'
        ),
    ),
    Rule.LONE_SURROGATE: Shown(
        _V16,
        ('[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","info":"a\\ud800"}]'),
    ),
    Rule.TOO_FEW_ITEMS: Shown(
        _V201,
        (
            '[2,"1","NotifyReport",{"requestId":1,"generatedAt":"2024-05-17T12:00:00Z","seqNo":0,'
            '"reportData":[{"component":{"name":"a"},"variable":{"name":"b"},"variableAttribute":[]}]}]'
        ),
    ),
    Rule.BAD_DATETIME: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"yesterday"}]'
        ),
    ),
    Rule.DATETIME_NO_SUCH_DAY: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"2023-02-29T09:41:33Z"}]'
        ),
    ),
    Rule.DATETIME_ZONE_NAME: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"2024-05-17T11:41:33+02:00[Europe/Berlin]"}]'
        ),
    ),
    Rule.DATETIME_ZONE_SPELLING: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"2024-05-17T09:41:33+00:00Z"}]'
        ),
    ),
    Rule.DATETIME_BEYOND_CALENDAR: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"0000-05-17T09:41:33Z"}]'
        ),
    ),
    Rule.DATETIME_NO_OFFSET: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"2024-05-17T09:41:33"}]'
        ),
    ),
    Rule.DATETIME_SHORT_OFFSET: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"2024-05-17T11:41:33+02"}]'
        ),
    ),
    Rule.DATETIME_NO_SECONDS: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"2024-05-17T09:41Z"}]'
        ),
    ),
    Rule.DATETIME_SPACE: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"2024-05-17 09:41:33Z"}]'
        ),
    ),
    Rule.DATETIME_LOWER_CASE: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"2024-05-17t09:41:33Z"}]'
        ),
    ),
    Rule.DATETIME_FINE_FRACTION: Shown(
        _V20,
        (
            '[2,"1","StatusNotification",{"timestamp":"2024-05-17T09:41:33.1234Z",'
            '"connectorStatus":"Available","evseId":1,"connectorId":1}]'
        ),
    ),
    Rule.DATETIME_LONG_FRACTION: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"2024-05-17T09:41:33.1234561Z"}]'
        ),
    ),
    Rule.DATETIME_OTHER_ISO: Shown(
        _V16,
        (
            '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
            '"timestamp":"20240517T094133Z"}]'
        ),
    ),
    Rule.NOT_UTF8: Shown(_V16, b'[2,"\xff","Heartbeat",{}]'),
    Rule.TOO_MANY_ITEMS: Shown(
        _V201,
        '[2,"17","GetReport",{"requestId":1,"componentCriteria":["Active","Available","Enabled","Problem","Active"]}]',
    ),
    Rule.UNASKED_ANSWER: Shown(_V16, _RESULT, before=(), sender=_CSMS),
    Rule.LATE_ANSWER: Shown(_V16, _RESULT, before=((_STATION, _CALL),), sender=_CSMS, waits=_TOO_OLD),
    Rule.ANSWERED_TWICE: Shown(_V16, _RESULT, before=((_STATION, _CALL), (_CSMS, _RESULT)), sender=_CSMS),
    Rule.RESULT_REFUSED: Shown(
        _V16, '[4,"17","GenericError","",{}]', before=((_STATION, _CALL), (_CSMS, _RESULT)), sender=_STATION
    ),
    Rule.PENDING_ID_REUSED: Shown(_V16, _CALL, before=((_STATION, _CALL),), sender=_STATION),
    Rule.ID_REUSED: Shown(_V16, _CALL, before=((_STATION, _CALL), (_CSMS, _RESULT)), sender=_STATION),
    Rule.CALL_WHILE_PENDING: Shown(_V16, '[2,"18","Heartbeat",{}]', before=((_STATION, _CALL),), sender=_STATION),
    Rule.UNREADABLE_REPORTED: Shown(
        _V201, '[4,"-1","RpcFrameworkError","",{}]', before=((_STATION, "["),), sender=_CSMS
    ),
    Rule.WRONG_SENDER: Shown(_V16, '[2,"17","Heartbeat",{}]', sender=_CSMS),
}
