"""Logs of several writers, of stations with odd ids, and what posters have done to logs."""

import json
from datetime import timedelta

from tests.support.layouts._kit import CEST, Event, Talk, epoch, json_line, layout, lines
from tests.support.layouts._scripts import HOME, MAY, home, play, rough, stream, together, transfers, two
from tests.support.layouts.loggers import evcc, steve_log4j2

TIME = "%Y-%m-%d %H:%M:%S,%3f"

#: Ids of stations that are easily read as something else.
IDS = (
    "42",
    "DE*ABC*E0001*2",
    "EVB-P21302000",
    "0a1b2c3d-0042-4c3f-9e8d-3f2a1b0c9d8e",
    "wallbox.garage.local",
    "AC:DE:48:00:11:22",
    "10.0.0.17",
    "received",
    "CP#7",
    "Ladesäule_3",
)
for name, station in zip(
    ("number", "evseid", "serial", "uuid", "host", "mac", "ip", "word", "hash", "umlaut"), IDS, strict=True
):

    @lines(f"station-id-{name}", play(HOME, station), zone="inferred")
    def station_id(event: Event) -> str:
        """The library of mobilityhouse at a CSMS."""
        return f"{event.stamp(TIME, CEST)} INFO ocpp {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"


#: How else the station is named.
NAMED = (
    ("key-value", "cp_id=CP_1 action=ws"),
    ("key-colon", "chargePointId: CP_1,"),
    ("quoted", 'charge point "CP_1"'),
    ("brackets", "[CP_1] [17]"),
    ("angle", "<CP_1>"),
    ("path", "/steve/websocket/CentralSystemService/CP_1"),
    ("url", "wss://csms.example.com:8443/ocpp/1.6/CP_1"),
    ("json", '{"chargeBoxId": "CP_1"}'),
    ("at", "CP_1@10.0.0.7:51514"),
    ("hash", "station#CP_1"),
    ("parens", "(id: CP_1)"),
)
for name, words in NAMED:

    def write(event: Event, words: str = words) -> str:
        """The station is named in this way."""
        return f"{event.stamp(TIME, CEST)} DEBUG {words} {event.of_csms('received', 'sent')}: {event.frame}"

    lines(f"station-named-{name}", home, zone="inferred")(write)


@layout("compose-both-ends", home, zone="given")
def compose_both_ends(talk: Talk) -> str:
    """docker compose with a simulator and a CSMS: the words of one are against those of the other, and all is there twice."""
    texts = []
    for event in talk:
        time = event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ")
        station = f"station-1  | {time} [sim] {event.of_station('received', 'sent')} {event.frame}"
        csms = f"csms-1     | {time} [ws] CP_1 {event.of_csms('received', 'sent')} {event.frame}"
        texts += [station, csms] if event.to_csms else [csms, station]
    return "\n".join(texts)


@layout(
    "two-simulators", together(home, play(HOME, "CP_2", start=MAY + timedelta(seconds=1))), zone="given", read=tuple
)
def two_simulators(talk: Talk) -> str:
    """Two simulators use the same message ids and say the same: that is not the same message."""
    return "\n".join(
        f"{e.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {e.station} {e.of_station('<-', '->')} {e.frame}" for e in talk
    )


@layout("evcc-stripped", rough, unit=None)
def evcc_stripped(talk: Talk) -> str:
    """evcc, without what stood before the word."""
    return "\n".join(f" {e.of_csms('recv', 'send')} {e.station}: {e.frame}" for e in talk)


@layout("evcc-error-lines", two, zone="inferred", unit="s")
def evcc_error_lines(talk: Talk) -> str:
    """What evcc cannot handle stands only in a line of an error."""
    return "\n".join(
        f"[ocpp  ] ERROR {e.stamp('%Y/%m/%d %H:%M:%S', CEST)} message from {e.station} not handled: unsupported action [{e.frame}]"
        if e.action == "NotifyReport" and e.kind == 2
        else evcc(e)
        for e in talk
    )


@layout(
    "steve-and-evcc",
    home,
    zone="inferred",
    read=lambda talk: talk[:13] + tuple(e._replace(at=e.at.replace(microsecond=0)) for e in talk[13:]),
)
def steve_and_evcc(talk: Talk) -> str:
    """Two logs in one paste."""
    return (
        "First SteVe:\n\n"
        + "\n".join(map(steve_log4j2, talk[:13]))
        + "\n\nand then evcc:\n\n"
        + "\n".join(map(evcc, talk[13:]))
    )


@lines("steve-all-tabs", rough, zone="inferred", rebuilt=None)
def steve_all_tabs(event: Event) -> str:
    """SteVe through a spreadsheet: tabs for all blanks, within frames too."""
    return steve_log4j2(event).replace(" ", "\t")


eaten = tuple(
    event._replace(frame=event.frame.replace('1,"errorCode"', '1 "errorCode"').replace("1, 2, 3", "1 2 3"))
    for event in home
)


@lines("steve-commas-eaten", eaten, zone="inferred", rebuilt=None)
def steve_commas_eaten(event: Event) -> str:
    """The spreadsheet ate some commas: what is left is no JSON but still a frame."""
    return steve_log4j2(event).replace(" ", "\t")


@layout("json-with-a-python-list", home, unit=None, station=False, rebuilt=None)
def json_with_a_python_list(talk: Talk) -> str:
    """A program that prints what it sends as a list and what comes in as text."""
    return "\n".join(f"receive: {e.frame}" if e.to_csms else f"send: {e.elements!r}" for e in talk)


@lines(
    "home-assistant-compose",
    home,
    zone="inferred",
    noise=(
        "homeassistant  | s6-rc: info: service legacy-services: [2, 3] started",
        "mosquitto      | 1714550402: New connection",
    ),
)
def home_assistant_compose(event: Event) -> str:
    """Home Assistant under docker compose, with colours."""
    return f"homeassistant  | \x1b[32m{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}\x1b[0m"


# Queues


@lines("kafka-console", stream)
def kafka_console(event: Event) -> str:
    """kafka-console-consumer with times and keys."""
    return f"CreateTime:{epoch(event.at)}\t{event.station}\t" + json_line(
        direction=event.of_csms("inbound", "outbound"), frame=event.frame
    )


@lines("redis-monitor", home, unit="us")
def redis_monitor(event: Event) -> str:
    """redis-cli monitor: the channel says whose it is and where it goes."""
    quoted = event.frame.replace("\\", "\\\\").replace('"', '\\"')
    return f'{epoch(event.at, "us") / 1e6:.6f} [0 127.0.0.1:51514] "PUBLISH" "ocpp:{event.of_csms("in", "out")}:{event.station}" "{quoted}"'


@lines("mosquitto-sub", two, unit=None)
def mosquitto_sub(event: Event) -> str:
    """mosquitto_sub -v: the topic, then the frame."""
    return f"ocpp/{event.of_csms('in', 'out')}/{event.station} {event.frame}"


@lines("node-red", home, zone="inferred", unit="s", station=False)
def node_red(event: Event) -> str:
    """Node-RED's log: the debug node's name says the direction; the frame is on the next line."""
    return f"{event.stamp('%-d %b %H:%M:%S', CEST)} - [info] [debug:{event.of_csms('from charger', 'to charger')}] \n'{event.frame}'"


@lines("logfmt", rough, zone="given")
def logfmt(event: Event) -> str:
    """logfmt with the action as a field too."""
    quoted = event.frame.replace("\\", "\\\\").replace('"', '\\"')
    return f'ts={event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ")} level=debug caller=handler.go:77 charger_id={event.station} action={event.action or "-"} direction={event.of_csms("charger_to_csms", "csms_to_charger")} payload="{quoted}"'


@layout("github-issue", transfers, "issue.md", unit="s", zone="given")
def github_issue(talk: Talk) -> str:
    """An issue: prose, a list, and a quoted log; here the words name the ends."""
    log = "\n".join(
        f"> {e.stamp('%Y-%m-%dT%H:%M:%SZ')} **{'CP_1 -> CSMS' if e.to_csms else 'CSMS -> CP_1'}** `{e.frame}`"
        for e in talk
    )
    return f'### Describe the bug\n\nThe array [2, 3] is wrong; see [4, section 2] and `[3,...]`.\n\n- [ ] done\n- [x] [2]\n\n{log}\n\n```\n[2,"id","Action", ...]\n```\n'


@layout("readme-of-frames", home, "notes.txt", rebuilt=None, unit=None, station=False)
def readme_of_frames(talk: Talk) -> str:
    """Notes of a tester: who, then the frame laid out over several lines."""
    return "\n\n".join(
        f"{'Charger -> backend' if e.to_csms else 'Backend -> charger'} ({e.action}):\n{json.dumps(e.elements, indent=4, ensure_ascii=False)}"
        for e in talk
    )
