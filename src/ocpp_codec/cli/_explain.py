"""`ocpp-codec explain`: what a rule means."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from .._core.compat import DIALECTS
from ..findings import Finding
from ..rules import RULES, Defect, Rule, Severity
from ..tolerance import FIELD
from ._output import Unable, json_line, write
from ._rule_examples import EXAMPLES, Shown
from ._versions import short

__all__ = ["command"]

_SHOWN = 300  # characters of a frame that are printed


@click.command("explain")
@click.argument("rule", required=False)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(rule: str | None, as_json: bool) -> None:
    """What a RULE means: its error code in each version, an example, its repair. Without a rule: all of them."""
    if rule is None:
        _list(as_json=as_json)
        return
    try:
        found = Rule(rule.strip().lower().replace("-", "_"))
    except ValueError as problem:
        raise Unable(str(problem).replace("docs/rules.md lists them", "`ocpp-codec explain` lists them")) from None
    if as_json:
        json_line(msgspec.json.encode(_described(found)))
    else:
        _show(found)


def _list(*, as_json: bool) -> None:
    if as_json:
        json_line(msgspec.json.encode([{"rule": rule.value, "problem": info.problem} for rule, info in RULES.items()]))
        return
    width = max(map(len, RULES))
    for rule, info in RULES.items():
        write((f"{rule.value:{width}}", "strong"), f"  {info.problem}")


def _codes(defect: Defect) -> dict[str, str]:
    """The error code of a kind of defect in each version."""
    return {short(protocol): dialect.codes[defect] for protocol, dialect in DIALECTS.items()}


def _codes_text(defect: Defect) -> str:
    """The error codes, each with its versions."""
    versions: dict[str, list[str]] = {}
    for version, code in _codes(defect).items():
        versions.setdefault(code, []).append(version)
    return ", ".join(f"{code} ({' '.join(named)})" for code, named in versions.items())


def _described(rule: Rule) -> dict[str, Any]:
    """A rule as plain data."""
    info, shown = RULES[rule], EXAMPLES.get(rule)
    described: dict[str, Any] = {
        "rule": rule.value,
        "problem": info.problem,
        "defect": info.defect.value,
        "severity": info.severity.value,
        "codes": _codes(info.defect),
        "tolerable": info.tolerable,
        "repair": info.repair,
        "loses": info.loses,
        "field": rule in _of_field(),
        "conversation": info.in_conversation,
    }
    if shown is not None and (finding := shown.finding(rule)) is not None:
        frame = _text(shown.frame)
        described["example"] = {
            "version": short(shown.protocol),
            "frame": frame if len(frame) < 10_000 else f"{frame[:_SHOWN]}...",
            "before": [{"sender": sender.value, "frame": said} for sender, said in shown.before],
            "path": finding.path,
            "message": finding.message,
        }
    return described


def _of_field() -> set[str]:
    """The rules that FIELD tolerates."""
    return {getattr(each, "rule", each) for each in FIELD}


def _text(frame: str | bytes) -> str:
    return frame if isinstance(frame, str) else frame.decode("utf-8", "backslashreplace")


def _show(rule: Rule) -> None:
    info, shown = RULES[rule], EXAMPLES.get(rule)
    subject = "" if info.in_conversation else "the value or frame "
    write((rule.value, "strong"), f": {subject}{info.problem}")
    write()
    write(f"Kind of defect: {info.defect.value}")
    write(f"Error code:     {_codes_text(info.defect)}")
    write("On receipt:     ", (info.severity.value, info.severity.value), f", {_effect(rule)}")
    write(f"Repair:         {_repair(rule)}")
    if info.loses:
        write(f"Lost by it:     {info.loses}")
    if info.tolerable and info.severity is Severity.ERROR:
        write(f"To tolerate it: --tolerate {rule.value}{', or --tolerate FIELD' if rule in _of_field() else ''}")
    if shown is None:
        return
    finding = shown.finding(rule)
    if finding is not None:
        _show_example(shown, finding)


def _effect(rule: Rule) -> str:
    if RULES[rule].severity is not Severity.ERROR:
        return "the frame is accepted"
    return "the frame is refused, unless it is tolerated" if RULES[rule].tolerable else "the frame is refused"


def _repair(rule: Rule) -> str:
    if repair := RULES[rule].repair:
        return f"it {repair}"
    return "none; it cannot be tolerated" if RULES[rule].severity is Severity.ERROR else "none is needed"


def _show_example(shown: Shown, finding: Finding) -> None:
    write()
    write((f"Example (OCPP {short(shown.protocol)})", "strong"))
    for sender, frame in shown.before:
        write(f"  {sender.value:8}{frame}")
    text = _text(shown.frame)
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}... ({len(text):,} characters)"
    write(f"  {f'{shown.sender.value:8}' if shown.sender else ''}{text}")
    write("  ", (finding.severity.value, finding.severity.value), f" {finding}")
