"""Logs of stations, and of tools: consoles, proxies, captures."""

from datetime import timedelta

from tests.support.layouts._kit import CEST, CET, Event, Talk, epoch, layout, lines
from tests.support.layouts._scripts import MAY, TWO, home, play, retries, rough, same, stream, together, two
from tests.support.layouts.wrapped import chunks

# Stations


@lines(
    "alfen",
    home,
    "log.txt",
    station=False,
    clock="%Y-%m-%dT%H:%M:%S.%3fZ",
    noise=(
        "@now:COM:ocpp_ws.c:120:connected [2]",
        "@now:MTR:meter.c:88:L1 16.0A [2,3]",
    ),
)
def alfen(event: Event) -> str:
    """A device that wraps after 80 columns; arrows of the station."""
    return "\n".join(
        chunks(
            f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')}:COM:ocpp_rpc.c:{681 if event.to_csms else 702}:{event.of_station('<-', '->')} {event.frame}",
            80,
        )
    )


@lines("keba-bare", rough, "keba.md", unit=None, station=False, direction=lambda event: event.action != "Authorise")
def keba_bare(event: Event) -> str:
    """Frames alone in a block of code, with blanks and tabs after them."""
    return f"{event.frame}\t"


@lines(
    "wallbox-linux",
    home,
    "ocppwallbox.log",
    zone="inferred",
    station=False,
    clock="%Y-%m-%d %H:%M:%S,%3f",
    place=CEST,
    noise=("@now mymodule[77] INFO: redis set [2, 3]",),
)
def wallbox_linux(event: Event) -> str:
    """A station with Linux and Python."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} ocppwallbox[450] DEBUG: {event.of_station('Message received:', 'Sending message:')} {event.frame}"


@lines("terra", two, zone="inferred", unit="s", station=False)
def terra(event: Event) -> str:
    """Day first, and both ends are named."""
    return f"{event.stamp('%d/%m/%Y %H:%M:%S', CEST)};OCPP;{'CP>CS' if event.to_csms else 'CS>CP'};{event.frame}"


@lines("hypercharger", home, "ocpp.log", zone="inferred", unit="us", station=False)
def hypercharger(event: Event) -> str:
    """A file a day, the times without a date but with microseconds."""
    return (
        f"{event.stamp('%H:%M:%S.%f')} ocpp16j {event.of_station('RECV', 'SEND')} len={len(event.frame)} {event.frame}"
    )


@lines("schneider", rough, "trace.txt", zone="inferred", unit="ms", station=False)
def schneider(event: Event) -> str:
    """Bars between columns, two digits for the year."""
    return f"{event.stamp('%y-%m-%d %H:%M:%S.%3f', CEST)} | OCPPJ | {event.of_station('Rx', 'Tx')} | {event.frame}"


@lines(
    "rt-thread", home, zone="inferred", unit="s", station=False, direction=lambda event: event.action != "DataTransfer"
)
def rt_thread(event: Event) -> str:
    """RT-Thread's ulog: month and day; request, response and error have words of their own."""
    words = {2: "call message", 3: "call result message", 4: "call error message"}
    return f"{event.stamp('%m-%d %H:%M:%S', CEST)} D/ocpp.cli: {words[event.kind]}: {event.frame}"


@lines("esp-idf", home, unit=None, station=False, noise=("I (1234) wifi:state: run -> [2, 3]", "W (4000) mbedtls: [2]"))
def esp_idf(event: Event) -> str:
    """ESP-IDF: milliseconds since the start are no time."""
    return (
        f"\x1b[0;32mI ({epoch(event.at) % 10_000_000}) OCPP: {event.of_station('Recv', 'Send')}: {event.frame}\x1b[0m"
    )


@lines(
    "micro-ocpp",
    two,
    unit=None,
    station=False,
    noise=("[MO] info (BootNotification.cpp:83): request has been Accepted", "[MO] Recv: WS pong"),
)
def micro_ocpp(event: Event) -> str:
    """MicroOcpp; a blank line after what it sends."""
    return f"[MO] {event.of_station('Recv', 'Send')}: {event.frame}" + ("\n" if event.to_csms else "")


@lines("arduino-monitor", home, zone="inferred", station=False)
def arduino_monitor(event: Event) -> str:
    """Arduino's monitor: the arrow after the time is no direction."""
    return f"{event.stamp('%H:%M:%S.%3f', CEST)} -> [AO] {event.of_station('Recv', 'Send')}: {event.frame}"


@lines(
    "logcat",
    home,
    zone="inferred",
    station=False,
    clock="%m-%d %H:%M:%S.%3f",
    place=CEST,
    noise=("@now  1234  1300 I chatty  : uid=1000 identical [2, 3] lines", "--------- beginning of main"),
)
def logcat(event: Event) -> str:
    """Android: no year."""
    return f"{event.stamp('%m-%d %H:%M:%S.%3f', CEST)}  1234  1290 D OcppWs  : {event.of_station('onMessage', 'send')}: {event.frame}"


@lines("kernel-uptime", rough, unit=None, station=False)
def kernel_uptime(event: Event) -> str:
    """Seconds since the start in brackets are no time."""
    return f"[  {epoch(event.at, 'us') % 1_000_000_000 / 1e6:.6f}] ocppd: {event.of_station('rx', 'tx')} {event.frame}"


@lines("zephyr", home, unit=None, station=False)
def zephyr(event: Event) -> str:
    """Zephyr: hours since the start look like a time of day."""
    up = event.at - MAY + timedelta(minutes=7)
    return f"[{up.seconds // 3600:02d}:{up.seconds // 60 % 60:02d}:{up.seconds % 60:02d}.{up.microseconds // 1000:03d},{up.microseconds % 1000:03d}] <dbg> ocpp: ws_{event.of_station('recv', 'send')}: {event.frame}"


@lines("freertos-tick", rough, unit=None, station=False)
def freertos_tick(event: Event) -> str:
    """A counter of ticks."""
    return f"{epoch(event.at) % 100_000_000:010d} [ocppTask] {event.of_station('<<', '>>')} {event.frame}"


@lines(
    "ctek",
    home,
    zone="inferred",
    unit="s",
    station=False,
    clock="%H:%M:%S",
    place=CEST,
    noise=("@now INFO: onOpen", "@now ERROR: java.lang.NullPointerException: [2, null]"),
)
def ctek(event: Event) -> str:
    """Time of day, and a letter."""
    return f"{event.stamp('%H:%M:%S', CEST)} INFO: {event.of_station('R', 'S')}: {event.frame}"


# Consoles


@lines("wscat", home, unit=None, station=False, noise=("Connected (press CTRL+C to quit)", "< ping [2, 3]"))
def wscat(event: Event) -> str:
    """wscat played the station."""
    return f"{event.of_station('<', '>')} {event.frame}"


@lines("wscat-server", two, unit=None, station=False)
def wscat_server(event: Event) -> str:
    """wscat --listen played the CSMS."""
    return f"{event.of_csms('<', '>')} {event.frame}"


@lines("websocat", rough, unit=None, station=False)
def websocat(event: Event) -> str:
    """websocat with -v: what is typed stands without a mark, what comes in too."""
    return f"[INFO  websocat::ws_peer] {'got' if not event.to_csms else 'sent'} text\n{event.frame}"


@lines("browser-console", home, unit=None, station=False)
def browser_console(event: Event) -> str:
    """A simulator in a page: the place stands at the right or before."""
    return f"ocpp.js:{88 if event.to_csms else 61} {event.of_station('[WS] message from server:', '[WS] sending:')} {event.frame}"


@lines("browser-network-copy", rough, unit=None, station=False, direction=lambda event: event.action != "Authorise")
def browser_network_copy(event: Event) -> str:
    """The table of messages of a browser's network page, copied: data and length; no words."""
    return f"{event.frame}\t{len(event.frame)}"


# Proxies, captures, and frames that are logged twice


def ms(event: Event, more: int) -> Event:
    return event._replace(at=event.at + timedelta(milliseconds=more))


@lines("proxy-both-sides", home, zone="inferred", station=False)
def proxy_both_sides(event: Event) -> str:
    """A proxy logs a frame when it comes and when it has been passed on: it is one message."""
    ends = ("client->proxy", "proxy->server") if event.to_csms else ("server->proxy", "proxy->client")
    return "\n".join(
        f"[{ms(event, more).stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)}] [{end}] {event.frame}"
        for more, end in zip((0, 3), ends, strict=True)
    )


@lines("proxy-ends", rough, zone="inferred", station=False)
def proxy_ends(event: Event) -> str:
    """A proxy that logs once; time of day only."""
    return f"[{event.stamp('%H:%M:%S,%3f', CET)}] [{'client->target' if event.to_csms else 'target->client'}] {event.frame}"


@lines("mitmproxy", two, unit=None)
def mitmproxy(event: Event) -> str:
    """mitmdump: a line that says who, then the frame, indented."""
    arrow = "->" if event.to_csms else "<-"
    return f"192.168.1.20:51514 {arrow} WebSocket text message {arrow} csms.example.com:443/ocpp/{event.station}\n\n    {event.frame}\n"


@lines("two-loggers", home, zone="inferred")
def two_loggers(event: Event) -> str:
    """The library and the application log the same frame."""
    time = event.stamp("%Y-%m-%d %H:%M:%S,%3f", CEST)
    library = f"{time} INFO ocpp {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"
    application = f"{ms(event, 1).stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} DEBUG app.ws {event.of_csms('Incoming', 'Outgoing')} from/to {event.station}: {event.frame}"
    return f"{library}\n{application}"


@lines("two-loggers-of-csms", rough, zone="given")
def two_loggers_of_csms(event: Event) -> str:
    """A JSON line and a line of text of the same frame."""
    quoted = event.frame.replace("\\", "\\\\").replace('"', '\\"')
    time = event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ")
    return f'{time} ws {event.of_csms("rx", "tx")} {event.station} {event.frame}\n{{"time":"{time}","cp":"{event.station}","dir":"{event.of_csms("rx", "tx")}","raw":"{quoted}"}}'


@lines("station-repeats", retries, zone="given")
def station_repeats(event: Event) -> str:
    """A call that gets no answer is sent again after 30 seconds: these are several messages."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@lines("station-one-id", same, zone="inferred")
def station_one_id(event: Event) -> str:
    """A station with one message id: equal frames within a second are several messages."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@lines("error-repeats-frame", home, zone="inferred", unit="s", station=False)
def error_repeats_frame(event: Event) -> str:
    """A line of an error repeats the frame of the line above it."""
    time = event.stamp("%H:%M:%S", CEST)
    text = f"{time} INFO: {event.of_station('R', 'S')}: {event.frame}"
    return f"{text}\n{time} ERROR: {event.frame}" if event.kind == 4 else text


@layout("tshark-fields", stream, "capture.txt", unit="us", station=False)
def tshark_fields(talk: Talk) -> str:
    """tshark -T fields -e frame.number -e frame.time_epoch -e ip.src -e ip.dst -e websocket.payload.text."""
    ends = ("192.168.1.20", "192.168.1.2")
    return "".join(
        f"{number}\t{epoch(e.at, 'us') // 1_000_000}.{epoch(e.at, 'us') % 1_000_000:06d}000\t{ends[not e.to_csms]}\t{ends[e.to_csms]}\t{e.frame}\n"
        for number, e in enumerate(talk, 4)
    )


@layout("connection-lines", home, zone="inferred")
def connection_lines(talk: Talk) -> str:
    """Only the line of the connection names the station."""
    texts = [f"{e.stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} DEBUG {e.of_csms('recv', 'send')}: {e.frame}" for e in talk]
    return (
        "2024-05-01 10:00:00,001 INFO New connection from 10.0.0.7:51514: GET /ocpp/CP_1 HTTP/1.1\n2024-05-01 10:00:00,002 INFO subprotocol ocpp1.6\n"
        + "\n".join(texts)
    )


two_stations = together(home, play(TWO, "EVB-P21302000", "2.0.1", MAY + timedelta(seconds=2)))


@layout("connection-numbers", two_stations, zone="given")
def connection_numbers(talk: Talk) -> str:
    """Frames have the number of a connection; the lines of the connections say whose it is."""
    numbers = {"CP_1": 17, "EVB-P21302000": 18}
    texts = [f"2024-05-01T08:00:00.000Z conn#{number} accepted /ocpp/{station}" for station, number in numbers.items()]
    return "\n".join(
        [
            *texts,
            *(
                f"{e.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} conn#{numbers[e.station]} {e.of_csms('<', '>')} {e.frame}"
                for e in talk
            ),
        ]
    )
