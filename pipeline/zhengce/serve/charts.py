"""Series as SVG charts: axes with ticks, lines, and points linked to their sentences."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhengce.display.figures import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengce.serve.reading import Series

WIDTH, HEIGHT = 760, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 24, 16, 36


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a chart."""

    x: float
    y: float
    link: str
    title: str
    status: str
    review: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A series in a chart: its colour class, the line through its facts, and all points."""

    hue: str
    name: str
    path: str
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines, and the ticks of both axes with position and label."""

    lines: list[Line]
    x_ticks: list[tuple[float, str]]
    y_ticks: list[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    bottom: int = HEIGHT - _BOTTOM


def chart(shown: Sequence[Series]) -> Chart | None:
    """Return a chart of series with the same unit, or None if there is nothing to draw."""
    rows = [
        row for one in shown for row in one.points if row["day"] is not None and row["signed"] is not None
    ]
    if not rows:
        return None
    days = [row["day"].toordinal() for row in rows]
    values = [float(row["signed"]) for row in rows]
    low, high = min(0.0, *values), max(0.0, *values)
    steps = list(_steps(low, high))
    low, high = min(low, steps[0]), max(high, steps[-1])
    first, last = min(days), max(days)

    def x(day: dt.date) -> float:
        span = WIDTH - _LEFT - _RIGHT
        where = (day.toordinal() - first) / (last - first) if last > first else 0.5
        return round(_LEFT + span * where, 1)

    def y(value: float) -> float:
        span = HEIGHT - _TOP - _BOTTOM
        return round(HEIGHT - _BOTTOM - span * (value - low) / ((high - low) or 1), 1)

    lines = []
    for at, one in enumerate(shown):
        drawn = [row for row in one.points if row["day"] is not None and row["signed"] is not None]
        points = [_point(row, x(row["day"]), y(float(row["signed"]))) for row in drawn]
        facts = [f"{p.x},{p.y}" for p in points if p.status == "actual"]
        lines.append(Line(f"h{at % 8}", f"{one.region or ''} {one.name}".strip(), " ".join(facts), points))
    ticks = [(x(day), told) for day, told in _days(dt.date.fromordinal(first), dt.date.fromordinal(last))]
    return Chart(lines, ticks, [(y(step), _short(step)) for step in steps])


def _point(row: dict[str, Any], x: float, y: float) -> Point:
    link = f"/release/{row['release_id']}?figure={row['indicator_id']}"
    when, value = row["period_text"] or row["day"], number(row["signed"])
    told = f"{row['region'] or ''} {when} {value} {row['unit'] or ''}"
    return Point(x, y, link, f"{told} · {row['title'] or row['source']}", row["status"], row["review"])


def _steps(low: float, high: float) -> Iterator[float]:
    """Yield round numbers that cover the range."""
    width = (high - low) / 5 or 1.0
    power = 10 ** math.floor(math.log10(width))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= width)
    for k in range(math.floor(low / step), math.ceil(high / step) + 1):
        yield k * step


def _days(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    """Yield time ticks: years if there are several, else the first and last day."""
    years = range(first.year + 1, last.year + 1)
    if len(years) < 2:
        yield first, first.isoformat()
        if last > first:
            yield last, last.isoformat()
        return
    every = max(1, len(years) // 8)
    for year in years[::every]:
        yield dt.date(year, 1, 1), str(year)


def _short(value: float) -> str:
    """Format an axis label in units of 亿 and 万.

    >>> _short(2600000.0), _short(0.5)
    ('260万', '0.5')
    """
    for size, name in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{number(Decimal(repr(round(value / size, 4))))}{name}"
    return number(Decimal(repr(round(value, 6))))
