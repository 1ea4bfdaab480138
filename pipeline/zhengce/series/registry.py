"""The registry of standing indicators: one name for all wordings; users can add their own files."""

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
    """A standing indicator: the dimension of its levels, and the whole of its shares."""

    name: str
    dimension: str | None = None
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """Standing indicators by wording; `of_growth` holds wordings that apply to rates of change only."""

    wordings: Mapping[str, Standing]
    of_growth: Mapping[str, Standing]

    def find(self, wording: str, *, growth: bool = False) -> Standing | None:
        """Return the indicator with this wording, or None.

        >>> registry = load_registry()
        >>> registry.find("地区生产总值（GDP）").name
        '国内生产总值'
        >>> registry.find("服务业") is None, registry.find("服务业", growth=True).name
        (True, '第三产业增加值')
        """
        form = key(wording)
        return self.wordings.get(form) or (self.of_growth.get(form) if growth else None)


def key(wording: str) -> str:
    """Normalise a wording for comparison: width, quotation marks, whitespace, bracketed abbreviations."""
    form = unicodedata.normalize("NFKC", wording).translate(_UNSEEN)
    return form.upper()


def load_registry(*paths: Path) -> Registry:
    """Load the package's registry, then the files at `paths`, whose rows take precedence.

    Raises:
        ConfigError: a file is missing, has malformed rows, or gives one wording to two indicators.
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
    """Return the package's registry, loaded once."""
    return load_registry()


def add_wordings(path: Path, name: str, wordings: Iterable[str]) -> None:
    """Add wordings of an indicator to a user's registry file, creating the file if needed.

    Raises:
        ConfigError: the file is malformed, or gives one of the wordings to another indicator.
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
    """Return all wordings of an indicator; an unknown name is its own only wording.

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
