"""What a result depends on besides the text: code, rules, model, libraries, settings and metadata."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.resources import PACKAGE, models_folder

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
_CODE = ("ingest", "normalize", "segment", "times", "regions", "indicators", "extract", "classify", "series")
_MODULES = ("pipeline.py", "record.py", "types.py", "resources.py")


@functools.cache
def library_versions() -> dict[str, str]:
    """Versions of the libraries that are installed."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def pipeline_version(config: Config) -> str:
    """16 hexadecimal digits that change whenever the same text could give another result.

    They cover the code and rule files of all stages, the model, the libraries and the settings.
    """
    digest = hashlib.sha256(_code().encode())
    digest.update(_digest(_files(models_folder())).encode() if config.classify.model is None else b"")
    sections = msgspec.to_builtins(config)
    del sections["ingest"]  # what is accepted, not what becomes of it
    for text in sorted(_texts(sections)):
        if Path(text).exists():  # rules or a model of the user's own
            digest.update(_digest(_files(Path(text))).encode())
    digest.update(msgspec.json.encode(sections, order="sorted"))
    return digest.hexdigest()[:16]


@functools.cache
def _code() -> str:
    modules = [PACKAGE / name for name in _MODULES]
    stages = [file for stage in _CODE for file in _files(PACKAGE / stage)]
    return _digest([*modules, *stages]) + repr(sorted(library_versions().items()))


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
