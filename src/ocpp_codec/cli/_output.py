"""What is printed: text that no terminal acts on, colours only where they are wanted."""

from __future__ import annotations

import click

from .._core.escapes import printable

__all__ = ["Unable", "line", "note"]


class Unable(click.ClickException):
    """It could not be done: one line on stderr, exit code 2."""

    exit_code = 2


def line(text: str = "") -> None:
    """Prints a line on stdout. Control characters become escapes, so that a log cannot act on the terminal."""
    click.echo(printable(text))


def note(text: str) -> None:
    """Prints a line on stderr."""
    click.echo(printable(text), err=True)
