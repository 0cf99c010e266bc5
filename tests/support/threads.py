"""Threads that use codecs at the same time, and compare each result with the one expected for that very frame.

A program of its own: in a fresh process, nothing has been imported or built before all threads ask for it at once.
`tests/interop/test_threads.py` says what to do, as JSON, and reads what came out.
"""

import dataclasses
import json
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from ocpp_codec import Codec, Finding, OCPPException, serializer
from ocpp_codec.tolerance import FIELD
from tests.support.parts import described

THREADS = 8

#: Stands in frames and results; each use of a frame has a number of its own there, as long as this one.
PLACEHOLDER = "55555555"
_FIRST_NUMBER = 10_000_000  # of a thread
_SHOWN = 5  # wrong results


class Case(NamedTuple):
    """A frame, what is done with it by which codec, and what comes out."""

    protocol: str
    settings: str
    use: str
    frame: str
    action: str | None
    expected: str = ""


class _Told(threading.local):
    """The findings that a codec has told in this thread."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []


_told = _Told()


def _note(finding: Finding) -> None:
    _told.findings.append(finding)


SETTINGS: dict[str, dict[str, Any]] = {
    "strict": {},
    "tolerant": {"tolerate": FIELD, "on_finding": _note},
    "enforcing": {"enforce": {"not_printable_ascii", "not_an_identifier"}, "max_findings": 3},
}


def _plain(codec: Codec, case: Case) -> str:
    message = serializer.parse(json.loads(case.frame), case.action, protocol=codec.protocol)
    return f"{described(message)} {serializer.serialize(message)}"


USES: dict[str, Callable[[Codec, Case], str]] = {
    "decode": lambda codec, case: described(codec.decode(case.frame, case.action)),
    "decode_bytes": lambda codec, case: described(codec.decode(case.frame.encode(), case.action)),
    "examine": lambda codec, case: described(codec.examine(case.frame, case.action)),
    "encode": lambda codec, case: codec.encode(codec.decode(case.frame, case.action)),
    "plain": _plain,
    "as_dict": lambda codec, case: repr(dataclasses.asdict(codec.decode(case.frame, case.action))),
}


def outcome(codec: Codec, case: Case) -> str:
    """All that can be seen of what a codec makes of a frame."""
    _told.findings = []
    try:
        text = USES[case.use](codec, case)
    except OCPPException as refused:
        text = described(refused)
    except Exception as unexpected:
        text = repr(unexpected)
    return f"{text} {described(_told.findings)}"


def codecs_of(cases: list[Case]) -> dict[tuple[str, str], Codec]:
    """A codec for each version and set of settings that cases need."""
    needed = dict.fromkeys((case.protocol, case.settings) for case in cases)
    return {(protocol, settings): Codec(protocol, **SETTINGS[settings]) for protocol, settings in needed}


class Crowd:
    """Threads that use the same cases: first each one together, from then on each thread another one."""

    def __init__(self, cases: list[Case], frames: int, *, shared: bool) -> None:
        self.cases = cases
        self.frames_of_each = frames // THREADS
        self.codecs = codecs_of(cases) if shared else None
        self.together = threading.Barrier(THREADS, timeout=60)
        self.wrong: list[dict[str, str]] = []

    def run(self) -> int:
        """How many results have been compared."""
        with ThreadPoolExecutor(THREADS) as pool:
            return sum(pool.map(self._work, range(THREADS)))

    def _work(self, thread: int) -> int:
        self.together.wait()
        codecs = self.codecs or codecs_of(self.cases)
        for step in range(self.frames_of_each):
            if step < len(self.cases):
                self.together.wait()
            at = step if step < len(self.cases) else step * (2 * thread + 1)
            case = self.cases[at % len(self.cases)]
            self._compare(codecs[case.protocol, case.settings], case, str((thread + 1) * _FIRST_NUMBER + step))
        return self.frames_of_each

    def _compare(self, codec: Codec, case: Case, number: str) -> None:
        seen = outcome(codec, case._replace(frame=case.frame.replace(PLACEHOLDER, number)))
        expected = case.expected.replace(PLACEHOLDER, number)
        if seen != expected:
            self.wrong.append({"use": case.use, "seen": seen, "expected": expected})


def main() -> None:
    task = json.load(sys.stdin)
    sys.setswitchinterval(1e-6)  # so that threads are interrupted everywhere
    crowd = Crowd([Case(*case) for case in task["cases"]], task["frames"], shared=task["shared"])
    compared = crowd.run()
    json.dump({"compared": compared, "number_wrong": len(crowd.wrong), "wrong": crowd.wrong[:_SHOWN]}, sys.stdout)


if __name__ == "__main__":
    try:
        main()
    except threading.BrokenBarrierError:
        traceback.print_exc()
        sys.exit("a thread has ended early, or waits for another one")
