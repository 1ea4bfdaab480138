"""Tuples of records, and their construction in bulk."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import SupportsIndex, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


class Records(tuple[T_co, ...]):
    """A tuple of records that notebooks display as a table.

    >>> Records([1, 2]) == (1, 2)
    True
    >>> Records("ab")[:1]
    ('a',)
    """

    __slots__ = ()

    @overload
    def __getitem__(self, key: SupportsIndex, /) -> T_co: ...
    @overload
    def __getitem__(self, key: slice, /) -> Records[T_co]: ...
    def __getitem__(self, key: SupportsIndex | slice, /) -> T_co | Records[T_co]:
        """Return one record, or a slice that is displayed as a table too."""
        found = super().__getitem__(key)
        return Records(found) if isinstance(key, slice) else found  # type: ignore[arg-type, return-value]

    def _repr_html_(self) -> str:
        from zhengce.display.tables import table

        return table(self)


@contextmanager
def uncollected() -> Iterator[None]:
    """Suspend the cyclic garbage collector while building many records, which have no cycles.

    >>> import gc
    >>> with uncollected():
    ...     print(gc.isenabled())
    False
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
