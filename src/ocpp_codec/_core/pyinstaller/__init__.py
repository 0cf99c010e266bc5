"""For PyInstaller, which finds this by an entry point: versions are imported by name, which it cannot see."""

from __future__ import annotations

import pkgutil
from pathlib import Path


def hook_directories() -> list[str]:
    """Where the hook is."""
    return [str(Path(__file__).parent)]


def modules() -> list[str]:
    """All modules of the library, but not those for PyInstaller and for tests."""
    found = (module.name for module in pkgutil.walk_packages([str(Path(__file__).parents[2])], "ocpp_codec."))
    return [name for name in found if not name.startswith((__name__, "ocpp_codec.testing"))]
