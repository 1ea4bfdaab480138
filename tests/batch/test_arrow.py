"""Record batches in, record batches out; the engines of others give what a local run gives."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from batch.stubs import VERSION, analyse, content, deadly, fill, orphaned, unusable

from zhengce.batch import run
from zhengce.batch.arrow import COLUMNS, SPARK_SCHEMA, analyze_batches, from_row, to_batch
from zhengce.errors import ConfigError, EmptyInputError, InputError, ModelError
from zhengce.ingest import document
from zhengce.types import Release

if TYPE_CHECKING:
    from pathlib import Path

pa = pytest.importorskip("pyarrow")
SLOW = pytest.mark.skipif("ZHENGCE_TEST_ENGINES" not in os.environ, reason="slow: set ZHENGCE_TEST_ENGINES")


def rows(*columns: dict[str, Any], **options: Any) -> list[dict[str, Any]]:
    batches = [pa.RecordBatch.from_pydict(each) for each in columns]
    return [row for batch in analyze_batches(batches, **options) for row in batch.to_pylist()]


def test_a_row_for_each_row_in_order() -> None:
    texts = {"text": ["甲", "", "fails", None], "source": ["a", "b", "c", None], "more": [1, 2, 3, 4]}
    found = rows(texts, {"text": []}, {"text": ["乙"]}, analyse=deadly)
    assert [tuple(row) for row in found] == [COLUMNS] * 5
    assert [row["refusal"] for row in found] == [
        None,
        "EmptyInputError",
        "InputError",
        "EmptyInputError",
        None,
    ]
    assert [row["source"] for row in found] == ["a", "b", "c", "<text>", "<text>"]
    release = Release.from_json(found[0]["release"])
    assert release == analyse(document("甲", source="a"))
    assert found[0]["release_id"] == release.release_id


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-11-05", "2024-11-05"),
        (dt.date(2024, 11, 5), "2024-11-05"),
        (None, None),
        ("gestern", "refused"),
    ],
)
def test_dates_as_text_or_date(published: Any, expected: str | None) -> None:
    (row,) = rows({"text": ["甲"], "published": [published]}, analyse=analyse)
    result = from_row(row)
    if isinstance(result, InputError):
        assert expected == "refused"
        assert "gestern" in result.reason
    else:
        assert str(Release.from_json(result).published) == str(expected)


def test_documents_there_and_back() -> None:
    documents = [document("甲", source="a", title="题", published="2024-11-05"), document("乙")]
    (batch,) = analyze_batches([to_batch(documents)], analyse=analyse)
    results = [from_row(row) for row in batch.to_pylist()]
    assert results == [analyse(each).to_json() for each in documents]


def test_refusals_keep_their_kind() -> None:
    (row,) = rows({"text": [" "], "source": ["x"]}, analyse=analyse)
    result = from_row(row)
    assert type(result) is EmptyInputError
    assert str(result).startswith("x: ")


def test_without_text_it_says_so() -> None:
    with pytest.raises(ValueError, match="no column 'text'; the columns are content"):
        rows({"content": ["甲"]}, analyse=analyse)


@SLOW
@pytest.mark.filterwarnings("ignore")
def test_on_ray_as_here(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: the extra ray brings it")
    inbox = fill(tmp_path / "inbox", 150)
    (inbox / "00007.txt").write_bytes(b"")
    (inbox / "00009.txt").write_text("fails")
    (inbox / "00011.txt").write_text("dies")
    here, there = f"sqlite:///{tmp_path}/here.db", f"sqlite:///{tmp_path}/there.db"
    options: dict[str, Any] = {"pipeline": deadly, "version": VERSION}
    local = run([inbox], [here], workers=2, **options)
    on_ray = run([inbox], [there], engine="ray", workers=2, **options)
    assert (on_ray.releases, on_ray.refused) == (147, 3)
    assert capfd.readouterr() == ("", "")
    assert [str(each) for each in on_ray.refusals] == [str(each) for each in local.refusals]
    assert content(there) == content(here)
    assert run([inbox], [there], engine="ray", workers=2, **options).skipped == 147


@SLOW
@pytest.mark.filterwarnings("ignore")
def test_what_concerns_all_documents_stops_a_run_on_ray(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: the extra ray brings it")
    with pytest.raises(ModelError, match="no model for"):
        run([fill(tmp_path / "inbox", 3)], [], pipeline=unusable, engine="ray")


@SLOW
@pytest.mark.filterwarnings("ignore")
def test_a_worker_of_ray_that_is_lost_again_and_again_ends_the_run(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: the extra ray brings it")
    inbox = fill(tmp_path / "inbox", 3)
    (inbox / "00001.txt").write_text("kills")
    with pytest.raises(ConfigError, match="Ray gave up"):
        run([inbox], [], pipeline=orphaned, engine="ray")


@SLOW
@pytest.mark.filterwarnings("ignore")
def test_on_spark_as_here(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="Spark is not installed: pip install pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
        monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
        spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        try:
            frame = spark.createDataFrame([("甲", "a"), ("", "b"), ("乙", "c")], "text string, source string")
            found = {row["source"]: row for row in frame.mapInArrow(_stubbed, SPARK_SCHEMA).collect()}
        finally:
            spark.stop()
    assert found["b"]["refusal"] == "EmptyInputError"
    assert Release.from_json(found["c"]["release"]) == analyse(document("乙", source="c"))


def _stubbed(batches: Any) -> Any:
    from batch.stubs import analyse as stub

    from zhengce.batch.arrow import analyze_batches as function

    return function(batches, analyse=stub)
