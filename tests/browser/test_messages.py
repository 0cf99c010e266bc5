"""A message opens by a click, a key and a link; the address always says which one, and "back" leads back."""

from __future__ import annotations

import json

import pytest

from tests.support.browser import Opener
from tests.support.report_logs import long_log, made
from tests.support.screens import address_of, is_in_sight, opened, said, shown

LOG = made()
FRAMES = {message.line: message.frame for message in said(LOG)}
LONG = long_log(10_000)


def test_a_click_opens_a_message(open_report: Opener) -> None:
    line = LOG.lines["wrong case"]
    page = open_report(LOG)
    page.click(f"[data-line='{line}']")
    assert opened(page) == str(line)
    assert address_of(page) == {"line": str(line)}
    panel = page.locator("aside#message")
    text = panel.inner_text()
    assert "enum_wrong_case" in text
    assert FRAMES[line] in text
    assert '[4,"28","PropertyConstraintViolation"' in text  # the reply that it deserves
    assert f"line {line + 1} after 12 ms" in text
    assert "The station to the CSMS" in text
    assert page.get_attribute(f"[data-line='{line}']", "aria-selected") == "true"
    assert panel.locator("mark.error").inner_text() == '  "status": "available",'


def test_a_click_opens_another_message_in_place_of_the_first(open_report: Opener) -> None:
    page = open_report(LOG)
    for line in (17, 18, 20):
        page.click(f"[data-line='{line}']")
        assert opened(page) == str(line)
    assert page.locator("[aria-selected=true]").count() == 1


def test_an_answer_leads_to_its_call_and_back(open_report: Opener) -> None:
    page = open_report(LOG, "#line=18")
    page.click("aside#message a:text-is('line 17')")
    page.wait_for_function("() => location.hash === '#line=17'")
    assert opened(page) == "17"
    page.click("aside#message a:text-is('line 18')")
    page.wait_for_function("() => location.hash === '#line=18'")
    assert opened(page) == "18"


def test_the_close_button_and_back(open_report: Opener) -> None:
    page = open_report(LOG)
    page.click("[data-line='17']")
    page.click("aside#message [data-close]")
    assert (opened(page), address_of(page)) == (None, {})
    page.go_back()
    page.locator("aside#message").wait_for()
    assert opened(page) == "17"
    page.go_back()
    page.locator("aside#message").wait_for(state="hidden")
    assert (opened(page), address_of(page)) == (None, {})


@pytest.mark.parametrize("line", [2, 4_998, 10_000])
def test_a_link_opens_the_message_wherever_it_is(open_report: Opener, line: int) -> None:
    page = open_report(LONG, f"#line={line}")
    assert opened(page) == str(line)
    assert is_in_sight(page, f"[data-line='{line}']")
    assert page.get_attribute("[aria-selected=true]", "data-line") == str(line)
    assert shown(page) == 10_000


def test_the_address_of_a_click_far_down_shows_a_colleague_the_same(open_report: Opener) -> None:
    page = open_report(LONG)
    page.evaluate("() => { const box = document.querySelector('#messages'); box.scrollTop = box.scrollHeight * 0.7; }")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-line]')].some((row) => Number(row.dataset.line) > 6000)"
    )
    lines = page.eval_on_selector_all("[data-line]", "all => all.map(each => Number(each.dataset.line))")
    line = str(sorted(lines)[len(lines) // 2])
    page.click(f"[data-line='{line}']")
    assert opened(page) == line
    other = open_report(LONG, "#" + page.url.partition("#")[2])
    assert opened(other) == line
    assert other.inner_text("aside#message") == page.inner_text("aside#message")
    assert is_in_sight(other, f"[data-line='{line}']")


def test_a_link_keeps_filters_and_message(open_report: Opener) -> None:
    page = open_report(LOG, "#action=Heartbeat&line=17")
    assert opened(page) == "17"
    assert shown(page) == sum(message.action == "Heartbeat" for message in said(LOG))


def test_every_link_of_the_verdict_leads_to_its_message(open_report: Opener) -> None:
    page = open_report(LOG)
    links = page.locator("#verdict a[href^='#line=']")
    count = links.count()
    assert count >= 10
    page.evaluate("for (const details of document.querySelectorAll('#verdict details')) details.open = true")
    for number in range(count):
        href = links.nth(number).get_attribute("href")
        assert href is not None
        links.nth(number).click()
        page.wait_for_function("href => location.hash === href", arg=href)
        line = href.removeprefix("#line=")
        assert opened(page) == line
        assert is_in_sight(page, f"[data-line='{line}']")
        assert page.locator("aside#message .findings").count() > 0  # something is said of it


def test_every_rule_of_the_verdict_leads_to_its_messages(open_report: Opener) -> None:
    page = open_report(LOG)
    hrefs = page.eval_on_selector_all(
        "#verdict a[href^='#finding=']", "all => all.map(each => each.getAttribute('href'))"
    )
    assert len(set(hrefs)) >= 8
    for href in hrefs:
        page.evaluate("href => document.querySelector(`#verdict a[href='${href}']`).click()", href)
        page.wait_for_function("href => location.hash === href", arg=href)
        assert 0 < shown(page) < 5


def test_the_frame_and_the_reply_can_be_copied(open_report: Opener) -> None:
    line = LOG.lines["wrong case"]
    page = open_report(LOG, f"#line={line}")
    page.click("button:text-is('Copy the frame')")
    page.locator("button:text-is('Copied')").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == FRAMES[line]
    page.click("button:text-is('Copy the reply')")
    page.locator("button:text-is('Copy the reply')").wait_for(state="detached")
    assert json.loads(page.evaluate("navigator.clipboard.readText()"))[:2] == [4, json.loads(FRAMES[line])[1]]


def test_a_search_keeps_the_open_message(open_report: Opener) -> None:
    page = open_report(LOG, "#line=17")
    page.fill("[name=q]", "authorize")
    assert opened(page) == "17"
    assert address_of(page) == {"q": "authorize", "line": "17"}
