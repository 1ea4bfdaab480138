"""The taxonomy of work areas: `areas.toml` for those of zhengce, or a user's file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from zhengce.errors import ConfigError
from zhengce.resources import load_toml

AREAS = Path(__file__).with_name("areas.toml")
"""The taxonomy that comes with zhengce."""

Identifier = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]*$")]
Text = Annotated[str, msgspec.Meta(min_length=1)]


class Area(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A work area.

    Args:
        id: its id in records.
        zh: its Chinese name.
        en: its English name.
        description: what belongs to it.
        rest: whether it takes everything that no other area does; true for exactly one.
        phrases: typical phrases; each is an additional, weaker example in training.
    """

    id: Identifier
    zh: Text
    en: Text
    description: Text
    rest: bool = False
    phrases: tuple[Text, ...] = ()


class Taxonomy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All work areas, in display order."""

    areas: tuple[Area, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the areas, in order."""
        return tuple(area.id for area in self.areas)

    @property
    def rest(self) -> Area:
        """Return the rest area."""
        return next(area for area in self.areas if area.rest)


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Load a taxonomy; defaults to the one of zhengce.

    Raises:
        ConfigError: a key is unknown or missing, an id is repeated, or the number of `rest` areas is not one;
            the message names the file and the place.

    >>> load_taxonomy().ids
    ('workforce', 'innovation', 'craftsmanship', 'rights', 'other')
    >>> load_taxonomy().rest.zh
    '其他'
    """
    path = path or AREAS
    taxonomy = load_toml(path, Taxonomy)
    if len(taxonomy.areas) < 2:
        raise ConfigError(f"{path}: {len(taxonomy.areas)} areas; a taxonomy needs at least two")
    seen: set[str] = set()
    for index, area in enumerate(taxonomy.areas):
        if area.id in seen:
            raise ConfigError(f"{path}: area {area.id!r} is repeated at `$.areas[{index}]`")
        seen.add(area.id)
    rest = [area.id for area in taxonomy.areas if area.rest]
    if len(rest) != 1:
        named = ", ".join(rest) or "none"
        raise ConfigError(f"{path}: mark exactly one area with `rest = true` (marked now: {named})")
    return taxonomy
