"""Releases into databases and files, and back. One description of the tables serves every target.

- ``tables``: the six tables, derived from the records; a release → its rows, and rows → a release
- ``target``: what a target is
- ``opening``: a target's name → the target
- ``schema``: the tables in SQL, by SQLAlchemy
- ``database``: SQLite, PostgreSQL, MySQL and MariaDB
- ``jsonl``: a file with one release a line
- ``parquet``: a folder of Parquet files
"""

from zhengce.store.opening import open_target
from zhengce.store.target import Target, redact

__all__ = ["Target", "open_target", "redact"]
