"""One version as a codec needs it: its actions, its error codes, and the decoders, built on first use."""

from __future__ import annotations

import importlib
import os
import re
import threading
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, partial
from types import ModuleType
from typing import Any, TypeAlias, cast

import msgspec

from .compat import DIALECTS, SAME_CODES, OcppJsonProtocol
from .fields import building_a_decoder, decode_hook
from .names import folded
from .record import Action, Payload, Sender
from .structure import Call, CallResult, Send

#: Decodes and validates a whole frame, text or bytes, straight to its message.
Decode: TypeAlias = Callable[[Any], Any]
#: Decodes the requests of an action, and the name of that action.
RequestDecoder: TypeAlias = tuple[Decode, str]

#: The exceptions of the fast path. They mean: the slow path must decide.
FAST_PATH_ERRORS = (
    msgspec.MsgspecError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


class Version:
    """One version. Made once in a process, shared by all codecs, safe to use from any thread."""

    def __init__(self, protocol: OcppJsonProtocol) -> None:
        self.protocol = protocol
        self.dialect = DIALECTS[protocol]
        self.actions = get_implemented_messages(protocol)
        #: The names of the actions that each side requests alone, and of those that both request.
        self.requested_by = {
            sender: frozenset(name for name, action in self.actions.items() if action.sender is sender)
            for sender in Sender
        }
        self._folded_actions = {folded(name): action for name, action in self.actions.items()}
        self._codes = {_letters_of(code): code for code in get_error_codes(protocol)}
        for spellings in SAME_CODES:
            known = next(code for code in self._codes.values() if code in spellings)
            self._codes |= {_letters_of(spelling): known for spelling in spellings}
        self.codes = {code.value: code for code in self._codes.values()}
        # By name, by name in UTF-8 (text and bytes never meet in one table), and by name or class of the action.
        self.requests: dict[str, RequestDecoder] = {}
        self.requests_utf8: dict[bytes, RequestDecoder] = {}
        self.results: dict[str | type[Action], Decode] = {}
        for name, action in self.actions.items():
            self._enter_request(name, partial(self._first_request, name, action))
            if action.Response is not None:
                self._enter_result(name, action, partial(self._first_result, name, action))

    def __reduce__(self) -> tuple[Any, ...]:
        return version_of, (self.protocol,)

    def _enter_request(self, name: str, decode: Decode) -> None:
        self.requests[name] = self.requests_utf8[name.encode()] = (decode, name)

    def _enter_result(self, name: str, action: type[Action], decode: Decode) -> None:
        self.results[name] = self.results[action] = decode

    def _first_request(self, name: str, action: type[Action], text: Any) -> Any:
        """Decodes the first request of this action: builds its decoder, and uses it from now on."""
        decode = decoder_of(action.Request)
        self._enter_request(name, decode)
        return decode(text)

    def _first_result(self, name: str, action: type[Action], text: Any) -> Any:
        decode = decoder_of(cast("type[Payload]", action.Response))
        self._enter_result(name, action, decode)
        return decode(text)

    def error_code(self, text: str) -> StrEnum | None:
        """The error code for a text in any spelling; None if this version does not have it."""
        return self._codes.get(_letters_of(text))

    def respelled(self, name: str) -> type[Action] | None:
        """The action whose name differs only in case, hyphens or underscores."""
        return self._folded_actions.get(folded(name))

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


# One thread at a time: msgspec crashes if another thread uses a class that it has only half prepared. A fork waits too,
# since the child would inherit that half, or a module that is half imported, and a lock that is never released.
_BUILDING = threading.RLock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_BUILDING.acquire, after_in_parent=_BUILDING.release, after_in_child=_BUILDING.release)


def _import(name: str) -> ModuleType:
    with _BUILDING:
        return importlib.import_module(name)


def protocol_of(definition: type) -> OcppJsonProtocol | None:
    """The version that a payload or data type belongs to; None for other classes."""
    package, _, module = definition.__module__.removeprefix("ocpp_codec.").partition(".")
    protocols = {dialect.package: protocol for protocol, dialect in DIALECTS.items()}
    return protocols.get(package) if module in ("datatypes", "messages") else None


def get_implemented_messages(protocol: OcppJsonProtocol) -> Mapping[str, type[Action]]:
    """The actions of a version by name. Imports the version."""
    messages = _import(f"ocpp_codec.{DIALECTS[protocol].package}.messages")
    return cast("Mapping[str, type[Action]]", messages.IMPLEMENTED)


def get_error_codes(protocol: OcppJsonProtocol) -> type[StrEnum]:
    """The `ErrorCodeEnum` of a version. Imports its enumerations."""
    enums = _import(f"ocpp_codec.{DIALECTS[protocol].package}.enums")
    return cast("type[StrEnum]", enums.ErrorCodeEnum)


@cache
def version_of(protocol: OcppJsonProtocol) -> Version:
    """The version of a protocol. Imports its definitions on first use."""
    return Version(protocol)


@cache
def decoder_of(payload: type[Payload]) -> Decode:
    """A function that decodes and validates whole frames with this payload."""
    action = payload.action_class
    envelope: Any = CallResult if payload is action.Response else Send if action.Response is None else Call
    with _BUILDING, building_a_decoder():
        return msgspec.json.Decoder(envelope[payload], dec_hook=decode_hook).decode


def _letters_of(text: str) -> str:
    return re.sub("[^a-z]", "", text.casefold())
