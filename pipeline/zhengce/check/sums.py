"""Check parts against their whole: shares in one sentence, and levels with known parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from zhengce.check.around import before, sentence_of
from zhengce.check.figures import place_of, settled, traces
from zhengce.check.finding import Finding
from zhengce.check.interval import Interval
from zhengce.check.known import are_all_parts, known
from zhengce.check.wording import amount, printed

if TYPE_CHECKING:
    from zhengce.check.figures import Figure

_SHARE = re.compile(r".*(?:占|占比|比重|所占比例)")
_SHARE_BEFORE = re.compile(r"占(?:比|比重)?(?:约|近|达|为|到|超过?)*$")
_SPLIT = re.compile(r"从[^，。]{1,8}看|按[^，。]{1,10}分|分别|各占|构成|结构|其余")
"""What says that the parts do not overlap."""
_PART_OF_NAME = re.compile(r"占.*|的?比重$|占比$")
WHOLE = Interval(Fraction(100), Fraction(100))
NEAR = Interval(Fraction(90), Fraction(112))
"""A sum outside this was not meant to be the whole."""
_NONE = Interval(Fraction(0), Fraction(0))
_FEWEST = 3
_FARTHEST = 1  # sentences between a total and its parts


def sum_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """Check that shares add up to the whole and parts to their total."""
    yield from _shares(found)
    yield from _totals(found)


def _shares(found: Sequence[Figure]) -> Iterator[Finding]:
    """Check the shares of one whole in a sentence; they may add up to less unless they are exhaustive."""
    shares = [f for f in found if f.indicator.unit == "%" and f.is_actual_level and _is_share(f)]
    for _, group in groupby(shares, key=lambda f: (f.release.release_id, f.indicator.sentence)):
        parts = list(group)
        first = parts[0]
        every = are_all_parts({_PART_OF_NAME.sub("", f.name) for f in parts})
        one_whole = len({f.indicator.denominator for f in parts}) == 1 and len({f.days for f in parts}) == 1
        apart = len({f.name for f in parts}) == len(parts)
        if (len(parts) < _FEWEST and not every) or not one_whole or not apart:
            continue
        total, printed_total = _total(parts)
        if not total.meets(NEAR):
            continue
        fits = total.meets(WHOLE)
        split = every or _SPLIT.search(sentence_of(first.release, first.indicator)[0]) is not None
        if not fits and (not split or (total.below(WHOLE) and not every)):
            continue
        yield _finding(parts, "%", fits=fits, value=printed_total, stated=Decimal(100))


def _is_share(figure: Figure) -> bool:
    one = figure.indicator
    if one.denominator is not None or _SHARE.fullmatch(one.subject or ""):
        return True
    return _SHARE_BEFORE.search(before(figure.release, one)) is not None


def _total(parts: Sequence[Figure]) -> tuple[Interval, Decimal]:
    total, value = _NONE, Decimal(0)
    for part in parts:
        total = total.shifted(part.interval, 1)
        value += part.indicator.value or 0
    return total, value


def _totals(found: Sequence[Figure]) -> Iterator[Finding]:
    """Check levels of one release, place and time with known parts: 进出口 is the sum of 出口 and 进口."""
    groups: dict[tuple[object, ...], dict[str, Figure]] = {}
    for figure in settled(found):
        if not figure.is_rate and figure.days is not None and figure.indicator.denominator is None:
            key = (figure.release.release_id, figure.issuer, figure.days, figure.indicator.unit)
            groups.setdefault(key, {})[figure.name] = figure
    for group in groups.values():
        for partition in known().partitions:
            whole = group.get(partition.whole)
            parts = [group[name] for name in partition.parts if name in group]
            if whole is None or len(parts) != len(partition.parts):
                continue
            places = [figure.indicator.sentence for figure in (whole, *parts)]
            if max(places) - min(places) > _FARTHEST:
                continue
            total, value = _total(parts)
            fits = total.meets(whole.interval)
            yield _finding(parts, whole.indicator.unit, fits=fits, value=value, whole=whole)


def _finding(
    parts: Sequence[Figure],
    unit: str | None,
    *,
    fits: bool,
    value: Decimal,
    stated: Decimal | None = None,
    whole: Figure | None = None,
) -> Finding:
    terms = " + ".join(printed(part) for part in parts)
    told = printed(whole) if whole is not None else "100%"
    first = parts[0]
    return Finding(
        kind="sum",
        verdict="agrees" if fits else "contradicts",
        issuer=place_of(first),
        name=whole.name if whole is not None else "、".join(part.name for part in parts),
        unit=unit,
        year=first.year,
        value=value,
        stated=whole.indicator.value if whole is not None else stated,
        message=f"{terms} = {amount(value, unit)}, the whole is {told}",
        message_zh=f"{terms} = {amount(value, unit)}，整体为{told}",
        sources=traces([*parts, *([whole] if whole is not None else [])]),
    )
