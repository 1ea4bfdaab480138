"""Databases for runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """URL of an SQLite database."""
    return f"sqlite:///{tmp_path}/x.db"
