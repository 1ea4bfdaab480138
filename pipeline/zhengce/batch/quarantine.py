"""The quarantine folder: a copy of each refused input with the reason beside it.

    quarantine/
        3f0c…e1.txt           copy of the file, or of one line of a file with one record per line
        3f0c…e1.meta.json     copy of its metadata file, if any
        3f0c…e1.reason.json   source, path, reason, times and number of attempts

File names never derive from input names, so an input called ``../../x`` is harmless.
"""

from __future__ import annotations

import dataclasses
import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhengce.errors import ConfigError
from zhengce.store.records import Quarantined

if TYPE_CHECKING:
    from zhengce.ingest import Place

_REASON = ".reason.json"
_SIDECAR = ".meta.json"
_ID = re.compile(r"[0-9a-f]{16}")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def _problem(path: Path) -> str | None:
    """Return why the folder is not writable, or None, without creating it."""
    there = next((each for each in (path, *path.absolute().parents) if os.path.lexists(each)), path)
    if not there.is_dir():
        return _told(path, os.strerror(errno.ENOTDIR))
    return None if os.access(there, os.W_OK | os.X_OK) else _told(path, os.strerror(errno.EACCES))


def _told(path: Path, why: str | None) -> str:
    return f"{path}: cannot store refused inputs ({why}); databases and the log still list them"


class QuarantineFolder:
    """Stores refused inputs; created with the first one.

    Args:
        path: the folder.
        max_bytes: larger inputs are listed but not copied.
    """

    def __init__(self, path: Path, *, max_bytes: int) -> None:
        self.path = path
        self.problem = _problem(path)
        self._max_bytes = max_bytes

    def put(self, entry: Quarantined, place: Place) -> Quarantined:
        """Store an input and return its entry with the name of the copy.

        If the folder is not writable, `problem` says why and the entry is returned unchanged; a database
        still lists the input.
        """
        if self.problem is not None:
            return entry
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if entry.copy is None:
                entry = dataclasses.replace(entry, copy=self._copy(entry, place))
            text = msgspec.json.format(msgspec.json.encode(entry), indent=2)
            (self.path / f"{entry.input_id}{_REASON}").write_bytes(text + b"\n")
        except OSError as error:
            self.problem = _told(self.path, error.strerror)
        return entry

    def remove(self, input_id: str) -> None:
        """Remove an input that was accepted."""
        if _ID.fullmatch(input_id) and self.path.is_dir():
            for file in self.path.glob(f"{input_id}.*"):
                file.unlink(missing_ok=True)

    def entries(self) -> list[Quarantined]:
        """Return all stored inputs, in the order of their first refusal.

        Raises:
            ConfigError: the folder contains a file of another origin.
        """
        found = []
        for file in sorted(self.path.glob(f"*{_REASON}")):
            try:
                entry = msgspec.json.decode(file.read_bytes(), type=Quarantined)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise ConfigError(f"{file}: not a record of a refused input ({error}); remove it") from error
            if file.name == f"{entry.input_id}{_REASON}" and _ID.fullmatch(entry.input_id):
                found.append(entry)
        return sorted(found, key=lambda entry: (entry.first_seen, entry.input_id))

    def copy_of(self, entry: Quarantined) -> Path | None:
        """Return the copy of an input, or None."""
        if entry.copy is None or Path(entry.copy).name != entry.copy:
            return None
        path = self.path / entry.copy
        return path if path.is_file() else None

    def _copy(self, entry: Quarantined, place: Place) -> str | None:
        path = place.path
        if path is None or not path.is_file() or place.size > self._max_bytes:
            return None
        suffix = path.suffix.lower()
        name = entry.input_id + (suffix if _SUFFIX.fullmatch(suffix) else "" if not suffix else ".bin")
        try:
            with path.open("rb") as file:
                file.seek(place.offset)
                content = file.read(place.size)
        except OSError:  # unreadable, which may be why it was refused
            return None
        (self.path / name).write_bytes(content)
        sidecar = path.with_name(path.stem + _SIDECAR)
        if sidecar.is_file() and sidecar.stat().st_size <= self._max_bytes:
            (self.path / f"{entry.input_id}{_SIDECAR}").write_bytes(sidecar.read_bytes())
        return name
