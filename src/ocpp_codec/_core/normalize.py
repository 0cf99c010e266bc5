"""The second try of the fast path: frames that it can take after a small, harmless change.

The fast path itself is `Codec.decode`: msgspec decodes a whole frame in one go, straight to the message of its action.
A frame that is not taken there goes to the slow path (`slow_path`), which is the authority.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .answered import ActionLookup
from .jsontext import Frame, plain
from .limits import MAX_ID
from .payload_text import payload_text_of
from .structure import Message
from .version import FAST_PATH_ERRORS, Version

# The beginning of a result whose id is ASCII without escapes: it can be read in one way only.
_RESULT = re.compile(rf'\[3, *+"([ !#-\[\]-~]{{1,{MAX_ID}}})"')
_LONGEST_HEAD = 60


def retry_normalized(
    decode: Callable[[Any, Any], Message[Any] | None],
    version: Version,
    frame: Frame,
    actions: ActionLookup,
    *,
    with_offsets: bool = True,
) -> tuple[Message[Any] | None, Frame]:
    """Retries after normalizing. Returns (message, frame); message is None if the slow path must decide.

    A buffer is copied. A function that knows the action of a result is called. With `with_offsets`, date-times
    without offset are taken as UTC. A frame that is as it came has been tried before.
    """
    given, frame = frame, plain(frame)
    unique_id = _id_of_result(frame) if isinstance(frame, str | bytes) else None
    action = None if unique_id is None and actions.function is not None else actions.of(unique_id).action
    message: Message[Any] | None = None
    if frame is not given or (action is not None and actions.function is not None):
        message = decode(frame, action)
    if message is None and with_offsets:
        message = _decode_with_offsets(decode, version, frame, action)
    return message, frame


def _id_of_result(frame: str | bytes) -> str | None:
    """The id of a result; None for other frames, and where the id needs a JSON reader."""
    start = frame[:_LONGEST_HEAD]
    head = _RESULT.match(start if isinstance(start, str) else start.decode("latin-1"))
    return None if head is None else head[1]


def _decode_with_offsets(
    decode: Callable[[Any, Any], Message[Any] | None], version: Version, frame: Any, action: Any
) -> Message[Any] | None:
    try:
        text = frame.encode() if isinstance(frame, str) else frame
        if text.startswith(b"[3,"):
            payload = action.Response
        else:
            payload = version.actions[text.split(b'"', 4)[3].decode()].Request
        amended = payload_text_of(payload).with_offsets(text)
    except FAST_PATH_ERRORS:
        return None
    return None if amended == text else decode(amended, action)
