"""The formats of `check` for services: each is what its readers take, whatever a log holds."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ocpp_codec._core.record import Sender
from ocpp_codec._core.rules import Rule, Severity
from ocpp_codec.cli import _check
from ocpp_codec.cli._formats import github, markdown, sarif, words
from ocpp_codec.log import Sample
from ocpp_codec.log._tally import Group, Problem, Result
from ocpp_codec.log.observations import Kind, Observation
from tests.support.command import logged, run, shown

#: What SARIF 2.1.0 says of the parts that are written (chapter 3), as a schema.
_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri"],
                    "properties": {
                        "uri": {"type": "string", "pattern": r"^(?:[A-Za-z0-9._~/&-]|%[0-9A-F]{2}|file:///)+\Z"}
                    },
                },
                "region": {
                    "type": "object",
                    "required": ["startLine"],
                    "properties": {"startLine": {"type": "integer", "minimum": 1}},
                },
            },
        }
    },
}
_RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _TEXT,
        "locations": {"type": "array", "maxItems": 1, "items": _LOCATION},
        "relatedLocations": {"type": "array", "minItems": 1, "items": _LOCATION},
        "occurrenceCount": {"type": "integer", "minimum": 1},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
        "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
        "properties": {"type": "object"},
    },
}
_RULE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "shortDescription"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": _TEXT,
        "defaultConfiguration": {"type": "object", "properties": {"level": _LEVEL}},
    },
}
SARIF = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["version", "runs"],
        "properties": {
            "$schema": {"type": "string", "format": "uri"},
            "version": {"const": "2.1.0"},
            "runs": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["tool", "results"],
                    "properties": {
                        "tool": {
                            "type": "object",
                            "required": ["driver"],
                            "properties": {
                                "driver": {
                                    "type": "object",
                                    "additionalProperties": False,
                                    "required": ["name", "rules"],
                                    "properties": {
                                        "name": {"const": "ocpp-codec"},
                                        "version": {"type": "string"},
                                        "rules": {"type": "array", "items": _RULE},
                                    },
                                }
                            },
                        },
                        "invocations": {"type": "array", "items": {"required": ["executionSuccessful"]}},
                        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                        "results": {"type": "array", "items": _RESULT},
                    },
                },
            },
        },
    }
)

_TEXTS = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["a|b", "<b>", "::error::", "]]>", "%0A", "\x1b[1m", "\ud800", "@all"]
)
_PLACES = st.lists(st.tuples(_TEXTS.map("f{}".format), st.integers(1, 10**9)), min_size=1, max_size=3)
_SENDERS = st.sampled_from([Sender.STATION, Sender.CSMS, None])


@st.composite
def _results(draw: st.DrawFn) -> Result:
    """A result with any texts in it."""
    groups: list[Group] = []
    for rule in draw(st.lists(st.sampled_from(list(Rule)), unique=True, max_size=3)):
        head = (rule, draw(st.sampled_from(list(Severity))), draw(_SENDERS))
        problems = [
            Problem(*head, draw(_TEXTS), draw(_TEXTS), draw(_TEXTS), draw(_TEXTS) + "!", 3, places, draw(st.booleans()))
            for places in draw(st.lists(_PLACES, min_size=1, max_size=3))
        ]
        groups.append(Group(*head, 3 * len(problems), problems[0].places, problems))
    kinds = st.sampled_from(Kind)
    observations = st.builds(
        Observation,
        kind=kinds,
        text=_TEXTS.map("it {}".format),
        station=st.none() | _TEXTS,
        side=_SENDERS,
        count=st.integers(1, 9),
        places=_PLACES.map(tuple) | st.just(()),
    )
    return Result(
        files=("f",),
        messages=9,
        lines=10,
        rejected=1,
        samples=[Sample(draw(_TEXTS), 1, draw(_TEXTS), "cut")],
        notes=draw(st.lists(_TEXTS, max_size=2)),
        first=None,
        last=None,
        stations=draw(st.lists(_TEXTS, max_size=5)),
        protocols=[],
        groups=groups,
        observations=draw(st.lists(observations, max_size=3)),
        fail_on=draw(st.sampled_from(["error", "tolerated", "advice", "never"])),
        has_baseline=draw(st.booleans()),
    )


@given(_results(), st.sampled_from(_check.FORMATS), st.sampled_from(["utf-8", "ascii"]))
def test_no_format_prints_what_a_terminal_acts_on(result: Result, form: str, encoding: str) -> None:
    assert all(line.isprintable() for line in shown(form, result, encoding).split("\n"))


@given(_results())
def test_sarif_is_valid(result: Result) -> None:
    data = shown("sarif", result).json
    assert list(SARIF.iter_errors(data)) == []
    (only,) = data["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in only["results"])
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(only["results"]) == len(list(result.problems)) + len(result.observations)
    assert all(("baselineState" in each) == result.has_baseline for each in only["results"] if "properties" in each)


@given(_results())
def test_json_is_json(result: Result) -> None:
    data = shown("json", result).json
    assert [group["count"] for group in data["rules"]] == [group.count for group in result.groups]
    assert data["failing"] == result.failing


@given(_results())
def test_junit_is_well_formed_and_its_counts_agree(result: Result) -> None:
    root = Xml.fromstring(shown("junit", result))
    cases = root.findall("./testsuite/testcase")
    assert root.tag == "testsuites"
    for element in (root, *root.findall("testsuite")):
        assert int(element.attrib["tests"]) == len(cases) == len(list(result.problems)) + 1
        assert int(element.attrib["failures"]) == len(root.findall(".//failure"))
        assert int(element.attrib["skipped"]) == len(root.findall(".//skipped"))
    assert bool(root.findall(".//failure")) == bool(result.failing)
    assert all(each.attrib["name"] and each.attrib["classname"] for each in cases)


@given(_results())
def test_each_annotation_of_github_is_one_command(result: Result) -> None:
    *commands, last = shown("github", result).splitlines()
    assert len(commands) == len(list(result.problems)) + len(result.observations)
    assert not last.startswith("::")
    for command in commands:
        match = re.fullmatch(r"::(error|warning|notice) (?:file=([^,:]*),line=(\d+),)?title=([^,:]*)::(.+)", command)
        assert match, command
        assert not re.search("%(?!25|0A|0D|3A|2C)", command)


@given(_results())
def test_each_row_of_markdown_has_all_cells_and_no_html(result: Result) -> None:
    text = shown("markdown", result)
    rows = [re.split(r"(?<!\\)(?:\\\\)*\|", line) for line in text.splitlines() if line.startswith("|")]
    assert {len(row) for row in rows} <= {8}
    assert len(rows) == (len(list(result.problems)) + 2 if result.groups else 0)
    assert not re.search(r"<|(?<!\\)`|@(?!&#8203;)", text)


def test_github_escapes() -> None:
    assert github._escaped("a%b:c,d\r\n", github._IN_PROPERTY) == "a%25b%3Ac%2Cd%0D%0A"
    assert github._escaped("a%b:c,d\r\n", github._IN_TEXT) == "a%25b:c,d%0D%0A"


def test_markdown_escapes() -> None:
    assert markdown._text("a|b <c> `d` @e") == r"a\|b &lt;c&gt; \`d\` @&#8203;e"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b.log", "a%20b.log"),
        ("logs/a.zip:b.log", "logs/a.zip%3Ab.log"),
        ("/var/log/a.log", "file:///var/log/a.log"),
        ("-", "-"),
    ],
)
def test_uris_of_files(file: str, uri: str) -> None:
    assert sarif.uri(file) == uri


def test_places_in_words() -> None:
    assert words.placed([("a", 1), ("a", 2), ("b", 3)], 3) == "a:1, 2; b:3"
    assert words.placed([("a", 1)], 1001) == "a:1 and 1,000 more"


def test_a_log_in_every_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a,b.log").write_text(logged('> [2,"1","Heartbeat",{"<x>|%":"\\u0007"}]'), "utf-8")
    arguments = ["check", "--protocol", "1.6", "a,b.log", "--format"]
    assert run(*arguments, "github").out.startswith("::error file=a%2Cb.log,line=1,title=unknown_field::The station: ")
    assert (
        "\n| error | 1 | station | unknown\\_field | Heartbeat.Request/&lt;x&gt;\\|%: "
        in run(*arguments, "markdown").out
    )
    case = Xml.fromstring(run(*arguments, "junit").out).findall(".//testcase")[1]
    assert case.attrib["name"] == "unknown_field Heartbeat.Request/<x>|%"
    (result,) = run(*arguments, "sarif").json["runs"][0]["results"]
    assert (result["ruleId"], result["level"], result["properties"]["fails"]) == ("unknown_field", "error", True)
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
