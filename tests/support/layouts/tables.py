"""Tables: CSV with one column for the frame or with columns for its elements, SQL, Markdown, HTML."""

import csv
import html
import json
from typing import Any

from tests.support.layouts._kit import ANY, CEST, Event, Talk, epoch, layout, lines
from tests.support.layouts._scripts import fleet, home, rough, two, vague
from tests.support.layouts.json_lines import taken_apart
from tests.support.layouts.platforms import csv_text, reverse

ISO = "%Y-%m-%dT%H:%M:%S.%3fZ"
KINDS = {2: "CALL", 3: "CALLRESULT", 4: "CALLERROR", 5: "CALLRESULTERROR", 6: "SEND"}


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@layout("csv-frame", home, "messages.csv")
def csv_frame(talk: Talk) -> str:
    """A column with the frame, its quotes doubled."""
    return csv_text(
        [
            ("id", "created_at", "charge_point_id", "direction", "message"),
            *((n, e.stamp(ISO), e.station, e.of_csms("IN", "OUT"), e.frame) for n, e in enumerate(talk, 1)),
        ]
    )


@layout("csv-semicolons", rough, "Export.csv", zone="inferred", unit="s")
def csv_semicolons(talk: Talk) -> bytes:
    """A German Excel: semicolons, a byte order mark, German dates."""
    rows = [(e.stamp("%d.%m.%Y %H:%M:%S", CEST), e.station, e.of_csms("Eingehend", "Ausgehend"), e.frame) for e in talk]
    return csv_text([("Zeitstempel", "Ladepunkt", "Richtung", "Nachricht"), *rows], delimiter=";").encode("utf-8-sig")


@layout("csv-tabs", two, "messages.tsv", zone="given")
def csv_tabs(talk: Talk) -> str:
    """Tabs; the frame is not quoted."""
    return "timestamp\tchargingStation\tfrom\tto\tframe\n" + "".join(
        f"{e.stamp(ISO)}\t{e.station}\t{e.of_csms('CS', 'CSMS')}\t{e.of_csms('CSMS', 'CS')}\t{e.frame}\n" for e in talk
    )


@layout("csv-columns", home, "ocpp_messages.csv", rebuilt=True)
def csv_columns(talk: Talk) -> str:
    """The elements have columns of their own; answers leave the action empty."""
    rows = []
    for e in talk:
        kind, unique_id, *rest = e.elements
        action, payload = (rest[0], compact(rest[1])) if kind == 2 else ("", compact(rest[0]) if kind == 3 else "")
        error = (rest[0], rest[1], compact(rest[2])) if kind == 4 else ("", "", "")
        rows.append(
            (
                e.stamp(ISO),
                e.station,
                e.of_csms("fromChargePoint", "toChargePoint"),
                kind,
                unique_id,
                action,
                payload,
                *error,
            )
        )
    return csv_text(
        [
            (
                "timestamp",
                "chargePointId",
                "direction",
                "messageTypeId",
                "uniqueId",
                "action",
                "payload",
                "errorCode",
                "errorDescription",
                "errorDetails",
            ),
            *rows,
        ],
        lineterminator="\n",
    )


@layout(
    "csv-columns-words", two, "log.csv", rebuilt=True, read=lambda talk: [event for event in talk if event.kind != 4]
)
def csv_columns_words(talk: Talk) -> str:
    """Types are words; the action of an answer has a suffix; there are no errors."""
    rows = []
    for e in talk:
        if e.kind != 4:
            payload = compact(e.elements[-1])
            rows.append(
                (
                    e.stamp("%Y-%m-%d %H:%M:%S.%3f+00"),
                    e.of_csms("inbound", "outbound"),
                    e.station,
                    "Request" if e.kind == 2 else "Response",
                    e.action + ("Request" if e.kind == 2 else "Response"),
                    e.elements[1],
                    payload,
                )
            )
    return csv_text(
        [("time", "direction", "station_id", "type", "action", "message_id", "payload"), *rows], quoting=csv.QUOTE_ALL
    )


@layout(
    "csv-columns-newest-first",
    fleet,
    "ocpp.csv",
    rebuilt=True,
    unit="us",
    read=lambda talk: [event for event in talk if event.station != "ACME-X1"],
)
def csv_columns_newest_first(talk: Talk) -> str:
    """A table of a data base, newest first, with two stations."""
    rows = []
    for e in reverse(talk):
        if e.station == "ACME-X1":
            continue
        fields = taken_apart(e)
        rows.append(
            (
                e.stamp("%Y-%m-%d %H:%M:%S.%f+00"),
                e.station,
                KINDS[e.kind],
                fields["uniqueId"],
                e.action,
                "charger" if e.to_csms else "backend",
                compact(fields.get("payload", {})),
                fields.get("errorCode", ""),
                fields.get("errorDescription", ""),
                compact(fields["errorDetails"]) if "errorDetails" in fields else "",
            )
        )
    return csv_text(
        [
            (
                "logged_at",
                "charger_id",
                "message_type",
                "unique_id",
                "action",
                "source",
                "payload",
                "error_code",
                "error_description",
                "error_details",
            ),
            *rows,
        ],
        lineterminator="\n",
    )


@layout("csv-pretty-cells", two, "audit.csv", rebuilt=None, unit="s")
def csv_pretty_cells(talk: Talk) -> str:
    """The frame is laid out over several lines within its cell."""
    rows = [
        (
            epoch(e.at, "s"),
            e.station,
            e.of_csms("CP->CS", "CS->CP"),
            json.dumps(e.elements, indent=2, ensure_ascii=False),
        )
        for e in talk
    ]
    return csv_text([("Epoch", "CP", "Dir", "Json"), *rows])


@layout("csv-no-header", home, "dump.csv", zone="given")
def csv_no_header(talk: Talk) -> str:
    """No header: time, station, direction and frame are known by what they look like."""
    return csv_text(
        [(e.stamp(ISO), e.station, e.of_csms("received", "sent"), e.frame) for e in talk], lineterminator="\n"
    )


@layout("csv-two-columns-of-frames", rough, "pairs.csv", read=lambda talk: talk)
def csv_two_columns_of_frames(talk: Talk) -> str:
    """A row has a request and its response."""
    pairs = zip(talk[::2], talk[1::2], strict=True)
    rows = [
        (call.stamp(ISO), answer.stamp(ISO), call.station, "CP" if call.to_csms else "CS", call.frame, answer.frame)
        for call, answer in pairs
    ]
    return csv_text([("request_time", "response_time", "chargepoint", "initiator", "request", "response"), *rows])


@layout(
    "csv-latin-1",
    home,
    "alt.csv",
    zone="inferred",
    unit="s",
    read=lambda talk: [event for event in talk if "🚗" not in event.frame and "€" not in event.frame],
)
def csv_latin_1(talk: Talk) -> bytes:
    """Latin-1 of an old Windows program."""
    rows = [
        (e.stamp("%d/%m/%Y %H:%M:%S", CEST), e.station, e.of_csms("Reçu", "Envoyé"), e.frame)
        for e in talk
        if "🚗" not in e.frame and "€" not in e.frame
    ]
    return csv_text([("Date", "Borne", "Sens", "Message"), *rows], delimiter=";").encode("latin-1")


def sql(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"').replace("\n", "\\n")


@layout("sql-insert", home, "dump.sql", zone="inferred", unit="s")
def sql_insert(talk: Talk) -> str:
    """A dump of MySQL: quotes are doubled, backslashes too."""
    header = "-- MySQL dump 10.13  Distrib 8.0.36\nDROP TABLE IF EXISTS `ocpp_log`;\nCREATE TABLE `ocpp_log` (`id` int NOT NULL, `at` datetime, `cp` varchar(20), `dir` enum('IN','OUT'), `msg` text);\n"
    rows = [
        f"({number},'{e.stamp('%Y-%m-%d %H:%M:%S')}','{e.station}','{e.of_csms('IN', 'OUT')}','{sql(e.frame)}')"
        for number, e in enumerate(talk, 2)
    ]
    return header + "INSERT INTO `ocpp_log` VALUES " + ",".join(rows) + ";\nUNLOCK TABLES;\n"


@lines("sql-insert-rows", rough, "dump.sql", zone="given", end="\n")
def sql_insert_rows(event: Event) -> str:
    """A row a statement, as PostgreSQL writes it: only the single quote is doubled."""
    quoted = event.frame.replace("'", "''")
    return f"INSERT INTO public.ocpp_message (logged_at, charge_point, direction, raw) VALUES ('{event.stamp('%Y-%m-%d %H:%M:%S.%3f')}+00', '{event.station}', '{event.of_csms('inbound', 'outbound')}', '{quoted}');"


@layout("psql-table", home, "psql.txt", zone="given", unit="ms")
def psql_table(talk: Talk) -> str:
    """What psql prints: columns between bars."""
    rows = "".join(
        f" {e.stamp('%Y-%m-%d %H:%M:%S.%3f')}+00 | {e.station:<9} | {e.of_csms('in', 'out'):<3} | {e.frame}\n"
        for e in talk
    )
    return f"         logged_at          |  station  | dir | raw\n----------------------------+-----------+-----+-----\n{rows}({len(talk)} rows)\n"


@layout("markdown-table", rough, "issue.md", unit="s", zone="inferred", station=False)
def markdown_table(talk: Talk) -> str:
    """A table of an issue."""
    rows = "".join(
        f"| {e.stamp('%Y-%m-%d %H:%M:%S')} | {'CP → CSMS' if e.to_csms else 'CSMS → CP'} | `{e.frame}` |\n"
        for e in talk
    )
    return f"## What happens\n\nSee [2, 3] below.\n\n| Time | Direction | Message |\n| --- | --- | --- |\n{rows}\nAny ideas?\n"


@layout("markdown-code", home, "issue.md", unit="s", zone="inferred", station=False)
def markdown_code(talk: Talk) -> str:
    """Code blocks of an issue with headings between."""
    return "# Station does not charge\n\n1. I plug in\n2. [x] nothing\n\n" + "\n\n".join(
        f"{'The charger says' if e.to_csms else 'The back end says'} at {e.stamp('%Y-%m-%d %H:%M:%S')}:\n\n```json\n{e.frame}\n```"
        for e in talk
    )


@layout("html-table", two, "report.html", zone="given", unit="s")
def html_table(talk: Talk) -> str:
    """A page of a back end: entities for quotes."""
    rows = "".join(
        f'<tr class="msg"><td>{e.stamp("%Y-%m-%dT%H:%M:%SZ")}</td><td>{html.escape(e.station)}</td><td>{"CS &rarr; CSMS" if e.to_csms else "CSMS &rarr; CS"}</td><td><code>{html.escape(e.frame)}</code></td></tr>\n'
        for e in talk
    )
    return f"<!DOCTYPE html>\n<html><head><title>OCPP log</title></head><body><table>\n<tr><th>Time</th><th>Station</th><th>Direction</th><th>Message</th></tr>\n{rows}</table></body></html>\n"


@layout("everest-html", home, "2024-05-01T08.html", rebuilt=None, station=False)
def everest_html(talk: Talk) -> str:
    """EVerest's page of messages: laid out in pre, named by both ends."""
    rows = "".join(
        f'<tr class="{"ChargePoint" if e.to_csms else "CentralSystem"}"><td>{e.stamp(ISO)}</td><td>{"ChargePoint&gt;CentralSystem" if e.to_csms else "CentralSystem&gt;ChargePoint"}</td><td><b>{e.action}</b></td><td><pre lang="json">{html.escape(json.dumps(e.elements, indent=2, ensure_ascii=False), quote=False)}</pre></td></tr>\n'
        for e in talk
    )
    return f'<html><head><title>EVerest OCPP log session</title>\n<style>table {{ width: 100% }}</style>\n</head><body><table class="log">\n{rows}</table></body></html>\n'


@layout("csv-vague-start", vague, "cp.csv", station=False)
def csv_vague_start(talk: Talk) -> str:
    """Written by the station; what its words mean shows late."""
    return csv_text(
        [("time", "direction", "message"), *((e.stamp(ISO), e.of_station("received", "sent"), e.frame) for e in talk)]
    )


@layout("csv-no-direction", two, "session.csv", unit="us", direction=lambda event: event.action != "DataTransfer")
def csv_no_direction(talk: Talk) -> str:
    """A generator of logs: no column says who has sent it."""
    return csv_text(
        [
            ("timestamp", "id", "action", "msg"),
            *((e.stamp("%Y-%m-%dT%H:%M:%S.%f+00:00"), e.station, e.action, e.frame) for e in talk),
        ]
    )


@layout("csv-epoch-micro", rough, "trace.csv", unit="us", zone=ANY, station=False)
def csv_epoch_micro(talk: Talk) -> str:
    """Times in microseconds; a number per row before them."""
    return csv_text(
        [
            ("no", "ts_us", "tx_rx", "data"),
            *((n, epoch(e.at, "us"), e.of_station("rx", "tx"), e.frame) for n, e in enumerate(talk, 1000)),
        ]
    )
