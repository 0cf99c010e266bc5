"""The same codec in both modes: with the native path, and in Python alone."""

from __future__ import annotations

import copy
from typing import Any

from ocpp_codec import Codec
from ocpp_codec._core import native
from ocpp_codec.codec import _FastOnly


def in_python(codec: Codec) -> Codec:
    """The same codec without the native path."""
    twin = copy.copy(codec)
    twin._decode_fast = _FastOnly(codec.settings).decode
    twin._coder = twin._read = twin._write = twin._write_text = None
    return twin


def coder_alone(codec: Codec) -> Any:
    """What reads and writes natively; it gives None where it is not sure."""
    return native.coder_of(codec.settings, in_python(codec).decode)


def read_natively(codec: Codec, frame: Any, action: Any = None) -> Any:
    """The message by the native path alone; None where it is not sure."""
    coder = coder_alone(codec)
    return (coder.read_message if codec.on_finding is None else coder.read)(frame, action)
