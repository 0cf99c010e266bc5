"""What has been found of a peer, in Python or in Node."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """Microseconds by frame, and the defects that the peer does not refuse.

    `absent`: why nothing has been measured.  `unable`: frames that it cannot do, and why.  `validates`: a bare parser
    does not, and nobody expects it to.
    """

    name: str
    version: str
    gives: str
    note: str
    validates: bool = True
    absent: str | None = None
    decode: dict[str, float] = field(default_factory=dict[str, float])
    encode: dict[str, float] = field(default_factory=dict[str, float])
    misses: list[str] = field(default_factory=list[str])
    misses_sent: list[str] = field(default_factory=list[str])
    unable: dict[str, str] = field(default_factory=dict[str, str])
