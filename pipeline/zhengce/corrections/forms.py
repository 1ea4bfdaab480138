"""The format of corrections: one JSON object per line, in append-only files.

An indicator::

    {"kind": "indicator", "verdict": "correct", "release_id": "9c1f…", "source": "corpus/releases/a.txt",
     "raw_start": 355, "raw_end": 360, "text": "2873个", "read": {"value": 2873, "subject": "驿站", …},
     "fields": {"subject": "工会驿站"}, "of": 24, "by": "li", "at": "2025-01-15T09:30:00Z", "note": null}

`verdict` is ``accept`` (correct as read), ``correct`` (correct except for `fields`), ``reject`` (not an
indicator) or ``missed`` (an indicator that was not found; `fields` holds all its values). `read` and
`fields` have the keys of a gold row. `of` is the number of indicators found in the release.

The area of a sentence::

    {"kind": "area", "verdict": "correct", "text": "建成工会驿站3786个。", "area": "rights", "second": null,
     "release_id": "9c1f…", "heading": null, "by": "li", "at": null, "note": null}

`verdict` is ``accept``, ``correct`` or ``reject`` (the area is wrong and the right one is unknown; `area`
is then null).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec

Verdict = Literal["accept", "correct", "reject", "missed"]


class IndicatorCorrection(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="indicator"
):
    """A correction of an indicator; the module documents the format."""

    verdict: Verdict
    release_id: str
    source: str
    raw_start: int
    raw_end: int
    text: str
    read: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    of: int | None = None
    by: str | None = None
    at: str | None = None
    note: str | None = None

    @property
    def place(self) -> tuple[str, int, int]:
        """Return the raw span it refers to."""
        return self.release_id, self.raw_start, self.raw_end

    @property
    def row(self) -> dict[str, Any] | None:
        """Return the corrected indicator with the keys of a gold row, or None if it was rejected."""
        return None if self.verdict == "reject" else {**self.read, **self.fields}


class AreaCorrection(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="area"
):
    """A correction of the area of a sentence; the module documents the format."""

    verdict: Literal["accept", "correct", "reject"]
    text: str
    area: str | None
    second: str | None = None
    release_id: str
    heading: str | None = None
    by: str | None = None
    at: str | None = None
    note: str | None = None


Correction = IndicatorCorrection | AreaCorrection


def append(path: Path, *corrections: Correction) -> None:
    """Append corrections to a file, creating it if needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.writelines(msgspec.json.encode(one) + b"\n" for one in corrections)
