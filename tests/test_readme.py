"""What the README shows is what happens."""

import re
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhengce.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("readme") / "seed.db"
    result = CliRunner().invoke(main, ["run", str(ROOT / "seeds"), "--to", f"sqlite:///{path}"])
    assert result.exit_code == 0, result.output
    return path, result.output


def test_python(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = blocks("python")
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - the README is ours
    assert "工会驿站 3786 个 截至目前 3786个" in capsys.readouterr().out


def test_sql(database: tuple[Path, str]) -> None:
    (block,) = blocks("sql")
    with sqlite3.connect(database[0]) as connection:
        first, second = (
            connection.execute(statement).fetchall() for statement in block.split(";") if statement.strip()
        )
    connection.close()
    assert len(first) == 9
    assert ("gloss", 185) in [row[1:] for row in second]


def test_the_excerpt_is_what_the_command_prints(database: tuple[Path, str]) -> None:
    printed = {" ".join(line.split()) for line in database[1].splitlines()}
    excerpt = re.search(r"<!-- excerpt: run -->\n```\n(.*?)```", README, flags=re.DOTALL)
    assert excerpt is not None
    for line in excerpt[1].splitlines():
        if line.strip():
            assert " ".join(line.split()) in printed


@pytest.mark.parametrize("command", ["run", "show", "train"])
def test_help_of_every_command_gives_examples(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert "zhengce " + command in result.output
