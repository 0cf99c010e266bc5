"""From lines to frames with what stands around them: carriers, records, tables, text; and what is counted besides."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from ocpp_codec.log import Direction, Sample
from ocpp_codec.log import _carriers as carriers
from ocpp_codec.log import _scan as scanning
from ocpp_codec.log._carriers import Counts, Idle
from ocpp_codec.log._lines import IDLE, Line
from ocpp_codec.log._raw import Raw
from ocpp_codec.log._scan import protocol_named, scan
from ocpp_codec.log._words import Seen

CALL = '[2,"17","Heartbeat",{}]'
NEXT = '[2,"18","Heartbeat",{}]'
RESULT = '[3,"17",{"currentTime":"2026-05-17T09:41:33Z"}]'
BOOT = '[2, "1", "BootNotification", {"chargePointModel": "M", "chargePointVendor": "V"}]'
TIME = "2026-05-17 09:41:33"
AT = datetime(2026, 5, 17, 9, 41, 33, tzinfo=UTC).replace(tzinfo=None)


class Scanned:
    """What was found in a log, and what was counted."""

    def __init__(self, lines: Iterable[str | Line], layout: str | None = None) -> None:
        self.counts = Counts(samples=[])
        given = (
            line if isinstance(line, Line) else Line(number, line)
            for number, line in enumerate((part for each in lines for part in split(each)), 1)
        )
        found = list(scan(given, "a.log", self.counts, layout))
        self.raws = [raw for raw in found if isinstance(raw, Raw)]
        self.pauses = len(found) - len(self.raws)

    @property
    def frames(self) -> list[str]:
        return [raw.frame for raw in self.raws]

    @property
    def places(self) -> list[tuple[int, str]]:
        return [(raw.line, raw.frame) for raw in self.raws]

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(sample.line, sample.reason) for sample in self.counts.samples]

    @property
    def only(self) -> Raw:
        (raw,) = self.raws
        return raw


def split(line: str | Line) -> list[str | Line]:
    return [line] if isinstance(line, Line) else list(line.split("\n"))


def scanned(*lines: str | Line, layout: str | None = None) -> Scanned:
    return Scanned(lines, layout)


def fields(**record: Any) -> str:
    return json.dumps(record, ensure_ascii=False)


# What is counted


def test_lines_and_rejected_texts_are_counted() -> None:
    log = scanned(
        "starting up",
        f"{TIME} recv {CALL}",
        f'{TIME} recv [2,"18","Heart',
        f"{TIME} and another line",
        "",
    )
    assert log.places == [(2, CALL)]
    assert log.counts.lines == 5
    assert log.counts.rejected == 1
    assert log.counts.samples == [Sample("a.log", 3, '[2,"18","Heart', "it does not end")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('recv [2,"17","Heart', "it does not end"),
        ('recv [2,"17","Boot...ved"}] ok', "it is no JSON"),
        ('recv [2,"17","DataTransfer",{"data":[1}', "its brackets do not match"),
        ('< TEXT \'[2,"17","DataTransfer",{"data":"a...b"}]\' [184 bytes]', "the log has cut out its middle"),
        ('< TEXT \'[3,"17",{"con...g"}]}]\' [184 bytes]', "the log has cut out its middle"),
        (fields(msg='[2,"17","Heart', n=1), "its brackets do not match"),
    ],
)
def test_each_reason_to_reject(text: str, reason: str) -> None:
    log = scanned("a log", text, f"{TIME} another line")
    assert (log.frames, log.reasons) == ([], [(2, reason)])


def test_the_first_samples_are_kept_and_all_are_counted() -> None:
    line = 'recv [2,"17","DataTransfer",{"data":"' + "x" * 500
    log = scanned(*[line, f"{TIME} next"] * 30)
    assert log.counts.rejected == 30
    assert [sample.line for sample in log.counts.samples] == list(range(1, 40, 2))
    assert {len(sample.text) for sample in log.counts.samples} == {200}


def test_a_frame_that_is_as_long_as_the_log_says_is_whole() -> None:
    frame = '[2,"17","DataTransfer",{"data":"a...b"}]'
    assert scanned(f"< TEXT '{frame}' [{len(frame)} bytes]").frames == [frame]


# Nothing that is no frame

NOISE = [
    "[2024-05-01 10:00:00] INFO started",
    "[2024-05-01 10:00:00,123] [main] INFO [2] ready",
    "meter values [2, 3], [3,4,5] and [4, 5, 6]",
    '[2,"a"]',
    "[3, 'a', 'b']",
    "queue [2,5 ms] of [3,1415]",
    "phases: [2, L1, L2]",
    "- [ ] to do",
    "- [x] done, see [2, chapter 3]",
    "* [2,3] list of a document",
    "| [2,3] | [3,4] |",
    '{"values":[2,3,4],"series":[[3,"a"],[4,5]]}',
    '{"time":"2024-05-01T10:00:00Z","phases":[2,"L1","L2"]}',
    '{"level":30,"msg":"[2,3] connectors"}',
    '{"a":[2,3,{"b":[4,5,6]}],"c":"[3,4,5]"}',
    "for i in [2,3]: print(i)",
    "<a href='x'>[2,3]</a>",
    "[2,",
    "[",
    "]",
    "[[[2,[3,[4,",
    '""[2""',
    "\\[2,\\",
    "[2,&quot;",
]


@pytest.mark.parametrize("line", NOISE)
def test_noise_is_no_frame(line: str) -> None:
    assert scanned(line).frames == scanned("a log", line, line, "").frames == []


def test_noise_takes_no_frame_away() -> None:
    lines = [line for noise in NOISE for line in (f"{TIME} {noise}", f"{TIME} recv {CALL}")]
    log = scanned(*lines)
    assert log.places == [(number, CALL) for number in range(2, len(lines) + 1, 2)]


# What only carries a line


def docker(text: str, second: int = 33) -> str:
    return fields(log=text, stream="stdout", time=f"2026-05-17T09:41:{second}Z")


def test_a_log_of_docker_with_a_line_in_parts() -> None:
    log = scanned(
        docker(f"CS001 recv {CALL}\r\n"),
        docker('CS001 recv [2,"18",', 34),
        docker('"Heartbeat",{}]\n', 35),
        docker("no frame\n", 36),
        docker('CS001 recv [3,"17",{}]', 37),  # the file ends in the middle of a line
    )
    assert log.places == [(1, CALL), (2, NEXT), (5, '[3,"17",{}]')]
    assert [raw.clock and raw.clock.naive.second for raw in log.raws] == [33, 34, 37]
    assert {raw.layout for raw in log.raws} == {"docker"}


def test_a_log_of_containerd_with_a_line_in_parts() -> None:
    log = scanned(
        f"2026-05-17T09:41:33.5Z stdout F CS001 recv {CALL}",
        '2026-05-17T09:41:34.5Z stdout P CS001 recv [2,"18","Hea',
        '2026-05-17T09:41:35.5Z stderr F rtbeat",{}]',
        f"2026-05-17T09:41:36.5Z stdout P CS001 recv {CALL}",
    )
    assert log.places == [(1, CALL), (2, NEXT), (4, CALL)]
    assert [raw.clock and raw.clock.naive.second for raw in log.raws] == [33, 34, 36]
    assert {raw.layout for raw in log.raws} == {"containerd"}
    assert log.raws[0].station == "CS001"


def test_a_line_in_parts_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriers, "_MAX_PARTS", 200)
    log = scanned(*[f"2026-05-17T09:41:33Z stdout P {'x' * 60}"] * 3, f"2026-05-17T09:41:33Z stdout F {CALL}")
    assert log.places == [(3, CALL)]


def test_a_line_of_empty_parts_that_never_ends_takes_little_memory() -> None:
    counts = Counts(samples=[])
    lines = (Line(number, "2026-05-17T09:41:33Z stdout P ") for number in range(1, 50_001))
    tracemalloc.start()
    try:
        assert not list(scan(lines, "a.log", counts))
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
    assert counts.lines == 50_000


@pytest.mark.parametrize(("between", "frame"), [("", "Tom & Jerry"), ("x" * 2000, "Tom &amp; Jerry")])
def test_markup_counts_only_near_a_frame(between: str, frame: str) -> None:
    """A line with many frames would otherwise be searched to its end for each of them."""
    log = scanned(f'<td>[2,"17","DataTransfer",{{"vendorId":"Tom &amp; Jerry"}}]{between}</td>')
    assert log.frames == [f'[2,"17","DataTransfer",{{"vendorId":"{frame}"}}]']


def test_a_log_of_journald() -> None:
    log = scanned(
        fields(MESSAGE=f"CS001 recv {CALL}", __REALTIME_TIMESTAMP="1779010893000000"),
        fields(MESSAGE=list(f"\x1b[31mCS001 recv {NEXT}\x1b[0m".encode()), __REALTIME_TIMESTAMP="1779010894000000"),
        fields(MESSAGE=None),
        fields(MESSAGE=[1, 2, 300]),
        fields(MESSAGE={}),
        '{"MESSAGE": no JSON',
    )
    assert log.places == [(1, CALL), (2, NEXT)]
    assert [raw.clock and raw.clock.naive.second for raw in log.raws] == [33, 34]
    assert {raw.layout for raw in log.raws} == {"journald"}


@pytest.mark.parametrize(
    "line",
    [
        f"\x1b[32minfo\x1b[39m: recv \x1b[1m{CALL}\x1b[0m",
        CALL.replace(",", "\x1b[0m,\x1b[33m"),
        f"\x1b]0;title\x07{CALL}",
        f"\x1b]8;;http://example.org\x1b\\{CALL}\x1b]8;;\x1b\\",
        f"\x1b(B{CALL}",
        CALL.replace("", "\0"),
    ],
)
def test_colours_and_the_like_are_left_out(line: str) -> None:
    assert scanned(line).frames == [CALL]


# Tables


def test_a_table_of_commas() -> None:
    log = scanned(
        "\ufefftime,station,direction,message",
        '2026-05-17 09:41:33,CS001,in,"[2,""17"",""Heartbeat"",{}]"',
        '2026-05-17 09:41:34,CS002,out,"[3,""17"",{}]"',
        "",
        "no,table,row",
    )
    assert log.places == [(2, CALL), (3, '[3,"17",{}]')]
    assert [(raw.station, raw.word, raw.layout) for raw in log.raws] == [
        ("CS001", Seen.RECEIVED, "csv"),
        ("CS002", Seen.SENT, "csv"),
    ]
    assert [raw.clock and raw.clock.naive.second for raw in log.raws] == [33, 34]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_tables(delimiter: str) -> None:
    frame = CALL if delimiter == "|" else '"' + CALL.replace('"', '""') + '"'
    log = scanned(
        "exported from a database",
        delimiter.join(["time", "station", "message"]),
        delimiter.join([TIME, "CS001", frame]),
    )
    assert log.places == [(3, CALL)]
    assert (log.only.station, log.only.layout) == ("CS001", "csv")


def test_a_table_that_is_drawn() -> None:
    log = scanned(
        "| time                | station | message                 |",
        "|---------------------|---------|-------------------------|",
        f"| {TIME} | CS001   | {CALL} |",
        f'| {TIME} | CS001   | [2,"2","DataTransfer",{{"data":"a|b"}}] | x |',
    )
    assert log.frames[0] == CALL
    assert log.raws[0].station == "CS001"
    assert log.raws[0].clock is not None
    assert log.raws[0].clock.naive == AT


def test_a_cell_over_several_lines() -> None:
    pretty = json.dumps(json.loads(BOOT), indent=2)
    cell = '"' + pretty.replace('"', '""') + '"'
    log = scanned(
        "time,station,message", f"{TIME},CS001,{cell}", f'{TIME},CS001,"{CALL.replace(chr(34), chr(34) * 2)}"'
    )
    assert log.places == [(2, pretty), (2 + pretty.count("\n") + 1, CALL)]


def test_a_quote_without_end_takes_no_other_row_away() -> None:
    row = f'{TIME},CS001,"{CALL.replace(chr(34), chr(34) * 2)}"'
    log = scanned("time,station,message", f'{TIME},CS001,12" wide', row, row)
    assert log.places == [(3, CALL), (4, CALL)]
    log = scanned("time,station,message", f'{TIME},CS001,"text', IDLE, row, f'{TIME},CS001,"text', row)
    assert log.frames == [CALL, CALL]


def test_a_table_whose_frame_is_not_quoted() -> None:
    log = scanned("time,station,message", f"{TIME},CS001,{BOOT}")
    assert log.places == [(2, BOOT)]
    assert log.only.layout == "csv"


def test_a_table_with_the_parts_of_a_frame() -> None:
    log = scanned(
        "time;station;messageTypeId;uniqueId;action;payload",
        f'{TIME};CS001;2;17;Heartbeat;"{{}}"',
        f'{TIME};CS001;3;17;;"{{""currentTime"":""x""}}"',
    )
    assert log.frames == [CALL, '[3,"17",{"currentTime":"x"}]']
    assert all(raw.rebuilt for raw in log.raws)


def test_a_cell_may_hold_labels() -> None:
    log = scanned(
        "time,labels,line", f'{TIME},"{{""stationId"":""CS001"",""app"":""x""}}","{CALL.replace(chr(34), chr(34) * 2)}"'
    )
    assert (log.frames, log.only.station) == ([CALL], "CS001")


def test_a_cell_that_is_too_large_for_a_table() -> None:
    log = scanned("time,station,message", f'{TIME},CS001,"{"x" * 200_000}"', f"{TIME},CS001,{BOOT}")
    assert log.frames == [BOOT]


@pytest.mark.parametrize("line", ["a, b, c", "time, and more", f"time {CALL}, message", '{"time": 1, "message": 2}'])
def test_no_header_of_a_table(line: str) -> None:
    assert scanned(line, f"{TIME},CS001 recv {CALL}").raws[-1].layout != "csv"


def test_a_header_that_comes_late_is_none() -> None:
    assert scanned(*["a line"] * 5, "time,station,message", f"{TIME} recv {CALL}").only.layout == "text"


# Records with fields


@pytest.mark.parametrize(
    "record",
    [
        {"msg": CALL},
        {"msg": f"received {CALL} ok"},
        {"msg": "received", "frame": json.loads(CALL)},
        {"msg": json.dumps({"inner": CALL})},
        {"msg": json.dumps({"inner": json.dumps({"raw": json.loads(CALL)})})},
        {"data": {"message": CALL}},
        {"a": {"b": [{"c": CALL}]}},
        {"msg": f"\x1b[32m{CALL}\x1b[0m"},
        {"msg": CALL, "again": json.loads(CALL)},  # the same frame twice
    ],
)
def test_a_frame_in_a_field(record: dict[str, Any]) -> None:
    line = fields(time="2026-05-17T09:41:33Z", stationId="CS001", direction="in", **record)
    log = scanned(fields(msg="started"), line)
    assert log.places == [(2, CALL)]
    assert (log.only.station, log.only.word, log.only.rebuilt) == ("CS001", Seen.RECEIVED, False)
    assert log.only.clock is not None
    assert (log.only.clock.naive, log.only.clock.offset) == (AT, UTC)


def test_a_frame_that_was_taken_apart_is_put_together() -> None:
    log = scanned(
        fields(msg="started"),
        fields(stationId="CS001", messageTypeId=2, uniqueId="17", action="Heartbeat", payload={}),
        fields(stationId="CS001", messageTypeId=3, uniqueId="17", payload={"currentTime": "x"}),
        fields(stationId="CS001", messageTypeId=4, uniqueId="17", errorCode="NotSupported"),
    )
    assert log.frames == [CALL, '[3,"17",{"currentTime":"x"}]', '[4,"17","NotSupported","",{}]']
    assert all(raw.rebuilt for raw in log.raws)


def test_the_frame_itself_counts_more_than_its_parts() -> None:
    line = fields(uniqueId="17", action="Heartbeat", payload={}, messageTypeId=2, raw=CALL.replace(",", ", "))
    log = scanned(fields(msg="started"), line)
    assert log.frames == [CALL.replace(",", ", ")]
    assert not log.only.rebuilt


def test_the_address_in_a_record_names_the_station() -> None:
    log = scanned(fields(msg="started"), fields(url="ws://csms/ocpp/CS001", msg=CALL))
    assert log.only.station == "CS001"
    log = scanned(fields(msg="started"), fields(url="ws://csms/ocpp/CS001", stationId="CS002", msg=CALL))
    assert log.only.station == "CS002"


def test_records_of_one_logger_have_one_shape() -> None:
    def shape(frame: Any = CALL, **record: Any) -> str:
        return scanned(fields(msg="started"), fields(frame=frame, **record)).only.shape

    assert shape(logger="a", x=1) == shape(logger="a", y=2) != shape(logger="b", x=1)
    as_list = json.loads(CALL)
    assert shape(as_list, logger="a", x=1) == shape(as_list, logger="a", y=2) != shape(as_list, logger="b", x=1)
    assert shape(as_list, x=1) == shape(as_list, x=2) != shape(as_list, y=1)
    assert shape(x=1, dir=0) != shape(x=1, dir=1)  # what the numbers mean is learned


def test_several_frames_in_a_record() -> None:
    log = scanned(fields(msg="started"), fields(request=CALL, response=RESULT))
    assert log.places == [(2, CALL), (2, RESULT)]


def test_text_before_a_record() -> None:
    log = scanned("a log", f"{TIME} INFO CS001 received {fields(frame=CALL)}")
    assert log.frames == [CALL]
    assert (log.only.station, log.only.word) == ("CS001", Seen.RECEIVED)
    assert log.only.clock is not None


def test_a_frame_in_what_only_looks_like_a_record() -> None:
    assert scanned("a log", f"{{received {CALL} }}").frames == [CALL]
    assert scanned("a log", f'{{"key {CALL}": 1}}').frames == [CALL]


def test_text_is_read_as_text_if_the_caller_says_so() -> None:
    line = fields(stationId="CS001", messageTypeId=2, uniqueId="17", action="Heartbeat", payload={})
    assert scanned("x", line, layout="text").frames == []
    assert scanned("x", line, layout="pino").only.layout == "pino"
    assert scanned("time,message", f"{TIME},recv {CALL}", layout="text").only.layout == "text"


# Text


def test_several_frames_on_a_line_share_its_time() -> None:
    log = scanned(f"{TIME} CS001 received {CALL} sent {RESULT}")
    assert log.frames == [CALL, RESULT]
    assert [raw.clock and raw.clock.naive for raw in log.raws] == [AT, AT]
    assert [raw.word for raw in log.raws] == [Seen.RECEIVED, Seen.SENT]


def test_several_frames_without_words_between_share_those_before() -> None:
    log = scanned(f"{TIME} CS001 received {CALL}{NEXT}")
    assert [(raw.word, raw.station) for raw in log.raws] == [(Seen.RECEIVED, "CS001")] * 2


def test_what_stands_behind_a_frame() -> None:
    log = scanned("a log", f"{CALL} direction=in station=CS001 at {TIME}")
    assert (log.only.word, log.only.station) == (Seen.RECEIVED, "CS001")
    assert log.only.clock is not None


def test_what_stands_behind_belongs_to_the_frame_behind() -> None:
    log = scanned("a log", f"{CALL} {TIME} received {NEXT}")
    assert [raw.clock and raw.clock.naive for raw in log.raws][1] == AT


def test_the_lines_above_say_what_a_bare_frame_does_not() -> None:
    log = scanned(f"{TIME} CS001 received:", CALL)
    assert (log.only.line, log.only.word, log.only.station) == (2, Seen.RECEIVED, "CS001")
    assert log.only.clock is not None
    assert log.only.clock.naive == AT


def test_a_frame_with_text_of_its_own_takes_only_the_time_from_above() -> None:
    log = scanned(f"{TIME} CS009 received something", f"connector CS001 sent {CALL}")
    assert (log.only.word, log.only.station) == (Seen.SENT, "CS001")
    assert log.only.clock is not None


def test_lines_far_above_say_nothing() -> None:
    log = scanned(f"{TIME} received", *[""] * 10, CALL)
    assert (log.only.clock, log.only.word) == (None, None)


def test_the_one_station_of_a_log_is_that_of_all_frames() -> None:
    log = scanned("client connected: ws://example.org/ocpp/CS001", f"recv {CALL}")
    assert (log.only.station, log.only.opened) == ("CS001", True)


def test_a_station_that_a_line_has_named_is_known_before_a_frame() -> None:
    log = scanned(
        "client connected: ws://example.org/ocpp/garage-north",
        "client connected: ws://example.org/ocpp/garage-south",
        f"recv garage-south {CALL}",
        f"recv {CALL} garage-north",
        f"recv {CALL}",
    )
    assert [raw.station for raw in log.raws] == ["garage-south", "garage-north", None]
    assert [raw.opened for raw in log.raws] == [True, True, False]


def test_a_protocol_and_a_role_hold_for_what_follows() -> None:
    log = scanned("connected with subprotocol ocpp2.0.1", "we act as the CSMS", f"recv {CALL}")
    assert (log.only.protocol, log.only.writer) == ("ocpp2.0.1", "csms")


def test_a_line_with_a_frame_may_tell_of_what_follows() -> None:
    log = scanned(
        "a log", f"connected to ws://csms/ocpp/CS001 with ocpp2.0.1, sent {CALL}", *[""] * 9, f"recv {RESULT}"
    )
    assert [(raw.station, raw.protocol) for raw in log.raws] == [("CS001", "ocpp2.0.1")] * 2


def test_a_connection_of_no_station_that_is_named() -> None:
    log = scanned("connection open", f"recv {CALL}", f"recv {NEXT}")
    assert [raw.opened for raw in log.raws] == [True, False]


def test_not_every_line_that_names_a_station_opens_a_connection() -> None:
    for line in ("loaded station_id=CS001", "connection opened by station_id=CS001 is lost"):
        log = scanned(line, f"recv {CALL}")
        assert (log.only.station, log.only.opened) == ("CS001", False)


def test_what_stands_behind_two_frames_belongs_to_the_last_one() -> None:
    log = scanned("a log", f"{CALL} {NEXT} direction=out")
    assert [raw.word for raw in log.raws] == [None, Seen.SENT]


def test_the_layout_of_a_line() -> None:
    assert scanned("a log", f"[MO] Recv: {CALL}").only.layout == "microocpp"


def test_a_very_long_text_before_a_frame() -> None:
    log = scanned("a log", f"{TIME} CS001 {'x ' * 5000} received {CALL}")
    assert (log.only.word, log.only.frame) == (Seen.RECEIVED, CALL)
    assert log.only.clock is not None


def test_markup_around_a_frame() -> None:
    log = scanned(
        "<log>",
        f"<event><time>{TIME}</time><dir>received</dir><frame>{CALL.replace(chr(34), '&quot;')}</frame></event>",
        '<p>sent &gt; <b>[2,"2","DataTransfer",{"data":"a &amp; b"}]</b></p>',
    )
    assert log.frames == [CALL, '[2,"2","DataTransfer",{"data":"a & b"}]']
    assert log.raws[0].word is Seen.RECEIVED
    assert log.raws[0].clock is not None


@pytest.mark.parametrize(
    "frame", ['[3,"17&quot;",{}]', '[2,"1","DataTransfer",{"data":"&quot;"}]', '[3,"1",{"a":1,"&":}]']
)
def test_entities_that_are_part_of_a_frame_stay(frame: str) -> None:
    assert scanned("<log>", f"<b>{frame}</b>").frames == [frame]


# Frames over several lines


def test_a_frame_that_is_wrapped_or_printed_over_lines() -> None:
    pretty = json.dumps(json.loads(BOOT), indent=2)
    log = scanned("a log", f"{TIME} CS001 received {pretty}", f"{TIME} CS001 sent {RESULT}")
    assert log.places == [(2, pretty), (2 + pretty.count("\n") + 1, RESULT)]
    assert (log.raws[0].word, log.raws[0].station) == (Seen.RECEIVED, "CS001")


def test_a_bracket_at_the_end_of_a_line() -> None:
    log = scanned("a log", f"{TIME} CS001 received [ ", '  2, "17",', '  "Heartbeat",', "  {}", "]")
    assert (log.only.line, json.loads(log.only.frame)) == (2, json.loads(CALL))


@pytest.mark.parametrize(
    "lines",
    [
        ["values: ["],
        ["values: [", "  1,"],
        ["values: [", "  2, 3]"],
        ["values: [", "  2,", "  3,", "  4", "]"],
        ["values: [", IDLE],
        ["one, two,", "  2,"],
        ["values: [2,"],
    ],
)
def test_a_bracket_at_the_end_of_a_line_may_open_something_else(lines: list[str | Line]) -> None:
    log = scanned("a log", *lines, f"{TIME} received {CALL}")
    assert log.frames == [CALL]


def test_what_does_not_end_gives_its_lines_back() -> None:
    log = scanned("a log", 'received [2,"17","Heartbeat",', f"{TIME} received {NEXT}", f"and {RESULT}")
    assert log.places == [(3, NEXT), (4, RESULT)]
    assert log.reasons == [(2, "it does not end")]


def test_lines_are_not_read_in_vain_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame that no line below ends takes the effort that joining the next one would need."""
    lines = ['[2,"17","DataTransfer",{"data":[', '[2,"17",', '"Heartbeat",{}]', *["1," * 40] * 30]
    assert scanned("a log", *lines).places == [(3, '[2,"17",\n"Heartbeat",{}]')]
    monkeypatch.setattr(scanning, "_MAX_CREDIT", 100)
    log = scanned("a log", *lines)
    assert (log.frames, log.reasons) == ([], [(2, "it does not end"), (3, "it does not end")])


def test_pieces_of_a_very_long_line() -> None:
    frame = f'[2,"17","DataTransfer",{{"vendorId":"v","data":"{"x" * 100}"}}]'
    log = scanned(
        Line(1, f"recv {frame[:50]}", more=True),
        Line(1, frame[50:90], more=True),
        Line(1, frame[90:]),
        Line(2, f"recv {CALL}"),
    )
    assert log.places == [(1, frame), (2, CALL)]


def test_a_pause_within_a_frame() -> None:
    log = scanned("a log", IDLE, 'received [2,"17",', IDLE, '"Heartbeat",{}]', IDLE)
    assert log.frames == ['[2,"17",\n"Heartbeat",{}]']
    assert log.pauses == 2


# Broken frames


@pytest.mark.parametrize(
    "frame",
    [
        '[2,"17","Heartbeat",{},]',
        '[2,"17","DataTransfer",{"data":1,}]',
        '[2,"17","DataTransfer",{"data":NaN}]',
        '[2,"17","DataTransfer",{"data":01}]',
        '[2,"17","DataTransfer",{"data":{"a":1}]',
        '[2,"17","DataTransfer",{"data":[1,{"a":1}]',
        '[2,"17","DataTransfer",{"data":1}}]',
        '[2,"17","DataTransfer",{"data":1 "x":2}]',
        '[2,"17","DataTransfer",{data:1}]',
        '[2,"17","DataTransfer",{"data":\'1\'}]',
    ],
)
def test_a_broken_frame_comes_out_as_it_is(frame: str) -> None:
    log = scanned("a log", f"{TIME} received {frame}", f"{TIME} received {NEXT}", "end")
    assert log.frames == [frame, NEXT]


def test_a_bracket_too_many_behind_a_frame() -> None:
    assert scanned(f"received {CALL}]", f"received {CALL}" + "}").frames == [CALL, CALL]


# Calls with named arguments


def test_a_call_with_named_arguments() -> None:
    log = scanned(
        "a log",
        f"{TIME} CS001 received Call(unique_id='17', action='Heartbeat', payload={{}})",
        f"{TIME} CS001 sent <CallResult - unique_id=17, action=Heartbeat, payload={{'a': None}}>",
        f"{TIME} CS001 sent Call(unique_id=)",
        f"{TIME} Call(me=maybe)",
    )
    assert log.frames == [CALL, '[3,"17",{"a":null}]']
    assert all(raw.rebuilt for raw in log.raws)
    assert [raw.word for raw in log.raws] == [Seen.RECEIVED, Seen.SENT]


# Documents


def test_a_document_and_json_lines_are_told_apart() -> None:
    record = {"msg": CALL, "level": 30}
    assert {raw.layout for raw in scanned(fields(**record), fields(**record)).raws} == {"json-lines"}
    assert scanned(json.dumps({"events": [record]}, indent=1)).only.layout == "json"
    assert scanned(json.dumps({"events": [record]})).only.layout == "json"
    assert scanned(json.dumps([record], indent=1)).only.layout == "json"


def test_a_file_of_bare_frames_is_no_document() -> None:
    assert scanned(CALL, NEXT).places == [(1, CALL), (2, NEXT)]
    pretty = json.dumps(json.loads(BOOT), indent=2)
    assert scanned(pretty, CALL).frames == [pretty, CALL]


def test_what_begins_like_a_document_and_is_none() -> None:
    log = scanned('{"a":', f"received {CALL}", "}", f"received {NEXT}")
    assert log.places == [(2, CALL), (4, NEXT)]
    assert scanned("[main] started", f"received {CALL}").frames == [CALL]


def test_a_document_that_is_too_large_is_read_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_MAX_DOCUMENT", 100)
    text = json.dumps({"events": [{"message": CALL}, {"message": NEXT}, {"message": RESULT}]}, indent=1)
    assert scanned(text).frames == [CALL, NEXT, RESULT]


def test_a_document_of_very_long_lines() -> None:
    text = json.dumps({"events": [{"message": CALL}]})
    log = scanned(Line(1, text[:30], more=True), Line(1, text[30:]), IDLE)
    assert log.frames == [CALL]


# Names of protocols


@pytest.mark.parametrize(
    ("name", "protocol"),
    [
        ("ocpp1.6", "ocpp1.6"),
        ("OCPP 1.6J", "ocpp1.6"),
        ("1.6", "ocpp1.6"),
        ("2.0.1", "ocpp2.0.1"),
        ("ocpp2.1", "ocpp2.1"),
        ("OCPP_V201", "ocpp2.0.1"),
        ("2.0", "ocpp2.0"),
        ("graphql-ws", None),
        ("", ""),
        (None, None),
    ],
)
def test_names_of_protocols(name: str | None, protocol: str | None) -> None:
    assert protocol_named(name) == protocol


def test_a_direction_may_be_known_from_both_ends() -> None:
    assert scanned(f"{TIME} [CP -> CSMS] {CALL}").only.word is Direction.TO_CSMS


@pytest.mark.parametrize(
    "first",
    [
        "a log",
        "[2026-05-17 09:41:33] started",
        "[1234] started",
        "[INFO] started",
        "{started}",
        "{ a",
        '["a": 1]',
        "[]]",
        "[" * 9000,
    ],
)
def test_a_pipe_is_answered_before_it_ends(first: str) -> None:
    """What begins like no document is not read to its end first."""
    counts = Counts(samples=[])
    lines = iter([Line(1, first), Line(2, f"received {CALL}"), IDLE, Line(3, f"received {CALL}")])
    found = scan(lines, "-", counts)
    assert isinstance(next(found), Raw)
    assert next(lines) is IDLE
    assert isinstance(next(found), Raw)


def test_pauses_are_handed_on() -> None:
    found = list(scan([Line(1, "a log"), IDLE, Line(2, CALL)], "-", Counts(samples=[])))
    assert [isinstance(each, Idle) for each in found] == [True, False]
