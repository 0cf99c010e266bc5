"""A report opens from disk without a word on the console and without a request, and its verdict needs no script."""

from __future__ import annotations

import pytest

from tests.support.browser import Opener
from tests.support.report_logs import Made, faultless, long_log, made, made_201, many_stations
from tests.support.screens import opened, shown

LOGS = {
    "made": made(),
    "2.0.1": made_201(),
    "faultless": faultless(),
    "stations": many_stations(4),
    "one message": Made('2026-05-17 08:00:00.000 INFO CS001: received [2, "1", "Heartbeat", {}]\n', 1, {}),
}


@pytest.mark.parametrize("log", LOGS.values(), ids=LOGS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_report_shows_all_messages(open_report: Opener, log: Made, scheme: str) -> None:
    page = open_report(log, scheme=scheme)
    assert shown(page) == log.messages
    assert page.locator("#messages [data-line]").count() > 0
    assert opened(page) is None
    assert not page.locator("#loading").is_visible()


def test_the_verdict_is_there_without_scripts(open_report: Opener) -> None:
    log = made()
    page = open_report(log, scripts=False)
    verdict = page.inner_text("#verdict")
    for word in ("enum_wrong_case", "unknown_enum_value", "The station", "04A2B9F1", "ChangeConfiguration"):
        assert word in verdict
    assert page.locator("#conversation noscript").is_visible() or "scripts are off" in page.inner_text("#conversation")
    assert not page.locator("#app").is_visible()


def test_the_verdict_is_the_same_with_and_without_scripts(open_report: Opener) -> None:
    log = made()
    assert open_report(log, scripts=False).inner_text("#verdict") == open_report(log).inner_text("#verdict")


def test_a_log_without_fault_says_so(open_report: Opener) -> None:
    assert open_report(faultless()).inner_text("#verdict h2") == "No fault found."


def test_many_messages_are_shown_and_few_are_drawn(open_report: Opener) -> None:
    log = long_log(10_000)
    page = open_report(log)
    assert shown(page) == 10_000
    assert 0 < page.locator("#messages [data-line]").count() < 200


def test_a_page_has_one_heading_a_title_and_a_language(open_report: Opener) -> None:
    page = open_report(made())
    assert page.locator("h1").count() == 1
    assert "CS001" in page.title()
    assert page.get_attribute("html", "lang") == "en"
    assert [page.locator(part).count() for part in ("header.top", "main", "footer")] == [1, 1, 1]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert len(set(ids)) == len(ids)


def test_each_table_has_headers(open_report: Opener) -> None:
    page = open_report(made())
    assert page.locator("table").count() > 2
    assert (
        page.evaluate(
            "[...document.querySelectorAll('table')].filter(table => !table.querySelector('th[scope]')).length"
        )
        == 0
    )


def test_a_log_without_a_session_has_a_page_that_works(open_report: Opener) -> None:
    text = "".join(
        f'2026-05-17 09:0{number}:00 INFO CS001: received [2,"{number}","Heartbeat",{{}}]\n' for number in range(5)
    )
    page = open_report(Made(text, 5, {}))
    page.click('[data-line="3"]')
    assert page.locator("#message h3").inner_text().startswith("Heartbeat")
    page.fill("input[type=search]", '"4"')
    assert page.inner_text("#shown") == "1"
