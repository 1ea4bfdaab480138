"""What the caller names → files and streams, in a fixed order."""

from __future__ import annotations

import glob
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from zhengce.errors import InputError
from zhengce.ingest.metadata import SIDECAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"


def expand(inputs: Iterable[str | Path]) -> Iterator[Path | InputError]:
    """Every file named by `inputs`: itself, in a folder (to any depth), or matched by a pattern.

    Files of a folder come sorted by name, folders after files; metadata files and hidden files are left
    out. A file named twice comes once. ``-`` stays ``Path("-")``. An input that names nothing is a refusal.
    """
    seen: set[bytes] = set()  # of digests: an inbox may hold millions of files
    for item in inputs:
        for found in _one(str(item)):
            if isinstance(found, InputError):
                yield found
                continue
            name = STDIN if str(found) == STDIN else os.path.realpath(found)
            key = hashlib.blake2b(os.fsencode(name), digest_size=16).digest()
            if key not in seen:
                seen.add(key)
                yield found


def name_of(path: Path) -> str:
    r"""The path as text that can be printed and stored: bytes that are no UTF-8 are shown as ``\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _one(item: str) -> Iterator[Path | InputError]:
    path = Path(item)
    if item == STDIN:
        yield path
    elif path.is_dir():
        yield from _nonempty(_walk(path), item, "there is no file in this folder")
    elif path.exists():
        yield path
    elif glob.has_magic(item):
        matches = (Path(match) for match in sorted(glob.glob(item, recursive=True)))  # noqa: PTH207 - absolute patterns too
        yield from _nonempty(_files(matches), item, "no file matches this pattern")
    else:
        yield InputError(name_of(path), "no such file or folder")


def _files(matches: Iterable[Path]) -> Iterator[Path | InputError]:
    for match in matches:
        if match.is_dir():
            yield from _walk(match)
        elif not match.name.endswith(SIDECAR):
            yield match


def _walk(folder: Path) -> Iterator[Path | InputError]:
    errors: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith(SIDECAR):
                path = Path(parent, name)
                yield path if path.is_file() else _irregular(path)  # opening a pipe would wait for ever
    for error in errors:
        yield InputError(name_of(Path(error.filename)), f"not readable: {error.strerror}")


def _irregular(path: Path) -> InputError:
    what = "no regular file but a pipe or device" if path.exists() else "a link to a file that is not there"
    return InputError(name_of(path), f"{what}: take it out of the folder, or name it itself")


def _nonempty(found: Iterator[Path | InputError], item: str, reason: str) -> Iterator[Path | InputError]:
    empty = True
    for each in found:
        empty = False
        yield each
    if empty:
        yield InputError(name_of(Path(item)), reason)
