"""Where a unit ends: where a word ends."""

from pathlib import Path

import pytest

from zhengce.quantities import MentionFinder
from zhengce.segment import Segmenter
from zhengce.times import find_times

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("boundaries.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FINDER, SEGMENT = MentionFinder(), Segmenter()


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_unit_ends_where_a_word_ends(text: str, expected: str) -> None:
    found = FINDER.find(SEGMENT(text), 0, len(text), find_times(text))
    quantities = [f"{m.text}|{m.unit or '-'}" for m in found if m.kind == "quantity"]
    assert quantities == expected.split() or (not expected and not quantities)
