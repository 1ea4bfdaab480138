"""Formats that need a library: read where it is there; the command to install it where it is not."""

from __future__ import annotations

import builtins
import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from zhengce.config import IngestConfig
from zhengce.errors import InputError
from zhengce.ingest import read
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPH = "截至目前，黑龙江省技能人才264.3万人、高技能人才82.7万人，较2017年分别增长67.3%和50.9%。"
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>深化改革_某网</title>{meta}</head>
<body><nav><a href="/">首页</a><a href="/news">新闻</a></nav><article><h1>深化改革</h1>
<p>{paragraph}</p><script>alert(1)</script><p>建成工会驿站3786个，累计服务1493万人次。</p></article>
<footer>版权所有</footer></body></html>"""


def only(path: Path, **options: Any) -> RawDocument | InputError:
    (result,) = read([path], **options)
    return result


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({}, ("深化改革_某网", None, None)),
        (
            {"ArticleTitle": "深化改革", "PubDate": "2024-11-05 10:12", "ContentSource": "工人日报"},
            ("深化改革", "工人日报", dt.date(2024, 11, 5)),
        ),
        (
            {"og:title": "题", "article:published_time": "2024-11-05T10:00:00+08:00"},
            ("题", None, dt.date(2024, 11, 5)),
        ),
        ({"PubDate": "2024-13-45"}, ("深化改革_某网", None, None)),
    ],
)
def test_html(
    tmp_path: Path, charset: str, meta: dict[str, str], expected: tuple[str, str | None, dt.date | None]
) -> None:
    pytest.importorskip("lxml")
    said = "".join(
        f'<meta {"property" if ":" in key else "name"}="{key}" content="{value}">'
        for key, value in meta.items()
    )
    page = PAGE.format(charset=charset, meta=said, paragraph=PARAGRAPH)
    (tmp_path / "a.html").write_bytes(page.encode(charset))
    found = only(tmp_path / "a.html")
    assert isinstance(found, RawDocument)
    assert PARAGRAPH in found.text
    assert "建成工会驿站3786个" in found.text
    assert "alert" not in found.text
    assert "版权" not in found.text
    assert (found.title, found.publisher, found.published) == expected


def test_docx(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    word = docx.Document()
    word.core_properties.title = "题"
    word.add_paragraph(PARAGRAPH)
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "驿站", "3786个"
    word.add_paragraph("尾")
    word.save(tmp_path / "a.docx")
    found = only(tmp_path / "a.docx")
    assert isinstance(found, RawDocument)
    assert (found.text, found.title) == (f"{PARAGRAPH}\n驿站\t3786个\n尾", "题")


_IDENTITY = "/Registry(Adobe)/Ordering(Identity)/Supplement 0"
_CMAP = (
    "begincmap 1 begincodespacerange <0000><FFFF> endcodespacerange"
    " 1 beginbfrange <0000><FFFF><0000> endbfrange endcmap"
)


def pdf(text: str) -> bytes:
    """A PDF of one page, with the text layer of `text` (none if it is empty), in an unembedded font."""
    codes = text.encode("utf-16-be").hex()
    content = f"BT /F 12 Tf 50 700 Td <{codes}> Tj ET" if text else "0 0 9 9 re f"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<<{_IDENTITY}>>>>",
        f"<</Length {len(_CMAP)}>>stream\n{_CMAP}\nendstream",
    ]
    file = "%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(f"{len(file):010} 00000 n \n")
        file += f"{number} 0 obj\n{each}\nendobj\n"
    count = len(objects) + 1
    table = f"xref\n0 {count}\n0000000000 65535 f \n{''.join(places)}"
    return f"{file}{table}trailer\n<</Root 1 0 R/Size {count}>>\nstartxref\n{len(file)}\n%%EOF\n".encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pdf("技能人才264.3万人"), "技能人才264.3万人"),
        (pdf(""), "so it is a scan; run text recognition"),
        (b"%PDF-1.4 broken", "not a readable PDF"),
        (b"no pdf", "not a readable PDF"),
    ],
)
def test_pdf(tmp_path: Path, data: bytes, expected: str) -> None:
    pytest.importorskip("pypdfium2")
    (tmp_path / "a.pdf").write_bytes(data)
    found = only(tmp_path / "a.pdf")
    assert expected in (found.text if isinstance(found, RawDocument) else found.reason)


def test_the_size_of_a_character_is_that_on_the_page() -> None:
    pdfium = pytest.importorskip("pypdfium2")
    from zhengce.ingest.readers.pdf import _glyphs

    data = pdf("驿站320个").replace(b"BT /F 12 Tf", b".5 0 0 .5 0 0 cm BT /F 12 Tf")
    data = data.replace(b"/Length 57", b"/Length 74")
    with pdfium.PdfDocument(data) as file:
        assert {round(glyph.size, 1) for glyph in _glyphs(file[0].get_textpage())} == {6.0}


def archive(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no archive", "not a readable DOCX"),
        (archive(a="b"), "not a readable DOCX"),
        (archive(bomb="0" * 1_000_000), "larger than the limit"),
    ],
)
def test_bad_docx(tmp_path: Path, data: bytes, reason: str) -> None:
    pytest.importorskip("docx")
    (tmp_path / "a.docx").write_bytes(data)
    found = only(tmp_path / "a.docx", config=IngestConfig(max_bytes=100_000))
    assert isinstance(found, InputError)
    assert reason in found.reason


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<!-- -->", "   "])
def test_html_without_article(tmp_path: Path, page: str) -> None:
    pytest.importorskip("lxml")
    (tmp_path / "a.html").write_text(page)
    assert isinstance(only(tmp_path / "a.html"), InputError)


@pytest.mark.parametrize(
    ("library", "suffix", "named"),
    [("lxml", "html", "lxml"), ("docx", "docx", "python-docx"), ("pypdfium2", "pdf", "pypdfium2")],
)
def test_missing_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, suffix: str, named: str
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **options: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(name)
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / f"a.{suffix}").write_bytes(b"x")
    found = only(tmp_path / f"a.{suffix}")
    assert isinstance(found, InputError)
    assert f"pip install '{named}>=" in found.reason
