"""Compare a change in amount with the percentage beside it: 100万吨 more to 650万吨 is 18.2 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from zhengce.check import interval
from zhengce.check.around import first_of, is_real, sentence_of
from zhengce.check.bases import base_days, is_plain_change, level_of
from zhengce.check.figures import place_of, traces
from zhengce.check.finding import Finding, Trace
from zhengce.check.interval import Interval, rounded, step
from zhengce.check.known import grows_at_constant_prices
from zhengce.check.wording import amount, printed, signed

if TYPE_CHECKING:
    from zhengce.check.figures import Figure

_ONE = Interval(Fraction(1), Fraction(1))
_HUNDRED = Fraction(100)
_BETWEEN = re.compile(r"[^。；\d]{0,14}")
_OTHER_BASE = re.compile(r"年均|同比|环比|年初|上月|[年月季]末|比")


def change_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """Compare amounts of change with their percentages, and 由A增加到B with the change that follows."""
    releases: dict[str, list[Figure]] = {}
    for figure in found:
        releases.setdefault(figure.release.release_id, []).append(figure)
    for own in releases.values():
        yield from _beside(own)
        yield from _from_to(own)


def _beside(found: Sequence[Figure]) -> Iterator[Finding]:
    for first, second in pairwise(found):
        pair = (second, first) if first.indicator.unit == "%" else (first, second)
        by, rate = pair
        if not _same_change(by, rate):
            continue
        level = _level(by, found)
        if level is None or level.indicator.unit != by.indicator.unit:
            continue
        sign = 1 if by.indicator.direction == "increase" else -1
        base = level.interval.shifted(by.interval, -sign)
        if base.low is None or base.low <= 0:
            continue
        implied = by.interval.over(base).scaled(_HUNDRED)
        told = (
            f"{signed(by)} to {printed(level)} is a change of",
            f"{signed(by)}，至{printed(level)}，应为",
        )
        yield from _held(implied, rate, [level, by, rate], told)


def _same_change(by: Figure, rate: Figure) -> bool:
    """Return whether an amount and a percentage state the same change: same name, time and base."""
    if by.release is not rate.release or by.name != rate.name or by.issuer != rate.issuer:
        return False
    if rate.indicator.unit != "%" or by.is_rate or not (is_plain_change(by) and is_plain_change(rate)):
        return False
    same_base = base_days(by) == base_days(rate) and by.days == rate.days
    one, other = by.indicator, rate.indicator
    return same_base and one.direction == other.direction and one.sentence == other.sentence


def _level(by: Figure, own: Sequence[Figure]) -> Figure | None:
    """Return the level after a change: the one before it, or the next one (比上年增加100个，达到650个)."""
    level = level_of(by, own)
    if level is not None:
        return level
    return next(
        (
            other
            for other in own
            if other.name == by.name
            and other.is_of_days_of(by)
            and other.is_actual_level
            and other.indicator.sentence == by.indicator.sentence
            and other.indicator.start > by.indicator.start
        ),
        None,
    )


def _from_to(found: Sequence[Figure]) -> Iterator[Finding]:
    """Compare A and B of 由A增加到B，增长r with r."""
    for after, change in pairwise(found):
        release = after.release
        before = first_of(release, after.indicator)
        if before is None or change.release is not release or not _follows(after, change):
            continue
        values = interval.of(before)
        one = change.indicator
        if values is None or values.low is None or values.low <= 0:
            continue
        if (one.direction == "increase") != ((before.value or 0) < (after.indicator.value or 0)):
            continue
        sign = 1 if one.direction == "increase" else -1
        if one.unit == "%" and not after.is_rate:
            if grows_at_constant_prices(after.name) or is_real(release, one):
                continue
            implied = after.interval.over(values).shifted(_ONE, -1).scaled(_HUNDRED)
        elif one.unit == before.unit or (one.unit in ("百分点", "个百分点") and before.unit == "%"):
            implied = after.interval.shifted(values, -1)
        else:
            continue
        if sign < 0:
            implied = Interval(_minus(implied.high), _minus(implied.low))
        told = (
            f"from {before.text} to {printed(after)} is a change of",
            f"由{before.text}到{printed(after)}，应为",
        )
        yield from _held(implied, change, [after, change], told, Trace.of(release, before))


def _minus(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _follows(after: Figure, change: Figure) -> bool:
    """Return whether a change directly follows the B and has no base of its own."""
    one, other = after.indicator, change.indicator
    if other.measure != "change" or other.direction is None or one.sentence != other.sentence:
        return False
    if other.index != one.index + 1 or after.name != change.name:
        return False
    text, at = sentence_of(after.release, one)
    begin = at + one.end - one.start
    between = text[begin : begin + other.start - one.end]
    return _BETWEEN.fullmatch(between) is not None and _OTHER_BASE.search(between) is None


def _held(
    implied: Interval, change: Figure, sources: list[Figure], told: tuple[str, str], *more: Trace
) -> Iterator[Finding]:
    if implied.low is None or implied.high is None:
        return
    fine = step(change.indicator)
    value = rounded((implied.low + implied.high) / 2, fine or Fraction(1))
    shown = amount(value, change.indicator.unit, fine)
    fits = implied.meets(change.interval)
    yield Finding(
        kind="change",
        verdict="agrees" if fits else "contradicts",
        issuer=place_of(change),
        name=change.name,
        unit=change.indicator.unit,
        year=change.year,
        value=value,
        stated=change.indicator.value,
        message=f"{told[0]} {shown}, stated {printed(change)}",
        message_zh=f"{told[1]}{shown}，原文为{printed(change)}",
        sources=(*more, *traces(sources)),
    )
