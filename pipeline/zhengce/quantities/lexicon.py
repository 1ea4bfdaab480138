"""The words that modify a number: read from ``lexicon.toml``, checked on load."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

LEXICON = Path(__file__).with_name("lexicon.toml")
Words = tuple[str, ...]


class Modifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that qualify a number, by the modifier they give."""

    about: Words = ()
    nearly: Words = ()
    over: Words = ()
    at_least: Words = ()
    under: Words = ()
    at_most: Words = ()

    def table(self) -> dict[str, str]:
        """Word to modifier."""
        return {word: name for name in self.__struct_fields__ for word in getattr(self, name)}


class QuantityLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All lists of ``lexicon.toml``: words before a number, and words after it."""

    modifiers: Modifiers
    suffixes: Modifiers


@cache
def default_quantity_lexicon() -> QuantityLexicon:
    """The lexicon that comes with the package."""
    return load_toml(LEXICON, QuantityLexicon)
