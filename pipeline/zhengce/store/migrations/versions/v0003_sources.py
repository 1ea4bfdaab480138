"""Where releases lie: sources, what supersedes a release, and what was taken out for good.

Of releases that are there only the name of their place is known; a run that meets it makes the place known.
"""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from zhengce.store.columntypes import Moment
from zhengce.store.sources import place_of_old

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
CHARACTERS: dict[str, Any] = {
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "forgotten",
        sa.Column(
            "release_id", sa.String(length=16), nullable=False, comment="identity of the file / 文件标识"
        ),
        sa.Column("source", TEXT, nullable=False, comment="name of its place / 来源"),
        sa.Column("forgotten_at", Moment(), nullable=False, comment="when it was taken out / 移除时间"),
        sa.PrimaryKeyConstraint("release_id"),
        **CHARACTERS,
    )
    op.create_table(
        "sources",
        sa.Column(
            "source_id", sa.String(length=16), nullable=False, comment="identity of the place / 来源标识"
        ),
        sa.Column(
            "release_id",
            sa.String(length=16),
            nullable=False,
            comment="identity of the bytes that lie or lay there / 文件标识",
        ),
        sa.Column("source", TEXT, nullable=False, comment="its name / 来源"),
        sa.Column(
            "named", sa.Boolean(), nullable=False, comment="whether its metadata name it / 是否由元数据命名"
        ),
        sa.Column("path", TEXT, nullable=True, comment="its file, if it has one / 文件路径"),
        sa.Column(
            "record",
            sa.Integer(),
            nullable=True,
            comment="number of the record in the file, from 1 / 记录序号",
        ),
        sa.Column("host", TEXT, nullable=True, comment="machine that read it / 读入主机"),
        sa.Column("title", TEXT, nullable=True, comment="title given there / 标题"),
        sa.Column("publisher", TEXT, nullable=True, comment="publisher given there / 发布者"),
        sa.Column("published", sa.Date(), nullable=True, comment="publication date given there / 发布日期"),
        sa.Column("encoding", TEXT, nullable=True, comment="encoding of the text there / 原文编码"),
        sa.Column(
            "first_seen",
            Moment(),
            nullable=False,
            comment="when these bytes were first seen there / 首次读入时间",
        ),
        sa.Column(
            "last_seen", Moment(), nullable=False, comment="when they were last seen there / 最近读入时间"
        ),
        sa.Column(
            "superseded_by",
            sa.String(length=16),
            nullable=True,
            comment="release that lies there now / 被取代的文件标识",
        ),
        sa.PrimaryKeyConstraint("source_id", "release_id"),
        **CHARACTERS,
    )
    op.create_index(
        "ix_sources_path",
        "sources",
        ["path"],
        unique=False,
        mysql_length=64,
        mariadb_length=64,
        postgresql_using="hash",
    )
    op.create_index("ix_sources_release_id", "sources", ["release_id"], unique=False)
    op.add_column(
        "releases",
        sa.Column(
            "superseded_by",
            sa.String(length=16),
            nullable=True,
            comment="release that lies now where this one lay; then it counts no more / 取代它的文件",
        ),
    )
    op.create_index("ix_releases_superseded_by", "releases", ["superseded_by"], unique=False)
    _places()


def _places() -> None:
    connection = op.get_bind()
    kinds: dict[str, Any] = {
        "release_id": sa.String(16),
        "published": sa.Date(),
        "first_seen": Moment(),
        "last_seen": Moment(),
    }
    names = ("release_id", "source", "title", "publisher", "published", "encoding")
    releases = sa.table(
        "releases", *(sa.column(n, kinds.get(n)) for n in names), sa.column("loaded_at", Moment())
    )
    more = ("source_id", "named", "first_seen", "last_seen")
    sources = sa.table("sources", *(sa.column(n, kinds.get(n)) for n in (*names, *more)))
    now = dt.datetime.now(dt.UTC)
    rows = []
    for row in connection.execute(sa.select(*releases.c)).mappings():
        seen = row["loaded_at"] or now
        known = {name: row[name] for name in names}
        place = place_of_old(row["source"])
        rows.append(known | {"source_id": place, "named": False, "first_seen": seen, "last_seen": seen})
    if rows:
        connection.execute(sa.insert(sources), rows)


def downgrade() -> None:
    """Revert this step."""
    op.drop_index("ix_releases_superseded_by", table_name="releases")
    op.drop_column("releases", "superseded_by")
    op.drop_index("ix_sources_release_id", table_name="sources")
    op.drop_index(
        "ix_sources_path", table_name="sources", mysql_length=64, mariadb_length=64, postgresql_using="hash"
    )
    op.drop_table("sources")
    op.drop_table("forgotten")
