"""The command that is ended from outside: nothing half-written is left, nothing runs on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from ocpp_codec.cli import _app, _signals
from tests.support.program import wait_for

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

_FRAME = b'2026-05-17 09:41:30 CS001: received [2,"%d","Heartbeat",{}]\n'


def _has_ended(group: int) -> bool:
    """Whether no process of a group runs any more."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "new" / "data"


@pytest.fixture(params=["1", "2"], ids=["one job", "two jobs"])
def writing(request: pytest.FixtureRequest, target: Path, signals_heard: None) -> Iterator[subprocess.Popen[bytes]]:
    """The command `table` at work: it waits for more of its log. It is the first process of a group of its own."""
    command = [sys.executable, "-m", "ocpp_codec", "table", "-", "-o", str(target), "--jobs", request.param]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True) as process:
        assert process.stdin is not None
        process.stdin.write(b"".join(_FRAME % number for number in range(100)))
        process.stdin.flush()
        wait_for(lambda: len([*target.parent.glob(".*.part/messages/*.parquet")]) == int(request.param), 30)
        yield process
        if not _has_ended(process.pid):
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_no_draft_and_no_process_is_left(
    writing: subprocess.Popen[bytes], target: Path, number: signal.Signals
) -> None:
    writing.send_signal(number)
    out, err = writing.communicate(timeout=30)
    assert (out, err.strip()) == (b"", b"")
    assert writing.returncode == 128 + number
    assert not target.parent.exists()
    wait_for(lambda: _has_ended(writing.pid))


def test_a_signal_to_all_processes_more_than_once(writing: subprocess.Popen[bytes], target: Path) -> None:
    """As `timeout` sends it, and systemd."""
    for _ in range(3):
        os.killpg(writing.pid, signal.SIGTERM)
    assert writing.communicate(timeout=30) == (b"", b"")
    assert writing.returncode == 143
    assert not target.parent.exists()
    wait_for(lambda: _has_ended(writing.pid))


def test_what_is_ignored_stays_ignored() -> None:
    """As `nohup` wants it."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with _signals.cleaned_up_after():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_all_is_as_before_in_the_end() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with patch.object(_app.app, "main", lambda **_: os.kill(os.getpid(), signal.SIGTERM)):
        assert _app.run() == 143
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_what_becomes_of_an_interruption(
    number: signal.Signals, signals_heard: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """An import that is interrupted may say something else, as the compiler does that cannot load `unicodedata`."""

    def interrupted(**_: object) -> None:
        try:
            os.kill(os.getpid(), number)
        except BaseException:
            raise SyntaxError("can't load unicodedata module") from None

    with patch.object(_app.app, "main", interrupted):
        assert _app.run() == 128 + number
    assert capsys.readouterr() == ("", "")


def test_another_thread_hears_no_signals() -> None:
    codes: list[int] = []
    with patch.object(_app.app, "main", lambda **_: 0):
        thread = threading.Thread(target=lambda: codes.append(_app.run()))
        thread.start()
        thread.join()
    assert codes == [0]
