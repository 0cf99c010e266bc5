"""Boots and configuration, as the log shows them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from ..log._charging.records import Boot, Setting
from ._html import Html, tag
from ._keys import Links
from ._tables import Column, Line, table
from ._words import moment

__all__ = ["boots_table", "settings_table"]

_MOST_BOOTS = 200
_MOST_SETTINGS = 1000


def boots_table(boots: Sequence[Boot], zone: datetime.timezone | None, links: Links, *, many_stations: bool) -> Html:
    """Each BootNotification with its answer."""
    columns = (
        Column("Time", is_head=True),
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
                boot.firmware,
                boot.reason,
                boot.answer or "none",
                "" if boot.interval is None else f"{boot.interval:g} s",
            ]
        )
        for boot in boots[:_MOST_BOOTS]
    )
    return table(f"Boots.{_first(_MOST_BOOTS, len(boots))}", columns, lines)


def settings_table(settings: Sequence[Setting], links: Links, *, many_stations: bool) -> Html:
    """Each configuration key or variable with its last value."""
    columns = (
        Column("Name", is_head=True),
        Column("Station"),
        Column("Value"),
        Column("Said by"),
        Column("Answer"),
        Column("Read only"),
        Column("Sent", is_number=True),
        Column("Where"),
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
