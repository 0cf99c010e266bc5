"""Processes that decode."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

import pytest

from ocpp_codec import bulk
from ocpp_codec.bulk._jobs import _Sender
from tests.support.tables import charging, columns

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_is_for_the_first_process_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A terminal sends it to all of them, perhaps while they still begin: they end when their pipes end."""

    def frames() -> Iterator[Any]:
        for process in multiprocessing.active_children():
            os.kill(process.pid or 0, signal.SIGINT)
        yield columns(charging())

    assert bulk.write(frames(), tmp_path / "data", jobs=2)["messages"] == 8
    assert capfd.readouterr().err == ""
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_of_the_first_process_is_the_only_one(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def frames() -> Iterator[Any]:
        yield columns(charging())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bulk.write(frames(), tmp_path / "data", jobs=2)
    assert capfd.readouterr().err == ""
    assert not [*tmp_path.iterdir()]


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_is_not_lost_while_processes_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = SpawnProcess.start

    def start_and_interrupt(process: SpawnProcess) -> None:
        start(process)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(SpawnProcess, "start", start_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        bulk.write([columns(charging())], tmp_path / "data", jobs=2)
    assert not [*tmp_path.iterdir()]
    assert not multiprocessing.active_children()


def test_nothing_is_said_of_a_pipe_that_is_closed_while_it_is_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after Ctrl+C."""
    raised: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", raised.append)
    here, there = multiprocessing.Pipe()
    sender = _Sender(here)
    sender.put(bytes(1 << 24))  # more than a pipe holds
    assert there.poll(10)
    sender.stop()
    here.close()
    there.close()
    sender._thread.join(10)
    assert not raised
