"""The verdict in two sentences: who breaks the protocol, and what else went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .._core.record import Sender
from .._core.rules import Severity
from ..log._tally import Group
from ..log.observations import Observation

__all__ = ["Headline", "headline", "of_side", "times"]

_MOST_ACTIONS = 3
_SIDES: dict[Sender | None, str] = {Sender.STATION: "the station", Sender.CSMS: "the CSMS", None: "an unknown side"}


class Headline(NamedTuple):
    """The verdict. `is_good`: nothing went wrong; `is_bad`: the protocol is broken."""

    who: str
    what: str
    is_good: bool
    is_bad: bool


def headline(
    groups: Sequence[Group],
    observations: Sequence[Observation],
    *,
    messages: int,
    versions: str,
    is_whole: bool = True,
) -> Headline:
    """What to say first. `is_whole`: whether the whole log could be read."""
    broken = [group for group in groups if group.severity is Severity.ERROR]
    others = [group for group in groups if group.severity is not Severity.ERROR]
    if not groups and not observations:
        return _no_fault(messages, versions, is_whole=is_whole)
    if not broken and observations:
        what = f"Nobody breaks the protocol.{_others(observations)}{_accepted(others)}"
        return Headline(observations[0].text, what, False, False)
    who = _who(broken) if broken else "Nobody breaks the protocol."
    what = f"{observations[0].text}{_others(observations)}" if observations else "Nothing else went wrong."
    return Headline(who, what + ("" if broken else _accepted(others)), False, bool(broken))


def _no_fault(messages: int, versions: str, *, is_whole: bool) -> Headline:
    if not versions:
        what = "Nothing tells the version of OCPP, so little could be checked."
        return Headline("No fault found in what can be read.", what, False, False)
    kept = f"All {messages:,} messages follow" if messages != 1 else "The message follows"
    if not is_whole:
        return Headline("No fault found in what can be read.", f"{kept} OCPP {versions}.", False, False)
    return Headline("No fault found.", f"{kept} OCPP {versions}, and nothing unusual happened.", True, False)


def _who(broken: Sequence[Group]) -> str:
    counts: dict[Sender | None, Counter[str]] = {}
    for group in broken:
        of_group = counts.setdefault(group.sender, Counter())
        for problem in group.problems:
            of_group[problem.scope.partition(".")[0] or problem.rule] += problem.count
    parts = [
        f"{of_side(sender)} breaks the protocol {times(actions.total())}, in {_named(actions)}"
        for sender, actions in sorted(counts.items(), key=lambda item: -item[1].total())
    ]
    innocent = [side for side in (Sender.STATION, Sender.CSMS) if side not in counts]
    keeps = f" {_capital(of_side(innocent[0]))} does not." if len(innocent) == 1 and None not in counts else ""
    return f"{_capital('; '.join(parts))}.{keeps}"


def _named(actions: Counter[str]) -> str:
    """The messages in which it is broken most often: "MeterValues, StopTransaction and 3 others"."""
    names = [action for action, _ in actions.most_common(_MOST_ACTIONS)]
    if more := len(actions) - len(names):
        names.append(f"{more:,} other{'' if more == 1 else 's'}")
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _others(observations: Sequence[Observation]) -> str:
    """How many observations there are beside the most urgent one."""
    more = len(observations) - 1
    return f" And {more:,} other observation{'' if more == 1 else 's'}." if more > 0 else ""


def _accepted(others: Sequence[Group]) -> str:
    """How often something is tolerated or worth advice."""
    count = sum(group.count for group in others)
    return f" {_capital(times(count))}, something is accepted although it is not quite right." if count else ""


def of_side(sender: Sender | None) -> str:
    """A side in a sentence."""
    return _SIDES[sender]


def times(count: int) -> str:
    """How often: once, twice, 12 times."""
    return {1: "once", 2: "twice"}.get(count) or f"{count:,} times"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
