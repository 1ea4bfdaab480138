"""A database of each kind, empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def database(url: str) -> Iterator[DatabaseTarget]:
    """An empty database of each kind."""
    with DatabaseTarget(url) as target:
        yield target
