"""Search figures by words of their sentence, year and place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import sqlalchemy as sa

from zhengce.errors import TargetError
from zhengce.regions import Region, resolve_region
from zhengce.regions.gazetteer import stem
from zhengce.series import standing_registry
from zhengce.store.columntypes import Exact
from zhengce.store.database import DatabaseTarget
from zhengce.store.searching import sentences_with

_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_MOST = 2000
_MANY = 500
_PLACE = 2


class FoundFigure(NamedTuple):
    """A figure with its sentence and source; `char_start` is an offset in the normalised text."""

    subject: str | None
    text: str
    value: Decimal | None
    unit: str | None
    region: str | None
    series: str | None
    status: str
    period_text: str | None
    period_start: dt.date | None
    period_end: dt.date | None
    sentence_text: str
    title: str | None
    published: dt.date | None
    source: str
    release_id: str
    sentence: int
    char_start: int
    char_end: int


class _Query(NamedTuple):
    words: tuple[str, ...]
    years: tuple[int, ...]
    places: tuple[tuple[str, Region], ...]


_KINDS: dict[str, sa.types.TypeEngine[Any]] = {
    "value": Exact(),
    **dict.fromkeys(("period_start", "period_end", "published"), sa.Date()),
}
_VIEW = sa.table(
    "indicator_view",
    *(sa.column(name, _KINDS.get(name)) for name in (*FoundFigure._fields, "region_code")),
)


def find_figures(url: str, query: str, *, most: int = 50) -> list[FoundFigure]:
    """Return the current figures, without mirrors, whose sentence contains all words of a query.

    A year matches the figure's period or its sentence; a place matches the figure's region or one around
    it. A name in the series registry also matches its other wordings.

    Args:
        url: a database written by ``run``.
        query: words separated by spaces: ``"高技能人才 2023 黑龙江"``.
        most: the maximum number; figures whose subject matches come first, then the newest.

    Raises:
        TargetError: the database cannot be read, or the query is empty.
    """
    asked = _parsed(query)
    if not any(asked):
        raise TargetError("the query is empty; give words, such as: zhengce find '高技能人才 2023' DATABASE")
    with DatabaseTarget(url, create=False) as target:
        rows = target.reading(lambda connection: _rows(connection, asked))
    fitting = [row for row in rows if _fits(row, asked)]
    fitting.sort(key=lambda row: (row["source"], row["char_start"]))
    fitting.sort(key=lambda row: row["published"] or dt.date.min, reverse=True)
    named = {(row["release_id"], row["sentence"]) for row in fitting if _named(row, asked.words)}
    fitting = [
        row
        for row in fitting
        if _named(row, asked.words) or (row["release_id"], row["sentence"]) not in named
    ]
    fitting.sort(key=lambda row: not _named(row, asked.words))
    return [FoundFigure(**{name: row[name] for name in FoundFigure._fields}) for row in fitting[:most]]


def _parsed(query: str) -> _Query:
    words, years, places = [], [], []
    for term in query.split():
        year = _YEAR.fullmatch(term)
        region = resolve_region(term) if len(term) >= _PLACE else None
        if year is not None:
            years.append(int(year[1]))
        elif region is not None and region.name.startswith(term[:_PLACE]):
            places.append((term, region))
        else:
            words.append(term)
    return _Query(tuple(words), tuple(years), tuple(places))


def _rows(connection: sa.Connection, asked: _Query) -> list[dict[str, Any]]:
    view, found = _VIEW.c, {}
    query = sa.select(*view)
    if asked.words:
        pairs = set(sentences_with(connection, asked.words, _MOST))
        releases = sorted({key for key, _ in pairs})
        for begin in range(0, len(releases), _MANY):
            part = query.where(view.release_id.in_(releases[begin : begin + _MANY]))
            for row in connection.execute(part).mappings():
                if (row["release_id"], row["sentence"]) in pairs:
                    found[row["release_id"], row["char_start"]] = dict(row)
        standing = standing_registry().find("".join(asked.words))
        conditions = [view.series == standing.name] if standing is not None else []
    else:
        told = [
            sa.or_(*(sa.extract("year", column) == year for column in (view.period_start, view.period_end)))
            for year in asked.years
        ]
        conditions = told + [view.region.is_not(None)] * bool(asked.places)
    if conditions:
        for row in connection.execute(query.where(*conditions).limit(_MOST)).mappings():
            found.setdefault((row["release_id"], row["char_start"]), dict(row))
    return list(found.values())


def _fits(row: dict[str, Any], asked: _Query) -> bool:
    days = [row[name] for name in ("period_start", "period_end") if row[name] is not None]
    for year in asked.years:
        if all(day.year != year for day in days) and str(year) not in row["sentence_text"]:
            return False
    for term, region in asked.places:
        code = row["region_code"]
        inside = region.code is not None and code is not None and code.startswith(stem(region.code))
        if not inside and row["region"] != region.name and term not in row["sentence_text"]:
            return False
    return True


def _named(row: dict[str, Any], words: Sequence[str]) -> bool:
    """Return whether the words name the subject of the figure."""
    standing = standing_registry().find("".join(words))
    if standing is not None and row["series"] == standing.name:
        return True
    told = f"{row['subject'] or ''} {row['series'] or ''}".lower()
    return all(word.lower() in told for word in words)
