"""List, merge and rename the programmes of a database.

A merge or a new name is first written to the user's registry, so that later runs follow it, and then to the
rows, in one transaction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from zhengce.errors import ConfigError
from zhengce.extract.programmes.canonical import canonical, key, programme_id
from zhengce.extract.programmes.registry import add_row
from zhengce.store.database import DatabaseTarget
from zhengce.store.schema import METADATA

_PROGRAMMES = METADATA.tables["programmes"]
_INDICATORS = METADATA.tables["indicators"]


class KnownProgramme(NamedTuple):
    """A programme with its mentions; `forms` are its other printed forms, most frequent first."""

    programme_id: str
    kind: str
    name: str
    mentions: int
    releases: int
    forms: tuple[str, ...]


class Renamed(NamedTuple):
    """The result of a merge or renaming: old and new name, and the number of mentions."""

    before: str
    name: str
    mentions: int


def known_programmes(url: str) -> list[KnownProgramme]:
    """Return the programmes of a database by name; none if it has no tables yet.

    Raises:
        TargetError: the database cannot be used, or is of another version.
    """
    with DatabaseTarget(url, create=False) as target:
        return _known(target)


def merge(url: str, name: str, other: str, file: Path) -> Renamed:
    """Merge the programme `other` into the programme `name`.

    Args:
        url: the database.
        name: name or id of the programme that stays.
        other: name or id of the programme that is merged into it.
        file: the user's registry, created if missing.

    Raises:
        ConfigError: a programme is unknown, both are the same, or the registry is malformed.
        TargetError: the database cannot be used.
    """
    with DatabaseTarget(url, create=False) as target:
        known = _known(target)
        kept, gone = _find(known, name, url), _find(known, other, url)
        if kept.programme_id == gone.programme_id:
            raise ConfigError(f"{other}: already the same programme as {kept.name}; give two different ones")
        return _become(target, gone, kept.name, kept.kind, file)


def rename(url: str, name: str, new: str, file: Path) -> Renamed:
    """Rename a programme.

    Args:
        url: the database.
        name: its name or id.
        new: its new name.
        file: the user's registry, created if missing.

    Raises:
        ConfigError: the programme is unknown, another one has the new name, or the registry is malformed.
        TargetError: the database cannot be used.
    """
    with DatabaseTarget(url, create=False) as target:
        known = _known(target)
        one = _find(known, name, url)
        plain = canonical(new)
        if not key(plain):
            raise ConfigError(f"{new!r}: not a valid name; use letters or Chinese characters")
        if any(programme_id(plain) == other.programme_id != one.programme_id for other in known):
            raise ConfigError(
                f"{new}: another programme has this name; merge them with zhengce programmes merge"
            )
        return _become(target, one, plain, one.kind, file)


def _known(target: DatabaseTarget) -> list[KnownProgramme]:
    if target._empty:  # noqa: SLF001
        return []
    c = _PROGRAMMES.c
    query = sa.select(c.programme_id, c.kind, c.name, c.text, c.release_id)
    rows = target._read(lambda connection: connection.execute(query).all())  # noqa: SLF001
    names: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    releases: dict[str, set[str]] = defaultdict(set)
    for identity, kind, name, text, release in rows:
        names[identity][name] += 1
        kinds[identity][kind] += 1
        forms[identity][canonical(text)] += 1
        releases[identity].add(release)
    found = []
    for identity, counted in names.items():
        name = counted.most_common(1)[0][0]
        others = tuple(form for form, _ in forms[identity].most_common() if form != name)
        kind = kinds[identity].most_common(1)[0][0]
        found.append(
            KnownProgramme(
                programme_id=identity,
                kind=kind,
                name=name,
                mentions=counted.total(),
                releases=len(releases[identity]),
                forms=others,
            )
        )
    return sorted(found, key=lambda one: (one.name, one.programme_id))


def _find(known: list[KnownProgramme], name: str, url: str) -> KnownProgramme:
    for one in known:
        if name in {one.programme_id, one.name} or key(name) == key(one.name):
            return one
    raise ConfigError(f"{name}: no such programme; list them with: zhengce programmes list {url}")


def _become(target: DatabaseTarget, one: KnownProgramme, name: str, kind: str, file: Path) -> Renamed:
    add_row(file, name, (one.name, *one.forms), kind)
    identity = programme_id(name)

    def change(connection: sa.Connection) -> None:
        connection.execute(
            sa.update(_PROGRAMMES)
            .where(_PROGRAMMES.c.programme_id == one.programme_id)
            .values(programme_id=identity, name=name, kind=kind)
        )
        held = _INDICATORS.c.programme_id == one.programme_id
        connection.execute(sa.update(_INDICATORS).where(held).values(programme_id=identity, holder=name))

    target._write(change)  # noqa: SLF001
    return Renamed(one.name, name, one.mentions)
