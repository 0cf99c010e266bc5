"""The verdict in two parts: defects by side and rule, and what happened besides. Each leads to its first places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from .._core.record import Sender
from ..log._tally import SEVERITIES, Group, Problem
from ..log.observations import Observation
from ._headline import headline, of_side, times
from ._html import Html, joined, link, tag
from ._keys import Links

__all__ = ["verdict"]

_MOST_GROUPS = 4  # of a side, at first glance
_MOST_OBSERVATIONS = 7
_MOST_OF_KIND = 100
_MOST_PLACES = 4
_MOST_PROBLEMS = 20  # places in messages, of a rule
_SIDES = {Sender.STATION: "The station", Sender.CSMS: "The CSMS", None: "Nobody knows which side"}


def verdict(
    groups: Sequence[Group],
    observations: Sequence[Observation],
    *,
    messages: int,
    versions: str,
    links: Links,
    many_stations: bool,
    rejected: int,
) -> Html:
    """The part #verdict of the page. `rejected`: texts that begin like a frame and are none."""
    told = headline(groups, observations, messages=messages, versions=versions, is_whole=not rejected)
    kind = "good" if told.is_good else "bad" if told.is_bad else ""
    return joined(
        [
            tag("h2", told.who, id="verdict-head", class_=kind or None),
            tag("p", told.what, class_="lead"),
            _unread(rejected),
            tag("div", _defects(groups, links), _happened(observations, links, many_stations), class_="parts"),
        ]
    )


def _unread(rejected: int) -> Html:
    """Says that some of the log could not be judged."""
    if not rejected:
        return Html()
    count = f"{rejected:,} text{' begins' if rejected == 1 else 's begin'} like a frame and cannot be read"
    return tag("p", f"{count}, so this is not the whole log: the foot of the page has the first.", class_="note-box")


def _defects(groups: Sequence[Group], links: Links) -> Html:
    sides: list[Sender | None] = [Sender.STATION, Sender.CSMS]
    if any(group.sender is None for group in groups):
        sides.append(None)
    parts = [_of_side(sender, [each for each in groups if each.sender is sender], links) for sender in sides]
    return tag("section", tag("h3", "Defects: who breaks the protocol"), *parts, class_="part defects")


def _of_side(sender: Sender | None, groups: list[Group], links: Links) -> Html:
    counts: Counter[str] = Counter()
    for group in groups:
        counts[group.severity] += group.count
    told = ", ".join(
        f"{counts[each]:,} {each}{'s' if each == 'error' and counts[each] > 1 else ''}"
        for each in SEVERITIES
        if counts[each]
    )
    head = tag("h4", _SIDES[sender], tag("span", told, class_="tally"))
    if not groups:
        return joined([head, tag("ul", tag("li", "No defect.", class_="fine"), class_="items")])
    items = [_group(group, links) for group in groups]
    return joined([head, *_folded(items, _MOST_GROUPS, "more rule")])


def _group(group: Group, links: Links) -> Html:
    """A rule that a side breaks: how often, what is wrong, where first."""
    worst, *others = group.problems
    address = f"#finding={quote(group.rule)}"
    head = tag("p", tag("strong", group.rule), " ", link(address, times(group.count)), ", ", *_places(worst, links))
    more = [_more(others, links)] if others else []
    return tag("li", head, tag("p", _sentence(worst)), *more, class_=group.severity)


def _more(problems: list[Problem], links: Links) -> Html:
    shown = [
        tag("li", tag("p", _sentence(problem)), tag("p", *_places(problem, links), class_="where"))
        for problem in problems[:_MOST_PROBLEMS]
    ]
    rest = len(problems) - len(shown)
    last = [tag("li", f"and {rest:,} more")] if rest > 0 else []
    count = f"{len(problems):,} more place{'' if len(problems) == 1 else 's'} in messages"
    return tag("details", tag("summary", count), tag("ul", *shown, *last, class_="items"))


def _sentence(problem: Problem) -> Html:
    return joined([tag("code", problem.where), ": ", problem.sentence] if problem.where else [problem.sentence])


def _places(problem: Problem, links: Links) -> list[object]:
    """The first places: "line 17, 23, 40 and 12 more"."""
    found = [links.to(place, said=problem.rule) for place in problem.places[:_MOST_PLACES]]
    more = problem.count - len(found)
    return [joined(found, ", "), f" and {more:,} more" if found and more > 0 else ""]


def _happened(observations: Sequence[Observation], links: Links, many_stations: bool) -> Html:
    head = tag("h3", "What happened, without breaking the protocol")
    if not observations:
        nothing = tag("ul", tag("li", "Nothing unusual.", class_="fine"), class_="items")
        return tag("section", head, nothing, class_="part")
    kinds: dict[str, list[Observation]] = {}
    for each in observations:
        kinds.setdefault(each.kind, []).append(each)
    items = [_kind(found, links, many_stations) for found in kinds.values()]
    return tag("section", head, *_folded(items, _MOST_OBSERVATIONS, "more observation"), class_="part")


def _kind(found: list[Observation], links: Links, many_stations: bool) -> Html:
    """The observations of one kind: the first one, and the others after a click."""
    first, *others = found
    if not others:
        return tag("li", *_observation(first, links, many_stations), class_="observed")
    items = [tag("li", *_observation(each, links, many_stations)) for each in others[:_MOST_OF_KIND]]
    if len(others) > _MOST_OF_KIND:
        items.append(tag("li", f"and {len(others) - _MOST_OF_KIND:,} more"))
    more = tag("details", tag("summary", f"{len(others):,} more like this"), tag("ul", *items, class_="items"))
    return tag("li", *_observation(first, links, many_stations), more, class_="observed")


def _observation(observation: Observation, links: Links, many_stations: bool) -> list[Html]:
    """What it says, and whose it is, and where."""
    station = [tag("strong", observation.station), ": "] if many_stations and observation.station else []
    side = [tag("span", _for(observation.side), class_="side"), " "] if observation.side else []
    places = [links.to(place, said=observation.text) for place in observation.places[:_MOST_PLACES]]
    more = observation.count - len(places)
    all_of_kind = link(f"#finding={quote(observation.kind)}", observation.kind)
    where = [joined(places, ", "), f" and {more:,} more" if more > 0 and places else "", " · ", all_of_kind]
    return [tag("p", *station, observation.text), tag("p", *side, *where, class_="where")]


def _for(side: Sender) -> str:
    return of_side(side).removeprefix("the ")


def _folded(items: list[Html], most: int, what: str) -> list[Html]:
    """The first items as a list; the others in a list that a click opens."""
    shown = tag("ul", *items[:most], class_="items")
    rest = items[most:]
    if not rest:
        return [shown]
    count = f"{len(rest):,} {what}{'' if len(rest) == 1 else 's'}"
    return [shown, tag("details", tag("summary", count), tag("ul", *rest, class_="items"))]
