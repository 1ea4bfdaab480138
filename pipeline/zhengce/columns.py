"""Records as rows: the columns of a record, and a record as a row of values."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints


class Note(NamedTuple):
    """The description of a field in English and Chinese, used as the comment of its database column."""

    en: str
    zh: str


def flat_fields(record: type) -> dict[str, tuple[Any, Note]]:
    """Map the columns of a record to type and description, with several columns per `Period` or `Base`."""
    columns: dict[str, tuple[Any, Note]] = {}
    hints = get_type_hints(record, include_extras=True)
    for name in (f.name for f in fields(record)):
        if get_origin(hints[name]) is not Annotated:  # the tuples of a release are separate tables
            continue
        kind, note = get_args(hints[name])
        inner = next((t for t in get_args(kind) if isinstance(t, type) and is_dataclass(t)), None)
        if inner is None:
            columns[name] = (kind, note)
            continue
        for sub, (sub_kind, sub_note) in flat_fields(inner).items():
            both = Note(f"{note.en}: {sub_note.en}", f"{note.zh}：{sub_note.zh}")
            columns[f"{name}_{sub}"] = (sub_kind | None, both)
    return columns


def plain_kind(hint: Any) -> type:  # noqa: ANN401 - a type, or a form of typing
    """Return the value type of a column."""
    options = [hint] if isinstance(hint, type) else [one for one in get_args(hint) if isinstance(one, type)]
    return next((one for one in options if one is not type(None)), str)


def flatten(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the records
    """Return one record as a row with the keys of `flat_fields`."""
    kind: Any = type(record)
    nested = _nested(kind)
    row: dict[str, Any] = {}
    for name in (f.name for f in fields(record)):
        value = getattr(record, name)
        if name in nested:
            row.update({f"{name}_{sub}": getattr(value, sub, None) for sub in nested[name]})
        elif not isinstance(value, tuple):
            row[name] = value
    return row


@cache
def _nested(record: type[Any]) -> dict[str, tuple[str, ...]]:
    """Return the fields of a record that take several columns, each with its own fields."""
    hints = get_type_hints(record)
    kinds = {f.name: get_args(hints[f.name]) or (hints[f.name],) for f in fields(record)}
    return {
        name: tuple(f.name for f in fields(inner))
        for name, options in kinds.items()
        for inner in options
        if get_origin(hints[name]) is not tuple and isinstance(inner, type) and is_dataclass(inner)
    }
