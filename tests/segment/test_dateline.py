"""The day of publication: named by the head of a page, never that of an event."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengce.normalize import normalize
from zhengce.segment.dateline import dateline

BODY = "\n今年全市新增就业5万人，比上年增长百分之五。\n"
CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("datelines.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("head", "day"), CASES, ids=lambda value: value[:30])
def test_day_of_publication(head: str, day: str) -> None:
    found = dateline(normalize(head.replace("\\n", "\n") + BODY).text)
    assert (found.isoformat() if found else "-") == day
