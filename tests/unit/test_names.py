"""Spellings of a name that count as the same."""

from __future__ import annotations

import pytest

from ocpp_codec import OcppJsonProtocol
from ocpp_codec._core.checks import check_of
from ocpp_codec._core.names import folded
from ocpp_codec._core.version import version_of


@pytest.mark.parametrize(
    "name", ["connectorId", "connectorID", "CONNECTORID", "connector_id", "Connector-Id", "_connectorid-"]
)
def test_names_that_differ_in_case_hyphens_and_underscores_are_the_same(name: str) -> None:
    assert folded(name) == "connectorid"


@pytest.mark.parametrize("name", ["connector id", "connectorIds", "conectorId", "connector.id", "connectorId2", ""])
def test_other_names_are_others(name: str) -> None:
    assert folded(name) != "connectorid"


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_no_two_names_of_a_version_are_the_same(protocol: OcppJsonProtocol) -> None:
    """Else it would not be clear which one is meant."""
    actions = version_of(protocol).actions
    assert len({folded(name) for name in actions}) == len(actions)
    for action in actions.values():
        for payload in (action.Request, action.Response):
            fields = {} if payload is None else check_of(payload).fields
            assert len({folded(name) for name in fields}) == len(fields)
