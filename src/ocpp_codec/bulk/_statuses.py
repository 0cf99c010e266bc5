"""The table of statuses: how long a connector was Available, Charging, Faulted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec

from ._told import MOST_CONNECTORS, SECOND, Told

__all__ = ["Statuses"]

_NO_ERROR = "NoError"


class _Status(msgspec.Struct):
    """A row."""

    station: str | None
    evse_id: int | None
    connector_id: int | None
    status: str
    error_code: str | None
    since: int | None
    until: int | None = None
    seconds: float | None = None


class Statuses:
    """The connectors of one station. A status is complete when another one follows."""

    def __init__(self, station: str | None, put: Callable[[Any], None], _key: bytes) -> None:
        self._station, self._put = station, put
        self._now: dict[tuple[int | None, int | None], _Status] = {}

    def _notified(self, told: Told) -> None:
        data = told.data
        error = getattr(data, "errorCode", None)
        status = data.connectorStatus if error is None else data.status
        where = getattr(data, "evseId", None), data.connectorId
        self._change(where, status, None if error == _NO_ERROR else error, told.at)

    def _monitored(self, told: Told) -> None:
        """The events of the device model of 2.x."""
        for event in told.data.eventData:
            evse = event.component.evse
            if event.variable.name == "AvailabilityState" and evse is not None:
                self._change((evse.id, evse.connectorId), event.actualValue, None, told.at)

    def _change(self, where: tuple[int | None, int | None], status: str, error: str | None, at: int) -> None:
        now = self._now.get(where)
        if now is not None:
            if (now.status, now.error_code) == (status, error):
                return
            now.until = at or None
            if now.since is not None and at >= now.since:  # else a clock ran backwards
                now.seconds = (at - now.since) / SECOND
            self._put(now)
        elif len(self._now) >= MOST_CONNECTORS:  # no station has so many
            return
        self._now[where] = _Status(self._station, *where, status, error, at or None)  # 0: nobody knows when

    def pass_time(self, at: int) -> None:
        """A status has no end by itself."""

    def close(self) -> None:
        """Gives out the last status of each connector."""
        for status in self._now.values():
            self._put(status)
        self._now.clear()

    on: ClassVar[dict[tuple[str, str], Callable[[Statuses, Told], None]]] = {
        ("StatusNotification", "request"): _notified,
        ("NotifyEvent", "request"): _monitored,
    }
