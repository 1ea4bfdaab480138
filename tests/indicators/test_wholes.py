"""What shares are of, where the noun after the number holds 的 and a metric."""

from __future__ import annotations

import pytest

import zhengce


@pytest.mark.parametrize(
    "text",
    ["今年有三成的企业的利润率上升。", "八成的大型的企业利润增长。", "三成县域的医院的就诊率上升。"],
)
def test_a_share_of_the_metric_of_a_noun_is_read(text: str) -> None:
    """The noun is joined to its metric without 的, and then stands nowhere in the text."""
    assert len(zhengce.Pipeline()(text).indicators) == 1
