"""What can be observed, and what it means."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec

from ..._core.record import Sender

__all__ = ["KINDS", "Kind", "Observation"]


class Kind(StrEnum):
    """What can be observed. KINDS says what each of them means. The most urgent come first."""

    UNANSWERED_CALL = "unanswered_call"
    NO_ANSWERS = "no_answers"
    REFUSED_BOOT = "refused_boot"
    SPOKE_BEFORE_ACCEPTED = "spoke_before_accepted"
    REFUSED_CARD = "refused_card"
    FAULTED_CONNECTOR = "faulted_connector"
    CONNECTOR_ERROR = "connector_error"
    UNAVAILABLE_CONNECTOR = "unavailable_connector"
    TRANSACTION_WITHOUT_END = "transaction_without_end"
    STOP_WITHOUT_START = "stop_without_start"
    STOPPED_TWICE = "stopped_twice"
    UNEXPECTED_START = "unexpected_start"
    STARTED_WITH_REFUSED_CARD = "started_with_refused_card"
    CHARGING_WITHOUT_TRANSACTION = "charging_without_transaction"
    VALUES_WITHOUT_TRANSACTION = "values_without_transaction"
    TRANSACTION_ID_REUSED = "transaction_id_reused"
    STOPPED_BY_FAULT = "stopped_by_fault"
    SHORT_TRANSACTION = "short_transaction"
    TRANSACTION_WITHOUT_ENERGY = "transaction_without_energy"
    TRANSACTION_WITHOUT_METER_VALUES = "transaction_without_meter_values"
    METER_GAP = "meter_gap"
    METER_RUNS_BACK = "meter_runs_back"
    METER_JUMP = "meter_jump"
    METER_STANDS_STILL = "meter_stands_still"
    IMPLAUSIBLE_VALUE = "implausible_value"
    REMOTE_START_WITHOUT_TRANSACTION = "remote_start_without_transaction"
    REMOTE_STOP_WITHOUT_END = "remote_stop_without_end"
    REFUSED_COMMAND = "refused_command"
    CALL_ERROR = "call_error"
    SILENCE = "silence"
    REBOOT = "reboot"
    RECONNECT = "reconnect"
    SLOW_ANSWER = "slow_answer"
    HEARTBEAT_PACE = "heartbeat_pace"
    CLOCK_OFF = "clock_off"
    CLOCK_UNSET = "clock_unset"
    FIRMWARE_FAILED = "firmware_failed"
    DIAGNOSTICS_FAILED = "diagnostics_failed"
    SECURITY_EVENT = "security_event"
    ALERT = "alert"
    ABNORMAL_CONDITION = "abnormal_condition"
    ODD_STATUS_ORDER = "odd_status_order"
    SUSPENDED_CONNECTOR = "suspended_connector"


#: What each kind means.
KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.UNANSWERED_CALL: "A call got no answer, although the log goes on after it.",
        Kind.NO_ANSWERS: "No call of one side has an answer: the other side is silent, or the log shows one direction.",
        Kind.REFUSED_BOOT: "The CSMS answered a BootNotification with Pending or Rejected.",
        Kind.SPOKE_BEFORE_ACCEPTED: "The station went on although the CSMS had rejected its BootNotification.",
        Kind.REFUSED_CARD: "The CSMS refused a card: its status is not Accepted.",
        Kind.FAULTED_CONNECTOR: "A connector, or the whole station, reported Faulted.",
        Kind.CONNECTOR_ERROR: "A connector reported an error code, but not Faulted.",
        Kind.UNAVAILABLE_CONNECTOR: "A connector was Unavailable for 5 minutes or more; the CSMS had not asked for it.",
        Kind.TRANSACTION_WITHOUT_END: "A transaction started, and the log does not have its end.",
        Kind.STOP_WITHOUT_START: "A transaction ended that did not start since the station connected.",
        Kind.STOPPED_TWICE: "A transaction was stopped again after its stop was answered.",
        Kind.UNEXPECTED_START: "A transaction started first of all: no BootNotification, card or command before it.",
        Kind.STARTED_WITH_REFUSED_CARD: "A transaction started with a card that the CSMS had refused just before.",
        Kind.CHARGING_WITHOUT_TRANSACTION: "A connector went to Charging and away from it without a transaction.",
        Kind.VALUES_WITHOUT_TRANSACTION: "Meter values name a transaction that has not started since the boot.",
        Kind.TRANSACTION_ID_REUSED: "The CSMS gave one transaction id to two transactions.",
        Kind.STOPPED_BY_FAULT: "A transaction ended for a reason that is no wish of the driver.",
        Kind.SHORT_TRANSACTION: "A transaction lasted 60 seconds or less.",
        Kind.TRANSACTION_WITHOUT_ENERGY: "A transaction of more than 60 seconds ended with the meter where it was.",
        Kind.TRANSACTION_WITHOUT_METER_VALUES: "A transaction of 5 minutes or more ended without any meter value.",
        Kind.METER_GAP: "Meter values stayed away for 10 minutes or more, 3 times as long as usual.",
        Kind.METER_RUNS_BACK: "The energy meter showed less than before.",
        Kind.METER_JUMP: "The energy meter rose faster than 400 kW on average.",
        Kind.METER_STANDS_STILL: "The energy meter stood still while the station reported power.",
        Kind.IMPLAUSIBLE_VALUE: "A measured value cannot be true, such as a state of charge of 130 %.",
        Kind.REMOTE_START_WITHOUT_TRANSACTION: "The station accepted a remote start; in 3 minutes nothing started.",
        Kind.REMOTE_STOP_WITHOUT_END: "The station accepted a remote stop; the transaction ran on for 3 minutes.",
        Kind.REFUSED_COMMAND: "The answer to a call said no: Rejected, NotSupported and others.",
        Kind.CALL_ERROR: "A call was answered with an error (CALLERROR).",
        Kind.SILENCE: "The station sent nothing for more than 1.5 heartbeat intervals and 30 seconds.",
        Kind.REBOOT: "The station booted again.",
        Kind.RECONNECT: "The station connected again without a boot.",
        Kind.SLOW_ANSWER: "An answer took more than 5 seconds.",
        Kind.HEARTBEAT_PACE: "Heartbeats came more than twice as often as the CSMS had asked.",
        Kind.CLOCK_OFF: "Two of the clocks of the station, the CSMS and the log differ by more than 30 seconds.",
        Kind.CLOCK_UNSET: "The station sent times before the year 2010: its clock is not set.",
        Kind.FIRMWARE_FAILED: "A firmware update failed.",
        Kind.DIAGNOSTICS_FAILED: "An upload of diagnostics or logs failed.",
        Kind.SECURITY_EVENT: "The station reported a security event that is not routine.",
        Kind.ALERT: "A monitor of the station raised an alert, or a component reported a problem.",
        Kind.ABNORMAL_CONDITION: "A transaction event names a trouble as its cause.",
        Kind.ODD_STATUS_ORDER: "A connector went from one status to another in a way that OCPP 1.6 does not foresee.",
        Kind.SUSPENDED_CONNECTOR: "Charging was suspended, by the car or by the station.",
    }
)


class Observation(msgspec.Struct, kw_only=True, frozen=True):
    """Something that went wrong without breaking the protocol, at one or more places.

    Attributes:
        kind: What it is.
        text: One sentence: who, what, how often.
        station: The id of the station; None if the log does not have it.
        side: The side that is to look at it; None if nothing tells.
        count: How often.
        places: The first places: file and line.
    """

    kind: Kind
    text: str
    station: str | None = None
    side: Sender | None = None
    count: int = 1
    places: tuple[tuple[str, int], ...] = ()
