"""Files, folders, patterns and streams become documents; what cannot be read is refused, the rest goes on."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from zhengce.config import IngestConfig
from zhengce.errors import EmptyInputError, InputError, MalformedError, UndecodableError
from zhengce.ingest import document, read
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "建成工会驿站3786个。\r\n累计服务1493万人次。\r"
DAY = dt.date(2024, 11, 5)


def one(path: Path | str, **options: Any) -> RawDocument:
    (result,) = read([path], **options)
    assert isinstance(result, RawDocument), result
    return result


def refusal(path: Path | str, **options: Any) -> InputError:
    (result,) = read([path], **options)
    assert isinstance(result, InputError), result
    return result


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a"])
def test_text_is_kept_exactly(tmp_path: Path, name: str) -> None:
    data = TEXT.encode("gb18030")
    (tmp_path / name).write_bytes(data)
    found = one(tmp_path / name)
    assert found.text == TEXT
    assert found.release_id == hashlib.sha256(data).hexdigest()[:16]
    assert found.source == str(tmp_path / name)
    assert (found.title, found.publisher, found.published) == (None, None, None)


def test_a_folder_is_read_in_order_without_hidden_and_metadata_files(tmp_path: Path) -> None:
    for name in ["b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt", "a.meta.json"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}" if name.endswith("json") else name, encoding="utf-8")
    found = [result.text for result in read([tmp_path]) if isinstance(result, RawDocument)]
    assert found == ["a.txt", "b.txt", "sub/c.txt"]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["*.txt"], ["a.txt", "b.txt"]),
        (["**/*.txt"], ["a.txt", "b.txt", "s/c.txt"]),
        (["b.txt", "*.txt", "."], ["b.txt", "a.txt", "x[1].md", "s/c.txt"]),
        (["x[1].md"], ["x[1].md"]),
        (["s*"], ["s/c.txt"]),
        (["?.txt", "none*"], ["a.txt", "b.txt", "none*: no file matches this pattern"]),
        (["no.txt", "a.txt"], ["no.txt: no such file or folder", "a.txt"]),
        (["empty"], ["empty: no files in this folder"]),
        ([], []),
    ],
)
def test_what_inputs_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patterns: list[str], expected: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s").mkdir()
    (tmp_path / "empty").mkdir()
    for name in ["a.txt", "b.txt", "s/c.txt", "x[1].md"]:
        (tmp_path / name).write_text(name)
    assert [r.text if isinstance(r, RawDocument) else str(r) for r in read(patterns)] == expected


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b"\n \n", "only whitespace"),
        ("a.txt", b"\x00\x01\x02" * 9, "binary data"),
        ("a.xlsx", b"x", "no reader for .xlsx: the formats are .txt"),
        ("a.jsonl", b"\n\n", "no records in this file"),
        ("a.jsonl", b"", "no records in this file"),
        ("a.txt", b"x" * 101, "larger than the limit of 100 bytes"),
    ],
)
def test_refused_and_the_rest_goes_on(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("好", encoding="utf-8")
    refused, good = read([tmp_path], config=IngestConfig(max_bytes=100))
    assert isinstance(refused, InputError)
    assert refused.source == str(tmp_path / name)
    assert reason in refused.reason
    assert isinstance(good, RawDocument)


def test_a_name_that_is_no_text_can_still_be_stored(tmp_path: Path) -> None:
    path = tmp_path / b"\xff.txt".decode("utf-8", "surrogateescape")
    path.write_text("好", encoding="utf-8")
    assert one(path).source == f"{tmp_path}/\\xff.txt"


def test_metadata_beside_a_text(tmp_path: Path) -> None:
    known = {"title": "题", "publisher": "社", "published": "2024-11-05", "source": "https://example.cn/1"}
    (tmp_path / "a.txt").write_text("好", encoding="utf-8")
    (tmp_path / "a.meta.json").write_text(json.dumps(known), encoding="utf-8-sig")
    found = one(tmp_path / "a.txt")
    assert (found.title, found.publisher, found.published, found.source) == (
        "题",
        "社",
        DAY,
        "https://example.cn/1",
    )
    other = dt.date(2020, 1, 1)
    assert one(tmp_path / "a.txt", published=other).published == other


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"publised": "2024-11-05"}', "unknown field `publised`"),
        (b'{"published": "05/11/2024"}', "'05/11/2024' is not a date; write it like 2024-11-05"),
        (b'{"published": "2024-11"}', "is not a date"),
        (b'{"published": "2024-02-30"}', "'2024-02-30' is not a date"),
        (b'{"published": 2024}', "$.published"),
        (b'{"title": ["a"]}', "$.title"),
        (b"[]", "Expected `object`"),
        (b"{", "truncated"),
        (b"", "truncated"),
        ('{"title": "题"}'.encode("gb18030"), "utf-8"),
    ],
)
def test_bad_metadata_names_file_and_key(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_text("好", encoding="utf-8")
    (tmp_path / "a.meta.json").write_bytes(content)
    refused = refusal(tmp_path / "a.txt")
    assert refused.source == str(tmp_path / "a.meta.json")
    assert reason.lower() in refused.reason.lower()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"text": "好"}', ("a.jsonl:2", "好", None, None, None)),
        ('{"text": "好", "id": 7, "url": null}', ("a.jsonl:2", "好", None, None, None)),
        (
            '{"text": "好\\r\\n", "source": "s", "title": "t", "publisher": "p", "published": "2024-11-05"}',
            ("s", "好\r\n", "t", "p", DAY),
        ),
        ('{"text": "好", "published": "", "title": null}', ("a.jsonl:2", "好", None, None, None)),
        ('{"text": "好", "published": "5 Nov"}', "'5 Nov' is not a date"),
        ('{"title": "好"}', "missing required field `text`"),
        ('{"text": 1}', "$.text"),
        ('{"text": " "}', "only whitespace"),
        ('{"text": "a\\u0000"}', "NUL"),
        ('{"text": "\\ud800"}', "a line is"),
        ("not json", "malformed"),
        ('{"text": "好"', "truncated"),
        ('"好"', "Expected `object`"),
        (f'{{"text": "{"长" * 400}"}}', "larger than the limit"),
    ],
)
def test_json_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, expected: tuple[Any, ...] | str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = f'\ufeff{{"text": "首"}}\n{line}\n\n{{"text": "尾"}}'
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    first, second, last = read(["a.jsonl"], config=IngestConfig(max_bytes=500))
    assert isinstance(first, RawDocument)
    assert isinstance(last, RawDocument)
    assert (first.text, last.text, last.source) == ("首", "尾", "a.jsonl:4")
    if isinstance(expected, str):
        assert isinstance(second, InputError)
        assert second.source == "a.jsonl:2"
        assert expected in second.reason
    else:
        assert isinstance(second, RawDocument)
        found = (second.source, second.text, second.title, second.publisher, second.published)
        assert found == expected
        assert second.release_id == hashlib.sha256(second.text.encode()).hexdigest()[:16]


def test_a_record_comes_before_what_stands_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "好", "title": "己"}', encoding="utf-8")
    (tmp_path / "a.meta.json").write_text('{"title": "旁", "publisher": "社"}', encoding="utf-8")
    found = one(tmp_path / "a.jsonl")
    assert (found.title, found.publisher) == ("己", "社")


@pytest.mark.parametrize(
    ("data", "sources"),
    [
        ("建成工会驿站".encode("gb18030"), ["<stdin>"]),
        ('{"text": "甲"}\n{"text": "乙"}\n'.encode(), ["<stdin>:1", "<stdin>:2"]),
        ('\ufeff {"text": "甲"}'.encode(), ["<stdin>:1"]),
        (b"", ["<stdin>: the file is empty"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, sources: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    found = [r.source if isinstance(r, RawDocument) else str(r) for r in read(["-"])]
    assert found == sources


@pytest.mark.parametrize("published", [DAY, "2024-11-05"])
@pytest.mark.parametrize("text", [TEXT, TEXT.encode(), TEXT.encode("gb18030")])
def test_document(text: str | bytes, published: dt.date | str) -> None:
    made = document(text, title="题", published=published)
    data = text if isinstance(text, bytes) else text.encode()
    encoding = None if isinstance(text, str) else "utf-8" if text == TEXT.encode() else "gb18030"
    expected = RawDocument(
        source="<text>",
        text=TEXT,
        release_id=hashlib.sha256(data).hexdigest()[:16],
        title="题",
        publisher=None,
        published=DAY,
        encoding=encoding,
    )
    assert made == expected


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        ("", {}, EmptyInputError),
        (b"", {}, EmptyInputError),
        ("\ud800", {}, UndecodableError),
        ("a\0", {}, UndecodableError),
        ("好", {"published": "November"}, MalformedError),
    ],
)
def test_document_refuses(text: str | bytes, options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        document(text, **options)
