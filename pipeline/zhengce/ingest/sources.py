"""What the caller names → files and streams, in a fixed order."""

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
    """Every file named by `inputs`: itself, in a folder (to any depth), or matched by a pattern.

    Files of a folder come sorted by name, folders after files. Left out are metadata and hidden files, files
    called README, and what runs wrote: quarantined inputs with their reasons, releases as JSON lines or
    Parquet. A file named twice comes once. ``-`` stays ``Path("-")``. An input that names nothing is a
    refusal. What is at an address such as ``s3://bucket/inbox/`` is a `RemoteFile`.

    Args:
        inputs: what the caller names.
        unless: what is no input, such as an output of the caller; asked of folders, too.
        follow: give also what links lead to that leave the folder they lie in; else they are refused.
    """
    walk = _Walk(unless or (lambda _: False), follow=follow)
    seen: set[bytes] = set()  # of digests: an inbox may hold millions of files
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
    r"""The path as text that can be printed and stored: bytes that are no UTF-8 are shown as ``\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _Walk:
    """Goes through folders, and knows what in them is no release."""

    def __init__(self, unless: Callable[[Path], bool], *, follow: bool) -> None:
        self.unless = unless
        self._follow = follow
        self._followed: set[str] = set()

    def files(self, matches: Iterable[Path]) -> Iterator[Path | InputError]:
        """What a pattern matched, folders gone through."""
        for match in matches:
            if match.is_dir():
                yield from self.folder(match)
            elif self._release(match, frozenset()):
                yield match

    def folder(self, folder: Path) -> Iterator[Path | InputError]:
        """All files of a folder, to any depth."""
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
                        "a link that leaves the folder: take it out, name what it leads to,"
                        " or say --follow-links",
                    )
                else:
                    yield path if path.is_file() else _irregular(path)  # opening a pipe would wait for ever
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
                    continue  # what it leads to is met where it lies
                self._followed.add(real)
            if not (name.endswith(".parquet") and (path / "releases.parquet").exists()):
                yield name

    def _release(self, path: Path, refused: frozenset[str]) -> bool:
        kept = bool(refused) and path.name.partition(".")[0] in refused
        return _is_release(path.name, kept) and not self.unless(path) and not _written_by_a_run(path)


def _is_release(name: str, refused: bool) -> bool:  # noqa: FBT001 - asked for each file
    """Whether a file of a folder is one by its name, and none that is kept because it was refused."""
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
        yield from _nonempty(walk.folder(path), item, "there is no file in this folder")
    elif path.exists():
        output = InputError(name_of(path), "the run writes to it: it cannot be an input, too")
        yield output if walk.unless(path) else path
    elif glob.has_magic(item):
        matches = [Path(match) for match in sorted(glob.glob(item, recursive=True))]  # noqa: PTH207 - absolute patterns too
        yield from _nonempty(walk.files(matches), item, "no file matches this pattern")
    else:
        yield InputError(name_of(path), "no such file or folder")


def _leaves(path: Path, inside: str) -> bool:
    real = os.path.realpath(path)
    return real != inside and not real.startswith(inside.rstrip(os.sep) + os.sep)


def _written_by_a_run(path: Path) -> bool:
    """Whether this is a file of releases that a run wrote: its first line says so."""
    if path.suffix.lower() != ".jsonl" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return begins_as_written(file)
    except OSError:
        return False


def begins_as_written(file: BinaryIO) -> bool:
    """Whether the first line is a release that a run wrote."""
    return file.read(len(_WRITTEN)) == _WRITTEN


def _irregular(path: Path) -> InputError:
    what = "no regular file but a pipe or device" if path.exists() else "a link to a file that is not there"
    return InputError(name_of(path), f"{what}: take it out of the folder, or name it itself")


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
