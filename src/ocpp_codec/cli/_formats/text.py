"""For people at a terminal: who is wrong, where, how often; then what happened; then one line about the whole."""

from __future__ import annotations

from collections import Counter

from ..._core.record import Sender
from ...log._tally import SEVERITIES, Group, Problem, Result
from .._output import Part, plural, write
from .words import of_observation, of_problem, placed, side, summary, verdict

__all__ = ["show"]

_MOST_PROBLEMS = 5  # of a rule that are shown
_MOST_SAMPLES = 3


def show(result: Result) -> None:
    """Prints it."""
    for sender in (Sender.STATION, Sender.CSMS, None):
        if groups := [group for group in result.groups if group.sender is sender]:
            write((f"{side(sender)}: ", "strong"), *_counted(groups))
            for group in groups:
                _show_group(group, has_baseline=result.has_baseline)
            write()
    if result.observations:
        _show_observations(result)
    if result.rejected:
        _show_rejected(result)
    write(summary(result))
    write((verdict(result), "error" if result.failing else "good"))


def _counted(groups: list[Group]) -> list[Part]:
    """How many findings of each severity: "2 errors, 3 advice"."""
    counts: Counter[str] = Counter()
    for group in groups:
        counts[group.severity] += group.count
    parts: list[Part] = []
    for severity in SEVERITIES:
        if count := counts[severity]:
            is_plural = severity == "error" and count > 1
            parts += [", " if parts else "", (f"{count:,} {severity}{'s' * is_plural}", severity.value)]
    return parts


def _show_group(group: Group, *, has_baseline: bool) -> None:
    is_known = has_baseline and not group.new
    counts = [plural(group.count, "time")] if group.count > 1 else []
    if has_baseline:
        counts.append("all known" if is_known else f"{group.new:,} new")
    style = "dim" if is_known else group.severity.value
    write("  ", (f"{group.severity} {group.rule}", style), f"  {', '.join(counts)}" if counts else "")
    for problem in group.problems[:_MOST_PROBLEMS]:
        _show_problem(problem, group)
    if (more := len(group.problems) - _MOST_PROBLEMS) > 0:
        write("      ", (f"and at {more:,} more places in messages", "dim"))


def _show_problem(problem: Problem, group: Group) -> None:
    count = f"{plural(problem.count, 'time')}: " if len(group.problems) > 1 else ""
    write(f"      {count}", of_problem(problem))
    write("      ", (placed(problem.places, problem.count), "dim"))


def _show_observations(result: Result) -> None:
    write(("What happened, without breaking the protocol", "strong"))
    for observation in result.observations:
        write("  ", (observation.kind, "tolerated"), f"  {of_observation(observation)}")
        if observation.places:
            write("      ", (placed(observation.places, observation.count), "dim"))
    write()


def _show_rejected(result: Result) -> None:
    write(("Text that begins like a frame and is none: ", "strong"), plural(result.rejected, "time"))
    for sample in result.samples[:_MOST_SAMPLES]:
        text = sample.text if len(sample.text) <= 80 else f"{sample.text[:77]}..."
        write("  ", (f"{sample.file}:{sample.line}", "dim"), f" {sample.reason}: {text}")
    write()
