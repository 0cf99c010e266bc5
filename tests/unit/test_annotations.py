from __future__ import annotations

import typing
from datetime import datetime
from typing import Annotated, Any

import pytest
from msgspec import Meta

from ocpp_codec import OcppJsonProtocol
from ocpp_codec._core.annotations import fields_of, hints_of, kind_of
from ocpp_codec._core.fields import Exact
from ocpp_codec._core.strings import CiString20
from ocpp_codec.compat import get_implemented_messages
from ocpp_codec.record import Record
from ocpp_codec.structure import Call
from ocpp_codec.v16 import messages as v16
from ocpp_codec.v201 import datatypes, messages


def test_a_kind_has_the_type_and_the_limits_of_an_annotation() -> None:
    assert kind_of(int) == (int, {})
    assert kind_of(CiString20) == (str, {"max_length": 20, "characters": "printable ASCII"})


def test_a_list_has_items_of_a_kind() -> None:
    key = next(field for field in fields_of(v16.GetConfiguration.Request) if field.key == "key")
    assert key.kind.is_list
    assert key.kind.item.limits["max_length"] == 50
    assert not key.required


@pytest.mark.parametrize(("name", "required"), [("currentTime", True), ("interval", True), ("statusInfo", False)])
def test_which_fields_must_be_there(name: str, required: bool) -> None:
    field = next(field for field in fields_of(messages.BootNotification.Response) if field.key == name)
    assert field.required is required


def test_what_a_field_is() -> None:
    fields = {field.key: field.kind for field in fields_of(messages.BootNotification.Response)}
    assert fields["currentTime"].is_a(datetime)
    assert fields["statusInfo"].is_a(datatypes.StatusInfoType)
    assert fields["interval"].limits == {"unit": "s"}
    assert not fields["status"].is_list


def test_names_in_python_may_differ_from_those_on_the_wire() -> None:
    fields = fields_of(datatypes.ChargingSchedulePeriodType)
    assert {field.name for field in fields} == set(datatypes.ChargingSchedulePeriodType.__struct_fields__)
    assert {field.key for field in fields} == set(datatypes.ChargingSchedulePeriodType.__struct_encode_fields__)


if typing.TYPE_CHECKING:
    from typing import Optional as Opt
else:
    Opt = typing.Optional  # not that of the definitions


class Base(Record):
    first: Opt[int]
    second: Exact[Annotated[int, Meta(ge=0)]] | None = None


class Derived(Base):
    second: Opt[int] = None
    third: list[Base] | None = None


Derived.__annotations__["third"] = list["Base"]


@pytest.mark.parametrize("definition", [Base, Derived, Call])
def test_annotations_mean_what_typing_says(definition: Any) -> None:
    hints = typing.get_type_hints(definition, include_extras=True)
    assert hints_of(definition) == {name: hints[name] for name in definition.__struct_fields__}


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_annotations_of_payloads_mean_what_typing_says(protocol: OcppJsonProtocol) -> None:
    for action in get_implemented_messages(protocol).values():
        for payload in filter(None, (action.Request, action.Response)):
            hints = typing.get_type_hints(payload, include_extras=True)
            assert repr(hints_of(payload)) == repr({name: hints[name] for name in payload.__struct_fields__})
