"""Sessions do not depend on how the log is cut into batches, whatever stations and the CSMS say in whatever order."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp_codec.bulk import _sessions, _stations
from tests.support.tables import CSMS, STATION, as_set, call, columns, result, tables_of

SETTINGS = settings(derandomize=True, max_examples=60)
PAUSES = [0, 1, 30, 299, 302, 3_599, 3_602, 40_000, 86_300, 86_402, 600_000, 605_000]
TIMES = st.sampled_from([f"2026-03-0{day}T00:00:{second:02}Z" for day in (1, 2) for second in (0, 1, 30)])
NUMBERS, CONNECTORS, METERS = st.sampled_from([-1, 0, 1, 2]), st.integers(1, 2), st.sampled_from([0, 500])
CARDS, STATUSES = st.sampled_from(["A", "a", "B"]), st.sampled_from(["Accepted", "Blocked"])
STATES = st.sampled_from(["Charging", "SuspendedEV", "Available"])
REQUESTS_16 = {
    "StartTransaction": {"connectorId": CONNECTORS, "idTag": CARDS, "meterStart": METERS, "timestamp": TIMES},
    "StopTransaction": {"transactionId": NUMBERS, "meterStop": METERS, "timestamp": TIMES},
    "MeterValues": {
        "connectorId": CONNECTORS,
        "transactionId": NUMBERS,
        "meterValue": TIMES.map(lambda time: [{"timestamp": time, "sampledValue": [{"value": "7"}]}]),
    },
    "StatusNotification": {
        "connectorId": CONNECTORS,
        "errorCode": st.just("NoError"),
        "status": STATES,
        "timestamp": TIMES,
    },
    "RemoteStartTransaction": {"idTag": CARDS, "connectorId": CONNECTORS},
}
REQUESTS_2 = {
    "TransactionEvent": {
        "eventType": st.sampled_from(["Started", "Updated", "Ended"]),
        "timestamp": TIMES,
        "triggerReason": st.just("Authorized"),
        "seqNo": st.integers(0, 3),
        "transactionInfo": st.fixed_dictionaries(
            {"transactionId": NUMBERS.map(str)}, optional={"chargingState": st.sampled_from(["Charging", "Idle"])}
        ),
        "idToken": CARDS.map(lambda card: {"idToken": card, "type": "ISO14443"}),
    },
}
RESULTS = {
    "StartTransaction": st.builds(
        lambda number, status: {"transactionId": number, "idTagInfo": {"status": status}}, NUMBERS, STATUSES
    ),
    "TransactionEvent": st.one_of(st.just({}), STATUSES.map(lambda status: {"idTokenInfo": {"status": status}})),
    "RemoteStartTransaction": st.sampled_from([{"status": "Accepted"}, {"status": "Rejected"}]),
}


@st.composite
def talks(draw: Any, requests: dict[str, Any]) -> list[tuple[str, str, float]]:
    """Calls in any order; their answers come at once, later, or never."""
    rows: list[tuple[str, str, float]] = []
    waiting: list[tuple[str, str]] = []
    at: float = 0
    for number in range(draw(st.integers(1, 25))):
        at += draw(st.sampled_from(PAUSES))
        if waiting and draw(st.booleans()):
            sender, frame = waiting.pop(draw(st.integers(0, len(waiting) - 1)))
            rows.append((sender, frame, at))
            continue
        action = draw(st.sampled_from(sorted(requests)))
        caller, other = (CSMS, STATION) if action == "RemoteStartTransaction" else (STATION, CSMS)
        rows.append((caller, call(str(number), action, draw(st.fixed_dictionaries(requests[action]))), at))
        waiting.append((other, result(str(number), draw(RESULTS.get(action, st.just({}))))))
    return rows


def check(rows: list[tuple[str, str, float]], protocol: str) -> None:
    table = columns(rows, protocol=protocol).append_column("line", [list(range(len(rows)))])
    kept = {"max_age": 200_000.0, "remember": 1e6}
    with patch.multiple(_sessions, _MOST_LIVE=4, _MOST_CLOSED=6):
        whole = tables_of([table], **kept)
        with patch.object(_stations, "_RARELY", 1):
            cut = tables_of([table.slice(row, 1) for row in range(len(rows))], **kept)
    assert {name: as_set(each) for name, each in cut.items()} == {name: as_set(each) for name, each in whole.items()}
    for row in whole["sessions"]:
        if row["started"] and row["stopped"]:
            lasted = max((row["stopped"] - row["started"]).total_seconds(), 0.0)
            assert (row["charging_s"] or 0) + (row["idle_s"] or 0) <= lasted


@SETTINGS
@given(talks(REQUESTS_16))
def test_sessions_of_16(rows: list[tuple[str, str, float]]) -> None:
    check(rows, "ocpp1.6")


@SETTINGS
@given(talks(REQUESTS_2))
def test_sessions_of_2x(rows: list[tuple[str, str, float]]) -> None:
    check(rows, "ocpp2.0.1")
