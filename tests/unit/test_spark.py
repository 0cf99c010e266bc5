"""What Spark's workers do with the rows of a partition, without Spark: the rows are those of one machine."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

from benchmarks.fleet import Fleet
from ocpp_codec import Codec, bulk, spark
from ocpp_codec.bulk._stations import Stations
from ocpp_codec.spark import _workers
from ocpp_codec.tolerance import ALL
from tests.support.tables import STATION, as_set, call, charging, columns, tables_of


@pytest.fixture(scope="module")
def frames() -> Any:
    """The frames of a fleet as a partition has them: a station after the other."""
    fleet = Fleet(stations=8, days=1, seed=4, versions=("ocpp1.6", "ocpp2.0.1"), profile="light")
    table = pa.Table.from_batches(list(fleet.batches(50_000)))
    return table.sort_by([(name, "ascending") for name in ("station", "time", "file", "line")])


@pytest.fixture(scope="module")
def told(frames: Any) -> dict[str, list[dict[str, Any]]]:
    return tables_of([frames])


def in_buckets(frames: Any, bucket: int, own: int) -> Any:
    numbers = {_workers.BUCKET: bucket, _workers.OWN: own}
    for name, value in numbers.items():
        frames = frames.append_column(name, pa.array([value] * frames.num_rows, pa.int64()))
    return frames


def read(frames: Any, size: int) -> Any:
    batches = in_buckets(frames, 0, 0).combine_chunks().to_batches(size)
    return pa.Table.from_batches(list(_workers.read(batches, {})))


@pytest.mark.parametrize("size", [100, 10_000])
def test_the_rows_of_messages_are_those_of_one_machine(frames: Any, told: Any, size: int) -> None:
    assert as_set(read(frames, size).to_pylist()) == as_set(told["messages"])


@pytest.mark.parametrize("table", ["sessions", "statuses", "boots"])
def test_the_rows_of_stations_are_those_of_one_machine(frames: Any, told: Any, table: str) -> None:
    messages = read(frames, 1_000)
    is_told = pa.compute.or_(pa.compute.is_valid(messages["payload"]), pa.compute.is_valid(messages["error_code"]))
    said = messages.filter(is_told).filter(
        pa.compute.is_in(messages.filter(is_told)["action"], pa.array(_actions(table)))
    )
    batches = said.select(_workers.FOLLOWED).combine_chunks().to_batches(700)
    found = [row for batch in _workers.follow(batches, table, b"secret") for row in batch.to_pylist()]
    assert as_set(found) == as_set(told[table])


def test_a_message_that_lacks_a_required_value_tells_nothing() -> None:
    rows = [(STATION, call("1", "StatusNotification", {"connectorId": 1, "status": "Charging"}), 60)]
    frames = columns(rows).append_column("file", pa.nulls(1, pa.string())).append_column("line", pa.array([1]))
    batches = in_buckets(frames, 0, 0).to_batches()
    messages = list(_workers.read(batches, {"tolerate": ALL}))
    assert [row["verdict"] for batch in messages for row in batch.to_pylist()] == ["repaired"]
    said = [batch.select(_workers.FOLLOWED) for batch in messages]
    assert list(_workers.follow(said, "statuses", b"")) == []


def _actions(table: str) -> list[str]:
    stations = Stations(frozenset({table}), b"")
    return sorted({action for (action, _), handlers in stations._handlers.items() if handlers})


def test_the_rows_of_samples_are_those_of_one_machine(frames: Any, told: Any) -> None:
    messages = read(frames, 1_000)
    requests = messages.filter(
        pa.compute.and_(pa.compute.equal(messages["kind"], "request"), pa.compute.is_valid(messages["payload"]))
    )
    batches = requests.select(_workers.MEASURED).combine_chunks().to_batches(900)
    found = [row for batch in _workers.measure(batches) for row in batch.to_pylist()]
    assert as_set(found) == as_set(told["samples"])


def test_checked_payloads_are_read_the_fast_way(frames: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    messages = read(frames, 1_000)
    good = messages.filter(pa.compute.is_valid(messages["payload"])).select(_workers.MEASURED)
    monkeypatch.delattr(Codec, "_decode_slowly")
    found = [list(_workers._payloads(batch)) for batch in good.combine_chunks().to_batches()]
    assert sum(map(len, found)) == good.num_rows


def test_no_garbage_is_looked_for_while_a_batch_is_made() -> None:
    def made() -> Iterator[bool]:
        yield gc.isenabled()
        yield gc.isenabled()
        raise ValueError("no more")

    seen: list[tuple[bool, bool]] = []
    with pytest.raises(ValueError, match="no more"):
        seen.extend((while_made, gc.isenabled()) for while_made in _workers.undisturbed(made()))
    assert seen == [(False, True), (False, True)]
    assert gc.isenabled()


def test_rows_before_a_bucket_are_read_and_not_given_out() -> None:
    frames = (
        columns(charging()).append_column("file", pa.nulls(8, pa.string())).append_column("line", pa.array(range(8)))
    )
    before, own = in_buckets(frames.slice(0, 1), 1, 0), in_buckets(frames.slice(1), 1, 1)
    batches = pa.concat_tables([before, own]).combine_chunks().to_batches()
    first, *_ = [row for batch in _workers.read(batches, {}) for row in batch.to_pylist()]
    assert (first["line"], first["call_line"], first["latency"]) == (1, 0, 1.0)


def test_a_schema_as_spark_writes_it() -> None:
    assert spark.ddl(bulk.SCHEMAS["boots"]).startswith("`time` TIMESTAMP, `station` STRING")
    assert "`findings` ARRAY<STRUCT<`rule`: STRING" in spark.ddl(bulk.SCHEMAS["messages"])
