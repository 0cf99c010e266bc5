"""Every made-up log is read as well as it is known to be, so that none gets worse unseen."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.support.layouts import LAYOUTS, Layout
from tests.support.layouts.score import Score, score


class Read(NamedTuple):
    """How many frames of a layout are found, how many are false, and how many have the right direction and time."""

    found: int
    false: int
    right: int


#: The layouts that are not read without a flaw, and how well they are read at least.
FLAWED = {
    "csv-two-columns-of-frames": Read(20, 0, 18),  # of 20
    "python-call-repr": Read(25, 0, 25),  # of 26
    "java-list": Read(10, 2, 10),  # of 12
    "java-object": Read(10, 2, 10),  # of 12
    "beyond-base64": Read(0, 0, 0),  # of 26
    "beyond-wireshark-yaml": Read(0, 0, 0),  # of 13
    "beyond-ruby-inspect": Read(26, 0, 26),  # of 26
    "beyond-smart-quotes": Read(12, 0, 12),  # of 12
    "beyond-url-encoded": Read(0, 0, 0),  # of 12
    "wrapped-indented": Read(21, 1, 21),  # of 22
    "wrapped-in-mail": Read(17, 3, 17),  # of 20
    "rich-handler-wrapped": Read(24, 2, 24),  # of 26
    "records-between-others": Read(18, 0, 18),  # of 20
    "cut-beside-whole": Read(26, 0, 26),  # of 26
    "connection-numbers": Read(48, 0, 48),  # of 48
    "time-iso-blank-z": Read(26, 0, 26),  # of 26
    "compose-both-ends": Read(26, 0, 26),  # of 26
    "github-issue": Read(6, 0, 5),  # of 6
    "dynamo-db": Read(20, 0, 20),  # of 20
    "pg-copy": Read(23, 4, 23),  # of 26
    "python-pprint": Read(25, 1, 25),  # of 26
    "putty-log": Read(20, 0, 19),  # of 20
    "pretty-under-journald": Read(22, 0, 20),  # of 22
    "broken-frames": Read(17, 0, 17),  # of 18
}

every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.name)


@every_layout
def test_a_layout_is_read_as_well_as_ever(layout: Layout) -> None:
    read = score(layout)
    assert not read.crash
    if (least := FLAWED.get(layout.name)) is None:
        assert read.perfect, "\n".join(read.complaints)
    else:
        assert read.found >= least.found, read.complaints
        assert read.false <= least.false, read.complaints
        assert read.right >= least.right, read.complaints


def test_all_families_together_are_read_nearly_right() -> None:
    scores = [score(layout) for layout in LAYOUTS.values()]

    def total(part: str) -> int:
        return sum(getattr(read, part) for read in scores)

    expected = total("expected")
    assert total("right") >= 0.99 * expected
    assert total("found") >= 0.99 * expected
    assert total("false") <= 0.002 * expected


def test_the_flawed_layouts_are_known_ones() -> None:
    assert FLAWED.keys() <= LAYOUTS.keys()


def test_a_score_sees_what_is_missing_and_what_is_false() -> None:
    one = next(iter(LAYOUTS.values()))
    other = one._replace(facts=(one.facts[0]._replace(frame='[2,"never","Heartbeat",{}]'), *one.facts[1:]))
    read: Score = score(other)
    assert (read.found, read.false) == (read.expected - 1, 1)
    assert not read.perfect
