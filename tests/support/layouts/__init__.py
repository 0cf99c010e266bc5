"""Made-up logs, as near as possible to what real software writes, and what can be known of each frame in them.

`python -m tests.support.layouts.score` measures `ocpp_codec.log.read` with them.
"""

from importlib import import_module

from tests.support.layouts._kit import LAYOUTS, Fact, Layout

__all__ = ["LAYOUTS", "Fact", "Layout"]

for _family in (
    "loggers",
    "json_lines",
    "platforms",
    "tables",
    "documents",
    "directions",
    "notations",
    "wrapped",
    "devices",
    "times",
    "mixed",
    "exports",
    "field",
):
    import_module(f".{_family}", __name__)
