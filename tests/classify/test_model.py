"""The classifier and its folder."""

from __future__ import annotations

import io
import json
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from zhengce.classify import AreaClassifier, Corpus, artefact, load_taxonomy
from zhengce.classify.features import batches, matrix
from zhengce.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from zhengce.classify import Example


def seed(corpus: Corpus) -> tuple[Example, ...]:
    return corpus.part(frozenset(["seed"]), inside=True)


def test_seed_is_right_though_never_trained_on(classifier: AreaClassifier, corpus: Corpus) -> None:
    examples = seed(corpus)
    headings = [e.heading for e in examples]
    guesses = classifier.classify([e.text for e in examples], headings=headings, passages=headings)
    wrong = [(e.text, g) for e, g in zip(examples, guesses, strict=True) if g.area not in (e.area, e.second)]
    assert wrong == []


@pytest.mark.parametrize(
    ("sentence", "area"),
    [
        ("全省开展职工技能竞赛2000场，评出优秀“五小”成果300项。", "innovation"),
        ("为3000名困难职工发放慰问金600万元。", "rights"),
        ("全省高技能人才达到95万人，占技能人才总量的三成。", "workforce"),
        ("新建工匠学院12所，命名“大国工匠”培育对象5人。", "craftsmanship"),
        ("全年社会消费品零售总额增长5.2%。", "other"),
        ("高校科研团队获国家自然科学奖二等奖。", "other"),
        ("消费者协会受理投诉1.2万件，为消费者挽回损失800万元。", "other"),
    ],
)
def test_plain_cases(classifier: AreaClassifier, sentence: str, area: str) -> None:
    assert classifier.classify([sentence])[0].area == area


def test_probabilities_sum_to_one(classifier: AreaClassifier, corpus: Corpus) -> None:
    texts = [e.text for e in corpus.examples[:200]]
    headings = [e.heading for e in corpus.examples[:200]]
    for context in ({}, {"headings": headings}, {"headings": headings, "passages": headings}):
        probabilities = classifier.probabilities(texts, **context)
        assert probabilities.shape == (200, len(classifier.areas))
        np.testing.assert_allclose(probabilities.sum(axis=1), 1.0)
        assert probabilities.min() >= 0.0


def test_guess_is_the_probability_of_its_area(classifier: AreaClassifier, corpus: Corpus) -> None:
    texts = [e.text for e in corpus.examples[:50]]
    ids = [area.id for area in classifier.areas]
    rows = classifier.probabilities(texts)
    for row, guess in zip(rows, classifier.classify(texts), strict=True):
        assert guess.probability == row[ids.index(guess.area)]


def test_nothing_to_classify(classifier: AreaClassifier) -> None:
    assert classifier.classify([]) == []
    assert classifier.classify([], headings=[], passages=[]) == []
    assert classifier.probabilities([]).shape == (0, len(classifier.areas))


@pytest.mark.parametrize("blank", ["", " ", "\n", "　"])
def test_blank_sentence_is_the_rest(classifier: AreaClassifier, blank: str) -> None:
    guesses = classifier.classify([blank, "建成工会驿站3786个。"], headings=["维权服务", None])
    assert [guess.area for guess in guesses] == ["other", "rights"]


def test_order_does_not_matter_without_passages(classifier: AreaClassifier, corpus: Corpus) -> None:
    texts = [e.text for e in corpus.examples[:100]]
    forward, backward = classifier.probabilities(texts), classifier.probabilities(texts[::-1])
    np.testing.assert_allclose(forward, backward[::-1], rtol=1e-6)


def test_neighbours_count_within_a_passage_only(classifier: AreaClassifier) -> None:
    texts = ["为困难职工发放慰问金，提供法律援助。", "今年又添了三处。", "为农民工讨回欠薪300万元。"]
    rights = [area.id for area in classifier.areas].index("rights")
    apart = classifier.probabilities(texts, passages=[0, 1, 2])[1, rights]
    together = classifier.probabilities(texts, passages=[0, 0, 0])[1, rights]
    assert together > apart + 0.2


def test_heading_counts(classifier: AreaClassifier) -> None:
    texts = ["今年又添了三处。"] * 2
    rights = [area.id for area in classifier.areas].index("rights")
    probabilities = classifier.probabilities(texts, headings=[None, "维权服务"])[:, rights]
    assert probabilities[1] > probabilities[0]


def test_one_heading_for_each_sentence(classifier: AreaClassifier) -> None:
    with pytest.raises(ValueError, match="1 headings for 2 sentences"):
        classifier.classify(["一", "二"], headings=[None])


def test_explanation_names_what_decided(classifier: AreaClassifier) -> None:
    found = classifier.explain("建成工会驿站3786个。", heading="维权服务")
    weights = [abs(weight) for _, weight in found]
    assert weights == sorted(weights, reverse=True)
    assert "驿站" in [token for token, _ in found[:4]]
    assert any(token.startswith("heading: ") for token, _ in found)


def test_explanation_adds_up(classifier: AreaClassifier) -> None:
    """The weights are the area's score less the mean score, but for the bias."""
    sentence = "举办职工技能竞赛1.3万场次。"
    scores = classifier._score([sentence])[0]
    best = int(classifier.probabilities([sentence])[0].argmax())
    total = sum(weight for _, weight in classifier.explain(sentence))
    assert total == pytest.approx(scores[best] - scores.mean(), abs=1e-4)


def test_scores_are_those_of_scikit_learn(small_model: Path, corpus: Corpus) -> None:
    """The quick product gives what the stored pipeline itself gives."""
    from scipy.sparse import csr_matrix, hstack

    pipeline, manifest = artefact.load_fitted(small_model), artefact.read_manifest(small_model)
    classifier = AreaClassifier.load(small_model)
    together = batches([e.text for e in corpus.examples[:100]])
    cues = csr_matrix(classifier._cues.count(together))
    theirs = pipeline.decision_function(hstack([matrix(together, manifest.features), cues], format="csr"))
    order = [list(pipeline.classes_).index(area.id) for area in manifest.areas]
    ours = classifier._score([e.text for e in corpus.examples[:100]]) + classifier._linear.bias
    np.testing.assert_allclose(ours, theirs[:, order], atol=1e-5)


def cut(folder: Path) -> None:
    content = (folder / artefact.WEIGHTS).read_bytes()
    (folder / artefact.WEIGHTS).write_bytes(content[:-1])


def flip(folder: Path) -> None:
    content = bytearray((folder / artefact.WEIGHTS).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / artefact.WEIGHTS).write_bytes(bytes(content))


def other_format(folder: Path) -> None:
    rewrite(folder, format=99)


def unknown_key(folder: Path) -> None:
    rewrite(folder, colour="red")


def other_areas(folder: Path) -> None:
    manifest = json.loads((folder / artefact.MANIFEST).read_text(encoding="utf-8"))
    manifest["areas"][0]["id"] = "pay"
    rewrite(folder, areas=manifest["areas"])


def no_weights_inside(folder: Path) -> None:
    (folder / artefact.WEIGHTS).write_bytes(b"PK")
    rewrite(folder, weights=artefact.sha256(b"PK"))


def pickled(folder: Path) -> None:
    """Weights that would run code when they are read."""
    buffer = io.BytesIO()
    np.savez(buffer, areas=np.array([print], dtype=object), bias=0, weights=0, cues=0)
    (folder / artefact.WEIGHTS).write_bytes(buffer.getvalue())
    rewrite(folder, weights=artefact.sha256(buffer.getvalue()))


def rewrite(folder: Path, **changes: object) -> None:
    path = folder / artefact.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (cut, r"weights\.npz: altered"),
        (flip, r"weights\.npz: altered"),
        (lambda folder: (folder / artefact.WEIGHTS).unlink(), r"weights\.npz: cannot be read"),
        (lambda folder: (folder / artefact.MANIFEST).unlink(), r"manifest\.json: cannot be read"),
        (
            lambda folder: (folder / artefact.MANIFEST).write_text("{"),
            r"manifest\.json: not a model manifest",
        ),
        (unknown_key, r"manifest\.json: not a model manifest.*colour"),
        (other_format, "format 99"),
        (other_areas, "has the areas"),
        (no_weights_inside, r"weights\.npz: not model weights"),
        (pickled, r"weights\.npz: not model weights"),
    ],
    ids=[
        "cut",
        "flip",
        "no model",
        "not a model manifest",
        "bad manifest",
        "unknown key",
        "format",
        "areas",
        "no zip",
        "pickled",
    ],
)
def test_damaged_folder_is_refused(
    small_model: Path, tmp_path: Path, damage: Callable[[Path], Any], named: str
) -> None:
    folder = tmp_path / "1"
    shutil.copytree(small_model, folder)
    damage(folder)
    with pytest.raises(ModelError, match=named):
        AreaClassifier.load(folder)


def test_code_in_a_model_file_is_refused(small_model: Path, tmp_path: Path) -> None:
    import skops.io

    folder = tmp_path / "1"
    shutil.copytree(small_model, folder)
    content = skops.io.dumps({"columns": np.fromfile})
    (folder / artefact.MODEL).write_bytes(content)
    rewrite(folder, model=artefact.sha256(content))
    with pytest.raises(ModelError, match="not loaded"):
        artefact.load_fitted(folder)


def test_altered_model_file_is_refused(small_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "1"
    shutil.copytree(small_model, folder)
    (folder / artefact.MODEL).write_bytes(b"PK")
    with pytest.raises(ModelError, match=r"model\.skops: altered"):
        artefact.load_fitted(folder)
    rewrite(folder, model=artefact.sha256(b"PK"))
    with pytest.raises(ModelError, match="not readable by skops"):
        artefact.load_fitted(folder)


def test_shipped_model_is_trained_from_the_corpus_as_it_is(corpus: Corpus) -> None:
    """If this fails: ``zhengce train --corpus corpus/work_areas --out models/work_areas/1``."""
    from zhengce.classify.model import shipped
    from zhengce.classify.taxonomy import AREAS

    manifest = artefact.read_manifest(shipped())
    assert {file.name: file.sha256 for file in manifest.corpus} == {
        path.name: artefact.sha256(path.read_bytes()) for path in corpus.files
    }
    assert manifest.taxonomy == artefact.sha256(AREAS.read_bytes())
    assert manifest.areas == load_taxonomy().areas
    assert (shipped() / artefact.MODEL).stat().st_size < 3_000_000
