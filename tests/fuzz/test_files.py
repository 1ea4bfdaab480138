"""Files cut off, changed or made up: a document or a refusal, never a crash; so with what is read back."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
import pytest
from fuzz.effort import effort
from fuzz.families import PROSE
from fuzz.strategies import JSON, TEXTS, damaged
from hypothesis import given
from hypothesis import strategies as st
from ingest.test_formats import pdf

import zhengce
from zhengce.check import is_stored, stored
from zhengce.classify import load_corpus, load_taxonomy
from zhengce.config import load_config
from zhengce.corrections import read_corrections
from zhengce.errors import InputError, ZhengceError
from zhengce.exchange import (
    from_docbin,
    from_doccano,
    from_label_studio,
    to_docbin,
    to_doccano,
    to_label_studio,
)
from zhengce.ingest import decode, document, read
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from collections.abc import Callable

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-32")
RECORD = {"text": PROSE, "title": "工会新闻", "published": "2024-11-05", "source": "a"}


@cache
def whole(suffix: str) -> bytes:
    """A good file of each format."""
    paragraphs = f"<p>{PROSE}</p>" * 5
    page = f"<html><head><title>工会</title></head><body><article>{paragraphs}</article></body></html>"
    match suffix:
        case ".html":
            return page.encode()
        case ".jsonl":
            return (json.dumps(RECORD, ensure_ascii=False) + "\n").encode() * 3
        case ".docx":
            docx = pytest.importorskip("docx")
            word, buffer = docx.Document(), io.BytesIO()
            word.add_paragraph(PROSE)
            word.add_table(2, 2).cell(0, 0).text = "驿站"
            word.save(buffer)
            return buffer.getvalue()
        case ".pdf":
            return pdf("工会驿站3786个")
    return (PROSE * 5).encode("gb18030")


def spelt(encoding: str) -> bytes:
    return PROSE.encode(encoding, "replace")


def taken(content: bytes, suffix: str) -> list[RawDocument | InputError]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a" + suffix)
        path.write_bytes(content)
        return list(read([path]))


@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl", ".docx", ".pdf"])
def test_a_good_file_is_read(suffix: str) -> None:
    for one in taken(whole(suffix), suffix):
        assert isinstance(one, RawDocument)
        assert "3786" in one.text


@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl", ".docx", ".pdf"])
@effort(0.5)
@given(st.data())
def test_a_damaged_file(suffix: str, data: st.DataObject) -> None:
    for one in taken(data.draw(damaged(whole(suffix))), suffix):
        assert isinstance(one, RawDocument | InputError)
        assert not isinstance(one, RawDocument) or one.text.strip()


@effort(0.5)
@given(st.data())
def test_a_document_whose_parts_are_damaged(data: st.DataObject) -> None:
    """Inside the archive, where its checksums do not protect the reader."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole(".docx"))) as old, zipfile.ZipFile(buffer, "w") as new:
        chosen = data.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, data.draw(damaged(content)) if name == chosen else content)
    for one in taken(buffer.getvalue(), ".docx"):
        assert isinstance(one, RawDocument | InputError)


@effort()
@given(st.binary(max_size=200) | st.sampled_from(ENCODINGS).map(spelt).flatmap(damaged))
def test_bytes(content: bytes) -> None:
    try:
        text = decode(content)
    except InputError:
        return
    assert text.strip()
    assert text.encode()
    assert document(content).text == text


@effort()
@given(st.dictionaries(st.sampled_from([*RECORD, "publisher", "x"]), JSON) | JSON)
def test_records(record: object) -> None:
    for one in taken(json.dumps(record).encode(), ".jsonl"):
        assert isinstance(one, RawDocument | InputError)


@effort()
@given(
    JSON | st.dictionaries(st.sampled_from(["title", "publisher", "published", "source"]), JSON), st.data()
)
def test_metadata_beside_a_file(record: object, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text(PROSE, encoding="utf-8")
        Path(folder, "a.meta.json").write_bytes(data.draw(damaged(json.dumps(record).encode())))
        assert all(isinstance(one, RawDocument | InputError) for one in read([folder]))


@cache
def exports() -> dict[str, bytes]:
    release = zhengce.Pipeline()(PROSE, published="2024-11-05")
    correction = {
        "kind": "area", "verdict": "correct", "text": PROSE, "area": "rights", "release_id": "a",
    }  # fmt: skip
    return {
        "Label Studio": to_label_studio([release], sentences=True),
        "doccano": to_doccano([release], sentences=True),
        "DocBin": to_docbin([release]),
        "release": release.to_json(),
        "corrections": json.dumps(correction).encode(),
    }


def corrections(content: bytes) -> object:
    return with_file(content, "a.jsonl", read_corrections)


def releases(content: bytes) -> object:
    return with_file(content, "a.jsonl", lambda path: is_stored(str(path)) and list(stored(str(path))))


def with_file(content: bytes, name: str, reader: Callable[[Path], object]) -> object:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return reader(path)


READERS: dict[str, tuple[Callable[[bytes], object], str]] = {
    "annotations of Label Studio": (from_label_studio, "Label Studio"),
    "annotations of doccano": (from_doccano, "doccano"),
    "DocBin": (from_docbin, "DocBin"),
    "corrections": (corrections, "corrections"),
    "areas of Label Studio": (corrections, "Label Studio"),
    "areas of doccano": (corrections, "doccano"),
    "stored releases": (releases, "release"),
}


@pytest.mark.parametrize("name", READERS)
@effort(0.5)
@given(st.data())
def test_what_comes_back(name: str, data: st.DataObject) -> None:
    """Exports and corrections that were cut off, edited by hand or are something else."""
    reader, kind = READERS[name]
    content = exports()[kind]
    changed = (
        damaged(content) if kind == "DocBin" else damaged(content) | mutated(content) | JSON.map(encoded)
    )
    with contextlib.suppress(ZhengceError):
        reader(data.draw(changed))


def encoded(value: object) -> bytes:
    return json.dumps(value).encode()


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """JSON with one of its values replaced by another."""
    value = [msgspec.json.decode(content)]
    parent: dict[object, object] | list[object] = value
    key: object = 0
    for _ in range(draw(st.integers(0, 7))):
        inner = parent[key]  # type: ignore[call-overload]  # a key of its own
        if not isinstance(inner, dict | list) or not inner:
            break
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        parent, key = inner, draw(st.sampled_from(keys))
    parent[key] = draw(JSON)  # type: ignore[call-overload]  # a key of its own
    return msgspec.json.encode(value[0])


SETTINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "settings": (load_config, '[normalize]\nskip = ["wrap"]\n[classify]\nmodel = "m"\n'),
    "rules": (
        lambda path: zhengce.Pipeline(load_config(extract={"rules": str(path)})),
        '[[units]]\ntext = "档"\ndimension = "count"\ncanonical = "档"\n[status]\ntarget = ["冲击(?!波)"]\n',
    ),
    "taxonomy": (load_taxonomy, '[[area]]\nid = "a"\nzh = "甲"\nen = "a"\ndescription = "a"\n'),
    "corpus": (
        lambda path: load_corpus(path.parent, load_taxonomy()),
        '{"text": "甲", "area": "rights", "release": "a"}\n',
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
@effort(0.3)
@given(st.data())
def test_settings(name: str, data: st.DataObject) -> None:
    reader, content = SETTINGS[name]
    changed = data.draw(damaged(content.encode()) | TEXTS.map(lambda text: text.encode("utf-8", "replace")))
    with contextlib.suppress(ZhengceError):
        with_file(changed, "a.toml" if name != "corpus" else "a.jsonl", reader)
