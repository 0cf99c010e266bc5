"""Entries of one source, and of several: in the order of time, each message once, what cannot be read last."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ocpp_codec import OcppJsonProtocol, log


def line(second: int, text: str) -> str:
    return f"2026-05-17 09:41:{second:02}Z {text}\n"


def ids(reading: log.Reading) -> list[str]:
    return [entry.frame.split('"')[1] for entry in reading]


def written(path: Path, *lines: str) -> Path:
    path.write_text("".join(lines))
    return path


def beat(number: int) -> str:
    return f'CS001 received [2,"{number}","Heartbeat",{{}}]'


def test_several_logs_go_by_time(tmp_path: Path) -> None:
    first = written(tmp_path / "1.log", line(1, beat(1)), line(4, beat(4)))
    second = written(tmp_path / "2.log", line(2, beat(2)), line(3, beat(3)), line(5, beat(5)))
    reading = log.merge(second, first)
    assert ids(reading) == ["1", "2", "3", "4", "5"]
    assert reading.lines == 5


def test_an_entry_without_a_time_follows_the_one_before_it_in_its_log(tmp_path: Path) -> None:
    first = written(tmp_path / "1.log", line(1, beat(1)), *["\n"] * 9, f"{beat(2)}\n", line(9, beat(9)))
    second = written(tmp_path / "2.log", line(5, beat(5)))
    assert ids(log.merge(first, second)) == ["1", "2", "5", "9"]


def test_a_message_that_two_logs_have_is_given_once(tmp_path: Path) -> None:
    of_csms = written(tmp_path / "csms.log", line(1, beat(1)), line(20, beat(2)))
    of_station = written(
        tmp_path / "station.log", line(2, 'sent [2,"1","Heartbeat",{}]'), line(21, 'sent [2, "2","Heartbeat",{}]')
    )
    merged = list(log.merge(of_csms, of_station))
    assert [(Path(entry.file).name, entry.line) for entry in merged] == [("csms.log", 1), ("csms.log", 2)]


def test_what_cannot_be_read_is_raised_after_everything_else(tmp_path: Path) -> None:
    good = written(tmp_path / "good.log", line(1, beat(1)))
    reading = log.merge(tmp_path / "none.log", good, tmp_path)
    assert next(reading).frame == '[2,"1","Heartbeat",{}]'
    with pytest.raises(log.LogError, match=r"none\.log: no such file"):
        next(reading)
    with pytest.raises(log.LogError, match="directory"):
        next(reading)
    with pytest.raises(StopIteration):
        next(reading)


def test_a_damaged_source_gives_what_there_is_first(tmp_path: Path) -> None:
    packed = gzip.compress("".join(line(second, beat(second)) for second in range(60)).encode() * 50)
    (tmp_path / "cut.log.gz").write_bytes(packed[: len(packed) // 2])
    reading = log.read(tmp_path / "cut.log.gz")
    given: list[log.Entry] = []
    with pytest.raises(log.LogError, match=r"cut\.log\.gz"):
        given.extend(reading)
    assert len(given) > 0 or reading.lines > 0


def test_what_is_counted_and_the_first_samples(tmp_path: Path) -> None:
    lines = [line(second, f'received [2,"{second}","Heart') for second in range(15)]
    reading = log.merge(written(tmp_path / "1.log", *lines), written(tmp_path / "2.log", *lines, "noise\n"))
    assert list(reading) == []
    assert (reading.lines, reading.rejected) == (31, 30)
    assert [sample.line for sample in reading.samples] == [*range(1, 16), *range(1, 6)]
    assert reading.samples[0].text == '[2,"0","Heart'


@pytest.mark.parametrize("protocol", ["1.6", "ocpp1.6", OcppJsonProtocol.v16])
def test_the_version_may_be_given(protocol: str) -> None:
    (entry,) = log.read([beat(1)], protocol=protocol)
    assert entry.protocol is OcppJsonProtocol.v16


@pytest.mark.parametrize("zone", ["+02:00", timezone(timedelta(hours=2)), "Europe/Berlin"])
def test_the_zone_may_be_given(zone: str) -> None:
    (entry,) = log.read([f"2026-05-17 11:41:33 {beat(1)}"], zone=zone)
    assert (entry.time, entry.zone) == (datetime(2026, 5, 17, 9, 41, 33, tzinfo=UTC), "given")


def test_unknown_settings_are_told_at_once() -> None:
    with pytest.raises(ValueError, match="unknown protocol"):
        log.read([], protocol="1.7")
    with pytest.raises(ValueError, match="unknown layout 'stave'"):
        log.read([], layout="stave")
    with pytest.raises(ValueError, match="unknown time zone 'Mars'"):
        log.read([], zone="Mars")


def test_a_source_that_is_none() -> None:
    with pytest.raises(TypeError, match="a source is a path"):
        list(log.read(17))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "source", [io.BytesIO(line(1, beat(1)).encode()), io.StringIO(line(1, beat(1))), [line(1, beat(1))], [b"%b" % line(1, beat(1)).encode()]],
    ids=["bytes", "text", "lines", "lines of bytes"],
)  # fmt: skip
def test_open_files_and_lines(source: log.Source) -> None:
    (entry,) = log.read(source)
    assert (entry.station, entry.direction, entry.line) == ("CS001", log.Direction.TO_CSMS, 1)
