"""What a result answers becomes one type, however the caller says it, and a function is asked at most once."""

from __future__ import annotations

from typing import Any

import pytest

from ocpp_codec import OcppJsonProtocol, Rule
from ocpp_codec._core.answered import ActionLookup, Answered, id_text
from ocpp_codec._core.version import version_of
from ocpp_codec.v21 import messages as messages21
from ocpp_codec.v201 import messages as messages201

V21 = version_of(OcppJsonProtocol.v21)
RESET = Answered("Reset", messages21.Reset, None)


@pytest.mark.parametrize(
    ("given", "answered"),
    [
        (messages21.Reset, RESET),
        ("Reset", RESET),
        (lambda _: messages21.Reset, RESET),
        (lambda _: "Reset", RESET),
        ("Resat", Answered("Resat", None, Rule.UNKNOWN_ACTION_GIVEN)),
        (lambda _: "", Answered("", None, Rule.UNKNOWN_ACTION_GIVEN)),
        (
            messages21.NotifyPeriodicEventStream,
            Answered("NotifyPeriodicEventStream", messages21.NotifyPeriodicEventStream, Rule.UNKNOWN_ACTION_GIVEN),
        ),
        (None, Answered(None, None, Rule.NO_ACTION_GIVEN)),
        (lambda _: None, Answered(None, None, Rule.UNASKED_ANSWER)),
        ({}.__getitem__, Answered(None, None, Rule.UNASKED_ANSWER)),
    ],
)
def test_whatever_is_given_becomes_an_answered(given: Any, answered: Answered) -> None:
    for lenient in (False, True):
        assert ActionLookup(V21, given, lenient=lenient).of("1") == answered


def test_a_function_is_asked_once_and_with_text() -> None:
    asked: list[str] = []

    def ask(unique_id: str) -> str:
        asked.append(unique_id)
        return "Reset"

    lookup = ActionLookup(V21, ask)
    assert lookup.of(8) is lookup.of("9")
    assert asked == ["8"]


@pytest.mark.parametrize(
    "unique_id", [None, [], {}, 1.5, True, 1 << 1100, 10**5000, "\ud800"], ids=lambda each: type(each).__name__
)
def test_nobody_is_asked_about_what_is_no_id(unique_id: Any) -> None:
    assert id_text(unique_id) is None
    lookup = ActionLookup(V21, lambda _: pytest.fail("asked"))
    assert lookup.of(unique_id) == Answered(None, None, Rule.UNASKED_ANSWER)


@pytest.mark.parametrize(
    ("given", "error"), [(messages201.Reset, ValueError), (messages21.Reset.Request, TypeError), (5, TypeError)]
)
def test_what_is_no_action_of_the_version_is_an_error_or_counts_as_not_given(
    given: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        ActionLookup(V21, given)
    with pytest.raises(error):
        ActionLookup(V21, lambda _: given).of("1")
    assert ActionLookup(V21, given, lenient=True).of("1") == Answered(None, None, Rule.NO_ACTION_GIVEN)
    assert ActionLookup(V21, lambda _: given, lenient=True).of("1") == Answered(None, None, Rule.UNASKED_ANSWER)


def test_other_errors_of_a_function_are_passed_on() -> None:
    def ask(_: str) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ActionLookup(V21, ask, lenient=True).of("1")
