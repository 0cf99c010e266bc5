"""What a log tells of charging: sessions, states of connectors, boots, settings."""

from __future__ import annotations

from array import array

import msgspec

from ..._core.compat import OcppJsonProtocol
from .._said import Place

__all__ = ["Boot", "Series", "SeriesKey", "Session", "Setting", "State"]


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


class Series(msgspec.Struct):
    """The values of one series in the order of the log.

    Attributes:
        times: Seconds since 1970: when the station has measured, or else when it was logged.
        values: In the base unit.
        count: How many there were; with very many, some between the lowest and the highest ones are left out.
    """

    times: array[float]
    values: array[float]
    count: int = 0


class Session(msgspec.Struct, kw_only=True):
    """A transaction, or the values of a connector outside of transactions.

    Times are seconds since 1970; the clock of the station, or that of the log if the station does not say.

    Attributes:
        number: From 0, in the order in which the sessions begin.
        station: The id of the station; None if the log does not have it.
        protocol: The version.
        transaction: Its id; None while it is unknown, and outside of transactions.
        is_transaction: Whether it is one.
        connector: "connector 1", "EVSE 1, connector 2"; "" if unknown.
        card: The id of the card as the log has it; "" if unknown.
        started: When; None if the log does not have the start.
        stopped: When; None if the log does not have the end.
        reason: Why it stopped, "" if unknown. OCPP 1.6, 6.45 and 2.x have Local as the default.
        energy: Wh, from the meter of start and end, or else from the first and the last value of the energy register.
        energy_from: "meter" or "values"; "" without energy.
        pause: The longest time in seconds between two messages of the session; None if there are fewer than two.
        messages: How many messages belong to it.
        first: The place of its first message.
        last: That of its last one.
        is_refused: Whether the CSMS refused it.
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
    energy: float | None = None
    energy_from: str = ""
    pause: float | None = None
    messages: int = 0
    is_refused: bool = False
    series: dict[SeriesKey, Series] = {}


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
