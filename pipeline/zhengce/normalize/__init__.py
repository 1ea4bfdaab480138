"""Normalise raw text: undo the damage done by scrapers, converters and pages, step by step.

Each step is a function in its own module; the table below gives their order. A step returns edits, which
are logged with offsets, or a text of the same length (width and script).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from zhengce.config import NormalizeConfig
from zhengce.errors import ConfigError
from zhengce.normalize import (
    characters,
    conversions,
    folded,
    gloss,
    layout,
    lookalikes,
    markup,
    misaligned,
    script,
    tables,
    width,
    wraps,
)
from zhengce.normalize.explained import explained
from zhengce.normalize.text import Done, Draft, Edit, NormalizedText, edited

__all__ = ["STEPS", "NormalizedText", "Normalizer", "Step", "explained", "normalize", "replay"]


class Step(NamedTuple):
    """A named step: `edits` for logged repairs, or `same_length` for width and script."""

    name: str
    what: str
    edits: Callable[[str], Iterator[Edit]] | None = None
    same_length: Callable[[str], str] | None = None


STEPS: tuple[Step, ...] = (
    Step("markup", "entities and tags of a page", markup.remove_markup),
    Step("misaligned", "glosses written into the middle of a character", misaligned.realign),
    Step("folded", "full-width marks folded across two characters", folded.unfold),
    Step("invisible", "line ends; controls and marks that print nothing", characters.remove_invisible),
    Step("compatibility", "compatibility ideographs and radicals", characters.unify_ideographs),
    Step("lookalike", "letters set for digits, and characters set for others", lookalikes.fold_lookalikes),
    Step("gloss", "pinyin in parentheses", gloss.remove_glosses),
    Step("width", "one width of letters, digits and punctuation", same_length=width.fold),
    Step("table", "rows of tables said in clauses", tables.read_tables),
    Step("wrap", "line wraps and page numbers inside sentences", wraps.join_wraps),
    Step("thousands", "blanks as thousands separators", layout.join_thousands),
    Step("numeral", "blanks inside Chinese numerals", layout.join_numerals),
    Step("blank", "blanks beside digits and punctuation", layout.remove_blanks),
    Step("stop", "repeated stops", layout.single_stops),
    Step("script", "traditional to simplified", same_length=script.simplify),
    Step("word", "characters of a wrong conversion, by word", conversions.correct_words),
)


class Normalizer:
    """Runs the steps that the settings enable.

    Raises:
        ConfigError: the settings skip an unknown step.
    """

    def __init__(self, config: NormalizeConfig | None = None) -> None:
        skip = frozenset((config or NormalizeConfig()).skip)
        unknown = skip - {step.name for step in STEPS}
        if unknown:
            names = ", ".join(step.name for step in STEPS)
            raise ConfigError(f"normalize.skip: no step {sorted(unknown)}; the steps are {names}")
        self.steps = tuple(step for step in STEPS if step.name not in skip)

    def __call__(self, raw: str) -> NormalizedText:
        """Normalise one text."""
        draft = Draft(raw)
        for step in self.steps:
            if step.edits is not None:
                draft.apply(step.name, step.edits(draft.text))
            elif step.same_length is not None:
                draft.replace_all(step.name, step.same_length(draft.text))
        return draft.finish()


def normalize(raw: str) -> NormalizedText:
    """Normalise one text with all steps.

    >>> normalize("產(chǎn)業(yè)發(fā)展,质(zhì)量第一").text
    '产业发展，质量第一'
    >>> normalize("人工智能(AI)与长(cháng)度").text
    '人工智能（AI）与长（cháng）度'
    """
    return Normalizer()(raw)


def replay(raw: str, log: Iterable[Done]) -> str:
    """Apply a log to the raw text it was made from, without searching for repairs.

    >>> normalized = normalize("產(chǎn)業(yè)發(fā)展,7 856人")
    >>> replay(normalized.raw, normalized.log)
    '产业发展，7856人'
    """
    steps = {step.name: step for step in STEPS}
    text = raw
    for done in log:
        change = steps[done.step].same_length
        text = edited(text, done.edits) if change is None else change(text)
    return text
