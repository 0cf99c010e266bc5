"""Every form of a date-time that stations write: what it means, and what is said of it."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, Severity, Tolerance
from ocpp_codec._core import datetimes
from ocpp_codec.tolerance import ALL, FIELD
from ocpp_codec.v16 import messages as messages16
from tests.support.judging import error_of, payload_of
from tests.support.sample_frames import NOW, started, status

V16 = OcppJsonProtocol.v16
NOON = "2024-05-01T12:00:00+00:00"
CODEC = Codec("ocpp1.6")
CODEC_2X = Codec("ocpp2.0.1")  # where a fraction should have at most three digits

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
    ("2024-04-30T24:00:00.000Z", "2024-05-01T00:00:00+00:00", (Rule.DATETIME_OTHER_ISO,)),
    ("2024-04-30T24:00Z", "2024-05-01T00:00:00+00:00", (Rule.DATETIME_NO_SECONDS, Rule.DATETIME_OTHER_ISO)),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00", (Rule.DATETIME_OTHER_ISO,)),
    ("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.500000+00:00", (Rule.DATETIME_OTHER_ISO,)),
]

# What Python's own calendar does not hold; the moment that comes nearest.
FIRST, LAST = "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59.999999+00:00"
READ += [
    ("9999-12-31T23:59:59.999999Z", LAST, ()),
    ("9999-12-31T23:59:59.9999999Z", LAST, (Rule.DATETIME_LONG_FRACTION,)),
    ("9999-12-31T23:59:59.9999999", LAST, (Rule.DATETIME_NO_OFFSET, Rule.DATETIME_LONG_FRACTION)),
    ("9999-12-31T23:59:59.9999994Z", LAST, (Rule.DATETIME_LONG_FRACTION,)),
    ("9999-12-31T24:00:00Z", LAST, (Rule.DATETIME_OTHER_ISO, Rule.DATETIME_BEYOND_CALENDAR)),
    ("9999-12-31T23:59:60Z", LAST, (Rule.DATETIME_OTHER_ISO, Rule.DATETIME_BEYOND_CALENDAR)),
    ("9999-12-31T24:00:00+02:00", LAST[:-6] + "+02:00", (Rule.DATETIME_OTHER_ISO, Rule.DATETIME_BEYOND_CALENDAR)),
    ("9999-12-31T23:59:59.9999999-05:00", LAST[:-6] + "-05:00", (Rule.DATETIME_LONG_FRACTION,)),
    ("0000-12-31T23:00:00-03:00", FIRST[:-6] + "-03:00", (Rule.DATETIME_BEYOND_CALENDAR,)),
    ("0000-01-01T00:00:00Z", FIRST, (Rule.DATETIME_BEYOND_CALENDAR,)),
    ("0000-06-15T12:00:59.1234567Z", FIRST, (Rule.DATETIME_LONG_FRACTION, Rule.DATETIME_BEYOND_CALENDAR)),
    (
        "9999-12-31T23:59:60.1234567Z",
        LAST,
        (Rule.DATETIME_LONG_FRACTION, Rule.DATETIME_OTHER_ISO, Rule.DATETIME_BEYOND_CALENDAR),
    ),
    (
        "9999-W52-6T10:00:59.1234567Z",
        LAST,
        (Rule.DATETIME_LONG_FRACTION, Rule.DATETIME_OTHER_ISO, Rule.DATETIME_BEYOND_CALENDAR),
    ),
    ("0000-02-29T12:00:00Z", FIRST, (Rule.DATETIME_BEYOND_CALENDAR,)),
    ("0000-01-01 00:00Z", FIRST, (Rule.DATETIME_NO_SECONDS, Rule.DATETIME_SPACE, Rule.DATETIME_BEYOND_CALENDAR)),
]

UNREADABLE = [
    ("yesterday", Rule.BAD_DATETIME),
    ("2024-05-01", Rule.BAD_DATETIME),
    ("12:00", Rule.BAD_DATETIME),
    ("1714564800", Rule.BAD_DATETIME),
    ("2023-02-29T00:00:00Z", Rule.DATETIME_NO_SUCH_DAY),
    ("2023-02-29T00:00:00Z[Europe/Berlin]", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-13-01T00:00:00Z", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-05-01T25:00:00Z", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-05-01T24:00:01Z", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-05-01T24:01:00Z", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-05-01T24:00:00.5Z", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-05-01T24:00:60Z", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-05-01T00:60:00Z", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-05-01T12:00:61Z", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-05-01T12:00:00+25:00", Rule.DATETIME_NO_SUCH_DAY),
    ("2024-05-01T12:00:00ZZZ", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00+02:00Z", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00+02:00 UTC", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00Z+01:00", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00+02:00-02:00", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00 CET", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00utc", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00\tZ", Rule.BAD_DATETIME),
    ("2024-05-01 T12:00:00Z", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00Z\n", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00[Europe/Berlin]", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00Z[]", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00Z[Europe/Berlin", Rule.BAD_DATETIME),
    ("2024-05-01T12:00:00Z[Europe/Berlin][UTC]", Rule.BAD_DATETIME),
    ("2024-0501T12:00:00Z", Rule.BAD_DATETIME),
    ("2024-W54-1T12:00:00Z", Rule.DATETIME_NO_SUCH_DAY),
    ("9999-12-31T24:00:01Z", Rule.DATETIME_NO_SUCH_DAY),
    ("9999-13-31T23:59:59.9999999Z", Rule.DATETIME_NO_SUCH_DAY),
    ("0000-02-30T00:00:00Z", Rule.DATETIME_NO_SUCH_DAY),
    ("\uff12\uff10\uff12\uff14-05-01T12:00:00Z", Rule.BAD_DATETIME),
]

# Read, but refused unless that is tolerated: an offset in another spelling.
SPELLED = [
    ("2024-05-01T12:00:00+00:00Z", NOON, ()),
    ("2024-05-01T12:00:00.0+00:00Z", NOON, ()),
    ("2024-05-01T12:00:00Z+00:00", NOON, ()),
    ("2024-05-01T12:00:00-00:00Z", NOON, ()),
    ("2024-05-01T12:00:00ZZ", NOON, ()),
    ("2024-05-01T14:00:00 +02:00", NOON, ()),
    ("2024-05-01T14:00:00   +02:00", NOON, ()),
    ("2024-05-01T14:00:00+02:00+02:00", NOON, ()),
    ("2024-05-01T14:00:00+02:00 +0200", NOON, (Rule.DATETIME_SHORT_OFFSET,)),
    ("2024-05-01T12:00:00 Z", NOON, ()),
    ("2024-05-01T12:00:00.Z", NOON, ()),
    ("2024-05-01T12:00:00.", NOON, (Rule.DATETIME_NO_OFFSET,)),
    ("2024-05-01T12:00:00 UTC", NOON, ()),
    ("2024-05-01T12:00:00UTC", NOON, ()),
    ("2024-05-01T12:00:00GMT", NOON, ()),
    ("2024-05-01T12:00:00GMT+00:00", NOON, ()),
    ("2024-05-01 12:00:00 UTC", NOON, (Rule.DATETIME_SPACE,)),
    (" 2024-05-01T12:00:00Z", NOON, ()),
    ("2024-05-01T12:00:00Z ", NOON, ()),
    ("2024-05-01T12:00:00 ", NOON, (Rule.DATETIME_NO_OFFSET,)),
    ("2024-05-01T12:00:00z z", NOON, (Rule.DATETIME_LOWER_CASE,)),
]

# Read, but refused unless that is tolerated: no version allows it.
WITH_ZONE_NAME = [
    ("2024-05-01T12:00:00Z[UTC]", ()),
    ("2024-05-01T14:00:00+02:00[Europe/Berlin]", ()),
    ("2024-05-01T14:00+02:00[Europe/Berlin]", (Rule.DATETIME_NO_SECONDS,)),
    ("2024-05-01T09:00:00-03:00[America/Argentina/Buenos_Aires]", ()),
    ("2024-05-01T12:00:00Z[Etc/GMT+0]", ()),
]


@pytest.mark.parametrize(("text", "moment", "forms"), READ)
def test_a_form_of_a_date_time_is_read_and_said_to_be_loose(text: str, moment: Any, forms: Any) -> None:
    assert datetimes.read(text) == (datetime.datetime.fromisoformat(moment), forms)
    frame = f'[3,"1",{{"currentTime":"{text}"}}]'
    examination = CODEC.examine(frame, messages16.Heartbeat)
    assert CODEC.decode(frame, messages16.Heartbeat) == examination.message
    assert tuple(finding.rule for finding in examination.findings) == forms
    assert {finding.severity for finding in examination.findings} <= {Severity.ADVICE}


FINE = re.compile(r"[.,][0-9]{4}")


@pytest.mark.parametrize(("text", "moment", "forms"), [*READ, ("2024-05-01T12:00:00.1230Z", None, ())])
def test_read_where_three_digits_of_a_fraction_are_enough(text: str, moment: Any, forms: Any) -> None:
    frame = f'[3,"1",{{"currentTime":"{text}"}}]'
    examination = CODEC_2X.examine(frame, "Heartbeat")
    assert CODEC_2X.decode(frame, "Heartbeat") == examination.message
    assert payload_of(examination.message).currentTime == datetimes.read(text)[0]
    rules = [finding.rule for finding in examination.findings]
    assert (Rule.DATETIME_FINE_FRACTION in rules) is bool(FINE.search(text))
    assert tuple(rule for rule in rules if rule is not Rule.DATETIME_FINE_FRACTION) == forms
    assert {finding.severity for finding in examination.findings} <= {Severity.ADVICE}


@pytest.mark.parametrize(("text", "rule"), UNREADABLE)
def test_what_no_clock_shows_is_refused(text: str, rule: Rule) -> None:
    assert datetimes.read(text) == (None, (rule,))
    for codec in (CODEC, CODEC_2X):
        examination = codec.examine(json.dumps([3, "1", {"currentTime": text}]), "Heartbeat")
        assert examination.message is None
        assert [(finding.rule, finding.severity) for finding in examination.findings] == [(rule, Severity.ERROR)]
        assert error_of(examination).ocpp_error.code == "PropertyConstraintViolation"


@pytest.mark.parametrize(("text", "forms"), WITH_ZONE_NAME)
def test_the_name_of_a_zone_does_not_count(text: str, forms: Any) -> None:
    assert datetimes.read(text) == (datetime.datetime.fromisoformat(NOON), (Rule.DATETIME_ZONE_NAME, *forms))
    frame = json.dumps([3, "1", {"currentTime": text}])
    with pytest.raises(OCPPException) as caught:
        CODEC.decode(frame, messages16.Heartbeat)
    assert caught.value.findings[0].rule is Rule.DATETIME_ZONE_NAME
    assert caught.value.ocpp_error.code == "PropertyConstraintViolation"
    patient = Codec("ocpp1.6", tolerate={Rule.DATETIME_ZONE_NAME})
    read = payload_of(patient.decode(frame, messages16.Heartbeat))
    assert read.currentTime == datetime.datetime.fromisoformat(NOON)


@pytest.mark.parametrize(("text", "moment", "forms"), SPELLED)
def test_an_offset_in_another_spelling_is_read_where_that_is_tolerated(text: str, moment: Any, forms: Any) -> None:
    read = datetime.datetime.fromisoformat(moment)
    assert datetimes.read(text) == (read, (Rule.DATETIME_ZONE_SPELLING, *forms))
    frame = json.dumps([3, "1", {"currentTime": text}])
    for strict in (CODEC, CODEC_2X):
        (refused, *advice) = strict.examine(frame, "Heartbeat").findings
        assert (refused.rule, refused.severity) == (Rule.DATETIME_ZONE_SPELLING, Severity.ERROR)
        assert {finding.severity for finding in advice} <= {Severity.ADVICE}
        patient = Codec(strict.protocol, tolerate={Rule.DATETIME_ZONE_SPELLING})
        assert payload_of(patient.decode(frame, "Heartbeat")).currentTime == read


@pytest.mark.parametrize("text", ["yesterday", "2023-02-29T00:00:00Z", ""])
def test_a_moment_that_is_required_is_not_left_out(text: str) -> None:
    """Unless it may be missing at that very place as well."""
    frame = json.dumps(started(timestamp=text))
    rules = {Rule.BAD_DATETIME, Rule.DATETIME_NO_SUCH_DAY}
    place = "StartTransaction.Request.timestamp"
    tolerate: Any
    elsewhere = Tolerance(Rule.MISSING_FIELD, "StartTransaction.Request.idTag")
    for tolerate in (FIELD, rules, {*rules, elsewhere}, {Tolerance(rule, place) for rule in rules}):
        (finding,) = Codec(V16, tolerate=tolerate).examine(frame).findings
        assert (finding.severity, finding.repaired) == (Severity.ERROR, None)
    for tolerate in (ALL, {*rules, Rule.MISSING_FIELD}, {*rules, Tolerance(Rule.MISSING_FIELD, place)}):
        codec = Codec(V16, tolerate=tolerate)
        assert payload_of(codec.decode(frame)).timestamp is None
        assert [each.severity for each in codec.examine(frame).findings] == [Severity.TOLERATED]
    optional = json.dumps(status(timestamp=text or "noon"))
    assert payload_of(Codec(V16, tolerate=FIELD).decode(optional)).timestamp is None


def test_a_fraction_that_rounds_into_the_year_10000_is_not_beyond_the_calendar() -> None:
    frame = '[3,"1",{"currentTime":"9999-12-31T23:59:59.9999999Z"}]'
    found = [(each.rule, each.severity) for each in CODEC_2X.examine(frame, "Heartbeat").findings]
    assert found == [
        (Rule.DATETIME_FINE_FRACTION, Severity.ADVICE),
        (Rule.DATETIME_LONG_FRACTION, Severity.ADVICE),
    ]


def test_the_first_and_last_hours_of_the_calendar_are_written_with_their_offset() -> None:
    """They have no UTC, and are written with their own offset rather than refused."""
    early = datetime.datetime(1, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=5)))
    assert datetimes.write(early, "seconds") == "0001-01-01T00:00:00+05:00"
    assert datetimes.write(early, "milliseconds") == "0001-01-01T00:00:00.000+05:00"


def test_a_moment_without_a_zone_is_written_without_one_and_as_finely_as_others() -> None:
    for moment in (NOW, NOW.replace(tzinfo=None)):
        zone = "Z" if moment.tzinfo else ""
        assert datetimes.write(moment, "seconds") == "2013-02-01T20:53:32" + zone
        assert datetimes.write(moment, "milliseconds") == "2013-02-01T20:53:32.486" + zone
        assert datetimes.write(moment, "microseconds") == "2013-02-01T20:53:32.486000" + zone


@pytest.mark.parametrize("time", ["094133+02:00", "09:4133Z", "0941:33Z"])
def test_a_time_that_is_written_partly_with_colons_is_reported(time: Any) -> None:
    seen = Codec(V16).examine(json.dumps(status(timestamp=f"2024-05-17T{time}")))
    assert [finding.rule for finding in seen.findings] == [Rule.DATETIME_OTHER_ISO]
