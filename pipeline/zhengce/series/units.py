"""Map units to their dimension and to the canonical unit of a series."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from zhengce.quantities.units import Units

_THINGS = frozenset("个家所座处间")  # 医院5家, 5所: interchangeable measure words
_OTHER = {"名": "人", "位": "人", "成": "%"}


class CanonicalUnit(NamedTuple):
    """Dimension and canonical unit; both None if no unit is printed."""

    dimension: str | None
    unit: str | None


@cache
def _units() -> Units:
    return Units()


@cache
def canonical_unit(unit: str | None) -> CanonicalUnit:
    """Return the dimension and the canonical unit of a printed unit.

    >>> canonical_unit("所"), canonical_unit("名").unit, canonical_unit(None)
    (CanonicalUnit(dimension='count', unit='个'), '人', CanonicalUnit(dimension=None, unit=None))
    >>> canonical_unit("元/吨"), canonical_unit("锅")
    (CanonicalUnit(dimension='money/mass', unit='元/吨'), CanonicalUnit(dimension='count', unit='锅'))
    """
    if unit is None:
        return CanonicalUnit(None, None)
    found = _units().named(unit)
    if found is None and "/" in unit:
        first, second = (canonical_unit(part) for part in unit.split("/", 1))
        return CanonicalUnit(f"{first.dimension}/{second.dimension}", f"{first.unit}/{second.unit}")
    if found is None:
        return CanonicalUnit("count", unit)
    canonical = "个" if found.canonical in _THINGS else _OTHER.get(found.canonical, found.canonical)
    return CanonicalUnit("ratio" if canonical == "%" else found.dimension, canonical)
