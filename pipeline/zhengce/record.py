"""How the records of the output are made: frozen dataclasses that are quick to fill."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def record(kind: type[T]) -> type[T]:
    """A frozen dataclass with slots whose constructor fills them by their descriptors.

    Releases are made of thousands of these, and the dataclass's own constructor looks each field up by its
    name (`object.__setattr__`), which takes three times as long.

    >>> @record
    ... class Place:
    ...     start: int
    ...     end: int = 0
    >>> Place(3)
    Place(start=3, end=0)
    """
    made = dataclass(frozen=True, slots=True)(kind)
    names = [field.name for field in fields(made)]  # type: ignore[arg-type]
    setters: dict[str, Any] = {f"_{name}": vars(made)[name].__set__ for name in names}
    filling = "\n".join(f"    _{name}(self, {name})" for name in names)
    exec(f"def __init__(self, {', '.join(names)}):\n{filling}", setters)  # noqa: S102 - as dataclasses does
    init, usual = setters["__init__"], made.__init__
    init.__defaults__, init.__annotations__ = usual.__defaults__, usual.__annotations__
    init.__qualname__, init.__module__ = f"{kind.__qualname__}.__init__", kind.__module__
    made.__init__ = init  # type: ignore[method-assign]
    return made


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cyclic garbage while many records are made: none of them is, all would be searched.

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
