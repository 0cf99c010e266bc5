"""What `Tables` and `write` take: any shape of Arrow columns, and their settings."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from ocpp_codec import Rule, Tolerance, bulk
from tests.support.tables import BEGIN, STATION, as_set, call, charging, columns, tables_of

HEARTBEAT = call("1", "Heartbeat", {})


def with_column(table: Any, name: str, column: Any) -> Any:
    return table.set_column(table.schema.names.index(name), name, column)


def encoded(column: Any) -> Any:
    return pa.chunked_array([pc.run_end_encode(column.combine_chunks())])


@pytest.mark.parametrize("name", ["frame", "time", "station", "sender", "protocol"])
@pytest.mark.parametrize("shape", ["dictionary", "run ends", "large"])
def test_the_shape_of_a_column_does_not_matter(name: str, shape: str) -> None:
    table = columns(charging())
    column = table.column(name)
    if shape == "large":
        other = column if name == "time" else column.cast(pa.large_string())
    else:
        other = column.dictionary_encode() if shape == "dictionary" else encoded(column)
    assert tables_of([with_column(table, name, other)]) == tables_of([table])


def test_a_dictionary_may_hold_more_than_the_rows() -> None:
    """Others than those that are allowed, as long as no row has them; and null."""
    table = columns(charging())
    senders = pa.DictionaryArray.from_arrays(
        pa.array([{"station": 2, "csms": 3}[each] for each in table.column("sender").to_pylist()], pa.int32()),
        pa.array(["nobody", None, "station", "csms"]),
    )
    assert tables_of([with_column(table, "sender", senders)]) == tables_of([table])
    unknown = pa.DictionaryArray.from_arrays(pa.array([1] * len(table), pa.int32()), pa.array(["nobody", None]))
    plain = pa.nulls(len(table), pa.string())
    assert tables_of([with_column(table, "sender", unknown)]) == tables_of([with_column(table, "sender", plain)])


def test_a_batch_has_no_names_of_other_batches() -> None:
    """One dictionary with the names of a million stations does not go through all batches."""
    rows = 10_000
    names = pa.array([f"CS{number}" for number in range(rows)])
    table = pa.table(
        {
            "frame": [HEARTBEAT] * rows,
            "time": pa.array([BEGIN] * rows, pa.timestamp("us", "UTC")),
            "station": pa.DictionaryArray.from_arrays(pa.array(range(rows), pa.int32()), names),
            "sender": [STATION] * rows,
            "protocol": ["ocpp1.6"] * rows,
        }
    )
    from ocpp_codec.bulk._batches import records  # noqa: PLC0415 (what is in it, no table shows)

    assert max(len(record.column("station").dictionary) for record in records(table, 1_000)) == 1_000


def test_small_batches_are_joined() -> None:
    from ocpp_codec.bulk._batches import records  # noqa: PLC0415 (how many there are, no table shows)

    table = columns(charging())
    tiny = [table.slice(number, 1) for number in range(len(table))]
    assert [record.num_rows for record in records(tiny)] == [len(table)]
    assert tables_of([pa.concat_tables(tiny)]) == tables_of([table])
    other = [table.slice(0, 3), table.slice(3).append_column("file", pa.array(["a"] * (len(table) - 3)))]
    assert [record.num_rows for record in records(other)] == [3, len(table) - 3]


def test_times_may_be_unknown() -> None:
    table = columns(charging())
    unknown = with_column(table, "time", pa.nulls(len(table), pa.null()))
    assert {row["time"] for row in tables_of([unknown])["messages"]} == {None}


def test_lines_are_counted_over_all_batches() -> None:
    table = columns(charging())
    parts = [table.slice(0, 3), table.slice(3)]
    assert [row["line"] for row in tables_of(parts)["messages"]] == [*range(1, len(table) + 1)]
    assert as_set(tables_of(parts)["sessions"]) == as_set(tables_of([table])["sessions"])


def test_a_station_without_times_is_not_forgotten() -> None:
    """An answer finds its call, though the other stations have gone on for days."""
    untimed = with_column(columns(charging(), station="CS2"), "time", pa.nulls(8, pa.timestamp("us", "UTC")))
    day = 86_400.0
    others = [columns([(STATION, call(str(number), "Heartbeat", {}), number * day)]) for number in range(1, 9)]
    batches = [untimed.slice(0, 1), *others, untimed.slice(1)]
    rows = [row for row in tables_of(batches)["messages"] if row["station"] == "CS2"]
    assert [row["action"] for row in rows[:2]] == ["StartTransaction", "StartTransaction"]


@pytest.mark.parametrize(
    ("settings", "problem", "text"),
    [
        ({"tolerate": {"no_rule"}}, ValueError, "no_rule"),
        ({"tolerate": "too_long"}, TypeError, "tolerate is a set of rules"),
        ({"tolerate": {Tolerance(Rule.TOO_LONG, "Nonsense.Request.idTag")}}, ValueError, "names no action"),
        ({"token_key": "04E9"}, TypeError, "token_key is bytes, not str"),
        ({"token_key": b""}, ValueError, "token_key is empty"),
        ({"only": {"frames"}}, ValueError, "unknown table 'frames'"),
    ],
)
def test_a_wrong_setting_is_found_at_once(settings: Any, problem: Any, text: str, tmp_path: Path) -> None:
    with pytest.raises(problem, match=re.escape(text)):
        bulk.Tables(**settings)

    def frames() -> Any:
        pytest.fail("something has been read")
        yield

    with pytest.raises(problem, match=re.escape(text)):
        bulk.write(frames(), tmp_path / "data", **settings)
    assert not [*tmp_path.iterdir()]


def test_a_place_of_one_version_is_tolerated_there() -> None:
    start = {"connectorId": 1, "idTag": "A" * 21, "meterStart": 1, "timestamp": "2026-03-01T00:00:00Z"}
    batches = [
        columns([(STATION, call("1", "StartTransaction", start), 0)]),
        columns([(STATION, HEARTBEAT, 1)], protocol="ocpp2.0.1"),
    ]
    places = {Tolerance(Rule.TOO_LONG, "StartTransaction.Request.idTag")}
    assert [row["verdict"] for row in tables_of(batches, tolerate=places)["messages"]] == ["repaired", "ok"]
    assert [row["verdict"] for row in tables_of(batches, tolerate=())["messages"]] == ["refused", "ok"]


@pytest.mark.parametrize("seconds", [math.inf, 1e-9, 1e300])
def test_limits_may_be_endless_or_tiny(seconds: float) -> None:
    table = columns(charging())
    assert len(tables_of([table], max_age=seconds, remember=seconds)["messages"]) == len(table)


@pytest.mark.parametrize(
    ("frame", "payload"),
    [
        (
            r'[2,"1","DataTransfer",{"vendorId":"a\ud800","messageId":"é"}]',
            r'{"vendorId":"a\ud800","messageId":"\u00e9"}',
        ),
        (
            r'[2,"1","Heartbeat",{"customData":{"vendorId":"v","x":["\ud800",1.5,null]}}]',
            r'{"customData":{"vendorId":"v","x":["\ud800",1.5,null]}}',
        ),
    ],
)
def test_half_a_surrogate_pair_does_not_lose_the_payload(frame: str, payload: str) -> None:
    protocol = "ocpp2.0.1" if "customData" in frame else "ocpp1.6"
    (row,) = tables_of([columns([(STATION, frame, 0)], protocol=protocol)])["messages"]
    assert (row["verdict"], row["payload"]) == ("ok", payload)


def frames_that_break() -> Any:
    yield columns(charging())
    raise KeyError("frames")


def test_nothing_is_left_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        bulk.write(frames_that_break(), tmp_path / "new" / "deep" / "data")
    assert not [*tmp_path.iterdir()]


def test_a_name_may_be_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    name = "é" * 127  # 254 bytes
    bulk.write(columns(charging()), tmp_path / name)
    assert os.listdir(tmp_path) == [name]  # noqa: PTH208


def test_a_target_behind_a_link_or_two_dots(tmp_path: Path) -> None:
    table = columns(charging())
    real, link = tmp_path / "real", tmp_path / "link"
    link.symlink_to(real)
    bulk.write(table, link)
    assert link.is_symlink()
    assert (real / "messages" / "part-0.parquet").exists()
    with pytest.raises(FileExistsError, match=re.escape(f"{tmp_path / 'x' / '..'} is there already")):
        bulk.write(frames_that_break(), tmp_path / "x" / "..")


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="a superuser may write anywhere")
def test_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError, match=re.escape(repr(str(tmp_path / "data")))):
        bulk.write(columns(charging()), tmp_path / "data")


def test_a_target_below_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=re.escape(repr(str(tmp_path / "file" / "data")))):
        bulk.write(columns(charging()), tmp_path / "file" / "data")


def test_a_draft_that_was_left_does_not_matter(tmp_path: Path) -> None:
    """Another process with the same number may have been killed."""
    (tmp_path / f".data0.{os.getpid()}.part").mkdir()
    for number in range(2):
        bulk.write(columns(charging()), tmp_path / f"data{number}")
        (tmp_path / f".data{number + 1}.{os.getpid()}.part").mkdir()
