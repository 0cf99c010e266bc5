"""Both modes are one: whatever the native path is sure of, Python says as well, to the byte.

What is sure must not become less by mistake; that is for tests/unit/test_native.py.
"""

from __future__ import annotations

import pickle
import re
import zlib
from typing import Any

from ocpp_codec import Codec, OcppJsonProtocol
from ocpp_codec.compat import get_implemented_messages
from tests.support.modes import in_python, read_natively

_CODECS = {protocol: Codec(protocol) for protocol in OcppJsonProtocol}
_TELLING = {protocol: Codec(protocol, on_finding=lambda _: None) for protocol in OcppJsonProtocol}
_IN_PYTHON = {protocol: in_python(codec) for protocol, codec in _CODECS.items()}
_RESULT_ID = re.compile(rb'\[\s*3\s*,\s*"([^"]*)"')


def native_read(data: bytes) -> None:
    """What is read natively, in any version and form, is what Python reads."""
    digest = zlib.crc32(data)
    found = _RESULT_ID.search(data)
    name = found[1].decode(errors="replace") if found else None
    text = data.decode(errors="surrogateescape")
    for number, protocol in enumerate(OcppJsonProtocol):
        actions = get_implemented_messages(protocol)
        action = name if name in actions else "Heartbeat"
        given = actions[action] if digest >> number & 1 else action
        form = (data, text, bytearray(data), memoryview(data))[(digest >> 8 + 2 * number) % 4]
        _check_reading(protocol, form, given)


def _check_reading(protocol: OcppJsonProtocol, form: Any, action: Any) -> None:
    read = read_natively(_CODECS[protocol], form, action)
    strictly = read_natively(_TELLING[protocol], form, action)
    assert strictly is None or same(strictly, read)
    if read is None:
        return
    python = _IN_PYTHON[protocol]
    seen = python.examine(form, action)
    assert same(read, seen.message)
    assert same(read, pickle.loads(pickle.dumps(read)))
    if strictly is None:
        return
    told: list[Any] = []
    assert same(in_python(Codec(protocol, on_finding=told.append)).decode(form, action), strictly)
    assert not told


def same(one: Any, other: Any) -> bool:
    """Equal, and of the same types all the way down: 1 is not 1.0, a member of an enumeration not its value."""
    return one.__class__ is other.__class__ and one == other and repr(one) == repr(other)
