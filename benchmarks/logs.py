"""What the command takes for a log of any length: megabytes a minute of one core, and the memory at its height."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from ocpp_codec import Codec, compat
from ocpp_codec.record import Sender
from ocpp_codec.structure import Call
from ocpp_codec.testing import examples

#: What the project wants: megabytes a minute at least, and megabytes of memory at most.
SPEED_GOAL = 200.0
MEMORY_GOAL = 200.0

_FRAME = "{} 11:41:30,500 INFO csms.ocpp - CS001: {} {}\n"
_NOISE = "{} 11:41:30,500 DEBUG db.pool - connection {} returned after {} ms: 12 idle, 3 in use, none waiting\n"
_COMMANDS = (("check",), ("decode", "--json"), ("anonymise", "--output", os.devnull))


class Way(NamedTuple):
    """One command with one log."""

    command: str
    log: str
    megabytes_a_minute: float
    peak_megabytes: float


def measure(megabytes: float) -> list[Way]:
    """Each command with a log of mostly frames, and with one of mostly other lines. `megabytes`: of each log."""
    # Linux counts the memory of the process that starts another one as that one's own: a small process starts them.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as small:
        return small.submit(_measured, megabytes).result()


def _measured(megabytes: float) -> list[Way]:
    ways: list[Way] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, noise in (("mostly frames", 0), ("nine other lines for each line", 9)):
            log = Path(folder) / f"{noise}.log"
            size = written(log, megabytes, noise)
            ways += [_ran(command, log, name, size) for command in _COMMANDS]
    return ways


def written(log: Path, megabytes: float, noise: int) -> float:
    """Writes a log with an example of every message of OCPP 1.6, again and again; gives its megabytes."""
    with log.open("w", encoding="utf-8") as file:
        for line in lines(noise):
            file.write(line)
            if file.tell() >= megabytes * 1e6:
                break
    return log.stat().st_size / 1e6


def lines(noise: int) -> Iterator[str]:
    """The lines of a log without end. `noise`: other lines for each frame."""
    codec = Codec("ocpp1.6")
    messages = list(examples("ocpp1.6"))[:-1]  # all calls and their results
    actions = compat.get_implemented_messages(codec.protocol)
    for day in itertools.count():
        date = f"{2027 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
        is_received = True
        for number, message in enumerate(messages):
            if isinstance(message, Call):
                is_received = actions[message.action].sender is not Sender.CSMS
            way = "receive message" if is_received is isinstance(message, Call) else "send"
            yield _FRAME.format(date, way, codec.encode(message))
            for more in range(noise):
                yield _NOISE.format(date, number, more)


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
