"""The example models for dbt run on every database, and what their tests ask holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

import zhengce
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
    for name in ("qingling_2022", "qingling_2023"):
        for end in (".txt", ".meta.json"):
            file = ROOT / "corpus" / "releases" / f"{name}{end}"
            (tmp_path / file.name).write_bytes(file.read_bytes())
    zhengce.run([tmp_path], [url])
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
    (one,) = [row for row in rows["fct_target"] if row["series"] == "技能人才" and row["period_year"] == 2023]
    assert (float(one["target_value"]), float(one["actual_value"])) == (2250000, 2268000)
    for file in PACKAGE.glob("tests/*.sql"):
        assert connection.execute(sa.text(rendered(file.read_text(encoding="utf-8")))).all() == []


def test_every_model_is_described() -> None:
    yaml: Any = pytest.importorskip("yaml")
    told = yaml.safe_load((PACKAGE / "models" / "schema.yml").read_text(encoding="utf-8"))
    assert {model["name"] for model in told["models"]} == set(MODELS)
