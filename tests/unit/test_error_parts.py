"""Code, description and details of an error in odd forms: what is read of them, and that nothing is made up or lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, Severity, structure
from tests.support.judging import CODEC

V16, V21 = OcppJsonProtocol.v16, OcppJsonProtocol.v21
CODE, DESCRIPTION, DETAILS = Rule.BAD_ERROR_CODE, Rule.BAD_ERROR_DESCRIPTION, Rule.BAD_ERROR_DETAILS

# The elements behind the id; code, description and details of the message; the rules.
READ: list[tuple[list[Any], tuple[Any, str, dict[str, Any]], list[Rule]]] = [
    # An object in place of the code
    (
        [{"errorCode": "NotImplemented", "errorDescription": "no such action", "errorDetails": {"a": 1}}],
        ("NotImplemented", "no such action", {"a": 1}),
        [CODE, DESCRIPTION],
    ),
    ([{"errorCode": "NotImplemented"}, "x", {}], ("NotImplemented", "x", {}), [CODE]),
    ([{"error_code": "not implemented"}, "x", {}], ("NotImplemented", "x", {}), [CODE]),
    ([{"Code": "OutOfCoffee"}, "x", {}], ("OutOfCoffee", "x", {}), [CODE]),
    ([{"code": "GenericError", "description": "d"}, "x", {}], ("GenericError", "x", {"errorCode": {"code": "GenericError", "description": "d"}}), [CODE]),
    ([{"code": "GenericError", "details": {"b": 2}}, "x", {"a": 1}], ("GenericError", "x", {"errorCode": {"code": "GenericError", "details": {"b": 2}}, "a": 1}), [CODE]),
    ([{"reason": "x"}, "", {}], ("", "", {"errorCode": {"reason": "x"}}), [CODE]),
    ([{"code": 5}, "", {}], ("", "", {"errorCode": {"code": 5}}), [CODE]),
    ([{"code": {"code": "GenericError"}}, "", {}], ("", "", {"errorCode": {"code": {"code": "GenericError"}}}), [CODE]),
    ([{"code": None, "errorCode": "GenericError"}, "", {}], ("GenericError", "", {"errorCode": {"code": None, "errorCode": "GenericError"}}), [CODE]),
    ([{}, "", {}], ("", "", {}), [CODE]),
    ([{"errorDetails": "text", "errorCode": "GenericError"}], ("GenericError", "", {"details": "text"}), [CODE, DESCRIPTION, DETAILS]),
    # A list in place of the code
    ([["NotSupported"], "x", {}], ("NotSupported", "x", {}), [CODE]),
    ([["a", "b"], "x", {}], ("", "x", {"errorCode": ["a", "b"]}), [CODE]),
    ([[5], "x", {}], ("", "x", {"errorCode": [5]}), [CODE]),
    ([[["GenericError"]], "x", {}], ("", "x", {"errorCode": [["GenericError"]]}), [CODE]),
    ([[], "x", {}], ("", "x", {}), [CODE]),
    # In place of the description
    (["GenericError", {"reason": "x"}, {}], ("GenericError", "", {"errorDescription": {"reason": "x"}}), [DESCRIPTION]),
    (["GenericError", {"errorDescription": "d"}, {}], ("GenericError", "d", {}), [DESCRIPTION]),
    (["GenericError", {"description": "d", "more": 1}, {"a": 1}], ("GenericError", "d", {"errorDescription": {"description": "d", "more": 1}, "a": 1}), [DESCRIPTION]),
    (["GenericError", ["d"], {}], ("GenericError", "d", {}), [DESCRIPTION]),
    (["GenericError", [{"a": 1}], None], ("GenericError", "", {"errorDescription": [{"a": 1}]}), [DESCRIPTION, DETAILS]),
    # Both, and details of other forms
    ([{"a": 1}, ["b", 2], [5]], ("", "", {"errorCode": {"a": 1}, "errorDescription": ["b", 2], "details": [5]}), [CODE, DESCRIPTION, DETAILS]),
    ([{"a": 1}, "x", "why"], ("", "x", {"errorCode": {"a": 1}, "details": "why"}), [CODE, DETAILS]),
    # Numbers and booleans are text as JSON writes it
    ([404, 1.5, {}], ("404", "1.5", {}), [Rule.UNKNOWN_ERROR_CODE, DESCRIPTION]),
    ([True, False, {}], ("true", "false", {}), [Rule.UNKNOWN_ERROR_CODE, DESCRIPTION]),
    ([None, None, None], ("", "", {}), [Rule.UNKNOWN_ERROR_CODE, DESCRIPTION, DETAILS]),
    # Without a description, an object is the details
    (["GenericError", {"errorDescription": "d"}], ("GenericError", "", {"errorDescription": "d"}), [DESCRIPTION]),
]  # fmt: skip


@pytest.mark.parametrize(("elements", "held", "rules"), READ)
@pytest.mark.parametrize(("protocol", "kind"), [*((protocol, 4) for protocol in OcppJsonProtocol), (V21, 5)])
def test_what_is_read_of_an_error(protocol: OcppJsonProtocol, kind: int, elements: Any, held: Any, rules: Any) -> None:
    codec, text = Codec(protocol), json.dumps([kind, "1", *elements])
    seen = codec.examine(text)
    message: Any = seen.message
    assert (message.errorCode, message.errorDescription, message.errorDetails) == held
    assert (message.errorCode in codec.settings.version.codes) is (type(message.errorCode) is not str)
    assert [finding.rule for finding in seen.findings] == rules
    assert {finding.severity for finding in seen.findings} == {Severity.ADVICE}
    assert codec.decode(text) == codec.decode(text.encode()) == message


def test_a_finding_has_what_came_and_what_is_held() -> None:
    (code, description) = CODEC.examine('[4,"1",{"code":"GenericError","a":1},["why"],{}]').findings
    assert (code.path, code.value, code.repaired) == ("/2", {"code": "GenericError", "a": 1}, "GenericError")
    assert (description.path, description.value, description.repaired) == ("/3", ["why"], "why")
    assert code.message == (
        'error code is not a string: found an object with 2 members, expected a string; taken as "GenericError".'
    )


@pytest.mark.parametrize("rule", [CODE, DESCRIPTION])
def test_whoever_enforces_a_text_refuses_what_is_none(rule: Rule) -> None:
    codec = Codec(V16, enforce={rule})
    text = '[4,"1",["GenericError"],["why"],{}]'
    with pytest.raises(OCPPException) as caught:
        codec.decode(text)
    assert (caught.value.ocpp_error.code, caught.value.reply) == ("TypeConstraintViolation", None)
    assert codec.decode('[4,"1","GenericError","why",{}]')


def test_what_is_inside_of_an_odd_part_is_judged_as_well() -> None:
    deep = "[" * 70 + "]" * 70
    for text in ('[4,"1",{"a":NaN},"",{}]', '[4,"1","GenericError",[1e400],{}]', f'[4,"1",{deep},"",{{}}]'):
        assert CODEC.examine(text).message is None
    (duplicate, *_) = CODEC.examine('[4,"1",{"a":1,"a":2},"",{}]').findings
    assert (duplicate.rule, duplicate.path) == (Rule.DUPLICATE_KEY, "/2/a")


def test_what_is_kept_is_plain_data() -> None:
    """So that the error can be passed on."""
    for frame in (
        '[4,"1","GenericError",{"a":{"b":1,"b":2}},{}]',
        '[4,"1",{"code":"GenericError","a":{"b":1,"b":2}},"",{}]',
    ):
        error: Any = CODEC.decode(frame)
        (kept,) = error.errorDetails.values()
        assert type(kept) is dict
        assert type(kept["a"]) is dict
        assert CODEC.decode(CODEC.encode(error)) == error


OURS: list[tuple[Any, Any]] = [
    ({"errorCode": "GenericError"}, ""),
    (["GenericError"], ""),
    ("GenericError", ["why"]),
    (5, ""),
    (10**5000, ""),
    ("GenericError", 10**5000),
]


@pytest.mark.parametrize(("code", "description"), OURS, ids=range(len(OURS)))
def test_an_error_of_our_own_has_text(code: Any, description: Any) -> None:
    with pytest.raises(OCPPException) as caught:
        CODEC.encode(structure.CallError("1", code, description, {}))
    assert caught.value.findings[0].path in ("/2", "/3")
