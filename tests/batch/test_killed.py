"""A loader that is killed at any moment, or whose database goes away, is gone on with; nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from batch.stubs import VERSION, analyse, content, fill, number_of, slowly
from store.servers import fresh_postgresql, start_postgresql

from zhengce.batch import run
from zhengce.errors import TargetError
from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COUNT = 400
_CODE = """
import sys
from batch.stubs import VERSION, slowly
from zhengce.batch import run
run([sys.argv[1]], [sys.argv[2]], pipeline=slowly, version=VERSION, workers=int(sys.argv[3]), log=sys.argv[4])
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/x.db"
    else:
        with fresh_postgresql() as fresh:
            yield fresh


def loader(*arguments: object) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", _CODE, *map(str, arguments)], env=environment)  # noqa: S603


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_random_moments(url: str, tmp_path: Path, workers: int) -> None:
    inbox = fill(tmp_path / "inbox", COUNT)
    alone = f"sqlite:///{tmp_path}/alone.db"
    run([inbox], [alone], pipeline=analyse, version=VERSION)
    chance = random.Random(workers)  # noqa: S311 - no secret
    for kill in range(3):
        log = tmp_path / f"{kill}.log"
        process = loader(inbox, url, workers, log)
        while process.poll() is None and not (log.exists() and '"stored"' in log.read_text()):
            time.sleep(0.02)
        time.sleep(chance.random() * 0.3)  # releases are being stored now
        process.kill()
        process.wait()
    stored = number_of(url, "releases")
    assert stored > 0
    summary = run([inbox], [url], pipeline=analyse, version=VERSION)
    assert (summary.releases, summary.skipped) == (COUNT - stored, stored)
    assert content(url) == content(alone)


@pytest.fixture
def server() -> Iterator[tuple[str, Any]]:
    """A PostgreSQL server that can be stopped and started."""
    folder = tempfile.mkdtemp(prefix="zc")
    url, handle = start_postgresql(folder)
    yield url, handle
    handle.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _stopped_after(number: int, stop: Callable[[], None]) -> Callable[[object], None]:
    """A callback that stops the server once, while the run goes on."""
    seen = 0

    def each(_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            stop()

    return each


@pytest.mark.slow
def test_a_server_that_goes_away(
    server: tuple[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, handle = server
    monkeypatch.setenv("PGPASSWORD", "topsecret")
    inbox = fill(tmp_path / "inbox", 200)
    options: dict[str, Any] = {"pipeline": slowly, "version": VERSION}

    # for good: the run stops with what is done stored, and says how to go on
    with pytest.raises(TargetError, match="the same command resumes") as caught:
        run([inbox], [url], each=_stopped_after(60, handle.stop), patience=0.1, **options)
    assert "secret" not in str(caught.value)
    handle.start()
    assert 0 < number_of(url, "releases") < 200

    # for a while: the run waits and goes on
    def pause() -> None:
        handle.stop()
        threading.Timer(0.7, handle.start).start()

    log = tmp_path / "run.log"
    summary = run([inbox], [url], each=_stopped_after(110, pause), patience=30, log=log, **options)
    assert summary.releases + summary.skipped == 200
    assert '"waiting"' in log.read_text()
    assert "secret" not in log.read_text()
    alone = f"sqlite:///{tmp_path}/alone.db"
    run([inbox], [alone], pipeline=analyse, version=VERSION)
    assert content(url) == content(alone)
    with DatabaseTarget(url) as target:
        assert [record.state for record in target.runs()] == ["running", "done"]  # the first could not say so
