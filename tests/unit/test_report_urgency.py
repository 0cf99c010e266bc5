"""Which observations come first."""

from __future__ import annotations

import pytest

from ocpp_codec.log.observations import Kind, Observation
from ocpp_codec.report._urgency import by_urgency


def seen(kind: Kind, text: str = "", count: int = 1) -> Observation:
    return Observation(kind=kind, text=text, count=count)


@pytest.mark.parametrize("kind", [Kind.NO_ANSWERS, Kind.REFUSED_BOOT, Kind.FAULTED_CONNECTOR])
def test_what_explains_the_rest_comes_first(kind: Kind) -> None:
    assert by_urgency([seen(Kind.UNANSWERED_CALL), seen(kind)])[0].kind is kind


def test_an_error_for_a_transaction_comes_before_other_errors() -> None:
    heartbeat, stop = seen(Kind.CALL_ERROR, "answered Heartbeat"), seen(Kind.CALL_ERROR, "answered StopTransaction")
    assert by_urgency([seen(Kind.UNANSWERED_CALL), heartbeat, stop])[0] is stop


def test_a_station_that_goes_away_often_comes_before_what_happens_once() -> None:
    once, often = seen(Kind.REBOOT), seen(Kind.SILENCE, count=48)
    assert by_urgency([once, seen(Kind.UNANSWERED_CALL), often]) == [often, once, seen(Kind.UNANSWERED_CALL)]


def test_otherwise_the_order_stays() -> None:
    given = [seen(Kind.UNANSWERED_CALL), seen(Kind.REFUSED_CARD), seen(Kind.SLOW_ANSWER)]
    assert by_urgency(given) == given
