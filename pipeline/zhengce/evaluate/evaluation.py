"""Runs a pipeline over gold releases and counts what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from zhengce.evaluate.agreement import FIELDS, agrees
from zhengce.evaluate.gold import GoldDocument, GoldIndicator, GoldProgramme
from zhengce.pipeline import Pipeline
from zhengce.types import Indicator, Programme


@dataclass(slots=True)
class Counts:
    """Found and missed of what gold holds, and found beyond it."""

    gold: int = 0
    found: int = 0
    spurious: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that gold holds."""
        return self.found / max(1, self.found + self.spurious)

    @property
    def recall(self) -> float:
        """Share of gold that was found."""
        return self.found / max(1, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


@dataclass(slots=True)
class Evaluation:
    """What an evaluation measured; `errors` are (what, release, gold, found) for a person to read."""

    indicators: Counts = field(default_factory=Counts)
    right: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    programmes: Counts = field(default_factory=Counts)
    exact: int = 0
    kinds: int = 0
    errors: list[tuple[str, str, str, str]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """All figures by name, each from 0 to 1; `record` is the share of gold with every field right."""
        figures = {
            "indicators.f1": self.indicators.f1,
            "indicators.precision": self.indicators.precision,
            "indicators.recall": self.indicators.recall,
            **{f"indicators.{name}": self.right[name] / max(1, self.indicators.found) for name in FIELDS},
            "indicators.record": self.whole / max(1, self.indicators.gold),
        }
        if self.programmes.gold:
            figures |= {
                "programmes.f1": self.programmes.f1,
                "programmes.precision": self.programmes.precision,
                "programmes.recall": self.programmes.recall,
                "programmes.exact": self.exact / max(1, self.programmes.found),
                "programmes.kind": self.kinds / max(1, self.programmes.found),
            }
        return {name: round(value, 4) for name, value in figures.items()}


def evaluate(documents: Iterable[GoldDocument], pipeline: Pipeline | None = None) -> Evaluation:
    """Analyse the gold releases and compare.

    An indicator is found when its raw span overlaps a gold one; a programme when the spans share at least
    half of their union. Each is used once.
    """
    pipeline = pipeline or Pipeline()
    result = Evaluation()
    for document in documents:
        release = pipeline(
            document.text, source=document.id, title=document.title, published=document.published
        )
        if document.indicators is not None:
            _indicators(result, document.id, document.indicators, release.indicators)
        if document.programmes is not None:
            _programmes(result, document.id, document.programmes, release.programmes)
    return result


def _indicators(
    result: Evaluation, name: str, gold: Sequence[tuple[GoldIndicator, int]], found: Sequence[Indicator]
) -> None:
    free = set(range(len(found)))
    for row, start in gold:
        result.indicators.gold += 1
        end = start + len(row.text)
        overlaps = [(min(end, found[k].raw_end) - max(start, found[k].raw_start), k) for k in free]
        size, best = max(overlaps, default=(0, -1))
        if size <= 0:
            result.errors.append(("missed", name, row.text, ""))
            continue
        free.remove(best)
        result.indicators.found += 1
        wrong = [fieldname for fieldname in FIELDS if not agrees(fieldname, row, found[best])]
        result.right.update(set(FIELDS) - set(wrong))
        result.whole += not wrong
        result.errors += [
            (w, name, f"{row.text}: {getattr(row, w)}", f"{getattr(found[best], w)}") for w in wrong
        ]
    result.indicators.spurious += len(free)
    result.errors += [("spurious", name, "", f"{found[k].text}: {found[k].subject}") for k in sorted(free)]


def _programmes(
    result: Evaluation, name: str, gold: Sequence[tuple[GoldProgramme, int]], found: Sequence[Programme]
) -> None:
    free = set(range(len(found)))
    for row, start in sorted(gold, key=lambda pair: pair[0].optional):
        counts = not row.optional
        result.programmes.gold += counts
        share, best = max(
            ((_share(start, start + len(row.text), found[k]), k) for k in free), default=(0.0, -1)
        )
        if share < 0.5:
            if counts:
                result.errors.append(("programme missed", name, row.text, ""))
            continue
        free.remove(best)
        if counts:
            result.programmes.found += 1
            result.exact += share == 1
            result.kinds += found[best].kind == row.kind
    result.programmes.spurious += len(free)
    result.errors += [("programme spurious", name, "", found[k].text) for k in sorted(free)]


def _share(start: int, end: int, found: Programme) -> float:
    inner = min(end, found.raw_end) - max(start, found.raw_start)
    return inner / (max(end, found.raw_end) - min(start, found.raw_start))
