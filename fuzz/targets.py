"""What must hold for every input. Each target is a function of bytes that raises for a finding.

The id of a result says which action it answers, as far as it names one; so an input needs nothing beside it.
"""

from __future__ import annotations

import json
import pickle
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import msgspec

from ocpp_codec import (
    Codec,
    DecodeError,
    Examination,
    Finding,
    OCPPException,
    OcppJsonProtocol,
    Rule,
    Severity,
    Tolerance,
    serializer,
)
from ocpp_codec._core import slow_path
from ocpp_codec._core.answered import ActionLookup
from ocpp_codec._core.escapes import key_text
from ocpp_codec._core.normalize import retry_normalized
from ocpp_codec.compat import get_implemented_messages
from ocpp_codec.rules import RULES
from ocpp_codec.structure import CallError, CallResult, CallResultError
from ocpp_codec.tolerance import ALL, FIELD
from tests.support.messages import action_of
from tests.support.oddities import in_milliseconds

from . import conversation, modes, oracle
from .generate import Source, message_of, protocol_of

# As fine as each version lets one write, so that what comes back can be compared.
_TIMESPECS = dict.fromkeys(OcppJsonProtocol, "milliseconds") | {OcppJsonProtocol.v16: "microseconds"}
_ENFORCEABLE = frozenset(Rule) - {Rule.VALID_IN_OTHER_VERSION}

# What FIELD lets pass, at every place; the others are found before there is a place.
_PLACELESS = {rule for rule, info in RULES.items() if rule in FIELD and not info.has_place}
_EVERYWHERE = _PLACELESS | {Tolerance(rule, "*") for rule in FIELD - _PLACELESS}

_SETTINGS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "strict": {},
        "field": {"tolerate": FIELD},
        "places": {"tolerate": _EVERYWHERE},
        "all": {"tolerate": ALL},
        "enforcing": {"enforce": _ENFORCEABLE, "max_findings": 3},
    }
)
_CODECS = {
    protocol: {name: Codec(protocol, timespec=_TIMESPECS[protocol], **settings) for name, settings in _SETTINGS.items()}
    for protocol in OcppJsonProtocol
}
STRICT = {protocol: codecs["strict"] for protocol, codecs in _CODECS.items()}
_ACTIONS = {protocol: get_implemented_messages(protocol) for protocol in OcppJsonProtocol}

#: The ways to write a message that has been decoded: all of them give the same text.
_WRITERS: tuple[Callable[[Codec, Any], str], ...] = (
    Codec.encode,
    lambda codec, message: codec.encode_bytes(message).decode(),
    lambda codec, message: codec.encode(message, check=False),
)


def slowly(codec: Codec, frame: str | bytes, action: str | None) -> tuple[Any, tuple[Finding, ...]]:
    """The message by the slow path alone, None for a frame that it refuses; and what it has found."""
    inspection = slow_path.inspect_text(frame, codec.settings, ActionLookup(codec.settings.version, action))
    return inspection.message, inspection.report.findings


def quickly(codec: Codec, frame: str | bytes, action: str | None) -> Any:
    """The message by the fast path alone; None where that is not sure."""
    actions = ActionLookup(codec.settings.version, action)
    decode = codec._decode_fast
    return decode(frame, action) or retry_normalized(decode, codec.settings.version, frame, actions)[0]


def same(one: Any, other: Any) -> bool:
    """Equal, and of the same types all the way down: 1 is not 1.0, a member of an enumeration not its value."""
    return one == other and repr(one) == repr(other)


# Which action a result answers ---------------------------------------------------------------------------------------

_RESULT_ID = re.compile(rb'\[\s*3\s*,\s*"([^"]*)"')


def _named_action(data: bytes) -> str | None:
    """The name that stands as the id of a result."""
    found = _RESULT_ID.search(data)
    return found[1].decode(errors="replace") if found else None


def _said_of_results(protocol: OcppJsonProtocol, data: bytes, digest: int) -> Any:
    """Something to say of results: functions that know them by their ids, the very name or class, or what is wrong."""
    actions = _ACTIONS[protocol]
    name = _named_action(data)
    by_name = actions.get(name or "", name)
    said = (actions.get, actions.__getitem__, name, by_name, name, "NoSuchAction", None, "Heartbeat")
    return said[digest % len(said)]


# Examination -------------------------------------------------------------------------------------------------------


def examine(protocol: OcppJsonProtocol, data: bytes) -> None:
    """Whatever comes in gives a message or says what is wrong; all codecs of a version agree where they should."""
    digest = zlib.crc32(data)
    action = _said_of_results(protocol, data, digest)
    forms = _forms(data)
    codecs = _CODECS[protocol]
    strict = _judged(codecs["strict"], forms[0], action)
    as_bytes = _judged(codecs["strict"], forms[1], action, with_decode=digest & 1024 == 0)
    assert not _is_utf8(data) or same(_without_text(strict), _without_text(as_bytes))
    form = forms[(digest >> 8) % 2]
    others = ("field", "all", "enforcing")
    decoded = others[(digest >> 11) % 3]  # what costs much is done for some inputs only
    field, everything, enforcing = (_judged(codecs[name], form, action, with_decode=name == decoded) for name in others)
    for narrow, wide in ((strict, field), (field, everything), (enforcing, strict)):
        assert narrow.message is None or same(narrow.message, wide.message)
    assert enforcing.message is None or not enforcing.findings
    for seen in (strict, everything, enforcing):
        _check_reply(protocol, seen)
    for seen, name in ((field, "field"), (everything, "all")):
        if seen.message is not None:
            _check_passing_on(codecs[name], STRICT[protocol], seen)
    if (digest >> 13) % 4 == 0:
        for seen in (strict, field, everything):
            _check_paths(seen)
            _check_pickles(seen)
        places = _judged(codecs["places"], form, action)
        assert same(places.message, field.message)


def _forms(data: bytes) -> tuple[str, bytes]:
    """The input as text and as bytes; what is no UTF-8 becomes half surrogates, which a text may hold and UTF-8 not."""
    return data.decode(errors="surrogateescape"), data


def _is_utf8(data: bytes) -> bool:
    try:
        return bool(data.decode()) or not data
    except UnicodeDecodeError:
        return False


def _without_text(seen: Examination) -> tuple[Any, ...]:
    return seen.message, seen.findings, seen.reply, seen.omitted, seen.messageTypeId, seen.uniqueId, seen.action


def _judged(codec: Codec, form: str | bytes, action: Any, *, with_decode: bool = True) -> Examination:
    """What `examine` says of a frame; it agrees with itself and with `decode`."""
    seen = codec.examine(form, action)
    errors = [finding for finding in seen.findings if finding.severity is Severity.ERROR]
    assert (seen.message is None) is bool(errors) is (seen.error is not None)
    assert seen.error is None or seen.error.reply == seen.reply
    assert seen.error is not None or seen.reply is None
    assert len(seen.findings) <= (codec.max_findings + 1 if errors else 10_000 + 2 * codec.max_findings)
    assert all(str(finding).isprintable() for finding in seen.findings)
    if with_decode:
        _check_decode(codec, form, action, seen)
    return seen


def _check_decode(codec: Codec, form: str | bytes, action: Any, seen: Examination) -> None:
    """The message that was seen comes, or the exception."""
    try:
        message = codec.decode(form, action)
    except OCPPException as error:
        assert type(error) is DecodeError
        assert error == seen.error
        assert str(error)
    else:
        assert same(message, seen.message)


_OF_READABLE_ID = {Rule.NUMERIC_ID, Rule.ID_TOO_LONG, Rule.EMPTY_ID}


def _check_reply(protocol: OcppJsonProtocol, seen: Examination) -> None:
    """A reply is a faultless frame of moderate size that says what is wrong, under the id of what it answers."""
    if seen.reply is None or seen.error is None:
        return
    assert len(seen.reply.encode()) < 2048
    kind, unique_id, code, *_ = json.loads(seen.reply)
    assert (kind, code) in ((4, seen.error.ocpp_error.code), (5, seen.error.ocpp_error.code))
    assert unique_id == ("-1" if seen.uniqueId is None else getattr(seen.uniqueId, "received", seen.uniqueId))
    # An id that can be read is good enough to answer with, although it breaks a rule.
    answer = STRICT[protocol].examine(seen.reply)
    assert {each.rule for each in answer.findings} <= {each.rule for each in seen.findings} & _OF_READABLE_ID


def _check_passing_on(reader: Codec, strict: Codec, seen: Examination) -> None:
    """What was tolerated can be sent, and is faultless then; or it is refused in the proper way."""
    message: Any = seen.message
    try:
        text = reader.encode(message)
    except OCPPException as refused:
        assert refused.findings
        assert refused.reply is None
    else:
        action = seen.action if isinstance(seen.message, CallResult) else None
        assert strict.decode(text, action) is not None


# What a finding says of the envelope; the rest is about the payload.
_OF_ENVELOPE = {
    Rule.NOT_AN_ARRAY,
    Rule.MESSAGE_TYPE_NOT_AN_INTEGER,
    Rule.UNKNOWN_MESSAGE_TYPE,
    Rule.MESSAGE_TYPE_SPELLING,
    Rule.WRONG_ELEMENT_COUNT,
    Rule.MISSING_PAYLOAD,
    Rule.ID_NOT_A_STRING,
    Rule.NUMERIC_ID,
    Rule.EMPTY_ID,
    Rule.ID_TOO_LONG,
    Rule.ACTION_NOT_A_STRING,
    Rule.UNKNOWN_ACTION,
    Rule.ACTION_SPELLING,
    Rule.ACTION_OF_OTHER_TYPE,
    Rule.UNASKED_ANSWER,
}


def _check_paths(seen: Examination) -> None:
    """Every path leads somewhere, and that of a missing field to an object that lacks it."""
    try:
        frame = json.loads(seen.frame)
    except (ValueError, RecursionError):  # mended, or not at all; no path is known then that could be followed
        return
    for finding in seen.findings:
        if finding.path:
            _check_path(frame, finding)


def _check_path(frame: Any, finding: Finding) -> None:
    if finding.scope in ("CALLERROR", "CALLRESULTERROR"):
        value = _whole_error(frame)
    else:
        value = frame if finding.rule in _OF_ENVELOPE else _payload_of(frame)
    *above, last = finding.path.split("/")[1:]
    for key in above:
        value = _inside(value, key)
    if finding.rule is Rule.MISSING_FIELD:
        assert isinstance(value, dict)
        assert last not in map(key_text, value)
    else:
        _inside(value, last)


def _whole_error(frame: list[Any]) -> list[Any]:
    """An error with all its elements: the description and the details may be left out, or the description alone."""
    if len(frame) == 4 and isinstance(frame[3], dict):
        return [*frame[:3], None, frame[3]]
    return [*frame, None, None]


def _payload_of(frame: list[Any]) -> Any:
    """The last element of a frame; what may be left out is empty."""
    repeats_action = len(frame) == 4 and isinstance(frame[2], str)
    place = 2 if frame[0] in (3, 3.0, "3") and not repeats_action else 3
    return frame[place] if len(frame) > place and frame[place] is not None else {}


def _inside(value: Any, key: str) -> Any:
    """What stands there; a key is escaped in a path."""
    if isinstance(value, list):
        assert key.isdecimal()
        assert int(key) < len(value)
        return value[int(key)]
    assert isinstance(value, dict)
    there = [item for name, item in value.items() if key_text(name) == key]
    assert there
    return there[0]


def _check_pickles(seen: Examination) -> None:
    """What was seen goes from process to process."""
    twin = pickle.loads(pickle.dumps(seen))
    assert twin == seen
    assert str(twin.error) == str(seen.error)


# Both paths --------------------------------------------------------------------------------------------------------


def fast_slow(data: bytes) -> None:
    """Whatever the fast path accepts, the slow path accepts with an equal message; as text and as bytes."""
    name = _named_action(data)
    for protocol in OcppJsonProtocol:
        action = name if name in _ACTIONS[protocol] else "Heartbeat"
        for form in _forms(data):
            fast = quickly(STRICT[protocol], form, action)
            if fast is not None:
                slow, findings = slowly(STRICT[protocol], form, action)
                seen = STRICT[protocol].examine(form, action)
                assert same(fast, slow)
                assert same((seen.message, seen.findings), (slow, findings))


# There and back ----------------------------------------------------------------------------------------------------

# What a schema lets in and nobody may send all the same.
_UNSENDABLE = {Rule.TOO_MANY_DECIMALS, Rule.LONE_SURROGATE, Rule.UNKNOWN_ERROR_CODE}


def round_trip(data: bytes) -> None:
    """What is sent comes back equal: whatever the input decodes to, or the message that its bytes make."""
    if data.lstrip()[:1] == b"[":
        for protocol, message in _decoded(data):
            _check_round_trip(protocol, message)
    else:
        source = Source(data)
        message = message_of(source)
        protocol = protocol_of(message, source)
        _check_round_trip(protocol, message)
        _check_plain(protocol, message)


def _decoded(data: bytes) -> Iterator[tuple[OcppJsonProtocol, Any]]:
    """The messages that an input is, in any version."""
    name = _named_action(data)
    for protocol, codec in STRICT.items():
        try:
            yield protocol, codec.decode(data, name)
        except (OCPPException, ValueError):
            continue


def _check_round_trip(protocol: OcppJsonProtocol, message: Any) -> None:
    codec = STRICT[protocol]
    try:
        text = codec.encode(message)
    except OCPPException as refused:
        errors = {finding.rule for finding in refused.findings if finding.severity is Severity.ERROR}
        assert errors <= _UNSENDABLE
        return
    back = codec.decode(text, action_of(message))
    assert back == _as_sent(message, protocol)
    assert all(write(codec, back) == text for write in _WRITERS)
    assert same(codec.decode(text.encode(), action_of(message)), back)


def _check_plain(protocol: OcppJsonProtocol, message: Any) -> None:
    """The interface of plain data loses nothing."""
    plain = serializer.serialize(message, protocol=protocol)
    assert serializer.parse(plain, action_of(message), protocol=protocol) == message


def _as_sent(message: Any, protocol: OcppJsonProtocol) -> Any:
    """The message as its receiver reads it: a description is cut in 2.x, and so is what is finer than milliseconds."""
    if protocol is OcppJsonProtocol.v16:
        return message
    if isinstance(message, CallError | CallResultError):
        return msgspec.structs.replace(message, errorDescription=message.errorDescription[:255])
    return in_milliseconds(message)


#: All targets by name.
TARGETS: Mapping[str, Callable[[bytes], None]] = MappingProxyType(
    {
        **{f"examine_{protocol.name[1:]}": partial(examine, protocol) for protocol in OcppJsonProtocol},
        "pairing": conversation.pairing,
        "fast_slow": fast_slow,
        "schemas": oracle.schemas,
        "round_trip": round_trip,
        "native_read": modes.native_read,
        "native_write": modes.native_write,
    }
)
