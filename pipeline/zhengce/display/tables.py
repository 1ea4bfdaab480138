"""Records as an HTML table for notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

from zhengce.display.figures import figure, number
from zhengce.display.visible import escaped

MOST = 200
"""Rows shown at most: a notebook is to be read."""

_SHOWN = {
    "Indicator": (
        "subject", "value", "unit", "period", "base", "status", "area", "text", "rule", "confidence",
    ),
    "Programme": ("name", "kind", "text", "document_number", "area", "programme_id", "rule"),
    "Sentence": ("index", "text", "area", "probability", "section"),
    "Section": ("index", "heading", "area"),
    "Repair": ("kind", "lossy", "before", "after", "raw_start", "raw_end"),
}  # fmt: skip
"""Columns shown of each record; all fields of any other."""

_HUES = {
    "workforce": "47,111,179",
    "innovation": "30,132,90",
    "craftsmanship": "196,127,20",
    "rights": "160,68,143",
}
_MORE_HUES = ("14,137,152", "120,92,196", "181,80,54", "110,126,30")
_CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"


def hue(area: str | None) -> str:
    """Return the colour of a work area as ``r,g,b``, constant per name; grey for None.

    >>> hue("rights"), hue("other"), hue(None)
    ('160,68,143', '128,128,128', '128,128,128')
    """
    if area is None or area == "other":
        return "128,128,128"
    return _HUES.get(area) or _MORE_HUES[sum(area.encode()) % len(_MORE_HUES)]


def table(records: Sequence[Any]) -> str:
    """Return records of one kind as an HTML table; every cell is escaped."""
    if not records:
        return "<p><em>none / 无</em></p>"
    kind = type(records[0])
    if not is_dataclass(kind):
        return f"<pre>{escaped(repr(tuple(records)))}</pre>"
    names = _SHOWN.get(kind.__name__) or tuple(f.name for f in fields(kind))
    notes = get_type_hints(kind, include_extras=True)
    head = "".join(_heading(name, notes[name]) for name in names)
    rows = [
        "<tr>" + "".join(f'<td style="{_CELL}">{_cell(record, name)}</td>' for name in names) + "</tr>"
        for record in records[:MOST]
    ]
    more = f"<p>… {len(records) - MOST:,} more</p>" if len(records) > MOST else ""
    return (
        f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>{more}"
    )


def told(record: Any) -> str:  # noqa: ANN401 - any record
    """Return the non-empty fields of a record, one per line, for a tooltip."""
    lines = []
    for field in fields(record):
        value = getattr(record, field.name)
        if value is None or value == "" or field.name in ("index", "sentence", "text"):
            continue
        lines.append(f"{field.name}: {_plain(value)}")
    return "\n".join(lines)


def _heading(name: str, hint: Any) -> str:  # noqa: ANN401 - a form of typing
    note = next((m.zh for m in get_args(hint)[1:] if hasattr(m, "zh")), "") if get_origin(hint) else ""
    return f'<th style="{_CELL}" title="{escaped(note)}">{escaped(name)}</th>'


def _cell(record: Any, name: str) -> str:  # noqa: ANN401 - any record
    value = getattr(record, name)
    if name == "value":
        return f"<b>{escaped(figure(record))}</b>"
    if name == "area" and value is not None:
        style = f"background:rgba({hue(value)},.22);padding:0 5px;border-radius:3px"
        return f'<span style="{style}">{escaped(value)}</span>'
    if hasattr(value, "text"):  # a Period or Base
        return f'<span title="{escaped(told(value))}">{escaped(value.text)}</span>'
    return escaped(_plain(value))


def _plain(value: Any) -> str:  # noqa: ANN401 - any field
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, float):
        return f"{value:.2f}"
    if is_dataclass(value) and hasattr(value, "text"):
        days = [str(day) for day in (getattr(value, "start", None), getattr(value, "end", None)) if day]
        return f"{value.text} ({' – '.join(days)})" if days else value.text
    return str(value)
