"""Web pages: all visible text of the release, without navigation.

Main-text extractors such as trafilatura drop lists, headings, short pages and text between blocks, along
with the figures in them. So the page is rendered block by block, and only known page furniture is left out:
hidden elements, forms, footers, and navigation recognised by element, name or links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhengce.errors import EmptyInputError, MissingExtraError
from zhengce.ingest.decode import decode_named
from zhengce.ingest.metadata import Metadata, parse_date
from zhengce.ingest.readers.base import Content, Origin
from zhengce.ingest.readers.grid import is_data, lines_of_table
from zhengce.ingest.readers.left import left_out
from zhengce.ingest.readers.raised import after_lowered, raised, units
from zhengce.ingest.readers.sheets import HIDDEN, hidden_names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Meta elements in order of preference: those prescribed for Chinese government sites, then Open Graph.
_TITLE = ("articletitle", "og:title")
_PUBLISHER = ("contentsource", "sitename", "og:site_name")
_PUBLISHED = ("pubdate", "article:published_time", "publishdate", "publish_date", "datepublished")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_UNSEEN = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "head",
    "title", "meta", "link", "map", "audio", "video", "select", "option", "button", "input", "textarea",
    "datalist", "dialog", "del", "s", "strike", "rt", "rp",
))  # fmt: skip
_AROUND = frozenset(("nav", "footer", "aside", "form", "menu"))
_BLOCK = frozenset((
    "p", "div", "section", "article", "main", "header", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2",
    "h3", "h4", "h5", "h6", "blockquote", "center", "pre", "address", "figure", "figcaption", "tr", "td",
    "th", "table", "tbody", "thead", "tfoot", "caption", "details", "summary", "fieldset", "body", "html",
    "hr", "form", "nav", "footer",
))  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:nav(?:bar|igation)?|menu|crumbs?|bread-?crumbs?|foot(?:er)?|copyright|side-?bar"
    r"|related?|recommend(?:s|ed)?"
    r"|share(?:bar|box|r)?|bdshare\w*|hits?|view-?count|pv|page(?:r|bar|nav)|pagination|tool-?bar|login|comments?"
    r"|banner|qr-?code|ewm"
    r"|erweima|top-?bar|friend-?links?|hot-?news|ad(?:s|vert\w*)?|hidden|sr-only|visually-hidden|d-none|hide"
    r"|attach(?:ments?|list)?"
    r"|fujian|accessory)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top|[1-9]\d*(?:\.\d+)?(?:px|pt|em|ex|%))")
_PIECES = frozenset(("span", "a", "font", "em", "small", "b", "i", "strong"))
_CUT_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d$)\d[\d,]*(?:\.\d*)?$")
_REST = re.compile(r"[%％‰万亿元个名人项户件次家吨亩]|\.?\d+(?:[%％]|[万亿])")
_OPEN = re.compile(r"^(?![（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]).{3,}[\u4e00-\u9fff]$")
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[%％]|[万亿元名户件次]|个(?!月)|人(?!大))")
_LINKS = 0.6  # share of linked text in a list of other pages
_FEW_LINKS = 3
_WORD = re.compile(r"\s+")
_SENTENCE = re.compile(r"[。；！？]")
_FILE = re.compile(r".*\.(?:pdf|docx?|xlsx?|pptx?|wps|et|zip|rar|ofd|jpe?g|png)\b.{0,30}$", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")


def read_html(data: bytes, origin: Origin) -> Content:
    """Return the text of a page; title, publisher and date come only from its meta elements."""
    try:
        from lxml import html
        from lxml.etree import ParserError
    except ImportError:
        raise MissingExtraError("reading HTML", "html") from None
    page, encoding = decode_named(data, source=origin.source)
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    try:
        tree = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True, remove_comments=True))
    except (ParserError, ValueError):
        raise EmptyInputError(origin.source, "no HTML element found") from None
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        said.setdefault(name.lower(), (element.get("content") or "").strip())
    title = _first(said, _TITLE) or (tree.findtext(".//title") or "").strip()
    body = tree.find("body")
    if body is None:
        body = tree
    unseen = hidden_names("\n".join(sheet.text or "" for sheet in tree.iter("style")))
    _prune(body)
    shown = "\n".join(_Lines(body).lines)
    for element in list(body.iter()):
        if element is not body and isinstance(element.tag, str) and _is_around(element, unseen):
            element.drop_tree()
    lines = [line for line in _Lines(body).lines if not _FILE.match(line)]
    text = "\n".join(lines)
    if not _HAN.search(text) and not any(character.isalpha() for character in text):
        raise EmptyInputError(origin.source, "no article found on this page")
    lost = left_out(shown, text)
    notes = (f"{lost} figure{'s' * (lost != 1)} of the page around the article left out",) if lost else ()
    metadata = Metadata(title=title, publisher=_first(said, _PUBLISHER), published=_date(said))
    return Content(text, metadata, encoding=encoding, notes=notes)


def _prune(body: HtmlElement) -> None:
    """Remove invisible elements."""
    for element in list(body.iter()):
        if element is body or element.getparent() is None:
            continue
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element):
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden", "").lower() == "true":
        return True
    return HIDDEN.search(element.get("style", "").lower()) is not None


def _is_around(element: HtmlElement, unseen: frozenset[str]) -> bool:
    """Return whether an element is navigation (by kind, name or links) or hidden by the style sheet."""
    if element.getparent() is None:
        return False
    classes, ids = (element.get("class") or "").split(), (element.get("id") or "").split()
    named = element.tag in _AROUND or any(map(_NAMED.search, (*classes, *ids)))
    named = named or not unseen.isdisjoint((*(f".{name}" for name in classes), *(f"#{name}" for name in ids)))
    if not named and element.tag not in ("div", "ul", "ol", "section", "table", "td", "dl", "header"):
        return False
    text = _WORD.sub("", element.text_content())
    if named:  # some pages use these names for the outermost container
        return len(_SENTENCE.findall(text)) <= _most_sentences(element)
    links = [link for link in element.iter("a") if link.get("href") is not None]
    if len(links) < _FEW_LINKS or _SENTENCE.search(text):
        return False
    linked = sum(len(_WORD.sub("", link.text_content())) for link in links)
    return linked >= _LINKS * len(text)


def _most_sentences(element: HtmlElement) -> int:
    """Return how many sentences navigation may hold: few, and not most of the page."""
    root = element.getroottree().getroot()
    return max(1, len(_SENTENCE.findall(root.text_content())) // 4)


class _Lines:
    """The lines of a page: each block is a line, and so is text between blocks."""

    def __init__(self, body: HtmlElement) -> None:
        self.lines: list[str] = []
        self._line = ""
        self._broken = False  # the last line ended at a line break inside a block
        self._walk(body)
        self._end()

    def _walk(self, element: HtmlElement) -> None:
        """Render the content of an element in order, iteratively because pages may nest deeply."""
        stack: list[HtmlElement | str | None] = [*reversed(list(_content(element)))]
        lowered = ""
        while stack:
            item = stack.pop()
            if item is None:
                self._end()
            elif isinstance(item, str):
                self._line += after_lowered(lowered, item)
                lowered = ""
            elif item.tag == "br":
                self._end(at_break=True)
            elif item.tag == "sub" or _is_raised(item):
                said = item.text_content()
                self._line += said if item.tag == "sub" else raised(self._line, said)
                lowered = said if item.tag == "sub" else ""
            elif (item.tag == "table" and self._table(item)) or (item.tag == "dl" and self._terms(item)):
                continue
            else:
                block = item.tag in _BLOCK
                inside = [*_content(item)]
                stack += reversed([None, *inside, None] if block else inside)

    def _end(self, *, at_break: bool = False) -> None:
        line = units(_WORD.sub(" ", self._line).strip())
        self._line = ""
        if line and self._broken and _goes_on(self.lines[-1], line):
            self.lines[-1] += line
        elif line:
            self.lines.append(line)
        self._broken = at_break and bool(line)

    def _terms(self, terms: HtmlElement) -> bool:
        """Add a definition list as rows, or return False if it is another kind of list."""
        rows = [[" ".join(_Lines(each).lines)] for each in terms.iter("dt", "dd")]
        tags = [each.tag for each in terms.iter("dt", "dd")]
        pairs = [[*a, *b] for a, b in zip(rows[::2], rows[1::2], strict=False)]
        if tags != ["dt", "dd"] * len(pairs) or not is_data(pairs):
            return False
        self._end()
        self.lines += lines_of_table(pairs)
        return True

    def _table(self, table: HtmlElement) -> bool:
        """Add the rows of a data table, or return False for a layout table."""
        rows = list(_rows(table))
        if not is_data(rows):
            return False
        self._end()
        caption = table.find("caption")
        if caption is not None:
            self.lines.append(_WORD.sub(" ", caption.text_content()).strip())
        self.lines += lines_of_table(rows)
        return True


def _goes_on(before: str, line: str) -> bool:
    """Return whether a line break splits a number from its unit, or a name from its number."""
    if _CUT_NUMBER.search(before):
        return _REST.match(line) is not None
    return _OPEN.search(before) is not None and _AMOUNT.match(line) is not None


def _is_raised(element: HtmlElement) -> bool:
    return element.tag == "sup" or (
        element.tag in _PIECES and _RAISED.search(element.get("style", "").lower()) is not None
    )


def _content(element: HtmlElement) -> Iterator[HtmlElement | str]:
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _rows(table: HtmlElement) -> Iterator[list[str]]:
    """Yield the cells of each row of a table; a cell spanning several rows is repeated in each."""
    above: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        cells: list[str] = []
        given = iter([cell for cell in row if cell.tag in ("td", "th")])
        while True:
            place = len(cells)
            if place in above:
                left, said = above.pop(place)
                if left > 1:
                    above[place] = left - 1, said
                cells.append(said)
                continue
            cell = next(given, None)
            if cell is None:
                break
            if cell.find(".//table") is not None:
                yield ["。" * 2]  # contains a nested table: not a data row
                return
            said = " ".join(_Lines(cell).lines)
            for k in range(min(_span(cell, "colspan"), 50)):
                if _span(cell, "rowspan") > 1:
                    above[place + k] = _span(cell, "rowspan") - 1, said
                cells.append(said if k == 0 or cell.tag == "th" else "")
        yield cells


def _span(cell: HtmlElement, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), 1000)) if said.isascii() and said.isdigit() else 1


def _first(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if said.get(name)), None)


def _date(said: dict[str, str]) -> str | None:
    """Return the publication date in the meta elements in ISO format, or None if it is missing or invalid."""
    found = _DAY.match(_first(said, _PUBLISHED) or "")
    if found is None:
        return None
    day = "{}-{:0>2}-{:0>2}".format(*found.groups())
    try:
        return parse_date(day).isoformat()
    except ValueError:
        return None
