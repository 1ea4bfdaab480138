"""Word documents: paragraphs and tables in their order, by python-docx.

A document is an archive of XML. What it would unpack to is limited before anything is unpacked, and its
parser (lxml, as python-docx sets it up) resolves no entities, neither those that grow nor those of files.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from zhengce.errors import EmptyInputError, InputError, MissingExtraError, UndecodableError
from zhengce.ingest.metadata import Metadata
from zhengce.ingest.readers.base import Content, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.table import Table


_MEMBERS = 10_000


def read_docx(data: bytes, origin: Origin) -> Content:
    """A line a paragraph; the cells of a row of a table are parted by tabs. The title is the file's own."""
    try:
        from docx import Document
        from docx.table import Table
    except ImportError:
        raise MissingExtraError("reading DOCX", "docx") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            origin.refuse_large(sum(member.file_size for member in members))
            _refuse_many(origin, len(members))
        word = Document(io.BytesIO(data))
        lines: list[str] = []
        for block in word.iter_inner_content():
            if isinstance(block, Table):
                lines.extend("\t".join(cells) for cells in _cells(block))
            else:
                lines.append(block.text)
        title = word.core_properties.title
    except InputError:
        raise
    except Exception as error:  # zipfile, zlib, lxml and python-docx each raise their own
        reason = f"no readable DOCX ({error!r}): save it again as .docx"
        raise UndecodableError(origin.source, reason) from error
    text = "\n".join(lines)
    if not text.strip():
        raise EmptyInputError(origin.source, "there is no text in this document")
    return Content(text, Metadata(title=title))


def _refuse_many(origin: Origin, members: int) -> None:
    if members > _MEMBERS:
        raise UndecodableError(origin.source, f"{members:,} files in it: no document")


def _cells(table: Table) -> Iterator[list[str]]:
    """The texts of each row. A cell over several columns counts once, however many it says it spans.

    python-docx's ``row.cells`` repeats it so many times, a thousand million if the document says so.
    """
    from docx.table import _Cell

    for row in table._tbl.tr_lst:  # noqa: SLF001 - what `row.cells` itself reads
        yield [_Cell(cell, table).text for cell in row.tc_lst if cell.vMerge != "continue"]
