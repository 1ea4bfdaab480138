"""An index of the sentences that hold figures, for full-text search."""

from alembic import op

from zhengce.store.searching import create_search, drop_search, fill_search

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Take this step."""
    create_search(op.get_bind())
    fill_search(op.get_bind())


def downgrade() -> None:
    """Take it back."""
    drop_search(op.get_bind())
