"""What a script tells of charging."""

from __future__ import annotations

from ocpp_codec.log import conversations
from ocpp_codec.log._charging import Charging
from ocpp_codec.log._charging.records import Session
from tests.support.entries import Script


def charging(script: Script) -> Charging:
    followed = Charging()
    for turn in conversations(script.entries):
        followed.feed(turn)
    return followed


def belonging(script: Script) -> list[int | None]:
    """The number of the session that each message belongs to."""
    followed = Charging()
    found = [followed.feed(turn) for turn in conversations(script.entries)]
    return [None if each is None else each.number for each in found]


def the_session(script: Script) -> Session:
    (found,) = charging(script).sessions
    return found
