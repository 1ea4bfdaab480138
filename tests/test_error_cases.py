"""Errors that no other test meets: each is raised once, with the message that docs/errors.md explains."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ingest.test_limits import docx_with, paragraph
from typer.testing import CliRunner

import zhengce
from zhengce import resources
from zhengce.batch import run
from zhengce.batch.arrow import to_batch
from zhengce.batch.ray_engine import OnRay
from zhengce.check import stored
from zhengce.classify import model
from zhengce.cli import main
from zhengce.config import Config
from zhengce.corrections import read_corrections
from zhengce.corrections.form import ReviewForm
from zhengce.errors import ConfigError, InputError, MalformedError, MissingExtraError, ModelError, TargetError
from zhengce.exchange import to_frame
from zhengce.extract.programmes.patterns import Rule, RuleMatcher
from zhengce.ingest import read
from zhengce.normalize import plausible
from zhengce.serve.downloads import as_excel
from zhengce.store import peek_target

if TYPE_CHECKING:
    from collections.abc import Callable

RELEASE = zhengce.Pipeline()("截至目前，建成工会驿站3786个。")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("bad.txt").write_bytes(b"\0\1\2")
    Path("a.txt").write_text("建成工会驿站3786个。", encoding="utf-8")
    Path("file").write_text("", encoding="utf-8")
    return tmp_path


def refusal(path: str | Path) -> str:
    (found,) = read([path])
    assert isinstance(found, InputError)
    return found.reason


@pytest.mark.parametrize(
    ("library", "use", "what"),
    [
        ("pyarrow", lambda: to_batch([]), "an Arrow batch"),
        ("ray", lambda: OnRay(1, Config(), None), "--engine ray"),
        ("xlsxwriter", lambda: as_excel([]), "a workbook"),
        ("ipywidgets", lambda: ReviewForm(RELEASE, Path("x.jsonl")), "the form for corrections"),
        ("pandas", lambda: to_frame(RELEASE), "a data frame"),
        ("pandas", RELEASE.to_frame, "a data frame"),
        ("pyarrow", lambda: to_frame(RELEASE, kind="arrow"), "an Arrow table"),
        ("polars", lambda: to_frame(RELEASE, kind="polars"), "a polars frame"),
    ],
)
def test_a_missing_library(
    monkeypatch: pytest.MonkeyPatch, library: str, use: Callable[[], object], what: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=f"{what} needs an optional library: pip install '[^z]"):
        use()


def test_a_log_that_cannot_be_written() -> None:
    with pytest.raises(TargetError, match="cannot write the log"):
        run(["bad.txt"], ["x.jsonl"], pipeline=zhengce.Pipeline(), log="no/run.log")


def test_a_quarantine_that_cannot_be_written_is_told() -> None:
    (note,) = run(["bad.txt"], ["x.jsonl"], pipeline=zhengce.Pipeline(), quarantine="file").notes
    assert "cannot store refused inputs (Not a directory)" in note


def test_the_quarantine() -> None:
    run(["bad.txt"], ["sqlite:///x.db"], pipeline=zhengce.Pipeline(), quarantine="q")
    Path("bad.txt").unlink()
    for copy in Path("q").glob("*.txt"):
        copy.unlink()
    result = CliRunner().invoke(main, ["retry", "--to", "sqlite:///x.db", "--quarantine", "q"])
    assert "the file is gone, and there is no copy in the quarantine folder" in result.stderr
    Path("q", "x.reason.json").write_text("{}", encoding="utf-8")
    for file in Path("q").glob("*.json"):
        file.write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(main, ["retry", "--to", "sqlite:///x.db", "--quarantine", "q"])
    assert (result.exit_code, "not a record of a refused input" in result.stderr) == (2, True)


def test_a_worker_that_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ConfigError, match="a worker process cannot start"):
        run(["a.txt"], [], workers=2)


def test_a_database_that_is_none() -> None:
    Path("x.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(TargetError, match="cannot be read"):
        list(stored("sqlite:///x.db"))


def test_a_target_that_is_only_looked_at() -> None:
    with pytest.raises(TargetError, match="opened for inspection only"):
        peek_target("x.jsonl").write(RELEASE)


def test_an_incomplete_installation(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.setattr(resources, "PACKAGE", here / "a" / "b" / "c")
    with pytest.raises(ModelError, match="no models folder in"):
        resources.models_folder()
    monkeypatch.setattr(model, "models_folder", lambda: here)
    with pytest.raises(ModelError, match="no model of work areas in"):
        model.shipped()
    monkeypatch.setattr(resources, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match="jieba is not installed"):
        plausible.general_words.__wrapped__()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["explain", "a.txt", "--at", "999"], "--at: no sentence at 999"),
        (["evaluate", "gold", "--floors", "floors.toml"], "is below its minimum"),
    ],
)
def test_commands(arguments: list[str], message: str) -> None:
    Path("gold").mkdir()
    record = {"source": "a.txt", "text": "建成工会驿站3786个。"}
    Path("gold/releases.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    Path("gold/a.jsonl").write_text("", encoding="utf-8")
    Path("floors.toml").write_text('gold = "x"\n[floors]\n"indicators.f1" = 0.9\n', encoding="utf-8")
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, message in result.stderr) == (2, True), result.output


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"data": {}}]', "no text in the task; export as JSON or JSON-MIN"),
        ('{"x": 1}', "neither a correction nor a line of doccano: it has no text"),
        ('{"text": "甲", "label": [[null, 1, "sentence:rights"]]}', "not in the tool's export format"),
    ],
)
def test_corrections(content: str, message: str) -> None:
    Path("x.json").write_text(content, encoding="utf-8")
    with pytest.raises(MalformedError, match=message):
        read_corrections(Path("x.json"))
    with pytest.raises(MalformedError, match=r"cannot be read: .*: give a file"):
        read_corrections(Path("nothing.json"))


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ([{"TAG": "HEAD", "OP": "x"}], "not a valid spaCy pattern"),
        ([{"TEXT": 3}], "TEXT must be a word or"),
    ],
)
def test_patterns(pattern: list[dict[str, object]], message: str) -> None:
    rule = Rule("r", "s", "match", 1, pattern, (), ())
    with pytest.raises(ConfigError, match=message):
        RuleMatcher({"r": rule})


def test_a_document_without_text(here: Path) -> None:
    assert refusal(docx_with(here / "a.docx", paragraph(""))) == "no text in this document"


def test_what_the_system_does_not_let_us_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    Path("a.meta.json").mkdir()
    assert refusal("a.txt") == "not readable: Is a directory"
    Path("a.meta.json").rmdir()
    monkeypatch.setattr(Path, "open", denied)
    assert refusal("a.txt") == "not readable: Permission denied"


def test_a_folder_that_may_not_be_listed(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    def walk(folder: str, onerror: Callable[[OSError], None]) -> list[object]:
        onerror(PermissionError(13, "Permission denied", folder))
        return []

    monkeypatch.setattr("zhengce.ingest.sources.os.walk", walk)
    assert refusal(here) == "not readable: Permission denied"
