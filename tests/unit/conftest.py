"""What the tests of several files are given."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator
from itertools import product

import pytest

from ocpp_codec import OcppJsonProtocol
from tests.support.talks import CSMS, STATION, Talk


@pytest.fixture(
    params=list(product(OcppJsonProtocol, ["outside", STATION, CSMS], [STATION, CSMS])),
    ids=lambda param: f"{param[0]}-seen by {param[1]}-{param[2]} calls",
)
def start(request: pytest.FixtureRequest) -> Callable[..., Talk]:
    """Starts a connection of any version, seen from anywhere, with either caller."""
    return lambda **settings: Talk(*request.param, **settings)


@pytest.fixture
def ctrl_c() -> Generator[None]:
    """Ctrl+C raises KeyboardInterrupt, also where a shell runs the tests in its background and ignores it for them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def signals_heard(ctrl_c: None) -> Generator[None]:
    """Processes that a test starts hear Ctrl+C and SIGHUP, also where `nohup` runs the tests."""
    if not hasattr(signal, "SIGHUP"):
        yield
        return
    before = signal.signal(signal.SIGHUP, lambda *_: None)  # what is handled here is as usual in a new program
    yield
    signal.signal(signal.SIGHUP, before)
