"""What the platforms give: containers, journald, syslog, Kubernetes, and exports of the clouds."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from tests.support.layouts import _noise as noise
from tests.support.layouts._kit import ANY, CEST, Event, Talk, epoch, json_line, layout, lines
from tests.support.layouts._scripts import BEATS, fleet, home, play, rough, two

LONG = play([(0.0, ">", [2, "long", "DataTransfer", {"vendorId": "v", "data": '[2,ä"' * 6000}]), *BEATS], "CP_1")


def reverse(talk: Talk) -> Iterable[Event]:
    return reversed(talk)


def csv_text(rows: Iterable[Sequence[object]], **dialect: Any) -> str:
    text = io.StringIO()
    csv.writer(text, **dialect).writerows(rows)
    return text.getvalue()


# Containers


def docker(time: str, text: str, end: str = "\n") -> str:
    return json_line(log=text + end, stream="stdout", time=time)


@lines(
    "docker-json-file",
    home,
    "0a1b-json.log",
    unit="us",
    clock="%Y-%m-%dT%H:%M:%S.%f",
    noise=(docker("@now001Z", "[2024-05-01 08:00:00] [2, 3]"),),
)
def docker_json_file(event: Event) -> str:
    """Docker's json-file."""
    return docker(
        event.stamp("%Y-%m-%dT%H:%M:%S.%f789Z"),
        f"INFO:ocpp:{event.station}: {event.of_csms('receive message', 'send')} {event.frame}",
    )


@layout("docker-json-file-split", LONG, "0a1b-json.log", unit="us")
def docker_json_file_split(talk: Talk) -> str:
    """Docker cuts lines after 16 KiB: all parts but the last have no end of line."""
    records = []
    for event in talk:
        text = f"INFO:ocpp:{event.station}: {event.of_csms('receive message', 'send')} {event.frame}"
        parts = [text[at : at + 16384] for at in range(0, len(text), 16384)]
        records += [
            docker(event.stamp("%Y-%m-%dT%H:%M:%S.%f789Z"), part, "\n" if part is parts[-1] else "") for part in parts
        ]
    return "\n".join(records)


@layout("containerd-cri", LONG, "csms_0.log", unit="us")
def containerd_cri(talk: Talk) -> str:
    """containerd: P is a part of a line, F the last one."""
    records = []
    for event in talk:
        text = f"{event.of_csms('recv', 'send')} {event.station}: {event.frame}"
        parts = [text[at : at + 16384] for at in range(0, len(text), 16384)]
        records += [
            f"{event.stamp('%Y-%m-%dT%H:%M:%S.%f123', CEST)}+02:00 stdout {'F' if part is parts[-1] else 'P'} {part}"
            for part in parts
        ]
    return "\n".join(records) + "\n"


@lines(
    "docker-compose",
    home,
    clock="%Y-%m-%d %H:%M:%S.%3f",
    noise=(
        "postgres-1  | @now UTC [27] LOG:  checkpoint starting: time [2, 3]",
        "evcc-1      | [site  ] DEBUG 2024/05/01 10:00:00 site power: 5357W",
    ),
    unit="s",
    zone="inferred",
)
def docker_compose(event: Event) -> str:
    """evcc under docker compose."""
    return f"evcc-1      | [ocpp  ] TRACE {event.stamp('%Y/%m/%d %H:%M:%S', CEST)} {event.of_csms('recv', 'send')} {event.station}: {event.frame}"


@lines("kubectl-prefix", rough, noise=tuple(f"[pod/csms-7f/csms] {text}" for text in noise.CLUSTER), unit="us")
def kubectl_prefix(event: Event) -> str:
    """kubectl logs --prefix --timestamps."""
    return f"[pod/csms-7f/csms] {event.stamp('%Y-%m-%dT%H:%M:%S.%f123Z')} DEBUG {event.station} {event.of_csms('<<<', '>>>')} {event.frame}"


@lines("stern", two, noise=("+ csms-7f-x2x \u203a csms", "csms-7f-x2x csms [GIN] 200 [2, 3]"), unit=None)
def stern(event: Event) -> str:
    """stern with colours; no times."""
    return f"\x1b[36mcsms-7f-x2x\x1b[0m \x1b[96mcsms\x1b[0m {event.of_csms('message from', 'message to')} {event.station} {event.frame}"


# journald and syslog


@lines(
    "journalctl-short",
    home,
    unit="s",
    zone="inferred",
    clock="%b %d %H:%M:%S",
    place=CEST,
    noise=("@now pi systemd[1]: Started ocpp.service [2, 3].", "-- Boot 5f1c6e0f4f3a4d0c --"),
)
def journalctl_short(event: Event) -> str:
    """journalctl as it comes: no year, no zone."""
    return f"{event.stamp('%b %d %H:%M:%S', CEST)} pi ocpp-server[812]: INFO {event.station} {event.of_csms('rx', 'tx')}: {event.frame}"


@lines(
    "journalctl-iso",
    rough,
    unit="s",
    clock="%Y-%m-%dT%H:%M:%S",
    place=CEST,
    noise=("@now+0200 pi kernel: usb 1-1: new device [2]",),
)
def journalctl_iso(event: Event) -> str:
    """journalctl -o short-iso."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S', CEST)}+0200 pi ocpp-server[812]: {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@lines("journald-json", home, "journal.json", unit="us")
def journald_json(event: Event) -> str:
    """journalctl -o json."""
    return json_line(
        __CURSOR="s=a;i=2",
        __REALTIME_TIMESTAMP=str(epoch(event.at, "us")),
        _HOSTNAME="pi",
        PRIORITY="7",
        SYSLOG_IDENTIFIER="evcc",
        _PID="25224",
        MESSAGE=f"{event.of_csms('recv', 'send')} {event.station}: {event.frame}",
    )


@lines("journald-json-bytes", two, "journal.json", unit="us")
def journald_json_bytes(event: Event) -> str:
    """The same where the text has colours: journald gives it as numbers of bytes."""
    text = f"\x1b[36mDEBUG\x1b[0m {event.of_csms('recv', 'send')} {event.station}: {event.frame}"
    return json_line(__REALTIME_TIMESTAMP=str(epoch(event.at, "us")), _HOSTNAME="pi", MESSAGE=list(text.encode()))


@layout("journald-export", home, "journal.export", unit="us")
def journald_export(talk: Talk) -> str:
    """journalctl -o export: a field a line, a blank line between the records."""
    return "\n".join(
        f"__CURSOR=s=a;i={number}\n__REALTIME_TIMESTAMP={epoch(event.at, 'us')}\n__MONOTONIC_TIMESTAMP={1000 + number}\n_HOSTNAME=pi\nSYSLOG_IDENTIFIER=csms\n"
        f"MESSAGE={event.of_csms('recv', 'send')} {event.station}: {event.frame}\n_PID=25224\n"
        for number, event in enumerate(talk)
    )


@lines("syslog-3164", rough, "messages", unit="s", zone="inferred", station=False)
def syslog_3164(event: Event) -> str:
    """The old syslog with its priority, of a station."""
    return f"<30>{event.stamp('%b %e %H:%M:%S', CEST)} imx6ull ocppd[311]: {event.of_station('RECV', 'SEND')} {event.frame}"


@lines("syslog-5424", home, "messages", unit="us", station=False)
def syslog_5424(event: Event) -> str:
    """The new syslog with structured data and a byte order mark before the text."""
    return f'<135>1 {event.stamp("%Y-%m-%dT%H:%M:%S.%f", CEST)}+02:00 gw01 csms 4211 ID47 [meta@32473 seq="[2"] \ufeff{event.of_csms("inbound", "outbound")} {event.frame}'


@lines("rsyslog-file", two, "syslog", unit="us")
def rsyslog_file(event: Event) -> str:
    """rsyslog of a newer Debian."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%f', CEST)}+02:00 gw01 csms[4211]: [{event.station}] {event.of_csms('from charge point', 'to charge point')}: {event.frame}"


# Clouds


@lines(
    "aws-logs-tail",
    home,
    unit="us",
    clock="%Y-%m-%dT%H:%M:%S.%f",
    noise=("@now+00:00 csms/web/0a1b START RequestId: 2f [2, 3]",),
)
def aws_logs_tail(event: Event) -> str:
    """aws logs tail."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%f')}+00:00 csms/web/0a1b {event.station} {event.of_csms('Received', 'Sent')} {event.frame}"


@layout("cloudwatch-events", rough, "events.json")
def cloudwatch_events(talk: Talk) -> str:
    """aws logs filter-log-events: one JSON document."""
    events = [
        {
            "logStreamName": "csms/web/0a1b",
            "timestamp": epoch(event.at),
            "message": f"{event.station} {event.of_csms('Received', 'Sent')} {event.frame}",
            "ingestionTime": epoch(event.at) + 4000,
            "eventId": f"3{number:055d}",
        }
        for number, event in enumerate(talk)
    ]
    return json.dumps({"events": events, "searchedLogStreams": []}, indent=4)


@layout("cloudwatch-insights-csv", home, "logs-insights-results.csv", zone="inferred")
def cloudwatch_insights_csv(talk: Talk) -> str:
    """CloudWatch Logs Insights: two columns, newest first."""
    return csv_text(
        [
            ("@timestamp", "@message"),
            *(
                (
                    event.stamp("%Y-%m-%d %H:%M:%S.%3f"),
                    f"{event.station} {event.of_csms('Received', 'Sent')} {event.frame}",
                )
                for event in reverse(talk)
            ),
        ],
        lineterminator="\n",
    )


@lines(
    "logcli",
    two,
    unit="s",
    noise=("2024/05/01 08:00:09 http://loki:3100/loki/api/v1/query_range?direction=FORWARD&limit=30",),
)
def logcli(event: Event) -> str:
    """Loki's logcli."""
    return f'{event.stamp("%Y-%m-%dT%H:%M:%S", CEST)}+02:00 {{app="csms", station="{event.station}"}} level=debug {event.of_csms("recv", "send")}: {event.frame}'


@layout("loki-json", home, "query_range.json", unit="us")
def loki_json(talk: Talk) -> str:
    """Loki's API: nanoseconds as strings, newest first."""
    values = [
        [f"{epoch(event.at, 'us')}000", f"{event.of_csms('recv', 'send')} {event.frame}"] for event in reverse(talk)
    ]
    return json.dumps(
        {
            "status": "success",
            "data": {
                "resultType": "streams",
                "result": [{"stream": {"app": "csms", "station": "CP_1"}, "values": values}],
                "stats": {"summary": {"totalLinesProcessed": 26}},
            },
        }
    )


@layout("grafana-csv", rough, "Explore-logs.csv", zone=ANY)
def grafana_csv(talk: Talk) -> str:
    """Grafana's Explore: labels are JSON in a column, newest first."""
    rows = [
        (
            json.dumps({"app": "csms", "station": event.station}),
            event.stamp("%Y-%m-%d %H:%M:%S.%3f"),
            f"{event.of_csms('received', 'sent')} {event.frame}",
            f"{epoch(event.at, 'us')}000",
            f"id_{epoch(event.at)}",
        )
        for event in reverse(talk)
    ]
    return csv_text([("labels", "Time", "Line", "tsNs", "id"), *rows], quoting=csv.QUOTE_ALL, lineterminator="\n")


@layout("datadog-json", two, "extract.json")
def datadog_json(talk: Talk) -> str:
    """Datadog's API: the fields lie deep, newest first."""
    data = [
        {
            "id": f"AwAA{number}",
            "type": "log",
            "attributes": {
                "timestamp": event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
                "status": "info",
                "service": "csms",
                "host": "i-0a",
                "tags": ["env:prod", "pod:2"],
                "message": f"{event.of_csms('Received', 'Sent')}: {event.frame}",
                "attributes": {"chargePointId": event.station, "logger": {"name": "ws"}},
            },
        }
        for number, event in enumerate(reverse(talk))
    ]
    return json.dumps({"data": data, "meta": {"page": {"after": "eyJh"}}}, ensure_ascii=False, indent=2)


@layout("gcp-logging", home, "downloaded-logs.json", unit="us")
def gcp_logging(talk: Talk) -> str:
    """Google Cloud Logging: an array of entries with a jsonPayload, newest first."""
    entries = [
        {
            "insertId": f"q{number}",
            "jsonPayload": {
                "message": f"{event.of_csms('recv', 'send')} {event.frame}",
                "chargePointId": event.station,
            },
            "resource": {"type": "k8s_container", "labels": {"pod_name": "csms-0"}},
            "timestamp": event.stamp("%Y-%m-%dT%H:%M:%S.%f789Z"),
            "severity": "DEBUG",
            "receiveTimestamp": (event.at + timedelta(seconds=2)).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        }
        for number, event in enumerate(reverse(talk))
    ]
    return json.dumps(entries, indent=2)


@layout("gcp-text-payload", rough, "downloaded-logs.json", unit="us")
def gcp_text_payload(talk: Talk) -> str:
    """The same with a textPayload, oldest first."""
    return json.dumps(
        [
            {
                "textPayload": f"{event.station} {event.of_csms('<-', '->')} {event.frame}",
                "insertId": "x",
                "timestamp": event.stamp("%Y-%m-%dT%H:%M:%S.%fZ"),
                "logName": "projects/p/logs/stdout",
            }
            for event in talk
        ]
    )


@layout("azure-app-insights-csv", home, "query_data.csv", zone=ANY)
def azure_app_insights_csv(talk: Talk) -> str:
    """Application Insights: American times of UTC, a byte order mark."""
    rows = [
        (
            event.stamp("%-m/%-d/%Y, %-I:%M:%S.%3f %p"),
            f"{event.of_csms('Received from', 'Sent to')} {event.station}: {event.frame}",
            "1",
            "trace",
            '{"CategoryName":"Csms","ids":"[2,3]"}',
            "csms-web",
        )
        for event in talk
    ]
    return "\ufeff" + csv_text(
        [("timestamp [UTC]", "message", "severityLevel", "itemType", "customDimensions", "cloud_RoleName"), *rows],
        quoting=csv.QUOTE_ALL,
        lineterminator="\r\n",
    )


@layout("splunk-csv", two, "results.csv")
def splunk_csv(talk: Talk) -> str:
    """Splunk: the line as it was, and a time with an offset; newest first."""
    rows = [
        (
            event.stamp("%Y-%m-%d %H:%M:%S,%3f", CEST)
            + f" DEBUG csms {event.station} {event.of_csms('RX', 'TX')} {event.frame}",
            event.stamp("%Y-%m-%dT%H:%M:%S.%3f", CEST) + "+0200",
            "gw01",
            "ocpp",
            "csms.log",
        )
        for event in reverse(talk)
    ]
    return csv_text([("_raw", "_time", "host", "index", "source"), *rows], quoting=csv.QUOTE_ALL, lineterminator="\n")


@lines("splunk-json", rough, "results.json")
def splunk_json(event: Event) -> str:
    """Splunk's JSON: a result a line; the frame is in the raw text."""
    raw = f"{event.of_csms('RX', 'TX')} {event.station} {event.frame}"
    return json_line(
        preview=False,
        offset=0,
        result={
            "_raw": raw,
            "_time": event.stamp("%Y-%m-%dT%H:%M:%S.%3f", CEST) + "+02:00",
            "host": "gw01",
            "punct": '[,"",]',
        },
    )


@layout("kibana-hits", home, "response.json")
def kibana_hits(talk: Talk) -> str:
    """Elasticsearch's answer: _source, and a sort that looks like numbers of a frame."""
    hits = [
        {
            "_index": "csms-2024.05.01",
            "_id": f"k{number}",
            "_score": None,
            "_source": {
                "@timestamp": event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ"),
                "message": event.frame,
                "direction": event.of_csms("inbound", "outbound"),
                "ocpp": {"chargePointId": event.station},
            },
            "fields": {"n": [2, 3]},
            "sort": [epoch(event.at), number],
        }
        for number, event in enumerate(talk)
    ]
    return json.dumps(
        {"took": 3, "timed_out": False, "hits": {"total": {"value": len(hits), "relation": "eq"}, "hits": hits}},
        indent=2,
        ensure_ascii=False,
    )


@layout("kibana-csv", fleet, "discover.csv", zone="inferred")
def kibana_csv(talk: Talk) -> str:
    """Kibana's Discover: times with an @ in words of English, newest first."""
    rows = [
        (
            event.stamp("%b %-d, %Y @ %H:%M:%S.%3f", CEST),
            event.station,
            event.of_csms("inbound", "outbound"),
            event.frame,
        )
        for event in reverse(talk)
    ]
    return csv_text(
        [("@timestamp", "ocpp.chargePointId", "direction", "message"), *rows],
        quoting=csv.QUOTE_ALL,
        lineterminator="\n",
    )
