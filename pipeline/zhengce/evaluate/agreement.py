"""Decide whether a field of an indicator agrees with its gold annotation, strictly and leniently."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import cast

import msgspec

from zhengce.evaluate.gold import GoldIndicator
from zhengce.normalize.script import simplify_characters
from zhengce.types import Indicator

FIELDS = ("value", "unit", "measure", "direction", "modifier", "subject", "status", "period", "base")
EXTRA = ("denominator", "region")
"""Fields that only gold of version 2 holds; most indicators have no denominator, so they are judged by F1."""

_SIMILAR = 0.7
_UNSPOKEN = re.compile(r"[\s“”\"‘’'《》〈〉()、,。;:·]")
_RANK = re.compile(r"(?:省|市|县|区|州|(?:[一-龥]{1,3}族)*自治[区州县]|特别行政区|地区)")


def accepted_subjects(rows: Iterable[GoldIndicator]) -> list[frozenset[str]]:
    """Return, for each row, the wordings of its subject that distinguish it from other subjects of the text.

    A wording that fits two subjects of a text is accepted for neither; a row's own subject always is.
    """
    rows = list(rows)
    meant: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for phrase in (row.subject, *row.subject_alt):
            meant[bare(phrase)].add(bare(row.subject))
    return [_telling(row, meant) for row in rows]


def _telling(row: GoldIndicator, meant: Mapping[str, set[str]]) -> frozenset[str]:
    own = bare(row.subject)
    return frozenset({own} | {phrase for phrase in map(bare, row.subject_alt) if meant[phrase] == {own}})


def agrees(field: str, gold: GoldIndicator, found: Indicator, accepted: Iterable[str]) -> bool:
    """Return whether one field of a found indicator is correct.

    A subject must be one of the accepted wordings, ignoring punctuation. A period must have the days of the
    gold period, if any. A base agrees if one contains the other; a base carried along a list must be
    present. A unit that is not printed at the number is not compared.
    """
    if field == "subject":
        return bare(found.subject) in accepted
    if field == "denominator":
        options = {bare(option) for option in (given(gold, field), *gold.denominator_alt)}
        return bare(getattr(found, field, None)) in options
    if field == "region":
        theirs = getattr(found, field, None)
        return any(same_place(mine, theirs) for mine in (given(gold, field), *gold.region_alt))
    if field == "period":
        days = _days(found)
        right = days in (gold.days, *gold.dates_alt)
        if any(gold.days):
            return right
        version_1 = gold.region is msgspec.UNSET
        return agrees_leniently(field, gold, found) and (version_1 or right)
    if field == "base":
        return _contains(gold.base, found.base.text if found.base else None)
    return agrees_leniently(field, gold, found)


def agrees_leniently(field: str, gold: GoldIndicator, found: Indicator) -> bool:
    """Return whether one field is correct for a lenient reader.

    Subjects agree with a similarity of at least 0.7 to any wording, periods if one contains the other, and
    a base carried along a list may be missing.
    """
    if field == "value":
        return all(
            _close(getattr(gold, name), getattr(found, name)) for name in ("value", "value_min", "value_max")
        )
    if field == "unit":
        return not _is_printed(gold) or found.unit == gold.unit
    if field == "subject":
        options = (gold.subject, *gold.subject_alt)
        return any(similarity(option, found.subject or "") >= _SIMILAR for option in options)
    if field == "period":
        text = found.period.text if found.period else None
        if any(_contains(option, text) for option in (gold.period, *gold.period_alt)):
            return True
        return any(gold.days) and _days(found) == gold.days
    if field == "base":
        text = found.base.text if found.base else None
        return _contains(gold.base, text) or (gold.base_carried and text is None)
    return bool(getattr(gold, field) == getattr(found, field))


def given(gold: GoldIndicator, field: str) -> str | None:
    """Return a field of version 2, or None if gold does not state it."""
    value = getattr(gold, field)
    return None if value is msgspec.UNSET else cast("str | None", value)


def same_place(a: str | None, b: str | None) -> bool:
    """Return whether two names denote one place, with or without its administrative level.

    >>> same_place("浙江", "浙江省"), same_place("吉林省", "吉林市")
    (True, False)
    """
    short, long = sorted((bare(a), bare(b)), key=len)
    if short == long:
        return True
    return bool(short) and long.startswith(short) and _RANK.fullmatch(long, len(short)) is not None


def similarity(a: str, b: str) -> float:
    """Return the Dice coefficient over the longest common subsequence, ignoring punctuation.

    >>> similarity("高技能人才", "技能人才")
    0.8888888888888888
    """
    a, b = bare(a), bare(b)
    if not a or not b:
        return float(a == b)
    row = [0] * (len(b) + 1)
    for x in a:
        last = 0
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], last + 1 if x == y else max(row[j], row[j - 1])
    return 2 * row[-1] / (len(a) + len(b))


def bare(text: str | None) -> str:
    """Normalise text with NFKC, without whitespace and punctuation; None gives "".

    >>> bare("“五小” 成果，")
    '五小成果'
    """
    return _UNSPOKEN.sub("", unicodedata.normalize("NFKC", text or ""))


def _days(found: Indicator) -> tuple[dt.date | None, dt.date | None]:
    return (found.period.start, found.period.end) if found.period else (None, None)


def _contains(a: str | None, b: str | None) -> bool:
    left, right = bare(a), bare(b)
    return left == right or bool(left and right and (left in right or right in left))


def _close(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= max(Decimal(1), abs(a)) * Decimal("1e-6") or round(a, 2) == round(b, 2)


def _is_printed(gold: GoldIndicator) -> bool:
    plain = simplify_characters(gold.text).replace("％", "%")
    return gold.unit is not None and gold.unit in plain
