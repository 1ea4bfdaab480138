"""Files, folders, streams and records to raw documents: decoded text with what is known of it.

The modules, in the order of the data:

- ``sources``: what the caller names → files and streams, in order
- ``remote``: files at addresses, by fsspec
- ``decode``: bytes → text
- ``metadata``: title, publisher, date and source, of a record or from the file beside a text
- ``readers``: one reader a format, and the table of them
- ``places``: where in a file a document lies
- ``documents``: `read` and `document`, which put these together
"""

from zhengce.ingest.decode import decode
from zhengce.ingest.documents import as_date, document, read, read_placed
from zhengce.ingest.metadata import parse_date
from zhengce.ingest.places import Place, Placed, line_of

__all__ = [
    "Place",
    "Placed",
    "as_date",
    "decode",
    "document",
    "line_of",
    "parse_date",
    "read",
    "read_placed",
]
