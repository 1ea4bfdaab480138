"""Files, folders, streams and records to raw documents: decoded text with what is known of it.

The modules, in the order of the data:

- ``sources``: what the caller names → files and streams, in order
- ``decode``: bytes → text
- ``metadata``: title, publisher, date and source, of a record or from the file beside a text
- ``readers``: one reader a format, and the table of them
- ``documents``: `read` and `document`, which put these together
"""

from zhengce.ingest.decode import decode
from zhengce.ingest.documents import document, read
from zhengce.ingest.metadata import parse_date

__all__ = ["decode", "document", "parse_date", "read"]
