"""File locks: one writer at a time, and recovery of what a killed writer left behind.

The locks are operating system locks, through filelock: they end with the process that holds them.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from zhengce.errors import TargetError
from zhengce.store.uninterrupted import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def guarded(path: Path, *, patience: float) -> Iterator[None]:
    """Hold the write lock of `path` for the duration of the block.

    Raises:
        TargetError: another process held the lock for more than `patience` seconds.
    """
    try:
        with uninterrupted(), FileLock(_beside(path, "lock"), timeout=patience) as lock:
            try:
                yield
            finally:
                _take_away(lock)
    except Timeout:
        raise TargetError(
            f"{path}: another zhengce process is writing to it; wait, or allow more time with --patience"
        ) from None


class Part:
    """The unfinished output of one run for `path`, locked while the run lives."""

    def __init__(self, path: Path) -> None:
        self.path = _beside(path, f"{secrets.token_hex(4)}.part")
        self._lock = FileLock(_locked(self.path), timeout=0)
        self._lock.acquire()

    def release(self) -> None:
        """Release the lock; the next writer of `path` takes over what is left."""
        if self._lock.is_locked:
            _take_away(self._lock)
            self._lock.release()


@contextmanager
def left_behind(path: Path) -> Iterator[list[Path]]:
    """Yield the parts left by killed runs, locked against other writers."""
    locks: list[FileLock] = []
    parts = [old for old in [path.with_name(f"{path.name}.part")] if old.exists()]
    try:
        for part in sorted(path.parent.glob(f".{_literal(path.name)}.*.part")):
            lock = FileLock(_locked(part), timeout=0)
            try:
                lock.acquire()
            except Timeout:
                continue
            locks.append(lock)
            if part.exists():  # the run has put its part in place meanwhile
                parts.append(part)
        yield parts
    finally:
        for lock in locks:
            _take_away(lock)
            lock.release()


def _take_away(lock: FileLock) -> None:
    """Delete a held lock file; waiting processes notice and create a new one."""
    with suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}.{ending}")


def _locked(part: Path) -> Path:
    return part.with_name(f"{part.name}.lock")


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
