"""Search and filters leave what they should, by the form and by an address, and the address says what the form says."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.support.browser import Opener
from tests.support.report_logs import HOSTILE, hostile, long_log, made, many_stations
from tests.support.screens import Said, address_of, said, shown

LOG = made()
MESSAGES = list(said(LOG))

#: What the form is given: the field, the value, and whether a message passes.
CASES: dict[str, tuple[str, str, Callable[[Said], bool]]] = {
    "a text of frames": ("q", "04C7D202", lambda message: "04C7D202" in message.frame),
    "a text in another case": ("q", "04c7d202", lambda message: "04C7D202" in message.frame),
    "an action in the search": ("q", "heartbeat", lambda message: "Heartbeat" in message.action + message.frame),
    "a text that is nowhere": ("q", "zzzz", lambda message: False),
    "a text with signs": ("q", '"unit": "Percent"', lambda message: '"unit": "Percent"' in message.frame),
    "a text with signs of addresses": ("q", "a&b=c#%41+", lambda message: False),
    "an action": ("action", "MeterValues", lambda message: message.action == "MeterValues"),
    "to the CSMS": ("direction", "to-csms", lambda message: message.is_to_csms),
    "to the station": ("direction", "to-station", lambda message: not message.is_to_csms),
    "a rule": ("finding", "enum_wrong_case", lambda message: message.line == LOG.lines["wrong case"]),
    "an advice": ("finding", "datetime_no_offset", lambda message: message.line == LOG.lines["no offset answer"]),
    "an observation": ("finding", "unanswered_call", lambda message: message.line == LOG.lines["unanswered"]),
    "from a moment": ("since", "2026-05-17T12:15:55", lambda message: message.time >= "2026-05-17 12:15:55"),
    "until a moment": ("until", "2026-05-17T08:13:30", lambda message: message.time < "2026-05-17 08:13:31"),
}


@pytest.mark.parametrize(("name", "value", "passes"), CASES.values(), ids=CASES)
def test_the_form_filters_and_so_does_its_address(
    open_report: Opener, name: str, value: str, passes: Callable[[Said], bool]
) -> None:
    page = open_report(LOG)
    field = page.locator(f"[name={name}]")
    if name in {"action", "direction", "finding"}:
        field.select_option(value)
    else:
        field.fill(value)
    wanted = [message.line for message in MESSAGES if passes(message)]
    assert shown(page) == len(wanted)
    drawn = page.eval_on_selector_all("[data-line]", "all => all.map(each => Number(each.dataset.line))")
    assert sorted(drawn) == wanted
    assert address_of(page) == {name: value}

    other = open_report(LOG, f"#{name}={quote(value, safe='')}")
    assert shown(other) == len(wanted)
    assert other.input_value(f"[name={name}]") == value


def test_a_moment_at_a_full_minute_is_no_whole_minute(open_report: Opener) -> None:
    """A browser leaves out seconds that are 0."""
    wanted = sum(message.time <= "2026-05-17 08:01:00" for message in MESSAGES)
    page = open_report(LOG)
    page.fill("[name=until]", "2026-05-17T08:01:00")
    assert shown(page) == wanted
    assert address_of(page) == {"until": "2026-05-17T08:01:00"}
    other = open_report(LOG, "#until=2026-05-17T08:01:00")
    assert shown(other) == wanted
    other.fill("[name=q]", "[")
    assert shown(other) == wanted


def test_filters_are_joined(open_report: Opener) -> None:
    page = open_report(LOG)
    page.select_option("[name=action]", "Authorize")
    page.select_option("[name=direction]", "to-station")
    page.fill("[name=q]", "blocked")
    assert shown(page) == 1
    assert page.get_attribute("[data-line]", "data-line") == str(LOG.lines["refused card answer"])
    assert address_of(page) == {"q": "blocked", "action": "Authorize", "direction": "to-station"}
    page.click("#clear")
    assert shown(page) == LOG.messages
    assert address_of(page) == {}
    assert not page.locator("#clear").is_visible()


def test_what_was_found_at_all(open_report: Opener) -> None:
    page = open_report(LOG, "#finding=any")
    lines = page.eval_on_selector_all("[data-line]", "all => all.map(each => Number(each.dataset.line))")
    names = [
        "wrong case",
        "no offset answer",
        "bad reason",
        "unanswered",
        "refused card answer",
        "slow answer",
        "fault",
    ]
    assert {LOG.lines[name] for name in names} <= set(lines)
    assert shown(page) == len(lines) < 20


def test_a_filter_by_station(open_report: Opener) -> None:
    log = many_stations(4)
    count = sum(" CS002: " in row for row in log.text.splitlines())
    page = open_report(log)
    page.select_option("[name=station]", "CS002")
    assert shown(page) == count
    assert address_of(page) == {"station": "CS002"}
    assert shown(open_report(log, "#station=CS002")) == count
    assert not open_report(LOG).locator("[name=station]").is_visible()


def test_an_address_that_nobody_wrote_does_no_harm(open_report: Opener) -> None:
    page = open_report(LOG, "#&&=&=%&q&nothing=1&__proto__=1&constructor=2&line=99999&session=99")
    assert shown(page) == LOG.messages
    page.select_option("[name=action]", "Authorize")
    assert address_of(page) == {"action": "Authorize", "line": "99999", "session": "99"}
    for fragment in ("#q=%", "#action=Nonsense", "#direction=nowhere", "#finding=none", "#station=CS9"):
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_function("() => document.querySelector('#shown').textContent === '0'")
        name, _, value = fragment[1:].partition("=")
        assert page.input_value(f"[name={name}]") == value


def test_an_unknown_line_is_said(open_report: Opener) -> None:
    page = open_report(LOG, "#line=99999")
    assert page.locator("#none").is_visible()
    page.evaluate("location.hash = '#line=17'")
    page.locator("#none").wait_for(state="hidden")


def test_a_search_finds_hostile_texts(open_report: Opener) -> None:
    page = open_report(hostile())
    for text in HOSTILE[:4]:
        page.fill("[name=q]", text)
        assert shown(page) > 0
        assert address_of(page) == {"q": text}


def test_a_search_in_many_messages(open_report: Opener) -> None:
    log = long_log(10_000)
    page = open_report(log)
    page.fill("[name=q]", '"action": "heartbeat"')
    assert shown(page) == 0
    page.fill("[name=q]", "heartbeat")
    assert shown(page) == sum(message.action == "Heartbeat" for message in said(log))
