"""Names of a frame as text that can be printed, and back: a peer may choose any characters, and any length."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_MAX_KEY = 255  # characters of a key in a path: every field has a shorter name, a longer one is hostile
_KEPT = 200  # of a longer one
# One character of escaped text: an escape, or the character itself.
_TOKEN = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)|.", re.DOTALL)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}


def printable(text: str) -> str:
    """The text with an escape for every character that could play tricks on a terminal or a log."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def escaped(text: str, special: str) -> str:
    r"""Printable text, with a backslash before each special character, and before each backslash (`\*`, `\\`)."""
    for each in ("\\", *special):
        text = text.replace(each, f"\\{each}")
    return printable(text)


def tokens(text: str) -> Iterator[tuple[str, bool]]:
    """The characters of escaped text, and whether each of them is escaped."""
    for token in map(str, _TOKEN.findall(text)):
        if len(token) == 1:
            yield token, False
        elif len(token) == 2:
            yield _CONTROL.get(token[1], token[1]), True
        else:
            yield bytes(token, "ascii").decode("unicode_escape"), True


def shortened(key: str) -> str:
    """A key as it is compared and shown: whole, or the beginning of a long one, with what tells it from others."""
    if len(key) <= _MAX_KEY:
        return key
    sum_ = zlib.crc32(key.encode(errors="surrogatepass"))
    return f"{key[:_KEPT]}...({len(key)} characters, {sum_:08x})"


def key_text(key: str | int) -> str:
    """A key or the number of an item in a JSON pointer (RFC 6901), printable, with `*` as a character."""
    return escaped(shortened(str(key)), "*").replace("~", "~0").replace("/", "~1")
