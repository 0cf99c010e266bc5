"""The native path over many frames: which of them are usual, and about which there may be advice."""

from __future__ import annotations

from typing import Any

import pytest

from ocpp_codec import Codec, OcppJsonProtocol, bulk, v16, v20, v21, v201
from ocpp_codec._core import native
from ocpp_codec._core.answered import ActionLookup
from ocpp_codec._core.checks import List, String, check_of
from ocpp_codec._core.slow_path import inspect_text
from ocpp_codec._core.spotless import is_spotless
from ocpp_codec._core.strings import IDENTIFIER
from ocpp_codec.bulk import _decoding
from ocpp_codec.pairing import Pairing, Pending
from ocpp_codec.record import Record
from ocpp_codec.testing import examples
from tests.support.memory import blocks_kept
from tests.support.modes import coder_alone
from tests.support.tables import call, charging, columns, result, tables_of

if not native.IN_USE:
    pytest.skip(f"there is no native path: {native.REASON}", allow_module_level=True)

CODEC = Codec("ocpp1.6")
CODER = coder_alone(CODEC)

# Advice --------------------------------------------------------------------------------------------------------------

METERED = (
    '[2,"1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-03-01T00:00:00Z",'
    '"sampledValue":[{"value":"VALUE"}]}]}]'
)
AUTHORIZED = '[2,"1","Authorize",{"idTag":"TAG"}]'
AUTHORIZED_2 = '[2,"1","Authorize",{"idToken":{"idToken":"TAG","type":"ISO14443"}}]'
STATUS = (
    '[2,"1","StatusNotification",{"timestamp":"TIME","connectorStatus":"Available","evseId":1,"connectorId":NUMBER}]'
)


def status(time: str = "2026-03-01T00:00:00Z", number: str = "1") -> str:
    return STATUS.replace("TIME", time).replace("NUMBER", number)


PLAIN = {
    "ocpp1.6": [
        METERED.replace("VALUE", "-12.5"),
        METERED.replace("VALUE", "123456789012345"),
        AUTHORIZED.replace("TAG", "card #1 ~"),
        '[2, "1", "Heartbeat", {}]',
    ],
    "ocpp2.0.1": [
        AUTHORIZED_2.replace("TAG", "a*-_=:+|@.9Z"),
        status("2026-03-01T00:00:00.125+02:00"),
        status(number="123456789"),
    ],
}
ODD = {
    "ocpp1.6": [
        *(METERED.replace("VALUE", each) for each in ("", "-", ".5", "5.", "1e3", "1 ", "1234567890123456", "1.5.5", "1-")),
        *(AUTHORIZED.replace("TAG", each) for each in ("\x7f", "é", "\\u0041", "a\\/b")),
        '[2,"1" ,"Heartbeat",{}]',
        '[2,"1",  "Heartbeat",{}]',
        '[2,"1",\t"Heartbeat",{}]',
        '[2,"1","Heartbeat",{} ]',
    ],
    "ocpp2.0.1": [
        *(AUTHORIZED_2.replace("TAG", each) for each in ("a b", "a/b", "a#")),
        *(status(f"2026-03-01{each}") for each in ("t00:00:00Z", "T00:00:00z", "T00:00:00.1234Z", "T00:00:00+0200", " 00:00:00Z")),
        status(number="1234567890"),
        STATUS.replace("TIME", "2026-03-01T00:00:00Z").replace("NUMBER", '1,"customData":{"vendorId":"x"}'),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("protocol", "frame"), [(each, frame) for each in PLAIN for frame in PLAIN[each]])
def test_about_a_plain_frame_there_is_no_advice(protocol: str, frame: str) -> None:
    assert coder_alone(Codec(protocol)).is_spotless(frame, None)
    assert not Codec(protocol).examine(frame)._inspected().report.findings


@pytest.mark.parametrize(("protocol", "frame"), [(each, frame) for each in ODD for frame in ODD[each]])
def test_about_a_frame_written_in_another_way_there_may_be_some(protocol: str, frame: str) -> None:
    assert Codec(protocol).decode(frame)
    assert not coder_alone(Codec(protocol)).is_spotless(frame, None)


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_most_examples_are_plain_and_none_of_those_has_a_finding(protocol: OcppJsonProtocol) -> None:
    codec = Codec(protocol)
    coder, seen, plain = coder_alone(codec), 0, 0
    for message in examples(protocol):
        frame = codec.encode(message)
        action = getattr(getattr(message, "payload", None), "action_class", None)
        seen += 1
        if coder.is_spotless(frame, action):
            plain += 1
            assert not inspect_text(frame, codec.settings, ActionLookup(codec.settings.version, action)).report.findings
            assert coder.is_spotless(frame.encode(), action)
    assert plain >= 0.6 * seen


LISTS = {
    "NotifyDERStartStop": {"controlId": "a", "started": True, "timestamp": "2024-05-17T09:41:33Z", "supersededIds": ["TEXT"]},
    "Get15118EVCertificate": {
        "iso15118SchemaVersion": "1", "action": "Install", "exiRequest": "a", "prioritizedEMAIDs": ["TEXT"]
    },
}  # fmt: skip


@pytest.mark.parametrize("action", LISTS)
def test_advice_about_the_items_of_a_list(action: str) -> None:
    frame = call("1", action, LISTS[action])
    for text, expected in (("a-1", 0), ("not an id!", 1)):
        assert len(Codec("ocpp2.1").examine(frame.replace("TEXT", text)).findings) == expected


@pytest.mark.parametrize("version", [v16, v20, v201, v21], ids=lambda each: each.__name__)
def test_the_characters_of_all_texts_are_judged(version: Any) -> None:
    """In whatever field a text stands, alone or in a list."""
    payloads = [
        each for action in vars(version.messages).values() if isinstance(action, type) for each in vars(action).values()
    ]
    definitions = [
        each
        for each in (*payloads, *vars(version.types).values())
        if isinstance(each, type) and issubclass(each, Record)
    ]
    fields = [field for definition in definitions for field in check_of(definition).fields.values()]
    identifiers = 0
    for field in fields:
        check = field.check.item if isinstance(field.check, List) else field.check
        is_identifier = isinstance(check, String) and check.alphabet == IDENTIFIER
        letters = native._row(field.name, field, {})[-2]
        assert (letters == native._speed.IDENTIFIER) is is_identifier
        identifiers += is_identifier
    assert identifiers or version is v16


def test_frames_in_bytes_are_looked_at_too() -> None:
    frame = AUTHORIZED.replace("TAG", "card").encode()
    assert is_spotless(CODEC.decode(frame), frame, CODEC.settings.version)
    assert not is_spotless(CODEC.decode(frame), bytearray(frame), CODEC.settings.version)


def test_what_is_no_good_frame_is_not_spotless() -> None:
    assert not CODER.is_spotless("[", None)
    assert not CODER.is_spotless(None, None)
    assert not CODER.is_spotless('[4,"1","GenericError","",{}]', None)
    with pytest.raises(TypeError):
        CODER.is_spotless("[")


# Usual frames --------------------------------------------------------------------------------------------------------


QUICK = [(sender, frame, at / 100) for sender, frame, at in charging()]


class Taken:
    """What `take_usual` gets, and what it has made of it."""

    def __init__(self, rows: list[tuple[str, str, float]], protocol: str = "ocpp1.6") -> None:
        self.pairing = Pairing(Codec(protocol))
        self.ends: list[tuple[Any, ...]] = []
        for sender in ("station", "csms"):
            side = self.pairing._sides[sender]
            self.ends.append((self.pairing, self.pairing.codec._coder, side.parts(), side.other.parts()))
        self.steps: Any = iter(
            [(n, frame, at, ("log", n), sender == "csms") for n, (sender, frame, at) in enumerate(rows)]
        )
        self.groups = _decoding._Groups()
        self.calls: list[Any] = []
        self.suspects: list[int] = []

    def __call__(self, opened: frozenset[int] = frozenset()) -> Any:
        assert native.take_usual is not None
        return native.take_usual(self.steps, Pending, self.ends, opened, self.groups, self.calls, self.suspects)


def test_a_usual_conversation_is_taken_as_a_pairing_takes_it() -> None:
    rows = QUICK
    taken, pairing = Taken(rows), Pairing(Codec("ocpp1.6"))
    assert taken() is None
    fed = [pairing.feed(frame, sender, at, ("log", n)) for n, (sender, frame, at) in enumerate(rows)]
    messages = [
        (row, envelope)
        for group in taken.groups.values()
        for row, envelope in zip(group.rows, group.envelopes, strict=True)
    ]
    assert [message for _, message in sorted(messages)] == [each.message for each in fed]
    assert taken.calls == [each.call for each in fed]
    assert [call and call.mark for call in taken.calls] == [each.call and each.call.mark for each in fed]
    for side, other in zip(taken.pairing._sides.values(), pairing._sides.values(), strict=True):
        assert (side.waiting, side.answered, side.characters) == (other.waiting, other.answered, other.characters)
    assert taken.pairing._expires <= pairing._expires
    assert not taken.suspects


UNUSUAL = {
    "a defect": [("station", '[2,"1","Heartbeat",{"x":1}]', 0.0)],
    "an error": [("station", call("1", "Heartbeat", {}), 0.0), ("csms", '[4,"1","GenericError","",{}]', 1.0)],
    "an answer to nothing": [("csms", result("1", {}), 0.0)],
    "an answer from the same side": [("station", call("1", "Heartbeat", {}), 0.0), ("station", result("1", {}), 1.0)],
    "a second call": [("station", call("1", "Heartbeat", {}), 0.0), ("station", call("2", "Heartbeat", {}), 1.0)],
    "a call of the other side": [("csms", call("1", "Heartbeat", {}), 0.0)],
    "a late frame": [("station", call("1", "Heartbeat", {}), 0.0), ("csms", call("2", "ClearCache", {}), 301.0)],
    "no quote": [("csms", "[3,1,{}]", 0.0)],
    "no text": [("csms", "", 0.0)],
    "an id that is used again": [
        ("station", call("1", "Heartbeat", {}), 0.0),
        ("csms", '[3,"1",{"currentTime":"2026-03-01T00:00:00Z"}]', 0.0),
        ("station", call("1", "Heartbeat", {}), 1.0),
    ],
}


@pytest.mark.parametrize("rows", UNUSUAL.values(), ids=UNUSUAL)
def test_an_unusual_frame_is_given_back_and_changes_nothing(rows: list[tuple[str, str, float]]) -> None:
    taken = Taken(rows)
    assert taken()[:3] == (len(rows) - 1, rows[-1][1], rows[-1][2])
    assert taken() is None
    whole = Taken(rows[:-1])
    assert whole() is None
    assert taken.pairing == whole.pairing
    assert len(taken.calls) == len(rows) - 1


def test_a_frame_before_which_a_connection_begins_is_given_back() -> None:
    taken = Taken([("station", call("1", "Heartbeat", {}), 0.0)])
    assert taken(frozenset({0})) is not None


def test_after_a_long_silence_a_call_is_usual_and_the_next_time_is_known() -> None:
    answer = '[3,"1",{"currentTime":"2026-03-01T00:00:00Z"}]'
    taken = Taken(
        [
            ("station", call("1", "Heartbeat", {}), 0.0),
            ("csms", answer, 1.0),
            ("station", call("2", "Heartbeat", {}), 9e5),
        ]
    )
    taken.pairing.give_up(0.0)  # from now on it knows when it may forget
    assert taken() is None
    assert taken.pairing._expires == 9e5 + taken.pairing.max_age


def test_rows_with_advice_are_named() -> None:
    taken = Taken(
        [("station", call("1", "Heartbeat", {}), 0.0), ("csms", '[3,"1",{"currentTime":"2026-03-01 00:00:00Z"}]', 1.0)]
    )
    assert taken() is None
    assert taken.suspects == [1]


def test_as_many_answered_calls_are_remembered_as_a_pairing_remembers() -> None:
    rows: list[tuple[str, str, float]] = []
    for number in range(600):
        rows += [
            ("station", call(f"id-{number}", "Heartbeat", {}), 0.0),
            ("csms", f'[3,"id-{number}",{{"currentTime":"2026-03-01T00:00:00Z"}}]', 0.0),
        ]
    taken = Taken(rows)
    assert taken() is None
    assert [*taken.pairing._sides["station"].answered][-1] == "id-599"
    assert len(taken.pairing._sides["station"].answered) == taken.pairing.max_pending


def test_what_is_no_step_is_an_error() -> None:
    for steps in ([(0,)], [None], [(0, "", 0.0, None, 7)], [(0, "", 0.0, None, -1)], [(0, "", 0.0, None, "x")]):
        taken = Taken([])
        taken.steps = iter(steps)
        with pytest.raises((TypeError, IndexError)):
            taken()
    taken = Taken([])
    taken.steps = 5
    with pytest.raises(TypeError):
        taken()
    sides: list[Any] = [None, (None,) * 8, ({},) * 8]
    for side in sides:
        taken.ends = [(taken.pairing, taken.pairing.codec._coder, side, side)]
        taken.steps = iter([(0, call("1", "Heartbeat", {}), 0.0, None, 0)])
        with pytest.raises(TypeError):
            taken()


def test_nothing_leaks() -> None:
    rows = QUICK * 20

    def run() -> None:
        taken = Taken(rows)
        while taken() is not None:
            pass

    assert blocks_kept(run, 10) < 100


# Tables --------------------------------------------------------------------------------------------------------------


def test_nearly_all_frames_of_tables_are_taken_natively(monkeypatch: pytest.MonkeyPatch) -> None:
    given_back: list[Any] = []
    take = native.take_usual

    def counted(*args: Any) -> Any:
        assert take is not None
        step = take(*args)
        given_back.append(step)
        return step

    monkeypatch.setattr(native, "take_usual", counted)
    bulk.Tables().feed(columns(QUICK))
    assert given_back == [None]


def test_tables_are_the_same_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = columns([*charging(), *(row for rows in UNUSUAL.values() for row in rows)])
    natively = tables_of([batch])
    monkeypatch.setattr(native, "take_usual", None)
    assert tables_of([batch]) == natively
