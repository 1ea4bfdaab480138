"""The registry of standing indicators: a name for all wordings of one. A user's file adds to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhengce.errors import ConfigError
from zhengce.resources import load_tsv

REGISTRY = Path(__file__).with_name("series.tsv")
_COLUMNS = 4
_GROWTH = "+"
_UNSEEN = str.maketrans("", "", " 了\u3000“”\"'‘’·《》()")


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing indicator: the kind of quantity of its levels, and the whole its shares are taken of."""

    name: str
    dimension: str | None = None
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """Standing indicators by wording; `of_growth` holds wordings that name one only in a rate of change."""

    wordings: Mapping[str, Standing]
    of_growth: Mapping[str, Standing]

    def find(self, wording: str, *, growth: bool = False) -> Standing | None:
        """The indicator of this wording.

        >>> registry = load_registry()
        >>> registry.find("地区生产总值（GDP）").name
        '国内生产总值'
        >>> registry.find("服务业") is None, registry.find("服务业", growth=True).name
        (True, '第三产业增加值')
        """
        form = key(wording)
        return self.wordings.get(form) or (self.of_growth.get(form) if growth else None)


def key(wording: str) -> str:
    """What wordings are compared by: one width, no quotes and blanks, an abbreviation without parentheses."""
    form = unicodedata.normalize("NFKC", wording).translate(_UNSEEN)
    return form.upper()


def load_registry(*paths: Path) -> Registry:
    """Read the registry that comes with the package, then those at `paths`, whose rows win.

    Raises:
        ConfigError: a file is missing or has rows of another form, or names two indicators by one wording.
    """
    wordings: dict[str, Standing] = {}
    of_growth: dict[str, Standing] = {}
    for path in (REGISTRY, *paths):
        if not path.is_file():
            raise ConfigError(f"{path}: no such file")
        own: dict[str, str] = {}
        for name, aliases, dimension, whole in load_tsv(path, _COLUMNS):
            before = wordings.get(key(name)) if path != REGISTRY else None
            standing = Standing(
                name,
                _given(dimension) or (before.dimension if before else None),
                _given(whole) or (before.whole if before else None),
            )
            for alias in (name, *(_given(aliases) or "").split("|")):
                plain = key(alias.removeprefix(_GROWTH))
                if not plain:
                    continue
                if own.setdefault(plain, name) != name:
                    raise ConfigError(f"{path}: {alias!r} names both {own[plain]!r} and {name!r}")
                (of_growth if alias.startswith(_GROWTH) else wordings)[plain] = standing
    return Registry(wordings, of_growth)


@cache
def standing_registry() -> Registry:
    """The registry that comes with the package, read once."""
    return load_registry()


def add_wordings(path: Path, name: str, wordings: Iterable[str]) -> None:
    """Add wordings of one indicator to a file of the user's own, and make it where there is none.

    Raises:
        ConfigError: the file is not of its form, or gives a wording to another indicator.
    """
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    row = f"{name}\t{'|'.join(wordings) or '-'}\t-\t-"
    before = "\n".join([*lines, ""]) if lines else None
    path.write_text("\n".join([*lines, row, ""]), encoding="utf-8")
    try:
        load_registry(path)
    except ConfigError:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
        raise


def wordings_of(name: str, *paths: Path) -> list[str]:
    """All wordings that name what `name` names: itself, where no registry knows it.

    >>> "地区生产总值" in wordings_of("国内生产总值"), wordings_of("职工书屋")
    (True, ['职工书屋'])
    """
    registry = load_registry(*paths)
    found = registry.find(name)
    if found is None:
        return [name]
    same = [form for form, one in registry.wordings.items() if one.name == found.name]
    return same + [f"+{form}" for form, one in registry.of_growth.items() if one.name == found.name]


def _given(cell: str) -> str | None:
    return None if cell in ("-", "") else cell
