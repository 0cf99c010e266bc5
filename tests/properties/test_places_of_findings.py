"""The scope and the path of any finding are a place at which its rule can be tolerated."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import Codec, Finding, OcppJsonProtocol, Rule, Severity, Tolerance
from ocpp_codec.rules import RULES
from ocpp_codec.tolerance import ALL
from tests.support import damage
from tests.support.comparison import NO_LIMITS, lies_in
from tests.support.judging import ENOUGH, every_version
from tests.support.vector_frames import frames_with_one_fault


def places_of(finding: Finding) -> set[Tolerance]:
    """What lets a finding pass. What leaves nothing of a required field passes only where that may be missing."""
    rules = {finding.rule, Rule.MISSING_FIELD} if RULES[finding.rule].leaves_nothing else {finding.rule}
    return {Tolerance(rule, finding.scope + finding.path) for rule in rules}


def test_the_scope_and_path_of_a_finding_are_a_place() -> None:
    tried = 0
    for frame in frames_with_one_fault()[::3]:
        (finding, *_) = frame.codec.examine(frame.text, frame.action).findings
        if finding.severity is Severity.ERROR and finding.rule in ALL:
            tried += 1
            seen = Codec(frame.protocol, tolerate=places_of(finding), **NO_LIMITS).examine(frame.text, frame.action)
            assert seen.message is not None
            assert seen.findings[0].severity is Severity.TOLERATED
    assert tried > 300


@every_version
@ENOUGH
@given(data=st.data())
def test_a_place_lets_one_of_several_findings_pass(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    frame, action = data.draw(damage.damaged_payloads(protocol))
    text = damage.pretty(frame)
    before = Codec(protocol, **NO_LIMITS).examine(text, action).findings
    errors = [each for each in before if each.severity is Severity.ERROR and each.rule in ALL]
    # Nothing can be said yet of the members whose name is empty.
    if errors := [each for each in errors if "" not in each.path.split("/")[1:]]:
        chosen = data.draw(st.sampled_from(errors))
        after = Codec(protocol, tolerate=places_of(chosen), **NO_LIMITS).examine(text, action).findings
        passed = {each for each in before if each.rule is chosen.rule and lies_in(each.path, chosen.path)}
        assert [(each.rule, each.path) for each in after[: len(before)]] == [(each.rule, each.path) for each in before]
        for one, other in zip(before, after, strict=False):
            assert other.severity is (Severity.TOLERATED if one in passed else one.severity)
