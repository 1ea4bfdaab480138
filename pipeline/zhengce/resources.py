"""Finds the files that travel with the code: rules, lexicons and trained models.

Rule files lie beside the stage that reads them. Models lie in ``models/`` at the root of a checkout
and in ``zhengce/models/`` in an installed wheel.
"""

from __future__ import annotations

import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import msgspec

from zhengce.errors import ConfigError, ModelError

PACKAGE = Path(__file__).parent
_EXAMPLES = ("seeds", "corpus")
T = TypeVar("T")


def example_folder(start: Path | None = None) -> Path:
    """The checkout whose ``seeds/`` and ``corpus/`` the notebooks read.

    Args:
        start: looked for here and in the folders above; where the notebook runs, if not given. Then the
            checkout from which zhengce is installed.

    Raises:
        ConfigError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, PACKAGE.parents[1]):
        if all((folder / name).is_dir() for name in _EXAMPLES):
            return folder
    raise ConfigError(f"{here}: no seeds/ and corpus/ here or above: run it in a checkout of zhengce")


def load_toml(path: Path, form: type[T]) -> T:
    """Read a TOML file into `form`, a ``msgspec.Struct`` that forbids unknown keys.

    Raises:
        ConfigError: the file is missing, is no TOML, or a key or value does not fit; names the file
            and the place in it.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: not readable as TOML: {error}") from error
    try:
        return msgspec.convert(content, form)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error


def load_tsv(path: Path, columns: int) -> list[tuple[str, ...]]:
    """Rows of a tab-separated file; blank lines and lines that begin with ``#`` are comments.

    Raises:
        ConfigError: a row has another number of columns; names the file and the line.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != columns:
            raise ConfigError(f"{path}:{number}: {len(row)} columns where {columns} belong")
        rows.append(row)
    return rows


def package_file(package: str, name: str, use: str) -> Path:
    """A file of another package, found without importing that.

    Args:
        package: its name.
        name: of the file in its folder.
        use: what the file is for, which the message says if it is missing.

    Raises:
        ModelError: the package is not installed, or has no such file.
    """
    spec = find_spec(package)
    path = Path(spec.origin).with_name(name) if spec is not None and spec.origin is not None else None
    if path is None or not path.is_file():
        raise ModelError(f"{package} is not installed, or without its {name}: {use}")
    return path


def models_folder() -> Path:
    """The folder of trained models that came with this installation.

    Raises:
        ModelError: there is none, i.e. the installation is incomplete.
    """
    for folder in (PACKAGE / "models", PACKAGE.parent.parent / "models"):
        if folder.is_dir():
            return folder
    raise ModelError(f"no models folder beside {PACKAGE} or in its checkout: install zhengce again")
