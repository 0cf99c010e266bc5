"""Every input that fuzzing has kept is tried again; each target finds a bug that is planted for it; nothing is random."""

import datetime
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from fuzz import corpus, minimise
from fuzz.mutate import mutate
from fuzz.seeds import seeds
from fuzz.targets import TARGETS
from ocpp_codec import Codec, Examination, OCPPException, OcppJsonProtocol, Pairing
from ocpp_codec._core import checks, datetimes, findings, native, replies

every_target = pytest.mark.parametrize("target", TARGETS)


def require_oracle(target: Any) -> None:
    if target.startswith("native") and not native.IN_USE:
        pytest.skip(f"there is no native path: {native.REASON}")
    if target == "schemas":
        pytest.importorskip("jsonschema_rs", reason="the oracle jsonschema-rs is not installed: make .venv/.ready")


def replay(target: Any, inputs: Any) -> None:
    for data in inputs:
        try:
            TARGETS[target](data)
        except Exception as error:
            error.add_note(f"{target}: {corpus.line_of(data)}")
            raise


@every_target
def test_the_corpus_holds(target: str) -> None:
    require_oracle(target)
    inputs = corpus.read(corpus.CORPUS / f"{target}.txt")
    assert len(inputs) > 50
    replay(target, inputs)


def regressions() -> Iterator[Any]:
    for target in TARGETS:
        for data in corpus.read(corpus.REGRESSIONS / f"{target}.txt"):
            yield pytest.param(target, data, id=f"{target}-{corpus.line_of(data)[:60]!r}")


@pytest.mark.parametrize(("target", "data"), list(regressions()))
def test_what_has_failed_once_holds(target: str, data: bytes) -> None:
    require_oracle(target)
    replay(target, [data])


# One bug a target --------------------------------------------------------------------------------------------------

_decode, _encode, _read = Codec.decode, Codec.encode_bytes, datetimes.read


STRICT = {protocol: Codec(protocol) for protocol in OcppJsonProtocol}


def decode_without_tolerance(codec: Codec, frame: Any, action: Any = None) -> Any:
    return _decode(STRICT[codec.protocol], frame, action)


def encode_in_whole_seconds(codec: Codec, message: Any, **options: Any) -> bytes:
    return re.sub(rb"\.\d{3,6}Z", b".000Z", _encode(codec, message, **options))


def read_as_utc(text: str, *limits: Any) -> Any:
    moment, rules = _read(text, *limits)
    return moment and moment.replace(tzinfo=datetime.UTC), rules


PLANTED: dict[str, tuple[Any, str, Any]] = {
    "examine_16": (findings, "pointer", lambda _: "/nowhere"),
    "examine_20": (replies, "MAX_REPLY", 3000),
    "examine_201": (Codec, "decode", decode_without_tolerance),
    "examine_21": (OCPPException, "__reduce__", lambda self: (OCPPException, (self.ocpp_error,))),
    "pairing": (Pairing, "give_up", lambda *_: ()),
    "fast_slow": (datetimes, "read", read_as_utc),
    "schemas": (checks.Number, "inspect", lambda self, value, at, report: value),
    "round_trip": (Codec, "encode", lambda *given, **options: encode_in_whole_seconds(*given, **options).decode()),
    "native_read": (Codec, "examine", lambda *_: Examination(None)),
    "native_write": (Codec, "encode_bytes", encode_in_whole_seconds),
}


@every_target
def test_a_planted_bug_is_found(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    require_oracle(target)
    monkeypatch.setattr(*PLANTED[target])
    with pytest.raises(AssertionError):
        replay(target, corpus.read(corpus.CORPUS / f"{target}.txt"))


# The tools ---------------------------------------------------------------------------------------------------------


@every_target
def test_the_same_seed_gives_the_same_change(target: str) -> None:
    for seed, data in enumerate(islice(seeds(target), 200)):
        once, again = (mutate(target, data, 1000, seed, lambda data, size: data[:size]) for _ in range(2))
        assert once == again
        assert len(once) <= 1000


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'[2,"1","Heartbeat",{}]', '[2,"1","Heartbeat",{}]'),
        ("é".encode(), "é"),
        ("é\n".encode(), '"\\u00e9\\n"'),
        (b"\xff\n", 'b"\\u00ff\\n"'),
        (b'"', '"\\""'),
        (b'b"', '"b\\""'),
        (b"", '""'),
    ],
)
def test_an_input_is_a_line_of_text(data: bytes, line: Any) -> None:
    assert corpus.line_of(data) == line
    assert corpus.input_of(line) == data


def test_any_input_can_be_kept(tmp_path: Path) -> None:
    inputs = [random.Random(size).randbytes(size) for size in range(100)]
    path = tmp_path / "inputs.txt"
    corpus.write(path, inputs)
    assert sorted(corpus.read(path)) == sorted(inputs)


def test_few_inputs_reach_what_all_of_them_reach() -> None:
    reached = {b"a": frozenset("1"), b"bb": frozenset("12"), b"c" * 500: frozenset("123"), b"d": frozenset("2")}
    kept = minimise.chosen(reached)
    assert set().union(*(reached[data] for data in kept)) == set("123")
    assert len(kept) == 2
