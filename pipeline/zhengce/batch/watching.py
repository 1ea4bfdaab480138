"""Find files that are new or changed since the last look."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from zhengce.errors import InputError
from zhengce.ingest.remote import RemoteFile

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.ingest import Place

_SETTLED = 2.0  # seconds without changes after which a file counts as complete


class Fresh:
    """Selects files not yet read in their current state and no longer being written.

    Args:
        since: seconds since the epoch; files last changed earlier are left out.
        settle: wait two seconds after each change, for a folder that is being filled.
    """

    def __init__(self, *, since: float | None = None, settle: bool = False) -> None:
        self._since = since
        self._settle = settle
        self._read: dict[str, tuple[float | None, int | None]] = {}
        self._told: set[str] = set()

    def __call__(self, file: Path | RemoteFile) -> bool:
        """Return whether to read the file now; afterwards it is no longer fresh."""
        try:
            changed, size = _state(file)
        except OSError:
            return True  # so that reading it reports the error
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
        """Return whether to pass on a result; results without a file, such as an empty folder, only once."""
        if place.name is not None or not self._settle or not isinstance(result, InputError):
            return True
        new = str(result) not in self._told
        self._told.add(str(result))
        return new


def _state(file: Path | RemoteFile) -> tuple[float | None, int | None]:
    """Return the modification time in seconds since the epoch, and the size, as far as known."""
    if isinstance(file, RemoteFile):
        return file.changed, file.size
    state = file.stat()
    return state.st_mtime, state.st_size
