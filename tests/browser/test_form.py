"""Narrow and wide, light and dark, on paper: all of the page can be read."""

from __future__ import annotations

import pytest

from tests.support.browser import Opener
from tests.support.report_logs import Made, faultless, hostile, made, made_201, many_stations
from tests.support.screens import is_in_sight, opened

LOGS = {
    "made": made(),
    "2.0.1": made_201(),
    "faultless": faultless(),
    "hostile": hostile(),
    "stations": many_stations(4),
}

#: The contrast of each text of the page with what is behind it, where it is below what WCAG 2 asks of AA.
FAINT = """() => {
    const parts = colour => colour.match(/[\\d.]+/g).map(Number);
    const linear = part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const over = (above, below) => above.slice(0, 3).map((part, at) => part * (above[3] ?? 1) + below[at] * (1 - (above[3] ?? 1)));
    const behind = element => {
        const layers = [];
        for (let each = element; each; each = each.parentElement) layers.push(parts(getComputedStyle(each).backgroundColor));
        return layers.reverse().reduce((below, above) => over(above, below), [255, 255, 255]);
    };
    const faint = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode());) {
        const element = text.parentElement;
        if (!text.textContent.trim() || element.closest('svg, script, option, noscript') || !element.checkVisibility()) continue;
        const style = getComputedStyle(element);
        const ground = behind(element);
        const [one, other] = [light(over(parts(style.color), ground)), light(ground)].sort((a, b) => b - a);
        const ratio = (one + 0.05) / (other + 0.05);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        if (ratio < (isLarge ? 3 : 4.5)) {
            faint.add(`${element.tagName} .${element.className}: ${ratio.toFixed(2)}, ${text.textContent.trim().slice(0, 30)}`);
        }
    }
    return [...faint];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("log", LOGS.values(), ids=LOGS)
def test_a_narrow_page_does_not_scroll_sideways(open_report: Opener, log: Made, scheme: str) -> None:
    page = open_report(log, width=400, scheme=scheme)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 400
    page.click("[data-line]")
    assert opened(page) is not None
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 400


def test_a_narrow_page_without_scripts_does_not_scroll_sideways(open_report: Opener) -> None:
    page = open_report(made(), width=400, scripts=False)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 400


def test_a_message_that_opens_on_a_narrow_page_is_seen(open_report: Opener) -> None:
    page = open_report(made(), width=400)
    page.click("[data-line='17']")
    assert is_in_sight(page, "aside#message h3")


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(open_report: Opener, scheme: str, width: int) -> None:
    log = made()
    page = open_report(log, f"#line={log.lines['wrong case']}", scheme=scheme, width=width)
    assert page.evaluate(FAINT) == []


def test_light_and_dark_differ(open_report: Opener) -> None:
    grounds = [
        open_report(faultless(), scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert grounds[0] != grounds[1]


def test_the_verdict_is_seen_first(open_report: Opener) -> None:
    page = open_report(made())
    assert page.evaluate("scrollY") == 0
    for selector in ("h1", "#verdict h2", "#verdict .defects .items li"):
        assert is_in_sight(page, selector), selector


def test_a_report_is_printed(open_report: Opener) -> None:
    page = open_report(made(), "#line=17")
    assert page.pdf()[:5] == b"%PDF-"
    page.emulate_media(media="print")
    assert page.locator("#verdict").is_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("log", [made(), made_201()], ids=["1.6", "2.0.1"])
def test_the_values_of_a_session_are_drawn(open_report: Opener, log: Made) -> None:
    page = open_report(log, "#session=0")
    charts = page.locator("#charts figure")
    assert charts.count() >= 3
    for number in range(charts.count()):
        assert charts.nth(number).locator("canvas").count() == 1
        assert charts.nth(number).locator("tbody tr").count() >= 1


def test_another_session_is_chosen(open_report: Opener) -> None:
    page = open_report(made())
    page.click("[data-session-row='1'] a.values")
    page.wait_for_function("() => location.hash === '#session=1'")
    assert "4712" in page.inner_text("#values-of")
    assert page.locator("[data-session-row='1'][data-chosen]").count() == 1
    phases = page.inner_text("#charts")
    for name in ("Current, A", "Voltage, V", "Power, kW", "State of charge, %"):
        assert name in phases


def test_texts_in_the_bands_are_drawn(open_report: Opener) -> None:
    """SVG draws nothing that stands within a rectangle."""
    page = open_report(made())
    assert page.locator("svg rect").count() > 10
    assert page.locator("svg rect *, svg line *").count() == 0
