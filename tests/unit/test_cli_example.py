"""The frames that `example` prints."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocpp_codec import Codec, OcppJsonProtocol
from ocpp_codec._core.annotations import fields_of
from ocpp_codec._core.record import CustomDataType, Record
from ocpp_codec.cli._definitions import actions_of
from ocpp_codec.cli._versions import short
from tests.support.command import run

SIZES = {"expected": (), "minimal": ("--minimal",), "full": ("--full",)}


def printed(*args: str) -> str:
    ran = run("example", *args)
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    return ran.out


def require_fields(definition: type[Record], there: dict[str, Any], *, full: bool) -> None:
    """At every depth, the required fields alone; or all but customData."""
    for field in fields_of(definition):
        kind = field.kind.item if field.kind.is_list else field.kind
        assert (field.key in there) is (field.required or (full and kind.type is not CustomDataType)), field
        if field.key in there and kind.is_a(Record):
            inner = there[field.key]
            for each in inner if isinstance(inner, list) else [inner]:
                require_fields(kind.type, each, full=full)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("protocol", OcppJsonProtocol, ids=short)
def test_every_example_is_valid_and_without_any_finding(protocol: OcppJsonProtocol, size: str) -> None:
    codec = Codec(protocol)
    for name, action in actions_of(protocol).items():
        for role, payload in (("Request", action.Request), ("Response", action.Response)):
            if payload is None:
                continue
            frame = printed(short(protocol), f"{name}.{role}", *SIZES[size])
            seen = codec.examine(frame.strip(), action if role == "Response" else None)
            assert (seen.findings, type(seen.message and seen.message.payload)) == ((), payload)  # type: ignore[union-attr]
            if size != "expected":
                require_fields(payload, json.loads(frame)[-1], full=size == "full")


def test_without_a_role_it_is_the_request() -> None:
    assert json.loads(printed("1.6", "heartbeat")) == [2, "19223201", "Heartbeat", {}]


def test_a_message_that_nobody_answers() -> None:
    assert json.loads(printed("2.1", "NotifyPeriodicEventStream"))[0] == 6


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("2.1", "NotifyPeriodicEventStream.Response"), "has no response"),
        (("2.1", "EVSEType"), "EVSEType is no action"),
        (("1.6", "Heartbeat.Respons"), "OCPP 1.6 has no"),
        (("1.6",), "Missing argument"),
    ],
)
def test_what_is_wrong_is_told(args: tuple[str, ...], told: str) -> None:
    ran = run("example", *args)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
