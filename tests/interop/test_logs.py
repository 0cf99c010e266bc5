"""Real conversations, from logs of stations and back ends: counted here anew with nothing but `json` and dicts."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NamedTuple

import pytest

from ocpp_codec import Codec, Pairing, Rule
from ocpp_codec.compat import MessageTypeEnum
from ocpp_codec.pairing import Paired
from ocpp_codec.tolerance import FIELD
from tests.support.judging import payload_of
from tests.support.logs import Log, conversations
from tests.support.paths import needs_shared
from tests.support.talks import CSMS, OTHER, STATION


class Count(NamedTuple):
    """What was said in a log, and what was wrong with the order."""

    calls: int = 0
    results: int = 0
    errors: int = 0
    orphans: int = 0
    twice: int = 0
    late: int = 0
    pending_id_reused: int = 0
    id_reused: int = 0
    while_pending: int = 0
    unanswered: int = 0


# Counted by hand, or found out with `grep` and `sort`.
KNOWN = {
    "actec-wallbox_proxy-excerpts.log": Count(13, 3, 4, while_pending=4, unanswered=6),
    "autel-maxicharger_pytest.log": Count(1543, 1543),
    "ctek-emulator_vs_cloud-csms_diagnostics.log": Count(357, 345, 1, unanswered=11),
    "homeassistant-ocpp_2026-02.log": Count(63, 63),
    "homeassistant-ocpp_docs-debugging.log": Count(0, 5, orphans=5),
    "keba-p30_bare-frames.log": Count(11, while_pending=10, unanswered=11),
    "unresponsive-csms.json": Count(2, 1, while_pending=1, unanswered=1),
    "vcp-winston_v1.6.log": Count(109, 109, id_reused=38, while_pending=7),
    "vcp-winston_v2.0.1.log": Count(72, 68, pending_id_reused=1, id_reused=37, while_pending=7, unanswered=4),
    "zeegat_readme-log.log": Count(4, 3, 1),
}

MAX_AGE = 300.0  # seconds; that of a Pairing unless it is told otherwise
LOGS = list(conversations())
every_log = pytest.mark.parametrize("log", LOGS, ids=lambda log: log.name)


def counted(log: Log) -> Count:
    """Counts without the library: each side's calls by id, with the time since which they wait or None."""
    count: Counter[str] = Counter()
    calls: dict[str, dict[str, list[Any]]] = {STATION: {}, CSMS: {}}

    def waiting(*senders: str) -> list[Any]:
        return [call for sender in senders for call in calls[sender].values() if call[0] == "waits"]

    for line in log.lines:
        if line.new_connection:
            count["unanswered"] += len(waiting(STATION, CSMS))
            calls = {STATION: {}, CSMS: {}}
        at = line.at or 0.0
        for call in waiting(STATION, CSMS):
            if at - call[1] > MAX_AGE:
                call[0] = "given up"
                count["unanswered"] += 1
        kind, unique_id, *_ = plain(line.frame)
        if kind == 2:
            before = calls[line.sender].pop(unique_id, None)
            still_waits = before is not None and before[0] == "waits"
            count["while_pending"] += bool(waiting(line.sender)) or still_waits
            count["pending_id_reused"] += still_waits
            count["unanswered"] += still_waits
            count["id_reused"] += before is not None and not still_waits
            calls[line.sender][unique_id] = ["waits", at]
        else:
            call = calls[OTHER[line.sender]].get(unique_id, ["unknown"])
            count[{"waits": "in time", "given up": "late", "answered": "twice", "unknown": "orphans"}[call[0]]] += 1
            call[0] = "answered"
        count[{2: "calls", 3: "results", 4: "errors"}[kind]] += 1
    count["unanswered"] += len(waiting(STATION, CSMS))
    return Count(**{name: count[name] for name in Count._fields})


def plain(frame: str) -> list[Any]:
    kind, unique_id, *rest = json.loads(frame, strict=False)
    return [kind, str(unique_id), *rest]


def replayed(log: Log) -> tuple[Count, list[Paired]]:
    """What a Pairing says of a log."""
    pairing = Pairing(Codec(f"ocpp{log.version}", tolerate=FIELD), counts=Counter())
    seen, unanswered = [], 0
    for line in log.lines:
        if line.new_connection:
            unanswered += len(pairing.close())
        seen.append(pairing.feed(line.frame, line.sender, line.at or 0.0))
        unanswered += len(seen[-1].given_up)
    unanswered += len(pairing.close())
    kinds = Counter(each.messageTypeId for each in seen)
    rules = pairing.counts
    assert rules is not None
    assert rules == Counter(finding.rule for each in seen for finding in each.findings)
    count = Count(
        kinds[MessageTypeEnum.CALL],
        kinds[MessageTypeEnum.CALLRESULT],
        kinds[MessageTypeEnum.CALLERROR],
        rules[Rule.UNASKED_ANSWER],
        rules[Rule.ANSWERED_TWICE],
        rules[Rule.LATE_ANSWER],
        rules[Rule.PENDING_ID_REUSED],
        rules[Rule.ID_REUSED],
        rules[Rule.CALL_WHILE_PENDING],
        unanswered,
    )
    return count, seen


@needs_shared
@every_log
def test_a_log_is_counted_right(log: Log) -> None:
    count, _ = replayed(log)
    assert count == counted(log)
    assert count == KNOWN.get(log.name, count)


@needs_shared
@every_log
def test_every_result_in_a_log_is_decoded_with_the_action_of_its_call(log: Log) -> None:
    _, seen = replayed(log)
    results = [each for each in seen if each.messageTypeId == MessageTypeEnum.CALLRESULT and each.call]
    assert len(results) == counted(log).results - counted(log).orphans
    for each in results:
        assert each.call is not None
        assert each.waited is not None
        assert type(payload_of(each.message)).action_class.__name__ == each.call.action == each.action
        assert each.waited >= 0


@needs_shared
def test_all_known_logs_are_there() -> None:
    assert {log.name for log in LOGS} >= KNOWN.keys()
    assert sum(len(log.lines) for log in LOGS) > 4000
