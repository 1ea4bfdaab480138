"""Datasette metadata for an SQLite file: descriptions of tables and columns, sample queries."""

from __future__ import annotations

import json
from typing import Any

from zhengce.store.dictionary import ABOUT
from zhengce.store.schema import METADATA
from zhengce.store.views import VIEWS

_QUERIES = {
    "series": {
        "title": "A series · 序列",
        "sql": "SELECT region, period_start, period_end, status, value, unit, releases, agree, review"
        " FROM observations WHERE series = :series ORDER BY region, period_end, status",
    },
    "contradictions": {
        "title": "Where releases differ · 矛盾",
        "sql": "SELECT series, region, period_end, status, value, unit, releases FROM observations"
        " WHERE agree = 0",
    },
    "unsure": {
        "title": "Not checked, the least sure first · 待审核",
        "sql": "SELECT confidence, subject, value, unit, period_text, sentence_text, title"
        " FROM indicator_view WHERE review IS NULL ORDER BY confidence LIMIT 200",
    },
    "look_again": {
        "title": "Corrections to look at again · 待复核",
        "sql": "SELECT made_at, made_by, action, field, text, machine_value, person_value, state, title"
        " FROM correction_view WHERE look_again = 1 ORDER BY made_at DESC",
    },
}


def metadata(database: str) -> str:
    """Return the contents of ``metadata.json`` for a database that Datasette serves under this name.

    >>> "observations" in metadata("zhengce")
    True
    """
    meanings: dict[str, str] = {}
    tables: dict[str, dict[str, Any]] = {}
    for name, note in ABOUT.items():
        columns = {c.name: (c.comment or "").replace(" / ", " · ") for c in METADATA.tables[name].c}
        meanings = columns | meanings
        tables[name] = {"description": f"A row is {note.en}. {note.zh}。", "columns": columns}
    for view, (query, note) in VIEWS.items():
        named = {c.name: meanings[c.name] for c in query.selected_columns if c.name in meanings}
        tables[view] = {"description": f"{note.en}. {note.zh}。", "columns": named}
    tables["indicator_view"]["facets"] = ["region", "publisher", "area", "status", "measure", "review"]
    tables["observations"]["facets"] = ["region", "status", "agree"]
    about = {"tables": tables, "queries": _QUERIES}
    whole = {"title": "zhengce 政策", "databases": {database: about}}
    return json.dumps(whole, ensure_ascii=False, indent=1)
