"""Read-only access to files at addresses (``s3://``, ``gs://``, ``https://`` …) through fsspec.

Credentials come from each storage's usual places: the environment, its own files, the machine. Passwords
and signatures in addresses are never shown or stored.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import urlsplit

from zhengce.errors import InputError, MissingExtraError, NothingThereError
from zhengce.ingest.metadata import REASON, SIDECAR, Metadata, parse_metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WEB = ("http://", "https://")
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs"}  # the others are in `remote`
_USER = re.compile(r"(?<=://)[^/@\s]*@")
_SECRET = re.compile(
    r"([?&](?:x-(?:amz|goog)-(?:signature|credential|security-token)|signature|sig|awsaccesskeyid"
    r"|access_token|token|api_?key|password)=)[^&#\s'\"]*",
    re.IGNORECASE,
)
_DEPTH = 8  # limit for listings by web servers, which could be endless
_IN_MEMORY = 1 << 24
_TIMES = ("LastModified", "mtime", "updated", "modified", "last_modified", "created")
_HEADS = {b"<!doctype html": ".html", b"<html": ".html", b"%pdf-": ".pdf", b"{": ".jsonl"}


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at an address.

    Args:
        system: its fsspec file system.
        path: its path there.
        name: its address for display and storage.
        sidecar: path of its metadata file, if any.
        size: in bytes, if the storage reports it.
        changed: modification time in seconds since the epoch, if the storage reports it.
        listed: whether it was found in a folder rather than named.
    """

    system: Any
    path: str
    name: str
    sidecar: str | None = None
    size: int | None = None
    changed: float | None = None
    listed: bool = False

    def __str__(self) -> str:
        return self.name

    def metadata(self) -> Metadata:
        """Return the metadata in the file beside it.

        Raises:
            MalformedError: the metadata are malformed.
            InputError: the file is not readable.
        """
        if self.sidecar is None:
            return Metadata()
        with _told(self.name):
            content: bytes = self.system.cat_file(self.sidecar)
        return parse_metadata(content, shown(self.system.unstrip_protocol(self.sidecar)))

    @contextmanager
    def opened(self, *, limit: int | None) -> Iterator[BinaryIO]:
        """Fetch all bytes before yielding a stream, so that a partial download is never read.

        Args:
            limit: the maximum number of bytes; unlimited by default.

        Raises:
            InputError: the file is not readable.
        """
        options = {"block_size": 0} if is_web(self.name) else {}  # one request instead of one per block
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as here:
            with _told(self.name), self.system.open(self.path, "rb", **options) as there:
                _copy(there, here, limit)
            here.seek(0)
            yield cast("BinaryIO", here)

    def suffix(self, stream: BinaryIO, known: Callable[[str], bool]) -> str:
        """Return the suffix for the format; for web pages, which may have any, detect it from the content."""
        if not is_web(self.name):
            return PurePosixPath(self.path).suffix.lower()
        suffix = PurePosixPath(urlsplit(self.name).path).suffix.lower()
        if suffix and known(suffix):
            return suffix
        head = stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        stream.seek(0)
        return next((ending for begin, ending in _HEADS.items() if head.startswith(begin)), ".txt")


def is_address(name: str) -> bool:
    """Return whether an input is an address rather than a path.

    >>> is_address("s3://bucket/inbox/"), is_address("inbox/a.txt")
    (True, False)
    """
    return _ADDRESS.match(name) is not None


def is_web(name: str) -> bool:
    """Return whether an address is on the web, where any page may list others."""
    return name.lower().startswith(_WEB)


def shown(text: str) -> str:
    """Mask passwords and signatures in an address, or in a message with addresses.

    >>> shown("https://me:secret@host/a?id=3&X-Amz-Signature=4f")
    'https://***@host/a?id=3&X-Amz-Signature=***'
    """
    return _SECRET.sub(r"\1***", _USER.sub("***@", text))


def remote_files(address: str, release: Callable[[str, bool], bool]) -> Iterator[RemoteFile | InputError]:
    """Yield the files at an address: a file, a folder (recursively), or the matches of a pattern with ``*``.

    Object stores distinguish files and folders. On the web, an address that ends with a slash is a folder
    whose page lists its contents.

    Args:
        address: the address given by the caller.
        release: decides by name whether a file in a folder is a release, given whether a file beside it
            states why it was refused.
    """
    try:
        with _told(shown(address)):
            yield from _files(address, release)
    except InputError as error:
        yield error
    except MissingExtraError as error:
        yield InputError(shown(address), str(error))


def _files(address: str, release: Callable[[str, bool], bool]) -> Iterator[RemoteFile | InputError]:
    import fsspec

    scheme = address.partition("://")[0].lower()
    if scheme not in fsspec.available_protocols():
        raise InputError(shown(address), f"no such file or folder, and no storage {scheme}:// to read from")
    system, path = fsspec.url_to_fs(address)
    web = is_web(address)
    if "*" in path:
        found, root = system.glob(path, detail=True), path.partition("*")[0].rpartition("/")[0]
        found |= system.glob(f"{path.rpartition('/')[0]}/*{SIDECAR}", detail=True)
    elif address.endswith("/") or (not web and system.isdir(path)):
        found = system.find(path, detail=True, **({"maxdepth": _DEPTH} if web else {}))
        root = path.rstrip("/")
    else:
        info = {} if web else system.info(path)
        sidecar = _beside(path)
        yield _file(system, path, info, None if web or not system.exists(sidecar) else sidecar)
        return
    names = {name for name, info in found.items() if _is_file(name, info, web=web)}
    taken = [name for name in sorted(names) if _is_release(name, root, names, release)]
    for name in taken:
        sidecar = _beside(name)
        yield _file(system, name, found[name], sidecar if sidecar in names else None, listed=True)
    if not taken:
        yield NothingThereError(shown(address), "no files at this address")


def _file(
    system: Any,  # noqa: ANN401 - fsspec has no types
    path: str,
    info: dict[str, Any],
    sidecar: str | None,
    *,
    listed: bool = False,
) -> RemoteFile:
    changed = next((info[key] for key in _TIMES if info.get(key) is not None), None)
    if isinstance(changed, str):
        changed = dt.datetime.fromisoformat(changed)
    if isinstance(changed, dt.datetime):
        changed = changed.timestamp()
    name = shown(system.unstrip_protocol(path))
    return RemoteFile(system, path, name, sidecar, info.get("size"), changed, listed)


def _is_file(name: str, info: dict[str, Any], *, web: bool) -> bool:
    """Exclude folders and, on the web, other sortings of a listing and fragments of a page."""
    parts = urlsplit(name)
    decoration = web and (parts.query or parts.fragment)
    return info.get("type") != "directory" and not name.endswith("/") and not decoration


def _is_release(name: str, root: str, names: set[str], release: Callable[[str, bool], bool]) -> bool:
    """Return whether the name is that of a release, outside hidden folders and outputs of a run."""
    folder, _, last = name.rpartition("/")
    way = [part for part in folder[len(root) :].split("/") if part]
    if any(part.startswith(".") for part in way):
        return False
    for depth in range(1, len(way) + 1):
        place = "/".join([root, *way[:depth]])
        if place.endswith(".parquet") and any(other.startswith(f"{place}/releases.") for other in names):
            return False
    return release(last, f"{folder}/{last.partition('.')[0]}{REASON}" in names)


def _beside(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{PurePosixPath(name).stem}{SIDECAR}"


def _copy(there: IO[bytes], here: IO[bytes], limit: int | None) -> None:
    if limit is None:
        shutil.copyfileobj(there, here, 1 << 20)
        return
    rest = limit
    while rest > 0 and (part := there.read(min(rest, 1 << 20))):
        here.write(part)
        rest -= len(part)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn any error of a storage into a refusal; each storage has errors of its own."""
    try:
        yield
    except (InputError, GeneratorExit):
        raise
    except ImportError as error:
        scheme = name.partition("://")[0].lower()
        raise MissingExtraError(f"reading {scheme}://", _EXTRAS.get(scheme, "remote")) from error
    except FileNotFoundError:
        raise InputError(name, "no such file or folder") from None
    except Exception as error:  # noqa: BLE001 - see above
        why = shown(" ".join(str(error).split())) or type(error).__name__
        raise InputError(name, f"not readable: {why}") from None
