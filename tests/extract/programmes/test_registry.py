"""Identity: the same programme has the same id in every release and under every name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengce.errors import ConfigError
from zhengce.extract.programmes import ProgrammeFinder
from zhengce.extract.programmes.canonical import canonical, programme_id
from zhengce.extract.programmes.registry import add_row, load_registry
from zhengce.segment import Segmenter

if TYPE_CHECKING:
    from pathlib import Path


def test_ids_never_change() -> None:
    assert programme_id("产业工人队伍建设改革") == "d47d4be62fe6"


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("产改", "产业工人队伍建设改革"),
        ("新八级工", "“新八级工”制度"),
        ("西电东送", "“西电东送”"),
        ("工会驿站", "工会驿站"),
    ],
)
def test_alias_has_the_id_of_its_programme(alias: str, name: str) -> None:
    known = load_registry().resolve(alias)
    assert known is not None
    assert (known.name, known.programme_id) == (name, programme_id(name))


def test_unknown_name() -> None:
    assert load_registry().resolve("没有这个项目") is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("「新八級工」制度", "“新八級工”制度"),
        ("2022年“大国工匠年度人物”", "“大国工匠年度人物”"),
        ("2024—2025年度冬季行动", "冬季行动"),
        ("全国 农垦\n竞赛", "全国农垦竞赛"),
        ("“互联网+”行动计划", "“互联网+”行动计划"),
    ],
)
def test_canonical(printed: str, name: str) -> None:
    assert canonical(printed) == name


def test_canonical_twice_is_canonical_once() -> None:
    once = canonical("2022年「大国工匠 年度人物」")
    assert canonical(once) == once


def test_a_user_adds_a_programme_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("燎原计划行动\t燎原工作\tinitiative\t本省文件\n", encoding="utf-8")
    (found,) = ProgrammeFinder(registries=[path]).find(Segmenter()("继续推进燎原工作。"))
    assert (found.text, found.name, found.kind, found.rule) == (
        "燎原工作",
        "燎原计划行动",
        "initiative",
        "known",
    )


def test_a_user_adds_programmes_with_a_rule_file(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[[programmes]]\nname = "燎原计划行动"\nkind = "initiative"\naliases = ["燎原工作", "(燎原)"]\n',
        encoding="utf-8",
    )
    (found,) = ProgrammeFinder(added=path).find(Segmenter()("继续推进燎原工作。"))
    assert (found.text, found.name, found.kind) == ("燎原工作", "燎原计划行动", "initiative")
    path.write_text('[[programmes]]\nname = "燎原"\nkind = "initiative"\nalias = ["某"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"rules\.toml.*alias"):
        ProgrammeFinder(added=path)


def test_a_user_takes_a_programme_over_by_its_canonical_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("职工队伍改革\t(产业工人队伍建设改革)\tsystem\t本省\n", encoding="utf-8")
    registry = load_registry(path)
    known = registry.resolve("产改")
    assert known is not None
    assert known.name == "职工队伍改革"


def test_a_row_is_added_or_the_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    add_row(path, "燎原行动", ["“燎原”计划", "产改"], "initiative")  # 产改 names something else already
    known = load_registry(path).resolve("燎原计划")
    assert known is not None
    assert known.name == "燎原行动"
    before = path.read_text(encoding="utf-8")
    with pytest.raises(ConfigError, match="kind 'plane'"):
        add_row(path, "某行动", [], "plane")
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("某计划\t\tplane\t来源\n", "kind 'plane'"),
        ("某计划\t产改\tplan\t来源\n", "'产改' names both"),
        ("某计划\tplan\n", "2 columns"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(row, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        load_registry(path)
    assert "mine.tsv" in str(caught.value)
