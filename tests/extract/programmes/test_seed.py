"""The seed release against its full list of programmes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengce.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.extract.programmes import ProgrammeMention

ROOT = Path(__file__).parents[3]
FLOOR_F1, FLOOR_EXACT, FLOOR_KIND = 0.95, 0.95, 0.95
HALF = 0.5


def _gold(text: str) -> list[dict[str, Any]]:
    lines = (ROOT / "corpus" / "gold" / "seed.programmes.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    for row in rows:
        places = [found.start() for found in re.finditer(re.escape(row["text"]), text)]
        row["start"] = places[row["nth"]]
        row["end"] = row["start"] + len(row["text"])
    return rows


def _overlap(row: dict[str, Any], mention: ProgrammeMention) -> float:
    inner: int = min(row["end"], mention.end) - max(row["start"], mention.start)
    outer: int = max(row["end"], mention.end) - min(row["start"], mention.start)
    return inner / outer


def test_seed(find: Callable[[str], list[ProgrammeMention]]) -> None:
    (path,) = (ROOT / "seeds").glob("000_*.txt")
    text = normalize(path.read_text(encoding="utf-8")).text
    rows, left = _gold(text), find(text)
    found = exact = kinds = 0
    for row in sorted(rows, key=lambda row: row["optional"]):
        best = max(left, key=lambda mention: _overlap(row, mention), default=None)
        if best is None or _overlap(row, best) < HALF:
            continue
        left.remove(best)
        if not row["optional"]:
            found += 1
            exact += best.text == row["text"]
            kinds += best.kind == row["kind"]
    required = sum(not row["optional"] for row in rows)
    f1 = 2 * found / (2 * found + len(left) + required - found)
    assert f1 >= FLOOR_F1, [mention.text for mention in left]
    assert exact / found >= FLOOR_EXACT
    assert kinds / found >= FLOOR_KIND
