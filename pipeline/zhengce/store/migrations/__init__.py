"""Alembic migrations of the tables; ``zhengce db upgrade`` runs them.

Each migration is a module in ``versions``; `HEAD` names the last.
"""

VERSION_TABLE = "zhengce_version"
"""Where the revision of the tables is kept: a name of ours, so that others may keep theirs beside it."""
HEAD = "0006"
"""Revision of the tables that this version of zhengce reads and writes."""
