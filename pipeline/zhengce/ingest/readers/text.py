"""Plain text."""

from __future__ import annotations

from zhengce.ingest.decode import decode
from zhengce.ingest.readers.base import Content, Origin


def read_text(data: bytes, origin: Origin) -> Content:
    """The text as it stands, decoded."""
    return Content(decode(data, source=origin.source))
