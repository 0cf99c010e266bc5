"""A WebSocket proxy between stations and a CSMS: it changes nothing, and logs all that is wrong with what they say."""

import asyncio
import logging
import sys
from contextlib import suppress

from websockets import ConnectionClosed, Request, ServerConnection, Subprotocol, connect, serve
from websockets.asyncio.connection import Connection

from ocpp_codec import Codec, OcppJsonProtocol, Pairing
from ocpp_codec.tolerance import FIELD

LOG = logging.getLogger("proxy")
SENT: dict[int | None, int] = {1005: 1000, 1006: 1001}  # instead of codes that only say why none has come


async def carry(path: str, calls: Pairing, sender: str, source: Connection, target: Connection) -> None:
    """Carries every frame from one side to the other, and in the end the close."""
    with suppress(ConnectionClosed):
        async for frame in source:
            seen = calls.feed(frame, sender, asyncio.get_running_loop().time())
            for finding in seen.findings:
                LOG.info("%r %s: %s at %r: %s", path, sender, finding.severity, finding.path, finding.message)
            for call in seen.given_up:
                LOG.info("%r unanswered: %r", path, call)
            await target.send(frame)
    await target.close(SENT.get(source.close_code, source.close_code or 1000), source.close_reason or "")


async def main(url: str, port: int) -> None:
    """Stands between the CSMS at that address and the stations that come to that port."""
    lines: dict[ServerConnection, Connection] = {}

    async def dial(station: ServerConnection, request: Request) -> None:  # before the station is answered
        offered = ",".join(request.headers.get_all("Sec-WebSocket-Protocol")).replace(" ", "").split(",")
        known = [Subprotocol(each) for each in offered if each in set(OcppJsonProtocol)]
        headers = [("Authorization", each) for each in request.headers.get_all("Authorization")]
        address = f"{url}/{request.path[1:]}"
        lines[station] = await connect(address, subprotocols=known, additional_headers=headers, max_size=None)
        if task := asyncio.current_task():  # it serves the station; however it ends, so does the line
            task.add_done_callback(lambda _: lines.pop(station).transport.abort())

    async def relay(station: ServerConnection) -> None:
        csms, path = lines[station], station.request.path if station.request else ""
        calls = Pairing(Codec(csms.subprotocol or "", tolerate=FIELD))
        await asyncio.gather(carry(path, calls, "station", station, csms), carry(path, calls, "csms", csms, station))
        for call in calls.close():
            LOG.info("%r unanswered: %r", path, call)

    server = await serve(
        relay, None, port, process_request=dial, select_subprotocol=lambda it, _: lines[it].subprotocol, max_size=None
    )
    await server.serve_forever()


if __name__ == "__main__":  # python examples/proxy.py ws://csms.example:8080/ocpp 9000
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
