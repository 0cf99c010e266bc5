"""The package `ocpp_codec.log` as a whole: what it brings in, and what it exports."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from ocpp_codec import OcppJsonProtocol, log
from ocpp_codec.record import Sender


def test_the_names_are_there_before_they_are_imported() -> None:
    program = "import sys; from ocpp_codec import log; assert set(log.__all__) <= set(dir(log)); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "ocpp_codec.log._reader" not in run.stdout.split()


def test_a_wrong_name_is_told() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'raed'"):
        log.raed  # type: ignore[attr-defined] # noqa: B018


def test_from_a_line_to_an_observation() -> None:
    lines = [
        '2026-05-17 09:41:33Z CS001: receive message [2,"17","Authorize",{"idTag":"04A2B9"}]',
        '2026-05-17 09:41:34Z CS001: send [3,"17",{"idTagInfo":{"status":"Blocked"}}]',
    ]
    reading = log.read(lines)
    call, answer = log.conversations(reading)
    assert (call.entry.station, call.sender, answer.sender) == ("CS001", Sender.STATION, Sender.CSMS)
    assert answer.call is call.entry
    assert answer.waited == 1.0
    assert call.entry.time == datetime(2026, 5, 17, 9, 41, 33, tzinfo=UTC)
    assert call.entry.protocol is OcppJsonProtocol.v16
    (observation,) = log.observations.observe([call, answer])
    assert observation.places == ((call.entry.file, 2),)
    assert reading.lines == 2


def test_entries_and_samples_can_be_pickled() -> None:
    reading = log.read(['recv [2,"1","Heartbeat",{}]', 'recv [2,"1","Heart'])
    entries = list(reading)
    assert pickle.loads(pickle.dumps(entries)) == entries
    assert pickle.loads(pickle.dumps(reading.samples)) == reading.samples
    assert reading.rejected == 1


@pytest.mark.parametrize("direction", log.Direction)
def test_a_direction_has_a_sender_and_an_opposite(direction: log.Direction) -> None:
    assert direction.opposite.opposite is direction
    assert direction.sender is not direction.opposite.sender
    assert {direction, direction.opposite} == {"to-csms", "to-station"}
