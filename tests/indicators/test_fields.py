"""Kind and days of bases, stated basis and vintage, and whose figure it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengce import Pipeline
from zhengce.types import Indicator

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("fields.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PIPELINE = Pipeline()


def told(one: Indicator, field: str) -> str:
    """A field as the table writes it."""
    if field == "base_kind":
        value: object = one.base.kind if one.base is not None else None
    elif field == "base_days":
        assert one.base is not None
        value = f"{one.base.start or ''}..{one.base.end or ''}"
    elif field == "period_days":
        value = None if one.period is None else f"{one.period.start or ''}..{one.period.end or ''}"
    else:
        value = getattr(one, field)
    return "-" if value is None else str(value)


@pytest.mark.parametrize(("text", "published", "title", "printed", "field", "value"), ROWS)
def test_field(text: str, published: str, title: str, printed: str, field: str, value: str) -> None:
    release = PIPELINE(
        text, published=None if published == "-" else published, title=None if title == "-" else title
    )
    one = next(i for i in release.indicators if i.text == printed)
    assert told(one, field) == value
