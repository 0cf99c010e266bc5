"""Where and with what a run was made."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

_PACKAGES = ("ocpp-codec", "msgspec", "orjson", "pydantic", "pydantic-core", "jsonschema-rs", "fastjsonschema", "ocpp")


def about() -> dict[str, str]:
    """The machine, versions, and the day."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "CPU": _processor(),
        "cores": f"{os.cpu_count()}; load before the run {os.getloadavg()[0]:.1f}",
        "system": _system(),
        "Python": platform.python_version(),
        "packages": ", ".join(_versions()),
        "Node.js": _node(),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    match = re.search(r"model name\s*: (.+)", info.read_text("utf-8")) if info.exists() else None
    return match[1] if match else platform.processor() or platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()} ({platform.machine()})"
    return f"{name}, {platform.system()} {platform.release()} ({platform.machine()})"


def _versions() -> list[str]:
    found: list[str] = []
    for package in _PACKAGES:
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{package} (not installed)")
    return found


def _node() -> str:
    program = shutil.which("node")
    if program is None:
        return "none"
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
