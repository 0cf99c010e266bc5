"""What changed between two versions: each field at any depth that is new, gone or changed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

import click
import msgspec

from .._core.compat import OcppJsonProtocol
from .._core.record import Action, CustomDataType, Record
from ._definitions import Row, actions_of, find, rows_of
from ._output import Unable, json_line, write
from ._show import limits_text
from ._versions import VERSION, short

__all__ = ["Change", "changes_of", "show"]

_SIGNS = {"new": ("+", "good"), "gone": ("-", "error"), "changed": ("~", "tolerated")}
#: What is compared of a field, and how it is called.
_COMPARED = {
    "min_items": "least number of items",
    "max_items": "most items",
    "min_length": "least length",
    "max_length": "most characters",
    "minimum": "least value",
    "maximum": "greatest value",
    "multiple_of": "multiple of",
    "format": "format",
}


class Change(NamedTuple):
    """A field that is "new", "gone" or "changed", by its path from the payload on, and in what."""

    path: str
    what: str
    details: tuple[str, ...] = ()


def show(names: tuple[str, ...], *, as_json: bool) -> None:
    """Prints what changed. `names`: the old version, the new one, and perhaps the name of a definition."""
    if len(names) not in {2, 3}:
        raise click.UsageError("two versions are wanted: show --diff OLD NEW [ACTION|TYPE|ENUM]")
    old, new = (VERSION.convert(name, None, None) for name in names[:2])
    if len(names) == 3:
        _show_definition(old, new, names[2], as_json=as_json)
    else:
        _show_actions(old, new, as_json=as_json)


def _show_actions(old: OcppJsonProtocol, new: OcppJsonProtocol, *, as_json: bool) -> None:
    before, after = actions_of(old), actions_of(new)
    both = [name for name in after if name in before]
    changed = [name for name in both if any(True for _ in _of_actions(before[name], after[name]))]
    groups = {
        "new": [name for name in after if name not in before],
        "gone": [name for name in before if name not in after],
        "changed": changed,
        "unchanged": [name for name in both if name not in changed],
    }
    if as_json:
        json_line(msgspec.json.encode({"old": short(old), "new": short(new), **groups}))
        return
    if not (groups["new"] or groups["gone"] or changed):
        write(f"OCPP {short(old)} and {short(new)}: no change")
        return
    for what, chosen in groups.items():
        if chosen:
            write((f"{what}: {len(chosen)}", "strong"))
            for name in chosen:
                write(f"  {name}")


def _show_definition(old: OcppJsonProtocol, new: OcppJsonProtocol, name: str, *, as_json: bool) -> None:
    before, after = _found(old, name), _found(new, name)
    if before is None and after is None:
        find(new, name)  # it raises, with a near name
    exact, role = (before or after or ("", None))[:2]
    what = None if before and after else "new" if after else "gone"
    changes = list(changes_of(before[2], after[2], role)) if before and after else []
    if as_json:
        listed = [{"path": each.path, "change": each.what, "details": list(each.details)} for each in changes]
        status = what or ("changed" if changes else "unchanged")
        head = {"old": short(old), "new": short(new), "name": exact, "change": status}
        json_line(msgspec.json.encode({**head, "changes": listed}))
        return
    write((exact, "strong"), f"  OCPP {short(old)} to {short(new)}")
    if what is not None:
        write((f"  {what} in {short(new)}", _SIGNS[what][1]))
    elif not changes:
        write("  no change")
    for change in changes:
        sign, style = _SIGNS[change.what]
        write(
            "  ",
            (sign, style),
            f" {change.path}  ",
            (change.what, style),
            f"  {'; '.join(change.details)}" if change.details else "",
        )


def _found(protocol: OcppJsonProtocol, name: str) -> tuple[str, str | None, type[Any]] | None:
    try:
        found = find(protocol, name)
    except Unable:
        return None
    return found.name, found.role, found.definition


def changes_of(old: type[Any], new: type[Any], role: str | None = None) -> Iterator[Change]:
    """What changed in a definition: an action, a data type or an enumeration."""
    if issubclass(old, Action) and issubclass(new, Action):
        yield from _of_actions(old, new, role)
    elif issubclass(old, StrEnum) and issubclass(new, StrEnum):
        details = tuple(_of_values([each.value for each in old], [each.value for each in new]))
        if details:
            yield Change(new.__name__, "changed", details)
    elif issubclass(old, StrEnum) or issubclass(new, StrEnum):
        yield Change(new.__name__, "changed", ("an enumeration and a data type have this name",))
    else:
        yield from _of_fields(_flat(old), _flat(new))


def _of_actions(old: type[Action], new: type[Action], role: str | None = None) -> Iterator[Change]:
    if role is None and old.sender is not new.sender:
        yield Change(new.__name__, "changed", (f"sender: {old.sender} to {new.sender}",))
    for each in ("Request", "Response"):
        before, after = getattr(old, each), getattr(new, each)
        if role not in {None, each} or (before is None and after is None):
            continue
        if before is None or after is None:
            yield Change(each, "new" if before is None else "gone")
            continue
        for change in _of_fields(_flat(before), _flat(after)):
            yield change._replace(path=f"{each}.{change.path}")


def _flat(definition: type[Any], prefix: str = "", above: tuple[type[Any], ...] = ()) -> dict[str, Row]:
    """The fields at any depth by their paths: `chargingStation.modem.iccid`."""
    if definition is CustomDataType or definition in above:
        return {}
    flat: dict[str, Row] = {}
    for row in rows_of(definition):
        flat[prefix + row.name] = row
        if isinstance(row.definition, type) and issubclass(row.definition, Record):
            flat |= _flat(row.definition, f"{prefix}{row.name}{'[]' if row.is_list else ''}.", (*above, definition))
    return flat


def _of_fields(old: dict[str, Row], new: dict[str, Row]) -> Iterator[Change]:
    plain_old = {path.replace("[]", ""): row for path, row in old.items()}
    plain_new = {path.replace("[]", ""): (path, row) for path, row in new.items()}
    for path, (written, row) in plain_new.items():
        if path not in plain_old:
            yield Change(written, "new", (_described(row),))
        elif details := tuple(_of_rows(plain_old[path], row)):
            yield Change(written, "changed", details)
    for written, row in old.items():
        if written.replace("[]", "") not in plain_new:
            yield Change(written, "gone", (_described(row),))


def _of_rows(old: Row, new: Row) -> Iterator[str]:
    """In what a field has changed. The names of data types do not count, only what is in them."""
    if _kind(old) != _kind(new):
        yield f"type: {_kind(old)} to {_kind(new)}"
    if old.required is not new.required:
        yield "now required" if new.required else "now optional"
    for name, words in _COMPARED.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{words}: {_said(before)} to {_said(after)}"
    if old.values is not None and new.values is not None:
        yield from _of_values(old.values, new.values)
    elif new.values is not None or old.values is not None:
        before, after = (row.values and " | ".join(row.values) for row in (old, new))
        yield f"values: {_said(before)} to {_said(after)}"


def _of_values(old: list[str], new: list[str]) -> Iterator[str]:
    added, removed = [each for each in new if each not in old], [each for each in old if each not in new]
    if added:
        yield f"values new: {', '.join(added)}"
    if removed:
        yield f"values gone: {', '.join(removed)}"


def _kind(row: Row) -> str:
    """The kind of a field in the words of JSON."""
    kind = "object" if isinstance(row.definition, type) and issubclass(row.definition, Record) else row.type
    kind = "string" if row.values is not None else kind
    return f"list of {kind}" if row.is_list else kind


def _described(row: Row) -> str:
    """A field as one line: type, need and limits."""
    name = f"list of {row.type}" if row.is_list else row.type
    limits = limits_text(row)
    return f"{name}, {'required' if row.required else 'optional'}{f', {limits}' if limits else ''}"


def _said(value: object) -> str:
    return "none" if value is None else str(value)
