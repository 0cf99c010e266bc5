"""Versions as they are written on the command line: 1.6, 2.0, 2.0.1, 2.1."""

from __future__ import annotations

from typing import Any

import click

from .._core.compat import OcppJsonProtocol
from ._types import ParamType

__all__ = ["VERSION", "short"]


_SHORT = {protocol: protocol.value.removeprefix("ocpp") for protocol in OcppJsonProtocol}


def short(protocol: OcppJsonProtocol) -> str:
    """A version as users write it: "1.6"."""
    return _SHORT[protocol]


class _Version(ParamType[OcppJsonProtocol]):
    """A version; the name of a subprotocol and the name of a module are taken too."""

    name = "version"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> OcppJsonProtocol:
        for protocol in OcppJsonProtocol:
            if str(value).lower() in {protocol.value, short(protocol), protocol.name, f"ocpp{protocol.name[1:]}"}:
                return protocol
        known = ", ".join(map(short, OcppJsonProtocol))
        raise click.BadParameter(f"unknown version {value!r}; this command knows {known}", ctx, param)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        from click.shell_completion import CompletionItem  # noqa: PLC0415 (only a shell asks)

        return [CompletionItem(name) for name in map(short, OcppJsonProtocol) if name.startswith(incomplete)]


VERSION = _Version()
