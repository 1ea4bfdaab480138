"""The six tables, derived from the records of `zhengce.types`: releases to rows and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin, get_type_hints

from zhengce.columns import Note, flat_fields, flatten
from zhengce.types import RECORDS, Base, Period, Release

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

KINDS = (str, int, float, bool, Decimal, dt.date, dt.datetime)
"""The Python types a column can have."""

PRECISION, SCALE = 38, 10
"""Digits of a number column: all, and behind the point."""

_CONTEXT = Context(prec=PRECISION, rounding=ROUND_HALF_EVEN)
_STEP = Decimal(1).scaleb(-SCALE)
_CHILDREN = ("sections", "sentences", "indicators", "programmes", "repairs")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Python type (one of `KINDS`), whether it is nullable, and its meaning."""

    kind: type
    nullable: bool
    note: Note


def _column(hint: Any, note: Note) -> Column:  # noqa: ANN401 - a type or typing construct
    options = (hint,) if get_origin(hint) is Literal else get_args(hint) or (hint,)
    (kind,) = (option for option in options if option is not type(None))
    kind = str if get_origin(kind) is Literal else kind
    if kind not in KINDS:
        raise TypeError(
            f"no column type for {kind!r}; add it to KINDS in tables.py, and to schema.py and arrow.py"
        )
    return Column(kind, type(None) in options, note)


def columns_of(record: type) -> dict[str, Column]:
    """Return the columns of a record's annotated fields; a `Period` or `Base` takes several columns."""
    return {name: _column(hint, note) for name, (hint, note) in flat_fields(record).items()}


_KEY = {
    "release_id": Column(str, nullable=False, note=Note("identity of the file", "文件标识")),
    "index": Column(int, nullable=False, note=Note("number in the release, from 0", "序号")),
}
TABLES: dict[str, dict[str, Column]] = {
    "releases": columns_of(Release),
    **{name: _KEY | columns_of(RECORDS[name]) for name in _CHILDREN},
}
"""Columns of each table; every table comes after those it refers to."""


def fitted(number: Decimal) -> Decimal:
    """Round a number as its column does: half to even, to ten decimal places.

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
    """Return the rows of each table for one release."""
    children = {
        name: [
            {"release_id": release.release_id, "index": index, **flatten(record)}
            for index, record in enumerate(getattr(release, name))
        ]
        for name in _CHILDREN
    }
    return {"releases": [flatten(release)], **children}


def to_tuples(release: Release) -> dict[str, list[tuple[Any, ...]]]:
    """Return the values of `to_rows` in the order of the columns; several times as fast.

    Raises:
        ValueError: a number does not fit its column.
    """
    key = release.release_id
    tuples: dict[str, list[tuple[Any, ...]]] = {"releases": [_VALUES["releases"](release)]}
    for name in _CHILDREN:
        values, numbered = _VALUES[name], "index" in _FIELDS[name]
        tuples[name] = [
            (key, *values(record)) if numbered else (key, index, *values(record))
            for index, record in enumerate(getattr(release, name))
        ]
    return tuples


def from_rows(rows: Mapping[str, Sequence[Row]]) -> Release:
    """Rebuild a release from its rows, given in order."""
    (head,) = rows["releases"]
    parts: Row = {name: tuple(_record(RECORDS[name], row) for row in rows[name]) for name in _CHILDREN}
    return Release(**head, **parts)


def _record(record: type, row: Row) -> Any:  # noqa: ANN401 - any of the records
    values: Row = {}
    for name, nested in _shape(record):
        if nested is None:
            values[name] = row[name]
        elif row[f"{name}_text"] is None:
            values[name] = None
        else:
            kind, parts = nested
            values[name] = kind(**{part: row[f"{name}_{part}"] for part in parts})
    return record(**values)


@cache
def _shape(record: type) -> tuple[tuple[str, tuple[type, tuple[str, ...]] | None], ...]:
    """Return the fields of a record, with type and fields of each nested record."""
    hints = get_type_hints(record)
    shape = []
    for name in (field.name for field in fields(record)):
        nested = next((kind for kind in get_args(hints[name]) if kind in {Period, Base}), None)
        shape.append((name, nested and (nested, tuple(field.name for field in fields(nested)))))
    return tuple(shape)


_FIELDS = {name: tuple(flat_fields(record)) for name, record in ({"releases": Release} | RECORDS).items()}


def _reader(record: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function from a record to its values in the order of `flat_fields`, numbers rounded."""
    hints = get_type_hints(record, include_extras=True)
    expand: list[tuple[int, int, Callable[[Any], tuple[Any, ...]]]] = []
    numbers: list[int] = []
    names: list[str] = []
    for name in (field.name for field in fields(record) if get_origin(hints[field.name]) is Annotated):
        options = get_args(get_args(hints[name])[0])
        nested = next((kind for kind in options if kind in {Period, Base}), None)
        if nested is not None:
            parts = [field.name for field in fields(nested)]
            expand.append((len(names), len(parts), attrgetter(*parts)))
        elif Decimal in options:
            numbers.append(len(names))
        names.append(name)
    get = attrgetter(*names)
    if not expand and not numbers:
        return get  # attrgetter returns a tuple for several names

    def values(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any of the records
        row = list(get(value))
        for place in numbers:
            if row[place] is not None:
                row[place] = fitted(row[place])
        for place, width, parts in reversed(expand):
            inner = row[place]
            row[place : place + 1] = (None,) * width if inner is None else parts(inner)
        return tuple(row)

    return values


_VALUES = {name: _reader(record) for name, record in ({"releases": Release} | RECORDS).items()}
