"""The log of a run: one JSON object per line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import msgspec

from zhengce.errors import TargetError

if TYPE_CHECKING:
    from types import TracebackType


class Journal:
    """Appends a line for each event: ``{"time": …, "event": "stored", "source": …}``.

    Without a path nothing is written.

    Raises:
        TargetError: the file is not writable.
    """

    def __init__(self, path: str | Path | None) -> None:
        try:
            self._file = None if path is None else Path(path).open("ab", buffering=0)  # noqa: SIM115 - closed by `close`
        except OSError as error:
            raise TargetError(f"{path}: cannot write the log ({error.strerror})") from error

    def write(self, event: str, **details: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        """Append one line; a failure to write does not stop the run."""
        if self._file is None:
            return
        line = msgspec.json.encode({"time": dt.datetime.now(dt.UTC), "event": event, **details}) + b"\n"
        try:
            self._file.write(line)
        except OSError:
            self._file.close()
            self._file = None

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
