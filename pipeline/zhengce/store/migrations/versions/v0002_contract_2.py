"""Contract 2: the raw text, identities of indicators, canonical units, regions, bases of valuation.

Rows that are there stay as they are: their release says ``zhengce/1`` in ``schema`` until it is analysed anew.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from zhengce.store.columntypes import Exact

revision = "0002"
down_revision = "0001"

TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    """Take this step."""
    op.add_column(
        "indicators",
        sa.Column(
            "indicator_id",
            TEXT,
            nullable=True,
            comment="identity: release and raw span / 指标标识",
        ),
    )
    op.add_column(
        "indicators",
        sa.Column("dimension", TEXT, nullable=True, comment="what kind of quantity the unit measures / 量纲"),
    )
    op.add_column(
        "indicators",
        sa.Column(
            "unit_canonical",
            TEXT,
            nullable=True,
            comment="unit that values of a dimension share / 标准单位",
        ),
    )
    op.add_column(
        "indicators",
        sa.Column(
            "value_canonical", Exact(), nullable=True, comment="value in the canonical unit / 标准单位数值"
        ),
    )
    op.add_column(
        "indicators",
        sa.Column(
            "denominator", TEXT, nullable=True, comment="what a share or rate is taken of / 比重的分母"
        ),
    )
    op.add_column(
        "indicators",
        sa.Column("region", TEXT, nullable=True, comment="place whose figure it is, in full / 地区"),
    )
    op.add_column(
        "indicators",
        sa.Column(
            "region_code",
            TEXT,
            nullable=True,
            comment="division code of the place (GB/T 2260) / 行政区划代码",
        ),
    )
    op.add_column(
        "indicators",
        sa.Column(
            "basis", TEXT, nullable=True, comment="real, comparable or nominal, where stated / 计价口径"
        ),
    )
    op.add_column(
        "indicators",
        sa.Column(
            "vintage", TEXT, nullable=True, comment="preliminary, revised or final, where stated / 数据版本"
        ),
    )
    op.create_index(
        "ix_indicators_indicator_id",
        "indicators",
        ["indicator_id"],
        unique=False,
        mysql_length=64,
        mariadb_length=64,
    )
    op.add_column(
        "releases", sa.Column("raw_text", TEXT, nullable=True, comment="text as it came, decoded / 原文")
    )
    op.add_column(
        "releases",
        sa.Column("encoding", TEXT, nullable=True, comment="encoding it was decoded from / 原文编码"),
    )


def downgrade() -> None:
    """Revert this step."""
    op.drop_column("releases", "encoding")
    op.drop_column("releases", "raw_text")
    op.drop_index("ix_indicators_indicator_id", table_name="indicators", mysql_length=64, mariadb_length=64)
    op.drop_column("indicators", "vintage")
    op.drop_column("indicators", "basis")
    op.drop_column("indicators", "region_code")
    op.drop_column("indicators", "region")
    op.drop_column("indicators", "denominator")
    op.drop_column("indicators", "value_canonical")
    op.drop_column("indicators", "unit_canonical")
    op.drop_column("indicators", "dimension")
    op.drop_column("indicators", "indicator_id")
