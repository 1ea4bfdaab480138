"""Tables that were brought up step by step are those that are made at once."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from store.samples import SAMPLE

from zhengce.errors import TargetError
from zhengce.store.connecting import connect
from zhengce.store.database import DatabaseTarget
from zhengce.store.migrations import HEAD
from zhengce.store.schema import METADATA
from zhengce.store.searching import SEARCH
from zhengce.store.upgrading import upgrade
from zhengce.store.views import VIEWS, drop_views

if TYPE_CHECKING:
    from pathlib import Path


def shape(url: str) -> dict[str, Any]:
    """All that a database tells of its tables; the order of columns and the wording of comments are free."""
    engine = connect(url)
    told: dict[str, Any] = {}
    inspector = sa.inspect(engine)
    for table in inspector.get_table_names():
        if table.startswith(SEARCH) and engine.dialect.name == "sqlite":
            continue  # and the tables that SQLite keeps it in
        columns = [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)]
        keys = [
            (key["constrained_columns"], key["referred_table"], key["referred_columns"], key["options"])
            for key in inspector.get_foreign_keys(table)
        ]
        indexes = [
            (
                index["name"],
                index["column_names"],
                {k: v for k, v in index.get("dialect_options", {}).items() if v},
            )
            for index in inspector.get_indexes(table)
        ]
        primary = inspector.get_pk_constraint(table)["constrained_columns"]
        told[table] = (sorted(columns), sorted(keys, key=str), sorted(indexes, key=str), primary)
    told["views"] = sorted(inspector.get_view_names())
    engine.dispose()
    return told


def clear(url: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        drop_views(connection)
        METADATA.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE zhengce_version")
    engine.dispose()


def test_the_steps_lead_to_the_schema(url: str) -> None:
    DatabaseTarget(url).close()
    at_once = shape(url)
    clear(url)
    assert upgrade(url) == (None, HEAD)
    assert shape(url) == at_once
    assert at_once["views"] == sorted(VIEWS)
    assert set(at_once) - {SEARCH} == {*METADATA.tables, "zhengce_version", "views"}


def steps(url: str, revision: str) -> None:
    """Take steps down to a revision; as it was, without views."""
    from alembic import command
    from alembic.config import Config

    engine = connect(url)
    with engine.begin() as connection:
        drop_views(connection)
        config = Config()
        config.set_main_option("script_location", "zhengce.store:migrations")
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()


def test_releases_of_the_first_form_stay_readable(url: str) -> None:
    old = dataclasses.replace(SAMPLE, schema="zhengce/1")
    with DatabaseTarget(url) as target:
        target.write(old)
    steps(url, "0001")
    with pytest.raises(TargetError, match="zhengce db upgrade"):
        DatabaseTarget(url)
    assert upgrade(url) == ("0001", HEAD)
    with DatabaseTarget(url) as target:
        assert target.read(SAMPLE.release_id) == old


def test_upgrading_keeps_what_is_there(database: DatabaseTarget, url: str) -> None:
    database.write(SAMPLE)
    assert upgrade(url) == (HEAD, HEAD)
    assert database.read(SAMPLE.release_id) == SAMPLE


@pytest.mark.parametrize(
    ("version", "advice"), [("0000", "zhengce db upgrade sqlite"), ("9999", "update zhengce")]
)
def test_tables_of_another_version_are_refused(tmp_path: Path, version: str, advice: str) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    with DatabaseTarget(url) as target, target._engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE zhengce_version SET version_num = '{version}'")  # noqa: S608
    with pytest.raises(TargetError, match=advice):
        DatabaseTarget(url)
    with pytest.raises(TargetError, match="update zhengce"):
        upgrade(url)


def test_a_schema_can_be_shared(url: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
    with DatabaseTarget(url) as target:
        target.write(SAMPLE)
    assert upgrade(url) == (HEAD, HEAD)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0001"
        connection.exec_driver_sql("DROP TABLE alembic_version")
    engine.dispose()


def test_the_revision_of_an_older_zhengce_is_taken_over(url: str) -> None:
    with DatabaseTarget(url) as target:
        target.write(SAMPLE)
    engine = connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")  # noqa: S608 - our own name
        connection.exec_driver_sql("DROP TABLE zhengce_version")
    assert upgrade(url) == (HEAD, HEAD)
    names = sa.inspect(engine).get_table_names()
    assert ("zhengce_version" in names, "alembic_version" in names) == (True, False)
    engine.dispose()


@pytest.mark.parametrize("kind", ["VIEW indicator_view AS SELECT 1 AS x", "TABLE programme_view (x INTEGER)"])
def test_what_is_not_ours_is_refused(tmp_path: Path, kind: str) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    engine = connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE {kind}")
    for action in (DatabaseTarget, upgrade):
        with pytest.raises(TargetError, match="not created by zhengce"):
            action(url)
    engine.dispose()


def test_what_hangs_on_the_views_stays(url: str) -> None:
    with DatabaseTarget(url) as target:
        target.write(SAMPLE)
    engine = connect(url)
    with engine.begin() as connection:
        query = VIEWS["indicator_view"][0]
        names = [column.name for column in query.selected_columns]
        early = list(query.selected_columns)[: names.index("period_kind")]
        text = query.with_only_columns(*early).compile(connection, compile_kwargs={"literal_binds": True})
        connection.exec_driver_sql("DROP VIEW indicator_view")
        connection.exec_driver_sql(f"CREATE VIEW indicator_view AS {text}")
        connection.exec_driver_sql("CREATE VIEW of_others AS SELECT subject FROM indicator_view")
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("GRANT SELECT ON indicator_view TO PUBLIC")
            connection.exec_driver_sql("COMMENT ON VIEW indicator_view IS 'ours and yours'")
    for _ in range(2):
        assert upgrade(url) == (HEAD, HEAD)
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT period_kind FROM indicator_view")
        found = connection.exec_driver_sql("SELECT count(*) FROM of_others").scalar()
        assert found == len(SAMPLE.indicators)
        if engine.dialect.name == "postgresql":
            granted = "SELECT has_table_privilege('public', 'indicator_view', 'SELECT')"
            assert connection.exec_driver_sql(granted).scalar()
            comment = "SELECT obj_description('indicator_view'::regclass)"
            assert connection.exec_driver_sql(comment).scalar() == "ours and yours"
        connection.exec_driver_sql("DROP VIEW of_others")
    engine.dispose()


def test_a_view_whose_columns_stand_in_another_order_stays(url: str) -> None:
    DatabaseTarget(url).close()
    engine = connect(url)
    with engine.begin() as connection:
        query = VIEWS["observations"][0]
        turned = query.with_only_columns(*list(query.selected_columns)[-2::-1])  # and one is not there yet
        text = turned.compile(connection, compile_kwargs={"literal_binds": True})
        connection.exec_driver_sql("DROP VIEW observations")
        connection.exec_driver_sql(f"CREATE VIEW observations AS {text}".replace("%", "%%"))
        connection.exec_driver_sql("CREATE VIEW of_others AS SELECT value FROM observations")
    assert upgrade(url) == (HEAD, HEAD)
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT agree FROM observations")
        connection.exec_driver_sql("SELECT value FROM of_others")
        connection.exec_driver_sql("DROP VIEW of_others")
    engine.dispose()


def test_head_is_the_last_step() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "zhengce.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_every_step_can_be_taken_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    upgrade(url)
    steps(url, "base")
    engine = connect(url)
    assert sa.inspect(engine).get_table_names() == ["zhengce_version"]
    engine.dispose()
