"""What is tolerated, as it is written on the command line: RULE, RULE@PLACE, FIELD or ALL, in any case."""

from __future__ import annotations

import difflib
from typing import Any, cast

import click

from .._core.compat import OcppJsonProtocol
from .._core.rules import Rule
from .._core.tolerance import ALL, FIELD, Tolerance, require_tolerable
from .._core.version import version_of
from ._types import ParamType

__all__ = ["TOLERATE", "Tolerated"]

#: Rules, and rules at places.
Tolerated = frozenset[Rule | Tolerance]

_SETS = {"FIELD": FIELD, "ALL": ALL}


class _Tolerate(ParamType[Tolerated]):
    """Rules and sets of rules, separated by commas."""

    name = "rules"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Tolerated:
        if isinstance(value, frozenset):
            return cast("Tolerated", value)
        try:
            return frozenset(
                each for text in str(value).split(",") if text.strip() for each in _tolerated(text.strip())
            )
        except ValueError as problem:
            self.fail(str(problem).replace("docs/rules.md lists them", "or FIELD, or ALL"), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        from click.shell_completion import CompletionItem  # noqa: PLC0415 (only a shell asks)

        begun, comma, last = incomplete.rpartition(",")
        names = [*_SETS, *sorted(ALL)]
        return [CompletionItem(f"{begun}{comma}{name}") for name in names if name.startswith(last)]


def _tolerated(text: str) -> Tolerated:
    if (named := _SETS.get(text.upper())) is not None:
        return frozenset(named)
    name, at, place = text.partition("@")
    rule = Rule(name.strip().lower())
    if not at:
        require_tolerable(rule)
        return frozenset({rule})
    return frozenset({Tolerance(rule, _known_place(place.strip()))})


def _known_place(place: str) -> str:
    """The place, its action spelled as in the specification. ValueError for an action that no version has."""
    action, dot, path = place.partition(".")
    if "*" in action or "/" in action:
        return place
    names = {name.lower(): name for protocol in OcppJsonProtocol for name in version_of(protocol).actions}
    if action.lower() not in names:
        near = difflib.get_close_matches(action.lower(), names, n=1)
        raise ValueError(f"no version has an action {action!r}{f' (perhaps {names[near[0]]})' if near else ''}")
    role, separator, fields = path.partition(".")
    role = {"request": "Request", "response": "Response", "req": "Request", "conf": "Response"}.get(role.lower(), role)
    return f"{names[action.lower()]}{dot}{role}{separator}{fields}"


TOLERATE = _Tolerate()
