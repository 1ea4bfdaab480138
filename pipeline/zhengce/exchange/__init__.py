"""Exchange releases with other tools: annotation tools, spaCy, scikit-learn, data frames.

- ``spans``: texts with labelled spans, to and from annotation tools
- ``offsets``: character offsets to UTF-16 offsets and back
- ``label_studio``, ``doccano``: the file formats of these tools
- ``judgements``: labelled indicators to judgements of a database
- ``docbin``: spaCy's file of documents
- ``component``: ``nlp.add_pipe("zhengce")``
- ``estimator``: the classifier of work areas as a scikit-learn estimator
- ``frames``: releases as a pandas or polars frame or Arrow table
- ``tables``: the views of a database with typed columns
- ``spreadsheets``, ``packages``, ``sdmx``: tables as CSV and Excel, data package and DuckDB, SDMX-CSV
"""

from zhengce.exchange.docbin import from_docbin, to_docbin
from zhengce.exchange.doccano import from_doccano, to_doccano
from zhengce.exchange.frames import to_frame
from zhengce.exchange.label_studio import from_label_studio, to_label_studio
from zhengce.exchange.packages import write_datapackage, write_duckdb
from zhengce.exchange.sdmx import to_sdmx_csv
from zhengce.exchange.spans import Annotated, Span, annotated
from zhengce.exchange.spreadsheets import to_csv, write_workbook
from zhengce.exchange.tables import Table, database_of, read_view

__all__ = [
    "Annotated",
    "Span",
    "Table",
    "annotated",
    "database_of",
    "from_docbin",
    "from_doccano",
    "from_label_studio",
    "read_view",
    "to_csv",
    "to_docbin",
    "to_doccano",
    "to_frame",
    "to_label_studio",
    "to_sdmx_csv",
    "write_datapackage",
    "write_duckdb",
    "write_workbook",
]
