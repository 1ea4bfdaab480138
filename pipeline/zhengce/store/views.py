"""Views for analysts; they count each release once and leave out mirrors and superseded releases.

A view stores no data: it is recreated whenever the tables are upgraded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from zhengce.store.observing import ONCE, observations_view
from zhengce.store.schema import METADATA
from zhengce.store.searching import drop_search
from zhengce.types import Note

if TYPE_CHECKING:
    from sqlalchemy.sql.selectable import FromClause

_T = METADATA.tables
_RELEASES, _SECTIONS, _SENTENCES = _T["releases"], _T["sections"], _T["sentences"]
_INDICATORS, _PROGRAMMES = _T["indicators"], _T["programmes"]
_NAMES = {"index": "position", "start": "char_start", "end": "char_end"}
_LATER = (
    "indicator_id",
    "dimension",
    "unit_canonical",
    "value_canonical",
    "denominator",
    "region",
    "region_code",
    "basis",
    "vintage",
    "series_id",
    "series",
    "period_kind",
    "value_step",
    "review",
    "reviewed_by",
    "reviewed_at",
    "review_note",
    "machine",
)
"""Columns that came after the first version. A view gets new columns at its end only: so it can be replaced
where it is, and what others hang on it (grants, comments, views) stays."""
_RELEASE = [_RELEASES.c.title, _RELEASES.c.publisher, _RELEASES.c.published, _RELEASES.c.source]


def _in_sentence(table: sa.Table) -> FromClause:
    """Join rows with their sentence, section and release."""
    sentence = (_SENTENCES.c.release_id == table.c.release_id) & (_SENTENCES.c.index == table.c.sentence)
    section = (_SECTIONS.c.release_id == _SENTENCES.c.release_id) & (
        _SECTIONS.c.index == _SENTENCES.c.section
    )
    release = _RELEASES.c.release_id == table.c.release_id
    return table.join(_RELEASES, release).join(_SENTENCES, sentence).outerjoin(_SECTIONS, section)


def _context() -> list[sa.ColumnElement[Any]]:
    return [
        _SENTENCES.c.text.label("sentence_text"),
        _SECTIONS.c.heading.label("section_heading"),
        *_RELEASE,
    ]


def _but(table: sa.Table, *left_out: str) -> list[sa.ColumnElement[Any]]:
    """Return the columns of a table under names that no database reserves."""
    return [
        column.label(_NAMES[column.name]) if column.name in _NAMES else column
        for column in table.c
        if column.name not in left_out
    ]


def _indicator_view() -> sa.Select[Any]:
    later = [_INDICATORS.c[name] for name in _LATER]
    columns = [*_but(_INDICATORS, *_LATER), *_context(), *later, _RELEASES.c.loaded_at]
    return sa.select(*columns).select_from(_in_sentence(_INDICATORS)).where(ONCE)


def _series_view() -> sa.Select[Any]:
    i = _INDICATORS.c
    when = sa.func.coalesce(i.period_end, _RELEASES.c.published).label("at")
    columns = [
        i.subject, i.unit, i.measure, i.direction, i.base_kind, i.status, when,
        i.period_text, i.period_start, i.period_end, i.value, i.value_min, i.value_max, i.modifier, i.area,
        i.confidence, i.release_id, i.index.label("position"), *_RELEASE,
        i.series_id, i.series, i.region, i.region_code, i.period_kind,
        i.dimension, i.unit_canonical, i.value_canonical, i.denominator, i.basis, i.vintage,
        _RELEASES.c.loaded_at, i.review, i.indicator_id,
    ]  # fmt: skip
    query = sa.select(*columns).select_from(
        _INDICATORS.join(_RELEASES, _RELEASES.c.release_id == i.release_id)
    )
    return query.where(ONCE, i.subject.is_not(None), i.damaged.is_(sa.false()))


def _publisher_view() -> sa.Select[Any]:
    r = _RELEASES.c
    told = sa.func.coalesce(r.publisher, "").label("publisher")
    figures = (
        sa.select(_INDICATORS.c.release_id, sa.func.count().label("indicators"))
        .group_by(_INDICATORS.c.release_id)
        .subquery("figures")
    )
    return (
        sa.select(
            told,
            sa.func.count().label("releases"),
            sa.func.coalesce(sa.func.sum(figures.c.indicators), 0).label("indicators"),
            sa.func.min(r.published).label("first_published"),
            sa.func.max(r.published).label("last_published"),
            sa.func.max(r.loaded_at).label("loaded_at"),
        )
        .select_from(_RELEASES.outerjoin(figures, figures.c.release_id == r.release_id))
        .where(ONCE)
        .group_by(told)
    )


def _correction_view() -> sa.Select[Any]:
    said, held = _T["corrections"].c, _T["corrected"].c
    twice = _RELEASES.c.mirror_of.is_not(None) | _RELEASES.c.superseded_by.is_not(None)
    again = sa.case((said.undone_at.is_not(None), 0), (held.state == "holds", 0), (twice, 0), else_=1)
    where = _T["corrections"].outerjoin(_T["corrected"], held.correction_id == said.correction_id)
    where = where.outerjoin(_RELEASES, _RELEASES.c.release_id == held.release_id)
    return sa.select(
        said.correction_id, said.action, said.field, said.text, said.machine_value, said.person_value,
        said.made_by, said.made_at, said.note, said.undone_by, said.undone_at,
        held.state, again.label("look_again"), held.release_id, held.indicator_id, held.machine,
        *_RELEASE,
    ).select_from(where)  # fmt: skip


def _mention_view() -> sa.Select[Any]:
    columns = _but(_PROGRAMMES)
    return sa.select(*columns, *_context()).select_from(_in_sentence(_PROGRAMMES)).where(ONCE)


def _programme_view() -> sa.Select[Any]:
    p = _PROGRAMMES.c
    return (
        sa.select(
            p.programme_id,
            sa.func.min(p.name).label("name"),
            sa.func.min(p.kind).label("kind"),
            sa.func.count().label("mentions"),
            sa.func.count(sa.distinct(p.release_id)).label("releases"),
            sa.func.min(_RELEASES.c.published).label("first_published"),
            sa.func.max(_RELEASES.c.published).label("last_published"),
        )
        .select_from(_PROGRAMMES.join(_RELEASES, _RELEASES.c.release_id == p.release_id))
        .where(ONCE)
        .group_by(p.programme_id)
    )


VIEWS: dict[str, tuple[sa.Select[Any], Note]] = {
    "indicator_view": (
        _indicator_view(),
        Note(
            "each indicator with its sentence, the heading above it and its release",
            "指标及其所在句、所属部分标题和文件",
        ),
    ),
    "indicator_series": (
        _series_view(),
        Note(
            "values of one indicator over releases: choose subject, unit and measure, order by at",
            "同一指标在各文件中的数值：按主体、单位、量的类型筛选，按 at 排序",
        ),
    ),
    "observations": (
        observations_view(),
        Note(
            "the newest value of each series for each period and status, in the canonical unit, a fall as a"
            " negative change; how many releases say so, and whether they agree but for rounding (1 or 0)",
            "各序列在各时期的最新数值（下降为负），提及的文件数及是否一致",
        ),
    ),
    "correction_view": (
        _correction_view(),
        Note(
            "what people corrected, where it holds, and whether to look at it again (1 or 0)",
            "人工更正及其生效情况，是否需要复核",
        ),
    ),
    "publisher_view": (
        _publisher_view(),
        Note(
            "each publisher once (empty where none is told), with how much and when it publishes",
            "发布者一览（未注明者为空）：篇数、指标数与时间",
        ),
    ),
    "programme_mentions": (
        _mention_view(),
        Note("each mention of a programme with its sentence and release", "项目的每次出现及其所在句和文件"),
    ),
    "programme_view": (
        _programme_view(),
        Note("each programme once, with how often and when it is mentioned", "项目一览：出现次数与时间"),
    ),
}
"""Name of each view: what it selects and what it is for."""


def create_views(connection: sa.Connection) -> None:
    """Create the views; an existing view is replaced in place, or left alone if unchanged."""
    quote = connection.dialect.identifier_preparer.quote
    inspector = sa.inspect(connection)
    there = set(inspector.get_view_names())
    for name, (query, _) in VIEWS.items():
        if name in there and connection.dialect.name == "postgresql":
            query = _in_order(query, [column["name"] for column in inspector.get_columns(name)])  # noqa: PLW2901
        text = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
        create = f"CREATE VIEW {quote(name)} AS {text}"
        if name in there and connection.dialect.name == "sqlite":  # no REPLACE, and nothing depends on views
            if inspector.get_view_definition(name) == create:
                continue
            connection.exec_driver_sql(f"DROP VIEW {quote(name)}")
        elif name in there:
            create = create.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1)
        sqlite = connection.dialect.name == "sqlite"  # the driver interprets % in a statement
        connection.exec_driver_sql(create if sqlite else create.replace("%", "%%"))


def _in_order(query: sa.Select[Any], there: list[str]) -> sa.Select[Any]:
    """Order the columns as in the existing view; PostgreSQL cannot replace a view otherwise."""
    columns = {column.name: column for column in query.selected_columns}
    known = [columns.pop(name) for name in there if name in columns]
    return query.with_only_columns(*known, *columns.values())


def drop_views(connection: sa.Connection) -> None:
    """Drop the views and the search index."""
    drop_search(connection)
    quote = connection.dialect.identifier_preparer.quote
    for name in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {quote(name)}")
