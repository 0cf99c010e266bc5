"""The clocks of the station, of the CSMS and of the log."""

from __future__ import annotations

from typing import ClassVar

from ..._core.record import Sender
from .._said import Place, Said, moment, objects
from ._kinds import Kind
from ._notes import lasting
from ._watcher import CSMS, STATION, Add, Handlers, Watcher

__all__ = ["Clocks"]

_TOLERANCE = 30.0  # seconds
_MAX_SAMPLES = 100
_FEWEST = 3  # samples of a station: a message may have waited for a connection
_UNSET = 1262304000.0  # 2010-01-01: a clock, or a log without dates, that shows less is not set
_PART = 0.9  # of the samples lies below the one that counts: a few may be wrong
_QUARTER = 900.0
_HALF_MINUTE = 30.0


class _Clock:
    """How far the times of one side are ahead of the log's."""

    def __init__(self) -> None:
        self.ahead: list[float] = []
        self.place: Place | None = None

    def add(self, time: float, at: float, place: Place) -> None:
        if len(self.ahead) < _MAX_SAMPLES:
            self.ahead.append(time - at)
            self.place = self.place or place

    def lead(self, fewest: int) -> float | None:
        """How far the clock is ahead. A message that has waited makes it look slow, so the highest samples count.

        Of fewer samples only what no waiting explains: that all are ahead of the log.
        """
        if len(self.ahead) >= fewest:
            return sorted(self.ahead)[round(_PART * (len(self.ahead) - 1))]
        least = min(self.ahead, default=0.0)
        return least if least > _TOLERANCE else None


class Clocks(Watcher):
    """Compares the times that the station and the CSMS send, with each other and with those of the log."""

    def __init__(self, add: Add) -> None:
        super().__init__(add)
        self._station, self._csms = _Clock(), _Clock()
        self._is_zone_given = True

    def _station_says(self, said: Said) -> None:
        data = said.payload
        times = [moment(each, "timestamp") for each in objects(data, "meterValue")] or [moment(data, "timestamp")]
        time = times[-1]
        if time is None or data.get("offline") is True:
            return
        if time < _UNSET:
            template = "the station sent times before 2010: its clock is not set ({times})."
            self.add(Kind.CLOCK_UNSET, template, said.place, side=STATION)
        elif said.at is not None and said.at >= _UNSET:
            self._take(self._station, time, said)

    def _csms_says(self, said: Said) -> None:
        time = moment(said.payload, "currentTime")
        if time is not None and said.at is not None and said.at >= _UNSET:
            self._take(self._csms, time, said)

    def _take(self, clock: _Clock, time: float, said: Said) -> None:
        clock.add(time, said.at or 0.0, said.place)
        self._is_zone_given &= said.turn.entry.zone == "given"

    def finish(self, add: Add, end: float | None) -> None:  # noqa: ARG002 (as for all watchers)
        """Which clocks differ."""
        station, csms = self._station.lead(_FEWEST), self._csms.lead(1)
        if station is not None and csms is not None and abs(station - csms) > _TOLERANCE:
            self._tell(add, "the station", "the CSMS", station - csms, self._off(station, csms), self._station.place)
        elif not self._is_zone_given:
            return
        elif station is not None and csms is not None:
            if abs(csms) > _TOLERANCE:  # both agree
                self._tell(add, "the station and the CSMS", "the log", csms, None, self._csms.place)
        elif station is not None and abs(station) > _TOLERANCE:
            self._tell(add, "the station", "the log", station, STATION, self._station.place)
        elif csms is not None and abs(csms) > _TOLERANCE:
            self._tell(add, "the CSMS", "the log", csms, CSMS, self._csms.place)

    def _off(self, station: float, csms: float) -> Sender:
        """Whose clock is off: not that of the side that agrees with the log."""
        is_csms = self._is_zone_given and abs(station) <= _TOLERANCE < abs(csms)
        return CSMS if is_csms else STATION

    @staticmethod
    def _tell(add: Add, one: str, other: str, ahead: float, side: Sender | None, place: Place | None) -> None:
        off = abs(ahead)
        is_zone = off > _QUARTER - _HALF_MINUTE and abs(off - _QUARTER * round(off / _QUARTER)) < _HALF_MINUTE
        parts = {
            "one": one,
            "other": other,
            "off": lasting(off),
            "way": "ahead of" if ahead > 0 else "behind",
            "hint": "; perhaps a local time was taken for UTC" if is_zone else "",
        }
        template = "the clock of {one} is {off} {way} that of {other}{hint}."
        if place is not None:
            add(Kind.CLOCK_OFF, template, place, side=side, parts=parts)

    on_call: ClassVar[Handlers] = dict.fromkeys(
        ("StatusNotification", "StartTransaction", "StopTransaction", "MeterValues", "TransactionEvent"), _station_says
    )
    on_result: ClassVar[Handlers] = dict.fromkeys(("BootNotification", "Heartbeat"), _csms_says)
