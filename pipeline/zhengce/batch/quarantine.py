"""The folder of refused inputs: a copy of each, and beside it why it was refused.

    quarantine/
        3f0c…e1.txt           a copy of the file, or of the line of a file with a record a line
        3f0c…e1.meta.json     a copy of the metadata beside it, if there was any
        3f0c…e1.reason.json   source, path, reason, when and how often

No name in it is made from the name of an input: an input called ``../../x`` changes nothing.
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
    """Why the folder cannot be written to, if so; it is not made for that."""
    there = next((each for each in (path, *path.absolute().parents) if os.path.lexists(each)), path)
    if not there.is_dir():
        return _told(path, os.strerror(errno.ENOTDIR))
    return None if os.access(there, os.W_OK | os.X_OK) else _told(path, os.strerror(errno.EACCES))


def _told(path: Path, why: str | None) -> str:
    return (
        f"{path}: refused inputs cannot be kept there ({why}); databases and the log list them all the same"
    )


class QuarantineFolder:
    """Holds refused inputs; made when the first comes.

    Args:
        path: the folder.
        max_bytes: inputs larger than this are listed, but not copied.
    """

    def __init__(self, path: Path, *, max_bytes: int) -> None:
        self.path = path
        self.problem = _problem(path)
        self._max_bytes = max_bytes

    def put(self, entry: Quarantined, place: Place) -> Quarantined:
        """Keep an input; the entry comes back with the name of its copy.

        Where the folder cannot be written to, `problem` says so, and the entry comes back as it was: a
        database lists it all the same.
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
        """Let an input go that was accepted."""
        if _ID.fullmatch(input_id) and self.path.is_dir():
            for file in self.path.glob(f"{input_id}.*"):
                file.unlink(missing_ok=True)

    def entries(self) -> list[Quarantined]:
        """All inputs kept, in the order in which they were first refused.

        Raises:
            ConfigError: a file in the folder is none of ours.
        """
        found = []
        for file in sorted(self.path.glob(f"*{_REASON}")):
            try:
                entry = msgspec.json.decode(file.read_bytes(), type=Quarantined)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise ConfigError(f"{file}: no record of a refused input ({error}): take it away") from error
            if file.name == f"{entry.input_id}{_REASON}" and _ID.fullmatch(entry.input_id):
                found.append(entry)
        return sorted(found, key=lambda entry: (entry.first_seen, entry.input_id))

    def copy_of(self, entry: Quarantined) -> Path | None:
        """The copy of an input, if there is one."""
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
        except OSError:  # not readable: that may be why it was refused
            return None
        (self.path / name).write_bytes(content)
        sidecar = path.with_name(path.stem + _SIDECAR)
        if sidecar.is_file() and sidecar.stat().st_size <= self._max_bytes:
            (self.path / f"{entry.input_id}{_SIDECAR}").write_bytes(sidecar.read_bytes())
        return name
