"""Inputs as text: one file a target, one line an input, so that a corpus can be read and its changes reviewed.

A line is the input itself where that is printable, else a JSON string; if it is no UTF-8, a `b` stands before it, and
each of its characters is one byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
REGRESSIONS = HERE / "regressions"


def line_of(data: bytes) -> str:
    """The line that means an input."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return f"b{json.dumps(data.decode('latin-1'))}"
    is_plain = text.isprintable() and text and not text.startswith(('"', 'b"'))
    return text if is_plain else json.dumps(text)


def input_of(line: str) -> bytes:
    """The input that a line means."""
    if line.startswith('b"'):
        return str(json.loads(line[1:])).encode("latin-1")
    return str(json.loads(line) if line.startswith('"') else line).encode()


def read(path: Path) -> list[bytes]:
    """The inputs in a file; none, if there is no such file."""
    return [input_of(line) for line in path.read_text("utf-8").split("\n") if line] if path.exists() else []


def write(path: Path, inputs: Iterable[bytes]) -> None:
    """Writes a file anew, in an order that does not depend on how the inputs were found."""
    lines = sorted({line_of(data) for data in inputs})
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def kept(target: str) -> Iterator[bytes]:
    """All inputs that are committed for a target: its corpus, and what has ever failed."""
    for folder in (CORPUS, REGRESSIONS):
        yield from read(folder / f"{target}.txt")


def unpack(inputs: Iterable[bytes], folder: Path) -> None:
    """Puts each input into a file of its own, as libFuzzer wants them."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
