"""Whatever a log holds stays text: nothing of it runs, and nothing of it becomes a part of the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import Opener
from tests.support.report_logs import HOSTILE, Made, faultless, hostile
from tests.support.screens import opened, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOG = hostile()
#: Two calls for each text have it as their action; the reader takes a call for a message only if its action is a word.
MESSAGES = LOG.messages - 2 * len(HOSTILE)
#: Elements that only the template has, if any.
COUNTED = "script, style, link, meta, img, iframe, object, embed, base, form, input, [onload], [onerror], [onmouseover], [onfocus]"
#: Characters that are invisible or turn the direction of a text, except those of white space.
TRICKS = r"/[^\P{C}\n\t]/u"


def counted(page: Page) -> list[str]:
    """The elements of the page that could do something."""
    names: list[str] = page.eval_on_selector_all(COUNTED, "all => all.map(({ tagName, id }) => `${tagName} ${id}`)")
    return names


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hostile_log_is_shown(open_report: Opener, scheme: str) -> None:
    page = open_report(LOG, scheme=scheme)
    assert shown(page) == MESSAGES
    assert counted(page) == counted(open_report(faultless()))
    assert page.evaluate("window.length") == 0


def test_each_hostile_message_opens(open_report: Opener) -> None:
    page = open_report(LOG)
    elements = counted(page)
    page.focus("#messages")
    lines = set()
    for _ in range(MESSAGES):
        page.keyboard.press("ArrowDown")
        lines.add(opened(page))
    assert len(lines) == MESSAGES
    assert counted(page) == elements
    page.keyboard.press("Home")
    assert opened(page) == "1"


def test_hostile_texts_are_seen_as_they_are(open_report: Opener) -> None:
    page = open_report(LOG, "#line=1")
    text = page.inner_text("aside#message")
    assert "<script>alert(1)</script>" in text
    assert "\\u202e" in page.inner_text("#verdict")


def test_no_character_hides_or_turns_a_text(open_report: Opener) -> None:
    page = open_report(LOG)
    for line in range(1, LOG.messages + 1, 18):  # the boot of each text
        page.evaluate("line => { location.hash = `#line=${line}`; }", line)
        page.wait_for_function(
            "line => document.querySelector('#message dl')?.textContent.includes(`station.log:${line}`)", arg=line
        )
        found = page.evaluate(f"document.body.innerText.match({TRICKS})")
        assert found is None, found
    attributes = page.evaluate(
        f"[...document.querySelectorAll('[title], [aria-label]')].filter(each => {TRICKS}.test(each.title + each.ariaLabel)).length"
    )
    assert attributes == 0
    assert page.evaluate(f"{TRICKS}.test(document.title)") is False


def test_hostile_texts_in_an_address_stay_text(open_report: Opener) -> None:
    text = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    page = open_report(
        LOG, f"#q={text}&action={text}&finding={text}&station={text}&line={text}&session={text}&since={text}"
    )
    assert shown(page) == 0
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("names", [HOSTILE[:1], HOSTILE[:6]], ids=["one station", "six"])
def test_hostile_names_of_stations(open_report: Opener, names: tuple[str, ...]) -> None:
    rows = [
        {"timestamp": f"2026-05-17T08:00:{number:02}Z", "chargePointId": name, "direction": direction, "message": frame}
        for number, name in enumerate(names)
        for direction, frame in (
            ("received", [2, name, "Heartbeat", {}]),
            ("sent", [3, name, {"currentTime": name}]),
        )
    ]
    page = open_report(Made("".join(json.dumps(row) + "\n" for row in rows), len(rows), {}), "#line=1")
    assert shown(page) == len(rows)
    assert counted(page) == counted(open_report(faultless()))
    assert page.evaluate(f"{TRICKS}.test(document.title + document.body.innerText)") is False
    assert names[0] in page.inner_text("h1")
    assert names[0] in page.title()


def test_the_policy_allows_nothing_else(open_report: Opener) -> None:
    """A script that somebody had smuggled in would not run, and could not ask for anything."""
    page = open_report(faultless())
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'document.title = "it ran"';
            document.body.append(script);
        }"""
    )
    assert page.title() != "it ran"
    answer = page.evaluate("fetch('https://example.invalid/').then(() => 'asked', () => 'refused')")
    assert answer == "refused"
    told = [each for each in open_report.troubles.seen if "Content Security Policy" in each or "violates" in each]
    assert len(told) >= 2
    open_report.troubles.seen.clear()
