"""What people said of figures, and where it holds."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from zhengce.store.columntypes import Moment

revision = "0006"
down_revision = "0005"

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
        "corrections",
        sa.Column(
            "correction_id",
            sa.String(length=16),
            nullable=False,
            comment="identity of the correction / 更正标识",
        ),
        sa.Column(
            "content_id",
            sa.String(length=16),
            nullable=False,
            comment="content it speaks of; mirrors share it / 内容标识",
        ),
        sa.Column(
            "release_id",
            sa.String(length=16),
            nullable=False,
            comment="release in which it was made / 文件标识",
        ),
        sa.Column("indicator_id", TEXT, nullable=True, comment="identity of the figure there / 指标标识"),
        sa.Column(
            "raw_start",
            sa.Integer(),
            nullable=False,
            comment="start of the figure in the raw text / 原文起点",
        ),
        sa.Column(
            "raw_end", sa.Integer(), nullable=False, comment="end of the figure in the raw text / 原文终点"
        ),
        sa.Column("text", TEXT, nullable=False, comment="the figure as printed / 数量原文"),
        sa.Column("action", TEXT, nullable=False, comment="accept, change, reject or add / 操作"),
        sa.Column(
            "field",
            TEXT,
            nullable=True,
            comment="field that is changed; null for the figure as a whole / 字段",
        ),
        sa.Column("machine_value", TEXT, nullable=True, comment="what the machine had read / 机器读数"),
        sa.Column(
            "person_value",
            TEXT,
            nullable=True,
            comment="what is right; for add, all fields as a JSON object / 更正后的值",
        ),
        sa.Column("made_by", TEXT, nullable=True, comment="who says so / 更正人"),
        sa.Column("made_at", Moment(), nullable=False, comment="when it was said / 更正时间"),
        sa.Column("note", TEXT, nullable=True, comment="why / 备注"),
        sa.Column("words_before", TEXT, nullable=True, comment="letters before the figure / 前文"),
        sa.Column("words_after", TEXT, nullable=True, comment="letters after the figure / 后文"),
        sa.Column(
            "snapshot",
            TEXT,
            nullable=True,
            comment="the whole answer of the machine when it was said, JSON / 更正时的机器读数",
        ),
        sa.Column("undone_by", TEXT, nullable=True, comment="who took it back / 撤销人"),
        sa.Column("undone_at", Moment(), nullable=True, comment="when it was taken back / 撤销时间"),
        sa.PrimaryKeyConstraint("correction_id"),
        **CHARACTERS,
    )
    op.create_index("ix_corrections_content_id", "corrections", ["content_id"], unique=False)
    op.create_index("ix_corrections_made_at", "corrections", ["made_at"], unique=False)
    op.create_index("ix_corrections_release_id", "corrections", ["release_id"], unique=False)
    op.create_table(
        "corrected",
        sa.Column(
            "correction_id",
            sa.String(length=16),
            nullable=False,
            comment="identity of the correction / 更正标识",
        ),
        sa.Column(
            "release_id", sa.String(length=16), nullable=False, comment="release in which it holds / 文件标识"
        ),
        sa.Column("indicator_id", TEXT, nullable=True, comment="identity of the figure there / 指标标识"),
        sa.Column(
            "state",
            TEXT,
            nullable=False,
            comment="holds; or moved, changed, gone, lost: to look at again / 状态",
        ),
        sa.Column(
            "machine",
            TEXT,
            nullable=True,
            comment="what the machine reads there today, JSON; null for nothing / 机器读数",
        ),
        sa.ForeignKeyConstraint(["release_id"], ["releases.release_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("correction_id", "release_id"),
        **CHARACTERS,
    )
    op.create_index("ix_corrected_release_id", "corrected", ["release_id"], unique=False)
    op.add_column(
        "indicators",
        sa.Column(
            "review",
            TEXT,
            nullable=True,
            comment="what a person said of it: accepted, corrected or added / 人工审核结果",
        ),
    )
    op.add_column(
        "indicators", sa.Column("reviewed_by", TEXT, nullable=True, comment="who said so last / 审核人")
    )
    op.add_column("indicators", sa.Column("reviewed_at", Moment(), nullable=True, comment="when / 审核时间"))
    op.add_column("indicators", sa.Column("review_note", TEXT, nullable=True, comment="why / 审核备注"))
    op.add_column(
        "indicators",
        sa.Column(
            "machine",
            TEXT,
            nullable=True,
            comment="what the machine had read of the fields that were corrected, JSON / 机器读数",
        ),
    )
    op.create_index("ix_indicators_confidence", "indicators", ["confidence"], unique=False)
    op.create_index(
        "ix_indicators_review", "indicators", ["review"], unique=False, mysql_length=64, mariadb_length=64
    )


def downgrade() -> None:
    """Revert this step."""
    op.drop_index("ix_indicators_confidence", table_name="indicators")
    op.drop_index("ix_indicators_review", table_name="indicators", mysql_length=64, mariadb_length=64)
    op.drop_column("indicators", "machine")
    op.drop_column("indicators", "review_note")
    op.drop_column("indicators", "reviewed_at")
    op.drop_column("indicators", "reviewed_by")
    op.drop_column("indicators", "review")
    op.drop_table("corrected")
    op.drop_table("corrections")
