"""The filters that all commands share: what they take, and that they change no verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocpp_codec.cli._selection import Lines
from ocpp_codec.cli._when import Place, When, moment_of
from tests.support.command import logged, run

START = '> [2,"a","StartTransaction",{"connectorId":1,"idTag":"T","meterStart":0,"timestamp":"2026-05-17T09:00:00Z"}]'
STARTED = '< [3,"a",{"idTagInfo":{"status":"Accepted"},"transactionId":17}]'
OTHER = '> [2,"b","StartTransaction",{"connectorId":2,"idTag":"U","meterStart":0,"timestamp":"2026-05-17T09:00:00Z"}]'
OTHERS = '< [3,"b",{"idTagInfo":{"status":"Accepted"},"transactionId":171}]'
METER = (
    '> [2,"c","MeterValues",{"connectorId":1,"transactionId":17,'
    '"meterValue":[{"timestamp":"2026-05-17T09:00:05Z","sampledValue":[{"value":"1"}]}]}]'
)
METERED = '< [3,"c",{}]'
BEAT = '> [2,"d","Heartbeat",{}]'
BEATEN = '< [3,"d",{"currentTime":"2026-05-17T09:00:07Z"}]'
STOP = '> [2,"e","StopTransaction",{"transactionId":17,"meterStop":5,"timestamp":"2026-05-17T09:00:09Z"}]'
STOPPED = '< [3,"e",{}]'
ALL = (START, STARTED, OTHER, OTHERS, METER, METERED, BEAT, BEATEN, STOP, STOPPED)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "station.log"
    file.write_text(logged(*ALL) + logged('> [2,"f","Heartbeat",{}]', second=60, station="CS002"))
    return file


def lines(*arguments: str | Path) -> list[int]:
    """The lines of the messages that are taken, and none with a finding: the verdicts stay."""
    ran = run("decode", "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    assert all(row["findings"] == [] for row in ran.rows)
    return [row["line"] for row in ran.rows]


@pytest.mark.parametrize(
    ("arguments", "taken"),
    [
        ([], list(range(1, 12))),
        (["--station", "cs002"], [11]),
        (["--station", "CS002", "--station", "CS001"], list(range(1, 12))),
        (["--action", "heartbeat"], [7, 8, 11]),
        (["--action", "StartTransaction", "--action", "MeterValues"], [1, 2, 3, 4, 5, 6]),
        (["--action", "StartTransaction", "--station", "CS001", "--id", "b"], [3, 4]),
        (["--id", "c"], [5, 6]),
        (["--transaction", "17"], [1, 2, 5, 6, 9, 10]),
        (["--transaction", "171"], [3, 4]),
        (["--transaction", "17", "--transaction", "171"], [1, 2, 3, 4, 5, 6, 9, 10]),
        (["--transaction", "17", "--action", "StopTransaction"], [9, 10]),
        (["--since", "2026-05-17T09:00:09Z"], [10, 11]),
        (["--since", "2026-05-17T11:00:09+02:00"], [10, 11]),
        (["--since", "2026-05-17 09:00:09"], [10, 11]),
        (["--since", "09:00:09"], [10, 11]),
        (["--until", "2026-05-17T09:00:01Z"], [1, 2]),
        (["--until", "09:00:01"], [1, 2]),
        (["--until", "2026-05-17"], list(range(1, 12))),
        (["--since", "09:00:04", "--until", "09:00:05"], [5, 6]),
        (["--since", "09:00:09", "--until", "09:00:01"], [1, 2, 10, 11]),
        (["--around", "5", "--context", "1"], [4, 5, 6]),
        (["--around", "09:00:04", "--context", "1"], [4, 5, 6]),
        (["--around", "2026-05-17T09:00:03.5Z", "--context", "1"], [4, 5, 6]),
        (["--around", "5", "--context", "0"], [5]),
        (["--around", "5"], list(range(1, 12))),
        (["--around", "99", "--context", "2"], [10, 11]),
        (["--around", "station.log:5", "--context", "1"], [4, 5, 6]),
        (["--around", "5", "--context", "1", "--action", "MeterValues"], [5, 6]),
    ],
)
def test_what_the_filters_take(arguments: list[str], taken: list[int], log: Path) -> None:
    assert lines(*arguments, log) == taken


def test_around_a_line_of_each_file(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "later.log"
    other.write_text(logged(BEAT, BEATEN, second=120, station="CS003"))
    assert lines("--around", "2", "--context", "0", log, other) == [2, 2]
    assert lines("--around", "later.log:2", "--context", "0", log, other) == [2]


def test_the_version_is_given(log: Path) -> None:
    row = run("decode", "--json", "--protocol", "2.0.1", "--id", "d", log).rows[0]
    assert row["protocol"] == "2.0.1"


def test_a_transaction_of_2x(tmp_path: Path) -> None:
    log = tmp_path / "v2.0.1.log"
    event = (
        '> [2,"1","TransactionEvent",{"eventType":"Started","timestamp":"2026-05-17T09:00:00Z","triggerReason":"CablePluggedIn",'
        '"seqNo":0,"transactionInfo":{"transactionId":"a-b.c"},"evse":{"id":1}}]'
    )
    request = (
        '< [2,"9","RequestStartTransaction",{"idToken":{"idToken":"T","type":"Central"},"remoteStartId":1,"evseId":1}]'
    )
    answer = '> [3,"9",{"status":"Accepted","transactionId":"a-b.c"}]'
    log.write_text(logged(request, answer, event, '< [3,"1",{}]', event.replace("a-b.c", "a-bxc")))
    rows = run("decode", "--json", "--protocol", "2.0.1", "--transaction", "a-b.c", log).rows
    assert [row["line"] for row in rows] == [1, 2, 3, 4]


def test_a_filter_leaves_the_verdicts_as_they_are(log: Path) -> None:
    """Without the call, the answer would be nobody's; and the second call with an id would be the first."""
    with log.open("a") as file:
        file.write(logged(BEAT, second=70))
    (group,) = run("check", "--json", "--action", "Heartbeat", "--since", "09:01", log).json["rules"]
    assert (group["rule"], group["places"]) == ("id_reused", [{"file": str(log), "line": 12}])


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-05-17T09:41:33Z", "2026-05-17T09:41:33+00:00"),
        ("2026-05-17 09:41", "2026-05-17T09:41:00"),
        ("2026-05-17", "2026-05-17T00:00:00"),
        ("09:41", "09:41:00"),
        ("09:41:33.5", "09:41:33.500000"),
    ],
)
def test_moments(text: str, moment: str) -> None:
    when = moment_of(text)
    assert isinstance(when, When)
    assert when.moment.isoformat() == moment


@pytest.mark.parametrize("text", ["", "9", "09", "soon", "09:41Z", "2026-02-30", "2026-05-17T25:00"])
def test_no_moments(text: str) -> None:
    assert moment_of(text) is None


def test_lines_are_remembered_in_little_memory() -> None:
    lines = Lines()
    for line in (1, 8, 1_000_000):
        lines.take("a", line)
    assert [("a", line) in lines for line in (0, 1, 7, 8, 9, 1_000_000, 1_000_001, 9_999_999)] == [
        *(False, True, False, True, False, True, False, False)
    ]
    assert ("b", 1) not in lines


def test_a_place_is_a_line() -> None:
    assert (Place(3).line, Place(3, "a").file) == (3, "a")
