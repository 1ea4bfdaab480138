"""The registry of known programmes: canonical names, aliases, kinds.

It is a tab-separated file that users can edit; the head of ``registry.tsv`` describes it. The id of a
programme depends only on its canonical name, so new rows or aliases never change other ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import msgspec

from zhengce.alternation import any_of
from zhengce.errors import ConfigError
from zhengce.extract.programmes.canonical import canonical, key, programme_id
from zhengce.resources import load_toml, load_tsv
from zhengce.types import ProgrammeKind

REGISTRY = Path(__file__).with_name("registry.tsv")
_COLUMNS = 4
_HEADER = "# canonical\taliases\tkind\tsource"
_ORGANISATION = "集团|公司|办公室|管理局|局|示范[县区镇村]|重点帮扶县"


@dataclass(frozen=True, slots=True)
class Known:
    """A programme of the registry."""

    name: str
    kind: ProgrammeKind
    programme_id: str


class _Added(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A programme in a rule file."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


class _RuleFile(msgspec.Struct, frozen=True):
    """The ``[[programmes]]`` of a rule file; its other sections are read elsewhere."""

    programmes: tuple[_Added, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """Programmes by the key of each of their names."""

    by_key: Mapping[str, Known]
    searched: tuple[str, ...]
    expression: str
    """A regular expression of the names worth searching for, longest first."""

    def resolve(self, name: str) -> Known | None:
        """Return the programme with this name, however it is quoted, or None.

        >>> load_registry().resolve("产改").name
        '产业工人队伍建设改革'
        """
        return self.by_key.get(key(name))


def load_registry(*paths: Path, added: Path | None = None) -> Registry:
    """Load the package's registry, then the files at `paths`, then the programmes of a rule file.

    A row with the canonical name of another programme among its aliases replaces that programme and takes
    over its names; this is how users rename and merge the package's programmes.

    Args:
        paths: the user's registry files.
        added: a rule file, whose ``[[programmes]]`` are additional rows.

    Raises:
        ConfigError: a file is missing, a row has an unknown kind, or two programmes share a name.
    """
    names: dict[str, Known] = {}
    searched: dict[str, None] = {}
    rows = [(path, row) for path in (REGISTRY, *paths) for row in _rows(path)]
    if added is not None:
        rows += [(added, row) for row in _of_rules(added)]
    for path, row in rows:
        _add(path, row, names, searched)
    return Registry(names, tuple(searched), f"(?:{any_of(searched)})(?!{_ORGANISATION})")


def add_row(path: Path, name: str, aliases: Iterable[str], kind: str) -> None:
    """Add a programme to the user's registry file, creating the file if needed.

    The aliases are resolved but not searched for, so the same names are found in texts as before.

    Raises:
        ConfigError: the file is malformed, or gives a name to another programme; it is left unchanged.
    """
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    known = load_registry(*([path] if before is not None else []))
    one = known.resolve(name)
    own = dict.fromkeys(alias for alias in map(_cell, aliases) if key(alias) and key(alias) != key(name))
    # A form that already names another programme stays with it.
    taken = known.resolve(next(iter(own), name))
    kept = [alias for alias in own if known.resolve(alias) in (None, one, taken)]
    row = "\t".join((_cell(name), "|".join(f"({alias})" for alias in kept), kind, "-"))
    lines = before.splitlines() if before is not None else [_HEADER]
    path.write_text("\n".join([*lines, row, ""]), encoding="utf-8")
    try:
        load_registry(path)
    except ConfigError:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
        raise


def _cell(text: str) -> str:
    return re.sub(r"[\t|()]+|\s*\n\s*", "", text)


def _rows(path: Path) -> list[tuple[str, ...]]:
    if not path.is_file():
        raise ConfigError(f"{path}: no such file")
    return load_tsv(path, _COLUMNS)


def _of_rules(path: Path) -> list[tuple[str, ...]]:
    return [(one.name, "|".join(one.aliases), one.kind, "") for one in load_toml(path, _RuleFile).programmes]


def _add(path: Path, row: tuple[str, ...], names: dict[str, Known], searched: dict[str, None]) -> None:
    name, aliases, kind, _source = row
    if kind not in get_args(ProgrammeKind):
        raise ConfigError(
            f"{path}: {name}: unknown kind {kind!r}; the kinds are {', '.join(get_args(ProgrammeKind))}"
        )
    if not key(name):
        raise ConfigError(
            f"{path}: {name!r} is not a valid programme name; use letters or Chinese characters"
        )
    known = Known(canonical(name), kind, programme_id(name))  # type: ignore[arg-type]  # checked above
    forms = [name, *filter(None, aliases.split("|"))]
    keys = {key(form.strip("()")) for form in forms}
    gone = {one for one in map(names.get, keys) if one is not None and key(one.name) in keys}
    for form, one in names.items():
        if one in gone:
            names[form] = known
    for form in forms:
        plain = form.strip("()")
        if names.setdefault(key(plain), known) != known:
            raise ConfigError(f"{path}: {plain!r} names both {names[key(plain)].name!r} and {name!r}")
        if form == plain:
            searched[plain] = None
