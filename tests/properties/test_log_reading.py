"""Any text is read: to its frames and nothing else, by whatever way it comes."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from ocpp_codec import log
from ocpp_codec.log import Entry
from ocpp_codec.log._search import is_frame
from tests.support.judging import ENOUGH, MANY, SOME

CALL = '[2,"17","BootNotification",{"chargePointModel":"M","chargePointVendor":"V"}]'
RESULT = '[3,"17",{"status":"Accepted","currentTime":"2026-05-17T09:41:33Z","interval":300}]'
ERROR = '[4,"18","NotSupported","it\'s \\"so\\"",{}]'
FRAMES = (CALL, RESULT, ERROR, '[2,17,"Heartbeat",{}]', '[6,"1","NotifyPeriodicEventStream",{"id":1}]', "[3,8,{}]")

# What frames, and the texts around them, are made of.
FRAGMENTS = (
    *FRAMES,
    *(frame[:at] for frame in FRAMES for at in (1, 2, 4, 7, 12, 25, len(frame) - 2)),
    *(frame[at:] for frame in FRAMES for at in (3, 9, 20, len(frame) - 3)),
    *map(json.dumps, FRAMES),
    *(repr(json.loads(frame)) for frame in FRAMES),
    *("'", '"', '""', '\\"', "\\\\", "\\", "`", "“", "”", "&quot;", "&#34;", "&amp;", "\\u005b", "\\ud83d", "\\x5b"),
    *("[", "]", "{", "}", "(", ")", "<", ">", ",", ":", "=", "=>", "%{", "[[", "]]", "}]", "[2,", "[3,'", "[2", "...", "|"),
    *("\n", "\n", "\n", "\n  ", "\r\n", "\t", " ", "\x1b[32m", "\x1b[", "\0", "\x1e", "\ufeff"),
    *("2026-05-17 09:41:33,123 ", "[09:41:33] ", "May 17 09:41:33 box ocppd[7]: ", "1779010893.5 ", "INFO ", "CS001 "),
    *("received ", "send: ", "[CP -> CSMS] ", "< TEXT '", " [184 bytes]", "ws://csms/ocpp/CS001", "connection open\n"),
    *("2026-05-17T09:41:33Z stdout P ", "2026-05-17T09:41:33Z stdout F ", '{"log":"', '","stream":"stdout","time":"x"}'),
    *('{"MESSAGE":"', '{"msg":"', '"}', '{"a":', '"time":1779010893,', '"stationId":"CS001",', '"uniqueId":"17","action":"Reset",'),
    *("time,station,message\n", "time;message\n", "| time | message |\n", "|---|---|\n", ",", ";", "Call(unique_id='17', ", "action='Reset')"),
    *('{"log":{"entries":[', '{"_webSocketMessages":[', "<frame>", "</frame>", "null", "NaN", "2.0", "-1"),
)  # fmt: skip
fragments = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=24).map("".join)

# A line that has nothing to do with frames.
NOISE = (
    "",
    "2026-05-17 09:41:33 INFO started in [2,003 ms]",
    "[2024-05-01 10:00:00] values [2, 3] and [3,4,5]",
    '{"time":"2026-05-17T09:41:33Z","msg":"list","values":[2,3,{"a":[4,5]}]}',
    '{"requestId":"7","code":"ECONNREFUSED","data":{}}',
    "- [ ] to do, see [2, chapter 3]",
    "Traceback (most recent call last):",
    '  File "server.py", line 2, in [3]',
    "WARN queue: [2, 'a'], [3, None]",
    "| a | b |",
)
words = st.text("abcdefghij KLM0123456789.:-_/'\"(){}<>", max_size=30)

PREFIXES = ("", "received ", "CS001: send ", "[ws-3] ", "INFO {main} frame=", "> ")


def read(source: object) -> list[Entry]:
    """The entries, without the name of the source."""
    entries = list(log.read(source))  # type: ignore[arg-type]
    for entry in entries:
        entry.file = ""
    return entries


def lines_of(text: str) -> list[str]:
    return text.split("\n")


@MANY
@given(fragments | st.text())
def test_any_text_gives_frames_or_nothing(text: str) -> None:
    reading = log.read(lines_of(text))
    for entry in reading:
        assert is_frame(entry.frame)
        assert entry.layout in log.LAYOUTS
        assert 1 <= entry.line <= reading.lines
        assert (entry.time is None) is (entry.zone is None)
        assert entry.time is None or entry.time.tzinfo is not None
    assert reading.lines == text.count("\n") + 1
    assert len(reading.samples) == min(reading.rejected, 20)
    assert all(1 <= sample.line <= reading.lines and sample.reason for sample in reading.samples)


@ENOUGH
@given(fragments)
def test_what_is_found_can_be_taken_on(text: str) -> None:
    """Each frame goes through the examination of conversations, whatever it is."""
    entries = list(log.read(lines_of(text)))
    assert [turn.entry for turn in log.conversations(entries)] == entries


@SOME
@given(fragments)
def test_a_log_is_the_same_by_whatever_way_it_comes(text: str) -> None:
    # A file may be more than text, and a lone carriage return ends a line of it.
    text = "a log\n" + text.replace("\r", "").replace("\0", "")
    data = text.encode()
    from_lines = read(lines_of(text))
    assert read(iter(lines_of(text))) == from_lines
    assert read([line.encode() for line in lines_of(text)]) == from_lines
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.log")
        path.write_bytes(data)
        assert read(path) == from_lines
        with path.open("rb") as file:
            assert read(file) == from_lines
    output, target = os.pipe()
    with os.fdopen(output, "rb") as reader:
        with os.fdopen(target, "wb") as writer:
            writer.write(data)
        assert read(reader) == from_lines


def written(frame: str, how: str, prefix: str) -> str:
    """A frame as a log may have it."""
    if how == "pretty":
        return prefix + json.dumps(json.loads(frame), indent=2)
    if how == "wrapped":
        line = f"2026-05-17 09:41:33 {prefix}{frame}"
        first, *rest = [line[at : at + 80] for at in range(0, len(line), 80)]
        assume(not any(":" in part[:20] for part in rest))  # what looks like a time may begin another record
        return "\n".join([first, *rest])
    if how == "escaped":
        return prefix + json.dumps(frame)
    if how == "field":
        return json.dumps({"msg": "a frame", "frame": frame})
    return prefix + frame


frames = st.builds(
    lambda action, payload: (action, payload),
    st.sampled_from(["Heartbeat", "StatusNotification", "DataTransfer"]),
    st.fixed_dictionaries(
        {"vendorId": st.text(max_size=20)},
        optional={"data": st.text() | st.sampled_from(FRAGMENTS), "list": st.lists(st.integers() | st.booleans())},
    ),
)


@ENOUGH
@given(
    st.lists(
        st.tuples(
            frames,
            st.sampled_from(["plain", "pretty", "wrapped", "escaped", "field"]),
            st.sampled_from(PREFIXES),
            st.lists(st.sampled_from(NOISE) | words, max_size=3),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_frames_between_noise_are_found_and_nothing_else(
    parts: list[tuple[tuple[str, dict[str, object]], str, str, list[str]]],
) -> None:
    text, expected = ["a log"], []
    for number, ((action, payload), how, prefix, noise) in enumerate(parts):
        frame = json.dumps([2, f"id-{number}", action, payload], separators=(",", ":"))
        line = sum(each.count("\n") + 1 for each in text) + 1
        expected.append((line, json.loads(frame)))
        # Noise without an end of its own could be the beginning of what stands below.
        text += [written(frame, how, prefix), *noise, "2026-05-17 09:41:34 INFO next"]
    entries = read("\n".join(text).split("\n"))
    assert [(entry.line, json.loads(entry.frame)) for entry in entries] == expected
    assert not any(entry.rebuilt for entry in entries)
