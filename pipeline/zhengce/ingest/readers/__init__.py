"""Readers, one per format; a new one is a module here and a line in `READERS`."""

from __future__ import annotations

from zhengce.ingest.readers.base import Content, Reader, identity, whole
from zhengce.ingest.readers.csv import read_csv
from zhengce.ingest.readers.docx import read_docx
from zhengce.ingest.readers.html import read_html
from zhengce.ingest.readers.jsonl import read_jsonl
from zhengce.ingest.readers.parquet import read_parquet
from zhengce.ingest.readers.pdf import read_pdf
from zhengce.ingest.readers.text import read_text

READERS: dict[str, Reader] = {
    "": whole(read_text),
    ".txt": whole(read_text),
    ".md": whole(read_text),
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".html": whole(read_html),
    ".htm": whole(read_html),
    ".shtml": whole(read_html),
    ".docx": whole(read_docx),
    ".pdf": whole(read_pdf),
}
"""The reader of each suffix, in lower case."""

OF_RECORDS = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})
"""Suffixes of files that hold a release a record."""

__all__ = ["OF_RECORDS", "READERS", "Content", "Reader", "identity", "whole"]
