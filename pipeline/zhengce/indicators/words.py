"""Closed word classes of the rules: the lists of ``words.toml``, a section for each module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zhengce.resources import load_toml

WORDS = Path(__file__).with_name("words.toml")


@cache
def _table() -> dict[str, dict[str, tuple[str, ...] | str]]:
    return load_toml(WORDS, dict[str, dict[str, tuple[str, ...] | str]])


def word_list(section: str, name: str) -> tuple[str, ...]:
    """A list of words, the longest first, so that the first that fits is the longest."""
    listed = _table()[section][name]
    return tuple(sorted(listed, key=len, reverse=True))


def character_set(section: str, name: str) -> frozenset[str]:
    """A set of single characters, which the table writes as one string."""
    return frozenset(_table()[section][name])
