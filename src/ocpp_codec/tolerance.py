"""What a codec tolerates on receipt: rules, everywhere or at named places, and ready-made sets of them."""

from ._core.tolerance import ALL, FIELD, STRICT, Tolerance, known

__all__ = ["ALL", "FIELD", "STRICT", "Tolerance", "known"]
