"""An index of the sentences that hold figures, for full-text search; how exact a number is told."""

import sqlalchemy as sa
from alembic import op

from zhengce.store.columntypes import Exact
from zhengce.store.searching import create_search, drop_search, fill_search

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Take this step."""
    op.add_column(
        "indicators",
        sa.Column(
            "value_step",
            Exact(),
            nullable=True,
            comment="worth of the last printed digit; 0 where exact / 数值末位的单位，0为精确",
        ),
    )
    create_search(op.get_bind())
    fill_search(op.get_bind())


def downgrade() -> None:
    """Revert this step."""
    drop_search(op.get_bind())
    op.drop_column("indicators", "value_step")
