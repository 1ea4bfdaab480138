"""What the views show, in every database."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from store.samples import SAMPLE

from zhengce.store.views import VIEWS

if TYPE_CHECKING:
    from zhengce.store.database import DatabaseTarget

MIRROR = dataclasses.replace(SAMPLE, release_id="f" * 16, published=None)
LATER = dataclasses.replace(SAMPLE, release_id="a" * 16, content_id="b" * 16, published=None, title="后")


@pytest.fixture
def loaded(database: DatabaseTarget) -> DatabaseTarget:
    for release in (MIRROR, SAMPLE, LATER):
        database.write(release)
    return database


def rows(target: DatabaseTarget, view: str) -> list[dict[str, Any]]:
    columns = [sa.column(column.name, column.type) for column in VIEWS[view][0].selected_columns]
    with target._engine.connect() as connection:
        query = sa.select(*columns).select_from(sa.table(view))
        return [dict(row) for row in connection.execute(query).mappings()]


def test_indicators_with_all_around_them(loaded: DatabaseTarget) -> None:
    found = rows(loaded, "indicator_view")
    assert len(found) == 2 * len(SAMPLE.indicators)
    (row,) = [row for row in found if row["position"] == 2 and row["release_id"] == SAMPLE.release_id]
    assert row["sentence_text"] == SAMPLE.sentences[1].text
    assert (row["section_heading"], row["title"], row["published"]) == (None, SAMPLE.title, SAMPLE.published)
    assert (row["value_min"], row["value_max"]) == (3000, 5000)


def test_series_over_releases(loaded: DatabaseTarget) -> None:
    found = rows(loaded, "indicator_series")
    assert {row["release_id"] for row in found} == {SAMPLE.release_id, LATER.release_id}
    assert [row["position"] for row in found if row["subject"] is None] == []
    one = [row for row in found if row["unit"] == "人"]
    assert [(row["value"], row["at"]) for row in one] == [(2643000, SAMPLE.published)] * 2


def test_observations_of_a_series(database: DatabaseTarget) -> None:
    import datetime as dt
    from decimal import Decimal

    figure = dataclasses.replace(
        next(i for i in SAMPLE.indicators if i.value == 2643000), series_id="1" * 16, series="技能人才"
    )
    other = dataclasses.replace(figure, value=Decimal(2650000))
    for number, (one, day) in enumerate([(figure, 5), (figure, 6), (other, 7)]):
        release = dataclasses.replace(
            SAMPLE,
            release_id=f"{number:016}",
            content_id=f"{number:016}",
            published=dt.date(2024, 11, day),
            indicators=(one,),
        )
        database.write(release)
    (row,) = rows(database, "observations")
    assert (row["value"], row["releases"], row["agree"]) == (2650000, 3, 0)
    assert (row["first_published"], row["last_published"]) == (dt.date(2024, 11, 5), dt.date(2024, 11, 7))
    assert (row["series"], row["status"]) == ("技能人才", figure.status)


def test_figures_of_no_known_time_do_not_disagree(database: DatabaseTarget) -> None:
    from decimal import Decimal

    figure = dataclasses.replace(
        next(i for i in SAMPLE.indicators if i.value == 2643000),
        series_id="1" * 16,
        series="技能人才",
        period=None,
    )
    for number, value in enumerate((2643000, 2850000)):
        one = dataclasses.replace(figure, value=Decimal(value))
        database.write(
            dataclasses.replace(
                SAMPLE, release_id=f"{number:016}", content_id=f"{number:016}", indicators=(one,)
            )
        )
    (row,) = rows(database, "observations")
    assert (row["releases"], row["agree"]) == (2, 1)


def test_no_view_has_a_reserved_word() -> None:
    reserved = {"index", "start", "end", "before", "after", "schema"}
    assert not {c.name for query, _ in VIEWS.values() for c in query.selected_columns} & reserved


def test_programmes_and_their_mentions(loaded: DatabaseTarget) -> None:
    (programme,) = rows(loaded, "programme_view")
    assert (programme["name"], programme["mentions"], programme["releases"]) == ("龙江工匠行动", 2, 2)
    assert (programme["first_published"], programme["last_published"]) == (SAMPLE.published,) * 2
    mentions = rows(loaded, "programme_mentions")
    assert {row["sentence_text"] for row in mentions} == {SAMPLE.sentences[1].text}
    assert len(mentions) == 2
