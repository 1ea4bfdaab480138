"""``zhengce train``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import errors_told


def train() -> None:
    """Placeholder."""
