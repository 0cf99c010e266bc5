"""What charging makes of any log: bounded, and without an exception."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp_codec.log import conversations
from ocpp_codec.log._charging import Charging, following, points, records
from ocpp_codec.log._charging.records import REGISTER
from tests.support.charging import charging
from tests.support.entries import CSMS, STATION, Script, moment
from tests.support.sessions import ACCEPTED, V201, event, sample, start, status, stop


@pytest.mark.parametrize("what", ["sessions", "states", "boots", "settings"])
def test_everything_is_bounded_and_the_rest_is_counted(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(following._MOST, what, 3)
    script = Script()
    for number in range(1, 6):
        script.boot(number * 1000.0)
        start(script, number=number, at=number * 1000.0 + 10)
        sample(script, 1000, at=number * 1000.0 + 20, number=number)
        stop(script, number=number, at=number * 1000.0 + 30)
        status(script, "Charging" if number % 2 else "Available")
        script.call("ChangeConfiguration", {"key": f"K{number}", "value": "1"}, by=CSMS).result(ACCEPTED)
    followed = charging(script)
    assert set(followed.omitted) == {what}
    assert len(getattr(followed, what)) == 3


def many_measurands() -> Charging:
    script = Script()
    for number in range(5):
        sample(script, 1, at=float(number), measurand=f"M{number % 4}", number=number // 2 + 1)
    return charging(script)


@pytest.mark.parametrize(
    ("module", "bound", "expected"),
    [
        (points, "_MOST_OF_SESSION", {"M0", "M2"}),
        (following, "_MOST_SERIES", {"M0"}),
        (following, "_MOST_POINTS", {"M0"}),
    ],
)
def test_values_are_bounded(
    module: ModuleType, bound: str, expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, bound, 1)
    followed = many_measurands()
    kept = [(key, series) for each in followed.sessions for key, series in each.series.items()]
    assert {key.measurand for key, _ in kept} == expected
    assert followed.omitted["values"] == 5 - sum(series.count for _, series in kept)


def test_points_that_are_thinned_out_make_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_MOST_POINTS", 8)
    monkeypatch.setattr(following, "_MOST_POINTS", 9)
    script = Script()
    for number in range(40):
        sample(script, 1, at=float(number))
    assert not charging(script).omitted


ACTIONS = sorted(following._ACTIONS)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.sampled_from([moment(0.0), "1", "7", "Ended"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["transactionId", "meterValue", "sampledValue", "value", "evse", "id", "transactionInfo", "eventType", "connectorId", "status", "idTagInfo", "key", "configurationKey", "timestamp", "reportData", "component", "variable", "name"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
OBJECTS = st.dictionaries(
    st.sampled_from(["transactionId", "meterValue", "evse", "transactionInfo", "eventType", "connectorId", "status", "idTagInfo", "idToken", "configurationKey", "timestamp", "reportData", "setVariableData", "setVariableResult", "eventData", "meterStop", "chargingStation"]),
    JSON,
    max_size=5,
)  # fmt: skip


@settings(max_examples=60)  # the first frame of an action loads its schema
@given(
    st.lists(
        st.tuples(st.sampled_from(ACTIONS), OBJECTS, OBJECTS, st.booleans(), st.sampled_from(["ocpp1.6", V201])),
        max_size=8,
    )
)
def test_any_payload_can_be_followed(said: list[tuple[str, dict[str, Any], dict[str, Any], bool, str]]) -> None:
    followed = Charging()
    for version in ("ocpp1.6", V201):
        script = Script(version)
        for number, (action, request, response, is_error, wanted) in enumerate(said):
            if wanted == version:
                script.call(action, request, by=STATION if number % 2 else CSMS, at=float(number))
                script.error("InternalError") if is_error else script.result(response)
        for turn in conversations(script.entries):
            found = followed.feed(turn)
            assert found is None or found is followed.sessions[found.number]


STEPS = st.tuples(
    st.sampled_from(["start", "values", "stop", "status"]),
    st.sampled_from([0, 1, 2]),  # the transaction
    st.integers(0, 9),  # minutes
)


def made(version: str, steps: Sequence[tuple[str, int, int]]) -> Script:
    script = Script(version)
    for what, number, minute in steps:
        at = minute * 60.0
        if what == "status":
            status(script, ("Available", "Occupied", "Faulted")[number], at=at)
        elif version == V201:
            kind = {"start": "Started", "stop": "Ended"}.get(what, "Updated")
            event(script, kind, at=at, energy=minute * 100.0, chargingState="Charging")
        elif what == "values":
            sample(script, minute * 100.0, at=at, number=number)
        else:
            {"start": start, "stop": stop}[what](script, at=at, number=number)
    return script


@settings(max_examples=80)
@given(st.sampled_from(["ocpp1.6", V201]), st.lists(STEPS, max_size=15), st.randoms(use_true_random=False))
def test_messages_in_any_order_make_sessions_and_states(
    version: str, steps: list[tuple[str, int, int]], random: Random
) -> None:
    turns = list(conversations(made(version, steps).entries))
    random.shuffle(turns)
    followed = Charging()
    found = [followed.feed(turn) for turn in turns]
    for turn, each in zip(turns, found, strict=True):
        if turn.call is None and turn.examination.action != "StatusNotification":
            assert each is not None
            assert each is followed.sessions[each.number]
    counts = Counter(each.number for each in found if each is not None)
    assert counts == {each.number: each.messages for each in followed.sessions}
    for each in followed.sessions:
        if each.register is not None:
            (first, _), (last, _) = each.register
            times = each.series[REGISTER].times
            assert (first, last) == (min(times), max(times))
    for one, other in pairwise(followed.states):  # of one connector
        assert (one.status, one.until) != (other.status, None)
        assert one.until == other.since
