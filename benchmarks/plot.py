"""Four kinds of plot, as SVG. The colours can be read on white as well as on GitHub's dark background."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

_GREY = "#768390"
_OURS = "#2f81f7"
_COLOURS = (_OURS, "#d4732b", "#3fa45b", "#b565d8", _GREY)
_WIDTH = 760
_LEFT, _RIGHT = 150, 130
_ROW = 26


def bars(title: str, below: str, values: Mapping[str, float], labels: Mapping[str, str], ours: str) -> str:
    """A bar for each value on a logarithmic scale, to the left or right of 1, which is the yardstick."""
    low, high = min(0.5, *values.values()), max(2.0, *values.values())
    top, bottom = 52, 52 + _ROW * len(values)

    def x_of(value: float) -> float:
        share = math.log(value / low) / math.log(high / low)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    one = x_of(1)
    parts = [_text(12, 24, title, size=15, bold=True)]
    for number, (name, value) in enumerate(sorted(values.items(), key=lambda item: item[1])):
        y = top + _ROW * number
        colour = _OURS if name == ours else _GREY
        left, right = sorted((one, x_of(value)))
        parts += [
            _text(_LEFT - 12, y + 16, name, anchor="end", bold=name == ours),
            f'<rect x="{left:.1f}" y="{y + 9}" width="{right - left:.1f}" height="6" fill="{colour}"/>',
            f'<circle cx="{x_of(value):.1f}" cy="{y + 12}" r="6" fill="{colour}"/>',
            _text(right + 14, y + 16, labels[name], bold=name == ours),
        ]
    parts += [
        f'<line x1="{one:.1f}" y1="{top - 4}" x2="{one:.1f}" y2="{bottom + 4}" stroke="{_GREY}" stroke-width="1.5"/>',
        _text(12, bottom + 24, below, size=12),
    ]
    return _svg(bottom + 36, parts)


def log_log(title: str, below: str, lines: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Lines over two logarithmic scales, (bytes, microseconds); the name of each stands at its end."""
    points = [point for line in lines.values() for point in line]
    (low_x, high_x), (low_y, high_y) = (
        (min(values), max(values)) for values in ([x for x, _ in points], [y for _, y in points])
    )
    left, right, top, bottom = 70, _WIDTH - 200, 48, 400

    def x_of(value: float) -> float:
        return left + (right - left) * math.log(value / low_x) / math.log(high_x / low_x)

    def y_of(value: float) -> float:
        return bottom - (bottom - top) * math.log(value / low_y) / math.log(high_y / low_y)

    parts = [_text(12, 24, title, size=15, bold=True)]
    for x in _powers(low_x, high_x):
        parts += [
            _line(x_of(x), top, x_of(x), bottom),
            _text(x_of(x), bottom + 18, _bytes(x), size=12, anchor="middle"),
        ]
    for y in _powers(low_y, high_y):
        parts += [_line(left, y_of(y), right, y_of(y)), _text(left - 8, y_of(y) + 4, _time(y), size=12, anchor="end")]
    places = _apart({name: y_of(line[-1][1]) for name, line in lines.items()})
    for (name, line), colour in zip(lines.items(), _COLOURS, strict=False):
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" r="3" fill="{colour}"/>' for x, y in line]
        parts.append(_text(right + 10, places[name] + 4, name, colour=colour))
    parts.append(_text(12, bottom + 42, below, size=12))
    return _svg(bottom + 54, parts)


def columns(title: str, below: str, values: Mapping[str, float]) -> str:
    """A column for each value, in the order given, on a linear scale from 0."""
    left, right, top, bottom = 60, _WIDTH - 20, 48, 300
    step = _round_step(max(values.values(), default=1.0))
    high = step * max(1, math.ceil(max(values.values(), default=1.0) / step))
    width = (right - left) / max(len(values), 1)

    def y_of(value: float) -> float:
        return bottom - (bottom - top) * value / high

    parts = [_text(12, 24, title, size=15, bold=True)]
    for number in range(round(high / step) + 1):
        y = y_of(number * step)
        parts += [_line(left, y, right, y), _text(left - 8, y + 4, f"{number * step:g}", size=12, anchor="end")]
    for number, (name, value) in enumerate(values.items()):
        x, y = left + width * number, y_of(value)
        place = f'x="{x + width * 0.15:.1f}" y="{y:.1f}" width="{width * 0.7:.1f}" height="{bottom - y:.1f}"'
        parts += [
            f'<rect {place} fill="{_OURS}"/>',
            _text(x + width / 2, bottom + 18, name, size=12, anchor="middle"),
        ]
    parts.append(_text(12, bottom + 42, below, size=12))
    return _svg(bottom + 54, parts)


def ranges(title: str, below: str, values: Mapping[str, tuple[float, float, float]]) -> str:
    """For each name a low, a middle and a high time, in microseconds, on a logarithmic scale."""
    left, right, top, bottom = 245, _WIDTH - 40, 48, 52 + _ROW * len(values)
    low = min(each[0] for each in values.values()) / 1.2
    high = max(each[2] for each in values.values()) * 1.2

    def x_of(value: float) -> float:
        return left + (right - left) * math.log(value / low) / math.log(high / low)

    parts = [_text(12, 24, title, size=15, bold=True)]
    for power in _powers(low, high):
        parts += [
            _line(x_of(power), top, x_of(power), bottom),
            _text(x_of(power), bottom + 18, _time(power), size=12, anchor="middle"),
        ]
    for number, (name, (first, middle, last)) in enumerate(values.items()):
        y = top + _ROW * number + 14
        place = f'x="{x_of(first):.1f}" y="{y - 3}" width="{x_of(last) - x_of(first):.1f}" height="6"'
        parts += [
            _text(left - 12, y + 4, name, anchor="end"),
            f'<rect {place} fill="{_OURS}" fill-opacity="0.5"/>',
            f'<circle cx="{x_of(middle):.1f}" cy="{y}" r="5" fill="{_OURS}"/>',
        ]
    parts.append(_text(12, bottom + 42, below, size=12))
    return _svg(bottom + 54, parts)


def _round_step(high: float) -> float:
    """A round number, of which about five make up the highest value."""
    power: float = 10.0 ** math.floor(math.log10(max(high, 1e-9) / 5))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power * 5 >= high)


def _apart(places: Mapping[str, float], distance: float = 18) -> dict[str, float]:
    """The same places from top to bottom, moved down where they would overlap."""
    found: dict[str, float] = {}
    last = -math.inf
    for name, place in sorted(places.items(), key=lambda item: item[1]):
        last = found[name] = max(place, last + distance)
    return found


def _powers(low: float, high: float) -> list[float]:
    return [10.0**power for power in range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)]


def _bytes(size: float) -> str:
    return f"{size / 1e6:g} MB" if size >= 1e6 else f"{size / 1e3:g} kB"


def _time(took: float) -> str:
    if took >= 1e6:
        return f"{took / 1e6:g} s"
    return f"{took / 1e3:g} ms" if took >= 1e3 else f"{took:g} µs"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    place = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {place} stroke="{_GREY}" stroke-opacity="0.35"/>'


def _text(
    x: float, y: float, text: str, *, size: int = 13, anchor: str = "start", bold: bool = False, colour: str = _GREY
) -> str:
    weight = ' font-weight="600"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="{size}" fill="{colour}"{weight}>{escape(text)}</text>'


def _svg(height: float, parts: list[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}"'
    font = 'font-family="-apple-system, Segoe UI, Helvetica, Arial, sans-serif"'
    return "\n".join([f"{head} {font}>", *parts, "</svg>", ""])
