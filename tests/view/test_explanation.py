"""A place of a release is found by its printed words."""

from __future__ import annotations

import pytest

from zhengce import Pipeline
from zhengce.ingest import document
from zhengce.types import Release
from zhengce.view.explanation import explain, place_of


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
    with pytest.raises(ValueError, match="does not occur in a sentence"):
        place_of(release, printed)


TEXT = (
    "今年以来，全市工会服务稳步推进。截至9月底，全市技能人才26.4万人，其中高技能人才8.3万人，占31.4%，"
    "比2020年分别增长12%和18%。全年计划再培训职工3万人。"
)


@pytest.fixture(scope="module")
def explained() -> dict[str, list[str]]:
    """The lines of each figure by its words."""
    pipeline = Pipeline()
    read, trace = pipeline.explained(document(TEXT, published="2025-10-10"))
    return {one.text: explain(read, pipeline, one.start, trace) for one in read.indicators}


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("26.4万人", "全市技能人才, from its clause: chosen"),
        ("26.4万人", "截至9月底, from its sentence: chosen"),
        ("26.4万人", "2020年, from its sentence: ruled out, a change is measured against it (base)"),
        ("26.4万人", "今年以来, from a sentence before in the paragraph: its sentence goes before"),
        ("31.4%", "全市技能人才, from what 中 or 其中 marks: chosen"),
        ("18%", "2020年, from its clause: chosen"),
        ("8.3万人", "actual, from the part of the release: chosen"),
        ("3万人", "target, from 计划 in its sentence: chosen"),
        ("3万人", "actual, from the part of the release: a cue goes before"),
    ],
)
def test_candidates_and_what_speaks_against_them(
    explained: dict[str, list[str]], printed: str, line: str
) -> None:
    assert f"    {line}" in explained[printed]


def test_only_the_figure_asked_for_is_told_at_length(explained: dict[str, list[str]]) -> None:
    assert explained["18%"].count("  why this subject:") == 1


def test_a_former_level_has_no_time_of_the_clause() -> None:
    pipeline = Pipeline()
    told = "2024年，全市用水效率从0.56提高到0.58。"
    read, trace = pipeline.explained(document(told, published="2025-02-10"))
    lines = explain(read, pipeline, read.indicators[0].start, trace)
    assert any("2024年" in line and "a former level" in line for line in lines)
