"""Which version is spoken: as the caller says, as the log says, or as the messages tell."""

from __future__ import annotations

import pytest

from ocpp_codec import OcppJsonProtocol
from ocpp_codec.log import _versions as module
from ocpp_codec.log._raw import Raw
from ocpp_codec.log._search import head_of
from ocpp_codec.log._versions import Versions
from tests.support.loglines import BOOT_16, BOOT_201, DATA, HEARTBEAT, RESET, current, entries

V16, V20, V201, V21 = OcppJsonProtocol.v16, OcppJsonProtocol.v20, OcppJsonProtocol.v201, OcppJsonProtocol.v21

AUTHORIZE_16 = '[2,"a","Authorize",{"idTag":"A"}]'
AUTHORIZE_201 = '[2,"z","Authorize",{"idToken":{"idToken":"A","type":"ISO14443"}}]'
DISPLAYS_21 = '[2,"c","ClearDERControl",{"isDefault":true}]'
BROKEN_BOOT_201 = BOOT_201.replace('"M"', '"' + 40 * "M" + '"')


def versions(*lines: str, **settings: str) -> list[OcppJsonProtocol | None]:
    return [entry.protocol for entry in entries(*lines, **settings)]


# What is said --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "protocol"),
    [
        ("1.6", V16),
        ("ocpp1.6", V16),
        ("1.6J", V16),
        ("2.0", V20),
        ("2.0.1", V201),
        ("ocpp2.0.1", V201),
        ("OCPP 2.0.1", V201),
        ("2.1", V21),
        (V201, V201),
    ],
)
def test_the_caller_says_the_version(name: str, protocol: OcppJsonProtocol) -> None:
    assert versions(BOOT_16, current("2026-05-17T09:41:33Z", "b"), protocol=name) == [protocol] * 2


@pytest.mark.parametrize("name", ["1.5", "ocpp3.0", "soap", ""])
def test_an_unknown_version_is_told(name: str) -> None:
    with pytest.raises(ValueError, match="protocol"):
        versions(BOOT_16, protocol=name)


def test_the_log_may_say_the_version() -> None:
    assert versions("subprotocol: ocpp2.0.1", HEARTBEAT) == [V201]
    assert versions(f"OCPP 2.1 CS01 rx {HEARTBEAT}") == [V21]


def test_messages_count_more_than_what_the_log_says() -> None:
    assert versions("supported: ocpp2.0.1", BOOT_16, AUTHORIZE_16) == [V16] * 2


# What the messages tell ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calls", "protocol"),
    [
        ([BOOT_16], V16),
        ([AUTHORIZE_16, RESET], V16),
        ([BOOT_201], V201),
        ([AUTHORIZE_201, HEARTBEAT], V201),
        ([BOOT_201, DISPLAYS_21], V21),
        ([HEARTBEAT], V16),  # the same in all
    ],
)
def test_the_version_is_that_in_which_the_calls_are_valid(calls: list[str], protocol: OcppJsonProtocol) -> None:
    assert versions(*calls) == [protocol] * len(calls)


def test_first_messages_are_ambiguous_only_until_a_later_one_tells() -> None:
    assert versions(HEARTBEAT, current("2026-05-17T09:41:33Z"), DATA, AUTHORIZE_201) == [V201] * 4


def test_defective_calls_tell_by_their_action() -> None:
    assert versions('[2,"1","RemoteStartTransaction",{}]') == [V16]
    assert versions('[2,"1","TransactionEvent",{}]') == [V201]


def test_without_calls_nothing_tells() -> None:
    assert versions(current("2026-05-17T09:41:33Z")) == [None]
    assert versions('[2,"1","Nonsense",{}]') == [None]


def test_a_station_of_which_nothing_is_known_speaks_as_the_others() -> None:
    assert versions(f"CS01 rx {BOOT_201}", 'CS02 tx [3,"x",{}]') == [V201] * 2


def test_each_station_speaks_its_own_version() -> None:
    lines = [
        f"CS01 rx {BOOT_16}",
        f"CS02 rx {BOOT_201}",
        f"CS01 rx {HEARTBEAT}",
        f"CS02 rx {HEARTBEAT}",
        f"CS01 tx {current('2026-05-17T09:00:00Z')}",
    ]
    assert versions(*lines) == [V16, V201, V16, V201, V16]


# Changes -------------------------------------------------------------------------------------------------------------


def test_a_station_changes_its_version_when_it_boots() -> None:
    lines = [BOOT_16, AUTHORIZE_16, HEARTBEAT, BOOT_201, AUTHORIZE_201, HEARTBEAT.replace("h", "i")]
    assert versions(*lines) == [V16] * 3 + [V201] * 3


def test_a_station_may_change_back() -> None:
    assert versions(BOOT_16, BOOT_201, AUTHORIZE_201, BOOT_16, AUTHORIZE_16) == [V16, V201, V201, V16, V16]


def test_a_station_that_boots_as_before_changes_nothing() -> None:
    assert versions(AUTHORIZE_201, BOOT_201, BOOT_201) == [V201] * 3


def test_a_defective_boot_changes_nothing() -> None:
    assert versions(AUTHORIZE_201, BROKEN_BOOT_201, HEARTBEAT) == [V201] * 3


def test_another_call_changes_nothing() -> None:
    assert versions(BOOT_201, AUTHORIZE_201, AUTHORIZE_16, HEARTBEAT) == [V201] * 4


def test_only_the_station_that_boots_changes() -> None:
    lines = [
        f"CS01 rx {BOOT_16}",
        f"CS02 rx {BOOT_16}",
        f"CS02 rx {BOOT_201}",
        f"CS01 rx {HEARTBEAT}",
        f"CS02 rx {HEARTBEAT}",
    ]
    assert versions(*lines) == [V16, V16, V201, V16, V201]


# Bounds --------------------------------------------------------------------------------------------------------------


def learned(versions: Versions, frame: str, station: str | None = None) -> Raw:
    raw = Raw(frame=frame, line=1, layout="text", station=station)
    versions.learn(raw, head_of(frame))
    return raw


def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls that are tried, from now on."""
    frames: list[str] = []
    examine = module._is_valid

    def is_valid(frame: str, protocol: OcppJsonProtocol) -> bool:
        frames.append(frame)
        return examine(frame, protocol)

    monkeypatch.setattr(module, "_is_valid", is_valid)
    return frames


def test_nothing_is_tried_when_the_version_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = tried(monkeypatch)
    versions(BOOT_16, protocol="2.0.1")
    assert frames == []


def test_calls_are_tried_until_they_have_told(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = tried(monkeypatch)
    versions(*(AUTHORIZE_16.replace('"a"', f'"{number}"') for number in range(20)))
    assert len(frames) == 4 * 3


def test_calls_that_do_not_tell_are_tried_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = tried(monkeypatch)
    versions(*(HEARTBEAT.replace("h", str(number)) for number in range(100)))
    assert len(frames) == 4 * module._TRIED


def test_of_too_many_stations_only_the_first_ones_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_STATIONS", 2)
    one = Versions(None)
    raws = [learned(one, BOOT_16, "A"), learned(one, BOOT_16, "B"), learned(one, BOOT_201, "C")]
    assert [one.resolve(raw) for raw in raws] == [V16, V16, V16]


def test_a_station_that_changes_too_often_stays_with_its_last_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_CHANGES", 2)
    assert versions(BOOT_16, BOOT_201, BOOT_16) == [V16, V201, V201]
