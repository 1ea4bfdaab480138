"""What the page on own work areas shows is accepted, and its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhengce.classify import load_corpus, load_taxonomy
from zhengce.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "own_areas.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "areas.toml").write_text(block("toml"), encoding="utf-8")
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "a.jsonl").write_text(block("json"), encoding="utf-8")
    return tmp_path


def test_the_taxonomy_and_the_sentences_of_the_page_are_read(folder: Path) -> None:
    taxonomy = load_taxonomy(folder / "areas.toml")
    assert (taxonomy.ids, taxonomy.rest.id) == (("farming", "care", "other"), "other")
    examples = load_corpus(folder / "sentences", taxonomy).examples
    assert [example.area for example in examples] == ["farming", "care", "other"]


@pytest.mark.slow
def test_its_steps_lead_to_the_area_it_promises(folder: Path) -> None:
    """Steps 2 to 4, with an export of doccano, and the quick training."""
    export = folder / "export.jsonl"
    lines = [f'{{"text": "农田第{n}片。", "label": ["农业生产"], "release_id": "e{n}"}}\n' for n in range(4)]
    export.write_text("".join(lines), encoding="utf-8")
    areas = ["--areas", str(folder / "sentences"), "--taxonomy", str(folder / "areas.toml")]
    merged = CliRunner().invoke(
        main, ["correct", "merge", str(export), "--gold", str(folder / "gold"), *areas]
    )
    assert merged.exit_code == 0, merged.output
    assert "4 added" in merged.stdout
    call = ["train", "--taxonomy", str(folder / "areas.toml"), "--corpus", str(folder / "sentences")]
    trained = CliRunner().invoke(main, [*call, "--out", str(folder / "mine"), "--quick"])
    assert trained.exit_code == 0, trained.output
    import zhengce

    config = zhengce.load_config(classify={"model": str(folder / "mine")})
    release = zhengce.Pipeline(config)("全县新建高标准农田五万亩。")
    assert release.sentences[0].area == "farming"


def test_every_option_it_names_exists() -> None:
    for line in re.findall(r"^zhengce .*$", PAGE, flags=re.MULTILINE):
        words = line.split()[1:]
        command = words[:2] if words[0] == "correct" else words[:1]
        told = CliRunner().invoke(main, [*command, "--help"])
        assert told.exit_code == 0
        assert all(option in told.output for option in re.findall(r"--\w+", line))
