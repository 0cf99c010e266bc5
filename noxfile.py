"""The whole suite on every Python that is supported and at hand, and with the oldest packages: `make interpreters`."""

import os
import tomllib
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]

# pyenv keeps each interpreter in a folder of its own; what it puts into PATH starts the chosen ones alone.
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))

nox.options.envdir = ".cache/nox"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False  # such a session is skipped, and said to be, in the summary
nox.needs_version = ">=2025.2.9"

os.environ["PATH"] = os.pathsep.join([*map(str, sorted(PYENV.glob("versions/3.*/bin"))), os.environ["PATH"]])


@nox.session(python=PYTHONS, venv_backend="venv", reuse_venv=True)
def suite(session: nox.Session) -> None:
    """All tests, with the tools of the group `dev`."""
    session.install("--quiet", "--upgrade", "pip>=25.1")  # the first that knows groups
    session.install("--quiet", "--editable", ".", "--group", "dev")
    session.run("python", "-m", "pytest", "--numprocesses", "2", *session.posargs)


@nox.session(python=PYTHONS[0], venv_backend="venv", reuse_venv=True)
def lowest(session: nox.Session) -> None:
    """All tests on the oldest Python, with the lowest versions that the library says it needs."""
    needed: list[str] = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    session.install("--quiet", "--upgrade", "pip>=25.1")
    session.install("--quiet", "--editable", ".", "--group", "dev")
    session.install("--quiet", *(each.replace(">=", "==") for each in needed))
    session.run("python", "-m", "pytest", "--numprocesses", "2", *session.posargs)
