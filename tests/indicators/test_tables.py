"""The examples and counter-examples that the rules of attachment carry."""

from __future__ import annotations

import pytest

from zhengce.indicators.attach import scope, shares
from zhengce.quantities import MentionFinder
from zhengce.segment import Segmenter
from zhengce.times import find_times

SEGMENT, FINDER = Segmenter(), MentionFinder()


def ruled_out(marked: str) -> str | None:
    """The constraint that rules out the time between 〔 〕."""
    start, end = marked.index("〔"), marked.index("〕") - 1
    text = marked.replace("〔", "").replace("〕", "")
    time = next((t for t in find_times(text) if t.start <= start and t.end >= end), None)
    assert time is not None, f"no time in {text}"
    return scope.ruled_out(text, time, 0)


CONSTRAINTS = [(rule.id, text, True) for rule in scope.constraints() for text in rule.examples] + [
    (rule.id, text, False) for rule in scope.constraints() for text in rule.counter_examples
]


@pytest.mark.parametrize(("rule", "text", "holds"), CONSTRAINTS)
def test_constraint_rules_out_its_examples_and_no_other(rule: str, text: str, holds: bool) -> None:  # noqa: FBT001
    assert ruled_out(text) == (rule if holds else None)


def shared(marked: str) -> shares.Share | None:
    """The share that is told before | in a text."""
    left, _, number = marked.replace("〔", "").replace("〕", "").partition("|")
    cut = SEGMENT(left + number)
    mention = next(m for m in FINDER.find(cut, 0, len(cut.text)) if m.start >= len(left) - 1)
    return shares.find_share(left, mention)


@pytest.mark.parametrize("text", [text for rule in shares.rules() for text in rule.examples])
def test_share_names_its_denominator(text: str) -> None:
    found = shared(text)
    assert found is not None
    assert found.of == text[text.index("〔") + 1 : text.index("〕")]


@pytest.mark.parametrize("text", [text for rule in shares.rules() for text in rule.counter_examples])
def test_what_is_no_share_has_no_denominator(text: str) -> None:
    assert shared(text) is None
