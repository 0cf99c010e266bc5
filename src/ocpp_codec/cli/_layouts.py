"""The subcommand `layouts`."""

from __future__ import annotations

import click
import msgspec

from .. import log
from ._output import json_line, write

__all__ = ["command"]


@click.command("layouts")
@click.option("--json", "as_json", is_flag=True, help="The name, the software and the kind of each layout.")
def command(as_json: bool) -> None:
    """Lists the layouts of logs that are known, by the names that --layout takes.

    A layout is found out by itself; --layout overrules it.
    """
    if as_json:
        json_line(
            msgspec.json.encode(
                [{"name": name, "about": each.about, "family": each.family} for name, each in log.LAYOUTS.items()]
            )
        )
        return
    width = max(map(len, log.LAYOUTS), default=0)
    for name, each in log.LAYOUTS.items():
        write((name.ljust(width), "strong"), f"  {each.about}")
