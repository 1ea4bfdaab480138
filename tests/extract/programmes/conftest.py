"""One finder and one segmenter for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengce.extract.programmes import ProgrammeFinder, ProgrammeMention
from zhengce.segment import Segmenter

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def find() -> Callable[[str], list[ProgrammeMention]]:
    finder, segmenter = ProgrammeFinder(), Segmenter()
    return lambda text: finder.find(segmenter(text))
