"""What can be corrected of an indicator; values as text of a column, and back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, get_args

from zhengce.store.tables import fitted
from zhengce.types import Basis, Direction, Measure, Modifier, Status, Vintage

if TYPE_CHECKING:
    from zhengce.types import Indicator

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
    """The correctable fields of an indicator."""
    return {
        **{name: getattr(one, name, None) for name in FIELDS},
        "period": one.period and one.period.text,
        "period_start": one.period and one.period.start,
        "period_end": one.period and one.period.end,
        "base": one.base and one.base.text,
    }


def written(value: object) -> str | None:
    """A value as text: numbers with all digits, days as ISO.

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
    """The value of a field from what was typed; empty is null.

    Raises:
        ValueError: there is no such field, or it cannot have this value; says what it can.

    >>> parsed("value", "1,580"), parsed("period_end", "2024-06-30"), parsed("unit", " ")
    (Decimal('1580'), datetime.date(2024, 6, 30), None)
    >>> parsed("status", "plan")
    Traceback (most recent call last):
    ValueError: status: 'plan' is none of actual, target
    """
    if name not in FIELDS:
        raise ValueError(f"no field {name!r} of a figure: choose from {', '.join(FIELDS)}")
    said = (written(text) or "").strip()
    if not said:
        if name in NEVER_EMPTY:
            raise ValueError(f"{name}: must not be empty: one of {', '.join(CHOICES[name])}")
        return None
    if name in CHOICES and said not in CHOICES[name]:
        raise ValueError(f"{name}: {said!r} is none of {', '.join(CHOICES[name])}")
    if name in NUMBERS:
        try:
            return fitted(Decimal(said.replace(",", "").replace("，", "")))
        except InvalidOperation:
            raise ValueError(
                f"{name}: {said!r} is no number: digits only, in the unit that is given"
            ) from None
    if name in DAYS:
        try:
            return dt.date.fromisoformat(said)
        except ValueError:
            raise ValueError(f"{name}: {said!r} is no day: write 2024-06-30") from None
    return said
