"""Make an indicator from a slot, the time that governs it and its status."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from zhengce.indicators.affixes import is_han, without_suffix
from zhengce.indicators.attach.bases import base_of
from zhengce.indicators.mention import IndicatorMention
from zhengce.indicators.metrics import has_metric
from zhengce.indicators.resolve.rates import growth_of
from zhengce.indicators.resolve.stated import basis_of, vintage_of
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import word_list
from zhengce.quantities import Mention
from zhengce.times import TimeMention, of_past_year
from zhengce.types import Direction, Period, Status

# What a thing is for good; a time of an earlier sentence does not govern it.
_STANDING = word_list("making", "standing")
_DESIGNED = "设计"
_LONGEST_DESIGN = 4
_PAIR = 60  # characters from 从 to its number
_AT_A_TIME = ("point", "day", "now")  # kinds of times at which a thing has one value
_COMPARING = word_list("making", "comparing")
_COMPARING_TAILS = word_list("making", "comparing_tails")
_YIELD = ("增产", "减产")
_LOST = "\ufffd"


class Governing(NamedTuple):
    """The time that governs a number.

    `inherited` says that the time comes from outside the sentence, `dealt` that it comes from a list or pair
    of times. `year` is the year of an earlier time in the sentence, or None.
    """

    time: TimeMention | None
    inherited: bool
    year: int | None
    dealt: bool = False


class _Amount(NamedTuple):
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    canonical: Decimal | None


_NO_AMOUNT = _Amount(None, None, None, None)


def indicator(
    text: str,
    slot: Slot,
    governing: Governing,
    told: tuple[Status, str],
    published: dt.date | None,
    *,
    sentence: int,
    opening: int,
) -> IndicatorMention:
    """Return the indicator of one slot, without region and confidence.

    Args:
        text: the normalised text.
        slot: a quantity, with what was read in its clause and sentence.
        governing: the time that governs it.
        told: its status and the cue for it, or an empty string.
        published: when the text was published.
        sentence: the index of its sentence.
        opening: the offset at which its sentence begins.
    """
    time, inherited = governing.time, governing.inherited
    m = slot.mention
    change, direction = _change(text, slot)
    damaged = m.damaged or text.find(_LOST, max(0, m.start - 1), m.end + 1) >= 0
    amount = _NO_AMOUNT if damaged else _amount(m, unsigned=bool(m.sign) and change)
    slot.subject = _named(slot, change=change)
    status, cue = told
    if time is not None:
        governs = governing.dealt or _speaks_of(text, slot, time, cue, published, inherited=inherited)
        time = of_past_year(time, published, status, governing.year) if governs else None
    return IndicatorMention(
        text=m.text,
        start=m.start,
        end=m.end,
        value=amount.value,
        value_min=amount.low,
        value_max=amount.high,
        unit="%" if m.fraction else m.unit,
        measure="rank" if m.kind == "rank" else "change" if change else "level",
        direction=direction if change else None,
        modifier=m.modifier,
        subject=slot.subject,
        status=status,
        period=Period(time.text, time.first, time.last) if time is not None else None,
        base=base_of(text, slot, time, published) if change else None,
        damaged=damaged,
        sentence=sentence,
        rule=_rule(slot, change=change, inherited=inherited and time is not None),
        evidence=_evidence(slot, time, cue),
        dimension="ratio" if m.fraction else m.dimension,
        unit_canonical="%" if m.fraction else m.unit_canonical,
        value_canonical=amount.canonical,
        denominator=slot.denominator or None,
        basis=basis_of(text[slot.clause : m.outer_start]),
        vintage=vintage_of(text[opening : m.outer_start]),
    )


def _change(text: str, slot: Slot) -> tuple[bool, Direction | None]:
    """Return whether a slot states a change, and its direction, or None.

    For a rate of growth, the subject becomes the thing that grows: 涨幅为3%.
    """
    mention = slot.mention
    change = slot.frame in {"change", "change-object", "difference"}
    rate = growth_of(slot)
    if rate is not None and (not change or slot.bases):  # 涨幅为3%; 涨幅低于…，同比上涨3%
        slot.subject, stated = rate
        change, slot.direction = True, slot.direction if change else stated
    low, high = mention.value_min, mention.value_max
    if low is not None and high is not None and low < 0 < high:
        return change or bool(mention.sign and _compares(text, mention)), None  # 增幅为-0.5至0.5个百分点
    if mention.sign and (change or _compares(text, mention)):  # 同比-2.2%
        return True, "decrease" if mention.sign == "-" else "increase"
    return change, slot.direction


def _named(slot: Slot, *, change: bool) -> str | None:
    """Return the subject, or None, with the output that a verb implies (油菜增产5%: 油菜产量).

    It is without its own denominator: 职工中|女性占43%.
    """
    subject = slot.subject
    if change and slot.words.endswith(_YIELD) and subject and not has_metric(subject):
        subject += "产量"
    if slot.denominator and subject:
        subject = subject.removeprefix(f"{slot.denominator}中") or subject  # 职工中女性占43%
    return subject


def _rule(slot: Slot, *, change: bool, inherited: bool) -> str:
    """Return the frame, marked for what was distributed or inherited: ``change+inherited-base``."""
    marks = ("+distributed" if slot.distributed else "") + ("+inherited" if inherited else "")
    marks += "+inherited-base" if slot.carried and change else ""
    marks += "+inherited-subject" if slot.subject is not None and slot.own_subject is None else ""
    return slot.frame + marks


def _amount(mention: Mention, *, unsigned: bool) -> _Amount:
    """Return the values of a number: absolute values if `unsigned`, and percentages for a fraction.

    `unsigned` says that the sign only gives the direction of a change.
    """
    told = (mention.value, mention.value_min, mention.value_max, mention.value_canonical)
    value, low, high, canonical = told
    if unsigned:
        value, low, high, canonical = _size(value), _size(high), _size(low), _size(canonical)
    if mention.fraction:
        value, low, high = (None if v is None else round(v * 100, 2) for v in (value, low, high))
        canonical = value
    return _Amount(value, low, high, canonical)


def _compares(text: str, mention: Mention) -> bool:
    """Return whether the words before a signed number make it a change: 同比-2.2%, 增速-3%."""
    left = text[max(0, mention.outer_start - 8) : mention.outer_start]
    return without_suffix(left, _COMPARING_TAILS).endswith(_COMPARING)


def _is_standing(subject: str) -> bool:
    """Return whether a subject names a permanent attribute: 全长, 设计时速.

    An inherited time or a single day does not date it.
    """
    _, designed, what = subject.rpartition(_DESIGNED)
    return subject.endswith(_STANDING) or bool(designed and len(what) <= _LONGEST_DESIGN and is_han(what))


def _size(value: Decimal | None) -> Decimal | None:
    return None if value is None else abs(value)


def _speaks_of(
    text: str, slot: Slot, time: TimeMention, cue: str, published: dt.date | None, *, inherited: bool
) -> bool:
    """Return whether the time that governs the clause is also the time of the figure."""
    if slot.first_of_pair and inherited and time.kind in _AT_A_TIME:
        return False  # 截至年底…从A缩短至B: A is older
    if slot.first_of_pair and not inherited:
        place = slot.mention.outer_start
        near = max(slot.clause, place - _PAIR)
        return time.start >= max(text.rfind("从", near, place), text.rfind("由", near, place))
    if (inherited or time.kind == "day") and slot.subject is not None and _is_standing(slot.subject):
        return False
    over = published is not None and time.last is not None and time.last < published
    return not (over and cue.startswith("将"))  # 2022年11月，…启动了计划，将…


def _evidence(slot: Slot, time: TimeMention | None, cue: str) -> str:
    """Return the deciding words, each after what it decided, or an empty string.

    ``frame=分别增长 base=2017年 time=截至目前@424``.
    """
    parts = []
    if slot.words:
        parts.append(f"frame={slot.words}")
    if slot.bases:
        parts.append(f"base={'、'.join(base.text for base in slot.bases)}")
    if time is not None:
        parts.append(f"time={time.text}@{time.start}")
    if cue:
        parts.append(f"status={cue}")
    return " ".join(parts)
