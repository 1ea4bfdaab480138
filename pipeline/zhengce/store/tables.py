"""The six tables, derived from the records of `zhengce.types`; release to rows, and rows to release."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from zhengce.types import RECORDS, Base, Note, Period, Release, flat_fields, flatten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KINDS = (str, int, float, bool, Decimal, dt.date)
"""The Python types a column can have."""

PRECISION, SCALE = 38, 10
"""Digits of a number column: all, and behind the point."""

_CONTEXT = Context(prec=PRECISION, rounding=ROUND_HALF_EVEN)
_STEP = Decimal(1).scaleb(-SCALE)
_CHILDREN = ("sections", "sentences", "indicators", "programmes", "repairs")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Python type (one of `KINDS`), whether it may be empty, what it means."""

    kind: type
    nullable: bool
    note: Note


def _column(hint: Any, note: Note) -> Column:  # noqa: ANN401 - a type, or a form of typing
    options = (hint,) if get_origin(hint) is Literal else get_args(hint) or (hint,)
    (kind,) = (option for option in options if option is not type(None))
    kind = str if get_origin(kind) is Literal else kind
    if kind not in KINDS:
        raise TypeError(f"no column type for {kind!r}: add it to KINDS, schema.py and parquet.py")
    return Column(kind, type(None) in options, note)


def _columns(record: type) -> dict[str, Column]:
    return {name: _column(hint, note) for name, (hint, note) in flat_fields(record).items()}


_KEY = {
    "release_id": Column(str, nullable=False, note=Note("identity of the file", "文件标识")),
    "index": Column(int, nullable=False, note=Note("number in the release, from 0", "序号")),
}
TABLES: dict[str, dict[str, Column]] = {
    "releases": _columns(Release),
    **{name: _KEY | _columns(RECORDS[name]) for name in _CHILDREN},
}
"""Columns of each table; every table comes after those it refers to."""


def fitted(number: Decimal) -> Decimal:
    """A number as a number column holds it: rounded, half to even, to ten decimal places.

    Raises:
        ValueError: more than 28 digits before the point.

    >>> fitted(Decimal("67.3"))
    Decimal('67.3')
    """
    if not number.is_finite() or number.adjusted() >= PRECISION - SCALE:
        raise ValueError(f"{number} does not fit NUMERIC({PRECISION},{SCALE})")
    exponent = number.as_tuple().exponent
    return number.quantize(_STEP, context=_CONTEXT) if int(exponent) < -SCALE else number


def to_rows(release: Release) -> dict[str, list[Row]]:
    """The rows of each table for one release."""
    children = {
        name: [
            {"release_id": release.release_id, "index": index, **flatten(record)}
            for index, record in enumerate(getattr(release, name))
        ]
        for name in _CHILDREN
    }
    return {"releases": [flatten(release)], **children}


def from_rows(rows: Mapping[str, Sequence[Row]]) -> Release:
    """The release whose rows, those of each table in their order, these are."""
    (head,) = rows["releases"]
    parts: Row = {name: tuple(_record(RECORDS[name], row) for row in rows[name]) for name in _CHILDREN}
    return Release(**head, **parts)


def _record(record: type, row: Row) -> Any:  # noqa: ANN401 - any of the records
    hints = get_type_hints(record)
    values: Row = {}
    for name in (field.name for field in fields(record)):
        nested = next((kind for kind in get_args(hints[name]) if kind in {Period, Base}), None)
        if nested is None:
            values[name] = row[name]
        elif row[f"{name}_text"] is None:
            values[name] = None
        else:
            values[name] = nested(**{f.name: row[f"{name}_{f.name}"] for f in fields(nested)})
    return record(**values)
