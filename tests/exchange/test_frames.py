"""Many releases as one frame of each kind."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pytest
from store.samples import SAMPLE
from view.reports import REPAIRED

from zhengce.exchange import to_frame
from zhengce.store.tables import TABLES

if TYPE_CHECKING:
    from zhengce.exchange.frames import Kind

BOTH = [SAMPLE, REPAIRED]


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
@pytest.mark.parametrize("table", TABLES)
def test_every_table_as_every_kind(table: str, kind: Kind) -> None:
    frame: Any = to_frame(BOTH, table, kind=kind)
    names = frame.column_names if kind == "arrow" else list(frame.columns)
    assert names == list(TABLES[table])
    assert len(frame) == sum(1 if table == "releases" else len(getattr(r, table)) for r in BOTH)


def test_numbers_and_days_keep_their_kind() -> None:
    frame = to_frame(BOTH, kind="polars")
    assert frame.schema["value"] == pl.Decimal(38, 10)
    assert frame.schema["period_end"] == pl.Date
    assert frame["value"].to_list()[:2] == [Decimal(2643000), Decimal("67.3")]
    table = to_frame(SAMPLE, kind="arrow")
    assert table.schema.field("base_start").type == pa.date32()
    assert table["base_start"].to_pylist()[1] == dt.date(2017, 1, 1)


def test_pandas_reckons_with_the_columns() -> None:
    frame = to_frame(BOTH)
    assert str(frame.dtypes["value"]) == "float64"
    assert str(frame.dtypes["period_end"]).startswith("datetime64")
    assert str(frame.dtypes["sentence"]) == "Int64"
    assert str(frame.dtypes["damaged"]) == "boolean"
    assert frame["value"].sum() > 2643000
    assert to_frame(BOTH, decimals=True)["value"].tolist()[:2] == [Decimal(2643000), Decimal("67.3")]
    assert str(SAMPLE.to_frame().dtypes["value"]) == "float64"
    assert SAMPLE.to_frame(decimals=True)["value"].iloc[1] == Decimal("67.3")


def test_an_empty_table_has_the_same_columns() -> None:
    empty = dataclasses.replace(SAMPLE, indicators=())
    assert to_frame(empty, kind="arrow").schema == to_frame(SAMPLE, kind="arrow").schema


def test_what_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match="unknown table 'figures'; the tables are releases"):
        to_frame(SAMPLE, "figures")
    with pytest.raises(ValueError, match="unknown kind of frame 'spark'"):
        to_frame(SAMPLE, kind="spark")  # type: ignore[call-overload]
