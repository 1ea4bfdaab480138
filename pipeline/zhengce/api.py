"""The stages one by one, as functions of plain text.

Offsets in the results refer to the given text, whatever repairs were made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from zhengce.classify import AreaClassifier, AreaGuess
from zhengce.ingest import as_date
from zhengce.normalize import normalize
from zhengce.quantities import Mention, MentionFinder
from zhengce.segment import Segmenter
from zhengce.times import TimeMention, find_times
from zhengce.types import Modifier, Period


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, whatever it measures.

    `unit` is the canonical unit (万 and 亿 expanded into the value; 个百分点 gives ``%`` with the dimension
    ``points``), `unit_text` the unit as printed. A fraction (三分之二) has no unit; a range has no value.
    """

    text: str
    value: Decimal | None
    value_min: Decimal | None
    value_max: Decimal | None
    unit: str | None
    unit_text: str | None
    dimension: str | None
    modifier: Modifier
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeExpression(Period):
    """A time expression with its offsets, and its first and last day if they can be determined."""

    text_start: int
    text_end: int


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


@cache
def _mentions() -> MentionFinder:
    return MentionFinder()


@cache
def _classifier() -> AreaClassifier:
    return AreaClassifier.load()


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text in order; dates, ordinals, identifiers and names are excluded.

    >>> [(q.text, q.value, q.unit, q.modifier) for q in quantities("约1.5万亿元")]
    [('1.5万亿元', Decimal('1500000000000'), '元', 'about')]
    >>> quantities("第十三届，“4567”体系，2024年，010-65363056，进一步")
    []
    """
    normalized = normalize(text)
    segmented = _segmenter()(normalized.text)
    times = find_times(normalized.text)
    found: list[Mention] = []
    for sentence in segmented.sentences:
        found += _mentions().find(segmented, sentence.start, sentence.end, times)
    return [
        _quantity(mention, *normalized.span_to_raw(mention.start, mention.end))
        for mention in found
        if mention.kind in ("quantity", "rank")
    ]


def _quantity(m: Mention, start: int, end: int) -> Quantity:
    unit, value = ("%" if m.dimension == "points" else m.unit), m.value
    if m.unit == "‰":
        unit, value = "%", m.value_canonical
    return Quantity(
        text=m.text,
        value=value,
        value_min=m.value_min,
        value_max=m.value_max,
        unit=unit,
        unit_text=m.unit,
        dimension=m.dimension,
        modifier=m.modifier,
        start=start,
        end=end,
    )


def periods(text: str, *, published: str | dt.date | None = None) -> list[TimeExpression]:
    """Return the time expressions of a text, with their days if text and publication date determine them.

    >>> [(p.text, str(p.start), str(p.end)) for p in periods("今年以来", published="2024-11-05")]
    [('今年以来', '2024-01-01', '2024-11-05')]

    Raises:
        MalformedError: `published` is not a date.
    """
    day = as_date(published, source="<text>")
    normalized = normalize(text)

    def expression(time: TimeMention) -> TimeExpression:
        return TimeExpression(time.text, time.first, time.last, *normalized.span_to_raw(time.start, time.end))

    return [expression(time) for time in find_times(normalized.text, day)]


def classify(sentences: Sequence[str]) -> list[AreaGuess]:
    """Return the work area and probability of each sentence.

    >>> [guess.area for guess in classify(["建成工会驿站3786个。"])]
    ['rights']

    Raises:
        ModelError: the model of the package cannot be used.
    """
    return _classifier().classify([normalize(sentence).text for sentence in sentences])
