"""``zhengce find``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import zhengce
from zhengce.cli import main


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("find")
    (folder / "a.txt").write_text("截至2023年底，全省高技能人才101.3万人。", encoding="utf-8")
    url = f"sqlite:///{folder / 'x.db'}"
    zhengce.run([folder / "a.txt"], [url])
    return url


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["find", *arguments])


def test_figures_with_their_sentences(database: str) -> None:
    result = call("高技能人才 2023", database)
    assert result.exit_code == 0
    assert "101.3万人" in result.stdout
    assert "截至2023年底，全省高技能人才101.3万人。 [" in result.stdout


def test_as_json(database: str) -> None:
    (row,) = map(json.loads, call("高技能人才", database, "--json").stdout.splitlines())
    assert (row["value"], row["unit"], row["period_end"]) == (1013000, "人", "2023-12-31")


def test_nothing_and_errors(database: str, tmp_path: Path) -> None:
    assert call("没有的", database).stdout == "nothing found\n"
    for arguments, told in (
        ((" ", database), "the query is empty"),
        (("a", f"sqlite:///{tmp_path}/no.db"), "not a zhengce database"),
    ):
        result = call(*arguments)
        assert result.exit_code == 2
        assert told in result.stderr
