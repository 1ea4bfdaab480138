"""Which parts of a release tell plans: by their headings, and by the chapter that they lie under."""

from __future__ import annotations

import re

from zhengce.indicators.status import StatusReader
from zhengce.types import SegmentedText, Status

_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、")


class Parts:
    """Walks through the sections of one text in order; `default` is the status of what a section tells."""

    def __init__(self, segmented: SegmentedText, status: StatusReader) -> None:
        self._segmented = segmented
        self._status = status
        self._section: int | None = -1
        self._chapter: Status = "actual"
        self.default: Status = "actual"

    def enter(self, section: int | None) -> None:
        """Go to a section."""
        if section == self._section:
            return
        self._section = section
        part = self._segmented.sections[section] if section is not None else None
        heading = part.heading if part is not None else None
        told = self._status.of_heading(heading)
        if heading and _CHAPTER.match(heading):
            self._chapter = told or "actual"
        outlook = part is not None and part.kind == "outlook"
        self.default = "target" if outlook else told or self._chapter
