"""``zhengce normalize``."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhengce.cli import main


@pytest.fixture
def mirror(tmp_path: Path) -> str:
    path = tmp_path / "mirror.txt"
    path.write_text("產(chǎn)業(yè)工人7 856人,扶持?jǐn)?shù)字經(jīng)濟。\n", encoding="utf-8")
    return str(path)


def test_it_prints_the_text(mirror: str) -> None:
    result = CliRunner().invoke(main, ["normalize", mirror])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.rstrip("\n") == "产业工人7856人，扶持数字经济。"


def test_explain_prints_every_repair(mirror: str) -> None:
    lines = CliRunner().invoke(main, ["normalize", mirror, "--explain"]).stdout.splitlines()
    assert any(line.startswith("steps: misaligned 1, gloss 3, ") for line in lines)
    assert any("misaligned ?jǐn)?shù)  →  数" in line for line in lines)


def test_a_step_can_be_left_out(mirror: str) -> None:
    result = CliRunner().invoke(main, ["normalize", mirror, "--skip", "script"])
    assert "產業工人" in result.stdout
    assert CliRunner().invoke(main, ["normalize", mirror, "--skip", "no"]).exit_code == 2


def test_help_has_examples() -> None:
    assert "Examples:\n" in CliRunner().invoke(main, ["normalize", "--help"]).stdout
