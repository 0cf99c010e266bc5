"""The page of a report: verdict, head, tables, policy, and that a hostile log stays text."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ocpp_codec.report import Report, _page
from ocpp_codec.report._html import Html, joined, link, tag, text
from tests.support import report_logs
from tests.support.pages import data_of, page_of, parsed
from tests.support.report_logs import HOSTILE

MADE = page_of(report_logs.made().text)


def test_the_head_says_whose_log_it_is() -> None:
    page = parsed(MADE)
    assert re.findall(r"<title>(.*?)</title>", MADE)[0] == "CS001 - OCPP report"
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("h1")) == 1
    for told in (
        "Volthaus Pillar 22, firmware 2.4.1",
        "OCPP 1.6",
        "2026-05-17 08:00:00 to 12:49:43 UTC (inferred)",
        "155 messages: 77 from the station, 78 from the CSMS",
    ):
        assert told in MADE


def test_the_verdict_in_two_parts() -> None:
    page = parsed(MADE)
    verdict = page.text("verdict")
    assert verdict.startswith(
        "The station breaks the protocol twice, in StatusNotification and StopTransaction. The CSMS does not."
        " Connector 1 reported Faulted with GroundFailure (once). And 7 other observations."
    )
    made = report_logs.made()
    assert f"enum_wrong_case once, line {made.lines['wrong case']}" in verdict
    assert 'The CSMS refused card "04A2B9F1": Blocked (once, Authorize).' in verdict
    hrefs = [each.get("href") for each in page.all("a")]
    for name in ("wrong case", "bad reason", "unanswered", "refused card answer", "fault", "slow answer"):
        assert f"#line={made.lines[name]}" in hrefs
    assert {"#finding=enum_wrong_case", "#finding=faulted_connector"} <= {*hrefs}


def test_a_log_without_fault_says_so() -> None:
    verdict = parsed(page_of(report_logs.faultless().text)).text("verdict")
    assert verdict.startswith("No fault found. All 76 messages follow OCPP 1.6, and nothing unusual happened.")
    assert verdict.count("No defect.") == 2


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['CS1 received [2,"1","Authorize",{}]'], "The station breaks the protocol once, in Authorize. The CSMS does not."),
        (
            ['CS1 received [2,"1","Heartbeat",{}]', 'CS1 sent [3,"1",{}]'],
            "The CSMS breaks the protocol once, in Heartbeat. The station does not.",
        ),
        (
            ['CS1 received [2,"1","Authorize",{}]', 'CS1 sent [3,"1",{}]'],
            "The station breaks the protocol once, in Authorize; the CSMS breaks the protocol once, in Authorize.",
        ),
        (
            ['CS1 received [2,"1","Authorize",{"idTag":"A"}]', 'CS1 sent [3,"1",{"idTagInfo":{"status":"Blocked"}}]'],
            'The CSMS refused card "A": Blocked (once, Authorize). Nobody breaks the protocol.',
        ),
        (['CS1 received [2,"1","Heartbeat",{}]'], "No fault found. The message follows OCPP 1.6, and nothing unusual happened."),
        (
            ['CS1 received [2,"1","Heartbeat",{}]', 'CS1 sent [3,"1",{"currentTime":"2026-05-17T09:00:00"}]'],
            "Nobody breaks the protocol. Nothing else went wrong. Once, something is accepted although it is not quite right.",
        ),
        (['x [2,"1","DataTransfer",{"vendorId":1}]'], "An unknown side breaks the protocol once, in DataTransfer."),
    ],
)  # fmt: skip
def test_the_headline(lines: list[str], expected: str) -> None:
    assert parsed(page_of("\n".join(lines))).text("verdict").startswith(expected)


def test_the_policy_allows_the_inlined_code_alone() -> None:
    page = parsed(MADE)
    (policy,) = [
        each["content"] or "" for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy"
    ]
    style, script = (
        re.findall(r"<style>(.*?)</style>", MADE, re.DOTALL),
        re.findall(r"<script>(.*?)</script>", MADE, re.DOTALL),
    )

    def hashed(source: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"

    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src {hashed(script[0])}",
        f"style-src {hashed(style[0])}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert len(style) == len(script) == 1
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "action")]
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in style[0]


def test_every_id_is_there_once_and_every_link_of_the_contents_leads_somewhere() -> None:
    page = parsed(MADE)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len({*ids})
    sections = [each["href"] for each in page.all("a") if "=" not in (each.get("href") or "")]
    assert {(href or "").removeprefix("#") for href in sections} <= {*ids}
    assert {"#charging", "#connectors", "#answers", "#boots", "#configuration"} <= {*sections}


def test_a_hostile_log_stays_text() -> None:
    hostile = page_of(report_logs.hostile().text)
    page = parsed(hostile)
    assert [name for name, _ in page.elements if name in ("img", "iframe", "object", "embed", "base", "form")] == [
        "form"
    ]
    assert len(page.all("script")) == len(parsed(MADE).all("script"))
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
    outside = re.sub(r"<(script|style)\b.*?</\1>", "", hostile, flags=re.DOTALL)
    assert all(character.isprintable() or character == "\n" for character in outside)
    assert r"\u202e" in outside
    assert HOSTILE[0] in page.text("verdict")
    assert any(HOSTILE[0] in (text or "") for text in data_of(hostile)["messages"]["frame"])


def test_observations_of_one_kind_stand_together() -> None:
    verdict = parsed(page_of(report_logs.hostile().text)).text("verdict")
    assert "9 more like this" in verdict


def test_the_firmware_of_one_station_is_told_in_its_order() -> None:
    boot = '[2,"{0}","BootNotification",{{"chargePointVendor":"V","chargePointModel":"M","firmwareVersion":"{0}"}}]'
    page = page_of("\n".join(f"CS1 received {boot.format(number)}" for number in (7, 8)))
    assert "V M, firmware 7, then 8" in page


def test_many_messages_with_errors_are_named_by_the_most_frequent() -> None:
    names = ("Authorize", "StartTransaction", "StopTransaction", "DataTransfer", "MeterValues")
    page = page_of("\n".join(f'CS1 received [2,"{name}","{name}",{{}}]' for name in names))
    assert re.search(r"in \w+, \w+, \w+ and 2 others\.", parsed(page).text("verdict"))


def test_a_log_of_which_nothing_tells_the_version() -> None:
    verdict = parsed(page_of('received [3,"1",{"a":1}]\nreceived [3,"2",{"a":1}]\n[3,"3",{"a')).text("verdict")
    assert "No fault found in what can be read." in verdict


def test_templates_in_a_log_are_text() -> None:
    page = page_of(
        'CS1 received [2,"1","Authorize",{"idTag":"$title ${packed} $$"}]\nCS1 sent [3,"1",{"idTagInfo":{"status":"Blocked"}}]'
    )
    assert "$title ${packed} $$" in parsed(page).text("verdict")


def test_without_times_there_is_no_traffic_and_it_is_said() -> None:
    page = page_of('received [2,"1","Heartbeat",{}]\nsent [3,"1",{"currentTime":"2026-05-17T09:00:00Z"}]')
    assert "the log has no times" in page
    assert 'class="traffic"' not in page
    assert "A station without a name" in page


def test_sources_that_could_not_be_read_are_named() -> None:
    page = parsed(page_of(report_logs.faultless().text, problems=["x.log: no such file"]))
    assert "Not all sources could be read. x.log: no such file" in page.text("conversation")


def test_what_is_no_frame_is_told_in_the_foot() -> None:
    page = page_of('CS1 received [2,"1","Heartbeat",{}]\nCS1 received [2,"2","Heartb')
    assert "1 text begins like a frame and cannot be read" in parsed(page).text("verdict")
    assert "Text that begins like a frame and is none: once." in page
    assert "<code>[2,&quot;2&quot;,&quot;Heartb</code>" in page


def test_the_charging_tables() -> None:
    page = parsed(MADE)
    charging = page.text("charging")
    for told in ("4711", "connector 1", "04C7D202", "2.16 kWh", "Local"):
        assert told in charging
    assert "Connector 2" in page.text("connectors")
    assert "The CSMS answers: 75 times" in page.text("answers")
    assert "Volthaus" in page.text("boots")
    assert "HeartbeatInterval 300 the station" in page.text("configuration")


def test_what_the_log_does_not_have_is_left_out() -> None:
    page = parsed(page_of('CS1 received [2,"1","Heartbeat",{}]'))
    assert {"charging", "connectors", "answers", "boots", "configuration"} & {*page.texts} == set()


def test_many_stations_are_named_where_it_counts() -> None:
    page = page_of(report_logs.many_stations(5).text)
    assert "<h1>5 stations: CS000, CS001, CS002, ...</h1>" in page
    assert "CS003" in parsed(page).text("charging")
    assert "firmware 1.0, 1.1, 1.2 and 2 more" in page


def test_the_same_log_gives_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "a.log"
    source.write_text(report_logs.made().text)
    pages = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "ocpp_codec", "report", "a.log", "-o", f"{seed}.html"]
        subprocess.run(
            command, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        )
        pages.append((tmp_path / f"{seed}.html").read_bytes())
    assert pages[0] == pages[1]


def test_a_script_that_would_end_too_early_is_refused() -> None:
    with pytest.raises(AssertionError):
        _page._inlined("let x = '</SCRIPT>'")


def test_the_modules_have_different_names() -> None:
    joined_names = re.findall(r"^(?:async )?(?:function\*?|class|const|let) (\w+)", _page._script(), re.MULTILINE)
    assert len(joined_names) == len({*joined_names}) > 50
    assert not re.search(r"^(?:import|export) ", _page._script(), re.MULTILINE)


def test_a_report_of_nothing_has_a_page() -> None:
    with Report() as report:
        page = report.page()
    assert "0 messages" in page


# HTML ----------------------------------------------------------------------------------------------------------------


def test_text_is_escaped_once() -> None:
    assert text("<b> & \"'\u202e\x00") == "&lt;b&gt; &amp; &quot;&#x27;\\u202e\\x00"
    assert text(Html("<b>")) == "<b>"
    assert tag("p", "<", tag("b", ">"), class_="x", data_line='"', hidden=True, id=None) == (
        '<p class="x" data-line="&quot;" hidden>&lt;<b>&gt;</b></p>'
    )
    assert tag("br") == "<br>"
    assert joined(["<", Html("<")], ", ") == "&lt;, <"
    assert link("#line=1&q=2", "x") == '<a href="#line=1&amp;q=2">x</a>'
