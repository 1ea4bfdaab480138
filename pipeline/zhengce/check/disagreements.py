"""The same indicator at the same time in two releases, with values that exclude one another."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from zhengce.check.figures import settled, traces
from zhengce.check.finding import Finding
from zhengce.check.wording import name_of, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengce.check.figures import Figure

_GENERIC = 2
"""A name as short as 职工 or 企业 may count other things in another release."""


def disagreement_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """Pairs of facts on the same day, or of the same span, that cannot both hold."""
    groups = defaultdict(list)
    for figure in settled(found):
        if figure.day is not None and len(figure.name) > _GENERIC:
            groups[figure.key, figure.day].append(figure)
    for group in groups.values():
        for first, second in combinations(group, 2):
            if first.release is second.release or not _same_span(first, second):
                continue
            if first.interval.meets(second.interval):
                continue
            told = f"{name_of(first)}: {printed(first)}; {name_of(second)}: {printed(second)}"
            yield Finding(
                kind="disagreement",
                verdict="contradicts",
                issuer=first.issuer,
                name=first.name,
                unit=first.indicator.unit,
                year=first.year,
                value=None,
                stated=second.indicator.value,
                message=told,
                message_zh=told.replace(": ", "为").replace("; ", "，"),
                sources=traces([first, second]),
            )


def _same_span(first: Figure, second: Figure) -> bool:
    """Whether both speak of the same stretch of time, or one at least of its end only."""
    one, two = first.indicator.period, second.indicator.period
    if one is None or two is None:
        return False
    return one.start is None or two.start is None or one.start == two.start
