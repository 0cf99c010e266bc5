"""Writes the definitions: `python -m codegen`, or with `--check` only says which files would change."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import model, render, sources

PACKAGE = sources.ROOT / "src" / "ocpp_codec"


def main() -> int:
    """Writes or compares every generated file; 1 if --check found a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file differs")
    only_check = parser.parse_args().check
    stale: list[Path] = []
    for version in sources.VERSIONS:
        for name, source in render.modules(model.read(version)).items():
            path = PACKAGE / version / name
            if not path.exists() or path.read_text("utf-8") != source:
                stale.append(path.relative_to(sources.ROOT))
                if not only_check:
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(source, "utf-8")
    for path in stale:
        print("differs:" if only_check else "written:", path)
    return 1 if stale and only_check else 0


if __name__ == "__main__":
    sys.exit(main())
