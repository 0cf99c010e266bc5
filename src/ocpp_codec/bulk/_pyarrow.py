"""pyarrow, which has no types of its own."""

import sys
from importlib import import_module
from importlib.abc import MetaPathFinder
from typing import Any

__all__ = ["do_without_pandas", "pa", "pc", "pq"]

pa: Any = import_module("pyarrow")
pc: Any = import_module("pyarrow.compute")
pq: Any = import_module("pyarrow.parquet")


def do_without_pandas() -> None:
    """Lets pyarrow find no pandas, until it is asked for some: else it imports that with the first list that it gets.

    That takes a quarter of a second. For a process that is only ours.
    """
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(finder)


class _NoPandas(MetaPathFinder):
    def find_spec(self, fullname: str, *_: Any) -> None:
        """Finds all but pandas where it is."""
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)
