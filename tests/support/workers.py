"""What worker processes do for `tests/interop/test_processes.py`; importing it loads no version."""

import sys
from typing import Any

from ocpp_codec import Codec
from ocpp_codec.structure import Call

_own: list[Codec] = []


def begin(codec: Codec) -> None:
    """Takes the codec that this worker is given when it starts."""
    _own[:] = [codec]


def echo(value: Any) -> tuple[Any, str]:
    """The value as it arrived, and what it looks like here."""
    return value, repr(value)


def settings() -> Codec:
    return _own[0]


def decode(frame: str, action: str | None = None) -> Any:
    return _own[0].decode(frame, action)


def encode(message: Any) -> str:
    return _own[0].encode(message)


def is_equal(frame: str, message: Any) -> bool:
    """Whether a frame read here equals a message read elsewhere, down to the very members of enumerations."""
    read = _own[0].decode(frame)
    assert isinstance(read, Call)
    return bool(read == message) and read.payload.status is message.payload.status


def versions() -> list[str]:
    """The versions whose messages this process has imported."""
    return sorted(name.split(".")[1] for name in sys.modules if name.endswith(".messages") and "ocpp_codec" in name)
