"""Words that modify a number, from ``lexicon.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

LEXICON = Path(__file__).with_name("lexicon.toml")
Words = tuple[str, ...]


class Modifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that qualify a number, by modifier."""

    about: Words = ()
    nearly: Words = ()
    over: Words = ()
    at_least: Words = ()
    under: Words = ()
    at_most: Words = ()

    def table(self) -> dict[str, str]:
        """Map each word to its modifier."""
        return {word: name for name in self.__struct_fields__ for word in getattr(self, name)}


class QuantityLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``lexicon.toml``: words before and after a number."""

    modifiers: Modifiers
    suffixes: Modifiers


@cache
def default_quantity_lexicon() -> QuantityLexicon:
    """Return the package's lexicon, loaded once."""
    return load_toml(LEXICON, QuantityLexicon)
