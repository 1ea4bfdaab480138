"""Minimum figures (floors), tied to the hash of their gold; lowering one needs an explicit flag."""

from __future__ import annotations

from pathlib import Path

import msgspec

from zhengce.errors import ConfigError
from zhengce.resources import load_toml

_ROOM = 0.002  # distance of a floor below the measured figure


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hash of the gold, and the minimum of each figure."""

    gold: str
    floors: dict[str, float]


def load_floors(path: Path) -> Floors:
    """Load a file of floors.

    Raises:
        ConfigError: the file is missing or malformed.
    """
    return load_toml(path, Floors)


def fallen(floors: Floors, figures: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Return the figures that are missing or below their floor: name to (figure, floor).

    >>> fallen(Floors("", {"f1": 0.9}), {"f1": 0.85})
    {'f1': (0.85, 0.9)}
    """
    return {
        name: (figures.get(name, 0.0), floor)
        for name, floor in floors.floors.items()
        if figures.get(name, 0.0) < floor
    }


def raise_floors(path: Path, figures: dict[str, float], *, gold: str, lower: bool = False) -> None:
    """Write floors just below the measured figures, with the hash of the gold.

    Raises:
        ConfigError: a floor would fall and `lower` is false; the message names the figures.
    """
    new = {name: round(max(0.0, value - _ROOM), 4) for name, value in sorted(figures.items())}
    if path.exists() and not lower:
        old = load_floors(path).floors
        falling = [f"{n}: {old[n]} to {v}" for n, v in new.items() if old.get(n, 0.0) - _ROOM > v]
        if falling:
            raise ConfigError(
                f"{path}: these floors would fall: {', '.join(falling)}; use --lower to allow it"
            )
        new = {name: max(value, old.get(name, 0.0)) for name, value in new.items()}
    lines = [
        "# The least that each figure may be; zhengce evaluate --write-floors raises them.",
        f'gold = "{gold}"',
        "",
        "[floors]",
        *(f'"{name}" = {value}' for name, value in new.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
