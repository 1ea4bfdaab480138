"""The outputs of a run, which are never read as inputs, by whatever path they are reached."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SQLITE_ENDINGS = ("", "-journal", "-wal", "-shm")


class Outputs:
    """Targets, quarantine and log of a run, identified by the file itself and not by name.

    A link, another spelling of the path, and another hard link to the file are the same output.
    """

    def __init__(self, targets: Iterable[str], *others: str | Path | None) -> None:
        self._parent: str | None = None
        self._folder, self._inside = "", False
        self._paths: set[str] = set()
        self._files: set[tuple[int, int]] = set()
        for path in [*_paths_of(targets), *(Path(each) for each in others if each is not None)]:
            self._paths.add(os.path.realpath(path))
            try:
                state = path.stat()
            except OSError:
                continue
            self._files.add((state.st_dev, state.st_ino))

    def __contains__(self, path: object) -> bool:
        """Return whether a file or folder is one of the outputs, or inside one."""
        parent, name = os.path.split(str(path))
        if parent != self._parent:  # files come folder by folder
            folder = Path(os.path.realpath(parent))
            self._parent, self._folder = parent, str(folder)
            self._inside = any(str(part) in self._paths for part in (folder, *folder.parents))
        if self._inside:
            return True
        place = os.path.join(self._folder, name)  # noqa: PTH118 - called for each file of an inbox
        if os.path.islink(place):  # noqa: PTH114 - as above
            real = os.path.realpath(place)
            return not os.path.islink(real) and real in self  # noqa: PTH114 - links may be circular
        try:
            state = os.stat(place)  # noqa: PTH116 - as above
        except OSError:
            return place in self._paths
        return place in self._paths or (state.st_dev, state.st_ino) in self._files


def _paths_of(targets: Iterable[str]) -> list[Path]:
    found = []
    for target in targets:
        if "://" not in target:
            found.append(Path(target))
        elif target.startswith("sqlite"):
            try:
                database = sa.make_url(target).database
            except (ArgumentError, ValueError):
                continue
            if database and database != ":memory:":
                found += [Path(f"{database}{ending}") for ending in _SQLITE_ENDINGS]
    return found
