"""Compare shares and rates with the two figures they are calculated from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from zhengce.check.around import before
from zhengce.check.figures import agree, place_of, traces
from zhengce.check.finding import Finding
from zhengce.check.interval import rounded, step
from zhengce.check.known import known
from zhengce.check.wording import amount, printed
from zhengce.series import standing_registry, thing_named, whole_named

if TYPE_CHECKING:
    from zhengce.check.figures import Figure

_TAKEN = re.compile(r"占[^，。；占]{0,10}$")
_EACH, _CLAUSE = "分别", re.compile("[，。；]")
_SAME_CLAUSE = re.compile(r"[^。；]{0,8}")
_OF_WHICH = re.compile(r"[^。；，]{0,8}[，,（(](?:其中|内)[^。；]{0,24}")
_FARTHEST = 2  # sentences between a share and its part


def share_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """Check shares and rates against the figures they are computed from.

    A share (``A占B``) is compared with A and B of the same release, place and period; a rate, with its
    definition.
    """
    releases: dict[str, list[Figure]] = {}
    for figure in found:
        releases.setdefault(figure.release.release_id, []).append(figure)
    for own in releases.values():
        for place, share in enumerate(own):
            one = share.indicator
            if one.measure != "level" or one.status != "actual":
                continue
            yield from _by_definition(share, own)
            if one.unit != "%":
                continue
            pair = _named(share, own) or _beside(share, own[:place])
            if pair is not None and not _is_of_others(share, own):
                yield from _held(share, *pair, scale=100)


def _is_of_others(share: Figure, found: Sequence[Figure]) -> bool:
    """Return whether the share belongs to a part that its name does not state.

    In 游客69万人次，来自甲及乙的分别占70%及20% two shares have the same name, or 分别 distributes over
    other words.
    """
    one = share.indicator
    for other in found:
        same = (
            other.name == share.name and other.indicator.sentence == one.sentence and other.days == share.days
        )
        rate = other.indicator.unit == "%" and other.indicator.measure == "level"
        if same and rate and not other.interval.meets(share.interval):
            return True
    *earlier, clause = _CLAUSE.split(before(share.release, one))
    head, each, _ = clause.partition(_EACH)
    head = head or (earlier[-1] if earlier else "")
    return bool(each) and re.search(r"\d", head) is None and (one.subject or "") not in head


def _named(share: Figure, found: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the part and whole of a share that names its whole, or None."""
    told = share.indicator.denominator or whole_named(share.indicator.subject or "")
    whole_name = thing_named(told, standing_registry()) if told else None
    if whole_name is None or whole_name == share.name:
        return None
    part, whole = _level([share.name], share, found), _level([whole_name], share, found)
    return None if part is None or whole is None else (part, whole)


def _beside(share: Figure, found: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the part and whole that precede a share: 常住人口281.7万人，其中城镇人口144.7万人，占61.4%."""
    told_before = before(share.release, share.indicator)
    if len(found) < 2 or not _TAKEN.search(told_before):
        return None
    whole, part = found[-2:]
    one, other = whole.indicator, part.indicator
    if not (part.is_actual_level and whole.is_actual_level) or part.is_rate or whole.is_rate:
        return None
    if {one.sentence, other.sentence} != {share.indicator.sentence} or not _same_time(part, share):
        return None
    text, name = part.release.text, share.indicator.denominator
    thing = thing_named(name or "", standing_registry())
    named = thing is None or thing == part.name or whole.name.endswith(thing)
    near = _SAME_CLAUSE.fullmatch(text[other.end : share.indicator.start]) is not None
    of_which = _OF_WHICH.fullmatch(text[one.end : other.start]) is not None
    return (part, whole) if named and near and of_which and _same_time(part, whole) else None


def _by_definition(share: Figure, found: Sequence[Figure]) -> Iterator[Finding]:
    for ratio in known().ratios:
        if share.name == ratio.name:
            part, whole = _level([ratio.part], share, found), _level(ratio.whole, share, found)
            if part is not None and whole is not None:
                yield from _held(share, part, whole, scale=ratio.scale)


def _level(names: Iterable[str], share: Figure, found: Iterable[Figure]) -> Figure | None:
    """Return the nearest level with one of these names and the release, place and days of the share."""
    same = [
        other
        for other in found
        if other.name in names
        and _same_time(other, share)
        and other.issuer == share.issuer
        and other.is_actual_level
        and not other.is_rate
        and other.indicator.denominator is None
    ]
    if not agree(same):
        return None
    return min(same, key=lambda figure: abs(figure.indicator.start - share.indicator.start), default=None)


def _same_time(one: Figure, other: Figure) -> bool:
    """Return whether both cover the same days, or neither has any."""
    return one.is_of_days_of(other) or (one.days is None and other.days is None)


def _held(share: Figure, part: Figure, whole: Figure, *, scale: int) -> Iterator[Finding]:
    if part.indicator is whole.indicator or part.indicator.unit != whole.indicator.unit:
        return
    implied = part.interval.over(whole.interval).scaled(Fraction(scale))
    if implied.low is None or implied.high is None or (scale > 1 and implied.low > scale):
        return
    fine, unit = step(share.indicator), share.indicator.unit
    fits = implied.meets(share.interval)
    apart = abs(part.indicator.sentence - share.indicator.sentence)
    if not fits and apart >= _FARTHEST:
        return
    value = rounded((implied.low + implied.high) / 2, fine or Fraction(1))
    percent = amount(value, unit, fine)
    yield Finding(
        kind="share",
        verdict="agrees" if fits else "contradicts",
        issuer=place_of(share),
        name=share.name,
        unit=unit,
        year=share.year,
        value=value,
        stated=share.indicator.value,
        message=f"{printed(part)} of {printed(whole)} is {percent}, stated {printed(share)}",
        message_zh=f"{printed(part)}与{printed(whole)}之比为{percent}，原文为{printed(share)}",
        sources=traces([part, whole, share]),
    )
