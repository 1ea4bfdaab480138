"""In the pipelines of others: dlt and datatrove give what a run gives."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from batch.stubs import analyse, deadly

from zhengce.ingest import document
from zhengce.store.tables import to_rows

if TYPE_CHECKING:
    from pathlib import Path

pa = pytest.importorskip("pyarrow")
TEXTS: list[dict[str, str | None]] = [
    {"text": "甲", "source": "https://gov.example/1", "published": "2024-11-05"},
    {"text": "fails", "source": "https://gov.example/2", "published": None},
    {"text": "乙", "source": "https://gov.example/3", "published": None},
]


def test_the_tables_in_a_pipeline_of_dlt(tmp_path: Path) -> None:
    dlt = pytest.importorskip("dlt", reason="dlt is not installed: pip install dlt")
    duckdb = pytest.importorskip("duckdb")
    from zhengce.batch.for_dlt import analysed

    @dlt.resource  # type: ignore[untyped-decorator]
    def texts() -> Any:
        yield TEXTS[0]
        yield TEXTS[1:]

    destination = dlt.destinations.duckdb(str(tmp_path / "x.duckdb"))
    pipeline = dlt.pipeline(
        "zhengce", destination=destination, dataset_name="z", pipelines_dir=str(tmp_path / "dlt")
    )
    for given in (texts(), TEXTS, pa.Table.from_pylist(TEXTS)):
        pipeline.run(analysed(given, analyse=deadly))
    expected = [analyse(document(**row)) for row in TEXTS if row["text"] != "fails"]  # type: ignore[arg-type]
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        for name in ("releases", "sentences", "indicators", "programmes"):
            count = sum(len(to_rows(each)[name]) for each in expected)
            assert connection.execute(f"SELECT count(*) FROM z.{name}").fetchone() == (count,)  # noqa: S608
        refused = connection.execute("SELECT source, refusal FROM z.refused").fetchall()
        assert refused == [("https://gov.example/2", "InputError")]
        published = connection.execute("SELECT published FROM z.releases ORDER BY source").fetchall()
        value = connection.execute("SELECT value FROM z.indicators WHERE text = '264.3万人'").fetchone()
    assert published == [(dt.date(2024, 11, 5),), (None,)]
    assert value == (Decimal(2643000),)


def test_without_datatrove_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengce.batch import for_datatrove
    from zhengce.errors import MissingExtraError

    monkeypatch.setattr(for_datatrove, "PipelineStep", None)
    with pytest.raises(MissingExtraError, match="a step of datatrove"):
        for_datatrove.Analysed()


def test_a_step_of_datatrove(tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: pip install datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from zhengce.batch.for_datatrove import Analysed

    inbox = tmp_path / "in"
    inbox.mkdir()
    lines = [json.dumps(row | {"id": str(number)}) for number, row in enumerate(TEXTS * 40)]
    (inbox / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    excluded = JsonlWriter(str(tmp_path / "refused"), compression=None)
    steps = [
        JsonlReader(str(inbox)),
        Analysed(analyse=deadly, exclusion_writer=excluded),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ]
    LocalPipelineExecutor(pipeline=steps, logging_dir=str(tmp_path / "logs")).run()
    out = [json.loads(line) for line in (tmp_path / "out" / "00000.jsonl").read_text().splitlines()]
    assert len(out) == 80
    first = analyse(document("甲", source="https://gov.example/1", published="2024-11-05"))
    assert out[0]["metadata"]["release"] == first.to_dict()
    refused = [json.loads(line) for line in (tmp_path / "refused" / "00000.jsonl").read_text().splitlines()]
    assert [(row["text"], row["metadata"]["refusal"]) for row in refused] == [("fails", "InputError")] * 40
