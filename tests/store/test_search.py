"""What `find_figures` finds, in every database, and how the index keeps up with what is loaded."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import TYPE_CHECKING

import pytest
from store.servers import FRESH, SERVERS
from store.test_migrations import steps

import zhengce
from zhengce.errors import TargetError
from zhengce.store.database import DatabaseTarget
from zhengce.store.finding import find_figures
from zhengce.store.searching import SEARCH, has_search, tokens
from zhengce.store.upgrading import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhengce.types import Release

TEXT = (
    "截至2023年底，全省技能人才320.5万人，其中高技能人才101.3万人。\n"
    "2023年，全省地区生产总值5120亿元，城镇新增就业12.6万人。\n"
    "2024年，全省工会驿站2150个，100%覆盖县区。"
)
PIPELINE = zhengce.Pipeline()


def made(text: str = TEXT, source: str = "a.txt", publisher: str = "黑龙江省总工会") -> Release:
    return PIPELINE(text, source=source, publisher=publisher, published="2024-12-30")


def load(database: DatabaseTarget) -> None:
    database.write(made())
    database.write(made("2023年，丙市高技能人才4.2万人。", "b.txt", "丙市人社局"))


@pytest.fixture
def loaded(database: DatabaseTarget) -> DatabaseTarget:
    load(database)
    return database


@pytest.fixture(scope="module", params=["sqlite", *SERVERS])
def searched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a loaded database of each kind, which all queries share."""
    with contextlib.ExitStack() as stack:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('searched')}/x.db"
        else:
            url = stack.enter_context(FRESH[request.param]())
        with DatabaseTarget(url) as database:
            load(database)
        yield url


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("高技能人才 2023", ["101.3万人", "4.2万人"]),
        ("高技能人才 2023年 黑龙江", ["101.3万人"]),
        ("高技能人才 2022", []),
        ("技能人才 黑龙江省", ["320.5万人", "101.3万人"]),
        ("GDP", ["5120亿元"]),
        ("就业", ["12.6万人"]),
        ("驿站", ["2150个", "100%"]),
        ("工会驿站 2024", ["2150个", "100%"]),
        ("100%", ["2150个", "100%"]),
        ("2023 丙市", ["4.2万人"]),
        ("能人 才1", ["320.5万人", "101.3万人"]),
        ("pmi", []),
        ("没有的", []),
        ("x' OR 1=1 --", []),
        ('"', []),
    ],
)
def test_figures_by_the_words_of_their_sentence(searched: str, query: str, expected: list[str]) -> None:
    found = find_figures(searched, query)
    assert [one.text for one in found] == expected
    with DatabaseTarget(searched) as database:
        for one in found:
            release = database.read(one.release_id)
            assert release.text[one.char_start : one.char_end] == one.text
            assert one.text in one.sentence_text


def test_the_index_keeps_up(loaded: DatabaseTarget, url: str) -> None:
    loaded.write(dataclasses.replace(made(), indicators=()))
    assert [one.text for one in find_figures(url, "高技能人才")] == ["4.2万人"]
    assert indexed(url) <= 1
    loaded.write(made())
    assert len(find_figures(url, "高技能人才")) == 2
    loaded.forget("b.txt")
    assert [one.text for one in find_figures(url, "高技能人才")] == ["101.3万人"]


def test_what_is_superseded_is_not_found(url: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for number in ("101.3", "101.8"):
        file.write_text(TEXT.replace("101.3", number), encoding="utf-8")
        zhengce.run([file], [url])
    assert [one.text for one in find_figures(url, "高技能人才")] == ["101.8万人"]


def indexed(url: str) -> int:
    """Sentences in the index; none where the database has no index."""
    with DatabaseTarget(url) as target, target._engine.connect() as connection:
        if not has_search(connection):
            return 0
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {SEARCH}").scalar_one())  # noqa: S608


@pytest.mark.usefixtures("loaded")
def test_an_upgrade_fills_the_index(url: str) -> None:
    before = indexed(url)
    steps(url, "0004")
    upgrade(url)
    assert indexed(url) == before
    assert [one.text for one in find_figures(url, "高技能人才 2023")] == ["101.3万人", "4.2万人"]


def test_without_the_index_sentences_are_looked_through(loaded: DatabaseTarget, url: str) -> None:
    from zhengce.store.searching import drop_search

    with loaded._engine.begin() as connection:
        drop_search(connection)
    assert [one.text for one in find_figures(url, "高技能人才 2023")] == ["101.3万人", "4.2万人"]


@pytest.mark.usefixtures("loaded")
def test_nothing_to_look_for_is_an_error(url: str) -> None:
    with pytest.raises(TargetError, match="the query is empty"):
        find_figures(url, "  ")


def test_long_words_are_found_by_their_parts() -> None:
    assert {"技能", "人才"} <= set(tokens("全省高技能人才"))
