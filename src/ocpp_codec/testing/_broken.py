"""Hypothesis strategies: frames that break exactly one rule."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, TypeAlias

from hypothesis import strategies as st

from .._core.annotations import fields_of
from .._core.compat import DIALECTS, OcppJsonProtocol
from .._core.record import Payload, Record
from .._core.rules import RULES, Rule
from .._core.structure import CallError, CallResultError
from ._breaches import ENVELOPE, PAYLOAD, TEXT, Edit, Target, with_raw
from ._examples import example, require_definition
from ._payloads import envelope_of, kind_of_envelope, plain
from ._places import Place, Step, custom_member, places_in
from ._spelling import frame_of, written
from ._strategies import messages
from ._values import records, unique_ids

#: The classes whose frames can be broken.
Breakable: TypeAlias = type[Payload] | type[CallError] | type[CallResultError]

#: What a rule is about that no frame can break alone.
_NEVER = {
    Rule.NOT_TEXT: "values that are no frames",
    Rule.NO_ACTION_GIVEN: "how a frame is examined",
    Rule.UNKNOWN_ACTION_GIVEN: "how a frame is examined",
    Rule.VALID_IN_OTHER_VERSION: "frames that break another rule",
}


def breakable(cls: Breakable, *, protocol: OcppJsonProtocol | str | None = None) -> frozenset[Rule]:
    """The rules that a frame of this class can break, alone.

    Args:
        cls: A request or response, such as `messages.Heartbeat.Request`; or `CallError` or `CallResultError`.
        protocol: The version; needed only for the two errors.

    Raises:
        TypeError: It is no such class, or an error without a version.
        ValueError: An unknown version, or one that has no such error.
    """
    target = target_of(cls, protocol)
    return frozenset(rule for rule in Rule if rule in TEXT or edits_of(cls, target, rule))


def broken(
    cls: Breakable, rule: Rule | str, *, protocol: OcppJsonProtocol | str | None = None
) -> st.SearchStrategy[str | bytes]:
    """Frames of this class that break one rule, once, and are valid otherwise.

    `Codec.examine` finds this rule and no other one. If the frame is refused, it may also find
    `Rule.VALID_IN_OTHER_VERSION`, which only says that another version allows the frame.

    Args:
        cls: A request or response, such as `messages.Heartbeat.Request`; or `CallError` or `CallResultError`. A result
            has to be examined with its action.
        rule: A `Rule` or its name. `breakable(cls)` has those that are possible.
        protocol: The version; needed only for the two errors.

    Raises:
        TypeError: It is no such class, or an error without a version.
        ValueError: An unknown rule or version, or this class cannot break the rule. The text says why.
    """
    rule, target = Rule(rule), target_of(cls, protocol)
    edits = edits_of(cls, target, rule)
    if not edits and rule not in TEXT:
        raise ValueError(_why_not(cls, target, rule))
    frames = _frames(cls, target)
    strategies: list[st.SearchStrategy[str | bytes]] = []
    if rule in TEXT:
        strategies.append(frames.map(written).map(TEXT[rule]).flatmap(_one_of))
    if edits:
        strategies.append(st.builds(edited, frames, st.sampled_from(edits)))
    return st.one_of(strategies)


def _why_not(cls: Breakable, target: Target, rule: Rule) -> str:
    if RULES[rule].in_conversation:
        return f"{rule} is about the order of messages, so no frame breaks it alone"
    if rule in _NEVER:
        return f"{rule} is about {_NEVER[rule]}, so no frame breaks it alone"
    name = cls.__qualname__
    return f"{name} of {target.protocol} has nothing that could break {rule} alone; see breakable({name})"


def _one_of(texts: list[str] | list[bytes]) -> st.SearchStrategy[str | bytes]:
    return st.sampled_from(texts)


def edited(frame: list[Any], breach: tuple[Place | None, Edit]) -> str:
    """The text of a frame with a breach in it."""
    place, edit = breach
    changed = copy.deepcopy(frame)
    holder, key = (changed, None) if place is None else place.reach(changed)
    edit(holder, key)
    return with_raw(written(changed))


# What is broken ----------------------------------------------------------------------------------------------------


def target_of(cls: Any, protocol: OcppJsonProtocol | str | None) -> Target:
    if cls in (CallError, CallResultError):
        if protocol is None:
            raise TypeError(f"{cls.__name__} belongs to no version of its own; give protocol=")
        version = OcppJsonProtocol.of(protocol)
        if cls.messageTypeId not in DIALECTS[version].message_types:
            raise ValueError(f"{version} has no {cls.__name__}")
        return Target(version, cls.messageTypeId)
    require_definition(cls)
    if not issubclass(cls, Payload):
        raise TypeError(f"{cls.__qualname__} is a data type; a request or a response is needed")
    action = cls.action_class
    if protocol is not None and OcppJsonProtocol.of(protocol) is not action.protocol:
        raise ValueError(f"{cls.__qualname__} belongs to {action.protocol}, not to {protocol}")
    is_empty = not any(field.required for field in fields_of(cls))
    decimals = DIALECTS[action.protocol].decimals if action.goes_to_station(cls) else None
    return Target(action.protocol, kind_of_envelope(cls).messageTypeId, action.__name__, is_empty, decimals)


def _frames(cls: Breakable, target: Target) -> st.SearchStrategy[list[Any]]:
    """Valid frames as plain data."""
    if issubclass(cls, Payload):
        return st.builds(envelope_of, records(cls, full=False, odd=False), unique_ids()).map(frame_of)
    return messages(target.protocol, kinds=[cls]).map(frame_of)


@cache
def edits_of(cls: Breakable, target: Target, rule: Rule) -> tuple[tuple[Place | None, Edit], ...]:
    """Every change that breaks the rule, with its place; None for a change of the envelope."""
    edits: list[tuple[Place | None, Edit]] = []
    if rule in ENVELOPE:
        edits += [(None, edit) for edit in ENVELOPE[rule](target)]
    if rule in PAYLOAD:
        edits += [(place, edit) for place in _places(cls) for edit in PAYLOAD[rule](place, target)]
    return tuple(edits)


@cache
def _places(cls: Breakable) -> tuple[Place, ...]:
    if not issubclass(cls, Payload):  # the details of an error may be any object
        return (custom_member(Step(4, dict[str, Any])),)
    index = 2 if cls is cls.action_class.Response else 3
    return places_in(cls, Step(index, lambda: plain(_example(cls))))


def _example(cls: type[Payload]) -> Record:
    return example(cls)
