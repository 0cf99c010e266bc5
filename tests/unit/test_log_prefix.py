"""What stands before a frame: it is read once for all lines that have the same."""

from __future__ import annotations

import pytest

from ocpp_codec.log import Direction
from ocpp_codec.log._prefix import Prefix, prefix_of, shape_of
from ocpp_codec.log._words import Seen


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("", Prefix("bare", None, None, None, None, matters=False)),
        ("\0 INFO CS001: receive message ", Prefix("mobilityhouse", Seen.RECEIVED, "CS001", "CS001", None, matters=False)),
        ("\0 INFO wallbox: send ", Prefix("mobilityhouse", Seen.SENT, "wallbox", None, None, matters=False)),
        ("\0 [CP -> CSMS] ", Prefix("ends", Direction.TO_CSMS, None, None, None, matters=False)),
        ("\0 DEBUG received from EVB-77 ", Prefix("text", Seen.RECEIVED, None, "EVB-77", None, matters=False)),
        ("\0 ocpp2.0.1 connected: ", Prefix("text", None, None, None, "ocpp2.0.1", matters=True)),
    ],
)  # fmt: skip
def test_what_a_prefix_says(text: str, prefix: Prefix) -> None:
    assert prefix_of(text) == prefix


def test_the_layout_that_the_caller_knows_counts() -> None:
    text = "wallbox < "
    assert prefix_of(text).layout == "text"
    assert prefix_of(text, "websockets") == prefix_of(text)._replace(layout="websockets")
    assert prefix_of("x < TEXT '", "wscat").layout == "wscat"
    assert prefix_of("received ", "text").layout == "text"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\0 INFO 17 CS001: recv ", "\0 INFO 4211 CS002: recv "),
        ("x" * 500 + " recv ", "y" * 100 + "x" * 300 + " recv "),
    ],
)
def test_lines_of_one_logger_have_the_same_shape(one: str, other: str) -> None:
    assert shape_of(one, "CS001") == shape_of(other, "CS002")


@pytest.mark.parametrize("other", ["\0 INFO [proxy] CS001: recv ", "\0 INFO CS001: send "])
def test_lines_of_other_loggers_have_not(other: str) -> None:
    assert shape_of("\0 INFO CS001: recv ", "CS001") != shape_of(other, "CS001")


def test_a_station_is_left_out_of_the_shape() -> None:
    assert shape_of("recv CS-A: ", "CS-A") == "recv *: "
    assert shape_of("recv CS-A: ", None) == "recv CS-A: "
