"""Frames that are wrapped, cut, or not alone on their line."""

import io
import logging
import textwrap

from rich.console import Console
from rich.logging import RichHandler

from tests.support.layouts import _noise as noise
from tests.support.layouts._kit import CEST, Event, Talk, layout, lines
from tests.support.layouts._scripts import fleet, home, plain, rough, same, two

TIME = "%Y-%m-%d %H:%M:%S.%3f"


def chunks(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


@lines("wrapped-80", home, zone="inferred")
def wrapped_80(event: Event) -> str:
    """A terminal of 80 columns, copied: lines are cut wherever they end."""
    return "\n".join(
        chunks(f"{event.stamp(TIME, CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}", 80)
    )


@lines("wrapped-120", rough, zone="given", clock="%Y-%m-%dT%H:%M:%S.%3fZ", noise=("@now INFO ready [2, 3]",))
def wrapped_120(event: Event) -> str:
    """120 columns."""
    return "\n".join(
        chunks(
            f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {event.station} {event.of_csms('IN', 'OUT')} {event.frame}", 120
        )
    )


@lines("wrapped-200-crlf", two, zone="inferred", end="\r\n")
def wrapped_200_crlf(event: Event) -> str:
    """200 columns under Windows."""
    return "\r\n".join(
        chunks(f"{event.stamp(TIME, CEST)} [{event.station}] {event.of_csms('RX', 'TX')} {event.frame}", 200)
    )


@lines("wrapped-bare-80", home, unit=None, station=False, direction=lambda event: event.action != "DataTransfer")
def wrapped_bare_80(event: Event) -> str:
    """Frames alone, wrapped at 80 columns."""
    return "\n".join(chunks(event.frame, 80))


@lines("wrapped-indented", two, zone="given", rebuilt=False)
def wrapped_indented(event: Event) -> str:
    """A logger that indents what goes on."""
    first, *rest = chunks(f"{event.of_csms('recv', 'send')} {event.station}: {event.frame}", 90)
    return "\n".join([f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} DEBUG {first}", *(f"    {part}" for part in rest)])


@lines("wrapped-in-mail", rough, zone="inferred", rebuilt=None)
def wrapped_in_mail(event: Event) -> str:
    """A mail program: lines end at a blank, which goes."""
    return textwrap.fill(
        f"{event.stamp(TIME, CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}",
        72,
        break_long_words=False,
        break_on_hyphens=False,
    )


@lines("quoted-in-mail", home, zone="inferred")
def quoted_in_mail(event: Event) -> str:
    """An answer to a mail: every line begins with a bracket."""
    return f"> > {event.stamp(TIME, CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


def rich_lines(talk: Talk) -> str:
    """What the library rich really prints."""
    text = io.StringIO()
    handler = RichHandler(
        console=Console(file=text, width=110), omit_repeated_times=False, log_time_format="[%Y-%m-%d %H:%M:%S]"
    )
    for event in talk:
        record = logging.LogRecord(
            "ocpp",
            logging.INFO,
            "charge_point.py",
            126 if event.to_csms else 317,
            f"{event.station}: {event.of_csms('receive message', 'send')} {event.frame}",
            None,
            None,
        )
        record.created = event.at.replace(tzinfo=None).timestamp()
        handler.emit(record)
    return text.getvalue()


layout("rich-handler-wrapped", home, zone="inferred", unit="s", rebuilt=None)(rich_lines)


@lines(
    "records-repeat-prefix", two, zone="given", every=5, clock="%Y-%m-%dT%H:%M:%S.%3fZ", noise=("@now D/meter: [2, 3]",)
)
def records_repeat_prefix(event: Event) -> str:
    """A buffer of 100 letters a record: the prefix is repeated."""
    return "\n".join(
        f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} D/ocpp: {part}"
        for part in chunks(f"{event.of_station('RX', 'TX')} {event.station} {event.frame}", 100)
    )


@lines("records-numbered", home, zone="given")
def records_numbered(event: Event) -> str:
    """A logger that numbers the parts."""
    parts = chunks(event.frame, 120)
    return "\n".join(
        f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {event.station} {event.of_station('rx', 'tx')} ({number}/{len(parts)}) {part}"
        for number, part in enumerate(parts, 1)
    )


@layout("records-between-others", rough, zone="inferred")
def records_between_others(talk: Talk) -> str:
    """A frame over several lines of records, with a record of another logger between its lines."""
    texts = []
    for number, event in enumerate(talk):
        parts = chunks(event.frame, 60)
        records = [f"{event.stamp(TIME)} [ws-1] {event.station} {event.of_csms('RX', 'TX')} {part}" for part in parts]
        if len(records) > 1 and number % 2:
            records.insert(1, f"{event.stamp(TIME)} [db-2] committed 1 row")
        texts += records
    return "\n".join(texts)


@layout("several-on-a-line", plain, zone="inferred", unit="s", station=False)
def several_on_a_line(talk: Talk) -> str:
    """A call and its answer on one line, which has one time."""
    pairs = zip(talk[::2], talk[1::2], strict=True)
    return "\n".join(
        f"{call.stamp('%Y-%m-%d %H:%M:%S')} exchange: {call.frame} => {answer.frame}" for call, answer in pairs
    )


@layout("several-without-space", plain, unit=None, station=False)
def several_without_space(talk: Talk) -> str:
    """Follow stream: frames without anything between."""
    return "".join(event.frame for event in talk)


@layout("serial-monitor-glued", home, zone="inferred", station=False)
def serial_monitor_glued(talk: Talk) -> str:
    """MicroOcpp on a serial monitor: some line ends are lost; then a line has two records."""
    text = ""
    for number, event in enumerate(talk):
        text += f"{event.stamp('%H:%M:%S.%3f', CEST)} > [MO] {event.of_station('Recv', 'Send')}: {event.frame}" + (
            "" if event.to_csms and number % 3 == 0 else "\n\n"
        )
    return text


def cut_prefix(event: Event) -> str:
    return f"{event.stamp('%b %d %H:%M:%S', CEST)} pi evcc[25224]: [ocpp  ] TRACE {event.stamp('%Y/%m/%d %H:%M:%S', CEST)} {event.of_csms('recv', 'send')} {event.station}: "


@layout(
    "cut-at-terminal",
    home,
    zone="inferred",
    unit="s",
    rejects=None,
    read=lambda talk: [event for event in talk if len(cut_prefix(event) + event.frame) < 160],
)
def cut_at_terminal(talk: Talk) -> str:
    """evcc under journald: what is longer than the terminal ends with a mark; such frames are lost."""
    return "\n".join(
        line if len(line) < 160 else line[:159] + ">" for line in (cut_prefix(event) + event.frame for event in talk)
    )


@lines(
    "cut-in-the-middle",
    home,
    zone="inferred",
    station=False,
    rejects=None,
    read=lambda talk: [event for event in talk if len(repr(event.frame)) <= 75],
)
def cut_in_the_middle(event: Event) -> str:
    """websockets shows the beginning and the end of long frames."""
    text = repr(event.frame)
    shown = text if len(text) <= 75 else f"{text[:48]}...{text[-24:]}"
    return f"{event.stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} DEBUG (MainThread) [websockets.server] {event.of_csms('<', '>')} TEXT {shown} [{len(event.frame.encode())} bytes]"


@lines("cut-beside-whole", home, zone="inferred")
def cut_beside_whole(event: Event) -> str:
    """Home Assistant with both loggers: one shortens, the other shows the whole frame."""
    text = repr(event.frame)
    shown = text if len(text) <= 75 else f"{text[:48]}...{text[-24:]}"
    time = event.stamp("%Y-%m-%d %H:%M:%S.%3f", CEST)
    short = f"{time} DEBUG (MainThread) [websockets.server] {event.of_csms('<', '>')} TEXT {shown} [{len(event.frame.encode())} bytes]"
    full = f"{time} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"
    return f"{short}\n{full}" if event.to_csms else f"{full}\n{short}"


@lines(
    "cut-by-dots",
    two,
    zone="given",
    rejects=None,
    read=lambda talk: [event for event in talk if len(event.frame) <= 200],
)
def cut_by_dots(event: Event) -> str:
    """A logger that ends long texts with dots."""
    shown = event.frame if len(event.frame) <= 200 else event.frame[:197] + "..."
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {event.station} {event.of_csms('received', 'sent')} {shown}"


@lines(
    "cut-by-rsyslog",
    two,
    zone="given",
    unit="us",
    rejects=None,
    read=lambda talk: [event for event in talk if len(event.frame) < 1900],
)
def cut_by_rsyslog(event: Event) -> str:
    """A datagram of syslog ends after 2 KiB without a mark."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%f', CEST)}+02:00 gw01 csms[4211]: {event.station} {event.of_csms('received', 'sent')} {event.frame}"[
        :2048
    ]


@layout("cut-start-and-end", home, zone="inferred", rejects=1, read=lambda talk: talk[1:-1])
def cut_start_and_end(talk: Talk) -> str:
    """tail -c and a full disk: the first line lacks its beginning, the last one its end."""
    text = "\n".join(
        f"{event.stamp(TIME, CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}" for event in talk
    )
    return text[len(talk[0].frame) // 2 + 30 : -20]


@lines("console-elided", plain, unit=None, station=False, rejects=None, read=lambda talk: [])
def console_elided(event: Event) -> str:
    """A browser's console shows the outside of arrays only."""
    kind, unique_id, *rest = event.elements
    shown = ", ".join(repr(item) if isinstance(item, str) else "{…}" for item in rest)
    return f"csms.js:42 received ({len(rest) + 2}) [{kind}, '{unique_id}', {shown}]"


@lines("ansi-within", home, zone="inferred")
def ansi_within(event: Event) -> str:
    """A console that colours the words, the frame and the station."""
    colour = event.of_csms("\x1b[38;2;10;200;10m", "\x1b[1;34m")
    return f"\x1b[90m{event.stamp(TIME, CEST)}\x1b[0m {colour}{event.of_csms('received', 'sent')}\x1b[0m \x1b]8;;http://x/{event.station}\x1b\\{event.station}\x1b]8;;\x1b\\ {colour}{event.frame}\x1b[0m\x1b[K"


@lines("jq-coloured", two, unit=None, station=False, direction=lambda event: event.action != "DataTransfer")
def jq_coloured(event: Event) -> str:
    """jq -C: every part of the frame has a colour."""
    return "\x1b[1;39m" + event.frame.replace(",", "\x1b[1;39m,\x1b[0m").replace("{", "\x1b[1;34m{") + "\x1b[0m"


@lines(
    "frames-in-noise",
    rough,
    zone="inferred",
    every=1,
    noise=(*noise.BRACKETS, *noise.JAVA, *noise.PYTHON, *noise.CLUSTER),
)
def frames_in_noise(event: Event) -> str:
    """Every second line is something else that opens like a frame."""
    return (
        f"[{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)}] [{event.station}] [{event.of_csms('IN', 'OUT')}] {event.frame}"
    )


@layout("noise-alone", plain, read=lambda talk: [], unit=None)
def noise_alone(talk: Talk) -> str:
    """A log without any frame."""
    return "\n".join([*noise.BRACKETS, *noise.JAVA, *noise.PYTHON, *noise.CLUSTER] * 20)


@lines("bare", rough, unit=None, station=False, direction=lambda event: event.action != "Authorise")
def bare(event: Event) -> str:
    """Frames alone."""
    return event.frame


@lines("bare-equal-frames", same, unit=None, station=False)
def bare_equal_frames(event: Event) -> str:
    """A station that has one message id: equal frames are not the same one."""
    return event.frame


@lines("fleet-prefix", fleet, zone="given", noise=noise.CLUSTER)
def fleet_prefix(event: Event) -> str:
    """Several stations and versions; the path names them."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} INFO csms.ws [/ocpp/{event.station}] {event.of_csms('<-', '->')} {event.frame}"
