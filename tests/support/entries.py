"""Entries of a log, written down as a talk: who says what, and when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from ocpp_codec import OcppJsonProtocol
from ocpp_codec.log import Direction, Entry

BEGIN = datetime(2026, 5, 17, 9, 0, tzinfo=UTC)
STATION, CSMS = Direction.TO_CSMS, Direction.TO_STATION  # who speaks
OTHER = {STATION: CSMS, CSMS: STATION}


def moment(at: float) -> str:
    """A time of the talk, as a payload has it."""
    return (BEGIN + timedelta(seconds=at)).isoformat().replace("+00:00", "Z")


class Script:
    """A log. Each method adds an entry, one line further; `at` is in seconds, and stays if it is not given."""

    def __init__(
        self, protocol: str = "ocpp1.6", *, station: str | None = None, has_times: bool = True, zone: str = "given"
    ) -> None:
        self.protocol = OcppJsonProtocol.of(protocol)
        self.station = station
        self.zone = zone if has_times else None
        self.at = 0.0 if has_times else None
        self.entries: list[Entry] = []
        self._asked: tuple[Direction | None, str] = (STATION, "")
        self._opens = False

    def open(self) -> Script:
        """The next entry is the first of a connection."""
        self._opens = True
        return self

    def frame(self, frame: str, direction: Direction | None, at: float | None = None, **parts: Any) -> Script:
        """Any frame."""
        if at is not None:
            self.at = at
        time = None if self.at is None else BEGIN + timedelta(seconds=self.at)
        known = {"station": self.station, "protocol": self.protocol, "opened": self._opens, "zone": self.zone, **parts}
        line = len(self.entries) + 1
        self.entries.append(
            Entry(frame=frame, file="a.log", line=line, time=time, direction=direction, layout="bare", **known)
        )
        self._opens = False
        return self

    def call(
        self,
        action: str,
        payload: Mapping[str, Any] = {},
        *,
        by: Direction | None = STATION,
        at: float | None = None,
        unique_id: str | None = None,
        **parts: Any,
    ) -> Script:
        """A call. Its answer is the next `result` or `error`."""
        unique_id = f"m{len(self.entries) + 1}" if unique_id is None else unique_id
        self._asked = by, unique_id
        return self.frame(json.dumps([2, unique_id, action, payload]), by, at, **parts)

    def result(self, payload: Mapping[str, Any] = {}, *, at: float | None = None, **parts: Any) -> Script:
        """The result of the latest call."""
        by, unique_id = self._asked
        return self.frame(json.dumps([3, unique_id, payload]), OTHER[by] if by else None, at, **parts)

    def error(self, code: str, description: str = "", *, at: float | None = None) -> Script:
        """The error that answers the latest call."""
        by, unique_id = self._asked
        return self.frame(json.dumps([4, unique_id, code, description, {}]), OTHER[by] if by else None, at)

    def boot(self, at: float | None = None, status: str = "Accepted", interval: int = 0) -> Script:
        """A BootNotification and its result."""
        if self.protocol is OcppJsonProtocol.v16:
            request: dict[str, Any] = {"chargePointModel": "M", "chargePointVendor": "V"}
        else:
            request = {"reason": "PowerUp", "chargingStation": {"model": "M", "vendorName": "V"}}
        self.call("BootNotification", request, at=at)
        return self.result({"status": status, "currentTime": moment(self.at or 0.0), "interval": interval})

    def heartbeat(self, at: float | None = None, ahead: float = 0.0) -> Script:
        """A Heartbeat and its result. `ahead`: seconds that the clock of the CSMS is ahead."""
        self.call("Heartbeat", at=at)
        return self.result({"currentTime": moment((self.at or 0.0) + ahead)})
