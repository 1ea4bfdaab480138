"""The own releases against their gold list of programmes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengce.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.extract.programmes import ProgrammeMention

GOLD = Path(__file__).parents[3] / "corpus" / "gold"
FLOOR_F1, FLOOR_EXACT, FLOOR_KIND, FLOOR_NAME = 0.95, 0.95, 0.97, 0.93
HALF = 0.5


def _compare(doc: str, find: Callable[[str], list[ProgrammeMention]]) -> dict[str, int]:
    """Counts of one release; optional rows are neither missed nor spurious."""
    raw = (GOLD / "texts" / f"{doc}.txt").read_text(encoding="utf-8")
    normalized = normalize(raw)
    left = [
        (mention, *normalized.span_to_raw(mention.start, mention.end)) for mention in find(normalized.text)
    ]
    lines = (GOLD / f"{doc}.programmes.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    counts = dict.fromkeys(("required", "found", "exact", "kind", "name"), 0)
    for row in sorted(rows, key=lambda row: row["optional"]):
        start = [match.start() for match in re.finditer(re.escape(row["text"]), raw)][row["nth"]]
        end = start + len(row["text"])
        shares = [(min(end, e) - max(start, s)) / (max(end, e) - min(start, s)) for _, s, e in left]
        best = max(range(len(left)), key=shares.__getitem__, default=None)
        counts["required"] += not row["optional"]
        if best is None or shares[best] < HALF:
            continue
        mention = left.pop(best)[0]
        if not row["optional"]:
            counts["found"] += 1
            counts["exact"] += shares[best] == 1
            counts["kind"] += mention.kind == row["kind"]
            counts["name"] += mention.name == row["name"]
    return {**counts, "spurious": len(left)}


def test_own_releases(find: Callable[[str], list[ProgrammeMention]]) -> None:
    docs = sorted(path.name.split(".")[0] for path in GOLD.glob("g*.programmes.jsonl"))
    results = [_compare(doc, find) for doc in docs]
    total = {key: sum(result[key] for result in results) for key in results[0]}
    assert 2 * total["found"] / (total["found"] + total["spurious"] + total["required"]) >= FLOOR_F1, total
    for key, floor in (("exact", FLOOR_EXACT), ("kind", FLOOR_KIND), ("name", FLOOR_NAME)):
        assert total[key] / total["found"] >= floor, key


def test_every_row_is_in_its_text() -> None:
    for path in GOLD.glob("g*.programmes.jsonl"):
        raw = (GOLD / "texts" / f"{path.name.split('.')[0]}.txt").read_text(encoding="utf-8")
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert raw.count(row["text"]) > row["nth"], row["text"]
