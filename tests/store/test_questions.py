"""Every query that the documentation prints runs on every database, and answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

import zhengce
from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/databases.md")
MAY_BE_EMPTY = ("agree = 0", "龙江工匠", "FROM repairs")


def queries() -> list[str]:
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for block in re.findall(r"```sql\n(.*?)```", text, flags=re.DOTALL):
            found += [one.strip() for one in block.split(";") if one.strip()]
    return found


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    for name in ("qingling_2022", "qingling_2023", "yuanbei_2022", "yuanbei_2023"):
        for end in (".txt", ".meta.json"):
            file = ROOT / "corpus" / "releases" / f"{name}{end}"
            (folder / file.name).write_bytes(file.read_bytes())
    (folder / "z_broken.pdf").write_bytes(b"%PDF-1.7 broken")
    return folder


@pytest.fixture
def loaded(url: str, releases: Path, tmp_path: Path) -> Iterator[DatabaseTarget]:
    zhengce.run([releases], [url], quarantine=tmp_path / "quarantine")
    with DatabaseTarget(url) as target:
        yield target


def test_there_are_the_eight_questions() -> None:
    comments = [query for query in queries() if re.match(r"-- [1-8]\. ", query)]
    assert len(comments) == 8


def test_they_run_and_answer(loaded: DatabaseTarget) -> None:
    with loaded._engine.connect() as connection:
        for query in queries():
            rows = connection.execute(sa.text(query)).all()
            assert rows or any(word in query for word in MAY_BE_EMPTY), query


def test_growth_against_levels_is_reckoned(loaded: DatabaseTarget) -> None:
    (query,) = [query for query in queries() if query.startswith("-- 5.")]
    with loaded._engine.connect() as connection:
        rows = connection.execute(sa.text(query)).mappings().all()
    (one,) = [row for row in rows if (row["region"], row["series"]) == ("沅北省", "技能人才")]
    assert (round(float(one["told"]), 1), float(one["reckoned"])) == (8.6, 5.6)


def test_a_figure_leads_to_its_characters(loaded: DatabaseTarget) -> None:
    (query,) = [query for query in queries() if query.startswith("-- 8.")]
    with loaded._engine.connect() as connection:
        rows = connection.execute(sa.text(query)).mappings().all()
    assert "296.0万人" in {row["raw_characters"] for row in rows}


MONTHS = (
    "12月份，全市城镇新增就业0.7万人，同比增长40%。2024年，全市城镇新增就业8.3万人，同比增长5%。"
    "2023年，全市城镇新增就业7.9万人；11月份，全市城镇新增就业0.6万人。2024年，力争全市城镇新增就业8万人。"
)


def test_no_month_is_held_against_a_year(url: str) -> None:
    release = zhengce.Pipeline()(
        MONTHS, source="a.txt", title="2024年就业情况", publisher="澜江市人社局", published="2025-01-10"
    )
    with DatabaseTarget(url) as target, target._engine.connect() as connection:
        target.write(release)
        told = {
            number: connection.execute(sa.text(query)).mappings().all()
            for query in queries()
            for number in re.findall(r"^-- ([25])\. ", query)
        }
    assert [(float(row["target"]), float(row["fact"])) for row in told["2"]] == [(80000, 83000)]
    assert [(float(row["value"]), float(row["year_before"])) for row in told["5"]] == [(83000, 79000)]
