"""What a target is, and how its name is shown."""

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
    """Where releases go: a database, a file or a folder. Used as a context manager, it closes itself.

    A release that is in the target already is replaced; the others in it stay. A target that can only be
    written to need define `write` and `close`; a database also knows what is in it and keeps a record.
    """

    name: str
    """The target as the caller named it, without a password."""

    def write(self, release: Release) -> None:
        """Store one release with all its records, or nothing of it.

        Raises:
            InputError: this release cannot be stored there; others can.
            TargetError: the target is no longer usable; what was written before stays.
        """

    def load(self, items: Sequence[Load], *, run: RunRecord | None = None) -> dict[str, InputError]:
        """Store several releases at once, and the state of the run with them.

        Returns:
            Those that cannot be stored there: release_id to reason.

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
        """What the target holds of these releases, by release_id."""
        del releases
        return {}

    def forgotten(self, releases: Collection[str]) -> set[str]:
        """Those of the releases that were taken out for good."""
        del releases
        return set()

    def met(self, pipeline: str, *, but: str) -> bool:
        """Whether a run, but for the one of this identity, has worked with this pipeline before."""
        del pipeline, but
        return False

    def note(self, seen: Sequence[Seen]) -> None:
        """Note where releases lie that the target holds already."""
        del seen

    def unsettled(self) -> list[RawDocument]:
        """Releases to be analysed again, because other metadata count than those they were analysed with."""
        return []

    def record(self, run: RunRecord) -> None:
        """Store the state of a run."""
        del run

    def quarantine(self, refused: Sequence[Quarantined], *, accepted: Collection[str] = ()) -> None:
        """Note refused inputs, each once; take those `accepted` meanwhile (input_id) off the list."""
        del refused, accepted

    def quarantined(self) -> list[Quarantined]:
        """Refused inputs that are on the list."""
        return []

    def close(self) -> None:
        """Finish. What was written is complete afterwards.

        Raises:
            TargetError: the target is no longer usable.
        """

    def __enter__(self) -> Self:
        """Give the target itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, also after an error: what was written before it is kept."""
        self.close()


def redact(name: str) -> str:
    """A target's name without the password in it, if there is one.

    >>> redact("postgresql://reader:secret@db.example/zhengce")
    'postgresql://reader:***@db.example/zhengce'
    """
    return _OPTION.sub(r"\1***", _USER.sub(r"\1:***@", name))
