"""A file of mixed frames, read line by line by one process and by two: frames and megabytes a second."""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from ocpp_codec import Codec
from ocpp_codec.v201 import messages

from . import frames

Decode = Callable[[bytes, bytes], Any]


class Share(NamedTuple):
    """What one process has done: lines and bytes read, lines refused, seconds of a processor, from when to when."""

    lines: int
    size: int
    refused: int
    busy: float
    start: float
    end: float


class Run(NamedTuple):
    """What reading a file came to.

    `busy`: seconds of processors, all together.  `extrapolated`: it was a shorter file of the same kind.
    """

    reader: str
    file: str
    processes: int
    lines: int
    refused: int
    seconds: float
    busy: float
    size: int
    extrapolated: bool = False

    @property
    def lines_a_second(self) -> float:
        """Frames, good and defective ones alike."""
        return self.lines / self.seconds

    @property
    def megabytes_a_second(self) -> float:
        """10^6 bytes of frames."""
        return self.size / self.seconds / 1e6


def _ours() -> Decode:
    actions: dict[bytes, Any] = {name.encode(): action for name, action in messages.IMPLEMENTED.items()} | {b"": None}
    decode = Codec("ocpp2.0.1").decode
    return lambda answers, frame: decode(frame, actions[answers])


def _orjson() -> Decode:
    loads = orjson.loads
    return lambda _answers, frame: loads(frame)


def _ocpp() -> Decode:
    """Calls and results as in `peers`; it has no check for errors but that their elements are there."""
    module: Any = importlib.import_module("ocpp.messages")
    snake_case: Any = importlib.import_module("ocpp.charge_point").camel_to_snake_case
    calls: Any = importlib.import_module("ocpp.v201.call")
    results: Any = importlib.import_module("ocpp.v201.call_result")
    validate: Callable[[Any, str], None] = getattr(module, "_validate_payload")  # noqa: B009  # without asyncio

    def decode(answers: bytes, frame: bytes) -> Any:
        message = module.unpack(frame)
        if not isinstance(message, module.CallError):
            if answers:
                message.action = answers.decode()
            validate(message, "2.0.1")
            classes = results if answers else calls
            message.payload = getattr(classes, message.action)(**snake_case(message.payload))
        return message

    return decode


READERS: dict[str, Callable[[], Decode]] = {"ocpp-codec": _ours, "orjson.loads": _orjson, "ocpp": _ocpp}


def read(reader: str, path: Path, begin: int, end: int) -> Share:
    """Reads the lines that begin in a part of a file; each is what a result answers, a tab, and a frame."""
    decode = READERS[reader]()
    lines = refused = size = 0
    with path.open("rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        at = file.tell()
        busy = time.process_time()
        start = time.perf_counter()
        for line in file:
            if at >= end:
                break
            at += len(line)
            answers, _, frame = line.partition(b"\t")
            lines += 1
            size += len(frame) - 1
            try:
                decode(answers, frame)
            except Exception:  # noqa: BLE001  # every library has its own
                refused += 1
    return Share(lines, size, refused, time.process_time() - busy, start, time.perf_counter())


def measure(lines: int, repeats: int) -> list[Run]:
    """The best of some repeats for each reader and file, with one process and with two, in a temporary directory."""
    with tempfile.TemporaryDirectory() as folder:
        mixed, good, short = (Path(folder) / name for name in ("mixed", "good", "short"))
        write(mixed, frames.mixed(lines))
        write(good, frames.mixed(lines, with_defects=False))
        kinds = [
            (reader, processes, path)
            for path, processes in ((mixed, 1), (mixed, 2), (good, 1))
            for reader in ("ocpp-codec", "orjson.loads")
        ]
        runs = [[_run(*kind) for kind in kinds] for _ in range(repeats)]
        found = [min(of_kind, key=lambda run: run.seconds) for of_kind in zip(*runs, strict=True)]
        if importlib.util.find_spec("ocpp"):
            write(short, frames.mixed(lines // 50))
            found.append(_run("ocpp", 1, short)._replace(file="mixed", extrapolated=True))
    return found


def write(path: Path, lines: Iterable[bytes]) -> None:
    """Writes a file of lines."""
    with path.open("wb") as file:
        file.writelines(lines)


def _run(reader: str, processes: int, path: Path) -> Run:
    """Each process has an equal part of the file; the time is from when the first begins until the last is done."""
    size = path.stat().st_size
    bounds = [size * part // processes for part in range(processes + 1)]
    context = multiprocessing.get_context("spawn")
    # None begins before all are there, so that starting them does not count.
    with ProcessPoolExecutor(processes, context, initializer=context.Barrier(processes).wait) as pool:
        shares = list(pool.map(partial(read, reader, path), bounds, bounds[1:]))
    seconds = max(share.end for share in shares) - min(share.start for share in shares)
    return Run(
        reader,
        path.name,
        processes,
        lines=sum(share.lines for share in shares),
        refused=sum(share.refused for share in shares),
        seconds=seconds,
        busy=sum(share.busy for share in shares),
        size=sum(share.size for share in shares),
    )
