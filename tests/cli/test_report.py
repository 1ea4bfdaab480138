"""``zhengce report``: one page, the refusals named, the exit statuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.stub import Stub
from store.samples import SAMPLE
from typer.testing import CliRunner, Result

from zhengce import pipeline
from zhengce.cli import main


@pytest.fixture(autouse=True)
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pipeline, "Pipeline", Stub)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("甲文", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2")
    (tmp_path / "x.jsonl").write_bytes(SAMPLE.to_json() + b"\n")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_page_is_written_with_the_raw_text(inbox: Path) -> None:
    result = call("report", "a.txt", "-o", "page.html", "--published", "2024-11-05")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "1 release in page.html\n", "")
    page = (inbox / "page.html").read_text(encoding="utf-8")
    assert '"raw": "甲文"' in page
    assert '"published":"2024-11-05"' in page


def test_refused_inputs_are_named_and_stand_in_the_page(inbox: Path) -> None:
    result = call("report", "a.txt", "bad.txt", "--quiet")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "refused: bad.txt: binary data (NUL bytes), not text\n"
    assert "NUL bytes" in (inbox / "report.html").read_text(encoding="utf-8")


def test_stored_releases_are_not_analysed_again(inbox: Path) -> None:
    result = call("report", "x.jsonl", "a.txt")
    assert result.stdout == "2 releases in report.html\n"
    assert SAMPLE.release_id in (inbox / "report.html").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told() -> None:
    result = call("report", "x.jsonl", "-o", "no/such/page.html")
    assert result.exit_code == 2
    assert "error: no/such/page.html: not writable" in result.stderr.replace("\\", "/")


def test_help_has_examples() -> None:
    assert "  zhengce report seeds/" in call("report", "--help").stdout
