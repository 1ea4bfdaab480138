"""Judge each found indicator of a gold release as correct or not."""

from __future__ import annotations

from collections.abc import Iterator

from zhengce.evaluate.agreement import FIELDS, accepted_subjects, agrees
from zhengce.evaluate.gold import GoldDocument
from zhengce.types import Indicator, Release


def judged(document: GoldDocument, release: Release) -> Iterator[tuple[Indicator, bool]]:
    """Yield the indicators of a release in order, with true if all fields match gold.

    Rows are matched as in `zhengce.evaluate.evaluate`: by overlap, each indicator once.
    """
    rows = document.indicators or ()
    phrasings = accepted_subjects(row for row, _ in rows)
    free = set(range(len(release.indicators)))
    right: set[int] = set()
    for (row, start), accepted in zip(rows, phrasings, strict=True):
        end = start + len(row.text)
        overlaps = (
            (min(end, release.indicators[k].raw_end) - max(start, release.indicators[k].raw_start), k)
            for k in free
        )
        size, best = max(overlaps, default=(0, -1))
        if size > 0:
            free.remove(best)
            if all(agrees(field, row, release.indicators[best], accepted) for field in FIELDS):
                right.add(best)
    for k, one in enumerate(release.indicators):
        yield one, k in right
