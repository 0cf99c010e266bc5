"""The peers of Node.js: `bench.mjs` is given the frames and the defects, and gives back what it has found."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

from benchmarks import frames
from benchmarks.outcome import Outcome

_FOLDER = Path(__file__).parent

_PEERS = (
    Outcome("JSON (Node.js)", "", "objects of JavaScript", "the parser of Node.js: its yardstick", validates=False),
    Outcome(
        "typed-ocpp",
        "",
        "objects of JavaScript",
        "`JSON.parse`, `validate`, for a result `checkCallResult`; takes unknown fields away without a word",
    ),
    Outcome(
        "ocpp-rpc",
        "",
        "objects of JavaScript",
        "`JSON.parse` and its strict-mode validators; its socket client, which reads the envelope, is not run",
    ),
)


def measure(seconds: float) -> list[Outcome]:
    """Each peer of Node.js; with nothing but the reason where it cannot be run."""
    program = shutil.which("node")
    if program is None or not (_FOLDER / "node_modules").is_dir():
        reason = "its packages are not installed" if program else "there is no `node` on this machine"
        return [Outcome(peer.name, "", peer.gives, peer.note, peer.validates, absent=reason) for peer in _PEERS]
    job = json.dumps(_job(seconds)).replace("Infinity", "1e999")
    run = subprocess.run([program, "bench.mjs"], cwd=_FOLDER, input=job, capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)
    kept = ("version", "decode", "encode", "misses", "misses_sent", "unable")
    return [
        Outcome(peer.name, gives=peer.gives, note=peer.note, validates=peer.validates, **_some(found[peer.name], kept))
        for peer in _PEERS
    ]


def _some(found: dict[str, Any], kept: tuple[str, ...]) -> dict[str, Any]:
    return {name: found[name] for name in kept}


def _job(seconds: float) -> dict[str, Any]:
    """What the program reads. Text that is not UTF-8 and NaN are left out: neither can be in JSON."""
    return {
        "seconds": seconds,
        "cases": [
            {
                "key": case.key,
                "protocol": case.protocol,
                "action": case.action,
                "frame": case.frame.decode(),
                "call": [2, case.data[1], case.action, {}] if case.answers else None,
            }
            for case in frames.cases()
        ],
        "defective": [
            {
                "defect": each.defect,
                "key": each.case.key,
                "frame": each.frame.decode(),
                "in_envelope": each.in_envelope,
            }
            for each in frames.defective()
            if each.frame.isascii()
        ],
        "edits": [
            {"defect": edit.defect, "key": edit.key, "pointer": edit.pointer, "value": edit.value}
            for edit in frames.IN_PAYLOAD
            if edit.sent and not (isinstance(edit.value, float) and math.isnan(edit.value))
        ],
    }
