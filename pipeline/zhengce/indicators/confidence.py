"""Confidence in a reading: a logistic model of its features (`signs`), with weights fitted to gold.

The weights are in ``models/confidence/``, with a card; ``benchmarks/confidence.py`` fits them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

import msgspec

from zhengce.errors import ModelError
from zhengce.indicators.affixes import holds
from zhengce.indicators.words import character_set, word_list
from zhengce.resources import load_toml, models_folder
from zhengce.types import Base, Measure, Modifier, Period, Status

FORMAT = 1
WEIGHTS = "weights.toml"
_FIGURE = re.compile(r"\d[\d.,]*")
_LENGTHS = (2, 4, 8, 14)  # characters of a subject
_JOINTS = character_set("confidence", "joints")
_FUNCTIONS = character_set("confidence", "functions")
_METRICS = word_list("confidence", "metrics")
_ACTS = word_list("confidence", "acts")
_NUMERALS = character_set("confidence", "numerals")
_GAPS = (3, 12)  # characters between subject and number
_CLAUSES = (6, 15, 30)  # characters of the clause before the number
_SENTENCES = (30, 60, 120)
_FIGURES = (1, 3, 6)
_MANY = 3  # figures before a number are counted up to here
_TIME = re.compile(r"time=.*@(\d+)")


def _stepped(sign: str, bounds: Sequence[int]) -> tuple[str, ...]:
    """Return the feature names of a binned size: one per upper bound, and one for larger sizes."""
    return (*(f"{sign}: to {bound}" for bound in bounds), f"{sign}: longer")


_OF_LENGTH = _stepped("subject", _LENGTHS)
_OF_GAP = _stepped("gap", _GAPS)
_OF_CLAUSE = _stepped("clause before", _CLAUSES)
_OF_SENTENCE = _stepped("sentence", _SENTENCES)
_OF_FIGURES = ("figures: 1", "figures: 2 to 3", "figures: 4 to 6", "figures: longer")
_OF_FIGURES_BEFORE = tuple(f"figures before: {count}" for count in range(_MANY + 1))


class Reading(Protocol):
    """The fields that confidence is computed from, in a finished indicator or in one being made."""

    @property
    def rule(self) -> str: ...
    @property
    def evidence(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def subject(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def measure(self) -> Measure: ...
    @property
    def modifier(self) -> Modifier: ...
    @property
    def status(self) -> Status: ...
    @property
    def period(self) -> Period | None: ...
    @property
    def base(self) -> Base | None: ...
    @property
    def denominator(self) -> str | None: ...
    @property
    def damaged(self) -> bool: ...


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of each feature (`signs`), in log-odds, and the bias to which they are added."""

    format: int
    bias: float
    signs: dict[str, float]


def load_weights(path: Path | None = None) -> Weights:
    """Return the weights in a file, or those shipped with the package if `path` is None.

    Raises:
        ModelError: the package has no weights, or the file is of another format.
        ConfigError: the file does not have the documented form.
    """
    if path is None:
        folder = models_folder() / "confidence"
        names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
        versions = [int(name) for name in names if name.isdecimal()]
        if not versions:
            raise ModelError(f"{folder}: no version of the confidence model; install zhengce again")
        path = folder / str(max(versions)) / WEIGHTS
    weights = load_toml(path, Weights)
    if weights.format != FORMAT:
        raise ModelError(f"{path}: of format {weights.format}, this version reads format {FORMAT}")
    return weights


@cache
def _shipped() -> Weights:
    return load_weights()


def confidence_of(
    reading: Reading, text: str, start: int, end: int, *, weights: Weights | None = None
) -> float:
    """Return the probability that every field of a reading is right; 0 for a damaged figure.

    Args:
        reading: an indicator.
        text: the normalised text that contains it.
        start: start of its sentence.
        end: end of its sentence.
        weights: used instead of those shipped with the package.

    >>> import zhengce
    >>> release = zhengce.Pipeline()("2024年，建成工会驿站3786个。", published="2025-01-20")
    >>> found, sentence = release.indicators[0], release.sentences[0]
    >>> confidence_of(found, release.text, sentence.start, sentence.end) == found.confidence
    True
    """
    if reading.damaged:
        return 0.0  # its value is not known
    weights = weights or _shipped()
    return probability(weights.bias, weights.signs, signs_of(reading, text, start, end))


def probability(bias: float, weights: Mapping[str, float], signs: Iterable[str]) -> float:
    """Return the logistic function of the bias and the weights of some features, to two digits.

    A feature without a weight adds nothing.

    >>> probability(0.0, {"status: target": -1.0}, ["status: target"])
    0.27
    """
    known = filter(None, map(weights.get, signs))
    return round(1 / (1 + math.exp(-bias - sum(known))), 2)


def signs_of(reading: Reading, text: str, start: int, end: int) -> list[str]:
    """Return the names of the features of a reading in its sentence ``text[start:end]``."""
    number, subject = reading.start, reading.subject
    signs = [*_of_rule(reading.rule)]
    signs.append(f"period: {_period(reading, start, end)}")
    if subject is None:
        signs.append("subject: none")
    else:
        signs.append(_OF_LENGTH[bisect_left(_LENGTHS, len(subject))])
        signs += _place(subject, text, start, number)
        signs += _form(subject)
        if text.find(subject, text.find(subject) + len(subject)) >= 0:
            signs.append("subject: said again")
    before = len(_FIGURE.findall(text, start, number))
    signs.append(_OF_FIGURES_BEFORE[min(_MANY, before)])
    signs.append(_OF_FIGURES[bisect_left(_FIGURES, len(_FIGURE.findall(text, start, end)))])
    signs.append(_OF_SENTENCE[bisect_left(_SENTENCES, end - start)])
    comma = text.rfind("，", start, number)
    clause = comma + 1 if comma >= 0 else start
    signs.append(_OF_CLAUSE[bisect_left(_CLAUSES, number - clause)])
    if text[number : number + 1] in _NUMERALS:
        signs.append("numeral: Chinese")
    signs += _told(reading)
    if text.rfind("（", start, number) > text.rfind("）", start, number):
        signs.append("bracket: inside")
    return signs


@lru_cache(1 << 8)
def _of_rule(rule: str) -> tuple[str, ...]:
    """Return the features of the rules that made a reading: its frame, and marks other than `inherited`."""
    frame, *marks = rule.split("+")
    return f"frame: {frame}", *(f"mark: {mark}" for mark in marks if mark != "inherited")


def _told(reading: Reading) -> Iterator[str]:
    """Yield the features of the base, unit, denominator, modifier and status of a reading."""
    if reading.measure == "change":
        yield f"base: {reading.base.kind if reading.base is not None else 'none'}"
    if reading.unit is None:
        yield "unit: none"
    if reading.denominator is not None:
        yield "denominator: told"
    if reading.modifier != "exact":
        yield "modifier: told"
    if reading.status == "target":
        yield f"status: target{' by heading' if 'status=heading' in reading.evidence else ''}"


def _period(reading: Reading, start: int, end: int) -> str:
    """Return where the period comes from (sentence, before, none), and whether it has days."""
    if reading.period is None:
        return "none"
    found = _TIME.search(reading.evidence)
    place = int(found[1]) if found is not None else -1
    where = "sentence" if start <= place < end else "before"
    return where if reading.period.end is not None else f"{where}, no days"


def _place(subject: str, text: str, start: int, place: int) -> tuple[str, ...]:
    """Return the features of the subject's position before the number: in which clause, at what distance.

    A subject from another clause is a guess.
    """
    found = text.rfind(subject, start, place)
    if found < 0:
        return ("place of subject: not before the number",)
    end = found + len(subject)
    if text.find("；", end, place) >= 0 or text.find("。", end, place) >= 0:
        where = "place of subject: an earlier part"
    elif text.find("，", end, place) >= 0:
        where = "place of subject: an earlier clause"
    else:
        where = "place of subject: the clause"
    return where, _OF_GAP[bisect_left(_GAPS, place - end)]


def _form(subject: str) -> Iterator[str]:
    """Yield the features that make a subject more or less like a name."""
    if "的" in subject:
        yield "subject holds: 的"
    if not subject.isalpha() and any(map(str.isdigit, subject)):
        yield "subject holds: digit"
    if not _FUNCTIONS.isdisjoint(subject):
        yield "subject holds: function word"
    if not _JOINTS.isdisjoint(subject):
        yield "subject holds: joint"
    if holds(subject, _ACTS):
        yield "subject holds: verb"
    if subject.endswith(_METRICS):
        yield "subject ends: metric"
