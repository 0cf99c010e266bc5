"""What can be said of the text of a payload without reading it."""

from __future__ import annotations

import pytest

from ocpp_codec._core import payload_text
from ocpp_codec.v16 import messages as messages16
from ocpp_codec.v201 import messages as messages201

BOOT = payload_text.payload_text_of(messages16.BootNotification.Response)


def test_the_date_times_of_a_payload_are_known_by_their_names() -> None:
    assert BOOT.dates == ("currentTime",)
    assert payload_text.payload_text_of(messages16.Heartbeat.Request).dates == ()
    assert payload_text.payload_text_of(messages16.StartTransaction.Response).dates == (
        "expiryDate",
    )  # within an object


def test_no_name_tells_where_anything_may_stand() -> None:
    assert payload_text.payload_text_of(messages201.DataTransfer.Request).dates is None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-05-17T09:41:33", "2024-05-17T09:41:33Z"),
        ("2024-05-17T09:41:33.123456", "2024-05-17T09:41:33.123456Z"),
        ("2024-05-17T09:41:33Z", "2024-05-17T09:41:33Z"),
        ("2024-05-17T09:41:33+02:00", "2024-05-17T09:41:33+02:00"),
        ("2024-05-17T09:41:33.1234567", "2024-05-17T09:41:33.1234567"),  # too long for a datetime
        ("2024-05-17 09:41:33", "2024-05-17 09:41:33"),
    ],
)
def test_a_date_time_that_lacks_nothing_but_its_offset_is_in_utc(written: str, moment: str) -> None:
    frame = '[3,"1",{"status":"Accepted","currentTime" : "%s","interval":1}]'
    assert BOOT.with_offsets((frame % written).encode()) == (frame % moment).encode()


def test_nothing_is_changed_in_what_is_no_date_time() -> None:
    for text in (b'[3,"currentTime",{"status":"2024-05-17T09:41:33"}]', b'{"notcurrentTime":"2024-05-17T09:41:33"}'):
        assert BOOT.with_offsets(text) == text


@pytest.mark.parametrize("text", ['{"customData":{"currentTime":"%s"}}', '{"a\\u0062":"","currentTime":"%s"}'])
def test_where_a_vendor_may_say_anything_nothing_is_changed(text: str) -> None:
    frame = (text % "2024-05-17T09:41:33").encode()
    assert payload_text.payload_text_of(messages201.Heartbeat.Response).is_open
    assert payload_text.payload_text_of(messages201.Heartbeat.Response).with_offsets(frame) == frame


@pytest.mark.parametrize(
    ("text", "is_too_fine"),
    [("1.123456,", False), ("1.1234567,", True), ("1e-7}", True), ("1.5e-7,", True), ("1e7}", False), ("1}", False)],
)
def test_a_number_with_more_than_six_decimals_is_seen_in_what_goes_to_a_station(text: str, is_too_fine: bool) -> None:
    patterns = payload_text.payload_text_of(messages201.CostUpdated.Request).decimals
    frame = f'{{"totalCost":{text}'.encode()
    assert any(pattern.search(frame) for pattern in patterns) is is_too_fine
    assert payload_text.payload_text_of(messages201.TransactionEvent.Request).decimals == ()  # which goes to a CSMS
    assert payload_text.payload_text_of(messages16.SetChargingProfile.Request).decimals == ()  # no such rule in 1.6
