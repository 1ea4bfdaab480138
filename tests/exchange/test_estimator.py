"""The classifier of work areas among scikit-learn's."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_score

from zhengce.api import classify
from zhengce.exchange.estimator import WorkAreaClassifier

CORPUS = Path(__file__).parents[2] / "corpus" / "work_areas" / "part1.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()][:240]
TEXTS, AREAS, RELEASES = ([row[key] for row in ROWS] for key in ("text", "area", "release"))


@pytest.fixture(scope="module")
def fitted() -> WorkAreaClassifier:
    return WorkAreaClassifier().fit(TEXTS, AREAS, RELEASES)


def test_it_learns(fitted: WorkAreaClassifier) -> None:
    assert fitted.classes_.tolist() == sorted(set(AREAS))
    assert fitted.score(TEXTS, AREAS) > 0.95
    probabilities = fitted.predict_proba(TEXTS)
    assert probabilities.shape == (len(TEXTS), len(fitted.classes_))
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert (fitted.classes_[probabilities.argmax(axis=1)] == fitted.predict(TEXTS)).all()


def test_texts_need_not_be_normalised(fitted: WorkAreaClassifier) -> None:
    clean, raw = fitted.predict_proba(["建成工会驿站3786个。", "建成工會驛站3786個。"])
    assert np.allclose(clean, raw)


def test_it_is_cross_validated_by_release() -> None:
    scores = cross_val_score(
        WorkAreaClassifier(calibrate=False), TEXTS, AREAS, groups=RELEASES, cv=GroupKFold(3)
    )
    assert scores.mean() > 0.6


def test_it_is_searched_for_settings() -> None:
    search = GridSearchCV(WorkAreaClassifier(calibrate=False), {"strength": [0.1, 0.5]}, cv=2)
    search.fit(TEXTS, AREAS)
    assert search.best_params_["strength"] in (0.1, 0.5)
    copy = clone(search.best_estimator_)
    assert copy.get_params() == search.best_estimator_.get_params()
    with pytest.raises(NotFittedError):
        copy.predict(TEXTS)


def test_labels_of_ones_own() -> None:
    texts = ["招聘会提供岗位", "就业招聘服务", "粮食产量增长", "水稻小麦丰收"] * 3
    mine = WorkAreaClassifier().fit(texts, ["就业", "就业", "农业", "农业"] * 3)
    assert mine.predict(["招聘岗位", "小麦产量"]).tolist() == ["就业", "农业"]
    assert mine.classes_.tolist() == sorted(["就业", "农业"])


def test_the_shipped_model_says_what_classify_says() -> None:
    shipped = WorkAreaClassifier.shipped()
    assert shipped.predict(TEXTS[:40]).tolist() == [guess.area for guess in classify(TEXTS[:40])]


def test_it_travels(fitted: WorkAreaClassifier) -> None:
    again = pickle.loads(pickle.dumps(fitted))  # noqa: S301 - our own
    assert (again.predict(TEXTS) == fitted.predict(TEXTS)).all()


@pytest.mark.parametrize(
    ("texts", "labels", "message"),
    [
        (["a"], ["x", "y"], "1 sentences with 2 labels"),
        (["a", "b"], ["x", "x"], "1 label in y"),
        ("ab", ["x", "y"], "a single string"),
    ],
)
def test_what_cannot_be_learnt_is_said(texts: list[str], labels: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        WorkAreaClassifier().fit(texts, labels)
