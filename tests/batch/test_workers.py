"""Several processes give what one gives, in the same order; none that dies takes the run with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from batch.stubs import analyse, deadly, fill, slowly, unusable

from zhengce.batch import run
from zhengce.batch.workers import Workers
from zhengce.config import Config
from zhengce.errors import InputError, ModelError
from zhengce.ingest import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengce.types import RawDocument, Release


def test_the_same_in_the_same_order(tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 60)
    (inbox / "00007.txt").write_bytes(b"")
    told: list[list[Release | InputError]] = [[], []]
    for workers, results in zip((1, 3), told, strict=True):
        run([inbox], [], pipeline=slowly, workers=workers, progress=results.append)
    assert [str(each) for each in told[0]] == [str(each) for each in told[1]]
    assert len(told[1]) == 60


@pytest.mark.slow
def test_a_document_that_kills_its_worker_is_refused(tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 20)
    (inbox / "00003.txt").write_text("dies")
    (inbox / "00005.txt").write_text("fails")
    summary = run([inbox], [], pipeline=deadly, workers=2)
    assert summary.releases == 18
    assert [refusal.reason for refusal in summary.refusals] == [
        "the worker process died on it (exit status 7); out of memory, or a bug in a library",
        "internal error in zhengce (ZeroDivisionError: oops); please report it",
    ]


def test_what_concerns_all_documents_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model for"):
        run([fill(tmp_path / "inbox", 3)], [], pipeline=unusable, workers=2)


def test_few_chunks_are_taken_ahead() -> None:
    taken = 0

    def chunks() -> Iterator[list[RawDocument]]:
        nonlocal taken
        while True:
            taken += 1
            yield [document(f"第{taken}篇")]

    with Workers(2, Config(), analyse) as workers:
        answers = workers.map(chunks())
        for _ in range(5):
            next(answers)
        assert taken <= 5 + 6


def test_a_process_that_is_taken_off_meanwhile_spares_no_other() -> None:
    workers = Workers(2, Config(), analyse)
    ended = []

    class Process:
        def end(self) -> None:
            ended.append(self)
            workers._all.remove(self)  # type: ignore[arg-type]  # as the thread of a killed process does

    workers._all = [Process(), Process()]  # type: ignore[list-item]
    workers.close()
    assert len(ended) == 2


@pytest.mark.slow
def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 2000)
    imports = "from batch.stubs import slowly; from zhengce.batch import run"
    code = f"{imports}; run([{str(inbox)!r}], [], pipeline=slowly, workers=2)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "-c", code], env=environment)  # noqa: S603
    children: list[str] = []
    deadline = time.monotonic() + 20
    listed = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    if not listed.parent.exists():
        parent.kill()
        pytest.skip("no /proc here")
    while len(children) < 2 and time.monotonic() < deadline:
        tasks = listed.parents[1].iterdir()
        children = [child for task in tasks for child in (task / "children").read_text().split()]
        time.sleep(0.05)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    while any(_alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(children) == 2
    assert not any(_alive(child) for child in children)


def _alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
