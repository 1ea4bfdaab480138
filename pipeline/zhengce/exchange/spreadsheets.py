"""Export tables as CSV and Excel with typed numbers and dates; text is never a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhengce.errors import MissingExtraError, TargetError
from zhengce.exchange.tables import Table

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
_LONGEST = 32_767
_MOST_ROWS = 1_048_575
_MOST_LINKS = 65_000
_WIDE = {"sentence_text": 70, "title": 36, "source": 36, "subject": 24, "series": 24}
_NARROW = 13
_DIGITS = 15


def to_csv(table: Table, *, inert: bool = True) -> bytes:
    """Return a table as CSV with a header, in UTF-8 with the byte order mark that Excel expects.

    Args:
        table: from `read_view`.
        inert: prefix text that a spreadsheet would read as a formula with '; set to false for programs, which
            also omits the byte order mark.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(value, inert=inert) for value in row] for row in table.rows)
    return buffer.getvalue().encode("utf-8-sig" if inert else "utf-8")


def _cell(value: Any, *, inert: bool) -> str:  # noqa: ANN401 - a value of a table
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str):
        return f"'{value}" if inert and value.startswith(_ACTIVE) else value
    return value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else str(value)


def plain(value: Decimal) -> str:
    """Format a number without exponent and trailing zeros.

    >>> plain(Decimal("2643000.0000000000")), plain(Decimal("67.30"))
    ('2643000', '67.3')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_workbook(path: Path, tables: Iterable[Table]) -> None:
    """Write tables as sheets of an Excel workbook: typed cells, frozen header, filters, links to sources.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        TargetError: the file is not writable, or a table has more rows than a sheet.
    """
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import XlsxFileError
    except ImportError:
        raise MissingExtraError("an Excel workbook", "excel") from None
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    forms = {
        "head": book.add_format({"bold": True, "bg_color": "#E8ECF2", "border": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "number": book.add_format({"num_format": "#,##0.##########"}),
        "whole": book.add_format({"num_format": "#,##0"}),
    }
    for table in tables:
        _sheet(book, table, forms, path)
    try:
        book.close()
    except (XlsxFileError, OSError) as error:
        raise TargetError(
            f"{path}: not writable ({error}); check the folder, its permissions and free space"
        ) from None


def _sheet(book: Any, table: Table, forms: dict[str, Any], path: Path) -> None:  # noqa: ANN401 - untyped
    if len(table.rows) > _MOST_ROWS:
        raise TargetError(
            f"{path}: {table.name} has {len(table.rows):,} rows, but a sheet is limited to {_MOST_ROWS:,}"
        )
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    links = 0
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, forms["head"])
        sheet.set_column(at, at, _WIDE.get(column.name, _NARROW))
    for line, row in enumerate(table.rows, 1):
        for at, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            if column.name == "source" and links < _MOST_LINKS and _is_link(value):
                sheet.write_url(line, at, value, string=value[:_LONGEST])
                links += 1
            elif value is not None:
                _write(sheet, line, at, value, forms)


def _write(sheet: Any, line: int, at: int, value: Any, forms: dict[str, Any]) -> None:  # noqa: ANN401 - untyped
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, Decimal) and _is_exact(value):
        whole = value == value.to_integral_value()
        sheet.write_number(line, at, float(value), forms["whole" if whole else "number"])
    elif isinstance(value, (int, float)):
        sheet.write_number(line, at, value)
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(line, at, value.replace(tzinfo=None, microsecond=0), forms["moment"])
    elif isinstance(value, dt.date) and value.year >= 1900:
        sheet.write_datetime(line, at, value, forms["day"])
    else:
        sheet.write_string(line, at, (plain(value) if isinstance(value, Decimal) else str(value))[:_LONGEST])


def _is_exact(value: Decimal) -> bool:
    """Return whether an Excel number holds all its digits."""
    return len(plain(value).replace(".", "").lstrip("-0")) <= _DIGITS or value == Decimal(float(value))


def _is_link(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://")) and len(value) < 2000
