"""JUnit XML, for services that show tests. A test case is a problem; it fails if the check fails for it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from ..._core.escapes import printable
from ...log._tally import Problem, Result
from .._output import line
from .words import placed, summary

__all__ = ["show"]


def show(result: Result) -> None:
    """Prints it."""
    problems = list(result.problems)
    failures = sum(result.fails(problem) for problem in problems)
    counts = f'tests="{len(problems) + 1}" failures="{failures}" errors="0" skipped="{len(problems) - failures}"'
    line('<?xml version="1.0" encoding="UTF-8"?>')
    line(f'<testsuites name="ocpp-codec" {counts}>')
    line(f'  <testsuite name="ocpp-codec check" {counts}>')
    log = _element("system-out", summary(result))
    line(f'    <testcase classname="ocpp-codec" name="reads the log">{log}</testcase>')
    for problem in problems:
        for text in _case(problem, result):
            line(f"    {text}")
    line("  </testsuite>")
    line("</testsuites>")


def _case(problem: Problem, result: Result) -> Iterator[str]:
    name = f"{problem.rule} {problem.where}".strip()
    places = placed(problem.places, problem.count)
    file, number = problem.places[0]
    yield (
        f"<testcase classname={_attribute(problem.sender or 'unknown')} name={_attribute(name)}"
        f' file={_attribute(file)} line="{number}">'
    )
    message = _attribute(problem.sentence)
    if result.fails(problem):
        yield f"  <failure type={_attribute(problem.severity)} message={message}>{_text(places)}</failure>"
    else:
        reason = "known" if problem.known else problem.severity.value
        yield f"  <skipped message={_attribute(f'{reason}: {problem.sentence}')}/>"
        yield f"  {_element('system-out', places)}"
    yield "</testcase>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    """Text in XML: control characters, which XML has no way to write, are escaped as in Python; others as numbers."""
    return escape(printable(text)).encode("ascii", "xmlcharrefreplace").decode()


def _attribute(text: str) -> str:
    return quoteattr(printable(text)).encode("ascii", "xmlcharrefreplace").decode()
