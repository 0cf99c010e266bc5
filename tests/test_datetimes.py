"""Every form of a date-time that stations write: what it means, and what is said of it."""

from __future__ import annotations

import datetime

import pytest

from ocpp_codec import Codec, Rule, datetimes
from ocpp_codec.v16 import messages

NOON = "2024-05-01T12:00:00+00:00"
CODEC = Codec("ocpp1.6")

# text, the moment that it means, the looser forms that it uses
READ = [
    ("2024-05-01T12:00:00Z", NOON, ()),
    ("2024-05-01T12:00:00.000000Z", NOON, ()),
    ("2024-05-01T12:00:00.5Z", "2024-05-01T12:00:00.500000+00:00", ()),
    ("2024-05-01T14:00:00+02:00", NOON, ()),
    ("2024-05-01T12:00:00-00:00", NOON, ()),
    ("2024-05-01T12:00:00", NOON, (Rule.DATETIME_NO_OFFSET,)),
    ("2024-05-01T14:00:00+02", NOON, (Rule.DATETIME_SHORT_OFFSET,)),
    ("2024-05-01T14:00:00+0200", NOON, (Rule.DATETIME_SHORT_OFFSET,)),
    ("2024-05-01T12:00Z", NOON, (Rule.DATETIME_NO_SECONDS,)),
    ("2024-05-01 12:00:00Z", NOON, (Rule.DATETIME_SPACE,)),
    ("2024-05-01t12:00:00z", NOON, (Rule.DATETIME_LOWER_CASE,)),
    ("2024-05-01T12:00:00.1234567Z", "2024-05-01T12:00:00.123457+00:00", (Rule.DATETIME_LONG_FRACTION,)),
    (
        "2024-05-01T12:00:00.123456789",
        "2024-05-01T12:00:00.123457+00:00",
        (Rule.DATETIME_NO_OFFSET, Rule.DATETIME_LONG_FRACTION),
    ),
    ("20240501T120000Z", NOON, (Rule.DATETIME_OTHER_ISO,)),
    ("2024-W18-3T12:00:00Z", NOON, (Rule.DATETIME_OTHER_ISO,)),
    ("2024W183T12:00:00Z", NOON, (Rule.DATETIME_OTHER_ISO,)),
    ("2024-05-01T12:00:00,0Z", NOON, (Rule.DATETIME_OTHER_ISO,)),
    ("2024-04-30T24:00:00Z", "2024-05-01T00:00:00+00:00", (Rule.DATETIME_OTHER_ISO,)),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00", (Rule.DATETIME_OTHER_ISO,)),
]

UNREADABLE = [
    "yesterday",
    "2024-05-01",
    "12:00",
    "1714564800",
    "2023-02-29T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-05-01T25:00:00Z",
    "2024-05-01T24:00:01Z",
    "2024-05-01T00:60:00Z",
    "2024-05-01T12:00:61Z",
    "2024-05-01T12:00:00+25:00",
    "2024-05-01T12:00:00ZZ",
    "2024-05-01T12:00:00Z\n",
    " 2024-05-01T12:00:00Z",
    "2024-05-01T12:00:00Z[Europe/Berlin]",
    "2024-0501T12:00:00Z",
    "2024-W54-1T12:00:00Z",
    "9999-12-31T24:00:00Z",
    "\uff12\uff10\uff12\uff14-05-01T12:00:00Z",
]


@pytest.mark.parametrize(("text", "moment", "forms"), READ)
def test_read(text, moment, forms):
    assert datetimes.read(text) == (datetime.datetime.fromisoformat(moment), forms)
    frame = f'[3,"1",{{"currentTime":"{text}"}}]'
    examination = CODEC.examine(frame, messages.Heartbeat)
    assert CODEC.decode(frame, messages.Heartbeat) == examination.message
    assert tuple(finding.rule for finding in examination.findings) == forms


@pytest.mark.parametrize("text", UNREADABLE)
def test_unreadable(text):
    assert datetimes.read(text) is None


def test_first_and_last_hours_of_the_calendar():
    """They have no UTC, and are written with their own offset rather than refused."""
    early = datetime.datetime(1, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=5)))
    assert datetimes.write(early, "seconds") == "0001-01-01T00:00:00+05:00"
