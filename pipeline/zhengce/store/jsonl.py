"""A file with one release a line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import msgspec

from zhengce.errors import TargetError
from zhengce.store.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengce.types import Release


class _Line(msgspec.Struct):
    release_id: str
    content_id: str


_DECODER = msgspec.json.Decoder(_Line)


class JsonlTarget(Target):
    """``x.jsonl``. Lines gather in ``x.jsonl.part`` beside it and are put in place when it is closed.

    So the file holds whole lines at any moment. What a killed run left in the part is taken over when the
    file is next opened, but for a last line that was not finished.

    Raises:
        TargetError: the file cannot be written to, or holds something else than releases.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        try:
            if path.exists():
                for _ in _lines(path):
                    pass
            if self._part.exists():
                self._merge()
            self._file = self._part.open("xb", buffering=0)
        except OSError as error:
            self._fail(error)
        self._closed = False

    def write(self, release: Release) -> None:
        """Add one line, or nothing of it."""
        line = release.to_json() + b"\n"
        place = self._file.tell()
        try:
            written = self._file.write(line)
            while written < len(line):
                written += self._file.write(line[written:])
        except OSError as error:
            self._file.truncate(place)
            self._file.seek(place)
            self._fail(error)

    def close(self) -> None:
        """Put the lines in place."""
        if self._closed:
            return
        self._closed = True
        try:
            os.fsync(self._file.fileno())
            self._file.close()
            self._merge()
        except OSError as error:
            self._fail(error)

    def _merge(self) -> None:
        """The lines of the file that are not replaced, then those of the part, the last of each release."""
        new = {key: number for number, (key, _) in enumerate(_lines(self._part))}
        whole = self._path.with_name(f"{self._path.name}.new")
        with whole.open("wb") as file:
            if self._path.exists():
                file.writelines(line for key, line in _lines(self._path) if key not in new)
            file.writelines(line for n, (key, line) in enumerate(_lines(self._part)) if new[key] == n)
            file.flush()
            os.fsync(file.fileno())
        whole.replace(self._path)
        self._part.unlink()

    def _fail(self, error: OSError) -> NoReturn:
        raise TargetError(
            f"{self.name}: not writable ({error.strerror}): check the folder, its rights and space"
        ) from error


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Release and bytes of every whole line; an unfinished last line of a part is passed over."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                if path.suffix == ".part":
                    return
                line += b"\n"  # noqa: PLW2901 - a file another program wrote
            try:
                yield _DECODER.decode(line).release_id, line
            except (msgspec.DecodeError, UnicodeDecodeError):
                raise TargetError(
                    f"{path}:{number}: no release; results would be mixed with other data: give another file"
                ) from None
