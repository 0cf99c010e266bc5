"""Writes the definitions: `python -m codegen`, or with `--check` only says which files would change."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from . import model, render, sources

PACKAGE = sources.ROOT / "src" / "ocpp_codec"


def main() -> int:
    """Writes or compares every generated file; 1 if --check found a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file differs")
    only_check = parser.parse_args().check
    stale: list[Path] = []
    for path, text in _files():
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path.relative_to(sources.ROOT))
            if not only_check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, "utf-8")
    for path in stale:
        print("differs:" if only_check else "written:", path)
    return 1 if stale and only_check else 0


def _files() -> Iterator[tuple[Path, str]]:
    """Every generated file and its text: the definitions first, since the tables are made with them."""
    for version in sources.VERSIONS:
        for name, source in render.modules(model.read(version)).items():
            yield PACKAGE / version / name, source
    from . import facts, tables  # noqa: PLC0415 (import the definitions, which may have to be written first)

    for name, text in (tables.pages() | facts.pages()).items():
        yield sources.ROOT / "docs" / name, text


if __name__ == "__main__":
    sys.exit(main())
