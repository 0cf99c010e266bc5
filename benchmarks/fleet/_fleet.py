"""A fleet, and its traffic in the order of time."""

from __future__ import annotations

import heapq
import importlib
import itertools
import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, TypeAlias

from ._connector2 import Connector2
from ._connector16 import Connector16
from ._makes import MAKES, PROFILES, Profile
from ._station import FILES, Row, Station, Steps, Traffic
from ._times import DAY, NEVER, START, moment
from ._truth import Truth

#: pyarrow has no types of its own.
pa: Any = importlib.import_module("pyarrow")
RecordBatch: TypeAlias = Any

SCHEMA: Any = pa.schema(
    [
        ("frame", pa.string()),
        ("time", pa.timestamp("us", "UTC")),
        ("station", pa.string()),
        ("sender", pa.string()),
        ("protocol", pa.string()),
        ("file", pa.string()),
        ("line", pa.int64()),
    ]
)
SENDERS = ("station", "csms")


@dataclass
class Fleet:
    """A fleet and its traffic. The same settings give the same frames.

    Args:
        stations: How many. Every two of them are alike, in different files, with the same ids where they count.
        days: For how long.
        seed: Of all chance.
        versions: The protocols, for two stations at a time.
        profile: "light", "heavy" or one of your own.
        frames: If given, it ends when so many are on their way, if that is earlier.
        silent: How many stations fall silent, within the first three days.
    """

    stations: int = 200
    days: float = 3.0
    seed: int = 1
    versions: tuple[str, ...] = ("ocpp1.6", "ocpp2.0.1")
    profile: Profile | str = "light"
    frames: int | None = None
    silent: int = 1
    truth: Truth = field(init=False, default_factory=Truth)

    def batches(self, size: int = 50_000) -> Iterator[RecordBatch]:
        """The traffic in the order of time. Each time it begins anew, with a new truth."""
        self.truth = Truth()
        traffic = Traffic(self.truth)
        stations = [self._station(traffic, index) for index in range(self.stations)]
        columns = _Columns(stations)
        rows = traffic.rows
        for at in self._run(stations, traffic, size):
            rows.sort()
            ready = bisect_left(rows, at, key=itemgetter(0))
            whole = ready if at == NEVER else ready // size * size
            for begin in range(0, whole, size):
                yield columns.batch(rows[begin : min(begin + size, whole)])
            del rows[:whole]
        self._sum_up(stations)

    def _station(self, traffic: Traffic, index: int) -> Station:
        pair = index // 2
        protocol = self.versions[pair % len(self.versions)]
        make = MAKES[pair // len(self.versions) % len(MAKES)]
        profile = self.profile if isinstance(self.profile, Profile) else PROFILES[self.profile]
        chance = random.Random(f"{self.seed}/{index}")  # noqa: S311
        silent_from = NEVER
        if index >= self.stations - self.silent:
            silent_from = START + int((0.3 + 0.4 * chance.random()) * min(self.days, 3.0) * DAY)
        return Station(traffic, index, protocol, make, profile, chance, silent_from)

    def _run(self, stations: list[Station], traffic: Traffic, size: int) -> Iterator[int]:
        """Lets all stations act. Gives the time each time a batch may be full, and in the end NEVER."""
        processes = ((station, steps) for station in stations for steps in _processes(station))
        waiting = [(next(steps), number, steps, station) for number, (station, steps) in enumerate(processes)]
        heapq.heapify(waiting)
        end, most, rows = START + int(self.days * DAY), self.frames or NEVER, traffic.rows
        full, taken = 2 * size, 0
        while waiting:
            at, number, steps, station = waiting[0]
            if at >= end or taken + len(rows) >= most:
                break
            then = next(steps, None) if at < station.silent_from else None
            if then is None:
                heapq.heappop(waiting)
                self.truth.silent[station.name] = moment(max(station.silent_from, station.busy))
            else:
                heapq.heapreplace(waiting, (then, number, steps, station))
            if len(rows) >= full:
                before = len(rows)
                yield at
                taken += before - len(rows)
                full = len(rows) + size
        yield NEVER

    def _sum_up(self, stations: list[Station]) -> None:
        truth = self.truth
        for station in stations:
            truth.station_frames[station.make.firmware] += station.sent
            truth.firmware[station.name] = station.make.firmware


def _processes(station: Station) -> Iterator[Steps]:
    """Everything that goes on at a station."""
    yield station.life()
    yield station.connection()
    kind = Connector16 if station.is_16 else Connector2
    for number in range(1, 3):
        yield kind(station, number).life()


class _Columns:
    """Makes batches of rows."""

    def __init__(self, stations: list[Station]) -> None:
        self._names = pa.array([each.name for each in stations], pa.string())
        self._protocols = pa.array([each.protocol for each in stations], pa.string())
        self._senders = pa.array(SENDERS, pa.string())
        self._files = pa.array(FILES, pa.string())
        self._lines: list[Iterator[int]] = [itertools.count(1) for _ in FILES]

    def batch(self, rows: list[Row]) -> RecordBatch:
        """The rows in columns. The lines of each file are counted."""
        times, _, frames, stations, senders = zip(*rows, strict=True)
        index = pa.array(stations, pa.int32())
        files = [row[3] & 1 for row in rows]
        lines = self._lines
        columns = [
            pa.array(frames, pa.string()),
            pa.array(times, pa.int64()).cast(pa.timestamp("ms", "UTC")).cast(pa.timestamp("us", "UTC")),
            self._names.take(index),
            self._senders.take(pa.array(senders, pa.int32())),
            self._protocols.take(index),
            self._files.take(pa.array(files, pa.int32())),
            pa.array([next(lines[each]) for each in files], pa.int64()),
        ]
        return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def log_lines(batch: RecordBatch) -> Iterator[str]:
    """A batch as lines of a log, which says times, stations and directions."""
    columns = (batch.column(name).to_pylist() for name in ("time", "station", "sender", "frame"))
    for at, station, sender, frame in zip(*columns, strict=True):
        way = "receive message" if sender == "station" else "send"
        yield f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z INFO csms.ocpp - {station}: {way} {frame}\n"
