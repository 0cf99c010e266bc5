"""The table of layouts: each is known by its lines, and a new one is an entry more."""

from __future__ import annotations

import re

import pytest

from ocpp_codec import log
from ocpp_codec.log import LAYOUTS, Layout
from ocpp_codec.log import _layouts as layouts
from ocpp_codec.log._layouts import layout_of_fields, layout_of_text

# What stands before a frame on its line, and what the pattern of its layout finds in it.
TEXTS = {
    "bare": ("", {}),
    "mobilityhouse": ("2026-05-17 09:41:33 INFO CS001: receive message ", {"station": "CS001", "received": "receive message"}),
    "websockets": ("2026-05-17 09:41:33 DEBUG > TEXT '", {"sent": ">"}),
    "evcc": ("[ocpp  ] TRACE 2026/05/17 09:41:33 send CS001: ", {"station": "CS001", "sent": "send"}),
    "steve": ("[INFO ] 09:41:33 [chargeBoxId=CS001, sessionId=x] Received: ", {"station": "CS001", "received": "Received"}),
    "vcp": ("2026-05-17 09:41:33 info: Responding with ➡️  ", {"sent": "Responding with ➡️"}),
    "everest": ("2026-05-17 09:41:33 [INFO] ocpp:OCPP       :: ", {}),
    "microocpp": ("[MO] Recv: ", {"received": "Recv:"}),
    "rx-tx": ("09:41:33 TX: ", {"sent": "TX"}),
    "s-r": ("09:41:33 INFO: R: ", {"received": "R"}),
    "wscat": ("< ", {"received": "<"}),
    "ends": ("[09:41:33] [client->target] ", {}),
}  # fmt: skip

# The names of the fields of a record.
FIELDS = {
    "docker": "log stream time",
    "cloudwatch": "timestamp message ingestionTime eventId",
    "cloudwatch-events": "logStreamName message timestamp",
    "serilog": "@t @mt Frame",
    "bunyan": "name hostname pid level msg time v",
    "pino": "level time pid hostname msg",
    "zap": "level ts caller msg",
    "logback": "@timestamp @version message logger_name thread_name level",
    "log4j2": "instant thread level loggerName message",
    "ecs": "@timestamp message log.level",
    "kibana": "_index _id _source",
    "winston": "level message timestamp",
    "structlog": "event timestamp logger",
    "journald": "MESSAGE __REALTIME_TIMESTAMP _PID",
    "loki": "line timestamp fields",
    "datadog": "attributes content id",
    "gcp": "logName resource textPayload",
    "loguru": "text record",
    "json-lines": "anything else",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_layout_is_known_by_what_stands_before_a_frame(name: str) -> None:
    before, parts = TEXTS[name]
    found, match = layout_of_text(before)
    assert found == name
    assert match is not None
    assert {key: value for key, value in match.groupdict().items() if value} == parts


def test_any_other_line_is_text() -> None:
    assert layout_of_text("2026-05-17 09:41:33 something ") == ("text", None)


@pytest.mark.parametrize("name", FIELDS)
def test_a_layout_is_known_by_the_names_of_its_fields(name: str) -> None:
    assert layout_of_fields(FIELDS[name].split()) == name


def test_every_layout_has_an_example_here_or_is_known_by_its_kind() -> None:
    # slog of Go writes what pino writes.
    assert LAYOUTS.keys() - TEXTS.keys() - FIELDS.keys() == {"slog", "csv", "har", "json", "capture", "text"}


def test_layouts_are_data() -> None:
    for name, layout in LAYOUTS.items():
        assert re.fullmatch(r"[a-z0-9-]+", name)
        assert layout.family in {"text", "fields", "csv", "json", "capture"}
        assert layout.about
        assert "\n" not in layout.about
        groups = set(layout.before.groupindex) if layout.before else set()
        assert groups <= {"station", "sent", "received", "to_csms", "to_station"}


def test_a_new_layout_is_an_entry_more(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Layout(
        about="my own gateway", before=re.compile(r"#(?P<station>\w+) (?:(?P<to_csms>u)|(?P<to_station>d)) \Z")
    )
    monkeypatch.setitem(LAYOUTS, "mine", mine)
    lines = ['#alpha u [2,"1","DataTransfer",{"vendorId":"v"}]', '#alpha d [2,"2","DataTransfer",{"vendorId":"v"}]']
    entries = list(log.read(lines, layout="mine"))
    assert [(entry.station, entry.direction, entry.layout) for entry in entries] == [
        ("alpha", log.Direction.TO_CSMS, "mine"),
        ("alpha", log.Direction.TO_STATION, "mine"),
    ]
    monkeypatch.setattr(layouts, "_TEXTS", [("mine", mine.before), *layouts._TEXTS])
    assert layout_of_text("#alpha u ")[0] == "mine"


def test_an_unknown_layout_is_told() -> None:
    with pytest.raises(ValueError, match="unknown layout 'minne'; known are bare, mobilityhouse, "):
        log.read([], layout="minne")
