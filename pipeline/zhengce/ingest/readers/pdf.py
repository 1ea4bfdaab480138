"""PDF files with a text layer, through pypdfium2; `layout` determines the reading order."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from zhengce.errors import EmptyInputError, MissingExtraError, UndecodableError
from zhengce.ingest.decode import checked
from zhengce.ingest.metadata import Metadata
from zhengce.ingest.readers.base import Content, Origin
from zhengce.ingest.readers.glyphs import Glyph
from zhengce.ingest.readers.layout import lines_of_pages

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_PAGES = 5_000


def read_pdf(data: bytes, origin: Origin) -> Content:
    """Return the text of all pages, without running titles and page numbers; scans are refused."""
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtraError("reading PDF", "pdf") from None
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            if len(pdf) > _PAGES:
                raise UndecodableError(
                    origin.source, f"{len(pdf):,} pages, {_PAGES:,} is the limit; split the file"
                )
            pages: list[list[Glyph]] = []
            size = empty = 0
            for page in pdf:
                layer = page.get_textpage()
                pages.append(_glyphs(layer))
                layer.close()
                page.close()
                empty += not pages[-1]
                size += len(pages[-1])
                origin.refuse_large(size)
            title = pdf.get_metadata_value("Title")
    except pypdfium2.PdfiumError as error:
        reason = f"not a readable PDF ({error}); if it is protected, save it without a password"
        raise UndecodableError(origin.source, reason) from error
    text = "\n".join(lines_of_pages(pages))
    if not text.strip():
        reason = f"no text layer on its {len(pages)} pages, so it is a scan; run text recognition (OCR) first"
        raise EmptyInputError(origin.source, reason)
    notes = (f"{empty} of {len(pages)} pages have no text layer and are not read",) if empty else ()
    return Content(checked(text, source=origin.source), Metadata(title=title), notes=notes)


def _glyphs(layer: PdfTextPage) -> list[Glyph]:
    """Return the characters of a page with their positions; spaces are inferred from gaps."""
    from pypdfium2 import raw

    found: list[Glyph] = []
    blank = False
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    for index in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, index)
        text = chr(code) if 0 < code <= 0x10FFFF else ""
        if not text.strip() or code in (0xFFFE, 0xFFFF, 0x00AD, 0x0002):
            blank = True
            if code in (0x0002, 0xFFFE):  # a hyphen that PDFium treats as hyphenation
                text = "-"
            else:
                continue
        left, _, right, _ = layer.get_charbox(index)
        raw.FPDFText_GetCharOrigin(layer, index, x, y)
        size = raw.FPDFText_GetFontSize(layer, index) or 1.0
        if raw.FPDFText_GetMatrix(layer, index, matrix):  # set at one size and scaled to another
            size *= abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5 or 1.0
        left = min(left, x.value)
        if east_asian_width(text[0]) in "WF" and right - left < size:  # narrow punctuation in a wide cell
            right = left + size
        found.append(Glyph(text, left, right, y.value, size, blank))
        blank = False
    return found
