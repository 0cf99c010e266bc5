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
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from ocpp_codec import Codec, Examination, OCPPException, Rule, Severity, serializer
from ocpp_codec.compat import DIALECTS, OcppJsonProtocol
from ocpp_codec.record import CustomDataType, Payload, Record, encode_hook
from ocpp_codec.structure import CallError, CallResultError
from ocpp_codec.tolerance import ALL
from tests.support import strategies
from tests.support.strategies import PAYLOADS, VERSIONS, action_of, envelope_of

# Shrinking finds the smallest example; explaining it takes long and says little where values come from tables.
PROFILE = settings(
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
)
FEW = settings(PROFILE, max_examples=4)
SOME = settings(PROFILE, max_examples=40)
MANY = settings(PROFILE, max_examples=150)

# As fine as may be, so that what comes back can be compared as it is; and no frame of ours is too large.
TIMESPECS = dict.fromkeys(VERSIONS, "milliseconds") | {OcppJsonProtocol.v16: "microseconds"}
LIMITS = {protocol: {"timespec": TIMESPECS[protocol], "max_size": 1 << 26} for protocol in VERSIONS}
CODECS = {protocol: Codec(protocol, **LIMITS[protocol]) for protocol in VERSIONS}
TOLERANT = {protocol: Codec(protocol, tolerate=ALL, **LIMITS[protocol]) for protocol in VERSIONS}


class FastCodec(Codec):
    """A codec without the slow path."""

    def _not_sure(self, *_: Any) -> Any:
        raise AssertionError("the fast path was not sure")


FAST_CODECS = {protocol: FastCodec(protocol) for protocol in VERSIONS}

every_payload = pytest.mark.parametrize("payload_class", PAYLOADS.values(), ids=PAYLOADS)
every_version = pytest.mark.parametrize("protocol", VERSIONS)


# Every class --------------------------------------------------------------------------------------------------------


@every_payload
@FEW
@given(data=st.data())
def test_comes_back_equal(payload_class: type[Payload], data: st.DataObject) -> None:
    message = envelope_of(data.draw(strategies.records(payload_class)))
    protocol, action = payload_class.action_class.protocol, action_of(message)
    codec, fast_codec = CODECS[protocol], FAST_CODECS[protocol]
    plain = serializer.serialize(message)
    assert serializer.parse(plain, action, protocol=protocol) == message
    text = json.dumps(plain)
    assert json.loads(text) == plain
    seen = judged(codec, text, action)
    assert seen.message == fast_codec.decode(text, action) == message
    assert places_and_rules(seen) == list(strategies.oddities(message))

    if sender_is_bound(message):
        assert_refused_as_sender(lambda: codec.encode(message), message)
        message = strategies.sendable(message)
    frame = codec.encode(message)
    assert codec.encode_bytes(message).decode() == codec.encode(message, check=False) == frame
    written = as_written(message, protocol)
    for form in (frame, frame.encode()):
        seen = judged(codec, form, action)
        assert seen.message == fast_codec.decode(form, action) == written
        assert places_and_rules(seen) == list(strategies.oddities(message, timespec="milliseconds"))
    # Where the fast path looks for the action stands one, but it is a part of the id.
    misleading = envelope_of(written.payload, '""Heartbeat')
    assert judged(codec, codec.encode(misleading), action).message == misleading
    # What milliseconds have cut off is all that is lost.
    shorter = Codec(protocol).encode(message)
    assert Codec(protocol).decode(shorter, action) == strategies.in_milliseconds(message)


def places_and_rules(seen: Examination) -> list[tuple[str, Rule]]:
    return [(finding.path, finding.rule) for finding in seen.findings]


def sender_is_bound(message: Any) -> bool:
    """Whether nobody may send a message that the schemas allow, since a number has too many digits."""
    return Rule.TOO_MANY_DECIMALS in {rule for _, rule in strategies.oddities(message)}


def assert_refused_as_sender(write: Callable[[], object], message: Any) -> None:
    """Writing is refused for those very numbers and nothing else."""
    with pytest.raises(OCPPException) as caught:
        write()
    found = [(finding.path, finding.rule) for finding in caught.value.findings]
    assert found == list(strategies.oddities(message, timespec="milliseconds"))
    assert {finding.rule for finding in caught.value.findings if not finding.tolerated} == {Rule.TOO_MANY_DECIMALS}
    assert caught.value.ocpp_error.code == "PropertyConstraintViolation"
    assert caught.value.reply is None


def as_written(message: Any, protocol: OcppJsonProtocol) -> Any:
    """The message as the other side reads it, if its codec is one of CODECS."""
    return message if protocol is OcppJsonProtocol.v16 else strategies.in_milliseconds(message)


@every_payload
@FEW
@given(data=st.data())
def test_is_a_dataclass_that_can_be_copied_and_pickled(payload_class: type[Payload], data: st.DataObject) -> None:
    payload = data.draw(strategies.records(payload_class))
    assert dataclasses.is_dataclass(payload_class)
    assert dataclasses.is_dataclass(payload)
    assert tuple(field.name for field in dataclasses.fields(payload)) == payload_class.__struct_fields__
    assert dataclasses.asdict(payload) == as_dict(payload)
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


def twins(value: Any) -> tuple[Any, ...]:
    """Copies of every make."""
    return dataclasses.replace(value), copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))


@pytest.mark.parametrize("name", ["items", "get", "self", "vendorId", "__class__", "__dict__", "two words", ""])
def test_custom_data_may_have_members_of_any_name(name: str) -> None:
    custom = CustomDataType.from_members({"vendorId": "a", name: "b"})
    request = PAYLOADS["v201.Heartbeat.Request"](customData=custom)
    codec = CODECS[OcppJsonProtocol.v201]
    assert codec.decode(codec.encode(envelope_of(request))).payload == request
    for twin in twins(custom):
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


# Whatever comes in --------------------------------------------------------------------------------------------------

SOURCES: Mapping[str, Callable[[OcppJsonProtocol], st.SearchStrategy[tuple[str | bytes, str | None]]]] = {
    "valid frames": strategies.valid_texts,
    "damaged frames": strategies.damaged_texts,
    "broken texts": strategies.broken_texts,
    "broken bytes": strategies.broken_bytes,
    "noise": strategies.noise,
}


@every_version
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@MANY
@given(data=st.data())
def test_whatever_comes_in(source: Any, protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    frame, action = data.draw(source(protocol))
    for form in forms(frame):
        seen = judged(CODECS[protocol], form, action)
        tolerant = judged(TOLERANT[protocol], form, action)
        if seen.message is None:
            assert_reply_can_be_read(seen, protocol)
            assert_survives_pickling(seen.error)
        else:
            assert same(tolerant.message, seen.message)
            assert_can_be_passed_on(seen, protocol, action)


@every_version
def test_paths_agree_on_junk_in_any_kind_of_place(protocol: OcppJsonProtocol) -> None:
    for message, slot in places_of_each_kind(protocol):
        for junk in strategies.JUNK:
            slot.put(junk)
            frame = msgspec.to_builtins(message, enc_hook=encode_hook)
            for codec in (CODECS[protocol], TOLERANT[protocol]):
                for text_of in (strategies.compact, strategies.pretty):
                    judged(codec, text_of(frame), action_of(message))


def places_of_each_kind(protocol: OcppJsonProtocol) -> Iterator[tuple[Any, strategies.Slot]]:
    """Each kind of place once, in a message with every field; what is put there is taken out again."""
    seen: set[Any] = set()
    payloads = (payload for payload in strategies.payloads_of(protocol) if not strategies.kinds_in(payload) <= seen)
    requests = (strategies.records(payload, complete=True).map(envelope_of) for payload in payloads)
    for strategy in chain([strategies.errors(protocol)], requests):
        message = find(strategy, lambda _: True, settings=settings(PROFILE, phases=[Phase.generate]))
        message = strategies.sendable(message)
        for slot in strategies.slots(message):
            if slot.kind not in seen:
                seen.add(slot.kind)
                yield message, slot
                slot.put(slot.value)


def forms(frame: str | bytes) -> Iterator[Any]:
    """A frame as everything that it may come as."""
    if isinstance(frame, bytes):
        yield from (frame, bytearray(frame), memoryview(frame))
    else:
        yield frame
        if not any("\ud800" <= character <= "\udfff" for character in frame):
            yield frame.encode()


def judged(codec: Codec, frame: Any, action: str | None) -> Examination:
    """What `examine` says of a frame, after a look at whether `decode` says the same.

    `examine` always takes the slow path; `decode` takes it only where the fast one is not sure.
    """
    seen = codec.examine(frame, action)
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


def assert_reply_can_be_read(seen: Examination, protocol: OcppJsonProtocol) -> None:
    if seen.reply is None:
        return
    assert len(seen.reply.encode()) < 2048
    answer = CODECS[protocol].examine(seen.reply)
    assert answer.findings == ()
    assert answer.message == CODECS[protocol].decode(seen.reply)
    assert isinstance(answer.message, CallError | CallResultError)
    assert answer.message.errorCode == seen.error.ocpp_error.code


def assert_survives_pickling(error: OCPPException) -> None:
    twin = pickle.loads(pickle.dumps(error))
    assert type(twin) is OCPPException
    assert twin == error
    assert twin.ocpp_error == error.ocpp_error
    assert str(twin) == str(error)


def assert_can_be_passed_on(seen: Examination, protocol: OcppJsonProtocol, action: str | None) -> None:
    """A frame without a blemish can be sent as it was understood; one that no sender may send is refused for that."""
    codec, message = CODECS[protocol], seen.message
    if {finding.rule for finding in seen.findings} <= strategies.ODD | strategies.FORBIDDEN:
        if sender_is_bound(message):
            assert_refused_as_sender(lambda: codec.encode(message), message)
            message = strategies.sendable(message)
        assert codec.decode(codec.encode(message), action) == as_written(message, protocol)


@every_version
@MANY
@given(data=st.data())
def test_text_and_plain_data_are_judged_alike(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    frame, action = data.draw(strategies.damaged_frames(protocol))
    seen = CODECS[protocol].examine(strategies.pretty(frame), action)
    assert_reads_as(seen, lambda: serializer.parse(frame, action, protocol=protocol))


# Findings -----------------------------------------------------------------------------------------------------------


class Twice(dict[str, Any]):
    """An object that is written with every member twice."""

    def items(self) -> Any:
        return [*super().items(), *super().items()]


@every_version
@MANY
@given(data=st.data())
def test_findings_stand_in_document_order_and_missing_fields_last(
    protocol: OcppJsonProtocol, data: st.DataObject
) -> None:
    frame, action = data.draw(strategies.damaged_payloads(protocol))
    *head, payload = frame
    text = strategies.pretty([*head, data.draw(st.sampled_from([dict, Twice]))(payload)])
    assert_in_document_order(Codec(protocol, max_findings=10_000).examine(text, action), payload)


@every_version
def test_findings_of_any_kind_stand_where_they_say(protocol: OcppJsonProtocol) -> None:
    for message, slot in places_of_each_kind(protocol):
        if hasattr(message, "payload"):
            for junk in strategies.JUNK:
                slot.put(junk)
                frame = msgspec.to_builtins(message, enc_hook=encode_hook)
                seen = CODECS[protocol].examine(strategies.pretty(frame), action_of(message))
                assert_in_document_order(seen, frame[-1])


def assert_in_document_order(seen: Examination, payload: Any) -> None:
    elsewhere = [finding for finding in seen.findings if finding.rule is Rule.VALID_IN_OTHER_VERSION]
    assert [finding.path for finding in elsewhere] == [""] * bool(elsewhere)  # that is said of the frame, and once
    found = tuple(finding for finding in seen.findings if finding not in elsewhere)
    missing = [finding for finding in found if finding.rule is Rule.MISSING_FIELD]
    there = [finding for finding in found if finding.rule is not Rule.MISSING_FIELD]
    assert found == (*there, *missing)
    order = {path: number for number, path in enumerate(strategies.pointers(payload))}
    assert not {finding.path for finding in missing} & order.keys()
    assert {finding.path for finding in there} <= order.keys()
    numbers = [order[finding.path] for finding in there]
    assert numbers == sorted(numbers)


# Whatever goes out --------------------------------------------------------------------------------------------------


@every_version
@SOME
@given(data=st.data())
def test_nothing_leaves_that_would_not_be_let_in(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    message = strategies.sendable(data.draw(strategies.messages(protocol)))
    slot = data.draw(st.sampled_from(list(strategies.slots(message))))
    for blunder in (*strategies.BLUNDERS, *strategies.variants(slot.value)):
        slot.put(blunder)
        assert_sent_or_refused(message, protocol)


@every_version
def test_nothing_leaves_through_any_kind_of_place(protocol: OcppJsonProtocol) -> None:
    for message, slot in places_of_each_kind(protocol):
        for blunder in strategies.BLUNDERS:
            slot.put(blunder)
            assert_sent_or_refused(message, protocol)


def assert_sent_or_refused(message: Any, protocol: OcppJsonProtocol) -> None:
    try:
        frame = CODECS[protocol].encode(message)
    except OCPPException as error:
        assert error.findings
        assert error.reply is None
        if {finding.rule for finding in error.findings if not finding.tolerated} == {Rule.TOO_MANY_DECIMALS}:
            assert parsed_again(message, protocol) == message  # that binds who sends it, not who stores it
        else:
            with pytest.raises(OCPPException):
                serializer.serialize(message, protocol=protocol)
    else:
        said = with_cut_description(message, protocol)
        seen = judged(CODECS[protocol], frame, action_of(message))
        assert seen.message == as_written(said, protocol)
        assert places_and_rules(seen) == list(strategies.oddities(seen.message, timespec="milliseconds"))
        assert parsed_again(message, protocol) == said


def parsed_again(message: Any, protocol: OcppJsonProtocol) -> Any:
    plain = serializer.serialize(message, protocol=protocol)
    return serializer.parse(plain, action_of(message), protocol=protocol)


def with_cut_description(message: Any, protocol: OcppJsonProtocol) -> Any:
    """The message as it is sent: the description of an error is cut rather than refused."""
    if not isinstance(message, CallError | CallResultError):
        return message
    cut = message.errorDescription[: DIALECTS[protocol].description_limit]
    return dataclasses.replace(message, errorDescription=cut)
