"""Turn a table row or JSON object into a document; shared by JSONL, CSV and Parquet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

import msgspec

from zhengce.errors import MalformedError
from zhengce.ingest.decode import checked
from zhengce.ingest.metadata import Metadata, parse_date
from zhengce.ingest.readers.base import Origin, identity
from zhengce.types import RawDocument

_Cell = TypeVar("_Cell")
COLUMNS = ("text", "title", "publisher", "published", "source", "url")
"""What is read of a table; `url` stands for `source` where that is missing."""


class Record(Metadata, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A row. Other keys, as in data sets, are ignored."""

    text: str


def document(record: Record, place: Origin, encoding: str | None = None) -> RawDocument:
    """Return the document of a record, whose metadata override those of the file."""
    known = record.over(place.metadata)
    return RawDocument(
        source=record.source or place.source,
        text=checked(record.text, source=place.source),
        release_id=identity(record.text.encode(errors="surrogatepass")),
        title=known.title,
        publisher=known.publisher,
        published=known.date,
        encoding=encoding,
    )


_ALSO = {
    "text": "content body full_text fulltext article 正文 内容 全文 文本 正文内容 文章内容",
    "title": "headline 标题 题目 题名 文章标题",
    "publisher": "site media 发布机构 发布单位 发布者 来源 信息来源 来源单位 媒体",
    "published": "published_at published_date publish_date publish_time pubdate pub_date pub_time date "
    "release_date publication_date 发布时间 发布日期 发表时间 发表日期 日期 时间",
    "url": "link href 链接 网址",
}
"""Other names of the columns, the best first."""
_RANKS = {
    name: (rank, column)
    for column in COLUMNS
    for rank, name in enumerate([column, *_ALSO.get(column, "").split()])
}


@lru_cache(maxsize=1 << 12)
def _known(name: str) -> tuple[int, str] | None:
    return _RANKS.get(re.sub(r"[\s-]+", "_", name.strip("\ufeff \t").casefold()))


def named(names: Iterable[str]) -> dict[str, str]:
    """Map column names to those of `COLUMNS`, ignoring case and surrounding spaces.

    Among several names for one column the best is used: ``text`` before ``content``.

    >>> named(["Text", " PUBLISHED ", "id"])
    {'Text': 'text', ' PUBLISHED ': 'published'}
    >>> named(["标题", "正文", "内容", "发布日期"])
    {'标题': 'title', '正文': 'text', '发布日期': 'published'}
    """
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        known = _known(name)
        if known is not None and (known[1] not in best or known[0] < best[known[1]][0]):
            best[known[1]] = known[0], name
    chosen = {name: column for column, (_, name) in best.items()}
    return {name: chosen[name] for name in names if name in chosen}


def taken(cells: Mapping[str, _Cell]) -> dict[str, _Cell]:
    """Map the cells of a row to columns; a synonym of ``published`` counts only if its value is a date.

    >>> taken({"content": "建站32个。", "date": "5 March", "id": "7"})
    {'text': '建站32个。'}
    """
    found: dict[str, _Cell] = {}
    for name, column in named(cells).items():
        value = cells[name]
        if column != "published" or _RANKS["published"] == _known(name) or _is_day(value):
            found[column] = value
    return found


def _is_day(value: object) -> bool:
    try:
        parse_date(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def row(origin: Origin, number: int) -> Origin:
    """Return the origin of one row, ``FILE:NUMBER``."""
    source = f"{origin.source}:{number}"
    return Origin(source=source, metadata=origin.metadata, max_bytes=origin.max_bytes)


def of_table(cells: Mapping[str, str | None], place: Origin, encoding: str | None = None) -> RawDocument:
    """Return the document of a table row.

    Raises:
        MalformedError: it has no text, or an invalid date.
    """
    given = {column: value for column in COLUMNS if (value := cells.get(column))}
    given["source"] = given.get("source") or given.pop("url", "")
    place.refuse_large(len(given.get("text", "").encode(errors="surrogatepass")))
    try:
        record = msgspec.convert(given, Record)
    except msgspec.ValidationError as error:
        reason = f"{error} (columns are {', '.join(COLUMNS)}; only text is required)"
        raise MalformedError(place.source, reason) from error
    return document(record, place, encoding)
