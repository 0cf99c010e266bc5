"""Names of a frame as text that can be printed, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec._core.escapes import escaped, key_text, shortened, tokens

TEXTS = st.text(st.characters() | st.sampled_from("\\*./~nrtxuU0123\n\r\t\x1b\u202e\ud800\U000e0041"))


@given(TEXTS)
def test_escaped_text_can_be_printed_and_read_back(text: str) -> None:
    shown = escaped(text, "*./")
    assert shown.isprintable()
    read = list(tokens(shown))
    assert "".join(character for character, _ in read) == text
    assert all(is_escaped for character, is_escaped in read if character in "*./\\" or not character.isprintable())


def test_an_escape_is_that_of_python() -> None:
    assert escaped("\n\r\t\x1b\u202e\U000e0041", "") == r"\n\r\t\x1b\u202e\U000e0041"


def test_what_needs_no_escape_has_none() -> None:
    assert escaped("Zürich, 漢 ~[]", "*.") == "Zürich, 漢 ~[]"
    assert list(tokens("a\\")) == [("a", False), ("\\", False)]


def test_long_keys_are_told_apart() -> None:
    assert shortened("k" * 255) == "k" * 255
    assert shortened("k" * 256) == "k" * 200 + "...(256 characters, " + shortened("k" * 256)[-9:]
    assert len({shortened("k" * 255 + end) for end in ("a", "b", "aa", "\ud800")}) == 4
    assert (key_text(5), key_text("a/b~*\\")) == ("5", "a~1b~0\\*\\\\")
