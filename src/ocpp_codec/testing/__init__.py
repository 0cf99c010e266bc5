"""What tests of a charging station or a CSMS need: example messages, Hypothesis strategies, checks of frames.

    >>> from ocpp_codec.testing import assert_refused, example
    >>> from ocpp_codec.v16 import messages

    >>> example(messages.StatusNotification.Request, connectorId=2).status
    <ChargePointStatus.Available: 'Available'>
    >>> findings = assert_refused('[2,"1","Heartbeat",{"colour":"red"}]', "ocpp1.6", "unknown_field")

Names in this package, each imported when it is first used:

    example, examples      plausible messages, always the same ones
    assert_valid, assert_refused    checks of a frame, for pytest and any other runner
    Peer                   the other side of a `Connection`, and the clock
    payloads, messages, frames      Hypothesis strategies for everything that is valid
    broken, breakable      a strategy for frames that break exactly one rule; the rules that a class can break

The strategies need Hypothesis: `pip install 'ocpp-codec[testing]'`. Everything else works without it.
"""

from typing import TYPE_CHECKING

from .._core.on_demand import names_on_demand

if TYPE_CHECKING:
    from ._asserts import assert_refused, assert_valid
    from ._broken import breakable, broken
    from ._examples import example, examples
    from ._peer import Peer
    from ._strategies import frames, messages, payloads

__all__ = [
    "Peer",
    "assert_refused",
    "assert_valid",
    "breakable",
    "broken",
    "example",
    "examples",
    "frames",
    "messages",
    "payloads",
]

#: Where the names are defined.
_HOMES = {
    "Peer": "_peer",
    "assert_refused": "_asserts",
    "assert_valid": "_asserts",
    "breakable": "_broken",
    "broken": "_broken",
    "example": "_examples",
    "examples": "_examples",
    "frames": "_strategies",
    "messages": "_strategies",
    "payloads": "_strategies",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = names_on_demand(__name__, _HOMES, {"hypothesis": "testing"})
