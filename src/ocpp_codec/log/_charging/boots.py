"""The boots of a station."""

from __future__ import annotations

from ..._core.structure import CallError
from .._said import Said, number, part, text
from .records import Boot

__all__ = ["answer_boot", "boot_of"]


def boot_of(said: Said) -> Boot:
    """What a BootNotification says, of OCPP 1.6 or of 2.x."""
    data = said.payload
    station = part(data, "chargingStation")
    return Boot(
        station=said.turn.entry.station,
        place=said.place,
        at=said.at,
        vendor=text(data, "chargePointVendor") or text(station, "vendorName"),
        model=text(data, "chargePointModel") or text(station, "model"),
        serial=text(data, "chargePointSerialNumber")
        or text(data, "chargeBoxSerialNumber")
        or text(station, "serialNumber"),
        firmware=text(data, "firmwareVersion") or text(station, "firmwareVersion"),
        reason=text(data, "reason"),
    )


def answer_boot(boot: Boot, said: Said) -> None:
    """The answer of the CSMS."""
    message = said.turn.examination.message
    boot.answer = str(message.errorCode) if isinstance(message, CallError) else text(said.payload, "status")
    boot.interval = number(said.payload, "interval")
