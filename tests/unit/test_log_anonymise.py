"""Copies of logs in which secrets are pseudonyms."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import Codec
from ocpp_codec._core.compat import OcppJsonProtocol
from ocpp_codec.log._anonymise.copying import Anonymiser
from ocpp_codec.log._anonymise.names import KEPT, VALUES, kind_of
from ocpp_codec.log._anonymise.pseudonyms import Pseudonyms
from ocpp_codec.testing import examples
from tests.support.paths import SHARED, needs_shared

KEY = b"a key of a test"
PSEUDONYM = Pseudonyms(KEY).of


def _text(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def _anonymised(*texts: str, also: tuple[str, ...] = ()) -> list[str]:
    anonymiser = Anonymiser(KEY, also)
    for text in texts:
        anonymiser.learn(_text(text))
    copies = []
    for text in texts:
        copy = io.StringIO(newline="")
        anonymiser.write(_text(text), copy)
        comparison = anonymiser.compare(_text(text), _text(copy.getvalue()))
        assert (comparison.left, comparison.changed) == (0, 0)
        assert len(copy.getvalue()) == len(text)
        copies.append(copy.getvalue())
    return copies


def _expected(text: str) -> tuple[str, str]:
    """A text in which secrets stand between « and »: without these marks, and with pseudonyms."""
    return re.sub("«(.*?)»", r"\1", text), re.sub("«(.*?)»", lambda found: PSEUDONYM(found[1]), text)


#: In every line the secrets stand between « and »; everything else stays.
LINES = {
    "a frame": '[2,"04A1","Authorize",{"idTag":"«04A1B2C3»"}]',
    "a frame with blanks": '[ 2, "1", "Authorize", { "idTag" : "«04A1B2C3»" } ]',
    "a short id, which is replaced in its field only": '1 [2,"1","Authorize",{"idTag":"«1»"}] 1',
    "an object of 2.x": '[2,"1","Authorize",{"idToken":{"idToken":"«AB-12»","type":"Central"}}]',
    "a list": '{"prioritizedEMAIDs":["«DE8ACC12345678X»","«ab12»"],"idTokens":["«x9»"]}',
    "a number": '[2,"1","Authorize",{"idTag":«12345»}]',
    "no text": '[2,"1","Authorize",{"idTag":null}] {"idTag":true} {"idTag":""} {"idTag":{}}',
    "JSON in a string": r'{"msg":"[2,\"1\",\"Authorize\",{\"idTag\":\"«04A1B2C3»\"}]"}',
    "JSON in a string in a string": r'{"a":"{\"m\":\"{\\\"idTag\\\":\\\"«04A1B2C3»\\\"}\"}"}',
    "Python": "[2, '1', 'Authorize', {'id_tag': '«04A1B2C3»'}]",
    "a dataclass": "Authorize(id_tag='«04A1B2C3»')",
    "key=value": "level=info idTag=«04A1B2C3» status=Accepted",
    "CSV": '12:00,"[2,""1"",""Authorize"",{""idTag"":""«04A1B2C3»""}]"',
    "HTML": "{&quot;idTag&quot;:&quot;«04A1B2C3»&quot;}",
    "escaped quotes": r"{\u0022idTag\u0022:\u0022«04A1B2C3»\u0022}",
    "in words": "card refused, id tag «04A1B2C3» is unknown",
    "in words, too": "idTag: «04A1B2C3», connector 1",
    "cut": '[2,"1","Authorize",{"idTag":"«04A1»',
    "a configuration key": '{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"«0badC0DE»"},'
    '{"key":"HeartbeatInterval","readonly":false,"value":"86400"}]}',
    "a configuration key, the value first": '{"value":"«s3cret»","key":"BasicAuthPassword"}',
    "a configuration key in Python": "{'key': 'AuthorizationKey', 'value': '«0badC0DE»'}",
    "a variable": '{"setVariableData":[{"attributeValue":"«pass word»","component":{"name":"SecurityCtrlr"},'
    '"variable":{"name":"BasicAuthPassword"}},{"attributeValue":"30","component":{"name":"OCPPCommCtrlr"},'
    '"variable":{"name":"HeartbeatInterval"}}]}',
    "the report of a variable": '{"component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"},'
    '"variableAttribute":[{"type":"Actual","value":"«geheim»"}]}',
    "a VPN": '{"vpn":{"server":"vpn.example.com","user":"«bob»","password":"«xyz»","key":"«psk1»","type":"IKEv2"}}',
    "hashes": '{"hashAlgorithm":"SHA256","issuerNameHash":"«ab12»","issuerKeyHash":"«cd34»","serialNumber":"«0f»"}',
    "a boot": '[2,"1","BootNotification",{"chargePointVendor":"ACME","chargePointModel":"X1","chargePointSerialNumber":'
    '"«SN-001»","iccid":"«89490200001234567890»","imsi":"«262011234567890»","meterSerialNumber":"«M1»",'
    '"firmwareVersion":"1.2.3.4"}] firmware 1.2.3.4',
    "a MAC address": "eth0 «00:1A:2B:3C:4D:5E» up; «00-1a-2b-3c-4d-5e»",
    "IP addresses": "from «10.0.0.1»:8080 and [«fe80::1ff:fe23:4567:890a»]:80, version 1.2.3.4, at 10:11:12",
    "an e-mail address": "mailto:«max.muster@example.com», thanks",
    "telephone numbers": "call «+49 170 1234567» or «+4917012345678», UTC+01:00 +1 12",
    "an EMAID": "contract «DE-8AC-C12345678-X» and «DE8ACC12345678X»",
    "an EVSE": "at «DE*ABC*E1234*5»",
    "a URL": '{"location":"ftp://«anna»:«s3cret»@files.example.com/upload"}',
    "a station in a URL": "connecting to ws://csms.example.com:8080/ocpp/«CP-0001» now",
    "a station in a request": "GET /ocpp/1.6/«CP0001» HTTP/1.1",
    "a station before a frame": '«CP_1AE00»: receive message [2,"1","Heartbeat",{}]',
    "a station behind a word": 'recv «CP_1AE00»: [2,"1","Heartbeat",{}]',
    "a station by its field": '{"stationId":"«CP_1AE00»","msg":"connected"}',
    "a bearer": "Authorization: Bearer «abc.def12345-67890»",
    "times, units and enumerations": '{"timestamp":"2026-05-17T09:41:33.123456Z","status":"Accepted","unit":"Wh"}',
    "a transaction": '{"transactionId":"TX-12345","meterStart":123456,"value":"123456"}',
    "OCMF": r'{"value":"OCMF|{\"GS\":\"«S1»\",\"ID\":\"«T1»\",\"RM\":\"\"}|{\"SD\":\"«30ab»\"}","format":"SignedData"}',
    "control characters": "\x1b[32minfo\x1b[39m \x00 \udcff idTag=«04A1B2C3»",
}


@pytest.mark.parametrize("ends", ["", "\n", "\r\n"])
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_secrets_and_nothing_else(line: str, ends: str) -> None:
    text, expected = _expected(line + ends)
    assert _anonymised(text) == [expected]


#: Several lines, one log.
LOGS = {
    "before it is known": ["unknown card «04a1b2c3»", '{"idTag":"«04A1B2C3»"}', "«04A1B2C3» again, not 04A1B2C3X"],
    "over several lines": ['{"idTag":', '   "«04A1B2C3»"}', '{"idTag":"«04A1B2C3»"}'],
    "wrapped": ['{"idTag":"«04A1', '    B2C3»"}'],
    "words of the protocol": ['{"idTag":"«Accepted»","status":"Accepted"}', "Accepted, receive message"],
    "ids of messages": ['[2,"ABCD1234","Authorize",{"idTag":"«ABCD1234»"}]', '[3,"ABCD1234",{}]'],
    "ids of transactions": ['{"idTag":"«ABCD1234»","transactionId":"ABCD1234"}'],
    "numbers": ['{"idTag":"«123456»","meterStart":123456,"value":"123456"}', "2026-05-17 10:11:12.123456 7.123456 x"],
    "vendor and model": ['{"chargePointSerialNumber":"«Acme»","chargePointVendor":"ACME"}', "the acme station"],
    "free text": ['{"idTag":"«04A1B2C3»"}', '{"info":"card «04A1B2C3» refused","data":"{\\"x\\":\\"«04A1B2C3»\\"}"}'],
    "a certificate": [
        "-----BEGIN CERTIFICATE-----",
        "«MIIBszCCAVmg»",
        "2026-01-01 INFO «AwIBAgIUE+/x9Q==»",
        "-----END CERTIFICATE-----",
    ],
    "a certificate in JSON": [
        '{"csr":"-----BEGIN CERTIFICATE REQUEST-----\\n«MIIBszCCAVmg»\\n«AwIB»\\n-----END CERTIFICATE REQUEST-----\\n"}'
    ],
    "a station in names of files": ["ws://host/ocpp/«CP0001»", "writes log_«CP0001».txt for «cp0001»", "CP00012"],
}


@pytest.mark.parametrize("lines", LOGS.values(), ids=LOGS)
def test_logs(lines: list[str]) -> None:
    joined = "\n".join(lines)
    text, expected = (
        re.sub("[«»]", "", joined),
        re.sub("«(.*?)»", lambda found: PSEUDONYM(found[1]), joined, flags=re.DOTALL),
    )
    assert _anonymised(text) == [expected]


def test_equal_stays_equal_over_files() -> None:
    first, second = _anonymised('{"idTag":"04A1B2C3"}', "card 04A1B2C3 and 04A1B2C4")
    assert second == f"card {json.loads(first)['idTag']} and 04A1B2C4"


def test_basic_credentials_are_those_of_the_station() -> None:
    def header(user: str, password: str) -> str:
        return "Authorization: Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    (copy,) = _anonymised(header("CP0001", "hunter2x") + "\nCP0001 connected")
    assert copy == header(PSEUDONYM("CP0001"), PSEUDONYM("hunter2x")) + f"\n{PSEUDONYM('CP0001')} connected"


def test_escapes_stay_escapes() -> None:
    (copy,) = _anonymised(r'{"idTag":"\u0041B\/C1"} {"idTag":"AB/C1"}')
    first, second = copy.split(" ")
    assert json.loads(first) == json.loads(second)
    assert re.fullmatch(r'\{"idTag":"\\u00[45].[A-Z]\\/[A-Z]\d"\}', first), first


def test_further_fields() -> None:
    text = '{"driver":"Bob","other_name":"x"} otherName=Tom'
    assert _anonymised(text) == [text]
    expected = f'{{"driver":"{PSEUDONYM("Bob")}","other_name":"{PSEUDONYM("x")}"}} otherName={PSEUDONYM("Tom")}'
    assert _anonymised(text, also=("Driver", "other-name")) == [expected]


def test_the_summary_counts_values_and_places() -> None:
    anonymiser = Anonymiser(KEY)
    text = '{"idTag":"04A1B2C3"} 04a1b2c3 {"idTag":"1"}'
    anonymiser.learn(_text(text))
    anonymiser.write(_text(text), io.StringIO())
    assert {str(kind): (count.values, count.places) for kind, count in anonymiser.counts.items()} == {
        "id tokens": (2, 3)
    }


def test_a_comparison_finds_what_is_left_and_what_has_changed() -> None:
    anonymiser = Anonymiser(KEY)
    text = 'x {"idTag":"04A1B2C3"}\n'
    anonymiser.learn(_text(text))
    for copy, left, changed in [
        (text, 1, 0),
        ('y {"idTag":"11A1B2C3"}\n', 0, 1),
        ('x {"idTag":"11A1B2C3"}\nmore', 0, 1),
        ('x {"idTag":"11A1B2C3"}', 0, 1),
    ]:
        comparison = anonymiser.compare(_text(text), _text(copy))
        assert (comparison.left, comparison.changed) == (left, changed)


def _frames() -> Iterator[tuple[OcppJsonProtocol, str | None, str]]:
    for protocol in OcppJsonProtocol:
        codec = Codec(protocol)
        action = None
        for message in examples(protocol, full=True):
            action = getattr(message, "action", action)
            yield protocol, action, codec.encode(message)


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_every_verdict_stays(protocol: OcppJsonProtocol) -> None:
    codec = Codec(protocol)
    frames = [(action, frame) for version, action, frame in _frames() if version is protocol]
    (copy,) = _anonymised("\n".join(frame for _, frame in frames))
    changed = 0
    for (action, frame), anonymised in zip(frames, copy.split("\n"), strict=True):
        assert _findings(codec, frame, action) == _findings(codec, anonymised, action)
        before, after = json.loads(frame), json.loads(anonymised)
        assert _shape(before) == _shape(after)
        assert before[:2] == after[:2]
        changed += before != after
    assert changed > 10


def _findings(codec: Codec, frame: str, action: str | None) -> list[tuple[str, str, str]]:
    examination = codec.examine(frame, action)
    return [(finding.rule.value, finding.path, finding.severity.value) for finding in examination.findings]


def _shape(value: object) -> object:
    """A value with its texts and integers by length alone."""
    match value:
        case dict():
            return {key: _shape(item) for key, item in value.items()}
        case list():
            return [_shape(item) for item in value]
        case str():
            return len(value)
        case int():
            return len(str(value))
    return value


WRONG = [
    '{"idTag":"0123456789012345678901234"}',
    '{"idTag":""}',
    '{"idTag":null}',
    '{"idTag":12345}',
    '{"idTag":1.50}',
    '{"idTag":-7}',
    '{"idTag":["A1","B2"]}',
    '{"idTag":{"idTag":"A1"}}',
    '{"idTag":"Zürich"}',
    '{"idTag":"a\\tb"}',
    '{"idTag":"a\tb"}',
    '{"idTag":"a\\ud800b"}',
    '{"idTag":"a\\qb"}',
    '{"idtag":"A1"}',
    '{"idTag":"A1","idTag":"B2"}',
    '{"idTag":"A1","card":"A1"}',
    "{}",
]


@pytest.mark.parametrize("payload", WRONG)
def test_wrong_frames_stay_wrong_in_the_same_way(payload: str) -> None:
    frame = f'[2,"1","Authorize",{payload}]'
    (copy,) = _anonymised(frame)
    codec = Codec("ocpp1.6")
    assert _findings(codec, copy, None) == _findings(codec, frame, None)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\\\"'{}[]:,=idTag0123\n"), max_size=200))
def test_any_text_can_be_copied(text: str) -> None:
    (copy,) = _anonymised(text)
    assert [char.isalnum() for char in copy] == [char.isalnum() for char in text]


@given(st.lists(st.text("0123456789ABCDEFabcdefXYZ-", min_size=1, max_size=20), min_size=1, max_size=5))
def test_what_is_equal_stays_equal_and_what_differs_differs(tags: list[str]) -> None:
    (copy,) = _anonymised("".join(f'[2,"1","Authorize",{json.dumps({"idTag": tag})}]\n' for tag in tags))
    copied = [json.loads(line)[3]["idTag"] for line in copy.splitlines()]
    for tag, pseudonym in zip(tags, copied, strict=True):
        for other, other_pseudonym in zip(tags, copied, strict=True):
            assert (tag == other) == (pseudonym == other_pseudonym)
            assert (tag.lower() == other.lower()) == (pseudonym.lower() == other_pseudonym.lower())


def test_a_log_larger_than_a_window_is_copied_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f'{{"idTag":"TAG{number:05}"}} of TAG{number * 7 % 1000:05}\n' for number in range(1000)]
    lines += ['{"key":"AuthorizationKey",\n "value":"s3cret99"}\n', f'{{"idTag":"{"A1" * 2000}"}}\n']
    text = "".join(lines)
    (whole,) = _anonymised(text)
    for size, margin in ((1000, 5000), (7000, 4100), (100_000, 4100)):
        monkeypatch.setattr("ocpp_codec.log._anonymise.windows.SIZE", size)
        monkeypatch.setattr("ocpp_codec.log._anonymise.windows.MARGIN", margin)
        assert _anonymised(text) == [whole]


def test_one_very_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocpp_codec.log._anonymise.windows.SIZE", 10_000)
    monkeypatch.setattr("ocpp_codec.log._anonymise.windows.MARGIN", 2000)
    monkeypatch.setattr("ocpp_codec.log._anonymise.windows._MAX_LINE", 20_000)
    text = ",".join(f'{{"idTag":"TAG{number:05}"}}' for number in range(5000))
    (copy,) = _anonymised(text)
    assert copy == re.sub(r"TAG\d+", lambda found: PSEUDONYM(found[0]), text)


def test_names_are_either_secret_or_kept() -> None:
    assert not [name for name in KEPT | VALUES if kind_of(name)]


@pytest.mark.parametrize(
    "name",
    [
        "idTag",
        "parentIdTag",
        "idToken",
        "groupIdToken",
        "additionalIdToken",
        "chargePointSerialNumber",
        "chargeBoxSerialNumber",
        "meterSerialNumber",
        "serialNumber",
        "iccid",
        "imsi",
        "certificate",
        "certificateChain",
        "csr",
        "exiRequest",
        "exiResponse",
        "issuerNameHash",
        "issuerKeyHash",
        "publicKey",
        "signedMeterData",
        "password",
        "apnPassword",
        "apnUserName",
        "basicAuthPassword",
        "signingCertificate",
        "ocspResult",
        "customerIdentifier",
        "prioritizedEMAIDs",
        "idTokens",
        "evInverterSerialNumber",
        "identity",
        "childCertificate",
        "cert",
        "simPin",
        "id_tag",
        "ID-Tag",
        "stationId",
        "charge_point_id",
        "cpid",
        "vin",
        "evccId",
    ],
)
def test_secret_names(name: str) -> None:
    assert kind_of(name)


@needs_shared
def test_real_logs() -> None:
    paths = sorted((SHARED / "logs").rglob("*.*"))
    texts = [path.read_bytes().decode(errors="surrogateescape") for path in paths]
    for text, copy in zip(texts, _anonymised(*texts), strict=True):
        assert [line.count('"') for line in text.split("\n")] == [line.count('"') for line in copy.split("\n")]
        assert "04A1B2C3" not in copy
