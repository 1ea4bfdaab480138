"""A place of a release is found by its printed words."""

from __future__ import annotations

import pytest

from zhengce import Pipeline
from zhengce.types import Release
from zhengce.view.explanation import place_of


@pytest.fixture(scope="module")
def release() -> Release:
    return Pipeline()("建成站點12個。帮扶职工182.7万人。帮扶农民工82.7万人。", published="2025-01-20")


@pytest.mark.parametrize(
    ("printed", "index"), [("82.7万人", 2), ("182.7万人", 1), ("农民工", 2), ("站點", 0)]
)
def test_words_have_a_place(release: Release, printed: str, index: int) -> None:
    sentence = release.sentences[index]
    assert sentence.start <= place_of(release, printed) < sentence.end


@pytest.mark.parametrize("printed", ["99万人", ""])
def test_words_that_are_not_there(release: Release, printed: str) -> None:
    with pytest.raises(ValueError, match="stands in no sentence"):
        place_of(release, printed)
