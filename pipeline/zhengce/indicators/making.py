"""Makes an indicator of a slot, the time that governs it and its status."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import NamedTuple

from zhengce.indicators.attach.bases import base_of
from zhengce.indicators.mention import IndicatorMention
from zhengce.indicators.metrics import has_metric
from zhengce.indicators.resolve.rates import as_change
from zhengce.indicators.resolve.stated import basis_of, vintage_of
from zhengce.indicators.slot import Slot
from zhengce.quantities import Mention
from zhengce.times import TimeMention, of_past_year
from zhengce.types import Period, Status

# Permanent properties of a thing; a time of an earlier sentence does not govern them.
_STANDING = re.compile(
    r"(?:全长|正线长|线路长|主跨|跨度|时速|建筑面积|占地面积|占地|总投资|库容|海拔|总长|设计[一-龥]{0,4}|桥长|吨位|坝高)$"
)
_PAIR = 60  # characters from 从 to its number
_AS_OF = ("截至", "截止", "到目前", "目前")
_COMPARING = re.compile("(?:同比|环比|增长|增速|增幅|涨幅|较?上年|去年|同期|变化|变动)[为达是约]?$")
_YIELD = ("增产", "减产")
_LOST = "\ufffd"


class Governing(NamedTuple):
    """The time that governs a number; `year` is one named before it in its sentence."""

    time: TimeMention | None
    inherited: bool
    year: int | None


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
    """The indicator of one slot, without region and confidence.

    Args:
        text: the normalised text.
        slot: a quantity, with what was read in its clause and sentence.
        governing: the time that governs it.
        told: its status, and the cue of it.
        published: when the text was published.
        sentence: the number of its sentence.
        opening: where its sentence begins.
    """
    time, inherited = governing.time, governing.inherited
    m = slot.mention
    change = slot.frame in {"change", "change-object", "difference"}
    rate = as_change(slot.subject) if m.dimension == "ratio" and slot.denominator is None else None
    if rate is not None and (not change or slot.bases):  # 涨幅为3%; 涨幅低于…，同比上涨3%
        slot.subject, stated = rate
        change, slot.direction = True, slot.direction if change else stated
    value, low, high, unit, direction = m.value, m.value_min, m.value_max, m.unit, slot.direction
    canonical = m.value_canonical
    if m.sign and (change or _compares(text, m)):  # 同比-2.2%
        change, direction = True, "decrease" if m.sign == "-" else "increase"
        value, low, high, canonical = _size(value), _size(high), _size(low), _size(canonical)
    if m.fraction:
        unit = "%"
        value, low, high = (None if v is None else round(v * 100, 2) for v in (value, low, high))
    damaged = m.damaged or text.find(_LOST, max(0, m.start - 1), m.end + 1) >= 0
    if damaged:
        value = low = high = canonical = None
    if change and slot.words.endswith(_YIELD) and slot.subject and not has_metric(slot.subject):
        slot.subject += "产量"  # 油菜增产5%
    if slot.denominator and slot.subject:
        # 职工中女性占43%
        slot.subject = slot.subject.removeprefix(f"{slot.denominator}中") or slot.subject
    status, cue = told
    if time is not None:
        governs = _speaks_of(text, slot, time, cue, published, inherited=inherited)
        time = of_past_year(time, published, status, governing.year) if governs else None
    inherited = inherited and time is not None
    marks = ("+distributed" if slot.distributed else "") + ("+inherited" if inherited else "")
    marks += "+inherited-base" if slot.carried and change else ""
    marks += "+inherited-subject" if slot.subject is not None and slot.own_subject is None else ""
    return IndicatorMention(
        text=m.text,
        start=m.start,
        end=m.end,
        value=value,
        value_min=low,
        value_max=high,
        unit=unit,
        measure="rank" if m.kind == "rank" else "change" if change else "level",
        direction=direction if change else None,
        modifier=m.modifier,
        subject=slot.subject,
        status=status,
        period=Period(time.text, time.first, time.last) if time is not None else None,
        base=base_of(text, slot, time, published) if change else None,
        damaged=damaged,
        sentence=sentence,
        rule=slot.frame + marks,
        evidence=_evidence(slot, time, cue),
        dimension="ratio" if m.fraction else m.dimension,
        unit_canonical="%" if m.fraction else m.unit_canonical,
        value_canonical=value if m.fraction else canonical,
        denominator=slot.denominator or None,
        basis=basis_of(text[slot.clause : m.outer_start]),
        vintage=vintage_of(text[opening : m.outer_start]),
    )


def _compares(text: str, mention: Mention) -> bool:
    """Whether the words before a signed number make it a change: 同比-2.2%, 增速-3%."""
    return _COMPARING.search(text, max(0, mention.outer_start - 8), mention.outer_start) is not None


def _size(value: Decimal | None) -> Decimal | None:
    return None if value is None else abs(value)


def _speaks_of(
    text: str, slot: Slot, time: TimeMention, cue: str, published: dt.date | None, *, inherited: bool
) -> bool:
    """Whether the time that governs the clause is also the time of the figure."""
    if slot.first_of_pair and inherited and time.text.startswith(_AS_OF):
        return False  # 截至年底…从A缩短至B: A is older
    if slot.first_of_pair and not inherited:
        place = slot.mention.outer_start
        near = max(slot.clause, place - _PAIR)
        return time.start >= max(text.rfind("从", near, place), text.rfind("由", near, place))
    if (inherited or time.kind == "day") and slot.subject is not None and _STANDING.search(slot.subject):
        return False
    over = published is not None and time.last is not None and time.last < published
    return not (over and cue.startswith("将"))  # 2022年11月，…启动了计划，将…


def _evidence(slot: Slot, time: TimeMention | None, cue: str) -> str:
    """The words that decided, each with what it decided: ``frame=分别增长 base=2017年 time=截至目前@424``."""
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
