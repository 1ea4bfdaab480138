"""Run the pipeline over gold releases and count its results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from zhengce.evaluate.agreement import EXTRA, FIELDS, accepted_subjects, agrees, agrees_leniently, given
from zhengce.evaluate.gold import GoldDocument, GoldIndicator, GoldProgramme
from zhengce.pipeline import Pipeline
from zhengce.types import Indicator, Programme


@dataclass(slots=True)
class Counts:
    """Counts of true positives, false negatives and false positives."""

    gold: int = 0
    found: int = 0
    spurious: int = 0

    @property
    def precision(self) -> float:
        """Return the share of found items that are in gold."""
        return self.found / max(1, self.found + self.spurious)

    @property
    def recall(self) -> float:
        """Return the share of gold items that were found."""
        return self.found / max(1, self.gold)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


_BARE_SCALE = re.compile(r"[百千万亿兆]")  # 突破亿元 counts as neither


@dataclass(slots=True)
class Given:
    """Counts for a sparse field: correct, in gold, and found."""

    right: int = 0
    gold: int = 0
    given: int = 0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, or 1 if the field never occurs."""
        return 2 * self.right / (self.gold + self.given) if self.gold + self.given else 1.0


@dataclass(slots=True)
class Evaluation:
    """The results of an evaluation; `errors` are (field, release, gold, found) for inspection."""

    indicators: Counts = field(default_factory=Counts)
    right: Counter[str] = field(default_factory=Counter)
    extra: dict[str, Given] = field(default_factory=lambda: {name: Given() for name in EXTRA})
    record: int = 0
    whole: int = 0
    lenient: int = 0
    undamaged: int = 0
    wrong: int = 0
    programmes: Counts = field(default_factory=Counts)
    exact: int = 0
    kinds: int = 0
    errors: list[tuple[str, str, str, str]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return all figures by name, each from 0 to 1, higher being better.

        `record` is the share of gold indicators with every field correct, `whole` the same including
        denominator and region, `lenient` the share acceptable to a lenient reader. `sound` is the share of
        undamaged results with correct value, unit and direction.
        """
        figures = {
            "indicators.f1": self.indicators.f1,
            "indicators.precision": self.indicators.precision,
            "indicators.recall": self.indicators.recall,
            **{f"indicators.{name}": self.right[name] / max(1, self.indicators.found) for name in FIELDS},
            "indicators.record": self.record / max(1, self.indicators.gold),
            "indicators.whole": self.whole / max(1, self.indicators.gold),
            "indicators.lenient": self.lenient / max(1, self.indicators.gold),
            "indicators.sound": 1 - self.wrong / max(1, self.undamaged),
            **{f"indicators.{name}": counts.f1 for name, counts in self.extra.items()},
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
    """Analyse the gold releases and compare the results with gold.

    An indicator is found if its raw span overlaps a gold one; a programme if the spans share at least half
    of their union. Each result is matched once.
    """
    pipeline = pipeline or Pipeline()
    result = Evaluation()
    for document in documents:
        release = pipeline(
            document.text,
            source=document.id,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
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
    phrasings = accepted_subjects(row for row, _ in gold)
    for (row, start), accepted in zip(gold, phrasings, strict=True):
        result.indicators.gold += 1
        end = start + len(row.text)
        overlaps = [(min(end, found[k].raw_end) - max(start, found[k].raw_start), k) for k in free]
        size, best = max(overlaps, default=(0, -1))
        if size <= 0:
            result.errors.append(("missed", name, row.text, ""))
            continue
        free.remove(best)
        result.indicators.found += 1
        _judge(result, name, row, found[best], accepted)
    more = [found[k] for k in sorted(free) if not _is_bare_scale(found[k])]
    result.indicators.spurious += len(more)
    result.errors += [("spurious", name, "", f"{one.text}: {one.subject}") for one in more]


def _judge(
    result: Evaluation, name: str, row: GoldIndicator, found: Indicator, accepted: Iterable[str]
) -> None:
    asked = (*FIELDS, *(extra for extra in EXTRA if getattr(row, extra) is not msgspec.UNSET))
    wrong = [one for one in asked if not agrees(one, row, found, accepted)]
    result.right.update(set(FIELDS) - set(wrong))
    result.record += not set(wrong) & set(FIELDS)
    result.whole += not wrong
    result.lenient += all(agrees_leniently(one, row, found) for one in FIELDS)
    if not found.damaged:
        result.undamaged += 1
        result.wrong += bool({"value", "unit", "direction"} & set(wrong))
    for one in asked[len(FIELDS) :]:
        mine, theirs = bool(given(row, one)), bool(getattr(found, one, None))
        counts = result.extra[one]
        counts.right += mine and theirs and one not in wrong
        counts.gold += mine
        counts.given += theirs
    result.errors += [
        (w, name, f"{row.text}: {getattr(row, w)}", f"{getattr(found, w, None)}") for w in wrong
    ]


def _is_bare_scale(found: Indicator) -> bool:
    return found.modifier != "exact" and _BARE_SCALE.match(found.text) is not None


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
