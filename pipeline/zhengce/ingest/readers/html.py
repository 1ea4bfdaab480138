"""Web pages: the article without the navigation around it, by trafilatura."""

from __future__ import annotations

import re

from zhengce.errors import EmptyInputError, MissingExtraError
from zhengce.ingest.decode import decode_named
from zhengce.ingest.metadata import Metadata, parse_date
from zhengce.ingest.readers.base import Content, Origin

# Names of the meta elements, best first: those prescribed for sites of Chinese governments, then Open Graph.
_TITLE = ("articletitle", "og:title")
_PUBLISHER = ("contentsource", "sitename", "og:site_name")
_PUBLISHED = ("pubdate", "article:published_time", "publishdate")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")


def read_html(data: bytes, origin: Origin) -> Content:
    """The main text of a page; title, publisher and date only from its meta elements."""
    try:
        import trafilatura
    except ImportError:
        raise MissingExtraError("reading HTML", "html") from None
    page, encoding = decode_named(data, source=origin.source)
    tree = trafilatura.load_html(page)
    if tree is None:
        raise EmptyInputError(origin.source, "there is no HTML element in it")
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or ""
        said.setdefault(name.lower(), (element.get("content") or "").strip())
    text = trafilatura.extract(page, include_comments=False, include_tables=True)
    if not text:
        raise EmptyInputError(origin.source, "there is no article on this page")
    title = _first(said, _TITLE) or (tree.findtext(".//title") or "").strip()
    metadata = Metadata(title=title, publisher=_first(said, _PUBLISHER), published=_date(said))
    return Content(text, metadata, encoding)


def _first(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if said.get(name)), None)


def _date(said: dict[str, str]) -> str | None:
    """The date a page states of itself, as ISO; what cannot be read as a day counts as not stated."""
    found = _DAY.match(_first(said, _PUBLISHED) or "")
    if found is None:
        return None
    day = "{}-{:0>2}-{:0>2}".format(*found.groups())
    try:
        return parse_date(day).isoformat()
    except ValueError:
        return None
