"""Find releases that state incompatible values of one indicator for the same time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from zhengce.check.figures import place_of, settled, traces
from zhengce.check.finding import Finding
from zhengce.check.known import grows_at_constant_prices
from zhengce.check.wording import days, days_zh, name_of, printed, signed

if TYPE_CHECKING:
    from zhengce.check.figures import Figure

_REVISED = 150
"""Days after which the accounts of a nation or province tell revised values of the same time."""
_UNSURE = 0.5


def disagreement_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """Yield pairs of incompatible facts of one series and the same days."""
    groups = defaultdict(list)
    for figure in [*settled(found), *_rates(found)]:
        one = figure.indicator
        if figure.days is None or figure.dated == "release" or figure.issuer is None or one.series_id is None:
            continue
        if one.confidence >= _UNSURE:
            groups[one.series_id, figure.issuer, figure.end].append(figure)
    for group in groups.values():
        told: set[frozenset[object]] = set()
        for first, second in combinations(group, 2):
            pair = frozenset((first.release.release_id, second.release.release_id))
            if len(pair) < 2 or pair in told or not first.is_of_days_of(second):
                continue
            if not _fits(first, second):
                told.add(pair)
                yield _finding(first, second)


def _rates(found: Sequence[Figure]) -> Iterator[Figure]:
    """Yield year-on-year and month-on-month growth rates that are unique for their days in their release."""
    groups = defaultdict(list)
    for figure in found:
        one = figure.indicator
        growth = one.measure == "change" and one.unit == "%" and one.status == "actual"
        if growth and one.base is not None and one.base.kind in ("year_on_year", "month_on_month"):
            groups[figure.release.release_id, one.series_id, figure.days, one.basis].append(figure)
    for group in groups.values():
        if len({(figure.indicator.value, figure.indicator.direction) for figure in group}) == 1:
            yield group[0]


def _fits(first: Figure, second: Figure) -> bool:
    one, other = first.indicator, second.indicator
    if one.vintage != other.vintage or one.basis != other.basis:
        return True
    if grows_at_constant_prices(first.name) and _is_revised(first, second):
        return True
    if one.measure == "change" and one.direction != other.direction:
        return not (first.common.low or 0) + (second.common.low or 0) > 0
    return first.common.meets(second.common)


def _is_revised(first: Figure, second: Figure) -> bool:
    told = (first.release.published, second.release.published)
    return None in told or abs((told[0] - told[1]).days) > _REVISED  # type: ignore[operator]


def _finding(first: Figure, second: Figure) -> Finding:
    show = signed if first.indicator.measure == "change" else printed
    start = first.start or second.start
    when, when_zh = days(start, first.end), days_zh(start, first.end)
    one, other = name_of(first), name_of(second)
    return Finding(
        kind="disagreement",
        verdict="contradicts",
        issuer=place_of(first),
        name=first.name,
        unit=first.indicator.unit,
        year=first.year,
        value=None,
        stated=second.indicator.value,
        message=f"of {when} {one} states {show(first)}, {other} {show(second)}",
        message_zh=f"{when_zh}：{one}为{show(first)}，{other}为{show(second)}",
        sources=traces([first, second]),
    )
