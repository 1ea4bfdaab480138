"""What a target is, and how its name is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from types import TracebackType

    from zhengce.types import Release

_USER = re.compile(r"(?<=://)([^/:@?]*):.*@")
_OPTION = re.compile(r"([?&](?:password|passwd|passfile|sslpassword)=)[^&]*", re.IGNORECASE)


class Target(Protocol):
    """Where releases go: a database, a file or a folder. Used as a context manager, it closes itself.

    A release that is in the target already is replaced; the others in it stay.
    """

    name: str
    """The target as the caller named it, without a password."""

    def write(self, release: Release) -> None:
        """Store one release with all its records, or nothing of it.

        Raises:
            InputError: this release cannot be stored there; others can.
            TargetError: the target is no longer usable; what was written before stays.
        """

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
