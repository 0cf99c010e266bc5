"""Text of the loggers of Python, Java, C#, Go, Rust, C++, PHP and others."""

from tests.support.layouts import _noise as noise
from tests.support.layouts._kit import CEST, CET, EST, IST, Event, Talk, layout, lines
from tests.support.layouts._scripts import fleet, home, plain, rough, stream, two, vague

# Python


@lines("python-basic-config", home, noise=noise.PYTHON, unit=None)
def python_basic_config(event: Event) -> str:
    """mobilityhouse/ocpp with logging.basicConfig(level=INFO), at the CSMS."""
    return f"INFO:ocpp:{event.station}: {event.of_csms('receive message', 'send')} {event.frame}"


@lines("python-asctime", rough, noise=noise.PYTHON, zone="inferred")
def python_asctime(event: Event) -> str:
    """The usual format with a comma before the milliseconds, at a station."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} - ocpp - INFO - {event.station}: {event.of_station('receive message', 'send')} {event.frame}"


@lines(
    "python-pytest",
    two,
    noise=("-------------------------------- live log call ---------------------------------", "PASSED [ 33%]"),
    unit=None,
)
def python_pytest(event: Event) -> str:
    """pytest with a log format of file and line."""
    return f"[INFO charge_point.py:{126 if event.to_csms else 317}] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"


@lines("python-root-only-words", rough, unit=None, station=False)
def python_root_only_words(event: Event) -> str:
    """print() of a beginner: a word and the frame."""
    return f"{event.of_csms('Received', 'Sent')}: {event.frame}"


@lines("python-rich-handler", plain, zone="inferred", unit="s")
def python_rich_handler(event: Event) -> str:
    """rich.logging.RichHandler: a column of times and levels, and the place at the right."""
    text = f"{event.station}: {event.of_csms('receive message', 'send')} {event.frame}"
    return f"[{event.stamp('%m/%d/%y %H:%M:%S')}] INFO     {text:<120} charge_point.py:{126 if event.to_csms else 317}"


@lines("loguru", home, noise=noise.PYTHON, zone="inferred")
def loguru(event: Event) -> str:
    """loguru as it comes, at a CSMS east of here."""
    where = "csms.server:on_message:88" if event.to_csms else "csms.server:send:121"
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', IST)} | {'DEBUG':<8} | {where} - {event.station} {event.of_csms('<-', '->')} {event.frame}"


@lines("structlog-console", two, zone="given", unit="us")
def structlog_console(event: Event) -> str:
    """structlog's console renderer with colours; the frame is the repr of a str."""
    name = event.of_csms("message_received", "message_sent")
    return (
        f"\x1b[2m{event.stamp('%Y-%m-%dT%H:%M:%S.%fZ')}\x1b[0m [\x1b[32m\x1b[1minfo     \x1b[0m] \x1b[1m{name:<30}\x1b[0m "
        f"\x1b[36mcharge_point\x1b[0m=\x1b[35m{event.station}\x1b[0m \x1b[36mmessage\x1b[0m=\x1b[35m{event.frame!r}\x1b[0m"
    )


@lines("home-assistant", home, "home-assistant.log", zone="inferred", clock="%Y-%m-%d %H:%M:%S.%3f", place=CEST, noise=(
    "@now WARNING (MainThread) [homeassistant.helpers.entity] Update of sensor.x is taking over 10 seconds",
    "@now DEBUG (MainThread) [custom_components.ocpp] Updating device info charger: {'vendor': [2, 'x']}",
    "@now ERROR (MainThread) [custom_components.ocpp] No value for measurand [2, 'Power.Offered']",
))  # fmt: skip
def home_assistant(event: Event) -> str:
    """Home Assistant with the integration ocpp."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} INFO (MainThread) [ocpp] {event.station}: {event.of_csms('receive message', 'send')} {event.frame}"


@lines("websockets-debug", home, zone="inferred", station=False, clock="%Y-%m-%d %H:%M:%S,%3f", place=CEST, noise=(
    "@now DEBUG websockets.server = connection is OPEN",
    "@now DEBUG websockets.server % sending keepalive ping",
    "@now DEBUG websockets.server > PING 1b 7c f6 5d [binary, 4 bytes]",
    "@now DEBUG websockets.server < PONG 1b 7c f6 5d [binary, 4 bytes]",
))  # fmt: skip
def websockets_debug(event: Event) -> str:
    """The library websockets at the server: `<` is what comes in."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} DEBUG websockets.server {event.of_csms('<', '>')} TEXT {event.frame!r} [{len(event.frame.encode())} bytes]"


@lines("websockets-protocol", two, unit=None, station=False)
def websockets_protocol(event: Event) -> str:
    """Older websockets at a client: bytes of Python."""
    data = repr(event.frame.encode())
    return f"DEBUG:websockets.protocol:client {event.of_station('<', '>')} Frame(fin=True, opcode=<Opcode.TEXT: 1>, data={data}, rsv1=False, rsv2=False, rsv3=False)"


# Java


@lines("steve-log4j2", home, "steve.log", zone="inferred", noise=noise.JAVA)
def steve_log4j2(event: Event) -> str:
    """SteVe 3."""
    return (
        f"[INFO ] {event.stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp1330912871-50) - "
        f"[chargeBoxId={event.station}, sessionId=53a8f814-c569-f924-774a-b05f501c6c24] {event.of_csms('Received', 'Sending')}: {event.frame}"
    )


@lines("steve-tabs", rough, "steve.txt", zone="inferred")
def steve_tabs(event: Event) -> str:
    """SteVe, pasted from a spreadsheet: tabs between the words of the prefix, and after the frame."""
    prefix = (
        f"[INFO] {event.stamp('%Y-%m-%d %H:%M:%S,%3f', CEST)} de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp1330912871-32) - "
        f"[chargeBoxId={event.station}, sessionId=d7264f05-8702-7782-201c-dc45c2ff95fe] {event.of_csms('Received', 'Sending')}: "
    )
    return prefix.replace(" ", "\t") + event.frame + "\t" * 9


@lines("spring-boot", two, zone="given")
def spring_boot(event: Event) -> str:
    """Spring Boot 3 as it comes, with an offset."""
    return (
        f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3f', CEST)}+02:00  INFO 1 --- [csms] [nio-8080-exec-7] c.e.csms.ws.OcppWebSocketHandler         : "
        f"{event.of_csms('Message from', 'Message to')} {event.station}: {event.frame}"
    )


@lines("spring-boot-2", home, zone="inferred", noise=noise.JAVA)
def spring_boot_2(event: Event) -> str:
    """Spring Boot 2: no offset; the session is in brackets."""
    return (
        f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CET)} DEBUG 17 --- [http-nio-8887-exec-3] e.o.w.OcppHandler : "
        f"[{event.station}] {event.of_csms('>>> IN ', '<<< OUT')} {event.frame}"
    )


@lines(
    "chargetime-eu",
    home,
    unit=None,
    station=False,
    noise=("DEBUG eu.chargetime.ocpp.WebSocketTransmitter - On connection open (HTTP status: 101)",),
)
def chargetime_eu(event: Event) -> str:
    """ChargeTimeEU's client with logback's short pattern; its receiver and its transmitter."""
    return f"DEBUG eu.chargetime.ocpp.Communicator - {event.of_station('Received', 'Sending')}: {event.frame}"


@lines("java-util-logging", rough, zone="inferred", unit="s")
def java_util_logging(event: Event) -> str:
    """java.util.logging: two lines a record, the time on the first."""
    return f"{event.stamp('%b %d, %Y %-I:%M:%S %p', EST)} com.example.ocpp.Session log\nINFO: {event.station} {event.of_csms('RX', 'TX')} {event.frame}"


@lines("logback-mdc", fleet, zone="inferred", noise=noise.JAVA)
def logback_mdc(event: Event) -> str:
    """Three stations in one log; the station is in the MDC."""
    return (
        f"{event.stamp('%H:%M:%S.%3f')} [ocpp-ws-3] INFO  o.e.csms.Gateway {{cpId={event.station}, proto=ocpp{event.protocol}}} - "
        f"{event.of_csms('Incoming', 'Outgoing')} {'request' if event.kind == 2 else 'response'}: {event.frame}"
    )


# C#


@lines(
    "dotnet-console",
    home,
    unit=None,
    noise=("info: Microsoft.Hosting.Lifetime[14]\n      Now listening on: http://[::]:8081",),
)
def dotnet_console(event: Event) -> str:
    """Microsoft's console logger: the message is on the second line."""
    return f"info: OCPP.Core.Server.OCPPMiddleware[0]\n      OCPPMiddleware.{event.of_csms('Receive16', 'SendOcpp16Message')} => {event.of_csms('Received', 'Sent')} message from '{event.station}': {event.frame}"


@lines("ocpp-core-file", rough, zone="inferred")
def ocpp_core_file(event: Event) -> str:
    """Karambolo's file logger under OCPP.Core."""
    text = (
        f"OCPPMiddleware.Receive16 => {event.station} / Msg: {event.frame}"
        if event.to_csms
        else f"OCPPMiddleware.OCPP16 => SendOcppMessage: {event.station} / Msg: {event.frame}"
    )
    return f"trce: OCPP.Core.Server.OCPPMiddleware[0] @ {event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)}\n      {text}"


@lines("serilog-text", two, zone="given")
def serilog_text(event: Event) -> str:
    """Serilog's file sink."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} +02:00 [INF] {event.of_csms('Received', 'Sending')} OCPP message {event.of_csms('from', 'to')} {event.station}: {event.frame}"


@lines("nlog", home, zone="inferred", unit="ms")
def nlog(event: Event) -> str:
    """NLog with bars and four digits after the second."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)}4|0|TRACE|Csms.Ws.Connection|{event.station}|{event.of_csms('RECV', 'SEND')}|{event.frame}"


# Go


@lines(
    "evcc",
    home,
    clock="%Y/%m/%d %H:%M:%S",
    place=CEST,
    noise=(
        "[site  ] DEBUG @now site power: 5357W",
        "[lp-1  ] DEBUG @now charge currents: [2, 13.3, 13.3]A",
        "[ocpp  ] DEBUG @now charge point connected: CP_1",
    ),
    zone="inferred",
    unit="s",
)
def evcc(event: Event) -> str:
    """evcc."""
    return f"[ocpp  ] TRACE {event.stamp('%Y/%m/%d %H:%M:%S', CEST)} {event.of_csms('recv', 'send')} {event.station}: {event.frame}"


@lines("evcc-journal", rough, zone="inferred", unit="s")
def evcc_journal(event: Event) -> str:
    """evcc of 2023 under journald of a German."""
    words = event.of_csms("received JSON message from", "sent JSON message to")
    return f"Mai 01 10:00:{event.at.second:02d} pvm evcc[25224]: [ocpp  ] TRACE {event.stamp('%Y/%m/%d %H:%M:%S', CEST)} {words} {event.station}: {event.frame}"


@lines(
    "logrus-text",
    home,
    zone="given",
    unit="s",
    clock="%Y-%m-%dT%H:%M:%S",
    place=CEST,
    noise=('time="@now+02:00" level=info msg="stored values [2, 3]" component=db',),
)
def logrus_text(event: Event) -> str:
    """logrus: the frame is quoted as Go quotes."""
    text = f"{event.of_csms('received JSON message from', 'sent JSON message to')} {event.station}: {event.frame}"
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'time="{event.stamp("%Y-%m-%dT%H:%M:%S", CEST)}+02:00" level=debug msg="{quoted}" logger=ocppj'


@lines("slog-text", two, zone="given")
def slog_text(event: Event) -> str:
    """Go's slog: key and value."""
    quoted = event.frame.replace("\\", "\\\\").replace('"', '\\"')
    return f'time={event.stamp("%Y-%m-%dT%H:%M:%S.%3fZ")} level=DEBUG source=ws.go:142 msg="ws message" dir={event.of_csms("in", "out")} cp={event.station} data="{quoted}"'


@lines("zap-console", stream, zone="given")
def zap_console(event: Event) -> str:
    """zap's development encoder: tabs, then the fields as JSON."""
    quoted = event.frame.replace("\\", "\\\\").replace('"', '\\"')
    return f'{event.stamp("%Y-%m-%dT%H:%M:%S.%3f", CEST)}+0200\tDEBUG\tcsms/conn.go:88\t{event.of_csms("read", "write")} message\t{{"chargeStation": "{event.station}", "raw": "{quoted}"}}'


@lines("maeve-text", home, zone="given", unit="s")
def maeve_text(event: Event) -> str:
    """Go's log package before a gateway of MQTT: the topic says where it goes."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%SZ')} INFO mqtt topic=cs/{event.of_csms('in', 'out')}/ocpp{event.protocol}/{event.station} payload={event.frame}"


# Rust, C++, PHP, Ruby, Elixir, Erlang


@lines("rust-tracing", stream, zone="given", unit="us")
def rust_tracing(event: Event) -> str:
    """tracing with colours and a span."""
    return (
        f'\x1b[2m{event.stamp("%Y-%m-%dT%H:%M:%S.%fZ")}\x1b[0m \x1b[34mDEBUG\x1b[0m \x1b[1mconnection\x1b[0m\x1b[1m{{\x1b[0m\x1b[3mid\x1b[0m\x1b[2m=\x1b[0m"{event.station}"\x1b[1m}}\x1b[0m'
        f"\x1b[2m:\x1b[0m \x1b[2mrust_csms::ws\x1b[0m\x1b[2m:\x1b[0m {event.of_csms('Received', 'Sent')} text frame: {event.frame}"
    )


@lines("env-logger", rough, zone="given", unit="s", station=False)
def env_logger(event: Event) -> str:
    """env_logger at a station."""
    return f"[{event.stamp('%Y-%m-%dT%H:%M:%SZ')} DEBUG charger::ocpp] {event.of_station('<-', '->')} {event.frame}"


@lines(
    "everest-console",
    two,
    zone="inferred",
    unit="us",
    station=False,
    clock="%Y-%m-%d %H:%M:%S.%f",
    noise=(
        "@now [INFO] evse_manager_1:  :: \U0001f300\U0001f300 Ready to start charging \U0001f300\U0001f300",
        "@now [WARN] ocpp:OCPP201    void ocpp::v201::f(int) :: no value [2, 3]",
    ),
)
def everest_console(event: Event) -> str:
    """EVerest's console."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%f')} [DEBG] ocpp:OCPP201     :: {event.of_station('Received', 'Sending')} message: {event.frame}"


@lines("open-ocpp", home, zone="inferred", station=False)
def open_ocpp(event: Event) -> str:
    """open-ocpp at a station."""
    return f"[  COM  ] - [{event.stamp('%Y-%m-%d_%H:%M:%S.%3f', CEST)}] - {'RpcBase.cpp:251' if event.to_csms else 'RpcBase.cpp:310'} - {event.of_station('RX', 'TX')} : {event.frame}"


@lines("monolog", home, zone="given", unit="us")
def monolog(event: Event) -> str:
    """PHP's Monolog: the frame is followed by context and extra, which are arrays."""
    return f'[{event.stamp("%Y-%m-%dT%H:%M:%S.%f", CEST)}+02:00] ocpp.DEBUG: {event.of_csms("Incoming", "Outgoing")} message {event.frame} {{"station":"{event.station}","ids":[2,3]}} []'


@lines("laravel", rough, zone="inferred", unit="s")
def laravel(event: Event) -> str:
    """Laravel's daily log."""
    return f"[{event.stamp('%Y-%m-%d %H:%M:%S', CEST)}] production.INFO: OCPP {event.of_csms('<==', '==>')} {event.station} {event.frame}  "


@lines("ruby-logger", two, zone="inferred", unit="us")
def ruby_logger(event: Event) -> str:
    """Ruby's Logger."""
    return f"D, [{event.stamp('%Y-%m-%dT%H:%M:%S.%f', CEST)} #4242] DEBUG -- {event.station}: {event.of_csms('Got', 'Sent')} {event.frame}"


@lines("elixir-logger", home, zone="inferred")
def elixir_logger(event: Event) -> str:
    """Elixir's Logger with metadata."""
    return f"{event.stamp('%H:%M:%S.%3f')} pid=<0.412.0> charger={event.station} [debug] {event.of_csms('inbound', 'outbound')}: {event.frame}"


@lines("erlang-lager", rough, zone="inferred")
def erlang_lager(event: Event) -> str:
    """Erlang's lager: the frame is a binary, printed as text."""
    return f'{event.stamp("%Y-%m-%d %H:%M:%S.%3f", CEST)} [debug] <0.733.0>@ocpp_ws:websocket_handle:91 [{event.station}] {event.of_csms("recv", "send")} <<"{event.frame}">>'


# Node


@lines(
    "winston-printf",
    home,
    zone="inferred",
    unit="s",
    station=False,
    clock="%Y-%m-%d %H:%M:%S",
    place=CEST,
    noise=(
        "@now \x1b[32minfo\x1b[39m: Connecting... | {\n  endpoint: 'ws://127.0.0.1:9000',\n  versions: [ 2, 3 ],\n}",
    ),
)
def winston_printf(event: Event) -> str:
    """winston with colours; a simulator of stations."""
    words = (
        "Receive message ⬅️ " if not event.to_csms else "Sending message ➡️ " if event.kind == 2 else "Responding with ➡️ "
    )
    return f"{event.stamp('%Y-%m-%d %H:%M:%S', CEST)} \x1b[32minfo\x1b[39m: {words} {event.frame} "


@lines("debug-module", two, zone="given")
def debug_module(event: Event) -> str:
    """Node's module debug, not on a terminal."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} csms:ws:{event.station} {event.of_csms('←', '→')} {event.frame}"


@lines("debug-module-colours", rough, unit=None)
def debug_module_colours(event: Event) -> str:
    """Node's module debug on a terminal: colours, and how long since the line before."""
    return f"  \x1b[38;5;27;1mocpp:rpc \x1b[0m{event.station} {event.of_csms('recv', 'send')} {event.frame} \x1b[38;5;27m+{event.at.second}ms\x1b[0m"


@lines("iobroker", home, zone="inferred")
def iobroker(event: Event) -> str:
    """ioBroker's adapter."""
    return f'ocpp.0\n{event.stamp("%Y-%m-%d %H:%M:%S.%3f", CEST)}\tdebug\t{event.of_csms("Received from", "Sent to")} "{event.station}": {event.frame}'


@lines("simulator-of-sap", two, zone="given")
def simulator_of_sap(event: Event) -> str:
    """A simulator in TypeScript: the station is a prefix with a bar."""
    words = event.of_station("<< Received", ">> Sent") + (
        " request" if event.kind == 2 else " response" if event.kind == 3 else " error"
    )
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} debug: {event.station} | OCPP {words} payload: {event.frame}"


@layout("python-vague-start", vague, unit=None)
def python_vague_start(talk: Talk) -> str:
    """Nothing tells before the Heartbeat whether the CSMS or a station has written it: here a station."""
    return "\n".join(
        f"DEBUG:ocpp:{event.station}: {event.of_station('receive message', 'send')} {event.frame}" for event in talk
    )


@lines("csms-vague-start", vague, zone="inferred", unit="s", station=False)
def csms_vague_start(event: Event) -> str:
    """The same, written by a CSMS, with other words."""
    return f"{event.stamp('%d.%m.%Y %H:%M:%S', CEST)} {event.of_csms('IN ', 'OUT')} {event.frame}"
