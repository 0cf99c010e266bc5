"""The library against input from outside the project: labelled payloads, frames of others, the frames of the benchmark.

The labels come from the official schemas, without any codec; the frames from logs of stations and from the test suites
of other projects. Where that input is absent, these tests are skipped: the other properties need none of it.
"""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from ocpp_codec import OCPPException
from ocpp_codec.compat import OcppJsonProtocol, get_error_codes
from ocpp_codec.structure import CallError, CallResultError
from tests.support.judging import CODECS, FAST_CODECS, as_written, assert_can_be_passed_on, every_version, judged
from tests.support.paths import SHARED, needs_shared

pytestmark = needs_shared
TYPE_OF_DIRECTION = {"request": 2, "response": 3, "send": 6}


def rows(*path: str) -> Iterator[Any]:
    """The lines of a file of JSON lines."""
    opened = SHARED.joinpath(*path)
    text = gzip.decompress(opened.read_bytes()).decode() if opened.suffix == ".gz" else opened.read_text("utf-8")
    return map(json.loads, text.splitlines())


def test_labelled_payloads_are_judged_as_the_schemas_do() -> None:
    runner = SHARED / "vectors" / "run_vectors.py"
    run = subprocess.run([sys.executable, runner, "--split", "public"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.endswith("PASS\n")


@every_version
def test_both_paths_agree_on_labelled_payloads(protocol: OcppJsonProtocol) -> None:
    for row in rows("vectors", f"{protocol.name}.jsonl.gz"):
        named = [] if row["direction"] == "response" else [row["action"]]
        text = json.dumps([TYPE_OF_DIRECTION[row["direction"]], "id-1", *named, row["payload"]])
        seen = judged(CODECS[protocol], text, row["action"])
        assert row["valid"] in (seen.message is not None, None), row["id"]
        assert_can_be_passed_on(seen, protocol, row["action"])


def foreign_frames() -> Iterator[tuple[OcppJsonProtocol, Any]]:
    """Frames of others, each with the version that it claims to be of."""
    return ((OcppJsonProtocol(f"ocpp{row['version']}"), row) for row in rows("frames", "real-and-tests.jsonl"))


# A label that comes from the packaged schema of 2.0; the official one has a list there (docs/disagreements.md).
MISTAKEN = ["location: ['https://someUri'] is not of type 'string' [type]"]


def test_foreign_frames_are_judged_as_the_schemas_do() -> None:
    for protocol, row in foreign_frames():
        seen = judged(CODECS[protocol], row["frame"], row["action"])
        if row["schema_valid"] is not None:
            matches = row["schema_valid"] or (row["version"] == "2.0" and row["schema_errors"] == MISTAKEN)
            valid = matches and not row["envelope_errors"]
            # No schema allows a null payload; the specifications ask receivers to read it as an empty one.
            assert (seen.message is not None) is (valid or row["frame"].endswith(",null]")), row


def test_foreign_messages_can_be_passed_on() -> None:
    for protocol, row in foreign_frames():
        codec = CODECS[protocol]
        message = codec.examine(row["frame"], row["action"]).message
        if isinstance(message, CallError | CallResultError) and message.errorCode not in list(
            get_error_codes(protocol)
        ):
            with pytest.raises(OCPPException):  # a code that a peer has invented is read, but not sent
                codec.encode(message)
        elif message is not None:
            assert codec.decode(codec.encode(message), row["action"]) == as_written(message, protocol)


def test_the_frames_of_the_benchmark_take_the_fast_path() -> None:
    for row in json.loads((SHARED / "bench" / "frames.json").read_text("utf-8")).values():
        codec = FAST_CODECS[OcppJsonProtocol(f"ocpp{row['version']}")]
        for frame in (row["text"], row["text"].encode()):
            message = codec.decode(frame, row["action"])
            assert codec.decode(codec.encode(message), row["action"]) == message
