"""The table of boots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec

from ._told import DAY, MOST_WAITING, Key, Told

__all__ = ["Boots"]


class _Boot(msgspec.Struct):
    """A row."""

    station: str | None
    time: int | None
    vendor: str
    model: str
    firmware_version: str | None
    reason: str | None
    answer: str | None = None


class Boots:
    """The boots of one station. A boot is complete with its answer; it waits a day for it."""

    def __init__(self, station: str | None, put: Callable[[Any], None], _key: bytes) -> None:
        self._station, self._put = station, put
        self._waiting: dict[Key, tuple[int, _Boot]] = {}

    def _booted(self, told: Told) -> None:
        data = told.data
        about = getattr(data, "chargingStation", None)
        boot = _Boot(
            self._station,
            told.at or None,  # 0: nobody knows when
            data.chargePointVendor if about is None else about.vendorName,
            data.chargePointModel if about is None else about.model,
            (data if about is None else about).firmwareVersion,
            getattr(data, "reason", None),
        )
        self._give_out(told.key)  # without a line, another one with the same id
        self._waiting[told.key] = told.at, boot
        if len(self._waiting) > MOST_WAITING:
            self._give_out(next(iter(self._waiting)))

    def _answered(self, told: Told) -> None:
        at, boot = self._waiting.get(told.key, (0, None))
        if boot is not None and told.at - at <= DAY:
            boot.answer = told.data if told.kind == "error" else told.data.status
        self._give_out(told.key)

    def _give_out(self, key: Key) -> None:
        _, boot = self._waiting.pop(key, (0, None))
        if boot is not None:
            self._put(boot)

    def pass_time(self, at: int) -> None:
        """Gives out the boots that have waited too long."""
        for key in [key for key, (since, _) in self._waiting.items() if at - since > DAY]:
            self._give_out(key)

    def close(self) -> None:
        """Gives out all boots."""
        for key in list(self._waiting):
            self._give_out(key)

    on: ClassVar[dict[tuple[str, str], Callable[[Boots, Told], None]]] = {
        ("BootNotification", "request"): _booted,
        ("BootNotification", "response"): _answered,
        ("BootNotification", "error"): _answered,
    }
