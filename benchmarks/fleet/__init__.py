"""Traffic of fleets of charging stations, made up, with everything known that tables should say of it.

    fleet = Fleet(stations=200, days=3, seed=1)
    for batch in fleet.batches():
        ...
    fleet.truth.sessions

Strategy: each connector is a generator function that sends and then says when it goes on; a heap takes them in the
order of time. Frames are text from the beginning: no message is ever made. What is sent later than now (answers, and
the queue of a station that is offline) waits in a buffer, which is sorted when a batch is full.
"""

from ._fleet import SCHEMA, SENDERS, Fleet, RecordBatch, log_lines
from ._makes import MAKES, PROFILES, Make, Profile
from ._station import FILES
from ._times import BEGIN
from ._truth import Downtime, Latency, Session, Truth

__all__ = [
    "BEGIN",
    "FILES",
    "MAKES",
    "PROFILES",
    "SCHEMA",
    "SENDERS",
    "Downtime",
    "Fleet",
    "Latency",
    "Make",
    "Profile",
    "RecordBatch",
    "Session",
    "Truth",
    "log_lines",
]
