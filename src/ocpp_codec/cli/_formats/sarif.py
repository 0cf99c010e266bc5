"""SARIF 2.1.0, for services that collect the results of checks. One result a problem, with how often it occurs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ... import __version__
from ..._core.rules import RULES, Rule, Severity
from ...log._tally import Problem, Result
from ...log.observations import KINDS, Observation
from .json import show_indented
from .words import fingerprint, of_observation, of_problem, side

__all__ = ["show"]

_LEVELS = {Severity.ERROR: "error", Severity.TOLERATED: "warning", Severity.ADVICE: "note"}


def show(result: Result) -> None:
    """Prints it."""
    results = [_result(problem, result) for problem in result.problems]
    results += [_of_observation(observation) for observation in result.observations]
    rules = {problem.rule: _rule(problem.rule) for problem in result.problems}
    kinds = {
        _id(each): {"id": _id(each), "shortDescription": {"text": KINDS[each.kind]}} for each in result.observations
    }
    descriptors = [*rules.values(), *kinds.values()]
    index = {each["id"]: number for number, each in enumerate(descriptors)}
    for each in results:
        each["ruleIndex"] = index[each["ruleId"]]
    show_indented(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": {"name": "ocpp-codec", "version": __version__, "rules": descriptors}},
                    "invocations": [{"executionSuccessful": True}],
                    "columnKind": "unicodeCodePoints",
                    "results": results,
                }
            ],
        }
    )


def _rule(rule: Rule) -> dict[str, Any]:
    info = RULES[rule]
    return {
        "id": rule.value,
        "shortDescription": {"text": info.problem if info.in_conversation else f"It {info.problem}."},
        "defaultConfiguration": {"level": _LEVELS[info.severity]},
    }


def _result(problem: Problem, result: Result) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": problem.rule.value,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{side(problem.sender)}: {of_problem(problem)}"},
        **_located(problem.places, problem.count),
        "partialFingerprints": {
            "ocppCodecProblem/v1": fingerprint(problem.rule, problem.sender, problem.scope, problem.path)
        },
        "properties": {"sender": problem.sender, "fails": result.fails(problem)},
    }
    if result.has_baseline:
        made["baselineState"] = "unchanged" if problem.known else "new"
    return made


def _of_observation(observation: Observation) -> dict[str, Any]:
    return {
        "ruleId": _id(observation),
        "level": "note",
        "message": {"text": of_observation(observation)},
        **_located(observation.places, observation.count),
        "partialFingerprints": {
            "ocppCodecProblem/v1": fingerprint(observation.kind, observation.station, observation.text)
        },
    }


def _id(observation: Observation) -> str:
    return f"observation/{observation.kind}"


def _located(places: Iterable[tuple[str, int]], count: int) -> dict[str, Any]:
    """The first place is that of the result, the others are related."""
    locations = [
        {"physicalLocation": {"artifactLocation": {"uri": uri(file)}, "region": {"startLine": max(line, 1)}}}
        for file, line in places
    ]
    located: dict[str, Any] = {"locations": locations[:1], "occurrenceCount": max(count, 1)}
    if locations[1:]:
        located["relatedLocations"] = locations[1:]
    return located


def uri(file: str) -> str:
    """The URI of a file: relative to the working directory, or absolute, as it was given."""
    path = quote(PurePath(file).as_posix(), errors="backslashreplace")
    return f"file://{path}" if path.startswith("/") else path
