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
        sa.String(length=16),
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
    op.create_index("ix_indicators_series_id", "indicators", ["series_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_indicators_series_id", table_name="indicators")
    for name in ("period_kind", "series", "series_id"):
        op.drop_column("indicators", name)
