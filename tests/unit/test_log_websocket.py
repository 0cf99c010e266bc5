"""The messages of a WebSocket: fragments, control frames, compression, gaps, and what only looks like one."""

from __future__ import annotations

import random
import zlib
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.log._records import Record
from ocpp_codec.log._websocket import MAX_MESSAGE, Conversation
from tests.support.captures import Deflater, ws_frame

CLIENT, SERVER = b"client", b"server"
CALL = '[2,"1","Heartbeat",{}]'
RESULT = '[3,"1",{"currentTime":"2026-05-17T09:41:33Z"}]'
TEXT, BINARY, CLOSE, PING = 1, 2, 8, 9


class Ends:
    """Feeds a conversation, and keeps what it gives."""

    def __init__(self, *, path: str | None = "/ocpp/CS001") -> None:
        self.conversation = Conversation()
        self.records: list[Record] = []
        self._numbers = count(1)
        if path is not None:
            self.client(request(path))
            self.server(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
            self.records.clear()

    def client(self, data: bytes | None) -> None:
        self.records += self.conversation.feed(CLIENT, data, next(self._numbers), None)

    def server(self, data: bytes | None) -> None:
        self.records += self.conversation.feed(SERVER, data, next(self._numbers), None)

    @property
    def texts(self) -> list[str]:
        return [record.text for record in self.records if not record.opened]


def request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: csms\r\nUPGRADE: WebSocket\r\n\r\n".encode()


@pytest.mark.parametrize(
    ("path", "station"),
    [
        ("/ocpp/CS001", "CS001"),
        ("/CS001/", "CS001"),
        ("/ocpp/RDAM%7C123?token=a/b", "RDAM|123"),
        ("ws://csms:80/x/C%20S", "C S"),
        ("/", None),
        ("//[", None),
    ],
)
def test_the_station_is_the_last_part_of_the_path(path: str, station: str | None) -> None:
    ends = Ends(path=path)
    ends.client(ws_frame(CALL, mask=True))
    assert [(record.station, record.text, record.from_client) for record in ends.records] == [(station, CALL, True)]


def test_a_handshake_is_a_record_of_its_own() -> None:
    ends = Ends(path=None)
    ends.client(request("/CS001"))
    ends.server(b"HTTP/1.1 101 OK\r\nupgrade:websocket\r\nSec-WebSocket-Protocol:ocpp2.1\r\n\r\n" + ws_frame(CALL))
    opened, call = ends.records
    assert (opened.opened, opened.text, opened.station, opened.protocol, opened.line) == (
        True,
        "",
        "CS001",
        "ocpp2.1",
        2,
    )
    assert (call.opened, call.text, call.protocol, call.from_client) == (False, CALL, "ocpp2.1", False)


def test_a_handshake_may_need_several_requests() -> None:
    ends = Ends(path=None)
    ends.client(request("/CS001"))
    ends.server(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 4\r\n\r\n")
    ends.server(b"nope")
    ends.client(request("/CS001"))
    ends.server(b"HTTP/1.1 101 OK\r\nUpgrade: websocket\r\n\r\n")
    ends.client(ws_frame(CALL, mask=True))
    assert [(record.opened, record.text, record.line) for record in ends.records] == [(True, "", 5), (False, CALL, 6)]


@given(st.integers(1, 30))
def test_bytes_come_in_any_pieces(size: int) -> None:
    ends = Ends(path=None)
    for feed, data in (
        (ends.client, request("/CS001")),
        (ends.server, b"HTTP/1.1 101 OK\r\nUpgrade: websocket\r\n\r\n" + ws_frame(CALL) + ws_frame("x" * 200)),
        (ends.client, ws_frame(RESULT, mask=True) + ws_frame("y" * 70_000, mask=True)),
    ):
        for at in range(0, len(data), size):
            feed(data[at : at + size])
    assert ends.texts == [CALL, "x" * 200, RESULT, "y" * 70_000]


def test_control_frames_come_between_the_fragments_of_a_message() -> None:
    ends = Ends()
    ends.client(ws_frame(CALL[:5], mask=True, final=False))
    ends.client(ws_frame("ping", mask=True, opcode=PING))
    ends.client(ws_frame(CALL[5:9], mask=True, opcode=0, final=False))
    assert ends.texts == []
    ends.client(ws_frame(CALL[9:], mask=True, opcode=0) + ws_frame(b"\x03\xe8", mask=True, opcode=CLOSE))
    assert ends.texts == [CALL]


def test_a_message_of_bytes_is_given_if_it_is_text() -> None:
    ends = Ends()
    ends.server(
        ws_frame(CALL, opcode=BINARY) + ws_frame(b"\xff\x00", opcode=BINARY) + ws_frame(b'["\xff"]', opcode=TEXT)
    )
    assert ends.texts == [CALL, '["\ufffd"]']


def test_compressed_messages_refer_to_those_before() -> None:
    ends, deflate = Ends(), Deflater()
    messages = [CALL.replace("1", str(at)) for at in range(5)]
    packed = [deflate(message) for message in messages]
    assert len(packed[-1]) < len(packed[0])
    for data in packed:
        ends.client(ws_frame(data, mask=True, compressed=True))
    assert ends.texts == messages


def test_compressed_messages_may_come_in_fragments_or_be_the_last_of_a_compressor() -> None:
    ends, deflate = Ends(), Deflater()
    data = deflate(RESULT)
    ends.server(ws_frame(data[:9], final=False, compressed=True) + ws_frame(data[9:], opcode=0))
    final = zlib.compressobj(9, zlib.DEFLATED, -9)  # ends with a block that says so; with a smaller window
    ends.server(ws_frame(final.compress(CALL.encode()) + final.flush(), compressed=True))
    ends.server(ws_frame(Deflater()(RESULT), compressed=True))
    assert ends.texts == [RESULT, CALL, RESULT]


def test_a_compressed_message_that_refers_to_what_is_lost_is_left_out() -> None:
    ends, deflate = Ends(), Deflater()
    packed = [ws_frame(deflate(text), compressed=True) for text in (CALL, RESULT, CALL, RESULT)]
    ends.server(packed[0])
    ends.server(None)  # the second
    ends.server(packed[2])
    ends.server(packed[3])
    ends.server(ws_frame(Deflater()(CALL), compressed=True))  # as after a reset
    assert ends.texts == [CALL, CALL]
    assert ends.conversation.unreadable == 2


def test_a_message_that_becomes_too_large_is_left_out() -> None:
    ends = Ends()
    ends.client(ws_frame(Deflater()("x" * (MAX_MESSAGE + 1)), mask=True, compressed=True))
    for _ in range(3):
        ends.client(ws_frame("x" * (MAX_MESSAGE // 2), mask=True, final=False, opcode=0 if _ else TEXT))
    ends.client(ws_frame(CALL, mask=True))
    assert ends.texts == [CALL]
    assert ends.conversation.size < 1000


def test_a_capture_may_begin_in_the_middle() -> None:
    ends = Ends(path=None)
    ends.server(RESULT.encode()[9:])  # the rest of a frame
    ends.client(ws_frame(CALL, mask=True))
    ends.server(ws_frame(RESULT))
    ends.server(ws_frame(b"", opcode=PING))
    found = [(record.station, record.text, record.from_client) for record in ends.records]
    assert found == [(None, CALL, True), (None, RESULT, False)]


def test_a_capture_may_begin_with_a_compressed_message() -> None:
    ends, deflate = Ends(path=None), Deflater()
    ends.client(ws_frame(deflate(CALL), mask=True, compressed=True))
    ends.client(ws_frame(deflate(CALL), mask=True, compressed=True))
    assert ends.texts == [CALL, CALL]


def test_the_answer_to_a_handshake_may_be_lost() -> None:
    ends = Ends(path=None)
    ends.client(request("/CS001"))
    ends.server(None)
    ends.client(ws_frame(CALL, mask=True))
    ends.server(ws_frame(RESULT))
    found = [(record.station, record.text, record.from_client) for record in ends.records]
    assert found == [("CS001", CALL, True), ("CS001", RESULT, False)]


def test_after_a_gap_the_next_frame_is_found() -> None:
    ends = Ends()
    ends.client(ws_frame(CALL, mask=True)[:10])
    ends.client(None)
    ends.client(ws_frame(CALL, mask=True)[15:])
    ends.client(ws_frame("no JSON", mask=True))
    ends.client(ws_frame(RESULT, mask=True))
    assert ends.texts == [RESULT]


def test_what_is_no_frame_is_like_a_gap() -> None:
    ends = Ends()
    ends.client(b"\x83\x00")  # an opcode that does not exist
    ends.client(ws_frame(CALL, mask=True))
    assert ends.texts == [CALL]


def test_other_protocols_are_left_alone() -> None:
    ends = Ends(path=None)
    chance = random.Random(1)
    for _ in range(25):
        ends.client(b"SSH-2.0 " + chance.randbytes(50))
        ends.server(b"SSH-2.0 " + chance.randbytes(50))
    assert ends.conversation.is_over
    ends.client(ws_frame(CALL, mask=True))
    assert ends.records == []


def test_a_head_without_end_is_given_up() -> None:
    ends = Ends(path=None)
    for _ in range(100):
        ends.client(b"GET /" + b"x" * 1000)
    assert ends.conversation.size == 0 or ends.conversation.size < 70_000
    ends.client(b"\r\n\r\n" + ws_frame(CALL, mask=True))
    assert ends.records == []


@pytest.mark.parametrize("data", [b"\x16\x03\x01\x00", b"\x17\x03\x03\x01"])
def test_tls_is_recognised(data: bytes) -> None:
    ends = Ends(path=None)
    ends.client(data)
    assert ends.conversation.is_encrypted


@given(st.lists(st.tuples(st.booleans(), st.none() | st.binary(max_size=40)), max_size=30), st.booleans())
def test_chance_never_breaks_it(pieces: list[tuple[bool, bytes | None]], opened: bool) -> None:
    ends = Ends(path="/x" if opened else None)
    for from_client, data in pieces:
        if data != b"":
            (ends.client if from_client else ends.server)(data)
