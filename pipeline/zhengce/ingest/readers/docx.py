"""Word documents: all visible text in order, opened by python-docx.

A document is a ZIP archive of XML. Its uncompressed size is checked before unpacking, and the parser (lxml
as set up by python-docx) resolves no entities, which prevents expansion and file inclusion attacks.

python-docx ignores tracked insertions, content controls, smart tags, text boxes, notes, nested tables and
automatic numbers, and keeps hidden text; so the paragraphs are read directly from the XML.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from zhengce.errors import EmptyInputError, InputError, MissingExtraError, UndecodableError
from zhengce.ingest.metadata import Metadata
from zhengce.ingest.readers.base import Content, Origin
from zhengce.ingest.readers.grid import is_data, lines_of_table
from zhengce.ingest.readers.numbering import Numbering, W
from zhengce.ingest.readers.raised import after_lowered, raised, units
from zhengce.ingest.readers.styles import M, Styles, is_on, said_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

_MEMBERS = 10_000
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Not text: deleted or moved content, field instructions, the legacy form of a shape.
_UNSAID = frozenset(
    W + name
    for name in (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sectPr", "tblPr", "rt",
        "rubyPr", "sdtPr", "sdtEndPr", "fldData",
    )
) | {f"{_MC}Fallback"}  # fmt: skip
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_READ = frozenset((f"{W}t", f"{W}fldChar", f"{W}txbxContent", f"{M}oMath"))
_UNREAD = (
    ("word/charts/chart", "chart"),
    ("word/diagrams/data", "diagram"),
    ("word/embeddings/", "embedded file"),
)


def read_docx(data: bytes, origin: Origin) -> Content:
    """Return a line per paragraph and table row, then the notes; the title is the file's own."""
    try:
        from docx import Document
        from docx.oxml import parse_xml
    except ImportError:
        raise MissingExtraError("reading DOCX", "docx") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            origin.refuse_large(sum(member.file_size for member in members))
            _refuse_many(origin, len(members))
            names = {member.filename for member in members}

            def part(name: str) -> _Element | None:
                return parse_xml(archive.read(name)) if name in names else None

            word = Document(io.BytesIO(data))
            reading = _Reading(part)
            lines = [*reading.lines(word.element.body), *reading.notes()]
        title = word.core_properties.title
    except InputError:
        raise
    except Exception as error:  # zipfile, zlib, lxml and python-docx each raise their own errors
        reason = f"not a readable DOCX ({error!r}); save it again as .docx"
        raise UndecodableError(origin.source, reason) from error
    text = "\n".join(lines)
    if not text.strip():
        raise EmptyInputError(origin.source, "no text in this document")
    return Content(text, Metadata(title=title), notes=tuple(_unread(names, reading.struck)))


def _unread(names: set[str], struck: int) -> Iterator[str]:
    for prefix, what in _UNREAD:
        count = sum(name.startswith(prefix) and not name.endswith(".rels") for name in names)
        if count:
            yield f"{count} {what}{'s' * (count != 1)} not read"
    if struck:
        yield f"{struck} struck-out piece{'s' * (struck != 1)} of text left out"


class _Reading:
    """Reads one document, counting its list numbers and collecting its notes."""

    def __init__(self, part: Callable[[str], _Element | None]) -> None:
        styles = part("word/styles.xml")
        self._numbering = Numbering(part("word/numbering.xml"), styles)
        self._part = part
        self._styles = Styles(styles)
        self._fields: list[bool] = []  # per open field, whether its result is being read
        self.struck = 0

    def lines(self, container: _Element) -> Iterator[str]:
        """Yield the lines of a body, cell or text box."""
        begun = ""
        for block in _blocks(container):
            if block.tag == f"{W}tbl":
                yield from filter(None, [begun])
                begun = ""
                yield from self._table(block)
                continue
            own, boxes = self._paragraph(block)
            begun += own
            if block.find(f"{W}pPr/{W}rPr/{W}del") is not None:  # the end of the paragraph is deleted
                continue
            yield begun
            begun = ""
            for box in boxes:
                yield from (line for line in self.lines(box) if line.strip())
        yield from filter(None, [begun])

    def notes(self) -> Iterator[str]:
        """Yield the text of footnotes and endnotes, one line each."""
        for kind in ("footnote", "endnote"):
            root = self._part(f"word/{kind}s.xml")
            for note in root.iter(f"{W}{kind}") if root is not None else ():
                if note.get(f"{W}type") in (None, "normal"):
                    text = "".join(line for line in self.lines(note) if line.strip()).strip()
                    if text:
                        yield f"注：{text}"

    def _paragraph(self, paragraph: _Element) -> tuple[str, list[_Element]]:
        """Return the text of a paragraph with its number, and its text boxes."""
        said = up = lowered = ""
        boxes: list[_Element] = []
        unseen = self._styles.hides(paragraph.find(f"{W}pPr/{W}pStyle"))
        for element in _elements(paragraph):
            if element.tag == f"{W}txbxContent":
                boxes.append(element)
                continue
            if element.tag == f"{W}fldChar":
                self._field(element.get(f"{W}fldCharType"))
                continue
            if not all(self._fields):
                continue
            run = element.getparent()
            properties = run.find(f"{W}rPr") if run is not None else None
            if self._is_hidden(properties, otherwise=unseen) or self._is_struck(properties):
                continue
            formula = element.tag == f"{M}oMath"
            text = said_of(element, said) if formula else _SIGNS.get(element.tag, element.text or "")
            height = self._styles.height(properties)
            if height > 0:
                up += text
                continue
            said += raised(said, up) if up else ""
            said += after_lowered(lowered, text)
            up, lowered = "", text if height < 0 else ""
        said = units(said + (raised(said, up) if up else ""))
        if not all(self._fields):  # field instructions do not continue in another paragraph
            self._fields.clear()
        return (self._numbering.label(paragraph, said) if said.strip() else "") + said, boxes

    def _field(self, kind: str | None) -> None:
        """Begin a field, start its result, or end it."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_struck(self, properties: _Element | None) -> bool:
        struck = properties is not None and any(
            is_on(properties.find(W + name)) for name in ("strike", "dstrike")
        )
        self.struck += struck
        return struck

    def _is_hidden(self, properties: _Element | None, *, otherwise: bool) -> bool:
        if properties is None:
            return otherwise
        if (own := properties.find(f"{W}vanish")) is not None:
            return is_on(own)
        return self._styles.hides(properties.find(f"{W}rStyle")) or otherwise

    def _table(self, table: _Element) -> Iterator[str]:
        rows: list[list[str]] = []
        inner: list[_Element] = []
        above: list[str] = []
        for row in _of(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None or is_on(row.find(f"{W}trPr/{W}hidden")):
                continue
            cells: list[str] = []
            for cell in _of(row, f"{W}tc"):
                nested = [block for block in _blocks(cell) if block.tag == f"{W}tbl"]
                inner += nested
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and merged.get(f"{W}val") != "restart":
                    text = above[len(cells)] if len(cells) < len(above) else ""
                else:
                    text = "\n".join(filter(str.strip, self._cell(cell)))
                cells.append(text)
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                width = (span.get(f"{W}val") or "1") if span is not None else "1"
                cells += [""] * (min(int(width), 60) - 1 if width.isdigit() else 0)
            above = cells
            rows.append(cells)
        if is_data([[cell.replace("\n", " ") for cell in row] for row in rows]):
            yield from lines_of_table(rows)
        else:
            for row in rows:
                filled = [cell for cell in row if cell.strip()]
                long = any("\n" in cell or len(cell) > 60 for cell in filled)
                if filled:
                    yield "\n".join(filled) if long else "\t".join(filled)
        for each in inner:
            yield from self._table(each)

    def _cell(self, cell: _Element) -> Iterator[str]:
        for block in _blocks(cell):
            if block.tag == f"{W}p":
                own, boxes = self._paragraph(block)
                yield own
                for box in boxes:
                    yield from self.lines(box)


def _blocks(container: _Element) -> Iterator[_Element]:
    """Yield paragraphs and tables, including those in content controls."""
    stack = [*reversed(container)]
    while stack:
        element = stack.pop()
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag not in _UNSAID and isinstance(element.tag, str):
            stack += reversed(element)


def _of(parent: _Element, tag: str) -> Iterator[_Element]:
    """Yield the rows of a table or cells of a row, including those in content controls."""
    stack = [*reversed(parent)]
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            stack += reversed(element)


def _elements(paragraph: _Element) -> Iterator[_Element]:
    """Yield the text and symbol elements of a paragraph in order, and its text boxes."""
    stack = [*reversed(paragraph)]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _UNSAID:
            continue
        if element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            continue  # the placeholder of a content control
        if element.tag in _READ or element.tag in _SIGNS:
            yield element
        else:
            stack += reversed(element)


def _refuse_many(origin: Origin, members: int) -> None:
    if members > _MEMBERS:
        raise UndecodableError(origin.source, f"{members:,} files in the archive; not a Word document")
