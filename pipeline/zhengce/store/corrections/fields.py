"""The correctable fields of an indicator, and their values as text and back."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from zhengce.store.tables import fitted
from zhengce.types import Basis, Direction, Measure, Modifier, Status, Vintage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengce.types import Indicator

LONGEST = 400
"""Characters of a text."""
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")

CHOICES: dict[str, tuple[str, ...]] = {
    "measure": get_args(Measure),
    "direction": get_args(Direction),
    "modifier": get_args(Modifier),
    "status": get_args(Status),
    "basis": get_args(Basis),
    "vintage": get_args(Vintage),
}
"""Fields with few values."""
NEVER_EMPTY = frozenset({"measure", "modifier", "status"})
NUMBERS = ("value", "value_min", "value_max")
DAYS = ("period_start", "period_end")
FIELDS = (
    "value", "value_min", "value_max", "unit", "measure", "direction", "modifier", "subject", "status",
    "period", "period_start", "period_end", "base", "denominator", "basis", "vintage", "region",
)  # fmt: skip
"""What can be corrected; all else follows from it."""


def read_of(one: Indicator) -> dict[str, Any]:
    """Return the values of the correctable fields."""
    return {
        **{name: getattr(one, name, None) for name in FIELDS},
        "period": one.period and one.period.text,
        "period_start": one.period and one.period.start,
        "period_end": one.period and one.period.end,
        "base": one.base and one.base.text,
    }


def written(value: object) -> str | None:
    """Format a value as text: numbers with all digits, dates in ISO format.

    >>> written(Decimal("2643000.0")), written(dt.date(2024, 1, 5)), written(None)
    ('2643000', '2024-01-05', None)
    """
    if value is None:
        return None
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def parsed(name: str, text: object) -> Any:  # noqa: ANN401 - of the type of the field
    """Parse the typed value of a field; an empty string is None.

    Raises:
        ValueError: the field is unknown or the value invalid; the message lists the choices.

    >>> parsed("value", "1,580"), parsed("period_end", "2024-06-30"), parsed("unit", " ")
    (Decimal('1580'), datetime.date(2024, 6, 30), None)
    >>> parsed("status", "plan")
    Traceback (most recent call last):
    ValueError: status: 'plan' is not one of actual, target
    """
    if name not in FIELDS:
        raise ValueError(f"unknown field {name!r}; the fields are {', '.join(FIELDS)}")
    said = (written(text) or "").strip()
    if not said:
        if name in NEVER_EMPTY:
            raise ValueError(f"{name}: must not be empty; choose one of {', '.join(CHOICES[name])}")
        return None
    if name in CHOICES and said not in CHOICES[name]:
        raise ValueError(f"{name}: {said!r} is not one of {', '.join(CHOICES[name])}")
    if name in NUMBERS:
        return _number(name, said)
    if name in DAYS:
        try:
            return dt.date.fromisoformat(said)
        except ValueError:
            raise ValueError(f"{name}: {said!r} is not a date; write it like 2024-06-30") from None
    return storable(name, said)


def storable(name: str, text: str, *, longest: int = LONGEST) -> str:
    """Return a text that every database can store.

    Raises:
        ValueError: the text is too long, or holds an unpaired surrogate or control character.
    """
    if len(text) > longest:
        raise ValueError(f"{name}: {len(text)} characters; the limit is {longest}")
    if _NO_TEXT.search(text):
        raise ValueError(f"{name}: {text!a} contains an invalid character; remove it")
    return text


def _number(name: str, said: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", said)
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"{name}: {said!r} is not a number; use digits only, in the given unit")
    try:
        return fitted(Decimal(plain.replace(",", "")))
    except ValueError:
        raise ValueError(f"{name}: {said!r} is too large; at most 28 digits before the point") from None


def in_order(fields: Mapping[str, Any]) -> None:
    """Check that the bounds of a range and of a period are in order.

    Raises:
        ValueError: they are not; the message names them.
    """
    for first, last in (("value_min", "value_max"), ("period_start", "period_end")):
        begin, end = fields.get(first), fields.get(last)
        if begin is not None and end is not None and begin > end:
            raise ValueError(f"{first} {written(begin)} is after {last} {written(end)}; swap them")
