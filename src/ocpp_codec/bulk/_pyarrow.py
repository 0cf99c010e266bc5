"""pyarrow, which has no types of its own."""

from importlib import import_module
from typing import Any

__all__ = ["pa", "pc", "pq"]

pa: Any = import_module("pyarrow")
pc: Any = import_module("pyarrow.compute")
pq: Any = import_module("pyarrow.parquet")
