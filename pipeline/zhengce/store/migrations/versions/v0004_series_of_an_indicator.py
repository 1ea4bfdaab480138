"""The series of an indicator, and what kind of stretch its period is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0004"
down_revision = "0003"

TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    """Take this step."""
    identity = sa.Column(
        "series_id",
        TEXT,
        nullable=True,
        comment="identity of the statistical series / 统计序列标识",
    )
    name = sa.Column(
        "series", TEXT, nullable=True, comment="canonical name of what the series measures / 统计序列名称"
    )
    kind = sa.Column(
        "period_kind",
        TEXT,
        nullable=True,
        comment="point, month, quarter, half, year, year_to_date or span / 时间类型",
    )
    for column in (identity, name, kind):
        op.add_column("indicators", column)
    op.create_index(
        "ix_indicators_series_id",
        "indicators",
        ["series_id"],
        unique=False,
        mysql_length=64,
        mariadb_length=64,
    )
    _rename({"index": "position", "start": "char_start", "end": "char_end"})


def downgrade() -> None:
    """Revert this step."""
    _rename({"position": "index", "char_start": "start", "char_end": "end"})
    op.drop_index("ix_indicators_series_id", table_name="indicators", mysql_length=64, mariadb_length=64)
    for name in ("period_kind", "series", "series_id"):
        op.drop_column("indicators", name)


def _rename(names: dict[str, str]) -> None:
    """Rename columns of views where the database cannot do so while it replaces them."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    inspector = sa.inspect(connection)
    quote = connection.dialect.identifier_preparer.quote
    for view in set(inspector.get_view_names()) & {
        "indicator_view",
        "indicator_series",
        "programme_mentions",
    }:
        for column in inspector.get_columns(view):
            new = names.get(column["name"])
            if new is not None:
                op.execute(f"ALTER VIEW {view} RENAME COLUMN {quote(column['name'])} TO {quote(new)}")
