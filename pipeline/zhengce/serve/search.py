"""Search figures and sentences, with facets of the results."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from zhengce.serve.asking import FACETS, PAGE
from zhengce.store.schema import METADATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengce.serve.asking import Asked

_T = METADATA.tables
RELEASES, INDICATORS, SENTENCES = _T["releases"], _T["indicators"], _T["sentences"]
ONCE = RELEASES.c.mirror_of.is_(None) & RELEASES.c.superseded_by.is_(None)
MOST = 2000
"""Hits that are counted: facets and pages are of these; the page says where there are more."""
_LATEST = 60  # releases shown without a query
_SHOWN = 12  # values per facet

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results, their number (at most `MOST`), whether there are more, and the facets."""

    rows: list[Row]
    count: int
    more: bool
    facets: dict[str, list[tuple[str, int]]]


def matching(asked: Asked) -> list[sa.ColumnElement[bool]]:
    """Return the conditions for the words of a search.

    They use ``LIKE``, which every database supports; a full-text index would be used here.
    """
    i, r = INDICATORS.c, RELEASES.c
    columns = (SENTENCES.c.text,) if asked.kind == "sentences" else (i.subject, i.series, i.text, r.title)
    return [sa.or_(*(column.contains(word, autoescape=True) for column in columns)) for word in asked.words]


def hits(asked: Asked) -> sa.Select[Any]:
    """Select keys and facets of the first `MOST` results and one more."""
    i, r, s = INDICATORS.c, RELEASES.c, SENTENCES.c
    conditions = [ONCE, *matching(asked), *_narrowed(asked)]
    if asked.kind == "sentences":
        columns = [s.release_id, s.index, r.publisher, s.area, r.published.label("day")]
        query = sa.select(*columns).select_from(SENTENCES.join(RELEASES, r.release_id == s.release_id))
        order = [s.release_id, s.index]
    else:
        day = sa.func.coalesce(i.period_end, r.published).label("day")
        columns = [
            i.release_id,
            i.index,
            i.region,
            r.publisher,
            i.area,
            day,
            i.status,
            i.measure,
            i.unit,
            i.review,
        ]
        query = sa.select(*columns).select_from(INDICATORS.join(RELEASES, r.release_id == i.release_id))
        order = [i.release_id, i.index]
    if not asked.words and not asked.chosen and asked.sort in ("newest", "oldest"):
        conditions.append(r.release_id.in_(_latest(asked)))
    return query.where(*conditions).order_by(*_first(asked), *order).limit(MOST + 1)


def find(connection: sa.Connection, asked: Asked) -> Found:
    """Return the results of a search."""
    found = connection.execute(hits(asked)).mappings().all()
    more = len(found) > MOST
    found = found[:MOST]
    begin = (asked.page - 1) * PAGE
    keys = [(row["release_id"], row["index"]) for row in found[begin : begin + PAGE]]
    rows = sentences(connection, keys) if asked.kind == "sentences" else figures(connection, keys)
    return Found(rows, len(found), more, _facets(asked, found))


def every(connection: sa.Connection, asked: Asked) -> list[Row]:
    """Return all counted results for a download."""
    keys = [(key, at) for key, at, *_ in connection.execute(hits(asked)).all()[:MOST]]
    return sentences(connection, keys) if asked.kind == "sentences" else figures(connection, keys)


def figures(connection: sa.Connection, keys: Sequence[tuple[str, int]]) -> list[Row]:
    """Return figures with sentence and release, in the order of the keys (release, position)."""
    i, r, s = INDICATORS.c, RELEASES.c, SENTENCES.c
    columns = [*INDICATORS.c, s.text.label("sentence_text"), r.title, r.publisher, r.published, r.source]
    join = INDICATORS.join(RELEASES, r.release_id == i.release_id).join(
        SENTENCES, (s.release_id == i.release_id) & (s.index == i.sentence)
    )
    return _in_order(connection, sa.select(*columns).select_from(join), INDICATORS, keys)


def sentences(connection: sa.Connection, keys: Sequence[tuple[str, int]]) -> list[Row]:
    """Return sentences with their release, in the order of the keys (release, position)."""
    r, s = RELEASES.c, SENTENCES.c
    columns = [*SENTENCES.c, r.title, r.publisher, r.published, r.source]
    join = SENTENCES.join(RELEASES, r.release_id == s.release_id)
    return _in_order(connection, sa.select(*columns).select_from(join), SENTENCES, keys)


def _in_order(
    connection: sa.Connection, query: sa.Select[Any], table: sa.Table, keys: Sequence[tuple[str, int]]
) -> list[Row]:
    found: dict[tuple[str, int], Row] = {}
    for begin in range(0, len(keys), 200):
        part = keys[begin : begin + 200]
        # Not as pairs: SQLite uses no index for pairs in a list.
        wanted = table.c.release_id.in_({k for k, _ in part}) & table.c.index.in_({n for _, n in part})
        for row in connection.execute(query.where(wanted)).mappings():
            found[row["release_id"], row["index"]] = dict(row)
    return [found[key] for key in keys if key in found]


def _first(asked: Asked) -> list[sa.ColumnElement[Any]]:
    published, i = RELEASES.c.published, INDICATORS.c
    undated = sa.case((published.is_(None), 1), else_=0)
    if asked.sort == "unsure" and asked.kind == "figures":
        return [i.confidence]
    if asked.sort == "largest" and asked.kind == "figures":
        return [sa.case((i.value.is_(None), 1), else_=0), i.value.desc()]
    return [undated, published if asked.sort == "oldest" else published.desc()]


def _latest(asked: Asked) -> sa.Select[Any]:
    """Select the releases shown without a query."""
    r = RELEASES.c
    order = r.published if asked.sort == "oldest" else r.published.desc()
    newest = sa.select(r.release_id).where(ONCE, r.published.is_not(None)).order_by(order).limit(_LATEST)
    return sa.select(newest.subquery().c.release_id)  # MySQL does not support LIMIT directly in IN


def _narrowed(asked: Asked) -> list[sa.ColumnElement[bool]]:
    i, r, s = INDICATORS.c, RELEASES.c, SENTENCES.c
    table = s if asked.kind == "sentences" else i
    plain = {"region": i.region, "publisher": r.publisher, "area": table.area, "status": i.status}
    plain |= {"measure": i.measure, "unit": i.unit}
    conditions: list[sa.ColumnElement[bool]] = []
    for name, value in asked.chosen.items():
        if name == "year":
            year = int(value) if value.isdecimal() and 1900 <= int(value) <= 2200 else 1900
            day = r.published if asked.kind == "sentences" else sa.func.coalesce(i.period_end, r.published)
            conditions.append(day.between(dt.date(year, 1, 1), dt.date(year, 12, 31)))
        elif asked.kind == "sentences" and name not in ("publisher", "area"):
            continue
        elif name == "checked":
            conditions.append(i.review.is_(None) if value == "no" else i.review.is_not(None))
        else:
            conditions.append(plain[name] == value)
    return conditions


def _facets(asked: Asked, found: Sequence[Any]) -> dict[str, list[tuple[str, int]]]:
    names = ("publisher", "area", "year") if asked.kind == "sentences" else FACETS
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for row in found:
        for name in names:
            if name == "year":
                value = str(row["day"])[:4] if row["day"] is not None else None
            elif name == "checked":
                value = "no" if row["review"] is None else "yes"
            else:
                value = row[name]
            if value is not None:
                counts[name][value] += 1
    return {name: tallied.most_common(_SHOWN) for name, tallied in counts.items()}
