"""The tables in SQL: types, keys, references, indexes and comments, the same for every database."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from zhengce.store.columntypes import Exact, LongText, Moment
from zhengce.store.corrections.records import Corrected, Correction
from zhengce.store.records import Forgotten, Loaded, Quarantined, RunRecord
from zhengce.store.sources import Source
from zhengce.store.tables import TABLES, Column, columns_of

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

DATABASE_TABLES: dict[str, dict[str, Column]] = {
    **TABLES,
    "releases": TABLES["releases"] | columns_of(Loaded),
    "sources": columns_of(Source),
    "forgotten": columns_of(Forgotten),
    "runs": columns_of(RunRecord),
    "quarantine": columns_of(Quarantined),
    "corrections": columns_of(Correction),
    "corrected": columns_of(Corrected),
}
"""All tables of a database: those of the releases, and those it keeps of its own work."""

_KEYS = {
    "releases": ("release_id",),
    "sources": ("source_id", "release_id"),
    "forgotten": ("release_id",),
    "runs": ("run_id",),
    "quarantine": ("input_id",),
    "corrections": ("correction_id",),
    "corrected": ("correction_id", "release_id"),
}
_INDEXES = {
    "releases": ("content_id", "published", "mirror_of", "superseded_by"),
    "sections": (),
    "sentences": ("area",),
    "indicators": (
        "area",
        "subject",
        "unit",
        "period_end",
        "indicator_id",
        "series_id",
        "review",
        "confidence",
    ),
    "programmes": ("area", "kind", "name", "programme_id"),
    "repairs": ("kind",),
    "sources": ("release_id", "path"),
    "forgotten": (),
    "runs": ("started",),
    "quarantine": (),
    "corrections": ("content_id", "release_id", "made_at"),
    "corrected": ("release_id",),
}
_IDENTITIES = {
    "release_id",
    "content_id",
    "mirror_of",
    "superseded_by",
    "fingerprint",
    "run_id",
    "input_id",
    "source_id",
    "correction_id",
}
_OPEN = {"subject", "name", "path"}  # indexed text of any length
_REFERENCES = {  # column → the table that owns its index
    "sentences": {"section": "sections"},
    "indicators": {"sentence": "sentences"},
    "programmes": {"sentence": "sentences"},
}
_OF_RELEASES = {"corrected"}  # deleted with their release despite their own key
_IN_SENTENCES = {"indicators", "programmes"}  # their sentence already refers to the release

_TYPES: dict[type, TypeEngine[Any]] = {
    str: LongText(),
    int: sa.Integer(),
    float: sa.Double(),
    bool: sa.Boolean(),
    Decimal: Exact(),
    dt.date: sa.Date(),
    dt.datetime: Moment(),
}


# Dialect options: binary collations, and the length of text in a key.
_TABLE_OPTIONS = {"mysql": {"charset": "utf8mb4", "collate": "utf8mb4_bin"}}
_INDEX_OPTIONS: dict[str, dict[str, dict[str, object]]] = {
    "text": {"mysql": {"length": 64}},
    "open": {"mysql": {"length": 64}, "postgresql": {"using": "hash"}},
}
_LIKE = {"mariadb": "mysql"}


def _sql_column(name: str, column: Column, *, key: bool) -> sa.Column[Any]:
    kind = sa.String(16) if name in _IDENTITIES else _TYPES[column.kind]
    comment = f"{column.note.en} / {column.note.zh}"
    return sa.Column(
        name, kind, primary_key=key, nullable=column.nullable, comment=comment, autoincrement=False
    )


def _table(metadata: sa.MetaData, name: str, columns: dict[str, Column]) -> sa.Table:
    keys = _KEYS.get(name, ("release_id", "index"))
    parts: list[sa.schema.SchemaItem] = [
        _sql_column(column, description, key=column in keys) for column, description in columns.items()
    ]
    if name in _OF_RELEASES or (name not in _KEYS and name not in _IN_SENTENCES):
        parts.append(sa.ForeignKeyConstraint(["release_id"], ["releases.release_id"], ondelete="CASCADE"))
    if name == "releases":
        parts.append(sa.ForeignKeyConstraint(["mirror_of"], ["releases.release_id"], ondelete="SET NULL"))
    for column, other in _REFERENCES.get(name, {}).items():
        targets = [f"{other}.release_id", f"{other}.index"]
        parts.append(sa.ForeignKeyConstraint(["release_id", column], targets, ondelete="CASCADE"))
    for column in _INDEXES[name]:
        text = columns[column].kind is str and column not in _IDENTITIES
        kind = ("open" if column in _OPEN else "text") if text else ""
        parts.append(sa.Index(f"ix_{name}_{column}", column, info={"kind": kind}))
    return sa.Table(name, metadata, *parts)


def _metadata() -> sa.MetaData:
    metadata = sa.MetaData()
    for name, columns in DATABASE_TABLES.items():
        _table(metadata, name, columns)
    return metadata


METADATA = _metadata()
"""All tables: ``METADATA.tables["indicators"]``."""


def add_options(dialect: str) -> None:
    """Set the dialect options of all tables and indexes.

    This is done just before the tables are created: SQLAlchemy imports a whole dialect to validate an
    option.
    """
    like = _LIKE.get(dialect, dialect)
    for table in METADATA.tables.values():
        for option, value in _TABLE_OPTIONS.get(like, {}).items():
            table.kwargs[f"{dialect}_{option}"] = value
        for index in table.indexes:
            for option, given in _INDEX_OPTIONS.get(index.info["kind"], {}).get(like, {}).items():
                index.kwargs[f"{dialect}_{option}"] = given


@sa.event.listens_for(METADATA, "before_create")
def _before_create(_: sa.MetaData, connection: sa.Connection, **__: object) -> None:
    add_options(connection.dialect.name)


TABLES_OF_RELEASES = [METADATA.tables[name] for name in TABLES]
"""The tables a release is spread over, each after those it refers to."""
