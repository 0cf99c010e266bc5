"""One frame, or message, by all ways that there are; every way has to say the same.

The codecs that tests share, how many examples Hypothesis tries, and what has to hold of whatever is read or written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from ocpp_codec import Codec, Examination, OCPPException, OcppJsonProtocol, Rule, Severity, testing
from ocpp_codec.structure import CallError, CallResultError
from ocpp_codec.tolerance import ALL
from tests.support import hints, oddities, slots
from tests.support.messages import VERSIONS, envelope_of, payloads_of

# Shrinking finds the smallest example; explaining it takes long and says little where values come from tables.
PROFILE = settings(
    derandomize=True,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
)

FEW = settings(PROFILE, max_examples=4)
SOME = settings(PROFILE, max_examples=40)
ENOUGH = settings(SOME, max_examples=60)
MANY = settings(PROFILE, max_examples=150)

# As fine as may be, so that what comes back can be compared as it is; and no frame of ours is too large.
TIMESPECS = dict.fromkeys(VERSIONS, "milliseconds") | {OcppJsonProtocol.v16: "microseconds"}

LIMITS: dict[OcppJsonProtocol, dict[str, Any]] = {
    protocol: {"timespec": TIMESPECS[protocol], "max_size": 1 << 26} for protocol in VERSIONS
}

CODECS = {protocol: Codec(protocol, **LIMITS[protocol]) for protocol in VERSIONS}
TOLERANT = {protocol: Codec(protocol, tolerate=ALL, **LIMITS[protocol]) for protocol in VERSIONS}
CODEC = Codec("ocpp2.0.1")


def unsure(*_: Any) -> Any:
    """What stands in for a slow path that must not be taken."""
    raise AssertionError("the fast path was not sure")


class FastCodec(Codec):
    """A codec without the slow path."""

    def _decode_slowly(self, *_: Any) -> Any:
        unsure()


FAST_CODECS = {protocol: FastCodec(protocol) for protocol in VERSIONS}
every_version = pytest.mark.parametrize("protocol", VERSIONS)


# Reading -------------------------------------------------------------------------------------------------------------


@cache
def slow_twin(codec: Codec) -> Codec:
    """A codec that judges alike and has no fast path: whatever is enforced is for the slow one to say.

    The rule is one of conversations, which no frame can break by itself.
    """
    return codec.__replace__(enforce=codec.enforce | {Rule.CALL_WHILE_PENDING})


def judged(codec: Codec, frame: Any, action: Any) -> Examination:
    """What `examine` says of a frame, after a look at whether `decode` and the slow path alone say the same."""
    seen = codec.examine(frame, action)
    slowly = slow_twin(codec).examine(frame, action)
    assert same(slowly.message, seen.message)
    assert slowly.findings == seen.findings
    refused = any(finding.severity is Severity.ERROR for finding in seen.findings)
    assert (seen.message is None) is (seen.error is not None) is refused
    assert_reads_as(seen, lambda: codec.decode(frame, action))
    return seen


def assert_reads_as(seen: Examination, read: Callable[[], Any]) -> None:
    """Reading gives the message that was seen, or raises what was seen to be wrong."""
    try:
        message = read()
    except OCPPException as error:
        assert error == seen.error
    except ValueError:
        assert Rule.NO_ACTION_GIVEN in {finding.rule for finding in seen.findings}
    else:
        assert same(message, seen.message)


def same(one: Any, other: Any) -> bool:
    """Equal, and of the same types all the way down: 1 is not 1.0, a member of an enumeration not its value."""
    return one == other and repr(one) == repr(other)


def places_and_rules(seen: Examination) -> list[tuple[str, Rule]]:
    return [(finding.path, finding.rule) for finding in seen.findings]


def payload_of(message: Any) -> Any:
    """The payload of a message that has one; whatever else it is fails the test."""
    return message.payload


def error_of(seen: Examination) -> OCPPException:
    """Why a frame is refused."""
    assert seen.error is not None
    return seen.error


def rule_of(frame: Any, codec: Codec = CODEC, action: Any = None) -> Rule:
    """The first rule that a frame breaks, for which both paths refuse it."""
    examination = codec.examine(frame, action)
    assert examination.message is None
    with pytest.raises(OCPPException) as caught:
        codec.decode(frame, action)
    assert caught.value == examination.error
    return examination.findings[0].rule


def accepted(frame: Any, action: Any = None) -> Any:
    """Both paths take the frame, and give the same."""
    message = CODEC.decode(frame, action)
    assert same(judged(CODEC, frame, action).message, message)
    return message


# Writing -------------------------------------------------------------------------------------------------------------


def sender_is_bound(message: Any) -> bool:
    """Whether nobody may send a message that the schemas allow, since a number has too many digits."""
    return Rule.TOO_MANY_DECIMALS in {rule for _, rule in oddities.oddities(message)}


def assert_refused_as_sender(write: Callable[[], object], message: Any) -> None:
    """Writing is refused for those very numbers and nothing else."""
    with pytest.raises(OCPPException) as caught:
        write()
    found = [(finding.path, finding.rule) for finding in caught.value.findings]
    assert found == list(oddities.oddities(message, timespec="milliseconds"))
    assert {finding.rule for finding in caught.value.findings if not finding.tolerated} == {Rule.TOO_MANY_DECIMALS}
    assert caught.value.ocpp_error.code == "PropertyConstraintViolation"
    assert caught.value.reply is None


def as_written(message: Any, protocol: OcppJsonProtocol) -> Any:
    """The message as the other side reads it, if its codec is one of CODECS."""
    return message if protocol is OcppJsonProtocol.v16 else oddities.in_milliseconds(message)


def assert_can_be_passed_on(seen: Examination, protocol: OcppJsonProtocol, action: str | None) -> None:
    """A frame without a blemish can be sent as it was understood; one that no sender may send is refused for that."""
    codec: Codec = CODECS[protocol]
    message: Any = seen.message
    if {finding.rule for finding in seen.findings} <= oddities.ODD | oddities.FORBIDDEN:
        if sender_is_bound(message):
            assert_refused_as_sender(lambda: codec.encode(message), message)
            message = oddities.sendable(message)
        assert codec.decode(codec.encode(message), action) == as_written(message, protocol)


# Examples ------------------------------------------------------------------------------------------------------------


def places_of_each_kind(protocol: OcppJsonProtocol) -> Iterator[tuple[Any, slots.Slot]]:
    """Each kind of place once, in a message with every field; what is put there is taken out again."""
    seen: set[Any] = set()
    payloads = (payload for payload in payloads_of(protocol) if not hints.sorts_in(payload) <= seen)
    requests = (testing.payloads(payload, full=True, odd=True).map(envelope_of) for payload in payloads)
    for strategy in chain([testing.messages(protocol, kinds=[CallError, CallResultError], odd=True)], requests):
        message = find(strategy, lambda _: True, settings=settings(PROFILE, phases=[Phase.generate]))
        message = oddities.sendable(message)
        for slot in slots.slots(message):
            if slot.kind not in seen:
                seen.add(slot.kind)
                yield message, slot
                slot.put(slot.value)


class Twice(dict[str, Any]):
    """An object that is written with every member twice."""

    def items(self) -> Any:
        return [*super().items(), *super().items()]


ONCE_OR_TWICE: list[type[dict[str, Any]]] = [dict, Twice]
