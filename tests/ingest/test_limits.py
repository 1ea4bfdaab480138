"""Inputs made to exhaust memory or to read other files are refused, quickly."""

from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from zhengce.config import IngestConfig
from zhengce.errors import InputError
from zhengce.ingest import read
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from pathlib import Path


def only(path: Path, max_bytes: int = 10_000_000) -> RawDocument | InputError:
    (result,) = read([path], config=IngestConfig(max_bytes=max_bytes))
    return result


def docx_with(path: Path, body: str, *, head: str = "") -> Path:
    """A document whose main part is `body`, `head` before its root element."""
    docx = pytest.importorskip("docx")
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    root = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    part = f'<?xml version="1.0"?>{head}{root}'
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, part if name == "word/document.xml" else old.read(name))
    return path


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = docx_with(tmp_path / "a.docx", paragraph("长" * 20_000_000))
    assert path.stat().st_size < 1_000_000
    result = only(path)
    assert isinstance(result, InputError)
    assert "larger than the limit" in result.reason


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = docx_with(tmp_path / "a.docx", paragraph("长" * 20_000_000))
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    assert isinstance(only(path), InputError)


def test_a_zip_that_was_cut_and_mended(tmp_path: Path) -> None:
    """Its directory is whole, a compressed part is not: zlib itself complains."""
    path = docx_with(tmp_path / "a.docx", paragraph("建成工会驿站3786个。" * 50))
    data = bytearray(path.read_bytes())
    for place in range(60, 100):
        data[place] ^= 0x55
    path.write_bytes(data)
    result = only(path)
    assert isinstance(result, InputError)
    assert "not a readable DOCX" in result.reason


def test_very_many_members(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), "")
    result = only(tmp_path / "a.docx")
    assert isinstance(result, InputError)
    assert "10,001 files" in result.reason


def test_a_cell_that_spans_a_thousand_million_columns(tmp_path: Path) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{paragraph("驿站")}</w:tc>'
    body = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}<w:tc>{paragraph('3786个')}</w:tc></w:tr></w:tbl>"
    result = only(docx_with(tmp_path / "a.docx", body))
    assert isinstance(result, RawDocument)
    assert result.text == "驿站\t3786个"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "十"><!ENTITY b "'
        + "&a;" * 1000
        + '"><!ENTITY c "'
        + "&b;" * 1000
        + '"><!ENTITY e "'
        + "&c;" * 1000
        + '">]>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>',
    ],
    ids=["that grow", "of files"],
)
def test_entities_are_not_resolved(tmp_path: Path, head: str) -> None:
    (tmp_path / "secret.txt").write_text("topsecret")
    head = head.replace("{secret}", str(tmp_path / "secret.txt"))
    result = only(docx_with(tmp_path / "a.docx", paragraph("好&e;"), head=head))
    if isinstance(result, RawDocument):
        assert result.text == "好"
    else:
        assert "topsecret" not in result.reason


def test_html_that_nests_deeply(tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    page = "<html><body>" + "<div>" * 100_000 + "建成工会驿站3786个。"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert isinstance(only(tmp_path / "a.html"), (InputError, RawDocument))


def test_a_pdf_of_very_many_pages(tmp_path: Path) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(5001):
        pdf.new_page(10, 10).close()
    pdf.save(tmp_path / "a.pdf")
    pdf.close()
    result = only(tmp_path / "a.pdf")
    assert isinstance(result, InputError)
    assert "5,001 pages" in result.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_does_not_hold_up_the_run(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("好")
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nothing")
    refused, taken, lost = read([tmp_path])
    assert isinstance(taken, RawDocument)
    assert "pipe or device" in str(refused)
    assert "broken link" in str(lost)
