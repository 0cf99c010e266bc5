"""Words of direction, from both views, and words that say nothing."""

from tests.support.layouts._kit import CEST, Event, Talk, layout, lines
from tests.support.layouts._scripts import home, plain, rough, transfers, two, vague

TIME = "%Y-%m-%d %H:%M:%S.%3f"

#: Name, who has written it, the word for what comes in, the word for what goes out.
WORDS = (
    ("sent-received", "csms", "received", "sent"),
    ("sent-received", "station", "received", "sent"),
    ("send-recv", "csms", "recv", "send"),
    ("sending-receiving", "station", "Receiving:", "Sending:"),
    ("arrows-ascii", "csms", "<<<", ">>>"),
    ("arrows-ascii", "station", "<<<", ">>>"),
    ("arrows-ascii-of-csms-turned", "csms", ">>>", "<<<"),
    ("arrows-unicode", "station", "←", "→"),
    ("arrows-double", "csms", "<==", "==>"),
    ("arrows-of-colour", "station", "⬅️", "➡️"),
    ("rx-tx", "csms", "RX", "TX"),
    ("rx-tx", "station", "Rx:", "Tx:"),
    ("in-out", "csms", "IN", "OUT"),
    ("in-out", "station", "[in]", "[out]"),
    ("inbound-outbound", "csms", "inbound", "outbound"),
    ("incoming-outgoing", "station", "Incoming message", "Outgoing message"),
    ("letters", "station", "R:", "S:"),
    ("letters", "csms", "I", "O"),
    ("read-write", "csms", "ws.read", "ws.write"),
    ("got-put", "station", "onMessage", "sendMessage"),
    ("on-text", "csms", "onTextMessage", "sendText"),
    ("request-in-words", "csms", "Request received", "Response sent"),
    ("downlink-uplink", "station", "downlink", "uplink"),
    ("downlink-uplink", "csms", "uplink", "downlink"),
    ("handled-pushed", "csms", "Handling", "Pushing"),
)


def register(name: str, view: str, received: str, sent: str) -> None:
    talk = {"csms": vague, "station": home}[view] if len(name) % 2 else {"csms": home, "station": vague}[view]

    @lines(f"words-{name}-{view}", talk, zone="inferred")
    def write(event: Event) -> str:
        """A plain logger with these words."""
        word = event.of_csms(received, sent) if view == "csms" else event.of_station(received, sent)
        return f"{event.stamp(TIME, CEST)} DEBUG [{event.station}] {word} {event.frame}"


for words in WORDS:
    register(*words)


#: Name, version of the words, those of what the station sends, those of what the CSMS sends. No action tells.
ENDS = (
    ("cp-cs", "CP->CS", "CS->CP"),
    ("cs-csms", "CS → CSMS", "CSMS → CS"),
    ("central-system", "Charge Point -> Central System", "Central System -> Charge Point"),
    ("evse-backend", "EVSE=>Backend", "Backend=>EVSE"),
    ("charger-server", "charger to server", "server to charger"),
    ("station-csms", "ChargingStation>CSMS", "CSMS>ChargingStation"),
    ("from-words", "from charge point", "to charge point"),
    ("from-csms", "to CSMS", "from CSMS"),
    ("from-id", "from CP_1", "to CP_1"),
    ("client-server", "client->server", "server->client"),
    ("constants", "CS_TO_CSMS", "CSMS_TO_CS"),
    ("by-charge-point", "sent by charge point", "sent by central system"),
    ("sender", "sender=CP", "sender=CSMS"),
    ("tuple", "(CP, CSMS)", "(CSMS, CP)"),
)


def register_ends(name: str, up: str, down: str) -> None:
    @lines(f"ends-{name}", transfers, station=name == "from-id")
    def write(event: Event) -> str:
        """Words that name the ends, in a log where no action tells."""
        return f"{event.stamp(TIME, CEST)}+02:00 INFO ocpp {up if event.to_csms else down}: {event.frame}"


for ends in ENDS:
    register_ends(*ends)


@lines("words-nothing-request-response", plain, zone="inferred", station=False)
def words_nothing(event: Event) -> str:
    """Request and response say nothing of the direction; the actions do."""
    return f"{event.stamp(TIME)} {'Request' if event.kind == 2 else 'Response'}: {event.frame}"


@lines("words-nothing-transfers", transfers, unit=None, station=False, direction=lambda event: False)
def words_nothing_transfers(event: Event) -> str:
    """Nothing tells at all."""
    return f"{'REQ' if event.kind == 2 else 'CONF'} {event.frame}"


@lines("words-only-of-calls", home, zone="inferred")
def words_only_of_calls(event: Event) -> str:
    """The direction stands with calls alone; an answer goes against its call."""
    if event.kind == 2:
        return f"{event.stamp(TIME)} {event.station} {event.of_csms('received call', 'sent call')} {event.frame}"
    return f"{event.stamp(TIME)} {event.station} answered with {event.frame}"


@lines("words-in-frames", two, zone="inferred")
def words_in_frames(event: Event) -> str:
    """The word comes after the frame."""
    return (
        f"{event.stamp(TIME)} DEBUG {event.frame} {event.of_station('received from', 'sent to')} CSMS [{event.station}]"
    )


@lines("words-line-before", rough, zone="inferred")
def words_line_before(event: Event) -> str:
    """The word stands on the line before the frame, which stands alone."""
    return f"{event.stamp(TIME)} [{event.station}] WebSocket {event.of_station('message received', 'message sent')}, {len(event.frame)} bytes:\n{event.frame}"


@layout("test-tool-csms", transfers, "TC_064.log", zone="assumed", behind=CEST.utcoffset(None))
def test_tool_csms(talk: Talk) -> str:
    """A test tool whose header says that it plays the CSMS."""
    head = "OCPP Compliance Test Tool 1.4.2\nTest case: TC_064_CSMS\nSystem under test: Charge Point\nTool role: Central System\nChargePointId: CP_1\n\n"
    return (
        head
        + "\n".join(
            f"{e.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} - {e.of_csms('RECEIVED', 'SENT')} - {e.frame}" for e in talk
        )
        + "\n\nVerdict: PASS\n"
    )


@layout("test-tool-station", transfers, "TC_B_01.log", zone="given")
def test_tool_station(talk: Talk) -> str:
    """A test tool that tests a CSMS."""
    head = "# OCTT\n# Testing: CSMS\n# Simulated: Charging Station CP_1\n# Protocol: OCPP 1.6J\n"
    return head + "\n".join(
        f"{e.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {e.of_station('RECEIVED', 'SENT')}: {e.frame}" for e in talk
    )


@layout("simulator-banner", transfers, unit=None)
def simulator_banner(talk: Talk) -> str:
    """A simulator of a station: it says to whom it connects."""
    return (
        "Charge point simulator v2\nConnecting to ws://csms.example.com:9000/ocpp/CP_1 as client...\nConnected.\n"
        + "\n".join(f"{e.of_station('<', '>')} {e.frame}" for e in talk)
    )
