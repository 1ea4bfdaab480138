"""Locate and load the files shipped with the code: rules, lexicons and trained models.

Rule files are beside the stage that reads them. Models are in ``models/`` at the root of a checkout and in
``zhengce/models/`` in an installed wheel.
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
    """Return the checkout with the ``seeds/`` and ``corpus/`` that the notebooks read.

    Args:
        start: the folder to search, with its parents; defaults to the working directory, then the checkout
            that zhengce is installed from.

    Raises:
        ConfigError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, PACKAGE.parents[1]):
        if all((folder / name).is_dir() for name in _EXAMPLES):
            return folder
    raise ConfigError(
        f"{here}: no seeds/ and corpus/ here or in a parent folder; run it in a checkout of zhengce"
    )


def load_toml(path: Path, form: type[T]) -> T:
    """Load a TOML file as `form`, a ``msgspec.Struct`` that forbids unknown keys.

    Raises:
        ConfigError: the file is missing, not TOML, or has an invalid key or value; the message names the
            file and the place.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML ({error})") from error
    try:
        return msgspec.convert(content, form)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error


def load_tsv(path: Path, columns: int) -> list[tuple[str, ...]]:
    """Return the rows of a tab-separated file, skipping blank lines and comments that begin with ``#``.

    Raises:
        ConfigError: a row has another number of columns; the message names file and line.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != columns:
            raise ConfigError(f"{path}:{number}: {len(row)} columns instead of {columns}")
        rows.append(row)
    return rows


def package_file(package: str, name: str, use: str) -> Path:
    """Return a file of another package without importing the package.

    Args:
        package: its name.
        name: name of the file in its folder.
        use: the purpose of the file, for the error message.

    Raises:
        ModelError: the package is not installed, or has no such file.
    """
    spec = find_spec(package)
    path = Path(spec.origin).with_name(name) if spec is not None and spec.origin is not None else None
    if path is None or not path.is_file():
        raise ModelError(f"{package} is not installed, or lacks {name}; {use}")
    return path


def models_folder() -> Path:
    """Return the folder of trained models of this installation.

    Raises:
        ModelError: there is none; the installation is incomplete.
    """
    for folder in (PACKAGE / "models", PACKAGE.parent.parent / "models"):
        if folder.is_dir():
            return folder
    raise ModelError(f"no models folder in {PACKAGE} or at the root of its checkout; install zhengce again")
