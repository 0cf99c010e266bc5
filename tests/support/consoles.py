"""The commands in the pages of the documentation, run as they stand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.support.paths import ROOT


class Command(NamedTuple):
    """A command in a page, and what the page says that it prints; a line `...` stands for any lines."""

    text: str
    prints: str


def commands(page: Path) -> list[list[Command]]:
    """The commands of each block of a page that is a console."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [
        [Command(*each) for each in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)]
        for block in blocks
    ]


def check(page: Path, folder: Path) -> int:
    """Runs the commands of a page in a folder with copies of the example logs; gives how many."""
    shutil.copytree(ROOT / "examples", folder / "examples", dirs_exist_ok=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    variables = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"}
    ran = 0
    for block in commands(page):
        code = 0
        for command in block:
            if command.text.startswith("cat "):  # the page shows a file: here it is
                (folder / command.text.removeprefix("cat ")).write_text(command.prints, "utf-8")
                continue
            text = command.text.replace("$?", str(code))
            run = subprocess.run(
                ["bash", "-c", text],
                cwd=folder,
                env=variables,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            code = run.returncode
            wanted = ".*\n".join(re.escape(part) for part in re.split(r"^\.\.\.\n", command.prints, flags=re.MULTILINE))
            assert re.fullmatch(wanted.replace(".*\n", "(?:.*\n)*"), run.stdout + run.stderr), (
                f"{page.name}: {command.text}\n{run.stdout}{run.stderr}"
            )
            ran += 1
    return ran
