"""CSV and Parquet: a release a row, and a clear word on each row that is none."""

from __future__ import annotations

import builtins
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from zhengce.errors import EmptyInputError, InputError, MalformedError
from zhengce.ingest import read
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "title,text,published,url,publisher,views\n"
ROW = '深化改革,"建成工会驿站3786个，\n服务1493万人次。",2024-11-05,http://a.cn/1,工人日报,7\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes((HEAD + ROW).encode(encoding))
    (found,) = read([tmp_path / "a.csv"])
    assert isinstance(found, RawDocument)
    assert found.text == "建成工会驿站3786个，\n服务1493万人次。"
    assert (found.title, found.publisher, found.source) == ("深化改革", "工人日报", "http://a.cn/1")
    assert found.published == dt.date(2024, 11, 5)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.csv", "标题,正文,发布日期,来源"),
        ("a.csv", "Headline;Content;Publish-Date;Site"),
        ("a.tsv", "title\tbody\tpub_date\tmedia"),
        ("a.csv", "题目,正文,时间,发布单位"),
    ],
)
def test_other_names_of_columns(tmp_path: Path, name: str, head: str) -> None:
    sign = next(sign for sign in "\t;," if sign in head)
    (tmp_path / name).write_text(
        f"{head}\n" + sign.join(("甲", "建站32个。", "2024/11/05 09:30", "乙报")), "utf-8"
    )
    (found,) = read([tmp_path / name])
    assert isinstance(found, RawDocument)
    assert (found.title, found.text, found.publisher) == ("甲", "建站32个。", "乙报")
    assert found.published == dt.date(2024, 11, 5)


def test_the_name_of_a_column_itself_comes_first(tmp_path: Path) -> None:
    one = '{"content": "摘要", "text": "建站32个。", "date": "不详"}'
    other = '{"正文": "建站45个。", "日期": "2024年11月5日"}'
    (tmp_path / "a.jsonl").write_text(f"{one}\n{other}", "utf-8")
    first, second = read([tmp_path / "a.jsonl"])
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (first.text, first.published) == ("建站32个。", None)
    assert (second.text, second.published) == ("建站45个。", dt.date(2024, 11, 5))


def test_a_row_that_is_none_is_refused_with_its_line_and_the_others_go_on(tmp_path: Path) -> None:
    rows = ["题,正文,5.11.2024,,,\n", "题,,2024-11-05,,,\n", "题,正文\n", "\n"]
    (tmp_path / "a.csv").write_text(HEAD + ROW + "".join(rows) + ROW, encoding="utf-8")
    results = list(read([tmp_path / "a.csv"]))
    refused = [error for error in results if isinstance(error, InputError)]
    assert [type(error) for error in refused] == [MalformedError] * 3
    assert [error.source.rpartition(":")[2] for error in refused] == ["4", "5", "6"]
    assert [each.reason.partition(":")[0][:20] for each in refused] == [
        "'5.11.2024' is not a",
        "Object missing requi",
        "2 fields, but the fi",
    ]
    assert len(results) == 5


@pytest.mark.parametrize(
    ("content", "kind", "word"),
    [
        ("段落,题\n甲,乙\n", MalformedError, "missing column text"),
        (HEAD, EmptyInputError, "no row"),
        ('text\n"甲\n', MalformedError, "quotation marks"),
    ],
)
def test_tables_that_cannot_be_read(tmp_path: Path, content: str, kind: type[InputError], word: str) -> None:
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    (found,) = read([tmp_path / "a.csv"])
    assert isinstance(found, kind)
    assert word in str(found)


def test_parquet(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    columns = {
        "text": ["建成工会驿站3786个。", None, "服务1493万人次。"],
        "published": [dt.date(2024, 11, 5), None, None],
        "views": [1, 2, 3],
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    first, second, third = read([tmp_path / "a.parquet"])
    assert isinstance(first, RawDocument)
    assert isinstance(third, RawDocument)
    assert (first.text, first.published) == ("建成工会驿站3786个。", dt.date(2024, 11, 5))
    assert isinstance(second, MalformedError)
    assert second.source.endswith("a.parquet:2")
    assert third.text == "服务1493万人次。"


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no table")
    pq.write_table(pa.table({"views": ["甲"]}), tmp_path / "b.parquet")
    unreadable, without = read([tmp_path / "a.parquet", tmp_path / "b.parquet"])
    assert "not readable as Parquet" in str(unreadable)
    assert "no column 'text'; the columns are views" in str(without)


def test_the_command_that_installs_parquet_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any, **options: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return imported(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    (found,) = read([tmp_path / "a.parquet"])
    assert "pip install 'pyarrow>=" in str(found)
