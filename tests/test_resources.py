"""Files of other packages, found without importing them."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengce.errors import ConfigError, ModelError
from zhengce.resources import package_file


def test_a_file_of_a_package_is_found() -> None:
    assert package_file("jieba", "dict.txt", "it distinguishes text from nonsense").stat().st_size > 1_000_000


@pytest.mark.parametrize(
    ("package", "name"), [("no_such_package", "dict.txt"), ("jieba", "no_such_file.txt")]
)
def test_what_is_missing_is_named_with_its_use(package: str, name: str) -> None:
    with pytest.raises(ModelError, match=f"{package} is not installed, or lacks {name}; it tells words"):
        package_file(package, name, "it tells words")


def test_examples_are_found_from_any_folder(tmp_path: Path) -> None:
    from zhengce.resources import example_folder

    root = Path(__file__).parents[1]
    assert example_folder(root / "notebooks") == root
    assert (example_folder(tmp_path) / "seeds").is_dir()  # the checkout that is installed


def test_no_examples_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengce import resources

    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "a/b")
    with pytest.raises(ConfigError, match="run it in a checkout"):
        resources.example_folder(tmp_path)


def test_paths_in_a_settings_file_are_from_its_folder(tmp_path: Path) -> None:
    from zhengce.config import load_config

    file = tmp_path / "zhengce.toml"
    file.write_text('[extract]\nrules = "mine/rules.toml"\n', encoding="utf-8")
    assert load_config(file).extract.rules == str(tmp_path / "mine/rules.toml")
    for section, name in (("classify", "model"), ("series", "file"), ("programmes", "file")):
        file.write_text(f'[{section}]\n{name} = "mine/x"\n', encoding="utf-8")
        assert getattr(getattr(load_config(file), section), name) == str(tmp_path / "mine/x")
    file.write_text('[extract]\nrules = "mine/rules.toml"\n', encoding="utf-8")
    assert load_config(file, extract={"rules": "here.toml"}).extract.rules == "here.toml"
