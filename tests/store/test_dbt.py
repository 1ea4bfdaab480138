"""The example models for dbt run on every database, and what their tests ask holds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from store.servers import fresh_postgresql

import zhengce
from zhengce.exchange import read_view, write_duckdb
from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "docs" / "dbt"
MODELS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob("models/*.sql"))}


def rendered(text: str) -> str:
    """A model as dbt would send it, models it refers to as subqueries."""
    text = re.sub(r"\{\{ source\('zhengce', '(\w+)'\) \}\}", r"\1", text)
    return re.sub(r"\{\{ ref\('(\w+)'\) \}\}", lambda found: f"({rendered(MODELS[found[1]])})", text)


@pytest.fixture
def connection(url: str, tmp_path: Path) -> Iterator[sa.Connection]:
    load(url, tmp_path)
    with DatabaseTarget(url) as target, target._engine.connect() as connection:
        yield connection


def test_the_models_hold_what_their_tests_ask(connection: sa.Connection) -> None:
    rows = {
        name: connection.execute(sa.text(rendered(text))).mappings().all() for name, text in MODELS.items()
    }
    assert all(rows.values())
    assert len({row["series_id"] for row in rows["dim_series"]}) == len(rows["dim_series"])
    assert {row["series_id"] for row in rows["fct_observation"]} == {
        r["series_id"] for r in rows["dim_series"]
    }
    assert {row["status"] for row in rows["fct_observation"]} == {"actual", "target"}
    (one,) = [
        row
        for row in rows["fct_target"]
        if (row["region"], row["series"], row["period_year"]) == ("青岭省", "技能人才", 2023)
    ]
    assert (float(one["target_value"]), float(one["actual_value"])) == (2250000, 2268000)
    for file in PACKAGE.glob("tests/*.sql"):
        assert connection.execute(sa.text(rendered(file.read_text(encoding="utf-8")))).all() == []


def test_every_model_is_described() -> None:
    told = (PACKAGE / "models" / "schema.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"^  - name: (\w+)$", told, flags=re.MULTILINE)) == set(MODELS)


def build(folder: Path, output: str) -> None:
    """Copy the package and build it, all its tests with it; skipped where dbt or its adapter is missing."""
    program = os.environ.get("ZHENGCE_TEST_DBT") or shutil.which("dbt")
    if program is None:
        pytest.skip("no dbt: pip install dbt-duckdb dbt-postgres, or name one by ZHENGCE_TEST_DBT")
    package = folder / "package"
    shutil.copytree(PACKAGE, package)
    profile = f"zhengce:\n  target: test\n  outputs:\n    test: {output}\n"
    (package / "profiles.yml").write_text(profile, encoding="utf-8")
    settings = ["--profiles-dir", ".", "--no-use-colors", "--no-version-check"]
    quiet = {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DO_NOT_TRACK": "1"}
    done = subprocess.run(  # noqa: S603
        [program, "build", *settings],
        cwd=package,
        env={**os.environ, **quiet},
        capture_output=True,
        text=True,
        check=False,
    )
    if "Could not find adapter" in done.stdout:
        pytest.skip(f"dbt has no adapter for {output}")
    assert done.returncode == 0, done.stdout
    assert re.search(r"PASS=\d\d WARN=0 ERROR=0 SKIP=0", done.stdout), done.stdout


def load(url: str, folder: Path) -> None:
    for name in ("qingling_2022", "qingling_2023", "yuanbei_2022", "yuanbei_2023"):
        for end in (".txt", ".meta.json"):
            shutil.copy(ROOT / "corpus" / "releases" / f"{name}{end}", folder)
    zhengce.run([folder], [url])


def test_dbt_builds_it_over_an_export_to_duckdb(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    url = f"sqlite:///{tmp_path / 'x.db'}"
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    load(url, inbox)
    write_duckdb(tmp_path / "x.duckdb", [read_view(url, name) for name in ("observations", "publisher_view")])
    build(tmp_path, f"{{type: duckdb, path: '{tmp_path / 'x.duckdb'}', schema: main}}")


def test_dbt_builds_it_over_postgresql(tmp_path: Path) -> None:
    with fresh_postgresql() as text:
        inbox = tmp_path / "inbox"
        inbox.mkdir()
        load(text, inbox)
        url = sa.make_url(text)
        host = url.host or url.query.get("host", "localhost")
        known = f"host: '{host}', port: {url.port or 5432}, dbname: {url.database}"
        whom = f"user: '{url.username or os.environ.get('USER', 'root')}', password: '{url.password or ''}'"
        build(tmp_path, f"{{type: postgres, {known}, {whom}, schema: public}}")


def test_the_growth_that_follows_stands_beside_the_growth_that_is_told(connection: sa.Connection) -> None:
    rows = connection.execute(sa.text(rendered(MODELS["fct_growth"]))).mappings().all()
    (one,) = [row for row in rows if (row["region"], row["series"]) == ("沅北省", "技能人才")]
    assert (round(float(one["told_growth"]), 1), round(float(one["reckoned_growth"]), 1)) == (8.6, 5.6)
