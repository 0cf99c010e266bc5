"""What `explain` says of the rules."""

from __future__ import annotations

import json

import pytest

from ocpp_codec import Rule
from ocpp_codec.cli._rule_examples import EXAMPLES
from ocpp_codec.rules import RULES
from tests.support.command import run

#: No text of a message can break them.
WITHOUT_EXAMPLE = {Rule.NOT_TEXT, Rule.TOO_SHORT}


def test_all_rules_are_listed() -> None:
    ran = run("explain")
    assert [line.split()[0] for line in ran.out.splitlines()] == [rule.value for rule in RULES]
    assert [each["rule"] for each in json.loads(run("explain", "--json").out)] == [rule.value for rule in RULES]


@pytest.mark.parametrize("rule", Rule)
def test_each_rule_has_its_codes_and_an_example_that_shows_it(rule: Rule) -> None:
    ran = run("explain", rule.name)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{rule.value}: ")
    said = json.loads(run("explain", "--json", rule.value).out)
    assert set(said["codes"]) == {"1.6", "2.0", "2.0.1", "2.1"}
    assert all(code in ran.out for code in said["codes"].values())
    assert said["tolerable"] is RULES[rule].tolerable
    assert (rule in EXAMPLES) is (rule not in WITHOUT_EXAMPLE)
    if rule in EXAMPLES:
        finding = EXAMPLES[rule].finding(rule)
        assert finding is not None
        assert said["example"]["message"] == finding.message
        assert finding.message in ran.out


def test_the_whole_text() -> None:
    assert run("explain", "null-for-required").out == (
        "null_for_required: the value or frame has no value, but the field is required\n"
        "\n"
        "Kind of defect: wrong JSON type\n"
        "Error code:     TypeConstraintViolation (1.6 2.0 2.0.1 2.1)\n"
        "On receipt:     error, the frame is refused, unless it is tolerated\n"
        "Repair:         it becomes None\n"
        "To tolerate it: --tolerate null_for_required\n"
        "\n"
        "Example (OCPP 1.6)\n"
        '  [2,"1","StatusNotification",{"connectorId":null,"errorCode":"NoError","status":"Available"}]\n'
        "  error /connectorId: connectorId has no value, but the field is required: found null, expected an integer.\n"
    )


def test_how_to_tolerate_it_and_what_is_lost() -> None:
    out = run("explain", "NUMERIC_ID").out
    assert "the frame is refused, unless it is tolerated" in out
    assert "To tolerate it: --tolerate numeric_id, or --tolerate FIELD" in out
    assert "Lost by it:" in run("explain", "unknown_field").out


def test_a_conversation_is_shown_with_what_was_said_before() -> None:
    assert '  station [2,"17","DataTransfer",{"vendorId":"org.example"}]\n' in run("explain", "answered_twice").out


def test_a_near_name_is_told() -> None:
    ran = run("explain", "unknown_feild")
    assert (ran.code, ran.out) == (2, "")
    assert "(perhaps unknown_field)" in ran.err
