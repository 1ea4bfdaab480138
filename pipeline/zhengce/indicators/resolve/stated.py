"""Basis of a change and vintage of a figure, where the sentence states them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

from zhengce.resources import load_toml
from zhengce.types import Basis, Vintage

RULES = Path(__file__).with_name("stated.toml")


@cache
def _words(field: str, scope: str) -> dict[str, str]:
    """Return the value that each word of the table states."""
    table = load_toml(RULES, dict[str, dict[str, dict[str, list[str]]]])[field][scope]
    return {word: value for value, words in table.items() for word in words}


def _last(text: str, field: str, scope: str) -> str | None:
    """Return the value stated by the last matching word, or None.

    If several words end there, the longest decides.
    """
    meaning = _words(field, scope)
    ends = [(text.rfind(word) + len(word), len(word), word) for word in meaning if word in text]
    return meaning[max(ends)[-1]] if ends else None


def basis_of(clause: str) -> Basis | None:
    """Return the basis that the clause before a number states, or None.

    >>> basis_of("居民收入实际增长"), basis_of("收入增长")
    ('real', None)
    """
    return cast("Basis | None", _last(clause, "basis", "clause"))


def vintage_of(before: str) -> Vintage | None:
    """Return the vintage that the sentence before a number states, or None.

    >>> vintage_of("初步核算，生产总值"), vintage_of("生产总值")
    ('preliminary', None)
    """
    return cast("Vintage | None", _last(before, "vintage", "sentence"))
