"""What is found: a time expression with its place and days."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class TimeMention(NamedTuple):
    """A time expression: what is printed, its place, its first and last day where they follow.

    `kind`: a ``point`` or stretch of the calendar (2024年, 1—10月, “十四五”期间), the ``same`` period of
    another year (上年同月), ``now``, a number of ``years`` (近五年), a ``day`` (今天), ``since`` something
    (党的十八大以来) or since it was ``launched`` (专项行动启动以来), or during an ``event``.
    `future` tells that it lies after the publication, as far as its days are known. `form` is the id of the
    form of the grammar that found it. A `floating` one prints no year: its days are of the publication year
    where that has seen them, and `of_past_year` places it where a fact or a plan asks for another.
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
