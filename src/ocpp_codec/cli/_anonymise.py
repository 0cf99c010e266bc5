"""`ocpp-codec anonymise`: a copy of a log in which secrets are pseudonyms."""

from __future__ import annotations

import bz2
import codecs
import contextlib
import gzip
import io
import lzma
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from ..log._entries import LogError
from ._key import key_in
from ._output import Unable, note
from ._whole import whole_or_not_at_all

if TYPE_CHECKING:
    from ..log._anonymise.copying import Anonymiser

__all__ = ["command"]

_PIPE = "-"  # standard input or output


@click.command("anonymise")
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", required=True, metavar="OUT", help="The copy. Of several logs: a folder of copies.")
@click.option("--key-file", metavar="FILE", help="Its bytes decide the pseudonyms. Without it, each call has others.")
@click.option("--also", metavar="NAMES", default="", help="Further fields that are secret: name,other_name.")
@click.option("--verify", is_flag=True, help="Then compare: fail if a secret is left or a finding has changed.")
def command(files: tuple[str, ...], output: str, key_file: str | None, also: str, verify: bool) -> int:
    """Copies logs with pseudonyms in the place of secrets.

    Id tags, serial numbers, station ids, addresses, certificates, passwords and the like become others of the same
    length and kind. What is equal stays equal, in all logs of one call, and in all calls with the same key. Everything
    else stays as it is, and so does every finding. The name "-" is standard input or output.

    Exit code: 0 done, 1 --verify has found a difference, 2 it could not be done.
    """
    from ..log._anonymise.copying import Anonymiser  # noqa: PLC0415 (it loads all definitions)

    with contextlib.ExitStack() as stack:
        logs = [_Log(name, stack) for name in _each_once(files)]
        copies = _copies(logs, output)
        key = key_in(key_file)
        _refuse_to_write_over(copies, [log.path for log in logs] + ([Path(key_file)] if key_file else []))
        anonymiser = Anonymiser(key, [name.strip() for name in also.split(",") if name.strip()])
        try:
            _learn(anonymiser, logs)
            with whole_or_not_at_all(copies) as drafts:
                for log, draft in zip(logs, drafts, strict=True):
                    with log.open() as text, log.create(draft) as copy:
                        anonymiser.write(text, copy)
                _summarise(anonymiser)
                is_wrong = verify and _differs(anonymiser, logs, drafts)
        except (LogError, EOFError, lzma.LZMAError, gzip.BadGzipFile, UnicodeError) as problem:
            raise Unable(str(problem)) from problem
    return int(is_wrong)


def _each_once(files: tuple[str, ...]) -> list[str]:
    names = list(dict.fromkeys(files))
    if len(names) < len(files):
        raise click.UsageError("a log is named twice")
    return names


def _learn(anonymiser: Anonymiser, logs: list[_Log]) -> None:
    from ..log._anonymise.entries import learn_entries  # noqa: PLC0415

    for log in logs:
        learn_entries(anonymiser, log.path)
        with log.open() as text:
            anonymiser.learn(text)


def _summarise(anonymiser: Anonymiser) -> None:
    counts = anonymiser.counts
    for kind, count in counts.items():
        note(f"{kind.value}: {count.values} at {count.places} place{'s' * (count.places != 1)}")
    if not counts:
        note("no secrets found")
    if anonymiser.known.left_out:
        note(f"too many secrets: {anonymiser.known.left_out} of them are replaced in their fields only")


def _differs(anonymiser: Anonymiser, logs: list[_Log], drafts: list[Path]) -> bool:
    from ..log._anonymise.entries import differing  # noqa: PLC0415

    wrong = False
    for log, draft in zip(logs, drafts, strict=True):
        with log.open() as text, _as_text(draft.open("rb"), log.encoding) as copy:
            comparison = anonymiser.compare(text, copy)
        lines = list(differing(log.path, draft))
        told = {
            "secrets are left": comparison.left,
            "places have changed that are no secrets": comparison.changed,
            f"frames have other findings, the first in line {lines[0] if lines else 0}": len(lines),
        }
        for what, count in told.items():
            if count:
                note(f"{log.name}: {count} {what}")
                wrong = True
    if not wrong:
        note("verified: no secret is left, every finding is the same")
    return wrong


class _Log:
    """A log that can be read twice."""

    def __init__(self, name: str, stack: contextlib.ExitStack) -> None:
        self.name = name
        #: What holds the text; for standard input a temporary file.
        self.path = stack.enter_context(_spooled()) if name == _PIPE else Path(name)
        with self.path.open("rb") as file:
            head = file.read(8)
        if reason := next((reason for start, reason in _NO_TEXT.items() if head.startswith(start)), None):
            raise Unable(f"{name}: it is {reason}")
        packed = next((how for start, how in _COMPRESSED.items() if head.startswith(start)), None)
        self._unpack: Callable[[Path], Any] | None
        self._unpack, self._ending = packed or (None, "")
        with self._bytes() as file:
            self.encoding = _UTF16.get(file.read(2), "utf-8")

    @property
    def plain_name(self) -> str:
        """The name of a copy, which is not compressed."""
        return "stdin.log" if self.name == _PIPE else self.path.name.removesuffix(self._ending)

    def open(self) -> io.TextIOWrapper:
        """The text, from its beginning."""
        return _as_text(self._bytes(), self.encoding)

    def create(self, path: Path) -> io.TextIOWrapper:
        """A new file for a copy."""
        return _as_text(path.open("wb"), self.encoding)

    def _bytes(self) -> IO[bytes]:
        file: IO[bytes] = self._unpack(self.path) if self._unpack else self.path.open("rb")
        return file


#: Compressed files, by the bytes that they begin with. Their copies are not compressed.
_COMPRESSED: dict[bytes, tuple[Callable[[Path], Any], str]] = {
    b"\x1f\x8b": (gzip.GzipFile, ".gz"),
    b"BZh": (bz2.BZ2File, ".bz2"),
    b"\xfd7zXZ\0": (lzma.LZMAFile, ".xz"),
}
_CAPTURE = "a capture; only text can be anonymised"
_NO_TEXT = {
    b"PK\x03\x04": "an archive; unpack it first",
    b"\x28\xb5\x2f\xfd": "compressed with zstd; decompress it first",
    b"\xd4\xc3\xb2\xa1": _CAPTURE,
    b"\xa1\xb2\xc3\xd4": _CAPTURE,
    b"\x4d\x3c\xb2\xa1": _CAPTURE,
    b"\xa1\xb2\x3c\x4d": _CAPTURE,
    b"\x0a\x0d\x0d\x0a": _CAPTURE,
}
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def _as_text(file: IO[bytes], encoding: str) -> io.TextIOWrapper:
    """Text that is written as it was read, byte by byte, even where it is not valid."""
    errors = "surrogateescape" if encoding == "utf-8" else "surrogatepass"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")


@contextlib.contextmanager
def _spooled() -> Generator[Path]:
    """Standard input as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stdin.log")
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield path


def _copies(logs: list[_Log], output: str) -> list[Path | None]:
    """Where each copy goes: OUT itself, or a file in the folder OUT. None: standard output."""
    out = Path(output)
    if output != _PIPE and (out.is_dir() or output.endswith("/") or len(logs) > 1):
        if out.exists() and not out.is_dir():
            raise Unable(f"{output}: this is a file, and several copies need a folder")
        return [out / name for name in _different_names([log.plain_name for log in logs])]
    if len(logs) > 1:
        raise click.UsageError("several copies need a folder: -o FOLDER")
    return [None if output == _PIPE else out]


def _different_names(names: list[str]) -> list[str]:
    """The names; of those that are alike, the second has "-2" in front of its ending, and so on."""
    taken: list[str] = []
    folded: set[str] = set()  # some systems take names for one that differ in case
    for name in names:
        path, free, number = Path(name), name, 1
        while free.casefold() in folded:
            number += 1
            free = f"{path.stem}-{number}{path.suffix}"
        taken.append(free)
        folded.add(free.casefold())
    return taken


def _refuse_to_write_over(copies: list[Path | None], inputs: list[Path]) -> None:
    for copy in copies:
        for path in inputs:
            if copy and copy.exists() and copy.samefile(path):
                raise Unable(f"{copy}: this is an input too, and a copy is never written over it")
