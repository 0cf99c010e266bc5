"""`ocpp-codec show`: the fields of a message, type or enumeration, and what changed between versions."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import click
import msgspec

from .._core.compat import OcppJsonProtocol
from .._core.record import Action, CustomDataType, Record, Sender
from ._definitions import Row, actions_of, find, rows_of, types_of
from ._output import Part, Unable, json_line, plural, write
from ._versions import VERSION, short

__all__ = ["command", "described", "limits_text"]

_SENDERS = {
    Sender.STATION: "sent by the station",
    Sender.CSMS: "sent by the CSMS",
    Sender.BOTH: "sent by the station or the CSMS",
}


@click.command("show")
@click.argument("names", nargs=-1, metavar="[VERSION [ACTION|TYPE|ENUM]]")
@click.option("--diff", is_flag=True, help="What changed: show --diff OLD NEW [ACTION|TYPE|ENUM].")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(names: tuple[str, ...], diff: bool, as_json: bool) -> None:
    """The fields of a message, type or enumeration; what changed between versions.

    \b
    ocpp-codec show                           the versions
    ocpp-codec show 2.0.1                     its actions, types and enumerations
    ocpp-codec show 2.0.1 TransactionEvent    the fields of its request and response
    ocpp-codec show 1.6 MeterValues.conf      those of one of them
    ocpp-codec show --diff 2.0.1 2.1          which actions are new, gone, changed
    ocpp-codec show --diff 2.0.1 2.1 Authorize
    """  # noqa: D301 (the backslash is for click)
    if diff:
        from . import _diff  # noqa: PLC0415 (only for this)

        _diff.show(names, as_json=as_json)
        return
    if len(names) > 2:
        raise click.UsageError(f"a version and a name are wanted, not {len(names)} words")
    if not names:
        _show_versions(as_json=as_json)
        return
    protocol = version_named(names[0])
    if len(names) == 1:
        _show_version(protocol, as_json=as_json)
        return
    found = find(protocol, names[1])
    if as_json:
        json_line(msgspec.json.encode(described(protocol, found.name, found.definition, found.role)))
    elif issubclass(found.definition, Action):
        _show_action(protocol, found.name, found.definition, found.role)
    elif issubclass(found.definition, StrEnum):
        write((found.name, "strong"), f"  OCPP {short(protocol)}, enumeration")
        for member in found.definition:
            write(f"  {member.value}")
    else:
        write((found.name, "strong"), f"  OCPP {short(protocol)}, data type")
        _show_fields(found.definition)


def version_named(name: str) -> OcppJsonProtocol:
    """The version with a name; a usage error for another word."""
    protocol: OcppJsonProtocol = VERSION.convert(name, None, None)
    return protocol


def described(protocol: OcppJsonProtocol, name: str, definition: type[Any], role: str | None = None) -> dict[str, Any]:
    """A definition as plain data."""
    head: dict[str, Any] = {"version": short(protocol), "name": name}
    if issubclass(definition, Action):
        head |= {"kind": "action", "sender": definition.sender.value}
        if definition.block is not None:
            head["block"] = definition.block._asdict()
        if definition.profile is not None:
            head["profile"] = definition.profile
        for each, payload in _payloads(definition, role):
            head[each.lower()] = {"fields": [row.to_builtins() for row in rows_of(payload)]}
        return head
    if issubclass(definition, StrEnum):
        return {**head, "kind": "enumeration", "values": [member.value for member in definition]}
    return {**head, "kind": "type", "fields": [row.to_builtins() for row in rows_of(definition)]}


def _payloads(action: type[Action], role: str | None) -> Iterator[tuple[str, type[Record]]]:
    for each in ("Request", "Response"):
        payload: type[Record] | None = getattr(action, each)
        if role == each and payload is None:
            raise Unable(f"{action.__name__} has no response: it is a message that nobody answers")
        if payload is not None and role in {None, each}:
            yield each, payload


def _show_versions(*, as_json: bool) -> None:
    counts = {short(each): (len(actions_of(each)), len(types_of(each))) for each in OcppJsonProtocol}
    if as_json:
        json_line(msgspec.json.encode([{"version": name, "actions": a, "types": t} for name, (a, t) in counts.items()]))
        return
    for name, (actions, types) in counts.items():
        write((f"{name:6}", "strong"), f"{plural(actions, 'action')}, {types} types and enumerations")


def _show_version(protocol: OcppJsonProtocol, *, as_json: bool) -> None:
    actions, types = actions_of(protocol), types_of(protocol)
    if as_json:
        listed = [{"name": name, "sender": action.sender.value, **_place(action)} for name, action in actions.items()]
        kinds = {name: "enumeration" if issubclass(each, StrEnum) else "type" for name, each in types.items()}
        names = [{"name": name, "kind": kind} for name, kind in kinds.items()]
        json_line(msgspec.json.encode({"version": short(protocol), "actions": listed, "types": names}))
        return
    width = max(map(len, actions))
    write((f"OCPP {short(protocol)}: {plural(len(actions), 'action')}", "strong"))
    for name, action in actions.items():
        write(f"  {name:{width}}  {_SENDERS[action.sender]:32}", (_place_text(action), "dim"))
    for title, is_enum in (("data types", False), ("enumerations", True)):
        chosen = [name for name, each in types.items() if issubclass(each, StrEnum) is is_enum]
        write()
        write((f"{len(chosen)} {title}", "strong"))
        for name in chosen:
            write(f"  {name}")


def _place(action: type[Action]) -> dict[str, Any]:
    block = {} if action.block is None else {"block": action.block._asdict()}
    return block if action.profile is None else {**block, "profile": action.profile}


def _place_text(action: type[Action]) -> str:
    """The functional block or the profile that an action belongs to."""
    if action.block is not None:
        return f"{action.block.letter} {action.block.name}"
    return action.profile or ""


def _show_action(protocol: OcppJsonProtocol, name: str, action: type[Action], role: str | None) -> None:
    place = _place_text(action)
    kind = "message without an answer, " if action.Response is None else ""
    payloads = list(_payloads(action, role))
    write((name, "strong"), f"  OCPP {short(protocol)}, {kind}{_SENDERS[action.sender]}{f', {place}' if place else ''}")
    for each, payload in payloads:
        write()
        write((f"{name}.{each}", "strong"))
        _show_fields(payload)
    types = dict.fromkeys(
        row.type
        for _, payload in payloads
        for row in rows_of(payload)
        if isinstance(row.definition, type) and issubclass(row.definition, Record)
    )
    if types:
        write()
        write((f"More: ocpp-codec show {short(protocol)} {' | '.join(types)}", "dim"))


def _show_fields(definition: type[Any]) -> None:
    """One line a field."""
    rows = list(rows_of(definition))
    if not rows:
        write("  no fields")
        return
    names, types = max(len(row.name) for row in rows), max(len(_type_text(row)) for row in rows)
    for row in rows:
        need: Part = ("required", "strong") if row.required else "optional"
        limits = limits_text(row)
        write(f"  {row.name:{names}}  {_type_text(row):{types}}  ", need, f"  {limits}" if limits else "")
    if definition is CustomDataType:
        write("  Any other members may follow.")


def _type_text(row: Row) -> str:
    return f"list of {row.type}" if row.is_list else row.type


def limits_text(row: Row) -> str:
    """The limits of a field, its unit, default and values in words."""
    return "; ".join(_limits(row))


def _limits(row: Row) -> Iterator[str]:
    if row.min_items or row.max_items is not None:
        yield f"{_bounds(row.min_items or None, row.max_items)} item{'s' * ((row.max_items or row.min_items) != 1)}"
    if row.min_length or row.max_length is not None:
        yield f"{_bounds(row.min_length or None, row.max_length)} characters"
    if row.minimum is not None or row.maximum is not None:
        yield _bounds(row.minimum, row.maximum)
    if row.multiple_of is not None:
        yield f"a multiple of {row.multiple_of}"
    if row.format == "uri":
        yield "a URI"
    if row.characters is not None:
        yield row.characters
    if row.unit is not None:
        yield f"unit {row.unit}"
    if row.default is not None:
        yield f"default {_json(row.default)}{f' if {row.default_if}' if row.default_if else ''}"
    if row.values is not None:
        yield " | ".join(row.values)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode() if not isinstance(value, str) else value


def _bounds(least: float | None, most: float | None) -> str:
    if least is None:
        return f"at most {most}"
    return f"at least {least}" if most is None else f"{least} to {most}"
