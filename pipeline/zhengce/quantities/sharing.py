"""Units printed once for all members of a list: 27.5、16.0、13.9个百分点."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from zhengce.quantities.mention import Mention
from zhengce.quantities.numerals import plain

_SHARING = frozenset({"和", "、", "及", "与", "或"})
_SCALE = re.compile(r"\d(万亿|万|亿|千|百万|百)")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "亿": 10**8, "万亿": 10**12}
_PLAIN = re.compile(r"[-−]?\d+(?:\.\d+)?(?:个|万亿|亿|万)?")
_LARGEST = 100_000
_LISTS = ("\n", "。", "；", "")


def share_units(text: str, start: int, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, with shared units distributed over their lists.

    A mention without a printed unit takes the unit and scale of the next member of its list.
    """
    shared = list(found)
    for i in range(len(found) - 2, -1, -1):
        mention, later = shared[i], shared[i + 1]
        if mention.kind != "quantity" or later.kind != "quantity" or later.unit is None:
            continue
        if mention.unit is not None and not (mention.unit == "个" and later.dimension == "points"):
            continue
        if (
            text[mention.end : later.start] not in _SHARING
            or not _PLAIN.fullmatch(mention.text)
            or later.value is None
        ):
            continue
        if mention.start == start and "." not in mention.text:
            continue  # 1、5个项目: the number of a list
        shared[i] = _like(mention, later)
    return shared


def _like(mention: Mention, later: Mention) -> Mention:
    """Return the mention with unit and scale of the later one."""
    scale = None if _SCALE.search(mention.text) else _SCALE.search(later.text)  # 1.2万亿、8200亿元
    factor = Decimal(_SCALES[scale[1]]) if scale is not None else Decimal(1)
    if mention.value is None or (scale is not None and mention.value > _LARGEST):
        return mention
    value = plain(mention.value * factor)
    canonical = None
    if later.value_canonical is not None and later.value:
        canonical = plain(value * later.value_canonical / later.value)
    return mention._replace(
        value=value, unit=later.unit, dimension=later.dimension,
        unit_canonical=later.unit_canonical, value_canonical=canonical,
    )  # fmt: skip
