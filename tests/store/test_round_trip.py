"""What is written comes back equal, from every target."""

from __future__ import annotations

import dataclasses
import tempfile
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.samples import SAMPLE, TEXT, records, releases

from zhengce.store import open_target
from zhengce.store.database import DatabaseTarget
from zhengce.store.tables import TABLES, from_rows, to_rows, to_tuples
from zhengce.types import Indicator, Release

SLOW = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)  # disks and servers take their time


def read_parquet(folder: Path, release_id: str) -> Release:
    rows = {table: pq.read_table(folder / f"{table}.parquet").to_pylist() for table in TABLES}
    return from_rows(
        {table: [r for r in each if r["release_id"] == release_id] for table, each in rows.items()}
    )


@given(some=st.lists(releases(), max_size=3, unique_by=lambda release: release.release_id))
@settings(SLOW, max_examples=25)
def test_jsonl(some: list[Release]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with open_target(f"{folder}/x.jsonl") as target:
            for release in some:
                target.write(release)
        lines = Path(folder, "x.jsonl").read_bytes().split(b"\n")
        assert [Release.from_json(line) for line in lines[:-1]] == some
        assert lines[-1] == b""


@given(release=releases())
@settings(SLOW, max_examples=40)
def test_database(database: DatabaseTarget, release: Release) -> None:
    database.write(release)
    assert database.read(release.release_id) == release


@given(release=releases())
@settings(SLOW, max_examples=20)
def test_parquet(release: Release) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with open_target(f"{folder}/x.parquet/") as target:
            target.write(release)
        assert read_parquet(Path(folder, "x.parquet"), release.release_id) == release


@pytest.mark.parametrize(
    ("number", "stored"),
    [
        ("67.3", "67.3"),
        ("0.1", "0.1"),
        ("1E+3", "1000"),
        ("1.50", "1.5"),
        ("-0.0000000001", "-0.0000000001"),
        ("123456789012345678.5", "123456789012345678.5"),
        ("9223372036854775807", "9223372036854775807"),
        ("9223372036854775808", "9223372036854775808"),
        ("1234567890123456789012345678.0123456789", "1234567890123456789012345678.0123456789"),
        ("0.33333333335", "0.3333333334"),
    ],
    ids=lambda text: str(text)[:20],
)
def test_every_digit_of_a_number(database: DatabaseTarget, number: str, stored: str) -> None:
    one = dataclasses.replace(SAMPLE.indicators[0], value=Decimal(number))
    database.write(dataclasses.replace(SAMPLE, indicators=(one,)))
    (back,) = database.read(SAMPLE.release_id).indicators
    assert back.value is not None
    assert format(back.value, "f") == stored


def test_numbers_of_sqlite_can_be_counted_with(tmp_path: Path) -> None:
    with DatabaseTarget(f"sqlite:///{tmp_path}/x.db") as target:
        target.write(SAMPLE)
        with target._engine.connect() as connection:
            query = "select sum(value), min(typeof(value)) from indicators where value > 50"
            assert connection.exec_driver_sql(query).one() == (2643067.3, "integer")


def test_loading_again_replaces(database: DatabaseTarget) -> None:
    other = dataclasses.replace(SAMPLE, release_id="f" * 16, indicators=())
    shorter = dataclasses.replace(SAMPLE, title="又", indicators=SAMPLE.indicators[:1], repairs=())
    for release in (SAMPLE, other, SAMPLE, shorter):
        database.write(release)
    assert database.read(SAMPLE.release_id) == shorter
    assert database.read(other.release_id) == other


def test_a_failed_load_leaves_what_was_there(database: DatabaseTarget) -> None:
    database.write(SAMPLE)
    wrong = dataclasses.replace(SAMPLE.indicators[0], value=Decimal("1E+40"))
    with pytest.raises(Exception, match="does not fit"):
        database.write(dataclasses.replace(SAMPLE, indicators=(wrong,)))
    assert database.read(SAMPLE.release_id) == SAMPLE


def test_a_long_text_fits(database: DatabaseTarget) -> None:
    subject = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(5000))
    indicator = dataclasses.replace(SAMPLE.indicators[0], subject=subject)
    long = dataclasses.replace(SAMPLE, text="政策𠮷🎉" * 50_000, indicators=(indicator,))
    database.write(long)
    assert database.read(SAMPLE.release_id) == long


def test_files_replace_and_keep(tmp_path: Path) -> None:
    other = dataclasses.replace(SAMPLE, release_id="f" * 16)
    changed = dataclasses.replace(SAMPLE, title="又")
    for batch in ([SAMPLE, other], [SAMPLE, changed]):
        for name in ("x.jsonl", "x.parquet"):
            with open_target(str(tmp_path / name)) as target:
                for release in batch:
                    target.write(release)
    lines = (tmp_path / "x.jsonl").read_bytes().splitlines()
    assert [Release.from_json(line) for line in lines] == [other, changed]
    for release in (other, changed):
        assert read_parquet(tmp_path / "x.parquet", release.release_id) == release
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.jsonl", "x.parquet"]


@given(indicator=records(Indicator))
@settings(SLOW, max_examples=20)
def test_every_field_of_a_record_is_a_column(indicator: Indicator) -> None:
    (row,) = to_rows(dataclasses.replace(SAMPLE, indicators=(indicator,)))["indicators"]
    assert list(row) == list(TABLES["indicators"])


@given(release=releases())
@settings(SLOW, max_examples=20)
def test_tuples_are_rows_without_names(release: Release) -> None:
    rows = {name: [tuple(row.values()) for row in some] for name, some in to_rows(release).items()}
    assert to_tuples(release) == rows


def test_the_sample_means_what_it_says() -> None:
    assert [TEXT[i.start : i.end] for i in SAMPLE.indicators] == [i.text for i in SAMPLE.indicators]
