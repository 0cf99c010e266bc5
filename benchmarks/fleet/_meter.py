"""Sampled values as text."""

from __future__ import annotations

from ._makes import Make


class Meter:
    """Writes sampled values. `samples`: how many in a periodic one; the energy is the first of them."""

    def __init__(self, is_16: bool, make: Make, samples: int) -> None:
        kilo = "k" if is_16 and make.kilo else make.kilo
        self.is_kilo = bool(kilo)
        self.samples = samples
        quote = '"' if is_16 else ""
        name = "" if make.terse else '"measurand":"Energy.Active.Import.Register",'
        unit = _unit("Wh", kilo, is_16)
        unit = "" if make.terse and not kilo else unit
        start = f'{{"value":{quote}%s{quote},{name}{unit}'
        self.first = start + '"context":"%s"}'
        others = (
            '"measurand":"Power.Active.Import",' + _unit("W", kilo, is_16),
            *(
                f'"measurand":"Current.Import","phase":"{phase}","location":"Outlet",' + _unit("A", "", is_16)
                for phase in ("L1", "L2", "L3")
            ),
            '"measurand":"Voltage","phase":"L1-N","location":"Outlet",' + _unit("V", "", is_16),
        )[: samples - 1]
        texts = [self.first, *(f'{{"value":{quote}%s{quote},{other[:-1]}}}' for other in others)]
        self.periodic = ",".join(texts)

    def one(self, energy: int, context: str) -> str:
        """The energy alone."""
        return self.first % (self.shown(energy), context)

    def all(self, energy: int, power: int, noise: int) -> str:
        """Everything. `noise`: a small number, for what has no meaning here."""
        values: tuple[object, ...] = (self.shown(energy), "Sample.Periodic")
        if self.samples > 1:
            ampere = power / 690
            values += (self.shown(power), f"{ampere:.1f}", f"{ampere:.2f}", f"{ampere:.1f}", f"23{noise}")[
                : self.samples - 1
            ]
        return self.periodic % values

    def shown(self, value: int) -> str:
        """A value as it is sent; exact."""
        return f"{value // 1000}.{value % 1000:03}" if self.is_kilo else str(value)


def _unit(unit: str, kilo: str, is_16: bool) -> str:
    """A unit, with a comma behind it."""
    if is_16:
        return f'"unit":"{kilo}{unit}",'
    if kilo == "3":
        return f'"unitOfMeasure":{{"unit":"{unit}","multiplier":3}},'
    return f'"unitOfMeasure":{{"unit":"{kilo}{unit}"}},'
