"""A JSONL file with one release per line."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec

from zhengce.errors import TargetError
from zhengce.store.catalogue import Catalogue, Made
from zhengce.store.guarding import Part, guarded, left_behind
from zhengce.store.patience import PATIENCE
from zhengce.store.records import Load
from zhengce.store.sources import Seen, Source, of_release, place_of_old
from zhengce.store.target import Target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from zhengce.errors import InputError
    from zhengce.store.records import RunRecord
    from zhengce.store.sources import Known
    from zhengce.types import Release


class _Made(msgspec.Struct):
    """The ``loaded`` member of a line: version, fingerprint and sources of the release."""

    fingerprint: str | None = None
    pipeline: str | None = None
    version: str | None = None
    sources: list[Source] = []
    before: str | None = None


class _Line(msgspec.Struct):
    release_id: str
    content_id: str
    source: str
    loaded: _Made | None = None


_DECODER = msgspec.json.Decoder(_Line)
_LOADED = b',"loaded":{"fingerprint":'


class JsonlTarget(Target):
    """A file ``x.jsonl`` with one release per line and its provenance in ``loaded``.

    The file holds the current releases; one that is superseded at all its sources is removed. New lines are
    collected in a part file ``.x.jsonl.….part``. Closing the target writes a new file and renames it over
    the old one under a lock, so that readers always find complete lines and several runs can write to one
    file. The part of a killed run is taken over when the file is next opened, except for an unfinished last
    line.

    Args:
        path: the file.
        patience: seconds to wait for the lock.

    Raises:
        TargetError: the file is not writable, or holds something other than releases.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self.name = str(path)
        self._path = path
        self._patience = patience
        self._part: Part | None = None
        self._file: Any = None
        self._noted: list[Seen] = []
        self._closed = False
        try:
            if not path.parent.is_dir():
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            self._catalogue = held(path)
            if not os.access(path.parent, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            with left_behind(path) as parts:
                if parts:
                    self._put_in_place(parts)
        except OSError as error:
            self._fail(error)

    def write(self, release: Release) -> None:
        """Add one line, atomically."""
        self._write(Load(release), None)

    def load(self, items: Sequence[Load], *, run: RunRecord | None = None) -> dict[str, InputError]:
        """Add a line for each release."""
        for item in items:
            self._write(item, run)
        return {}

    def known(self, releases: Collection[str]) -> dict[str, Known]:
        """Return what the file holds of these releases."""
        return self._catalogue.known(releases)

    def note(self, seen: Sequence[Seen]) -> None:
        """Record the places of releases that the file already holds."""
        for one in seen:
            changed, gone = self._catalogue.place(one)
            if changed or gone:
                self._noted.append(one)

    def close(self) -> None:
        """Put the lines in place."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._file is not None:
                self._file.finish()
            if self._part is not None or self._noted or not self._path.exists():
                self._put_in_place([self._part.path] if self._part is not None else [])
        except OSError as error:
            self._fail(error)

    def _write(self, item: Load, run: RunRecord | None) -> None:
        seen = item.seen or Seen(of_release(item.release))
        made = Made(item.fingerprint, *((run.fingerprint, run.version) if run is not None else ()))
        self._catalogue.made[item.release.release_id] = made
        self._catalogue.place(seen)
        sources = [seen.source, *(row for row in seen.others if row.key != seen.source.key)]
        line = _with(item.release.to_json(), _Made(*made, sources=sources, before=seen.before))
        try:
            if self._part is None:
                self._part = Part(self._path)
                self._file = _Written(self._part)
            self._file.add(line)
        except OSError as error:
            self._fail(error)

    def _put_in_place(self, parts: Sequence[Path]) -> None:
        """Merge the current file with the lines of the parts; the last line of a release wins."""
        with guarded(self._path, patience=self._patience):
            catalogue, new = held(self._path), dict[str, bytes]()
            changed: set[str] = set()
            for line in (line for part in parts for _, line in _lines(part, whole=False)):
                head = _DECODER.decode(line)
                made = head.loaded or _Made(sources=[_old_place(head)])
                new[head.release_id] = line
                catalogue.made[head.release_id] = Made(made.fingerprint, made.pipeline, made.version)
                first, *others = made.sources or [_old_place(head)]
                news, gone = catalogue.place(Seen(first, made.before, tuple(others)))
                changed |= news | {head.release_id} | gone
            for seen in self._noted:
                if seen.source.release_id in catalogue.made:
                    news, gone = catalogue.place(seen)
                    changed |= news | gone
            self._catalogue = catalogue
            if changed or not self._path.exists():
                self._replace(new, changed)
            for part in parts:
                part.unlink(missing_ok=True)
        if self._part is not None:
            self._part.release()

    def _replace(self, new: dict[str, bytes], changed: set[str]) -> None:
        whole = self._path.with_name(f".{self._path.name}.new")
        with whole.open("wb") as file:
            old = _lines(self._path) if self._path.exists() else ()
            kept = ((key, line) for key, line in old if key not in new)
            for lines in (kept, new.items()):
                for key, line in lines:
                    if key in self._catalogue.made:
                        file.write(self._told(key, line) if key in changed else line)
            file.flush()
            os.fsync(file.fileno())
        if self._path.exists():
            whole.chmod(self._path.stat().st_mode)
        whole.replace(self._path)

    def _told(self, key: str, line: bytes) -> bytes:
        release = line[: line.rfind(_LOADED)] + b"}" if _LOADED in line else line.rstrip()
        return _with(release, _Made(*self._catalogue.made[key], sources=list(self._catalogue.sources(key))))

    def _fail(self, error: OSError) -> NoReturn:
        raise TargetError(
            f"{self.name}: not writable ({error.strerror}); check the folder, its permissions and free space"
        ) from error


class _Written:
    """The file of a part; closing it releases the part."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._file = part.path.open("xb", buffering=0)
        self.write = self._file.write

    def add(self, line: bytes) -> None:
        """Append a line, atomically."""
        place = self._file.tell()
        try:
            written = self._file.write(line)
            while written < len(line):
                written += self._file.write(line[written:])
        except OSError:
            self._file.truncate(place)
            self._file.seek(place)
            raise

    def finish(self) -> None:
        """Finish writing; the part stays locked."""
        os.fsync(self._file.fileno())
        self._file.close()

    def close(self) -> None:
        """Leave the part to the next process that opens the target."""
        self._file.close()
        self._part.release()


def _with(release: bytes, made: _Made) -> bytes:
    return release[:-1] + b',"loaded":' + msgspec.json.encode(made) + b"}\n"


def held(path: Path) -> Catalogue:
    """Return the contents of the file, or an empty catalogue if there is no file."""
    catalogue = Catalogue()
    if path.exists():
        for key, line in _lines(path):
            head = _DECODER.decode(line)
            made = head.loaded or _Made()
            sources = made.sources or [_old_place(head)]
            catalogue.add(key, Made(made.fingerprint, made.pipeline, made.version), sources)
    return catalogue


def _old_place(head: _Line) -> Source:
    """Return the source of a line written by an older version, which recorded only its name."""
    import datetime as dt

    long_ago = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return Source(
        source_id=place_of_old(head.source),
        release_id=head.release_id,
        source=head.source,
        first_seen=long_ago,
        last_seen=long_ago,
    )


def _lines(path: Path, *, whole: bool = True) -> Iterator[tuple[str, bytes]]:
    """Yield the release id and bytes of every complete line; an unfinished last line of a part is skipped."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                if not whole:
                    return
                line += b"\n"  # noqa: PLW2901 - written by another program
            try:
                yield _DECODER.decode(line).release_id, line
            except (msgspec.DecodeError, UnicodeDecodeError):
                raise TargetError(
                    f"{path}:{number}: not a release; to avoid mixing data, give another file"
                ) from None
