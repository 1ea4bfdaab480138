"""The same texts through zhengce and its peers, side by side: quantities found, values right, speed.

    python -m pip install recognizers-text-suite jionlp "emoji<2"
    python benchmarks/peers.py

Texts and gold are corpus/gold. A gold quantity is found when a mention overlaps it, right when the value
agrees (or, for a range, the bounds). Speed is a ratio against the slowest system of the same run.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from zhengce.evaluate import GoldDocument, load_gold

GOLD = Path(__file__).parents[1] / "corpus" / "gold"
Found = list[tuple[int, int, Decimal | None]]


def zhengce_quantities() -> Callable[[str], Found]:
    import zhengce

    return lambda text: [(q.start, q.end, q.value) for q in zhengce.quantities(text)]


def zhengce_indicators() -> Callable[[str], Found]:
    import zhengce

    pipeline = zhengce.Pipeline()
    return lambda text: [(i.raw_start, i.raw_end, i.value) for i in pipeline(text).indicators]


def recognizers() -> Callable[[str], Found]:
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    culture = "zh-cn"
    numbers, units = NumberRecognizer(culture), NumberWithUnitRecognizer(culture)
    models = [
        numbers.get_number_model(), numbers.get_percentage_model(), units.get_currency_model(),
        units.get_dimension_model(),
    ]  # fmt: skip

    def find(text: str) -> Found:
        results = [r for model in models for r in model.parse(text)]
        return [(r.start, r.end + 1, number((r.resolution or {}).get("value"))) for r in results]

    return find


def jionlp() -> Callable[[str], Found]:
    import jionlp

    def find(text: str) -> Found:
        results = jionlp.ner.extract_money(text) + jionlp.ner.extract_time(text)
        return [(*r["offset"], number(r["detail"].get("num"))) for r in results]

    return find


def number(value: Any) -> Decimal | None:  # noqa: ANN401 - what the peers give
    try:
        return Decimal(str(value).rstrip("%"))
    except InvalidOperation:
        return None


Figures = tuple[float, float, float, float]


def measure(documents: Iterable[GoldDocument], find: Callable[[str], Found]) -> Figures:
    """Recall of gold, share of found values right, share of mentions that are indicators, seconds."""
    gold = found = right = mentions = hits = 0
    seconds = 0.0
    for document in documents:
        begin = time.perf_counter()
        got = find(document.text)
        seconds += time.perf_counter() - begin
        mentions += len(got)
        spans = [(start, start + len(row.text), row.value) for row, start in document.indicators or ()]
        hits += sum(any(s < b and a < e for s, e, _ in spans) for a, b, _ in got)
        for start, end, value in spans:
            gold += 1
            overlapping = [v for a, b, v in got if a < end and start < b]
            found += bool(overlapping)
            right += any(close(v, value) for v in overlapping)
    return found / gold, right / max(1, found), hits / max(1, mentions), seconds


def close(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= max(Decimal(1), abs(b)) * Decimal("1e-6")


SYSTEMS: dict[str, tuple[str, Callable[[], Callable[[str], Found]]]] = {
    "zhengce.quantities": ("zhengce", zhengce_quantities),
    "zhengce, indicators": ("zhengce", zhengce_indicators),
    "Recognizers-Text": ("recognizers_number", recognizers),
    "JioNLP, money and time": ("jionlp", jionlp),
}


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    documents = load_gold(GOLD)
    characters = sum(len(d.text) for d in documents)
    rows = {}
    for name, (module, build) in SYSTEMS.items():
        if importlib.util.find_spec(module) is None:
            print(f"{name}: not installed, left out")
            continue
        find = build()
        find(documents[0].text)  # warm
        rows[name] = measure(documents, find)
    slowest = max(seconds for *_, seconds in rows.values())
    heads = ("finds", "value right", "of its mentions, indicators", "speed")
    print(f"{'system':24s} {heads[0]:>6s} {heads[1]:>12s} {heads[2]:>28s} {heads[3]:>7s}")
    for name, (recall, right, precision, seconds) in rows.items():
        print(f"{name:24s} {recall:6.2f} {right:12.2f} {precision:28.2f} {slowest / seconds:6.1f}x")
    print(f"{len(documents)} texts, {characters} characters; speed against the slowest of this run")


if __name__ == "__main__":
    main()
