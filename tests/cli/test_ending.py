"""How a run ends: its status, its record, its log; and never with a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhengce.cli import main
from zhengce.store.database import DatabaseTarget


@pytest.mark.parametrize("given", ["inbox", "inbox/*.txt"])
def test_an_empty_inbox_is_nothing_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    result = CliRunner().invoke(main, ["run", given])
    assert (result.exit_code, "nothing to do" in result.stderr) == (0, True)
    assert CliRunner().invoke(main, ["run", given.replace("inbox", "imbox")]).exit_code == 1


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("mysql://u:p@127.0.0.1", "no database in the URL"),
        ("mariadb+pymysql://u:p@127.0.0.1/", "no database in the URL"),
        ("postgresql://u:se@cret@127.0.0.1/x", "as %40"),
        ("mysql://u:se@cr/et@127.0.0.1/x", "as %40"),
        ("sqlite:///", "no file in the URL"),
        ("sqlite://", "no file in the URL"),
    ],
)
def test_a_url_that_cannot_be_right(tmp_path: Path, target: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    for command in (
        ["run", str(tmp_path / "a.txt"), "--to", target],
        ["db", "runs", target],
        ["check", target],
    ):
        result = CliRunner().invoke(main, command)
        assert (result.exit_code, message in result.output) == (2, True)
        assert "cret" not in result.output
        assert "Traceback" not in result.output


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_name_that_is_no_utf8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"\xe4.txt")
    result = CliRunner().invoke(main, ["run", name])
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert r"\xe4.txt: no such file" in result.stderr
    (tmp_path / name).write_text("建成工会驿站3786个。", encoding="utf-8")
    assert CliRunner().invoke(main, ["run", name, "--to", "x.jsonl", "--to", "sqlite:///x.db"]).exit_code == 0


@pytest.mark.parametrize(
    "command", ["db runs", "db reanalyse", "db forget {} x", "db forget {} x --undo", "check", "series list"]
)
def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, command: str) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    given = (command if "{}" in command else f"{command} {{}}").format(url).split()
    result = CliRunner().invoke(main, given)
    assert (result.exit_code, "written by zhengce run" in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    out = tmp_path / "x.parquet"
    command = ["run", str(tmp_path / "a.txt"), "--to", str(out), "--quiet"]
    assert CliRunner().invoke(main, command).exit_code == 0
    (out / "sources.parquet").write_bytes(b"PAR1")
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.stderr.startswith("error: ")) == (2, True)


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_sigterm_ends_a_run_in_order(tmp_path: Path, workers: str) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.txt").write_text(f"建成工会驿站{number}个。" * 20, encoding="utf-8")
    log, url = tmp_path / "run.log", f"sqlite:///{tmp_path}/x.db"
    arguments = ["run", str(tmp_path), "--to", url, "--log", str(log), "--quiet", "--workers", workers]
    process = subprocess.Popen(  # noqa: S603 - this interpreter
        [sys.executable, "-m", "zhengce", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        while not (log.exists() and '"stored"' in log.read_text()):
            time.sleep(0.05)
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGTERM)  # as systemd does, to all of them
        _, told = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, b"Traceback" in told) == (130, False)
    with DatabaseTarget(url) as target:
        (record,) = target.runs()
        assert (record.state, record.message, record.refused) == ("stopped", "interrupted", 0)
        assert record.stored == len(target.releases())
    assert json.loads(log.read_text().splitlines()[-1])["event"] == "stopped"


@pytest.mark.slow
def test_a_stream_is_analysed_as_it_comes(tmp_path: Path) -> None:
    url, log = f"sqlite:///{tmp_path}/x.db", tmp_path / "run.log"
    process = subprocess.Popen(  # noqa: S603 - this interpreter
        [sys.executable, "-m", "zhengce", "run", "-", "--to", url, "--log", str(log), "--quiet"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert process.stdin is not None
    for number in range(1, 4):
        line = json.dumps({"text": f"建成工会驿站{number}786个。"}) + "\n"
        process.stdin.write(line.encode())
        process.stdin.flush()
        deadline = time.monotonic() + 120
        while not log.exists() or log.read_text().count('"stored"') < number:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        with DatabaseTarget(url, create=False) as target:
            assert len(target.releases()) == number
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told.decode().splitlines()) == (
        130,
        ["interrupted: everything done so far is stored; run the same command again to resume"],
    )


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_in_a_locale_without_chinese(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "甲.txt").write_text("建成工会驿站3786个。", encoding="utf-8")
    (tmp_path / "坏.txt").write_bytes(b"\0")
    (tmp_path / "d").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "d")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": encoding}
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-m", "zhengce", "run", str(tmp_path), "--to", f"sqlite:///{tmp_path}/x.db"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    assert b"3,786" in done.stdout
