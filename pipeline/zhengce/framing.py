"""Columns of a pandas frame in types that pandas reckons with: numbers, days, moments, truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def typed(frame: pd.DataFrame, kinds: Mapping[str, type], *, decimals: bool = False) -> pd.DataFrame:
    """The frame with each column in the type of its kind.

    Decimals become ``float64`` (left as ``Decimal`` objects on request), days and moments ``datetime64``,
    whole numbers ``Int64``, truth ``boolean``; texts stay as they are. What is not there is NaN, NaT or NA.

    Args:
        frame: as made from rows of Python values.
        kinds: column to the Python type of its values; columns without one are left alone.
        decimals: leave decimals as they are.
    """
    import pandas as pd

    made = {}
    for name in frame.columns:
        kind, column = kinds.get(name), frame[name]
        if kind is Decimal and not decimals:
            made[name] = pd.to_numeric(column.astype("object"), errors="coerce").astype("float64")
        elif kind is dt.date:
            made[name] = pd.to_datetime(column, errors="coerce")
        elif kind is dt.datetime:
            made[name] = pd.to_datetime(column, errors="coerce", utc=True)
        elif kind is int:
            made[name] = column.astype("Int64")
        elif kind is bool:
            made[name] = column.astype("boolean")
        elif kind is float:
            made[name] = column.astype("float64")
        else:
            made[name] = column
    return pd.DataFrame(made, index=frame.index, columns=frame.columns)
