"""The command: what it prints, what it stores, and the three exit statuses."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cli.stub import Stub
from typer.testing import CliRunner, Result

from zhengce.batch import engines
from zhengce.cli import main
from zhengce.store.database import DatabaseTarget
from zhengce.store.migrations import HEAD
from zhengce.types import Release
from zhengce.version import __version__


@pytest.fixture(autouse=True)
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(engines, "build", Stub)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2")
    return tmp_path


def call(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def test_run_stores_and_sums_up(inbox: Path) -> None:
    result = call("run", "a.txt", "--published", "2024-11-05")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 release · 2 sentences · 5 indicators · 1 programme · 2 repairs" in result.stdout
    assert "stored in sqlite:///zhengce.db" in result.stdout
    assert "2,643,000  人" in result.stdout
    assert (inbox / "zhengce.db").exists()


def test_run_with_several_targets_and_stdin(inbox: Path) -> None:
    database = f"sqlite:///{inbox}/y.db"
    result = call("run", "-", "--to", "x.jsonl", "--to", database, "--quiet", stdin="乙".encode())
    assert (result.exit_code, result.output) == (0, "")
    release = Release.from_json((inbox / "x.jsonl").read_bytes())
    assert release.source == "<stdin>"
    with DatabaseTarget(database) as stored:
        assert stored.read(release.release_id) == release
    assert not (inbox / "zhengce.db").exists()


@pytest.mark.parametrize("options", [(), ("--quiet",)])
def test_refused_inputs_are_named_and_the_rest_is_done(inbox: Path, options: tuple[str, ...]) -> None:
    result = call("run", "bad.txt", "no.txt", "a.txt", "--to", "x.jsonl", *options)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "refused: bad.txt: binary data (NUL bytes), not text",
        "refused: no.txt: no such file or folder",
    ]
    assert len((inbox / "x.jsonl").read_bytes().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("run",), "Missing argument"),
        (("run", "a.txt", "--published", "5 November"), "'5 November'.*YYYY-MM-DD|'5 November'.*%Y-%m-%d"),
        (("run", "a.txt", "--published", "2024-02-30"), "2024-02-30"),
        (("run", "a.txt", "--nothing"), "--nothing"),
        (("run", "a.txt", "--to", "x.xlsx"), r"error: x.xlsx: unknown form of target; the forms are x.jsonl"),
        (("run", "a.txt", "--to", "sqlite:///no/x.db"), "unable to open database file"),
        (("run", "a.txt", "--to", "oracle://u:secret@h/x"), r"error: oracle://u:\*\*\*@h/x"),
        (("show",), "Missing argument"),
        (("nothing",), "nothing"),
    ],
)
def test_a_wrong_call_says_what_is_allowed(arguments: tuple[str, ...], message: str) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert re.search(message, " ".join(result.stderr.split())), result.stderr
    assert "secret" not in result.output
    assert "Traceback" not in result.output


def test_show() -> None:
    result = call("show", "a.txt", "--published", "2024-11-05")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2024-11-05 · a.txt" in result.stdout
    assert "workforce ─" in result.stdout


@pytest.mark.parametrize(
    "command", [("show", "bad.txt"), ("normalize", "bad.txt"), ("explain", "bad.txt", "--at", "0")]
)
def test_a_refused_input_is_no_wrong_call(command: tuple[str, ...]) -> None:
    result = call(*command)
    assert (result.exit_code, result.stderr) == (1, "refused: bad.txt: binary data (NUL bytes), not text\n")


def test_names_of_inputs_do_not_act() -> None:
    result = call("run", "\x1b]0;[red]no.txt")
    assert result.stderr == "refused: ␛]0;[red]no.txt: no file matches this pattern\n"


def test_version() -> None:
    assert call("--version").stdout == f"zhengce {__version__}\n"


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("run",),
        ("retry",),
        ("show",),
        ("train",),
        ("db",),
        ("db", "upgrade"),
        ("db", "runs"),
        ("db", "dictionary"),
    ],
)
def test_help_explains_itself_with_examples(command: tuple[str, ...]) -> None:
    result = call(*command, "--help")
    assert result.exit_code == 0
    assert "Examples:\n" in result.stdout
    assert f"  zhengce {' '.join(command)}".rstrip() in result.stdout


def test_help_imports_nothing_heavy() -> None:
    heavy = ["spacy", "sklearn", "sqlalchemy", "rjieba", "jieba", "pandas"]
    code = f"import sys, zhengce.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command", ["--help", "show {inbox}", "normalize {inbox}", "run {inbox} --to sqlite:///{folder}/x.db"]
)
def test_a_full_disk_behind_the_output_is_told_in_one_line(inbox: Path, tmp_path: Path, command: str) -> None:
    given = [word.format(inbox=inbox, folder=tmp_path) for word in command.split()]
    called = [sys.executable, "-m", "zhengce", *given]
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(called, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=usual)  # noqa: S603
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("error: cannot write the output (No space left")
    assert "Traceback" not in done.stderr


def test_train_prints_its_figures(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def train(corpus: Path, out: Path, **options: Any) -> SimpleNamespace:
        asked.extend([corpus, out, options["taxonomy"], len(options["candidates"]), options["ablations"]])
        return SimpleNamespace(
            chosen=SimpleNamespace(name="LinearSVC"),
            sentences=1412,
            releases=40,
            macro_f1_accepted=0.9,
            calibration_error=0.02,
            held_out=[SimpleNamespace(release="seed", right=27, sentences=28)],
        )

    monkeypatch.setattr(import_module("zhengce.classify.train"), "train", train)
    result = call("train", "--out", "mine", "--quick")
    assert result.exit_code == 0
    assert asked == [Path("corpus/work_areas"), Path("mine"), None, 1, ()]
    assert result.stdout == (
        "LinearSVC on 1,412 sentences of 40 releases: macro-F1 0.900, calibration error 0.020"
        " (cross-validated by release)\n"
        "held-out release seed: 27 of 28 sentences classified correctly\n"
        f"stored in mine, figures in {Path('mine', 'card.md')}\n"
    )
    assert list(inbox.glob("model*")) == []


@pytest.mark.parametrize(
    ("content", "message"), [(None, "give the folder of labelled sentences"), ("{", "a.jsonl:1: ")]
)
def test_train_says_what_is_wrong_with_its_corpus(inbox: Path, content: str | None, message: str) -> None:
    (inbox / "corpus").mkdir()
    if content is not None:
        (inbox / "corpus" / "a.jsonl").write_text(content)
    result = call("train", "--corpus", "corpus")
    assert result.exit_code == 2
    assert message in result.stderr


def test_what_is_stored_is_skipped(inbox: Path) -> None:
    assert call("run", "a.txt").exit_code == 0
    again = call("run", "a.txt")
    assert (again.exit_code, again.stdout) == (0, "1 skipped: already stored and unchanged\n")
    dry = call("run", "a.txt", "--dry-run", "--to", f"sqlite:///{inbox}/new.db")
    assert dry.stdout == "1 release would be analysed\n"
    assert not (inbox / "new.db").exists()


def test_refused_inputs_wait_in_quarantine(inbox: Path) -> None:
    assert call("run", "bad.txt", "--log", "run.log").exit_code == 1
    assert len(list((inbox / "quarantine").glob("*.reason.json"))) == 1
    again = call("retry")
    assert (again.exit_code, again.stderr) == (1, "refused: bad.txt: binary data (NUL bytes), not text\n")
    (inbox / "bad.txt").write_text("好", encoding="utf-8")
    assert call("retry", "--quiet").exit_code == 0
    assert list((inbox / "quarantine").iterdir()) == []
    assert '"refused"' in (inbox / "run.log").read_text()


def test_looking_after_a_database(inbox: Path) -> None:
    url = f"sqlite:///{inbox}/x.db"
    assert call("db", "upgrade", url).stdout == f"{url}: upgraded from nothing to revision {HEAD}\n"
    assert call("db", "upgrade", url).stdout == f"{url}: already at revision {HEAD}\n"
    call("run", "a.txt", "--to", url)
    assert re.fullmatch(
        r"\d{4}-.*Z \w{16} done: 1 stored, 0 skipped, 0 refused, .* s\n", call("db", "runs", url).stdout
    )
    assert "| `release_id` |" in call("db", "dictionary").stdout
    wrong = call("db", "upgrade", "postgresql://u:secret@127.0.0.1:1/x")
    assert wrong.exit_code == 2
    assert "secret" not in wrong.output
    assert "Traceback" not in wrong.output
