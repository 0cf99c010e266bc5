"""Frames in columns to tables in Parquet: the command with one job and two, beside ways that check less or nothing."""

from __future__ import annotations

import compileall
import datetime
import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

import ocpp_codec

from . import frames
from .fleet import Fleet

__all__ = ["MEMORY_GOAL", "OURS", "SPEED_GOALS", "TWO_JOBS_GOAL", "Way", "measure", "shares_of_time"]

#: Frames a second of one core, by traffic; megabytes of memory at most.
SPEED_GOALS = {"mixed": 100_000.0, "heavy": 75_000.0}
MEMORY_GOAL = 600.0
#: How many times as many frames two jobs take as one.
TWO_JOBS_GOAL = 1.7
OURS = "ocpp-codec table"
_BEGIN = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
_STATIONS = 200

#: Each way, as a program that gets a Parquet file and a folder.
_DUCKDB = """
import duckdb, sys
source, out = sys.argv[1:]
text, part = "json_extract_string(frame, '$[{}]') as {}", "json_extract(frame, '$[3]') as payload"
named = ((0, "type"), (1, "id"), (2, "action"))
columns = ", ".join(["time", "station", *(text.format(*each) for each in named), part])
duckdb.sql("set threads = 1")
good = f"(select * from '{source}' where json_valid(frame))"
duckdb.sql(f"copy (select {columns} from {good}) to '{out}.parquet'")
"""
_PANDAS = """
import json, sys
import pandas
source, out = sys.argv[1:]
rows = pandas.read_parquet(source)
def parsed(frame):
    try:
        found = json.loads(frame)
    except ValueError:
        found = None
    return found if isinstance(found, list) and len(found) > 2 else [None, None, None]
said = rows.frame.map(parsed)
rows["type"], rows["id"] = said.map(lambda each: each[0]).astype(str), said.map(lambda each: str(each[1]))
calls = rows[rows.type == "2"].assign(action=said.map(lambda each: str(each[2])))
asked = calls[["station", "id", "action", "time"]]
answers = rows[rows.type == "3"].merge(asked, on=["station", "id"], how="left", suffixes=("", "_call"))
objects = [each[3] for each in said if each[0] == 2 and len(each) > 3 and isinstance(each[3], dict)]
calls.drop(columns="frame").to_parquet(out + ".calls")
answers.drop(columns="frame").to_parquet(out + ".answers")
pandas.json_normalize(objects, max_level=1).astype(str).to_parquet(out + ".payloads")
"""
_OCPP = """
import sys
import pyarrow, pyarrow.parquet
from ocpp import messages
source, out, most = sys.argv[1:]
rows = pyarrow.parquet.read_table(source).slice(0, int(most)).select(["frame", "station", "protocol"])
asked, found = {}, []
for frame, station, protocol in zip(*(column.to_pylist() for column in rows.columns)):
    action, verdict = None, "ok"
    try:
        message = messages.unpack(frame)
        action = getattr(message, "action", None)
        if isinstance(message, messages.Call):
            asked[station, message.unique_id] = action
        else:
            action = message.action = asked.pop((station, message.unique_id), None)
        if action is not None and not isinstance(message, messages.CallError):
            messages._validate_payload(message, protocol.removeprefix("ocpp"))
    except Exception as error:
        verdict = type(error).__name__
    found.append((action, verdict))
columns = dict(zip(["action", "verdict"], map(list, zip(*found))))
pyarrow.parquet.write_table(pyarrow.table({**dict(zip(rows.column_names, rows.columns)), **columns}), out + ".parquet")
"""
_OCPP_SHARE = 20  # it takes one of so many frames: it needs longer for each than the others together


class Way(NamedTuple):
    """One way with one kind of traffic.

    `seconds`: from the start of the program to its end.  `peak_megabytes`: of the largest process.
    `checks`: what it looks at.
    """

    name: str
    traffic: str
    jobs: int
    frames: int
    seconds: float
    peak_megabytes: float
    checks: str

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self.frames / self.seconds


def measure(count: int) -> list[Way]:
    """Each way with each kind of traffic. `count`: frames."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as small:  # see logs.measure
        return small.submit(_measured, count).result()


def _measured(count: int) -> list[Way]:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a program starts as one that has been installed
    compileall.compile_dir(Path(ocpp_codec.__file__).parent, quiet=1)
    ways: list[Way] = []
    with tempfile.TemporaryDirectory() as folder:
        for traffic in ("mixed", "light", "heavy"):
            source = Path(folder) / f"{traffic}.parquet"
            written = _write(source, traffic, count)
            ways += [_table(source, traffic, written, jobs) for jobs in (1, 2)]
            if traffic == "heavy":
                ways.append(_two_at_once(source, traffic, written))
            ways.append(_program("DuckDB's JSON", _DUCKDB, source, traffic, written, "nothing"))
            if find_spec("pandas") is not None:
                ways.append(_program("pandas", _PANDAS, source, traffic, written, "nothing; pairs by id"))
            if find_spec("ocpp") is not None:
                few = written // _OCPP_SHARE
                ways.append(_program("ocpp 2.1.0", _OCPP, source, traffic, few, "schemas; pairs by id", str(few)))
    return ways


def shares_of_time(ways: list[Way]) -> Iterator[tuple[str, float]]:
    """For each kind of traffic the time of two jobs, as a part of that of one."""
    took = {(way.traffic, way.jobs): way.seconds for way in ways if way.name == OURS}
    for (traffic, jobs), seconds in took.items():
        if jobs == 2:
            yield traffic, seconds / took[traffic, 1]


def _write(path: Path, traffic: str, count: int) -> int:
    """Writes frames in columns; gives how many."""
    parquet: Any = import_module("pyarrow.parquet")
    batches = (
        conversations(count)
        if traffic == "mixed"
        else Fleet(_STATIONS, 3650.0, profile=traffic, frames=count).batches(50_000)
    )
    written, writer = 0, None
    for batch in batches:
        writer = writer or parquet.ParquetWriter(path, batch.schema)
        writer.write_batch(batch)
        written += batch.num_rows
    if writer is not None:
        writer.close()
    return written


def conversations(count: int) -> Iterator[Any]:
    """The frames of the mixed file as conversations: every call of a station is answered, a refused one by an error."""
    pa: Any = import_module("pyarrow")
    chance = random.Random(2024)  # noqa: S311
    kinds = [kind for kind in frames.kinds() if not kind.answers]
    answers = {kind.answers: json.loads(kind.frame)[2] for kind in frames.kinds() if kind.answers}
    rows: list[tuple[str, str, str, datetime.datetime]] = []
    number = total = 0
    while total + len(rows) < count:
        kind = chance.choices(kinds, [each.share for each in kinds])[0]
        number += 1
        at = _BEGIN + datetime.timedelta(milliseconds=100 * number)
        station, unique_id = f"CS{chance.randrange(_STATIONS):04}", f"{number:08}"
        text = kind.frame.decode().replace("19223201", unique_id, 1)
        rows.append((text, station, "station", at))
        called = _id_and_action(text)
        if called is not None:
            said: list[Any] = [4, called[0], "InternalError", "", {}]
            if not kind.is_defective:
                said = [3, called[0], answers.get(called[1], {})]
            later = at + datetime.timedelta(milliseconds=40)
            rows.append((json.dumps(said, separators=(",", ":")), station, "csms", later))
        if len(rows) >= 50_000:
            yield _batch(pa, rows)
            total += len(rows)
            rows = []
    if rows:
        yield _batch(pa, rows)


def _id_and_action(frame: str) -> tuple[str, str] | None:
    """Those of a call; None for what is no call, or has no id that could be answered."""
    try:
        kind, unique_id, action, *_ = msgspec.json.decode(frame, type=list[Any])
    except (ValueError, msgspec.MsgspecError):  # no list, or one that is too short
        return None
    return (unique_id, str(action)) if kind == 2 and isinstance(unique_id, str) else None


def _batch(pa: Any, rows: list[tuple[str, str, str, datetime.datetime]]) -> Any:
    frame, station, sender, at = (list(column) for column in zip(*rows, strict=True))
    columns = {
        "frame": pa.array(frame, pa.string()),
        "time": pa.array(at, pa.timestamp("us", "UTC")),
        "station": pa.array(station, pa.string()),
        "sender": pa.array(sender, pa.string()),
        "protocol": pa.array(["ocpp2.0.1"] * len(rows), pa.string()),
    }
    return pa.RecordBatch.from_pydict(columns)


def _table(source: Path, traffic: str, count: int, jobs: int) -> Way:
    out = source.with_name(f"{traffic}-{jobs}")
    command = [sys.executable, "-m", "ocpp_codec", "table", str(source), "-o", str(out), "--jobs", str(jobs)]
    return Way(OURS, traffic, jobs, count, *_ran(command), "everything")


def _two_at_once(source: Path, traffic: str, count: int) -> Way:
    """Two commands that have nothing to do with each other: no more can be had from two jobs on this machine."""
    with ThreadPoolExecutor(2) as both:
        start = time.perf_counter()
        ran = [both.submit(_table, source, f"{traffic}-{number}", count, 1) for number in (1, 2)]
        most = max(each.result().peak_megabytes for each in ran)
        return Way("two such commands at once", traffic, 1, 2 * count, time.perf_counter() - start, most, "everything")


def _program(name: str, text: str, source: Path, traffic: str, count: int, checks: str, *rest: str) -> Way:
    command = [sys.executable, "-c", text, str(source), str(source.with_suffix(f".{len(name)}")), *rest]
    return Way(name, traffic, 1, count, *_ran(command), checks)


def _ran(command: list[str]) -> tuple[float, float]:
    """Seconds, and megabytes at the height."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[:4]} could not do it")
    in_kilobytes = 1024 if sys.platform == "darwin" else 1
    return time.perf_counter() - start, usage.ru_maxrss / in_kilobytes / 1024
