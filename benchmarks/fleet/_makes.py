"""What kinds of stations there are, and what kinds of traffic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Profile:
    """What kind of traffic it is.

    Attributes:
        heartbeat: Seconds between heartbeats.
        interval: Seconds between meter values.
        pause: Mean seconds from one session to the next.
        samples: How many values a meter value holds, one number a station.
        repaired: Share of the stations' requests with a defect that can be repaired. This and the next ones hold for a
            firmware with `faults` of 1.
        refused: Share with a defect that cannot. Only where the truth about sessions does not suffer.
        call_error: Share of good requests that are answered with a CALLERROR.
        lost: Share that is never answered.
        late: Share that is answered after more than five minutes.
    """

    heartbeat: int
    interval: int
    pause: int
    samples: tuple[int, ...]
    repaired: float
    refused: float
    call_error: float = 0.001
    lost: float = 0.001
    late: float = 0.0005


PROFILES = {
    "light": Profile(heartbeat=900, interval=240, pause=7200, samples=(3, 2, 3), repaired=0.002, refused=0.001),
    "heavy": Profile(heartbeat=900, interval=60, pause=5400, samples=(6, 5, 6), repaired=0.019, refused=0.0135),
}


class Make(NamedTuple):
    """A kind of station.

    Attributes:
        vendor: Of the station.
        model: Of the station.
        firmware: Its version.
        faults: How often its firmware breaks rules, compared with others.
        counts: Whether it counts its messages and transactions, instead of giving them UUIDs.
        kilo: How it says energy and power: "" (Wh, W), "k" (kWh, kW) or "3" (the same with a multiplier; only 2.x).
        terse: Whether it leaves out what the specification fills in.
        events: Whether it tells of its state with NotifyEvent (only 2.x).
        data: Whether its StopTransaction has `transactionData` (only 1.6).
    """

    vendor: str
    model: str
    firmware: str
    faults: float
    counts: bool = False
    kilo: str = ""
    terse: bool = False
    events: bool = False
    data: bool = False


MAKES = (
    Make("Nordlader", "NL-22", "1.4.2", 0.0, data=True),
    Make("Nordlader", "NL-22", "1.5.0-rc3", 3.5, kilo="k", terse=True),
    Make("Amperia", "Wall 11", "2026.01", 0.5, counts=True, terse=True),
    Make("Amperia", "Wall 11", "2025.09", 1.5, counts=True, kilo="3"),
    Make("Voltaro", "HPC150", "7.0.18", 0.5, kilo="k", events=True),
    Make("Voltaro", "HPC150", "7.1.0", 0.0, kilo="3", counts=True, data=True),
)
