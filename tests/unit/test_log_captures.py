"""Captures of the network: packets, TCP, and which messages come out, whatever is lost, doubled or damaged."""

from __future__ import annotations

import contextlib
import io
import random
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.log import LogError
from ocpp_codec.log import _captures as captures
from ocpp_codec.log._packets import segment_of
from ocpp_codec.log._records import Record
from ocpp_codec.log._sources import open_source
from ocpp_codec.log._streams import stream_of
from tests.support.captures import (
    ETHERNET,
    NULL,
    RAW,
    SLL,
    SLL2,
    START,
    Talk,
    linked,
    pcap,
    pcapng,
    simple_pcapng,
    ws_frame,
)

CALL = '[2,"1","Heartbeat",{}]'
RESULT = '[3,"1",{"currentTime":"2026-05-17T09:41:33Z"}]'


def records(capture: bytes) -> list[Record]:
    found: list[Record] = []
    for part in open_source(io.BytesIO(capture)):
        assert part.lines is None
        assert part.records is not None
        found += part.records
    return found


def texts(capture: bytes) -> list[str]:
    return [record.text for record in records(capture) if not record.opened]


def talk(**settings: str) -> Talk:
    said = Talk(**settings)  # type: ignore[arg-type]
    said.open()
    said.say(CALL, from_client=True)
    said.say(RESULT, from_client=False)
    return said


def test_a_record_has_what_the_capture_knows() -> None:
    def at(second: int) -> datetime:
        return datetime.fromtimestamp(START + second + 0.5, UTC)

    known = {"station": "CS001", "protocol": "ocpp1.6"}
    records_as_data = [
        msgspec.to_builtins(record, builtin_types=[datetime]) for record in records(pcap(talk().packets))
    ]
    nothing = {"from_client": None, "opened": False}
    assert records_as_data == [
        {**nothing, **known, "text": "", "line": 5, "time": at(4), "opened": True},
        {**nothing, **known, "text": CALL, "line": 6, "time": at(5), "from_client": True},
        {**nothing, **known, "text": RESULT, "line": 7, "time": at(6), "from_client": False},
    ]


@pytest.mark.parametrize("link", [ETHERNET, NULL, RAW, SLL, SLL2])
@pytest.mark.parametrize("ends", [{}, {"client": "fe80::2", "server": "fe80::1"}], ids=["IPv4", "IPv6"])
def test_every_format_and_link_gives_the_same(link: int, ends: dict[str, str]) -> None:
    packets = talk(**ends).packets
    expected = records(pcap(talk().packets))
    for order in "<>":
        assert records(pcap(packets, link, order=order)) == expected
        assert records(pcap(packets, link, order=order, nano=True)) == expected
        assert records(pcapng(packets, link, order=order)) == expected
        assert records(pcapng(packets, link, order=order, resolution=9)) == expected
    assert [record.text for record in records(simple_pcapng(packets, link))] == ["", CALL, RESULT]


def test_packets_of_a_vlan_are_read() -> None:
    def file(tags: int) -> bytes:
        raw = [linked(packet, tags=tags) for packet in talk().packets]
        return pcap(raw, RAW)[:20] + ETHERNET.to_bytes(4, "little") + pcap(raw, RAW)[24:]

    assert texts(file(0)) == texts(file(1)) == texts(file(2)) == [CALL, RESULT]


def test_a_capture_may_have_several_sections() -> None:
    packets = talk().packets
    file = pcapng(packets[:4]) + pcapng(packets[4:6], SLL, order=">") + pcapng(packets[6:], RAW)
    assert [(record.text, record.line) for record in records(file)] == [("", 5), (CALL, 6), (RESULT, 7)]


def test_segments_come_in_any_order_and_more_than_once() -> None:
    said = Talk()
    said.open()
    begun = len(said.packets)
    data = ws_frame(CALL, mask=True) + ws_frame(CALL.replace("1", "2"), mask=True)
    for at in range(0, len(data), 7):
        said.send(data[at : at + 7], from_client=True)
    for seed in range(20):
        tail = said.packets[begun:] * 2
        random.Random(seed).shuffle(tail)
        assert texts(pcap(said.packets[:begun] + tail)) == [CALL, CALL.replace("1", "2")]


def test_what_is_sent_again_in_other_pieces_is_dropped() -> None:
    said = Talk()
    said.open()
    data = ws_frame(CALL, mask=True)
    before = dict(said._next)
    said.send(data[:10], from_client=True)
    said._next = before
    said.send(data[:20], from_client=True)
    said.send(data[20:], from_client=True)
    assert texts(pcap(said.packets)) == [CALL]


def test_the_message_after_lost_segments_is_read() -> None:
    said = talk()
    said.lose(ws_frame('[2,"lost"' + "x" * 500, mask=True), from_client=True)
    said.say(CALL, from_client=True)
    said.say(RESULT, from_client=False)  # acknowledges what was lost: it will not come any more
    said.say(CALL, from_client=True)
    lines = [(record.text, record.line) for record in records(pcap(said.packets))]
    assert lines[2:] == [(RESULT, 7), (RESULT, 9), (CALL, 9), (CALL, 10)]


def test_a_gap_at_the_end_hides_nothing() -> None:
    said = talk()
    said.lose(ws_frame(CALL, mask=True), from_client=True)
    said.say(CALL, from_client=True)
    assert texts(pcap(said.packets)) == [CALL, RESULT, CALL]


def test_a_packet_that_is_cut_is_a_gap() -> None:
    said = talk()
    said.say(f'[2,"1","DataTransfer",{{"data":"{"x" * 300}"}}]', from_client=True)
    said.say(CALL, from_client=True)
    assert texts(pcap(said.packets, cut=250)) == [CALL, RESULT, CALL]


def test_fragments_of_ip_are_skipped() -> None:
    said = talk()
    fragment = bytearray(said.packets[-1])
    fragment[6] |= 0x20
    assert texts(pcap([*said.packets[:-1], bytes(fragment)])) == [CALL]


def test_a_capture_that_was_stopped_has_what_is_whole() -> None:
    for file in (pcap(talk().packets), pcapng(talk().packets)):
        for length in range(len(file) - 90, len(file)):
            assert texts(file[:length])[:1] == [CALL]


def test_several_connections_are_kept_apart() -> None:
    first, second = Talk(ports=(50000, 80)), Talk(ports=(50001, 80))
    first.open("/a/ONE")
    second.open("/b/TWO?x=1", "ocpp2.0.1")
    for said in (first, second):
        said.say(CALL, from_client=True)
    mixed = [packet for pair in zip(first.packets, second.packets, strict=True) for packet in pair]
    found = [(record.station, record.protocol, record.text) for record in records(pcap(mixed))]
    one, two = ("ONE", "ocpp1.6"), ("TWO", "ocpp2.0.1")
    assert found == [(*one, ""), (*two, ""), (*one, CALL), (*two, CALL)]


def test_a_port_that_is_used_again_is_another_connection() -> None:
    first, second = Talk(), Talk(_next={True: 99, False: 1})
    first.open("/ONE")
    first.send(ws_frame(CALL, mask=True)[:-3], from_client=True)  # is never completed
    second.open("/TWO")
    second.say(CALL, from_client=True)
    found = [(record.station, record.text) for record in records(pcap(first.packets + second.packets))]
    assert found == [("ONE", ""), ("TWO", ""), ("TWO", CALL)]


def test_what_is_encrypted_is_told() -> None:
    said = Talk()
    said.connect()
    said.send(b"\x16\x03\x01\x02\x00\x01" + bytes(300), from_client=True)
    said.send(b"\x16\x03\x03\x02\x00\x02" + bytes(300), from_client=False)
    with pytest.raises(LogError, match=r"^-: no message can be read in it: a connection is encrypted \(wss://\)"):
        records(pcap(said.packets))
    other = Talk(ports=(50001, 9000))
    other.open()
    other.say(CALL, from_client=True)
    assert texts(pcap(said.packets + other.packets)) == [CALL]


def test_a_capture_without_messages_is_told() -> None:
    for file in (pcap([]), pcapng([]), pcap(Talk().packets)):
        with pytest.raises(LogError, match="it has no WebSocket message in it"):
            records(file)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captures, "MAX_BYTES", 50_000)
    packets = []
    for port in range(100):
        said = Talk(ports=(port + 1, 80))
        said.open(f"/{port}")
        said.send(ws_frame(CALL * 100, mask=True)[:-1], from_client=True)  # waits for its end
        packets += said.packets
    connections = captures._Connections()
    for packet in captures.packets_of(stream_of(io.BytesIO(pcap(packets)))):
        segment = segment_of(packet.link, packet.data)
        assert segment is not None
        list(connections.feed(segment, packet))
        assert connections._size == sum(one.size for one in connections._all.values()) <= 50_000


def survives(data: bytes) -> None:
    with contextlib.suppress(LogError):
        records(data)


@given(st.binary(max_size=300), st.sampled_from([pcap([]), pcapng([]), pcap([], RAW), pcap([], SLL, order=">")]))
def test_chance_never_breaks_it(junk: bytes, head: bytes) -> None:
    survives(head + junk)


@given(st.data())
def test_damage_never_breaks_it(data: st.DataObject) -> None:
    file = bytearray(data.draw(st.sampled_from([pcap(talk().packets), pcapng(talk().packets, SLL2)])))
    for at in data.draw(st.lists(st.integers(4, len(file) - 1), max_size=20)):
        file[at] = data.draw(st.integers(0, 255))
    survives(bytes(file))
