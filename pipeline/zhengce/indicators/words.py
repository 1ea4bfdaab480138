"""Closed word classes of the rules: the lists of ``words.toml``, with one section per module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zhengce.resources import load_toml

WORDS = Path(__file__).with_name("words.toml")


@cache
def _table() -> dict[str, dict[str, tuple[str, ...] | str]]:
    return load_toml(WORDS, dict[str, dict[str, tuple[str, ...] | str]])


def word_list(section: str, name: str) -> tuple[str, ...]:
    """Return a list of words, longest first, so that the first match is the longest."""
    listed = _table()[section][name]
    return tuple(sorted(listed, key=len, reverse=True))


def character_set(section: str, name: str) -> frozenset[str]:
    """Return a set of single characters, which the table gives as one string."""
    return frozenset(_table()[section][name])
