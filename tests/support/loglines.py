"""Lines of logs, and what is read out of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ocpp_codec import log
from ocpp_codec.log import Direction, Entry

TO_CSMS, TO_STATION = Direction.TO_CSMS, Direction.TO_STATION

# Calls that one side alone sends, and one that both do.
HEARTBEAT = '[2,"h","Heartbeat",{}]'
BOOT_16 = '[2,"b","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]'
BOOT_201 = '[2,"b","BootNotification",{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V"}}]'
RESET = '[2,"r","Reset",{"type":"Soft"}]'
DATA = '[2,"d","DataTransfer",{"vendorId":"V"}]'


def current(time: str, unique_id: str = "h") -> str:
    """The answer of a CSMS to a Heartbeat."""
    return f'[3,"{unique_id}",{{"currentTime":"{time}"}}]'


def status(timestamp: str, unique_id: str = "s") -> str:
    """A call of a station with a date-time of its own."""
    return (
        f'[2,"{unique_id}","StatusNotification",{{"connectorId":1,"errorCode":"NoError","status":"Available",'
        f'"timestamp":"{timestamp}"}}]'
    )


def entries(*lines: str, **settings: Any) -> list[Entry]:
    """What is read out of lines."""
    return list(log.read(list(lines), **settings))


def ways(*lines: str, **settings: Any) -> list[Direction | None]:
    """The directions of the frames in lines."""
    return [entry.direction for entry in entries(*lines, **settings)]


def times(*lines: str, **settings: Any) -> list[str | None]:
    """The times of the frames in lines, as ISO 8601 has them."""
    return [None if entry.time is None else entry.time.isoformat() for entry in entries(*lines, **settings)]


def frames(read: Iterable[Entry]) -> list[str]:
    """The texts of frames."""
    return [entry.frame for entry in read]
