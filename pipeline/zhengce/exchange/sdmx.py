"""Observations as SDMX-CSV 2.0, which statistical offices and pysdmx read."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from typing import Any

from zhengce.exchange.spreadsheets import plain
from zhengce.exchange.tables import Table

STRUCTURE = "ZHENGCE:OBSERVATIONS(1.0)"
"""The dataflow that the file names."""

_FIELDS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "REF_AREA", "INDICATOR", "FREQ", "TIME_PERIOD", "OBS_VALUE",
    "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "ADJUSTMENT", "REF_AREA_NAME", "INDICATOR_NAME", "UNIT_NAME",
    "RELEASES", "AGREE",
)  # fmt: skip
_UNITS = {
    "元": "CNY", "美元": "USD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "港元": "HKD", "新台币": "TWD",
    "澳门元": "MOP", "%": "PC", "百分点": "PP", "倍": "RATIO", "人": "PS", "人次": "PS_TIMES", "户": "HH",
    "个": "NUM", "家": "NUM", "项": "NUM", "件": "NUM", "吨": "T", "千瓦时": "KWH", "千瓦": "KW",
    "平方米": "M2", "立方米": "M3", "米": "M", "吨公里": "TKM", "人公里": "PKM", "吨标准煤": "TCE",
    "GB": "GB", "岁": "YR",
}  # fmt: skip
_STATUS = {"preliminary": "P"}
_UNTOLD = "_U"


def to_sdmx_csv(observations: Table) -> bytes:
    """Return the observations of a database, one per line; those without place, period or value are omitted.

    REF_AREA is the code of the division (GB/T 2260). INDICATOR identifies the series without its place; a
    target is a separate indicator (``…_T``, OBS_STATUS F). A stock on the last day of a month is monthly,
    on another day daily; other periods are given by first day and length (2024-01-01/P4M).

    Args:
        observations: ``read_view(url, "observations")``.
    """
    names = [column.name for column in observations.columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_FIELDS)
    seen = set()
    for row in observations.rows:
        line = _line(dict(zip(names, row, strict=True)))
        if line is not None and (key := tuple(line[3:7])) not in seen:
            seen.add(key)
            writer.writerow(line)
    return buffer.getvalue().encode("utf-8")


def _line(row: dict[str, Any]) -> list[str] | None:
    freq, time = _period(row["period_kind"], row["period_start"], row["period_end"])
    if time is None or row["value"] is None or row["region"] is None:
        return None
    target = row["status"] == "target"
    unit = row["unit"]
    return [
        "dataflow",
        STRUCTURE,
        "I",
        row["region_code"] or f"X_{_code(row['region'])}",
        _indicator(row) + ("_T" if target else ""),
        freq,
        time,
        plain(row["value"]),
        _UNITS.get(unit, f"U_{_code(unit)}") if unit else "PN",
        "0",
        "F" if target else _STATUS.get(row["vintage"] or "", "A"),
        _UNTOLD,
        row["region"],
        _name(row),
        unit or "",
        str(row["releases"]),
        str(row["agree"]),
    ]


def _indicator(row: dict[str, Any]) -> str:
    """Return a code for the series without its place."""
    unit = "" if row["dimension"] == "count" else row["unit"]  # 5家 and 5所 belong to one series
    parts = (row["series"], row["measure"], row["base_kind"], unit, row["denominator"], row["basis"])
    return "I_" + _code("|".join(part or "" for part in parts))


def _name(row: dict[str, Any]) -> str:
    told = [
        row["series"],
        row["measure"] if row["measure"] != "level" else None,
        row["base_kind"],
        row["basis"],
    ]
    return " ".join(part for part in told if part)


def _code(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12].upper()


def _period(kind: str | None, start: dt.date | None, end: dt.date | None) -> tuple[str, str | None]:
    """Return frequency and time period in SDMX format; an open period has no time.

    >>> _period("year", dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    ('A', '2024')
    >>> _period("point", None, dt.date(2024, 6, 30))
    ('M', '2024-06')
    >>> _period("year_to_date", dt.date(2024, 1, 1), dt.date(2024, 4, 30))
    ('_O', '2024-01-01/P4M')
    """
    if end is None:
        return _UNTOLD, None
    if kind == "point":
        last = (end + dt.timedelta(days=1)).day == 1
        return ("M", f"{end:%Y-%m}") if last else ("D", end.isoformat())
    if start is None:
        return _UNTOLD, None
    match kind:
        case "year":
            return "A", f"{end:%Y}"
        case "half":
            return "S", f"{end.year}-S{1 if end.month == 6 else 2}"
        case "quarter":
            return "Q", f"{end.year}-Q{end.month // 3}"
        case "month":
            return "M", f"{end:%Y-%m}"
    whole = start.day == 1 and (end + dt.timedelta(days=1)).day == 1
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    return "_O", f"{start}/P{months}M" if whole else f"{start}/P{(end - start).days + 1}D"
