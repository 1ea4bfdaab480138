"""Settings: defaults, overridden by a TOML file, overridden by options. Unknown keys are errors.

This is the only place that states defaults.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from zhengce.errors import ConfigError
from zhengce.resources import load_toml


class NormalizeConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Repairs to skip, by the name of the step (see ``zhengce.normalize.STEPS``)."""

    skip: tuple[str, ...] = ()


class IngestConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Limits on inputs."""

    max_bytes: int = 64 * 1024 * 1024


class ExtractConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reading of numbers: a TOML file of words and units in addition to the package's."""

    rules: str | None = None


class ClassifyConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The model of work areas: a folder made by ``zhengce train``, or None for the package's."""

    model: str | None = None


class SeriesConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Assignment to series: a file of standing indicators in addition to the package's."""

    file: str | None = None


class ProgrammesConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Known programmes: a registry file in addition to the package's."""

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
    """Load settings from a TOML file, with `sections` overriding it; paths are relative to its folder.

    Raises:
        ConfigError: the file is not readable, or a key is unknown or of the wrong type.

    >>> load_config(classify={"model": "models/mine"}).classify.model
    'models/mine'
    """
    base = load_toml(path, Config) if path is not None else Config()
    tree: dict[str, Any] = msgspec.to_builtins(base)
    if path is not None:
        for section, name in _PATHS:  # paths are relative to the file
            if tree[section][name] is not None:
                tree[section][name] = str(path.parent / tree[section][name])
    for name, options in sections.items():
        tree.setdefault(name, {}).update(options)
    try:
        return msgspec.convert(tree, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"settings: {error}") from error
