"""For programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ...log._tally import Group, Problem, Result
from .._output import line
from .._versions import short

__all__ = ["show", "show_indented"]


def show(result: Result) -> None:
    """Prints it as one JSON object."""
    show_indented(
        {
            "messages": result.messages,
            "rules": [_group(group, result) for group in result.groups],
            "observations": [
                {
                    "kind": observation.kind,
                    "text": observation.text,
                    "station": observation.station,
                    "side": observation.side,
                    "count": observation.count,
                    "places": places(observation.places),
                }
                for observation in result.observations
            ],
            "lines": result.lines,
            "rejected": result.rejected,
            "samples": [
                {"file": each.file, "line": each.line, "reason": each.reason, "text": each.text}
                for each in result.samples
            ],
            "notes": result.notes,
            "from": None if result.first is None else result.first.isoformat(),
            "to": None if result.last is None else result.last.isoformat(),
            "stations": result.stations,
            "protocols": [short(protocol) for protocol in result.protocols],
            "failOn": result.fail_on,
            "failing": result.failing,
        }
    )


def show_indented(data: Any) -> None:
    """Prints JSON over several lines. Every character that is not ASCII is escaped."""
    for each in json.dumps(data, indent=2).splitlines():
        line(each.replace("\x7f", "\\u007f"))


def places(given: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    """Places as objects."""
    return [{"file": file, "line": number} for file, number in given]


def _group(group: Group, result: Result) -> dict[str, Any]:
    return {
        "rule": group.rule,
        "severity": group.severity,
        "sender": group.sender,
        "count": group.count,
        "places": places(group.places),
        "new": group.new,
        "problems": [_problem(problem, result) for problem in group.problems],
    }


def _problem(problem: Problem, result: Result) -> dict[str, Any]:
    return {
        "scope": problem.scope,
        "path": problem.path,
        "code": problem.code,
        "message": problem.sentence,
        "count": problem.count,
        "places": places(problem.places),
        "known": problem.known,
        "fails": result.fails(problem),
    }
