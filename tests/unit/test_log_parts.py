"""The files of a source, each with its frames; the messages of captures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from ocpp_codec.log import Direction, LogError, Sample
from ocpp_codec.log import _parts as parts
from ocpp_codec.log._carriers import Counts
from ocpp_codec.log._parts import raws_of
from ocpp_codec.log._raw import Raw
from ocpp_codec.log._records import Record
from ocpp_codec.log._sources import Part
from tests.support.packed import zipped

CALL = '[2,"17","Heartbeat",{}]'
AT = datetime(2026, 5, 17, 11, 41, 33, tzinfo=timezone(timedelta(hours=2)))


class Files:
    """What is found in the files of a source."""

    def __init__(self, source: Any, layout: str | None = None) -> None:
        self.counts: list[Counts] = []
        self.errors: list[LogError] = []
        self.raws = {
            name: [raw for raw in raws if isinstance(raw, Raw)]
            for name, raws in raws_of(source, layout, self.counts, self.errors)
        }

    @property
    def frames(self) -> dict[str, list[str]]:
        return {name: [raw.frame for raw in raws] for name, raws in self.raws.items()}


def captured(monkeypatch: pytest.MonkeyPatch, *records: Record) -> Files:
    monkeypatch.setattr(parts, "open_source", lambda source: [Part("a.pcap", None, iter(records), None)])
    return Files("a.pcap")


def test_each_file_of_an_archive_has_frames_and_counts_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "logs.zip"
    path.write_bytes(zipped({"a.log": f"one\n{CALL}\n".encode(), "b.log": b'no frame\n[2,"1","Heart\n\n'}))
    files = Files(path)
    assert files.frames == {f"{path}:a.log": [CALL], f"{path}:b.log": []}
    assert [(count.lines, count.rejected) for count in files.counts] == [(2, 0), (3, 1)]
    assert files.counts[1].samples[0].file == f"{path}:b.log"
    assert files.errors == []


def test_what_cannot_be_read_is_kept_for_later(tmp_path: Path) -> None:
    files = Files(tmp_path / "missing.log")
    assert files.frames == {}
    assert [str(error) for error in files.errors] == [f"{tmp_path / 'missing.log'}: no such file or directory"]


def test_what_is_found_before_an_error_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def messages() -> Iterator[Record]:
        yield Record(text=CALL, line=1)
        raise LogError("a.pcap: it is cut")

    monkeypatch.setattr(parts, "open_source", lambda source: [Part("a.pcap", None, messages(), None)])
    files = Files("a.pcap")
    assert files.frames == {"a.pcap": [CALL]}
    assert [str(error) for error in files.errors] == ["a.pcap: it is cut"]


def test_the_layout_that_the_caller_knows_counts() -> None:
    (raws,) = Files([f"< {CALL}"], "rx-tx").raws.values()
    assert raws[0].layout == "rx-tx"


def test_a_message_of_a_capture(monkeypatch: pytest.MonkeyPatch) -> None:
    files = captured(
        monkeypatch,
        Record(text="", line=1, station="CS001", protocol="ocpp1.6", opened=True),
        Record(text=CALL, line=4, time=AT, station="CS001", from_client=True, protocol="ocpp1.6"),
        Record(text='[3,"17",{}]', line=5, time=AT, station="CS001", from_client=False, protocol="ocpp1.6"),
        Record(text=CALL, line=7),
    )
    call, answer, other = files.raws["a.pcap"]
    assert (call.frame, call.line, call.layout, call.station, call.protocol) == (CALL, 4, "capture", "CS001", "ocpp1.6")
    assert call.clock is not None
    assert call.clock.offset is not None
    assert call.clock.naive.replace(tzinfo=call.clock.offset) == AT
    assert (call.word, answer.word, other.word) == (Direction.TO_CSMS, Direction.TO_STATION, None)
    assert (call.opened, answer.opened, other.opened) == (True, False, False)
    assert other.clock is None
    assert files.counts[0].lines == 7


def test_on_a_connection_of_ocpp_every_message_is_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    files = captured(monkeypatch, Record(text="[2,", line=1, protocol="ocpp2.0.1"))
    assert files.frames == {"a.pcap": ["[2,"]}


def test_messages_of_other_protocols_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    files = captured(
        monkeypatch,
        Record(text='{"type":"ping"}', line=3, protocol="graphql-ws"),
        Record(text=f"  {CALL}", line=4, protocol="graphql-ws"),
    )
    assert files.frames == {"a.pcap": [f"  {CALL}"]}
    assert files.counts[0].rejected == 1
    assert files.counts[0].samples == [Sample("a.pcap", 3, '{"type":"ping"}', "it is a message of another protocol")]
