"""Word documents: paragraphs and tables in their order, by python-docx."""

from __future__ import annotations

import io
import zipfile

from zhengce.errors import EmptyInputError, MissingExtraError, UndecodableError
from zhengce.ingest.metadata import Metadata
from zhengce.ingest.readers.base import Content, Origin


def read_docx(data: bytes, origin: Origin) -> Content:
    """A line a paragraph; the cells of a row of a table are parted by tabs. The title is the file's own."""
    try:
        from docx import Document
        from docx.table import Table
    except ImportError:
        raise MissingExtraError("reading DOCX", "docx") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            origin.refuse_large(sum(member.file_size for member in archive.infolist()))
        word = Document(io.BytesIO(data))
        lines: list[str] = []
        for block in word.iter_inner_content():
            if isinstance(block, Table):
                lines.extend("\t".join(cell.text for cell in row.cells) for row in block.rows)
            else:
                lines.append(block.text)
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        reason = f"no readable DOCX ({error}): save it again as .docx"
        raise UndecodableError(origin.source, reason) from error
    text = "\n".join(lines)
    if not text.strip():
        raise EmptyInputError(origin.source, "there is no text in this document")
    return Content(text, Metadata(title=word.core_properties.title))
