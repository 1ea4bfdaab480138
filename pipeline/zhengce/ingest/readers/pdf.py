"""PDF files with a text layer, by pypdfium2."""

from __future__ import annotations

from zhengce.errors import EmptyInputError, MissingExtraError, UndecodableError
from zhengce.ingest.decode import checked
from zhengce.ingest.metadata import Metadata
from zhengce.ingest.readers.base import Content, Origin

_PAGES = 5_000


def read_pdf(data: bytes, origin: Origin) -> Content:
    """The text of all pages, a line end between two; a scan without text is refused."""
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtraError("reading PDF", "pdf") from None
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            if len(pdf) > _PAGES:
                raise UndecodableError(origin.source, f"{len(pdf):,} pages, {_PAGES:,} are read: split it")
            pages: list[str] = []
            size = 0
            for page in pdf:
                layer = page.get_textpage()
                pages.append(layer.get_text_bounded())
                layer.close()
                page.close()
                size += len(pages[-1])
                origin.refuse_large(size)
            title = pdf.get_metadata_value("Title")
    except pypdfium2.PdfiumError as error:
        reason = f"no readable PDF ({error}): if it is protected, save it without password"
        raise UndecodableError(origin.source, reason) from error
    text = "\n".join(pages)
    if not text.strip():
        reason = f"no text layer on its {len(pages)} pages, i.e. a scan: run text recognition (OCR) first"
        raise EmptyInputError(origin.source, reason)
    return Content(checked(text, source=origin.source), Metadata(title=title))
