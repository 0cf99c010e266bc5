"""The definition that a name on the command line means: an action, one of its payloads, a data type, an enumeration."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias, cast

from .._core.compat import DIALECTS, OcppJsonProtocol
from .._core.names import folded
from .._core.record import Action, CustomDataType, Payload, Record
from .._core.version import get_implemented_messages
from ._output import Unable
from ._versions import short

__all__ = ["Definition", "Structure", "Version", "action_called", "kind_of", "named", "payload_called", "version_of"]

#: What has fields.
Structure: TypeAlias = type[Record] | type[CustomDataType]
Definition: TypeAlias = type[Action] | Structure | type[StrEnum]

#: How a payload is named behind its action, in lower case: the words of OCPP 2.x, and those of 1.6.
_ROLES = {"request": "Request", "req": "Request", "response": "Response", "conf": "Response"}


class Version(NamedTuple):
    """The definitions of a version, by their names."""

    protocol: OcppJsonProtocol
    actions: Mapping[str, type[Action]]
    types: Mapping[str, Structure]
    enums: Mapping[str, type[StrEnum]]

    @property
    def all(self) -> dict[str, Definition]:
        """Every definition. No action has the name of a type."""
        return {**self.enums, **self.types, **self.actions}


@cache
def version_of(protocol: OcppJsonProtocol) -> Version:
    """The definitions of a version. Imports them."""
    types: Any = importlib.import_module(f"ocpp_codec.{DIALECTS[protocol].package}.types")
    classes: dict[str, type[Any]] = {name: getattr(types, name) for name in sorted(types.__all__, key=str.lower)}
    enums = {name: each for name, each in classes.items() if issubclass(each, StrEnum)}
    structures = {name: each for name, each in classes.items() if name not in enums}
    actions = MappingProxyType(dict(sorted(get_implemented_messages(protocol).items())))
    return Version(protocol, actions, structures, enums)


def kind_of(definition: Definition) -> str:
    """What a definition is: "action", "request", "response", "type" or "enum"."""
    if issubclass(definition, Action):
        return "action"
    if issubclass(definition, Payload):
        return "request" if definition is definition.action_class.Request else "response"
    return "enum" if issubclass(definition, StrEnum) else "type"


def named(protocol: OcppJsonProtocol, name: str) -> Definition:
    """The definition of that name. Case does not count, if only one name is meant.

    Raises:
        Unable: There is none. The text has a near name, and the versions that have this one.
    """
    found = _find(protocol, name)
    if found is None:
        raise Unable(f"OCPP {short(protocol)} has no action, type or enumeration {name!r}{_hint(protocol, name)}")
    if found is _NO_RESPONSE:
        raise Unable(f"{name.partition('.')[0]} is never answered, so it has no Response")
    return cast("Definition", found)


def action_called(protocol: OcppJsonProtocol, name: str) -> type[Action]:
    """The action of that name; Unable for any other name."""
    found = named(protocol, name)
    if not issubclass(found, Action):
        raise Unable(f"{name} is no action; give one, such as Heartbeat")
    return found


def payload_called(protocol: OcppJsonProtocol, name: str) -> type[Payload]:
    """The payload of that name; the request, if only the action is named. Unable for any other name."""
    found = named(protocol, name)
    if issubclass(found, Action):
        return found.Request
    if not issubclass(found, Payload):
        raise Unable(f"{name} is no message; give ACTION, ACTION.Request or ACTION.Response, such as Heartbeat.Response")
    return found


_NO_RESPONSE = object()


def _find(protocol: OcppJsonProtocol, name: str) -> object | None:
    """The definition of that name; `_NO_RESPONSE` for the response of what is never answered."""
    known = version_of(protocol).all
    for spelling in _spellings(name):
        if found := _spelled(known, spelling):
            return found
    for action_name, role in _split(name):
        action = _spelled(version_of(protocol).actions, action_name)
        if action is not None:
            return getattr(action, role) or _NO_RESPONSE
    return None


def _spelled(known: Mapping[str, Any], name: str) -> Any:
    """What has this name, or is the only one with this name in another spelling."""
    if name in known:
        return known[name]
    alike = [each for each in known if folded(each) == folded(name)]
    return known[alike[0]] if len(alike) == 1 else None


def _spellings(name: str) -> Iterator[str]:
    """The name, and what this library calls an enumeration that a schema names so: RegistrationStatusEnumType."""
    yield name
    if name.lower().endswith("enumtype"):
        yield name[: -len("Type")]


def _split(name: str) -> Iterator[tuple[str, str]]:
    """The action and role in a name such as `Heartbeat.req` or, as schemas have it, `HeartbeatResponse`."""
    for suffix, role in _ROLES.items():
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            yield name[: -len(suffix)].rstrip("."), role


def _hint(protocol: OcppJsonProtocol, name: str) -> str:
    """Names that may be meant."""
    parts: list[str] = []
    if near := _near(name, version_of(protocol).all):
        parts.append(f"perhaps {near}")
    others = [each for each in OcppJsonProtocol if each is not protocol and _find(each, name) is not None]
    if others:
        parts.append(f"it is in {', '.join(map(short, others))}")
    return f" ({'; '.join(parts)})" if parts else ""


def _near(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one, with its role; None if none is like it."""
    bare, dot, role = name.partition(".")
    role = _ROLES.get(role.lower(), "Request") if dot else ""
    spellings = {folded(each): each for each in known}
    near = difflib.get_close_matches(folded(bare[:100]), spellings, n=1)
    return f"{spellings[near[0]]}{dot}{role}" if near else None
