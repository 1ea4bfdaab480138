"""Find the boundaries of clauses."""

from __future__ import annotations

import re

BOUNDARY = "，；。：！？\n"
_MARK = re.compile(f"[{BOUNDARY}（）]")
_TO_LAST_MARK = re.compile(f"(?s:.*){_MARK.pattern}")


def clause_start(text: str, start: int, place: int) -> int:
    """Return the start of the clause at `place`, skipping closed brackets."""
    last = _TO_LAST_MARK.match(text, start, place)
    if last is None or text[last.end() - 1] != "）":
        return start if last is None else last.end()
    depth = 0
    for mark in reversed(list(_MARK.finditer(text, start, place))):
        if mark[0] == "）":
            depth += 1
        elif mark[0] == "（":
            if depth == 0:
                return mark.end()
            depth -= 1
        elif depth == 0:
            return mark.end()
    return start if depth == 0 else max(start, text.rfind("）", start, place) + 1)


def clause_end(text: str, place: int, end: int) -> int:
    """Return the end of the clause at `place`, skipping balanced brackets."""
    depth = 0
    for mark in _MARK.finditer(text, place, end):
        if mark[0] == "（":
            depth += 1
        elif mark[0] == "）":
            if depth == 0:
                return mark.start()
            depth -= 1
        elif depth == 0:
            return mark.start()
    return end
