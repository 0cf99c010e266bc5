"""The native path under sanitizers: `python -m tools.sanitize --seconds 60`.

The module in C is compiled with checks of addresses and of undefined behaviour, into a copy of the package. Then come
its tests, all vectors, the corpora of fuzzing, and inputs that are changed by chance. The first finding ends it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from hatch_build import build, reason_against

_ROOT = Path(__file__).parent.parent
_OPTIONS = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer", "-g", "-O1")
_LIBRARIES = ("libasan.so", f"libclang_rt.asan-{os.uname().machine}.so")  # of GCC, of Clang
_PYTEST = ("-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider")
_SHORT = (
    ("tests/unit/test_native.py", "tests/unit/test_native_conversations.py"),
    ("tests/project/test_fuzz.py", "-k", "holds and native"),
)
_LONG = (
    ("tests/project/test_fuzz.py", "-k", "holds and not native"),
    ("tests/properties/test_vectors.py", "tests/unit/test_codec.py", "tests/unit/test_writer.py"),
)
_TARGETS = ("native_read", "native_write")


def main() -> int:
    """0 if nothing was found, or if nothing can be looked for."""
    parser = argparse.ArgumentParser("python -m tools.sanitize", description="Tries the native path under sanitizers.")
    parser.add_argument("--seconds", type=float, default=300.0, help="for each target of fuzzing")
    parser.add_argument("--short", action="store_true", help="without the vectors, and ten seconds for each target")
    given = parser.parse_args()
    library, why_not = _library(), reason_against()
    if library is None or why_not:
        print(f"nothing is looked at: {why_not or 'the compiler has no sanitizer of addresses'}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(_ROOT / "src", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
        build(_ROOT, Path(folder), (*_OPTIONS, *(["-shared-libasan"] if "clang" in library.name else [])))
        environment = os.environ | {
            "PYTHONPATH": f"{folder}:{_ROOT}",
            "LD_PRELOAD": str(library),
            "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1",  # the interpreter never frees all that it has
            "UBSAN_OPTIONS": "print_stacktrace=1",
            "PYTHONMALLOC": "malloc",  # each object is a piece of memory of its own
            "OCPP_CODEC_PURE": "0",
        }
        seconds = str(10 if given.short else given.seconds)
        steps: list[tuple[str, ...]] = [
            ("-c", "from ocpp_codec._core import _speed; print('looked at:', _speed.__file__)"),
            *((*_PYTEST, *tests) for tests in (_SHORT if given.short else _SHORT + _LONG)),
            *(("-m", "fuzz.chance", target, "--seconds", seconds) for target in _TARGETS),
        ]
        for step in steps:
            print("$ python", *step, flush=True)
            if subprocess.run([sys.executable, *step], cwd=_ROOT, env=environment, check=False).returncode:
                return 1
    print("the sanitizers have found nothing")
    return 0


def _library() -> Path | None:
    """The library that has to be loaded first; None if there is none."""
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return None
    for name in _LIBRARIES:
        command = [compiler, f"-print-file-name={name}"]
        path = Path(subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip())
        if path.is_absolute() and path.exists():
            return path.resolve()
    return None


if __name__ == "__main__":
    sys.exit(main())
