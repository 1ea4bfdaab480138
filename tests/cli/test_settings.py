"""Settings, rules and a model of the user's own, on the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhengce.cli import main
from zhengce.resources import models_folder

TEXT = "采集节目300档。订阅用户今年冲击30万户。"
RULES = """
[[units]]
text = "档"
dimension = "count"
canonical = "档"

[status]
target = ["冲击"]
"""


@pytest.fixture
def explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "zhengce.toml").write_text('[extract]\nrules = "rules.toml"\n', encoding="utf-8")
    (tmp_path / "wrong.toml").write_text('[extract]\nrulez = "rules.toml"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("option", [("--rules", "rules.toml"), ("--config", "zhengce.toml")])
def test_rules_change_what_is_read(explained: Path, option: tuple[str, str]) -> None:
    def read(*options: str) -> str:
        target = explained / "out.jsonl"
        result = CliRunner().invoke(main, ["run", "a.txt", "--to", str(target), "--quiet", *options])
        assert (result.exit_code, result.stderr) == (0, "")
        return target.read_text(encoding="utf-8")

    assert '"unit":"档"' not in read()
    assert '"unit":"档"' in read(*option)
    assert '"status":"target"' in read(*option)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--rules", "nowhere.toml"), "nowhere.toml: no such file"),
        (("--model", "nowhere"), "nowhere"),
        (("--config", "wrong.toml"), "rulez"),
    ],
)
@pytest.mark.usefixtures("explained")
def test_a_wrong_setting_is_named(options: tuple[str, str], message: str) -> None:
    result = CliRunner().invoke(main, ["show", "a.txt", *options])
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.usefixtures("explained")
def test_a_model_is_taken_from_its_folder() -> None:
    result = CliRunner().invoke(main, ["show", "a.txt", "--model", str(models_folder() / "work_areas" / "1")])
    assert result.exit_code == 0
