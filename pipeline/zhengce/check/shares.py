"""Shares: of a whole that the release tells too, and shares that should make up the whole."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from zhengce.check.figures import traces
from zhengce.check.finding import Finding
from zhengce.check.interval import Interval, rounded, step
from zhengce.check.names import series_name
from zhengce.check.wording import amount, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhengce.check.figures import Figure

_SHARE = re.compile(r".*(?:占|占比|比重|所占比例)")
_WHOLE = Interval(Fraction(100), Fraction(100))
_NEAR = Interval(Fraction(90), Fraction(110))
"""A sum outside this was not meant to be the whole."""
_FEWEST = 3


def share_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """``A占B`` against A and B of the same release and year."""
    for share in found:
        one = share.indicator
        if one.unit != "%" or one.measure != "level" or one.subject is None or one.denominator is None:
            continue
        part, whole = (
            _level(series_name(name, share.issuer), share, found) for name in (one.subject, one.denominator)
        )
        if part is None or whole is None or part.indicator.unit != whole.indicator.unit:
            continue
        implied = part.interval.over(whole.interval).scaled(Fraction(100))
        if implied.low is None or implied.high is None:
            continue
        value = rounded((implied.low + implied.high) / 2, step(share.indicator) or Fraction(1))
        percent = amount(value, "%", step(share.indicator))
        sides = f"{printed(part)} of {printed(whole)} is {percent}, stated {printed(share)}"
        sides_zh = f"{printed(part)}占{printed(whole)}的{percent}，原文为{printed(share)}"
        yield Finding(
            kind="share",
            verdict="agrees" if implied.meets(share.interval) else "contradicts",
            issuer=share.issuer,
            name=share.name,
            unit="%",
            year=share.year,
            value=value,
            stated=share.indicator.value,
            message=sides,
            message_zh=sides_zh,
            sources=traces([part, whole, share]),
        )


def _level(name: str, share: Figure, found: Iterable[Figure]) -> Figure | None:
    """The level of that name, in the same release and year, that stands nearest to the share."""
    same = [
        other
        for other in found
        if other.release is share.release
        and other.name == name
        and other.year == share.year
        and other.indicator.measure == "level"
        and other.indicator.unit != "%"
    ]
    return min(same, key=lambda figure: abs(figure.indicator.start - share.indicator.start), default=None)


def _is_share(figure: Figure) -> bool:
    return figure.indicator.denominator is not None or bool(_SHARE.fullmatch(figure.indicator.subject or ""))


def sum_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """Three or more shares in one sentence whose sum is near the whole: is it the whole?"""
    shares = [f for f in found if f.indicator.unit == "%" and _is_share(f)]
    for _, group in groupby(shares, key=lambda f: (f.release.release_id, f.indicator.sentence)):
        parts = list(group)
        if len(parts) < _FEWEST:
            continue
        total, printed_total = Interval(Fraction(0), Fraction(0)), Decimal(0)
        for part in parts:
            total = total.shifted(part.interval, 1)
            printed_total += part.indicator.value or 0
        if not total.meets(_NEAR):
            continue
        terms = " + ".join(printed(part) for part in parts)
        first = parts[0]
        yield Finding(
            kind="sum",
            verdict="agrees" if total.meets(_WHOLE) else "contradicts",
            issuer=first.issuer,
            name="、".join(part.name for part in parts),
            unit="%",
            year=first.year,
            value=printed_total,
            stated=Decimal(100),
            message=f"{terms} = {amount(printed_total, '%')}",
            message_zh=f"{terms} = {amount(printed_total, '%')}",
            sources=traces(parts),
        )
