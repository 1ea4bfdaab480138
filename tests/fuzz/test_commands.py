"""The command line: whatever it is given, one of three exit statuses; and workers change nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from fuzz.effort import effort
from fuzz.strategies import READABLE, TEXTS, damaged
from fuzz.test_files import exports, whole
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import zhengce
from zhengce.batch import engines, run
from zhengce.cli import main
from zhengce.errors import InputError

if TYPE_CHECKING:
    from zhengce.config import Config

PIPELINE = zhengce.Pipeline()
COMMANDS = [
    "run IN --to OUT.jsonl --quarantine Q --quiet",
    "run IN --to sqlite:///OUT.db --quarantine Q --log OUT.log",
    "run IN --to OUT.parquet/ --quarantine Q --published 2024-11-05",
    "run IN --to OUT --quarantine Q",
    "run IN --dry-run --to OUT.jsonl",
    "retry --quarantine Q --to sqlite:///OUT.db",
    "show IN",
    "normalize IN --explain",
    "normalize IN --skip wrap",
    "explain IN --at NUMBER",
    "check IN --all",
    "check IN --json",
    "report IN -o OUT.html",
    "export IN --to label-studio -o OUT.json",
    "export IN --to docbin -o OUT.spacy",
    "evaluate IN",
    "correct merge IN --gold Q --areas Q --dry-run",
    "db list sqlite:///IN",
    "show IN --config IN",
    "run IN --rules IN --to OUT.jsonl --quarantine Q",
]
FILES = st.one_of(
    TEXTS.map(lambda text: (text.encode("utf-8", "surrogatepass"), ".txt")),
    st.sampled_from([".txt", ".html", ".jsonl", ".docx", ".pdf"]).flatmap(
        lambda suffix: damaged(whole(suffix)).map(lambda content: (content, suffix))
    ),
    st.sampled_from(["release", "corrections", "doccano"]).flatmap(
        lambda kind: damaged(exports()[kind]).map(lambda content: (content, ".jsonl"))
    ),
    st.tuples(st.binary(max_size=50), st.sampled_from([".toml", ".xyz", "", ".json", ".db"])),
)


@pytest.mark.parametrize("command", COMMANDS)
@effort(0.15)
@given(FILES, st.integers(-5, 400))
def test_a_command(command: str, file: tuple[bytes, str], number: int) -> None:
    content, suffix = file
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(engines, "build", known)
        patch.setattr("zhengce.pipeline.Pipeline", known)
        Path("in" + suffix).write_bytes(content)
        given_names = {"IN": "in" + suffix, "Q": "q", "NUMBER": str(number)}
        words = [
            given_names.get(word, word.replace("OUT", "out").replace("IN", "in" + suffix))
            for word in command.split()
        ]
        result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in {0, 1, 2}
    if result.exit_code:
        assert result.output.strip()


def known(config: Config) -> zhengce.Pipeline:
    """The pipeline of the tests where the settings are the usual ones."""
    return PIPELINE if config == PIPELINE.config else zhengce.Pipeline(config)


@pytest.mark.slow
@effort(0.004, least=1)
@given(st.lists(READABLE, min_size=20, max_size=40, unique=True))
def test_workers_change_nothing(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number:03}.txt").write_text(text, encoding="utf-8", newline="")
        results = []
        for workers in (1, 2):
            found: list[zhengce.Release | InputError] = []
            run([folder], [], progress=found.append, workers=workers)
            results.append([one if isinstance(one, zhengce.Release) else str(one) for one in found])
    assert results[0] == results[1]
