"""What ``docs/running.md`` and the files beside it tell can be done as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhengce.cli import main
from zhengce.errors import MissingExtraError

ROOT = Path(__file__).parents[1]
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
SYSTEMD = ROOT / "docs" / "systemd"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = set(PROJECT["project"]["optional-dependencies"])
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Dockerfile")),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "notebooks").glob("*.ipynb"),
]
_INSTALL = re.compile(r"(?:pip3?|uv) (?:tool |pip )?install ([^`|\n#]+)|uvx (?:--from )?([^`|\n#]+)")
_STRANGER = re.compile(r"['\"]?zhengce(?:\[[\w,…]+\])?['\"]?(?:[=<>~]=?\S*)?")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_command_installs_what_a_stranger_put_on_an_index(page: Path) -> None:
    for word in re.findall(_INSTALL, page.read_text(encoding="utf-8")):
        for each in " ".join(word).split():
            assert not _STRANGER.fullmatch(each) or " @ git+" in " ".join(word), word


def test_the_check_of_commands_finds_such_a_command() -> None:
    for each in ("zhengce", "'zhengce[html]'", "zhengce==0.1.0", '"zhengce[pdf,html]"'):
        assert _STRANGER.fullmatch(each)
    for each in ("'.[html]'", ".", "./zhengce-0.1.0-py3-none-any.whl[html]", "pyarrow"):
        assert not _STRANGER.fullmatch(each)


def test_extras_that_are_named_are_there() -> None:
    named = re.findall(r"(?:\.|zhengce|whl)\[([\w,]+)\]", RUNNING + (ROOT / "Dockerfile").read_text())
    assert named
    assert {extra for each in named for extra in each.split(",")} <= EXTRAS
    table = RUNNING.partition("| extra | for |")[2].partition("\n\n")[0]
    assert {extra for row in table.splitlines() for extra in re.findall(r"`(\w+)`", row)} == EXTRAS


@pytest.mark.parametrize("extra", sorted(EXTRAS))
def test_a_missing_library_is_named_by_itself(extra: str) -> None:
    told = str(MissingExtraError("this", extra))
    assert "zhengce[" not in told
    assert ("pip install '" in told) or f"with its extra {extra}" in told


def _commands() -> list[str]:
    service = (SYSTEMD / "zhengce.service").read_text()
    (of_systemd,) = re.findall(r"^ExecStart=\S+/zhengce (.+)$", service, flags=re.MULTILINE)
    (of_cron,) = re.findall(r"^30 2 \* \* \* .+/zhengce (run .+)$", RUNNING, flags=re.MULTILINE)
    of_docker = re.findall(r"docker run .* zhengce (run .+)$", RUNNING, flags=re.MULTILINE)
    return [of_systemd, of_cron, *of_docker]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(command, marks=[pytest.mark.slow] if place else [])  # each starts two workers
        for place, command in enumerate(_commands())
    ],
)
def test_commands_of_the_night(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text("建成工会驿站3786个。", encoding="utf-8")
    words = [
        re.sub(r"^/(?:srv/)?inbox$", str(tmp_path / "inbox"), word)
        if "://" not in word and "$" not in word
        else f"sqlite:///{tmp_path}/x.db"
        for word in shlex.split(command)
    ]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / "x.db").exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    for unit in SYSTEMD.iterdir():
        text = unit.read_text().replace("/opt/zhengce/bin/zhengce", "/bin/true")
        (tmp_path / unit.name).write_text(text.replace("User=zhengce", "User=root"))
    command = ["systemd-analyze", "verify", *sorted(str(path) for path in tmp_path.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_copies_what_is_there() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    copied = [word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]]
    ours = [name for name in copied if not name.startswith(("--from", "/"))]
    assert {"pipeline", "models", "pyproject.toml"} <= set(ours)
    assert all((ROOT / name).exists() for name in ours)
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert kept == set(ours)


def test_one_matrix_of_pythons() -> None:
    versions = PROJECT["tool"]["tox"]["env_list"]
    prefix = "Programming Language :: Python :: 3."
    told = [each.rpartition(" ")[2] for each in PROJECT["project"]["classifiers"] if each.startswith(prefix)]
    assert told == versions == ["3.11", "3.12", "3.13", "3.14"]
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text()
    assert re.findall(r"python: \[(.+)\]", workflow) == [", ".join(f'"{each}"' for each in versions)]
