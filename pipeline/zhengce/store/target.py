"""The interface of targets, and how their names are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, Self

from zhengce.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from types import TracebackType

    from zhengce.store.records import Load, Quarantined, RunRecord
    from zhengce.store.sources import Known, Seen
    from zhengce.types import RawDocument, Release

_USER = re.compile(r"(?<=://)([^/:@?]*):.*@")
_OPTION = re.compile(r"([?&](?:password|passwd|passfile|sslpassword)=)[^&]*", re.IGNORECASE)


class Target(Protocol):
    """A destination of releases: a database, file or folder; as a context manager it closes itself.

    Storing a release again replaces it; other releases stay. A write-only target defines only `write` and
    `close`; a database can also report its contents and keep a record of runs.
    """

    name: str
    """The target as the caller named it, without a password."""

    def write(self, release: Release) -> None:
        """Store one release with all its records, atomically.

        Raises:
            InputError: this release cannot be stored; others can.
            TargetError: the target is no longer usable; what was written before stays.
        """

    def load(self, items: Sequence[Load], *, run: RunRecord | None = None) -> dict[str, InputError]:
        """Store several releases together with the state of the run.

        Returns:
            The releases that cannot be stored: release_id to reason.

        Raises:
            TargetError: the target is no longer usable; what was written before stays.
        """
        del run
        refused: dict[str, InputError] = {}
        for item in items:
            try:
                self.write(item.release)
            except InputError as error:
                refused[item.release.release_id] = error
        return refused

    def known(self, releases: Collection[str]) -> dict[str, Known]:
        """Return what the target holds of these releases, by release_id."""
        del releases
        return {}

    def forgotten(self, releases: Collection[str]) -> set[str]:
        """Return the subset of `releases` that were deleted for good."""
        del releases
        return set()

    def met(self, pipeline: str, *, but: str) -> bool:
        """Return whether a run other than `but` has used this pipeline before."""
        del pipeline, but
        return False

    def note(self, seen: Sequence[Seen]) -> None:
        """Record the places of releases that the target already holds."""
        del seen

    def unsettled(self) -> list[RawDocument]:
        """Return the releases to re-analyse because their authoritative metadata changed."""
        return []

    def record(self, run: RunRecord) -> None:
        """Store the state of a run."""
        del run

    def quarantine(self, refused: Sequence[Quarantined], *, accepted: Collection[str] = ()) -> None:
        """Add refused inputs to the quarantine, each once, and remove `accepted` ones (by input_id)."""
        del refused, accepted

    def quarantined(self) -> list[Quarantined]:
        """Return the refused inputs."""
        return []

    def close(self) -> None:
        """Finish writing; everything written is complete afterwards.

        Raises:
            TargetError: the target is no longer usable.
        """

    def __enter__(self) -> Self:
        """Return the target itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, also after an error: what was written before it is kept."""
        self.close()


def redact(name: str) -> str:
    """Return a target's name with any password replaced by ``***``.

    >>> redact("postgresql://reader:secret@db.example/zhengce")
    'postgresql://reader:***@db.example/zhengce'
    """
    return _OPTION.sub(r"\1***", _USER.sub(r"\1:***@", name))
