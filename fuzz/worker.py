"""Fuzzes one target, in a process of its own: `python -m fuzz.worker TARGET FINDINGS LIBFUZZER-ARGUMENTS`.

A finding does not end the run: its input is kept in the folder FINDINGS, the shortest one for each place that raises.
"""

from __future__ import annotations

import gc
import shlex
import sys
import traceback
from pathlib import Path

import atheris

_GENERATED = ("messages", "datatypes", "enums", "types")
_NOT_INSTRUMENTED = [
    f"ocpp_codec.{version}{module}"
    for version in ("v16", "v20", "v201", "v21")
    for module in ("", *(f".{name}" for name in _GENERATED))
]

with atheris.instrument_imports(include=["ocpp_codec"], exclude=_NOT_INSTRUMENTED):
    from .mutate import mutate
    from .targets import TARGETS


class _Keeper:
    """Runs a target and keeps what makes it raise."""

    def __init__(self, target: str, folder: Path) -> None:
        self.run = TARGETS[target]
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, data: bytes) -> None:
        try:
            self.run(data)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is a finding)
            self._keep(data, error)

    def _keep(self, data: bytes, error: Exception) -> None:
        *_, last = traceback.extract_tb(error.__traceback__)
        path = self.folder / f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"
        if not path.exists() or len(data) < path.stat().st_size:
            path.write_bytes(data)
            shown = "".join(traceback.format_exception(error))
            path.with_suffix(".txt").write_text(shown, "utf-8", errors="backslashreplace")


def main() -> None:
    """Never comes back."""
    _, target, folder, *arguments = sys.argv

    def change(data: bytes, max_size: int, seed: int) -> bytes:
        return mutate(target, data, max_size, seed, atheris.Mutate)

    # To merge a corpus, libFuzzer starts this program again, by the first of its arguments.
    again = f"{shlex.quote(sys.executable)} -m fuzz.worker {target} {shlex.quote(folder)}"
    gc.freeze()  # the definitions stay
    atheris.Setup([again, *arguments], _Keeper(target, Path(folder)), custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
