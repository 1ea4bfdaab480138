"""What the tests of this folder share: the corpus, a small part of it, and the shipped model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhengce.classify import AreaClassifier, Corpus, load_corpus, load_taxonomy
from zhengce.classify.train import train
from zhengce.classify.validate import Setting

CORPUS = Path(__file__).parents[2] / "corpus" / "work_areas"
QUICK = (Setting("LinearSVC", 1),)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus(CORPUS, load_taxonomy())


@pytest.fixture(scope="session")
def classifier() -> AreaClassifier:
    return AreaClassifier.load()


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first twelve releases and the seed."""
    folder = tmp_path_factory.mktemp("corpus")
    lines = (CORPUS / "part1.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    releases = list(dict.fromkeys(json.loads(line)["release"] for line in lines))[:12]
    kept = [line for line in lines if json.loads(line)["release"] in releases]
    (folder / "some.jsonl").write_text("".join(kept), encoding="utf-8")
    (folder / "seed.jsonl").write_bytes((CORPUS / "seed.jsonl").read_bytes())
    return folder


@pytest.fixture(scope="session")
def small_model(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("model") / "1"
    train(small_corpus, out, candidates=QUICK, ablations=())
    return out
