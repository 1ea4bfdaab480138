"""Files that are new or have changed since they were last looked at."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from zhengce.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

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
        self._read: dict[str, tuple[int, int]] = {}
        self._told: set[str] = set()

    def __call__(self, path: Path) -> bool:
        """Whether to read it now; if so, it is not fresh the next time."""
        try:
            state = path.stat()
        except OSError:
            return True  # so that reading it says what is wrong
        if self._since is not None and state.st_mtime < self._since:
            return False
        if not self._settle:
            return True
        if time.time() - state.st_mtime < _SETTLED:
            return False
        seen = (state.st_mtime_ns, state.st_size)
        fresh = self._read.get(str(path)) != seen
        self._read[str(path)] = seen
        return fresh

    def told(self, path: Path | None, result: object) -> bool:
        """Whether to pass on what reading gave: what names no file, such as an empty folder, only once."""
        if path is not None or not self._settle or not isinstance(result, InputError):
            return True
        new = str(result) not in self._told
        self._told.add(str(result))
        return new
