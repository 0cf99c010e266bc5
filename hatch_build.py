"""Builds the native path, where that is possible: one C file, optional. Without it the package is pure Python.

`OCPP_CODEC_PURE=1` builds none. `OCPP_CODEC_NATIVE=1` fails where none can be built: for wheels that must have it.
"""

from __future__ import annotations

import os
import platform
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MODULE = "ocpp_codec._core._speed"
_SOURCE = "src/ocpp_codec/_core/_speed.c"

# Where functions and loops come to lie is chance otherwise, and short frames take up to a third longer.
_ALIGNED = ("-falign-functions=64", "-falign-loops=32", "-falign-jumps=16")


class NativePath(BuildHookInterface):  # type: ignore[type-arg]  # older versions of hatchling have no argument
    """Adds the module to a wheel, or to the source tree for an editable install, and says what happened."""

    _room: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds. `version`: "standard" or "editable"."""
        if self.target_name != "wheel":
            return
        why_not = reason_against()
        built: Path | None = None
        if not why_not:
            self._room = tempfile.TemporaryDirectory(prefix="ocpp-codec-")  # until it is in the wheel
            try:
                folder = Path(self.root, "src") if version == "editable" else Path(self._room.name)
                built = build(Path(self.root), folder)
            except (Exception, SystemExit) as error:  # noqa: BLE001  # setuptools and compilers fail in many ways
                why_not = f"it cannot be built: {error}"
        if built is None:
            if os.environ.get("OCPP_CODEC_NATIVE", "0") not in ("", "0"):
                raise RuntimeError(f"no native path: {why_not}")
            self.app.display_warning(
                f"ocpp-codec without the native path: {why_not}. Everything works, in pure Python."
            )
            return
        self.app.display_success("ocpp-codec with the native path")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        if version != "editable":
            build_data["force_include"][str(built)] = f"ocpp_codec/_core/{built.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 (its name is given)
        """Takes away what has been built for a wheel."""
        if self._room is not None:
            self._room.cleanup()


def reason_against() -> str:
    """Why there is no native path for this Python; "" if there can be one."""
    if os.environ.get("OCPP_CODEC_PURE", "0") not in ("", "0"):
        return "OCPP_CODEC_PURE is set"
    if platform.python_implementation() != "CPython":
        return "it is for CPython"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "it is not for free-threaded builds"
    return "" if sys.byteorder == "little" else "it is for little-endian machines"


def build(root: Path, folder: Path, options: tuple[str, ...] = ()) -> Path:
    """Compiles the module into a folder of packages and gives its file. Any exception: it cannot be built here.

    `options`: for the compiler and the linker, such as those of sanitizers.
    """
    from setuptools import Distribution, Extension  # noqa: PLC0415  # may be absent where nothing is built
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415

    flags = ["/O2"] if sys.platform == "win32" else ["-O2", "-fno-strict-aliasing", *_ALIGNED]
    module = Extension(
        _MODULE, [str(root / _SOURCE)], extra_compile_args=[*flags, *options], extra_link_args=list(options)
    )
    with tempfile.TemporaryDirectory() as temporary:
        command = build_ext(Distribution({"name": "ocpp-codec", "ext_modules": [module]}))
        command.build_lib, command.build_temp = str(folder), temporary
        command.force = True  # its look at the times of files is too coarse
        command.ensure_finalized()
        command.run()
        return Path(command.get_ext_fullpath(_MODULE))


if __name__ == "__main__":  # into this source tree, without an installation
    _root = Path(__file__).parent
    sys.stdout.write(f"{build(_root, _root / 'src', tuple(sys.argv[1:]))}\n")
