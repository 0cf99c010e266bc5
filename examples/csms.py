"""A CSMS in one file. It speaks 1.6, 2.0.1 and 2.1, and keeps stations and transactions in SQLite.

    python examples/csms.py [--port 9000] [--db csms.db] [--timeout 30] [--log WARNING]

A station connects to ws://127.0.0.1:9000/STATION; more path may stand before its name. An operator calls it like this:

    curl -G http://127.0.0.1:9000/call/STATION/Reset --data-urlencode 'payload={"type": "Soft"}'

The answer is 200 and the payload of the response as JSON; otherwise a text that says what is wrong:
400 the request is not valid in the version of the station    502 the station answers with an error, or not as it should
404 the station is not connected                              503 too many calls wait for it
                                                              504 no answer in time, or the connection has ended

There are no passwords here, and everybody may charge: that is yours to add.
"""

import argparse
import asyncio
import json
import logging
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeAlias

from aiohttp import WSMsgType, web
from link import Link

from ocpp_codec import Codec, Connection, OCPPException, errors, serializer
from ocpp_codec.connection import CallFailed, Ended, QueueFull, TimedOut
from ocpp_codec.structure import Call, CallResult
from ocpp_codec.tolerance import FIELD
from ocpp_codec.v16 import messages as v16
from ocpp_codec.v21 import messages as v21
from ocpp_codec.v201 import messages as v201

TransactionEvent: TypeAlias = v201.TransactionEvent.Request | v21.TransactionEvent.Request

LOG = logging.getLogger("csms")
CODECS = {each: Codec(each, tolerate=FIELD) for each in ("ocpp2.1", "ocpp2.0.1", "ocpp1.6")}  # the best one first
ACCEPTED = {"status": "Accepted"}
TEN_TO_THE = {None: 0, "Wh": 0, "kWh": 3}

#: Responses, as on the wire, to requests that need no thought. Others get `{}`, if that is valid for them.
ANSWERS: dict[str, dict[str, Any]] = {
    "DataTransfer": {"status": "UnknownVendorId"},
    "GetCertificateStatus": {"status": "Failed"},
    "NotifyEVChargingNeeds": {"status": "Rejected"},
    "NotifyEVChargingSchedule": ACCEPTED,
    "OpenPeriodicEventStream": {"status": "Rejected"},
    "PullDynamicScheduleUpdate": {"status": "Rejected"},
    "SignCertificate": {"status": "Rejected"},
}

SCHEMA = """
    PRAGMA journal_mode = WAL;  -- who reads the file does not disturb us
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS stations (id TEXT PRIMARY KEY, protocol TEXT, vendor TEXT, model TEXT, last_seen TEXT);
    CREATE TABLE IF NOT EXISTS transactions (station TEXT, id TEXT, meter_start INTEGER, stopped TEXT,
        meter_stop INTEGER, PRIMARY KEY (station, id));
    -- The transactions of 1.6, whose ids are ours: what each StartTransaction has said, to know it again.
    CREATE TABLE IF NOT EXISTS starts (id INTEGER PRIMARY KEY AUTOINCREMENT, station TEXT, connector INTEGER,
        id_tag TEXT, meter_start INTEGER, timestamp TEXT, UNIQUE (station, connector, id_tag, meter_start, timestamp));
"""


class Store:
    """What is remembered. Every change is in the file at once."""

    def __init__(self, file: str) -> None:
        self.db = sqlite3.connect(file, isolation_level=None)
        self.db.executescript(SCHEMA)

    def connected(self, station: str, protocol: str) -> None:
        """The station is there, and speaks this version."""
        self.db.execute("INSERT OR IGNORE INTO stations (id) VALUES (?)", (station,))
        self.db.execute("UPDATE stations SET protocol = ?, last_seen = ? WHERE id = ?", (protocol, utc(), station))

    def seen(self, station: str) -> None:
        """The station has said something."""
        self.db.execute("UPDATE stations SET last_seen = ? WHERE id = ?", (utc(), station))

    def booted(self, station: str, vendor: str, model: str) -> None:
        """The station has said what it is."""
        self.db.execute("UPDATE stations SET vendor = ?, model = ? WHERE id = ?", (vendor, model, station))

    def start(self, station: str, it: v16.StartTransaction.Request) -> int:
        """The id of a transaction. One that is repeated, since the answer was lost, keeps its id."""
        said = (station, it.connectorId, it.idTag, it.meterStart, utc(it.timestamp))
        names = "station, connector, id_tag, meter_start, timestamp"
        self.db.execute(f"INSERT OR IGNORE INTO starts ({names}) VALUES (?, ?, ?, ?, ?)", said)  # noqa: S608
        number: int = self.db.execute(f"SELECT id FROM starts WHERE ({names}) = (?, ?, ?, ?, ?)", said).fetchone()[0]  # noqa: S608
        self.note(station, str(number), it.meterStart, None, None)
        return number

    def stop(self, station: str, it: v16.StopTransaction.Request) -> None:
        """The end of a transaction. One that is unknown cannot be billed; one that is repeated changes nothing."""
        end = (utc(it.timestamp), it.meterStop, station, str(it.transactionId))
        change = "UPDATE transactions SET stopped = ?, meter_stop = ? WHERE station = ? AND id = ? AND stopped IS NULL"
        if not self.db.execute(change, end).rowcount:
            LOG.warning("%r stops transaction %d, which is not running", station, it.transactionId)

    def note(self, station: str, id_: str, start: float | None, stopped: str | None, stop: float | None) -> None:
        """What is told of a transaction. What is known stays, since messages may be repeated, or come late."""
        self.db.execute(
            "INSERT INTO transactions VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " meter_start = coalesce(meter_start, excluded.meter_start),"
            " stopped = coalesce(stopped, excluded.stopped), meter_stop = coalesce(meter_stop, excluded.meter_stop)",
            (station, id_, start, stopped, stop),
        )


class Csms:
    """All that are connected now."""

    def __init__(self, store: Store, timeout: float) -> None:
        self.store, self.timeout = store, timeout
        self.lines: dict[Link, tuple[str, web.WebSocketResponse]] = {}  # the newest last

    async def serve(self, http: web.Request) -> web.WebSocketResponse:
        """A connection of a station, from its beginning to its end."""
        headers = http.headers.getall("Sec-WebSocket-Protocol", ())
        offered = [each.strip() for header in headers for each in header.split(",")]
        protocol = next((each for each in CODECS if each in offered), None)
        ws = web.WebSocketResponse(protocols=[protocol] if protocol else [], heartbeat=60)
        await ws.prepare(http)
        if protocol is None:  # OCPP-J 1.6, 3.2; Part 4 of 2.x, 3.1.2: the handshake is completed, and the line closed
            await ws.close(code=1002, message=f"offer one of {', '.join(CODECS)}".encode())
            return ws
        name = http.match_info["station"]
        if not name.isprintable():
            raise web.HTTPBadRequest(text="the name of the station is not text")
        connection = Connection(CODECS[protocol], "csms", timeout=self.timeout)
        link = Link(connection, ws.send_str, partial(self.handle, name))
        self.store.connected(name, protocol)
        self.lines[link] = name, ws
        try:
            await link.run(self.frames(name, ws))
        finally:
            del self.lines[link]
        return ws

    async def frames(self, name: str, ws: web.WebSocketResponse) -> AsyncIterator[str | bytes]:
        """What a station says."""
        async for message in ws:
            if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                self.store.seen(name)
                yield message.data

    async def handle(self, name: str, request: Any) -> Any:
        """The response to a request of a station."""
        try:
            match request:
                case v16.StartTransaction.Request():
                    return response(request, idTagInfo=ACCEPTED, transactionId=self.store.start(name, request))
                case v16.StopTransaction.Request():
                    self.store.stop(name, request)
                case v201.TransactionEvent.Request() | v21.TransactionEvent.Request():
                    stopped = utc(request.timestamp) if request.eventType == "Ended" else None
                    start, stop = registers(request)
                    self.store.note(name, request.transactionInfo.transactionId, start, stopped, stop)
                    return response(request, idTokenInfo=ACCEPTED) if request.idToken else response(request)
                case v16.BootNotification.Request():
                    self.store.booted(name, request.chargePointVendor, request.chargePointModel)
                    return response(request, status="Accepted", currentTime=utc(), interval=300)
                case v201.BootNotification.Request() | v21.BootNotification.Request():
                    self.store.booted(name, request.chargingStation.vendorName, request.chargingStation.model)
                    return response(request, status="Accepted", currentTime=utc(), interval=300)
                case v16.Heartbeat.Request() | v201.Heartbeat.Request() | v21.Heartbeat.Request():
                    return response(request, currentTime=utc())
                case v16.Authorize.Request():
                    return response(request, idTagInfo=ACCEPTED)
                case v201.Authorize.Request() | v21.Authorize.Request():
                    return response(request, idTokenInfo=ACCEPTED)
                case v21.NotifyPeriodicEventStream.Request():
                    return None  # it wants no answer
                case _:
                    pass
        except (ArithmeticError, UnicodeError):  # an integer of 100 digits, half a character
            raise errors.PropertyConstraintViolationError("there is a value that cannot be kept") from None
        try:
            return response(request, **ANSWERS.get(request.action_class.__name__, {}))
        except OCPPException:
            raise errors.NotSupportedError("this CSMS has nothing to say to that") from None

    async def call(self, http: web.Request) -> web.Response:
        """A call of the operator."""
        name, action, payload = http.match_info["station"], http.match_info["action"], http.query.get("payload", "{}")
        link = next((link for link, (station, _) in reversed(self.lines.items()) if station == name), None)
        if link is None:
            raise web.HTTPNotFound(text=f"{name} is not connected")
        codec = link.connection.codec
        try:
            message = serializer.parse([2, "0", action, json.loads(payload)], protocol=codec.protocol)
            assert isinstance(message, Call)
            answer = await link.call(message.payload)
        except (OCPPException, ValueError, RecursionError) as error:  # what the operator does wrong
            raise web.HTTPBadRequest(text=str(error)) from None
        except QueueFull as error:
            raise web.HTTPServiceUnavailable(text=str(error)) from None
        except (TimedOut, Ended) as error:
            raise web.HTTPGatewayTimeout(text=str(error)) from None
        except CallFailed as error:
            raise web.HTTPBadGateway(text=str(error)) from None
        written = codec.encode(CallResult("0", answer), check=False)  # unchecked: it may hold what FIELD tolerates
        return web.json_response(json.loads(written)[2])

    async def shut_down(self, _: web.Application) -> None:
        """Says goodbye to all stations, and does not wait long for their answers."""
        goodbyes = [asyncio.create_task(ws.close(code=1001, message=b"I stop")) for _, ws in self.lines.values()]
        if goodbyes:
            await asyncio.wait(goodbyes, timeout=1)


def utc(moment: datetime | None = None) -> str:
    """A time, by default now, as text such as 2026-05-17T09:41:33.125Z."""
    moment = datetime.now(UTC) if moment is None else moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def response(request: Any, **fields: Any) -> Any:
    """The response to a request of any version. `fields`: as on the wire."""
    action = request.action_class
    result: Any = serializer.parse([3, "0", fields], action, protocol=action.protocol)
    return result.payload


def registers(event: TransactionEvent) -> tuple[float | None, float | None]:
    """What the meter of imported energy has shown at the start and at the end, in Wh, as far as the event says it."""
    readings: list[tuple[str, float]] = []
    for sample in (sample for value in event.meterValue or () for sample in value.sampledValue):
        unit, power = (it.unit, it.multiplier or 0) if (it := sample.unitOfMeasure) else (None, 0)
        of_import = sample.measurand in (None, "Energy.Active.Import.Register") and sample.phase is None
        if of_import and unit in TEN_TO_THE:
            wh = round(sample.value * 10.0 ** (TEN_TO_THE[unit] + power), 3)
            readings.append((sample.context or "", wh))
    every = [wh for _, wh in readings]
    at_start = [wh for context, wh in readings if context == "Transaction.Begin"]
    at_end = [wh for context, wh in readings if context == "Transaction.End"]
    start = next(iter(at_start or every * (event.eventType == "Started")), None)
    stop = next(reversed(at_end or every), None) if event.eventType == "Ended" else None
    return start, stop


async def main(port: int, store: Store, timeout: float) -> None:  # noqa: ASYNC109 (of the stations)
    """Serves stations and operators until a signal comes."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    csms, app = Csms(store, timeout), web.Application()
    app.router.add_get("/call/{station}/{action}", csms.call, allow_head=False)
    app.router.add_get("/{prefix:(?:.*/)?}{station}", csms.serve, allow_head=False)
    app.on_shutdown.append(csms.shut_down)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
    print(f"listening on ws://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await stop.wait()
    await runner.cleanup()
    store.db.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A CSMS of OCPP 1.6, 2.0.1 and 2.1.")
    parser.add_argument("--port", type=int, default=9000, help="0 for any that is free")
    parser.add_argument("--db", default="csms.db", help="a file of SQLite; it is made if it is not there")
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds that a station may take for an answer")
    parser.add_argument("--log", default="WARNING", choices=["DEBUG", "INFO", "WARNING", "ERROR"])
    given = parser.parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s", level=given.log)
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a traceback for each who speaks no HTTP
    try:
        asyncio.run(main(given.port, Store(given.db), given.timeout))
    except (OSError, OverflowError, sqlite3.Error) as problem:
        sys.exit(f"csms.py: {problem}")
