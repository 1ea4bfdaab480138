"""Releases into databases and files, and back. One description of the tables serves every target.

- ``tables``: the six tables, derived from the records; a release → its rows, and rows → a release
- ``target``: what a target is
- ``opening``: a target's name → the target
- ``sources``: where the bytes of a release lie, and which of several places speaks for it
- ``jsonl``: a file with one release a line
- ``arrow``: the tables as Arrow has them
- ``parquet``: a folder of Parquet tables; ``jsonl`` and this with ``catalogue`` (what a file holds) and
  ``guarding`` (locks)
- ``database``: SQLite, PostgreSQL, MySQL and MariaDB, with these parts:
  ``records`` (runs and refused inputs), ``schema`` and ``columntypes`` (the tables in SQL), ``views``,
  ``connecting``, ``preparing``, ``locking``, ``replacing``, ``inserting``, ``placing`` (the table of
  sources), ``mirrors``, ``forgetting``, ``patience``, ``uninterrupted``
- ``migrations``, ``upgrading``: older tables to those of this version
- ``dictionary``: all tables and views explained, for the documentation
"""

from zhengce.store.opening import open_target, peek_target
from zhengce.store.patience import PATIENCE
from zhengce.store.target import Target, redact

__all__ = ["PATIENCE", "Target", "open_target", "peek_target", "redact"]
