"""The registry grows from a database without duplicates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhengce.extract.programmes.growth import new_rows, to_tsv
from zhengce.extract.programmes.registry import load_registry


def _row(name: str, release: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "text": name, "kind": "initiative", "release_id": release, **more}


ROWS = [
    _row("“燎原”行动", "a", published="2024-05-01"),
    _row("“燎原”行动", "a", published="2024-05-01"),
    _row("燎原行动", "b", published="2023-11-05"),
    _row("“星火”行动", "a"),
    _row("产改", "a"),
    _row("产业工人队伍建设改革", "b"),
]


def test_quoted_or_not_is_one_programme_with_the_first_day() -> None:
    assert new_rows(ROWS, load_registry()) == [
        ("“燎原”行动", "(燎原行动)", "initiative", "first seen 2023-11-05")
    ]


def test_once_is_not_enough_unless_asked() -> None:
    assert [row[0] for row in new_rows(ROWS, load_registry(), least=1)] == ["“燎原”行动", "“星火”行动"]


def test_what_was_added_is_not_added_again(tmp_path: Path) -> None:
    path = tmp_path / "grown.tsv"
    path.write_text(to_tsv(new_rows(ROWS, load_registry(), least=1)), encoding="utf-8")
    grown = load_registry(path)
    assert new_rows(ROWS, grown, least=1) == []
    known = grown.resolve("燎原行动")
    assert known is not None
    assert known.name == "“燎原”行动"


def test_the_same_rows_give_the_same_file_in_any_order() -> None:
    assert new_rows(ROWS, load_registry()) == new_rows(ROWS[::-1], load_registry())
