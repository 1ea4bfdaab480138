"""The result of the finder: a time expression with offsets and days."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class TimeMention(NamedTuple):
    """A time expression with offsets, and first and last day if known.

    `kind` is a ``point`` or stretch of the calendar (2024年, 1—10月, “十四五”期间), the ``same`` period of
    another year (上年同月), ``now``, a number of ``years`` (近五年), a ``day`` (今天), ``since`` something
    (党的十八大以来) or since a ``launched`` event (专项行动启动以来), or during an ``event``. `future` is
    true after the publication, as far as known. `form` is the id of the grammar's form. A `floating`
    expression prints no year: it has the year of publication if that has seen its days, and `of_past_year`
    moves it if a fact or plan requires another.
    """

    text: str
    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    kind: str
    future: bool = False
    form: str = ""
    floating: bool = False
