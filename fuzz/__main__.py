"""Fuzzes targets for some minutes each and says what came of it: `python -m fuzz all --minutes 20`.

Everything lies in `.cache/fuzz/TARGET`. What makes a target raise is added to `fuzz/regressions`; `--keep` writes the
corpus anew as well.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from . import corpus, minimise
from .seeds import MAX_SIZE, seeds
from .targets import TARGETS

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache" / "fuzz"

_LIMITS = ["-timeout=10", "-rss_limit_mb=2048", f"-max_len={MAX_SIZE}", "-len_control=0"]
_MOST_STARTS = 20  # of a worker that dies again and again
_HEAD = f"{'target':<14}{'executions':>12}{'exec/s':>9}{'inputs':>8}{'kept':>6}{'branches':>10}{'findings':>10}"


@dataclass
class Outcome:
    """What came of fuzzing one target. `coverage`: what coverage.py says of replaying all inputs."""

    target: str
    executions: int = 0
    seconds: float = 0.0
    inputs: int = 0
    kept: int = 0
    findings: list[str] = field(default_factory=list[str])
    coverage: dict[str, Any] = field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        totals = self.coverage["totals"]
        branches = f"{100 * totals['covered_branches'] / totals['num_branches']:.1f}%"
        speed = self.executions / max(self.seconds, 1)
        counts = f"{self.executions:>12}{speed:>9.0f}{self.inputs:>8}{self.kept:>6}"
        return f"{self.target:<14}{counts}{branches:>10}{len(self.findings):>10}"


class _Run:
    """One target: its folder, and everything that is done there."""

    def __init__(self, target: str) -> None:
        self.outcome = Outcome(target)
        self.folder = CACHE / target
        self.inputs = self.folder / "inputs"
        self.findings = self.folder / "findings"

    def __call__(self, seconds: float, *, keep: bool) -> Outcome:
        target, outcome = self.outcome.target, self.outcome
        shutil.rmtree(self.findings, ignore_errors=True)
        self.findings.mkdir(parents=True)
        (self.folder / "log.txt").unlink(missing_ok=True)
        corpus.unpack([*seeds(target), *corpus.kept(target)], self.inputs)
        self._fuzz(seconds)
        outcome.inputs = len(list(self.inputs.iterdir()))
        outcome.findings = sorted(path.name for path in self.findings.iterdir() if path.suffix != ".txt")
        if outcome.findings:
            path = corpus.REGRESSIONS / f"{target}.txt"
            found = [(self.findings / name).read_bytes() for name in outcome.findings]
            corpus.write(path, [*corpus.read(path), *found])
        if keep:
            self._keep()
        outcome.kept = len(corpus.read(corpus.CORPUS / f"{target}.txt"))
        outcome.coverage = self._coverage()
        return outcome

    def _fuzz(self, seconds: float) -> None:
        """Fuzzes until the time is over; what kills the worker (time, memory) is a finding like any other."""
        end = time.monotonic() + seconds
        for _ in range(_MOST_STARTS):
            left = end - time.monotonic()
            if left < 1:
                break
            prefix = f"-artifact_prefix={self.findings}/"
            limits = [*_LIMITS, f"-max_total_time={left:.0f}", "-print_final_stats=1", prefix]
            text = self._work(str(self.inputs), *limits)
            self.outcome.executions += sum(map(int, re.findall(r"number_of_executed_units: (\d+)", text)))
            self.outcome.seconds += left - max(end - time.monotonic(), 0)

    def _work(self, *arguments: str) -> str:
        """Runs the worker; what it says on standard error, which stands in a log as well."""
        command = [sys.executable, "-m", "fuzz.worker", self.outcome.target, str(self.findings), *arguments]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        text = ran.stderr.decode(errors="replace")
        with (self.folder / "log.txt").open("a", encoding="utf-8") as log:
            log.write(text)
        return text

    def _keep(self) -> None:
        """Writes the corpus anew: what reaches most, and does not fail."""
        merged, control = self.folder / "merged", self.folder / "merged.control"
        shutil.rmtree(merged, ignore_errors=True)
        merged.mkdir()
        control.unlink(missing_ok=True)
        self._work(
            "-merge=1", f"-merge_control_file={control}", "-set_cover_merge=1", *_LIMITS, str(merged), str(self.inputs)
        )
        run = TARGETS[self.outcome.target]
        reached = {path.read_bytes(): features for path, features in minimise.features_of(control).items()}
        sound = {data: features for data, features in reached.items() if _holds(run, data)}
        corpus.write(corpus.CORPUS / f"{self.outcome.target}.txt", minimise.chosen(sound))

    def _coverage(self) -> dict[str, Any]:
        """What replaying all inputs covers of the library, its generated parts aside."""
        data = f"--data-file={self.folder / 'coverage'}"
        report = self.folder / "report.json"
        options = ["--branch", data]
        replay = ["-m", "fuzz.replay", self.outcome.target, str(self.inputs)]
        for arguments in (["run", *options, *replay], ["json", data, "-q", "--fail-under=0", "-o", str(report)]):
            subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=ROOT, check=True)
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return found


def _holds(run: Any, data: bytes) -> bool:
    with suppress(Exception):
        run(data)
        return True
    return False


def _missed(outcomes: list[Outcome]) -> dict[str, int]:
    """How many lines of each module none of the targets has reached."""
    missing: dict[str, set[int]] = {}
    for outcome in outcomes:
        for name, seen in outcome.coverage["files"].items():
            lines = set(seen["missing_lines"])
            missing[name] = missing[name] & lines if name in missing else lines
    return {Path(name).stem: len(lines) for name, lines in missing.items() if lines}


def main() -> int:
    """0 if nothing was found."""
    parser = argparse.ArgumentParser("python -m fuzz", description="Fuzzes targets, two at a time.")
    parser.add_argument("target", choices=["all", *TARGETS])
    parser.add_argument("--minutes", type=float, default=20.0, help="for each target")
    parser.add_argument("--jobs", type=int, default=2, help="targets at a time")
    parser.add_argument("--keep", action="store_true", help="write the corpus of each target anew")
    given = parser.parse_args()
    targets = list(TARGETS) if given.target == "all" else [given.target]
    with ThreadPoolExecutor(given.jobs) as pool:
        run = partial(_run, seconds=given.minutes * 60, keep=given.keep)
        outcomes = list(pool.map(run, targets))
    print(_HEAD)
    print(*outcomes, sep="\n")
    print("lines that none of them has reached:", _missed(outcomes) or "none")
    for outcome in outcomes:
        for name in outcome.findings:
            print(f"{outcome.target}: {CACHE / outcome.target / 'findings' / name}")
    return int(any(outcome.findings for outcome in outcomes))


def _run(target: str, seconds: float, *, keep: bool) -> Outcome:
    return _Run(target)(seconds, keep=keep)


if __name__ == "__main__":
    sys.exit(main())
