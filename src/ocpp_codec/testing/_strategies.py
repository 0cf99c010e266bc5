"""Hypothesis strategies: valid payloads, messages and frames.

What is valid is read from the very annotations that the codec reads. The first choice is always the plausible one, so
that a failing test shows a small message that looks like a real one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from .._core.annotations import fields_of
from .._core.compat import DIALECTS, OcppJsonProtocol
from .._core.record import Action, Payload, Record, Sender
from .._core.structure import Call, CallError, CallResult, CallResultError, Envelope, Message, Send
from .._core.version import get_error_codes, version_of
from . import _values as values
from ._examples import require_definition
from ._payloads import envelope_of, kind_of_envelope, payloads_of
from ._spelling import Style, spelled

R = TypeVar("R", bound=Record)

_WITH_PAYLOAD = (Call, CallResult, Send)
_ERRORS = (CallError, CallResultError)


def payloads(cls: type[R], *, full: bool = False, odd: bool = False) -> st.SearchStrategy[R]:
    """Valid instances of a request, a response or a data type: every field, limit and kind of text.

    A codec writes them, and examines them without a finding.

    Args:
        cls: The class, such as `messages.Heartbeat.Response` or `types.IdTokenType`.
        full: True for every field. Otherwise optional fields may be absent.
        odd: True for what the schemas allow and the text of a specification does not, too, such as an identifier with
            a blank. `decode` accepts it, mostly with advice. `encode` refuses two oddities: more than six digits
            behind the point for a station (2.x), and, with a finer `timespec`, digits beyond milliseconds.

    Raises:
        TypeError: It is no such class.
    """
    require_definition(cls)
    strategy: st.SearchStrategy[R] = values.records(cls, full, odd)
    return strategy


def messages(
    protocol: OcppJsonProtocol | str,
    *,
    actions: Iterable[type[Action] | str] | None = None,
    sender: Sender | str | None = None,
    kinds: Collection[type[Envelope]] | None = None,
    odd: bool = False,
) -> st.SearchStrategy[Message[Any]]:
    """Valid messages of a version: calls, results, errors and SENDs.

    Args:
        protocol: The version.
        actions: Only requests and responses of these actions (classes or names), and so no errors.
        sender: Only what this side sends: "station" or "csms". Both send errors.
        kinds: Only these envelopes, such as `[Call]`.
        odd: As for `payloads`.

    Raises:
        ValueError: An unknown version, action or sender; or no message is left.
    """
    version = OcppJsonProtocol.of(protocol)
    chosen = _chosen(version, actions, sender, kinds)
    wanted = DIALECTS[version].message_types
    errors = [
        kind
        for kind in _ERRORS
        if kind.messageTypeId in wanted and (kind in kinds if kinds is not None else actions is None)
    ]
    strategies = [_with_payload(chosen, odd)] if chosen else []
    if errors and actions is None:
        strategies.append(_errors(version, tuple(errors)))
    if not strategies:
        raise ValueError(f"{version} has no message that is all of this: actions, sender, kinds")
    return st.one_of(strategies)


def frames(
    protocol: OcppJsonProtocol | str,
    *,
    actions: Iterable[type[Action] | str] | None = None,
    sender: Sender | str | None = None,
    kinds: Collection[type[Envelope]] | None = None,
    odd: bool = False,
) -> st.SearchStrategy[str]:
    """The text of valid frames, as many writers of JSON would write them: blanks, escapes, order of members, numbers.

    The id of a result is the name of its action, so `decode(frame, lambda unique_id: unique_id)` reads every frame.

    Args:
        protocol: The version.
        actions: As for `messages`, as are the others.
        sender: Only what this side sends.
        kinds: Only these envelopes.
        odd: As for `payloads`.

    Raises:
        ValueError: As for `messages`.
    """
    drawn = messages(protocol, actions=actions, sender=sender, kinds=kinds, odd=odd)
    return st.tuples(drawn, values.styles()).map(_spelled)


def _spelled(drawn: tuple[Message[Any], Style]) -> str:
    message, style = drawn
    return spelled(_named(message), style)


def _named(message: Message[Any]) -> Message[Any]:
    """The message; a result with the name of its action as its id."""
    if isinstance(message, CallResult):
        return CallResult(message.payload.action_class.__name__, message.payload)
    return message


def _chosen(
    protocol: OcppJsonProtocol,
    actions: Iterable[type[Action] | str] | None,
    sender: Sender | str | None,
    kinds: Collection[type[Envelope]] | None,
) -> tuple[type[Payload], ...]:
    """The payload classes that are wanted, small ones first."""
    wanted = None if actions is None else {_action(protocol, each) for each in actions}
    side = None if sender is None else Sender(sender)
    chosen = [
        payload
        for payload in payloads_of(protocol)
        if (wanted is None or payload.action_class in wanted)
        and (kinds is None or kind_of_envelope(payload) in kinds)
        and (side is None or _is_sent_by(payload, side))
    ]
    return tuple(sorted(chosen, key=lambda payload: len(fields_of(payload))))


def _action(protocol: OcppJsonProtocol, given: type[Action] | str) -> type[Action]:
    action = version_of(protocol).action(given)
    if action is None:
        raise ValueError(f"{given!r} is not an action of {protocol}")
    return action


def _is_sent_by(payload: type[Payload], side: Sender) -> bool:
    action = payload.action_class
    requester = action.sender
    if Sender.BOTH in (requester, side):
        return True
    return (requester is side) is (payload is action.Request)


@cache
def _with_payload(chosen: tuple[type[Payload], ...], odd: bool) -> st.SearchStrategy[Message[Any]]:
    drawn = st.sampled_from(chosen).flatmap(lambda cls: values.records(cls, full=False, odd=odd))
    return st.builds(envelope_of, drawn, values.unique_ids())


@cache
def _errors(
    protocol: OcppJsonProtocol, kinds: tuple[type[CallError | CallResultError], ...]
) -> st.SearchStrategy[Message[Any]]:
    codes = st.sampled_from(list(get_error_codes(protocol)))
    parts = st.tuples(values.unique_ids(), codes, values.texts(255), values.json_objects())
    return st.sampled_from(kinds).flatmap(lambda kind: parts.map(lambda each: kind(*each)))
