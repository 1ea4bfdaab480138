"""What retraining on merged corrections changes is reported."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhengce.classify import AreaClassifier
from zhengce.classify.train import train
from zhengce.classify.validate import Setting
from zhengce.cli import main
from zhengce.corrections import compare_models, merge

CORPUS = Path(__file__).parents[2] / "corpus" / "work_areas"
SENTENCE = "全省新建职工量子茶歇角二百处。"
QUICK = (Setting("LinearSVC", 1),)

pytestmark = pytest.mark.slow  # trains two models


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A model of a small corpus, one of the same after corrections were merged into it, and the corpus."""
    root = tmp_path_factory.mktemp("changes")
    corpus = root / "corpus"
    corpus.mkdir()
    lines = (CORPUS / "part1.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    releases = list(dict.fromkeys(json.loads(line)["release"] for line in lines))[:12]
    kept = [line for line in lines if json.loads(line)["release"] in releases]
    (corpus / "some.jsonl").write_text("".join(kept), encoding="utf-8")
    train(corpus, root / "before", candidates=QUICK, ablations=())
    first = AreaClassifier.load(root / "before").classify([SENTENCE])[0].area
    other = "craftsmanship" if first != "craftsmanship" else "innovation"
    exported = root / "doccano.jsonl"
    corrections = [
        {"text": f"{SENTENCE[:-1]}，{extra}。", "label": [other], "release_id": f"c{number}"}
        for number, extra in enumerate(("覆盖园区", "覆盖港口", "覆盖矿山", "覆盖车站", "覆盖工地"))
    ]
    exported.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in corrections), "utf-8")
    done = merge([exported], gold=root / "gold", areas=corpus)
    assert done.added == 5
    train(corpus, root / "after", candidates=QUICK, ablations=())
    return root / "before", root / "after", corpus


def test_the_sentences_that_were_learned_are_reported(folders: tuple[Path, Path, Path]) -> None:
    before, after, corpus = folders
    found = compare_models(before, after, corpus=corpus)
    learned = [one for one in found.moved if one.origin == "corrected" and one.righted]
    assert len(learned) >= 3
    assert all(one.before != one.after == one.area for one in learned)
    assert found.after["sentences"] == found.before["sentences"] + 5


def test_a_model_and_itself_differ_in_nothing(folders: tuple[Path, Path, Path]) -> None:
    before, _, corpus = folders
    found = compare_models(before, before, corpus=corpus)
    assert (found.moved, found.before) == ((), found.after)


def test_the_command_tells_figures_and_sentences(folders: tuple[Path, Path, Path]) -> None:
    before, after, corpus = folders
    result = CliRunner().invoke(
        main, ["correct", "changes", str(before), str(after), "--corpus", str(corpus)]
    )
    assert result.exit_code == 0
    assert "macro_f1_accepted" in result.stdout
    assert "量子茶歇角" in result.stdout


def test_a_model_that_was_altered_is_refused(folders: tuple[Path, Path, Path], tmp_path: Path) -> None:
    before, _, corpus = folders
    altered = tmp_path / "altered"
    shutil.copytree(before, altered)
    (altered / "weights.npz").write_bytes(b"x")
    result = CliRunner().invoke(
        main, ["correct", "changes", str(before), str(altered), "--corpus", str(corpus)]
    )
    assert result.exit_code == 2
    assert "altered" in result.stderr
