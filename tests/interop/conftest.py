"""What the tests of several files are given."""

import logging
from collections.abc import Callable

import pytest


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What the proxy has logged."""
    caplog.set_level(logging.INFO, "proxy")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "proxy"]
