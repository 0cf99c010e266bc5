"""What the command takes for a log of any length: megabytes a minute of one core, and the memory at its height."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

#: What the project wants: megabytes a minute at least, and megabytes of memory at most.
SPEED_GOAL = 200.0
MEMORY_GOAL = 200.0

_LOG = Path(__file__).resolve().parent.parent / "examples" / "station.log"
_NOISE = "2026-05-17 11:41:30,500 DEBUG db.pool - connection {} returned after {} ms: 12 idle, 3 in use, none waiting\n"
_COMMANDS = (("check",), ("decode", "--json"), ("anonymise", "--output", os.devnull))


class Way(NamedTuple):
    """One command with one log."""

    command: str
    log: str
    megabytes_a_minute: float
    peak_megabytes: float


def measure(megabytes: float) -> list[Way]:
    """Each command with a log of mostly frames, and with one of mostly other lines. `megabytes`: of each log."""
    ways: list[Way] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, noise in (("mostly frames", 0), ("nine other lines for each line", 9)):
            log = Path(folder) / f"{noise}.log"
            size = written(log, megabytes, noise)
            ways += [_ran(command, log, name, size) for command in _COMMANDS]
    return ways


def written(log: Path, megabytes: float, noise: int) -> float:
    """Writes the example log again and again, each time a day later; gives its megabytes."""
    with log.open("w", encoding="utf-8") as file:
        for line in _lines(noise):
            file.write(line)
            if file.tell() >= megabytes * 1e6:
                break
    return log.stat().st_size / 1e6


def _lines(noise: int) -> Iterator[str]:
    lines = _LOG.read_text("utf-8").splitlines(keepends=True)
    day = 0
    while True:
        day += 1
        date = f"{2027 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
        for number, line in enumerate(lines):
            yield line.replace("2026-05-17", date)
            for more in range(noise):
                yield _NOISE.format(number, more).replace("2026-05-17", date)


def _ran(command: tuple[str, ...], log: Path, name: str, size: float) -> Way:
    process = subprocess.Popen(
        [sys.executable, "-m", "ocpp_codec", command[0], *command[1:], str(log)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise RuntimeError(f"{' '.join(command)} could not read the log")
    seconds = usage.ru_utime + usage.ru_stime
    in_kilobytes = 1024 if sys.platform == "darwin" else 1
    said = " ".join(command[:2] if command[0] == "decode" else command[:1])
    return Way(said, name, size / seconds * 60, usage.ru_maxrss / in_kilobytes / 1024)
