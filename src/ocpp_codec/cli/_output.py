"""What is printed: text that no terminal acts on, colours only where they are wanted."""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO

import click

from .._core.escapes import printable

__all__ = ["Part", "Unable", "arrow", "coloured", "json_line", "line", "note", "plural", "write"]

#: A text, or a text and the name of its style.
Part = str | tuple[str, str]

#: How each kind of text looks where there are colours.
STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "tolerated": {"fg": "yellow"},
    "advice": {"fg": "cyan"},
    "good": {"fg": "green"},
    "strong": {"bold": True},
    "dim": {"dim": True},
}


class Unable(click.ClickException):
    """It could not be done: one line on stderr, exit code 2."""

    exit_code = 2


def line(text: str = "") -> None:
    """Prints a line on stdout. Control characters become escapes, so that a log cannot act on the terminal."""
    sys.stdout.write(f"{printable(text)}\n")


def note(text: str) -> None:
    """Prints a line on stderr."""
    sys.stderr.write(f"{printable(text)}\n")


def coloured(stream: TextIO | None = None) -> bool:
    """Whether a stream, stdout by default, shows colours: a terminal, unless NO_COLOR is set (no-color.org)."""
    return (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(*parts: Part) -> None:
    """Prints a line on stdout that is made of parts with styles. Control characters become escapes."""
    with_colours = coloured()
    text = "".join(_styled(part, with_colours) for part in parts)
    sys.stdout.write(f"{text}\n")


def _styled(part: Part, with_colours: bool) -> str:
    text, style = (part, "") if isinstance(part, str) else part
    shown = printable(text)
    return click.style(shown, **STYLES[style]) if style and with_colours else shown


def json_line(encoded: bytes) -> None:
    """Prints a JSON text on stdout. Characters that a terminal may act on, or that stdout cannot show, are escaped.

    They stand only inside strings: whoever has made the text has written no line breaks.
    """
    text = encoded.decode()
    if not text.isprintable() or not (text.isascii() or is_unicode(sys.stdout)):
        keeps_letters = is_unicode(sys.stdout)
        text = "".join(c if c.isprintable() and (keeps_letters or c.isascii()) else _escape(c) for c in text)
    sys.stdout.write(f"{text}\n")


def _escape(character: str) -> str:
    """The escape of a character in JSON: one of its two halves after the other beyond the first 65,536 characters."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def is_unicode(stream: TextIO) -> bool:
    """Whether a stream takes every character."""
    return (stream.encoding or "ascii").lower().replace("-", "").startswith("utf")


def arrow(*, forth: bool | None) -> str:
    """An arrow to the right (True), to the left (False), or a line (None), as stdout can show it."""
    index = {True: 0, False: 1, None: 2}[forth]
    return ("→←─" if is_unicode(sys.stdout) else ("->", "<-", "--"))[index]


def plural(number: int, word: str) -> str:
    """A number with its word: "1 message", "2,000 messages"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
