"""Tables for other programs: what opens them reads numbers as numbers, days as days, and no formulas."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from store.samples import SAMPLE

import zhengce
from zhengce.errors import TargetError
from zhengce.exchange import (
    read_view,
    to_csv,
    to_sdmx_csv,
    write_datapackage,
    write_duckdb,
    write_workbook,
)
from zhengce.store import open_target

if TYPE_CHECKING:
    from zhengce.exchange import Table

TEXT = (
    "截至2023年底，全省技能人才320.5万人，比上年末增长4.1%。2024年，力争城镇新增就业12万人。"
    "1—4月，全省发电量186亿千瓦时；一季度，全省进出口总额1180亿元。2023年，复垦耕地1500亩，全省生产总值5120亿元。"
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("tables")
    database = f"sqlite:///{folder / 'x.db'}"
    release = zhengce.Pipeline()(
        TEXT,
        source="https://news.example/a.html",
        title='=HYPERLINK("http://bad.example")',
        publisher="黑龙江省统计局",
        published="2024-05-20",
    )
    bare = dataclasses.replace(SAMPLE, source="@a.txt")
    with open_target(database) as target:
        target.write(release)
        target.write(bare)
    return database


@pytest.fixture(scope="module")
def figures(url: str) -> Table:
    return read_view(url, "indicator_view")


def as_dicts(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_a_table_has_typed_values(figures: Table) -> None:
    row = next(row for row in as_dicts(figures) if row["text"] == "320.5万人")
    assert (row["value"], row["period_end"], row["damaged"]) == (
        Decimal(3205000),
        dt.date(2023, 12, 31),
        False,
    )
    assert isinstance(row["loaded_at"], dt.datetime)
    assert row["sentence_text"].startswith("截至2023年底")


def test_csv_that_a_spreadsheet_opens(figures: Table) -> None:
    written = to_csv(figures)
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert len(rows) == len(figures.rows)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "@", "+"))]
    row = next(row for row in rows if row["text"] == "320.5万人")
    assert (row["value"], row["period_end"]) == ("3205000", "2023-12-31")
    assert row["title"].startswith("'=HYPERLINK")


def test_a_workbook_has_typed_cells(url: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = tmp_path / "x.xlsx"
    write_workbook(file, [read_view(url, name) for name in ("observations", "indicator_view")])
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["observations", "indicator_view"]
    sheet = book["indicator_view"]
    assert sheet.freeze_panes == "A2"
    head = {cell.value: cell.column - 1 for cell in sheet[1]}
    rows = list(sheet.iter_rows(min_row=2))
    row = next(row for row in rows if row[head["text"]].value == "320.5万人")
    assert (row[head["value"]].data_type, row[head["value"]].value) == ("n", 3205000)
    assert row[head["period_end"]].value == dt.datetime(2023, 12, 31)  # noqa: DTZ001 - Excel knows no zone
    assert row[head["source"]].hyperlink.target == "https://news.example/a.html"
    assert row[head["title"]].data_type == "s"
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]


def test_a_number_too_long_for_a_cell_is_text_with_every_digit(figures: Table, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    at = [column.name for column in figures.columns].index("value")
    long = Decimal("12345678901234567.25")
    row = (*figures.rows[0][:at], long, *figures.rows[0][at + 1 :])
    write_workbook(tmp_path / "x.xlsx", [figures._replace(rows=[row])])
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx")["indicator_view"].cell(2, at + 1)
    assert (cell.data_type, cell.value) == ("s", "12345678901234567.25")


def test_a_file_of_duckdb(url: str, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    file = tmp_path / "x.duckdb"
    for _ in range(2):
        write_duckdb(file, [read_view(url, "observations")])
    with duckdb.connect(str(file)) as connection:
        columns = "value, period_end, typeof(value)"
        query = f"SELECT {columns} FROM observations WHERE series = '技能人才' AND measure = 'level'"  # noqa: S608
        found = connection.execute(query).fetchall()
    assert (Decimal(3205000), dt.date(2023, 12, 31), "DECIMAL(38,10)") in found


def test_a_data_package_tells_its_fields(url: str, tmp_path: Path) -> None:
    write_datapackage(tmp_path / "p", [read_view(url, "observations")])
    package = json.loads((tmp_path / "p" / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    assert (fields["value"], fields["period_end"], fields["series"]) == ("number", "date", "string")
    with (tmp_path / "p" / resource["path"]).open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(fields)
    with pytest.raises(TargetError, match="not writable"):
        write_datapackage(tmp_path / "p" / "datapackage.json", [])


def test_observations_as_sdmx_are_read_by_pysdmx(url: str, tmp_path: Path) -> None:
    general = pytest.importorskip("pysdmx.io")
    file = tmp_path / "x.csv"
    file.write_bytes(to_sdmx_csv(read_view(url, "observations")))
    (dataset,) = general.read_sdmx(str(file), validate=False).data
    frame = dataset.data
    assert {"REF_AREA", "INDICATOR", "FREQ", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT"} <= set(
        frame
    )
    assert {"OBS_STATUS", "ADJUSTMENT"} <= set(frame)
    names = ["INDICATOR_NAME", "FREQ", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS"]
    frame["OBS_VALUE"] = frame["OBS_VALUE"].astype(float)
    told = set(frame[names].itertuples(index=False, name=None))
    assert ("技能人才", "M", "2023-12", 3205000, "PS", "A") in told
    assert ("城镇新增就业", "A", "2024", 120000, "PS", "F") in told
    assert ("发电量", "_O", "2024-01-01/P4M", 18600000000, "KWH", "A") in told
    assert ("货物进出口总额", "Q", "2024-Q1", 118000000000, "CNY", "A") in told
    assert set(frame["REF_AREA"]) >= {"230000"}
    assert not frame.duplicated(["REF_AREA", "INDICATOR", "FREQ", "TIME_PERIOD"]).any()


def test_units_meet_in_observations(url: str) -> None:
    (row,) = [row for row in as_dicts(read_view(url, "observations")) if row["series"] == "复垦耕地面积"]
    assert row["unit"] == "平方米"
    assert abs(float(row["value"]) - 1_000_000) < 1


def test_a_view_that_is_not_there_is_named(url: str) -> None:
    with pytest.raises(ValueError, match="the tables are indicator_view"):
        read_view(url, "figures")
