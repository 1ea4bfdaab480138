"""Expand the inputs named by the caller to files and streams, in a fixed order."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from zhengce.errors import InputError, NothingThereError
from zhengce.ingest.metadata import REASON, SIDECAR
from zhengce.ingest.remote import RemoteFile, is_address, remote_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STDIN = "-"
_KEPT = re.compile(r"[0-9a-f]{16}")
_README = re.compile(r"readme(\.\w+)?", re.IGNORECASE)
_WRITTEN = b'{"schema":"zhengce/'


def expand(
    inputs: Iterable[str | Path], *, unless: Callable[[Path], bool] | None = None, follow: bool = False
) -> Iterator[Path | RemoteFile | InputError]:
    """Yield every file named by `inputs`: itself, a folder's (recursively), or the matches of a pattern.

    The files of a folder are sorted by name and precede its subfolders. Skipped are metadata, hidden files,
    files called README, and outputs of runs: quarantined inputs with their reasons, releases as JSON lines
    or Parquet. A file named twice is yielded once. ``-`` stays ``Path("-")``. A missing input is a refusal.
    Files at an address such as ``s3://bucket/inbox/`` are yielded as `RemoteFile`.

    Args:
        inputs: the names given by the caller.
        unless: excludes files and folders, such as outputs of the caller.
        follow: follow links that leave their folder, which are refused otherwise.
    """
    walk = _Walk(unless or (lambda _: False), follow=follow)
    seen: set[bytes] = set()  # digests, because an inbox may hold millions of files
    for item in inputs:
        for found in _one(str(item), walk):
            if isinstance(found, InputError):
                yield found
                continue
            unmoved = isinstance(found, RemoteFile) or str(found) == STDIN
            name = str(found) if unmoved else os.path.realpath(str(found))
            key = hashlib.blake2b(os.fsencode(name), digest_size=16).digest()
            if key not in seen:
                seen.add(key)
                yield found


def name_of(path: Path) -> str:
    r"""Return the path as printable text; bytes that are not UTF-8 are shown as ``\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _Walk:
    """Walks through folders and skips what is not a release."""

    def __init__(self, unless: Callable[[Path], bool], *, follow: bool) -> None:
        self.unless = unless
        self._follow = follow
        self._followed: set[str] = set()

    def files(self, matches: Iterable[Path]) -> Iterator[Path | InputError]:
        """Yield the matches of a pattern, expanding folders."""
        for match in matches:
            if match.is_dir():
                yield from self.folder(match)
            elif self._release(match, frozenset()):
                yield match

    def folder(self, folder: Path) -> Iterator[Path | InputError]:
        """Yield all files of a folder, recursively."""
        if self.unless(folder):
            return
        errors: list[OSError] = []
        inside = os.path.realpath(folder)
        links = {"followlinks": True} if self._follow else {}
        for parent, folders, names in os.walk(folder, onerror=errors.append, **links):
            folders[:] = sorted(self._entered(Path(parent), folders, inside))
            refused = frozenset(name.removesuffix(REASON) for name in names if name.endswith(REASON))
            for name in sorted(names):
                path = Path(parent, name)
                if not self._release(path, refused):
                    continue
                if path.is_symlink() and path.exists() and not self._follow and _leaves(path, inside):
                    yield InputError(
                        name_of(path),
                        "the link leaves the folder; remove it, give its target as an input,"
                        " or use --follow-links",
                    )
                else:
                    yield path if path.is_file() else _irregular(path)  # opening a pipe could block forever
        for error in errors:
            yield InputError(name_of(Path(error.filename)), f"not readable: {error.strerror}")

    def _entered(self, parent: Path, folders: list[str], inside: str) -> Iterator[str]:
        for name in folders:
            path = parent / name
            if name.startswith(".") or self.unless(path):
                continue
            if path.is_symlink():
                real = os.path.realpath(path)
                if not _leaves(path, inside) or real in self._followed:
                    continue  # its target is visited at its own place
                self._followed.add(real)
            if not (name.endswith(".parquet") and (path / "releases.parquet").exists()):
                yield name

    def _release(self, path: Path, refused: frozenset[str]) -> bool:
        kept = bool(refused) and path.name.partition(".")[0] in refused
        return _is_release(path.name, kept) and not self.unless(path) and not _written_by_a_run(path)


def _is_release(name: str, refused: bool) -> bool:  # noqa: FBT001 - called for each file
    """Return whether a file in a folder is a release by name and not a quarantined input."""
    if refused and _KEPT.fullmatch(name.partition(".")[0]):
        return False
    return not (name.startswith(".") or name.endswith(SIDECAR) or _README.fullmatch(name))


def _one(item: str, walk: _Walk) -> Iterator[Path | RemoteFile | InputError]:
    path = Path(item)
    if item == STDIN:
        yield path
    elif is_address(item):
        yield from remote_files(item, _is_release)
    elif path.is_dir():
        yield from _nonempty(walk.folder(path), item, "no files in this folder")
    elif path.exists():
        output = InputError(name_of(path), "the run writes to this file, so it cannot be an input")
        yield output if walk.unless(path) else path
    elif glob.has_magic(item):
        matches = [Path(match) for match in sorted(glob.glob(item, recursive=True))]  # noqa: PTH207 - supports absolute patterns
        yield from _nonempty(walk.files(matches), item, "no file matches this pattern")
    else:
        yield InputError(name_of(path), "no such file or folder")


def _leaves(path: Path, inside: str) -> bool:
    real = os.path.realpath(path)
    return real != inside and not real.startswith(inside.rstrip(os.sep) + os.sep)


def _written_by_a_run(path: Path) -> bool:
    """Return whether the first line of the file is a release written by a run."""
    if path.suffix.lower() != ".jsonl" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return begins_as_written(file)
    except OSError:
        return False


def begins_as_written(file: BinaryIO) -> bool:
    """Return whether the first line is a release written by a run."""
    return file.read(len(_WRITTEN)) == _WRITTEN


def _irregular(path: Path) -> InputError:
    what = "not a regular file but a pipe or device" if path.exists() else "broken link"
    return InputError(name_of(path), what + "; remove it from the folder, or give it as an input itself")


def _nonempty(found: Iterator[Path | InputError], item: str, reason: str) -> Iterator[Path | InputError]:
    empty = True
    for each in found:
        empty = False
        yield each
    if empty:
        path = Path(item)
        awaited = path.is_dir() or ("*" in path.name and path.parent.is_dir())
        kind = NothingThereError if awaited else InputError
        yield kind(name_of(path), reason)
