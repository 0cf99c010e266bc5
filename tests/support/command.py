"""The command `ocpp-codec`, run in this process or as one of its own."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ocpp_codec.cli import _app
from ocpp_codec.log._tally import Result


class Ran(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[Any]:
        """What it printed, as an object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class _Stream(io.TextIOWrapper):
    """A stream that is a terminal, or is none."""

    def __init__(self, *, encoding: str = "utf-8", terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    @property
    def text(self) -> str:
        """What has been written."""
        buffer: Any = self.buffer
        return str(buffer.getvalue().decode("utf-8", "replace"))


def run(*arguments: str | Path, stdin: bytes | None = None, encoding: str = "utf-8", terminal: bool = False) -> Ran:
    """Runs the command: in this process, or, with something on stdin, as one of its own.

    `terminal`: whether stdout is one. Without `stdin`, stdin is.
    """
    if stdin is not None:
        process = started(*arguments)
        written, told = process.communicate(stdin, 60)
        return Ran(process.returncode, written.decode(), told.decode())
    out, err = _Stream(encoding=encoding, terminal=terminal), _Stream(encoding=encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["ocpp-codec", *map(str, arguments)])
        patch.setattr(sys, "stdin", _Stream(terminal=True))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = _app.run()
    return Ran(code, out.text, err.text)


class Shown(str):
    """What a format has printed."""

    __slots__ = ()

    @property
    def json(self) -> Any:
        """The same, as JSON."""
        return json.loads(self)


def shown(form: str, result: Result, encoding: str = "utf-8") -> Shown:
    """The result of a check in a format of `check`."""
    out = _Stream(encoding=encoding)
    out.reconfigure(errors="backslashreplace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        import_module(f"ocpp_codec.cli._formats.{form}").show(result)
    return Shown(out.text)


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """The command as a process of its own, with pipes."""
    command = [sys.executable, "-m", "ocpp_codec", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)


def logged(*said: str, second: int = 0, station: str = "CS001") -> str:
    """A log with a line a frame, a second apart: "> [2,...]" goes to the CSMS, "< [3,...]" to the station."""
    lines: list[str] = []
    for number, each in enumerate(said, second):
        word = {">": "received", "<": "sent"}[each[0]]
        time = f"2026-05-17 09:{number // 60:02d}:{number % 60:02d}.000"
        lines.append(f"{time} INFO {station}: {word} {each[2:]}\n")
    return "".join(lines)
