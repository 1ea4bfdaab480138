"""Confidence is a probability told from the reading alone, and doubt lowers it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhengce import Pipeline
from zhengce.indicators.confidence import Weights, confidence_of, signs_of
from zhengce.types import Indicator, Release


@pytest.fixture(scope="module")
def release() -> Release:
    return Pipeline()("2024年，云溪市建成工会驿站3786个。", published="2025-01-20")


def _of(one: Indicator, release: Release, weights: Weights | None = None) -> float:
    sentence = release.sentences[one.sentence]
    return confidence_of(one, release.text, sentence.start, sentence.end, weights=weights)


def test_the_pipeline_tells_it(release: Release) -> None:
    (one,) = release.indicators
    assert 0 < one.confidence < 1
    assert one.confidence == _of(one, release)


@pytest.mark.parametrize("change", [{"unit": None}, {"status": "target"}, {"subject": "站", "period": None}])
def test_doubt_lowers_it(release: Release, change: dict[str, object]) -> None:
    (one,) = release.indicators
    assert _of(replace(one, **change), release) < _of(one, release)  # type: ignore[arg-type]


def test_a_damaged_figure_has_none(release: Release) -> None:
    assert _of(replace(release.indicators[0], damaged=True), release) == 0


def test_signs_without_weight_change_nothing(release: Release) -> None:
    assert _of(release.indicators[0], release, Weights(1, 0.0, {})) == 0.5


def test_the_place_of_the_period_is_a_sign(release: Release) -> None:
    (one,) = release.indicators
    assert "period: sentence" in set(signs_of(one, release.text, 0, len(release.text)))
    assert "period: before" in set(signs_of(one, release.text, one.start, len(release.text)))
