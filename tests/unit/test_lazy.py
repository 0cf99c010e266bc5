"""An attribute is worked out on first use, once, and without a lock."""

from __future__ import annotations

import inspect

from ocpp_codec import OCPPException
from ocpp_codec._core.checks import Object
from ocpp_codec._core.lazy import lazy


class Thing:
    """Counts how often its value is worked out."""

    times = 0

    @lazy
    def value(self) -> int:
        """The value."""
        self.times += 1
        return self.times


def test_a_value_is_worked_out_once_and_can_be_set() -> None:
    thing = Thing()
    assert (thing.value, thing.value, thing.times) == (1, 1, 1)
    thing.value = 5
    assert (thing.value, Thing().value) == (5, 1)
    assert inspect.getdoc(Thing.value) == "The value."


def test_no_lock_is_left_behind_in_a_child_of_fork() -> None:
    """`cached_property` has one in Python 3.11."""
    for owner, name in ((OCPPException, "reply"), (OCPPException, "ocpp_error"), (Object, "fields")):
        assert not hasattr(inspect.getattr_static(owner, name), "lock")
