"""What a process of our own does first: spaCy without its command line, and nothing of it in a user's."""

from __future__ import annotations

import subprocess
import sys

import pytest

OURS = """
from zhengce.starting import own_process
own_process()
import sys, spacy
"""
MATCHES = """
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab
vocab = Vocab()
matcher = Matcher(vocab)
matcher.add("x", [[{"TEXT": "行动"}]])
assert [(start, end) for _, start, end in matcher(Doc(vocab, words=["专项", "行动"]))] == [(1, 2)]
"""
LEFT_OUT = ("requests", "httpx", "jinja2")


def _run(code: str) -> list[str]:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - this interpreter
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("library", LEFT_OUT)
def test_spacy_matches_without_what_its_commands_need(library: str) -> None:
    assert _run(f"{OURS}{MATCHES}\nprint({library!r} in sys.modules)") == ["False"]
    assert _run(f"import sys, spacy\nprint({library!r} in sys.modules)") == ["True"], "it saves nothing"


def test_spacy_has_its_commands_for_whoever_asks() -> None:
    assert _run(f"{OURS}print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)") == ["True"]
    assert _run(f"{OURS}import spacy.cli; print(spacy.cli.download.__name__)") == ["download"]
    assert _run(f"{OURS}from spacy.cli.info import info_spacy; print(info_spacy.__name__)") == ["info_spacy"]
    assert _run(f"{OURS}from spacy.cli import download; print(download.__name__)") == ["download"]


def test_a_process_of_a_user_has_all_of_spacy() -> None:
    used = "import sys, zhengce; zhengce.Pipeline(); import spacy"
    assert _run(f"{used}; print(type(spacy.cli).__name__)") == ["module"]


def test_linear_algebra_starts_threads_only_for_a_user_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = "import threadpoolctl; print({p['num_threads'] for p in threadpoolctl.threadpool_info()})"
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert _run(f"{OURS}{threads}") == ["{1}"]
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    assert _run(f"{OURS}{threads}") == ["{2}"]
