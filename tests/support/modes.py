"""The same codec in both modes: with the native path, and in Python alone."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ocpp_codec import Codec
from ocpp_codec._core import native
from ocpp_codec.codec import _FastOnly

needs_native = pytest.mark.skipif(not native.IN_USE, reason=f"there is no native path: {native.REASON}")


def in_python(codec: Codec) -> Codec:
    """The same codec without the native path."""
    twin = copy.copy(codec)
    twin._native = None
    twin._decode_fast = _FastOnly(codec.settings).decode
    return twin


def read_natively(codec: Codec, frame: Any, action: Any = None) -> Any:
    """The message by the native path alone; None where it is not sure."""
    alone = codec.on_finding is None
    read = native.reader_of(codec.settings, lambda *_: None, message_only=alone)
    return None if read is None else read(frame, action)
