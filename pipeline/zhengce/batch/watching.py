"""Files that are new or have changed since they were last looked at."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from zhengce.errors import InputError
from zhengce.ingest.remote import RemoteFile

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.ingest import Place

_SETTLED = 2.0  # seconds since the last change after which a file counts as written


class Fresh:
    """Whether a file is to be read: not yet read in this state, and no longer being written.

    Args:
        since: seconds since the epoch; files changed before are left out.
        settle: leave files alone for two seconds after each change: for a folder that is being filled.
    """

    def __init__(self, *, since: float | None = None, settle: bool = False) -> None:
        self._since = since
        self._settle = settle
        self._read: dict[str, tuple[float | None, int | None]] = {}
        self._told: set[str] = set()

    def __call__(self, file: Path | RemoteFile) -> bool:
        """Whether to read it now; if so, it is not fresh the next time."""
        try:
            changed, size = _state(file)
        except OSError:
            return True  # so that reading it says what is wrong
        if self._since is not None and changed is not None and changed < self._since:
            return False
        if not self._settle:
            return True
        if changed is not None and time.time() - changed < _SETTLED:
            return False
        fresh = self._read.get(str(file)) != (changed, size)
        self._read[str(file)] = (changed, size)
        return fresh

    def told(self, place: Place, result: object) -> bool:
        """Whether to pass on what reading gave: what names no file, such as an empty folder, only once."""
        if place.name is not None or not self._settle or not isinstance(result, InputError):
            return True
        new = str(result) not in self._told
        self._told.add(str(result))
        return new


def _state(file: Path | RemoteFile) -> tuple[float | None, int | None]:
    """When it was last changed, in seconds since the epoch, and its size, where that can be told."""
    if isinstance(file, RemoteFile):
        return file.changed, file.size
    state = file.stat()
    return state.st_mtime, state.st_size
