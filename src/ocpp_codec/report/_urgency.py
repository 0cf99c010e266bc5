"""Which observations a reader is to see first."""

from __future__ import annotations

from collections.abc import Iterable

from ..log.observations import Kind, Observation

__all__ = ["by_urgency"]

#: The station is out of order, or the log shows one side alone: that explains the rest.
_FIRST = frozenset({Kind.NO_ANSWERS, Kind.REFUSED_BOOT, Kind.FAULTED_CONNECTOR})
#: A station that goes away again and again has more than a bad moment.
_AWAY = frozenset({Kind.SILENCE, Kind.REBOOT, Kind.RECONNECT})
_OFTEN = 10
#: What an error for one of these leaves open: a transaction that the CSMS does not bill, a station that is not known.
_GRAVE = ("StartTransaction", "StopTransaction", "TransactionEvent", "BootNotification")


def by_urgency(observations: Iterable[Observation]) -> list[Observation]:
    """The observations, the most urgent first; otherwise in their order, which is that of their kinds."""
    return sorted(observations, key=_rank)


def _rank(observation: Observation) -> int:
    kind = observation.kind
    if kind in _FIRST:
        return 0
    if kind is Kind.CALL_ERROR and any(action in observation.text for action in _GRAVE):
        return 1
    if kind in _AWAY and observation.count >= _OFTEN:
        return 1
    return 2
