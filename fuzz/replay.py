"""Runs a target over the inputs in a folder and nothing else: `python -m fuzz.replay TARGET FOLDER`, for coverage."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from .targets import TARGETS


def main() -> None:
    """What raises is known already."""
    _, target, folder = sys.argv
    for path in Path(folder).iterdir():
        with suppress(Exception):
            TARGETS[target](path.read_bytes())


if __name__ == "__main__":
    main()
