"""Twice the text takes twice the time, whatever the text: no input keeps a stage busy for ever."""

from __future__ import annotations

import pytest
from fuzz.families import REPEATED, growth, stages

pytestmark = pytest.mark.slow
_MOST = 2.5  # of a character when the text is four times as long; 4 were quadratic


_STAGES = ("normalize", "segment", "quantities", "times", "indicators", "programmes", "entities", "classify")
_HELD = ("clauses", "half sentences", "issued documents", "prose")


@pytest.mark.parametrize(
    ("stage", "family"),
    [*((stage, family) for stage in _STAGES for family in REPEATED), *(("holders", one) for one in _HELD)],
)
def test_time_grows_with_the_text(stage: str, family: str) -> None:
    for times in (1, 3, 5):
        found = growth(stages()[stage], family, times)
        if found < _MOST:
            return
    pytest.fail(f"{stage} of {family!r}: {found:.1f} times the cost of a character at four times the length")
