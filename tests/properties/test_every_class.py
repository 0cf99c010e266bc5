"""A message of any class comes back equal from both interfaces, and is a dataclass in every respect."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import Codec, OcppJsonProtocol, serializer, testing
from ocpp_codec.record import CustomDataType, Payload, Record
from tests.support import oddities
from tests.support.judging import (
    CODECS,
    FAST_CODECS,
    FEW,
    as_written,
    assert_refused_as_sender,
    judged,
    payload_of,
    places_and_rules,
    sender_is_bound,
)
from tests.support.messages import PAYLOADS, action_of, envelope_of

every_payload = pytest.mark.parametrize("payload_class", PAYLOADS.values(), ids=PAYLOADS)


@every_payload
@FEW
@given(data=st.data())
def test_a_message_of_any_class_comes_back_equal(payload_class: type[Payload], data: st.DataObject) -> None:
    message = envelope_of(data.draw(testing.payloads(payload_class, odd=True)))
    protocol, action = payload_class.action_class.protocol, action_of(message)
    codec, fast_codec = CODECS[protocol], FAST_CODECS[protocol]
    plain = serializer.serialize(message)
    assert serializer.parse(plain, action, protocol=protocol) == message
    text = json.dumps(plain)
    assert json.loads(text) == plain
    seen = judged(codec, text, action)
    assert seen.message == fast_codec.decode(text, action) == message
    assert places_and_rules(seen) == list(oddities.oddities(message))

    if sender_is_bound(message):
        assert_refused_as_sender(lambda: codec.encode(message), message)
        message = oddities.sendable(message)
    frame = codec.encode(message)
    assert codec.encode_bytes(message).decode() == codec.encode(message, check=False) == frame
    written = as_written(message, protocol)
    for form in (frame, frame.encode()):
        seen = judged(codec, form, action)
        assert seen.message == fast_codec.decode(form, action) == written
        assert places_and_rules(seen) == list(oddities.oddities(message, timespec="milliseconds"))
    # Where the fast path looks for the action stands one, but it is a part of the id.
    misleading = envelope_of(written.payload, '""Heartbeat')
    assert judged(codec, codec.encode(misleading), action).message == misleading
    # What milliseconds have cut off is all that is lost.
    shorter = Codec(protocol).encode(message)
    assert Codec(protocol).decode(shorter, action) == oddities.in_milliseconds(message)


@every_payload
@FEW
@given(data=st.data())
def test_a_payload_is_a_dataclass_that_can_be_copied_and_pickled(
    payload_class: type[Payload], data: st.DataObject
) -> None:
    payload: Any = data.draw(testing.payloads(payload_class, odd=True))
    assert dataclasses.asdict(payload) == as_dict(payload)
    assert dataclasses.is_dataclass(payload_class)
    assert dataclasses.is_dataclass(payload)
    assert tuple(field.name for field in dataclasses.fields(payload)) == payload_class.__struct_fields__
    for twin in twins(payload):
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


def twins(value: Any) -> tuple[Any, ...]:
    """Copies of every make."""
    return dataclasses.replace(value), copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))


@pytest.mark.parametrize("name", ["items", "get", "self", "vendorId", "__class__", "__dict__", "two words", ""])
def test_custom_data_may_have_members_of_any_name(name: str) -> None:
    custom = CustomDataType({"vendorId": "a", name: "b"})
    request = PAYLOADS["v201.Heartbeat.Request"](customData=custom)
    codec = CODECS[OcppJsonProtocol.v201]
    assert payload_of(codec.decode(codec.encode(envelope_of(request)))) == request
    for twin in (custom.copy(), *(twin.customData for twin in twins(request))):
        assert type(twin) is CustomDataType
        assert list(twin.items()) == list(custom.items())
    assert dataclasses.asdict(request) == {"customData": custom}
