"""Codecs may be shared: threads that use them at the same time, from their first use on, get what one thread gets.

`make threads` runs a million frames; the ordinary suite runs enough to build everything in a race.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import cycle

import pytest

from codegen import sources
from ocpp_codec import Severity
from ocpp_codec._core.compat import DIALECTS
from tests.support import threads
from tests.support.paths import ROOT
from tests.support.threads import PLACEHOLDER, Case
from tests.support.vectors import minimal, schema_of

FRAMES = int(os.environ.get("THREAD_FRAMES", "20000"))
PROTOCOLS = {dialect.package: protocol.value for protocol, dialect in DIALECTS.items()}

# Frames of every kind that no schema makes: envelopes, defects, what is tolerated or enforced.
ENVELOPES = (
    '[4,"#","GenericError","about #",{"number":"#"}]',
    '[4,"#","genericerror","about #",{}]',
    '[4,"#","NoSuchCode",null,null]',
    '[5,"#","InternalError","about #",{"number":#}]',
    '[2,#,"Heartbeat",{}]',
    ' [2 , "#" , "Heartbeat" , {} ] ',
    '[2,"#","Heartbeat"]',
    '[2,"#","Heartbeat",null]',
    '[2,"#","Heartbeat#",{}]',
    '["2","#","Heartbeat",{}]',
    '[6,"#","Heartbeat",{}]',
    '[7,"#","Heartbeat",{}]',
    '[2,"#","Heartbeat",{"a":#,}]',
    '[2,"#","Heartbeat",{"a":"#","a":NaN}]',
    '[2,"#","Heart',
    "[" * 300 + "#",
    "#",
)
PAYLOADS = {
    "ocpp1.6": (
        '[2,"#","Authorize",{"idTag":"#"}]',
        '[2,"#","Authorize",{"idTag":"###"}]',
        '[2,"#","Authorize",{"idTag":"#\u20ac"}]',
        '[2,"#","UnlockConnector",{"connectorId":"#"}]',
        '[2,"#","StartTransaction",{"connectorId":"1","idTag":"#","meterStart":#.0,"timestamp":"2026-05-17 09:00"}]',
        '[2,"#","DataTransfer",{"vendorId":"#","data":{"number":#}}]',
    ),
    "ocpp2.0.1": (
        '[2,"#","CostUpdated",{"totalCost":"#","transactionId":"#"}]',
        '[2,"#","CostUpdated",{"totalCost":#,"transactionId":"# \u20ac"}]',
        '[2,"#","DataTransfer",{"vendorId":"#","data":[#,null,"#"]}]',
    ),
}


def frames_of(version: str) -> Iterator[tuple[str, str | None]]:
    """Each message of a version, once right and once with a number where there is place for it; with what it answers."""
    schemas = sources.schemas(version)
    place = {"customData": {"vendorId": PLACEHOLDER}} if version in {"v201", "v21"} else {"noSuchField": PLACEHOLDER}
    for message in schemas:
        action = message.removesuffix("Response").removesuffix("Request")
        payload = minimal(schema_of(version, message))
        is_result = message.endswith("Response")
        head = [3] if is_result else [2 if f"{action}Response" in schemas else 6]
        name = [] if is_result else [action]
        for each in (payload, payload | place):
            yield json.dumps([*head, PLACEHOLDER, *name, each]), action if is_result else None


def numbered(*templates: str) -> Iterator[tuple[str, None]]:
    """Frames that need no action to be told, with the number at each #."""
    return ((template.replace("#", PLACEHOLDER), None) for template in templates)


def sessions(protocol: str) -> Iterator[tuple[str, str | None]]:
    """The frames of the example sessions, with other ids."""
    for path in (ROOT / "examples").glob(f"session-{protocol.removeprefix('ocpp')}.jsonl"):
        for entry in map(json.loads, path.read_text("utf-8").splitlines()):
            frame = json.loads(entry["frame"])
            assert PLACEHOLDER not in entry["frame"]
            yield json.dumps([frame[0], PLACEHOLDER, *frame[2:]]), entry["action"] if frame[0] == 3 else None


@cache
def cases() -> tuple[Case, ...]:
    """Every message of every version and all that is odd, each used in some way by some codec; with what one thread gets."""
    found: list[Case] = []
    ways = cycle((settings, use) for use in threads.USES for settings in threads.SETTINGS)
    for version, protocol in PROTOCOLS.items():
        frames = [*frames_of(version), *sessions(protocol)]
        found += [Case(protocol, *next(ways), frame, action) for frame, action in frames]
        odd = numbered(*ENVELOPES, *PAYLOADS.get(protocol, ()))
        found += [
            Case(protocol, settings, use, *each)
            for each in odd
            for settings in threads.SETTINGS
            for use in threads.USES
        ]
    codecs = threads.codecs_of(found)
    return tuple(case._replace(expected=threads.outcome(codecs[case.protocol, case.settings], case)) for case in found)


def test_the_cases_show_a_mix_up() -> None:
    """Messages, findings of every severity and refusals, nearly all with the number of the frame."""
    expected = [case.expected for case in cases()]
    assert sum(PLACEHOLDER in text for text in expected) > 0.9 * len(expected)
    assert len(set(expected)) > 1000
    messages = ("Call(", "CallResult(", "CallError(", "CallResultError(", "Send(")
    for text in (*messages, *map(repr, Severity), "DecodeError "):
        assert any(text in each for each in expected), text


@pytest.mark.parametrize("shared", [True, False], ids=["one codec for all threads", "a codec for each thread"])
def test_threads_get_what_one_thread_gets(shared: bool) -> None:
    task = {"cases": cases(), "frames": FRAMES, "shared": shared}
    command = [sys.executable, "-m", threads.__name__]
    run = subprocess.run(command, cwd=ROOT, input=json.dumps(task), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert result["wrong"] == []
    assert result["compared"] == FRAMES // threads.THREADS * threads.THREADS
