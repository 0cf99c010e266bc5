"""Every allowed payload passes and comes back equal; every payload with one fault is refused with one finding: the
right place, the right rule, the error code of the version. `jsonschema` says that the labels are right.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft6Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from codegen import sources
from ocpp_codec import Codec, Finding, OCPPException, Rule, Severity, serializer
from ocpp_codec.structure import Message
from tests.support import formats, vectors
from tests.support.judging import payload_of
from tests.support.vector_frames import CODECS, DIGITS, Frame
from tests.support.vectors import Kind, Vector

MESSAGES = [(version, message) for version in sources.VERSIONS for message in sources.schemas(version)]
every_message = pytest.mark.parametrize(("version", "message"), MESSAGES)
every_version = pytest.mark.parametrize("version", sources.VERSIONS)

# Each family of faults with its error code: in 1.6, and in 2.0, 2.0.1 and 2.1.
CODES = {
    "missing": ("ProtocolError", "OccurrenceConstraintViolation"),
    "unknown": ("FormationViolation", "ProtocolError"),
    "type": ("TypeConstraintViolation", "TypeConstraintViolation"),
    "value": ("PropertyConstraintViolation", "PropertyConstraintViolation"),
    "items": ("OccurenceConstraintViolation", "OccurrenceConstraintViolation"),
}

# Each fault with its family and the rule that a finding has to name.
FAULTS = {
    Kind.MISSING_FIELD: ("missing", Rule.MISSING_FIELD),
    Kind.UNKNOWN_FIELD: ("unknown", Rule.UNKNOWN_FIELD),
    Kind.FIELD_IN_OTHER_CASE: ("unknown", Rule.FIELD_SPELLING),
    Kind.NULL_FOR_OPTIONAL: ("type", Rule.NULL_FOR_ABSENT),
    Kind.NULL_FOR_REQUIRED: ("type", Rule.NULL_FOR_REQUIRED),
    Kind.NULL_FOR_ITEM: ("type", Rule.WRONG_TYPE),
    Kind.WRONG_TYPE: ("type", Rule.WRONG_TYPE),
    Kind.NUMBER_FOR_TEXT: ("type", Rule.STRING_AS_NUMBER),
    Kind.BOOLEAN_FOR_TEXT: ("type", Rule.STRING_AS_BOOLEAN),
    Kind.BOOLEAN_FOR_SHORT_TEXT: ("type", Rule.STRING_AS_BOOLEAN),
    Kind.NUMBER_IN_QUOTES: ("type", Rule.NUMBER_AS_STRING),
    Kind.EMPTY_LIST_FOR_OBJECT: ("type", Rule.EMPTY_LIST_FOR_OBJECT),
    Kind.ITEM_FOR_LIST: ("type", Rule.OBJECT_FOR_LIST),
    Kind.NUMBER_FOR_BOOLEAN: ("type", Rule.BOOLEAN_AS_NUMBER),
    Kind.BOOLEAN_IN_QUOTES: ("type", Rule.BOOLEAN_AS_STRING),
    Kind.FRACTION: ("type", Rule.FRACTION_FOR_INTEGER),
    Kind.OBJECT_FOR_LIST: ("type", Rule.OBJECT_FOR_LIST),
    Kind.TOO_LONG: ("value", Rule.TOO_LONG),
    Kind.OUT_OF_RANGE: ("value", Rule.OUT_OF_RANGE),
    Kind.NOT_A_MULTIPLE: ("value", Rule.NOT_A_MULTIPLE),
    Kind.NOT_IN_ENUM: ("value", Rule.UNKNOWN_ENUM_VALUE),
    Kind.ENUM_CASE: ("value", Rule.ENUM_WRONG_CASE),
    Kind.BAD_DATETIME: ("value", Rule.BAD_DATETIME),
    Kind.NO_SUCH_DAY: ("value", Rule.DATETIME_NO_SUCH_DAY),
    Kind.ZONE_NAME: ("value", Rule.DATETIME_ZONE_NAME),
    Kind.BAD_URI: ("value", Rule.BAD_URI),
    Kind.EMPTY_TEXT_FOR_OPTIONAL: ("value", Rule.EMPTY_STRING_FOR_ABSENT),
    Kind.EMPTY_TEXT_FOR_OPTIONAL_OTHER: ("type", Rule.EMPTY_STRING_FOR_ABSENT),
    Kind.EMPTY_LIST_FOR_OPTIONAL: ("items", Rule.EMPTY_LIST_FOR_ABSENT),
    Kind.TOO_FEW_ITEMS: ("items", Rule.TOO_FEW_ITEMS),
    Kind.TOO_MANY_ITEMS: ("items", Rule.TOO_MANY_ITEMS),
}

# What the text of a specification asks of a string's characters; longer text of an astral letter breaks that as well.
CHARACTERS = {Rule.NOT_AN_IDENTIFIER, Rule.NOT_PRINTABLE_ASCII}


def canonical(schema: dict[str, Any], value: Any, digits: int = 6) -> Any:
    """The same for equal payloads: numbers go by value, date-times by instant, what is open by its very text.

    `digits` of a second; what is finer is cut off.
    """
    match schema:
        case {"type": "object"}:
            properties = schema.get("properties", {})
            return {name: canonical(properties.get(name, {}), member, digits) for name, member in value.items()}
        case {"type": "array"}:
            return [canonical(schema["items"], item, digits) for item in value]
        case {"format": "date-time"}:
            moment = datetime.datetime.fromisoformat(value)
            return moment.replace(microsecond=int(f"{moment.microsecond:06}"[:digits].ljust(6, "0")))
        case {"type": _}:
            return isinstance(value, bool), value
        case _:
            return json.dumps(value)


def too_fine(schema: dict[str, Any], value: Any, at: str = "") -> Iterator[tuple[str, Rule]]:
    """Where 2.x forbids to write, to a station at least, what its schemas allow: fractions of more digits."""
    match schema:
        case {"type": "object"}:
            for name, member in value.items():
                yield from too_fine(schema.get("properties", {}).get(name, {}), member, f"{at}/{name}")
        case {"type": "array"}:
            for index, item in enumerate(value):
                yield from too_fine(schema["items"], item, f"{at}/{index}")
        case {"format": "date-time"} if datetime.datetime.fromisoformat(value).microsecond:  # written with six digits
            yield at, Rule.DATETIME_FINE_FRACTION
        case {"type": "number"} if Decimal(str(value)) % Decimal("1e-6"):
            yield at, Rule.TOO_MANY_DECIMALS


@every_message
def test_what_is_allowed_comes_back_equal(version: str, message: str) -> None:
    schema = vectors.schema_of(version, message)
    for vector in vectors.vectors(version, message):
        if not vector.valid or vector.kind is Kind.UNKNOWN_FIELD:
            continue
        frame = Frame(vector)
        parsed, decoded = frame.parsed(), frame.decoded()
        assert parsed == decoded, str(vector)
        assert type(payload_of(parsed)) is frame.payload_class
        before = canonical(schema, vector.payload)
        plain = serializer.serialize(parsed, protocol=frame.protocol)[-1]
        assert canonical(schema, plain) == before, str(vector)
        fine = list(too_fine(schema, vector.payload)) if version != "v16" else []
        # Where nothing is too fine, `auto` says no more than milliseconds do.
        for timespec in ("auto",) if version == "v16" else ("milliseconds", "auto") if fine else ("milliseconds",):
            codec = CODECS[version, timespec]
            binding = {Rule.TOO_MANY_DECIMALS: frame.to_station, Rule.DATETIME_FINE_FRACTION: timespec == "auto"}
            if forbidden := {(path, rule) for path, rule in fine if binding[rule]}:
                assert_refused_as_sender(codec, decoded, forbidden, vector)
            else:
                text = codec.encode(decoded)
                assert codec.encode(decoded, check=False) == text
                written = json.loads(text)[-1]
                allowed = canonical(schema, vector.payload, DIGITS[timespec]) if fine else before
                assert canonical(schema, written) == allowed, str(vector)


def assert_refused_as_sender(
    codec: Codec, message: Message[Any], forbidden: set[tuple[str, Rule]], vector: Vector
) -> None:
    """Encoding is refused for what nobody may send, at these very places and for nothing else."""
    with pytest.raises(OCPPException) as caught:
        codec.encode(message)
    refused = caught.value
    assert (refused.ocpp_error.code, refused.related_request_id) == ("PropertyConstraintViolation", "id"), str(vector)
    errors = [(each.path, each.rule) for each in refused.findings if each.severity is Severity.ERROR]
    assert len(errors) == len(set(errors)), str(vector)
    assert set(errors) == forbidden or (refused.omitted and set(errors) < forbidden), str(vector)


def refusal(read: Callable[[], Message[Any]]) -> Any:
    """Error code, message id, and where which rule is broken with which code; "accepted" if there is no refusal.

    That characters or a number go beyond the text of a specification is advice, and does not count here.
    """
    try:
        read()
    except OCPPException as refused:
        counted = [each for each in refused.findings if not is_beyond_the_schemas(each)]
        findings = [(finding.path, finding.rule, finding.code) for finding in counted]
        return refused.ocpp_error.code, refused.related_request_id, findings
    return "accepted"


def is_beyond_the_schemas(finding: Finding) -> bool:
    return finding.severity is Severity.ADVICE and finding.rule in {
        *CHARACTERS,
        Rule.BEYOND_32_BITS,
        Rule.NOT_A_DECIMAL,
    }


@every_message
def test_one_fault_gives_one_finding(version: str, message: str) -> None:
    for vector in vectors.vectors(version, message):
        if vector.valid:
            continue
        if (vector.path, vector.kind) != NO_VENDOR:
            assert_refused_for_its_fault(vector)


# Every message of 2.0.1 and 2.1 has this one.
NO_VENDOR = (f"/{vectors.VENDOR}", Kind.NULL_FOR_REQUIRED)


@pytest.mark.parametrize("version", ["v201", "v21"])
def test_null_for_the_name_of_the_vendor_gives_one_finding(version: str) -> None:
    tried = 0
    for message in sources.schemas(version):
        for vector in vectors.vectors(version, message):
            if (vector.path, vector.kind) == NO_VENDOR:
                assert_refused_for_its_fault(vector)
                tried += 1
    assert tried == len(sources.schemas(version))


def assert_refused_for_its_fault(vector: Vector) -> None:
    family, rule = FAULTS[vector.kind]
    code = CODES[family][vector.version != "v16"]
    expected = [(vector.path, rule, code)]
    if vector.kind is Kind.BOOLEAN_FOR_SHORT_TEXT:  # nor would it fit as text
        expected.append((vector.path, Rule.TOO_LONG, CODES["value"][vector.version != "v16"]))
    frame = Frame(vector)
    for read in (frame.parsed, frame.decoded):
        assert refusal(read) == (code, "id", expected), str(vector)


@pytest.mark.parametrize("message", sources.schemas("v20"))
def test_unknown_fields_are_advice_in_2_0(message: str) -> None:
    for vector in vectors.vectors("v20", message):
        if vector.kind is Kind.UNKNOWN_FIELD:
            frame = Frame(vector)
            seen = frame.codec.examine(frame.text, frame.action)
            assert seen.message == frame.parsed() == frame.decoded()
            found = [(finding.path, finding.rule, finding.severity) for finding in seen.findings]
            assert found == [(vector.path, Rule.UNKNOWN_FIELD, Severity.ADVICE)], str(vector)


# The oracle ----------------------------------------------------------------------------------------------------------


def decimal_multiple(validator: Any, factor: float, number: Any, _: Any) -> Any:
    """`multipleOf` by the digits as they are written: no binary float is a multiple of 0.1."""
    if validator.is_type(number, "number") and Decimal(str(number)) % Decimal(str(factor)):
        yield ValidationError(f"{number} is no multiple of {factor}")


FORMATS = FormatChecker(formats=())
FORMATS.checks("date-time")(lambda value: not isinstance(value, str) or formats.is_date_time(value))
FORMATS.checks("uri")(lambda value: not isinstance(value, str) or formats.is_uri(value))

Oracle = extend(Draft6Validator, {"multipleOf": decimal_multiple})


def place(error: ValidationError) -> str:
    """The JSON pointer of what is wrong; a missing or unknown field counts, not the object that it is about."""
    above = "".join(f"/{key}" for key in error.absolute_path)
    if error.validator == "required":
        (missing,) = [name for name in error.validator_value if name not in error.instance]
        return f"{above}/{missing}"
    if error.validator == "additionalProperties":
        (unknown,) = error.instance.keys() - error.schema.get("properties", {}).keys()
        return f"{above}/{unknown}"
    return above


@every_message
def test_labels_are_right(version: str, message: str) -> None:
    validator = Oracle(sources.schemas(version)[message], format_checker=FORMATS)
    for vector in vectors.vectors(version, message):
        places = {place(error) for error in validator.iter_errors(vector.payload)}
        assert places == (set() if vector.valid else {vector.path}), str(vector)


@every_version
def test_every_kind_of_vector_is_tried(version: str) -> None:
    schemas = json.dumps(sources.schemas(version))
    absent = {
        Kind.EXTENSION: "CustomDataType" not in schemas,
        Kind.FIELD_IN_OTHER_CASE: '"additionalProperties": false' not in schemas,
        Kind.BOOLEAN_FOR_SHORT_TEXT: not re.search(r'"maxLength": [1-3]\b', schemas),
        Kind.OUT_OF_RANGE: '"maximum"' not in schemas,
        Kind.TOO_MANY_ITEMS: '"maxItems"' not in schemas,
        Kind.NOT_A_MULTIPLE: '"multipleOf"' not in schemas,
        Kind.BAD_URI: '"uri"' not in schemas,
    }
    tried = Counter(vector.kind for name in sources.schemas(version) for vector in vectors.vectors(version, name))
    assert set(Kind) - tried.keys() == {kind for kind, is_absent in absent.items() if is_absent}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_vectors_are_the_same_in_every_process(seed: Any) -> None:
    program = "import sys\nfrom tests.support.vectors import vectors\nfor name in sys.argv[1:]: print(*map(repr, vectors('v16', name)))"
    command = [sys.executable, "-c", program, *sources.schemas("v16")]
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    there = subprocess.run(command, cwd=sources.ROOT, env=environment, capture_output=True, check=True)
    here = "".join(" ".join(map(repr, vectors.vectors("v16", name))) + "\n" for name in sources.schemas("v16"))
    assert there.stdout.decode() == here
