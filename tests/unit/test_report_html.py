"""HTML out of texts that may hold anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.report._html import Html, joined, link, tag, text
from tests.support.elements import elements

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "&lt;b&gt;",
    "<!--",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_stays_text(hostile: str) -> None:
    (element,) = elements(tag("p", hostile, title=hostile))
    assert element.attributes == {"title": hostile}
    assert element.text == hostile


@given(st.text())
def test_any_text_is_one_element_with_that_text(anything: str) -> None:
    (element,) = elements(tag("td", anything, data_label=anything))
    assert element.text == element["data-label"]
    assert element.text.isprintable()


@pytest.mark.parametrize(
    ("odd", "shown"),
    [("\x00", "\\x00"), ("a\nb", "a\\nb"), ("\u202egnp", "\\u202egnp"), ("\u2066x", "\\u2066x"), ("\ud800", "\\ud800")],
)
def test_what_plays_tricks_is_shown_as_an_escape(odd: str, shown: str) -> None:
    assert text(odd) == shown


def test_html_is_not_escaped_again() -> None:
    inner = tag("b", "<")
    assert text(inner) == inner == "<b>&lt;</b>"
    assert joined([inner, "&"], "<") == "<b>&lt;</b>&lt;&amp;"


def test_html_joined_with_a_text_by_other_means_is_a_text() -> None:
    assert not isinstance(Html("<b>") + "<i>", Html)


def test_attributes() -> None:
    assert (
        tag("td", class_="num", data_label="Time", title=None, hidden=False)
        == '<td class="num" data-label="Time"></td>'
    )
    assert tag("div", hidden=True) == "<div hidden></div>"
    assert link("#line=1", "line 1") == '<a href="#line=1">line 1</a>'


def test_a_shape_ends_before_what_stands_behind_it() -> None:
    """In SVG, an open rect would take in what comes after it, and hide it."""
    assert tag("rect", width="1") in {'<rect width="1"></rect>', '<rect width="1"/>'}
