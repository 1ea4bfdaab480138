"""Programmes of a database are listed, merged and renamed; later runs go by the registry that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

import zhengce
from zhengce.cli import main
from zhengce.errors import ConfigError
from zhengce.extract.programmes.canonical import programme_id
from zhengce.store.programmes import known_programmes, merge, rename

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "澜江市推进“匠心澜江”行动。“匠心澜江”计划惠及职工3200人。建成工会驿站41个。"


@pytest.fixture
def filled(url: str, tmp_path: Path) -> str:
    """A database of each kind with one release."""
    _load(url, tmp_path)
    return url


def _load(url: str, tmp_path: Path, **settings: dict[str, Any]) -> None:
    text = tmp_path / "one.txt"
    text.write_text(TEXT, encoding="utf-8")
    zhengce.run([text], [url], config=zhengce.load_config(None, **settings))


def _names(url: str) -> dict[str, tuple[str, int]]:
    return {one.name: (one.kind, one.mentions) for one in known_programmes(url)}


def test_a_merged_programme_is_one_now_and_after_the_next_run(filled: str, tmp_path: Path) -> None:
    assert _names(filled) == {
        "“匠心澜江”行动": ("initiative", 1),
        "“匠心澜江”计划": ("plan", 1),
        "工会驿站": ("platform", 1),
    }
    file = tmp_path / "mine.tsv"
    done = merge(filled, "“匠心澜江”行动", "“匠心澜江”计划", file)
    assert (done.before, done.name, done.mentions) == ("“匠心澜江”计划", "“匠心澜江”行动", 1)
    expected = {"“匠心澜江”行动": ("initiative", 2), "工会驿站": ("platform", 1)}
    assert _names(filled) == expected
    _load(filled, tmp_path, programmes={"file": str(file)})
    assert _names(filled) == expected


def test_a_programme_of_the_package_can_be_renamed(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    done = rename(filled, programme_id("工会驿站"), "户外劳动者驿站", file)
    assert (done.before, done.mentions) == ("工会驿站", 1)
    (known,) = [one for one in known_programmes(filled) if one.name == "户外劳动者驿站"]
    assert (known.programme_id, known.forms) == (programme_id("户外劳动者驿站"), ("工会驿站",))
    _load(filled, tmp_path, programmes={"file": str(file)})
    assert "户外劳动者驿站" in _names(filled)
    assert "工会驿站" not in _names(filled)


def test_the_indicators_follow(filled: str, tmp_path: Path) -> None:
    from zhengce.store.database import DatabaseTarget

    rename(filled, "工会驿站", "户外劳动者驿站", tmp_path / "mine.tsv")
    with DatabaseTarget(filled) as target:
        (release,) = target.read_many(target.releases())
    held = {i.text: (i.holder, i.programme_id) for i in release.indicators}
    assert held["41个"] == ("户外劳动者驿站", programme_id("户外劳动者驿站"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda url, file: merge(url, "工会驿站", "没有的行动", file), "没有的行动: no such programme"),
        (lambda url, file: merge(url, "工会驿站", "工会驿站", file), "give two different ones"),
        (
            lambda url, file: rename(url, "工会驿站", "“匠心澜江”行动", file),
            "another programme has this name",
        ),
        (lambda url, file: rename(url, "工会驿站", "？！", file), "not a valid name"),
    ],
)
def test_a_wrong_call_changes_nothing(tmp_path: Path, call: object, message: str) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    _load(url, tmp_path)
    before, file = known_programmes(url), tmp_path / "mine.tsv"
    with pytest.raises(ConfigError, match=message):
        call(url, file)  # type: ignore[operator]
    assert known_programmes(url) == before
    assert not file.exists()


def test_commands(tmp_path: Path) -> None:
    url, file = f"sqlite:///{tmp_path}/x.db", str(tmp_path / "mine.tsv")
    missing = CliRunner().invoke(main, ["programmes", "list", url])
    assert (missing.exit_code, "not a zhengce database" in missing.output) == (2, True)
    _load(url, tmp_path)

    def told(*call: str) -> str:
        result = CliRunner().invoke(main, ["programmes", *call])
        assert result.exit_code == 0, result.output
        return result.output

    assert "工会驿站  1  1" in told("list", url, "--kind", "platform")
    assert "匠心" not in told("list", url, "--name", "驿站")
    assert "merged “匠心澜江”计划 into “匠心澜江”行动: 1 mention updated" in told(
        "merge", url, "“匠心澜江”行动", "“匠心澜江”计划", "--file", file
    )
    told("rename", url, "“匠心澜江”行动", "匠心澜江工程", "--file", file)
    assert "匠心澜江工程  2  1" in told("list", url)
    wrong = CliRunner().invoke(main, ["programmes", "merge", url, "工会驿站", "无此项目", "--file", file])
    assert wrong.exit_code == 2
