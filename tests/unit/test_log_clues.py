"""What a line says besides its frame: the station, that a connection begins, the version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.log import _clues as module
from ocpp_codec.log._clues import id_of_url, is_opening, may_matter, protocol_in, station_in, url_in
from tests.support.loglines import HEARTBEAT, entries

# The station ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "station"),
    [
        ("CS001: received ", "CS001"),
        ("[CP_01] in ", "CP_01"),
        ("received from EV-12: ", "EV-12"),
        ("recv <box.7> ", "box.7"),
        ("chargePointId=ABC ", "ABC"),
        ('"stationId": "my-home" ', "my-home"),
        ("charger: left.door. ", "left.door"),
        ("station 'X1' sent ", "X1"),
        ("/in/CP01 ", "CP01"),
        ("\tCP7\t", "CP7"),
        ('session{id="A1"} ', "A1"),
        ("> CP-9 / Msg ", "CP-9"),
        ("DE*ABC*E1 | OCPP ", "DE*ABC*E1"),
        ("ocpp - DE*ABC*E1 ", "DE*ABC*E1"),
        ("\0 | INFO | AB-12 | ", "AB-12"),
        ("ocpp_1  | CP01 received ", "CP01"),  # docker compose
        ("wss://csms.example/ocpp1.6/lefthand ", "lefthand"),
        ("192.168.100.17:8080 received ", None),
        ("127.0.0.1 received ", None),
        ("thread-17 received ", None),
        ("ocpp1.6 received ", None),
        ("12ms received ", None),
        ("client 2 received ", None),
        ("INFO received ", None),
        ("", None),
    ],
)
def test_the_station_that_a_text_names(text: str, station: str | None) -> None:
    assert station_in(text) == station


@pytest.mark.parametrize(
    ("url", "station"),
    [
        ("ws://h/CS001", "CS001"),
        ("wss://h:8443/ocpp/1.6/CS%2F01?token=x", "CS/01"),
        ("/ocpp/CP-9/", "CP-9"),
        ("path=/ws/CP-9", "CP-9"),
        ("ws://h/ocpp", None),
        ("ws://h/ocpp/{id}", None),
        ("ws://h/", None),
        ("ws://h", None),
        ("ws://h/v1.6", None),
    ],
)
def test_the_last_part_of_an_address_is_the_station(url: str, station: str | None) -> None:
    assert id_of_url(url) == station


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("connecting to ws://h/ocpp/CS1 now", "ws://h/ocpp/CS1"),
        ('"GET /ocpp/CS1 HTTP/1.1" 101', "GET /ocpp/CS1"),
        ("no address", None),
    ],
)
def test_the_address_in_a_line(line: str, url: str | None) -> None:
    assert url_in(line) == url


# Connections and versions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Connection opened",
        "connection has been established",
        "WebSocket connected",
        "onOpen",
        "WebSocket opened",
        "WebSocket accepted",
        "new client connection from 10.0.0.1",
        "Charge point CS001 connected",
        "connected to CSMS",
        "HTTP/1.1 101 Switching Protocols",
        '127.0.0.1 "GET /CS001 HTTP/1.1" 101 -',
        'INFO: "WebSocket /ocpp/CS001" [accepted]',
        "connecting to wss://h/CS001",
    ],
)
def test_a_connection_begins(line: str) -> None:
    assert is_opening(line)
    assert may_matter(line)


@pytest.mark.parametrize(
    "line",
    [
        "Charge point CS001 disconnected",
        "connection established, then lost",
        "failed: connecting to ws://h",
        "charger is not connected",
        "charger connected to the EV",
        "CS001 reconnected",
        "connection closed",
        "waiting",
    ],
)
def test_no_connection_begins(line: str) -> None:
    assert not is_opening(line)


def test_the_first_frame_behind_a_connection_line_has_opened() -> None:
    other = HEARTBEAT.replace("h", "i")
    assert [
        entry.opened for entry in entries("Charger CS001 connected", f"CS001 rx {HEARTBEAT}", f"CS001 rx {other}")
    ] == [
        True,
        False,
    ]


def test_most_lines_do_not_matter() -> None:
    assert not may_matter("2026-05-17 09:41:33 DEBUG meter 17.5 kWh")
    assert may_matter("ROLE: tester")


@pytest.mark.parametrize(
    ("text", "protocol"),
    [
        ("subprotocol ocpp1.6", "ocpp1.6"),
        ("OCPP 1.6J", "ocpp1.6"),
        ("ocpp-v2.0.1", "ocpp2.0.1"),
        ("OCPP_201", "ocpp2.0.1"),
        ("ocpp2.1", "ocpp2.1"),
        ("ocpp2.0", "ocpp2.0"),
        ("ocpp16", "ocpp1.6"),
        ("ocpp2.0.2", None),
        ("ocpp 1.5", None),
        ("ocpp", None),
    ],
)
def test_the_version_that_a_text_names(text: str, protocol: str | None) -> None:
    assert protocol_in(text) == protocol


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for read in (station_in, id_of_url, url_in, is_opening, may_matter, protocol_in):
        read(text)


def test_every_word_that_may_matter_is_in_lower_case() -> None:
    assert [word for word in module._MAY_MATTER if word != word.lower()] == []
