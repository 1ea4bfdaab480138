"""Write releases to databases and files and read them back; one table definition serves every target.

- ``tables``: the six tables, derived from the records; releases to rows and back
- ``target``: the interface of a target
- ``opening``: the name of a target to the target
- ``sources``: places of a release, and the one whose metadata count
- ``jsonl``: a file with one release per line
- ``arrow``: the tables as Arrow tables
- ``parquet``: a folder of Parquet tables
- ``catalogue``, ``guarding``: the contents and the locks of ``jsonl`` and ``parquet``
- ``database``: SQLite, PostgreSQL, MySQL and MariaDB, with these parts:
  ``records`` (runs and refused inputs), ``schema`` and ``columntypes`` (the tables in SQL), ``views`` and
  ``observing`` (views), ``connecting``, ``preparing``, ``locking``, ``replacing``, ``inserting``,
  ``selecting``, ``placing`` (the table of sources), ``mirrors``, ``forgetting``, ``patience``,
  ``uninterrupted``
- ``migrations``, ``upgrading``: older tables to the current revision
- ``dictionary``: the documentation of all tables and views
"""

from zhengce.store.opening import open_target, peek_target
from zhengce.store.patience import PATIENCE
from zhengce.store.target import Target, redact

__all__ = ["PATIENCE", "Target", "open_target", "peek_target", "redact"]
