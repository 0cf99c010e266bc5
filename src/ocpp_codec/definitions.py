"""What a codec has to know of one version: its actions, its error codes, and their decoders, built on first use."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from . import compat, record
from .compat import OcppJsonProtocol
from .record import Action, Payload
from .structure import Call, CallResult, Send

Decode = Callable[[Any], Any]

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


class _Requests(dict[str, Decode]):
    """Action name -> decoder of its calls; KeyError for an unknown one."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions

    def __missing__(self, name: str) -> Decode:
        self[name] = decode = decoder_of(self._definitions.actions[name].Request)
        return decode


class _RequestsUtf8(dict[bytes, Decode]):
    """The same for names in UTF-8."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions

    def __missing__(self, name: bytes) -> Decode:
        self[name] = decode = self._definitions.requests[name.decode()]
        return decode


class _Results(dict["type[Action] | str", Decode]):
    """Action or its name -> decoder of its results; KeyError for an unknown one or one without a response."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions

    def __missing__(self, key: type[Action] | str) -> Decode:
        action = self._definitions.action(key)
        if action is None or action.Response is None:
            raise KeyError(key)
        self[key] = decode = decoder_of(action.Response)
        return decode


class Definitions:
    """One version. Made once in a process, shared by all codecs, and safe to use from any thread."""

    def __init__(self, protocol: OcppJsonProtocol) -> None:
        self.protocol = protocol
        self.actions = compat.get_implemented_messages(protocol)
        self._codes = {_folded(code): code for code in compat.get_error_codes(protocol)}
        for spellings in compat.SAME_CODES:
            known = next(code for code in self._codes.values() if code in spellings)
            self._codes |= {_folded(spelling): known for spelling in spellings}
        self.codes = {code.value: code for code in self._codes.values()}
        self.requests = _Requests(self)
        self.requests_utf8 = _RequestsUtf8(self)
        self.results = _Results(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return definitions_of, (self.protocol,)

    def error_code(self, text: str) -> StrEnum | None:
        """The error code that a text means, however it is spelled; None for one that this version does not have."""
        return self._codes.get(_folded(text))

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


@cache
def decoder_of(payload: type[Payload]) -> Decode:
    """Decodes and validates whole frames that carry such a payload."""
    action = payload.action_class
    envelope: Any = CallResult if payload is action.Response else Send if action.Response is None else Call
    return msgspec.json.Decoder(envelope[payload], dec_hook=record.decode_hook).decode


def _folded(text: str) -> str:
    return re.sub("[^a-z]", "", text.casefold())
