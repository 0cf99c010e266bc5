"""The codecs of several versions with one list of settings."""

from typing import Any

from .._core.compat import OcppJsonProtocol
from .._core.rules import Rule
from .._core.settings import require_enforceable, rules_of
from .._core.tolerance import Tolerance, Tolerances
from ..codec import Codec

__all__ = ["SPELLING", "Codecs"]

#: Rules about how a frame is written. They say nothing of a frame that was put together from what a log shows.
SPELLING = frozenset(
    {
        Rule.STRAY_COMMA,
        Rule.CONTROL_CHARACTER,
        Rule.UNKNOWN_ESCAPE,
        Rule.MESSAGE_TYPE_SPELLING,
        Rule.MISSING_PAYLOAD,
        Rule.ACTION_IN_RESULT,
        Rule.NUMERIC_ID,
        Rule.BAD_ERROR_DESCRIPTION,
        Rule.BAD_ERROR_DETAILS,
        Rule.DUPLICATE_KEY,
        Rule.INTEGER_AS_FRACTION,
        Rule.INEXACT_NUMBER,
        Rule.LONE_SURROGATE,
    }
)


class Codecs:
    """The codec of each version, made on first use. Each has the settings that its version knows."""

    def __init__(
        self, tolerate: tuple[Rule | Tolerance | str, ...], enforce: tuple[Rule | str, ...], lengths: dict[str, int]
    ) -> None:
        self.parts: list[dict[str, Any]] = [
            *({"tolerate": (each,)} for each in tolerate if isinstance(each, Tolerance)),
            *({"field_lengths": {place: length}} for place, length in lengths.items()),
        ]
        self.general: dict[str, Any] = {
            "tolerate": tuple(each for each in tolerate if not isinstance(each, Tolerance)),
            "enforce": enforce,
        }
        self._made: dict[OcppJsonProtocol, tuple[Codec, Codec]] = {}
        Tolerances(self.general["tolerate"])  # so that a wrong rule is found at once, and no version is loaded for that
        require_enforceable(rules_of("enforce", enforce))
        for part in self.parts:
            self._require_known(part)

    def of(self, protocol: OcppJsonProtocol) -> tuple[Codec, Codec]:
        """The codec for frames as they were sent, and the one for frames that were put together."""
        if protocol not in self._made:
            known = [part for part in self.parts if _problem(protocol, part) is None]
            tolerate = {*self.general["tolerate"], *(each for part in known for each in part.get("tolerate", ()))}
            lengths = {place: value for part in known for place, value in part.get("field_lengths", {}).items()}
            codec = Codec(protocol, tolerate=tolerate, enforce=self.general["enforce"], field_lengths=lengths)
            rebuilt = codec.__replace__(tolerate=codec.tolerate | SPELLING, enforce=codec.enforce - SPELLING)
            self._made[protocol] = codec, rebuilt
        return self._made[protocol]

    @staticmethod
    def _require_known(part: dict[str, Any]) -> None:
        problem = None
        for protocol in OcppJsonProtocol:
            problem = _problem(protocol, part)
            if problem is None:
                return
        if problem is not None:
            raise problem


def _problem(protocol: OcppJsonProtocol, settings: dict[str, Any]) -> ValueError | None:
    """Why a version does not take these settings."""
    try:
        Codec(protocol, **settings)
    except ValueError as problem:
        return problem
    return None
