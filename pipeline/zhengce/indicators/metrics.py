"""Head nouns that name what is measured: 产值, 销售面积, 就业率."""

from __future__ import annotations

from functools import lru_cache

from zhengce.indicators.affixes import Suffixes, holds, is_han
from zhengce.indicators.words import word_list
from zhengce.segment.words import default_words

_METRICS = Suffixes(word_list("metrics", "nouns"))
_TOTALS = word_list("metrics", "totals")
_OF_TOTALS = word_list("metrics", "of_totals")
_RATE = "率"
_RATED = 3  # characters of a rate before 率


@lru_cache(1 << 12)
def metric_start(noun: str) -> int:
    """Return the start of the metric at the end of a noun, or -1.

    >>> metric_start("软件业营业收入"), metric_start("城镇失业率"), metric_start("工会驿站")
    (3, 2, -1)
    """
    if not noun.endswith(_RATE):
        metric = _METRICS.of(noun)
        return len(noun) - len(metric) if metric else -1
    start = len(noun) - 1
    while start and len(noun) - start <= _RATED and is_han(noun[start - 1]):
        start -= 1
    torn = any(default_words().knows(noun[start - k : start + 1]) for k in (1, 2) if start >= k)
    start += torn and start + 2 < len(noun)  # 毕业生|就业率
    return start if start < len(noun) - 1 else -1


def has_metric(noun: str) -> bool:
    """Return whether a noun ends with a metric."""
    return metric_start(noun) >= 0


def is_metric(noun: str) -> bool:
    """Return whether a noun is a metric and nothing else."""
    return metric_start(noun) == 0


def without_metric(noun: str) -> str:
    """Return a noun without the metric at its end."""
    start = metric_start(noun)
    return noun if start < 0 else noun[:start]


def is_whole(subject: str) -> bool:
    """Return whether a subject denotes a total stock rather than an addition to it: 总量, 公路里程."""
    return subject.startswith(_OF_TOTALS) or holds(subject, _TOTALS) or has_metric(subject)
