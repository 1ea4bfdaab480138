"""Plain text files."""

from __future__ import annotations

from zhengce.ingest.decode import decode_named
from zhengce.ingest.readers.base import Content, Origin


def read_text(data: bytes, origin: Origin) -> Content:
    """Return the decoded text unchanged."""
    text, encoding = decode_named(data, source=origin.source)
    return Content(text, encoding=encoding)
