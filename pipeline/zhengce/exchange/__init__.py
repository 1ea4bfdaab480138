"""Releases for other tools, and back: annotation tools, spaCy, scikit-learn, data frames.

- ``spans``: what is handed to an annotation tool, and what comes back
- ``offsets``: characters ↔ the UTF-16 units that some tools count
- ``label_studio``, ``doccano``: one tool each, to and from its file
- ``judgements``: what was labelled in one of them → corrections of a database
- ``docbin``: spaCy's file of documents
- ``component``: ``nlp.add_pipe("zhengce")``
- ``estimator``: the classifier of work areas as a scikit-learn estimator
- ``frames``: many releases as one pandas or polars frame or Arrow table
"""

from zhengce.exchange.docbin import from_docbin, to_docbin
from zhengce.exchange.doccano import from_doccano, to_doccano
from zhengce.exchange.frames import to_frame
from zhengce.exchange.label_studio import from_label_studio, to_label_studio
from zhengce.exchange.spans import Annotated, Span, annotated

__all__ = [
    "Annotated",
    "Span",
    "annotated",
    "from_docbin",
    "from_doccano",
    "from_label_studio",
    "to_docbin",
    "to_doccano",
    "to_frame",
    "to_label_studio",
]
