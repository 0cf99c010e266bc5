"""Labelled payloads in their envelopes, ready to be read."""

from __future__ import annotations

import json
import zlib
from functools import cache
from typing import Any

from codegen import sources
from ocpp_codec import Codec, OcppJsonProtocol, serializer
from ocpp_codec.compat import MessageTypeEnum, get_implemented_messages
from ocpp_codec.record import Sender
from ocpp_codec.structure import Message
from tests.support.vectors import Kind, Vector, vectors

# Large enough for the largest payload. `auto` loses no fraction; in 2.x, nobody may send more than milliseconds.
DIGITS = {"auto": 6, "milliseconds": 3}

CODECS = {
    (v, timespec): Codec(OcppJsonProtocol[v], max_size=1 << 24, timespec=timespec)
    for v in sources.VERSIONS
    for timespec in DIGITS
}


class Frame:
    """A vector in its envelope, as data and as text, and what to say so that it can be read."""

    def __init__(self, vector: Vector) -> None:
        role = "Request" if vector.message.endswith("Request") else "Response"
        action = vector.message.removesuffix(role)
        self.protocol = OcppJsonProtocol[vector.version]
        self.codec = CODECS[vector.version, "auto"]
        implemented = get_implemented_messages(self.protocol)[action]
        self.to_station = implemented.sender is (Sender.CSMS if role == "Request" else Sender.STATION)
        if role == "Response":
            self.action: str | None = action
            self.data = [MessageTypeEnum.CALLRESULT.value, "id", vector.payload]
        else:
            self.action = None
            kind = MessageTypeEnum.SEND if implemented.Response is None else MessageTypeEnum.CALL
            self.data = [kind.value, "id", action, vector.payload]
        self.payload_class = getattr(implemented, role)
        self.text = json.dumps(self.data, ensure_ascii=False)

    def parsed(self) -> Message[Any]:
        return serializer.parse(self.data, self.action, protocol=self.protocol)

    def decoded(self) -> Message[Any]:
        return self.codec.decode(self.text, self.action)


@cache
def frames_with_one_fault() -> tuple[Frame, ...]:
    """One in twenty of all frames with a fault, always the same ones."""
    return tuple(
        Frame(vector)
        for version in sources.VERSIONS
        for message in sources.schemas(version)
        for vector in vectors(version, message)
        if (not vector.valid or vector.kind is Kind.UNKNOWN_FIELD) and zlib.crc32(str(vector).encode()) % 20 == 0
    )
