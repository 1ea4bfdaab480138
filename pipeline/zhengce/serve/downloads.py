"""Download results as CSV or Excel without formulas."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhengce.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = (
    "published", "publisher", "title", "region", "series", "subject", "value", "value_min", "value_max",
    "unit", "modifier", "measure", "direction", "status", "period_text", "period_start", "period_end",
    "base_text", "area", "confidence", "review", "reviewed_by", "reviewed_at", "review_note", "machine",
    "text", "sentence_text", "release_id", "indicator_id", "source",
)  # fmt: skip
_ACTING = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def cell(value: Any) -> str:  # noqa: ANN401 - a value of a row
    """Format a value as text; text that a spreadsheet would read as a formula gets an apostrophe.

    >>> cell("=1+1"), cell(Decimal("-3.50")), cell(None)
    ("'=1+1", '-3.50', '')
    """
    if value is None:
        return ""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = _CONTROLS.sub("\ufffd", text)
    return f"'{text}" if _ACTING.match(text) and not _NUMBER.fullmatch(text) else text


def as_csv(rows: Iterable[dict[str, Any]]) -> bytes:
    """Return rows as CSV with the byte order mark that Excel expects."""
    shown = list(rows)
    columns = _columns(shown)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([cell(row.get(name)) for name in columns] for row in shown)
    return file.getvalue().encode("utf-8-sig", errors="replace")


def as_excel(rows: Iterable[dict[str, Any]]) -> bytes:
    """Return rows as a workbook with typed numbers and dates.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError("a workbook", "serve") from None
    shown = list(rows)
    columns = _columns(shown)
    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    sheet, day = book.add_worksheet("zhengce"), book.add_format({"num_format": "yyyy-mm-dd"})
    for at, name in enumerate(columns):
        sheet.write_string(0, at, name)
    for line, row in enumerate(shown, 1):
        for at, name in enumerate(columns):
            value = row.get(name)
            if isinstance(value, (Decimal, int, float)) and not isinstance(value, bool):
                sheet.write_number(line, at, float(value))
            elif isinstance(value, dt.date) and not isinstance(value, dt.datetime):
                sheet.write_datetime(line, at, dt.datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
            elif value is not None:
                sheet.write_string(line, at, _CONTROLS.sub("\ufffd", str(value)))
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _columns(rows: Sequence[dict[str, Any]]) -> list[str]:
    there = set(rows[0]) if rows else set(COLUMNS)
    return [name for name in COLUMNS if name in there]
