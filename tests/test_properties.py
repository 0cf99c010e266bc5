"""What holds for every message, and for everything that is no message.

Proved with Hypothesis, always with the same examples: a message of any class comes back equal from both interfaces and
is a dataclass in every respect; the fast path and the slow path never disagree, whatever was done to a frame; nothing
leaves that would not be let in again; whatever comes in gives a message or says what is wrong, and a reply that the
other side can read.
"""

import copy
import dataclasses
import json
import pickle
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

import strategies
from ocpp_codec import Codec, Examination, OCPPException, Rule, Severity, serializer
from ocpp_codec.compat import OcppJsonProtocol
from ocpp_codec.record import CustomDataType, Payload, Record
from ocpp_codec.rules import TOLERABLE
from ocpp_codec.structure import CallError, CallResultError
from strategies import PAYLOADS, VERSIONS, action_of, compact, envelope_of

# Shrinking finds the smallest example; explaining it takes long and says little where values come from tables.
PROFILE = settings(
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
)
FEW = settings(PROFILE, max_examples=5)
MANY = settings(PROFILE, max_examples=400)

# Every microsecond, so that what comes back can be compared as it is.
CODECS = {protocol: Codec(protocol, timespec="microseconds") for protocol in VERSIONS}
GENEROUS = {protocol: Codec(protocol, tolerate=TOLERABLE) for protocol in VERSIONS}

every_payload = pytest.mark.parametrize("payload_class", PAYLOADS.values(), ids=PAYLOADS)
every_version = pytest.mark.parametrize("protocol", VERSIONS)


def drawn_by(strategy: Any) -> Any:
    """`@given` for a test whose strategy depends on a parameter: an example is `data.draw(strategy(parameter))`."""


# Every class --------------------------------------------------------------------------------------------------------


@every_payload
@FEW
@given(data=st.data())
def test_comes_back_equal_from_the_codec(payload_class: type[Payload], data: st.DataObject) -> None:
    message = envelope_of(data.draw(strategies.records(payload_class)))
    protocol = payload_class.action_class.protocol
    codec = CODECS[protocol]
    frame = codec.encode(message)
    assert codec.encode_bytes(message).decode() == frame
    for form in (frame, frame.encode()):
        assert codec.decode(form, action_of(message)) == message
    in_milliseconds = Codec(protocol).encode(message)
    assert Codec(protocol).encode(codec.decode(in_milliseconds, action_of(message))) == in_milliseconds


@every_payload
@FEW
@given(data=st.data())
def test_comes_back_equal_from_the_serializer(payload_class: type[Payload], data: st.DataObject) -> None:
    message = envelope_of(data.draw(strategies.records(payload_class)))
    plain = serializer.serialize(message)
    assert json.loads(json.dumps(plain)) == plain
    assert serializer.parse(plain, action_of(message), protocol=payload_class.action_class.protocol) == message


@every_payload
@FEW
@given(data=st.data())
def test_is_a_dataclass_that_can_be_copied_and_pickled(payload_class: type[Payload], data: st.DataObject) -> None:
    payload = data.draw(strategies.records(payload_class))
    assert dataclasses.is_dataclass(payload_class)
    assert dataclasses.is_dataclass(payload)
    assert tuple(field.name for field in dataclasses.fields(payload)) == payload_class.__struct_fields__
    assert dataclasses.asdict(payload) == as_dict(payload)
    for twin in (
        dataclasses.replace(payload),
        copy.copy(payload),
        copy.deepcopy(payload),
        pickle.loads(pickle.dumps(payload)),
    ):
        assert twin is not payload
        assert type(twin) is payload_class
        assert twin == payload
        assert repr(twin) == repr(payload)
    shown = repr(payload)
    assert shown.startswith(f"{payload_class.__qualname__}(")
    for name in payload_class.__struct_fields__:
        value = getattr(payload, name)
        assert (f"{name}={value!r}" in shown) is (value is not None)
        assert dataclasses.replace(payload, **{name: object()}) != payload


@pytest.mark.parametrize("name", ["items", "get", "self", "vendorId", "__class__", "__dict__", "two words", ""])
def test_custom_data_may_have_members_of_any_name(name: str) -> None:
    custom = CustomDataType.from_members({"vendorId": "a", name: "b"})
    request = PAYLOADS["v201.Heartbeat.Request"](customData=custom)
    assert CODECS[OcppJsonProtocol.v201].decode(CODECS[OcppJsonProtocol.v201].encode(envelope_of(request))).payload == request
    for twin in (dataclasses.replace(custom), copy.copy(custom), copy.deepcopy(custom), pickle.loads(pickle.dumps(custom))):
        assert type(twin) is CustomDataType
        assert list(twin.items()) == list(custom.items())
    assert dataclasses.asdict(request) == {"customData": dict(custom)}


def as_dict(value: Any) -> Any:
    """What `dataclasses.asdict` has to give."""
    match value:
        case Record():
            return {name: as_dict(getattr(value, name)) for name in value.__struct_fields__}
        case list():
            return [as_dict(item) for item in value]
        case dict():
            return {name: as_dict(item) for name, item in value.items()}
        case _:
            return value


# Two paths, one truth -----------------------------------------------------------------------------------------------


def judged(codec: Codec, frame: Any, action: Any = None) -> Examination:
    """What `examine` says of a frame, after a look at whether `decode` says the same.

    `examine` always takes the slow path, `decode` only where the fast one is not sure. The text of two messages tells
    types apart that are equal: 1 and 1.0, a member of an enumeration and its value.
    """
    seen = codec.examine(frame, action)
    refused = any(finding.severity is Severity.ERROR for finding in seen.findings)
    assert (seen.message is None) is refused
    assert (seen.error is None) is not refused
    try:
        message = codec.decode(frame, action)
    except OCPPException as error:
        assert refused
        assert told(error) == told(seen.error)
    except ValueError:
        assert Rule.NO_ACTION_GIVEN in {finding.rule for finding in seen.findings}
    else:
        assert message == seen.message
        assert repr(message) == repr(seen.message)
    return seen


def told(error: Any) -> str:
    """All that an exception tells, as text: in a NaN that was found, no two are equal."""
    return repr((error.findings, error.omitted, error.reply, error.related_request_id, error.ocpp_error, str(error)))


def all_judged(protocol: OcppJsonProtocol, frame: str | bytes, action: str | None) -> Examination:
    """As `judged`, by a strict and a generous codec, and in every form that a frame can have."""
    forms: list[Any] = [frame] if isinstance(frame, str) else [bytearray(frame), memoryview(frame), frame]
    if isinstance(frame, str) and not any("\ud800" <= character <= "\udfff" for character in frame):
        forms.append(frame.encode())
    for form in forms:
        tolerant = judged(GENEROUS[protocol], form, action)
        strict = judged(CODECS[protocol], form, action)
        if strict.message is not None:
            assert strict.message == tolerant.message
        assert strict.findings == () or tolerant.findings != ()
    return strict


@every_version
@MANY
@given(data=st.data())
def test_paths_agree_on_valid_frames(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    message = data.draw(strategies.messages(protocol))
    seen = all_judged(protocol, CODECS[protocol].encode(message), action_of(message))
    assert seen.message == message
    assert seen.findings == ()
    assert seen.reply is None


@every_version
@MANY
@given(data=st.data())
def test_paths_agree_on_damaged_frames(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    frame, action = data.draw(strategies.damaged_frames(protocol))
    seen = all_judged(protocol, data.draw(st.sampled_from([strategies.compact, strategies.pretty]))(frame), action)
    assert_reply_is_fine(protocol, seen)
