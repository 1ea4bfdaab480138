"""How the tables came to be, step by step, by Alembic; ``zhengce db upgrade`` takes the steps.

A step is a module in ``versions``; `HEAD` names the last of them.
"""

VERSION_TABLE = "zhengce_version"
"""Where the revision of the tables is kept: a name of ours, so that others may keep theirs beside it."""
HEAD = "0006"
"""Revision of the tables that this version of zhengce reads and writes."""
