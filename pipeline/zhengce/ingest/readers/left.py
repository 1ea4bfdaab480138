"""Count the figures of a page that are missing from the extracted text."""

from __future__ import annotations

import re
from collections import Counter

_FIGURE = re.compile(
    r"\d[\d,]*(?:\.\d+)?\s*(?:[%％‰]|[十百千万亿]{0,2}(?![年月日时分秒号点次])[\u4e00-\u9fff])"
)


def figures(text: str) -> Counter[str]:
    """Return figures with their units, excluding dates and times.

    >>> sorted(figures("2024年3月，新增就业12.5万人，增长6.1%"))
    ['12.5万人', '6.1%']
    """
    return Counter(re.sub(r"\s", "", found) for found in _FIGURE.findall(text))


def left_out(whole: str, kept: str) -> int:
    """Count the figures of the whole page that are missing from the extracted text."""
    return sum((figures(whole) - figures(kept)).values())
