"""When a field of an indicator agrees with the gold reading of it."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from zhengce.evaluate.gold import GoldIndicator
from zhengce.types import Indicator

FIELDS = ("value", "unit", "measure", "direction", "modifier", "subject", "status", "period", "base")
_SIMILAR = 0.7
_UNSPOKEN = re.compile(r"[\s“”\"‘’'《》〈〉()、,。;:·]")


def agrees(field: str, gold: GoldIndicator, found: Indicator) -> bool:
    """Whether one field of a found indicator is right.

    Subjects agree from a similarity of 0.7 on with any accepted reading; periods and bases where one
    contains the other, or by their days. A unit that is not printed at the number is not judged.
    """
    if field == "value":
        return all(
            _close(getattr(gold, name), getattr(found, name)) for name in ("value", "value_min", "value_max")
        )
    if field == "unit":
        return gold.unit is None or found.unit == gold.unit or not _is_printed(gold)
    if field == "subject":
        return any(
            similarity(option, found.subject or "") >= _SIMILAR
            for option in (gold.subject, *gold.subject_alt)
        )
    if field == "period":
        period = found.period
        if any(
            _contains(option, period.text if period else None) for option in (gold.period, *gold.period_alt)
        ):
            return True
        days = (gold.period_start, gold.period_end)
        return any(days) and period is not None and days == (period.start, period.end)
    if field == "base":
        return _contains(gold.base, found.base.text if found.base else None)
    return bool(getattr(gold, field) == getattr(found, field))


def similarity(a: str, b: str) -> float:
    """Twice the longest common subsequence over both lengths, without punctuation; 1 for equal.

    >>> similarity("高技能人才", "技能人才")
    0.8888888888888888
    """
    a, b = _bare(a), _bare(b)
    if not a or not b:
        return float(a == b)
    row = [0] * (len(b) + 1)
    for x in a:
        last = 0
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], last + 1 if x == y else max(row[j], row[j - 1])
    return 2 * row[-1] / (len(a) + len(b))


def _bare(text: str) -> str:
    return _UNSPOKEN.sub("", unicodedata.normalize("NFKC", text))


def _contains(a: str | None, b: str | None) -> bool:
    left, right = _bare(a or ""), _bare(b or "")
    return left == right or bool(left and right and (left in right or right in left))


def _close(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= max(Decimal(1), abs(a)) * Decimal("1e-6") or round(a, 2) == round(b, 2)


def _is_printed(gold: GoldIndicator) -> bool:
    plain = unicodedata.normalize("NFKC", gold.text)
    return bool(gold.unit) and (str(gold.unit) in plain or not plain.isascii())
