"""What a codec has to know of one version: its actions, its error codes, and their decoders, built on first use."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeAlias, cast

import msgspec

from . import compat, record
from .compat import OcppJsonProtocol
from .record import Action, Payload
from .structure import Call, CallResult, Send

Decode = Callable[[Any], Any]
#: What decodes the requests of an action, and the name of that action.
Request: TypeAlias = tuple[Decode, str]

#: What a result answers: an action, its name, or a function that knows it by the id (KeyError or None: nobody asked).
Answered: TypeAlias = "type[Action] | str | Ask | None"
Ask: TypeAlias = Callable[[str], type[Action] | str | None]

#: What msgspec, our hooks and a look at a thing of unknown shape raise on the fast path. It means "not sure".
UNSURE = (
    msgspec.MsgspecError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


class Definitions:
    """One version. Made once in a process, shared by all codecs, and safe to use from any thread."""

    def __init__(self, protocol: OcppJsonProtocol) -> None:
        self.protocol = protocol
        self.dialect = compat.DIALECTS[protocol]
        self.actions = compat.get_implemented_messages(protocol)
        self._codes = {_folded(code): code for code in compat.get_error_codes(protocol)}
        for spellings in compat.SAME_CODES:
            known = next(code for code in self._codes.values() if code in spellings)
            self._codes |= {_folded(spelling): known for spelling in spellings}
        self.codes = {code.value: code for code in self._codes.values()}
        # By name, by name in UTF-8 (text and bytes never meet in one table), and by name or class of the action.
        self.requests: dict[str, Request] = {}
        self.requests_utf8: dict[bytes, Request] = {}
        self.results: dict[str | type[Action], Decode] = {}
        for name, action in self.actions.items():
            self._enter_request(name, partial(self._first_request, name, action))
            if action.Response is not None:
                self._enter_result(name, action, partial(self._first_result, name, action))

    def __reduce__(self) -> tuple[Any, ...]:
        return definitions_of, (self.protocol,)

    def _enter_request(self, name: str, decode: Decode) -> None:
        self.requests[name] = self.requests_utf8[name.encode()] = (decode, name)

    def _enter_result(self, name: str, action: type[Action], decode: Decode) -> None:
        self.results[name] = self.results[action] = decode

    def _first_request(self, name: str, action: type[Action], text: Any) -> Any:
        """Decodes a request of this action for the first time: makes the decoder that is used from now on."""
        decode = decoder_of(action.Request)
        self._enter_request(name, decode)
        return decode(text)

    def _first_result(self, name: str, action: type[Action], text: Any) -> Any:
        decode = decoder_of(cast("type[Payload]", action.Response))
        self._enter_result(name, action, decode)
        return decode(text)

    def error_code(self, text: str) -> StrEnum | None:
        """The error code that a text means, however it is spelled; None for one that this version does not have."""
        return self._codes.get(_folded(text))

    def usable(self, answered: Answered) -> Answered:
        """What a result answers, if a codec of this version can be told so at all; else None."""
        if not isinstance(answered, type) and callable(answered):
            return partial(self._usable_of, answered)
        try:
            return answered if isinstance(answered, str) or self.action(answered) else None
        except (TypeError, ValueError):
            return None

    def _usable_of(self, ask: Ask, unique_id: str) -> Any:
        return self.usable(ask(unique_id))

    def action(self, action: object) -> type[Action] | None:
        """The action of that name or class; None for an unknown name.

        ValueError for a class of another version, TypeError for what is no action.
        """
        if isinstance(action, str):
            return self.actions.get(action)
        if not (isinstance(action, type) and issubclass(action, Action)):
            raise TypeError(f"action must be an action such as messages.Heartbeat, or its name, not {action!r}")
        if self.actions.get(action.__name__) is not action:
            raise ValueError(f"{action.__module__}.{action.__qualname__} is no action of {self.protocol}")
        return action


@cache
def definitions_of(protocol: OcppJsonProtocol) -> Definitions:
    """The definitions of a version; imports it on first use."""
    return Definitions(protocol)


# msgspec shows other threads what it has half prepared of a class, and crashes when they use it: one at a time. A fork
# waits for it as well, since the child would inherit the half and a lock that nobody holds.
_BUILDING = threading.RLock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_BUILDING.acquire, after_in_parent=_BUILDING.release, after_in_child=_BUILDING.release)


@cache
def decoder_of(payload: type[Payload]) -> Decode:
    """Decodes and validates whole frames that carry such a payload."""
    action = payload.action_class
    envelope: Any = CallResult if payload is action.Response else Send if action.Response is None else Call
    with _BUILDING:
        return msgspec.json.Decoder(envelope[payload], dec_hook=record.decode_hook).decode


def _folded(text: str) -> str:
    return re.sub("[^a-z]", "", text.casefold())
