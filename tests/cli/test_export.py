"""``zhengce export``: a file for each tool."""

from __future__ import annotations

from pathlib import Path

import pytest
from store.samples import SAMPLE
from typer.testing import CliRunner, Result

from zhengce.cli import main
from zhengce.exchange import annotated, from_docbin, from_doccano, from_label_studio


@pytest.fixture(autouse=True)
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "x.jsonl").write_bytes(SAMPLE.to_json() + b"\n")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments])


def test_label_studio_with_its_interface(inbox: Path) -> None:
    result = call("x.jsonl", "--to", "label-studio", "-o", "tasks.json", "--sentences")
    assert (result.exit_code, result.stdout) == (0, "1 release in tasks.json\n")
    assert from_label_studio((inbox / "tasks.json").read_bytes()) == [annotated(SAMPLE, sentences=True)]
    assert (inbox / "tasks.json.xml").read_text(encoding="utf-8").startswith("<View>")


def test_doccano_and_docbin(inbox: Path) -> None:
    assert call("x.jsonl", "--to", "doccano", "-o", "y.jsonl", "--quiet").output == ""
    assert from_doccano((inbox / "y.jsonl").read_bytes())[0].text == SAMPLE.text
    assert call("x.jsonl", "--to", "docbin", "-o", "y.spacy").exit_code == 0
    assert from_docbin((inbox / "y.spacy").read_bytes()) == [SAMPLE]


def test_tables_of_releases_and_of_a_database(inbox: Path) -> None:
    from zhengce.store import open_target

    with open_target("sqlite:///x.db") as target:
        target.write(SAMPLE)
    for source in ("x.jsonl", "sqlite:///x.db"):
        assert call(source, "--to", "csv", "-o", "y.csv").exit_code == 0
        assert len((inbox / "y.csv").read_text(encoding="utf-8-sig").splitlines()) > len(SAMPLE.indicators)
        assert call(source, "--to", "excel", "-o", "y.xlsx").exit_code == 0
        assert (inbox / "y.xlsx").read_bytes().startswith(b"PK")
        assert call(source, "--to", "sdmx", "-o", "z.csv").exit_code == 0
        assert call(source, "--to", "datapackage", "-o", "p").exit_code == 0
        assert call(source, "--to", "duckdb", "-o", "y.duckdb").exit_code == 0
    result = call("sqlite:///x.db", "--to", "csv", "--table", "figures", "-o", "n.csv")
    assert result.exit_code == 2
    assert "the tables are indicator_view" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x.jsonl", "-o", "y"), "--to"),
        (("x.jsonl", "--to", "brat", "-o", "y"), "brat"),
        (("x.jsonl", "--to", "docbin"), "--output"),
        (("x.jsonl", "--to", "docbin", "-o", "no/y"), "not writable"),
    ],
)
def test_a_wrong_call_says_what_is_missing(arguments: tuple[str, ...], message: str) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_refused_inputs_are_named() -> None:
    result = call("x.jsonl", "no.txt", "--to", "doccano", "-o", "y.jsonl")
    assert result.exit_code == 1
    assert "refused: no.txt: no such file or folder" in result.stderr


def test_help_has_examples() -> None:
    assert "  zhengce export seeds/ --to label-studio" in call("--help").stdout
