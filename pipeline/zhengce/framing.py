"""Convert columns of a pandas frame to numeric, datetime and boolean types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def typed(frame: pd.DataFrame, kinds: Mapping[str, type], *, decimals: bool = False) -> pd.DataFrame:
    """Return the frame with each column converted to the type of its values.

    Decimals become ``float64`` (or stay ``Decimal`` objects), dates and timestamps ``datetime64``, integers
    ``Int64``, booleans ``boolean``; strings stay. Missing values are NaN, NaT or NA.

    Args:
        frame: a frame of Python values.
        kinds: the Python type of each column; other columns are unchanged.
        decimals: keep decimals.
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
