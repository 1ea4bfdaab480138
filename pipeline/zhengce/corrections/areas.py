"""Merge corrections of areas into the folder of labelled sentences that ``zhengce train`` reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhengce.classify import Taxonomy
    from zhengce.corrections.forms import AreaCorrection

CORRECTED = "corrected.jsonl"
"""File in the folder that takes new sentences."""

Row = dict[str, Any]


class AreaFolder:
    """A folder of labelled sentences, changed in memory and written at the end."""

    def __init__(self, folder: Path, taxonomy: Taxonomy) -> None:
        self._folder = folder
        self._names = {name: area.id for area in taxonomy.areas for name in (area.id, area.zh, area.en)}
        self._rows: dict[Path, list[Row]] = {}
        self._places: dict[str, tuple[Path, int]] = {}
        self._changed: set[Path] = set()
        for path in sorted(folder.glob("*.jsonl")):
            lines = path.read_text(encoding="utf-8").splitlines()
            self._rows[path] = [json.loads(line) for line in lines if line.strip()]
            for index, row in enumerate(self._rows[path]):
                self._places.setdefault(key(row["text"]), (path, index))

    def area(self, name: str | None) -> str | None:
        """Return the id of an area given by id or name, or None if it is unknown."""
        return self._names.get(name or "")

    def find(self, text: str) -> Row | None:
        """Return the row with this sentence, or None."""
        place = self._places.get(key(text))
        return None if place is None else self._rows[place[0]][place[1]]

    def place_of(self, text: str) -> str:
        """Return file and line of this sentence."""
        path, index = self._places[key(text)]
        return f"{path}:{index + 1}"

    def put(self, correction: AreaCorrection, area: str, second: str | None) -> None:
        """Add a sentence with its area, or change the area of an existing one."""
        path, index = self._places.get(key(correction.text), (self._folder / CORRECTED, -1))
        rows = self._rows.setdefault(path, [])
        if index < 0:
            self._places[key(correction.text)] = (path, len(rows))
            row = {"text": correction.text, "area": area, "second": second, "release": correction.release_id}
            rows.append({**row, "heading": correction.heading, "origin": "corrected"})
        else:
            rows[index] = {**rows[index], "area": area, "second": second}
        self._changed.add(path)

    def write(self) -> tuple[Path, ...]:
        """Write the changed files."""
        for path in sorted(self._changed):
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f"{path.name}.new")
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in self._rows[path])
            new.write_text("".join(lines), encoding="utf-8")
            new.replace(path)
        return tuple(sorted(self._changed))


def key(text: str) -> str:
    """Return the key of a sentence for comparison: its characters without whitespace."""
    return "".join(text.split())
