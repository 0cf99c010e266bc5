"""Workflow commands of GitHub Actions, which become annotations of the files."""

from __future__ import annotations

from collections.abc import Sequence

from ..._core.rules import Severity
from ...log._tally import Result
from .._output import line
from .words import of_observation, of_problem, placed, side, summary, verdict

__all__ = ["show"]

_COMMANDS = {Severity.ERROR: "error", Severity.TOLERATED: "warning", Severity.ADVICE: "notice"}
_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_TEXT | {":": "%3A", ",": "%2C"}


def show(result: Result) -> None:
    """Prints it."""
    for problem in result.problems:
        kind = "notice" if problem.known else _COMMANDS[problem.severity]
        text = f"{side(problem.sender)}: {of_problem(problem)} {placed(problem.places, problem.count)}"
        _show(kind, problem.places, problem.rule, text)
    for observation in result.observations:
        _show("notice", observation.places, observation.kind, of_observation(observation))
    line(f"{_escaped(summary(result), _IN_TEXT)}; {verdict(result)}")


def _show(kind: str, places: Sequence[tuple[str, int]], title: str, text: str) -> None:
    file = [f"file={_escaped(places[0][0], _IN_PROPERTY)}", f"line={places[0][1]}"] if places else []
    properties = ",".join([*file, f"title={_escaped(title, _IN_PROPERTY)}"])
    line(f"::{kind} {properties}::{_escaped(text, _IN_TEXT)}")


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
