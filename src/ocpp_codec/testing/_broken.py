"""Hypothesis strategies: frames that break exactly one rule."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from hypothesis import strategies as st

from .._core.compat import OcppJsonProtocol
from .._core.record import Payload
from .._core.rules import RULES, Rule
from .._core.structure import CallError, CallResultError
from . import _values as values
from ._breaches import CHANGES, ENVELOPES, TEXTS, TWICE, VALUES, Message
from ._examples import example, require_definition
from ._payloads import envelope_of
from ._spelling import frame_of
from ._spots import Spot, holder_of, spots_of

Edit = Callable[[Any], object]  # of what holds a place
_SEPARATORS = (",", ":")


Breakable = type[Payload | CallError | CallResultError]


def broken(
    cls: Breakable, rule: Rule | str, *, protocol: OcppJsonProtocol | str | None = None
) -> st.SearchStrategy[str | bytes]:
    """Frames with a request, a response or an error that break one rule, once, and no other rule.

    `Codec.examine` has one finding for each; for a result, give it `cls.action_class`. Frames are text, or bytes where
    they are not UTF-8.

    Args:
        cls: The class, such as `messages.Heartbeat.Request`; or `structure.CallError` or `CallResultError`.
        rule: A `Rule` member, or its name. `breakable` says which ones a class can break.
        protocol: The version of an error. A request or response has its own.

    Raises:
        TypeError: It is no such class, or an error without a version.
        ValueError: An unknown rule or version; or a rule that this class cannot break; or one that no frame breaks
            alone, such as those about the order of messages.
    """
    message, given = _message(cls, protocol), Rule(rule)
    if given not in _breakable(message):
        raise ValueError(_unbreakable(message, given))
    return _broken(message, given)


def breakable(cls: Breakable, *, protocol: OcppJsonProtocol | str | None = None) -> frozenset[Rule]:
    """The rules that a frame with such a request, response or error can break.

    Args:
        cls: As for `broken`.
        protocol: As for `broken`.

    Raises:
        TypeError: It is no such class, or an error without a version.
        ValueError: An unknown version.
    """
    return _breakable(_message(cls, protocol))


def _message(cls: Any, protocol: OcppJsonProtocol | str | None) -> Message:
    if cls in (CallError, CallResultError):
        if protocol is None:
            raise TypeError(f"{cls.__name__} belongs to every version; give protocol=")
        return Message(cls, OcppJsonProtocol.of(protocol))
    require_definition(cls)
    if not issubclass(cls, Payload):
        raise TypeError(f"{cls.__qualname__} is a data type; a request or a response is needed")
    return Message(cls, cls.action_class.protocol)


@cache
def _breakable(message: Message) -> frozenset[Rule]:
    frame = _full_frame(message)
    in_envelope = {rule for rule, envelopes in ENVELOPES.items() if envelopes(message, frame)}
    in_payload = {rule for rule in (*VALUES, *CHANGES) if _spots_for(message, rule)}
    return frozenset({*TEXTS, *in_envelope, *in_payload})


def _unbreakable(message: Message, rule: Rule) -> str:
    if RULES[rule].in_conversation:
        return f"{rule} is about the order of messages, so no frame breaks it alone"
    if any(rule in table for table in (VALUES, CHANGES, ENVELOPES)):
        name = message.cls.__qualname__
        return f"{name} of {message.protocol} has nothing that could break {rule}; see breakable({name})"
    return f"{rule} is about how a frame is examined, so no frame breaks it alone"


@cache
def _broken(message: Message, rule: Rule) -> st.SearchStrategy[str | bytes]:
    good = _good_frames(message)
    ways: list[st.SearchStrategy[str | bytes]] = []
    if rule in TEXTS:
        ways.append(good.map(_text_of).flatmap(lambda text: st.sampled_from(TEXTS[rule](text))))
    if rule in ENVELOPES and ENVELOPES[rule](message, _full_frame(message)):
        ways.append(good.flatmap(lambda frame: st.sampled_from(ENVELOPES[rule](message, frame))).map(_text_of))
    if spots := _spots_for(message, rule):
        drawn = st.tuples(good, st.sampled_from(spots))
        ways.append(drawn.flatmap(partial(_breaches, message, rule)).map(_text_of))
    return st.one_of(ways)


@cache
def _good_frames(message: Message) -> st.SearchStrategy[list[Any]]:
    """Valid frames: the example, the full example, and full ones with any values. Their id is "1"."""
    cls = message.payload
    if cls is None:
        return st.just(_full_frame(message))
    whole = [_frame(example(cls)), _full_frame(message)]
    return st.sampled_from(whole) | values.records(cls, full=True, odd=False).map(_frame)


def _frame(payload: Payload) -> list[Any]:
    return frame_of(envelope_of(payload))


@cache
def _full_frame(message: Message) -> list[Any]:
    if message.payload is not None:
        return _frame(example(message.payload, full=True))
    error = CallError if message.cls is CallError else CallResultError
    return frame_of(error("1", "NotSupported", "Not here", {}))


@cache
def _spots_for(message: Message, rule: Rule) -> tuple[Spot, ...]:
    """The places where a full example can break a rule about a value or a member."""
    if message.payload is None or (rule not in VALUES and rule not in CHANGES):
        return ()
    full = _full_frame(message)
    return tuple(spot for spot in spots_of(message.payload) if _edits(message, rule, full, spot))


def _breaches(message: Message, rule: Rule, drawn: tuple[list[Any], Spot]) -> st.SearchStrategy[list[Any]]:
    """A frame broken at a place; the full example, if the frame does not have that place."""
    frame, spot = drawn
    if not _edits(message, rule, frame, spot):
        frame = _full_frame(message)
    return st.sampled_from(_edits(message, rule, frame, spot)).map(lambda edit: _edited(frame, spot, edit))


def _edits(message: Message, rule: Rule, frame: list[Any], spot: Spot) -> list[Edit]:
    """What can be done at a place to break a rule."""
    holder = holder_of(frame[-1], spot)
    if holder is None:
        return []
    if rule in VALUES:
        return [partial(_put, spot.key, value) for value in VALUES[rule](message, spot, holder[spot.key])]
    change = CHANGES[rule]
    can = not spot.is_item and change(message, spot, dict(holder))
    return [partial(change, message, spot)] if can else []


def _put(key: Any, value: Any, holder: Any) -> None:
    holder[key] = value


def _edited(frame: list[Any], spot: Spot, edit: Edit) -> list[Any]:
    changed = copy.deepcopy(frame)
    edit(holder_of(changed[-1], spot))
    return changed


def _text_of(frame: list[Any]) -> str:
    return json.dumps(frame, separators=_SEPARATORS).replace(TWICE, "")
