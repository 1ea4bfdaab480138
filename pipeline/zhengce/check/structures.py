"""Check ratios of shares such as 三次产业结构为9.1：48.6：42.3."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from zhengce.check.around import before
from zhengce.check.finding import Finding, Trace
from zhengce.check.interval import Interval
from zhengce.check.sums import NEAR, WHOLE

if TYPE_CHECKING:
    from zhengce.types import Release

_RATIO = re.compile(r"\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2,}")
_STRUCTURE = re.compile(r"结构|比重|占比|比例")


def structure_findings(releases: Iterable[Release]) -> Iterator[Finding]:
    """Check that the shares of each such ratio add up to 100."""
    for release in releases:
        for one in release.indicators:
            text, subject = one.text, one.subject or ""
            if not _RATIO.fullmatch(text) or not _STRUCTURE.search(subject + before(release, one)[-12:]):
                continue
            parts = [Decimal(part) for part in re.split("[:：∶]", text)]
            decimals = min(len(part.partition(".")[2]) for part in re.split("[:：∶]", text))
            open_ = Fraction(len(parts), 2 * 10**decimals)
            total = Interval(Fraction(sum(parts)) - open_, Fraction(sum(parts)) + open_)
            if not total.meets(NEAR):
                continue
            terms, value = " + ".join(map(str, parts)), sum(parts, Decimal(0))
            yield Finding(
                kind="sum",
                verdict="agrees" if total.meets(WHOLE) else "contradicts",
                issuer=one.region or "",
                name=subject,
                unit="%",
                year=one.period.end.year if one.period is not None and one.period.end is not None else None,
                value=value,
                stated=Decimal(100),
                message=f"{terms} = {value}, the whole is 100",
                message_zh=f"{terms} = {value}，整体为100",
                sources=(Trace.of(release, one),),
            )
