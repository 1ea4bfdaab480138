"""Write output files of commands."""

from __future__ import annotations

from pathlib import Path

from zhengce.errors import TargetError


def write_file(path: Path, content: str | bytes) -> None:
    """Write a whole file, text as UTF-8.

    Raises:
        TargetError: the file is not writable.
    """
    try:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        reason = error.strerror or error
        raise TargetError(
            f"{path}: not writable ({reason}); check the folder, its permissions and free space"
        ) from error
