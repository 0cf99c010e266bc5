"""Phrases that several formats share."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..._core.record import Sender
from ...log._tally import Problem, Result
from .._output import plural
from .._versions import short

if TYPE_CHECKING:
    from ...log.observations import Observation

__all__ = ["fingerprint", "of_observation", "of_problem", "placed", "side", "summary", "verdict"]

_SIDES: dict[Sender | None, str] = {
    Sender.STATION: "The station",
    Sender.CSMS: "The CSMS",
    None: "Nobody knows which side",
}
_OF_SIDES: dict[Sender | None, str] = {Sender.STATION: "the station", Sender.CSMS: "the CSMS", None: "an unknown side"}
_MOST_STATIONS = 3
_MOST_RULES = 3


def side(sender: Sender | None) -> str:
    """A side in words, at the beginning of a sentence."""
    return _SIDES[sender]


def of_problem(problem: Problem) -> str:
    """Where in the messages, and what is wrong there."""
    return f"{problem.where}: {problem.sentence}" if problem.where else problem.sentence


def of_observation(observation: Observation) -> str:
    """Of which station, and what was observed."""
    return f"{observation.station}: {observation.text}" if observation.station else observation.text


def placed(places: Iterable[tuple[str, int]], count: int) -> str:
    """The first places: "a.log:12, 55; b.log:7 and 9 more"."""
    lines: dict[str, list[int]] = {}
    for file, line in places:
        lines.setdefault(file, []).append(line)
    named = "; ".join(f"{file}:{', '.join(map(str, each))}" for file, each in lines.items())
    more = count - sum(map(len, lines.values()))
    return f"{named} and {more:,} more" if more > 0 else named


def summary(result: Result) -> str:
    """One line about the log: how much, from when to when, who, which versions."""
    parts = [f"{plural(result.messages, 'message')} in {plural(result.lines, 'line')}"]
    if result.first is not None and result.last is not None:
        parts.append(span(result.first, result.last))
    if result.stations:
        named = ", ".join(result.stations[:_MOST_STATIONS])
        more = ", ..." if len(result.stations) > _MOST_STATIONS else ""
        parts.append(f"{plural(len(result.stations), 'station')} ({named}{more})")
    if result.protocols:
        parts.append(f"OCPP {', '.join(map(short, result.protocols))}")
    if result.rejected:
        parts.append(f"{plural(result.rejected, 'text')} rejected")
    return "; ".join(parts)


def span(first: datetime.datetime, last: datetime.datetime) -> str:
    """From when to when; the day is said once."""
    begin = first.isoformat(" ", "seconds").replace("+00:00", "Z")
    end = last.isoformat(" ", "seconds").replace("+00:00", "Z")
    return f"{begin} to {end[11:] if first.date() == last.date() else end}"


def verdict(result: Result) -> str:
    """Whether it fails, and why."""
    if result.failing:
        new = "new " if result.has_baseline else ""
        least = "" if result.fail_on == "error" else f" (--fail-on {result.fail_on})"
        return f"fails: {plural(result.failing, f'{new}finding')}{least}: {'; '.join(_blamed(result))}"
    found = sum(group.count for group in result.groups)
    if not found:
        return "passes: no finding"
    known = ", nothing new" if result.has_baseline else ""
    return f"passes: {plural(found, 'finding')}, none that fails{known}"


def _blamed(result: Result) -> Iterator[str]:
    """For each side with findings that fail: how many, and of which rules; the most frequent come first."""
    counts: dict[Sender | None, Counter[str]] = {}
    for problem in result.problems:
        if result.fails(problem):
            counts.setdefault(problem.sender, Counter())[problem.rule] += problem.count
    for sender, rules in sorted(counts.items(), key=lambda item: -item[1].total()):
        named = [rule for rule, _ in rules.most_common(_MOST_RULES)]
        more = ", ..." if len(rules) > len(named) else ""
        yield f"{rules.total():,} of {_OF_SIDES[sender]} ({', '.join(named)}{more})"


def fingerprint(*parts: str | None) -> str:
    """What tells a problem from others, in a log of any length, as a short text."""
    return hashlib.sha256("\0".join(part or "" for part in parts).encode(errors="backslashreplace")).hexdigest()[:32]
