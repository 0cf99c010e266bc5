"""What users write passes mypy --strict and pyright strict, and what they get wrong is found before it runs.

`user_good.py` has to pass, and runs; in `user_bad.py` exactly the marked lines are reported; and decoding
with any action of any version gives the type of its response. Both checkers start in an empty folder, as at a user's.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ocpp_codec._core.compat import DIALECTS
from ocpp_codec.compat import get_implemented_messages

USERS = Path(__file__).parent
MARK = re.compile(r"# error(?:: (mypy|pyright))?$", re.MULTILINE)


class Complaint(NamedTuple):
    file: str
    line: int
    text: str


def test_the_good_file_runs() -> None:
    runpy.run_path(str(USERS / "user_good.py"), run_name="__main__")


def mypy(folder: Path, files: list[str]) -> Iterator[Complaint]:
    # Without a cache and configuration: what the project's own run leaves or sets is not the user's.
    options = ["--strict", "--config-file=", "--cache-dir", os.devnull, "--output", "json"]
    for line in _output_of("mypy", *options, *files, cwd=folder).splitlines():
        found = json.loads(line)
        if found["severity"] == "error":
            yield Complaint(found["file"], found["line"], found["message"])


def pyright(folder: Path, files: list[str]) -> Iterator[Complaint]:
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict", "include": files}))
    output = _output_of("pyright", "--pythonpath", sys.executable, "--outputjson", cwd=folder)
    report: dict[str, Any] = json.loads(output)
    assert report["summary"]["filesAnalyzed"] == len(files)
    for found in report["generalDiagnostics"]:
        yield Complaint(Path(found["file"]).name, found["range"]["start"]["line"] + 1, found["message"])


def _output_of(checker: str, *arguments: str, cwd: Path) -> str:
    """What a checker prints; a checker that cannot run is a failure, except that on a desk it may be absent."""
    if importlib.util.find_spec(checker) is None and os.environ.get("CI") != "true":
        pytest.skip(f"{checker} is not installed")
    run = subprocess.run(
        [sys.executable, "-m", checker, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode in (0, 1), run.stdout + run.stderr
    assert run.returncode == 0 or run.stdout, run.stderr
    return run.stdout


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_checkers_report_the_marked_lines_and_no_other(
    checker: Callable[[Path, list[str]], Iterator[Complaint]], tmp_path: Path
) -> None:
    sources = {path.name: path.read_text() for path in USERS.glob("user_*.py")} | {"every_action.py": every_action()}
    for name, source in sources.items():
        (tmp_path / name).write_text(source)
    marked = {place for name in sources for place in _marked(name, sources[name], checker.__name__)}
    reported = {(complaint.file, complaint.line): complaint.text for complaint in checker(tmp_path, sorted(sources))}
    unexpected = [f"{file}:{line}: {reported[file, line]}" for file, line in sorted(reported.keys() - marked)]
    missed = [f"{file}:{line}: not reported" for file, line in sorted(marked - reported.keys())]
    assert not unexpected + missed, "\n".join(unexpected + missed)


def _marked(name: str, source: str, checker: str) -> Iterator[tuple[str, int]]:
    for mark in MARK.finditer(source):
        if mark[1] in (None, checker):
            yield name, source.count("\n", 0, mark.start()) + 1


def every_action() -> str:
    """A program that decodes with each action of each version, and calls each."""
    lines = [
        "from typing import Any, TypeVar, assert_type",
        "from ocpp_codec import Codec, structure",
        "from ocpp_codec.record import Payload, RequestOf",
        "P = TypeVar('P', bound=Payload)",
        "def made(kind: type[P]) -> P: ...  # type: ignore[empty-body]  # pyright: ignore",
        "def call(request: RequestOf[P]) -> P: ...  # type: ignore[empty-body]  # pyright: ignore",
    ]
    for protocol, dialect in DIALECTS.items():
        version = dialect.package
        lines += [f"from ocpp_codec.{version} import messages as {version}", f"codec = Codec({protocol.value!r})"]
        lines += [f"{version}_request: {version}.AnyRequest", f"{version}_response: {version}.AnyResponse"]
        for name, action in get_implemented_messages(protocol).items():
            response = f"{version}.{name}.Response" if action.Response else "Any"
            lines.append(f"assert_type(codec.decode('', {version}.{name}), structure.Message[{response}])")
            lines.append(f"{version}_request = made({version}.{name}.Request)")
            if action.Response:
                lines.append(f"assert_type(call(made({version}.{name}.Request)), {response})")
                lines.append(f"{version}_response = made({response})")
    return "\n".join(lines)
