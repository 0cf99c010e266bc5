"""Programs of their own, and what they print."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT


def output_of(*arguments: str, **environment: str) -> str:
    """What a Python program prints, with the native path where it is."""
    variables = os.environ | {"PYTHONPATH": ":".join(sys.path), "OCPP_CODEC_PURE": "0"} | environment
    run = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True, env=variables)
    return run.stdout


class Program:
    """A running example. Its lines of both outputs come into `lines` as they are printed."""

    def __init__(self, name: str, *arguments: str, cwd: Path | None = None) -> None:
        command = [sys.executable, str(ROOT / "examples" / name), *arguments]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", cwd=cwd
        )
        self.lines: list[str] = []
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line.rstrip("\n"))

    @property
    def text(self) -> str:
        """Everything that it has printed."""
        return "\n".join(self.lines)

    def says(self, part: str, seconds: float = 10.0) -> str:
        """Waits for a line with that part, and returns it."""
        line: str = wait_for(lambda: next((line for line in self.lines if part in line), None), seconds, self.text)
        return line

    def ends(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Sends a signal. The exit code, and the seconds that it took."""
        start = time.perf_counter()
        self.process.send_signal(number)
        code = self.process.wait(10)
        took = time.perf_counter() - start
        self._reading.join(10)
        return code, took

    def kill(self) -> None:
        """Ends it without asking."""
        self.process.kill()
        self.process.wait(10)


def wait_for(condition: Callable[[], Any], seconds: float = 10.0, what: object = "it did not come true") -> Any:
    """The first true value of a condition."""
    end = time.perf_counter() + seconds
    while not (value := condition()):
        assert time.perf_counter() < end, what
        time.sleep(0.01)
    return value
