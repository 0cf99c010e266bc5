"""Boots and configuration, as the log shows them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from ..log._charging.records import Boot, Setting
from ._html import Html, joined, tag
from ._keys import Links
from ._tables import Column, Line, table
from ._words import moment

__all__ = ["boots_table", "settings_table"]

_MOST_BOOTS = 200
_MOST_SETTINGS = 1000


def boots_table(boots: Sequence[Boot], zone: datetime.timezone | None, links: Links, *, many_stations: bool) -> Html:
    """Each BootNotification with its answer. A firmware that differs from the one before is marked."""
    changed = _updated(boots)
    columns = (
        Column("Time", is_head=True, is_short=True),
        Column("Station"),
        Column("Vendor"),
        Column("Model"),
        Column("Serial number"),
        Column("Firmware"),
        Column("Reason"),
        Column("Answer"),
        Column("Interval", is_number=True),
    )
    lines = (
        Line(
            [
                links.to(boot.place, moment(boot.at, zone) or None, said="BootNotification"),
                boot.station or "" if many_stations else "",
                boot.vendor,
                boot.model,
                boot.serial,
                _changed(boot.firmware) if number in changed else boot.firmware,
                boot.reason,
                boot.answer or "none",
                "" if boot.interval is None else f"{boot.interval:g} s",
            ]
        )
        for number, boot in enumerate(boots[:_MOST_BOOTS])
    )
    return table(f"BootNotifications and their answers.{_first(_MOST_BOOTS, len(boots))}", columns, lines)


def _updated(boots: Iterable[Boot]) -> set[int]:
    """The numbers of those boots that tell another firmware than the boot of that station before."""
    found: set[int] = set()
    known: dict[str | None, str] = {}
    for number, boot in enumerate(boots):
        if boot.firmware and known.setdefault(boot.station, boot.firmware) != boot.firmware:
            known[boot.station] = boot.firmware
            found.add(number)
    return found


def _changed(firmware: str) -> Html:
    return joined([firmware, " ", tag("span", "changed", class_="remark")])


def settings_table(settings: Sequence[Setting], links: Links, *, many_stations: bool) -> Html:
    """Each configuration key or variable with its last value."""
    columns = (
        Column("Name", is_head=True),
        Column("Station"),
        Column("Value"),
        Column("Said by", is_short=True),
        Column("Answer"),
        Column("Read only", is_short=True),
        Column("Sent", is_number=True),
        Column("Where", is_short=True),
    )
    ranked = sorted(settings, key=lambda each: (each.station or "", each.name))
    lines = (
        Line(
            [
                setting.name,
                setting.station or "" if many_stations else "",
                tag("code", setting.value) if setting.value else "",
                "the CSMS" if setting.source == "set" else "the station",
                setting.answer,
                "yes" if setting.is_readonly else "",
                f"{setting.changes:,}" if setting.changes else "",
                links.to(setting.place),
            ]
        )
        for setting in ranked[:_MOST_SETTINGS]
    )
    return table(f"Configuration, with the last value of each.{_first(_MOST_SETTINGS, len(settings))}", columns, lines)


def _first(most: int, total: int) -> str:
    return f" The first {most:,} of {total:,}." if total > most else ""
