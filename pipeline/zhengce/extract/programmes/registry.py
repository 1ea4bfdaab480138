"""The registry of programmes known by name: canonical names, aliases, kinds.

A tab-separated file that users edit; see the head of ``registry.tsv``. The identity of a programme
follows from its canonical name alone, so adding rows or aliases never changes the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from zhengce.alternation import any_of
from zhengce.errors import ConfigError
from zhengce.extract.programmes.canonical import canonical, key, programme_id
from zhengce.resources import load_tsv
from zhengce.types import ProgrammeKind

REGISTRY = Path(__file__).with_name("registry.tsv")
_COLUMNS = 4
_ORGANISATION = "集团|公司|办公室|管理局|局|示范[县区镇村]|重点帮扶县"


@dataclass(frozen=True, slots=True)
class Known:
    """One programme of the registry."""

    name: str
    kind: ProgrammeKind
    programme_id: str


@dataclass(frozen=True, slots=True)
class Registry:
    """Programmes by the key of every name they have."""

    by_key: Mapping[str, Known]
    searched: tuple[str, ...]
    expression: str
    """A regular expression of the names worth searching for, longest first."""

    def resolve(self, name: str) -> Known | None:
        """The programme that has this name, however it is quoted.

        >>> load_registry().resolve("产改").name
        '产业工人队伍建设改革'
        """
        return self.by_key.get(key(name))


def load_registry(*paths: Path) -> Registry:
    """Read the registry that comes with the package, then those at `paths`.

    Raises:
        ConfigError: a row has an unknown kind, or two programmes share a name.
    """
    by_key: dict[str, Known] = {}
    searched: list[str] = []
    for path in (REGISTRY, *paths):
        for name, aliases, kind, _source in load_tsv(path, _COLUMNS):
            if kind not in get_args(ProgrammeKind):
                raise ConfigError(
                    f"{path}: {name}: kind {kind!r} is none of {', '.join(get_args(ProgrammeKind))}"
                )
            known = Known(canonical(name), kind, programme_id(name))  # type: ignore[arg-type]  # checked above
            for alias in (name, *filter(None, aliases.split("|"))):
                plain = alias.strip("()")
                if by_key.setdefault(key(plain), known) != known:
                    raise ConfigError(
                        f"{path}: {plain!r} names both {by_key[key(plain)].name!r} and {name!r}"
                    )
                if alias == plain:
                    searched.append(plain)
    return Registry(by_key, tuple(searched), f"(?:{any_of(searched)})(?!{_ORGANISATION})")
