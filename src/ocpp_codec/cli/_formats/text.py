"""For people at a terminal: who is wrong, where, how often; then what happened; then one line about the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..._core.record import Sender
from ...log.observations import Observation
from .._output import write
from .._tally import SEVERITIES, Group, Problem, Result
from .words import placed, side, summary, verdict

__all__ = ["show"]

_MOST_PROBLEMS = 5  # of a rule that are shown


def show(result: Result) -> None:
    """Prints it."""
    for sender in (Sender.STATION, Sender.CSMS, None):
        groups = [group for group in result.groups if group.sender is sender]
        if groups:
            _show_side(sender, groups, result)
    if result.observations:
        write(("What happened, without breaking the protocol", "strong"))
        for observation in result.observations:
            _show_observation(observation)
        write()
    if result.rejected:
        _show_rejected(result)
    write(summary(result))
    style = "error" if result.failing else "good"
    write((verdict(result), style))


def _show_side(sender: Sender | None, groups: list[Group], result: Result) -> None:
    counts: Counter[str] = Counter()
    for group in groups:
        counts[group.severity] += group.count
    told = [
        (f"{counts[each]:,} {each}{'s' * (each == 'error' and counts[each] > 1)}", each.value)
        for each in SEVERITIES
        if counts[each]
    ]
    write((f"{side(sender)}: ", "strong"), *_joined(told))
    for group in groups:
        is_one = len(group.problems) == 1
        state = ""
        if result.has_baseline:
            state = f", {group.new:,} new" if group.new else ", all known"
        write(
            "  ",
            (f"{group.severity} {group.rule}", "dim" if state == ", all known" else group.severity.value),
            f"  {group.count:,} ×{state}" if not is_one or group.count > 1 or state else "",
        )
        for problem in group.problems[:_MOST_PROBLEMS]:
            _show_problem(problem, "" if is_one else f"{problem.count:,} × ")
        if (more := len(group.problems) - _MOST_PROBLEMS) > 0:
            write("      ", (f"and {more:,} more places in messages", "dim"))
    write()


def _joined(parts: Iterable[tuple[str, str]]) -> Iterable[str | tuple[str, str]]:
    for index, part in enumerate(parts):
        if index:
            yield ", "
        yield part


def _show_problem(problem: Problem, count: str) -> None:
    where = f"{problem.where}: " if problem.where else ""
    write(f"      {count}", (where, "strong"), problem.sentence)
    write("      ", (placed(problem.places, problem.count), "dim"))


def _show_observation(observation: Observation) -> None:
    who = f"{observation.station}: " if observation.station else ""
    count = f"  {observation.count:,} ×" if observation.count > 1 else ""
    write("  ", (observation.kind, "tolerated"), f"  {who}{observation.text}{count}")
    if observation.places:
        write("      ", (placed(observation.places, observation.count), "dim"))


def _show_rejected(result: Result) -> None:
    write((f"Not a frame, though it begins like one: {result.rejected:,} ×", "strong"))
    for sample in result.samples[:3]:
        text = sample.text if len(sample.text) <= 80 else f"{sample.text[:77]}..."
        write("  ", (f"{sample.file}:{sample.line}: {sample.reason}", "tolerated"), f"  {text}")
    write()
