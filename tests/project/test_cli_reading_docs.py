"""Every command in docs/cli_reading.md prints what the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

PAGE = (ROOT / "docs" / "cli_reading.md").read_text("utf-8")
SAID = [
    match.groups()
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    for match in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def test_each_command_prints_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(SAID) > 5
    code = 0
    for command, printed in SAID:
        if command.startswith("cat "):
            (tmp_path / command[4:]).write_text(printed)
        elif command == "echo $?":
            assert printed == f"{code}\n"
        else:
            real = command.replace("ocpp-codec", f"'{sys.executable}' -m ocpp_codec", 1)
            ran = subprocess.run(real, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
            assert ran.stdout + ran.stderr == printed, command
            code = ran.returncode


def test_the_settings_that_the_page_shows_are_settings(tmp_path: Path) -> None:
    (settings,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "ocpp-codec.toml").write_text(settings)
    (tmp_path / "known.json").write_text('{"version": 1, "known": []}')
    command = [sys.executable, "-m", "ocpp_codec", "check", "-"]
    ran = subprocess.run(command, cwd=tmp_path, input=SAID[0][1], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.endswith("fails: 1 new finding (--fail-on tolerated): 1 of the station (enum_wrong_case)\n")
