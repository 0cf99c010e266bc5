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

_MOST_RULES = 3
_SIDES: dict[Sender | None, str] = {Sender.STATION: "the station", Sender.CSMS: "the CSMS", None: "an unknown side"}


class Headline(NamedTuple):
    """The verdict. `is_good`: nothing went wrong; `is_bad`: the protocol is broken."""

    who: str
    what: str
    is_good: bool
    is_bad: bool


def headline(groups: Sequence[Group], observations: Sequence[Observation], messages: int, versions: str) -> Headline:
    """What to say first."""
    broken = [group for group in groups if group.severity is Severity.ERROR]
    others = [group for group in groups if group.severity is not Severity.ERROR]
    if not broken and not others and not observations:
        kept = f"All {messages:,} messages follow" if messages != 1 else "The message follows"
        return Headline("No fault found.", f"{kept} OCPP {versions}, and nothing unusual happened.", True, False)
    who = _who(broken) if broken else "Nobody breaks the protocol."
    what = _what(observations)
    if others and not broken:
        count = sum(group.count for group in others)
        what = f"{what} {_accepted(count)}"
    return Headline(who, what.strip(), False, bool(broken))


def _who(broken: Sequence[Group]) -> str:
    counts: dict[Sender | None, Counter[str]] = {}
    for group in broken:
        counts.setdefault(group.sender, Counter())[group.rule] += group.count
    parts = []
    for sender, rules in sorted(counts.items(), key=lambda item: -item[1].total()):
        more = ", ..." if len(rules) > _MOST_RULES else ""
        named = ", ".join(rule for rule, _ in rules.most_common(_MOST_RULES))
        parts.append(f"{of_side(sender)} breaks the protocol {times(rules.total())} ({named}{more})")
    text = "; ".join(parts)
    innocent = [side for side in (Sender.STATION, Sender.CSMS) if side not in counts]
    keeps = f" {_capital(of_side(innocent[0]))} does not." if len(innocent) == 1 and None not in counts else ""
    return f"{_capital(text)}.{keeps}"


def _what(observations: Sequence[Observation]) -> str:
    """The most urgent observation; how many others there are."""
    if not observations:
        return "Nothing else went wrong."
    first, more = observations[0], len(observations) - 1
    others = f" And {more:,} other observation{'' if more == 1 else 's'}." if more else ""
    return f"{first.text}{others}"


def _accepted(count: int) -> str:
    return f"{_capital(times(count))}, something is accepted although it is not quite right."


def of_side(sender: Sender | None) -> str:
    """A side in a sentence."""
    return _SIDES[sender]


def times(count: int) -> str:
    """How often: once, twice, 12 times."""
    return {1: "once", 2: "twice"}.get(count) or f"{count:,} times"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
