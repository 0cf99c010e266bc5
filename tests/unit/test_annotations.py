from __future__ import annotations

from datetime import datetime

import pytest

from ocpp_codec._core.annotations import fields_of, kind_of
from ocpp_codec._core.strings import CiString20
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
