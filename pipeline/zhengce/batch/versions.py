"""Everything a result depends on besides the text: code, rules, model, libraries, settings, metadata."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.resources import PACKAGE, models_folder
from zhengce.stages import ROOMS, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengce.config import Config

LIBRARIES = (
    "jieba",
    "rjieba",
    "opencc",
    "pypinyin",
    "spacy",
    "scikit-learn",
    "numpy",
    "lxml",
    "pypdfium2",
)
"""Libraries whose version can change a result."""


@functools.cache
def library_versions() -> dict[str, str]:
    """Return the versions of the installed libraries."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def pipeline_version(config: Config) -> str:
    """Return 16 hexadecimal digits that change whenever the same text could give another result.

    They cover the code and rule files of the stages and their shared modules, the models, the libraries,
    and the settings of the stages with the files these name.
    """
    everything = msgspec.to_builtins(config)
    settings = {name: everything[name] for stage in STAGES for name in stage.settings}
    own = [Path(text) for text in sorted(_texts(settings))]
    digest = hashlib.sha256(_code().encode())
    digest.update(_digest(file for path in own if path.exists() for file in _files(path)).encode())
    digest.update(msgspec.json.encode(settings, order="sorted"))
    return digest.hexdigest()[:16]


@functools.cache
def _code() -> str:
    return _digest(covered()) + repr(sorted(library_versions().items()))


def covered() -> list[Path]:
    """Return the package files that a result depends on, in a fixed order."""
    folders = [PACKAGE / name for name in (*(stage.name for stage in STAGES), *ROOMS)]
    data = [models_folder().parent / name for stage in STAGES for name in stage.data]
    return [*sorted(PACKAGE.glob("*.py")), *(file for folder in (*folders, *data) for file in _files(folder))]


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - settings, as plain values
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
