"""One tree of settings: defaults, overlaid by a TOML file, overlaid by options. Unknown keys are errors.

Every default is stated here and nowhere else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from zhengce.errors import ConfigError
from zhengce.resources import load_toml


class NormalizeConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which repairs are done, by the name of the step (see ``zhengce.normalize.STEPS``)."""

    skip: tuple[str, ...] = ()


class IngestConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is accepted as input."""

    max_bytes: int = 64 * 1024 * 1024


class ExtractConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How numbers are read: a TOML file of own words and units, added to the package's."""

    rules: str | None = None


class ClassifyConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which model gives the work areas: a folder made by ``zhengce train``; null for the one shipped."""

    model: str | None = None


class SeriesConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How figures are put into series: a file of standing indicators, added to the package's."""

    file: str | None = None


class ProgrammesConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which programmes are known by name: a registry file, added to the package's."""

    file: str | None = None


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings.

    >>> Config().classify.model is None
    True
    """

    ingest: IngestConfig = IngestConfig()
    normalize: NormalizeConfig = NormalizeConfig()
    extract: ExtractConfig = ExtractConfig()
    classify: ClassifyConfig = ClassifyConfig()
    series: SeriesConfig = SeriesConfig()
    programmes: ProgrammesConfig = ProgrammesConfig()


_PATHS = (("extract", "rules"), ("classify", "model"), ("series", "file"), ("programmes", "file"))


def load_config(path: Path | None = None, **sections: dict[str, Any]) -> Config:
    """Settings from a TOML file, with `sections` of options laid over it; paths in it are from its folder.

    Raises:
        ConfigError: the file is not readable, or a key is unknown or of the wrong type.

    >>> load_config(classify={"model": "models/mine"}).classify.model
    'models/mine'
    """
    base = load_toml(path, Config) if path is not None else Config()
    tree: dict[str, Any] = msgspec.to_builtins(base)
    if path is not None:
        for section, name in _PATHS:  # as written in the file, beside which they lie
            if tree[section][name] is not None:
                tree[section][name] = str(path.parent / tree[section][name])
    for name, options in sections.items():
        tree.setdefault(name, {}).update(options)
    try:
        return msgspec.convert(tree, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"settings: {error}") from error
