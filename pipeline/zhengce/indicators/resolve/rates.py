"""A rate of growth given as a noun is read as a change: 增速5.2% and 增长5.2% are one fact."""

from __future__ import annotations

import re

from zhengce.types import Direction

_LEVELS = ("自然增长率", "机械增长率")  # births less deaths: a level that may be negative
_RATE = re.compile(
    r"(?:(?:年均|平均|同比|环比|累计|增长|实际|名义)*"
    r"(?:(?P<up>增速|增幅|涨幅|升幅|增长率|成长率|年增率|月增率|季增率|增长幅度|上涨幅度|升值幅度|调幅)"
    r"|(?P<down>降幅|跌幅|减幅|下降幅度|下跌幅度|贬值幅度|降低率|下降率|年减率|衰退率)))$"
)


def as_change(subject: str | None) -> tuple[str, Direction] | None:
    """The thing and the direction of a rate of growth, null for any other subject.

    >>> as_change("工业增加值增速"), as_change("房价环比跌幅"), as_change("就业率")
    (('工业增加值', 'increase'), ('房价', 'decrease'), None)
    """
    found = _RATE.search(subject) if subject else None
    if found is None or subject is None or subject.endswith(_LEVELS):
        return None
    return subject[: found.start()].removesuffix("的") or subject, "increase" if found["up"] else "decrease"
