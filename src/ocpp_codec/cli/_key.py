"""Keys in files: what makes pseudonyms and hashes equal in several calls."""

from __future__ import annotations

import secrets
from pathlib import Path

from ._output import Unable

__all__ = ["key_in"]

_KEY_LENGTH = 32  # bytes of a new key
_MAX_KEY = 1 << 20  # bytes of a file with a key


def key_in(name: str | None) -> bytes:
    """The bytes of a file that are a key; a new key without a file. Unable if they are none."""
    if name is None:
        return secrets.token_bytes(_KEY_LENGTH)
    path = Path(name)
    try:
        with path.open("rb") as file:
            key = file.read(_MAX_KEY + 1)
    except FileNotFoundError as error:
        hint = f"head -c {_KEY_LENGTH} /dev/urandom > {name}"
        raise Unable(f"{name}: there is no such file; a new key is made by: {hint}") from error
    if not key:
        raise Unable(f"{name}: the file is empty, so it is no key")
    if len(key) > _MAX_KEY:
        raise Unable(f"{name}: too large for a key: at most {_MAX_KEY} bytes")
    return key
