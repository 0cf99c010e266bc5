"""What a log tells of charging: sessions, states of connectors, boots, settings."""

from __future__ import annotations

from array import array
from typing import Any, TypeAlias

import msgspec

from ..._core.compat import OcppJsonProtocol
from .._said import Place
from .thinning import thinned

__all__ = ["REGISTER", "Boot", "Series", "SeriesKey", "Session", "Setting", "State"]

_MOST_POINTS = 4_000


class SeriesKey(msgspec.Struct, frozen=True):
    """What tells one series of values from another: "Power.Active.Import", "L1-N", "Outlet", "W".

    Attributes:
        measurand: With the default of the specification, Energy.Active.Import.Register, filled in.
        phase: None for all phases together.
        location: With the default of the specification, Outlet, filled in.
        unit: The base unit: W, Wh, var, varh, VA, A, V, Percent, Celsius, Hz, RPM; another one as it came.
    """

    measurand: str
    phase: str | None
    location: str
    unit: str


#: The register that counts the energy of a car.
REGISTER = SeriesKey("Energy.Active.Import.Register", None, "Outlet", "Wh")


class Series(msgspec.Struct):
    """The values of one series in the order of the log.

    Of very many values, it has the lowest and the highest of each stretch; all stretches are equally long.

    Attributes:
        times: Seconds since 1970: when the station has measured, or else when it was logged.
        values: In the base unit.
        count: How many there were.
        stretch: How many values are two points.
    """

    times: Any = msgspec.field(default_factory=lambda: array("d"))
    values: Any = msgspec.field(default_factory=lambda: array("d"))
    count: int = 0
    stretch: int = 2

    def add(self, time: float, value: float) -> int:
        """Takes the next value; says how many points more it has now, or fewer."""
        before, place = len(self.times), self.count % self.stretch
        if place == 0 and before >= _MOST_POINTS:
            self._thin()
            place = self.count % self.stretch
        self.times.append(time)
        self.values.append(value)
        self.count += 1
        if place >= 2:
            self._drop_one_of_three()
        return len(self.times) - before

    def _drop_one_of_three(self) -> None:
        """The last stretch has three points: takes out the one between the lowest and the highest."""
        last = range(len(self.values) - 3, len(self.values))
        between = sorted(last, key=lambda number: self.values[number])[1]
        del self.times[between], self.values[between]

    def _thin(self) -> None:
        """Has half of the points, of stretches that are twice as long."""
        self.stretch *= 2
        points = thinned([*zip(self.times, self.values, strict=True)], _MOST_POINTS // 2)
        self.times, self.values = array("d", [at for at, _ in points]), array("d", [each for _, each in points])


#: Seconds since 1970, and a value.
Reading: TypeAlias = tuple[float, float]


class Session(msgspec.Struct, kw_only=True):
    """A transaction, or the values of a connector outside of transactions.

    Times are seconds since 1970; the clock of the station, or that of the log if the station does not say.

    Attributes:
        number: From 0, in the order in which the sessions begin.
        station: The id of the station; None if the log does not have it.
        protocol: The version.
        first: The place of its first message.
        last: That of its last one.
        transaction: Its id; None while it is unknown, and outside of transactions.
        is_transaction: Whether it is one.
        connector: "connector 1", "EVSE 1, connector 2"; "" if unknown.
        card: The id of the card as the log has it; "" if unknown.
        started: When; None if the log does not have the start.
        stopped: When; None if the log does not have the end.
        reason: Why it stopped; "" if the station does not say.
        is_refused: Whether the CSMS refused it.
        meter_start: Wh, as OCPP 1.6 tells it.
        meter_stop: Wh, as OCPP 1.6 tells it.
        register: The earliest and the latest value of the energy register among its meter values: time, Wh.
        messages: How many messages belong to it.
        pause: The longest time in seconds between two of its messages; None if there are fewer than two.
        touched: When the last of its messages was logged.
        series: The values.
    """

    number: int
    station: str | None
    protocol: OcppJsonProtocol | None
    first: Place
    last: Place
    transaction: str | None = None
    is_transaction: bool = True
    connector: str = ""
    card: str = ""
    started: float | None = None
    stopped: float | None = None
    reason: str = ""
    is_refused: bool = False
    meter_start: float | None = None
    meter_stop: float | None = None
    register: tuple[Reading, Reading] | None = None
    messages: int = 0
    pause: float | None = None
    touched: float | None = None
    series: dict[SeriesKey, Series] = {}

    @property
    def energy(self) -> float | None:
        """Wh: what the meter says at start and end; where one of them is missing, what the energy register says."""
        if self.meter_start is not None and self.meter_stop is not None:
            return self.meter_stop - self.meter_start
        if self.register is None or not self.is_transaction:
            return None
        (_, first), (_, last) = self.register
        if self.meter_start is not None and self.meter_start <= first:  # else it is another register
            first = self.meter_start
        return last - first

    def read_register(self, at: float, value: float) -> None:
        """Takes a value of the energy register. Its messages may come in any order."""
        first, last = self.register or ((at, value), (at, value))
        self.register = (at, value) if at < first[0] else first, (at, value) if at >= last[0] else last

    def touch(self, place: Place, at: float | None) -> None:
        """Another message belongs to it. `at`: seconds since 1970."""
        self.messages += 1
        self.last = place
        if at is not None and self.touched is not None and at >= self.touched:
            self.pause = max(self.pause or 0.0, at - self.touched)
        self.touched = at if at is not None else self.touched


class State(msgspec.Struct, kw_only=True):
    """The status of a connector for a while.

    Attributes:
        connector: "connector 1", "EVSE 1, connector 2", "the station (connector 0)".
        status: As the station said: Available, Charging, Faulted, ...
        error: The error code of 1.6, "" for NoError or none.
        since: Seconds since 1970 by the log's clock, or the station's if the log has no times; None without both.
        until: When the next status came; None if it is the last one.
        place: Where the log says it.
    """

    station: str | None
    connector: str
    status: str
    error: str = ""
    since: float | None = None
    until: float | None = None
    place: Place


class Boot(msgspec.Struct, kw_only=True):
    """A BootNotification. Texts are "" if it does not have them.

    Attributes:
        at: Seconds since 1970 by the log's clock; None if it has none.
        answer: Accepted, Pending, Rejected; "" without an answer.
        interval: Seconds, of the answer.
    """

    station: str | None
    place: Place
    at: float | None = None
    vendor: str = ""
    model: str = ""
    serial: str = ""
    firmware: str = ""
    reason: str = ""
    answer: str = ""
    interval: float | None = None


class Setting(msgspec.Struct, kw_only=True):
    """A configuration key of 1.6, or a variable of 2.x, with the last value that the log shows.

    Attributes:
        name: "HeartbeatInterval"; in 2.x "OCPPCommCtrlr.HeartbeatInterval", with instances and EVSE as far as given.
        value: The last value; secrets are shown as "***" (AuthorizationKey, BasicAuthPassword and the like).
        source: "reported" by the station, or "set" by the CSMS.
        answer: What the station said to the last change: Accepted, Rejected, ...; "" if it was reported.
        is_readonly: None if the log does not say.
        changes: How many times the CSMS has sent it.
    """

    station: str | None
    name: str
    place: Place
    value: str = ""
    source: str = "reported"
    answer: str = ""
    is_readonly: bool | None = None
    changes: int = 0
