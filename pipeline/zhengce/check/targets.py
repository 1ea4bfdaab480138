"""Compare targets with the facts of later releases."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from zhengce.check.figures import place_of, settled, traces
from zhengce.check.finding import Finding, Verdict
from zhengce.check.wording import name_of, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengce.check.figures import Figure

_CEILING = ("at_most", "under")
_WORDS: dict[Verdict, str] = {"met": "完成", "missed": "未完成", "open": "因取整无法判断"}


def target_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """Yield a verdict on each target that is due: met, missed, or open if rounding leaves it undecided."""
    facts: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for fact in settled(found):
        facts[fact.key, fact.end].append(fact)
    for target in found:
        one = target.indicator
        if one.status != "target" or one.measure != "level" or target.end is None or target.issuer is None:
            continue
        reached = [
            other
            for other in facts.get((target.key, target.end), ())
            if other.release is not target.release
            and _told_later(other, target)
            and _same_span(other, target)
        ]
        if reached:
            yield _finding(target, reached[0])


def _same_span(fact: Figure, target: Figure) -> bool:
    """Return whether both cover the same days; a target for a year may be met by the level at its end."""
    if target.start is None and fact.start is not None:
        return (fact.start.month, fact.start.day) == (1, 1)  # not only its last month
    starts = {figure.days[0] for figure in (fact, target) if figure.days is not None} - {None}
    return len(starts) < 2


def _finding(target: Figure, fact: Figure) -> Finding:
    one, verdict = target.indicator, _verdict(target, fact)
    return Finding(
        kind="target",
        verdict=verdict,
        issuer=place_of(target),
        name=target.name,
        unit=one.unit,
        year=target.year,
        value=_beyond(one.value, _in_unit_of(target, fact)),
        stated=one.value,
        message=f"target {printed(target)} ({name_of(target)}), reached {printed(fact)}: {verdict}",
        message_zh=f"目标{printed(target)}，实际{printed(fact)}，{_WORDS[verdict]}",
        sources=traces([target, fact]),
    )


def _beyond(aim: Decimal | None, reached: Decimal | None) -> Decimal | None:
    """Return the reached value minus the target, or None if either is unknown.

    This is not a verdict: a ceiling is met if the difference is not positive.
    """
    return None if aim is None or reached is None else reached - aim


def _in_unit_of(target: Figure, fact: Figure) -> Decimal | None:
    """Return the value of a fact in the unit of its target."""
    value = fact.indicator.value
    if value is None or fact.factor == target.factor:
        return value
    scaled = Fraction(value) * fact.factor / target.factor
    return Decimal(scaled.numerator) / Decimal(scaled.denominator)


def _told_later(fact: Figure, target: Figure) -> bool:
    first, second = target.release.published, fact.release.published
    return first is None or second is None or first < second


def _verdict(target: Figure, fact: Figure) -> Verdict:
    aim = target.indicator.value if target.indicator.value is not None else target.indicator.value_min
    value = _in_unit_of(target, fact)
    if aim is None or value is None:
        return "open"
    if target.indicator.modifier in _CEILING:
        ceiling = target.indicator.value
        return "met" if ceiling is not None and value <= ceiling else "missed"
    if fact.indicator.modifier in ("under", "at_most"):
        return "missed" if value <= aim else "open"
    if fact.indicator.modifier in ("nearly", "about") and abs(value - aim) <= aim / 10:
        return "open"
    return "met" if value >= aim else "missed"
