"""What can happen on a connection, a step at a time, as Hypothesis strategies."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.support.talks import CSMS, ERROR, REQUESTS, RESPONSES, STATION, STREAM


class Step(NamedTuple):
    """Something that happens on a connection. `kind`: the number of a message type, or "close" or "give up"."""

    kind: int | str
    unique_id: str = ""
    action: str = "Heartbeat"  # of a result: the one that its payload fits
    sender: str = STATION
    after: float = 1.0
    as_object: bool = False

    @property
    def elements(self) -> list[Any]:
        match self.kind:
            case 2:
                return [2, self.unique_id, self.action, REQUESTS[self.action]]
            case 3:
                return [3, self.unique_id, RESPONSES[self.action]]
            case 6:
                return [6, self.unique_id, "NotifyPeriodicEventStream", STREAM]
            case _:
                return [self.kind, self.unique_id, *ERROR]


KINDS = [2, 2, 2, 3, 3, 3, 4, 4, 5, 6, "close", "give up"]

STEPS = st.builds(
    Step,
    kind=st.sampled_from(KINDS),
    unique_id=st.sampled_from(["1", "2", "3", "4", "-1"]),
    action=st.sampled_from(sorted(REQUESTS)),
    sender=st.sampled_from([STATION, CSMS]),
    after=st.sampled_from([0.5, 1.0, 1.0, 7.0]),
    as_object=st.booleans(),
)
