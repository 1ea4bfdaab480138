"""The pairs of damaged and clean texts: floors that only rise."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import Any

from normalize.damage import ROOT, fold, gloss, half_width

from zhengce.normalize import normalize

AVERAGE, WORST = 0.9965, 0.982
PAIRS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (ROOT / "corpus/damaged/pairs.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_likeness() -> None:
    found = []
    for pair in PAIRS:
        ours, theirs = normalize(pair["clean"]).text, normalize(pair["damaged"]).text
        found.append(SequenceMatcher(None, ours, theirs, autojunk=False).ratio())
    assert min(found) >= WORST
    assert sum(found) / len(found) >= AVERAGE


def test_the_simulator_makes_the_damaged_side() -> None:
    for pair in PAIRS:
        clean, keeps = pair["clean"], pair["keeps_signs"]
        if pair["damage"] == "fold":
            made = fold(clean, keeps_signs=keeps)
        else:
            made = gloss(half_width(clean), pair["table"], pair["form"], keeps_signs=keeps)
        assert made == pair["damaged"], pair["id"]
