"""Read files of corrections: our own format, or exports of Label Studio and doccano."""

from __future__ import annotations

from pathlib import Path

import msgspec

from zhengce.corrections.exports import from_doccano, from_label_studio
from zhengce.corrections.forms import Correction
from zhengce.errors import MalformedError

_DECODER: msgspec.json.Decoder[Correction] = msgspec.json.Decoder(Correction)


def read_corrections(path: Path) -> list[Correction]:
    """Read corrections in our own format, or an export of Label Studio (JSON) or doccano (JSONL).

    Raises:
        MalformedError: the file is unreadable, or a line has an unknown form; the message names the line.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MalformedError(str(path), f"cannot be read: {error.strerror}: give a file") from error
    if content.lstrip()[:1] == b"[":
        return list(from_label_studio(content, source=str(path)))
    found: list[Correction] = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line)
            ours = isinstance(record, dict) and "kind" in record
            found += [_DECODER.decode(line)] if ours else from_doccano(record, source=f"{path}:{number}")
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise MalformedError(f"{path}:{number}", f"not a correction: {error}") from error
    return found
