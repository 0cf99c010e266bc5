"""A table for a comment in a pull request."""

from __future__ import annotations

import re
from html import escape

from ...log._tally import Result
from .._output import line
from .words import of_observation, of_problem, placed, summary, verdict

__all__ = ["show"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~#])")
_MOST_ROWS = 50


def show(result: Result) -> None:
    """Prints it."""
    line(f"**ocpp-codec check {_text(verdict(result))}**")
    problems = list(result.problems)
    if problems:
        line()
        line("| Severity | Count | Sender | Rule | What | First places |")
        line("| --- | ---: | --- | --- | --- | --- |")
    for problem in problems[:_MOST_ROWS]:
        severity = f"{problem.severity} (known)" if problem.known else problem.severity.value
        cells = (
            severity,
            f"{problem.count:,}",
            problem.sender or "unknown",
            problem.rule,
            of_problem(problem),
            placed(problem.places, problem.count),
        )
        line(f"| {' | '.join(map(_text, cells))} |")
    if len(problems) > _MOST_ROWS:
        line()
        line(f"And {len(problems) - _MOST_ROWS:,} more.")
    if result.observations:
        line()
        line("What happened, without breaking the protocol:")
        line()
    for observation in result.observations:
        places = f" ({placed(observation.places, observation.count)})" if observation.places else ""
        line(f"- {_text(f'{observation.kind}: {of_observation(observation)}{places}')}")
    line()
    line(_text(summary(result)))


def _text(text: str) -> str:
    """Text in which neither Markdown nor HTML means anything, and nobody is mentioned."""
    return _SPECIAL.sub(r"\\\1", escape(text, quote=False)).replace("@", "@&#8203;")
