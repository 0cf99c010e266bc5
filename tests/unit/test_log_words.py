"""Words that say where a frame goes, and headers that say which side writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.log._entries import Direction
from ocpp_codec.log._words import Seen, side_of_writer, word_of, word_of_value

UP, DOWN, SENT, RECEIVED = Direction.TO_CSMS, Direction.TO_STATION, Seen.SENT, Seen.RECEIVED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ocpp sent ", SENT),
        ("ocpp Sending: ", SENT),
        ("TX ", SENT),
        ("[outgoing] ", SENT),
        ("responded with ", SENT),
        ("gesendet: ", SENT),
        ("envoyé ", SENT),
        (">>> ", SENT),
        ("➡️ ", SENT),
        ("S: ", SENT),
        ("[out] ", SENT),
        ("sendMessage ", SENT),
        ("send_text ", SENT),
        ("ws.write ", SENT),
        ("received ", RECEIVED),
        ("recieved ", RECEIVED),
        ("RECV ", RECEIVED),
        ("rx12 ", RECEIVED),
        ("empfangen: ", RECEIVED),
        ("reçu ", RECEIVED),
        ("<-- ", RECEIVED),
        ("⬅️ ", RECEIVED),
        ("R: ", RECEIVED),
        ("onMessage ", RECEIVED),
        ("got ", RECEIVED),
        ("", None),
        ("INFO ocpp: ", None),
        ("resent to nobody's sender ", SENT),  # by "to"
        ("absentia ", None),
        ("rxjs ", None),
    ],
)
def test_a_word_of_the_writer(text: str, said: Seen | None) -> None:
    assert word_of(text) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CP -> CS ", UP),
        ("CS→CP ", DOWN),
        ("CP <- CS ", DOWN),
        ("CS <-- CP ", UP),
        ("[client->target] ", UP),
        ("Charge Point => Central System ", UP),
        ("CSMS ← Station ", UP),
        ("Station « CSMS ", DOWN),
        ("backend to charger ", DOWN),
        ("EVSE_to_Server ", UP),
        ("to the CSMS ", UP),
        ("for charging station ", DOWN),
        ("from the wallbox ", UP),
        ("by central system ", DOWN),
        ("sender=CP ", UP),
        ("src: 'csms' ", DOWN),
        ("(CP, CSMS) ", UP),
        ("(CSMS, CP) ", DOWN),
        ("charger says ", UP),
        ("server requests ", DOWN),
        ("uplink ", UP),
        ("down-stream ", DOWN),
        ("stationToCsms ", UP),
        ("fromServer ", DOWN),
        ("received CP -> CSMS ", UP),
        ("sent CP -> CSMS ", UP),
        ("to cspace ", SENT),  # "cs" is part of a word
    ],
)
def test_words_that_name_the_ends(text: str, said: Direction | Seen) -> None:
    assert word_of(text) is said


def test_the_last_of_equal_words_counts() -> None:
    assert word_of("receiver thread: sent ") is SENT
    assert word_of("sent before, received ") is RECEIVED


def test_a_sure_word_counts_more_than_an_arrow_behind_it() -> None:
    assert word_of("received -> ") is RECEIVED


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        (" direction=out", SENT),
        (', "dir": "in"', RECEIVED),
        (" flow: up", UP),
        (" (sent)", SENT),
        (" rx", RECEIVED),
        (" was sent yesterday", None),
        (" direction=sideways", None),
        ("", None),
    ],
)
def test_a_word_behind_a_frame(behind: str, said: Direction | Seen | None) -> None:
    assert word_of("INFO ", behind) is said


def test_a_word_before_a_frame_counts_more_than_one_behind_it() -> None:
    assert word_of("sent ", " (received)") is SENT


def test_only_what_stands_near_a_frame_is_looked_at() -> None:
    assert word_of("sent" + " x" * 300) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("up", UP),
        ("DL", DOWN),
        ("in", RECEIVED),
        ("OUT", SENT),
        ("R", RECEIVED),
        ("CSMS_TO_CS", DOWN),
        ("fromChargePoint", UP),
        ("toCsms", UP),
        ("charge_point_to_csms", UP),
        ("REQUEST_SENT", SENT),
        ("messageReceived", RECEIVED),
        ("Call", None),
        ("", None),
    ],
)
def test_a_word_as_the_value_of_a_field(value: str, said: Direction | Seen | None) -> None:
    assert word_of_value(value) is said


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("Role: CSMS", "csms"),
        ("role = 'charge point'", "station"),
        ("acting as a central system", "csms"),
        ("I am the station", "station"),
        ("simulating an EVSE", "station"),
        ("SUT: CSMS", "station"),
        ("device under test is the charger", "csms"),
        ("peer: server", "station"),
        ("CSMS simulator 2.1", "csms"),
        ("Charge Point Emulator", "station"),
        ("the role of tests", None),
        ("CSMS", None),
        ("", None),
    ],
)
def test_the_side_that_a_header_says(line: str, side: str | None) -> None:
    assert side_of_writer(line) == side


@pytest.mark.parametrize("seen", Seen)
def test_what_is_seen_has_an_opposite(seen: Seen) -> None:
    assert seen.opposite is not seen
    assert seen.opposite.opposite is seen


@given(st.text(), st.text())
def test_no_text_raises(before: str, behind: str) -> None:
    word_of(before, behind)
    word_of_value(before)
    side_of_writer(before)
