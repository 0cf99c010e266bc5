"""An application that PyInstaller has packed finds everything that the library imports by name."""

from __future__ import annotations

import importlib.metadata
import runpy
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ocpp_codec import OcppJsonProtocol
from ocpp_codec._core import pyinstaller
from ocpp_codec._core.compat import DIALECTS
from tests.support.package import PACKAGE

PROGRAM = """
    import sys
    import ocpp_codec
    assert getattr(sys, "frozen", False)
    for protocol in ocpp_codec.OcppJsonProtocol:
        codec = ocpp_codec.Codec(protocol)
        print(protocol.value, codec.encode(codec.decode('[2,"1","Heartbeat",{}]')))
    print([each.rule.value for each in codec.examine('[2,"1","UpdateFirmware",{"location":"http://a"}]').findings])
    print("pydantic_core" in sys.modules)
"""


def test_the_hook_names_every_module() -> None:
    (found,) = importlib.metadata.entry_points(
        group="pyinstaller40", name="hook-dirs", module="ocpp_codec._core.pyinstaller"
    )
    (directory,) = found.load()()
    said = runpy.run_path(str(Path(directory) / "hook-ocpp_codec.py"))["hiddenimports"]
    for protocol in OcppJsonProtocol:
        assert f"ocpp_codec.{DIALECTS[protocol].package}.messages" in said
    files = {path.relative_to(PACKAGE.parent).with_suffix("") for path in PACKAGE.rglob("*.py")}
    names = {".".join(path.parts).removesuffix(".__init__") for path in files}
    elsewhere = (pyinstaller.__name__, "ocpp_codec.testing")  # no application needs what tests need
    native = {"ocpp_codec._core._speed"}  # where it has been built
    assert {"ocpp_codec", *said} - native == {name for name in names if not name.startswith(elsewhere)}


def test_a_packed_application_finds_every_version(tmp_path: Path) -> None:
    pytest.importorskip("PyInstaller", reason="PyInstaller is not installed: `make frozen`")
    (tmp_path / "program.py").write_text(textwrap.dedent(PROGRAM))
    command = [sys.executable, "-m", "PyInstaller", "--onedir", "--log-level", "ERROR", "--noconfirm", "program.py"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=300)
    program = tmp_path / "dist" / "program" / "program"
    run = subprocess.run([program], capture_output=True, text=True, check=True)
    *heartbeats, findings, has_pydantic = run.stdout.splitlines()
    assert heartbeats == [f'{protocol} [2,"1","Heartbeat",{{}}]' for protocol in OcppJsonProtocol]
    assert "valid_in_other_version" in findings or "missing_field" in findings
    assert has_pydantic == "False"
