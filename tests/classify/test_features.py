"""Hashed features and cues, against a slow and obvious reckoning."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengce.classify import load_taxonomy
from zhengce.classify.cues import Cues
from zhengce.classify.features import BATCH, FeatureSettings, batches, matrix, trace

SETTINGS = FeatureSettings(chars=(1, 2, 3))
TEXTS = st.lists(st.text(alphabet="工会驿站技能12，。 \n", max_size=12), max_size=5)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_row_does_not_depend_on_its_neighbours(texts: list[str]) -> None:
    together = matrix(batches(texts), SETTINGS)
    for index, text in enumerate(texts):
        alone = matrix(batches([text]), SETTINGS)
        assert (together[index] != alone).nnz == 0
        assert set(alone.indices.tolist()) == {bucket for _, bucket in trace(text, SETTINGS)}


def test_batches_fit_together() -> None:
    texts = ["建成工会驿站3786个。", "", "技能人才264.3万人。"] * (BATCH // 12)
    parts = batches(texts)
    rows = matrix(parts, SETTINGS)
    assert len(parts) > 1
    assert rows.shape[0] == len(texts)
    assert (rows[-3:] != rows[:3]).nnz == 0


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("发展3年", ["¶发", "发展", "展0", "0年", "年¶"]),
        ("264.3万", ["¶0", "0万", "万¶"]),
        ("", []),
    ],
)
def test_what_is_counted(text: str, tokens: list[str]) -> None:
    assert [token for token, _ in trace(text, FeatureSettings(chars=(2,)))] == tokens


def test_buckets_stay_the_same() -> None:
    """A stored model is useless when they change: raise FORMAT and train again."""
    assert [bucket for _, bucket in trace("工会", FeatureSettings())] == [
        50943,
        3660,
        63589,
        9994,
        52611,
    ]


def test_cues_are_what_a_plain_search_finds() -> None:
    areas = load_taxonomy().areas
    texts = [
        "建成工会驿站12个，暖心驿站3个。",
        "大国工匠弘扬工匠精神，五一劳动奖章",
        "",
        "12351职工服务热线",
        "工会\n驿站",
    ]
    plain = [[sum(p in text for p in {a.zh, *a.phrases}) for a in areas] for text in texts]
    assert np.array(plain).sum() >= 6
    np.testing.assert_allclose(Cues(areas).count(batches(texts)), np.log1p(plain))
