"""The metadata for Datasette: every table and view, columns that are there, questions that run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import sqlalchemy as sa
from store.samples import SAMPLE
from typer.testing import CliRunner

from zhengce.cli import main
from zhengce.store.connecting import connect
from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from pathlib import Path


def test_it_fits_the_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/mine.db"
    with DatabaseTarget(url) as target:
        target.write(SAMPLE)
    told = json.loads(CliRunner().invoke(main, ["db", "datasette", url]).stdout)
    about = told["databases"]["mine"]
    engine = connect(url)
    inspector = sa.inspect(engine)
    names = {*inspector.get_table_names(), *inspector.get_view_names()} - {"zhengce_version"}
    names = {name for name in names if not name.startswith("sentence_search")}  # the full-text index
    assert set(about["tables"]) == names
    for name, table in about["tables"].items():
        there = {column["name"] for column in inspector.get_columns(name)}
        assert set(table["columns"]) <= there
        assert set(table.get("facets", ())) <= there
    with engine.connect() as connection:
        for query in about["queries"].values():
            connection.execute(sa.text(query["sql"]), {"series": "x"} if ":series" in query["sql"] else {})
    engine.dispose()


def test_other_databases_are_told_so() -> None:
    done = CliRunner().invoke(main, ["db", "datasette", "postgresql://u:secret@h/x"])
    assert done.exit_code == 2
    assert "secret" not in done.output
