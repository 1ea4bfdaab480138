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
from zhengce.errors import ConfigError, ModelError

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


def _own(folder: Path) -> Path:
    """A taxonomy with other areas, and a model of it."""
    areas = "".join(
        f'[[areas]]\nid = "{name}"\nzh = "{zh}"\nen = "{name}"\ndescription = "x"\nrest = {rest}\n'
        for name, zh, rest in (("farming", "农业", "false"), ("other", "其他", "true"))
    )
    (folder / "areas.toml").write_text(areas, encoding="utf-8")
    (folder / "sentences").mkdir()
    lines = [
        json.dumps({"text": f"第{n}片农田。", "area": "farming"}, ensure_ascii=False) + "\n"
        + json.dumps({"text": f"第{n}次会议。", "area": "other"}, ensure_ascii=False) + "\n"
        for n in range(6)
    ]  # fmt: skip
    (folder / "sentences" / "a.jsonl").write_text("".join(lines), encoding="utf-8")
    train(
        folder / "sentences",
        folder / "model",
        taxonomy=folder / "areas.toml",
        candidates=QUICK,
        ablations=(),
    )
    return folder


def test_models_and_taxonomies_are_not_mixed(folders: tuple[Path, Path, Path], tmp_path: Path) -> None:
    before, after, corpus = folders
    own = _own(tmp_path)
    with pytest.raises(ModelError, match="have different taxonomies"):
        compare_models(before, own / "model", corpus=corpus)
    with pytest.raises(ModelError, match=r"areas are workforce, .*those of .*areas.toml farming, other"):
        compare_models(before, after, corpus=corpus, taxonomy=own / "areas.toml")
    same = compare_models(own / "model", own / "model", corpus=own / "sentences")  # its own areas
    assert (same.sentences, same.moved) == (12, ())
    with pytest.raises(ConfigError, match="6 of 12 sentences have areas of another"):
        compare_models(before, after, corpus=own / "sentences")


def test_labels_do_not_go_among_sentences_of_another_taxonomy(tmp_path: Path) -> None:
    own = _own(tmp_path)
    export = tmp_path / "export.jsonl"
    export.write_text('{"text": "建成工会驿站。", "label": ["rights"], "release_id": "e1"}\n', "utf-8")
    told = (own / "sentences" / "a.jsonl").read_bytes()
    with pytest.raises(ConfigError, match="another taxonomy"):
        merge([export], gold=tmp_path / "gold", areas=own / "sentences")
    assert (own / "sentences" / "a.jsonl").read_bytes() == told
    assert not (own / "sentences" / "corrected.jsonl").exists()
