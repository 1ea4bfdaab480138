"""Read files, folders, streams and records into raw documents: decoded text with metadata.

The modules, in the order of the data:

- ``sources``: the caller's inputs to files and streams, in order
- ``remote``: files at addresses, through fsspec
- ``decode``: bytes to text
- ``metadata``: title, publisher, date and source, from a record or the metadata file beside a text
- ``readers``: one reader per format, and their table
- ``places``: the location of a document in a file
- ``documents``: `read` and `document`, which combine these
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
