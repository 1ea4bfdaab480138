"""Grow the registry: turn programmes found in releases into rows of a registry file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhengce.extract.programmes.canonical import canonical, key
from zhengce.extract.programmes.registry import Registry

_LEAST_RELEASES = 2


@dataclass(slots=True)
class _Seen:
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    releases: set[str] = field(default_factory=set)
    first: str | None = None


def new_rows(
    rows: Iterable[Mapping[str, Any]], registry: Registry, *, least: int = _LEAST_RELEASES
) -> list[tuple[str, str, str, str]]:
    """Return registry rows (name, aliases, kind, source) for programmes missing from `registry`.

    Args:
        rows: mentions with ``name``, ``text``, ``kind``, ``release_id`` and optionally ``published``, as in
            the table ``programmes`` joined with ``releases``.
        registry: the known programmes; their names and aliases give no row.
        least: the minimum number of releases that mention a name.

    Returns:
        One row per programme, most frequent first; the source column gives the date it was first seen.
        Names are unique, so the rows can be appended to the file that `registry` was read from, and
        appending again adds nothing.

    >>> from zhengce.extract.programmes.registry import load_registry
    >>> seen = [
    ...     {"name": "“燎原”行动", "text": "“燎原”行动", "kind": "initiative", "release_id": "a"},
    ...     {"name": "燎原行动", "text": "燎原行动", "kind": "initiative", "release_id": "b"},
    ...     {"name": "产业工人队伍建设改革", "text": "产改", "kind": "system", "release_id": "b"},
    ... ]
    >>> new_rows(seen, load_registry())
    [('“燎原”行动', '(燎原行动)', 'initiative', 'first seen on an unknown day')]
    """
    seen: dict[str, _Seen] = {}
    for row in rows:
        identity = key(row["name"])
        if (
            not identity
            or registry.resolve(row["name"]) is not None
            or registry.resolve(row["text"]) is not None
        ):
            continue
        one = seen.setdefault(identity, _Seen())
        one.names[canonical(row["name"])] += 1
        one.kinds[row["kind"]] += 1
        one.releases.add(row["release_id"])
        day = str(row["published"]) if row.get("published") else None
        if day is not None and (one.first is None or day < one.first):
            one.first = day
    kept = [one for one in seen.values() if len(one.releases) >= least]
    kept.sort(key=lambda one: (-len(one.releases), -one.names.total(), min(one.names)))
    return [_row(one) for one in kept]


def _row(one: _Seen) -> tuple[str, str, str, str]:
    ranked = sorted(one.names, key=lambda name: (-one.names[name], "“" not in name, name))
    aliases = "|".join(f"({name})" for name in ranked[1:])
    return (
        ranked[0],
        aliases,
        one.kinds.most_common(1)[0][0],
        f"first seen {one.first or 'on an unknown day'}",
    )


def to_tsv(rows: Iterable[tuple[str, str, str, str]]) -> str:
    r"""Format rows as lines of a registry file.

    >>> to_tsv([("燎原行动", "", "initiative", "first seen 2024-05-01")])
    '燎原行动\t\tinitiative\tfirst seen 2024-05-01\n'
    """
    return "".join("\t".join(cell.replace("\t", " ") for cell in row) + "\n" for row in rows)
