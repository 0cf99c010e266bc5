"""The tables say of a frame what `Pairing` and the codec say of it, whatever the batches."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp_codec import Codec, OcppJsonProtocol, Pairing
from ocpp_codec.pairing import Paired
from ocpp_codec.rules import Severity
from ocpp_codec.testing import examples, messages
from ocpp_codec.tolerance import FIELD
from tests.support.steps import STEPS, Step
from tests.support.tables import as_set, columns, tables_of
from tests.support.talks import CSMS, STATION

SETTINGS = settings(derandomize=True)
every_version = pytest.mark.parametrize("protocol", OcppJsonProtocol)
MAX_AGE, REMEMBER = 10.0, 15.0


def told_by_pairing(rows: list[tuple[str, str, float]], protocol: str) -> list[dict[str, Any]]:
    """What a pairing says of each frame, in the columns of the table."""
    pairing = Pairing(Codec(protocol, tolerate=FIELD), max_age=MAX_AGE, remember=REMEMBER)
    return [_row(pairing.feed(frame, sender, at, line), at) for line, (sender, frame, at) in enumerate(rows, 1)]


def _row(seen: Paired, at: float) -> dict[str, Any]:
    verdict = "refused" if seen.message is None else "ok"
    if verdict == "ok" and any(each.severity is Severity.TOLERATED for each in seen.findings):
        verdict = "repaired"
    return {
        "message_type": None if seen.messageTypeId is None else int(seen.messageTypeId),
        "message_id": seen.uniqueId,
        "action": seen.action,
        "verdict": verdict,
        "findings": [(each.rule, each.path, each.code, each.message, each.scope) for each in seen.findings],
        "call_line": None if seen.call is None else seen.call.mark,
        "latency": None if seen.call is None else at - seen.call.at,
    }


def told_by_tables(rows: list[tuple[str, str, float]], protocol: str, size: int) -> list[dict[str, Any]]:
    table = columns(rows, protocol=protocol)
    batches = [table.slice(begin, size) for begin in range(0, len(rows), size)]
    numbered = [
        batch.append_column("line", [list(range(1 + n * size, 1 + n * size + len(batch)))])
        for n, batch in enumerate(batches)
    ]
    found = tables_of(numbered, max_age=MAX_AGE, remember=REMEMBER)["messages"]
    names = ("message_type", "message_id", "action", "verdict", "call_line", "latency")
    return [
        {name: row[name] for name in names}
        | {"findings": [(f["rule"], f["path"], f["code"], f["message"], f["scope"]) for f in row["findings"] or ()]}
        for row in found
    ]


def frames_of(steps: list[Step]) -> list[tuple[str, str, float]]:
    rows, at = [], 0.0
    for step in steps:
        at += step.after
        if isinstance(step.kind, int):
            rows.append((step.sender, json.dumps(step.elements), at))
    return rows


@every_version
@settings(SETTINGS, max_examples=80)
@given(steps=st.lists(STEPS, max_size=40), size=st.sampled_from([1, 3, 100]))
def test_a_conversation_is_told_as_a_pairing_tells_it(protocol: OcppJsonProtocol, steps: list[Step], size: int) -> None:
    rows = frames_of(steps)
    assert told_by_tables(rows, protocol, size) == told_by_pairing(rows, protocol)


ODD_TEXTS = st.sampled_from(
    [
        "",
        " ",
        "A B",
        "ä",
        "\u0085",
        "\u2028",
        "\x7f",
        "2026-03-01",
        "2026-03-01T00:00:00",
        "1e5",
        "nan",
        "12345678901",
        "\ud800",
        "\\",
        '"',
        "a:b",
        "{}",
        "+1",
        "1.",
        "0012",
    ]
)


@every_version
@settings(SETTINGS, max_examples=150)
@given(data=st.data())
def test_no_finding_of_an_odd_frame_is_overlooked(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    frame = json.loads(Codec(protocol).encode(data.draw(messages(protocol))))
    if data.draw(st.booleans()):
        _spoil(frame[-1], data)
    separators = data.draw(st.sampled_from([(",", ":"), (", ", ": "), (" , ", " : ")]))
    text = json.dumps(frame, separators=separators, ensure_ascii=data.draw(st.booleans()))
    if data.draw(st.booleans()):
        text = text.replace('{"', '{"a":1,"a":2,"', 1) if data.draw(st.booleans()) else text.replace(":1", ":1e0", 1)
    if "\ud800" in text:  # Arrow has no such text; it becomes the escape that JSON has for it
        text = text.replace("\ud800", "\\ud800")
    rows = [(STATION, text, 0.0), (CSMS, text, 1.0)]
    assert told_by_tables(rows, protocol, 10) == told_by_pairing(rows, protocol)


def _spoil(data: Any, draw: st.DataObject) -> None:
    """Puts an odd text or number somewhere."""
    while True:
        keys: list[Any] = list(data) if isinstance(data, dict) else list(range(len(data)))
        if not keys:
            return
        key = draw.draw(st.sampled_from(keys))
        if isinstance(data[key], dict | list) and data[key]:
            data = data[key]
            continue
        if isinstance(data[key], str):
            data[key] = draw.draw(ODD_TEXTS)
        elif isinstance(data[key], int | float) and not isinstance(data[key], bool):
            data[key] = draw.draw(st.sampled_from([0, -1, 1e15, 12345678901, 0.1234567, 1e-7, 2**53 + 1]))
        return


@every_version
def test_all_examples_are_told_as_a_pairing_tells_them(protocol: OcppJsonProtocol) -> None:
    codec = Codec(protocol)
    rows = [
        (sender, codec.encode(message), float(at))
        for at, message in enumerate(examples(protocol))
        for sender in (STATION, CSMS)
    ]
    assert told_by_tables(rows, protocol, 7) == told_by_pairing(rows, protocol)


@every_version
@settings(SETTINGS, max_examples=30)
@given(steps=st.lists(STEPS, max_size=40), size=st.integers(1, 20))
def test_the_rows_do_not_depend_on_the_batches(protocol: OcppJsonProtocol, steps: list[Step], size: int) -> None:
    table = columns(frames_of(steps), protocol=protocol)
    table = table.append_column("line", [list(range(table.num_rows))])
    whole = tables_of([table])
    cut = tables_of([table.slice(begin, size) for begin in range(0, table.num_rows, size)])
    assert {name: as_set(rows) for name, rows in whole.items()} == {name: as_set(rows) for name, rows in cut.items()}
