"""Public classes say where users import them from; others keep the module that they stand in."""

from __future__ import annotations

import pickle
import subprocess
import sys
from enum import Enum

from ocpp_codec import structure
from ocpp_codec._core import report
from ocpp_codec._core.publish import publish


def test_the_classes_that_a_module_exports_carry_the_public_name() -> None:
    shown, hidden = type("Shown", (), {}), type("Hidden", (), {})
    shown.__module__ = hidden.__module__ = "ocpp_codec._core.things"
    publish(
        {
            "__name__": "ocpp_codec._core.things",
            "__all__": ["Shown", "Enum", "LIMIT"],
            "Shown": shown,
            "Hidden": hidden,
            "Enum": Enum,
            "LIMIT": 5,
        }
    )
    assert shown.__module__ == "ocpp_codec.things"
    assert hidden.__module__ == "ocpp_codec._core.things"
    assert Enum.__module__ == "enum"


def test_pickles_name_public_modules_alone() -> None:
    """So they can be read by a later version that has other rooms."""
    assert report.Report.__module__ == "ocpp_codec._core.report"
    pickled = pickle.dumps(structure.CallError("1", "GenericError", "", {}))
    assert b"ocpp_codec.structure" in pickled
    assert b"_core" not in pickled
    program = f"import pickle; print(pickle.loads({pickled!r}))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("CallError(")
